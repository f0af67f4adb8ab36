"""The paragraphs and tables in the body of a Word file, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count, groupby

from lxml.etree import _Element as Element

from generator.errors import InputError
from generator.grammar.columns import Box, places, row_texts
from generator.model import Aside, Line, Reading
from generator.passage import Cell
from generator.read.docx.numbering import Numbering
from generator.read.docx.package import DELETED, TEXT, Relation, integer_at, qn
from generator.read.docx.words import Words

_AROUND_ROWS = tuple(map(qn, ("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo")))
"""Elements that may stand between a table and its rows, and between a row and its cells."""
_BLOCKS = tuple(map(qn, ("w:p", "w:tbl", "w:altChunk")))


@dataclass(slots=True)
class Block:
    """A paragraph, or a row of a table that lists no directions."""

    texts: list[str]
    ends: bool = True
    asides: list[tuple[Aside, str]] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    """Messages about text that is left out or replaced by “�”."""
    aside: Aside | None = None
    cell: Cell | None = None

    def __bool__(self) -> bool:
        return bool(self.texts or self.asides or self.unknown or not self.ends)

    def lines(self, number: int) -> Iterator[Line]:
        """Yield the texts and asides as lines with the number ``number``."""
        last = len(self.texts) - 1
        for index, text in enumerate(self.texts):
            yield Line(text, number, None, self.ends or index < last, self.aside, self.cell)
        for aside, text in self.asides:
            yield Line(text, number, ends=False, aside=aside)


class Body:
    """A reader of the body of a Word file. It must read in order, as list numbers continue from block to block."""

    def __init__(
        self,
        numbering: Numbering,
        relations: Mapping[str, Relation],
        imported: Callable[[str], Reading | InputError],
    ) -> None:
        self.read: set[Element] = set()
        """The elements whose text was read."""
        self._numbering = numbering
        self._relations = relations
        self._imported = imported
        self._rows = count(1)

    def blocks(self, parent: Element) -> Iterator[Block]:
        """Yield the paragraphs and tables under ``parent`` that hold text."""
        for child in parent:
            if child.tag == qn("w:tbl"):
                yield from self._table(child)
            elif child.tag == qn("w:altChunk"):
                yield from self._chunk(child)
            elif (
                child.tag not in (qn("w:p"), *DELETED, *TEXT)
                and next(child.iterdescendants(*_BLOCKS), None) is not None
            ):
                yield from self.blocks(child)
            elif block := self._paragraph(child):
                yield block

    def _paragraph(self, element: Element) -> Block:
        """Return a paragraph, or text that stands between paragraphs, such as a formula."""
        # A change may have deleted the paragraph's end, so that the next one continues it.
        goes_on = any(element.find(f"{qn('w:pPr/w:rPr')}/{mark}") is not None for mark in DELETED)
        found = Words(element, self.read, self._relations)
        # A numbered paragraph counts even if it has no words.
        label = "" if goes_on and not found.text else self._numbering.label(element)
        shown = found.text.strip() or (label and _stands_alone(element))
        lines = (label + found.text).split("\n") if shown else []
        texts = [line for line in lines if line.strip()]
        return Block(texts, not goes_on, [*found.asides, *found.links], found.unknown)

    def _chunk(self, element: Element) -> Iterator[Block]:
        """Yield the blocks of a part in another format that is inserted here."""
        relation = self._relations.get(element.get(qn("r:id"), ""))
        name = relation.target if relation else ""
        reading = self._imported(name)
        if isinstance(reading, InputError):
            yield Block([], unknown=[f"a part of the text is left out: {name} {reading.message}"])
            return
        rows: dict[int, int] = {}
        for line in reading.lines:
            cell = line.cell
            if line.aside:
                yield Block([], asides=[(line.aside, line.text)])
                continue
            if cell and cell.row > 0:
                if cell.row not in rows:
                    rows[cell.row] = next(self._rows)
                also = tuple(rows.setdefault(row, next(self._rows)) for row in cell.also)
                cell = replace(cell, row=rows[cell.row], also=also)
            yield Block([line.text], ends=line.ends is not False, cell=cell)

    def _table(self, table: Element) -> Iterator[Block]:
        """Yield a table of directions cell by cell, any other row by row."""
        yield from filter(None, map(self._paragraph, _properties(table)))
        read: list[tuple[Box, list[Block]]] = []
        for box, cell in _cells(table):
            inner = list(self.blocks(cell))
            if box is None:
                for block in inner:
                    gone: list[tuple[Aside, str]] = [("deletion", text) for text in block.texts]
                    yield Block([], asides=gone + block.asides, unknown=block.unknown)
                continue
            texts = tuple(text for block in inner for text in block.texts)
            read.append((replace(box, texts=texts), inner))
        if found := places([box for box, _ in read], self._rows):
            for place, (_, inner) in zip(found, read, strict=True):
                for block in inner:
                    yield replace(block, cell=place.cell, aside=place.aside)
            return
        for _, there in groupby(read, key=lambda cell: cell[0].row):
            cells = list(there)
            blocks = [block for _, inner in cells for block in inner]
            if any(block.cell or block.aside for block in blocks):
                yield from blocks
            elif blocks:
                yield Block(
                    row_texts([box.texts for box, _ in cells]),
                    asides=[aside for block in blocks for aside in block.asides],
                    unknown=[sign for block in blocks for sign in block.unknown],
                )


def _properties(table: Element) -> Iterator[Element]:
    """Yield the elements that describe a table, or the content controls around its rows and cells."""
    yield from _members(table, qn("w:tblPr"))
    for parent in (table, *_members(table, qn("w:tr"))):
        yield from _members(parent, qn("w:sdtPr"))


def _stands_alone(paragraph: Element) -> bool:
    """Return whether a paragraph is all that a cell of a table holds: Word may have made its number."""
    cell = paragraph.getparent()
    return cell is not None and cell.tag == qn("w:tc") and len(cell.findall(qn("w:p"))) == 1


def _cells(table: Element) -> list[tuple[Box | None, Element]]:
    """Return each cell with its place, or with None if a tracked change deletes it.

    Word writes an empty cell where one of the row above continues.
    """
    found: list[tuple[Box | None, Element]] = []
    above: dict[int, int] = {}
    """Column → the position in ``found`` of the cell that may continue below."""
    for number, row in enumerate(_members(table, qn("w:tr"))):
        column = integer_at(row, "w:trPr/w:gridBefore") or 0
        gone = row.find(qn("w:trPr/w:del")) is not None
        for cell in _members(row, qn("w:tc")):
            if gone or cell.find(qn("w:tcPr/w:cellDel")) is not None:
                found.append((None, cell))
                continue
            width = max(1, integer_at(cell, "w:tcPr/w:gridSpan") or 1)
            merge = cell.find(qn("w:tcPr/w:vMerge"))
            if merge is None or merge.get(qn("w:val")) == "restart" or column not in above:
                above[column] = len(found)
            elif box := found[above[column]][0]:
                tall = replace(box, height=number - box.row + 1)
                found[above[column]] = tall, found[above[column]][1]
            found.append((Box(number, column, (), width=width), cell))
            column += width
    return found


def _members(parent: Element, tag: str) -> Iterator[Element]:
    """Yield the rows of a table, or the cells of a row."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _AROUND_ROWS:
            yield from _members(child, tag)
