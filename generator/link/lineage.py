"""Lineages: calls that return. A direction carries on the likest one of an earlier batch."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from generator.link.versions import likeness, tied_by
from generator.model import Direction, Guide

_LIKE = 0.55
"""How like (of 1) a direction must be to the latest of a lineage to carry it on."""
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

    def neighbour(self, direction: str, by: int) -> str | None:
        """The direction ``by`` steps after (or before) that of ``direction``; None past an end."""
        place = self._places[direction] + by
        return self.latest[place] if 0 <= place < len(self.steps) else None

    @cached_property
    def _places(self) -> dict[str, int]:
        return {direction: n for n, step in enumerate(self.steps) for direction in step}


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
    chains = _Chains({d.id: d for guide in guides for d in guide.directions})
    settled, ruled_out = {later: earlier for earlier, later in joined}, tuple(apart)
    for guide in guides:
        fresh = []
        closed = set()
        for direction in guide.directions:
            twin = chains.of.get(counterparts.get(direction.id, ""))
            if twin is not None:  # the final text of a draft seen before
                chains.go_on(twin, direction, in_step=True)
                closed.add(twin)
            else:
                fresh.append(direction)
        for direction, number in _extended(fresh, chains, closed, settled, ruled_out):
            if number is None:
                chains.begin(direction)
            else:
                chains.go_on(number, direction)
    return tuple(
        Lineage(
            _code([chains.by_id[d] for step in steps for d in step], published),
            tuple(tuple(step) for step in steps),
        )
        for steps in chains.steps
    )


@dataclass(slots=True)
class _Chains:
    """The lineages as far as they are known, by number in the order in which they began."""

    by_id: Mapping[str, Direction]
    steps: list[list[list[str]]] = field(default_factory=list)
    of: dict[str, int] = field(default_factory=dict)
    """Direction → the number of its lineage."""
    _tied: dict[str, set[int]] = field(default_factory=dict)
    """What a direction can share with another → the lineages whose latest direction has it."""

    def latest(self, number: int) -> Direction:
        """The direction that one of the next batch is held against."""
        return self.by_id[self.steps[number][-1][-1]]

    def begin(self, direction: Direction) -> None:
        """A new lineage."""
        self.steps.append([])
        self._add(len(self.steps) - 1, direction)

    def go_on(self, number: int, direction: Direction, *, in_step: bool = False) -> None:
        """``direction`` carries a lineage on, or is the other text of its latest step."""
        for key in tied_by(self.latest(number)):
            self._tied[key].discard(number)
        self._add(number, direction, in_step=in_step)

    def _add(self, number: int, direction: Direction, *, in_step: bool = False) -> None:
        if not in_step:
            self.steps[number].append([])
        self.steps[number][-1].append(direction.id)
        self.of[direction.id] = number
        for key in tied_by(direction):
            self._tied.setdefault(key, set()).add(number)

    def near(self, direction: Direction) -> set[int]:
        """The lineages whose latest direction can be like ``direction``."""
        return set().union(*(self._tied.get(key, ()) for key in tied_by(direction)))


def _extended(
    fresh: Sequence[Direction],
    chains: _Chains,
    closed: Collection[int],
    settled: Mapping[str, str],
    ruled_out: Iterable[tuple[str, str]],
) -> list[tuple[Direction, int | None]]:
    """Each new direction with the number of the chain that it carries on, the likest pairs first.
    Those ``closed`` have a direction of this guide already.
    """
    found: dict[str, int] = {}
    for direction in fresh:
        carried_on = chains.of.get(settled.get(direction.id, ""))
        if carried_on is not None and carried_on not in closed:
            found[direction.id] = carried_on
    apart = {(chains.of.get(earlier), later) for earlier, later in ruled_out}
    pairs = sorted(
        (-likeness(chains.latest(number), direction), number, direction.order, direction.id)
        for direction in fresh
        if direction.id not in settled
        for number in chains.near(direction).difference(closed)
        if _same_sort(chains.latest(number), direction) and (number, direction.id) not in apart
    )
    taken = set(found.values())
    for score, number, _, direction_id in pairs:
        if -score >= _LIKE and direction_id not in found and number not in taken:
            found[direction_id] = number
            taken.add(number)
    return [(d, found.get(d.id)) for d in fresh]


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
