"""Lineages: calls that return. A direction carries on the one of an earlier batch that is most like it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from generator.link.versions import likeness, pair_off, tied_by
from generator.model import Direction, Guide

_GENERAL = frozenset({"cooperation", "joint_research", "joint_funding"})
"""Kinds whose names the guides use for the same calls from year to year; a flagship, a laboratory or
an industrial call goes on as such only."""


@dataclass(frozen=True)
class Lineage:
    """A call through the guides, oldest first. Draft and final text of one batch are one step."""

    code: str
    """The partner and the first direction, `kr-2022-1-2.7`; one that was published stays when older
    guides come in."""
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
    chains = _Chains({later: earlier for earlier, later in joined}, tuple(apart))
    for guide in guides:
        fresh, closed = [], set()
        for direction in guide.directions:
            draft = chains.of.get(counterparts.get(direction.id, ""))
            if draft is None:
                fresh.append(direction)
            else:
                chains.add(direction, draft, in_step=True)
                closed.add(draft)
        found = chains.carried_on(fresh, closed)
        for direction in fresh:
            chains.add(direction, found.get(direction.id))
    return tuple(
        Lineage(
            _code([direction for step in steps for direction in step], published),
            tuple(tuple(direction.id for direction in step) for step in steps),
        )
        for steps in chains.steps
    )


class _Chains:
    """The lineages as far as they are known, by number in the order in which they began."""

    def __init__(self, settled: Mapping[str, str], ruled_out: Sequence[tuple[str, str]]) -> None:
        self.steps: list[list[list[Direction]]] = []
        self.of: dict[str, int] = {}
        """Direction → the number of its lineage."""
        self._settled, self._ruled_out = settled, ruled_out
        self._tied: dict[str, set[int]] = {}
        """What a direction can share with another → the lineages whose latest direction has it."""

    def add(self, direction: Direction, number: int | None, *, in_step: bool = False) -> None:
        """Add ``direction`` to a lineage, to its latest step where it is ``in_step``; without a number begin one."""
        if number is None:
            number = len(self.steps)
            self.steps.append([])
        else:
            for key in tied_by(self._latest(number)):
                self._tied[key].discard(number)
        if not in_step:
            self.steps[number].append([])
        self.steps[number][-1].append(direction)
        self.of[direction.id] = number
        for key in tied_by(direction):
            self._tied.setdefault(key, set()).add(number)

    def carried_on(self, fresh: Sequence[Direction], closed: set[int]) -> dict[str, int]:
        """Find the lineages that directions of one guide carry on: direction → number. Those ``closed`` have a
        direction of this guide already.
        """
        settled = {d.id: self.of.get(self._settled[d.id]) for d in fresh if d.id in self._settled}
        apart = {(self.of.get(earlier), later) for earlier, later in self._ruled_out}
        pairs = [
            (likeness(self._latest(number), d), (number, d.order, d.id), d.id, number)
            for d in fresh
            if d.id not in settled
            for number in set().union(*(self._tied.get(key, ()) for key in tied_by(d))) - closed
            if _same_sort(self._latest(number), d) and (number, d.id) not in apart
        ]
        known = {d: n for d, n in settled.items() if n is not None and n not in closed}
        return pair_off(pairs, known)

    def _latest(self, number: int) -> Direction:
        return self.steps[number][-1][-1]


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
