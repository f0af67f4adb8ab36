"""Spaces that the PDF put between characters that take none."""

from __future__ import annotations

import re
from dataclasses import replace

from generator.grammar.labels import space_for_colon
from generator.passage import Passage

HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
WIDE = HAN + "\u2014\u2018-\u201d\u3000-\u303f\uff00-\uffef"
_WHITE = re.compile(r"\s")
_SPACE = re.compile(
    rf"(?=\s)(?:(?<=[{WIDE}])\s+|(?<=[{WIDE}][,;:)])\s+|\s+(?=[{WIDE}])|(?<=\s)\s+)"
)

_BREAKS = dict.fromkeys(map(ord, "\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029"), " ")
"""White space that ends lines or parts records: XML holds not all of it, and YAML breaks at some."""


def squeeze(text: str) -> str:
    """``text`` as `drop_spaces` would leave it: “合 作 协 议 ：” is a label."""
    if not _WHITE.search(text):
        return text
    kept = space_for_colon(text)
    return _SPACE.sub(lambda m: " " if m.start() == kept else "", text)


def drop_spaces(paragraph: Passage) -> Passage:
    """Spaces beside a Han character or full-width mark go, and behind a half-width mark that follows
    one (“电话: 010”); Latin words keep one.

    “欧 方 联 系 方 式 ：” (2023-1-draft, line 479) and “2021 年度第二批” alike: the quarter
    space between scripts is the page's business, not the text's. A space stays where it stands for
    the colon of a label (“领域方向 农业、水”). One that would break the line is a plain one.
    """
    if not _WHITE.search(paragraph.text):
        return paragraph
    stays = [True] * len(paragraph)
    for match in _SPACE.finditer(paragraph.text):
        stays[match.start() : match.end()] = [False] * len(match[0])
    if (colon := space_for_colon(paragraph.text)) is not None:
        stays[colon] = True
    kept = paragraph.select(stays).strip()
    return replace(kept, text=kept.text.translate(_BREAKS))
