"""The main part of a web page, without menus, lists of links and similar elements."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from lxml.etree import _Element as Element

from generator.read.html.elements import EMBEDDED, SILENT, is_surrounding
from generator.read.html.looks import Look

_SHARE = 0.9
_HEADINGS = ("h1", "h2", "h3")
_NO_CONTAINERS = frozenset({"p", "ul", "ol", "li", "dl", "pre", "blockquote", "a", *_HEADINGS})
_NO_PROSE = frozenset({"a", *SILENT, *EMBEDDED})

Prose = dict[Element, tuple[int, int]]
"""Element → the number of its characters outside links and menus, and of those in tables of directions."""


def main_parts(
    body: Element, listings: Collection[Element], looks: Mapping[Element, Look]
) -> set[Element]:
    """Return the innermost element with at least nine tenths of the page's prose, and the heading before it.

    Prose is text outside links and menus; ``listings`` are the tables that list directions. The headers of articles
    around the element are returned too. Libraries that
    extract articles are no help: they drop short lines and lists, and a guide has many of both.
    """
    prose: Prose = {}
    _count(body, listings, looks, prose)
    main = body
    while (inner := _fullest(main, prose)) is not None:
        main = inner
    before = (e for e in _preceding(main, body, looks) if prose.get(e, (0, 0))[0])
    articles = main.iterancestors("article", "main")
    headers = (header for article in articles for header in article.iterchildren("header"))
    return {main, next(before, main), *(header for header in headers if prose[header][0])}


def _count(
    element: Element,
    listings: Collection[Element],
    looks: Mapping[Element, Look],
    prose: Prose,
) -> tuple[int, int]:
    """Count the prose of ``element`` and of each element in it; add the numbers to ``prose``."""
    total = listed = 0
    if not _is_apart(element, looks):
        own = [] if looks[element].unseen else [element.text, *(child.tail for child in element)]
        inner = [_count(child, listings, looks, prose) for child in element]
        total = sum(len("".join(text.split())) for text in own if text)
        total += sum(there for there, _ in inner)
        listed = total if element in listings else sum(there for _, there in inner)
    prose[element] = total, listed
    return prose[element]


def _fullest(element: Element, prose: Prose) -> Element | None:
    """Return the child that holds nearly all prose of ``element``, or None.

    A table that lists directions does not count, because the text around it belongs to the guide too.
    """
    least = max(1, _SHARE * prose.get(element, (0, 0))[0])
    for child in element:
        total, listed = prose.get(child, (0, 0))
        is_table = listed and listed >= _SHARE * total
        if total >= least and child.tag not in _NO_CONTAINERS and not is_table:
            return child
    return None


def _is_apart(element: Element, looks: Mapping[Element, Look]) -> bool:
    """Return whether ``element`` is a link, a menu or something else without prose."""
    return element.tag in _NO_PROSE or looks[element].gone or is_surrounding(element)


def _preceding(element: Element, body: Element, looks: Mapping[Element, Look]) -> Iterator[Element]:
    """Yield the headings before ``element``, the nearest first."""
    while element is not body:
        for sibling in element.itersiblings(preceding=True):
            if not _is_apart(sibling, looks):
                yield from reversed(list(sibling.iter(*_HEADINGS)))
        element = element.getparent()
