"""The commands `guides generate`, `guides build` and `guides bundle`: seeds/ → content/ → site/ → an archive."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from functools import partial
from pathlib import Path

import click

from generator import ids
from generator.build import build as build_site
from generator.bundle import bundle as bundled
from generator.bundle import is_bundle
from generator.cli.library import report, whole_guides_of, writing
from generator.cli.options import (
    BASE,
    CONTACT,
    CONTENT,
    PATH,
    REPOSITORY,
    SEEDS,
    SITE,
    progress,
    waiting,
)
from generator.errors import InputError
from generator.folders import Changes, replace_file
from generator.outputs import check_content, check_file
from generator.seeds import Seeds
from generator.trial import without_faulty
from generator.write import page_count, write
from generator.write.interface import load_interface
from generator.write.phrases import Phrases


@click.command()
@SEEDS
@CONTENT
def generate(seeds: Path, content: Path) -> None:
    """Write the Markdown pages in content/ from the seeds.

    Either all pages are written or none. Pages without a source are removed; files that this
    command did not make stay. The command refuses a folder that has files but no mark of an earlier
    run. Guides that cannot be read are named and left out; then the exit status is 1.
    """
    check_content(content, [seeds])
    places = Seeds(seeds)

    def written(faults: Mapping[str, InputError]) -> tuple[Changes, list[InputError]]:
        library, left_out = whole_guides_of(places, faults)
        with progress("Writing pages", page_count(library)) as step:
            return write(library, places.interface, content, step), left_out

    with writing(places):  # `guides add` writes pages too; older pages must not overwrite these
        changes, left_out = without_faulty(places, written)
    click.echo(
        f"{content}: {len(changes.added)} added, {len(changes.changed)} changed, "
        f"{len(changes.removed)} removed"
        if changes
        else f"{content}: nothing to change"
    )
    report(left_out)


@click.command()
@SEEDS
@CONTENT
@SITE
@BASE
@REPOSITORY
@CONTACT
def build(
    *, seeds: Path, content: Path, site: Path, base_url: str, repo_url: str, security_contact: str
) -> None:
    """Update content/ from the seeds and build the site in site/, as `mkdocs build` does.

    The site is built next to site/ and replaces it when it is complete. Guides that cannot be read
    are named and left out; then the exit status is 1.
    """
    left_out = without_faulty(
        Seeds(seeds),
        lambda faults: build_site(
            seeds,
            content,
            site,
            base=base_url,
            repository=repo_url,
            contact=security_contact,
            faults=faults,
            waiting=waiting,
        ),
    )
    pages = sum(1 for _ in site.rglob("index.html"))
    click.echo(f"{site}: {pages} pages")
    report(left_out)


@click.command()
@SEEDS
@CONTENT
@REPOSITORY
@click.option(
    "--output",
    type=PATH,
    default=Path("dist/coop-guides-offline.zip"),
    show_default=True,
    help="File name of the archive.",
)
def bundle(*, seeds: Path, content: Path, repo_url: str, output: Path) -> None:
    """Build the site as one archive (zip) that opens from disk, offline.

    When the archive is unpacked, index.html opens in a browser without a server; only search and
    filters need one. The archive replaces an earlier archive, but no other file. Its site is built
    separately, without an address; site/ is not changed. The same commit gives the same archive,
    byte for byte.
    """
    check = partial(check_file, output, (seeds, content), is_bundle, "archive of `guides bundle`")
    check()
    places = Seeds(seeds)
    words = [
        Phrases(language, load_interface(language, places.interface)) for language in ids.LANGUAGES
    ]
    with tempfile.TemporaryDirectory(prefix="guides-bundle-") as folder:
        site = Path(folder) / "site"
        without_faulty(
            places,
            lambda faults: build_site(
                seeds, content, site, repository=repo_url, faults=faults, waiting=waiting
            ),
        )
        data = bundled(site, words)
    check()  # again, as the build takes long
    replace_file(output, data)
    click.echo(f"{output}: {len(data) / 1e6:.1f} MB")
