"""Paragraphs of a guide → preamble and directions; of a direction → its labelled parts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from generator.grammar import (
    Enumerator,
    Heading,
    Label,
    Part,
    enumerator,
    label,
    labels_inside,
    numbered_label,
    opens_direction,
)
from generator.grammar.headings import WEAK
from generator.parse.counting import counted_by_part
from generator.parse.trace import Trace
from generator.passage import Passage

FIELD_SERIES = ("领域方向", "研究方向", "方向")
"""Words with a numeral that count fields: “领域方向一：” opens a part as “领域方向：” does."""
_WITNESSES = 3


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
    headings = _headings(paragraphs)
    for index, paragraph in enumerate(paragraphs):
        if found := headings.get(index):
            trace.drop("direction_number", paragraph[: found.length])
            title = paragraph[found.length :]
            if inside := next(labels_inside(title.text, None), None):
                # A table's row: the title and the parts on one line.
                directions.append(
                    RawDirection(found.number, title[: inside[0]].rstrip(), paragraph)
                )
                directions[-1].body.append(title[inside[0] :])
            else:
                directions.append(RawDirection(found.number, title, paragraph))
        elif directions:
            directions[-1].body.append(paragraph)
        else:
            preamble.append(paragraph)
    return preamble, directions


def _headings(paragraphs: Sequence[Passage]) -> dict[int, Heading]:
    """Position → heading. A guide that counts its directions 1.1, 1.2 has no heading “1. …”, and one
    that counts them （一）, （二） has none “（1）…”.
    """
    texts = [paragraph.text for paragraph in paragraphs]
    found = {
        index: opened
        for index, text in enumerate(texts)
        if (opened := opens_direction(text, texts[index + 1 : index + 1 + _WITNESSES]))
    }
    forms = Counter(opened.form for opened in found.values())
    strong = forms.keys() - set(WEAK)
    if strong:
        return {index: opened for index, opened in found.items() if opened.form in strong}
    chosen = max(WEAK, key=lambda form: forms[form])
    counted = {index: opened for index, opened in found.items() if opened.form == chosen}
    return counted_by_part(texts, counted)


def split_blocks(body: Sequence[Passage], trace: Trace) -> tuple[list[Passage], list[Block]]:
    """(paragraphs before the first label, the labelled parts)."""
    before: list[Passage] = []
    blocks: list[Block] = []
    counted: Enumerator | None = None
    for paragraph in body:
        opening, counted = _opening(paragraph.text, counted, first=not blocks)
        for piece, found in _pieces(paragraph, opening, blocks[-1].part if blocks else None):
            text = piece
            if found:
                blocks.append(Block(found.part, found.words))
                if found.part != "contacts":  # whose label says whose they are
                    trace.drop("label", piece[: found.length])
                    text = piece[found.length :].strip()
            elif _opens_fields(piece) and (not blocks or blocks[-1].part != "fields"):
                blocks.append(Block("fields", ""))
            if text.text:
                (blocks[-1].paragraphs if blocks else before).append(text)
    return before, blocks


def _opening(
    text: str, counted: Enumerator | None, *, first: bool
) -> tuple[Label | None, Enumerator | None]:
    """(the label at the start of a paragraph, the number of the last label that has one).

    Labels are counted from the first on or not at all: “（3）项目执行期：2年” is a requirement.
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
    """A paragraph in a part, cut before each label inside it: (piece, the label it begins with)."""
    edges: list[tuple[int, Label | None]] = [(0, opening)]
    edges += labels_inside(paragraph.text, opening.part if opening else part)
    ends = [start for start, _ in edges[1:]] + [len(paragraph)]
    for (start, found), end in zip(edges, ends, strict=True):
        yield paragraph[start:end], found


def _opens_fields(paragraph: Passage) -> bool:
    mark = enumerator(paragraph.text)
    return mark is not None and mark.style in FIELD_SERIES
