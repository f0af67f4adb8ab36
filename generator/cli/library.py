"""The library as commands read it, and their turn to write the seeds."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager

import click

from generator.cli.options import progress, waiting
from generator.errors import InputError, refuse
from generator.folders import alone, interrupted, recover
from generator.kept import kept
from generator.link import Library
from generator.processes import collect_rarely
from generator.seeds import Seeds, guide_folders
from generator.stamp import inputs


def library_of(places: Seeds, broken: Callable[[InputError], None] = refuse) -> Library:
    """The library of the seeds, with a progress bar while it is read. ``broken`` is given what is
    wrong with a guide, and where it returns, that one is left out.

    Where a run was killed between two renames, what it had set aside is put back first.
    """
    collect_rarely()
    if interrupted(places.guides):
        with writing(places):
            recover(places.guides)
    # What reads guides is not loaded for a library that was kept.
    from generator.pipeline import load_library  # noqa: PLC0415

    with progress("Reading guides", len(guide_folders(places.guides))) as step:
        return load_library(places, step, broken)


def kept_library_of(places: Seeds, broken: Callable[[InputError], None] = refuse) -> Library:
    """The same, from the last run where nothing it is made from has changed since."""
    collect_rarely()
    given = None if interrupted(places.guides) else inputs(places.root)
    return kept(places.root, given) or library_of(places, broken)


def whole_guides_of(places: Seeds, *, or_kept: bool = False) -> tuple[Library, list[InputError]]:
    """The library of the guides that nothing is wrong with, and what is wrong with the others.
    InputError where there are others alone. ``or_kept`` takes the library from the last run.
    """
    left_out: list[InputError] = []
    library = (kept_library_of if or_kept else library_of)(places, left_out.append)
    if left_out and not library.guides:
        raise left_out[0]
    return library, left_out


def report(left_out: Sequence[InputError]) -> None:
    """Say what is wrong with guides that were left out, a line each, and end with 1 where some were."""
    for error in left_out:
        click.echo(f"guides: {error}; this guide is left out", err=True)
    if left_out:
        sys.exit(1)


def writing(places: Seeds) -> AbstractContextManager[None]:
    """Be the only run that writes the seeds."""
    return alone(places.root, waiting)
