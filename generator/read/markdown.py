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
from generator.model import Aside, Diagnostic, Line, Reading
from generator.read import ADDRESSES, unseen
from generator.read.html import html_lines
from generator.read.html.elements import RUBY, page_of
from generator.read.html.looks import looks_of
from generator.read.html.styles import Sheet
from generator.read.limits import QUOTE_DEPTH
from generator.read.text import LINE_END, decode, without_nuls
from generator.text.raised import fractions, is_mark, lowered, raised

# No indented code: Chinese authors indent paragraphs by four spaces.
_ENGINE = (
    MarkdownIt("commonmark", {"maxNesting": QUOTE_DEPTH.most, "inline_definitions": True})
    .enable(["table", "strikethrough"])
    .disable("code")
    .use(front_matter_plugin)
)
_ENGINE.normalizeLink = str  # type: ignore[assignment, method-assign]  # as written, without “%E4%B8”
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_WORDS = re.compile(r"\b(?:alt|label|placeholder|srcdoc|value)\s*=", re.IGNORECASE)
"""Attributes of HTML that may hold text."""
_TAG = re.compile(r"<(/?)([A-Za-z][\w:-]*)")
_VOID = re.compile(r"<(?:area|br|hr|img|input|wbr)\b|/>\s*\Z", re.IGNORECASE)
_NOTE_LINE = re.compile(r"^( {0,3})\[\^", re.MULTILINE)
_NOTE = re.compile(r"\\?\[\^[^\]\s]{1,40}\]:")
_NOTE_CALL = re.compile(r"\[\^[^\]\s]{1,40}\](?!:)")
"""A note, and the mark of one, as many programs extend Markdown: “3[^1]年”."""
_UNSEEN: tuple[Aside, ...] = ("hidden", "struck", "ruby")
_CELL_END = re.compile(r"(?<!\\)\|")


def read_markdown(data: bytes, path: Path) -> Reading:
    """Return the lines of a Markdown file without its markup, numbered as in the file.

    Front matter, link targets and the descriptions of pictures are asides.
    """
    text, notes = decode(data, path)
    text, nuls = without_nuls(text)
    reader = _Reader(text, path)
    lines = tuple(reader.lines())
    return Reading(lines, diagnostics=(*notes, *nuls, *reader.notes, *unseen(lines)))


class _Reader:
    """A reader of one file."""

    def __init__(self, text: str, path: Path) -> None:
        self.notes: list[Diagnostic] = []
        self._source = LINE_END.split(text)
        # A note is no definition of a link.
        self._tokens = _ENGINE.parse(_NOTE_LINE.sub(r"\1\\[^", text))
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
        words: list[tuple[Aside, str]] = []
        setting = _Setting(self._path)
        note = _NOTE.match(inline.content)
        for token in inline.children or ():
            hard = token.type == "hardbreak" or (
                token.type == "html_inline" and _BREAK.fullmatch(token.content) is not None
            )
            if hard or token.type == "softbreak":
                yield Line(fractions(text), number, ends=hard, aside="footnote" if note else None)
                text = ""
                number += token.type != "html_inline"
            elif token.type in ("html_inline", "s_open", "s_close"):
                setting.change(token)
                if _WORDS.search(token.content):
                    found = html_lines(token.content, self._path)[0]
                    words += (("embedded", line.text) for line in found)
            elif token.type == "image":
                words.append(("embedded", token.content))
                words.append(("embedded", str(token.attrs.get("title", ""))))
            elif token.type == "link_open":
                targets.append(str(token.attrs["href"]))
                words.append(("embedded", str(token.attrs.get("title", ""))))
            else:
                shown, aside = setting.read(token.content, text)
                text += shown
                words += aside
        yield Line(fractions(text), number, ends=True, aside="footnote" if note else None)
        apart = partial(Line, number=number, ends=False)
        yield from (apart(t, aside="link_target") for t in targets if t.startswith(ADDRESSES))
        yield from (apart(word, aside=kind) for kind, word in words if word.strip())

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
            # “[//]: # (…)” is a comment.
            url = str(token.meta["url"])
            kinds: dict[Aside, bool] = {
                "link_target": url.startswith(ADDRESSES),
                "hidden": url in ("#", "<>", "") or token.meta["id"] in ("//", "COMMENT"),
            }
            aside = next((kind for kind, holds in kinds.items() if holds), None)
            for place in range(*token.map):
                text = self._source[place].strip()
                yield Line(text, place + 1, aside is None, aside=aside)


class _Setting:
    """How the words of a paragraph are set by the elements of HTML and the marks of Markdown around them."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._open: list[tuple[str, str]] = []
        """The open elements: the name of each, and how it sets its words, or ""."""

    def change(self, token: Token) -> None:
        """Take note of a tag."""
        if token.type != "html_inline":
            tag, is_end, kind = "~~", token.type == "s_close", "struck"
        elif (match := _TAG.match(token.content)) and not _VOID.search(token.content):
            tag, is_end = match[2].lower(), bool(match[1])
            kind = "" if is_end else self._kind(token.content, tag)
        else:
            return
        if not is_end:
            self._open.append((tag, kind))
        elif (
            at := next((n for n, (name, _) in enumerate(self._open) if name == tag), None)
        ) is not None:
            del self._open[at:]

    def _kind(self, content: str, tag: str) -> str:
        if tag in RUBY:
            return "ruby"
        root, _ = page_of(content, self._path)
        element = None if root is None else next(root.iter(tag), None)
        if root is None or element is None:
            return ""
        look = looks_of(root, Sheet(root))[element]
        held = {
            "hidden": look.unseen,
            "struck": look.struck,
            "raised": look.raised,
            "lowered": look.lowered,
        }
        return next((kind for kind, holds in held.items() if holds), "")

    def read(self, words: str, before: str) -> tuple[str, list[tuple[Aside, str]]]:
        """Return what a reader sees of ``words`` after the text ``before``, and the rest as asides."""
        kinds = {kind for _, kind in self._open}
        for aside in _UNSEEN:
            if aside in kinds:
                return "", [(aside, words)]
        if "raised" in kinds:
            return (
                ("", [("note_mark", words)])
                if before.strip() and is_mark(words)
                else (raised(words), [])
            )
        if "lowered" in kinds:
            return lowered(words, before), []
        marks: list[tuple[Aside, str]] = [("note_mark", mark) for mark in _NOTE_CALL.findall(words)]
        return _NOTE_CALL.sub("", words), marks


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
        yield from (line for lines in there for line in lines if line.aside)


def _running(lines: Sequence[Line]) -> tuple[str, ...]:
    return tuple(line.text for line in lines if not line.aside)
