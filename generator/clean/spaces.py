"""The rule that takes out spaces which a PDF puts between Chinese characters."""

from __future__ import annotations

import re

from generator.grammar.labels import space_for_colon
from generator.passage import Passage
from generator.text.characters import WIDE

_SPACE = re.compile(
    rf"(?=\s)(?:(?<=[{WIDE}])\s+|(?<=[{WIDE}][,;:)])\s+|\s+(?=[{WIDE}])|(?<=\s)\s+)"
)
_BREAK = re.compile(r"[\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029]")
"""White space that ends a line or separates records: XML forbids some of it, and YAML breaks lines at some."""


def squeeze(text: str) -> str:
    """Return ``text`` as `drop_spaces` leaves it, so that “合 作 协 议 ：” is found as a label."""
    return drop_spaces(Passage.of(text, 1)).text


def drop_spaces(paragraph: Passage) -> Passage:
    """Take out spaces beside a Han character or full-width mark; between Latin words one space stays.

    Spaces after a half-width mark that follows a Han character are taken out too (“电话: 010”). Examples
    are “欧 方 联 系 方 式 ：” (2023-1-draft, line 479) and “2021 年度第二批”: a space between scripts is
    typography, not text. A space in place of a label's colon stays (“领域方向 农业、水”). White space that
    would break the line becomes a plain space.
    """
    text = _BREAK.sub(" ", paragraph.text)
    gone = {place for match in _SPACE.finditer(text) for place in range(*match.span())}
    if not gone:
        return Passage(text, paragraph.lines, paragraph.cell).strip()
    gone -= {space_for_colon(text)}
    kept = [place for place in range(len(text)) if place not in gone]
    letters, lines = (text[i] for i in kept), (paragraph.lines[i] for i in kept)
    return Passage("".join(letters), tuple(lines), paragraph.cell).strip()
