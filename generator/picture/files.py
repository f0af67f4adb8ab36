"""A picture as files of their own: an SVG that stands alone, and a CSV of its numbers."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from html import unescape
from urllib.parse import urljoin

from generator.escape import csv_cell, html_attribute, html_text
from generator.picture.rows import Row
from generator.picture.svg import WIDTH, wrapped

COLOURS = {
    "currentColor": "#1d2327",
    "var(--accent)": "#0b5c7d",
    "var(--rule)": "#d9dde1",
    "var(--ink-quiet)": "#5a646c",
    "var(--paper)": "#fff",
    "var(--gap)": "#f5f6f7",
}
"""Colour of the page → the same colour of the light mode. A test compares them with the style sheet."""
_FONTS = {
    "en": "Arial, 'Liberation Sans', 'Noto Sans CJK SC', 'Microsoft YaHei', 'PingFang SC', sans-serif",
    "zh": "'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Source Han Sans SC', sans-serif",
}
_EDGE = 14
_SCALE = 2
"""Number of pixels for a unit of the picture, where a program shows the file in its own size."""
_HREF = re.compile(r' href="([^"]*)"')
_LINK = re.compile(r"</?a\b[^>]*>")
_COLOUR = re.compile("|".join(map(re.escape, COLOURS)))


def standing_alone(
    picture: str,
    language: str,
    *,
    head: tuple[str, str],
    foot: Iterable[str],
    address: str,
) -> bytes:
    """Return the SVG element ``picture`` of a page as a file that needs nothing from the page.

    ``head`` are the sentence above it and what it shows, ``foot`` the paragraphs below. ``address`` is the address of
    the page, from which its links start; if it is empty, the links are left out.
    """
    inside = _COLOUR.sub(lambda match: COLOURS[match[0]], picture)
    if address:
        inside = _HREF.sub(
            lambda m: f' href="{html_attribute(urljoin(address, unescape(m[1])))}"', inside
        )
    else:
        inside = _LINK.sub("", inside)
    _, _, width, height = map(float, re.findall(r'viewBox="([^"]*)"', picture)[0].split())
    room = WIDTH
    y, texts = float(_EDGE), []
    for text, size, weight, colour in (
        (head[0], 14, 700, "currentColor"),
        (head[1], 11, 400, "var(--ink-quiet)"),
    ):
        for line in wrapped(text, room, size):
            y += size * 1.35
            texts.append(_line(line, y, size, weight, colour))
    y += 10
    inside = inside.replace(
        "<svg ", f'<svg x="{_EDGE}" y="{y:g}" width="{width:g}" height="{height:g}" ', 1
    )
    y += height + 4
    for paragraph in foot:
        for line in wrapped(paragraph, room, 9):
            y += 12.5
            texts.append(_line(line, y, 9, 400, "var(--ink-quiet)"))
    across, down = width + 2 * _EDGE, y + _EDGE
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" lang="{language}" width="{across * _SCALE:g}" height="{down * _SCALE:g}"'
        f' viewBox="0 0 {across:g} {down:g}" font-family="{_FONTS[language]}">'
        f"<title>{html_text(head[0] or head[1])}</title>"
        f'<path d="M0,0H{across:g}V{down:g}H0Z" fill="#fff" />{"".join(texts)}{inside}</svg>\n'
    ).encode()


def _line(text: str, y: float, size: int, weight: int, colour: str) -> str:
    return (
        f'<text x="{_EDGE + 4}" y="{y:g}" font-size="{size}" font-weight="{weight}"'
        f' fill="{COLOURS[colour]}">{html_text(text)}</text>'
    )


def table(rows: Iterable[Row]) -> bytes:
    """Return ``rows`` as CSV for spreadsheet programs: with the mark of UTF-8, and without a cell that is a formula."""
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator="\r\n").writerows(
        [csv_cell(value) if isinstance(value, str) else value for value in row] for row in rows
    )
    return b"\xef\xbb\xbf" + written.getvalue().encode()
