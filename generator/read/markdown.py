"""Markdown, by markdown-it: its blocks, with the numbers of lists as written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.front_matter import front_matter_plugin

from generator.model import Line, Reading
from generator.read.encoding import decode
from generator.read.html import html_lines
from generator.read.tables import Box, places, row_texts

# Four spaces before a paragraph are an indent in Chinese typing; CommonMark would take it for code.
_ENGINE = MarkdownIt("commonmark").enable("table").disable("code").use(front_matter_plugin)
_LINKS = ("http:", "https:", "mailto:")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def read_markdown(data: bytes, path: Path) -> Reading:
    """The lines of a Markdown file without its signs, numbered as in the file. Front matter and
    link targets are asides.
    """
    return Reading(tuple(_lines(_ENGINE.parse(decode(data, path)))))


def _lines(tokens: Sequence[Token]) -> Iterator[Line]:
    marker = ""
    table: list[list[list[Line]]] | None = None
    number, rows = 1, count(1)
    for token in tokens:
        number = token.map[0] + 1 if token.map else number
        if token.type == "list_item_open":
            marker = f"{token.info}{token.markup} " if token.info else ""
        elif token.type == "table_open":
            table = []
        elif token.type == "table_close":
            yield from _table(table or [], rows)
            table = None
        elif token.type == "tr_open" and table is not None:
            table.append([])
        elif token.type == "inline" and table:
            table[-1].append(list(_paragraph(token, number, "")))
        elif token.type == "inline":
            yield from _paragraph(token, number, marker)
            marker = ""
        else:
            yield from _whole(token, number)


def _table(table: Sequence[Sequence[Sequence[Line]]], rows: Iterator[int]) -> Iterator[Line]:
    """The lines of a table, each row a list of cells: of directions cell by cell, else row by row."""
    cells = [
        (row, column, lines)
        for row, there in enumerate(table)
        for column, lines in enumerate(there)
    ]
    boxes = [Box(row, column, _running(lines)) for row, column, lines in cells]
    if found := places(boxes, rows):
        for place, (_, _, lines) in zip(found, cells, strict=True):
            for line in lines:
                if line.text.strip() and not line.aside:
                    yield replace(line, ends=True, cell=place.cell, aside=place.aside)
                elif line.aside:
                    yield line
        return
    for there in table:
        texts = row_texts([[text] for lines in there if (text := " ".join(_running(lines)))])
        yield from (Line(text, there[0][0].number, ends=True) for text in texts)


def _running(lines: Sequence[Line]) -> tuple[str, ...]:
    return tuple(line.text for line in lines if not line.aside)


def _paragraph(inline: Token, number: int, marker: str) -> Iterator[Line]:
    """The lines of a paragraph, then the targets of its links; only a hard break ends one early."""
    text = marker
    targets = []
    for token in inline.children or ():
        hard = token.type == "hardbreak" or (
            token.type == "html_inline" and _BREAK.fullmatch(token.content) is not None
        )
        if hard or token.type == "softbreak":
            yield Line(text, number, ends=hard)
            text = ""
            number += token.type != "html_inline"
        elif token.type == "link_open":
            targets.append(str(token.attrs["href"]))
        elif token.type not in ("html_inline", "image"):
            text += token.content
    yield Line(text, number, ends=True)
    for target in targets:
        if target.startswith(_LINKS):
            yield Line(target, number, ends=False, aside="link_target")


def _whole(token: Token, number: int) -> Iterator[Line]:
    """The lines of a block that holds no Markdown."""
    if token.type == "html_block":
        yield from (replace(line, number=number) for line in html_lines(token.content))
    elif token.type == "fence":
        for offset, text in enumerate(token.content.splitlines(), start=1):
            yield Line(text, number + offset, ends=True)
    elif token.type == "front_matter":
        for offset, text in enumerate(token.content.splitlines(), start=1):
            yield Line(text, number + offset, ends=False, aside="metadata")
