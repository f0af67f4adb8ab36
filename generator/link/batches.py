"""The axis of time: one batch after the other, those included whose guide is not held here."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from generator.model import Guide
from generator.seeds import MissingBatch

T = TypeVar("T")
WIDEST = 16
"""Most guides side by side in a picture or a table, eight years of two a year. In more columns discs would collide."""


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch of calls. `number` is None where only the year of a missing one is known."""

    year: int
    number: int | None
    guide: str | None
    """The guide that stands, or None where none is held here."""


def batches(standing: Sequence[Guide], missing: Iterable[MissingBatch]) -> tuple[Batch, ...]:
    """Return every batch known, in order of time. A missing one goes once its guide is held, a bare year once any is."""
    held = [Batch(guide.year, guide.batch, guide.id) for guide in standing]
    known = {(batch.year, number) for batch in held for number in (batch.number, None)}
    gaps = [Batch(g.year, g.batch, None) for g in missing if (g.year, g.batch) not in known]
    return tuple(sorted([*held, *gaps], key=lambda batch: (batch.year, batch.number or 0)))


def side_by_side(
    columns: Sequence[T], guide: Callable[[T], str | None], holding: Container[str]
) -> Sequence[T]:
    """Return ``columns``, or of many with a guide those up to the last whose guide is one of ``holding``."""
    held = [place for place, column in enumerate(columns) if guide(column) is not None]
    if len(held) <= WIDEST:
        return columns
    wanted = [place for place in held if guide(columns[place]) in holding]
    end = (wanted or held)[-1] + 1
    first = [place for place in held if place < end][-WIDEST:][0]
    return columns[first:end]
