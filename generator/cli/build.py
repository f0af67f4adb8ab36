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
    """Write the pages in content/ (Markdown) from the seeds.

    Either all pages are written or none. Pages that the seeds no longer call for are removed; other files in content/
    stay. If the folder has files but was not made by this command, nothing is written.

    Guides that cannot be read are named and left out; then the exit status is 1.
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
    """Build the website in site/, and update content/ first.

    `mkdocs build` does the same, but here the website replaces an earlier one only when it is complete.

    Guides that cannot be read are named and left out; then the exit status is 1.
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
    help="Name of the zip file.",
)
def bundle(*, seeds: Path, content: Path, repo_url: str, output: Path) -> None:
    """Pack the website into one zip file for reading offline.

    Unpack it and open index.html in a browser. Only search and filters need a web server; README.txt in the zip file
    tells how to start one.

    The website is built anew for it; site/ is not changed. An earlier zip file of this command is replaced; any other
    file is not. The same commit gives the same zip file, byte for byte.
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
