"""The elements of a web page → its paragraphs in order."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from itertools import count

from lxml.etree import _Element as Element

from generator.model import Aside, Cell
from generator.read.html.lists import Markers
from generator.read.html.tables import boxes, lists_directions
from generator.read.html.tags import is_block, is_hidden, is_silent, is_surrounding
from generator.read.tables import Box, places, row_texts

_SPACE = re.compile(r"[ \t\r\n\f]+")


@dataclass(slots=True)
class Block:
    """A paragraph, a row of a table, or a stretch that a line break ends."""

    text: str = ""
    targets: list[str] = field(default_factory=list)
    aside: Aside | None = None
    cell: Cell | None = None


def blocks(body: Element, wanted: Collection[Element]) -> list[Block]:
    """The blocks of ``body``; those outside the ``wanted`` elements are asides."""
    walk = _Walk(wanted)
    walk.enter(body, "navigation")
    return walk.closed


class _Walk:
    """Goes through the elements in order and closes a block wherever a browser begins a line."""

    def __init__(
        self,
        wanted: Collection[Element],
        rows: Iterator[int] | None = None,
        markers: Markers | None = None,
    ) -> None:
        self.closed: list[Block] = []
        self._wanted = wanted
        self._rows = rows or count(1)
        self._markers = markers or Markers()
        self._open = Block()
        self._marker = ""

    def enter(self, element: Element, aside: Aside | None) -> None:
        """``element`` with all in it; ``aside`` is what its surroundings are."""
        if is_silent(element):
            return
        if element in self._wanted:
            aside = None
        if is_surrounding(element) or is_hidden(element):
            aside = "navigation"
        if element.tag == "br":
            self._close(aside)
        elif element.tag == "table" and lists_directions(element):
            self._table(element, aside)
        elif element.tag == "tr":
            self._row(element, aside)
        elif is_block(element):
            self._close(aside)
            self._marker = self._markers.before(element) if element.tag == "li" else self._marker
            self._inside(element, aside)
            self._close(aside)
            self._marker = "" if element.tag == "li" else self._marker
        elif is_hidden(element):
            # Hidden words in mid-sentence are no part of it.
            apart = self._inner()
            apart._inside(element, aside)
            apart._close(aside)
            self.closed += apart.closed
        else:
            self._inside(element, aside)

    def _inside(self, element: Element, aside: Aside | None) -> None:
        target = element.get("href", "") if element.tag == "a" else ""
        if target.startswith(("http:", "https:", "mailto:")):
            self._open.targets.append(target)
        self._say(element.text, element, aside)
        for child in element:
            # A block ends the text around it under the aside of that text, not of its own.
            if not is_silent(child) and is_block(child):
                self._close(aside)
            self.enter(child, aside)
            self._say(child.tail, element, aside)

    def _say(self, text: str | None, element: Element, aside: Aside | None) -> None:
        if text and element.tag == "pre":
            *whole, rest = text.split("\n")
            for line in whole:
                self._open.text += line
                self._close(aside)
            text = rest
        self._open.text += text or ""

    def _close(self, aside: Aside | None) -> None:
        block = self._open
        block.text = _SPACE.sub(" ", block.text).strip()
        if block.text:
            block.text, self._marker = self._marker + block.text, ""
        if block.text or block.targets:
            block.aside = aside
            self.closed.append(block)
        self._open = Block()

    def _inner(self) -> _Walk:
        return _Walk(self._wanted, self._rows, self._markers)

    def _table(self, table: Element, aside: Aside | None) -> None:
        """A table of directions: each cell's blocks, with what they are."""
        self._close(aside)
        for caption in table.iterchildren("caption"):
            self.enter(caption, aside)
            self._close(aside)
        grid = boxes(table)
        walks = [self._inner() for _ in grid]
        for walk, (element, _) in zip(walks, grid, strict=True):
            walk.enter(element, aside)
        read = [
            Box(
                box.row,
                box.column,
                tuple(block.text for block in walk.closed if block.text and block.aside == aside),
                box.height,
                box.width,
            )
            for walk, (_, box) in zip(walks, grid, strict=True)
        ]
        found = places(read, self._rows) if aside is None else None
        for index, walk in enumerate(walks):
            for block in walk.closed:
                if found and block.aside is None:
                    block.cell, block.aside = found[index].cell, found[index].aside
                self.closed.append(block)

    def _row(self, row: Element, aside: Aside | None) -> None:
        """A row whose cells lie in the text is one block; one that holds the text is taken apart."""
        self._close(aside)
        cells = [self._inner() for _ in row]
        for walk, cell in zip(cells, row, strict=True):
            walk.enter(cell, aside)
        found = [block for walk in cells for block in walk.closed]
        if len({block.aside for block in found}) > 1:
            self.closed += found
            return
        texts = row_texts([[b.text for b in walk.closed if b.text] for walk in cells])
        self.closed += _with_targets(texts, found)


def _with_targets(texts: list[str], found: list[Block]) -> Iterator[Block]:
    """Blocks of ``texts``; the targets of all cells follow the last."""
    targets = [target for block in found for target in block.targets]
    for index, text in enumerate(texts, start=1):
        yield Block(text, targets if index == len(texts) else [], found[0].aside)
