"""`guides build`: seeds/ → content/ → site/."""

from __future__ import annotations

from pathlib import Path

import click

from generator.build import build as build_site
from generator.cli.library import report
from generator.cli.options import BASE, CONTACT, CONTENT, REPOSITORY, SEEDS, SITE, waiting


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
    """Bring content/ in step with the seeds and build the site in site/, as `mkdocs build` does.

    The site is built beside site/ and put in its place when it is whole. A guide that cannot be read is
    left out and named; then the command ends with 1.
    """
    left_out = build_site(
        seeds,
        content,
        site,
        base=base_url,
        repository=repo_url,
        contact=security_contact,
        waiting=waiting,
    )
    pages = sum(1 for _ in site.rglob("index.html"))
    click.echo(f"{site}: {pages} pages")
    report(left_out)
