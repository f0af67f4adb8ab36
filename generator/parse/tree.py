"""Paragraphs → the tree that their enumerators make."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from generator.grammar.enumerators import Enumerator, enumerator
from generator.passage import Passage

_AFTER_STOP = re.compile(r"[：:；;。]\s*+(?=[（(]?\s*+[\d一二三四五六七八九十])")
_INLINE_STYLES = ("bracketed_digit", "bracketed_han", "digit")
_INTRODUCES = re.compile(r"(?:包括|包含|如下|以下)[^。；]{0,12}[：:]$")
_STOPS = ("。", "；", "：", "！", "？", ";", ".")
_LONGEST_BULLET = 60


@dataclass(slots=True)
class Node:
    """A node of the tree while the tree is built."""

    enumerator: Enumerator | None
    text: Passage
    label: Passage | None = None
    """The characters of the enumerator, with their source lines."""
    extras: list[Passage] = field(default_factory=list)
    """Paragraphs without an enumerator between the node's text and its first child."""
    lead: Passage | None = None
    children: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Tree:
    """The content of a part: paragraphs before the first enumerator, then the nodes."""

    preface: list[Passage]
    nodes: list[Node]


def grow(paragraphs: Sequence[Passage]) -> Tree:
    """Return the tree of ``paragraphs``; a new style of enumerator under an item opens a level below it."""
    tree = Tree([], [])
    stack: list[Node] = []
    ahead = _styles_continued_later(paragraphs)
    for paragraph, goes_on in zip(paragraphs, ahead, strict=True):
        for segment in _segments(paragraph, stack, goes_on):
            mark = enumerator(segment.text)
            if mark is None:
                (stack[-1].extras if stack else tree.preface).append(segment)
                continue
            node = Node(mark, segment[mark.length :].strip(), segment[: mark.length])
            styles = [open_node.enumerator.style for open_node in stack if open_node.enumerator]
            if mark.style in styles:
                del stack[styles.index(mark.style) :]
            (stack[-1].children if stack else tree.nodes).append(node)
            stack.append(node)
    for node in tree.nodes:
        _settle(node)
    return tree


def _styles_continued_later(paragraphs: Sequence[Passage]) -> list[frozenset[str]]:
    """Return for each paragraph the styles in which a later one has the number 2, before another number 1."""
    found: list[frozenset[str]] = []
    later: frozenset[str] = frozenset()
    for paragraph in reversed(paragraphs):
        found.append(later)
        mark = enumerator(paragraph.text)
        if mark and mark.value == 2:
            later |= {mark.style}
        elif mark and mark.value == 1:
            later -= {mark.style}
    return found[::-1]


def _segments(paragraph: Passage, stack: Sequence[Node], goes_on: frozenset[str]) -> list[Passage]:
    """Return a paragraph cut before each enumerator inside it that continues or starts a series.

    2017-1/1.8: “…条件：1）符合…；2）项目申请人…。3）对于…”. Such a number is the next of an open series, or a
    1 with a 2 after it, in this paragraph or at the start of a later one. “（1）至（4）” in running text is
    neither.
    """
    current = {n.enumerator.style: n.enumerator.value for n in stack if n.enumerator}
    if mark := enumerator(paragraph.text):
        current[mark.style] = mark.value
    found = [
        (match.end(), inside)
        for match in _AFTER_STOP.finditer(paragraph.text)
        if (inside := enumerator(paragraph.text, match.end())) and inside.style in _INLINE_STYLES
    ]
    last_second = {mark.style: at for at, mark in found if mark.value == 2}
    edges = [0]
    for position, mark in found:
        has_second = mark.style in goes_on or last_second.get(mark.style, -1) > position
        if current.get(mark.style) == mark.value - 1 or (mark.value == 1 and has_second):
            current[mark.style] = mark.value
            edges.append(position)
    return [
        piece
        for start, end in pairwise([*edges, len(paragraph)])
        if (piece := paragraph[start:end].strip()).text
    ]


def _settle(node: Node) -> None:
    """Move the extra paragraphs of a node to their place: its lead (“包括但不限于：”), its children, or its text."""
    if node.extras and node.children and _INTRODUCES.search(node.extras[-1].text):
        node.lead = node.extras.pop()
    if lost_bullets(node.extras):
        node.children[:0] = [Node(None, extra) for extra in node.extras]
    else:
        node.text = joined([node.text, *node.extras]) or node.text
    node.extras = []
    for child in node.children:
        _settle(child)


def joined(paragraphs: Sequence[Passage]) -> Passage | None:
    """Return the paragraphs as one passage with line breaks between them; None if there is no text."""
    parts: list[Passage] = []
    for paragraph in filter(len, paragraphs):  # an item's number may stand alone in its line
        parts += [Passage.of("\n", paragraph.lines[0]), paragraph]
    return Passage.concat(parts[1:]) if parts else None


def lost_bullets(paragraphs: Sequence[Passage]) -> bool:
    """Return whether the paragraphs are items of a list whose bullets the PDF lost (2017-1/1.9)."""
    return len(paragraphs) >= 2 and not any(
        p.text.endswith(_STOPS) or len(p) > _LONGEST_BULLET for p in paragraphs
    )
