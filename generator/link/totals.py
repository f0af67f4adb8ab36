"""Sums over directions, and the audit of a guide: its sum beside what its preamble declares.

A cap (不超过) counts at its number on both sides, “about” at its number, a range at both ends. What is undetermined
(待定) or not stated counts as nothing and is named. Differences between preamble and sum are the source's own: they are
shown, never corrected.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from generator.model import Direction, FundingKind, Guide, QuotaKind
from generator.vocabulary import Vocabulary

Bounds = tuple[int | None, int | None]
"""Lowest and highest number; equal where there is one number, None where a side is open."""
Verdict = Literal["equal", "within", "rounded", "differs", "undeclared"]


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over directions, and the ids of those that the sums leave out."""

    projects: tuple[int, int]
    amount_cny: int
    inexact: bool
    """True where a cap or an “about” is among the numbers."""
    open_projects: tuple[str, ...]
    open_funding: tuple[str, ...]
    silent_funding: tuple[str, ...]


def totals(directions: Iterable[Direction]) -> Totals:
    """Add up ``directions``."""
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


@dataclass(frozen=True, slots=True)
class Row:
    """One total of a guide, as declared and as summed."""

    declared: Bounds
    declared_kind: QuotaKind | FundingKind | None
    summed: tuple[int, int]
    undetermined: tuple[str, ...] = ()
    """Directions that leave the number open (待定)."""
    silent: tuple[str, ...] = ()
    """Directions that do not state the number at all."""

    @property
    def verdict(self) -> Verdict:
        """The relation of the sum to the declaration."""
        low, high = self.declared
        if low is None and high is None:
            return "undeclared"
        if self.declared == self.summed:
            return "equal"
        if (low is None or low <= self.summed[0]) and (high is None or self.summed[1] <= high):
            return "within"
        if self.declared_kind == "about" and low == high and self._rounds(low or 0):
            return "rounded"
        return "differs"

    def _rounds(self, declared: int) -> bool:
        return all(_rounds_to(number, declared) for number in self.summed)

    @property
    def difference(self) -> tuple[int, int] | None:
        """Sum minus declaration at both ends, where the two differ."""
        low, high = self.declared
        least = high if low is None else low
        most = low if high is None else high
        if self.verdict != "differs" or least is None or most is None:
            return None
        return self.summed[0] - least, self.summed[1] - most


@dataclass(frozen=True, slots=True)
class Audit:
    """The four totals of a guide."""

    directions: Row
    partners: Row
    projects: Row
    funding: Row


def audit(guide: Guide, vocabulary: Vocabulary) -> Audit:
    """Hold the totals that ``guide`` declares against those of its directions."""
    declared, sums = guide.declared, totals(guide.directions)
    count, partners = len(guide.directions), _count_partners(guide.directions, vocabulary)
    return Audit(
        directions=Row((declared.directions,) * 2, "exact", (count, count)),
        partners=Row((declared.partners,) * 2, "exact", (partners, partners)),
        projects=Row(declared.projects, declared.projects_kind, sums.projects, sums.open_projects),
        funding=Row(
            (declared.amount_cny,) * 2,
            declared.amount_kind,
            (sums.amount_cny,) * 2,
            sums.open_funding,
            sums.silent_funding,
        ),
    )


def _count_partners(directions: Iterable[Direction], vocabulary: Vocabulary) -> int:
    """Count partners as a preamble does: a grouping that only gathers countries counts by its members."""
    found: set[str] = set()
    for direction in directions:
        groupings = [vocabulary.grouping(code) for code in direction.groups]
        whole = {g.code for g in groupings if g and g.counts_as == "one"}
        found |= {*whole, *direction.home_regions}
        found |= set(direction.direct if whole else direction.partners)
    return len(found)


def _rounds_to(number: int, declared: int) -> bool:
    """Tell whether ``number`` rounds to ``declared`` at the precision in which that is written.

    >>> _rounds_to(622_000_000, 620_000_000), _rounds_to(151, 152)
    (True, False)
    """
    digits = len(str(declared)) - len(str(declared).rstrip("0"))
    return digits > 0 and round(number, -digits) == declared
