"""The elements of a web page → its paragraphs in order."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from generator.model import Aside
from generator.read.html.lists import marker
from generator.read.html.tags import is_block, is_hidden, is_silent, is_surrounding
from generator.read.tables import row_texts

_SPACE = re.compile(r"[ \t\r\n\f]+")


@dataclass(slots=True)
class Block:
    """A paragraph, a row of a table, or a stretch that a line break ends."""

    text: str = ""
    targets: list[str] = field(default_factory=list)
    aside: Aside | None = None


def blocks(body: Element, wanted: Collection[Element]) -> list[Block]:
    """The blocks of ``body``; those outside the ``wanted`` elements are asides."""
    walk = _Walk(wanted)
    walk.enter(body, "navigation")
    return walk.closed


class _Walk:
    """Goes through the elements in order and closes a block wherever a browser begins a line."""

    def __init__(self, wanted: Collection[Element]) -> None:
        self.closed: list[Block] = []
        self._wanted = wanted
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
        elif element.tag == "tr":
            self._row(element, aside)
        elif is_block(element):
            self._close(aside)
            self._marker = marker(element) if element.tag == "li" else self._marker
            self._inside(element, aside)
            self._close(aside)
            self._marker = "" if element.tag == "li" else self._marker
        elif is_hidden(element):
            # Hidden words in mid-sentence are no part of it.
            apart = _Walk(self._wanted)
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

    def _row(self, row: Element, aside: Aside | None) -> None:
        """A row whose cells lie in the text is one block; one that holds the text is taken apart."""
        self._close(aside)
        cells = [_Walk(self._wanted) for _ in row]
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
