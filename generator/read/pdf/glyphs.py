"""The glyphs of a PDF page, each with its place."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, product
from statistics import median

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from generator.model import Aside
from generator.read.limits import PDF_LETTERS_ON_PAGE

_SAME_PLACE = 1.0
_SHIFTED = 0.15
"""The largest shift of a glyph that is printed twice to look bold, in type sizes; it is less than a thin letter."""
_TOGETHER = 3.0
_ASKEW = 5.0
"""The largest angle, in degrees, by which upright text may be turned."""
_SMALLEST = 0.01
_TINY = 0.125
"""The type size below which text cannot be seen, as a share of the usual size on its page."""
_STRUCK = (0.5, 0.15)
"""The greatest and the least height above the baseline, in type sizes, of a line that strikes out a glyph."""
_THIN = 0.15
"""The largest thickness of such a line, in type sizes."""
UNREADABLE = "\ufffd"
"""The replacement for a glyph whose character the font does not give."""

Rectangle = tuple[float, float, float, float]
"""Left, bottom, right and top in the coordinates of the PDF page."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A printed character; all lengths are in points, from the top left corner of the page."""

    char: str
    left: float
    right: float
    base: float
    """The distance of its baseline from the top of the page."""
    size: float
    """The type size, which is the width of a Han character."""
    score: float = 1.0
    """How sure it is that this is the character: less than 1 for a recognised one."""

    @property
    def wide(self) -> bool:
        """True if the character is as wide as a Han character."""
        return unicodedata.east_asian_width(self.char) in "WF"


@dataclass(frozen=True, slots=True)
class Frame:
    """A page turned so that the text of one direction is upright.

    The page's /Rotate is not used: it controls the display, and the text may run in another direction.
    """

    edges: Rectangle
    turn: int
    """The clockwise turn in degrees: 0, 90, 180 or 270."""

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Return the distances of a point from the left and from the top edge.

        >>> Frame((0, 0, 200, 100), 0).place(10, 90), Frame((0, 0, 200, 100), 90).place(10, 90)
        ((10, 10), (90, 10))
        """
        left, bottom, right, top = self.edges
        # Each turn makes another edge the left one, and the edge before it the top one.
        distances = (x - left, y - bottom, right - x, top - y)
        return distances[self.turn // 90], distances[self.turn // 90 - 1]

    def box(self, edges: Sequence[float]) -> Rectangle:
        """Return (left, top, right, bottom) of a rectangle of the page."""
        ends = self.place(edges[0], edges[1]), self.place(edges[2], edges[3])
        (x1, x2), (y1, y2) = (sorted(side) for side in zip(*ends, strict=True))
        return x1, y1, x2, y2

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page."""
        return self.box(self.edges)[2:]


def glyphs(
    page: pdfium.PdfPage, hidden: Container[int | None] = ()
) -> tuple[Frame, list[list[Glyph]], list[tuple[Aside, str]]]:
    """Return (the page turned so that most of its text is upright, glyphs, asides); InputError if there are too many.

    The glyphs are in one list for each direction of text, the most frequent direction first. The asides
    are words at a slant, such as watermarks, and words that are not visible: outside the page, much too small, or in one of
    the text objects ``hidden``.

    A glyph that is printed again less than a point away, to look bold, counts once, as a reader sees one
    character. A glyph for several letters (“ffi”) becomes as many glyphs side by side.
    """
    frames = {turn: Frame(page.get_bbox(), turn) for turn in (0, 90, 180, 270)}
    sizes = {turn: frame.size for turn, frame in frames.items()}
    upright: dict[int, list[Glyph]] = defaultdict(list)
    seen: dict[tuple[object, ...], Glyph] = {}
    askew: list[Glyph] = []
    outside: list[Glyph] = []
    unseen: list[Glyph] = []
    found = list(_printed(page.get_textpage(), frames))
    least = _TINY * median(glyph.size for _, glyph, _ in found) if found else 0.0
    for turn, glyph, part in found:
        if part in hidden or glyph.size < least:
            unseen.append(glyph)
        elif _is_outside(glyph, *sizes[turn or 0]):
            outside.append(glyph)
        elif turn is None:
            askew.append(glyph)
        elif not _again(turn, glyph, seen):
            upright[turn] += _letters(glyph)
    turns = sorted(upright, key=lambda turn: -len(upright[turn])) or [0]
    asides: list[tuple[Aside, str]] = [
        *(("watermark", words) for words in _words(askew)),
        *(("outside_page", words) for words in _words(outside)),
        *(("hidden", words) for words in _words(unseen)),
    ]
    return frames[turns[0]], [upright[turn] for turn in turns], asides


