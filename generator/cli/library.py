"""The library as commands read it, and their turn to write the seeds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from generator.cli.options import progress, waiting
from generator.errors import InputError
from generator.folders import alone, interrupted, recover
from generator.link import Library
from generator.pipeline import load_library
from generator.seeds import Seeds, load_seeds


def library_of(places: Seeds) -> Library:
    """The library of the seeds, with a progress bar while it is read.

    Where a run was killed between two renames, what it had set aside is put back first.
    """
    if interrupted(places.guides):
        with writing(places):
            pass
    with progress("Reading guides", len(load_seeds(places.guides))) as step:
        return load_library(places, step)


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
