"""Limits of PDFs: files much larger than a guide are read in time; beyond the limits they are refused in one line."""

from __future__ import annotations

import os
import re
import resource
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import process_time, sleep

import pytest
from limited import LONGER, parsed
from made_pdf import document, line, more_at, written

from generator import apart
from generator.apart import EndedError, call_apart
from generator.errors import InputError
from generator.read import pdf, read_data
from generator.read.limits import PDF_SECONDS, SECONDS
from generator.read.pdf import read_pdf


def letters(count: int, page: int = 0) -> bytes:
    """Return lines of a hundred letters. Each line differs, as PDFium drops letters repeated at the same place."""
    rows = count // 100
    texts = (bytes(97 + (n * n + row + page) % 26 for n in range(100)) for row in range(rows))
    return b"".join(line(text, 50, 800 - 700 * row / rows, 2) for row, text in enumerate(texts))


def scattered(count: int) -> bytes:
    return b"".join(line(b"a", n * 7919 % 590, n * 104729 % 840, 1) for n in range(count))


def page_tree(entries: int) -> bytes:
    """Return a PDF whose pages are all the same object."""
    kids = b"3 0 R " * entries
    return written(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Count %d /Kids [%s] >>" % (entries, kids),
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        }
    )


def forms(depth: int, times: int) -> bytes:
    """Return a page with nested forms, each of which shows the next one many times."""
    more = [
        (
            b"/Type /XObject /Subtype /Form /BBox [0 0 500 500]"
            b" /Resources << /Font << /F 3 0 R >> /XObject << /X %s >> >>" % more_at(level + 1),
            b"/X Do " * times if level < depth else b"0 0 9 9 re f",
        )
        for level in range(depth + 1)
    ]
    return document(
        line(b"a", 72, 700) + b"/X Do",
        resources=b"/XObject << /X %s >>" % more_at(0),
        more=more,
    )


def inflated(megabytes: int) -> bytes:
    """Return a page whose contents repeat the same 1 MB. Only the first is compressed here."""
    press = zlib.compressobj()
    first, again = (
        press.compress(b"q Q " * 250_000) + press.flush(zlib.Z_FULL_FLUSH) for _ in range(2)
    )
    contents = first + again * (megabytes - 1) + press.flush()
    page = b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /MediaBox [0 0 595 842] >>"
    return written(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            3: page,
            4: (b"/Filter /FlateDecode", contents),
        }
    )


def ruled(rows: int) -> bytes:
    """Return a table of 39 columns, with a letter in each cell."""
    left, top = range(20, 576, 14), 800 / rows
    rules = b"".join(b"%d 20 m %d 820 l S\n" % (x, x) for x in left)
    rules += b"".join(b"20 %g m 566 %g l S\n" % ((20 + top * n,) * 2) for n in range(rows + 1))
    return rules + b"".join(
        line(b"a", x + 2, 21 + top * n, 1) for n in range(rows) for x in left[:-1]
    )


def links(count: int) -> bytes:
    link = (
        b"<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (http://a.org/) >> >>"
    )
    places = (more_at(0) + b" ") * count
    return document(line(b"a", 72, 700), page=b"/Annots [%s]" % places, more=[link])


