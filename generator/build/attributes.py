"""Markdown as content/ has it, read as a tree whose lines know their attribute lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

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


@lru_cache(maxsize=8192)
def parts_of_line(line: str) -> tuple[Part, ...]:
    """What stands in ``line``; four lines of five are cells that say what another one says."""
    return _simple(line) or _parsed(line)


def _parsed(line: str) -> tuple[Part, ...]:
    """The same by markdown-it."""
    (inline,) = _LINES.parseInline(line)
    return parts_in(_tree(inline.children or ()))


def _simple(line: str) -> tuple[Part, ...] | None:
    """The same of a line that is made of words, references, links within the site, words that are emphasised, changed
    or followed by an attribute list; None of any other. Nearly all lines are, and it takes a tenth of the time.
    """
    nodes: list[Node] = []
    place = 0
    while place < len(line):
        found = _SIMPLE.match(line, place)
        node = found and _KINDS[str(found.lastgroup)](found)
        if not found or not node:
            return None
        nodes.append(node)
        place = found.end()
    return parts_in(nodes)


def _words(found: re.Match[str]) -> Node:
    return _text(unescape(found[0]))


def _tag(found: re.Match[str]) -> Node:
    return Node(Token("html_inline", "", 0, content=found[0]), [])


def _strong(found: re.Match[str]) -> Node:
    return Node(Token("strong_open", "strong", 1), [_text(unescape(found["strong"]))])


def _emphasis(found: re.Match[str]) -> Node:
    return Node(Token("em_open", "em", 1), [_text(unescape(found["emphasis"]))])


def _link(found: re.Match[str]) -> Node:
    link = Token("link_open", "a", 1, attrs={"href": found["target"]})
    return Node(link, [_text(unescape(found["label"]))])


def _attributes(found: re.Match[str]) -> Node | None:
    try:
        length, attributes = parse(found[0])
    except ParseError:
        return None
    if length + 1 < len(found[0]):
        return None
    return Node(Token("attributes", "", 0, meta=attributes, content=found[0]), [])


_KINDS = {
    "words": _words,
    "tag": _tag,
    "strong": _strong,
    "emphasis": _emphasis,
    "target": _link,
    "attributes": _attributes,
}


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


_SIGNS = r"\\`*_\[\]<>&!{}~\n"
_REFERENCE = r"&(?:amp|lt|gt|quot|#(?:3[2-9]|[4-9]\d|1[01]\d|12[0-6]));"
_WORDS = rf"(?!\s)(?:[^{_SIGNS}]|{_REFERENCE})+(?<!\s)"
_SIMPLE = re.compile(
    rf"(?P<words>(?:[^{_SIGNS}]|{_REFERENCE})+)"
    rf"|\[(?P<label>{_WORDS})\]\((?P<target>[A-Za-z0-9./#-]+)\)"
    # Emphasis begins where a word does or after a space, and ends before an attribute list.
    rf"|(?:^|(?<= )|(?=\*\w))\*(?P<emphasis>{_WORDS})\*(?=\{{)"
    rf"|^\*\*(?P<strong>{_WORDS})\*\*(?= |$)"
    r"|(?P<tag></?(?:ins|del)>)"
    r"|(?P<attributes>\{[^{}\n]*\})"
)
"""What a simple line is made of."""
_BLOCKS = MarkdownIt("commonmark").enable("table").disable("inline")
_LINES = MarkdownIt("commonmark")
_LINES.inline.ruler.push("attributes", _attribute_list)
