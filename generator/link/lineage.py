"""Lineages: calls that return. A direction continues the most similar direction of an earlier batch."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from generator.link.versions import pair_off, similarity
from generator.model import Direction, Guide

_GENERAL = frozenset({"cooperation", "joint_research", "joint_funding"})
"""Kinds that guides use interchangeably for the same call in different years. A flagship, laboratory or industrial call
is continued only by a call of the same kind."""


@dataclass(frozen=True)
class Lineage:
    """The directions of one call in successive guides, oldest first. Draft and final text of one batch are one step."""

    code: str
    """Partner and first direction: `kr-2022-1-2.7`. A published code stays when an older guide is added."""
    steps: tuple[tuple[str, ...], ...]
    """Ids of directions. A step has two if both draft and final text are held."""

    @cached_property
    def latest(self) -> tuple[str, ...]:
        """The id that is shown for each step: the final text if there is one."""
        return tuple(step[-1] for step in self.steps)


def lineages(
    guides: Sequence[Guide],
    counterparts: Mapping[str, str],
    joined: Iterable[tuple[str, str]] = (),
    apart: Iterable[tuple[str, str]] = (),
    published: Container[str] = frozenset(),
) -> tuple[Lineage, ...]:
    """Return the lineages of ``guides``, which are in order of time. Every direction is in exactly one lineage.

    ``counterparts`` has the directions of final texts with the same directions in drafts. ``joined`` and ``apart`` are
    pairs (earlier direction, later direction) that a person decided against the rule: the later one continues the
    earlier one, or does not. ``published`` are the codes that readers may have cited.
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
            (similarity(old, new), (n, new.order, new.id), new.id, n)
            for new in fresh
            for n, old in latest.items()
            if new.id not in known and (n, new.id) not in barred and _can_continue(old, new)
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


def _can_continue(old: Direction, new: Direction) -> bool:
    """Return whether ``new`` can continue ``old``: same institutions and regions, and the same or a general kind."""
    if set(old.institutions) != set(new.institutions) or set(old.regions) != set(new.regions):
        return False
    return old.kind == new.kind or {old.kind, new.kind} <= _GENERAL


def _code(directions: Sequence[Direction], published: Container[str]) -> str:
    """Return the code of a lineage of ``directions``: the first code that was published, else that of the first one."""
    codes = [
        f"{next(iter(d.named_partners), 'other').lower()}-{d.guide}-{d.number}" for d in directions
    ]
    return next((code for code in codes if code in published), codes[0])
