"""All guides and what connects their directions: the indexes that pages and data are made from."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import islice, pairwise

from generator.link.agencies import Naming
from generator.link.akin import ByDomains
from generator.link.audit import Audit
from generator.link.batches import Batch, side_by_side
from generator.link.comparison import Comparison, compare
from generator.link.lineage import Lineage
from generator.link.versions import DirectionChange, compare_directions
from generator.model import Direction, Guide
from generator.passage import Passage
from generator.seeds import GuideRecord
from generator.vocabulary import Vocabulary

REACH = 5
"""How many places back a guide is compared: two batches a year, each as a draft and as a final text,
and one more, so that it always meets the year before.
"""


@dataclass(frozen=True, slots=True)
class Appearance:
    """A direction in the list of a partner."""

    direction: str
    direct: bool
    """False where the partner takes part only through a grouping."""


@dataclass(frozen=True)
class Library:
    """All guides and what connects their directions."""

    vocabulary: Vocabulary
    guides: tuple[Guide, ...]
    """By year and batch, a draft before its final text."""
    records: Mapping[str, GuideRecord]
    audits: Mapping[str, Audit]
    directions: Mapping[str, Direction]
    """By id, in the order of the guides."""
    by_partner: Mapping[str, tuple[Appearance, ...]]
    """Code of a country, region or grouping → its directions, oldest first."""
    by_domain: Mapping[str, tuple[str, ...]]
    agencies: Mapping[str, Mapping[str, tuple[Naming, ...]]]
    """Country or grouping code → its agencies → the directions that name both, oldest first."""
    reviewed: date | None = None
    """When the translation was last read against the Chinese."""
    versions: Mapping[str, tuple[DirectionChange, ...]] = field(default_factory=dict)
    """Final text → what became of each direction of its draft, where both are held."""
    lineages: tuple[Lineage, ...] = ()
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Place on a page → anchors that were published for it before."""
    batches: tuple[Batch, ...] = ()
    """In order of time, those included whose guide is not held here."""
    compared: frozenset[tuple[str, str]] = frozenset()
    """(earlier, later) of the comparisons that a release has published."""
    printed: Mapping[str, tuple[Passage, ...]] = field(default_factory=dict)
    """Guide → its clean paragraphs, as the search quotes them."""

    def guide(self, guide_id: str) -> Guide:
        """The guide with ``guide_id``; KeyError where there is none."""
        return self._guides[guide_id]

    @cached_property
    def _guides(self) -> dict[str, Guide]:
        return {guide.id: guide for guide in self.guides}

    def superseded_by(self, guide_id: str) -> str | None:
        """The guide held here whose record says that it supersedes ``guide_id``."""
        return self._superseded_by.get(guide_id)

    @cached_property
    def _superseded_by(self) -> dict[str, str]:
        """Of several that say so, the first counts."""
        later = reversed(list(self.records.items()))
        return {record.supersedes: guide for guide, record in later if record.supersedes}

    def current(self, direction_ids: Iterable[str]) -> list[Direction]:
        """Those of ``direction_ids`` to count: a draft whose final text is held is left out."""
        found = (self.directions[direction_id] for direction_id in direction_ids)
        return [d for d in found if self.superseded_by(d.guide) is None]

    def columns(self, direction_ids: Iterable[str]) -> Sequence[Guide]:
        """The guides side by side in a table of ``direction_ids``."""
        holding = {self.directions[direction_id].guide for direction_id in direction_ids}
        return side_by_side(self.guides, lambda guide: guide.id, holding)

    def axis(self, direction_ids: Iterable[str]) -> Sequence[Batch]:
        """The batches side by side in a picture of ``direction_ids``."""
        holding = {direction.guide for direction in self.current(direction_ids)}
        return side_by_side(self.batches, lambda batch: batch.guide, holding)

    @cached_property
    def whole_axis(self) -> Sequence[Batch]:
        """The batches side by side in a picture of all directions."""
        return self.axis(self.directions)

    def by_batch(
        self, batches: Iterable[Batch], direction_ids: Iterable[str]
    ) -> list[tuple[Batch, list[Direction]]]:
        """Each of ``batches`` with those of ``direction_ids`` that its guide holds."""
        held: dict[str | None, list[Direction]] = {}
        for direction in self.current(direction_ids):
            held.setdefault(direction.guide, []).append(direction)
        return [(batch, held.get(batch.guide, [])) for batch in batches]

    @property
    def missing(self) -> tuple[Batch, ...]:
        """The batches whose guides are not held here."""
        return tuple(batch for batch in self.batches if batch.guide is None)

    def newest_first(self, direction_ids: Iterable[str]) -> list[Direction]:
        """Those of ``direction_ids``, the newest guide first, each guide in its order."""
        found = (self.directions[direction_id] for direction_id in direction_ids)
        return sorted(found, key=lambda d: (-self._places[d.guide], d.order))

    @cached_property
    def _places(self) -> dict[str, int]:
        """Guide → its place in the order of time."""
        return {guide.id: place for place, guide in enumerate(self.guides)}

    @cached_property
    def comparisons(self) -> tuple[Comparison, ...]:
        """Of all `guide_pairs`, in their order."""
        return tuple(compare(*pair, self.lineage_of, self.change) for pair in self.guide_pairs)

    @cached_property
    def guide_pairs(self) -> tuple[tuple[Guide, Guide], ...]:
        """(earlier, later): two guides of different batches, the later and then the earlier in order of time: any
        two that are few places apart, those with no other between, and those compared in a release.
        """
        kept = self.consecutive | self.compared
        return tuple(
            (earlier, later)
            for place, later in enumerate(self.guides)
            for back, earlier in zip(range(place, 0, -1), self.guides, strict=False)
            if (earlier.year, earlier.batch) != (later.year, later.batch)
            and (back <= REACH or (earlier.id, later.id) in kept)
        )

    def comparison(self, earlier: str, later: str) -> Comparison | None:
        """That of two guides, or None where they are not compared."""
        return self._comparisons.get((earlier, later))

    @cached_property
    def _comparisons(self) -> dict[tuple[str, str], Comparison]:
        return {(c.earlier.id, c.later.id): c for c in self.comparisons}

    @cached_property
    def consecutive(self) -> frozenset[tuple[str, str]]:
        """(earlier, later) of the guides that stand, a draft whose final text is held left out."""
        standing = [guide.id for guide in self.guides if self.superseded_by(guide.id) is None]
        return frozenset(pairwise(standing))

    def counterpart(self, direction_id: str) -> str | None:
        """The same direction in the draft or in the final text, where both are held."""
        return self._counterparts.get(direction_id)

    @cached_property
    def _counterparts(self) -> dict[str, str]:
        pairs = [
            (change.old.id, change.new.id)
            for changes in self.versions.values()
            for change in changes
            if change.old and change.new
        ]
        return dict(pairs) | {new: old for old, new in pairs}

    def lineage(self, code: str) -> Lineage:
        """The lineage with ``code``; KeyError where there is none."""
        return self._lineages[code]

    @cached_property
    def _lineages(self) -> dict[str, Lineage]:
        return {lineage.code: lineage for lineage in self.lineages}

    def lineage_of(self, direction_id: str) -> Lineage:
        """The lineage that ``direction_id`` is a step of."""
        return self._lineage_of[direction_id]

    @cached_property
    def _lineage_of(self) -> dict[str, Lineage]:
        return {d: lineage for lineage in self.lineages for step in lineage.steps for d in step}

    def previous(self, direction_id: str) -> str | None:
        """The direction that ``direction_id`` carries on, or None where it begins a lineage."""
        return self.lineage_of(direction_id).neighbour(direction_id, -1)

    def next(self, direction_id: str) -> str | None:
        """The direction that carries ``direction_id`` on, or None where none does yet."""
        return self.lineage_of(direction_id).neighbour(direction_id, 1)

    def change(self, old: str, new: str) -> DirectionChange:
        """What changed from the direction ``old`` to ``new``."""
        if (old, new) not in self._changes:
            pair = (self.directions[old], self.directions[new])
            self._changes[old, new] = compare_directions(*pair)
        return self._changes[old, new]

    @cached_property
    def _changes(self) -> dict[tuple[str, str], DirectionChange]:
        """(old, new) → what changed, of those asked for so far: several pages tell of each."""
        return {}

    def siblings(self, direction: Direction) -> tuple[str, ...]:
        """Other directions of the same partners, in the order of the guides.

        The partners are those that the title names: one shared member of a grouping ties nothing.
        """
        ordered, _ = self._of_partners(direction)
        place = bisect_left(ordered, self._order[direction.id], key=self._order.__getitem__)
        return ordered[:place] + ordered[place + 1 :]

    def _of_partners(self, direction: Direction) -> tuple[tuple[str, ...], frozenset[str]]:
        """The directions of the partners that ``direction`` names, itself among them: in order, and as a set."""
        keys = frozenset(direction.named_partners)
        if keys not in self._named:
            found = {a.direction for key in keys for a in self.by_partner[key] if a.direct}
            self._named[keys] = tuple(sorted(found, key=self._order.__getitem__)), frozenset(found)
        return self._named[keys]

    @cached_property
    def _named(self) -> dict[frozenset[str], tuple[tuple[str, ...], frozenset[str]]]:
        """Partners → the directions whose titles name any of them, of those asked for so far."""
        return {}

    @cached_property
    def _order(self) -> dict[str, int]:
        """Direction → its place in the order of the guides."""
        return {direction: place for place, direction in enumerate(self.directions)}

    def akin(self, direction: Direction, most: int = 6) -> list[tuple[str, tuple[str, ...]]]:
        """Directions of other partners that share domains, the likest first, with what is shared.

        Likeness is the share of common domains among all of both; at least a third must be common.
        Of equally like ones the newer comes first.
        """
        _, siblings = self._of_partners(direction)
        left_out = siblings or {direction.id}
        likest = self._by_domains.likest(direction.domains)
        return list(islice((found for found in likest if found[0] not in left_out), most))

    @cached_property
    def _by_domains(self) -> ByDomains:
        return ByDomains(self.directions.values())
