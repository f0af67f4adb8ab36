"""What quotas and money of several directions add up to.

A cap (不超过) counts at its number on both sides, “about” at its number, a range at both ends; what is
undetermined (待定) or not stated counts as nothing and is named.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.model import Direction


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over directions, and the ids of those that the sums leave out."""

    projects: tuple[int, int]
    amount_cny: int
    inexact: bool
    """Whether a cap or an “about” is among the numbers."""
    open_projects: tuple[str, ...]
    open_funding: tuple[str, ...]
    silent_funding: tuple[str, ...]


def totals(directions: Iterable[Direction]) -> Totals:
    """The sums of ``directions``."""
    found = list(directions)
    quotas = [d.projects for d in found]
    return Totals(
        projects=(
            sum((q.max if q.min is None else q.min) or 0 for q in quotas),
            sum((q.min if q.max is None else q.max) or 0 for q in quotas),
        ),
        amount_cny=sum(d.funding.amount_cny or 0 for d in found),
        inexact=any({d.projects.kind, d.funding.kind} & {"at_most", "about"} for d in found),
        open_projects=tuple(d.id for d in found if d.projects.kind == "tbd"),
        open_funding=tuple(d.id for d in found if d.funding.kind == "tbd"),
        silent_funding=tuple(d.id for d in found if d.funding.kind == "none"),
    )
