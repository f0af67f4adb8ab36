"""Paragraphs of a guide → preamble and directions; of a direction → its labelled parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.grammar import Part, enumerator, heading, label, starts_part
from generator.parse.trace import Trace
from generator.passage import Passage

FIELD_SERIES = ("领域方向", "研究方向", "方向")
"""Words with a numeral that count fields: “领域方向一：” opens a part as “领域方向：” does."""


@dataclass(slots=True)
class RawDirection:
    """A direction before its parts are read."""

    number: str
    title: Passage
    heading: Passage
    body: list[Passage] = field(default_factory=list)


@dataclass(slots=True)
class Block:
    """A labelled part: its label as printed, and the paragraphs under it."""

    part: Part
    label: str
    paragraphs: list[Passage] = field(default_factory=list)


def split_directions(
    paragraphs: Sequence[Passage], trace: Trace
) -> tuple[list[Passage], list[RawDirection]]:
    """(preamble, directions in the order of the guide)."""
    preamble: list[Passage] = []
    directions: list[RawDirection] = []
    for index, paragraph in enumerate(paragraphs):
        following = [after.text for after in paragraphs[index + 1 : index + 3]]
        found = heading(paragraph.text)
        if found and starts_part(paragraph.text, following):
            trace.drop("direction_number", paragraph[: found.length])
            directions.append(RawDirection(found.number, paragraph[found.length :], paragraph))
        elif directions:
            directions[-1].body.append(paragraph)
        else:
            preamble.append(paragraph)
    return preamble, directions


def split_blocks(body: Sequence[Passage], trace: Trace) -> tuple[list[Passage], list[Block]]:
    """(paragraphs before the first label, the labelled parts)."""
    before: list[Passage] = []
    blocks: list[Block] = []
    for paragraph in body:
        text = paragraph
        if found := label(paragraph.text):
            trace.drop("label", paragraph[: found.length])
            blocks.append(Block(found.part, found.words))
            text = paragraph[found.length :].strip()
        elif _opens_fields(paragraph) and (not blocks or blocks[-1].part != "fields"):
            blocks.append(Block("fields", ""))
        if text.text:
            (blocks[-1].paragraphs if blocks else before).append(text)
    return before, blocks


def _opens_fields(paragraph: Passage) -> bool:
    mark = enumerator(paragraph.text)
    return mark is not None and mark.style in FIELD_SERIES
