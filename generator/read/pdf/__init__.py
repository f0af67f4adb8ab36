"""PDF, by PDFium: rows of glyphs, what is furniture among them, and where paragraphs end.

PDFium was chosen over pdfminer.six and pdfplumber: on the five guides printed by a browser it is
some fifteen times faster, needs no other package, and gives ideographs where fonts share a glyph
with a radical (“⼈⼝” for “人口”).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from generator.errors import InputError
from generator.model import Aside, Diagnostic, Layout, Line, Reading
from generator.read.pdf.columns import in_reading_order
from generator.read.pdf.furniture import furniture
from generator.read.pdf.glyphs import glyphs, holds_images, link_targets
from generator.read.pdf.paragraphs import Placed, paragraph_ends
from generator.read.pdf.rows import Row

_BROKEN = "is no PDF, or broken"


def read_pdf(data: bytes, path: Path) -> Reading:
    """The rows of a PDF page by page, asides marked; InputError where it cannot be opened or
    has no text at all. The targets of a page's links follow its rows.
    """
    try:
        with pdfium.PdfDocument(data) as document:
            pages = list(document)
            printed = in_reading_order([glyphs(page) for page in pages])
            marked = furniture(printed, [page.get_height() for page in pages])
            targets = [link_targets(page) for page in pages]
            scanned = [
                number
                for number, page in enumerate(pages, start=1)
                if len(printed[number - 1]) == len(marked[number - 1]) and holds_images(page)
            ]
    except pdfium.PdfiumError as error:
        locked = error.err_code in (pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY)
        message = "is locked with a password: save it without one" if locked else _BROKEN
        raise InputError(message, path) from error
    if all(len(there) == len(asides) for there, asides in zip(printed, marked, strict=True)):
        message = _scans(scanned) if scanned else "holds no text and no images"
        raise InputError(message, path)
    return _reading(printed, marked, targets, scanned)


def _reading(
    printed: Sequence[Sequence[Row]],
    marked: Sequence[dict[int, Aside]],
    targets: Sequence[Sequence[str]],
    scanned: Sequence[int],
) -> Reading:
    running = [
        (page, index)
        for page, (there, asides) in enumerate(zip(printed, marked, strict=True))
        for index in range(len(there))
        if index not in asides
    ]
    placed = [Placed(printed[page][index], page + 1) for page, index in running]
    ends = dict(zip(running, paragraph_ends(placed), strict=True))
    lines: list[Line] = []
    starts = []
    for page, there in enumerate(printed):
        starts.append(len(lines) + 1)
        for index, row in enumerate(there):
            aside = marked[page].get(index)
            lines.append(
                Line(row.text, len(lines) + 1, page + 1, ends.get((page, index), False), aside)
            )
        for target in targets[page]:
            lines.append(Line(target, len(lines) + 1, page + 1, ends=False, aside="link_target"))
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
