"""A page of a PDF → its glyphs, each with its place, and where its links lead."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from generator.read.pdf.frames import Frame, turn_of

_SAME_PLACE = 1.0
_TOGETHER = 3.0
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


@dataclass(frozen=True, slots=True)
class Printed:
    """The glyphs of a page: those of the direction in which most of them run, then the others."""

    frames: tuple[Frame, ...]
    upright: tuple[tuple[Glyph, ...], ...]
    """As each frame sees them, in the order of the file, spaces included."""
    askew: tuple[str, ...]
    """What runs in no direction in which one sets text: a watermark."""

    @property
    def frame(self) -> Frame:
        """That of most of the text."""
        return self.frames[0]


def glyphs(page: pdfium.PdfPage) -> Printed:
    """The glyphs of ``page``.

    Bold that is made by printing a glyph again at an offset of less than a point is undone: a
    reader sees one character, so it is one.
    """
    edges = page.get_bbox()
    turned: dict[int, list[Glyph]] = defaultdict(list)
    seen: dict[tuple[int, str], list[Glyph]] = defaultdict(list)
    askew: list[Glyph] = []
    for turn, glyph in _printed(page, edges):
        if turn is None:
            askew.append(glyph)
        elif not any(_same_place(glyph, other) for other in seen[turn, glyph.char]):
            seen[turn, glyph.char].append(glyph)
            turned[turn].append(glyph)
    turns = sorted(turned, key=lambda turn: -len(turned[turn])) or [0]
    return Printed(
        tuple(Frame(edges, turn) for turn in turns),
        tuple(tuple(turned[turn]) for turn in turns),
        tuple(_words(askew)),
    )


def _words(askew: Sequence[Glyph]) -> Iterator[str]:
    """What stands together, in the order of the file."""
    words = ""
    for index, glyph in enumerate(askew):
        before = askew[index - 1] if index else glyph
        apart = math.hypot(glyph.left - before.left, glyph.base - before.base)
        if apart > _TOGETHER * glyph.size and words.strip():
            yield words.strip()
            words = ""
        words += glyph.char
    if words.strip():
        yield words.strip()


def _same_place(one: Glyph, other: Glyph) -> bool:
    # The letters of a ligature, “ff”, begin at one place and end one after the other.
    return all(
        abs(a - b) < _SAME_PLACE
        for a, b in ((one.left, other.left), (one.right, other.right), (one.base, other.base))
    )


def _printed(
    page: pdfium.PdfPage, edges: tuple[float, float, float, float]
) -> Iterator[tuple[int | None, Glyph]]:
    """(the turn that sets it upright, the glyph turned so); None for one that stands askew."""
    text = page.get_textpage()
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
        turn = turn_of(matrix.a, matrix.b)
        frame = Frame(edges, turn or 0)
        left, base = frame.place(x.value, y.value)
        _, _, right, _ = frame.box(text.get_charbox(index, loose=True))
        glyph = Glyph(char, left, right, base, size)
        # Where a font names a radical for an ideograph, PDFium knows only how far its ink goes.
        yield turn, replace(glyph, right=max(right, left + size)) if glyph.wide else glyph


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
