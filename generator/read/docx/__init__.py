"""Word files (.docx), by python-docx: paragraphs in order, with the numbers that Word generates.

No library reconstructs Chinese list numbers; `numbering` does. Deletions that wait to be accepted
are left out, insertions are text.
"""

from __future__ import annotations

import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from io import BytesIO
from itertools import count, groupby
from pathlib import Path

import docx
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.opc.part import Part
from docx.oxml.ns import qn
from lxml.etree import XMLSyntaxError, fromstring
from lxml.etree import _Element as Element

from generator.errors import InputError
from generator.model import Aside, Cell, Diagnostic, Layout, Line, Reading
from generator.read.docx.lists import integer_at
from generator.read.docx.numbering import Numbering
from generator.read.docx.words import DELETED, goes_on, link_targets, text_boxes, words
from generator.read.tables import Box, places, row_texts

_BROKEN = (
    AttributeError,
    PackageNotFoundError,
    zipfile.BadZipFile,
    zlib.error,
    KeyError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    XMLSyntaxError,
)
"""What the libraries raise for files that are damaged, locked, or of another program."""
_PARTS: tuple[tuple[str, Aside], ...] = (
    ("/word/header", "header"),
    ("/word/footer", "footer"),
    ("/word/footnotes", "footnote"),
    ("/word/endnotes", "footnote"),
)
_SEPARATORS = ("separator", "continuationSeparator")


@dataclass(slots=True)
class _Block:
    """A paragraph, or a row of a table that lists no directions."""

    texts: list[str]
    ends: bool = True
    boxes: list[str] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)
    aside: Aside | None = None
    cell: Cell | None = None


def read_docx(data: bytes, path: Path) -> Reading:
    """The paragraphs of a Word file, each a line; a line break within one ends it too.

    Headers, footers, footnotes, text boxes and link targets are asides. InputError where the file
    cannot be opened.
    """
    refusal = "is no Word file (.docx), or broken"
    try:
        document = docx.Document(BytesIO(data))
    except (
        Exception
    ) as error:  # python-docx trips over what a package lacks: AttributeError, TypeError
        raise InputError(refusal, path) from error
    try:
        return _reading(document)
    except _BROKEN as error:
        raise InputError(refusal, path) from error


def _reading(document: Document) -> Reading:
    if document.element.body is None:
        raise ValueError("no body")
    lines: list[Line] = []
    blocks = _blocks(document.element.body, Numbering(document), document.part, count(1))
    number = 0
    for number, block in enumerate(blocks, start=1):
        last = len(block.texts) - 1
        lines += (
            Line(text, number, None, block.ends or index < last, block.aside, block.cell)
            for index, text in enumerate(block.texts)
        )
        lines += (Line(text, number, ends=False, aside="text_box") for text in block.boxes)
        lines += (Line(text, number, ends=False, aside="link_target") for text in block.targets)
    lines += (Line(text, number + 1, ends=False, aside=aside) for aside, text in _beside(document))
    return Reading(tuple(lines), Layout("paragraph"), tuple(_notes(document, lines)))


def _blocks(
    parent: Element, numbering: Numbering, part: Part, rows: Iterator[int]
) -> Iterator[_Block]:
    """What stands under ``parent``, those without text left out."""
    for child in parent:
        if child.tag == qn("w:p"):
            block = _paragraph(child, numbering, part)
            if block.texts or block.boxes or not block.ends:
                yield block
        elif child.tag == qn("w:tbl"):
            yield from _table(child, numbering, part, rows)
        elif child.tag not in DELETED:
            yield from _blocks(child, numbering, part, rows)


def _paragraph(paragraph: Element, numbering: Numbering, part: Part) -> _Block:
    goes = goes_on(paragraph)
    text = words(paragraph)
    # A numbered paragraph without words counts all the same.
    label = "" if goes and not text else numbering.label(paragraph)
    return _Block(
        texts=[line for line in (label + text).split("\n") if line.strip()] if text.strip() else [],
        ends=not goes,
        boxes=text_boxes(paragraph),
        targets=link_targets(paragraph, part),
    )


def _table(
    table: Element, numbering: Numbering, part: Part, rows: Iterator[int]
) -> Iterator[_Block]:
    """A table of directions cell by cell, any other row by row."""
    read = [(box, list(_blocks(cell, numbering, part, rows))) for box, cell in _cells(table)]
    boxes = [
        replace(box, texts=tuple(text for block in inner for text in block.texts))
        for box, inner in read
    ]
    if found := places(boxes, rows):
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
        if texts:
            yield _Block(
                texts,
                boxes=[text for block in inner for text in block.boxes],
                targets=[target for block in inner for target in block.targets],
            )


def _cells(table: Element) -> Iterator[tuple[Box, Element]]:
    """Each cell with its place. One that goes on from the row above is empty there."""
    for number, row in enumerate(_inside(table, "w:tr", "w:tbl")):
        column = integer_at(row, "w:trPr/w:gridBefore") or 0
        for cell in _inside(row, "w:tc", "w:tr"):
            width = max(1, integer_at(cell, "w:tcPr/w:gridSpan", 1) or 1)
            yield Box(number, column, (), width=width), cell
            column += width


def _inside(parent: Element, tag: str, nested: str) -> list[Element]:
    """The rows or cells of a table itself, not of one inside it."""
    return [e for e in parent.iter(qn(tag)) if next(e.iterancestors(qn(nested))) is parent]


def _beside(document: Document) -> Iterator[tuple[Aside, str]]:
    """What stands beside the running text in parts of its own, each wording once."""
    seen = set()
    for part in document.part.package.iter_parts():
        aside = next((a for name, a in _PARTS if part.partname.startswith(name)), None)
        if aside is None:
            continue
        for paragraph in fromstring(part.blob).iter(qn("w:p")):
            text = words(paragraph).strip()
            if text and (aside, text) not in seen:
                seen.add((aside, text))
                yield aside, text


def _notes(document: Document, lines: list[Line]) -> Iterator[Diagnostic]:
    """What a person should look at: text that is left out, and changes that wait."""
    body = document.element.body
    inserted = sum(1 for _ in body.iter(qn("w:ins")))
    deleted = sum(1 for _ in body.iter(*DELETED))
    if inserted or deleted:
        message = f"changes are tracked: {inserted} insertions kept, {deleted} deletions left out"
        yield Diagnostic("warning", "tracked-changes", message)
    counted = Counter(line.aside for line in lines)
    for aside, name in (("footnote", "footnotes"), ("text_box", "text boxes")):
        if count := counted[aside]:  # type: ignore[index]
            first = next(line for line in lines if line.aside == aside)
            message = f"{count} paragraphs of {name} are left out, the first “{first.text[:20]}”"
            yield Diagnostic("warning", aside.replace("_", "-"), message, first.number)
