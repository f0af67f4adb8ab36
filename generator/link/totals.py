"""Sums over directions, and the audit of a guide: these sums next to the totals that its preamble declares.

A cap (不超过) counts as its number on both sides, “about” as its number, a range as its two ends. Numbers that are
undetermined (待定) or not stated count as zero, and their directions are listed. Differences between preamble and sum
are in the source: they are shown, never corrected.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from generator.model import Direction, FundingKind, Guide, QuotaKind
from generator.vocabulary import Vocabulary

Bounds = tuple[int | None, int | None]
"""(lowest number, highest number): equal for a single number; None where a side is open."""
Verdict = Literal["equal", "within", "rounded", "differs", "undeclared"]


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over directions, and the ids of the directions that the sums leave out."""

    projects: tuple[int, int]
    amount_cny: int
    inexact: bool
    """True if one of the numbers is a cap or an “about”."""
    open_projects: tuple[str, ...]
    open_funding: tuple[str, ...]
    silent_funding: tuple[str, ...]
    silent_projects: tuple[str, ...] = ()
    worded_projects: tuple[str, ...] = ()
    """Directions that state the number in words only."""
    worded_funding: tuple[str, ...] = ()
    projects_kind: str = "exact"
    """The kind of all the numbers of projects if it is the same, as a sum of caps is a cap; else `exact`."""
    funding_kind: str = "exact"
    limited_funding: tuple[str, ...] = ()
    """Those of `silent_funding` that state the money for one project."""

    @property
    def unstated_funding(self) -> tuple[str, ...]:
        """Directions that state no money at all."""
        return tuple(d for d in self.silent_funding if d not in self.limited_funding)

    @property
    def without_projects(self) -> str:
        """The state of the directions that the sum of projects leaves out; empty if it leaves none out."""
        return _left_out(self.open_projects, self.worded_projects, self.silent_projects)

    @property
    def without_funding(self) -> str:
        """The state of the directions that the sum of money leaves out; empty if it leaves none out."""
        return _left_out(self.open_funding, self.worded_funding, self.silent_funding)


def _left_out(undetermined: Sequence[str], worded: Sequence[str], silent: Sequence[str]) -> str:
    """Return the code of the state of directions without a number, the one that tells most if they differ; else “”."""
    if undetermined:
        return "to_be_determined"
    return "as_the_text_says" if worded else "not_stated" if silent else ""


def totals(directions: Iterable[Direction]) -> Totals:
    """Return the sums over ``directions``."""
    found = list(directions)
    quotas = [d.projects for d in found]

    open_quotas = [d for d in found if d.quota and d.quota.kind == "tbd"]
    open_money = [d for d in found if d.funding.kind == "tbd"]
    no_total = [d for d in found if d.funding.kind == "none"]

    def those(some: Iterable[Direction], fact: str, *, worded: bool) -> tuple[str, ...]:
        """Return the ids of those that state the ``fact`` in words, or else of the others."""
        return tuple(d.id for d in some if (fact in d.in_words) == worded)

    silent = those(no_total, "funding", worded=False)
    return Totals(
        projects=(
            sum(quota.least or 0 for quota in quotas),
            sum(quota.most or 0 for quota in quotas),
        ),
        amount_cny=sum(d.funding.amount_cny or 0 for d in found),
        inexact=any({d.projects.kind, d.funding.kind} & {"at_most", "about"} for d in found),
        open_projects=those(open_quotas, "projects", worded=False),
        open_funding=those(open_money, "funding", worded=False),
        silent_funding=silent,
        silent_projects=tuple(d.id for d in found if d.quota is None),
        worded_projects=those(open_quotas, "projects", worded=True),
        projects_kind=_same(quota.kind for quota in quotas),
        funding_kind=_same(d.funding.kind for d in found),
        worded_funding=those([*open_money, *no_total], "funding", worded=True),
        limited_funding=tuple(d.id for d in no_total if d.id in silent and d.funding.per_project),
    )


def _same(kinds: Iterable[QuotaKind | FundingKind]) -> str:
    found = set(kinds)
    return found.pop() if len(found) == 1 else "exact"


@dataclass(frozen=True, slots=True)
class Row:
    """One total of a guide, as declared and as summed."""

    declared: Bounds
    declared_kind: QuotaKind | FundingKind | None
    summed: tuple[int, int]
    undetermined: tuple[str, ...] = ()
    """Directions that leave the number open (待定)."""
    silent: tuple[str, ...] = ()
    """Directions that do not state the number."""
    worded: tuple[str, ...] = ()
    """Directions that state it in words only."""

    @property
    def without(self) -> str:
        """The state of the directions that the sum leaves out; empty if it leaves none out."""
        return _left_out(self.undetermined, self.worded, self.silent)

    @property
    def low(self) -> bool:
        """True if the sum is below the declared total, as it may be because it leaves directions out."""
        return bool(self.without) and self.difference is not None and max(self.difference) < 0

    @property
    def verdict(self) -> Verdict:
        """The relation of the sum to the declared total."""
        low, high = self.declared
        if low is None and high is None:
            return "undeclared"
        if self.declared == self.summed:
            return "equal"
        if (low is None or low <= self.summed[0]) and (high is None or self.summed[1] <= high):
            return "within"
        rounds = all(_rounds_to(number, low or 0) for number in self.summed)
        return "rounded" if self.declared_kind == "about" and low == high and rounds else "differs"

    @property
    def difference(self) -> tuple[int, int] | None:
        """Sum minus declared total, at both ends; None unless the two differ."""
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
    """Return the totals that ``guide`` declares together with the sums over its directions."""
    declared, sums = guide.declared, totals(guide.directions)
    count, partners = len(guide.directions), _count_partners(guide.directions, vocabulary)
    return Audit(
        directions=Row((declared.directions,) * 2, "exact", (count, count)),
        partners=Row((declared.partners,) * 2, "exact", (partners, partners)),
        projects=Row(
            declared.projects,
            declared.projects_kind,
            sums.projects,
            sums.open_projects,
            sums.silent_projects,
            sums.worded_projects,
        ),
        funding=Row(
            (declared.amount_cny,) * 2,
            declared.amount_kind,
            (sums.amount_cny,) * 2,
            sums.open_funding,
            sums.silent_funding,
            sums.worded_funding,
        ),
    )


def _count_partners(directions: Iterable[Direction], vocabulary: Vocabulary) -> int:
    """Count partners as a preamble does: by its members if a grouping only gathers countries, else as one."""
    found: set[str] = set()
    for direction in directions:
        groupings = [vocabulary.grouping(code) for code in direction.groups]
        whole = {g.code for g in groupings if g and g.counts_as == "one"}
        found |= {*whole, *direction.organisations}
        found |= set(direction.direct if whole else direction.partners)
    return len(found)


def _rounds_to(number: int, declared: int) -> bool:
    """Return whether ``number`` rounds to ``declared`` at the precision of ``declared``: two digits, or more.

    >>> _rounds_to(622_000_000, 620_000_000), _rounds_to(151, 152)
    (True, False)
    >>> _rounds_to(198_000_000, 200_000_000), _rounds_to(165_000_000, 200_000_000), _rounds_to(62, 100)
    (True, False, False)
    """
    digits = min(len(str(declared)) - len(str(declared).rstrip("0")), len(str(declared)) - 2)
    return digits > 0 and round(number, -digits) == declared
