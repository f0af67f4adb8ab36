"""One guide against another: partners in and out, calls that went on, began or did not return."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from generator.link.lineage import Lineage
from generator.link.totals import Totals, totals
from generator.link.versions import DirectionChange
from generator.model import Guide

Size = Literal["grew", "shrank", "same", "mixed", "unknown"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed from ``earlier`` to ``later``. Ids are of directions."""

    earlier: Guide
    later: Guide
    partners_new: tuple[str, ...]
    partners_kept: tuple[str, ...]
    partners_gone: tuple[str, ...]
    totals: tuple[Totals, Totals]
    continued: tuple[DirectionChange, ...]
    """Calls in both, in the order of ``later``."""
    began: tuple[str, ...]
    """Calls of ``later`` that no batch before it has."""
    resumed: tuple[tuple[str, str], ...]
    """(direction of ``later``, the one it carries on): calls that other batches before it have."""
    gone: tuple[tuple[str, str | None], ...]
    """(direction of ``earlier``, the one of another batch that carries it on): not in ``later``."""


def compare(
    earlier: Guide,
    later: Guide,
    lineage_of: Callable[[str], Lineage],
    change: Callable[[str, str], DirectionChange],
) -> Comparison:
    """``earlier`` against ``later``, which comes after it in time. ``lineage_of`` knows the lineage
    that a direction is a step of, over all guides, and ``change`` what changed from one to another.
    """
    before = {lineage_of(d.id).code: d for d in earlier.directions}
    after = {lineage_of(d.id).code: d for d in later.directions}
    old_partners, new_partners = _partners(earlier), _partners(later)
    fresh = [d.id for code, d in after.items() if code not in before]
    previous = {d: lineage_of(d).neighbour(d, -1) for d in fresh}
    lost = [d.id for code, d in before.items() if code not in after]
    return Comparison(
        earlier=earlier,
        later=later,
        partners_new=tuple(p for p in new_partners if p not in old_partners),
        partners_kept=tuple(p for p in new_partners if p in old_partners),
        partners_gone=tuple(p for p in old_partners if p not in new_partners),
        totals=(totals(earlier.directions), totals(later.directions)),
        continued=tuple(
            change(before[code].id, d.id) for code, d in after.items() if code in before
        ),
        began=tuple(d for d in fresh if previous[d] is None),
        resumed=tuple((d, old) for d in fresh if (old := previous[d])),
        gone=tuple((d, lineage_of(d).neighbour(d, 1)) for d in lost),
    )


def size(change: DirectionChange) -> Size:
    """Whether a call that went on grew: by money and quota, where both guides state them."""
    old, new = change.old, change.new
    if old is None or new is None:
        raise ValueError("only a call in both guides has grown or shrunk")
    (old_low, old_high), (new_low, new_high) = totals([old]).projects, totals([new]).projects
    steps = []
    if old.funding.amount_cny is not None and new.funding.amount_cny is not None:
        steps.append(_sign(new.funding.amount_cny - old.funding.amount_cny))
    if "tbd" not in (old.projects.kind, new.projects.kind):
        steps.append(_sign(new_low + new_high - old_low - old_high))
    if not steps:
        return "unknown"
    if 1 in steps and -1 in steps:
        return "mixed"
    return "grew" if 1 in steps else "shrank" if -1 in steps else "same"


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def _partners(guide: Guide) -> list[str]:
    """The groupings and countries that the titles name, each once, in the order of the guide."""
    return list(dict.fromkeys(p for d in guide.directions for p in d.named_partners))
