"""`guides build`: content/ → site/."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click

from generator.cli.options import (
    BASE,
    CONTACT,
    CONTENT,
    REPOSITORY,
    SEEDS,
    SITE,
    progress,
    waiting,
)
from generator.processes import ready


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
    """Build the site in site/ from content/: pages, landing pages, data.

    A guide that cannot be read is left out and named; then the command ends with 1.
    """
    ready("generator.build.pages")
    # What the other processes load meanwhile.
    from generator.build.site import STEPS
    from generator.build.site import build as build_site
    from generator.cli.library import report, whole_guides_of
    from generator.seeds import Seeds
    from generator.write import write

    places = Seeds(seeds)
    library, left_out = whole_guides_of(places, or_kept=True)
    with tempfile.TemporaryDirectory(prefix="guides-build-") as folder:
        if left_out:  # and content/ has their pages
            content = Path(folder) / "content"
            write(library, places.interface, content)
        with progress("Building", STEPS) as step:
            build_site(
                library,
                places,
                content,
                site,
                base=base_url,
                repository=repo_url,
                contact=security_contact,
                progress=step,
                waiting=waiting,
            )
    pages = sum(1 for _ in site.rglob("index.html"))
    click.echo(f"{site}: {pages} pages")
    report(left_out)
