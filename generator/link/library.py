"""The library: the guides, and the indexes over them that pages and data are made from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from heapq import merge
from itertools import islice, pairwise

from generator.link.batches import Batch, side_by_side
from generator.link.lineage import Lineage
from generator.link.totals import Audit
from generator.model import Direction, Guide
from generator.seeds import GuideRecord
from generator.vocabulary import Vocabulary

REACH = 5
"""Number of earlier guides that each is compared with: a year has two batches, each a draft and a final text."""
_LEAST_COMMON = 1 / 3
"""The share of all domains of two directions that must be common for one to be shown with the other."""
Place = tuple[str, str]
"""(id of a direction, anchor on its page); the title has no anchor."""


@dataclass(frozen=True, slots=True)
class Appearance:
    """A direction in the list of a partner."""

    direction: str
    direct: bool
    """False where the partner takes part only through a grouping."""


@dataclass(frozen=True)
class Library:
    """The guides and what connects their directions."""

    vocabulary: Vocabulary
    guides: tuple[Guide, ...]
    """Ordered by year and batch, a draft before its final text."""
    records: Mapping[str, GuideRecord]
    audits: Mapping[str, Audit]
    directions: Mapping[str, Direction]
    """Direction by id, in the order of the guides."""
    by_partner: Mapping[str, tuple[Appearance, ...]]
    """Code of a country, region or grouping → its directions, oldest first."""
    by_domain: Mapping[str, tuple[str, ...]]
    agencies: Mapping[str, Mapping[str, tuple[Place, ...]]]
    """Country or grouping code → its agencies → where directions name both, oldest first."""
    reviewed: date | None = None
    """When the translation was last read against the Chinese."""
    versions: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Final text whose draft is held too → its directions → the same ones in the draft."""
    lineages: tuple[Lineage, ...] = ()
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Place on a page → anchors that were published for it before."""
    batches: tuple[Batch, ...] = ()
    """Batches in order of time, those included whose guide is not held here."""
    compared: frozenset[tuple[str, str]] = frozenset()
    """(earlier, later) of the comparisons that a release has published."""

    def guide(self, guide_id: str) -> Guide:
        """Return the guide with ``guide_id``; KeyError where there is none."""
        return self._guides[guide_id]

    @cached_property
    def _guides(self) -> dict[str, Guide]:
        return {guide.id: guide for guide in self.guides}

    @cached_property
    def positions(self) -> dict[str, int]:
        """Guide → its position in order of time."""
        return {guide.id: position for position, guide in enumerate(self.guides)}

    def direct(self, partner: str) -> list[str]:
        """Return the directions whose titles name ``partner``, oldest first."""
        return [found.direction for found in self.by_partner[partner] if found.direct]

    def through(self, partner: str) -> list[str]:
        """Return the directions in which ``partner`` takes part through a grouping only, oldest first."""
        return [found.direction for found in self.by_partner[partner] if not found.direct]

    def superseded_by(self, guide_id: str) -> str | None:
        """Return the guide held here whose record says that it supersedes ``guide_id``."""
        return self._superseded_by.get(guide_id)

    @cached_property
    def _superseded_by(self) -> dict[str, str]:
        """Guide → the first that says that it supersedes it."""
        later = reversed(list(self.records.items()))
        return {record.supersedes: guide for guide, record in later if record.supersedes}

    def current(self, direction_ids: Iterable[str]) -> list[Direction]:
        """Return those of ``direction_ids`` that count: a draft whose final text is held is left out."""
        found = (self.directions[direction_id] for direction_id in direction_ids)
        return [d for d in found if self.superseded_by(d.guide) is None]

    def newest_first(self, direction_ids: Iterable[str]) -> list[Direction]:
        """Return the directions, the newest guide first, each guide in its order."""
        found = (self.directions[direction_id] for direction_id in direction_ids)
        return sorted(found, key=lambda d: (-self.positions[d.guide], d.order))

    # Batches and guides side by side

    def columns(self, direction_ids: Iterable[str]) -> Sequence[Guide]:
        """Return the guides side by side in a table of ``direction_ids``."""
        holding = {self.directions[direction_id].guide for direction_id in direction_ids}
        return side_by_side(self.guides, lambda guide: guide.id, holding)

    def axis(self, direction_ids: Iterable[str]) -> Sequence[Batch]:
        """Return the batches side by side in a picture of ``direction_ids``."""
        holding = {direction.guide for direction in self.current(direction_ids)}
        return side_by_side(self.batches, lambda batch: batch.guide, holding)

    @cached_property
    def whole_axis(self) -> Sequence[Batch]:
        """The batches side by side in a picture of all directions."""
        return self.axis(self.directions)

    def by_batch(
        self, batches: Iterable[Batch], direction_ids: Iterable[str]
    ) -> list[list[Direction]]:
        """Return for each of ``batches`` those of ``direction_ids`` that its guide holds."""
        held: dict[str | None, list[Direction]] = {}
        for direction in self.current(direction_ids):
            held.setdefault(direction.guide, []).append(direction)
        return [held.get(batch.guide, []) for batch in batches]

    # Guides beside guides

    @cached_property
    def guide_pairs(self) -> tuple[tuple[str, str], ...]:
        """(earlier, later): the guides that are compared, of different batches, ordered by the later and then the
        earlier: any two that are few places apart, those with no other between, and those compared in a release.
        """
        kept = self.consecutive | self.compared
        return tuple(
            (earlier.id, later.id)
            for place, later in enumerate(self.guides)
            for back, earlier in zip(range(place, 0, -1), self.guides, strict=False)
            if (earlier.year, earlier.batch) != (later.year, later.batch)
            and (back <= REACH or (earlier.id, later.id) in kept)
        )

    @cached_property
    def consecutive(self) -> frozenset[tuple[str, str]]:
        """(earlier, later) of the guides that stand, a draft whose final text is held left out."""
        standing = [guide.id for guide in self.guides if self.superseded_by(guide.id) is None]
        return frozenset(pairwise(standing))

    # Directions beside a direction

    def counterpart(self, direction_id: str) -> str | None:
        """Return the same direction in the draft or in the final text, where both are held."""
        return self._counterparts.get(direction_id)

    @cached_property
    def _counterparts(self) -> dict[str, str]:
        pairs = [pair for matched in self.versions.values() for pair in matched.items()]
        return dict(pairs) | {old: new for new, old in pairs}

    def lineage_of(self, direction_id: str) -> Lineage:
        """Return the lineage that ``direction_id`` is a step of."""
        return self._steps[direction_id][0]

    def previous(self, direction_id: str) -> str | None:
        """Return the direction that ``direction_id`` carries on, or None where it begins a lineage."""
        lineage, step = self._steps[direction_id]
        return lineage.latest[step - 1] if step else None

    def next(self, direction_id: str) -> str | None:
        """Return the direction that carries ``direction_id`` on, or None where none does yet."""
        lineage, step = self._steps[direction_id]
        return lineage.latest[step + 1] if step + 1 < len(lineage.steps) else None

    @cached_property
    def _steps(self) -> dict[str, tuple[Lineage, int]]:
        return {
            direction: (lineage, number)
            for lineage in self.lineages
            for number, step in enumerate(lineage.steps)
            for direction in step
        }

    def siblings(self, direction: Direction) -> tuple[str, ...]:
        """Return other directions of the partners that the title names; members of a grouping tie nothing."""
        found = {d for partner in direction.named_partners for d in self.direct(partner)}
        return tuple(sorted(found - {direction.id}, key=self._order.__getitem__))

    @cached_property
    def _order(self) -> dict[str, int]:
        """Direction → its position in the order of the guides."""
        return {direction: position for position, direction in enumerate(self.directions)}

    def sharing_domains(
        self, direction: Direction, most: int = 6
    ) -> list[tuple[str, tuple[str, ...]]]:
        """Return directions of other partners with the domains that they share with ``direction``: at least a third of
        all domains of both. Those that share most come first, of equals the newer. They are found by sets of domains,
        of which there are few, as a comparison with each direction would be the square of their number.
        """
        own, left_out = set(direction.domains), {direction.id, *self.siblings(direction)}

        def ranked(domains: tuple[str, ...]) -> Iterator[tuple[float, int, str, tuple[str, ...]]]:
            shared = tuple(code for code in domains if code in own)
            likeness = len(shared) / max(1, len(own.union(domains)))
            if likeness >= _LEAST_COMMON:
                for other in reversed(self._by_domains[domains]):
                    yield -likeness, -self._order[other], other, shared

        found = merge(*map(ranked, self._by_domains))
        others = ((other, shared) for _, _, other, shared in found if other not in left_out)
        return list(islice(others, most))

    @cached_property
    def _by_domains(self) -> dict[tuple[str, ...], list[str]]:
        """Domains → the directions that have just these, oldest first."""
        found: dict[tuple[str, ...], list[str]] = {}
        for direction in self.directions.values():
            found.setdefault(direction.domains, []).append(direction.id)
        return found
