"""The glyphs of a PDF page, each with its place."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from generator.read.limits import PDF_LETTERS_ON_PAGE

_SAME_PLACE = 1.0
_SHIFTED = 0.15
"""The most by which bold made by printing again shifts a glyph, in sizes; thin letters are wider."""
_TOGETHER = 3.0
_ASKEW = 5.0
"""Degrees."""
_SMALLEST = 0.01
_SOFT_HYPHEN = "\u00ad"
_NO_CHARACTERS = "\0\r\n"
UNREADABLE = "\ufffd"
"""Stands for a glyph of which the font does not tell the character."""

Rectangle = tuple[float, float, float, float]
"""Left, bottom, right and top in the page's own space."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character as printed; lengths in points, from the top left corner of the page."""

    char: str
    left: float
    right: float
    base: float
    """The distance of its baseline from the top of the page."""
    size: float
    """Of its type: the width of a Han character."""

    @property
    def wide(self) -> bool:
        """True for a character as wide as a Han character."""
        return _is_wide(self.char)


@dataclass(frozen=True, slots=True)
class Frame:
    """A page turned until text that runs in one direction stands upright.

    A page's own /Rotate says how a screen shows it, and not how its text runs.
    """

    edges: Rectangle
    turn: int
    """Clockwise, in degrees: 0, 90, 180 or 270."""

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Return how far from the left and the top edge a point of the page is.

        >>> Frame((0, 0, 200, 100), 0).place(10, 90), Frame((0, 0, 200, 100), 90).place(10, 90)
        ((10, 10), (90, 10))
        """
        left, bottom, right, top = self.edges
        # From each edge of the page, by the turn that makes it the left one.
        distances = {0: x - left, 90: y - bottom, 180: right - x, 270: top - y}
        return distances[self.turn], distances[(self.turn - 90) % 360]

    def box(self, edges: Sequence[float]) -> Rectangle:
        """Return (left, top, right, bottom) of a rectangle of the page."""
        ends = self.place(edges[0], edges[1]), self.place(edges[2], edges[3])
        (x1, x2), (y1, y2) = (sorted(side) for side in zip(*ends, strict=True))
        return x1, y1, x2, y2

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page."""
        return self.box(self.edges)[2:]


@dataclass(frozen=True, slots=True)
class Printed:
    """The glyphs of a page: those of the direction in which most of them run, then the others."""

    frame: Frame
    """The page as most of the text needs it."""
    upright: tuple[tuple[Glyph, ...], ...]
    """One entry a direction, in the order of the file, spaces included."""
    askew: tuple[str, ...]
    """Words that run in a direction in which no text is set: watermarks."""
    outside: tuple[str, ...]
    """Words beside the page, where they cannot be seen."""


def glyphs(page: pdfium.PdfPage) -> Printed:
    """Return the glyphs of ``page``; InputError where there are too many.

    Bold that is made by printing a glyph again at an offset of less than a point is undone: a
    reader sees one character, so it is one. A glyph that stands for several letters (“ffi”) becomes
    as many side by side.
    """
    edges = page.get_bbox()
    frames = {turn: Frame(edges, turn) for turn in (0, 90, 180, 270)}
    width_and_height = {turn: frame.size for turn, frame in frames.items()}
    upright: dict[int, list[Glyph]] = defaultdict(list)
    seen: dict[tuple[object, ...], Glyph] = {}
    askew: list[Glyph] = []
    outside: list[Glyph] = []
    for turn, glyph in _printed(page.get_textpage(), frames):
        if _is_outside(glyph, *width_and_height[turn or 0]):
            outside.append(glyph)
        elif turn is None:
            askew.append(glyph)
        elif not _again(turn, glyph, seen):
            upright[turn] += _letters(glyph)
    turns = sorted(upright, key=lambda turn: -len(upright[turn])) or [0]
    return Printed(
        frames[turns[0]],
        tuple(tuple(upright[turn]) for turn in turns),
        tuple(_words(askew)),
        tuple(_words(outside)),
    )


def _printed(
    text: pdfium.PdfTextPage, frames: dict[int, Frame]
) -> Iterator[tuple[int | None, Glyph]]:
    """Yield each glyph with the turn that sets it upright, None for one that stands askew."""
    PDF_LETTERS_ON_PAGE.check(text.count_chars())
    raw, matrix, box = text.raw, pdfium_c.FS_MATRIX(), pdfium_c.FS_RECTF()
    for first, last, chars, origin in _characters(text):
        pdfium_c.FPDFText_GetMatrix(raw, first, matrix)
        pdfium_c.FPDFText_GetLooseCharBox(raw, last, box)
        turn = _turn_of(matrix.a, matrix.b)
        frame = frames[turn or 0]
        size = pdfium_c.FPDFText_GetFontSize(raw, first) * math.hypot(matrix.a, matrix.b)
        left, base = frame.place(*origin)
        right = max(frame.place(box.left, box.bottom), frame.place(box.right, box.top))[0]
        # Where a font names a radical for an ideograph, PDFium knows only how far its ink goes.
        if len(chars) == 1 and _is_wide(chars):
            right = max(right, left + size)
        yield turn, Glyph(chars, left, right, base, size)


