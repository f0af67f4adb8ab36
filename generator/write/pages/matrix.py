"""Something by guide: rows of links, a gap where a guide has none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from generator.model import Direction
from generator.write.views import Link, Views


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
        {
            "link": name(key),
            "marks": [
                [v.number(d.id) for d in found[key] if d.guide == guide.id]
                for guide in v.library.guides
            ],
        }
        for key in sorted(found, key=lambda key: (-len(found[key]), order.index(key)))
    ]
