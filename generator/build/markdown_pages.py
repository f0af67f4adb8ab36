"""The Markdown file next to every page, `/en/2022-1/1.5/index.md`, for programs and language models.

It is made from the tokens of the page and so has the same contents. It is plain Markdown: without attribute lists,
without placeholders for pictures and sizes, and without marks that need our theme.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any
from urllib.parse import urljoin, urlsplit

from markdown_it.token import Token

from generator import ids
from generator.build.html import PLACE, TEXTS, alignments, cells, line_tokens, split_link
from generator.build.html import target as address
from generator.escape import commonmark, commonmark_link, markdown_target
from generator.picture import PICTURES
from generator.write.views import Views

_LATER = re.compile(r"\0(?:\]\((?P<link>[^ )]*)|<!-- size: (?P<size>[^ ]+) -->)")
"""A link or the size of a file, marked by NUL, which no text contains. Lines on several pages differ only in these."""
_NAVIGATION = ('<nav class="crumbs"', '<nav class="jumps"')
_SUMMARY = re.compile(r"<summary>(?P<words>[^<>]*)</summary>")
_ALIGNED = {"left": ":--", "center": ":-:", "right": "--:"}
_MARKS = frozenset({"label", "mark", "alias"})
_TAGS = frozenset({"tag", "flag"})


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The values that are known only at the build."""

    link: Callable[[str], str]
    """Return the target of a link in the result, from its target in content/."""
    picture: Callable[[str], str]
    """Return the Markdown that stands for the picture with this name."""
    size: Callable[[str], str]
    """Return the size of the file with this name."""


def markdown_page(
    front: str,
    tokens: Sequence[Token],
    v: Views,
    *,
    base: str,
    card: Mapping[str, Any] | None,
    sizes: Mapping[str, str],
) -> str:
    """Return the page of ``v`` as Markdown, from its front matter (with its opening line) and its ``tokens``.

    ``card`` is the box that the theme shows below a page (`generator.build.theme.card`), if any. ``sizes`` are the
    sizes of the files under data/, in words. Links are full addresses if ``base`` is known, else relative to the file.
    """
    around = Surroundings(
        link=partial(target, page=v.path, base=base),
        picture=partial(_picture, v=v, base=base),
        size=sizes.__getitem__,
    )
    parts = [f"{front}\n---", plain(tokens, around)]
    if card:
        parts += _citations(card, v, base)
    parts += ["---", _closing(v, base)]
    return "\n\n".join(parts) + "\n"


def target(link: str, page: str, base: str) -> str:
    """Convert ``link`` of the page at ``page`` in content/ to a link in the Markdown next to that page.

    Links to other pages become links to their Markdown, without a query, which only a script reads; links to places on the
    page itself become links to the page.

    >>> target("../partners/fi.md#agencies", "en/2022-1/1.5/", "")
    '../../partners/fi/index.md#agencies'
    >>> target("#field-1", "en/2022-1/1.5/", ""), target("feed.xml", "en/", "https://example.org/")
    ('./#field-1', 'https://example.org/en/feed.xml')
    >>> target("../compare/index.md?partners=fi", "en/partners/fi/", "")
    '../../compare/index.md'
    """
    path, rest = split_link(link)
    _, mark, anchor = rest.partition("#")
    if path.endswith(".md") and not urlsplit(link).scheme:
        is_index = ids.content_file(page).endswith("index.md")
        link = f"{address(path, is_index=is_index)}index.md{mark}{anchor}"
    elif not path:
        link = f"./{link}"
    return urljoin(base + page, link) if base else link


def _picture(name: str, v: Views, base: str) -> str:
    """Return the message of the picture ``name``, if any, and links to it and its files."""
    picture = PICTURES[name]
    title, message = v._("Picture") + v._(": ") + picture.title(v), picture.message(v)
    links = {title: f"#picture-{name}", "SVG": f"{name}.svg", "CSV": f"{name}.csv"}
    shown = " · ".join(
        commonmark_link(commonmark(words), target(link, v.path, base))
        for words, link in links.items()
    )
    return f"**{commonmark(message)}** {shown}" if message else shown


def _citations(card: Mapping[str, Any], v: Views, base: str) -> Iterator[str]:
    """Yield the heading and the list of the box below a page: citations and formats."""
    folder = ids.address(card["path"], v.path, base)
    address = "" if card["url"] else f" {card['name']}"
    formats = (commonmark_link(f.name, folder + f.file) for f in card["formats"])
    entries = {
        v._("Permanent link"): commonmark_link(commonmark(card["url"] or card["name"]), folder),
        # If the address is not known, a citation ends with the identifier.
        **{c["style"]: commonmark(c["before"] + c["after"] + address) for c in card["citations"]},
        v._("Formats"): v.phrases.comma.join(formats),
    }
    colon = v._(": ")
    yield f"## {v._('Cite and link')} {commonmark_link('#', target('#cite', v.path, base))}"
    if official := card["official"]:
        entries[v._("Official text")] = commonmark_link(commonmark(official), official)
    yield "\n".join(f"- {name}{colon}{entry}" for name, entry in entries.items())


