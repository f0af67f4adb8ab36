"""The library: the guides and the indexes over them. Pages and data are made from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import chain, pairwise

from generator.data_versions import History
from generator.link.batches import LEGIBLE, Batch, side_by_side
from generator.link.lineage import Lineage
from generator.link.similar import Similar
from generator.link.totals import Audit
from generator.model import HOME, Direction, Guide, Stage
from generator.seeds import GuideRecord
from generator.translate.catalogue import Catalogue
from generator.vocabulary import Vocabulary

REACH = 5
"""Number of earlier guides that each guide is compared with. A year has two batches, each with a draft and a final text."""
Place = tuple[str, str]
"""(id of a direction, anchor on its page). The anchor of the title is empty."""


@dataclass(frozen=True, slots=True)
class Appearance:
    """A direction in a partner's list."""

    direction: str
    direct: bool
    """False if the partner takes part only as a member of a grouping."""


@dataclass(frozen=True)
class Library:
    """The guides, and the connections between their directions."""

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
    """Country or grouping code → its agencies → the places of directions that name both, oldest first."""
    catalogue: Catalogue = field(default_factory=Catalogue)
    """The English of the guides' segments, and what is known of it."""
    versions: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Final text whose draft is held too → direction in the final text → the same direction in the draft."""
    lineages: tuple[Lineage, ...] = ()
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Place on a page → its anchors in earlier releases."""
    batches: tuple[Batch, ...] = ()
    """Batches in order of time, including those whose guide is not held here."""
    compared: frozenset[tuple[str, str]] = frozenset()
    """(earlier guide, later guide) of the comparisons that a release has published."""

    history: History = field(default_factory=History)
    """The versions of the data made from this library."""

    def guide(self, guide_id: str) -> Guide:
        """Return the guide with ``guide_id``; KeyError if it is not held."""
        return self._guides[guide_id]

    @cached_property
    def _guides(self) -> dict[str, Guide]:
        return {guide.id: guide for guide in self.guides}

    @cached_property
    def positions(self) -> dict[str, int]:
        """Guide id → its position in order of time."""
        return {guide.id: position for position, guide in enumerate(self.guides)}

    def direct(self, partner: str) -> list[str]:
        """Return the directions whose titles name ``partner``, oldest first."""
        return [found.direction for found in self.by_partner[partner] if found.direct]

    def through(self, partner: str) -> list[str]:
        """Return the directions in which ``partner`` takes part only as a member of a grouping, oldest first."""
        return [found.direction for found in self.by_partner[partner] if not found.direct]

    def day(self, guide_id: str) -> date:
        """Return the day for which a guide's calls have their groupings' members.

        It is the day of publication, or the first of the month, where guide.yml has it; else 1 January of the guide's
        year. Guides appear from the autumn before their year to its spring, so the end of the year is further from them:
        it would make members of states that joined after the call had closed.
        """
        published = self.records[guide_id].published
        if published is None:
            return date(self.guide(guide_id).year, 1, 1)
        return date.fromisoformat(f"{published}-01"[:10])

    def members(self, direction_id: str) -> dict[str, tuple[str, ...]]:
        """Return grouping → its members at the time of the guide that the direction's text does not name as eligible.

        China is left out. Groupings without such members are left out too.
        """
        return self._members.get(direction_id, {})

    @cached_property
    def _members(self) -> dict[str, dict[str, tuple[str, ...]]]:
        found: dict[str, dict[str, tuple[str, ...]]] = {}
        for direction in self.directions.values():
            named, day = {HOME, *direction.partners}, self.day(direction.guide)
            for record in filter(None, map(self.vocabulary.membership, direction.groups)):
                if codes := tuple(code for code in record.on(day) if code not in named):
                    found.setdefault(direction.id, {})[record.code] = codes
        return found

    def by_membership(self, partner: str) -> tuple[str, ...]:
        """Return the directions of groupings of which ``partner`` was a member, whose text does not name it as eligible, oldest first."""
        return self._by_membership.get(partner, ())

    @cached_property
    def _by_membership(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, dict[str, None]] = {}
        for direction, members in self._members.items():
            for code in chain.from_iterable(members.values()):
                found.setdefault(code, {})[direction] = None
        return {code: tuple(directions) for code, directions in found.items()}

    def superseded_by(self, guide_id: str) -> str | None:
        """Return the id of the held guide whose record says that it supersedes ``guide_id``, or None."""
        return self._superseded_by.get(guide_id)

    def other_version(self, guide_id: str) -> str | None:
        """Return the draft of a final text, or the final text of a draft; None unless both are held here."""
        earlier = self.records[guide_id].supersedes if guide_id in self.versions else None
        return self.superseded_by(guide_id) or earlier

    @cached_property
    def _superseded_by(self) -> dict[str, str]:
        """Guide id → the first guide whose record says that it supersedes it."""
        later = reversed(list(self.records.items()))
        return {record.supersedes: guide for guide, record in later if record.supersedes}

    def current(self, direction_ids: Iterable[str]) -> list[Direction]:
        """Return the directions with ``direction_ids``, without those of a draft whose final text is held."""
        found = (self.directions[direction_id] for direction_id in direction_ids)
        return [d for d in found if self.superseded_by(d.guide) is None]

    def by_stage(self, direction_ids: Iterable[str]) -> dict[Stage, list[Direction]]:
        """Return the directions that `current` keeps, final texts and drafts apart; a stage without any is left out."""
        stages: tuple[Stage, ...] = ("final", "draft")
        found = self.current(direction_ids)
        apart = {s: [d for d in found if self.guide(d.guide).stage == s] for s in stages}
        return {stage: some for stage, some in apart.items() if some}

    def newest_first(self, direction_ids: Iterable[str]) -> list[Direction]:
        """Return the directions with ``direction_ids``: the newest guide first, each guide in its own order."""
        found = (self.directions[direction_id] for direction_id in direction_ids)
        return sorted(found, key=lambda d: (-self.positions[d.guide], d.order))

    # Batches and guides side by side

    @cached_property
    def in_force(self) -> tuple[Guide, ...]:
        """The guides, without drafts whose final text is held."""
        return tuple(guide for guide in self.guides if self.superseded_by(guide.id) is None)

    def columns(self, direction_ids: Iterable[str]) -> tuple[Sequence[Guide], int]:
        """Return the guides that are the columns of a table of ``direction_ids``, and the number of guides before them.

        A draft whose final text is held is left out, unless one of the directions is in it.
        """
        holding = {self.directions[direction_id].guide for direction_id in direction_ids}
        guides = [g for g in self.guides if g.id in holding or self.superseded_by(g.id) is None]
        shown = side_by_side(guides, lambda guide: guide.id, holding)
        return shown, guides.index(shown[0]) if shown else 0

    def axis(self, direction_ids: Iterable[str]) -> Sequence[Batch]:
        """Return the batches that are the columns of a picture of ``direction_ids``."""
        holding = {direction.guide for direction in self.current(direction_ids)}
        return side_by_side(self.batches, lambda batch: batch.guide, holding)

    @cached_property
    def whole_axis(self) -> Sequence[Batch]:
        """The batches that are the columns of a picture of all directions."""
        return self.axis(self.directions)

    @cached_property
    def legible_axis(self) -> Sequence[Batch]:
        """The batches that are the columns of a picture with an amount in each cell: the newest ones."""
        return side_by_side(self.batches, lambda batch: batch.guide, self.directions, LEGIBLE)

    def by_batch(
        self, batches: Iterable[Batch], direction_ids: Iterable[str]
    ) -> list[list[Direction]]:
        """Return for each of ``batches`` the directions of its guide that are among ``direction_ids``."""
        held: dict[str | None, list[Direction]] = {}
        for direction in self.current(direction_ids):
            held.setdefault(direction.guide, []).append(direction)
        return [held.get(batch.guide, []) for batch in batches]

    def parts(
        self, batches: Sequence[Batch], direction_ids: Iterable[str]
    ) -> list[tuple[Batch, list[Direction], list[Direction]]]:
        """Return (batch, its directions among ``direction_ids``, all its directions) of those of ``batches`` held here."""
        some, every = self.by_batch(batches, direction_ids), self.by_batch(batches, self.directions)
        return [part for part in zip(batches, some, every, strict=True) if part[0].guide]

    # Pairs of guides

    @cached_property
    def guide_pairs(self) -> tuple[tuple[str, str], ...]:
        """(earlier guide, later guide) of all comparisons, ordered by the later and then by the earlier guide.

        Two guides of different batches and the same series are compared if they are at most `REACH` places apart,
        if they are `consecutive`, or if a release has published their comparison.
        """
        kept = self.consecutive | self.compared
        return tuple(
            (earlier.id, later.id)
            for place, later in enumerate(self.guides)
            for back, earlier in zip(range(place, 0, -1), self.guides, strict=False)
            if (earlier.year, earlier.batch) != (later.year, later.batch)
            and earlier.series == later.series
            and (back <= REACH or (earlier.id, later.id) in kept)
        )

    @cached_property
    def consecutive(self) -> frozenset[tuple[str, str]]:
        """(earlier guide, later guide) of neighbours in time in a series, without drafts whose final text is held."""
        standing: dict[str | None, list[str]] = {}
        for guide in self.in_force:
            standing.setdefault(guide.series, []).append(guide.id)
        return frozenset(pair for series in standing.values() for pair in pairwise(series))

    # Directions related to a direction

    def counterpart(self, direction_id: str) -> str | None:
        """Return the same direction in the other version of its guide, draft or final text; None if not held."""
        lineage, step = self._steps[direction_id]
        return next((other for other in lineage.steps[step] if other != direction_id), None)

    def lineage(self, code: str) -> Lineage:
        """Return the lineage with this code."""
        return self._by_code[code]

    @cached_property
    def _by_code(self) -> dict[str, Lineage]:
        return {lineage.code: lineage for lineage in self.lineages}

    def lineage_of(self, direction_id: str) -> Lineage:
        """Return the lineage to which ``direction_id`` belongs."""
        return self._steps[direction_id][0]

    def previous(self, direction_id: str) -> str | None:
        """Return the direction that ``direction_id`` continues, or None if it is the first of its lineage."""
        lineage, step = self._steps[direction_id]
        return lineage.latest[step - 1] if step else None

    def next(self, direction_id: str) -> str | None:
        """Return the direction that continues ``direction_id``, or None if it is the last of its lineage."""
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
        """Return the other directions of the partners named in the title. Members of a grouping do not count."""
        found = {d for partner in direction.named_partners for d in self.direct(partner)}
        return tuple(sorted(found - {direction.id}, key=self._order.__getitem__))

    @cached_property
    def _order(self) -> dict[str, int]:
        """Direction → its position in the order of the guides."""
        return {direction: position for position, direction in enumerate(self.directions)}

    def similar(self, direction: Direction, most: int = 5) -> list[tuple[str, tuple[str, ...]]]:
        """Return up to ``most`` directions of other partners on similar subjects, each with the domains that it shares."""
        return self._similar.to(direction, {direction.id, *self.siblings(direction)}, most)

    @cached_property
    def _similar(self) -> Similar:
        return Similar(self.directions.values())
