"""`guides bundle`: the site as one archive that opens offline."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click

from generator import ids
from generator.build import build
from generator.bundle import bundle as bundled
from generator.bundle import is_bundle
from generator.cli.options import CONTENT, PATH, REPOSITORY, SEEDS, waiting
from generator.folders import refusing, replace_file
from generator.outputs import check_file
from generator.seeds import Seeds
from generator.write.interface import load_interface
from generator.write.phrases import Phrases


@click.command()
@SEEDS
@CONTENT
@REPOSITORY
@click.option(
    "--output",
    type=PATH,
    default=Path("dist/coop-guides-offline.zip"),
    show_default=True,
    help="The archive.",
)
def bundle(*, seeds: Path, content: Path, repo_url: str, output: Path) -> None:
    """Build the site as one archive (zip) that opens from disk, offline.

    Unpacked, index.html opens in a browser without a server; only search and filters need one, and
    say so. It takes the place of an earlier archive, and of no other file. The site is built anew for this, under no address; site/ stays as it is. The archive is the
    same, byte for byte, from the same commit.
    """
    check_archive(output, seeds, content)
    places = Seeds(seeds)
    words = [
        Phrases(language, load_interface(language, places.interface)) for language in ids.LANGUAGES
    ]
    with tempfile.TemporaryDirectory(prefix="guides-bundle-") as folder:
        site = Path(folder) / "site"
        build(seeds, content, site, repository=repo_url, waiting=waiting)
        data = bundled(site, words)
    check_archive(output, seeds, content)  # a build takes its time
    with refusing(output):
        output.parent.mkdir(parents=True, exist_ok=True)
    replace_file(output, data)
    click.echo(f"{output}: {len(data) / 1e6:.1f} MB")


def check_archive(output: Path, *inputs: Path) -> None:
    """InputError unless an archive may be written to ``output``."""
    check_file(output, inputs, is_bundle, "archive of `guides bundle`")


__all__ = ["bundle"]
