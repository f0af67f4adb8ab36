"""The paragraphs and tables of a web page, in order."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count, groupby
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
    is_footnote,
    is_surrounding,
    plain,
    words_of,
)
from generator.read.html.looks import Look, looks_of
from generator.read.html.main import main_parts
from generator.read.html.markers import generated, markers
from generator.read.html.maths import formula
from generator.read.html.styles import Sheet
from generator.read.list_numerals import integer
from generator.read.symbols import symbol
from generator.text.raised import fractions, is_mark, lowered, raised

_SPACE = re.compile(r"[ \t\r\n\f]+")
_BESIDE: tuple[Aside, ...] = ("embedded", "ruby", "hidden", "struck", "note_mark")
"""Asides that are not joined with the other cells of a row."""
_MOST = 1000
"""The most columns that a cell may span in HTML; also used for rows."""
_WIDEST = 64
"""The number of columns in which a cell may reach into lower rows; no table of directions has more."""
_LONGEST_RAISED = 20


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
    looks: Mapping[Element, Look]
    markers: Mapping[Element, str]
    """List item → the number before it."""
    generated: Mapping[Element, str]
    """Element → the text that a style sheet puts before it."""
    rows: Iterator[int] = field(default_factory=lambda: count(1))


def blocks(root: Element, path: Path) -> list[Block]:
    """Return the blocks of a page, also those outside its main part."""
    listings = {table for table in root.iter("table") if _lists_directions(table)}
    sheet = Sheet(root)
    looks = looks_of(root, sheet)
    wanted = main_parts(root.body, listings, looks)
    numbers = markers(root, sheet)
    page = _Page(path, wanted, listings, looks, numbers, generated(root, sheet, looks, numbers))
    return _Walk(page).through(root, "navigation")


class _Walk:
    """A reader of elements in their order; it closes a block where a browser begins a new line."""

    def __init__(self, page: _Page) -> None:
        self._page = page
        self._closed: list[Block] = []
        self._texts: list[str] = []
        self._targets: list[str] = []
        self._marker = ""
        self._beside: list[tuple[Aside, str]] = []
        """Text of the open block that a reader does not see, or sees struck out."""

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
        if not is_root and self._is_short(element, aside):
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
        elif element.tag == "li":
            self._marker = self._page.markers.get(element, "")
        elif element.tag == "a" and element.get("href", "").startswith(ADDRESSES):
            self._targets.append(element.get("href"))
        self._texts.append(self._page.generated.get(element, ""))
        text = element.text or ""
        self._add(plain(text, self._page.path) if element.tag in RAW else text, element, aside)
        for child in element:
            self._element(child, aside)
            self._add(child.tail, element, aside)

    def _is_short(self, element: Element, aside: Aside | None) -> bool:
        """Return whether ``element`` is a formula, or raised or lowered text, and add it."""
        look, around = self._page.looks[element], self._page.looks[element.getparent()]
        if aside or look.unseen or look.struck:
            return False
        if element.tag.rpartition(":")[2] == "math":
            self._texts.append(formula(element))
            return True
        text = _stripped("".join(element.itertext()))
        is_raised = look.raised and not around.raised
        is_lowered = look.lowered and not around.lowered
        if not (is_raised or is_lowered) or len(text) > _LONGEST_RAISED:
            return False
        before = "".join(self._texts)
        if is_raised and before.strip() and is_mark(text):
            self._beside.append(("note_mark", text))
        else:
            self._texts.append(raised(text) if is_raised else lowered(text, before))
        links = (link.get("href", "") for link in element.iter("a"))
        self._targets += (target for target in links if target.startswith(ADDRESSES))
        return True

    def _aside_of(self, element: Element, outer: Aside | None) -> Aside | None:
        if element.tag in ("head", "title"):
            return "metadata"
        if is_surrounding(element):
            return "navigation"
        gone = self._page.looks[element].gone
        if element in self._page.wanted and not gone:
            return None
        if outer is not None:
            return outer
        kinds: dict[Aside, bool] = {
            "hidden": gone,
            "footnote": is_footnote(element),
            "embedded": element.tag in EMBEDDED,
            "ruby": element.tag in RUBY,
        }
        return next((kind for kind, holds in kinds.items() if holds), None)

    def _add(self, text: str | None, element: Element, aside: Aside | None) -> None:
        look = self._page.looks[element]
        if text and aside is None and (look.unseen or look.struck):
            self._beside.append(("hidden" if look.unseen else "struck", text))
            return
        if text and look.font:
            text = "".join(
                symbol(look.font, ord(c)) or c if "!" <= c <= "\uf0ff" else c for c in text
            )
        if text and element.tag == "pre":
            *whole, text = text.split("\n")
            for line in whole:
                self._texts.append(line)
                self._close(aside)
        self._texts.append(text or "")

    def _close(self, aside: Aside | None) -> None:
        text = fractions(_stripped("".join(self._texts)))
        if text:
            text, self._marker = self._marker + text, ""
        if text or self._targets:
            self._closed.append(Block(text, self._targets, aside))
        for kind, pieces in groupby(self._beside, lambda piece: piece[0]):
            if words := _stripped("".join(piece for _, piece in pieces)):
                self._closed.append(Block(words, aside=kind))
        self._texts, self._targets, self._beside = [], [], []

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
            found.append((cell, Box(number, column, ("".join(cell.itertext()),), width)))
            last = min(column + width, _WIDEST)
            taken.update(dict.fromkeys(range(column, last), number + height))
            column += width
    return found
