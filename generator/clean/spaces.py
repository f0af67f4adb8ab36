"""Spaces that the PDF put between characters that take none."""

from __future__ import annotations

import re

from generator.grammar.labels import space_for_colon
from generator.passage import Passage
from generator.text.characters import WIDE

_SPACE = re.compile(
    rf"(?=\s)(?:(?<=[{WIDE}])\s+|(?<=[{WIDE}][,;:)])\s+|\s+(?=[{WIDE}])|(?<=\s)\s+)"
)
_BREAK = re.compile(r"[\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029]")
"""White space that ends lines or parts records: XML holds not all of it, and YAML breaks at some."""


def squeeze(text: str) -> str:
    """Return ``text`` as `drop_spaces` would leave it: “合 作 协 议 ：” is a label."""
    return drop_spaces(Passage.of(text, 1)).text


def drop_spaces(paragraph: Passage) -> Passage:
    """Take out spaces beside a Han character or full-width mark, and behind a half-width mark that
    follows one (“电话: 010”); Latin words keep one.

    “欧 方 联 系 方 式 ：” (2023-1-draft, line 479) and “2021 年度第二批” alike: the quarter
    space between scripts is the page's business, not the text's. A space stays where it stands for
    the colon of a label (“领域方向 农业、水”). One that would break the line is a plain one.
    """
    text = _BREAK.sub(" ", paragraph.text)
    gone = {place for match in _SPACE.finditer(text) for place in range(*match.span())}
    if not gone:
        return Passage(text, paragraph.lines, paragraph.cell).strip()
    gone -= {space_for_colon(text)}
    kept = [place for place in range(len(text)) if place not in gone]
    letters, lines = (text[i] for i in kept), (paragraph.lines[i] for i in kept)
    return Passage("".join(letters), tuple(lines), paragraph.cell).strip()
