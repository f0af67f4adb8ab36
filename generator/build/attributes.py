"""Markdown as content/ has it, read as a tree whose lines know their attribute lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.attrs.parse import ParseError, parse


@dataclass(frozen=True, slots=True)
class Part:
    """Something in a line, with the attribute list that follows it."""

    node: SyntaxTreeNode
    attributes: Mapping[str, str]

    @property
    def css(self) -> frozenset[str]:
        """Its classes."""
        return frozenset(self.attributes.get("class", "").split())


def blocks(markdown: str) -> list[SyntaxTreeNode]:
    """The blocks of ``markdown``; what stands in their lines is for `parts_of`."""
    return SyntaxTreeNode(_BLOCKS.parse(markdown)).children


def parts_of(block: SyntaxTreeNode) -> tuple[Part, ...]:
    """What stands in a paragraph, a heading or a cell."""
    return _parts(block.children[0].content)


def parts_in(node: SyntaxTreeNode) -> tuple[Part, ...]:
    """What stands in a link or between signs, in order."""
    found: list[Part] = []
    for child in node.children:
        if child.type == "attributes":
            found[-1] = Part(found[-1].node, child.meta)
        else:
            found.append(Part(child, {}))
    return tuple(found)


@lru_cache(maxsize=8192)
def _parts(line: str) -> tuple[Part, ...]:
    """What stands in ``line``; four lines of five are cells that say what another one says."""
    (inline,) = SyntaxTreeNode(_LINES.parseInline(line)).children
    return parts_in(inline)


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
        state.push("attributes", "", 0).meta.update(found)
    state.pos += length + 1
    return True


_BLOCKS = MarkdownIt("commonmark").enable("table").disable("inline")
_LINES = MarkdownIt("commonmark")
_LINES.inline.ruler.push("attributes", _attribute_list)
