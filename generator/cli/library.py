"""The library as commands read it, and their turn to write the seeds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from generator.cli.options import progress, waiting
from generator.errors import InputError
from generator.folders import alone, interrupted, recover
from generator.kept import kept
from generator.link import Library
from generator.processes import collect_rarely
from generator.seeds import Seeds, load_seeds
from generator.stamp import inputs


def library_of(places: Seeds) -> Library:
    """The library of the seeds, with a progress bar while it is read.

    Where a run was killed between two renames, what it had set aside is put back first.
    """
    collect_rarely()
    if interrupted(places.guides):
        with writing(places):
            pass
    # What reads guides is not loaded for a library that was kept.
    from generator.pipeline import load_library  # noqa: PLC0415

    with progress("Reading guides", len(load_seeds(places.guides))) as step:
        return load_library(places, step)


def kept_library_of(places: Seeds) -> Library:
    """The same, from the last run where nothing it is made from has changed since."""
    collect_rarely()
    given = None if interrupted(places.guides) else inputs(places.root)
    return kept(places.root, given) or library_of(places)


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
