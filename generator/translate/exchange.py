"""Files for translators: XLIFF 2.0 for CAT tools, and tables (.xlsx, .csv) for spreadsheet programs."""

from __future__ import annotations

import csv
import io
import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
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
from generator.read.limits import UNPACKED, Limit
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
_JOINED = re.compile(r"[\w.,;:!?)”’]\0[\w(“‘]")
"""The ends of two parts of English that need a space between them."""
_HEADS = {
    "Chinese": 50, "English": 60, "Reviewed": 10, "Place": 24, "Title": 30, "Origin": 24, "Terms": 40,
    "Similar": 60, _EXPORTED: 12,
}  # fmt: skip
"""The columns of a table, each with its width in characters."""
_YES = frozenset({"yes", "y", "true", "1", "x", "是", "✓", "✔", "√"})
_NO = frozenset({"", "no", "n", "false", "0", "否"})
_TOP = 10
"""The rows from the top in which the head may stand."""
_OLE = b"\xd0\xcf\x11\xe0"
"""The beginning of an old .xls, and of an .xlsx with a password."""
_AS_TABLE = "copy its rows into a new sheet, and save that as .xlsx or .csv"
_LONGEST_CELL = 32_767
_TABLE = Limit(20_000_000, "bytes", "leave only the columns Chinese, English and Reviewed in it")
_CELL = re.compile(r"(?P<column>[A-Z]{1,3})(?P<row>[0-9]{1,7})")
_MORE = re.compile(r" \(\+\d+\)$")
"""The end of a place: how many others print the segment too."""
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
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
    try:
        root = etree.fromstring(data, _PARSER)
    except etree.XMLSyntaxError as error:
        raise InputError(f"is not XML: {error.msg}", path, error.lineno) from error
    if not str(root.tag).startswith(_TWO):
        raise InputError("is not XLIFF 2: save or export it in this format", path, root.sourceline)
    if root.getroottree().docinfo.doctype:
        raise InputError("has a DOCTYPE, which XLIFF has not: save or export it without", path)
    for name, wanted in (("srcLang", "zh"), ("trgLang", "en")):
        language = root.get(name, wanted)
        if language.lower().split("-")[0] != wanted:
            message = (
                f"{name} is “{language}”: expected “{wanted}”, a file from Chinese into English"
            )
            raise InputError(message, path, root.sourceline)
    for unit in root.iter("{*}unit"):
        yield _unit(unit)


def _unit(unit: Element) -> Offer:
    """Return what a unit says of its segment, also if a tool has cut it into several."""
    zh = english = exported = fault = ""
    parts = [e for e in unit if str(e.tag).endswith(("}segment", "}ignorable"))]
    try:
        zh = "".join(_text(found) for e in parts if (found := e.find("{*}source")) is not None)
        notes = {note.get("category"): _text(note) for note in unit.iter("{*}note")}
        exported = notes.get(_EXPORTED, "")
        if not zh:
            raise ValueError("the unit has no Chinese: expected a segment with a source")
        english = _targets(parts)
    except ValueError as error:
        fault = str(error)
    states = [e.get("state", "initial") for e in parts if str(e.tag).endswith("}segment")]
    return Offer(
        zh=zh,
        en=english,
        exported=exported,
        reviewed=bool(english) and all(state in _REVIEWED for state in states),
        place=f"line {unit.sourceline}",
        segment=unit.get("id", ""),
        fault=fault,
    )


def _targets(parts: Sequence[Element]) -> str:
    """Return the English of the parts of a unit, in the order of the targets; ValueError if it is not there for all.

    Where it has no space between two parts, as the Chinese has none, one is added.
    """
    found, lacking = list[tuple[int, str]](), 0
    for number, part in enumerate(parts, 1):
        source, target = part.find("{*}source"), part.find("{*}target")
        if target is None and str(part.tag).endswith("}ignorable"):
            target = source  # as XLIFF says
        if target is None or (source is not None and _text(source) and not _text(target)):
            lacking += 1
            continue
        order = target.get("order", str(number))
        if not order.isdecimal():
            raise ValueError(f"has a target with the order “{order}”: expected a number")
        found.append((int(order), _text(target)))
    if not any(text.strip() for _, text in found):
        return ""
    if lacking:
        raise ValueError(f"has no English in {lacking} of its {len(parts)} parts")
    joined = ""
    for _, text in sorted(found, key=lambda one: one[0]):
        apart = joined and text and _JOINED.search(f"{joined[-1]}\0{text[0]}")
        joined += f" {text}" if apart else text
    return joined


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
        raise ValueError(f"has a character with the code “{code}”, which does not exist") from None


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
    _TABLE.check(len(data), path)
    text, _ = decoded(data, path)
    top = text.splitlines()[:_TOP]
    head = next((line for line in top if "chinese" in line.lower()), "".join(top[:1]))
    delimiter = max(",;\t|", key=head.count)  # Excel uses that of the country
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows, begun = list[list[str]](), 1
    try:
        for row in reader:
            rows.append([csv_text(cell) for cell in row])
            begun = reader.line_num + 1
    except csv.Error as error:
        advice = "close the quotation mark, or write each within a cell twice; or save it as .xlsx"
        raise InputError(f"is not CSV: {error} in this row: {advice}", path, begun) from error
    return _offers(rows, path, whole=text.endswith(("\n", "\r")))


