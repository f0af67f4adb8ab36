"""Limits of Word files and web pages: larger ones, and archives with false sizes, are refused in one line."""

from __future__ import annotations

import os
import re
import struct
import threading
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from time import process_time
from typing import NoReturn

import pytest
from limited import parsed

import generator.read as reading
from generator import pipeline
from generator.errors import InputError
from generator.model import Source
from generator.pipeline import parse_data
from generator.read import file_bytes, limits, read_data
from generator.read.limits import BYTES
from generator.vocabulary import Vocabulary

TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = f'<Relationships><Relationship Id="a" Type="{TYPE}" Target="word/document.xml"/></Relationships>'


def body(inner: str, before: str = "") -> bytes:
    """Return the main part of a Word file."""
    return (
        f'{before}<w:document xmlns:w="{NAMESPACE}"><w:body>{inner}</w:body></w:document>'.encode()
    )


def word(document: bytes, *more: tuple[str, bytes], kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a Word file with this main part, and with more parts."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", kind) as file:
        file.writestr("_rels/.rels", RELATIONS)
        file.writestr("word/document.xml", document)
        for name, data in more:
            file.writestr(name, data)
    return buffer.getvalue()


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def within(depth: int, tag: str = "w:sdt") -> str:
    return f"<{tag}>" * depth + paragraph("a") + f"</{tag}>" * depth


# In an entry of an archive's directory, and in the header before a file, each as (position, form).
DIRECTORY = {"checksum": (16, "<I"), "packed": (20, "<I"), "size": (24, "<I"), "begins": (42, "<I"), "kind": (10, "<H")}  # fmt: skip
HEADER = {"checksum": (14, "<I"), "packed": (18, "<I"), "size": (22, "<I"), "kind": (8, "<H")}


def lying(data: bytes, **values: int) -> bytes:
    """Return an archive with false ``values`` for its last file, both in its directory and in the header."""
    told = bytearray(data)
    entry = told.rindex(b"PK\x01\x02")
    (begins,) = struct.unpack_from("<I", told, entry + 42)
    for name, value in values.items():
        position, form = DIRECTORY[name]
        struct.pack_into(form, told, entry + position, value)
        if name in HEADER:
            position, form = HEADER[name]
            struct.pack_into(form, told, begins + position, value)
    return bytes(told)


def large_part(megabytes: int) -> bytes:
    """Return a main part with one megabyte of text and then only spaces."""
    return body("") + b" " * (megabytes * 1_000_000)


def bomb(megabytes: int) -> bytes:
    """Return a Word file whose last part has the given size, but is declared to have a hundred bytes."""
    press = zlib.compressobj(9, zlib.DEFLATED, -15)
    first, again = (
        press.compress(b" " * 1_000_000) + press.flush(zlib.Z_FULL_FLUSH) for _ in range(2)
    )
    packed = first + again * (megabytes - 1) + press.flush()
    data = word(body(paragraph("a")), ("word/a.xml", packed), kind=zipfile.ZIP_STORED)
    return lying(data, kind=zipfile.ZIP_DEFLATED, size=100)


def shared(times: int) -> bytes:
    """Return a Word file in which many parts share the same bytes."""
    data = word(body(paragraph("a")), *((f"word/{n:03}.xml", b"") for n in range(times)))
    told = bytearray(data)
    whole = zlib.compress(large_part(1))[2:-4]
    entry = -1
    for _ in range(times + 2):
        entry = told.index(b"PK\x01\x02", entry + 1)
        if entry > len(data) // 2:
            struct.pack_into("<I", told, entry + 20, len(whole) + len(data))
            struct.pack_into("<I", told, entry + 42, 0)
    return bytes(told)


