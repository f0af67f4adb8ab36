"""The audit of a guide: what its preamble declares beside what its directions add up to.

Differences are the source's own: they are shown, never corrected.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from generator.link.totals import totals
from generator.model import Direction, FundingKind, Guide, QuotaKind
from generator.vocabulary import Vocabulary

Verdict = Literal["equal", "within", "rounded", "differs", "undeclared"]


@dataclass(frozen=True, slots=True)
class Row:
    """One total. Numbers are a range: low = high where they are one number.

    A cap (不超过) counts at its number, on both sides.
    """

    declared: tuple[int | None, int | None]
    declared_kind: QuotaKind | FundingKind | None
    summed: tuple[int, int]
    verdict: Verdict
    undetermined: tuple[str, ...] = ()
    """Directions that leave the number open (待定)."""
    silent: tuple[str, ...] = ()
    """Directions that do not state the number at all."""

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
    """Declared totals of ``guide`` against its directions."""
    declared = guide.declared
    count = len(guide.directions)
    partners = len(partner_set(guide.directions, vocabulary))
    sums = totals(guide.directions)
    return Audit(
        directions=_row((declared.directions,) * 2, "exact", (count, count)),
        partners=_row((declared.partners,) * 2, "exact", (partners, partners)),
        projects=_row(
            declared.projects,
            declared.projects_kind,
            sums.projects,
            undetermined=sums.open_projects,
        ),
        funding=_row(
            (declared.amount_cny,) * 2,
            declared.amount_kind,
            (sums.amount_cny,) * 2,
            undetermined=sums.open_funding,
            silent=sums.silent_funding,
        ),
    )


def partner_set(directions: Iterable[Direction], vocabulary: Vocabulary) -> set[str]:
    """Partners as a preamble counts them: a grouping that is itself the partner once, one that
    only gathers countries by its members.
    """
    found: set[str] = set()
    for direction in directions:
        groupings = [vocabulary.grouping(code) for code in direction.groups]
        whole = {g.code for g in groupings if g and g.counts_as == "one"}
        found |= {*whole, *direction.home_regions}
        found |= set(direction.direct if whole else direction.partners)
    return found


def _row(
    declared: tuple[int | None, int | None],
    kind: QuotaKind | FundingKind | None,
    summed: tuple[int, int],
    undetermined: tuple[str, ...] = (),
    silent: tuple[str, ...] = (),
) -> Row:
    return Row(declared, kind, summed, _verdict(declared, kind, summed), undetermined, silent)


def _verdict(
    declared: tuple[int | None, int | None],
    kind: QuotaKind | FundingKind | None,
    summed: tuple[int, int],
) -> Verdict:
    low, high = declared
    if low is None and high is None:
        return "undeclared"
    if declared == summed:
        return "equal"
    if (low is None or low <= summed[0]) and (high is None or summed[1] <= high):
        return "within"
    if kind == "about" and low == high and all(_rounds_to(n, low or 0) for n in summed):
        return "rounded"
    return "differs"


def _rounds_to(number: int, declared: int) -> bool:
    """Whether ``number`` rounds to ``declared`` at the precision in which it is written.

    >>> _rounds_to(622_000_000, 620_000_000), _rounds_to(151, 152)
    (True, False)
    """
    digits = len(str(declared)) - len(str(declared).rstrip("0"))
    step = Decimal(10) ** digits
    return digits > 0 and (Decimal(number) / step).quantize(Decimal(1)) * step == declared
