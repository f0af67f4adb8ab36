"""Text of a PDF that a reader of the page cannot see: text without ink, and text that something else hides.

A file may hold such text on purpose (an office's remarks in white), or left over (a layer that is switched off). It is no
text of the guide.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import pypdfium2.raw as pdfium_c

from generator.read.pdf.layers import is_switched_off

Box = tuple[float, float, float, float]
"""Left, bottom, right and top in the coordinates of the page."""
Colour = tuple[int, int, int]
Matrix = tuple[float, float, float, float, float, float]

IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)
_WITHOUT_INK = (pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium_c.FPDF_TEXTRENDERMODE_CLIP)
_OUTLINED = (pdfium_c.FPDF_TEXTRENDERMODE_STROKE, pdfium_c.FPDF_TEXTRENDERMODE_STROKE_CLIP)
_WHITE: Colour = (255, 255, 255)
_ALIKE = 12
"""The largest difference of two colours, in each of red, green and blue from 0 to 255, that nobody sees."""
_FAINT = 12
"""The alpha value from 0 to 255 below which nothing is seen."""
_THIN = 2.0
_LEFT_OVER = 0.1
"""The share of a text that a clipping path may leave visible while the text counts as hidden."""
_CORNERS = 6
"""The most points of a path that is a rectangle."""


class _Shape(NamedTuple):
    order: int
    box: Box
    colour: Colour | None
    """None for a picture or a gradient."""
    covers: bool


class _Text(NamedTuple):
    order: int
    key: int
    box: Box
    clip: Box | None
    mode: int
    colour: Colour
    alpha: int
    off: bool


@dataclass
class Painted:
    """The texts, shapes and pictures of a page in the order in which it paints them."""

    texts: list[_Text] = field(default_factory=list)
    shapes: list[_Shape] = field(default_factory=list)
    count: int = 0

    def add(self, kind: int, part: object, matrix: Matrix, *, off: bool) -> None:
        """Note an object that is placed by ``matrix``; ``off`` is True if the form that contains it is switched off."""
        self.count += 1
        box = bounds(part, matrix)
        if box is None:
            return
        if kind == pdfium_c.FPDF_PAGEOBJ_TEXT:
            key = ctypes.cast(part, ctypes.c_void_p).value  # type: ignore[arg-type]
            mode = pdfium_c.FPDFTextObj_GetTextRenderMode(part)
            outlined = mode in _OUTLINED
            colour, alpha = _colour(part, outlined=outlined)
            clip = _clip(part, matrix)
            self.texts.append(
                _Text(
                    self.count,
                    key or 0,
                    box,
                    clip,
                    mode,
                    colour,
                    alpha,
                    off or is_switched_off(part),
                )
            )
        elif kind == pdfium_c.FPDF_PAGEOBJ_PATH:
            self._add_path(part, box)
        elif kind in (pdfium_c.FPDF_PAGEOBJ_IMAGE, pdfium_c.FPDF_PAGEOBJ_SHADING):
            self.shapes.append(_Shape(self.count, box, None, covers=False))

    def _add_path(self, part: object, box: Box) -> None:
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium_c.FPDFPath_GetDrawMode(part, fill, stroke)
        thin = min(box[2] - box[0], box[3] - box[1]) < _THIN
        colour, alpha = _colour(part)
        if thin or not fill.value or alpha < _FAINT:
            return
        opaque = not pdfium_c.FPDFPageObj_HasTransparency(part)
        is_rectangle = pdfium_c.FPDFPath_CountSegments(part) <= _CORNERS
        covers = opaque and is_rectangle and _clip(part, IDENTITY) is None
        self.shapes.append(_Shape(self.count, box, colour if opaque else None, covers))

    def hidden(self) -> set[int]:
        """Return the handles of the text objects that cannot be seen."""
        return {text.key for text in self.texts if self._is_hidden(text)}

    def recognised(self) -> int:
        """Return the number of texts without ink on pictures: recognised text of a scan."""
        return sum(text.mode in _WITHOUT_INK and self._is_on_picture(text) for text in self.texts)

    def _is_hidden(self, text: _Text) -> bool:
        if text.off or (text.clip and _share(text.box, text.clip) < _LEFT_OVER):
            return True
        if text.mode in _WITHOUT_INK:
            return not self._is_on_picture(text)
        if text.alpha < _FAINT:
            return True
        if any(shape.covers for shape in self._over(text)):
            return True
        behind = self._behind(text)
        return behind is not None and _is_alike(behind, text.colour)

    def _is_on_picture(self, text: _Text) -> bool:
        return any(shape.colour is None and _holds(shape.box, text.box) for shape in self.shapes)

    def _over(self, text: _Text) -> Iterator[_Shape]:
        """Yield the shapes that are painted over the middle of ``text``."""
        for shape in reversed(self.shapes):
            if shape.order < text.order:
                return
            if _holds(shape.box, text.box):
                yield shape

    def _behind(self, text: _Text) -> Colour | None:
        """Return the colour behind ``text``; None for a picture."""
        if not _is_alike(text.colour, _WHITE) and not any(
            shape.colour and _is_alike(text.colour, shape.colour) for shape in self.shapes
        ):
            return None
        for shape in reversed(self.shapes):
            if shape.order < text.order and _holds(shape.box, text.box):
                return shape.colour
        return _WHITE


def bounds(part: object, matrix: Matrix) -> Box | None:
    """Return the bounds of an object on the page."""
    sides = [ctypes.c_float() for _ in range(4)]
    if not pdfium_c.FPDFPageObj_GetBounds(part, *sides):
        return None
    return placed([(sides[0].value, sides[1].value), (sides[2].value, sides[3].value)], matrix)


def placed(points: list[tuple[float, float]], matrix: Matrix) -> Box:
    """Return the bounds of ``points`` on the page."""
    (left, right), (bottom, top) = ((min(v), max(v)) for v in zip(*points, strict=True))
    if matrix != IDENTITY:
        a, b, c, d, e, f = matrix
        corners = [(x, y) for x in (left, right) for y in (bottom, top)]
        return placed([(a * x + c * y + e, b * x + d * y + f) for x, y in corners], IDENTITY)
    return left, bottom, right, top


def within(part: object, matrix: Matrix) -> Matrix:
    """Return the matrix that places the objects in a form which ``matrix`` places."""
    found = pdfium_c.FS_MATRIX()
    pdfium_c.FPDFPageObj_GetMatrix(part, found)
    a, b, c, d, e, f = (getattr(found, name) for name in "abcdef")
    u, v, w, x, y, z = matrix
    return (
        a * u + b * w,
        a * v + b * x,
        c * u + d * w,
        c * v + d * x,
        e * u + f * w + y,
        e * v + f * x + z,
    )


def _colour(part: object, *, outlined: bool = False) -> tuple[Colour, int]:
    red, green, blue, alpha = (ctypes.c_uint(value) for value in (0, 0, 0, 255))
    call = pdfium_c.FPDFPageObj_GetStrokeColor if outlined else pdfium_c.FPDFPageObj_GetFillColor
    call(part, red, green, blue, alpha)
    return (red.value, green.value, blue.value), alpha.value


def _clip(part: object, matrix: Matrix) -> Box | None:
    """Return the bounds of what the clipping paths of an object leave; None if they cut nothing off."""
    clip = pdfium_c.FPDFPageObj_GetClipPath(part)
    found: Box | None = None
    x, y = ctypes.c_float(), ctypes.c_float()
    for path in range(max(0, pdfium_c.FPDFClipPath_CountPaths(clip)) if clip else 0):
        points = []
        for index in range(max(0, pdfium_c.FPDFClipPath_CountPathSegments(clip, path))):
            segment = pdfium_c.FPDFClipPath_GetPathSegment(clip, path, index)
            pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
            points.append((x.value, y.value))
        box = placed(points, matrix) if points else (0.0, 0.0, 0.0, 0.0)
        found = box if found is None else _overlap(found, box)
    return found


def _overlap(one: Box, other: Box) -> Box:
    left, bottom = max(one[0], other[0]), max(one[1], other[1])
    return left, bottom, max(left, min(one[2], other[2])), max(bottom, min(one[3], other[3]))


def _share(box: Box, clip: Box) -> float:
    """Return the share of ``box`` in ``clip``; a box without an area counts by its middle."""
    area = (box[2] - box[0]) * (box[3] - box[1])
    left, bottom, right, top = _overlap(box, clip)
    return (right - left) * (top - bottom) / area if area > 0 else float(_holds(clip, box))


def _holds(box: Box, text: Box) -> bool:
    x, y = (text[0] + text[2]) / 2, (text[1] + text[3]) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _is_alike(one: Colour, other: Colour) -> bool:
    return all(abs(a - b) <= _ALIKE for a, b in zip(one, other, strict=True))
