"""One direction: its labelled parts → the fields of the model."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Literal

from generator import ids
from generator.grammar.columns import unit_of
from generator.grammar.enumerators import enumerator
from generator.ids import DirectionId
from generator.model import Direction, Duration, Item, Span, Statement, Text, walk
from generator.parse.agreements import agreements
from generator.parse.blocks import FIELD_SERIES, Block, RawDirection, split_blocks
from generator.parse.fields import read_fields
from generator.parse.numbers import duration
from generator.parse.requirements import read_requirements
from generator.parse.strands import Stated, numbers
from generator.parse.tree import Node
from generator.passage import Passage
from generator.text.contacts import contacts
from generator.trace import Trace

_BARE = re.compile(r"[^\d]{0,4}\d[\d,.]{0,12}")
_EXPECTED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("agreements", ("agreements", "commitment")),
    ("fields", ("fields",)),
    ("projects", ("projects", "projects_and_funding")),
    ("funding", ("funding", "projects_and_funding")),
    ("requirements", ("requirements",)),
)


def read_direction(
    raw: RawDirection, identity: DirectionId, order: int, targets: Sequence[str], trace: Trace
) -> Direction:
    """The direction ``raw``; ``targets`` are the web addresses that the PDF's links go to."""
    before, blocks = split_blocks(raw.body, trace)
    span = _span([raw.heading, *raw.body])
    _note_missing(blocks, identity, span, trace)
    fields = read_fields(_under(blocks, "fields"), trace)
    requirements = _items(
        read_requirements(_under(blocks, "requirements"), trace), ids.requirement_anchor
    )
    stated = list(_stated(blocks))
    found = numbers(stated, [_head(node.text.text) for node in fields.nodes])
    years, years_anchor = _duration(blocks, requirements)
    items = _items(fields.nodes, ids.field_anchor)
    remarks = tuple(
        Item(ids.positional("remark", (i,)), None, Text(p.text), p.span)
        for i, p in enumerate([*before, *_under(blocks, "contacts")], start=1)
    )
    for remark in remarks[: len(before)]:
        trace.note(
            "warning", "no-label", f"{identity}: text under no label is kept", remark.span.first
        )
    return Direction(
        id=str(identity),
        guide=str(identity.guide),
        number=identity.number,
        order=order,
        title=Text(raw.title.text),
        span=span,
        labels={block.part: block.label for block in reversed(blocks) if block.label},
        agreements=_agreements(_under(blocks, "agreements"), trace),
        commitment=_commitment(_under(blocks, "commitment")),
        fields_open=fields.open,
        fields_lead=Text(fields.lead.text) if fields.lead else None,
        fields=items,
        fields_tail=fields.tail.text if fields.tail else None,
        statements=tuple(_statements(blocks)),
        projects=found.projects,
        funding=found.funding,
        strands=found.strands,
        requirements=requirements,
        duration=years,
        duration_anchor=years_anchor,
        contacts=contacts((p.text for p in raw.body), targets),
        remarks=remarks,
    )


def _under(blocks: Sequence[Block], part: str) -> list[Passage]:
    return [p for block in blocks if block.part == part for p in block.paragraphs]


def _span(passages: Sequence[Passage]) -> Span:
    return Span(min(passages[0].lines), max(max(p.lines) for p in passages))


def _note_missing(blocks: Sequence[Block], identity: DirectionId, span: Span, trace: Trace) -> None:
    """An info for each usual part that the direction lacks: 2017-1/1.2 states no money; a warning for
    each label with nothing under it.
    """
    parts = {block.part for block in blocks}
    filled = {block.part for block in blocks if block.paragraphs}
    for block in blocks:
        if block.line and block.part not in filled:
            trace.note(
                "warning",
                "empty-label",
                f"{identity}: nothing stands under “{block.label}”",
                block.line,
            )
    for name, any_of in _EXPECTED:
        if not parts.intersection(any_of):
            trace.note("info", f"no-{name}", f"{identity}: states no {name}", span.first)


