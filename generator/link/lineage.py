"""Lineages: calls that return. A direction carries on the one of an earlier batch that is most like it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from generator.link.versions import likeness, pair_off
from generator.model import Direction, Guide

_GENERAL = frozenset({"cooperation", "joint_research", "joint_funding"})
"""Kinds whose names the guides use for the same calls from year to year; a flagship, a laboratory or
an industrial call goes on as such only."""


@dataclass(frozen=True)
class Lineage:
    """A call through the guides, oldest first. Draft and final text of one batch are one step."""

    code: str
    """The partner and the first direction, `kr-2022-1-2.7`. A published one stays when older guides come in."""
    steps: tuple[tuple[str, ...], ...]
    """Ids of directions; a step has two where draft and final text are both held."""

    @cached_property
    def latest(self) -> tuple[str, ...]:
        """The ids by which each step is shown: the final text where there is one."""
        return tuple(step[-1] for step in self.steps)


def lineages(
    guides: Sequence[Guide],
    counterparts: Mapping[str, str],
    joined: Iterable[tuple[str, str]] = (),
    apart: Iterable[tuple[str, str]] = (),
    published: Container[str] = frozenset(),
) -> tuple[Lineage, ...]:
    """Find the lineages of ``guides``, which are in order of time; every direction is in just one.

    ``counterparts`` ties final texts to drafts. ``joined`` and ``apart`` are pairs (earlier, later) that a person
    settled: the later carries the earlier on, or does not whatever the rule says. ``published`` are the codes that
    readers may hold already.
    """
    chains: list[list[list[Direction]]] = []
    chain_of: dict[str, int] = {}
    settled, ruled_out = {later: earlier for earlier, later in joined}, tuple(apart)
    for guide in guides:
        drafts = {d.id: chain_of.get(counterparts.get(d.id, "")) for d in guide.directions}
        fresh = [d for d in guide.directions if drafts[d.id] is None]
        latest = {n: c[-1][-1] for n, c in enumerate(chains) if n not in drafts.values()}
        known = {d.id: chain_of.get(settled[d.id]) for d in fresh if d.id in settled}
        barred = {(chain_of.get(earlier), later) for earlier, later in ruled_out}
        pairs = [
            (likeness(old, new), (n, new.order, new.id), new.id, n)
            for new in fresh
            for n, old in latest.items()
            if new.id not in known and (n, new.id) not in barred and _same_sort(old, new)
        ]
        carried_on = pair_off(pairs, {d: n for d, n in known.items() if n in latest})
        for direction in guide.directions:
            number = drafts[direction.id]
            if number is None:
                number = carried_on.get(direction.id, len(chains))
                if number == len(chains):
                    chains.append([])
                chains[number].append([])
            chains[number][-1].append(direction)
            chain_of[direction.id] = number
    return tuple(
        Lineage(
            _code([direction for step in steps for direction in step], published),
            tuple(tuple(direction.id for direction in step) for step in steps),
        )
        for steps in chains
    )


def _same_sort(old: Direction, new: Direction) -> bool:
    """Tell whether one can carry the other on: same kind and body, or both of a general kind."""
    if set(old.institutions) != set(new.institutions) or set(old.regions) != set(new.regions):
        return False
    return old.kind == new.kind or {old.kind, new.kind} <= _GENERAL


def _code(directions: Sequence[Direction], published: Container[str]) -> str:
    """Return the code by the first of ``directions``, or by the first whose code was published."""
    codes = [
        f"{next(iter(d.named_partners), 'other').lower()}-{d.guide}-{d.number}" for d in directions
    ]
    return next((code for code in codes if code in published), codes[0])
