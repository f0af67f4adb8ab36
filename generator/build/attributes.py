"""Markdown as content/ has it, read as a tree whose lines know their attribute lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.attrs.parse import ParseError, parse


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """An element: its token, the opening one of a pair, and what stands in it. With the tree of
    markdown-it-py, whose nodes know their parents too, all pages take half as long again.
    """

    token: Token
    children: list[Node]

    @property
    def type(self) -> str:
        """“table”, “link”."""
        return self.token.type.removesuffix("_open")


@dataclass(frozen=True, slots=True)
class Part:
    """Something in a line, with the attribute list that follows it."""

    node: Node
    attributes: Mapping[str, str]

    @property
    def css(self) -> frozenset[str]:
        """Its classes."""
        return frozenset(self.attributes.get("class", "").split())


def blocks(markdown: str) -> list[Node]:
    """The blocks of ``markdown``; what stands in their lines is for `parts_of`."""
    return _tree(_BLOCKS.parse(markdown))


def parts_of(block: Node) -> tuple[Part, ...]:
    """What stands in a paragraph, a heading or a cell."""
    return parts_of_line(block.children[0].token.content)


def parts_in(nodes: Iterable[Node]) -> tuple[Part, ...]:
    """What stands in a link or between signs: ``nodes`` with their attribute lists."""
    found: list[Part] = []
    for node in nodes:
        if node.type == "attributes" and found:
            found[-1] = Part(found[-1].node, node.token.meta)
        elif node.type == "attributes":  # of nothing: it is what it looks like
            found.append(Part(_text(node.token.content), {}))
        else:
            found.append(Part(node, {}))
    return tuple(found)


@lru_cache(maxsize=2**15)
def parts_of_line(line: str) -> tuple[Part, ...]:
    """What stands in ``line``. Many lines are cells that say what another one says, so they are kept."""
    (inline,) = _LINES.parseInline(line)
    return parts_in(_tree(inline.children or ()))


def _text(words: str) -> Node:
    return Node(Token("text", "", 0, content=words), [])


def _tree(tokens: Iterable[Token]) -> list[Node]:
    """``tokens`` in each other."""
    open_ones: list[list[Node]] = [[]]
    for token in tokens:
        if token.nesting < 0:
            open_ones.pop()
            continue
        node = Node(token, [])
        open_ones[-1].append(node)
        if token.nesting > 0:
            open_ones.append(node.children)
    return open_ones[0]


def _attribute_list(state: StateInline, silent: bool) -> bool:
    """markdown-it's rule for `{ #anchor .class key="value" }`. The plugin that has one knows it after
    links and not after emphasis, headings and cells. Where a text prints a brace, content/ has a
    character reference.
    """
    if state.src[state.pos] != "{":
        return False
    try:
        length, found = parse(state.src[state.pos :])
    except ParseError:
        return False
    if not silent:
        token = state.push("attributes", "", 0)
        token.meta.update(found)
        token.content = state.src[state.pos : state.pos + length + 1]
    state.pos += length + 1
    return True


_BLOCKS = MarkdownIt("commonmark").enable("table").disable("inline")
_LINES = MarkdownIt("commonmark")
_LINES.inline.ruler.push("attributes", _attribute_list)
