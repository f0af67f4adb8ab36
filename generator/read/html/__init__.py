"""Web pages, read by lxml: the blocks of the main part of the page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from w3lib.encoding import html_to_unicode

from generator.errors import InputError
from generator.model import Aside, Diagnostic, Layout, Line, Reading
from generator.read.html.blocks import blocks
from generator.read.html.elements import page_of
from generator.read.html.origin import Origin, origin

_AROUND: tuple[Aside, ...] = ("navigation", "embedded", "ruby", "metadata")
"""Asides that are not counted as paragraphs."""
_UNFINISHED = Diagnostic(
    "warning",
    "page-unfinished",
    "ends inside a tag, a comment or a script: the text from its beginning on is left out",
    0,
)


def read_html(data: bytes, path: Path) -> Reading:
    """Return the blocks of a web page, one line each; ``<br>`` ends a line too.

    Menus, link targets, and the text of controls and pictures are asides. The encoding is the one that a
    browser would use: that of the byte order mark, then the one that the page names (GB2312 means
    GB18030), then the first that can decode it.
    """
    text = _text(data)
    if "\0" in text:
        raise InputError("is no web page: it holds NUL bytes", path)
    lines, notes = html_lines(text, path)
    return Reading(tuple(lines), Layout("paragraph"), (*_notes(lines), *notes))


def read_origin(data: bytes) -> Origin:
    """Return the address and the publication date of a saved web page, as far as the page states them."""
    return origin(_text(data))


def _text(data: bytes) -> str:
    try:
        return html_to_unicode(None, data, auto_detect_fun=_fitting)[1]
    except (LookupError, ValueError):  # “charset=hex”: some of Python's codecs do not give text
        return data.decode(_fitting(data) or "utf-8", "replace")


def _fitting(data: bytes) -> str | None:
    for encoding in ("utf-8", "gb18030"):
        with suppress(UnicodeDecodeError):
            data.decode(encoding)
            return encoding
    return None


def html_lines(text: str, path: Path) -> tuple[list[Line], list[Diagnostic]]:
    """Return the lines of a page, or of a piece of one, and the diagnostics about it.

    An aside has the number of the line before it. InputError if the page exceeds a limit.
    """
    root, whole = page_of(text, path)
    if root is None:
        return [], [_UNFINISHED]
    lines: list[Line] = []
    number = 0
    for block in blocks(root, path):
        number += block.aside not in _AROUND
        place = max(1, number)
        if block.text:
            lines.append(Line(block.text, place, ends=True, aside=block.aside, cell=block.cell))
        if block.aside not in _AROUND:
            lines += (Line(t, place, ends=False, aside="link_target") for t in block.targets)
    return lines, [] if whole else [replace(_UNFINISHED, line=number)]


def _notes(lines: list[Line]) -> Iterator[Diagnostic]:
    """Yield diagnostics about the amount of text around the main part, and in controls and drawings."""
    if count := sum(len(line.text) for line in lines if line.aside == "navigation"):
        message = f"{count} characters around the main part of the page are left out"
        yield Diagnostic("info", "page-surroundings", message)
    if embedded := [line for line in lines if line.aside == "embedded"]:
        count, first = sum(len(line.text) for line in embedded), embedded[0]
        what = f"{count} characters in controls, drawings and the like are left out"
        message = f"{what}, the first “{first.text[:20]}”"
        yield Diagnostic("warning", "embedded", message, first.number)
