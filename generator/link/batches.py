"""The time axis: all batches in order of time, including those whose guide is not held here."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from generator.model import Guide, Stage
from generator.seeds import MissingBatch

T = TypeVar("T")
WIDEST = 16
"""Maximum number of guides side by side in a picture or a table: eight years with two guides each. With more columns,
the discs of a picture would overlap."""
LEGIBLE = 6
"""Maximum number of guides side by side in a picture with an amount of money in each cell."""


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch of calls. `number` is None if only the year of a missing batch is known."""

    year: int
    number: int | None
    guide: str | None
    """Id of the guide in force (the final text rather than its draft), or None if no guide of the batch is held here."""
    stage: Stage | None = None
    """The stage of that guide."""


def batches(standing: Sequence[Guide], missing: Iterable[MissingBatch]) -> tuple[Batch, ...]:
    """Return all known batches in order of time.

    An entry of ``missing`` is left out if its guide is held; a sister guide does not count. An entry without a number
    is left out if any guide of its year is held.
    """
    held = [Batch(guide.year, guide.batch, guide.id, guide.stage) for guide in standing]
    known: set[tuple[int, int | None]] = {(guide.year, None) for guide in standing}
    known |= {(guide.year, guide.batch) for guide in standing if guide.series is None}
    gaps = [Batch(g.year, g.batch, None) for g in missing if (g.year, g.batch) not in known]
    return tuple(sorted([*held, *gaps], key=lambda batch: (batch.year, batch.number or 0)))


def side_by_side(
    columns: Sequence[T],
    guide: Callable[[T], str | None],
    holding: Container[str],
    most: int = WIDEST,
) -> Sequence[T]:
    """Return the part of ``columns`` that fits side by side.

    These are all columns if at most ``most`` of them have a guide. Otherwise they end with the last column whose guide
    is in ``holding`` and begin ``most`` guides earlier.
    """
    held = [place for place, column in enumerate(columns) if guide(column) is not None]
    if len(held) <= most:
        return columns
    wanted = [place for place in held if guide(columns[place]) in holding]
    end = (wanted or held)[-1] + 1
    first = [place for place in held if place < end][-most:][0]
    return columns[first:end]
