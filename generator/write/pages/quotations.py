"""Items as worded, by guide: where each stands, and for which partners."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generator import ids
from generator.model import Direction, Item
from generator.write.views import Views


def quotations(v: Views, found: Iterable[tuple[Direction, Item]]) -> list[dict[str, Any]]:
    """``found`` by guide, the newest first; within a guide in the order given."""
    by_guide: dict[str, list[dict[str, Any]]] = {}
    for direction, item in found:
        by_guide.setdefault(direction.guide, []).append(
            {
                "partners": [v.partner(p).text for p in direction.named_partners],
                "link": v.number(direction.id, item.anchor),
                "text": v.segment(item.text).inline,
            }
        )
    return [
        {"guide": v.guide(guide), "anchor": ids.in_guide(guide.id), "items": by_guide[guide.id]}
        for guide in reversed(v.library.guides)
        if guide.id in by_guide
    ]
