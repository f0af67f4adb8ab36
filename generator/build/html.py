"""Markdown of content/ → HTML, as the extensions that mkdocs.yml names have it: attribute lists,
tables, contents with a link at each heading.

A tree that is read once serves this and the Markdown beside the page, and lines that return are made
once; that takes half the time of Python-Markdown, to whose HTML a test holds it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from urllib.parse import urlsplit

from markdown_it import MarkdownIt

from generator.build.attributes import Node, Part, parts_in, parts_of_line
from generator.escape import html_attribute, html_text

_TAG = re.compile(r"<[^>]*>")
_MARKDOWN_INSIDE = re.compile(r' markdown="1"')
_LINES = 16384
"""How many lines are kept."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading in the contents; `children` are those below it."""

    level: int
    anchor: str
    text: str
    """As HTML, without elements."""
    children: list[Heading] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Permalinks:
    """The link at each heading."""

    sign: str
    title: str
    levels: range
    """Of the headings that the contents show."""

    def at(self, anchor: str) -> str:
        """The link at the heading whose id is ``anchor``, which is escaped."""
        return f'<a class="headerlink" href="#{anchor}" title="{html_attribute(self.title)}">{self.sign}</a>'


@dataclass(frozen=True, slots=True)
class Html:
    """A page's text."""

    html: str
    contents: tuple[Heading, ...]


def render(blocks: Iterable[Node], permalinks: Permalinks, *, is_index: bool) -> Html:
    """The HTML of ``blocks``. ``is_index`` is whether the page's address is that of its folder: links
    to other pages' files become links to their addresses. What no template writes, but somebody may who
    edits a page, is rendered as markdown-it has it.
    """
    writer = _Writer(permalinks, is_index)
    return Html(writer.blocks(blocks), tuple(writer.contents))


def target(link: str, *, is_index: bool) -> str:
    """Where ``link``, as content/ has it, leads from the address of the page that holds it.

    >>> target("../partners/fi.md#agencies", is_index=False), target("1.5.md", is_index=True)
    ('../../partners/fi/#agencies', '1.5/')
    >>> target("index.md", is_index=False), target("../../data/", is_index=False)
    ('../', '../../data/')
    """
    path, mark, anchor = link.partition("#")
    if not path.endswith(".md") or urlsplit(link).scheme:
        return link
    folder = path.removesuffix("index.md") if _names_index(path) else f"{path[:-3]}/"
    up = "" if is_index else "../"
    return f"{up}{folder}{mark}{anchor}" if up or folder else f"./{mark}{anchor}"


def _names_index(path: str) -> bool:
    return path == "index.md" or path.endswith("/index.md")


@dataclass(frozen=True, slots=True)
class _Line:
    """What stands in a paragraph, a heading or a cell, and the attributes that are its block's."""

    html: str
    attributes: str


@lru_cache(maxsize=_LINES)
def _line(text: str, is_index: bool) -> _Line:
    parts = parts_of_line(text)
    own = _attributes(parts[-1].attributes) if parts and parts[-1].node.type in _TEXTS else ""
    html = _inlines(parts, is_index)
    return _Line(html.rstrip() if own else html, own)


def _inlines(parts: Iterable[Part], is_index: bool) -> str:
    return "".join(_INLINES.get(part.node.type, _rendered)(part, is_index) for part in parts)


def _rendered(part: Part, _: bool) -> str:
    return _by_markdown_it(part.node)


def _by_markdown_it(node: Node) -> str:
    return str(_ENGINE.renderer.render([node.token], _ENGINE.options, {}))


def _element(name: str) -> Callable[[Part, bool], str]:
    def written(part: Part, is_index: bool) -> str:
        inner = _inlines(parts_in(part.node.children), is_index)
        return f"<{name}{_attributes(part.attributes)}>{inner}</{name}>"

    return written


def _link(part: Part, is_index: bool) -> str:
    own = part.node.token.attrs
    href = html_attribute(target(str(own["href"]), is_index=is_index))
    title = f' title="{html_attribute(str(own["title"]))}"' if "title" in own else ""
    inner = _inlines(parts_in(part.node.children), is_index)
    return f'<a href="{href}"{title}{_attributes(part.attributes)}>{inner}</a>'


def _attributes(attributes: Mapping[str, str]) -> str:
    return "".join(
        f' {name}="{html_attribute(unescape(value))}"' for name, value in attributes.items()
    )


