"""The main part of a web page, without menus, lists of links and similar elements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import NamedTuple

from lxml.etree import _Element as Element

from generator.read.html.elements import EMBEDDED, SILENT, SURROUNDING, is_hidden

_SHARE = 0.9
_HEADINGS = ("h1", "h2", "h3")
_NO_CONTAINERS = frozenset({"p", "ul", "ol", "li", "dl", "pre", "blockquote", "a", *_HEADINGS})


class _Prose(NamedTuple):
    """The number of characters in an element that are outside links and menus."""

    all: int = 0
    listed: int = 0
    """The number of these in tables that list directions."""


def main_parts(body: Element, listings: Collection[Element]) -> set[Element]:
    """Return the innermost element with at least nine tenths of the page's prose, and the heading before it.

    Prose is text outside links and menus; ``listings`` are the tables that list directions. Libraries that
    extract articles are no help: they drop short lines and lists, and a guide has many of both.
    """
    prose: dict[Element, _Prose] = defaultdict(_Prose)
    _count(body, listings, prose)
    main = body
    while (inner := _fullest(main, prose)) is not None:
        main = inner
    before = (e for e in _preceding(main, body) if e.tag in _HEADINGS and prose[e].all)
    heading = next(before, None)
    return {main} if heading is None else {main, heading}


def _count(element: Element, listings: Collection[Element], prose: dict[Element, _Prose]) -> _Prose:
    """Count the prose of ``element`` and of each element in it; add the numbers to ``prose``."""
    total = listed = 0
    if not _is_apart(element):
        own = [element.text, *(child.tail for child in element)]
        inner = [_count(child, listings, prose) for child in element]
        total = sum(len("".join(text.split())) for text in own if text)
        total += sum(child.all for child in inner)
        listed = total if element in listings else sum(child.listed for child in inner)
    prose[element] = _Prose(total, listed)
    return prose[element]


def _fullest(element: Element, prose: dict[Element, _Prose]) -> Element | None:
    """Return the child that holds nearly all prose of ``element``, or None.

    A table that lists directions does not count, because the text around it belongs to the guide too.
    """
    least = max(1, _SHARE * prose[element].all)
    for child in element:
        there = prose[child]
        is_table = there.listed and there.listed >= _SHARE * there.all
        if there.all >= least and child.tag not in _NO_CONTAINERS and not is_table:
            return child
    return None


def _is_apart(element: Element) -> bool:
    """Return whether ``element`` is a link, a menu or something else without prose."""
    return element.tag in {"a", *SILENT, *EMBEDDED, *SURROUNDING} or is_hidden(element)


def _preceding(element: Element, body: Element) -> Iterator[Element]:
    """Yield the headings before ``element``, the nearest first."""
    while element is not body:
        for sibling in element.itersiblings(preceding=True):
            if not _is_apart(sibling):
                yield from reversed(list(sibling.iter(*_HEADINGS)))
        element = element.getparent()
