"""A page of a PDF → its glyphs, each with its place, and where its links lead."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

_SAME_PLACE = 1.0
_URI_BYTES = 4096


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character as printed; lengths in points, from the top left corner of the page."""

    char: str
    left: float
    right: float
    base: float
    """How far down the page its baseline runs."""
    size: float
    """Of its type: the width of a Han character."""

    @property
    def wide(self) -> bool:
        """Whether it takes the width of a Han character."""
        return unicodedata.east_asian_width(self.char) in "WF"


def glyphs(page: pdfium.PdfPage) -> list[Glyph]:
    """The glyphs of ``page`` in the order in which the file has them, spaces included.

    Bold that is made by printing a glyph again at an offset of less than a point is undone: a
    reader sees one character, so it is one.
    """
    seen: dict[str, list[Glyph]] = defaultdict(list)
    found: list[Glyph] = []
    for glyph in _printed(page):
        if not any(_same_place(glyph, other) for other in seen[glyph.char]):
            seen[glyph.char].append(glyph)
            found.append(glyph)
    return found


def _same_place(one: Glyph, other: Glyph) -> bool:
    # The letters of a ligature, “ff”, begin at one place and end one after the other.
    return all(
        abs(a - b) < _SAME_PLACE
        for a, b in ((one.left, other.left), (one.right, other.right), (one.base, other.base))
    )


def _printed(page: pdfium.PdfPage) -> Iterator[Glyph]:
    text = page.get_textpage()
    left_edge, _, _, top_edge = page.get_bbox()
    x, y, matrix = ctypes.c_double(), ctypes.c_double(), pdfium_c.FS_MATRIX()
    for index in range(text.count_chars()):
        # PDFium adds line ends and spaces of its own; `rows` decides about them by place.
        if pdfium_c.FPDFText_IsGenerated(text, index) == 1:
            continue
        # It also marks the hyphen at a line's end as one that a wrap made. Addresses have theirs.
        hyphen = pdfium_c.FPDFText_IsHyphen(text, index) == 1
        char = "-" if hyphen else chr(pdfium_c.FPDFText_GetUnicode(text, index))
        if char in "\0\r\n":
            continue
        pdfium_c.FPDFText_GetCharOrigin(text, index, x, y)
        pdfium_c.FPDFText_GetMatrix(text, index, matrix)
        size = pdfium_c.FPDFText_GetFontSize(text, index) * math.hypot(matrix.a, matrix.b)
        _, _, right, _ = text.get_charbox(index, loose=True)
        glyph = Glyph(char, x.value - left_edge, right - left_edge, top_edge - y.value, size)
        # Where a font names a radical for an ideograph, PDFium knows only how far its ink goes.
        yield replace(glyph, right=max(glyph.right, glyph.left + size)) if glyph.wide else glyph


def holds_images(page: pdfium.PdfPage) -> bool:
    """Whether there is a picture on ``page``, as on a scan."""
    return any(True for _ in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE]))


def link_targets(page: pdfium.PdfPage) -> list[str]:
    """The addresses that the links of ``page`` lead to, each once, in the order of the file."""
    found: dict[str, None] = {}
    position, link = ctypes.c_int(0), pdfium_c.FPDF_LINK()
    while pdfium_c.FPDFLink_Enumerate(page, position, link):
        action = pdfium_c.FPDFLink_GetAction(link)
        buffer = ctypes.create_string_buffer(_URI_BYTES)
        length = pdfium_c.FPDFAction_GetURIPath(page.pdf, action, buffer, _URI_BYTES)
        if 0 < length <= _URI_BYTES:
            found[buffer.value.decode("utf-8", "replace")] = None
    return [address for address in found if address.startswith(("http:", "https:", "mailto:"))]
