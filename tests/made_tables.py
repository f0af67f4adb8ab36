"""A guide with its directions in the rows of a table, as in other years, in each format."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import docx
from conftest import SEEDS
from docx.enum.section import WD_ORIENT
from docx.table import _Cell
from made import saved

from generator.clean import clean
from generator.parse.blocks import split_blocks
from generator.parse.directions import split_directions
from generator.read import read
from generator.trace import Trace

HEAD = ("序号", "项目名称", "合作协议", "领域方向", "拟支持项目数", "拟支持经费", "其他要求")
_PARTS = ("agreements", "fields", "projects", "funding", "requirements")
_INSIDE: dict[str, str] = {
    "commitment": "agreements",
    "projects_and_funding": "projects",
    "duration": "requirements",
    "contacts": "requirements",
}
"""Part without a column → the part in whose cell it is, with its own label. “联系人：” is in the text."""


@dataclass(frozen=True)
class Listed:
    """A guide as a table: the paragraphs above it, and its rows, whose cells are lists of paragraphs."""

    preamble: tuple[str, ...]
    rows: tuple[tuple[tuple[str, ...], ...], ...]


@cache
def listed(guide_id: str) -> Listed:
    """Return a guide that is held as text, with each direction as a row below `HEAD`."""
    paragraphs = clean(read(SEEDS.guides / guide_id / "guide.txt").lines).paragraphs
    front, directions = split_directions(paragraphs, Trace())
    rows = []
    for direction in directions:
        before, blocks = split_blocks(direction.body, Trace())
        assert not before
        cells: dict[str, list[str]] = {part: [] for part in _PARTS}
        for block in blocks:
            texts = [paragraph.text for paragraph in block.paragraphs]
            if block.part in _INSIDE and block.part != "contacts":
                texts[0] = f"{block.label}：{texts[0]}"
            cells[_INSIDE.get(block.part, block.part)] += texts
        filled = tuple(tuple(cells[part]) for part in _PARTS)
        rows.append(((direction.number,), (direction.title.text,), *filled))
    return Listed(tuple(paragraph.text for paragraph in front), tuple(rows))


STYLE = """
table { border-collapse: collapse; width: 100%; table-layout: fixed; font-size: 9pt;
        line-height: 13pt; text-align: left }
td, th { border: 0.5pt solid black; padding: 2pt 4pt; vertical-align: top }
td p, th p { text-indent: 0 } th { font-weight: normal }
th:nth-child(1) { width: 7% } th:nth-child(2), th:nth-child(3) { width: 15% }
th:nth-child(5), th:nth-child(6) { width: 9% }
"""
"""A table as Word prints it, for `made.OFFICIAL`."""


def as_html(guide: Listed, style: str = "", *, head: Sequence[str] = HEAD) -> str:
    """Return an HTML page with the preamble and the table."""
    top = "".join(f"<th><p>{words}</p></th>" for words in head)
    rows = "".join(
        f"<tr>{''.join(f'<td>{_html_paragraphs(cell)}</td>' for cell in row)}</tr>"
        for row in guide.rows
    )
    return (
        f"<!doctype html><meta charset=utf-8><style>{style}</style><body><main>"
        f"{_html_paragraphs(guide.preamble)}<table><thead><tr>{top}</tr></thead>"
        f"<tbody>{rows}</tbody></table></main></body>"
    )


def _html_paragraphs(texts: Sequence[str]) -> str:
    return "".join(f"<p>{html.escape(text, quote=False)}</p>" for text in texts)


def as_markdown(guide: Listed) -> str:
    """Return Markdown with a pipe table. Paragraphs in a cell end with ``<br>``."""
    rows = [[(words,) for words in HEAD], [("---",)] * len(HEAD), *guide.rows]
    lines = (f"| {' | '.join(_escaped('<br>'.join(cell)) for cell in row)} |" for row in rows)
    return "\n\n".join(map(_escaped, guide.preamble)) + "\n\n" + "\n".join(lines) + "\n"


def _escaped(text: str) -> str:
    return text.replace("*", r"\*").replace("_", r"\_").replace("1.", r"1\.")


def as_text(guide: Listed, gap: str) -> str:
    """Return text with ``gap`` between the cells. A row has as many lines as its longest cell has paragraphs."""
    lines = [*guide.preamble, gap.join(HEAD)]
    for row in guide.rows:
        for index in range(max(map(len, row))):
            lines.append(gap.join(cell[index] if index < len(cell) else "" for cell in row))
    return "\n".join(lines) + "\n"


def as_docx(guide: Listed) -> bytes:
    """Return a Word file with a table across a wide page."""
    document = docx.Document()
    document.sections[0].orientation = WD_ORIENT.LANDSCAPE
    for text in guide.preamble:
        document.add_paragraph(text)
    table = document.add_table(0, len(HEAD))
    for row in ([(words,) for words in HEAD], *guide.rows):
        for cell, texts in zip(table.add_row().cells, row, strict=True):
            fill(cell, texts)
    return saved(document)


def fill(cell: _Cell, texts: Sequence[str]) -> None:
    """Put paragraphs into a cell of a Word table."""
    for index, text in enumerate(texts):
        (cell.add_paragraph() if index else cell.paragraphs[0]).add_run(text)
