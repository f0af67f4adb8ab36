"""PDF files, read by PDFium: rows of glyphs, the furniture of pages, and the ends of paragraphs.

PDFium was chosen over pdfminer.six and pdfplumber. On the five guides as printed by a browser it is about
fifteen times faster; it needs no other package; and it gives the ideographs “人口” where a font shares
their glyphs with radicals (“⼈⼝”).
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from generator.apart import EndedError, call_apart
from generator.errors import InputError
from generator.model import Aside, Diagnostic, Layout, Line, Reading
from generator.passage import Cell
from generator.read.limits import PDF_LETTERS, PDF_MEGABYTES, PDF_PAGES, PDF_SECONDS
from generator.read.pdf.furniture import furniture, without_watermarks
from generator.read.pdf.glyphs import UNREADABLE, Printed, Rectangle, glyphs
from generator.read.pdf.page import drawings, notes
from generator.read.pdf.paragraphs import Placed, ends_in_cells, paragraph_ends
from generator.read.pdf.rows import Row, in_reading_order
from generator.read.pdf.ruled import Tabled, Tables, grids

_BROKEN = "is no PDF, or broken"
_UNREADABLE = re.compile(rf"{UNREADABLE}|(?<!^)[\ue000-\uf8ff\U000f0000-\U0010ffff]")
"""A letter whose character the font does not give, or a private-use one, which is a bullet at the start of a line."""


@dataclass(frozen=True, slots=True)
class _Page:
    """The glyphs, drawn rectangles and notes of a page, and whether it has pictures."""

    text: Printed
    rectangles: list[Rectangle]
    pictures: bool
    notes: list[tuple[Aside, str]]


@dataclass(frozen=True, slots=True)
class _Text:
    """A line of a page, and its kind."""

    text: str
    row: Row | None = None
    """The row of glyphs, if the text is upright."""
    aside: Aside | None = None
    cell: Cell | None = None


def read_pdf(data: bytes, path: Path) -> Reading:
    """Return the rows of a PDF page by page; links, comments and form fields of a page follow its rows.

    InputError if the file cannot be opened, exceeds a limit, or has no readable text. PDFium runs in a
    separate process because it cannot be interrupted: a file of 3 kB whose forms include each other ten
    times would take years.
    """
    try:
        return call_apart(PDF_SECONDS.most, PDF_MEGABYTES.most, read_here, data)
    except EndedError as ended:
        raise (PDF_SECONDS if ended.slow else PDF_MEGABYTES).error(path) from ended
    except InputError as error:
        raise InputError(error.message, path) from error
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", path) from error


def read_here(data: bytes) -> Reading:
    """Read a PDF in this process, without limits on time and memory. An InputError does not name the file."""
    try:
        with pdfium.PdfDocument(data) as document:
            document.init_forms()
            pages = list(_pages(document))
    except pdfium.PdfiumError as error:
        locked = error.err_code in (pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY)
        raise InputError(
            "is locked with a password: save it without one" if locked else _BROKEN
        ) from error
    texts = _texts(pages)
    running = [
        (number, line.text)
        for number, there in enumerate(texts, start=1)
        for line in there
        if not line.aside
    ]
    scanned = [
        number
        for number, page in enumerate(pages, start=1)
        if page.pictures and all(line.aside for line in texts[number - 1])
    ]
    if not running:
        raise InputError(_scans(scanned) if scanned else "holds no text and no images")
    return _reading(texts, tuple(_diagnostics(scanned, running)))


def _pages(document: pdfium.PdfDocument) -> Iterator[_Page]:
    PDF_PAGES.check(len(document))
    letters = 0
    for page in document:
        rectangles, pictures = drawings(page)
        text = glyphs(page)
        letters += sum(map(len, text.upright))
        PDF_LETTERS.check(letters)
        yield _Page(text, rectangles, pictures, notes(page))
        page.close()


def _texts(pages: Sequence[_Page]) -> list[list[_Text]]:
    """Return the lines of each page: text in reading order with tables of directions at their places, then
    text that runs in another direction, then asides.
    """
    main, marks = without_watermarks([page.text.upright[0] for page in pages])
    tables = Tables()
    tabled = [
        tables.read(own, grids(page.rectangles, page.text.frame))
        for own, page in zip(main, pages, strict=True)
    ]
    ordered = in_reading_order([rest for _, rest in tabled])
    edges = furniture(ordered, [page.text.frame.size[1] for page in pages])
    texts = []
    for page, rows, asides, (inside, _), large in zip(
        pages, ordered, edges, tabled, marks, strict=True
    ):
        lines = [_Text(row.text, row, asides.get(index)) for index, row in enumerate(rows)]
        turned = (in_reading_order([other])[0] for other in page.text.upright[1:])
        texts.append(
            [
                *_with_tables(lines, inside),
                *(_Text(row.text, row) for side in turned for row in side),
                *(_Text(words, aside="watermark") for words in (*large, *page.text.askew)),
                *(_Text(words, aside="outside_page") for words in page.text.outside),
                *(_Text(words, aside=kind) for kind, words in page.notes),
            ]
        )
    return texts


def _with_tables(lines: Iterable[_Text], tables: Sequence[tuple[float, Tabled]]) -> Iterator[_Text]:
    """Yield ``lines`` with each table before the first line that is lower on the page."""
    left = deque(tables)
    for line in lines:
        while left and line.row and line.row.base > left[0][0]:
            yield from _cells(left.popleft()[1])
        yield line
    for _, rows in left:
        yield from _cells(rows)


def _cells(rows: Tabled) -> Iterator[_Text]:
    for row, place in rows:
        yield _Text(row.text, row, place.aside, place.cell)


def _reading(pages: Sequence[Sequence[_Text]], diagnostics: tuple[Diagnostic, ...]) -> Reading:
    """Return the lines of all pages, with the ends of paragraphs marked."""
    texts = [(number, line) for number, there in enumerate(pages, start=1) for line in there]
    running: dict[int, Placed] = {}
    tabled: dict[int, tuple[Row, Cell]] = {}
    for index, (page, line) in enumerate(texts):
        if line.row and line.cell:
            tabled[index] = line.row, line.cell
        elif line.row and not line.aside:
            running[index] = Placed(line.row, page)
    ends = dict(zip(running, paragraph_ends([*running.values()]), strict=True))
    ends |= zip(tabled, ends_in_cells([*tabled.values()]), strict=True)
    lines = tuple(
        Line(line.text, index + 1, page, ends.get(index, False), line.aside, line.cell)
        for index, (page, line) in enumerate(texts)
    )
    starts = accumulate(map(len, pages[:-1]), initial=1)
    return Reading(lines, Layout(pages=tuple(starts)), diagnostics)


def _diagnostics(scanned: Sequence[int], texts: Sequence[tuple[int, str]]) -> Iterator[Diagnostic]:
    """Yield diagnostics about ``scanned`` pages, and about unreadable letters in ``texts``, pairs of page and text.

    InputError if most letters are unreadable.
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
        f"{_hold(pages)} letters whose Unicode character the font does not give ({count:,} in"
        " all): save the file as .docx, or have it recognised (OCR), and read it again"
    )
    if 2 * count > letters:
        raise InputError(f"cannot be read as text: {message}")
    yield Diagnostic("warning", "unreadable-letters", message)


def _scans(pages: Sequence[int]) -> str:
    """Return the message about scanned pages.

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
