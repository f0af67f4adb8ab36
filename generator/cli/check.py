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
    "--id",
    "guide_id",
    metavar="ID",
    help="Id of the guide, such as 2024-2-draft; by default from the text.",
)
@click.option(
    "--trace",
    is_flag=True,
    help="Also print the text that rules left out, and the characters that were changed to their common form.",
)
def parse(seeds: Path, file: Path, guide_id: str | None, trace: bool) -> None:
    """Print what can be read in a guide as JSON; write nothing.

    FILE is a PDF, a Word file (.docx), a web page (.html), Markdown (.md) or text (.txt). Diagnostics name what a person should
    look at.

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
@click.argument("names", metavar="[CHECK]...", nargs=-1, type=click.Choice(list(CHECKS)))
def check(seeds: Path, content: Path, site: Path, names: tuple[str, ...]) -> None:
    """Look for mistakes: run all checks, or only those named.

    \b
    text         No Han character of a guide is lost, and every item
                 names the lines at which it stands.
    diagnostics  What the parser noted about the guides. It is printed
                 and never fails.
    interface    All words of the website itself are in both languages.
    translation  The English keeps to the rules and the glossary. English
                 that is missing is no failure.
    content      The pages in content/ are those that `guides generate`
                 writes, and they are plain Markdown.
    links        All links and anchors of the website in site/ work, and
                 so does every address that a release has published.
    wording      The words of the website have no faults that a program
                 can see: “1 projects”, “the the”, half-width marks.

    The exit status is 1 if a check fails or a guide cannot be read.
    """  # noqa: D301 - the character \b tells click to keep the lines of a paragraph
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
