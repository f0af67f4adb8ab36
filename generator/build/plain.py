"""Markdown of content/ → Markdown that stands alone: no attribute lists, no places for what the build
puts in, no signs that only our theme knows.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from generator.build.attributes import Node, Part, parts_in, parts_of, parts_of_line
from generator.build.places import PLACE
from generator.escape import commonmark, commonmark_link

_SUMMARY = re.compile(r"<summary>(?P<words>[^<>]*)</summary>")
_ALIGNED = {"left": ":--", "center": ":-:", "right": "--:"}
_MARKS = frozenset({"label", "mark", "alias"})
_TAGS = frozenset({"tag", "flag"})


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a page's Markdown leaves to the build."""

    link: Callable[[str], str]
    """Where a link leads: its target as content/ has it → as a reader of the result needs it."""
    picture: Callable[[str], str]
    """What the picture of a name is called."""
    size: Callable[[str], str]
    """How large the file of a name is."""


def plain(blocks: Iterable[Node], around: Surroundings) -> str:
    """The ``blocks`` of a page as Markdown for any reader.

    An anchor becomes a link to its place on the page: the enumerator where the guide prints one,
    else “#”, at the end of a heading and before an item. The other language is left out: the page
    shows it on demand only, and it has a file of its own. A picture becomes a link to it; its
    numbers stand in a table. What one text adds to another and drops stays `<ins>` and `<del>`:
    Markdown has no sign for the one, and that for the other does not hold between Han characters.
    """
    return _Writer(around).blocks(blocks)


@dataclass(frozen=True, slots=True)
class _Link:
    """A link whose target the surroundings know."""

    words: str
    target: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class _Size:
    """The size of a file, which the surroundings know."""

    name: str


Piece = str | _Link | _Size
"""What a line is made of: words, and what is known where it stands."""


def _is_marks(block: Node) -> bool:
    """Whether ``block`` is a paragraph of nothing but enumerators and signs for anchors."""
    return block.type == "paragraph" and all(part.css & _MARKS for part in parts_of(block))


@lru_cache(maxsize=8192)
def _line(text: str, starts: bool) -> tuple[Piece, ...]:
    """What a line of Markdown comes to; ``starts`` where it begins one."""
    return tuple(_pieces(parts_of_line(text), starts=starts))


def _pieces(parts: tuple[Part, ...], *, starts: bool = False) -> list[Piece]:
    written: list[Piece] = []
    for before, part, after in zip((None, *parts), parts, (*parts[1:], None), strict=False):
        if part.node.type in _TEXTS:
            words = _words(before, part, after)
            written.append(commonmark(words, starts_line=starts and not written))
        else:
            written += _INLINES.get(part.node.type, _as_written)(part, starts and not written)
    return _stripped(written)


def _stripped(pieces: list[Piece]) -> list[Piece]:
    """``pieces`` without the spaces at their ends."""
    if pieces and isinstance(pieces[0], str):
        pieces[0] = pieces[0].lstrip()
    if pieces and isinstance(pieces[-1], str):
        pieces[-1] = pieces[-1].rstrip()
    return pieces


def _emphasis(part: Part, starts: bool) -> list[Piece]:
    if "other" in part.css:
        return []
    # It only says that the words are Chinese, where the signs do not hold.
    if "original" in part.css:
        return _pieces(parts_in(part.node.children), starts=starts)
    return ["*", *_pieces(parts_in(part.node.children)), "*"]


def _strong(part: Part, _: bool) -> list[Piece]:
    return ["**", *_pieces(parts_in(part.node.children)), "**"]


def _anchor(part: Part, _: bool) -> list[Piece]:
    """A link; an anchor's sign is one, and an earlier anchor of the same place none."""
    if "alias" in part.css:
        return []
    inner = ["#"] if "mark" in part.css else _pieces(parts_in(part.node.children))
    words = "".join(piece for piece in inner if isinstance(piece, str))
    title = html.unescape(part.attributes.get("title", ""))
    return [_Link(words, str(part.node.token.attrs["href"]), title)]


def _image(part: Part, _: bool) -> list[Piece]:
    return ["!", _Link(commonmark(part.node.token.content), str(part.node.token.attrs["src"]))]


def _as_written(part: Part, _: bool) -> list[Piece]:
    """Code with its signs; of a line break, a space."""
    token = part.node.token
    space = " " if "`" in token.content else ""
    return [space.join((token.markup, token.content, token.markup)) if token.content else " "]


def _html_inline(part: Part, _: bool) -> list[Piece]:
    place = PLACE.fullmatch(part.node.token.content)
    if place and place["what"] == "size":
        return [_Size(place["name"])]
    return [part.node.token.content]


