"""The list numbers that Word generates: “一、”, “（2）”, “1.3”. They are not in the text; numbering.xml defines them."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import NamedTuple

from lxml.etree import _Element as Element

from generator.read.docx.package import integer_at, qn, value_at
from generator.read.list_numerals import OF_WORD, integer

_PLACEHOLDER = re.compile(r"%([1-9])")
"""A placeholder in the pattern of a number, as in “（%1）” and “%1.%2”, for the number of a level."""


class _List(NamedTuple):
    """A list: its definition, whose counter it shares with other lists, and its levels by their depth from 0."""

    definition: str
    levels: dict[int, Element]
    restarts: dict[int, int]


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
        definition, levels, restarts = self._lists[number]
        if depth is None:
            of_level = (d for d in levels if style and value_at(levels[d], "w:pStyle") == style)
            depth = next(of_level, 0)
        if depth not in levels:
            return ""
        counter = self._counters[definition]
        start = restarts.get(depth, _start(levels[depth]))
        restarted = depth in restarts and (number, depth) not in self._begun
        counter[depth] = start if restarted else counter.get(depth, start - 1) + 1
        self._begun.add((number, depth))
        for deeper in [other for other in counter if other > depth]:
            del counter[deeper]
        return _label(levels, depth, counter)

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
        of_definitions = {name: _levels(definition) for name, definition in definitions.items()}
        lists = {}
        for number, own in numbers.items():
            entry, name = own, value_at(own, "w:abstractNumId") or ""
            # Some lists refer to a list style, which has the levels.
            if style := value_at(definitions.get(name), "w:numStyleLink"):
                linked = value_at(self._styles.get(style), "w:pPr/w:numPr/w:numId")
                entry = numbers.get(linked or "")
                name = value_at(entry, "w:abstractNumId") or ""
            if entry is None or name not in definitions:
                continue
            levels, restarts = of_definitions[name], {}
            for override in entry.iterchildren(qn("w:lvlOverride")):
                levels = levels | _levels(override)
                if (start := integer_at(override, "w:startOverride")) is not None:
                    restarts[_depth(override)] = start
            lists[number] = _List(name, levels, restarts)
        return lists


def _levels(parent: Element) -> dict[int, Element]:
    return {_depth(level): level for level in parent.findall(qn("w:lvl"))}


def _depth(element: Element) -> int:
    return integer(element.get(qn("w:ilvl")), 0)


def _start(level: Element) -> int:
    return integer(value_at(level, "w:start"), 1)


def _format(level: Element) -> str:
    return value_at(level, "w:numFmt") or "decimal"


def _label(levels: dict[int, Element], depth: int, counter: dict[int, int]) -> str:
    """Return the number at ``depth`` and a space, as “（2） ” for “（%1）”; "" for a bullet."""
    level = levels[depth]
    in_digits = level.find(qn("w:isLgl")) is not None
    if _format(level) == "bullet":
        return ""

    def numeral(match: re.Match[str]) -> str:
        index = int(match[1]) - 1
        above = levels.get(index, level)
        of_level = OF_WORD.get("decimal" if in_digits else _format(above), str)
        return of_level(counter.get(index, _start(above)))

    text = _PLACEHOLDER.sub(numeral, value_at(level, "w:lvlText") or "")
    return text + ("" if value_at(level, "w:suff") == "nothing" or not text else " ")


def _by_id(root: Element | None, tag: str, key: str) -> dict[str, Element]:
    """Return id → element for the elements ``tag``; of elements with the same id, the first counts."""
    found = [] if root is None else list(root.iterchildren(qn(tag)))
    return {element.get(qn(key), ""): element for element in reversed(found)}
