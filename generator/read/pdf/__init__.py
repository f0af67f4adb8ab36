"""PDF, by PDFium: rows of glyphs, what is furniture among them, and where paragraphs end.

PDFium was chosen over pdfminer.six and pdfplumber: on the five guides printed by a browser it is
some fifteen times faster, needs no other package, and gives ideographs where fonts share a glyph
with a radical (“⼈⼝” for “人口”).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from generator.apart import EndedError, call_apart
from generator.errors import InputError
from generator.model import Aside, Cell, Diagnostic, Layout, Line, Reading
from generator.read.pdf.columns import in_reading_order
from generator.read.pdf.drawings import Drawings, drawings
from generator.read.pdf.furniture import furniture
from generator.read.pdf.glyphs import UNREADABLE, Printed, glyphs
from generator.read.pdf.grids import grids
from generator.read.pdf.limits import LETTERS, MEGABYTES, MEMORY, PAGES, SECONDS
from generator.read.pdf.notes import notes
from generator.read.pdf.paragraphs import Placed, paragraph_ends
from generator.read.pdf.rows import Row
from generator.read.pdf.tables import Tables, ends_in_cells
from generator.read.pdf.watermarks import without_watermarks
from generator.read.tables import Place

_BROKEN = "is no PDF, or broken"
_UNREADABLE = re.compile(rf"{UNREADABLE}|(?<!^)[\ue000-\uf8ff\U000f0000-\U0010ffff]")
"""A letter that no font tells, or a private one; at the beginning of a line that is a bullet."""


@dataclass(frozen=True, slots=True)
class _Printed:
    """A line of a page, and what it is."""

    text: str
    row: Row | None = None
    """Where it stands, of text in rows."""
    aside: Aside | None = None
    cell: Cell | None = None


@dataclass(frozen=True, slots=True)
class _Page:
    """What PDFium tells of a page."""

    text: Printed
    drawings: Drawings
    notes: list[tuple[Aside, str]]


def read_pdf(data: bytes, path: Path) -> Reading:
    """The rows of a PDF page by page, asides marked; InputError where it cannot be opened, needs more
    than the limits allow, or has no text that can be read. What lies over a page follows its rows.

    PDFium works in a process of its own, as nothing can stop it: a file of 3 kB, in which forms show
    each other ten times over, would keep it busy for years.
    """
    try:
        MEGABYTES.check(len(data) // 1_000_000)
        return call_apart(SECONDS.most, MEMORY.most, read_here, data)
    except EndedError as ended:
        raise InputError((SECONDS if ended.slow else MEMORY).exceeded().message, path) from ended
    except InputError as error:
        raise InputError(error.message, path) from error
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", path) from error


def read_here(data: bytes) -> Reading:
    """Read a PDF in this process, without limits of time and memory. InputErrors name no file."""
    try:
        with pdfium.PdfDocument(data) as document:
            document.init_forms()
            pages = list(_pages(document))
    except pdfium.PdfiumError as error:
        locked = error.err_code in (pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY)
        raise InputError(
            "is locked with a password: save it without one" if locked else _BROKEN
        ) from error
    printed = _lines(pages)
    scanned = [
        number
        for number, (page, there) in enumerate(zip(pages, printed, strict=True), start=1)
        if page.drawings.images and all(line.aside for line in there)
    ]
    texts = [
        (number, line.text)
        for number, there in enumerate(printed, start=1)
        for line in there
        if not line.aside
    ]
    if not texts:
        raise InputError(_scans(scanned) if scanned else "holds no text and no images")
    return _reading(printed, tuple(_diagnostics(scanned, texts)))


def _pages(document: pdfium.PdfDocument) -> Iterator[_Page]:
    PAGES.check(len(document))
    letters = 0
    for index in range(len(document)):
        page = document[index]
        drawn = drawings(page)
        text = glyphs(page)
        letters += sum(map(len, text.upright))
        LETTERS.check(letters)
        yield _Page(text, drawn, notes(page))
        page.close()


def _lines(pages: Sequence[_Page]) -> list[list[_Printed]]:
    """The lines of each page: its text in reading order with its tables of directions in their
    places, text that runs in another direction, and what is no text of the guide.
    """
    texts = [page.text for page in pages]
    upright, marks = without_watermarks([text.upright[0] for text in texts])
    tables = Tables()
    tabled = [
        tables.read(own, grids(page.drawings.rectangles, page.text.frame))
        for own, page in zip(upright, pages, strict=True)
    ]
    ordered = in_reading_order([page.rest for page in tabled])
    edges = furniture(ordered, [text.frame.height for text in texts])
    return [
        [
            *_around([_Printed(r.text, r, asides.get(i)) for i, r in enumerate(rows)], tables_),
            *(
                _Printed(row.text, row)
                for other in page.text.upright[1:]
                for row in in_reading_order([other])[0]
            ),
            *(_Printed(words, aside="watermark") for words in (*large, *page.text.askew)),
            *(_Printed(words, aside="outside_page") for words in page.text.outside),
            *(_Printed(words, aside=kind) for kind, words in page.notes),
        ]
        for rows, asides, tables_, page, large in zip(
            ordered, edges, (page.tables for page in tabled), pages, marks, strict=True
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


def _reading(pages: Sequence[Sequence[_Printed]], diagnostics: tuple[Diagnostic, ...]) -> Reading:
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
    return Reading(tuple(lines), Layout(pages=tuple(starts)), diagnostics)


def _diagnostics(scanned: Sequence[int], texts: Sequence[tuple[int, str]]) -> Iterator[Diagnostic]:
    """What cannot be read: ``scanned`` pages, and letters in ``texts``, each with its page.

    InputError where that is most of the letters.
    """
    if scanned:
        yield Diagnostic("warning", "scanned-pages", _scans(scanned))
    found = [(page, len(_UNREADABLE.findall(text))) for page, text in texts]
    letters = sum(len(text) for _, text in texts)
    count = sum(count for _, count in found)
    if not count:
        return
    pages = sorted({page for page, count in found if count})
    message = (
        f"{_hold(pages)} letters of which the font does not tell the Unicode character ({count:,} in"
        " all): save the file as .docx, or have it recognised (OCR), and read it again"
    )
    if 2 * count > letters:
        raise InputError(f"cannot be read as text: {message}")
    yield Diagnostic("warning", "unreadable-letters", message)


def _scans(pages: Sequence[int]) -> str:
    """What to do about pages that a scanner made.

    >>> _scans([2, 4, 5, 6])
    'pages 2, 4–6 hold images and no text: have them recognised (OCR) and read the file again'
    """
    return f"{_hold(pages)} images and no text: have them recognised (OCR) and read the file again"


def _hold(pages: Sequence[int]) -> str:
    runs = [
        [page for _, page in run]
        for _, run in groupby(enumerate(pages), key=lambda place: place[1] - place[0])
    ]
    names = ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
    return f"page {names} holds" if len(pages) == 1 else f"pages {names} hold"