A_FILE = word(body(paragraph("a")))
BROKEN = r"is no Word file \(\.docx\), or broken: [\w/.]+ cannot be unpacked"
ARCHIVES: dict[str, tuple[Callable[[], bytes], str]] = {
    "less than it holds": (lambda: lying(A_FILE, size=10), BROKEN),
    "more than is read": (
        lambda: lying(A_FILE, size=60_000_000),
        "holds more than 50,000,000 bytes of XML once unpacked",
    ),
    "less than is packed": (lambda: lying(A_FILE, packed=20), BROKEN),
    "more than the file": (
        lambda: lying(A_FILE, packed=10_000),
        "is a damaged archive: files in it share their bytes",
    ),
    "another checksum": (lambda: lying(A_FILE, checksum=1), BROKEN),
    "an unknown compression": (lambda: lying(A_FILE, kind=97), BROKEN),
    "bytes of another file": (lambda: lying(A_FILE, begins=0), BROKEN),
    "bytes beyond the end": (lambda: lying(A_FILE, begins=10**6), "is no Word file"),
    "bytes of many files": (lambda: shared(400), "is a damaged archive: files in it share their bytes"),
    "one name twice": (
        lambda: word(body(""), ("word/document.xmk", b"")).replace(b".xmk", b".xml"),
        "is a damaged archive: it holds two files called “word/document.xml”",
    ),
    "many files": (
        lambda: word(body(""), *((f"{n}", b"") for n in range(10_000))),
        "holds more than 10,000 files packed in it",
    ),
    "compressed as no Word file is": (
        lambda: word(body(paragraph("a")), kind=zipfile.ZIP_LZMA),
        BROKEN,
    ),
}  # fmt: skip
WORD: dict[str, tuple[Callable[[], bytes], str]] = {
    "2 GB as 100 bytes": (lambda: bomb(2_000), BROKEN),
    "60 MB": (lambda: word(large_part(60)), "holds more than 50,000,000 bytes of XML once unpacked"),
    "elements": (lambda: word(body("<w:p/>" * 300_000)), "holds more than 300,000 elements"),
    "paragraphs": (lambda: word(body(paragraph("a") * 40_000)), "holds more than 30,000 lines"),
    "characters": (lambda: word(body(paragraph("a" * 1_000) * 600)), "holds more than 500,000 characters"),
    "depth": (lambda: word(body(within(300))), "holds more than 250 levels of nested elements"),
    "entities": (
        lambda: word(
            body(
                paragraph("&j;"),
                "<!DOCTYPE a [<!ENTITY a 'aaaaaaaaaa'>"
                + "".join(f"<!ENTITY {b} '{f'&{a};' * 10}'>" for a, b in zip("abcdefghi", "bcdefghij", strict=True))
                + "]>",
            )
        ),
        "holds more than 500,000 characters of text|is no Word file",
    ),
}  # fmt: skip
WEB: dict[str, tuple[Callable[[], bytes], str]] = {
    "markup": (lambda: b"<p>" + b" " * 11_000_000, "holds more than 10,000,000 bytes without its pictures"),
    "elements": (lambda: b"<i>a</i>" * 300_001, "holds more than 300,000 elements"),
    "paragraphs": (lambda: b"<p>a" * 40_000, "holds more than 30,000 lines"),
    "characters": (lambda: b"<p>" + b"a" * 600_000, "holds more than 500,000 characters"),
    "depth": (lambda: b"<div>" * 500 + b"a", "holds more than 400 levels of nested elements"),
    "depth of libxml2": (lambda: b"<div>" * 100_000 + b"a", "holds more than 400 levels of nested elements"),
    "attributes": (
        lambda: b"<p %s>a" % b" ".join(b"a%d" % n for n in range(100_000)),
        "holds more than 2,000 attributes of one element",
    ),
}  # fmt: skip
CASES = {
    f"{suffix}: {name}": (suffix, make, message)
    for suffix, table in ((".docx", WORD), (".html", WEB))
    for name, (make, message) in table.items()
}


@pytest.mark.parametrize(("make", "message"), ARCHIVES.values(), ids=ARCHIVES)
def test_an_archive_that_lies_is_refused(make: Callable[[], bytes], message: str) -> None:
    with pytest.raises(InputError) as error:
        read_data(make(), Path("x.docx"))
    assert re.fullmatch(rf"x\.docx: ({message})[^\n]*", str(error.value))


