"""A draft and its final text: which direction became which, and what changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from generator.model import Direction, Guide, Item, walk

_LIKE = 0.55
"""How like (of 1) two directions must be to be one."""
_TELLING = 4
"""From how many characters on a text says enough to be known again at the start of another."""
_SAME_ITEM = 60
"""How like (of 100) two items must be for one to be the other reworded."""


@dataclass(frozen=True, slots=True)
class ItemChange:
    """An item that came, went, or was reworded; at least one side is there."""

    old: Item | None
    new: Item | None


@dataclass(frozen=True, slots=True)
class DirectionChange:
    """What became of a direction between two texts. A new one has no `old`, a gone one no `new`."""

    old: Direction | None
    new: Direction | None
    agreements: tuple[ItemChange, ...] = ()
    fields: tuple[ItemChange, ...] = ()
    requirements: tuple[ItemChange, ...] = ()

    @property
    def facts(self) -> tuple[str, ...]:
        """Which facts differ: `title`, `projects`, `funding`, `duration`, `partners`, `flags`."""
        if self.old is None or self.new is None:
            return ()
        pairs = {
            "title": (self.old.title.zh, self.new.title.zh),
            "projects": (self.old.projects, self.new.projects),
            "funding": (self.old.funding, self.new.funding),
            "duration": (self.old.duration, self.new.duration),
            "partners": (set(self.old.partners), set(self.new.partners)),
            "flags": (
                {flag.code for flag in self.old.flags},
                {flag.code for flag in self.new.flags},
            ),
        }
        return tuple(name for name, (old, new) in pairs.items() if old != new)

    @property
    def unchanged(self) -> bool:
        """Whether the direction reads the same in both but for its number."""
        return bool(
            self.old
            and self.new
            and not (self.facts or self.agreements or self.fields or self.requirements)
        )


def compare_guides(
    old: Guide, new: Guide, recorded: Mapping[str, str | None] | None = None
) -> tuple[DirectionChange, ...]:
    """What became of each direction, in the order of ``new``, then those that are gone.

    ``recorded`` is what a person settled: id in ``new`` → id in ``old``, or None for a new one.
    """
    matched = match_directions(old.directions, new.directions, recorded or {})
    by_id = {direction.id: direction for direction in old.directions}
    changes = [
        compare_directions(by_id[matched[d.id]], d) if d.id in matched else DirectionChange(None, d)
        for d in new.directions
    ]
    gone = [d for d in old.directions if d.id not in set(matched.values())]
    return (*changes, *(DirectionChange(d, None) for d in gone))


def match_directions(
    old: Sequence[Direction], new: Sequence[Direction], recorded: Mapping[str, str | None]
) -> dict[str, str]:
    """Id in ``new`` → id in ``old``: the likest pairs first, each direction once."""
    matched = {n: o for n, o in recorded.items() if o}
    pairs = sorted(
        (
            (-likeness(o, n), n.order, o.order, n.id, o.id)
            for n in new
            for o in old
            if n.id not in recorded
        ),
    )
    for score, _, _, n, o in pairs:
        if -score >= _LIKE and n not in matched and o not in matched.values():
            matched[n] = o
    return matched


def likeness(one: Direction, other: Direction) -> float:
    """0 to 1: half by partners, then by title and agreements. Partners that differ rule it out."""
    partners = _share(tied_by(one), tied_by(other))
    if partners == 0:
        return 0.0
    title = fuzz.ratio(one.title.zh, other.title.zh) / 100
    agreements = _share(_texts(one.agreements), _texts(other.agreements))
    kind = 1.0 if one.kind == other.kind else 0.0
    return 0.4 * partners + 0.35 * title + 0.15 * agreements + 0.1 * kind


def tied_by(direction: Direction) -> set[str]:
    """What another direction must share to be like ``direction`` at all: a partner that the title
    names, or where it names none the title.
    """
    return set(direction.named_partners) or {direction.title.zh}


def compare_directions(old: Direction, new: Direction) -> DirectionChange:
    """What changed from ``old`` to ``new``."""
    return DirectionChange(
        old,
        new,
        agreements=compare_items(old.agreements, new.agreements),
        fields=compare_items(old.fields, new.fields),
        requirements=compare_items(old.requirements, new.requirements),
    )


def compare_items(old: Iterable[Item], new: Iterable[Item]) -> tuple[ItemChange, ...]:
    """Items that came, went or were reworded, over whole trees; those that only moved are not."""
    before, after = _worded(old), _worded(new)
    same = {wording for _, wording in before} & {wording for _, wording in after}
    gone = [(item, wording) for item, wording in before if wording not in same]
    changes = []
    for item, wording in after:
        if wording in same:
            continue
        likenesses = [_wordings_likeness(other, wording) for _, other in gone]
        if max(likenesses, default=0) >= _SAME_ITEM:
            likest, _ = gone.pop(likenesses.index(max(likenesses)))
            changes.append(ItemChange(likest, item))
        else:
            changes.append(ItemChange(None, item))
    return (*changes, *(ItemChange(item, None) for item, _ in gone))


def _worded(items: Iterable[Item]) -> list[tuple[Item, str]]:
    """Each of ``items`` and of those below them with its words, without the mark that closes them."""
    return [(item, item.text.zh.rstrip("。；;，")) for item in walk(tuple(items))]


def _wordings_likeness(one: str, other: str) -> float:
    """0 to 100. An item that only gains a qualification is the same one: “先进材料” became “先进材料，
    不包括…可能产生环境破坏的材料” (2022-1/1.1, 2023-1-draft/1.3).
    """
    short, long = sorted((one, other), key=len)
    if len(short) >= _TELLING and long.startswith(short):
        return 100.0
    return float(fuzz.ratio(short, long))


def _texts(items: Iterable[Item]) -> set[str]:
    return {item.text.zh for item in items}


def _share(one: set[str], other: set[str]) -> float:
    return len(one & other) / max(1, len(one | other))
