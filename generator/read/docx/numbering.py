"""The numbers that Word generates: “一、”, “（2）”, “1.3” stand in no text, only in numbering.xml."""

from __future__ import annotations

from collections import defaultdict

from docx.document import Document
from docx.oxml.ns import qn
from lxml.etree import _Element as Element

from generator.read.docx.lists import NumberedList, integer_at, levels, value_at

_DEEPEST = 9


class Numbering:
    """Counts the numbered paragraphs of a document, which must come in their order."""

    def __init__(self, document: Document) -> None:
        self._styles = {
            style.get(qn("w:styleId"), ""): style
            for style in document.styles.element.iter(qn("w:style"))
        }
        self._root = _numbering_root(document)
        self._lists: dict[str, NumberedList | None] = {}
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
        element: Element | None = paragraph
        style = _style_of(paragraph)
        seen: set[str] = set()
        depth: int | None = None
        while element is not None:
            depth = depth if depth is not None else integer_at(element, "w:pPr/w:numPr/w:ilvl")
            number = value_at(element, "w:pPr/w:numPr/w:numId")
            if number is not None:
                by_itself = element is paragraph
                return (None if number == "0" else number), depth if depth or by_itself else None
            if style is None or style in seen:
                break
            seen.add(style)
            element = self._styles.get(style)
            style = value_at(element, "w:basedOn") if element is not None else None
        return None, None

    def _list(self, number: str) -> NumberedList | None:
        if number not in self._lists:
            self._lists[number] = self._read_list(number)
        return self._lists[number]

    def _read_list(self, number: str) -> NumberedList | None:
        entry = self._entry("w:num", "w:numId", number)
        abstract = value_at(entry, "w:abstractNumId") if entry is not None else None
        definition = self._entry("w:abstractNum", "w:abstractNumId", abstract)
        if entry is None or abstract is None or definition is None:
            return None
        # A list style stands between some lists and their levels.
        if style := value_at(definition, "w:numStyleLink"):
            linked = value_at(self._styles.get(style), "w:pPr/w:numPr/w:numId")
            return self._list(linked) if linked and linked != number else None
        defined = levels(definition)
        restarts = {}
        for override in entry.findall(qn("w:lvlOverride")):
            defined |= levels(override)
            if (start := integer_at(override, "w:startOverride")) is not None:
                restarts[int(override.get(qn("w:ilvl"), "0"))] = start
        return NumberedList(abstract, defined, restarts)

    def _entry(self, tag: str, key: str, value: str | None) -> Element | None:
        if self._root is None:
            return None
        return next((e for e in self._root.findall(qn(tag)) if e.get(qn(key)) == value), None)


def _numbering_root(document: Document) -> Element | None:
    """numbering.xml; asking python-docx for it where there is none would fail."""
    parts = (rel.target_part for rel in document.part.rels.values() if not rel.is_external)
    found = (part for part in parts if part.partname.endswith("/numbering.xml"))
    part = next(found, None)
    # A part whose type the package misnames is bytes without elements.
    return getattr(part, "element", None)


def _style_of(paragraph: Element) -> str | None:
    return value_at(paragraph, "w:pPr/w:pStyle")
