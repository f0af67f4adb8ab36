"""A page of a PDF → what is drawn on it beside its text: rules, boxes and pictures."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from generator.read.pdf.grids import Rectangle
from generator.read.pdf.limits import PARTS_ON_PAGE

_DEEPEST = 15
"""Forms in forms."""
_MEASURED = (pdfium_c.FPDF_PAGEOBJ_PATH, pdfium_c.FPDF_PAGEOBJ_TEXT)
_NARROWEST = 0.1


@dataclass(frozen=True, slots=True)
class Drawings:
    """What is drawn on a page."""

    rectangles: tuple[Rectangle, ...]
    """The bounds of each line or shape."""
    images: bool
    """Whether there is a picture, as on a scan."""


def drawings(page: pdfium.PdfPage) -> Drawings:
    """What is drawn on ``page``; InputError where it is more than a guide needs.

    To be called before the page's text is read, as it makes PDFium tell all of that.
    """
    rectangles = []
    images = False
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for count, (kind, part) in enumerate(_parts(page), start=1):
        PARTS_ON_PAGE.check(count)
        if kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            images = True
        elif kind in _MEASURED and pdfium_c.FPDFPageObj_GetBounds(part, left, bottom, right, top):
            if kind == pdfium_c.FPDF_PAGEOBJ_PATH:
                rectangles.append((left.value, bottom.value, right.value, top.value))
            elif right.value - left.value < _NARROWEST:
                _widen(part)
    return Drawings(tuple(rectangles), images)


def _widen(text: object) -> None:
    """Give a piece of text an outline. PDFium leaves out what has no width: a single letter of a
    font that neither the file nor the system has.
    """
    pdfium_c.FPDFPageObj_SetStrokeWidth(text, 1)
    pdfium_c.FPDFTextObj_SetTextRenderMode(text, pdfium_c.FPDF_TEXTRENDERMODE_STROKE)
    pdfium_c.FPDFPageObj_Transform(text, 1, 0, 0, 1, 0, 0)  # measures it anew


def _parts(page: pdfium.PdfPage) -> Iterator[tuple[int, object]]:
    """(kind, handle) of the parts of ``page`` and of the forms on it."""
    for index in range(pdfium_c.FPDFPage_CountObjects(page)):
        yield from _with_inner(pdfium_c.FPDFPage_GetObject(page, index), _DEEPEST)


def _with_inner(part: object, depth: int) -> Iterator[tuple[int, object]]:
    kind = pdfium_c.FPDFPageObj_GetType(part)
    yield kind, part
    if kind == pdfium_c.FPDF_PAGEOBJ_FORM and depth:
        for index in range(pdfium_c.FPDFFormObj_CountObjects(part)):
            yield from _with_inner(pdfium_c.FPDFFormObj_GetObject(part, index), depth - 1)