def _printed(
    text: pdfium.PdfTextPage, frames: dict[int, Frame]
) -> Iterator[tuple[int | None, Glyph, int | None]]:
    """Yield each glyph with the turn that makes it upright, or None for one at a slant, and with its text object.

    PDFium lists the UTF-16 units of a glyph's characters one after the other, all with the glyph's
    place. It lists the text that a file gives for several glyphs (/ActualText) in the same way.
    """
    count = text.count_chars()
    PDF_LETTERS_ON_PAGE.check(count)
    raw, x, y = text.raw, ctypes.c_double(), ctypes.c_double()
    matrix, box = pdfium_c.FS_MATRIX(), pdfium_c.FS_RECTF()

    def place(index: int) -> tuple[float, float]:
        pdfium_c.FPDFText_GetCharOrigin(raw, index, x, y)
        return x.value, y.value

    def part(index: int) -> int | None:
        """Return a number that identifies the text object to which a character belongs."""
        return ctypes.cast(pdfium_c.FPDFText_GetTextObject(raw, index), ctypes.c_void_p).value

    def by_place() -> Iterator[tuple[tuple[float, float], list[int]]]:
        """Yield the origin of each glyph, and the positions of its characters."""
        # Skip line ends and spaces that PDFium adds; `rows` adds spaces by the places of glyphs.
        found = (n for n in range(count) if pdfium_c.FPDFText_IsGenerated(raw, n) != 1)
        for origin, there in groupby(found, place):
            indexes = list(there)
            if len(indexes) == 1:
                yield origin, indexes
            else:  # the same letter may be printed twice at one place
                yield from ((origin, list(same)) for _, same in groupby(indexes, part))

    for origin, (first, *others) in by_place():
        chars = _character(text, first) + "".join(_character(text, index) for index in others)
        if not chars:
            continue
        if any("\ud800" <= char <= "\udfff" for char in chars):
            chars = chars.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        pdfium_c.FPDFText_GetMatrix(raw, first, matrix)
        pdfium_c.FPDFText_GetLooseCharBox(raw, others[-1] if others else first, box)
        turn = _turn_of(matrix.a, matrix.b)
        frame = frames[turn or 0]
        size = pdfium_c.FPDFText_GetFontSize(raw, first) * math.hypot(matrix.a, matrix.b)
        left, base = frame.place(*origin)
        right = max(frame.place(box.left, box.bottom), frame.place(box.right, box.top))[0]
        glyph = Glyph(chars, left, right, base, size)
        # If the font encodes an ideograph as a radical, PDFium gives only the width of its ink.
        is_ink = len(chars) == 1 and right < left + size and glyph.wide
        yield turn, replace(glyph, right=left + size) if is_ink else glyph, part(first)


def _turn_of(a: float, b: float) -> int | None:
    """Return the turn that makes text upright whose matrix begins with ``a`` and ``b``; None for a slant.

    >>> _turn_of(1, 0), _turn_of(0, 12), _turn_of(-1, 0.01), _turn_of(1, 1)
    (0, 90, 180, None)
    """
    angle = math.degrees(math.atan2(b, a))
    turn = round(angle / 90) * 90
    return None if abs(angle - turn) > _ASKEW else turn % 360


def _character(text: pdfium.PdfTextPage, index: int) -> str:
    """Return the character at a position; "" for a glyph without a character that prints nothing."""
    char = chr(pdfium_c.FPDFText_GetUnicode(text.raw, index))
    # PDFium treats a hyphen at the end of a line as hyphenation, but it may be part of an address.
    if char < " " and pdfium_c.FPDFText_IsHyphen(text, index) == 1:
        return "-"
    if char == "\u00ad":  # Word encodes every hyphen as a soft one
        return "-" if _has_ink(text, index) else char
    if char in "\0\r\n" or pdfium_c.FPDFText_HasUnicodeMapError(text.raw, index) == 1:
        return UNREADABLE if _has_ink(text, index) else ""
    return char