_TEXTS = frozenset({"text", "softbreak"})
_INLINES: Mapping[str, Callable[[Part, bool], str]] = {
    "text": lambda part, _: html_text(part.node.token.content),
    "softbreak": lambda *_: "\n",
    "em": _element("em"),
    "strong": _element("strong"),
    "link": _link,
    "html_inline": lambda part, _: part.node.token.content,
}


class _Writer:
    """Writes the tree of one page."""

    def __init__(self, permalinks: Permalinks, is_index: bool) -> None:
        self.contents: list[Heading] = []
        self._links = permalinks
        self._is_index = is_index

    def blocks(self, nodes: Iterable[Node]) -> str:
        """Blocks, each on lines of its own."""
        return "\n".join(_BLOCKS.get(node.type, _Writer._rendered)(self, node) for node in nodes)

    def _rendered(self, node: Node) -> str:
        return _by_markdown_it(node).rstrip("\n")

    def _line(self, node: Node) -> _Line:
        return _line(node.children[0].token.content, self._is_index)

    def _paragraph(self, node: Node) -> str:
        line = self._line(node)
        return line.html if node.token.hidden else f"<p{line.attributes}>{line.html}</p>"

    def _heading(self, node: Node) -> str:
        line, level = self._line(node), int(node.token.tag[1])
        anchor = _ID.search(line.attributes)
        sign = self._links.at(anchor[1]) if anchor else ""
        if anchor and level in self._links.levels:
            self._enter(Heading(level, unescape(anchor[1]), _TAG.sub("", line.html)))
        return f"<h{level}{line.attributes}>{line.html}{sign}</h{level}>"

    def _enter(self, heading: Heading) -> None:
        """Put ``heading`` below the last one of a higher level."""
        place = self.contents
        while place and place[-1].level < heading.level:
            place = place[-1].children
        place.append(heading)

    def _list(self, node: Node) -> str:
        tag, own = node.token.tag, {name: str(x) for name, x in node.token.attrs.items()}
        items = "".join(map(self._item, node.children))
        return f"<{tag}{_attributes(own)}>\n{items}</{tag}>"

    def _item(self, node: Node) -> str:
        tight = all(child.token.hidden for child in node.children if child.type == "paragraph")
        inner = self.blocks(node.children)
        return f"<li>{inner}</li>\n" if tight else f"<li>\n{inner}\n</li>\n"

    def _quote(self, node: Node) -> str:
        return f"<blockquote>\n{self.blocks(node.children)}\n</blockquote>"

    def _table(self, node: Node) -> str:
        parts = ("".join(map(self._row, part.children)) for part in node.children)
        tags = (part.token.tag for part in node.children)
        inner = "".join(f"<{tag}>\n{rows}</{tag}>\n" for tag, rows in zip(tags, parts, strict=True))
        return f"<table>\n{inner}</table>"

    def _row(self, node: Node) -> str:
        return f"<tr>\n{''.join(map(self._cell, node.children))}</tr>\n"

    def _cell(self, node: Node) -> str:
        line, tag = self._line(node), node.token.tag
        side = str(node.token.attrs.get("style", "")).rpartition(":")[2]
        style = f' style="text-align: {side};"' if side else ""
        return f"<{tag}{style}{line.attributes}>{line.html}</{tag}>\n"

    def _fence(self, node: Node) -> str:
        language = f' class="language-{html_attribute(node.token.info)}"' if node.token.info else ""
        code = html_text(node.token.content)
        return f"<pre><code{language}>{code}</code></pre>"

    def _html(self, node: Node) -> str:
        return _MARKDOWN_INSIDE.sub("", node.token.content.rstrip("\n"))


_ID = re.compile(r' id="([^"]*)"')
_BLOCKS: Mapping[str, Callable[[_Writer, Node], str]] = {
    "paragraph": _Writer._paragraph,
    "heading": _Writer._heading,
    "bullet_list": _Writer._list,
    "ordered_list": _Writer._list,
    "blockquote": _Writer._quote,
    "table": _Writer._table,
    "fence": _Writer._fence,
    "html_block": _Writer._html,
}
_ENGINE = MarkdownIt("commonmark")

__all__ = ["Heading", "Html", "Permalinks", "render", "target"]
