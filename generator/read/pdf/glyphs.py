"""A page of a PDF → its glyphs, each with its place."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from generator.read.pdf.frames import Frame, turn_of
from generator.read.pdf.limits import LETTERS_ON_PAGE

_SAME_PLACE = 1.0
_SHIFTED = 0.15
"""Of its size, how far bold by printing again shifts a glyph at most; a thin letter is wider."""
_TOGETHER = 3.0
_SMALLEST = 0.01
_SOFT_HYPHEN = "\u00ad"
_NO_CHARACTERS = "\0\r\n"
UNREADABLE = "\ufffd"
"""Stands for a glyph of which the font does not tell the character."""


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
        return _is_wide(self.char)


@dataclass(frozen=True, slots=True)
class Printed:
    """The glyphs of a page: those of the direction in which most of them run, then the others."""

    frames: tuple[Frame, ...]
    upright: tuple[tuple[Glyph, ...], ...]
    """As each frame sees them, in the order of the file, spaces included."""
    askew: tuple[str, ...]
    """What runs in no direction in which one sets text: a watermark."""
    outside: tuple[str, ...]
    """What stands beside the page, where nobody sees it."""

    @property
    def frame(self) -> Frame:
        """That of most of the text."""
        return self.frames[0]


def glyphs(page: pdfium.PdfPage) -> Printed:
    """The glyphs of ``page``.

    Bold that is made by printing a glyph again at an offset of less than a point is undone: a
    reader sees one character, so it is one. A glyph that stands for several letters (“ffi”) becomes
    as many side by side.
    """
    edges = page.get_bbox()
    turned: dict[int, list[Glyph]] = defaultdict(list)
    seen: dict[tuple[object, ...], Glyph] = {}
    askew: list[Glyph] = []
    outside: list[Glyph] = []
    for turn, frame, glyph in _printed(page.get_textpage(), edges):
        if _is_outside(glyph, frame):
            outside.append(glyph)
        elif turn is None:
            askew.append(glyph)
        elif not _again(turn, glyph, seen):
            turned[turn] += _letters(glyph)
    turns = sorted(turned, key=lambda turn: -len(turned[turn])) or [0]
    return Printed(
        tuple(Frame(edges, turn) for turn in turns),
        tuple(tuple(turned[turn]) for turn in turns),
        tuple(_words(askew)),
        tuple(_words(outside)),
    )


def _words(apart: Sequence[Glyph]) -> list[str]:
    """What stands together, in the order of the file."""
    words: list[list[str]] = []
    for index, glyph in enumerate(apart):
        before = apart[index - 1]
        distance = math.hypot(glyph.left - before.left, glyph.base - before.base)
        if not index or distance > _TOGETHER * glyph.size:
            words.append([])
        words[-1].append(glyph.char)
    return [text for word in words if (text := "".join(word).strip())]


def _again(turn: int, glyph: Glyph, seen: dict[tuple[object, ...], Glyph]) -> bool:
    """Whether ``glyph`` is printed at this place already; if not, ``seen`` remembers it.

    It keeps glyphs by squares so small that each holds one of a kind: so to look for one takes the
    same time however many there are.
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


def _is_outside(glyph: Glyph, frame: Frame) -> bool:
    """Whether no part of ``glyph`` is on the page; one that is in no place at all is not."""
    return not (
        glyph.right >= 0
        and glyph.left <= frame.width
        and glyph.base >= 0
        and glyph.base - glyph.size <= frame.height
        and math.isfinite(glyph.right + glyph.size)
    )


def _letters(glyph: Glyph) -> list[Glyph]:
    """The letters of a glyph side by side."""
    count = len(glyph.char)
    if count == 1:
        return [glyph]
    edges = [glyph.left + (glyph.right - glyph.left) * n / count for n in range(count + 1)]
    return [
        Glyph(char, left, right, glyph.base, glyph.size)
        for char, (left, right) in zip(glyph.char, pairwise(edges), strict=True)
    ]


def _printed(
    text: pdfium.PdfTextPage, edges: tuple[float, float, float, float]
) -> Iterator[tuple[int | None, Frame, Glyph]]:
    """(the turn that sets it upright, or None where it stands askew; its frame; the glyph in it)."""
    LETTERS_ON_PAGE.check(text.count_chars())
    frames = {turn: Frame(edges, turn) for turn in (0, 90, 180, 270)}
    raw, matrix, box = text.raw, pdfium_c.FS_MATRIX(), pdfium_c.FS_RECTF()
    for first, last, chars, (x, y) in _characters(text):
        pdfium_c.FPDFText_GetMatrix(raw, first, matrix)
        pdfium_c.FPDFText_GetLooseCharBox(raw, last, box)
        a, b = matrix.a, matrix.b
        turn = turn_of(a, b)
        frame = frames[turn or 0]
        size = pdfium_c.FPDFText_GetFontSize(raw, first) * math.hypot(a, b)
        left, base = frame.place(x, y)
        ends = frame.place(box.left, box.bottom), frame.place(box.right, box.top)
        right = max(ends)[0]
        # Where a font names a radical for an ideograph, PDFium knows only how far its ink goes.
        if len(chars) == 1 and _is_wide(chars):
            right = max(right, left + size)
        yield turn, frame, Glyph(chars, left, right, base, size)


def _characters(text: pdfium.PdfTextPage) -> Iterator[tuple[int, int, str, tuple[float, float]]]:
    """(first and last position in the text page, characters, where it begins) of each glyph.

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
        if chars and here == place and _part(text, first) == _part(text, index):
            last, chars = index, chars + char
            continue
        if chars:
            yield first, last, _whole(chars), place
        first, last, chars, place = index, index, char, here
    if chars:
        yield first, last, _whole(chars), place


def _part(text: pdfium.PdfTextPage, index: int) -> int | None:
    """What tells apart the parts of a page that print text."""
    part = pdfium_c.FPDFText_GetTextObject(text, index)
    return ctypes.cast(part, ctypes.c_void_p).value


def _whole(chars: str) -> str:
    """The same with the two halves of each character beyond U+FFFF as one."""
    if not any("\ud800" <= char <= "\udfff" for char in chars):
        return chars
    return chars.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _character(text: pdfium.PdfTextPage, index: int) -> str:
    """What PDFium lists at a position; nothing for what has no character and shows nothing."""
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
    """Whether something is printed, or may be: of a font that the file lacks nobody knows."""
    font = pdfium_c.FPDFTextObj_GetFont(pdfium_c.FPDFText_GetTextObject(text, index))
    if not font or pdfium_c.FPDFFont_GetIsEmbedded(font) != 1:
        return True
    left, bottom, right, top = text.get_charbox(index)
    return bool(right - left > _SMALLEST and top - bottom > _SMALLEST)


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF"
