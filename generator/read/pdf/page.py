"""A PDF page: its glyphs, its lines and pictures, and its links, comments and form fields."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from generator.model import Aside
from generator.read import ADDRESSES
from generator.read.limits import PDF_NOTES_ON_PAGE, PDF_PARTS_ON_PAGE
from generator.read.pdf.glyphs import Frame, Glyph, Rectangle, glyphs, without_struck
from generator.read.pdf.hidden import IDENTITY, Matrix, Painted, bounds, within
from generator.read.pdf.layers import is_switched_off

_DEEPEST = 15
"""The largest depth of forms inside forms that is read."""
_MEASURED = (pdfium_c.FPDF_PAGEOBJ_PATH, pdfium_c.FPDF_PAGEOBJ_TEXT)
_NARROWEST = 0.1
_WRITTEN = (
    pdfium_c.FPDF_FORMFIELD_TEXTFIELD,
    pdfium_c.FPDF_FORMFIELD_COMBOBOX,
    pdfium_c.FPDF_FORMFIELD_LISTBOX,
)


@dataclass(frozen=True, slots=True)
class Page:
    """All that a page holds."""

    frame: Frame
    """The page turned so that most of its text is upright."""
    upright: list[list[Glyph]]
    """The glyphs of each direction of text, the most frequent direction first; with spaces."""
    rectangles: list[Rectangle]
    """The bounds of each line and shape."""
    pictures: bool
    asides: list[tuple[Aside, str]]
    """Words at a slant, hidden or outside the page, link targets, comments and values of form fields."""
    recognised: bool = False
    """True if text without ink lies on a picture: the recognised text of a scan."""


def read_page(page: pdfium.PdfPage) -> Page:
    """Return the contents of ``page``; InputError if it exceeds a limit."""
    # The drawings come first, because this also widens text that PDFium would leave out.
    rectangles, pictures, painted = _drawings(page)
    frame, upright, asides = glyphs(page, painted.hidden())
    upright[0], struck = without_struck(upright[0], map(frame.box, rectangles))
    asides += (("struck", text) for text in struck)
    return Page(
        frame, upright, rectangles, pictures, asides + _notes(page), painted.recognised() > 0
    )


def _drawings(page: pdfium.PdfPage) -> tuple[list[Rectangle], bool, Painted]:
    """Return (the bounds of each line and shape on ``page``, whether there is a picture, what the page paints)."""
    rectangles = []
    pictures = False
    painted = Painted()
    for count, (kind, part, matrix, off) in enumerate(_parts(page), start=1):
        PDF_PARTS_ON_PAGE.check(count)
        painted.add(kind, part, matrix, off=off)
        if kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            pictures = True
        elif kind in _MEASURED and (box := bounds(part, matrix)):
            if kind == pdfium_c.FPDF_PAGEOBJ_PATH:
                rectangles.append(box)
            elif box[2] - box[0] < _NARROWEST:
                _widen(part)
    return rectangles, pictures, painted


def _widen(text: object) -> None:
    """Give a text object an outline, because PDFium leaves out text without a width: a single letter in a
    font that neither the file nor the system has.
    """
    pdfium_c.FPDFPageObj_SetStrokeWidth(text, 1)
    pdfium_c.FPDFTextObj_SetTextRenderMode(text, pdfium_c.FPDF_TEXTRENDERMODE_STROKE)
    pdfium_c.FPDFPageObj_Transform(text, 1, 0, 0, 1, 0, 0)  # makes PDFium measure it again


_Part = tuple[int, object, Matrix, bool]
"""Kind and handle of an object, the matrix of the forms that contain it, and whether one of them is switched off."""


def _parts(page: pdfium.PdfPage) -> Iterator[_Part]:
    """Yield the objects on ``page`` and in its forms."""
    for index in range(pdfium_c.FPDFPage_CountObjects(page)):
        part = pdfium_c.FPDFPage_GetObject(page, index)
        yield from _with_inner(part, _DEEPEST, IDENTITY, off=False)


def _with_inner(part: object, depth: int, matrix: Matrix, *, off: bool) -> Iterator[_Part]:
    kind = pdfium_c.FPDFPageObj_GetType(part)
    yield kind, part, matrix, off
    if kind == pdfium_c.FPDF_PAGEOBJ_FORM and depth:
        inside, off = within(part, matrix), off or is_switched_off(part)
        for index in range(pdfium_c.FPDFFormObj_CountObjects(part)):
            inner = pdfium_c.FPDFFormObj_GetObject(part, index)
            yield from _with_inner(inner, depth - 1, inside, off=off)


def _notes(page: pdfium.PdfPage) -> list[tuple[Aside, str]]:
    """Return the link targets, comments and form field values of ``page``, each once, in the order of the file."""
    count = pdfium_c.FPDFPage_GetAnnotCount(page)
    PDF_NOTES_ON_PAGE.check(count)
    found: dict[tuple[Aside, str], None] = {}
    for index in range(count):
        if annotation := pdfium_c.FPDFPage_GetAnnot(page, index):
            note = _note(page, annotation)
            if note and note[1].strip():
                found[note] = None
            pdfium_c.FPDFPage_CloseAnnot(annotation)
    return list(found)


def _note(page: pdfium.PdfPage, annotation: object) -> tuple[Aside, str] | None:
    kind = pdfium_c.FPDFAnnot_GetSubtype(annotation)
    if kind == pdfium_c.FPDF_ANNOT_LINK:
        action = pdfium_c.FPDFLink_GetAction(pdfium_c.FPDFAnnot_GetLink(annotation))
        address = _text(pdfium_c.FPDFAction_GetURIPath, page.pdf, action, encoding="utf-8")
        return ("link_target", address) if address.startswith(ADDRESSES) else None
    if kind == pdfium_c.FPDF_ANNOT_WIDGET:
        form = page.formenv
        if form and pdfium_c.FPDFAnnot_GetFormFieldType(form, annotation) in _WRITTEN:
            return "form_field", _text(pdfium_c.FPDFAnnot_GetFormFieldValue, form, annotation)
        return None
    if kind == pdfium_c.FPDF_ANNOT_POPUP:
        return None
    return "comment", _text(pdfium_c.FPDFAnnot_GetStringValue, annotation, b"Contents")


def _text(call: Callable[..., int], *args: object, encoding: str = "utf-16-le") -> str:
    """Return the text that ``call`` writes into a buffer; a first call without a buffer gives its length."""
    length = call(*args, None, 0)
    buffer = ctypes.create_string_buffer(length)
    wide = ctypes.cast(buffer, ctypes.POINTER(pdfium_c.FPDF_WCHAR))
    call(*args, buffer if encoding == "utf-8" else wide, length)
    return buffer.raw[:length].decode(encoding, "replace").rstrip("\0")
