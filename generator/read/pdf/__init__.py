"""PDF, by PDFium: rows of glyphs, what is furniture among them, and where paragraphs end.

PDFium was chosen over pdfminer.six and pdfplumber: on the five guides printed by a browser it is
some fifteen times faster, needs no other package, and gives ideographs where fonts share a glyph
with a radical (“⼈⼝” for “人口”).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from generator.errors import InputError
from generator.model import Aside, Cell, Diagnostic, Layout, Line, Reading
from generator.read.pdf.columns import in_reading_order
from generator.read.pdf.furniture import furniture
from generator.read.pdf.glyphs import glyphs, holds_images, link_targets
from generator.read.pdf.grids import grids
from generator.read.pdf.paragraphs import Placed, paragraph_ends
from generator.read.pdf.rows import Row
from generator.read.pdf.tables import Tables, ends_in_cells
from generator.read.pdf.watermarks import without_watermarks
from generator.read.tables import Place

_BROKEN = "is no PDF, or broken"


@dataclass(frozen=True, slots=True)
class _Printed:
    """A line of a page, and what it is."""

    text: str
    row: Row | None = None
    """Where it stands, of text in rows."""
    aside: Aside | None = None
    cell: Cell | None = None


def read_pdf(data: bytes, path: Path) -> Reading:
    """The rows of a PDF page by page, asides marked; InputError where it cannot be opened or
    has no text at all. The targets of a page's links follow its rows.
    """
    try:
        with pdfium.PdfDocument(data) as document:
            pages = list(document)
            printed = _pages(pages)
            scanned = [
                number
                for number, (page, there) in enumerate(zip(pages, printed, strict=True), start=1)
                if all(line.aside for line in there) and holds_images(page)
            ]
    except pdfium.PdfiumError as error:
        locked = error.err_code in (pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY)
        message = "is locked with a password: save it without one" if locked else _BROKEN
        raise InputError(message, path) from error
    if all(line.aside for there in printed for line in there):
        message = _scans(scanned) if scanned else "holds no text and no images"
        raise InputError(message, path)
    return _reading(printed, scanned)


def _pages(pages: Sequence[pdfium.PdfPage]) -> list[list[_Printed]]:
    """The lines of each page: its text in reading order with its tables of directions in their
    places, text that runs in another direction, watermarks, and where links lead.
    """
    there = [glyphs(page) for page in pages]
    upright, marks = without_watermarks([page.upright[0] for page in there])
    tables = Tables()
    tabled = [
        tables.read(own, grids(page, page_glyphs.frame))
        for own, page, page_glyphs in zip(upright, pages, there, strict=True)
    ]
    ordered = in_reading_order([page.rest for page in tabled])
    edges = furniture(ordered, [page.frame.height for page in there])
    return [
        [
            *_around([_Printed(r.text, r, asides.get(i)) for i, r in enumerate(rows)], tables_),
            *(
                _Printed(row.text, row)
                for other in page.upright[1:]
                for row in in_reading_order([other])[0]
            ),
            *(_Printed(words, aside="watermark") for words in (*large, *page.askew)),
            *(_Printed(target, aside="link_target") for target in link_targets(source)),
        ]
        for rows, asides, tables_, page, large, source in zip(
            ordered, edges, (page.tables for page in tabled), there, marks, pages, strict=True
        )
    ]


def _around(
    lines: Sequence[_Printed], tables: Sequence[tuple[float, Sequence[tuple[Row, Place]]]]
) -> Iterator[_Printed]:
    """``lines`` with each table above the first line that stands lower."""
    left = list(tables)
    for line in lines:
        while left and line.row and line.row.base > left[0][0]:
            yield from _cells(left.pop(0)[1])
        yield line
    for _, rows in left:
        yield from _cells(rows)


def _cells(rows: Sequence[tuple[Row, Place]]) -> Iterator[_Printed]:
    for row, place in rows:
        yield _Printed(row.text, row, place.aside, place.cell)


def _reading(pages: Sequence[Sequence[_Printed]], scanned: Sequence[int]) -> Reading:
    running = [
        (page, index, line.row)
        for page, there in enumerate(pages)
        for index, line in enumerate(there)
        if line.row and not line.aside and not line.cell
    ]
    told = paragraph_ends([Placed(row, page + 1) for page, _, row in running])
    ends = {place[:2]: end for place, end in zip(running, told, strict=True)}
    tabled = [
        ((page, index), line.row, line.cell)
        for page, there in enumerate(pages)
        for index, line in enumerate(there)
        if line.row and line.cell
    ]
    told = ends_in_cells([(row, cell) for _, row, cell in tabled])
    ends |= {place: end for (place, _, _), end in zip(tabled, told, strict=True)}
    lines: list[Line] = []
    starts = []
    for page, there in enumerate(pages):
        starts.append(len(lines) + 1)
        for index, line in enumerate(there):
            end = ends.get((page, index), False)
            lines.append(Line(line.text, len(lines) + 1, page + 1, end, line.aside, line.cell))
    return Reading(tuple(lines), Layout(pages=tuple(starts)), _notes(scanned))


def _notes(scanned: Sequence[int]) -> tuple[Diagnostic, ...]:
    if not scanned:
        return ()
    return (Diagnostic("warning", "scanned-pages", _scans(scanned)),)


def _scans(pages: Sequence[int]) -> str:
    """What to do about pages that a scanner made.

    >>> _scans([2, 4, 5, 6])
    'pages 2, 4–6 hold images and no text: have them recognised (OCR) and read the file again'
    """
    runs = [
        [page for _, page in run]
        for _, run in groupby(enumerate(pages), key=lambda place: place[1] - place[0])
    ]
    names = ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
    which = f"page {names} holds" if len(pages) == 1 else f"pages {names} hold"
    return f"{which} images and no text: have them recognised (OCR) and read the file again"
