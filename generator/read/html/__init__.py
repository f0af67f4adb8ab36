"""Web pages, by lxml: the blocks of the page's main part, without what surrounds it."""

from __future__ import annotations

from pathlib import Path

from lxml.etree import ParserError
from lxml.html import HTMLParser, document_fromstring
from w3lib.encoding import html_to_unicode

from generator.errors import InputError
from generator.model import Diagnostic, Layout, Line, Reading
from generator.read.html.blocks import blocks
from generator.read.html.main import main_parts
from generator.read.html.origin import Origin, origin

_AROUND = ("navigation",)
"""What has no place of its own among the paragraphs."""


def read_html(data: bytes, path: Path) -> Reading:
    """The blocks of a web page, each a line; ``<br>`` ends one too. Menus and link targets are
    asides.

    The encoding is what a browser would take: the byte order mark, then the page's own word (where
    GB2312 means GB18030), then the one that fits.
    """
    text = _text(data)
    if "\0" in text:
        raise InputError("is no web page: it holds NUL bytes", path)
    lines = tuple(html_lines(text))
    return Reading(lines, Layout("paragraph"), _notes(lines))


def read_origin(data: bytes) -> Origin:
    """Where a saved web page came from, and when it was published, as far as it says."""
    return origin(_text(data))


def _text(data: bytes) -> str:
    try:
        return html_to_unicode(None, data, auto_detect_fun=_fitting)[1]
    except (LookupError, ValueError):  # “charset=hex”: Python has codecs that make no text
        return data.decode(_fitting(data) or "utf-8", "replace")


def _fitting(data: bytes) -> str | None:
    for encoding in ("utf-8", "gb18030"):
        try:
            data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return encoding
    return None


def html_lines(text: str) -> list[Line]:
    """The lines of a page, or of a piece of one; what is no running text has the number of the
    line before it.
    """
    if not text.strip():
        return []
    # lxml refuses a str that names an encoding of its own. Half a pair of UTF-16 is no character.
    page = text.encode("utf-8", "replace")
    try:
        root = document_fromstring(page, HTMLParser(encoding="utf-8"), ensure_head_body=True)
    except ParserError:  # nothing but an unfinished tag, as a block of Markdown may be: “<?”
        return []
    lines: list[Line] = []
    number = 0
    for block in blocks(root.body, main_parts(root.body)):
        number += block.aside not in _AROUND
        if block.text:
            place = max(1, number)
            lines.append(Line(block.text, place, ends=True, aside=block.aside, cell=block.cell))
        lines += (
            Line(target, max(1, number), ends=False, aside="link_target")
            for target in block.targets
            if block.aside not in _AROUND
        )
    return lines


def _notes(lines: tuple[Line, ...]) -> tuple[Diagnostic, ...]:
    """How much of the page was taken for its surroundings."""
    around = [line.text for line in lines if line.aside == "navigation"]
    if not around:
        return ()
    message = f"{sum(map(len, around))} characters around the main part of the page are left out"
    return (Diagnostic("info", "page-surroundings", message),)
