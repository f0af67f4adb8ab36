"""The comparison of two guides: partners added and dropped; calls that continued, began or ended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.ids import guide_of
from generator.link.library import Library
from generator.link.totals import totals
from generator.link.versions import DirectionChange, compare_directions
from generator.model import Guide

Size = Literal["grew", "shrank", "same", "mixed", "unknown"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The differences between an earlier and a later guide. Ids are ids of directions."""

    partners: tuple[list[str], list[str], list[str], list[str]]
    """(partners only in the later guide and in no guide before it, the others only in the later guide, in both, only in
    the earlier guide)."""
    continued: tuple[DirectionChange, ...]
    """Calls in both guides, in the order of the later guide."""
    began: tuple[str, ...]
    """Calls of the later guide that are in no earlier batch."""
    resumed: tuple[tuple[str, str], ...]
    """(direction of the later guide, the direction that it continues): calls of the later guide that are not in the
    earlier guide, but in another earlier batch."""
    gone: tuple[tuple[str, str | None], ...]
    """(direction of the earlier guide, the direction of another batch that continues it, or None): calls that are not
    in the later guide."""


def compare(library: Library, earlier: Guide, later: Guide) -> Comparison:
    """Return the comparison of ``later`` with ``earlier``, which is before it in time."""
    before = {library.lineage_of(d.id).code: d for d in earlier.directions}
    after = {library.lineage_of(d.id).code: d for d in later.directions}
    old_partners, new_partners = _partners(earlier), _partners(later)
    position = library.positions
    seen = {
        partner
        for partner in new_partners
        if any(position[guide_of(d)] < position[later.id] for d in library.direct(partner))
    }
    come = [p for p in new_partners if p not in old_partners]
    previous = {d.id: library.previous(d.id) for code, d in after.items() if code not in before}
    return Comparison(
        partners=(
            [p for p in come if p not in seen],
            [p for p in come if p in seen],
            [p for p in new_partners if p in old_partners],
            [p for p in old_partners if p not in new_partners],
        ),
        continued=tuple(
            compare_directions(before[code], d) for code, d in after.items() if code in before
        ),
        began=tuple(d for d, old in previous.items() if old is None),
        resumed=tuple((d, old) for d, old in previous.items() if old),
        gone=tuple((d.id, library.next(d.id)) for code, d in before.items() if code not in after),
    )


def size(change: DirectionChange) -> Size:
    """Return how the size of a continued call changed, by funding and quota, as far as both guides state them."""
    old, new = change.old, change.new
    steps = set()
    if old.funding.amount_cny is not None and new.funding.amount_cny is not None:
        steps.add(_sign(new.funding.amount_cny - old.funding.amount_cny))
    if "tbd" not in (old.projects.kind, new.projects.kind):
        steps.add(_sign(sum(totals([new]).projects) - sum(totals([old]).projects)))
    if not steps:
        return "unknown"
    if {1, -1} <= steps:
        return "mixed"
    return "grew" if 1 in steps else "shrank" if -1 in steps else "same"


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def _partners(guide: Guide) -> list[str]:
    """Return the groupings and countries named in titles, each once, in the order of the guide."""
    return list(dict.fromkeys(p for d in guide.directions for p in d.named_partners))
