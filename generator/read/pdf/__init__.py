"""PDF files, read by PDFium: rows of glyphs, the furniture of pages, and the ends of paragraphs.

PDFium was chosen over pdfminer.six and pdfplumber. On the five guides as printed by a browser it is about
fifteen times faster; it needs no other package; and it gives the ideographs “人口” where a font shares
their glyphs with radicals (“⼈⼝”).
"""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import accumulate, groupby
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple, TypeVar

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from generator.apart import EndedError, call_apart
from generator.errors import InputError
from generator.model import Aside, Diagnostic, Doubt, Layout, Level, Line, Reading, Recognition
from generator.passage import Cell
from generator.read import unseen
from generator.read.limits import (
    PDF_LETTERS,
    PDF_MEGABYTES,
    PDF_PAGES,
    PDF_SECONDS,
    SCAN_MEGABYTES,
    SCAN_SECONDS,
    SCANNED_PAGES,
    Limit,
)
from generator.read.pdf.furniture import furniture, without_watermarks
from generator.read.pdf.glyphs import Frame, words_only_in
from generator.read.pdf.layers import marked
from generator.read.pdf.page import Page, read_page
from generator.read.pdf.paragraphs import Placed, ends_in_cells, paragraph_ends
from generator.read.pdf.recognise import ADVICE, Recognised, recognise, recogniser
from generator.read.pdf.rows import Row, in_reading_order
from generator.read.pdf.ruled import Tables, grids

T = TypeVar("T")
_SURE = 0.9
"""The score below which a recognised character is doubtful."""
_NUMBER = re.compile(
    r"\d(?:[\d.,，:：/—–~～-]*\d)?|[〇零一二三四五六七八九十百千两]+(?=[个项年月日批次万亿家名])"
)
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
        reading, scanned = _apart(PDF_SECONDS, PDF_MEGABYTES, _read, data)
        if scanned and (by := recogniser()):
            SCANNED_PAGES.check(len(scanned))
            found = _apart(SCAN_SECONDS, SCAN_MEGABYTES, recognise, data, scanned)
            reading, scanned = _apart(PDF_SECONDS, PDF_MEGABYTES, _read, data, found, by)
        return _with_text(reading, scanned)
    except InputError as error:
        raise InputError(error.message, path) from error
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", path) from error


def _apart(seconds: Limit, megabytes: Limit, call: Callable[..., T], *args: object) -> T:
    """Return what ``call`` returns in a separate process; InputError if it exceeds a limit."""
    try:
        return call_apart(seconds.most, megabytes.most, call, *args)
    except EndedError as ended:
        raise (seconds if ended.slow else megabytes).error() from ended


def read_here(data: bytes) -> Reading:
    """Read a PDF in this process, without limits on time and memory and without recognising scans. An InputError does
    not name the file.
    """
    return _with_text(*_read(data))


def _with_text(reading: Reading, scanned: Sequence[int]) -> Reading:
    """Return ``reading`` with a warning about the pages ``scanned``; InputError if it has no text."""
    if all(line.aside for line in reading.lines):
        raise InputError(_scans(scanned) if scanned else "holds no text and no images")
    notes = [Diagnostic("warning", "scanned-pages", _scans(scanned))] if scanned else []
    return replace(reading, diagnostics=(*notes, *reading.diagnostics))


def _read(
    data: bytes, found: Mapping[int, Recognised] = MappingProxyType({}), by: str = ""
) -> tuple[Reading, list[int]]:
    """Return (the content of a PDF, the numbers of its pages with pictures and without text).

    ``found`` are pages that were recognised by the recogniser ``by``.
    """
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
    for number, scan in found.items():
        frame = Frame((0, 0, *scan.size), 0)
        pages[number - 1] = replace(
            pages[number - 1], frame=frame, upright=[scan.glyphs], rectangles=[]
        )
    texts = list(_texts(pages))
    with_text = {line.page for line in texts if not line.aside} | found.keys()
    scanned = [n for n, page in enumerate(pages, start=1) if page.pictures and n not in with_text]
    counts = Counter(line.page for line in texts)
    starts = accumulate((counts[number] for number in range(1, len(pages))), initial=1)
    recognition = _recognition(texts, [*found], by) if found else None
    lines = _lines(texts)
    notes = [*_diagnostics(pages, texts), *unseen(lines, ["struck"])]
    reading = Reading(
        lines,
        Layout(pages=tuple(starts)),
        (*notes, *(to_confirm(recognition, texts) if recognition else ())),
        recognition=recognition,
    )
    return reading, scanned


