"""Files for translators: XLIFF 2.0 for CAT tools, and tables (.xlsx, .csv) for spreadsheet programs."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from lxml import etree
from lxml.etree import _Element as Element
from python_calamine import CalamineError, CalamineWorkbook
from xlsxwriter import Workbook

from generator.apart import EndedError, call_apart
from generator.errors import InputError
from generator.escape import csv_cell, csv_text
from generator.read import file_bytes
from generator.read.encodings import decoded
from generator.read.limits import UNPACKED
from generator.translate.assignments import Assignment
from generator.translate.intake import Offer

_XLIFF = "urn:oasis:names:tc:xliff:document:2.0"
_TWO = "{urn:oasis:names:tc:xliff:document:2"
"""The beginning of the names of all elements of XLIFF 2.0, 2.1 and 2.2."""
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_STATES = {"missing": "initial", "fuzzy": "translated", "translated": "reviewed"}
"""State of a segment → the state in XLIFF that stands for it."""
_REVIEWED = ("reviewed", "final")
_EXPORTED = "English at export"
_NO_XML = re.compile("([^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff])")
"""A character that XML cannot hold. XLIFF has an element for it."""
_HEADS = {
    "Chinese": 50, "English": 60, "Reviewed": 10, "Place": 24, "Title": 30, "Origin": 24, "Terms": 40,
    "Similar": 60, _EXPORTED: 12,
}  # fmt: skip
"""The columns of a table, each with its width in characters."""
_YES = frozenset({"yes", "y", "true", "1", "x", "是"})
_LONGEST_CELL = 32_767
_SECONDS, _MEGABYTES = 20, 1_000
"""The limits for reading a spreadsheet."""


def exported(assignments: Sequence[Assignment], path: Path) -> bytes:
    """Return the file for ``path`` with a unit or row for each assignment; the ending of ``path`` says of which kind."""
    return _kind(path)[0](assignments, path)


def imported(path: Path) -> Iterator[Offer]:
    """Yield what the file at ``path`` says of each segment; InputError if it cannot be read."""
    return _kind(path)[1](file_bytes(path), path)


def _context(one: Assignment) -> dict[str, str]:
    """Return what is told of a segment beside its Chinese and English, without what is empty."""
    more = f" (+{len(one.places) - 1})" if len(one.places) > 1 else ""
    found = {
        "Place": f"{one.places[0]}{more}",
        "Title": one.title,
        "Origin": one.origin,
        "Terms": "\n".join(
            f"{term.term} = {' / '.join(term.en)}"
            + (f"; not: {' / '.join(term.forbidden)}" if term.forbidden else "")
            for term in one.terms
        ),
        "Similar": "\n".join(f"{e.similarity} %: {e.zh} = {e.en}" for e in one.examples),
        _EXPORTED: one.en,
    }
    return {name: text for name, text in found.items() if text}


# XLIFF


def _xliff(assignments: Sequence[Assignment], path: Path) -> bytes:
    del path
    root = etree.Element(
        f"{{{_XLIFF}}}xliff", version="2.0", srcLang="zh-CN", trgLang="en", nsmap={None: _XLIFF}
    )
    file = _below(root, "file", id="guides", original="en.po", canResegment="no")
    for one in assignments:
        unit = _below(file, "unit", id=one.id, name=one.places[0])
        unit.set(_SPACE, "preserve")
        notes = _below(unit, "notes")
        for name, text in _context(one).items():
            _fill(_below(notes, "note", category=name), _NO_XML.sub("\ufffd", text))
        segment = _below(unit, "segment", id="s", state=_STATES[one.state])
        _fill(_below(segment, "source"), one.zh)
        if one.en:
            _fill(_below(segment, "target"), one.en)
    found: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return found + b"\n"


def _below(parent: Element, tag: str, **attributes: str) -> Element:
    """Return a new element in ``parent``, on a line of its own."""
    parent.text = parent.text or "\n"
    found = etree.SubElement(parent, f"{{{_XLIFF}}}{tag}", attributes)
    found.tail = "\n"
    return found


def _fill(element: Element, text: str) -> None:
    """Write ``text`` into ``element``; a character that XML cannot hold becomes an element `cp`."""
    first, *rest = _NO_XML.split(text)
    element.text = first
    for character, after in zip(rest[::2], rest[1::2], strict=True):
        code = etree.SubElement(element, f"{{{_XLIFF}}}cp", hex=f"{ord(character):04X}")
        code.tail = after


def _from_xliff(data: bytes, path: Path) -> Iterator[Offer]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise InputError(f"is not XML: {error.msg}", path, error.lineno) from error
    if not str(root.tag).startswith(_TWO):
        raise InputError("is not XLIFF 2: save or export it in this format", path, root.sourceline)
    for unit in root.iter("{*}unit"):
        place = f"line {unit.sourceline}"
        notes = {note.get("category"): _text(note) for note in unit.iter("{*}note")}
        parts = [e for e in unit if str(e.tag).endswith(("}segment", "}ignorable"))]
        sources, targets = (
            [_text(found) for e in parts if (found := e.find(f"{{*}}{name}")) is not None]
            for name in ("source", "target")
        )
        states = [e.get("state", "initial") for e in parts if str(e.tag).endswith("}segment")]
        whole = len(targets) == len(sources)
        yield Offer(
            zh="".join(sources),
            en="".join(targets) if whole else "",
            exported=notes.get(_EXPORTED, ""),
            reviewed=whole and all(state in _REVIEWED for state in states),
            place=place,
        )


def _text(element: Element) -> str:
    """Return the text of ``element``, without inline codes, and with the characters of elements `cp`."""
    found = element.text or ""
    for child in element:
        if str(child.tag).endswith("}cp"):
            found += _character(child.get("hex", ""))
        elif isinstance(child.tag, str):
            found += _text(child)
        found += child.tail or ""
    return found


def _character(code: str) -> str:
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""


# Tables


def _rows(assignments: Sequence[Assignment], path: Path) -> Iterator[list[str]]:
    """Yield the rows of the table, the head first; InputError if a text is too long for a cell."""
    yield list(_HEADS)
    for one in assignments:
        reviewed = "yes" if one.state == "translated" else ""
        cells = {"Chinese": one.zh, "English": one.en, "Reviewed": reviewed, **_context(one)}
        row = [cells.get(name, "") for name in _HEADS]
        if max(map(len, row)) > _LONGEST_CELL:
            message = f"{one.places[0]}: a text is too long for a cell; export as .xlf"
            raise InputError(message, path)
        yield row


def _csv(assignments: Sequence[Assignment], path: Path) -> bytes:
    made = io.StringIO(newline="")
    csv.writer(made).writerows(map(csv_cell, row) for row in _rows(assignments, path))
    return made.getvalue().encode(
        "utf-8-sig"
    )  # without the mark, Excel takes it for another encoding


def _xlsx(assignments: Sequence[Assignment], path: Path) -> bytes:
    made = io.BytesIO()
    book = Workbook(made, {"in_memory": True})
    sheet = book.add_worksheet("English")
    head = book.add_format({"bold": True, "bottom": 1})
    cell = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    for place, width in enumerate(_HEADS.values()):
        sheet.set_column(place, place, width, cell, {"hidden": place == len(_HEADS) - 1})
    for number, row in enumerate(_rows(assignments, path)):
        for place, text in enumerate(row):
            sheet.write_string(number, place, text, cell if number else head)
    sheet.data_validation(
        1,
        2,
        max(1, len(assignments)),
        2,
        {"validate": "list", "source": ["yes"], "error_type": "information"},
    )
    sheet.freeze_panes(1, 1)
    book.close()
    return made.getvalue()


def _from_csv(data: bytes, path: Path) -> Iterator[Offer]:
    text, _ = decoded(data, path)
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)  # Excel uses that of the country
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        cells = [[csv_text(cell) for cell in row] for row in rows]
    except csv.Error as error:
        raise InputError(f"is not CSV: {error}", path, rows.line_num) from error
    return _offers(cells, path)


def _from_xlsx(data: bytes, path: Path) -> Iterator[Offer]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            UNPACKED.check(sum(entry.file_size for entry in archive.infolist()), path)
        rows = call_apart(_SECONDS, _MEGABYTES, cells_of, data)
    except (EndedError, zipfile.BadZipFile, CalamineError) as error:
        raise InputError("is not a spreadsheet (.xlsx) that can be read", path) from error
    return _offers(rows, path)


def cells_of(data: bytes) -> list[list[str]]:
    """Return the cells of the first sheet of a spreadsheet as text."""
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
    return [[_cell(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]


def _cell(value: object) -> str:
    """Return what a cell shows: a whole number, which a spreadsheet keeps as 3.0, is “3”."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _offers(rows: Sequence[Sequence[str]], path: Path) -> Iterator[Offer]:
    """Yield an offer for each row; InputError if the head does not name the columns."""
    heads = {name.strip().lower(): place for place, name in enumerate(rows[0] if rows else ())}
    for name in ("Chinese", "English"):
        if name.lower() not in heads:
            raise InputError(f"row 1 names no column “{name}”", path)
    for number, row in enumerate(rows[1:], 2):
        zh, en, reviewed, before = (
            row[place] if (place := heads.get(name.lower(), len(row))) < len(row) else ""
            for name in ("Chinese", "English", "Reviewed", _EXPORTED)
        )
        if zh.strip():
            yes = reviewed.strip().lower() in _YES
            yield Offer(zh=zh, en=en, exported=before, reviewed=yes, place=f"row {number}")


Write = Callable[[Sequence[Assignment], Path], bytes]
Read = Callable[[bytes, Path], Iterator[Offer]]
_KINDS: dict[str, tuple[Write, Read]] = {
    ".xlf": (_xliff, _from_xliff),
    ".xliff": (_xliff, _from_xliff),
    ".xlsx": (_xlsx, _from_xlsx),
    ".csv": (_csv, _from_csv),
}


def _kind(path: Path) -> tuple[Write, Read]:
    """Return the functions that write and read files like ``path``; InputError if there are none."""
    try:
        return _KINDS[path.suffix.lower()]
    except KeyError:
        raise InputError("expected a file that ends in .xlf, .xlsx or .csv", path) from None
