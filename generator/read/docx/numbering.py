"""The list numbers that Word generates: “一、”, “（2）”, “1.3”. They are not in the text; numbering.xml defines them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from lxml.etree import _Element as Element

from generator.read.docx.package import integer_at, qn, value_at
from generator.read.list_numerals import OF_WORD, integer

_PLACEHOLDER = re.compile(r"%([1-9])")
_DEEPEST = 9


@dataclass(frozen=True, slots=True)
class _Level:
    """The numbering of one level of a list."""

    start: int
    format: str
    text: str
    """The pattern of the number, “（%1）” or “%1.%2”; the placeholders are the numbers of the levels."""
    suffix: str
    figures: bool
    """True if the levels above appear in plain digits, not in their own format."""
    style: str | None
    """The paragraph style that belongs to this level."""


@dataclass(frozen=True, slots=True)
class _List:
    """A list: its definition, whose counter it shares with other lists, its levels, and their restarts."""

    definition: str
    levels: Mapping[int, _Level]
    restarts: Mapping[int, int]

    def label(self, depth: int, counter: Mapping[int, int]) -> str:
        """Return the number at ``depth`` and a space, as “（2） ” for “（%1）”; "" for a bullet."""
        level = self.levels[depth]
        if level.format == "bullet":
            return ""

        def numeral(match: re.Match[str]) -> str:
            index = int(match[1]) - 1
            above = self.levels.get(index, level)
            format_ = "decimal" if level.figures else above.format
            return OF_WORD.get(format_, str)(counter.get(index, above.start))

        text = _PLACEHOLDER.sub(numeral, level.text)
        return text + ("" if level.suffix == "nothing" or not text else " ")


class Numbering:
    """A counter of the numbered paragraphs of a document; it must see them in their order."""

    def __init__(self, styles: Element | None, numbering: Element | None) -> None:
        self._styles = _by_id(styles, "w:style", "w:styleId")
        self._of_styles: dict[str | None, tuple[str | None, int | None]] = {}
        self._lists = self._read_lists(numbering)
        self._counters: dict[str, dict[int, int]] = defaultdict(dict)
        self._begun: set[tuple[str, int]] = set()

    def label(self, paragraph: Element) -> str:
        """Return the number of ``paragraph`` and a space; "" if it has no number or only a bullet."""
        style = value_at(paragraph, "w:pPr/w:pStyle")
        number = value_at(paragraph, "w:pPr/w:numPr/w:numId")
        depth = integer_at(paragraph, "w:pPr/w:numPr/w:ilvl")
        if number is None:
            number, of_style = self._of_style(style)
            depth = (of_style if depth is None else depth) or None
        if number is None or number == "0" or number not in self._lists:
            return ""
        numbered = self._lists[number]
        if depth is None:
            of_level = (d for d, level in numbered.levels.items() if style and level.style == style)
            depth = next(of_level, 0)
        if depth not in numbered.levels:
            return ""
        counter = self._counters[numbered.definition]
        start = numbered.restarts.get(depth, numbered.levels[depth].start)
        if depth in numbered.restarts and (number, depth) not in self._begun:
            counter[depth] = start
        else:
            counter[depth] = counter.get(depth, start - 1) + 1
        self._begun.add((number, depth))
        for deeper in range(depth + 1, _DEEPEST):
            counter.pop(deeper, None)
        return numbered.label(depth, counter)

    def _of_style(self, style: str | None) -> tuple[str | None, int | None]:
        """Return (list, level) of a paragraph style, its own or that of the style that it is based on."""
        if style not in self._of_styles:
            self._of_styles[style] = (None, None)  # stops at a style that is based on itself
            definition = self._styles.get(style or "")
            number, depth = self._of_style(value_at(definition, "w:basedOn"))
            own = value_at(definition, "w:pPr/w:numPr/w:numId")
            if own is not None:
                number, depth = own, None
            depth = integer_at(definition, "w:pPr/w:numPr/w:ilvl", depth)
            self._of_styles[style] = (number, depth)
        return self._of_styles[style]

    def _read_lists(self, numbering: Element | None) -> dict[str, _List]:
        numbers = _by_id(numbering, "w:num", "w:numId")
        definitions = _by_id(numbering, "w:abstractNum", "w:abstractNumId")
        levels = {name: _levels(definition) for name, definition in definitions.items()}
        lists = {}
        for number in numbers:
            entry = numbers.get(number)
            name = value_at(entry, "w:abstractNumId") or ""
            # Some lists refer to a list style, which has the levels.
            if style := value_at(definitions.get(name), "w:numStyleLink"):
                linked = value_at(self._styles.get(style), "w:pPr/w:numPr/w:numId")
                entry = numbers.get(linked or "")
                name = value_at(entry, "w:abstractNumId") or ""
            if entry is None or name not in levels:
                continue
            own, restarts = levels[name], {}
            for override in entry.iterchildren(qn("w:lvlOverride")):
                own = own | _levels(override)
                if (start := integer_at(override, "w:startOverride")) is not None:
                    restarts[integer(override.get(qn("w:ilvl")), 0)] = start
            lists[number] = _List(name, own, restarts)
        return lists


def _levels(parent: Element) -> dict[int, _Level]:
    """Return the levels defined under ``parent``, by their depth from 0."""
    return {
        integer(level.get(qn("w:ilvl")), 0): _Level(
            start=integer_at(level, "w:start", 1) or 0,
            format=value_at(level, "w:numFmt") or "decimal",
            text=value_at(level, "w:lvlText") or "",
            suffix=value_at(level, "w:suff") or "tab",
            figures=level.find(qn("w:isLgl")) is not None,
            style=value_at(level, "w:pStyle"),
        )
        for level in parent.findall(qn("w:lvl"))
    }


def _by_id(root: Element | None, tag: str, key: str) -> dict[str, Element]:
    """Return id → element for the elements ``tag``; of elements with the same id, the first counts."""
    found = [] if root is None else list(root.iterchildren(qn(tag)))
    return {element.get(qn(key), ""): element for element in reversed(found)}
