"""One direction: its labelled parts → the fields of the model."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from generator import ids
from generator.grammar.columns import unit_of
from generator.grammar.labels import field_series
from generator.grammar.numerals import arabic
from generator.ids import DirectionId
from generator.model import Deadline, Direction, Duration, Item, Statement, Text, walk
from generator.parse.blocks import STATEMENTS, Block, split_blocks
from generator.parse.deadlines import deadline
from generator.parse.directions import RawDirection
from generator.parse.items import (
    agreements,
    bracketed_fields,
    in_brackets,
    listed_fields,
    read_fields,
    read_requirements,
    says_none,
)
from generator.parse.numbers import (
    duration,
    is_undetermined,
    leaves_number_open,
    states_duration,
)
from generator.parse.strands import Numbers, Stated, numbers
from generator.parse.tree import Node, joined
from generator.passage import Part, Passage, Span
from generator.text.contacts import contacts
from generator.trace import Trace

_COUNTS = re.compile(r"\d\s*[个项家]")
_BARE = re.compile(r"[^\d]{0,4}\d[\d,.]{0,12}(?:\s?(?:[-－–—~～]+|至|到)\s?\d[\d,.]{0,12})?")
_EXPECTED: dict[str, set[Part]] = {
    "agreements": {"agreements", "commitment"},
    "fields": {"fields"},
    "projects": {"projects", "projects_and_funding"},
    "funding": {"funding", "projects_and_funding"},
    "requirements": {"requirements"},
}
"""Subjects that a direction usually states → the parts that may state them."""
_ANCHORS = {"projects": "projects", "projects_and_funding": "projects", "funding": "funding"}
"""Subject of a statement → the anchor of the first statement on it."""


def read_direction(
    raw: RawDirection,
    identity: DirectionId,
    order: int,
    targets: Sequence[str],
    trace: Trace,
    *,
    partners: re.Pattern[str] | None = None,
) -> Direction:
    """Return the direction that ``raw`` makes; ``targets`` are the web addresses of the PDF's links.

    ``partners`` matches the names of partners.
    """
    before, blocks = split_blocks(raw.body, trace)
    _narrow(blocks)
    title, listed = raw.title, None
    if not any(block.part == "fields" for block in blocks):
        # The bracket may stand below the title.
        below = len(raw.body) == len(before) == 1 and in_brackets(before[0].text)
        whole = title + before[0] if below else title
        if listed_fields(before, behind=raw.behind) and not below:
            blocks.insert(0, Block("fields", "", before))
            before = []
        elif behind := bracketed_fields(whole, partners, trace, alone=not raw.body or below):
            title, listed = behind
            before = [] if below else before
    span = _span([raw.heading, *raw.body])
    _note_missing(blocks, identity, span, trace, listed=listed is not None)
    for paragraph in before:
        trace.note("no-label", paragraph.span.first, direction=identity)
    for block in blocks:
        if block.part == "remarks" and block.label and block.paragraphs:
            line = block.line or block.paragraphs[0].span.first
            trace.note("unknown-label", line, direction=identity, label=block.label)
    fields = listed or read_fields(_under(blocks, "fields"), trace)
    needed = read_requirements(_under(blocks, "requirements"), trace)
    requirements = _items(needed, ids.requirement_anchor)
    said = tuple(_statements(blocks))
    needs = list(walk(requirements))
    conditions = [item.text.zh for item in needs]
    stated = list(_stated(blocks))
    heads = [_head(node.text.text) for node in fields.nodes]
    found = numbers(stated, heads, conditions)
    stating: list[Passage | Item] = [*(statement.passage for statement in stated), *needs]
    years, years_anchor = _duration(blocks, said, requirements)
    day, day_anchor = _deadline(said, requirements)
    agreed: list[Passage] = []
    remarks: list[tuple[Passage, str | None]] = [
        (p, None) for p in [*before, *_under(blocks, "contacts")]
    ]
    for passage in _under(blocks, "agreements"):
        titles, others = agreements(passage, trace)
        agreed += titles
        remarks += [(other, None) for other in others]
    for block in blocks:
        if block.part == "remarks" and (text := joined(block.paragraphs)):
            remarks.append((text, block.label or None))
    remarks.sort(key=lambda remark: remark[0].lines[0])
    commitment = _under(blocks, "commitment")
    return Direction(
        id=str(identity),
        guide=str(identity.guide),
        number=identity.number,
        order=order,
        title=Text(title.text),
        span=span,
        labels={
            block.part: block.label
            for block in reversed(blocks)
            if block.label and block.part != "remarks"
        },
        agreements=_items([Node(None, p) for p in agreed], ids.agreement_anchor),
        commitment=Text("\n".join(p.text for p in commitment)) if commitment else None,
        fields_open=fields.open,
        fields_lead=Text(fields.lead.text) if fields.lead else None,
        fields=_items(fields.nodes, ids.field_anchor),
        fields_tail=fields.tail.text if fields.tail else None,
        statements=said,
        projects=found.projects,
        funding=found.funding,
        left_open=any(map(leaves_number_open, conditions)),
        in_words=frozenset(_in_words(said, found, years, years_anchor)),
        strands=found.strands,
        summed=found.summed,
        limit_span=None if found.limit_place is None else stating[found.limit_place].span,
        requirements=requirements,
        no_requirements=not requirements and says_none(_under(blocks, "requirements")),
        duration=years,
        duration_anchor=years_anchor,
        deadline=day,
        deadline_anchor=day_anchor,
        contacts=contacts((p.text for p in raw.body), targets),
        remarks=_remarks(remarks),
    )


def _narrow(blocks: Sequence[Block]) -> None:
    """Make a part on projects and funding one on what it states, if it states only one: “支持力度：5个项目”."""
    for block in blocks:
        if block.part == "projects_and_funding" and block.paragraphs:
            text = "".join(p.text for p in block.paragraphs)
            counts, pays = _COUNTS.search(arabic(text)), "元" in text
            if bool(counts) != pays:
                block.part = "projects" if counts else "funding"


def _under(blocks: Sequence[Block], part: Part) -> list[Passage]:
    return [p for block in blocks if block.part == part for p in block.paragraphs]


def _span(passages: Sequence[Passage]) -> Span:
    return Span(min(passages[0].lines), max(max(p.lines) for p in passages))


def _note_missing(
    blocks: Sequence[Block], identity: DirectionId, span: Span, trace: Trace, *, listed: bool
) -> None:
    """Record a warning for each label without text, and an info for each usual part that the direction lacks:
    2017-1/1.2 states no funding. ``listed`` is True if the title has the fields.
    """
    filled = {block.part for block in blocks if block.paragraphs}
    for block in blocks:
        if block.line and block.part not in filled:
            trace.note("empty-label", block.line, direction=identity, label=block.label)
    for name, parts in _EXPECTED.items():
        if parts.isdisjoint(block.part for block in blocks) and not (listed and name == "fields"):
            trace.note(f"no-{name}", span.first, direction=identity)


Anchor = Callable[[tuple[int, ...]], str]
"""A function that returns the anchor of an item from its position."""


def _items(
    nodes: Sequence[Node], anchor: Anchor, position: tuple[int, ...] = ()
) -> tuple[Item, ...]:
    """Return the nodes as items with anchors made from their positions."""
    items = []
    for place, node in enumerate(nodes, start=1):
        parts = [part for part in (node.label, node.text, node.lead) if part and part.lines]
        items.append(
            Item(
                anchor=anchor((*position, place)),
                label=node.enumerator.label if node.enumerator else None,
                text=Text(node.text.text),
                span=_span(parts),
                lead=Text(node.lead.text) if node.lead else None,
                children=_items(node.children, anchor, (*position, place)),
            )
        )
    return tuple(items)


def _remarks(remarks: Sequence[tuple[Passage, str | None]]) -> tuple[Item, ...]:
    """Return the remarks as items; each is a text and its label, if no rule knows the label."""
    items = _items([Node(None, text) for text, _ in remarks], partial(ids.positional, "remark"))
    return tuple(
        replace(item, label=label) for item, (_, label) in zip(items, remarks, strict=True)
    )


def _statements(blocks: Sequence[Block]) -> Iterator[Statement]:
    for block in blocks:
        about = next((part for part in STATEMENTS if part == block.part), None)
        if about and block.paragraphs:
            text = Text("\n".join(p.text for p in block.paragraphs))
            yield Statement(about, block.label, text, _span(block.paragraphs))


def _stated(blocks: Sequence[Block]) -> Iterator[Stated]:
    """Yield the statements on quota and funding, each with the title of its field if every field has its own
    statements: “食品（FAB）” from “领域方向一：食品（FAB）。”.
    """
    series = sum(block.part == "fields" for block in blocks) > 1
    title = None
    for block in blocks:
        if block.part == "fields" and series:
            marks = ((p.text, field_series(p.text)) for p in block.paragraphs)
            titles = (
                _head(text[label.mark.length :]) for text, label in marks if label and label.mark
            )
            title = next(titles, None)
        if block.part in ("projects", "funding", "projects_and_funding") and block.paragraphs:
            yield Stated(
                joined(list(_with_units(block))) or Passage("", ()),
                projects=block.part != "funding",
                funding=block.part != "projects",
                field=title,
                label=block.label,
            )


def _with_units(block: Block) -> Iterator[Passage]:
    """Yield the paragraphs of a part; a number alone gets the unit that its label or the head of its column names:
    “2000” below “拟支持经费（万元）”. In a table's cell, and behind the label, projects need no unit.
    """
    unit = unit_of(block.label) or ("个" if block.part == "projects" else "")
    for paragraph in block.paragraphs:
        number = paragraph.rstrip("。；;")
        bare = unit and _BARE.fullmatch(number.text)
        yield number + Passage.of(unit, paragraph.lines[-1]) if bare else paragraph


def _head(text: str) -> str:
    """Return the name of a field without its explanation.

    >>> _head("自然灾害：了解自然灾害的风险；加强灾害风险治理。")
    '自然灾害'
    """
    return re.split(r"[：:。；;\n]", text.strip(), maxsplit=1)[0]


def _duration(
    blocks: Sequence[Block], statements: Sequence[Statement], requirements: Sequence[Item]
) -> tuple[Duration | None, str | None]:
    """Return the duration that the direction states, and the anchor of the text that states it.

    The text may state one that is not in whole years: “6～12个月”.
    """
    stated = (p for block in blocks if block.part == "duration" for p in _with_units(block))
    for paragraph in stated:
        if years := duration(paragraph.text, labelled=True):
            return years, "duration"
    texts = list(_sentences(statements, requirements))
    for text, anchor in texts:
        if years := duration(text):
            return years, anchor
    if any(statement.about == "duration" for statement in statements):
        return None, "duration"
    return None, next((anchor for text, anchor in texts if states_duration(text)), None)


def _in_words(
    statements: Sequence[Statement], found: Numbers, years: Duration | None, anchor: str | None
) -> Iterator[str]:
    """Yield the facts that the direction states in words: “每人每年15万元” is no money of a project or direction.

    ``anchor`` is that of the text on the duration. What the text leaves open (待定) is not among them.
    """
    told = [s for s in statements if s.about in _ANCHORS and not is_undetermined(s.text.zh)]
    if found.projects.kind == "tbd" and any(
        s.about == "projects" or (s.about != "funding" and _COUNTS.search(arabic(s.text.zh)))
        for s in told
    ):
        yield "projects"
    if not found.funding.known and (
        found.limits_differ
        or any(s.about == "funding" or (s.about != "projects" and "元" in s.text.zh) for s in told)
    ):
        yield "funding"
    if anchor and not years:
        yield "duration"


def _deadline(
    statements: Sequence[Statement], requirements: Sequence[Item]
) -> tuple[Deadline | None, str | None]:
    """Return the end of the time in which one can apply, and the anchor of the text that states it."""
    for statement in statements:
        if statement.about == "deadline":
            return deadline(statement.text.zh, labelled=True), "deadline"
    for text, anchor in _sentences(statements, requirements):
        if found := deadline(text):
            return found, anchor
    return None, None


def _sentences(
    statements: Sequence[Statement], requirements: Sequence[Item]
) -> Iterator[tuple[str, str]]:
    """Yield the texts that may state a number in passing, each with its anchor."""
    for statement in statements:
        if statement.about in _ANCHORS:
            yield statement.text.zh, _ANCHORS[statement.about]
    for item in walk(requirements):
        yield item.text.zh, item.anchor
