"""Markdown of content/ → HTML with attribute lists, tables, and a table of contents with a link at each heading.

The result is that of the Python-Markdown extensions in mkdocs.yml; a test compares the two. markdown-it-py parses a page
once, for its HTML and for the Markdown next to the page, in half the time of Python-Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from typing import Any, cast
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.attrs.parse import ParseError, parse

from generator.escape import html_attribute, html_text

PLACE = re.compile(r"<!-- (?P<what>picture|size): (?P<name>[a-z._-]+) -->")
"""The placeholder in a page's Markdown for a picture or the size of a file, which are known only at the build."""
_TAG = re.compile(r"<[^>]*>")
_BAR = re.compile(r"(?<!\\)\|")
_LIST = re.compile(r"\{[^{}]*\}")
_RULE = re.compile(r"(?:\| *:?-+:? *)+\|")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading in the table of contents. `children` are the headings below it."""

    level: int
    anchor: str
    text: str
    """The words as HTML without tags."""
    children: list[Heading] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Permalinks:
    """The link at each heading."""

    sign: str
    title: str
    levels: range
    """The levels of headings in the table of contents."""


@dataclass(frozen=True, slots=True)
class Html:
    """The HTML of a page's text, and its table of contents."""

    html: str
    contents: list[Heading]


def blocks(markdown: str) -> list[Token]:
    """Return the tokens of ``markdown``. Attribute lists are parsed and attached to their elements."""
    return _ENGINE.parse(markdown)


def render(tokens: Sequence[Token], permalinks: Permalinks, *, is_index: bool) -> Html:
    """Return the HTML of ``tokens``. Links to the files of other pages become links to their addresses.

    ``is_index`` is True if the page's address is that of the folder of its file.
    """
    contents: list[Heading] = []
    environment = {"permalinks": permalinks, "is_index": is_index, "contents": contents}
    html = _ENGINE.renderer.render(tokens, _ENGINE.options, environment)
    return Html(str(html).rstrip("\n"), contents)


def target(link: str, *, is_index: bool) -> str:
    """Convert ``link`` of a page in content/, which leads to a file, to a link relative to the page's address.

    >>> target("../partners/fi.md#agencies", is_index=False), target("1.5.md", is_index=True)
    ('../../partners/fi/#agencies', '1.5/')
    >>> target("index.md", is_index=False), target("../../data/", is_index=False)
    ('../', '../../data/')
    >>> target("../compare/index.md?partners=fi", is_index=False)
    '../../compare/?partners=fi'
    """
    path, rest = split_link(link)
    if not path.endswith(".md") or urlsplit(link).scheme:
        return link
    names_index = path.rpartition("/")[2] == "index.md"
    folder = path.removesuffix("index.md") if names_index else f"{path[:-3]}/"
    up = "" if is_index else "../"
    return f"{up}{folder}{rest}" if up or folder else f"./{rest}"


def split_link(link: str) -> tuple[str, str]:
    """Split ``link`` into its path, and its query and anchor with their signs.

    >>> split_link("../compare/index.md?partners=fi"), split_link("#top")
    (('../compare/index.md', '?partners=fi'), ('', '#top'))
    """
    path = link.partition("#")[0].partition("?")[0]
    return path, link[len(path) :]


