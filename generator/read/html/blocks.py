"""The paragraphs and tables of a web page, in order."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path

from lxml.etree import _Element as Element

from generator.grammar.columns import Box, places, row_texts
from generator.model import Aside
from generator.passage import Cell
from generator.read import ADDRESSES
from generator.read.html.elements import (
    BLOCKS,
    EMBEDDED,
    RAW,
    RUBY,
    SILENT,
    SURROUNDING,
    is_hidden,
    plain,
    words_of,
)
from generator.read.html.main import main_parts
from generator.read.list_numerals import OF_CSS, integer

_SPACE = re.compile(r"[ \t\r\n\f]+")
_BESIDE: tuple[Aside, ...] = ("embedded", "ruby")
"""Asides that are not joined with the other cells of a row."""
_MOST = 1000
"""The most columns that a cell may span in HTML; also used for rows."""
_WIDEST = 64
"""The number of columns in which a cell may reach into lower rows; no table of directions has more."""
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:[^;]*?([a-z]+(?:-[a-z]+)*)")
_LIST_TYPES = {"a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}


@dataclass(slots=True)
class Block:
    """A paragraph, a row of a table, or text up to a line break."""

    text: str
    targets: list[str] = field(default_factory=list)
    aside: Aside | None = None
    cell: Cell | None = None


@dataclass(frozen=True, slots=True)
class _Page:
    """The data about a page that must be known before its text is read, and its counters."""

    path: Path
    wanted: Collection[Element]
    """The elements of the main part; text outside them is an aside."""
    listings: Collection[Element]
    """The tables that list directions."""
    rows: Iterator[int] = field(default_factory=lambda: count(1))
    markers: dict[Element, str] = field(default_factory=dict)
    """List item → the number before it."""


def blocks(root: Element, path: Path) -> list[Block]:
    """Return the blocks of a page, also those outside its main part."""
    listings = {table for table in root.iter("table") if _lists_directions(table)}
    page = _Page(path, main_parts(root.body, listings), listings)
    return _Walk(page).through(root, "navigation")


class _Walk:
    """A reader of elements in their order; it closes a block where a browser begins a new line."""

    def __init__(self, page: _Page) -> None:
        self._page = page
        self._closed: list[Block] = []
        self._texts: list[str] = []
        self._targets: list[str] = []
        self._marker = ""

    def through(self, root: Element, outer: Aside | None) -> list[Block]:
        """Return the blocks of ``root``; ``outer`` is the kind of aside around it, or None."""
        self._element(root, outer, is_root=True)
        self._close(self._aside_of(root, outer))
        return self._closed

    def _element(self, element: Element, outer: Aside | None, *, is_root: bool = False) -> None:
        tag = element.tag
        if tag in SILENT:
            return
        aside = self._aside_of(element, outer)
        if outer is None and aside and not is_root and tag not in BLOCKS:
            # Hidden words in the middle of a sentence do not belong to it.
            self._closed += _Walk(self._page).through(element, None)
            return
        for words in words_of(element, self._page.path):
            self._closed.append(Block(_stripped(words), aside=aside or "embedded"))
        # The text before a block ends here, with the aside of that text and not of the block.
        apart = tag in BLOCKS or (aside is None and outer is not None)
        if apart:
            self._close(outer)
        if element in self._page.listings:
            self._table(element, aside)
        elif tag == "tr":
            self._row(element, aside)
        else:
            self._within(element, aside)
        if apart:
            self._close(aside)
        if tag == "li":
            self._marker = ""

    def _within(self, element: Element, aside: Aside | None) -> None:
        if element.tag == "br":
            self._close(aside)
        elif element.tag == "ol":
            self._page.markers.update(_markers(element))
        elif element.tag == "li":
            self._marker = self._page.markers.get(element, "")
        elif element.tag == "a" and element.get("href", "").startswith(ADDRESSES):
            self._targets.append(element.get("href"))
        text = element.text or ""
        self._add(plain(text, self._page.path) if element.tag in RAW else text, element, aside)
        for child in element:
            self._element(child, aside)
            self._add(child.tail, element, aside)

    def _aside_of(self, element: Element, outer: Aside | None) -> Aside | None:
        if element.tag in ("head", "title"):
            return "metadata"
        if element.tag in SURROUNDING or is_hidden(element):
            return "navigation"
        if element in self._page.wanted:
            return None
        if outer is None and element.tag in EMBEDDED:
            return "embedded"
        return "ruby" if outer is None and element.tag in RUBY else outer

    def _add(self, text: str | None, element: Element, aside: Aside | None) -> None:
        if text and element.tag == "pre":
            *whole, text = text.split("\n")
            for line in whole:
                self._texts.append(line)
                self._close(aside)
        self._texts.append(text or "")

    def _close(self, aside: Aside | None) -> None:
        text = _stripped("".join(self._texts))
        if text:
            text, self._marker = self._marker + text, ""
        if text or self._targets:
            self._closed.append(Block(text, self._targets, aside))
        self._texts, self._targets = [], []

    def _table(self, table: Element, aside: Aside | None) -> None:
        """Add the blocks of a table of directions, with the cell of each."""
        for caption in table.iterchildren("caption"):
            self.through(caption, aside)
        found = [(b, _Walk(self._page).through(element, aside)) for element, b in _boxes(table)]
        visible = [
            replace(box, texts=tuple(b.text for b in inner if b.text and b.aside == aside))
            for box, inner in found
        ]
        listed = None if aside else places(visible, self._page.rows)
        for index, (_, inner) in enumerate(found):
            for block in inner:
                if listed and block.aside is None:
                    block.cell, block.aside = listed[index].cell, listed[index].aside
            self._closed += inner

    def _row(self, row: Element, aside: Aside | None) -> None:
        """Add the blocks of a row: one for all its cells, or several if the cells differ in their asides."""
        cells: list[list[Block]] = []
        for child in (None, *row):  # first the text before all cells
            walk = _Walk(self._page)
            if child is not None:
                walk.through(child, aside)
            walk._add(row.text if child is None else child.tail, row, aside)
            walk._close(aside)
            cells.append(walk._closed)
        found = [block for cell in cells for block in cell]
        joined = [block for block in found if block.aside not in _BESIDE]
        if len({block.aside for block in joined}) > 1:
            self._closed += found
            return
        texts = row_texts(
            [[b.text for b in cell if b.text and b.aside not in _BESIDE] for cell in cells]
        )
        self._closed += (Block(text, [], joined[0].aside) for text in texts)
        if texts:  # the link targets of all cells come after the last text
            self._closed[-1].targets = [target for block in joined for target in block.targets]
        self._closed += (block for block in found if block.aside in _BESIDE)


def _stripped(text: str) -> str:
    return _SPACE.sub(" ", text).strip()


def _lists_directions(table: Element) -> bool:
    """Return whether a table has a head with directions below it, and no text outside its cells."""
    found = _boxes(table)
    if next(table.iterdescendants("table"), None) is not None or not places(
        [box for _, box in found], count(1)
    ):
        return False
    inside = [e for e, _ in found] + list(table.iterchildren("caption"))
    return _length(table) == sum(map(_length, inside))


def _length(element: Element) -> int:
    return sum(len("".join(text.split())) for text in element.itertext())


def _boxes(table: Element) -> list[tuple[Element, Box]]:
    """Return each cell of a table with its place, in the order of the file."""
    found: list[tuple[Element, Box]] = []
    taken: dict[int, int] = {}
    """Column → the first row that no cell from above covers."""
    for number, row in enumerate(table.iter("tr")):
        column = 0
        for cell in row.iterchildren("td", "th"):
            while column < _WIDEST and taken.get(column, 0) > number:
                column += 1
            width, height = (
                min(max(1, integer(cell.get(name), 1)), _MOST) for name in ("colspan", "rowspan")
            )
            found.append((cell, Box(number, column, ("".join(cell.itertext()),), width, height)))
            last = min(column + width, _WIDEST)
            taken.update(dict.fromkeys(range(column, last), number + height))
            column += width
    return found


def _markers(numbered: Element) -> Iterator[tuple[Element, str]]:
    """Yield each item of an ``<ol>`` with the number that a browser puts before it: “3. ”, “三、”."""
    items = numbered.findall("li")
    step = -1 if "reversed" in numbered.attrib else 1
    usual = _list_style(numbered) or _LIST_TYPES.get(numbered.get("type", ""), "decimal")
    value = integer(numbered.get("start"), len(items) if step < 0 else 1) - step
    for item in items:
        value = integer(item.get("value"), value + step)
        numeral, after = OF_CSS.get(_list_style(item) or usual, OF_CSS["decimal"])
        yield item, numeral(value) + after


def _list_style(element: Element) -> str | None:
    match = _LIST_STYLE.search(element.get("style", ""))
    return match[1] if match else None
