"""The axis of time: one batch after the other, those included whose guide is not held here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.model import Guide
from generator.seeds import MissingBatch


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch of calls. `number` is None where only the year of a missing one is known."""

    year: int
    number: int | None
    guide: str | None
    """The guide that stands, or None where none is held here."""


def batches(standing: Sequence[Guide], missing: Iterable[MissingBatch]) -> tuple[Batch, ...]:
    """Every batch known, in order of time. One of ``missing`` whose guide has come in since is left
    out; so is a year without a number once any guide of it is held.
    """
    held = [Batch(guide.year, guide.batch, guide.id) for guide in standing]
    known = {(batch.year, batch.number) for batch in held}
    years = {batch.year for batch in held}
    gaps = [
        Batch(gap.year, gap.batch, None)
        for gap in missing
        if (gap.year not in years if gap.batch is None else (gap.year, gap.batch) not in known)
    ]
    return tuple(sorted([*held, *gaps], key=lambda batch: (batch.year, batch.number or 0)))
