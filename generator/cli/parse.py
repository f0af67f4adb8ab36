"""`guides parse`: one guide as JSON."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.cli.options import PATH, SEEDS
from generator.data import dumps, parsed_json
from generator.errors import InputError
from generator.ids import GuideId
from generator.model import Source
from generator.pipeline import parse_data
from generator.read import file_bytes
from generator.seeds import Seeds, digest
from generator.vocabulary import Vocabulary


@click.command()
@SEEDS
@click.argument("file", type=PATH)
@click.option(
    "--id", "guide_id", help="The guide's id where the text does not tell, as 2024-2-draft."
)
@click.option("--trace", is_flag=True, help="Add what each rule left out, under “dropped”.")
def parse(seeds: Path, file: Path, guide_id: str | None, trace: bool) -> None:
    """Print the guide in FILE as JSON, with diagnostics; nothing is written.

    FILE is a PDF, a Word file (.docx), a web page (.html), Markdown (.md) or text (.txt).
    Ends with 1 where no direction was found, and with 2 where the file cannot be read.
    """
    try:
        identity = GuideId.parse(guide_id) if guide_id else None
    except ValueError as error:
        raise InputError(f"--id: {error}") from error
    data = file_bytes(file)
    source = Source(file.name, digest(data))
    guide = parse_data(data, file, Vocabulary.load(Seeds(seeds).vocabulary), source, identity)
    result = parsed_json(guide)
    if trace:
        result["dropped"] = [
            {"rule": entry.rule, "text": entry.text, "line": entry.line} for entry in guide.dropped
        ]
    click.echo(dumps(result), nl=False)
    sys.exit(0 if guide.directions else 1)
