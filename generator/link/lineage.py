"""Lineages: calls that return. A direction carries on the likest one of an earlier batch."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.link.versions import likeness
from generator.model import Direction, Guide

_LIKE = 0.55
"""How like (of 1) a direction must be to the latest of a lineage to carry it on."""
_GENERAL = frozenset({"cooperation", "joint_research", "joint_funding"})
"""Kinds whose names the guides use for the same calls from year to year; a flagship, a laboratory or
an industrial call goes on as such only."""


@dataclass(frozen=True, slots=True)
class Lineage:
    """A call through the guides, oldest first. Draft and final text of one batch are one step."""

    code: str
    """The partner and the first direction, `kr-2022-1-2.7`; one that was published stays when older
    guides come in."""
    steps: tuple[tuple[str, ...], ...]
    """Ids of directions; a step has two where draft and final text are both held."""

    @property
    def latest(self) -> tuple[str, ...]:
        """The ids by which each step is shown: the final text where there is one."""
        return tuple(step[-1] for step in self.steps)

    def neighbour(self, direction: str, by: int) -> str | None:
        """The direction ``by`` steps after (or before) that of ``direction``; None past an end."""
        place = next(n for n, step in enumerate(self.steps) if direction in step) + by
        return self.latest[place] if 0 <= place < len(self.steps) else None


def lineages(
    guides: Sequence[Guide],
    counterparts: Mapping[str, str],
    joined: Iterable[tuple[str, str]] = (),
    apart: Iterable[tuple[str, str]] = (),
    published: Container[str] = frozenset(),
) -> tuple[Lineage, ...]:
    """The lineages of ``guides`` (in order of time), every direction in just one.

    ``counterparts`` ties drafts to final texts. ``joined`` and ``apart`` are pairs (earlier, later)
    that a person settled: the later carries the earlier on, or does not whatever the rule says.
    ``published`` are the codes that readers may hold already.
    """
    by_id = {d.id: d for guide in guides for d in guide.directions}
    chains: list[list[list[str]]] = []
    chain_of: dict[str, list[list[str]]] = {}
    settled, ruled_out = {later: earlier for earlier, later in joined}, set(apart)
    for guide in guides:
        fresh = []
        for direction in guide.directions:
            twin = counterparts.get(direction.id)
            if twin in chain_of:  # the final text of a draft seen before
                chain_of[twin][-1].append(direction.id)
                chain_of[direction.id] = chain_of[twin]
            else:
                fresh.append(direction)
        earlier = [chain for chain in chains if by_id[chain[-1][-1]].guide != guide.id]
        for direction, chain in _extended(fresh, earlier, by_id, settled, ruled_out):
            target = chain if chain is not None else []
            if chain is None:
                chains.append(target)
            target.append([direction.id])
            chain_of[direction.id] = target
    return tuple(
        Lineage(
            _code([by_id[d] for step in chain for d in step], published),
            tuple(tuple(step) for step in chain),
        )
        for chain in chains
    )


def _extended(
    fresh: Sequence[Direction],
    open_chains: Sequence[list[list[str]]],
    by_id: Mapping[str, Direction],
    settled: Mapping[str, str],
    ruled_out: set[tuple[str, str]],
) -> list[tuple[Direction, list[list[str]] | None]]:
    """Each new direction with the chain that it carries on, the likest pairs first."""
    found: dict[str, int] = {}
    for direction in fresh:
        earlier = settled.get(direction.id)
        for index, chain in enumerate(open_chains):
            if earlier and any(earlier in step for step in chain):
                found[direction.id] = index
    pairs = sorted(
        (-likeness(by_id[chain[-1][-1]], direction), index, direction.order, direction.id)
        for direction in fresh
        for index, chain in enumerate(open_chains)
        if direction.id not in settled
        and _same_sort(by_id[chain[-1][-1]], direction)
        and not any((old, direction.id) in ruled_out for step in chain for old in step)
    )
    for score, index, _, direction_id in pairs:
        if -score >= _LIKE and direction_id not in found and index not in found.values():
            found[direction_id] = index
    return [(d, open_chains[found[d.id]] if d.id in found else None) for d in fresh]


def _same_sort(old: Direction, new: Direction) -> bool:
    """Whether one can carry the other on: same kind and body, or both of a general kind."""
    if set(old.institutions) != set(new.institutions) or set(old.regions) != set(new.regions):
        return False
    return old.kind == new.kind or {old.kind, new.kind} <= _GENERAL


def _code(directions: Sequence[Direction], published: Container[str]) -> str:
    """The code by the first of ``directions``, or by the first whose code was published."""
    codes = [
        f"{next(iter(d.named_partners), 'other').lower()}-{d.guide}-{d.number}" for d in directions
    ]
    return next((code for code in codes if code in published), codes[0])