@pytest.mark.parametrize(("suffix", "make", "message"), CASES.values(), ids=CASES)
def test_more_than_a_limit_is_refused_with_one_line(
    suffix: str, make: Callable[[], bytes], message: str, tmp_path: Path
) -> None:
    status, said = parsed(make(), tmp_path / f"x{suffix}")
    assert status == 2, said
    assert re.fullmatch(rf"guides: folder/x\{suffix}: ({message})[^\n]*\n", said), said


def spanning(rows: int, columns: int) -> bytes:
    head = "<tr><th>编号<th>合作国别<th>领域方向"
    row = "<tr>" + "<td colspan=1000 rowspan=1000>a" * columns
    return f"<table>{head}{row * rows}</table>".encode()


def table(*rows: str) -> bytes:
    return word(body(f"<w:tbl>{''.join(rows)}</w:tbl>"))


WIDE = cell("a", "<w:gridSpan w:val='999999999'/>")
FAR_OUT = f"<w:tr><w:trPr><w:gridBefore w:val='999999999'/></w:trPr>{cell('a')}</w:tr>"
READ: dict[str, tuple[str, Callable[[], bytes]]] = {
    "cells that span all": (".docx", lambda: table(f"<w:tr>{WIDE * 2_000}</w:tr>")),
    "rows that begin far out": (".docx", lambda: table(FAR_OUT * 5_000)),
    "tables in tables": (
        ".docx",
        lambda: word(body("<w:tbl><w:tr><w:tc>" * 70 + paragraph("a") + "</w:tc></w:tr></w:tbl>" * 70)),
    ),
    "depth": (".docx", lambda: word(body(within(240)))),
    "paragraphs": (".docx", lambda: word(body(paragraph("a") * 29_000))),
    "cells of a page that span all": (".html", lambda: spanning(2_000, 10)),
    "tables in tables of a page": (".html", lambda: b"<table><tr><td>" * 90 + b"a"),
    "depth of a page": (".html", lambda: b"<div>" * 390 + b"a"),
    "lists in lists": (".html", lambda: b"<ol><li>" * 190 + b"a"),
    "paragraphs of a page": (".html", lambda: b"<p>a" * 29_000),
    "a list of many items": (".html", lambda: b"<ol>" + b"<li>a" * 29_000),
    "a number without end": (".html", lambda: b"<ol type=a start=2147483647><li>a"),
}  # fmt: skip


@pytest.mark.parametrize(("suffix", "make"), READ.values(), ids=READ)
def test_less_is_read(suffix: str, make: Callable[[], bytes], tmp_path: Path) -> None:
    status, said = parsed(make(), tmp_path / f"x{suffix}")
    assert (status, said) == (1, "")  # read, and no guide


def test_a_file_that_takes_too_long_is_refused_with_one_line(
    vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch
) -> None:
    end = process_time() + 20

    def busy(*_: object) -> NoReturn:
        while process_time() < end:
            pass
        pytest.fail("has no limit on time")

    monkeypatch.setattr(limits, "SECONDS", replace(limits.SECONDS, most=1))
    monkeypatch.setattr(pipeline, "read_data", busy)
    message = "x.docx: takes more than 1 seconds to read, which is the limit: save only the guide in a separate file"
    with pytest.raises(InputError, match=f"^{re.escape(message)}$"):
        parse_data(b"", Path("x.docx"), vocabulary, Source("x.docx", "0" * 64))


# The size of the file


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    with path.open("wb") as file:
        file.truncate(1 << 40)
    tracemalloc.start()
    with pytest.raises(InputError, match=r"x\.txt: holds more than 100,000,000 bytes"):
        file_bytes(path)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 1_000_000


def test_a_pipe_is_read_no_further_than_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.txt"
    os.mkfifo(path)
    monkeypatch.setattr(reading, "BYTES", replace(BYTES, most=10))

    def fill(text: bytes) -> None:
        threading.Thread(target=path.write_bytes, args=[text]).start()

    fill(b"a" * 10)
    assert file_bytes(path) == b"a" * 10
    fill(b"a" * 11)
    with pytest.raises(InputError, match=r"x\.txt: holds more than 10 bytes"):
        file_bytes(path)
