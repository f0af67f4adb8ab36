"""Which part of a web page is its text, and which are menus, lists of links and the like."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from lxml.etree import _Element as Element
from lxml.etree import iterwalk

from generator.read.html.tags import is_embedded, is_hidden, is_silent, is_surrounding

_SHARE = 0.9
_NO_CONTAINERS = frozenset({"p", "ul", "ol", "li", "dl", "pre", "blockquote", "a"})
_HEADINGS = ("h1", "h2", "h3")


def main_parts(body: Element, listings: Collection[Element]) -> set[Element]:
    """The innermost element that holds nine tenths of the page's prose, and the heading before it.

    Prose is text outside links and menus; ``listings`` are the tables that list directions. An
    extractor for articles would do less: it drops short lines and lists, of which a guide is full.
    """
    prose, listed = _prose(body, listings)
    main = body
    while (inner := _fullest(main, prose, listed)) is not None:
        main = inner
    before = (e for e in _preceding(main, body) if e.tag in _HEADINGS and prose.get(e))
    heading = next(before, None)
    return {main} if heading is None else {main, heading}


def _fullest(
    element: Element, prose: Mapping[Element, int], listed: Mapping[Element, int]
) -> Element | None:
    """The child that holds nearly all prose of ``element``, and is not just the table in which a
    guide lists its directions: what stands around that is text, too.
    """
    least = max(1, _SHARE * prose[element])
    fullest = (
        child
        for child in element
        if prose.get(child, 0) >= least
        and child.tag not in _NO_CONTAINERS
        and child.tag not in _HEADINGS
    )
    return next((c for c in fullest if not listed[c] or listed[c] < _SHARE * prose[c]), None)


def _prose(
    body: Element, listings: Collection[Element]
) -> tuple[dict[Element, int], dict[Element, int]]:
    """(how many characters of prose there are under each element, how many of them in ``listings``)."""
    prose: dict[Element, int] = {}
    listed: dict[Element, int] = {}
    events = iterwalk(body, events=("start", "end"))
    for event, element in events:
        if event == "start" and _is_apart(element):
            prose[element] = listed[element] = 0
            events.skip_subtree()
        elif event == "end" and element not in prose:
            own = [element.text, *(child.tail for child in element)]
            total = sum(len("".join(text.split())) for text in own if text)
            total += sum(prose.get(child, 0) for child in element)
            prose[element] = total
            inside = sum(listed.get(child, 0) for child in element)
            listed[element] = total if element in listings else inside
    return prose, listed


def _is_apart(element: Element) -> bool:
    """Whether what stands under ``element`` is no prose."""
    return (
        element.tag == "a"
        or is_silent(element)
        or is_embedded(element)
        or is_surrounding(element)
        or is_hidden(element)
    )


def _preceding(element: Element, body: Element) -> Iterator[Element]:
    """The elements before ``element``, the nearest first."""
    while element is not body:
        for sibling in element.itersiblings(preceding=True):
            if not _is_apart(sibling):
                yield from reversed(list(sibling.iter(*_HEADINGS)))
        element = element.getparent()
