"""`guides check`: all of it → findings."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.check import CHECKS, Places
from generator.check import check as run_checks
from generator.cli.library import whole_guides_of
from generator.cli.options import CONTENT, SEEDS, SITE
from generator.seeds import Seeds


@click.command()
@SEEDS
@CONTENT
@SITE
@click.argument("names", nargs=-1, type=click.Choice(list(CHECKS)))
def check(seeds: Path, content: Path, site: Path, names: tuple[str, ...]) -> None:
    r"""Check everything, or only the checks named; ends with 1 where one finds something.

    \b
    text         no Han character of a guide is lost, and spans lead back to their lines
    diagnostics  what the parser noticed (shown, never a failure)
    interface    the site's own words are all in both languages
    translation  English keeps to the rules and the glossary; what has none yet is no failure
    content      content/ is what the seeds generate, and is plain Markdown
    links        every link and anchor of the built site resolves, and so does every one
                 that a release has published
    """
    library, left_out = whole_guides_of(Seeds(seeds))
    chosen = names or tuple(CHECKS)
    found = list(run_checks(library, Places(Seeds(seeds), content, site), chosen))
    for error in left_out:
        click.echo(f"guides: error: {error}; this guide is left out")
    for name, finding in found:
        click.echo(f"{name}: {finding.level}: {finding.message}")
    for name in chosen:
        if not any(name == of for of, _ in found):
            click.echo(f"{name}: nothing to report")
    failed = left_out or any(finding.level == "error" for _, finding in found)
    sys.exit(1 if failed else 0)
