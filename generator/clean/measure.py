"""The width of lines and of the text block, in columns."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

_NEAR = 3
_FEWEST = 3
_ENOUGH = 0.2
_BEYOND = 0.04
_RIVAL = 0.5
_INDENT = 4
_LATIN = re.compile(r"[A-Za-z]")


def width(text: str) -> float:
    """Return the width of ``text`` in columns.

    A Han character or full-width mark counts 2, a digit 1, a capital letter 1.4, a small one 0.9.
    """
    return sum(map(_width, text))


def _width(c: str) -> float:
    if unicodedata.east_asian_width(c) in "WFA":
        return 2
    return 1.4 if c.isupper() else 0.5 if c.isspace() else 0.9 if c.isalpha() else 1


def doubt(text: str) -> float:
    """Return the possible error of `width` for ``text``: fonts set Latin letters in different widths."""
    return 0.25 * len(_LATIN.findall(text))


def measure(texts: Sequence[str]) -> float | None:
    """Return the width of the text block in columns; None for text whose lines are not wrapped.

    It is the most frequent width among the longer half of the lines: most lines of a paragraph are
    full, and only its first line is shorter, by the indent. In text that is not wrapped, no width is
    frequent, or many lines are longer than the most frequent one.
    """
    widths = sorted(round(width(text)) for text in texts)
    longer = widths[len(widths) // 2 :]
    if not longer:
        return None
    counts = Counter(longer)
    near = {w: sum(counts[w - i] for i in range(_NEAR)) for w in counts}
    widest = max(w for w, count in near.items() if count >= _RIVAL * max(near.values()))
    block = max(range(widest - _NEAR + 1, widest + 1), key=lambda w: (counts[w], w))
    full = sum(block - _INDENT - 1 <= w <= block + _NEAR for w in longer)
    beyond = sum(w > block + 2 * _NEAR for w in longer)
    if full < max(_FEWEST, _ENOUGH * len(longer)) or beyond > _BEYOND * len(widths) + 1:
        return None
    return block


def indent(firsts: Sequence[str], block: float) -> float:
    """Return the indent of first lines in columns; ``firsts`` are full lines that begin a paragraph.

    It is the width of two Han characters, or 0 in text set without an indent.
    """
    wide = sum(width(text) > block - _INDENT + 1 for text in firsts)
    return 0 if 2 * wide > len(firsts) else _INDENT
