"""Layers of a PDF (optional content) that are switched off.

PDFium does not say which layers are. But it writes a file again with each object by itself, so that the objects of the
layers can be found and marked: `/Type` of a layer that is off becomes `/Txpe`, which the marks of its text then show.
"""

from __future__ import annotations

import ctypes
import io
import re
from collections.abc import Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

_MARKED = b"Txpe"
_OBJECT = re.compile(rb"(?m)^(\d+) 0 obj\b(.*?)\bendobj", re.S)
_NUMBERS = re.compile(rb"(\d+) 0 R")
_LIST = rb"/%s\s*(?:\[([^\]]*)\]|(\d+ 0 R))"
_TYPE = re.compile(rb"/Type(?=\s*/OC(?:G|MD)\b)")
_FORM = re.compile(rb"/OC (\d+) 0 R")


def marked(data: bytes) -> bytes:
    """Return the file ``data`` with marks on the layers that are off, or ``data`` itself if there is none.

    A form that belongs to such a layer is marked as one of another kind, so that PDFium leaves it out.
    """
    if b"/OCProperties" not in data and b"/ObjStm" not in data:
        return data
    with pdfium.PdfDocument(data) as document:
        buffer = io.BytesIO()
        document.save(buffer)
    whole = buffer.getvalue()
    if b"/OCProperties" not in whole:
        return data
    objects = {int(found[1]): found.span(2) for found in _OBJECT.finditer(whole)}
    off = _off({number: whole[start:end] for number, (start, end) in objects.items()})
    if not off:
        return data
    changed = bytearray(whole)
    for number, (start, end) in objects.items():
        part = whole[start:end]
        if number in off and (found := _TYPE.search(part)):
            at = start + found.start()
            changed[at : at + 5] = b"/" + _MARKED
        form = _FORM.search(part.partition(b"stream")[0])
        if form and int(form[1]) in off and b"/Form" in part:
            at = start + part.index(b"/Form")
            changed[at : at + 5] = b"/Fxrm"
    return bytes(changed)


def _off(objects: dict[int, bytes]) -> set[int]:
    """Return the numbers of the layers, and of combinations of layers, that are off."""
    groups = {n for n, part in objects.items() if re.search(rb"/Type\s*/OCG\b", part)}
    settings = next((p for p in objects.values() if b"/OCProperties" in p), b"")
    if direct := re.search(rb"/OCProperties (\d+) 0 R", settings):
        settings = objects.get(int(direct[1]), b"")
    usual = settings.partition(b"/D")[2]
    if direct := re.match(rb"\s*(\d+) 0 R", usual):
        usual = objects.get(int(direct[1]), b"")
    base = groups if re.search(rb"/BaseState\s*/OFF", usual) else set[int]()
    off = (base - _listed(b"ON", usual, objects)) | _listed(b"OFF", usual, objects)
    return off | {
        n for n, part in objects.items() if b"/OCMD" in part and _is_off(part, off, objects)
    }


def _listed(name: bytes, part: bytes, objects: dict[int, bytes]) -> set[int]:
    """Return the object numbers in the list ``name`` of a dictionary."""
    found = re.search(_LIST % name, part)
    if not found:
        return set()
    if found[2] and b"[" in (there := objects.get(int(found[2].split()[0]), b"")):
        return {int(number) for number in _NUMBERS.findall(there)}
    return {int(number) for number in _NUMBERS.findall(found[1] or found[2])}


def _is_off(part: bytes, off: set[int], objects: dict[int, bytes]) -> bool:
    """Return whether a combination of layers is off."""
    states = [number not in off for number in _listed(b"OCGs", part, objects)]
    policy = re.search(rb"/P\s*/(\w+)", part)
    shown = {
        b"AllOn": all(states),
        b"AnyOff": not all(states),
        b"AllOff": not any(states),
    }.get(policy[1] if policy else b"AnyOn", any(states))
    return bool(states) and not shown


def is_switched_off(part: object) -> bool:
    """Return whether an object of a page belongs to a layer that is marked as off."""
    return any(
        _MARKED.decode() in _keys(pdfium_c.FPDFPageObj_GetMark(part, index))
        for index in range(max(0, pdfium_c.FPDFPageObj_CountMarks(part)))
    )


def _keys(mark: object) -> Iterator[str]:
    """Yield the keys of a mark's dictionary."""
    buffer, length = ctypes.create_string_buffer(64), ctypes.c_ulong()
    wide = ctypes.cast(buffer, ctypes.POINTER(pdfium_c.FPDF_WCHAR))
    for index in range(max(0, pdfium_c.FPDFPageObjMark_CountParams(mark))):
        if pdfium_c.FPDFPageObjMark_GetParamKey(mark, index, wide, 64, length):
            yield buffer.raw[: max(0, length.value - 2)].decode("utf-16-le", "replace")
