"""The numbers that Word generates: “一、”, “（2）”, “1.3” stand in no text, only in numbering.xml."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from lxml.etree import _Element as Element

from generator.read import numerals
from generator.read.docx.lists import Level, NumberedList, integer_at, levels, value_at
from generator.read.docx.names import qn

_DEEPEST = 9


class Numbering:
    """Counts the numbered paragraphs of a document, which must come in their order."""

    def __init__(self, styles: Element | None, numbering: Element | None) -> None:
        self._styles = _by_id(styles, "w:style", "w:styleId")
        self._numbers = _by_id(numbering, "w:num", "w:numId")
        self._definitions = _by_id(numbering, "w:abstractNum", "w:abstractNumId")
        self._levels: dict[str, dict[int, Level]] = {}
        self._lists: dict[str, NumberedList | None] = {}
        self._of_styles: dict[str, tuple[str | None, int | None]] = {}
        self._counters: dict[str, dict[int, int]] = defaultdict(dict)
        self._begun: set[tuple[str, int]] = set()

    def label(self, paragraph: Element) -> str:
        """The number before ``paragraph`` with the space after it; "" where it has none, or a
        bullet.
        """
        number, depth = self._place(paragraph)
        numbered = self._list(number) if number else None
        if numbered is None or number is None:
            return ""
        if depth is None:
            depth = numbered.depth_of(_style_of(paragraph))
        level = numbered.levels.get(depth)
        if level is None:
            return ""
        counter = self._counters[numbered.abstract]
        start = numbered.restarts.get(depth, level.start)
        if depth in numbered.restarts and (number, depth) not in self._begun:
            counter[depth] = start
        else:
            counter[depth] = counter.get(depth, start - 1) + 1
        self._begun.add((number, depth))
        for deeper in range(depth + 1, _DEEPEST):
            counter.pop(deeper, None)
        return numbered.label(depth, counter)

    def _place(self, paragraph: Element) -> tuple[str | None, int | None]:
        """(number of the list, level) of a paragraph, by itself or by its style."""
        depth = integer_at(paragraph, "w:pPr/w:numPr/w:ilvl")
        number = value_at(paragraph, "w:pPr/w:numPr/w:numId")
        if number is None:
            number, of_style = self._of_style(_style_of(paragraph))
            depth = (of_style if depth is None else depth) or None
        return (None if number == "0" else number), depth

    def _of_style(self, style: str | None) -> tuple[str | None, int | None]:
        """The same of a style, by itself or by the style that it is based on."""
        based = []
        while style is not None and style in self._styles and style not in self._of_styles:
            based.append(style)
            self._of_styles[style] = (None, None)  # one that is based on itself ends here
            style = value_at(self._styles[style], "w:basedOn")
        number, depth = self._of_styles.get(style or "", (None, None))
        for name in reversed(based):
            own = value_at(self._styles[name], "w:pPr/w:numPr/w:numId")
            if own is not None:
                number, depth = own, None
            depth = integer_at(self._styles[name], "w:pPr/w:numPr/w:ilvl", depth)
            self._of_styles[name] = (number, depth)
        return number, depth

    def _list(self, number: str) -> NumberedList | None:
        if number not in self._lists:
            self._lists[number] = self._read_list(number)
        return self._lists[number]

    def _read_list(self, number: str) -> NumberedList | None:
        entry, definition = self._defined(number)
        # A list style stands between some lists and their levels.
        if style := value_at(definition, "w:numStyleLink"):
            linked = value_at(self._styles.get(style), "w:pPr/w:numPr/w:numId")
            entry, definition = self._defined(linked)
        if entry is None or definition is None:
            return None
        abstract = definition.get(qn("w:abstractNumId"), "")
        if abstract not in self._levels:
            self._levels[abstract] = levels(definition)
        defined = self._levels[abstract]
        restarts = {}
        for override in entry.iterchildren(qn("w:lvlOverride")):
            defined = defined | levels(override)
            if (start := integer_at(override, "w:startOverride")) is not None:
                restarts[numerals.integer(override.get(qn("w:ilvl")), 0)] = start
        return NumberedList(abstract, defined, restarts)

    def _defined(self, number: str | None) -> tuple[Element | None, Element | None]:
        """A list, and the definition that it is an instance of."""
        entry = self._numbers.get(number or "")
        return entry, self._definitions.get(value_at(entry, "w:abstractNumId") or "")


def _by_id(root: Element | None, tag: str, key: str) -> Mapping[str, Element]:
    """The elements of a kind, by their ids; the first of those that share one."""
    found = () if root is None else root.iterchildren(qn(tag))
    return {element.get(qn(key), ""): element for element in reversed(list(found))}


def _style_of(paragraph: Element) -> str | None:
    return value_at(paragraph, "w:pPr/w:pStyle")