class _Renderer(RendererHTML):
    """Writes tokens as Python-Markdown does. Each method writes the tokens of its name."""

    def text(self, tokens: Sequence[Token], at: int, *_: Any) -> str:
        """Return plain text."""
        return html_text(tokens[at].content)

    def link_open(
        self, tokens: Sequence[Token], at: int, _: Any, environment: MutableMapping[str, Any]
    ) -> str:
        """Return the opening tag of a link, with its target relative to the page's address."""
        href = target(str(tokens[at].attrs["href"]), is_index=environment["is_index"])
        return f"<a{_attributes({**tokens[at].attrs, 'href': href})}>"

    def line(
        self, tokens: Sequence[Token], at: int, _: Any, environment: MutableMapping[str, Any]
    ) -> str:
        """Return the text within a line."""
        return _line(tokens[at].content, environment["is_index"])

    def heading_close(
        self, tokens: Sequence[Token], at: int, _: Any, environment: MutableMapping[str, Any]
    ) -> str:
        """Return the end of a heading. If it has an anchor, it gets a link to itself and enters the table of contents."""
        start, line, end = tokens[at - 2 : at + 1]
        sign = ""
        if "id" in start.attrs:
            links, level = environment["permalinks"], int(end.tag[1])
            anchor = html_attribute(str(start.attrs["id"]))
            sign = f'<a class="headerlink" href="#{anchor}" title="{html_attribute(links.title)}">{links.sign}</a>'
            if level in links.levels:
                text = _TAG.sub("", _line(line.content, environment["is_index"]))
                _enter(environment["contents"], Heading(level, str(start.attrs["id"]), text))
        return f"{sign}</{end.tag}>\n"

    def fence(self, tokens: Sequence[Token], at: int, *_: Any) -> str:
        """Return code between fences."""
        name, code = tokens[at].info, html_text(tokens[at].content)
        language = f' class="language-{html_attribute(name)}"' if name else ""
        return f"<pre><code{language}>{code}</code></pre>\n"

    def html_block(self, tokens: Sequence[Token], at: int, *_: Any) -> str:
        """Return HTML unchanged, except that the attribute `markdown="1"` is removed."""
        return tokens[at].content.replace(' markdown="1"', "")

    def table(
        self, tokens: Sequence[Token], at: int, _: Any, environment: MutableMapping[str, Any]
    ) -> str:
        """Return a table."""
        head, rule, *rows = tokens[at].meta["lines"]
        sides, is_index = tuple(alignments(rule)), environment["is_index"]
        first = _row("th", head, sides, is_index)
        rest = "".join(_row("td", line, sides, is_index) for line in rows)
        body = f"<tbody>\n{rest}</tbody>\n" if rest else ""
        return f"<table>\n<thead>\n{first}</thead>\n{body}</table>\n"

    @staticmethod
    def renderAttrs(token: Token) -> str:  # noqa: N802 # markdown-it's name
        """Return the attributes of a tag."""
        return _attributes(token.attrs)


def _attributes(attributes: Mapping[str, Any]) -> str:
    return "".join(f' {name}="{html_attribute(str(v))}"' for name, v in attributes.items())


def _enter(contents: list[Heading], heading: Heading) -> None:
    """Put ``heading`` below the last one of a higher level."""
    while contents and contents[-1].level < heading.level:
        contents = contents[-1].children
    contents.append(heading)


@lru_cache(maxsize=2**15)
def _row(tag: str, line: str, sides: Sequence[str], is_index: bool) -> str:
    """Return the HTML of a row, whose cells have the name ``tag``."""
    written = []
    for side, text in zip(sides, cells(line, len(sides)), strict=True):
        own = {"style": f"text-align: {side};"} if side else {}
        attributes = _attributes({**own, **_attributes_at_end(text)})
        written.append(f"<{tag}{attributes}>{_line(text, is_index)}</{tag}>\n")
    return f"<tr>\n{''.join(written)}</tr>\n"


@lru_cache(maxsize=2**15)
def _line(text: str, is_index: bool) -> str:
    """Return the HTML of the text within a line."""
    environment = {"is_index": is_index}
    return _RENDERER.renderInline(line_tokens(text), _ENGINE.options, environment)


def cells(line: str, columns: int) -> list[str]:
    """Return the text of each cell in a ``line`` of a table with this number of columns."""
    texts = [text.strip().replace(r"\|", "|") for text in _BAR.split(line.removesuffix("|"))[1:]]
    return (texts + [""] * columns)[:columns]


