"""Markdown files, read by markdown-it: their blocks, with list numbers as written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.front_matter import front_matter_plugin

from generator.grammar.columns import Box, places, row_texts
from generator.model import Diagnostic, Line, Reading
from generator.read import ADDRESSES
from generator.read.html import html_lines
from generator.read.limits import QUOTE_DEPTH
from generator.read.text import LINE_END, decode

# No indented code: Chinese authors indent paragraphs by four spaces.
_ENGINE = (
    MarkdownIt("commonmark", {"maxNesting": QUOTE_DEPTH.most, "inline_definitions": True})
    .enable("table")
    .disable("code")
    .use(front_matter_plugin)
)
_ENGINE.normalizeLink = str  # type: ignore[assignment, method-assign]  # as written, without “%E4%B8”
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_WORDS = re.compile(r"\b(?:alt|label|placeholder|srcdoc|value)\s*=", re.IGNORECASE)
"""Attributes of HTML that may hold text."""
_CELL_END = re.compile(r"(?<!\\)\|")


def read_markdown(data: bytes, path: Path) -> Reading:
    """Return the lines of a Markdown file without its markup, numbered as in the file.

    Front matter, link targets and the descriptions of pictures are asides.
    """
    text, notes = decode(data, path)
    reader = _Reader(text, path)
    reader.notes += notes
    return Reading(tuple(reader.lines()), diagnostics=tuple(reader.notes))


class _Reader:
    """A reader of one file."""

    def __init__(self, text: str, path: Path) -> None:
        self.notes: list[Diagnostic] = []
        self._source = LINE_END.split(text)
        self._tokens = _ENGINE.parse(text)
        self._path = path
        # markdown-it leaves out blocks that are nested more deeply.
        deepest = max((t.level + 1 for t in self._tokens if t.nesting == 1), default=0)
        QUOTE_DEPTH.check(deepest + 1, path)

    def lines(self) -> Iterator[Line]:
        """Yield the lines of the file."""
        marker = ""
        table: list[list[list[Line]]] | None = None
        number, rows = 1, count(1)
        for token in self._tokens:
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
            elif token.type == "tr_close" and table:
                table[-1] += self._beyond(number, len(table[0]))
            elif token.type == "inline" and table:
                table[-1].append(list(self._paragraph(token, number, "")))
            elif token.type == "inline":
                yield from self._paragraph(token, number, marker)
                marker = ""
            else:
                yield from self._whole(token, number)

    def _beyond(self, number: int, columns: int) -> Iterator[list[Line]]:
        """Yield the cells of a row that has more than the head of its table; markdown-it leaves these out."""
        row = self._source[number - 1].strip().lstrip("> ").removeprefix("|").removesuffix("|")
        for text in _CELL_END.split(row)[columns:] if columns else ():
            for token in _ENGINE.parseInline(text.replace("\\|", "|").strip()):
                yield list(self._paragraph(token, number, ""))

    def _paragraph(self, inline: Token, number: int, marker: str) -> Iterator[Line]:
        """Yield the lines of a paragraph, then its asides; only a hard break ends a line early."""
        text = marker
        targets: list[str] = []
        words: list[str] = []
        for token in inline.children or ():
            hard = token.type == "hardbreak" or (
                token.type == "html_inline" and _BREAK.fullmatch(token.content) is not None
            )
            if hard or token.type == "softbreak":
                yield Line(text, number, ends=hard)
                text = ""
                number += token.type != "html_inline"
            elif token.type == "html_inline":
                if _WORDS.search(token.content):
                    words += (line.text for line in html_lines(token.content, self._path)[0])
            elif token.type == "image":
                words += (token.content, str(token.attrs.get("title", "")))
            elif token.type == "link_open":
                targets.append(str(token.attrs["href"]))
                words.append(str(token.attrs.get("title", "")))
            else:
                text += token.content
        yield Line(text, number, ends=True)
        aside = partial(Line, number=number, ends=False)
        yield from (aside(t, aside="link_target") for t in targets if t.startswith(ADDRESSES))
        yield from (aside(word, aside="embedded") for word in words if word.strip())

    def _whole(self, token: Token, number: int) -> Iterator[Line]:
        """Yield the lines of a block whose content is not Markdown."""
        if token.type == "html_block":
            lines, notes = html_lines(token.content, self._path)
            self.notes += (replace(note, line=number) for note in notes)
            yield from (replace(line, number=number) for line in lines)
        elif token.type in ("fence", "front_matter"):
            if token.info.strip():
                yield Line(token.info.strip(), number, ends=False, aside="metadata")
            is_text = token.type == "fence"
            for offset, text in enumerate(token.content.splitlines(), start=1):
                yield Line(
                    text, number + offset, ends=is_text, aside=None if is_text else "metadata"
                )
        elif token.type == "definition" and token.map:
            # “[1]: http://a.b” defines the target of links; “[注]: 另行通知” is text of the same form.
            is_link = str(token.meta["url"]).startswith(ADDRESSES)
            for place in range(*token.map):
                text = self._source[place].strip()
                yield Line(text, place + 1, not is_link, aside="link_target" if is_link else None)


def _table(table: Sequence[Sequence[Sequence[Line]]], rows: Iterator[int]) -> Iterator[Line]:
    """Yield the lines of a table: of a table of directions cell by cell, of others row by row.

    ``table`` holds the rows, a row its cells, and a cell its lines.
    """
    cells = [(row, *cell) for row, there in enumerate(table) for cell in enumerate(there)]
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
