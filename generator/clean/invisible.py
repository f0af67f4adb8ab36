"""Characters that a reader cannot see and that would only disturb the later rules."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from generator.model import Dropped, Line


def drop_invisible(lines: Sequence[Line]) -> tuple[list[Line], list[Dropped]]:
    """Control and format characters go: form feeds, zero-width spaces, bidirectional marks.

    White space stays; `spaces` decides about it.
    """
    kept, dropped = [], []
    for line in lines:
        visible = "".join(
            c for c in line.text if c.isspace() or unicodedata.category(c) not in ("Cc", "Cf")
        )
        if visible != line.text:
            gone = "".join(c for c in line.text if c not in visible)
            dropped.append(Dropped("invisible", gone, line.number))
        kept.append(replace(line, text=visible))
    return kept, dropped
