"""The lists that numbering.xml defines: how each level is numbered."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from lxml.etree import _Element as Element

from generator.read import numerals
from generator.read.docx.names import qn

_FORMATS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(
        (
            "chineseCounting",
            "chineseCountingThousand",
            "ideographDigital",
            "japaneseCounting",
            "japaneseDigitalTenThousand",
            "taiwaneseCounting",
            "taiwaneseCountingThousand",
            "taiwaneseDigital",
        ),
        numerals.han,
    ),
    "chineseLegalSimplified": numerals.formal,
    "ideographTraditional": numerals.stem,
    "decimalEnclosedCircle": numerals.circled,
    "decimalEnclosedCircleChinese": numerals.circled,
    "decimalEnclosedParen": numerals.bracketed,
    "decimalEnclosedFullstop": numerals.pointed,
    "decimalFullWidth": numerals.full_width,
    "decimalZero": lambda value: f"{value:02}",
    "lowerLetter": numerals.letter,
    "upperLetter": lambda value: numerals.letter(value).upper(),
    "lowerRoman": numerals.roman,
    "upperRoman": lambda value: numerals.roman(value).upper(),
    "none": lambda _: "",
}
"""Word's number formats (ST_NumberFormat); any other counts in figures."""

_PLACEHOLDER = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered."""

    start: int
    format: str
    text: str
    """“（%1）”, “%1.%2”: the placeholders stand for the levels."""
    suffix: str
    figures: bool
    """Whether the levels above are shown in figures whatever their own format."""
    style: str | None
    """The paragraph style that this level belongs to."""


@dataclass(frozen=True, slots=True)
class NumberedList:
    """A list: its levels, where it counts, and the levels at which it starts anew."""

    abstract: str
    levels: dict[int, Level]
    restarts: dict[int, int]

    def label(self, depth: int, counter: Mapping[int, int]) -> str:
        """The number at ``depth`` with the space after it, “（2） ” of “（%1）”; "" for a bullet."""
        level = self.levels[depth]
        if level.format == "bullet":
            return ""

        def numeral(match: re.Match[str]) -> str:
            index = int(match[1]) - 1
            above = self.levels.get(index, level)
            format_ = "decimal" if level.figures else above.format
            return _FORMATS.get(format_, str)(counter.get(index, above.start))

        text = _PLACEHOLDER.sub(numeral, level.text)
        return text + ("" if level.suffix == "nothing" or not text else " ")

    def depth_of(self, style: str | None) -> int:
        """The level that belongs to a paragraph style; the first where none does."""
        found = (depth for depth, level in self.levels.items() if style and level.style == style)
        return next(found, 0)


def levels(parent: Element) -> dict[int, Level]:
    """The levels defined under ``parent``, by their depth from 0."""
    return {
        numerals.integer(level.get(qn("w:ilvl")), 0): Level(
            start=integer_at(level, "w:start", 1) or 0,
            format=value_at(level, "w:numFmt") or "decimal",
            text=value_at(level, "w:lvlText") or "",
            suffix=value_at(level, "w:suff") or "tab",
            figures=level.find(qn("w:isLgl")) is not None,
            style=value_at(level, "w:pStyle"),
        )
        for level in parent.findall(qn("w:lvl"))
    }


def value_at(element: Element | None, path: str) -> str | None:
    """The w:val of the element at ``path``."""
    if element is None:
        return None
    found = element.find(qn(path))
    return None if found is None else found.get(qn("w:val"))


def integer_at(element: Element, path: str, default: int | None = None) -> int | None:
    """The same as a whole number."""
    return numerals.integer(value_at(element, path), default)
