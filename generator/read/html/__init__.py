"""Web pages, read by lxml: the blocks of the main part of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from w3lib.encoding import html_body_declared_encoding

from generator.model import Aside, Diagnostic, Layout, Line, Reading
from generator.read import unseen
from generator.read.encodings import LOST, decoded
from generator.read.html.blocks import blocks
from generator.read.html.elements import page_of
from generator.read.html.origin import Origin, origin
from generator.read.text import without_nuls

_AROUND: tuple[Aside, ...] = (
    *("navigation", "embedded", "ruby", "metadata", "hidden", "struck", "note_mark", "footnote"),
)
"""Asides that are not counted as paragraphs."""
_UNFINISHED = Diagnostic(
    "warning",
    "page-unfinished",
    "ends inside a tag, a comment or a script: the text from its beginning on is left out",
    0,
)

_RESPONSE = re.compile(rb"HTTP/[\d.]{1,3} \d{3}[^\0]{0,8000}?\r?\n\r?\n")
_RESPONSE_TEXT = re.compile(r"\A\ufeff?HTTP/[\d.]{1,3} \d{3}[^\0]{0,8000}?\r?\n\r?\n")
_CHARSET = re.compile(rb"charset=\"?([\w.:-]{1,40})", re.I)


def read_html(data: bytes, path: Path) -> Reading:
    """Return the blocks of a web page, one line each; ``<br>`` ends a line too.

    Menus, link targets, and the text of controls and pictures are asides.
    """
    text, undecodable = _text(data, path)
    text, nuls = without_nuls(text)
    lines, notes = html_lines(text, path)
    # The place in the guide helps more than that in the file.
    place = next((line.number for line in lines if LOST in line.text), None)
    notes = [*(replace(note, line=place) for note in undecodable), *nuls, *notes]
    return Reading(tuple(lines), Layout("paragraph"), (*_notes(lines), *notes))


def read_origin(data: bytes) -> Origin:
    """Return the address and the publication date of a saved web page, as far as the page states them."""
    return origin(without_nuls(_text(data)[0])[0])


def _text(data: bytes, path: Path | None = None) -> tuple[str, list[Diagnostic]]:
    """Return the text of a page without the header that some programs save before it, and diagnostics."""
    header = _RESPONSE.match(data)
    hint = html_body_declared_encoding(data[header.end() :] if header else data)
    if header and (named := _CHARSET.search(header[0])):
        hint = named[1].decode()
    text, notes = decoded(data, path or Path("page.html"), hint, "web page")
    return _RESPONSE_TEXT.sub("", text, count=1), notes


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
    yield from unseen(lines)
    if embedded := [line for line in lines if line.aside == "embedded"]:
        count, first = sum(len(line.text) for line in embedded), embedded[0]
        what = f"{count} characters in controls, drawings and the like are left out"
        message = f"{what}, the first “{first.text[:20]}”"
        yield Diagnostic("warning", "embedded", message, first.number)