def alignments(rule: str) -> Iterator[str]:
    """Yield “left”, “center”, “right” or an empty text for each column from the ``rule`` below a table's head."""
    for mark in rule.strip("|").split("|"):
        left, right = mark.strip().startswith(":"), mark.strip().endswith(":")
        yield "center" if left and right else "right" if right else "left" if left else ""


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Parse a table as a rule of markdown-it: one token with its lines, which all begin with “|”.

    The rule of markdown-it makes three tokens for each cell. Most rows are on several pages, and many tables are long:
    with it a whole run takes a quarter longer.
    """
    lines = []
    for number in range(start, end):
        line = state.src[
            state.bMarks[number] + state.tShift[number] : state.eMarks[number]
        ].rstrip()
        if not line.startswith("|") or not 0 <= state.sCount[number] - state.blkIndent < 4:
            break
        lines.append(line)
    if len(lines) < 2 or not _RULE.fullmatch(lines[1]):
        return False
    if not silent:
        token = state.push("table", "", 0)
        token.meta, token.map = {"lines": lines}, [start, start + len(lines)]
        state.line = start + len(lines)
    return True


def _attribute_list(state: StateInline, silent: bool) -> bool:
    """Parse `{ #anchor .class key="value" }` as a rule of markdown-it.

    The rule of the existing plugin works after links, but not after emphasis, headings and cells. A printed brace is a
    character reference in content/ and so never matches.
    """
    found = _LIST.match(state.src, state.pos)
    attributes = found and _parsed(found[0])
    if not found or attributes is None:
        return False
    if not silent:
        token = state.push("attributes", "", 0)
        token.attrs, token.content = dict(attributes), found[0]
    state.pos = found.end()
    return True


@lru_cache(maxsize=2**12)
def _parsed(attribute_list: str) -> Mapping[str, str] | None:
    """Return the attributes in ``attribute_list``; None if it is not one."""
    try:
        _, found = parse(attribute_list)
    except ParseError:
        return None
    return {name: unescape(str(value)) for name, value in found.items()}


def _lines(state: StateCore) -> None:
    """Leave the text within lines to the renderer, as a rule of markdown-it."""
    for block, token in zip(state.tokens, state.tokens[1:], strict=False):
        if token.type == "inline":
            token.children = [Token("line", "", 0, content=token.content)]
            block.attrs |= _attributes_at_end(token.content)


def _attributes_at_end(line: str) -> Mapping[str, Any]:
    """Return the attributes at the end of a ``line`` of plain text, which belong to the block around it."""
    last = line_tokens(line)[-1:] if line.endswith("}") else []
    return last[0].attrs if last and last[0].type in TEXTS else {}


@lru_cache(maxsize=2**13)
def line_tokens(text: str) -> list[Token]:
    """Return the tokens of a line. It is parsed once for its HTML and its Markdown."""
    (inline,) = _LINES.parseInline(text)
    tokens = _attached(inline.children or ())
    if tokens and tokens[-1].type in TEXTS and tokens[-1].attrs:
        tokens[-1].type, tokens[-1].content = "text", tokens[-1].content.rstrip()
    return tokens


def _attached(tokens: Sequence[Token]) -> list[Token]:
    """Return the ``tokens`` of a line, with each attribute list moved to the element before it.

    An attribute list without an element before it stays as plain text.
    """
    kept: list[Token] = []
    opened: list[Token] = []
    owner = None
    for token in tokens:
        if token.type == "attributes":
            if owner:
                owner.attrs |= token.attrs
                continue
            token.type = "text"
        if token.nesting > 0:
            opened.append(token)
        owner = opened.pop() if token.nesting < 0 else token if token.nesting == 0 else None
        kept.append(token)
    return kept


TEXTS = ("text", "softbreak")
_LINES = MarkdownIt("commonmark")
_LINES.inline.ruler.push("attributes", _attribute_list)
_ENGINE = MarkdownIt("commonmark", renderer_cls=_Renderer).enable("table").disable("inline")
_ENGINE.block.ruler.at("table", _table, {"alt": ["paragraph", "reference"]})
_ENGINE.core.ruler.push("lines", _lines)
_RENDERER = cast(RendererHTML, _ENGINE.renderer)

__all__ = [
    "PLACE",
    "TEXTS",
    "Heading",
    "Html",
    "Permalinks",
    "alignments",
    "blocks",
    "cells",
    "line_tokens",
    "render",
    "target",
]
