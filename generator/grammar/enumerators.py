"""Enumerators: the numbers, letters and bullets before the items of a list."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.grammar.numerals import RINGS, half_width, value


@dataclass(frozen=True, slots=True)
class Enumerator:
    """An enumerator at the start of a text."""

    style: str
    """The series to which it belongs; “1、” and “1.” are one series, as 2017-1 mixes them."""
    value: int
    """The number; 0 for a bullet."""
    label: str
    """As printed, without spaces and without the colon of “主题一：”."""
    length: int
    """The number of characters that it takes up in the text."""


_HAN = "[一二三四五六七八九十]"
_BULLETS = r"●•■◆▪▶➢❖\uf06c\uf06e\uf075\uf0b7\uf0d8"
STYLES: tuple[tuple[str, str], ...] = (
    ("topic", rf"(?P<w>领域方向|研究方向|主题|方向)\s*(?P<n>{_HAN}|\d{{1,2}})\s*[：:]"),
    ("han", rf"(?P<n>{_HAN}{{1,3}})\s*、"),
    ("bracketed_han", rf"[（(]\s*(?P<n>{_HAN}{{1,3}})\s*[）)]"),
    ("digit", r"(?P<n>\d{1,2})\s*(?:、|\.(?!\d))"),
    ("bracketed_digit", r"[（(]?\s*(?P<n>\d{1,2})\s*[）)]"),
    ("ring", rf"(?P<n>[{RINGS}])"),
    ("bullet", rf"(?P<n>)[{_BULLETS}](?=\s*\S)"),
)
"""The styles by name; the first that matches wins."""

_PATTERNS = tuple((style, re.compile(pattern)) for style, pattern in STYLES)
_SPACE = re.compile(r"\s+")
_LONGEST = 16


def enumerator(text: str, start: int = 0) -> Enumerator | None:
    """Return the enumerator at ``start`` of ``text``, or None.

    >>> enumerator("（ 2）埃方联系人").label, enumerator("2020年能源")
    ('（2）', None)
    >>> enumerator("２．水技术").value, enumerator("③水技术").value
    (2, 3)
    """
    printed = text[start : start + _LONGEST]
    plain = half_width(printed)
    for style, pattern in _PATTERNS:
        if match := pattern.match(plain):
            label = _SPACE.sub("", printed[: match.end()]).rstrip("：:")
            series = match["w"] if style == "topic" else style
            return Enumerator(series, value(match["n"]) if match["n"] else 0, label, match.end())
    return None