def _from_xlsx(data: bytes, path: Path) -> Iterator[Offer]:
    if data.startswith(_OLE):
        message = "is an old .xls, or has a password: save it as .xlsx, without a password"
        raise InputError(message, path)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            replace(UNPACKED, advice=_AS_TABLE).check(
                sum(entry.file_size for entry in archive.infolist()), path
            )
        rows = call_apart(_SECONDS, _MEGABYTES, cells_of, data)
    except EndedError as error:
        raise InputError(f"is too large a spreadsheet, or none: {_AS_TABLE}", path) from error
    except (zipfile.BadZipFile, CalamineError) as error:
        message = "is not a spreadsheet (.xlsx) that can be read: save it as .xlsx once more"
        raise InputError(message, path) from error
    return _offers(rows, path)


def cells_of(data: bytes) -> list[list[str]]:
    """Return the cells of a spreadsheet as text, of its first sheet that has the columns of an export.

    BadZipFile if its XML is damaged: the error of lxml cannot come from another process.
    """
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    sheets = [_sheet(book, number) for number in range(len(book.sheet_names))]
    if not sheets:
        return []
    number = next((n for n, rows in enumerate(sheets) if _head(rows) is not None), 0)
    rows = sheets[number]
    try:
        for row, column, text in _without_value(data, number):
            if row < len(rows):
                rows[row] += [""] * (column + 1 - len(rows[row]))
                rows[row][column] = text
    except etree.XMLSyntaxError as error:
        raise zipfile.BadZipFile(str(error)) from None
    return rows


def _sheet(book: CalamineWorkbook, number: int) -> list[list[str]]:
    rows = book.get_sheet_by_index(number).to_python(skip_empty_area=False)
    return [[_cell(value) for value in row] for row in rows]


def _cell(value: object) -> str:
    """Return what a cell shows: a whole number, which a spreadsheet keeps as 3.0, is “3”."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _without_value(data: bytes, number: int) -> Iterator[tuple[int, int, str]]:
    """Yield (row, column, text) of the cells of a sheet that have an error or a formula without its value, which others read as empty."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = set(archive.namelist())
        links = "xl/_rels/workbook.xml.rels"
        if not {"xl/workbook.xml", links} <= names:
            return
        book = etree.fromstring(archive.read("xl/workbook.xml"), _PARSER)
        targets = {
            e.get("Id"): e.get("Target", "") for e in etree.fromstring(archive.read(links), _PARSER)
        }
        sheets = book.findall("{*}sheets/{*}sheet")
        if number >= len(sheets):
            return
        link = next((v for k, v in sheets[number].items() if str(k).endswith("}id")), None)
        name = posixpath.normpath(posixpath.join("/xl", targets.get(link, ""))).lstrip("/")
        if name not in names:
            return
        for _, cell in etree.iterparse(
            archive.open(name), tag="{*}c", resolve_entities=False, no_network=True
        ):
            formula, value = cell.find("{*}f"), cell.findtext("{*}v")
            place = _CELL.fullmatch(cell.get("r", ""))
            if place and (cell.get("t") == "e" or (formula is not None and value is None)):
                column = 0
                for letter in place["column"]:
                    column = column * 26 + ord(letter) - ord("A") + 1
                written = f"={formula.text or ''}" if formula is not None else "#"
                yield int(place["row"]) - 1, column - 1, value or written
            cell.clear()


def _head(rows: Sequence[Sequence[str]]) -> int | None:
    """Return which of the rows names the columns, or None."""
    for number, row in enumerate(rows[:_TOP]):
        if {"chinese", "english"} <= {name.strip().lower() for name in row}:
            return number
    return None


def _offers(rows: Sequence[Sequence[str]], path: Path, *, whole: bool = True) -> Iterator[Offer]:
    """Yield an offer for each row; InputError if no row names the columns.

    If the file is not ``whole``, it ends within its last row.
    """
    if not any(map(any, rows)):
        raise InputError("is empty: expected the table that the export wrote", path)
    if (top := _head(rows)) is None:
        shown = " | ".join(rows[0])[:60]
        message = f"no row names the columns “Chinese” and “English”: row 1 is “{shown}”"
        raise InputError(f"{message}; put the head that the export wrote above the rows", path)
    names = [name.strip().lower() for name in rows[top]]
    for name in ("Chinese", "English", "Reviewed", _EXPORTED):
        if names.count(name.lower()) > 1:
            raise InputError(f"row {top + 1} names two columns “{name}”: rename one", path)
    heads = {name: place for place, name in enumerate(names)}
    for number, row in enumerate(rows[top + 1 :], top + 2):
        zh, en, reviewed, before, where = (
            row[place] if (place := heads.get(name.lower(), len(row))) < len(row) else ""
            for name in ("Chinese", "English", "Reviewed", _EXPORTED, "Place")
        )
        if not zh.strip() and not en.strip():
            continue
        fault, said = "", reviewed.strip().lower()
        if not zh.strip():
            fault = f"has English, but no Chinese: “{en[:30]}”"
        elif any(row[len(names) :]):
            fault = "has more cells than the head: a cell that holds the mark between two cells stands in quotation marks"
        elif not whole and number == len(rows) and len(row) < len(names):
            fault = "is cut off: the file ends within this row"
        elif said not in _YES | _NO:
            fault = f"has “{reviewed.strip()[:30]}” in the column “Reviewed”: expected “yes”, or nothing"
        yield Offer(
            zh=zh,
            en=en,
            exported=before,
            reviewed=said in _YES,
            place=f"row {number}",
            segment=_MORE.sub("", where),
            fault=fault,
        )


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
