"""Lists that begin with the newest guides and grow with every guide: the oldest are told in short."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from generator.link import WIDEST
from generator.model import Direction
from generator.write.shapes import DirectionRow, Older
from generator.write.views import Views


def newest_first(
    v: Views, direction_ids: Iterable[str]
) -> tuple[tuple[DirectionRow, ...], list[Older]]:
    """``direction_ids``, the newest guide first, each guide in its order: rows of those in the newest guides
    that hold any, and the numbers of all others.
    """
    guides = [
        (guide, list(directions))
        for guide, directions in groupby(
            v.library.newest_first(direction_ids), key=lambda direction: direction.guide
        )
    ]
    rows = v.rows(d.id for _, directions in guides[:WIDEST] for d in directions)
    return rows, [older(v, guide, directions) for guide, directions in guides[WIDEST:]]


def older(v: Views, guide: str, directions: Iterable[Direction]) -> Older:
    """Directions of ``guide`` by their numbers."""
    return Older(v.guide(v.library.guide(guide)), [v.number(d.id) for d in directions])
