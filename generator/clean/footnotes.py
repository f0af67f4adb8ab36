"""Footnotes of a text layer: they stand between the lines of a sentence that goes on overleaf."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import islice

from generator.clean.page_numbers import drop_page_numbers
from generator.clean.pages import page_starts
from generator.model import Dropped, Line

_RULE = re.compile(r"[_—─━﹍-]{5,}")
_MARK = re.compile(r"[①-⑳※*＊]|[\[［〔]\d{1,2}[\]］〕]|注\s*\d{0,2}\s*[：:]")
_MOST = 8


def drop_footnotes(lines: Sequence[Line]) -> tuple[list[Line], list[Dropped]]:
    """At the foot of a page a rule goes, with the few lines below it, where the first has a note's
    mark: “①”, “[1]”, “注：”. A mark without a rule is an item's. Constructed: the five guides have no
    footnotes.
    """
    notes: set[int] = set()
    numbers = {entry.line for entry in drop_page_numbers(lines)[1]}
    ends = [*page_starts(lines), len(lines)]
    texts = [line.text.strip() for line in lines]
    for index, text in enumerate(texts[:-1]):
        if _RULE.fullmatch(text) and _MARK.match(texts[index + 1]):
            end = ends[bisect_right(ends, index)]
            page = (i for i in range(index, end) if lines[i].number not in numbers)
            below = list(islice(page, _MOST + 2))
            if len(below) <= _MOST + 1:
                notes.update(below)
    return (
        [line for index, line in enumerate(lines) if index not in notes],
        [Dropped("footnote", texts[i], lines[i].number) for i in sorted(notes) if texts[i]],
    )