def _has_ink(text: pdfium.PdfTextPage, index: int) -> bool:
    """Return whether the glyph may print something; this is assumed for a font that is not embedded in the file."""
    font = pdfium_c.FPDFTextObj_GetFont(pdfium_c.FPDFText_GetTextObject(text, index))
    if not font or pdfium_c.FPDFFont_GetIsEmbedded(font) != 1:
        return True
    left, bottom, right, top = text.get_charbox(index)
    return bool(min(right - left, top - bottom) > _SMALLEST)


def _is_outside(glyph: Glyph, width: float, height: float) -> bool:
    """Return whether ``glyph`` is completely outside the page, or its place is not a finite number."""
    across = glyph.right >= 0 and glyph.left <= width
    down = glyph.base >= 0 and glyph.base - glyph.size <= height
    return not (across and down and math.isfinite(glyph.right + glyph.size))


def _again(turn: int, glyph: Glyph, seen: dict[tuple[object, ...], Glyph]) -> bool:
    """Return whether the same glyph is already in ``seen`` at this place; if not, add it.

    ``seen`` is indexed by small squares, so that a search does not take longer on a page with more glyphs.
    """
    # A power of two, so that copies with slightly different sizes have the same squares.
    reach = 2.0 ** math.floor(math.log2(max(_SMALLEST, min(_SAME_PLACE, _SHIFTED * glyph.size))))
    column, row = math.floor(glyph.left / reach), math.floor(glyph.base / reach)
    for x, y in product((column - 1, column, column + 1), (row - 1, row, row + 1)):
        other = seen.get((turn, glyph.char, reach, x, y))
        near = other and max(abs(glyph.left - other.left), abs(glyph.base - other.base)) < reach
        if near:
            return True
    seen[turn, glyph.char, reach, column, row] = glyph
    return False


def _letters(glyph: Glyph) -> Iterator[Glyph]:
    """Yield one glyph for each letter, side by side."""
    count, width = len(glyph.char), glyph.right - glyph.left
    for n, char in enumerate(glyph.char):
        left, right = (glyph.left + width * edge / count for edge in (n, n + 1))
        yield replace(glyph, char=char, left=left, right=right) if count > 1 else glyph


def without_struck(
    found: Sequence[Glyph], shapes: Iterable[Rectangle]
) -> tuple[list[Glyph], list[str]]:
    """Return the glyphs without those that a thin line strikes out, and the words of these.

    ``shapes`` are (left, top, right, bottom) of the lines and shapes on the page. A line strikes out a glyph if it
    runs through the middle of it from side to side; an underline is lower, and a rule between rows is not in the text.
    """
    lines = sorted(
        ((top + bottom) / 2, left, right, bottom - top) for left, top, right, bottom in shapes
    )
    heights = [line[0] for line in lines]

    def is_struck(glyph: Glyph) -> bool:
        low, high = (glyph.base - share * glyph.size for share in _STRUCK)
        middle = (glyph.left + glyph.right) / 2
        return not glyph.char.isspace() and any(
            left <= middle <= right and right - left > thickness <= _THIN * glyph.size
            for _, left, right, thickness in lines[
                bisect_left(heights, low) : bisect_right(heights, high)
            ]
        )

    struck = [is_struck(glyph) for glyph in found] if lines else []
    if not any(struck):
        return list(found), []
    return (
        [glyph for glyph, out in zip(found, struck, strict=True) if not out],
        _words([glyph for glyph, out in zip(found, struck, strict=True) if out]),
    )


def words_only_in(page: pdfium.PdfPage, other: pdfium.PdfPage) -> list[str]:
    """Return the words on ``page`` that ``other``, a version of it with less text, has not."""
    frames = {turn: Frame(page.get_bbox(), turn) for turn in (0, 90, 180, 270)}
    one, less = (
        [
            (g, (g.char, round(g.left), round(g.base)))
            for _, g, _ in _printed(p.get_textpage(), frames)
        ]
        for p in (page, other)
    )
    there = {key for _, key in less}
    return _words([glyph for glyph, key in one if key not in there])


def _words(apart: Sequence[Glyph]) -> list[str]:
    """Return the words of glyphs that are not upright, in the order of the file."""
    words: list[str] = []
    for index, glyph in enumerate(apart):
        before = apart[index - 1]
        distance = math.hypot(glyph.left - before.left, glyph.base - before.base)
        if not index or distance > _TOGETHER * glyph.size:
            words.append("")
        words[-1] += glyph.char
    return [text for word in words if (text := word.strip())]
