"""The library as commands read it, and their turn to write the seeds."""

from __future__ import annotations

from contextlib import AbstractContextManager

from generator.cli.options import progress, waiting
from generator.folders import alone, interrupted, recover
from generator.link import Library
from generator.pipeline import load_library
from generator.processes import collect_rarely
from generator.seeds import Seeds, load_seeds


def library_of(places: Seeds) -> Library:
    """The library of the seeds, with a progress bar while it is read.

    Where a run was killed between two renames, what it had set aside is put back first.
    """
    collect_rarely()
    if interrupted(places.guides):
        with writing(places):
            recover(places.guides)
    with progress("Reading guides", len(load_seeds(places.guides))) as step:
        return load_library(places, step)


def writing(places: Seeds) -> AbstractContextManager[None]:
    """Be the only run that writes the seeds."""
    return alone(places.root, waiting)
