"""A paragraph of a Word file → its words as they stand when all changes are accepted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docx.opc.part import Part
from docx.oxml.ns import qn
from lxml.etree import _Element as Element

_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"

DELETED = (qn("w:del"), qn("w:moveFrom"))
_NO_WORDS = {
    *DELETED,
    _ALTERNATE,
    *map(qn, ("w:pPr", "w:rPr", "w:instrText", "w:drawing", "w:pict", "w:object", "w:rt")),
}
_SIGNS = {qn("w:tab"): "\t", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_FIELD_LINK = re.compile(r'HYPERLINK\s+"([^"]+)"')


def words(element: Element) -> str:
    """The text under ``element``, without what a change deleted and without text boxes."""
    if element.tag in _NO_WORDS:
        return ""
    if element.tag in (qn("w:t"), _MATH_TEXT):
        return element.text or ""
    if element.tag == qn("w:br"):
        return "\n" if element.get(qn("w:type"), "textWrapping") == "textWrapping" else ""
    return _SIGNS.get(str(element.tag), "") + "".join(map(words, element))


def goes_on(paragraph: Element) -> bool:
    """Whether a change deleted the paragraph's end, so that the next one continues it."""
    return any(
        paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{mark}") is not None for mark in DELETED
    )


def text_boxes(paragraph: Element) -> list[str]:
    """The text of each paragraph of the boxes that are anchored here.

    Word writes each box twice, once for old programs; only one of them counts.
    """
    return [
        text
        for box in _boxes(paragraph)
        for inner in box.iter(qn("w:p"))
        if (text := words(inner).strip())
    ]


def _boxes(element: Element) -> Iterator[Element]:
    for child in element:
        if child.tag == _ALTERNATE:
            choice = child.find(_CHOICE)
            yield from _boxes(child if choice is None else choice)
        elif child.tag == qn("w:txbxContent"):
            yield child
        else:
            yield from _boxes(child)


def link_targets(paragraph: Element, part: Part) -> list[str]:
    """The web addresses that the links of ``paragraph`` lead to."""
    targets = [
        part.rels[link].target_ref
        for hyperlink in paragraph.iter(qn("w:hyperlink"))
        if (link := hyperlink.get(qn("r:id"))) in part.rels
    ]
    code = "".join(field.text or "" for field in paragraph.iter(qn("w:instrText")))
    found = dict.fromkeys([*targets, *_FIELD_LINK.findall(code)])
    return [target for target in found if target.startswith(("http:", "https:", "mailto:"))]
