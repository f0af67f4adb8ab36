"""Paragraphs of a direction → its labelled parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise, takewhile
from typing import Literal, get_args

from generator.grammar.enumerators import Enumerator, enumerator
from generator.grammar.labels import Label, caption, labels_inside, number_before, unknown_label
from generator.grammar.parts import LABELLED, Candidate, start_of
from generator.parse.tree import Node, grow
from generator.passage import Cell, Part, Passage
from generator.trace import Trace

About = Literal["projects_and_funding", "projects", "funding", "duration", "deadline"]
STATEMENTS: tuple[About, ...] = get_args(About)
"""The parts that state numbers."""

_NAMES_A_PART = re.compile(
    r"(?:目标|内容|指标|形式|来源|方式|时间|日期|期限|对象|主体|流程|材料|资格|安排|程序|原则|单位|渠道)$"
)
"""Words of labels that are no fields of a list without numbers: “考核指标：”, not “信息技术：”."""


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
    # The part above a caption goes on below it.
    captions = [p for p in body if caption(p.text) and not p.cell]
    body = [p for p in body if p.cell or not caption(p.text)] if captions else body
    for place, paragraph in enumerate(body):
        cell = paragraph.cell
        if cell:
            if cell.part == "heading":
                before.append(paragraph)
                continue
            if not (blocks and _continues(blocks[-1], cell)):
                blocks.append(Block(cell.part or "remarks", cell.head, cell=cell))
        opening = _opening(body, place, blocks, counted)
        counted = (opening.words and opening.mark) or counted if opening else counted
        part = blocks[-1].part if blocks else None
        labels = [(0, opening), *labels_inside(paragraph.text, opening.part if opening else part)]
        for (start, label), (end, _) in pairwise([*labels, (len(paragraph), None)]):
            text = paragraph[start:end]
            if label:
                blocks.append(Block(label.part, label.words, [], cell, text.lines[0]))
                if label.part != "contacts":  # the label of contacts is kept: it names the side
                    trace.drop("label", text[: label.length])
                    text = text[label.length :].strip()
            if text.text:
                (blocks[-1].paragraphs if blocks else before).append(text)
    blocks += [Block("remarks", "", [paragraph]) for paragraph in captions]
    return before, blocks


def _opening(
    body: Sequence[Passage], place: int, blocks: Sequence[Block], counted: Enumerator | None
) -> Label | None:
    """Return the label at the start of a paragraph, or None; ``counted`` is the number of the last numbered one."""
    text = body[place].text
    found = start_of(Candidate(text), LABELLED)
    if isinstance(found, Label):
        if not found.words:
            return found if _opens(found.part, blocks[-1].part if blocks else None) else None
        if found.mark is None or _is_next(found.mark, counted, first=not blocks):
            return found
    return _unknown(body, place, blocks) or _numbered_unknown(text, blocks, counted)


def _unknown(body: Sequence[Passage], place: int, blocks: Sequence[Block]) -> Label | None:
    """Return the label at the start of a paragraph that no rule knows, or None.

    Words before a colon belong to the part above if it begins with such words, as a list without numbers does, or
    if they belong to its items: its enumeration goes on below, or an item above has the same words, as
    “具体研究内容：” in 2023-1-draft/1.8.
    """
    found = unknown_label(body[place].text)
    if found and found.part in [block.part for block in blocks]:
        found = replace(found, part="remarks")
    if found is None or not blocks or blocks[-1].part == "remarks":
        return found
    above = blocks[-1].paragraphs
    if blocks[-1].part == "contacts" or body[place].cell:
        return None
    listed = not above or unknown_label(above[0].text)
    if listed and not (_NAMES_A_PART.search(found.words) and above):
        return None
    said = (unknown_label(p.text) for p in above)
    if any(other and other.words == found.words for other in said):
        return None
    below = takewhile(
        lambda p: not isinstance(start_of(Candidate(p.text), LABELLED), Label), body[place + 1 :]
    )
    nodes = list(_walk(grow([*above, body[place], *below]).nodes))
    start = body[place].lines[0]
    opened = {mark.style: mark.value for line, mark in nodes if line < start}
    marks = (mark for line, mark in nodes if line >= start)
    following = next((mark for mark in marks if mark.style in opened), None)
    goes_on = following and following.value == opened[following.style] + 1
    return None if goes_on else found


def _numbered_unknown(
    text: str, blocks: Sequence[Block], counted: Enumerator | None
) -> Label | None:
    """Return the label that no rule knows behind the next number of the labels, or None: “3．成果形式：”.

    It is an item if the part above has items with such numbers.
    """
    mark = number_before(text)
    if mark is None or counted is None or not _is_next(mark, counted, first=False):
        return None
    above = (enumerator(paragraph.text) for paragraph in blocks[-1].paragraphs)
    if any(other and other.style == mark.style for other in above):
        return None
    rest = text[mark.length :].lstrip()
    found = unknown_label(rest)
    return found and replace(found, length=len(text) - len(rest) + found.length, mark=mark)


def _walk(nodes: Sequence[Node]) -> Iterator[tuple[int, Enumerator]]:
    """Yield line and enumerator of nodes and of those below them, in the order of the text."""
    for node in nodes:
        if node.enumerator and node.label:
            yield node.label.lines[0], node.enumerator
        yield from _walk(node.children)


def _continues(block: Block, cell: Cell) -> bool:
    """Return whether a paragraph of ``cell`` continues ``block``, the part before it.

    A part may begin with a label inside the cell: “联系人：” takes all further paragraphs of the cell,
    “项目执行期：3年” only its own.
    """
    short = block.part in STATEMENTS and block.part != cell.part
    return block.cell == cell and not short


def _opens(part: Part, before: Part | None) -> bool:
    """Return whether a text without the words of a label opens ``part`` after the part ``before``.

    A numbered field does not among the fields, and a sentence that states numbers does not among the requirements.
    """
    return part != before and (part == "fields" or before not in ("requirements", "contacts"))


def _is_next(mark: Enumerator, counted: Enumerator | None, *, first: bool) -> bool:
    """Return whether ``mark`` numbers a label; ``counted`` is the number of the last such label.

    A direction numbers its labels from the first one on or not at all: otherwise “（3）项目执行期：2年” is a
    requirement.
    """
    if counted is None:
        return first and mark.value <= 1
    next_value = counted.value + 1 if counted.value else 0  # a bullet has no value
    return (mark.style, mark.value) == (counted.style, next_value)
