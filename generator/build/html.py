"""Markdown of content/ → HTML with attribute lists, tables, and a table of contents with a link at each heading.

The result is that of the Python-Markdown extensions in mkdocs.yml; a test compares the two. markdown-it-py parses a page
once, for its HTML and for the Markdown next to the page, in half the time of Python-Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.attrs.parse import ParseError, parse

from generator.escape import html_attribute, html_text

PLACE = re.compile(r"<!-- (?P<what>picture|size): (?P<name>[a-z.-]+) -->")
"""The placeholder in a page's Markdown for a picture or the size of a file, which are known only at the build."""
_TAG = re.compile(r"<[^>]*>")


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
    """
    path, mark, anchor = link.partition("#")
    if not path.endswith(".md") or urlsplit(link).scheme:
        return link
    names_index = path.rpartition("/")[2] == "index.md"
    folder = path.removesuffix("index.md") if names_index else f"{path[:-3]}/"
    up = "" if is_index else "../"
    return f"{up}{folder}{mark}{anchor}" if up or folder else f"./{mark}{anchor}"


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

    def heading_close(
        self, tokens: Sequence[Token], at: int, options: Any, environment: MutableMapping[str, Any]
    ) -> str:
        """Return the end of a heading. If it has an anchor, it gets a link to itself and enters the table of contents."""
        start, inline, end = tokens[at - 2 : at + 1]
        sign = ""
        if "id" in start.attrs:
            links, level = environment["permalinks"], int(end.tag[1])
            anchor = html_attribute(str(start.attrs["id"]))
            sign = f'<a class="headerlink" href="#{anchor}" title="{html_attribute(links.title)}">{links.sign}</a>'
            if level in links.levels:
                text = _TAG.sub("", self.renderInline(inline.children or [], options, environment))
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


def _attribute_list(state: StateInline, silent: bool) -> bool:
    """Parse `{ #anchor .class key="value" }` as a rule of markdown-it.

    The rule of the existing plugin works after links, but not after emphasis, headings and cells. A printed brace is a
    character reference in content/ and so never matches.
    """
    if state.src[state.pos] != "{":
        return False
    try:
        length, found = parse(state.src[state.pos :])
    except ParseError:
        return False
    if not silent:
        token = state.push("attributes", "", 0)
        token.attrs = {name: unescape(str(value)) for name, value in found.items()}
        token.content = state.src[state.pos : state.pos + length + 1]
    state.pos += length + 1
    return True


def _lines(state: StateCore) -> None:
    """Parse the text within lines as a rule of markdown-it.

    An attribute list at the end of a line of plain text belongs to the block around the line.
    """
    for block, token in zip(state.tokens, state.tokens[1:], strict=False):
        if style := block.attrs.get("style"):  # the alignment of a cell
            block.attrs["style"] = f"{str(style).replace(':', ': ')};"
        if token.type == "inline":
            token.children = _line(token.content)
            if token.children and (last := token.children[-1]).type in TEXTS:
                block.attrs |= last.attrs


@lru_cache(maxsize=2**15)
def _line(text: str) -> list[Token]:
    """Return the tokens of a line.

    Many lines are cells with the same text: without the cache a whole run takes a fifth longer.
    """
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
_ENGINE.core.ruler.push("lines", _lines)

__all__ = ["PLACE", "TEXTS", "Heading", "Html", "Permalinks", "blocks", "render", "target"]
