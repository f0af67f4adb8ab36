"""Page numbers that stand as lines of their own between the lines of a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.model import Dropped, Line

_MARKED = re.compile(
    r"[—–－·•-]+\s*\d{1,4}\s*[—–－·•-]+"
    r"|第\s*\d{1,4}\s*页(?:\s*[,，/／]?\s*共\s*\d{1,4}\s*页)?"
    r"|[Pp]age\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?"
    r"|\d{1,4}\s*[/／]\s*\d{1,4}"
)
_BARE = re.compile(r"\d{1,4}")
_FEWEST = 3
RULE = "page_number"


def drop_page_numbers(lines: Sequence[Line]) -> tuple[list[Line], list[Dropped]]:
    """Lines such as “— 12 —” go (2017-1, line 446, in the middle of an agreement), and bare
    numbers that count up through the text. A number alone may be a word of a sentence.
    """
    bare = _counting(lines)
    kept, dropped = [], []
    for index, line in enumerate(lines):
        marked = line.cell is None and _MARKED.fullmatch(line.text.strip())
        if index in bare or marked:
            dropped.append(Dropped(RULE, line.text.strip(), line.number))
        else:
            kept.append(line)
    return kept, dropped


def _counting(lines: Sequence[Line]) -> set[int]:
    """Positions of bare numbers each of which is one more than the one before."""
    runs: list[list[tuple[int, int]]] = []
    for index, line in enumerate(lines):
        text = line.text.strip()
        if line.cell or not _BARE.fullmatch(text):
            continue
        if not runs or int(text) != runs[-1][-1][1] + 1:
            runs.append([])
        runs[-1].append((index, int(text)))
    return {index for run in runs if len(run) >= _FEWEST for index, _ in run}
