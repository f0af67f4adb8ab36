"""Characters that a reader cannot see and that would only disturb the later rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator.model import Dropped, Line
from generator.text.characters import is_invisible, visible


def drop_invisible(lines: Sequence[Line]) -> tuple[list[Line], list[Dropped]]:
    """Control and format characters go: zero-width spaces, bidirectional marks, escapes.

    White space stays; `spaces` decides about it.
    """
    kept, dropped = [], []
    for line in lines:
        shown = visible(line.text)
        if shown != line.text:
            gone = "".join(filter(is_invisible, line.text))
            dropped.append(Dropped("invisible", gone, line.number))
        kept.append(replace(line, text=shown) if shown != line.text else line)
    return kept, dropped
