"""A page of a PDF → what lies over it: where links lead, comments, and what form fields hold."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from generator.model import Aside
from generator.read.pdf.limits import NOTES_ON_PAGE

_WCHARS = ctypes.POINTER(pdfium_c.FPDF_WCHAR)
_SCHEMES = ("http:", "https:", "mailto:")
_WRITTEN = (
    pdfium_c.FPDF_FORMFIELD_TEXTFIELD,
    pdfium_c.FPDF_FORMFIELD_COMBOBOX,
    pdfium_c.FPDF_FORMFIELD_LISTBOX,
)


def notes(page: pdfium.PdfPage) -> list[tuple[Aside, str]]:
    """What lies over ``page``, each text once, in the order of the file."""
    count = pdfium_c.FPDFPage_GetAnnotCount(page)
    NOTES_ON_PAGE.check(count)
    found: dict[tuple[Aside, str], None] = {}
    for index in range(count):
        annotation = pdfium_c.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        for kind, text in _told(page, annotation):
            if text.strip():
                found[kind, text] = None
        pdfium_c.FPDFPage_CloseAnnot(annotation)
    return list(found)


def _told(page: pdfium.PdfPage, annotation: object) -> Iterator[tuple[Aside, str]]:
    kind = pdfium_c.FPDFAnnot_GetSubtype(annotation)
    if kind == pdfium_c.FPDF_ANNOT_LINK:
        action = pdfium_c.FPDFLink_GetAction(pdfium_c.FPDFAnnot_GetLink(annotation))
        address = _text(lambda *to: pdfium_c.FPDFAction_GetURIPath(page.pdf, action, *to), "utf-8")
        if address.startswith(_SCHEMES):
            yield "link_target", address
    elif kind == pdfium_c.FPDF_ANNOT_WIDGET:
        form = page.formenv
        if form and pdfium_c.FPDFAnnot_GetFormFieldType(form, annotation) in _WRITTEN:
            yield (
                "form_field",
                _text(lambda *to: pdfium_c.FPDFAnnot_GetFormFieldValue(form, annotation, *to)),
            )
    elif kind != pdfium_c.FPDF_ANNOT_POPUP:
        yield (
            "comment",
            _text(lambda *to: pdfium_c.FPDFAnnot_GetStringValue(annotation, b"Contents", *to)),
        )


def _text(call: Callable[..., int], encoding: str = "utf-16-le") -> str:
    """What PDFium writes into a buffer, first asked how long that must be."""
    length = call(None, 0)
    buffer = ctypes.create_string_buffer(length)
    into = buffer if encoding == "utf-8" else ctypes.cast(buffer, _WCHARS)
    call(into, length)
    return buffer.raw[:length].decode(encoding, "replace").rstrip("\0")
