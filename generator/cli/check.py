"""The commands `guides parse` and `guides check`, which write nothing."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path

import click

from generator.check import CHECKS, Places
from generator.check import check as run_checks
from generator.cli.library import whole_guides_of
from generator.cli.options import CONTENT, PATH, SEEDS, SITE, parsed_id
from generator.data import dumps, parsed_json
from generator.errors import LEFT_OUT
from generator.model import Source
from generator.pipeline import parse_data
from generator.read import file_bytes
from generator.seeds import Seeds, digest
from generator.vocabulary import Vocabulary


@click.command()
@SEEDS
@click.argument("file", type=PATH)
@click.option(
    "--id", "guide_id", help="The guide's id, if the text does not state it: 2024-2-draft."
)
@click.option(
    "--trace",
    is_flag=True,
    help="Add the text that rules left out, and the characters that were brought to their common form.",
)
def parse(seeds: Path, file: Path, guide_id: str | None, trace: bool) -> None:
    """Print the guide in FILE as JSON, with diagnostics. Nothing is written.

    FILE is a PDF, a Word file (.docx), a web page (.html), Markdown (.md) or text (.txt).
    The exit status is 1 if no direction was found, and 2 if the file cannot be read.
    """
    identity = parsed_id(guide_id)
    data = file_bytes(file)
    source = Source(file.name, digest(data))
    guide = parse_data(data, file, Vocabulary.load(Seeds(seeds).vocabulary), source, identity)
    result = parsed_json(guide)
    if trace:
        result["dropped"] = [
            {"rule": entry.rule, "text": entry.text, "line": entry.line} for entry in guide.dropped
        ]
        result["folded"] = [asdict(fold) for fold in guide.folds]
    click.echo(dumps(result), nl=False)
    sys.exit(0 if guide.directions else 1)


@click.command()
@SEEDS
@CONTENT
@SITE
@click.argument("names", nargs=-1, type=click.Choice(list(CHECKS)))
def check(seeds: Path, content: Path, site: Path, names: tuple[str, ...]) -> None:
    r"""Run all checks, or only those named. The exit status is 1 if one of them fails.

    \b
    text         no Han character of a guide is lost, and spans lead to the right lines
    diagnostics  notes of the parser (shown, never a failure)
    interface    all of the site's own words are in both languages
    translation  English follows the rules and the glossary (missing English is no failure)
    content      content/ is what the seeds generate, and is plain Markdown
    links        every link and anchor of the built site works, and so does every address
                 that a release has published
    """
    library, left_out = whole_guides_of(Seeds(seeds))
    chosen = names or tuple(CHECKS)
    found = list(run_checks(library, Places(Seeds(seeds), content, site), chosen))
    for error in left_out:
        click.echo(f"guides: error: {error}; {LEFT_OUT}")
    for name, finding in found:
        click.echo(f"{name}: {finding.level}: {finding.message}")
    for name in chosen:
        if not any(name == of for of, _ in found):
            click.echo(f"{name}: nothing to report")
    failed = left_out or any(finding.level == "error" for _, finding in found)
    sys.exit(1 if failed else 0)
