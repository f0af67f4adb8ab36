"""`guides build`: content/ → site/."""

from __future__ import annotations

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
from generator.outputs import check_site
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

    It takes the place of the site that was built there before; a folder that holds anything else is refused.
    """
    check_site(site, [seeds, content])
    ready("generator.build.pages")
    # What the other processes load meanwhile.
    from generator.build.site import STEPS
    from generator.build.site import build as build_site
    from generator.cli.library import library_of
    from generator.seeds import Seeds

    places = Seeds(seeds)
    library = library_of(places)
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
