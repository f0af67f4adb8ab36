"""Enumerators: the numbers, letters and bullets before the items of a list."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from string import ascii_lowercase

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
    ("ring", rf"(?P<n>[{RINGS[:20]}])"),
    ("ring_bracketed", rf"(?P<n>[{RINGS[20:40]}])"),
    ("ring_dotted", rf"(?P<n>[{RINGS[40:60]}])"),
    ("ring_han", rf"(?P<n>[{RINGS[60:]}])"),
    ("bullet", rf"(?P<n>)[{_BULLETS}](?=\s*\S)"),
)
"""The styles by name; the first that matches wins."""

DOUBTFUL: tuple[tuple[str, str], ...] = (
    ("digit", r"(?P<n>\d{1,2})\.(?=\d)(?!\d+(?:\.\d+)?\s*[万亿元%倍])"),
    ("letter", r"(?P<n>[a-z]|[A-Z])\s*(?:[、．]|\.(?![A-Za-z]))"),
    ("bracketed_letter", r"[（(]?\s*(?P<n>[a-z]|[A-Z])\s*[）)]"),
    ("roman", r"(?P<n>[ivx]{1,5}|[IVX]{1,5}|[Ⅰ-Ⅻ])\s*(?:[、．]|\.(?![A-Za-z]))"),
)
"""Styles that count only where their series calls for them: “3.3D打印” after item 2, “b. 能源” after “a.”."""

_PATTERNS = tuple((style, re.compile(pattern)) for style, pattern in STYLES)
_MAY_BEGIN = re.compile(r"[\dA-Za-zⅠ-Ⅻ（(]")
_DOUBTFUL = tuple((style, re.compile(pattern)) for style, pattern in DOUBTFUL)
_ROMAN = (
    "", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv"
)  # fmt: skip
_SPACE = re.compile(r"\s+")
_LONGEST = 16
_CLOSED = ("：", ":", "。", "；", ";", "）", ")")


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


def doubtful(text: str, start: int = 0) -> Iterator[Enumerator]:
    """Yield what may be an enumerator at ``start`` of ``text`` if its series calls for it (`DOUBTFUL`).

    >>> [(mark.style, mark.value) for mark in doubtful("3.3D打印")]
    [('digit', 3)]
    >>> [(mark.style, mark.value) for mark in doubtful("i. 能源")], [*doubtful("2.5亿元")]
    ([('letter', 9), ('roman', 1)], [])
    """
    if not _MAY_BEGIN.match(text, start):
        return
    plain = half_width(text[start : start + _LONGEST])
    for style, pattern in _DOUBTFUL:
        if match := pattern.match(plain):
            label = _SPACE.sub("", text[start : start + match.end()])
            if number := _doubtful_value(style, match["n"]):
                yield Enumerator(style, number, label, match.end())


def _doubtful_value(style: str, numeral: str) -> int:
    """Return the value of a numeral in one of the styles `DOUBTFUL`; 0 if it has none."""
    if style == "digit":
        return value(numeral)
    if style != "roman":
        return ascii_lowercase.index(numeral.lower()) + 1
    if numeral >= "Ⅰ":
        return ord(numeral) - ord("Ⅰ") + 1
    return _ROMAN.index(numeral.lower()) if numeral.lower() in _ROMAN else 0


def enumerators(texts: Sequence[str], breaks: Collection[int] = ()) -> list[Enumerator | None]:
    """Return the enumerator at the start of each of ``texts``, also a doubtful one that its series calls for.

    A 1 is called for if the text above is closed and the next of its style is a 2, another number if the one before it was the last of its
    style, and does not come later. No series goes on over the positions ``breaks``.

    >>> [mark and mark.label for mark in enumerators(["1.水", "2.5G通信", "3.3D打印"])]
    ['1.', '2.', '3.']
    >>> [mark and mark.label for mark in enumerators(["1.波长为", "2.5微米", "2.激光"])]
    ['1.', None, '2.']
    """
    found = [enumerator(text) for text in texts]
    maybe = [[] if mark else list(doubtful(text)) for mark, text in zip(found, texts, strict=True)]
    if not any(maybe):
        return found
    next_sure: dict[str, int] = {}
    next_any: dict[str, int] = {}
    ahead: dict[tuple[int, str], tuple[int, int]] = {}
    for index in reversed(range(len(texts))):
        for mark in maybe[index]:
            style = mark.style
            ahead[index, style] = next_sure.get(style, 0), next_any.get(style, 0)
        for mark in maybe[index]:
            next_any[mark.style] = mark.value
        if sure := found[index]:
            next_sure[sure.style] = next_any[sure.style] = sure.value
        if index in breaks:
            next_sure, next_any = {}, {}
    last: dict[str, int] = {}
    for index, marks in enumerate(maybe):
        if index in breaks:
            last = {}
        for mark in marks:
            sure_value, any_value = ahead[index, mark.style]
            goes_on = last.get(mark.style) == mark.value - 1 and sure_value != mark.value
            closed = index == 0 or index - 1 in breaks or texts[index - 1].endswith(_CLOSED)
            if (closed and any_value == 2) if mark.value == 1 else goes_on:
                found[index] = mark
                break
        if own := found[index]:
            last[own.style] = own.value
    return found
