"""Numerals that Word and browsers put before the items of a list: “三”, “③”, “c”, “iii”."""

from __future__ import annotations

import re
from collections.abc import Callable
from string import ascii_lowercase
from typing import TypeVar

Default = TypeVar("Default", bound="int | None")

_ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_LETTERS_END = 780
"""The number for 30 times “z”, where Word stops; without an end, “start=2147483648” would fill the memory."""
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_INTEGER = re.compile(r"\s*([+-]?[0-9]{1,9})\s*")


def integer(text: str | None, default: Default) -> int | Default:
    """Return the integer in an attribute, or ``default`` if it has none or one of more than nine digits.

    >>> integer(" -3", 1), integer("--5", 1), integer("²", 1), integer(None, 1)
    (-3, 1, 1, 1)
    """
    match = _INTEGER.fullmatch(text or "")
    return int(match[1]) if match else default


def han(value: int, digits: str = "一二三四五六七八九", ten: str = "十") -> str:
    """Return a Chinese numeral up to 99; other numbers in digits.

    >>> han(3), han(10), han(12), han(40), han(100)
    ('三', '十', '十二', '四十', '100')
    """
    tens, ones = divmod(value, 10)
    if not 0 < value < 100:
        return str(value)
    head = (digits[tens - 1] if tens > 1 else "") + ten if tens else ""
    return head + (digits[ones - 1] if ones else "")


def letter(value: int) -> str:
    """Return “a” to “z”, then “aa”, “bb” as Word counts; numbers above 780 in digits."""
    if not 0 < value <= _LETTERS_END:
        return str(value)
    repeats, index = divmod(value - 1, len(ascii_lowercase))
    return ascii_lowercase[index] * (repeats + 1)


def roman(value: int) -> str:
    """Return a lower-case Roman numeral; numbers from 40 on in digits.

    >>> roman(4), roman(18)
    ('iv', 'xviii')
    """
    tens, ones = divmod(value, 10)
    return "x" * tens + _ROMAN[ones] if 0 < value < 40 else str(value)


def _from(first: str) -> Callable[[int], str]:
    """Return a function for 20 numerals that begin at ``first`` in Unicode; it gives others in digits."""
    return lambda value: chr(ord(first) + value - 1) if 0 < value <= 20 else str(value)


circled = _from("①")
_KINDS: tuple[tuple[str, str, str, Callable[[int], str]], ...] = (
    ("decimal", "decimal", ". ", str),
    ("decimalZero", "decimal-leading-zero", ". ", "{:02}".format),
    ("lowerLetter", "lower-alpha lower-latin", ". ", letter),
    ("upperLetter", "upper-alpha upper-latin", ". ", lambda n: letter(n).upper()),
    ("lowerRoman", "lower-roman", ". ", roman),
    ("upperRoman", "upper-roman", ". ", lambda n: roman(n).upper()),
    (
        "chineseCounting chineseCountingThousand ideographDigital japaneseCounting"
        " japaneseDigitalTenThousand taiwaneseCounting taiwaneseCountingThousand taiwaneseDigital",
        "cjk-ideographic simp-chinese-informal trad-chinese-informal cjk-decimal",
        "、",
        han,
    ),
    (
        "chineseLegalSimplified",
        "simp-chinese-formal",
        "、",
        lambda n: han(n, "壹贰叁肆伍陆柒捌玖", "拾"),
    ),
    (
        "ideographTraditional",
        "cjk-heavenly-stem",
        "、",
        lambda n: "甲乙丙丁戊己庚辛壬癸"[(n - 1) % 10],
    ),
    ("decimalEnclosedCircle decimalEnclosedCircleChinese", "", "", circled),
    ("decimalEnclosedParen", "", "", _from("⑴")),
    ("decimalEnclosedFullstop", "", "", _from("⒈")),
    ("decimalFullWidth", "", "", lambda n: str(n).translate(_FULL_WIDTH)),
    ("none", "none", "", lambda _: ""),
)
"""Names in Word (ST_NumberFormat) and in CSS (list-style-type), what a browser puts behind, and the numeral."""
OF_WORD = {name: numeral for names, _, _, numeral in _KINDS for name in names.split()}
OF_CSS = {name: (numeral, after) for _, names, after, numeral in _KINDS for name in names.split()}
