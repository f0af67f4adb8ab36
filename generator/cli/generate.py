"""`guides generate`: seeds/ → content/."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.options import CONTENT, SEEDS, progress
from generator.folders import replace_folder
from generator.outputs import check_content
from generator.processes import ready
from generator.stamp import inputs, set_stamp, stamped


@click.command()
@SEEDS
@CONTENT
def generate(seeds: Path, content: Path) -> None:
    """Write the Markdown pages in content/ from the seeds.

    All pages are written at once or not at all; pages whose source is gone go, and files that
    this command did not make stay. A folder that holds files and none of its marks is refused.
    """
    check_content(content, [seeds])
    given = inputs(seeds)
    if stamped(content, given):
        click.echo(f"{content}: nothing to change")
        return
    ready("generator.pipeline", "generator.write")
    # What reads guides and makes pages takes longer to load than to see that there is nothing to do.
    from generator.cli.library import library_of
    from generator.seeds import Seeds
    from generator.write import files, page_count

    places = Seeds(seeds)
    library = library_of(places)
    with progress("Writing pages", page_count(library)) as step:
        pages = files(library, places.interface, step)
    changes = replace_folder(content, pages, [seeds])
    if inputs(seeds) == given:  # nobody wrote there meanwhile
        set_stamp(content, given, pages)
    click.echo(
        f"{content}: {len(changes.added)} added, {len(changes.changed)} changed, "
        f"{len(changes.removed)} removed"
        if changes
        else f"{content}: nothing to change"
    )
