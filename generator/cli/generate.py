"""`guides generate`: seeds/ → content/."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.library import report, whole_guides_of, writing
from generator.cli.options import CONTENT, SEEDS, progress
from generator.outputs import check_content
from generator.seeds import Seeds
from generator.write import page_count, write


@click.command()
@SEEDS
@CONTENT
def generate(seeds: Path, content: Path) -> None:
    """Write the Markdown pages in content/ from the seeds.

    All pages are written at once or not at all; pages whose source is gone go, and files that
    this command did not make stay. A folder that holds files and none of its marks is refused. A guide that cannot
    be read is left out and named; then the command ends with 1.
    """
    check_content(content, [seeds])
    places = Seeds(seeds)
    with writing(places):  # `guides add` writes pages too, and these must not be older than its own
        library, left_out = whole_guides_of(places)
        with progress("Writing pages", page_count(library)) as step:
            changes = write(library, places.interface, content, step)
    click.echo(
        f"{content}: {len(changes.added)} added, {len(changes.changed)} changed, "
        f"{len(changes.removed)} removed"
        if changes
        else f"{content}: nothing to change"
    )
    report(left_out)