def _recognition(texts: Sequence[_Text], pages: Sequence[int], by: str) -> Recognition:
    """Return what a person has to confirm in the recognised ``pages``."""
    doubts: list[Doubt] = []
    numbers: list[Doubt] = []
    for line, text in enumerate(texts, start=1):
        if text.page not in pages or text.aside or not text.row:
            continue
        scores = iter([glyph.score for glyph in text.row.glyphs])
        sure = [1.0 if c == " " else next(scores, 1.0) for c in text.text]
        doubts += (
            Doubt(c, line, place, score)
            for place, (c, score) in enumerate(zip(text.text, sure, strict=True), start=1)
            if score < _SURE
        )
        for match in _NUMBER.finditer(text.text):
            least = min(sure[match.start() : match.end()])
            numbers.append(Doubt(match[0], line, match.start() + 1, least))
    return Recognition(by, tuple(pages), tuple(doubts), tuple(numbers))


def to_confirm(recognition: Recognition, texts: Sequence[_Text]) -> Iterator[Diagnostic]:
    """Yield a warning about recognised text, and a note for each line of it with something to confirm."""
    pages = _hold(recognition.pages)
    message = (
        f"{pages} text that was recognised from a scan by {recognition.by}: {len(recognition.doubts)} doubtful"
        f" characters and {len(recognition.numbers)} numbers are to be compared with it"
    )
    yield Diagnostic("warning", "recognised", message)
    kinds: tuple[tuple[Level, str, str, tuple[Doubt, ...]], ...] = (
        ("warning", "recognised-doubt", "doubtful", recognition.doubts),
        ("info", "recognised-number", "numbers", recognition.numbers),
    )
    for level, code, word, places in kinds:
        for line, there in groupby(places, key=lambda place: place.line):
            found = ", ".join(place.text for place in there)
            yield Diagnostic(level, code, f"{word}: {found}, in “{texts[line - 1].text}”", line)


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


def _diagnostics(pages: Sequence[Page], texts: Sequence[_Text]) -> Iterator[Diagnostic]:
    """Yield diagnostics about text that a scanner recognised, and about hidden text."""
    if recognised := [n for n, page in enumerate(pages, start=1) if page.recognised]:
        message = f"{_hold(recognised)} a scan with recognised text (OCR): compare it with the picture, above all the numbers"
        yield Diagnostic("warning", "recognised-text", message)
    hidden = [(n, text) for n, text in enumerate(texts, start=1) if text.aside == "hidden"]
    for page in sorted({text.page for _, text in hidden}):
        there = [(n, text.text) for n, text in hidden if text.page == page]
        count, (number, first) = sum(len(text) for _, text in there), there[0]
        message = f"page {page}: {count} characters that cannot be seen on the page are left out (“{first[:20]}”)"
        yield Diagnostic("warning", "hidden", message, number)


def _scans(pages: Sequence[int]) -> str:
    """Return the message about scanned pages.

    >>> _scans([2, 4, 5, 6]).partition("rapid")[0] + "…"
    'pages 2, 4–6 hold images and no text: have them recognised (OCR): install …'
    """
    return f"{_hold(pages)} images and no text: {ADVICE}"


def _hold(pages: Sequence[int]) -> str:
    runs = [
        [page for _, page in run]
        for _, run in groupby(enumerate(pages), key=lambda place: place[1] - place[0])
    ]
    names = ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
    return f"page {names} holds" if len(pages) == 1 else f"pages {names} hold"