def _agreements(paragraphs: Sequence[Passage], trace: Trace) -> tuple[Item, ...]:
    found = [passage for p in paragraphs for passage in agreements(p, trace)]
    return tuple(
        Item(ids.agreement_anchor((i,)), None, Text(p.text), p.span)
        for i, p in enumerate(found, start=1)
    )


def _commitment(paragraphs: Sequence[Passage]) -> Text | None:
    return Text("\n".join(p.text for p in paragraphs)) if paragraphs else None


def _items(
    nodes: Sequence[Node],
    anchor: Callable[[tuple[int, ...]], str],
    position: tuple[int, ...] = (),
) -> tuple[Item, ...]:
    """Nodes as items, each with its anchor by position."""
    items = []
    for i, node in enumerate(nodes, start=1):
        place = (*position, i)
        parts = [part for part in (node.label, node.text, node.lead) if part and part.lines]
        items.append(
            Item(
                anchor=anchor(place),
                label=node.enumerator.label if node.enumerator else None,
                text=Text(node.text.text),
                span=_span(parts),
                lead=Text(node.lead.text) if node.lead else None,
                children=_items(node.children, anchor, place),
            )
        )
    return tuple(items)


_About = Literal["projects", "funding", "projects_and_funding", "duration"]
_ABOUT: tuple[_About, ...] = ("projects", "funding", "projects_and_funding", "duration")


def _statements(blocks: Sequence[Block]) -> Iterator[Statement]:
    for block in blocks:
        about = next((about for about in _ABOUT if about == block.part), None)
        if about and block.paragraphs:
            text = Text("\n".join(p.text for p in block.paragraphs))
            yield Statement(about, block.label, text, _span(block.paragraphs))


def _stated(blocks: Sequence[Block]) -> Iterator[Stated]:
    """The statements on quota and money, with the field before them where fields have their own."""
    series = sum(block.part == "fields" for block in blocks) > 1
    title = None
    for block in blocks:
        if block.part == "fields" and series:
            title = _series_title(block)
        if block.part in ("projects", "funding", "projects_and_funding") and block.paragraphs:
            yield Stated(
                Passage.concat(_with_units(block)),
                projects=block.part != "funding",
                funding=block.part != "projects",
                field=title,
            )


def _with_units(block: Block) -> Iterator[Passage]:
    """The paragraphs of a part, with the unit that the head of a table's column names for bare
    numbers: “2000” below “拟支持经费（万元）”.
    """
    unit = unit_of(block.label) or ("个" if block.part == "projects" else "")
    for paragraph in block.paragraphs:
        bare = block.cell and _BARE.fullmatch(paragraph.text)
        yield paragraph + Passage.of(unit, paragraph.lines[-1]) if bare else paragraph


def _series_title(block: Block) -> str | None:
    """“食品、农业和生物技术（FAB）” of “领域方向一：食品、农业和生物技术（FAB）。”"""
    for paragraph in block.paragraphs:
        mark = enumerator(paragraph.text)
        if mark and mark.style in FIELD_SERIES:
            return _head(paragraph.text[mark.length :])
    return None


def _head(text: str) -> str:
    """The name of a field, without what explains it.

    >>> _head("自然灾害：了解自然灾害的风险；加强灾害风险治理。")
    '自然灾害'
    """
    return re.split(r"[：:。；;\n]", text.strip(), maxsplit=1)[0]


def _duration(
    blocks: Sequence[Block], requirements: Sequence[Item]
) -> tuple[Duration | None, str | None]:
    """The years this direction states, and the anchor that states them."""
    stated = (p for block in blocks if block.part == "duration" for p in _with_units(block))
    for paragraph in stated:
        if years := duration(paragraph.text, labelled=True):
            return years, "duration"
    for item in walk(requirements):
        if years := duration(item.text.zh):
            return years, item.anchor
    return None, None
