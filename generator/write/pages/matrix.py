"""Something by guide: rows of links, a gap where a guide has none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from generator import ids
from generator.model import Direction
from generator.write.shapes import Link
from generator.write.views import Views


def matrix(
    v: Views,
    directions: Iterable[Direction],
    keys: Callable[[Direction], Iterable[str]],
    name: Callable[[str], Link],
    order: Sequence[str],
) -> list[dict[str, Any]]:
    """A row for each of the ``keys`` of ``directions``, the most frequent first and equals in
    ``order``; in it, for each guide, the directions that have the key.
    """
    found: dict[str, list[Direction]] = {}
    for direction in directions:
        for key in keys(direction):
            found.setdefault(key, []).append(direction)
    return [
        {"link": name(key), "marks": marks(v, (d.id for d in found[key]))}
        for key in sorted(found, key=lambda key: (-len(found[key]), order.index(key)))
    ]


def marks(v: Views, direction_ids: Iterable[str]) -> list[list[Link]]:
    """For each guide, those of ``direction_ids`` that it holds."""
    held: dict[str, list[Link]] = {}
    for direction_id in direction_ids:
        held.setdefault(ids.guide_of(direction_id), []).append(v.number(direction_id))
    return [held.get(guide.id, []) for guide in v.library.guides]
