"""Brackets in a text."""

from __future__ import annotations

import re

_OPEN, _CLOSE = "（(《“〔[", "）)》”〕]"
_BRACKET = re.compile(f"[{re.escape(_OPEN + _CLOSE)}]")


def outside_brackets(text: str) -> list[int]:
    """Return the positions outside all brackets; a bracket without its partner is ignored."""
    if not _BRACKET.search(text):
        return list(range(len(text)))
    closed = _closed_brackets(text)
    depth, outside = 0, []
    for i, c in enumerate(text):
        if i in closed:
            depth += 1 if c in _OPEN else -1
        elif depth == 0:
            outside.append(i)
    return outside


def _closed_brackets(text: str) -> set[int]:
    """Return the positions of all brackets that form a pair."""
    paired: set[int] = set()
    open_at: list[int] = []
    for i, c in ((match.start(), match[0]) for match in _BRACKET.finditer(text)):
        if c in _OPEN:
            open_at.append(i)
        elif open_at and _OPEN.index(text[open_at[-1]]) == _CLOSE.index(c):
            paired |= {open_at.pop(), i}
    return paired
