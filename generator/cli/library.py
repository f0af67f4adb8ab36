"""Functions that several commands share: they load the library, report guides left out, and lock the seeds."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import MappingProxyType

import click

from generator.checkout import shows_drafts
from generator.cli.options import progress, waiting
from generator.errors import LEFT_OUT, InputError, refuse
from generator.folders import alone, interrupted, recover
from generator.link import Library
from generator.pipeline import load_library
from generator.seeds import Seeds, guide_folders


def library_of(
    places: Seeds,
    broken: Callable[[InputError], None] = refuse,
    faults: Mapping[str, InputError] = MappingProxyType({}),
) -> Library:
    """Return the library of the seeds, and show a progress bar while it is read.

    ``broken`` is called with the error in a guide; if it returns, the guide is left out. ``faults`` has the errors of
    guides that are known to be at fault, by id. If an earlier run was killed
    between two renames, the folders that it had set aside are put back first.
    """
    if interrupted(places.guides):
        with writing(places):
            pass
    with progress("Reading guides", len(guide_folders(places.guides))) as step:
        return load_library(places, step, broken, faults, show_drafts=shows_drafts())


def whole_guides_of(
    places: Seeds, faults: Mapping[str, InputError] = MappingProxyType({})
) -> tuple[Library, list[InputError]]:
    """Return the library of the guides without errors, and the errors of the others.

    ``faults`` has the errors of guides that are known to be at fault, by id. InputError if all guides have errors.
    """
    left_out: list[InputError] = []
    library = library_of(places, left_out.append, faults)
    if left_out and not library.guides:
        raise left_out[0]
    return library, left_out


def report(left_out: Sequence[InputError]) -> None:
    """Print the errors of guides that were left out, one a line. If there are any, exit with code 1."""
    for error in left_out:
        click.echo(f"guides: {error}; {LEFT_OUT}", err=True)
    if left_out:
        sys.exit(1)


@contextmanager
def writing(places: Seeds) -> Iterator[None]:
    """Lock the seeds, from before they are read until they are written.

    What a killed run left behind is removed or put back first. InputError if there is no folder of seeds.
    """
    if not places.root.is_dir():
        raise InputError("is no folder of seeds", places.root)
    with alone(places.root, waiting):
        recover(places.guides)
        held = guide_folders(places.guides) if places.guides.is_dir() else []
        for folder in (places.root, places.catalogue.parent, *held):
            recover(folder)
        yield
