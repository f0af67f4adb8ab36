"""The elements of a web page → its paragraphs in order."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from itertools import count

from lxml.etree import _Element as Element
from lxml.etree import iterwalk

from generator.model import Aside, Cell
from generator.read.html.lists import Markers
from generator.read.html.tables import boxes
from generator.read.html.tags import (
    RAW,
    is_block,
    is_embedded,
    is_hidden,
    is_ruby,
    is_silent,
    is_surrounding,
    words_of,
)
from generator.read.tables import Box, places, row_texts

_SPACE = re.compile(r"[ \t\r\n\f]+")
_BESIDE: tuple[Aside, ...] = ("embedded", "ruby")
"""What takes no part in a row of a table."""


@dataclass(slots=True)
class Block:
    """A paragraph, a row of a table, or a stretch that a line break ends."""

    text: str = ""
    targets: list[str] = field(default_factory=list)
    aside: Aside | None = None
    cell: Cell | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """What is known of the page before its blocks are."""

    wanted: Collection[Element]
    """The elements that hold its text; what stands outside is an aside."""
    listings: Collection[Element]
    """The tables that list directions."""
    plain: Callable[[str], str]
    """Makes text of a page within the page."""
    rows: Iterator[int] = field(default_factory=lambda: count(1))
    markers: Markers = field(default_factory=Markers)


def blocks(root: Element, page: Page) -> list[Block]:
    """The blocks under ``root``."""
    walk = _Walk(page)
    walk.enter(root, "navigation")
    return walk.closed


class _Walk:
    """Goes through the elements in order and closes a block wherever a browser begins a line."""

    def __init__(self, page: Page) -> None:
        self.closed: list[Block] = []
        self._page = page
        self._texts: list[str] = []
        self._targets: list[str] = []
        self._marker = ""

    def enter(self, root: Element, outer: Aside | None) -> None:
        """Read ``root`` with all in it; ``outer`` is what its surroundings are. Only tables are gone
        through by recursion: pages are nested too deeply for more.
        """
        asides = [outer]
        events = iterwalk(root, events=("start", "end"))
        for event, element in events:
            if event == "start":
                asides.append(self._aside_of(element, asides[-1]))
                if not self._begin(element, asides[-1], asides[-2], root):
                    events.skip_subtree()
                continue
            self._end(element, asides.pop(), asides[-1])
            if element is not root:
                self._say(element.tail, element.getparent(), asides[-1])
        self._close(self._aside_of(root, outer))

    def _aside_of(self, element: Element, outer: Aside | None) -> Aside | None:
        if is_silent(element):
            return outer
        if element.tag in ("head", "title"):
            return "metadata"
        if is_surrounding(element) or is_hidden(element):
            return "navigation"
        if element in self._page.wanted:
            return None
        if outer is None and is_embedded(element):
            return "embedded"
        return "ruby" if outer is None and is_ruby(element) else outer

    def _begin(
        self, element: Element, aside: Aside | None, outer: Aside | None, root: Element
    ) -> bool:
        """What is due where ``element`` begins; whether what stands in it is still to be read."""
        if is_silent(element):
            return False
        if outer is None and aside and element is not root and not is_block(element):
            # Hidden words in mid-sentence are no part of it.
            apart = _Walk(self._page)
            apart.enter(element, None)
            self.closed += apart.closed
            return False
        for words in words_of(element):
            text = self._page.plain(words) if element.tag in RAW else words
            self.closed.append(Block(_SPACE.sub(" ", text).strip(), aside=aside or "embedded"))
        if element.tag == "br":
            self._close(aside)
        elif element in self._page.listings:
            self._table(element, aside, outer)
            return False
        elif element.tag == "tr":
            self._row(element, aside, outer)
            return False
        elif _is_apart(element, aside, outer):
            # A block ends the text around it under the aside of that text, not of its own.
            self._close(outer)
            if element.tag == "li":
                self._marker = self._page.markers.before(element)
        target = element.get("href", "") if element.tag == "a" else ""
        if target.startswith(("http:", "https:", "mailto:")):
            self._targets.append(target)
        if element.tag in RAW:
            self._say(self._page.plain(element.text or ""), element, aside)
        else:
            self._say(element.text, element, aside)
        return True

    def _end(self, element: Element, aside: Aside | None, outer: Aside | None) -> None:
        if not is_silent(element) and _is_apart(element, aside, outer):
            self._close(aside)
            self._marker = "" if element.tag == "li" else self._marker

    def _say(self, text: str | None, element: Element, aside: Aside | None) -> None:
        if text and element.tag == "pre":
            *whole, rest = text.split("\n")
            for line in whole:
                self._texts.append(line)
                self._close(aside)
            text = rest
        self._texts.append(text or "")

    def _close(self, aside: Aside | None) -> None:
        text = _SPACE.sub(" ", "".join(self._texts)).strip()
        if text:
            text, self._marker = self._marker + text, ""
        if text or self._targets:
            self.closed.append(Block(text, self._targets, aside))
        self._texts, self._targets = [], []

    def _table(self, table: Element, aside: Aside | None, outer: Aside | None) -> None:
        """A table of directions: each cell's blocks, with what they are."""
        self._close(outer)
        for caption in table.iterchildren("caption"):
            self.enter(caption, aside)
        grid = boxes(table)
        walks = [_Walk(self._page) for _ in grid]
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
        found = places(read, self._page.rows) if aside is None else None
        for index, walk in enumerate(walks):
            for block in walk.closed:
                if found and block.aside is None:
                    block.cell, block.aside = found[index].cell, found[index].aside
                self.closed.append(block)

    def _row(self, row: Element, aside: Aside | None, outer: Aside | None) -> None:
        """A row whose cells lie in the text is one block; one that holds the text is taken apart."""
        self._close(outer)
        cells = [_Walk(self._page)]
        cells[0]._say(row.text, row, aside)
        for child in row:
            cells[-1]._close(aside)
            cells.append(_Walk(self._page))
            cells[-1].enter(child, aside)
            cells[-1]._say(child.tail, row, aside)
        cells[-1]._close(aside)
        found = [block for cell in cells for block in cell.closed]
        said = [block for block in found if block.aside not in _BESIDE]
        if len({block.aside for block in said}) > 1:
            self.closed += found
            return
        texts = row_texts(
            [[b.text for b in cell.closed if b.text and b.aside not in _BESIDE] for cell in cells]
        )
        self.closed += _with_targets(texts, said)
        self.closed += (block for block in found if block.aside in _BESIDE)


def _with_targets(texts: list[str], found: list[Block]) -> Iterator[Block]:
    """Blocks of ``texts``; the targets of all cells follow the last."""
    targets = [target for block in found for target in block.targets]
    for index, text in enumerate(texts, start=1):
        yield Block(text, targets if index == len(texts) else [], found[0].aside)


def _is_apart(element: Element, aside: Aside | None, outer: Aside | None) -> bool:
    """Whether ``element`` begins and ends a paragraph, or the text of the page."""
    return is_block(element) or (aside is None and outer is not None)
