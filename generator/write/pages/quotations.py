"""Items as worded, by guide: where each stands, and for which partners."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generator import ids
from generator.link import WIDEST
from generator.model import Direction, Item
from generator.write.views import Views


def quotations(v: Views, found: Iterable[tuple[Direction, Item]]) -> list[dict[str, Any]]:
    """``found`` by guide, the newest first; within a guide in the order given. Of the oldest of many guides
    the places alone.
    """
    by_guide: dict[str, list[tuple[Direction, Item]]] = {}
    for direction, item in found:
        by_guide.setdefault(direction.guide, []).append((direction, item))
    held = [guide for guide in reversed(v.library.guides) if guide.id in by_guide]
    return [
        {
            "guide": v.guide(guide),
            "anchor": ids.in_guide(guide.id),
            "items": [_quoted(v, *one) for one in by_guide[guide.id]] if place < WIDEST else [],
            "places": [v.number(d.id, item.anchor) for d, item in by_guide[guide.id]],
        }
        for place, guide in enumerate(held)
    ]


def _quoted(v: Views, direction: Direction, item: Item) -> dict[str, Any]:
    return {
        "partners": [v.partner(code).text for code in direction.named_partners],
        "link": v.number(direction.id, item.anchor),
        "text": v.segment(item.text).inline,
    }