def _turn_of(a: float, b: float) -> int | None:
    """Return the turn that sets type upright whose matrix begins with ``a``, ``b``.

    >>> _turn_of(1, 0), _turn_of(0, 12), _turn_of(-1, 0.01), _turn_of(1, 1)
    (0, 90, 180, None)
    """
    angle = math.degrees(math.atan2(b, a))
    turn = round(angle / 90) * 90
    return None if abs(angle - turn) > _ASKEW else turn % 360


def _characters(text: pdfium.PdfTextPage) -> Iterator[tuple[int, int, str, tuple[float, float]]]:
    """Yield (first and last position in the text page, characters, origin) of each glyph.

    PDFium lists every UTF-16 unit of what a glyph stands for, one after the other, all with the place
    of the glyph. So it does with a text that the file tells for several glyphs (/ActualText).
    """
    raw, x, y = text.raw, ctypes.c_double(), ctypes.c_double()
    first, last, chars, place = 0, 0, "", (0.0, 0.0)
    for index in range(text.count_chars()):
        # PDFium adds line ends and spaces of its own; `rows` decides about them by place.
        if pdfium_c.FPDFText_IsGenerated(raw, index) == 1:
            continue
        pdfium_c.FPDFText_GetCharOrigin(raw, index, x, y)
        char, here = _character(text, index), (x.value, y.value)
        if chars and here == place and _part(raw, first) == _part(raw, index):
            last, chars = index, chars + char
            continue
        if chars:
            yield first, last, _whole(chars), place
        first, last, chars, place = index, index, char, here
    if chars:
        yield first, last, _whole(chars), place


def _part(raw: object, index: int) -> int | None:
    """Return a number of the part of the page that prints a character."""
    part = pdfium_c.FPDFText_GetTextObject(raw, index)
    return ctypes.cast(part, ctypes.c_void_p).value


def _whole(chars: str) -> str:
    """Join the two halves of each character beyond U+FFFF."""
    if not any("\ud800" <= char <= "\udfff" for char in chars):
        return chars
    return chars.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _character(text: pdfium.PdfTextPage, index: int) -> str:
    """Return the character at a position; "" for what has none and shows nothing."""
    char = chr(pdfium_c.FPDFText_GetUnicode(text.raw, index))
    # PDFium marks the hyphen at a line's end as one that a wrap made. Addresses have theirs.
    if char < " " and pdfium_c.FPDFText_IsHyphen(text, index) == 1:
        return "-"
    if char == _SOFT_HYPHEN:  # Word names any hyphen so
        return "-" if _has_ink(text, index) else char
    if char in _NO_CHARACTERS or pdfium_c.FPDFText_HasUnicodeMapError(text.raw, index) == 1:
        return UNREADABLE if _has_ink(text, index) else ""
    return char


def _has_ink(text: pdfium.PdfTextPage, index: int) -> bool:
    """Tell whether something may be printed, as with any font that is not in the file."""
    font = pdfium_c.FPDFTextObj_GetFont(pdfium_c.FPDFText_GetTextObject(text, index))
    if not font or pdfium_c.FPDFFont_GetIsEmbedded(font) != 1:
        return True
    left, bottom, right, top = text.get_charbox(index)
    return bool(right - left > _SMALLEST and top - bottom > _SMALLEST)


def _is_outside(glyph: Glyph, width: float, height: float) -> bool:
    """Tell whether no part of ``glyph`` is on the page, or its place is no number."""
    return not (
        glyph.right >= 0
        and glyph.left <= width
        and glyph.base >= 0
        and glyph.base - glyph.size <= height
        and math.isfinite(glyph.right + glyph.size)
    )


def _again(turn: int, glyph: Glyph, seen: dict[tuple[object, ...], Glyph]) -> bool:
    """Tell whether ``glyph`` is printed at this place already; if not, put it into ``seen``.

    ``seen`` holds the glyphs by small squares, so that the time does not grow with their number.
    """
    # A power of two, so that copies whose sizes differ by a rounding have the same squares.
    reach = 2.0 ** math.floor(math.log2(max(_SMALLEST, min(_SAME_PLACE, _SHIFTED * glyph.size))))
    column, row = math.floor(glyph.left / reach), math.floor(glyph.base / reach)
    for x in (column - 1, column, column + 1):
        for y in (row - 1, row, row + 1):
            other = seen.get((turn, glyph.char, reach, x, y))
            if (
                other
                and abs(glyph.left - other.left) < reach
                and abs(glyph.base - other.base) < reach
            ):
                return True
    seen[turn, glyph.char, reach, column, row] = glyph
    return False


def _letters(glyph: Glyph) -> Iterator[Glyph]:
    """Yield the letters of a glyph side by side."""
    count, width = len(glyph.char), glyph.right - glyph.left
    for n, char in enumerate(glyph.char):
        left, right = (glyph.left + width * edge / count for edge in (n, n + 1))
        yield replace(glyph, char=char, left=left, right=right) if count > 1 else glyph


def _words(apart: Sequence[Glyph]) -> list[str]:
    """Return the words that these glyphs make, in the order of the file."""
    words: list[str] = []
    for index, glyph in enumerate(apart):
        before = apart[index - 1]
        distance = math.hypot(glyph.left - before.left, glyph.base - before.base)
        if not index or distance > _TOGETHER * glyph.size:
            words.append("")
        words[-1] += glyph.char
    return [text for word in words if (text := word.strip())]


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF"