def _words(before: Part | None, text: Part, after: Part | None) -> str:
    """What ``text`` says; tags, which the theme sets apart, get a point before each but the first
    after a bold word.
    """
    words = text.node.token.content or " "
    bold = before is not None and before.node.type == "strong"
    return f"{words.rstrip()} · " if after and after.css & _TAGS and not bold else words


def _indented(text: str, width: int) -> str:
    """The lines of an item under its first."""
    return re.sub(r"\n(?!\n)", "\n" + " " * width, text)


class _Writer:
    """Writes the tree of one page."""

    def __init__(self, around: Surroundings) -> None:
        self._around = around
        self._section = ""
        """A link to the heading that was written last."""

    # Blocks

    def blocks(self, nodes: Iterable[Node]) -> str:
        """Blocks with an empty line between them; those that come to nothing are left out."""
        return "\n\n".join(filter(None, map(self._block, nodes)))

    def _block(self, node: Node) -> str:
        return _BLOCKS.get(node.type, _Writer._as_written)(self, node)

    def _paragraph(self, node: Node) -> str:
        return self._line(node, starts=True)

    def _heading(self, node: Node) -> str:
        """A heading; that of the whole page has no sign, as the page's address is enough."""
        parts = parts_of(node)
        anchors = [part.attributes["id"] for part in parts if "id" in part.attributes]
        self._section = "".join(f"#{anchor}" for anchor in anchors[-1:])
        line = f"{'#' * int(node.token.tag[1])} {self._line(node)}"
        if not anchors or node.token.tag == "h1":
            return line
        return f"{line} {commonmark_link('#', self._around.link(self._section))}"

    def _list(self, node: Node) -> str:
        first = int(node.token.attrs.get("start", 1))
        ordered = node.type == "ordered_list"
        return "\n".join(
            self._item(child, f"{number}. " if ordered else "- ")
            for number, child in enumerate(node.children, first)
        )

    def _item(self, node: Node, mark: str) -> str:
        """An item in as few lines as it takes: what marks it leads its text."""
        marks = [block for block in node.children if _is_marks(block)]
        rest = [block for block in node.children if block not in marks]
        lead = [self._paragraph(mark) for mark in marks]
        if rest and rest[0].type == "paragraph":
            lead.append(self._line(rest.pop(0), starts=not marks))
        text = " ".join(lead)
        for block in rest:
            if written := self._block(block):
                text += ("\n" if block.type.endswith("_list") else "\n\n") + written
        return mark + _indented(text, len(mark))

    def _quote(self, node: Node) -> str:
        return "\n".join(f"> {line}".rstrip() for line in self.blocks(node.children).split("\n"))

    def _table(self, node: Node) -> str:
        head, *rows = (row for part in node.children for row in part.children)
        sides = (
            str(cell.token.attrs.get("style", "")).rpartition(":")[2] for cell in head.children
        )
        rule = f"|{'|'.join(_ALIGNED.get(side, '---') for side in sides)}|"
        return "\n".join([self._row(head), rule, *map(self._row, rows)])

    def _row(self, node: Node) -> str:
        return f"| {' | '.join(map(self._line, node.children))} |"

    def _fence(self, node: Node) -> str:
        return f"{node.token.markup}{node.token.info}\n{node.token.content}{node.token.markup}"

    def _as_written(self, node: Node) -> str:
        """A rule, or code that is indented."""
        return f"```\n{node.token.content}```" if node.token.content else "---"

    def _html(self, node: Node) -> str:
        """A link for a picture; the name of what readers of the page open, which is open here."""
        place = PLACE.search(node.token.content)
        if place and place["what"] == "picture":
            name = commonmark(self._around.picture(place["name"]))
            return commonmark_link(name, self._around.link(self._section or "#top"))
        if summary := _SUMMARY.search(node.token.content):
            return f"**{commonmark(html.unescape(summary['words']))}**"
        return ""

    # In a line

    def _line(self, node: Node, *, starts: bool = False) -> str:
        """The line of ``node``; ``starts`` where it begins one."""
        pieces = _line(node.children[0].token.content, starts)
        return "".join(piece if isinstance(piece, str) else self._put(piece) for piece in pieces)

    def _put(self, piece: _Link | _Size) -> str:
        if isinstance(piece, _Size):
            return commonmark(self._around.size(piece.name))
        return commonmark_link(piece.words, self._around.link(piece.target), piece.title)


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
_TEXTS = frozenset({"text", "softbreak"})
_INLINES: Mapping[str, Callable[[Part, bool], list[Piece]]] = {
    "em": _emphasis,
    "strong": _strong,
    "link": _anchor,
    "image": _image,
    "html_inline": _html_inline,
}