def _closing(v: Views, base: str) -> str:
    """Return links to the page and to its other language, and the footer of every page."""
    other = {"zh": "This page in English", "en": "本页中文版"}[v.language]
    beside = ids.markdown_path(f"{v.other_language}/{v.path.partition('/')[2]}")
    links = {v._("Web page"): v.path, other: beside}
    shown = (commonmark_link(name, ids.address(path, v.path, base)) for name, path in links.items())
    unofficial = v._(
        "An unofficial site. The guides are official documents; only the original text is authoritative."
    )
    licence = v._("Translations and data: CC BY 4.0. Code: MIT.")
    return f"{' · '.join(shown)}\n\n{unofficial}{v.phrases.gap}{licence}"


def plain(tokens: Sequence[Token], around: Surroundings) -> str:
    """Return the ``tokens`` of a page as Markdown for any reader.

    An anchor becomes a link to its place on the page. The text of the link is the enumerator printed in the guide, or
    “#”, at the end of a heading and before an item. The other language is left out, as it has its own file. A picture
    becomes its message and links to it and its files; its numbers are in a table. `<ins>` and `<del>` stay: Markdown has no sign for
    insertions, and its sign for deletions does not work between Han characters.
    """
    return _LATER.sub(
        partial(_filled, around=around), _Writer(around.picture).blocks(_tree(_text_of(tokens)))
    )


def _filled(match: re.Match[str], around: Surroundings) -> str:
    if size := match["size"]:
        return commonmark(around.size(size))
    return f"]({markdown_target(around.link(match['link']))}"


def _text_of(tokens: Iterable[Token]) -> Iterator[Token]:
    """Yield ``tokens`` without the breadcrumb and the jumps, which only help to move in a browser."""
    left_out = False
    for token in tokens:
        if token.type == "html_block":
            left_out = left_out or token.content.startswith(_NAVIGATION)
            if left_out and token.content.startswith("</nav>"):
                left_out = False
                continue
        if not left_out:
            yield token


@dataclass(frozen=True, slots=True, eq=False)
class _Node:
    """An element: its token (of a pair, the opening one) and the elements in it.

    With markdown-it's own tree, whose nodes also refer to their parents, a whole run takes a tenth longer.
    """

    token: Token
    children: list[_Node]

    @property
    def type(self) -> str:
        """The kind of element: “table”, “link”."""
        return self.token.type.removesuffix("_open")


def _tree(tokens: Iterable[Token]) -> list[_Node]:
    """Return the flat list ``tokens`` as trees."""
    open_ones: list[list[_Node]] = [[]]
    for token in tokens:
        if token.nesting < 0:
            open_ones.pop()
            continue
        node = _Node(token, [])
        open_ones[-1].append(node)
        if token.nesting > 0:
            open_ones.append(node.children)
    return open_ones[0]


class _Writer:
    """A writer for the tree of one page."""

    def __init__(self, picture: Callable[[str], str]) -> None:
        self._picture = picture

    # Blocks

    def blocks(self, nodes: Iterable[_Node]) -> str:
        """Return blocks with an empty line between them. Empty blocks are left out."""
        return "\n\n".join(filter(None, map(self._block, nodes)))

    def _block(self, node: _Node) -> str:
        return _BLOCKS.get(node.type, _Writer._as_written)(self, node)

    def _paragraph(self, node: _Node) -> str:
        return _line(_text(node), starts=True)

    def _heading(self, node: _Node) -> str:
        """Return a heading with a link to itself. The title of the page has none: the page's address is enough."""
        anchors = [
            part.token.attrs["id"]
            for part in (*_parts(_text(node)), node)
            if "id" in part.token.attrs
        ]
        line = f"{'#' * int(node.token.tag[1])} {_line(_text(node))}"
        if not anchors or node.token.tag == "h1":
            return line
        return f"{line} {_link_later('#', f'#{anchors[-1]}')}"

    def _list(self, node: _Node) -> str:
        first = int(node.token.attrs.get("start", 1))
        ordered = node.type == "ordered_list"
        return "\n".join(
            self._item(child, f"{number}. " if ordered else "- ")
            for number, child in enumerate(node.children, first)
        )

    def _item(self, node: _Node, sign: str) -> str:
        """Return an item of a list. Its enumerator and anchors are on the same line as its text."""
        marks = [block for block in node.children if _is_marks(block)]
        rest = [block for block in node.children if block not in marks]
        lead = [self._paragraph(mark) for mark in marks]
        if rest and rest[0].type == "paragraph":
            lead.append(_line(_text(rest.pop(0)), starts=not marks))
        text = " ".join(lead)
        for block in rest:
            if written := self._block(block):
                text += ("\n" if block.type.endswith("_list") else "\n\n") + written
        return sign + re.sub(r"\n(?!\n)", "\n" + " " * len(sign), text)

    def _quote(self, node: _Node) -> str:
        return "\n".join(f"> {line}".rstrip() for line in self.blocks(node.children).split("\n"))

    def _table(self, node: _Node) -> str:
        head, rule, *rows = node.token.meta["lines"]
        sides = list(alignments(rule))
        marks = "|".join(_ALIGNED.get(side, "---") for side in sides)
        written = [_row(line, len(sides)) for line in (head, *rows)]
        return "\n".join([written[0], f"|{marks}|", *written[1:]])

    def _fence(self, node: _Node) -> str:
        return f"{node.token.markup}{node.token.info}\n{node.token.content}{node.token.markup}"

    def _as_written(self, node: _Node) -> str:
        """Return indented code, or a horizontal rule."""
        return f"```\n{node.token.content}```" if node.token.content else "---"

    def _html(self, node: _Node) -> str:
        """Return what stands for a picture, and the title of a collapsible section, which is always open here."""
        place = PLACE.search(node.token.content)
        if place and place["what"] == "picture":
            return self._picture(place["name"])
        if summary := _SUMMARY.search(node.token.content):
            return f"**{commonmark(html.unescape(summary['words']))}**"
        return ""


