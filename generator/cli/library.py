"""The library as commands read it, and their turn to write the seeds."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import click

from generator.cli.options import progress, waiting
from generator.errors import InputError, refuse
from generator.folders import alone, interrupted, recover
from generator.link import Library
from generator.pipeline import load_library
from generator.seeds import Seeds, guide_folders


def library_of(places: Seeds, broken: Callable[[InputError], None] = refuse) -> Library:
    """Return the library of the seeds, with a progress bar while it is read. ``broken`` is given what is
    wrong with a guide, and where it returns, that one is left out.

    Where a run was killed between two renames, what it had set aside is put back first.
    """
    if interrupted(places.guides):
        with writing(places):
            pass
    with progress("Reading guides", len(guide_folders(places.guides))) as step:
        return load_library(places, step, broken)


def whole_guides_of(places: Seeds) -> tuple[Library, list[InputError]]:
    """Return the library of the guides that nothing is wrong with, and what is wrong with the others.
    InputError where there are others alone.
    """
    left_out: list[InputError] = []
    library = library_of(places, left_out.append)
    if left_out and not library.guides:
        raise left_out[0]
    return library, left_out


def report(left_out: Sequence[InputError]) -> None:
    """Say what is wrong with guides that were left out, a line each, and end with 1 where some were."""
    for error in left_out:
        click.echo(f"guides: {error}; this guide is left out", err=True)
    if left_out:
        sys.exit(1)


@contextmanager
def writing(places: Seeds) -> Iterator[None]:
    """Be the only run that writes the seeds, from before they are read until they are written; what a
    run that was killed had set aside is put back first. InputError where there is no such folder.
    """
    if not places.root.is_dir():
        raise InputError("is no folder of seeds", places.root)
    with alone(places.root, waiting):
        recover(places.guides)
        yield
