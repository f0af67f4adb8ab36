"""PDF files, read by PDFium: rows of glyphs, the furniture of pages, and the ends of paragraphs.

PDFium was chosen over pdfminer.six and pdfplumber. On the five guides as printed by a browser it is about
fifteen times faster; it needs no other package; and it gives the ideographs “人口” where a font shares
their glyphs with radicals (“⼈⼝”).
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import accumulate, groupby
from pathlib import Path
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from generator.apart import EndedError, call_apart
from generator.errors import InputError
from generator.model import Aside, Diagnostic, Layout, Line, Reading
from generator.passage import Cell
from generator.read.limits import PDF_LETTERS, PDF_MEGABYTES, PDF_PAGES, PDF_SECONDS
from generator.read.pdf.furniture import furniture, without_watermarks
from generator.read.pdf.glyphs import words_only_in
from generator.read.pdf.layers import marked
from generator.read.pdf.page import Page, read_page
from generator.read.pdf.paragraphs import Placed, ends_in_cells, paragraph_ends
from generator.read.pdf.rows import Row, in_reading_order
from generator.read.pdf.ruled import Tables, grids

_BROKEN = "is no PDF, or broken"


class _Text(NamedTuple):
    """A line of a page."""

    page: int
    """The page's number, from 1."""
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
        shown = marked(data)
        with pdfium.PdfDocument(shown) as document:
            document.init_forms()
            pages = list(_pages(document))
            if shown is not data:
                pages = list(_with_layers(pages, document, data))
    except pdfium.PdfiumError as error:
        locked = error.err_code in (pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY)
        raise InputError(
            "is locked with a password: save it without one" if locked else _BROKEN
        ) from error
    texts = list(_texts(pages))
    running = [(line.page, line.text) for line in texts if not line.aside]
    with_text = {page for page, _ in running}
    scanned = [n for n, page in enumerate(pages, start=1) if page.pictures and n not in with_text]
    if not running:
        raise InputError(_scans(scanned) if scanned else "holds no text and no images")
    counts = Counter(line.page for line in texts)
    starts = accumulate((counts[number] for number in range(1, len(pages))), initial=1)
    diagnostics = tuple(_diagnostics(pages, scanned, texts))
    return Reading(_lines(texts), Layout(pages=tuple(starts)), diagnostics)


def _pages(document: pdfium.PdfDocument) -> Iterator[Page]:
    PDF_PAGES.check(len(document))
    letters = 0
    for page in document:
        found = read_page(page)
        letters += sum(map(len, found.upright))
        PDF_LETTERS.check(letters)
        yield found
        page.close()


def _with_layers(
    pages: Sequence[Page], document: pdfium.PdfDocument, data: bytes
) -> Iterator[Page]:
    """Yield the pages of ``document`` with the text in forms on layers that are off, which only ``data`` has."""
    with pdfium.PdfDocument(data) as original:
        for found, page, other in zip(pages, document, original, strict=True):
            asides: list[tuple[Aside, str]] = [
                ("hidden", text) for text in words_only_in(other, page)
            ]
            yield replace(found, asides=found.asides + asides)


def _texts(pages: Sequence[Page]) -> Iterator[_Text]:
    """Yield the lines page by page: text in reading order with tables of directions at their places, then text
    that runs in another direction, then asides.
    """
    main, marks = without_watermarks([page.upright[0] for page in pages])
    tables = Tables()
    tabled = [
        tables.read(own, grids(page.rectangles, page.frame))
        for own, page in zip(main, pages, strict=True)
    ]
    ordered = in_reading_order([rest for _, rest in tabled])
    edges = furniture(ordered, [page.frame.size[1] for page in pages])
    for index, page in enumerate(pages):
        text = partial(_Text, index + 1)
        inside = deque(tabled[index][0])
        # A table stands before the first row that is lower on the page.
        for position, row in enumerate(ordered[index]):
            while inside and row.base > inside[0][0]:
                yield from (text(r.text, r, p.aside, p.cell) for r, p in inside.popleft()[1])
            yield text(row.text, row, edges[index].get(position))
        for _, rows in inside:
            yield from (text(r.text, r, p.aside, p.cell) for r, p in rows)
        for other in page.upright[1:]:
            yield from (text(row.text, row) for row in in_reading_order([other])[0])
        for aside, words in (*(("watermark", mark) for mark in marks[index]), *page.asides):
            yield text(words, aside=aside)


def _lines(texts: Sequence[_Text]) -> tuple[Line, ...]:
    """Return the lines with the ends of paragraphs marked."""
    running = {
        n: Placed(t.row, t.page)
        for n, t in enumerate(texts)
        if t.row and not t.aside and not t.cell
    }
    tabled = {n: (t.row, t.cell) for n, t in enumerate(texts) if t.row and t.cell}
    ends = dict(zip(running, paragraph_ends([*running.values()]), strict=True))
    ends |= zip(tabled, ends_in_cells([*tabled.values()]), strict=True)
    return tuple(
        Line(line.text, index + 1, line.page, ends.get(index, False), line.aside, line.cell)
        for index, line in enumerate(texts)
    )


def _diagnostics(
    pages: Sequence[Page], scanned: Sequence[int], texts: Sequence[_Text]
) -> Iterator[Diagnostic]:
    """Yield diagnostics about ``scanned`` pages, about text that a scanner recognised, and about hidden text."""
    if scanned:
        yield Diagnostic("warning", "scanned-pages", _scans(scanned))
    if recognised := [n for n, page in enumerate(pages, start=1) if page.recognised]:
        message = f"{_hold(recognised)} a scan with recognised text (OCR): compare it with the picture, above all the numbers"
        yield Diagnostic("warning", "recognised-text", message)
    hidden = [(n, text) for n, text in enumerate(texts, start=1) if text.aside == "hidden"]
    for page in sorted({text.page for _, text in hidden}):
        there = [(n, text.text) for n, text in hidden if text.page == page]
        count, (number, first) = sum(len(text) for _, text in there), there[0]
        message = f"page {page}: {count} characters that cannot be seen on the page are left out (“{first[:20]}”)"
        yield Diagnostic("warning", "hidden-text", message, number)


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