@pytest.fixture(autouse=True)
def longer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give files the time that `parsed` gives them."""
    monkeypatch.setattr(pdf, "PDF_SECONDS", replace(PDF_SECONDS, most=LONGER * PDF_SECONDS.most))


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "letters on a page": (lambda: document(letters(60_000)), "50,000 letters on a page"),
    "letters": (
        lambda: document(*(letters(49_000, n) for n in range(6))),
        "250,000 letters",
    ),
    "pages": (lambda: page_tree(100_000), "1,000 pages"),
    "rules": (lambda: document(b"9 9 500 1 re f\n" * 10**6), "100,000 texts, lines and pictures"),
    "forms in forms": (lambda: forms(5, 10), "100,000 texts, lines and pictures"),
    "forms without end": (lambda: forms(12, 10), "800 megabytes of memory"),
    "links": (lambda: links(10_001), "10,000 links, comments and form fields"),
    "contents of 500 MB": (lambda: inflated(500), "800 megabytes of memory"),
}


def read(data: bytes, path: Path) -> str:
    """Return the error of reading a PDF, which happens in a process of its own with its limit on memory."""
    said = ""
    try:
        read_data(data, path)
    except InputError as error:
        said = str(error)
    return said


@pytest.mark.parametrize("kind", REFUSED)
def test_more_than_a_limit_is_refused_with_one_line(kind: str, tmp_path: Path) -> None:
    make, limit = REFUSED[kind]
    if kind in BY_COMMAND:
        status, said = parsed(make(), tmp_path / "x.pdf")
        assert (status, said[:8], said[-1]) == (2, "guides: ", "\n")
        said = said[8:-1]
    else:
        said = read(make(), Path("folder/x.pdf"))
    assert re.fullmatch(
        rf"folder/x\.pdf: (holds|takes) more than ({limit})[^\n]*, which is the limit:"
        r" print the pages of the guide alone to a new PDF",
        said,
    )


READ: dict[str, Callable[[], bytes]] = {
    "20,000 letters on a page": lambda: document(letters(20_000)),
    "letters all over a page": lambda: document(scattered(15_000)),
    "200 pages": lambda: document(*(letters(1_000, n) for n in range(200))),
    "900 pages": lambda: document(*(line(b"a", 72, 700) for _ in range(900))),
    "a table of 250 rows": lambda: document(ruled(250)),
    "a drawing": lambda: document(
        line(b"a", 72, 700) + b"0 0 m " + b"9 9 l 9 0 l " * 500_000 + b"S"
    ),
    "rules": lambda: document(
        line(b"a", 72, 700)
        + b"".join(b"%d %d 1 7 re f\n" % (n % 500, n // 500) for n in range(90_000))
    ),
    "deep forms": lambda: forms(1_000, 1),
    "links": lambda: links(9_000),
    "a page without end": lambda: document(line(b"a", 72, 700), box=b"[0 0 1e30 1e30]"),
    "marks that open without end": lambda: document(b"q " * 10**6 + line(b"a", 72, 700)),
    "arrays in arrays": lambda: document(
        b"[" * 10**6 + b"]" * 10**6 + b" TJ " + line(b"a", 72, 700)
    ),
}


BY_COMMAND = ("letters", "forms without end", "contents of 500 MB", "20,000 letters on a page", "letters all over a page", "200 pages", "a table of 250 rows", "links")  # fmt: skip
"""The files that take most, or that hold much for the later steps: the whole command reads them, within its limit on memory."""


@pytest.mark.parametrize("kind", READ)
def test_less_is_read(kind: str, tmp_path: Path) -> None:
    data = READ[kind]()
    if kind in BY_COMMAND:
        assert parsed(data, tmp_path / "x.pdf") == (1, "")  # read, and no guide
    else:
        assert read(data, tmp_path / "x.pdf") == ""


# A call in a process of its own


def busy(_: object = None) -> None:
    """Take far more processor time than the limit, which is one second here."""
    while process_time() < 20:
        pass


def large() -> int:
    return len(bytearray(10**9))


def wrong(message: str) -> None:
    raise ValueError(message)


def ends() -> None:
    os._exit(1)


def spent() -> float:
    """Return the processor time of all child processes, in seconds."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def test_the_limits_on_time_are_those_promised() -> None:
    """SECURITY.md: “within ten seconds”, which is with the start of the program."""
    assert max(SECONDS.most, PDF_SECONDS.most) <= 8


def test_a_call_gives_what_it_returns_or_raises() -> None:
    assert call_apart(5, 500, int, "7") == 7
    with pytest.raises(ValueError, match=r"^甲$"):
        call_apart(5, 500, wrong, "甲")


@pytest.mark.parametrize(("call", "slow"), [(busy, True), (large, False), (ends, False)])
def test_a_call_that_needs_too_much_ends(call: Callable[[], object], *, slow: bool) -> None:
    before = spent()
    with pytest.raises(EndedError) as error:
        call_apart(1, 500, call)
    assert error.value.slow == slow
    assert spent() - before < 10


def test_a_call_that_waits_ends_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "_PATIENCE", 1)
    with pytest.raises(EndedError) as error:
        call_apart(1, 500, sleep, 60)
    assert error.value.slow


def test_a_pdf_that_takes_too_long_is_refused_with_one_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pdf, "PDF_SECONDS", replace(PDF_SECONDS, most=1))
    monkeypatch.setattr(pdf, "_read", busy)
    message = "x.pdf: takes more than 1 seconds to read, which is the limit: print the pages of the guide alone to a new PDF"
    with pytest.raises(InputError, match=f"^{re.escape(message)}$"):
        read_pdf(b"", Path("x.pdf"))


def test_a_process_that_cannot_begin_is_an_error_of_one_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(apart, "_COMMAND", ("/nowhere",))
    with pytest.raises(InputError, match=r"^x\.pdf: cannot be read: No such file or directory$"):
        read_pdf(document(b""), Path("x.pdf"))
