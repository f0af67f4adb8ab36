"""Paragraphs → the tree that their enumerators make."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from generator.grammar.enumerators import Enumerator, doubtful, enumerator, enumerators
from generator.grammar.numerals import RINGS
from generator.passage import Passage

_AFTER_STOP = re.compile(
    rf"[：:；;。]\s*+(?=[（(]?\s*+(?:[\d一二三四五六七八九十{RINGS}]|[A-Za-z]\s*+[）)]))"
)
_BETWEEN = re.compile(
    rf"[，,、]\s*+(?=[（(]?\s*+[\d一二三四五六七八九十{RINGS}])|(?<=[^：:；;。\s])(?=[{RINGS}])"
)
"""Where an enumeration that begins its paragraph with 1 may go on without a stop: “（1）水，（2）能源”, “①水②能源”."""
_INLINE_STYLES = (
    "bracketed_digit", "bracketed_han", "digit", "bracketed_letter", "ring", "ring_bracketed", "ring_dotted", "ring_han"
)  # fmt: skip
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
    marks = enumerators([paragraph.text for paragraph in paragraphs])
    ahead = _styles_continued_later(marks)
    for paragraph, first, goes_on in zip(paragraphs, marks, ahead, strict=True):
        for segment, mark in _segments(paragraph, first, stack, goes_on):
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


def _styles_continued_later(marks: Sequence[Enumerator | None]) -> list[frozenset[str]]:
    """Return for each paragraph the styles in which a later one has the number 2, before another number 1.

    ``marks`` are the enumerators at the start of the paragraphs.
    """
    found: list[frozenset[str]] = []
    later: frozenset[str] = frozenset()
    for mark in reversed(marks):
        found.append(later)
        if mark and mark.value == 2:
            later |= {mark.style}
        elif mark and mark.value == 1:
            later -= {mark.style}
    return found[::-1]


def _segments(
    paragraph: Passage, first: Enumerator | None, stack: Sequence[Node], goes_on: frozenset[str]
) -> list[tuple[Passage, Enumerator | None]]:
    """Return a paragraph cut before each enumerator inside it that continues or starts a series.

    Each piece comes with its enumerator; ``first`` is the one at the start of the paragraph.
    2017-1/1.8: “…条件：1）符合…；2）项目申请人…。3）对于…”. Such a number is the next of an open series, or a
    1 with a 2 after it, in this paragraph or at the start of a later one. “（1）至（4）” in running text is
    neither.
    """
    current = {n.enumerator.style: n.enumerator.value for n in stack if n.enumerator}
    if first:
        current[first.style] = first.value
    found = [
        (match.end(), inside)
        for match in _AFTER_STOP.finditer(paragraph.text)
        for inside in _marks_at(paragraph.text, match.end())
        if inside.style in _INLINE_STYLES
    ]
    if first and first.value == 1:
        found += [
            (match.end(), inside)
            for match in _BETWEEN.finditer(paragraph.text)
            if (inside := enumerator(paragraph.text, match.end())) and inside.style == first.style
        ]
        found.sort(key=lambda entry: entry[0])
    last_second = {mark.style: at for at, mark in found if mark.value == 2}
    if first is None:
        begins = doubtful(paragraph.text)
        first = next((m for m in begins if m.value == 1 and m.style in last_second), None)
        if first:
            current[first.style] = 1
    edges: list[tuple[int, Enumerator | None]] = [(0, first)]
    for position, mark in found:
        has_second = mark.style in goes_on or last_second.get(mark.style, -1) > position
        if current.get(mark.style) == mark.value - 1 or (mark.value == 1 and has_second):
            current[mark.style] = mark.value
            edges.append((position, mark))
    return [
        (piece, mark)
        for (start, mark), (end, _) in pairwise([*edges, (len(paragraph), None)])
        if (piece := paragraph[start:end].strip()).text
    ]


def _marks_at(text: str, start: int) -> list[Enumerator]:
    mark = enumerator(text, start)
    return [mark] if mark else list(doubtful(text, start))


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