# Text within lines. Most lines are on several pages.


def _text(block: _Node) -> str:
    """Return the Markdown in content/ of a paragraph or a heading."""
    return "".join(child.token.content for child in block.children)


@lru_cache(maxsize=2**12)
def _parts(line: str) -> list[_Node]:
    """Return the elements of ``line``."""
    return _tree(line_tokens(line))


@lru_cache(maxsize=2**15)
def _line(line: str, *, starts: bool = False) -> str:
    """Return ``line`` as Markdown; ``starts`` if it begins a block."""
    return _inlines(_parts(line), starts=starts)


@lru_cache(maxsize=2**15)
def _row(line: str, columns: int) -> str:
    return f"| {' | '.join(map(_line, cells(line, columns)))} |"


def _inlines(parts: Sequence[_Node], *, starts: bool = False) -> str:
    written = ""
    for before, part, after in zip((None, *parts), parts, (*parts[1:], None), strict=False):
        begins = starts and not written
        if part.type in TEXTS:
            written += commonmark(_words(before, part, after), starts_line=begins)
        else:
            written += _INLINES.get(part.type, _code)(part, begins)
    return written.strip()


def _emphasis(part: _Node, starts: bool) -> str:
    if "other" in _css(part):
        return ""
    # This emphasis only marks Chinese text, and `*` does not work between Han characters.
    if "original" in _css(part):
        return _inlines(part.children, starts=starts)
    # The mark of a state has its words as a title.
    title = str(part.token.attrs.get("title", "")) if "state" in _css(part) else ""
    return f"*{commonmark(title) or _inlines(part.children)}*"


def _strong(part: _Node, _: bool) -> str:
    return f"**{_inlines(part.children)}**"


def _link(part: _Node, _: bool) -> str:
    """Return a link. The mark of an anchor is a link too; earlier anchors of the same place are left out."""
    if "alias" in _css(part):
        return ""
    words = "#" if "mark" in _css(part) else _inlines(part.children)
    attributes = part.token.attrs
    return _link_later(words, str(attributes["href"]), str(attributes.get("title", "")))


def _link_later(words: str, target: str, title: str = "") -> str:
    """Return a link whose ``target`` is that in content/ for now."""
    return commonmark_link(f"{words}\0", target, title)


def _image(part: _Node, _: bool) -> str:
    return f"!{_link_later(commonmark(part.token.content), str(part.token.attrs['src']))}"


def _code(part: _Node, _: bool) -> str:
    """Return code with its backticks, and a line break as a space."""
    space = " " if "`" in part.token.content else ""
    return (
        space.join((part.token.markup, part.token.content, part.token.markup))
        if part.token.content
        else " "
    )


def _html_inline(part: _Node, _: bool) -> str:
    place = PLACE.fullmatch(part.token.content)
    return ("\0" if place and place["what"] == "size" else "") + part.token.content


def _css(part: _Node) -> frozenset[str]:
    """Return the classes of ``part``."""
    return frozenset(str(part.token.attrs.get("class", "")).split())


def _is_marks(block: _Node) -> bool:
    """Return whether ``block`` is a paragraph of only enumerators and marks of anchors."""
    return block.type == "paragraph" and all(_css(part) & _MARKS for part in _parts(_text(block)))


def _words(before: _Node | None, text: _Node, after: _Node | None) -> str:
    """Return the words of ``text``. Tags, which the theme spaces, are separated by “·”, but not from a bold word."""
    words = text.token.content or " "
    bold = before is not None and before.type == "strong"
    return f"{words.rstrip()} · " if after and _css(after) & _TAGS and not bold else words


_BLOCKS: Mapping[str, Callable[[_Writer, _Node], str]] = {
    "paragraph": _Writer._paragraph,
    "heading": _Writer._heading,
    "bullet_list": _Writer._list,
    "ordered_list": _Writer._list,
    "blockquote": _Writer._quote,
    "table": _Writer._table,
    "fence": _Writer._fence,
    "html_block": _Writer._html,
}
_INLINES: Mapping[str, Callable[[_Node, bool], str]] = {
    "em": _emphasis,
    "strong": _strong,
    "link": _link,
    "image": _image,
    "html_inline": _html_inline,
}
