"""What a format itself tells apart from the running text: headers, footnotes, menus, link targets."""

from __future__ import annotations

from collections.abc import Sequence

from generator.model import Dropped, Line


def drop_asides(lines: Sequence[Line]) -> tuple[list[Line], list[Dropped]]:
    """Lines that `read` marked as an aside go, each under the name of what it is."""
    kept, dropped = [], []
    for line in lines:
        if line.aside is None:
            kept.append(line)
        elif line.text.strip():
            dropped.append(Dropped(line.aside, line.text.strip(), line.number))
    return kept, dropped
