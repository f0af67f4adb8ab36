"""Bold type that a PDF makes by printing the same glyphs four times over."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from generator.model import Dropped, Line

_FEWEST = 4
_COPIES = re.compile(r"(.{1,80}?)\1{3,}")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\1{3}(?!\d)")


def undo_bold_doubling(lines: Sequence[Line]) -> tuple[list[Line], list[Dropped]]:
    """A line that is nothing but fourfold runs keeps one of each, as does a fourfold year.

    2017-1 prints its headings so, run by run, and the digits with copies of their own:
    “1111.2.2.2.2中美…中美…中美…中美…（（（（CERCCERCCERCCERC））））项目项目项目项目”. In ordinary lines
    only a fourfold year is touched: “20000万元” repeats a digit and means it.
    """
    kept, dropped = [], []
    for line in lines:
        once, copies = _undo(line.text)
        if copies:
            dropped.append(Dropped("bold_doubling", copies, line.number))
        kept.append(replace(line, text=once) if copies else line)
    return kept, dropped


def _undo(text: str) -> tuple[str, str]:
    """(the text once, the copies that were taken out)."""
    line, start = text.strip(), 0
    once, copies = [], []
    repeats = line.count(line[:1]) >= _FEWEST
    while repeats and (match := _COPIES.match(line, start)):
        once.append(match[1])
        copies.append(match[0][len(match[1]) :])
        start = match.end()
    if once and start == len(line):
        return "".join(once), "".join(copies)
    if text.count("19") + text.count("20") < _FEWEST:
        return text, ""
    years = [match[1] for match in _YEAR.finditer(text)]
    return _YEAR.sub(r"\1", text), "".join(year * 3 for year in years)
