"""The paragraphs and tables in the body of a Word file, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import count, groupby

from lxml.etree import _Element as Element

from generator.errors import InputError
from generator.grammar.columns import Box, places, row_texts
from generator.model import Aside, Reading
from generator.passage import Cell
from generator.read.docx.numbering import Numbering
from generator.read.docx.package import DELETED, TEXT, Relation, integer_at, qn
from generator.read.docx.words import Words

_AROUND_ROWS = tuple(map(qn, ("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo")))
"""Elements that may stand between a table and its rows, and between a row and its cells."""
_BLOCKS = tuple(map(qn, ("w:p", "w:tbl", "w:altChunk")))
_ADDRESSES = ("http:", "https:", "mailto:")


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


class Body:
    """A reader of the body of a Word file. It must read in order, as list numbers continue from block to block."""

    def __init__(
        self,
        numbering: Numbering,
        relations: dict[str, Relation],
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
            else:
                block = self._paragraph(child)
                if _says(block):
                    yield block

    def _paragraph(self, element: Element) -> Block:
        """Return a paragraph, or text that stands between paragraphs, such as a formula."""
        # A change may have deleted the paragraph's end, so that the next one continues it.
        goes_on = any(element.find(f"{qn('w:pPr/w:rPr')}/{mark}") is not None for mark in DELETED)
        found = Words(element, self.read)
        # A numbered paragraph counts even if it has no words.
        label = "" if goes_on and not found.text else self._numbering.label(element)
        lines = (label + found.text).split("\n") if found.text.strip() else []
        return Block(
            texts=[line for line in lines if line.strip()],
            ends=not goes_on,
            asides=[*found.asides, *self._targets(found.links)],
            unknown=[
                *(f"the sign {sign} is not known, and shown as “�”" for sign in found.unknown),
                *(f"a part of the text is left out: {name}" for name in self._names(found.parts)),
            ],
        )

    def _names(self, parts: list[str]) -> Iterator[str]:
        for part in parts:
            yield self._relations[part].target if part in self._relations else "another document"

    def _targets(self, links: list[str]) -> Iterator[tuple[Aside, str]]:
        """Yield the web addresses that are targets of ``links``, each once."""
        relations = self._relations
        targets = (relations[link].target if link in relations else link for link in links)
        for target in dict.fromkeys(targets):
            if target.startswith(_ADDRESSES):
                yield "link_target", target

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
            if cell:
                if cell.row not in rows:
                    rows[cell.row] = next(self._rows)
                cell = replace(cell, row=rows[cell.row])
            yield Block([line.text], ends=line.ends is not False, cell=cell)

    def _table(self, table: Element) -> Iterator[Block]:
        """Yield a table of directions cell by cell, any other row by row."""
        yield from filter(_says, map(self._paragraph, _properties(table)))
        read: list[tuple[Box, list[Block]]] = []
        for box, cell in _cells(table):
            inner = list(self.blocks(cell))
            if box is None:
                yield from map(_deleted, inner)
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


def _says(block: Block) -> bool:
    """Return whether ``block`` holds anything."""
    return bool(block.texts or block.asides or block.unknown or not block.ends)


def _deleted(block: Block) -> Block:
    """Return ``block`` of a deleted row or cell, with its text as asides."""
    asides: list[tuple[Aside, str]] = [("deletion", text) for text in block.texts]
    return Block([], asides=[*asides, *block.asides], unknown=block.unknown)


def _properties(table: Element) -> Iterator[Element]:
    """Yield the elements that describe a table, or the content controls around its rows and cells."""
    yield from _members(table, qn("w:tblPr"))
    for parent in (table, *_members(table, qn("w:tr"))):
        yield from _members(parent, qn("w:sdtPr"))


def _cells(table: Element) -> Iterator[tuple[Box | None, Element]]:
    """Yield each cell with its place, or with None if a tracked change deletes it.

    Word writes an empty cell where one of the row above continues.
    """
    for number, row in enumerate(_members(table, qn("w:tr"))):
        column = integer_at(row, "w:trPr/w:gridBefore") or 0
        gone = row.find(qn("w:trPr/w:del")) is not None
        for cell in _members(row, qn("w:tc")):
            if gone or cell.find(qn("w:tcPr/w:cellDel")) is not None:
                yield None, cell
                continue
            width = max(1, integer_at(cell, "w:tcPr/w:gridSpan") or 1)
            yield Box(number, column, (), width=width), cell
            column += width


def _members(parent: Element, tag: str) -> Iterator[Element]:
    """Yield the rows of a table, or the cells of a row."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _AROUND_ROWS:
            yield from _members(child, tag)
