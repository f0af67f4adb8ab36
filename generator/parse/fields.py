"""领域方向: the tree of fields, or the list of them, or “领域不限”."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.parse.lists import take_apart
from generator.parse.tree import Node, grow, lost_bullets
from generator.passage import Passage
from generator.trace import Trace

_OPEN = re.compile(r"(?:领域(?:方向)?不限|不限(?:定)?(?:具体)?领域|不限(?:定)?方向)")
_ONLY_OPEN = re.compile(rf"{_OPEN.pattern}[。；]?")


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of a direction."""

    open: bool = False
    lead: Passage | None = None
    nodes: tuple[Node, ...] = ()
    tail: Passage | None = None


def read_fields(paragraphs: Sequence[Passage], trace: Trace) -> Fields:
    """An enumeration makes the tree; else the lines or the marks between them make a list."""
    tree = grow(paragraphs)
    if tree.nodes:
        lead = _joined(tree.preface)
        return Fields(_states_open(tree.nodes), lead, tuple(tree.nodes))
    if not tree.preface:
        return Fields()
    if lost_bullets(tree.preface):
        return Fields(nodes=tuple(Node(None, p) for p in tree.preface))
    text = _joined(tree.preface)
    if text is None or _ONLY_OPEN.fullmatch(text.text):
        if text is not None:
            trace.drop("fields_open", text)
        return Fields(open=text is not None)
    listing = take_apart(text)
    nodes = tuple(Node(None, item) for item in listing.items)
    return Fields(_states_open(nodes), listing.lead, nodes, listing.tail)


def _states_open(nodes: Sequence[Node]) -> bool:
    """Whether an item says 领域不限: the joint research of 2017-1/1.12 does."""
    return any(_OPEN.search(node.text.text) for node in nodes)


def _joined(paragraphs: Sequence[Passage]) -> Passage | None:
    """The paragraphs as one passage, a line break between them."""
    if not paragraphs:
        return None
    joined = paragraphs[0]
    for paragraph in paragraphs[1:]:
        joined = joined + Passage.of("\n", paragraph.lines[0]) + paragraph
    return joined
