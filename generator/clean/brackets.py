"""Brackets that open on one line and close on a later one."""

from __future__ import annotations

import re
from collections.abc import Sequence

_PAIRS = {"（": "）", "《": "》", "“": "”", "〔": "〕", "(": ")"}
_CLOSERS = {close: open_ for open_, close in _PAIRS.items()}
_MARKS = re.compile(f"[{re.escape(''.join((*_PAIRS, *_CLOSERS)))}]")
_ITEM = re.compile(r"(?:^|(?<=[。；：;:]))\s*[（(]?\s*\d{1,2}\s*[）)]")
_REACH = 8
_NEXT = 1


def held(lines: Sequence[str]) -> list[int]:
    """For each line, how far above the bracket opens inside which the line begins; 0 for none.

    A sentence goes on inside its brackets: “（TRL 3 and” / “4）的技术” (2023-1-draft/1.4) is no item
    4. The closing half of an item's mark (“2）”) counts only for a bracket of the line above.
    """
    reach = [0] * len(lines)
    opened: list[tuple[str, int]] = []
    for index, line in enumerate(lines):
        found = [(match.start(), match[0]) for match in _MARKS.finditer(line)]
        if not found:
            continue
        marks = {i for match in _ITEM.finditer(line) for i in range(*match.span())}
        opened = [entry for entry in opened if index - entry[1] <= _REACH]
        for position, c in found:
            if c in _PAIRS:
                opened.append((c, index))
            elif any(c_open == _CLOSERS[c] for c_open, _ in opened):
                at = max(i for i, (c_open, _) in enumerate(opened) if c_open == _CLOSERS[c])
                start = opened[at][1]
                if position in marks and start not in (index, index - _NEXT):
                    continue
                del opened[at:]
                for inside in range(start + 1, index + 1):
                    reach[inside] = max(reach[inside], inside - start)
    return reach
