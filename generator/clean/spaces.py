"""Spaces that the PDF put between characters that take none."""

from __future__ import annotations

import re

from generator.grammar.labels import space_for_colon
from generator.passage import Passage
from generator.text.characters import WIDE

_WHITE = re.compile(r"\s")
_SPACE = re.compile(
    rf"(?=\s)(?:(?<=[{WIDE}])\s+|(?<=[{WIDE}][,;:)])\s+|\s+(?=[{WIDE}])|(?<=\s)\s+)"
)

_BREAK = re.compile(r"[\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029]")
"""White space that ends lines or parts records: XML holds not all of it, and YAML breaks at some."""


def squeeze(text: str) -> str:
    """Return ``text`` as `drop_spaces` would leave it: “合 作 协 议 ：” is a label."""
    if not _WHITE.search(text):
        return text
    kept = space_for_colon(text)
    return _SPACE.sub(lambda m: " " if m.start() == kept else "", text)


def drop_spaces(paragraph: Passage) -> Passage:
    """Take out spaces beside a Han character or full-width mark, and behind a half-width mark that follows
    one (“电话: 010”); Latin words keep one.

    “欧 方 联 系 方 式 ：” (2023-1-draft, line 479) and “2021 年度第二批” alike: the quarter
    space between scripts is the page's business, not the text's. A space stays where it stands for
    the colon of a label (“领域方向 农业、水”). One that would break the line is a plain one.
    """
    text = paragraph.text
    if not _WHITE.search(text):
        return paragraph
    colon = space_for_colon(text)
    edges = [0]
    for match in _SPACE.finditer(text):
        start, end = match.span()
        stays = [colon, colon + 1] if colon is not None and start <= colon < end else []
        edges += [start, *stays, end]
    edges.append(len(text))
    between = zip(edges[::2], edges[1::2], strict=True)
    kept = Passage.concat(paragraph[a:b] for a, b in between).strip()
    return Passage(_BREAK.sub(" ", kept.text), kept.lines, paragraph.cell)
