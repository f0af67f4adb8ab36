"""The genre's surface: headings, labels and enumerators, as `clean` and `parse` both see them.

All patterns tolerate spaces where a PDF puts them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Part = Literal[
    "agreements",
    "commitment",
    "fields",
    "projects_and_funding",
    "projects",
    "funding",
    "duration",
    "requirements",
]

LABELS: tuple[tuple[Part, str], ...] = (
    ("agreements", r"合作协议|合作依据|协议依据"),
    ("commitment", r"外交承诺"),
    ("fields", r"(?:领域|合作|支持|重点)方向|(?:合作|支持|重点|研究|优先)领域"),
    ("projects_and_funding", r"拟?支持(?:经费[与和及]项目数量?|项目数量?[与和及]经费)"),
    ("projects", r"拟?支持项目(?:数量|数|个数)?"),
    ("funding", r"共?拟?支持(?:总?经费|金额)|资助(?:金额|额度|经费)|总经费"),
    ("duration", r"拟?支持(?:时间|期限|年限)|项目?(?:执行期限?|实施期限|实施周期|周期)"),
    ("requirements", r"其[他它]要求|申报要求|有关要求"),
)
"""The labels of a direction's parts, in the words that the guides use; first match wins."""

_LABEL = re.compile(
    "|".join(f"(?P<{part}>{words})" for part, words in LABELS).join(("(?:", r")\s*[：:]\s*"))
)
_HEADING = re.compile(r"(?P<number>\d{1,2}\.\d{1,2})(?!\d)\s*(?=[\u3400-\u9fff“《（(])")
_SECTION = re.compile(r"(?P<label>[一二三四五六七八九十]{1,3}、)")

NUMERALS = {numeral: value for value, numeral in enumerate("一二三四五六七八九十", start=1)}


@dataclass(frozen=True, slots=True)
class Enumerator:
    """An enumerator at the start of a text."""

    style: str
    """Which series it belongs to; “1、” and “1.” count as one, as 2017-1 mixes them."""
    value: int
    label: str
    """As printed, without spaces and without the colon of “主题一：”."""
    length: int
    """How many characters of the text it takes."""


_STYLES: tuple[tuple[str, str], ...] = (
    (
        "topic",
        r"(?P<w>领域方向|研究方向|主题|方向)\s*(?P<n>[一二三四五六七八九十]|\d{1,2})\s*[：:]",
    ),
    ("han", r"(?P<n>[一二三四五六七八九十]{1,3})\s*、"),
    ("bracketed_han", r"[（(]\s*(?P<n>[一二三四五六七八九十]{1,3})\s*[）)]"),
    ("digit", r"(?P<n>\d{1,2})\s*(?:[、．]|\.(?!\d))"),
    ("bracketed_digit", r"[（(]?\s*(?P<n>\d{1,2})\s*[）)]"),
)
_ENUMERATORS = tuple((style, re.compile(pattern)) for style, pattern in _STYLES)
_SPACE = re.compile(r"\s+")


def enumerator(text: str, start: int = 0) -> Enumerator | None:
    """The enumerator at ``start`` of ``text``, or None.

    >>> enumerator("（ 2）埃方联系人").label, enumerator("2020年能源")
    ('（2）', None)
    """
    for style, pattern in _ENUMERATORS:
        if match := pattern.match(text, start):
            label = _SPACE.sub("", match[0]).rstrip("：:")
            series = match["w"] if style == "topic" else style
            return Enumerator(series, _value(match["n"]), label, match.end() - start)
    return None


def _value(numeral: str) -> int:
    """The number that one to three numerals spell.

    >>> _value("十二"), _value("二十一"), _value("7")
    (12, 21, 7)
    """
    if numeral.isdigit():
        return int(numeral)
    tens, ten, ones = numeral.rpartition("十")
    if not ten:
        return NUMERALS[numeral[-1]]
    return NUMERALS.get(tens, 1) * 10 + NUMERALS.get(ones, 0)


@dataclass(frozen=True, slots=True)
class Label:
    """A label of a part at the start of a text."""

    part: Part
    words: str
    length: int


def label(text: str) -> Label | None:
    """The label at the start of ``text``, or None.

    >>> label("合作领域：").part, label("领域方向一：食品")
    ('fields', None)
    """
    match = _LABEL.match(text)
    if not match:
        return None
    part = next(name for name, _ in LABELS if match[name])
    return Label(part, match[part], match.end())


@dataclass(frozen=True, slots=True)
class Heading:
    """A direction's number at the start of a text."""

    number: str
    length: int


def heading(text: str) -> Heading | None:
    """The direction number at the start of ``text``, or None: “1.2中国…”, “2.0 中国…”."""
    match = _HEADING.match(text)
    return Heading(match["number"], match.end()) if match else None


def starts_part(text: str, following: Sequence[str]) -> bool:
    """Whether a line that reads ``text`` begins something, with the lines after it as witness.

    A number such as “4.0” can begin a line in mid-sentence, so a heading needs a label soon after.
    """
    if heading(text):
        return any(label(line) or enumerator(line) for line in following)
    return bool(label(text) or enumerator(text))
