"""Brackets in a text."""

from __future__ import annotations

import re

_OPEN, _CLOSE = "（(《“〔[", "）)》”〕]"
_BRACKET = re.compile(f"[{re.escape(_OPEN + _CLOSE)}]")


def outside_brackets(text: str) -> list[int]:
    """Return the positions outside all brackets; a bracket without its partner is ignored."""
    steps: dict[int, int] = {}
    open_at: list[int] = []
    for match in _BRACKET.finditer(text):
        if match[0] in _OPEN:
            open_at.append(match.start())
        elif open_at and _OPEN.index(text[open_at[-1]]) == _CLOSE.index(match[0]):
            steps |= {open_at.pop(): 1, match.start(): -1}
    depth, outside = 0, []
    for place in range(len(text)):
        depth += steps.get(place, 0)
        if depth == 0 and place not in steps:
            outside.append(place)
    return outside
