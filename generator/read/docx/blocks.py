"""The body of a Word file → its paragraphs and tables in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import count, groupby

from lxml.etree import _Element as Element

from generator.errors import InputError
from generator.model import Aside, Cell, Reading
from generator.read.docx.lists import integer_at
from generator.read.docx.names import DELETED, TEXT, qn
from generator.read.docx.numbering import Numbering
from generator.read.docx.package import Relation
from generator.read.docx.words import Reader, goes_on
from generator.read.tables import Box, places, row_texts

_AROUND_ROWS = tuple(map(qn, ("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo")))
"""What may stand between a table and its rows, and between a row and its cells."""
_BLOCKS = tuple(map(qn, ("w:p", "w:tbl", "w:altChunk")))
_ADDRESSES = ("http:", "https:", "mailto:")


@dataclass(slots=True)
class Block:
    """A paragraph, or a row of a table that lists no directions."""

    texts: list[str]
    ends: bool = True
    asides: list[tuple[Aside, str]] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    """What a person should be told of, and is shown by a sign in its place."""
    aside: Aside | None = None
    cell: Cell | None = None


class Body:
    """Goes through the body of a Word file; its blocks must be asked for in order, as lists count on."""

    def __init__(
        self,
        reader: Reader,
        numbering: Numbering,
        relations: dict[str, Relation],
        chunk: Callable[[str], Reading | InputError],
    ) -> None:
        self._reader = reader
        self._numbering = numbering
        self._relations = relations
        self._chunk = chunk
        self._rows = count(1)

    def blocks(self, parent: Element) -> Iterator[Block]:
        """What stands under ``parent``, what holds no text left out."""
        for child in parent:
            if child.tag == qn("w:tbl"):
                yield from self._table(child)
            elif child.tag == qn("w:altChunk"):
                yield from self._imported(child)
            elif (
                child.tag not in (qn("w:p"), *DELETED, *TEXT)
                and next(child.iterdescendants(*_BLOCKS), None) is not None
            ):
                yield from self.blocks(child)
            else:
                block = self._paragraph(child)
                if block.texts or block.asides or not block.ends:
                    yield block

    def _paragraph(self, element: Element) -> Block:
        """A paragraph, or words that stand among paragraphs, such as a formula."""
        goes = goes_on(element)
        found = self._reader.words(element)
        # A numbered paragraph without words counts all the same.
        label = "" if goes and not found.text else self._numbering.label(element)
        lines = (label + found.text).split("\n") if found.text.strip() else []
        return Block(
            texts=[line for line in lines if line.strip()],
            ends=not goes,
            asides=[*found.asides, *self._targets(found.links)],
            unknown=[f"the sign {sign} is not known, and shown as “�”" for sign in found.unknown],
        )

    def _targets(self, links: list[str]) -> Iterator[tuple[Aside, str]]:
        """The web addresses that ``links`` lead to, each once."""
        relations = (self._relations.get(link) for link in links)
        targets = [
            link if relation is None else relation.target
            for link, relation in zip(links, relations, strict=True)
        ]
        for target in dict.fromkeys(targets):
            if target.startswith(_ADDRESSES):
                yield "link_target", target

    def _imported(self, element: Element) -> Iterator[Block]:
        """A part in another format, whose text stands here."""
        relation = self._relations.get(element.get(qn("r:id"), ""))
        name = "" if relation is None else relation.target
        reading = self._chunk(name)
        if isinstance(reading, InputError):
            yield Block([], unknown=[f"a part of the text is left out: {name} {reading.message}"])
            return
        rows: dict[int, int] = {}
        for line in reading.lines:
            if line.aside:
                yield Block([], asides=[(line.aside, line.text)])
                continue
            cell = line.cell
            if cell:
                if cell.row not in rows:
                    rows[cell.row] = next(self._rows)
                cell = replace(cell, row=rows[cell.row])
            yield Block([line.text], ends=line.ends is not False, cell=cell)

    def _table(self, table: Element) -> Iterator[Block]:
        """A table of directions cell by cell, any other row by row."""
        read = [(box, list(self.blocks(cell))) for box, cell in _cells(table)]
        boxes = [
            replace(box, texts=tuple(text for block in inner for text in block.texts))
            for box, inner in read
        ]
        if found := places(boxes, self._rows):
            for place, (_, inner) in zip(found, read, strict=True):
                for block in inner:
                    yield replace(block, cell=place.cell, aside=place.aside)
            return
        for _, there in groupby(read, key=lambda cell: cell[0].row):
            cells = [inner for _, inner in there]
            inner = [block for cell in cells for block in cell]
            if any(block.cell or block.aside for block in inner):
                yield from inner
                continue
            texts = row_texts([[text for block in cell for text in block.texts] for cell in cells])
            if inner:
                yield Block(
                    texts,
                    asides=[aside for block in inner for aside in block.asides],
                    unknown=[sign for block in inner for sign in block.unknown],
                )


def _cells(table: Element) -> Iterator[tuple[Box, Element]]:
    """Each cell with its place. One that goes on from the row above is empty there."""
    for number, row in enumerate(_members(table, qn("w:tr"))):
        column = integer_at(row, "w:trPr/w:gridBefore") or 0
        for cell in _members(row, qn("w:tc")):
            width = max(1, integer_at(cell, "w:tcPr/w:gridSpan", 1) or 1)
            yield Box(number, column, (), width=width), cell
            column += width


def _members(parent: Element, tag: str) -> Iterator[Element]:
    """The rows of a table, or the cells of a row."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _AROUND_ROWS:
            yield from _members(child, tag)
