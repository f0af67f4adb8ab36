"""Which part of a web page is its text, and which are menus, lists of links and the like."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element as Element

from generator.read.html.tables import lists_directions
from generator.read.html.tags import is_hidden, is_silent, is_surrounding

_SHARE = 0.9
_NO_CONTAINERS = frozenset({"p", "ul", "ol", "li", "dl", "pre", "blockquote", "a"})
_HEADINGS = ("h1", "h2", "h3")


def main_parts(body: Element) -> set[Element]:
    """The innermost element that holds nine tenths of the page's prose, and the heading before it.

    Prose is text outside links and menus. An extractor for articles would do less: it drops short
    lines and lists, of which a guide is full.
    """
    main = body
    while (inner := _fullest(main)) is not None:
        main = inner
    before = (e for e in _preceding(main, body) if e.tag in _HEADINGS and _prose(e))
    heading = next(before, None)
    return {main} if heading is None else {main, heading}


def _fullest(element: Element) -> Element | None:
    """The child that holds nearly all prose of ``element``, and is not just the table in which a
    guide lists its directions: what stands around that is text, too.
    """
    total = _prose(element)
    children = (
        child for child in element if child.tag not in _NO_CONTAINERS and child.tag not in _HEADINGS
    )
    fullest = (child for child in children if total and _prose(child) >= _SHARE * total)
    return next((child for child in fullest if not _is_table(child)), None)


def _is_table(element: Element) -> bool:
    if is_silent(element):
        return False
    tables = [table for table in element.iter("table") if lists_directions(table)]
    return bool(tables) and sum(map(_prose, tables)) >= _SHARE * _prose(element)


def _prose(element: Element) -> int:
    """How many characters of prose there are under ``element``."""
    if is_silent(element) or is_surrounding(element) or is_hidden(element) or element.tag == "a":
        return 0
    own = [element.text, *(child.tail for child in element)]
    return sum(len("".join((text or "").split())) for text in own) + sum(map(_prose, element))


def _preceding(element: Element, body: Element) -> Iterator[Element]:
    """The elements before ``element``, the nearest first."""
    while element is not body:
        for sibling in element.itersiblings(preceding=True):
            if not is_silent(sibling) and not is_surrounding(sibling):
                yield from reversed(list(sibling.iter(*_HEADINGS)))
        element = element.getparent()
