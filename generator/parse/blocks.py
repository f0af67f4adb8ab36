"""Paragraphs of a direction → its labelled parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

from generator.grammar.enumerators import Enumerator, enumerator
from generator.grammar.labels import Label, label, labels_inside, numbered_label
from generator.passage import Cell, Part, Passage
from generator.trace import Trace

FIELD_SERIES = ("领域方向", "研究方向", "方向")
"""Words that number fields: “领域方向一：” opens the part of the fields just as “领域方向：” does."""
About = Literal["projects_and_funding", "projects", "funding", "duration"]
STATEMENTS: tuple[About, ...] = get_args(About)
"""The parts that state numbers."""


@dataclass(slots=True)
class Block:
    """A labelled part: its label as printed, and the paragraphs under it."""

    part: Part
    label: str
    paragraphs: list[Passage] = field(default_factory=list)
    cell: Cell | None = None
    """The cell of a table that holds the part; its label is then the head of the column."""
    line: int | None = None
    """The line of the label, if the label stands before the text."""


def split_blocks(body: Sequence[Passage], trace: Trace) -> tuple[list[Passage], list[Block]]:
    """Return the paragraphs before the first label, and the labelled parts."""
    before: list[Passage] = []
    blocks: list[Block] = []
    counted: Enumerator | None = None
    for paragraph in body:
        cell = paragraph.cell
        if cell:
            if cell.part is None or cell.part == "heading":
                before.append(paragraph)  # no rule matches the head of its column
                continue
            if not (blocks and _continues(blocks[-1], cell)):
                blocks.append(Block(cell.part, cell.head, cell=cell))
        opening, counted = _opening(paragraph.text, counted, first=not blocks)
        for piece, found in _pieces(paragraph, opening, blocks[-1].part if blocks else None):
            text = piece
            if found:
                blocks.append(Block(found.part, found.words, [], cell, piece.lines[0]))
                if found.part != "contacts":  # the label of contacts is kept: it names the side
                    trace.drop("label", piece[: found.length])
                    text = piece[found.length :].strip()
            elif _opens_fields(piece) and not (blocks and blocks[-1].part == "fields"):
                blocks.append(Block("fields", ""))
            if text.text:
                (blocks[-1].paragraphs if blocks else before).append(text)
    return before, blocks


def _continues(block: Block, cell: Cell) -> bool:
    """Return whether a paragraph of ``cell`` continues ``block``, the part before it.

    A part may begin with a label inside the cell: “联系人：” takes all further paragraphs of the cell,
    “项目执行期：3年” only its own.
    """
    short = block.part in STATEMENTS and block.part != cell.part
    return block.cell == cell and not short


def _opening(
    text: str, counted: Enumerator | None, *, first: bool
) -> tuple[Label | None, Enumerator | None]:
    """Return the label at the start of a paragraph, and the enumerator of the last numbered label.

    A direction numbers its labels from the first one on or not at all: otherwise “（3）项目执行期：2年” is a
    requirement.
    """
    if found := label(text):
        return found, counted
    numbered = numbered_label(text)
    if numbered is None:
        return None, counted
    mark, found = numbered
    if counted is None:
        is_next = first and mark.value == 1
    else:
        is_next = (mark.style, mark.value) == (counted.style, counted.value + 1)
    return (found, mark) if is_next else (None, counted)


def _pieces(
    paragraph: Passage, opening: Label | None, part: Part | None
) -> Iterator[tuple[Passage, Label | None]]:
    """Yield the pieces of a paragraph, cut before each label inside it, with the label of each."""
    edges: list[tuple[int, Label | None]] = [(0, opening)]
    edges += labels_inside(paragraph.text, opening.part if opening else part)
    ends = [start for start, _ in edges[1:]] + [len(paragraph)]
    for (start, found), end in zip(edges, ends, strict=True):
        yield paragraph[start:end], found


def _opens_fields(paragraph: Passage) -> bool:
    mark = enumerator(paragraph.text)
    return mark is not None and mark.style in FIELD_SERIES
