"""A feed as plain values → Atom (RFC 4287)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from xml.etree import ElementTree as ET

NAMESPACE = "http://www.w3.org/2005/Atom"
MEDIA_TYPE = "application/atom+xml"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class Category:
    """What an entry is about."""

    term: str
    label: str
    scheme: str | None = None
    """The list that ``term`` is of, as an absolute URI."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A direction in a feed."""

    id: str
    """An absolute URI, as a feed's is."""
    title: str
    title_language: str
    """As BCP 47 spells it, as a feed's is."""
    page: str
    """A link, absolute or relative to the feed, as a feed's are."""
    published: datetime
    updated: datetime
    author: str
    summary: str
    categories: tuple[Category, ...]


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed in one language, its entries in the order in which they are to stand."""

    id: str
    language: str
    title: str
    subtitle: str
    rights: str
    page: str
    address: str
    """Of the feed itself."""
    updated: datetime
    generator: str
    version: str
    entries: tuple[Entry, ...]


def atom(feed: Feed) -> str:
    """``feed`` as an Atom document; equal feeds give equal text."""
    root = ET.Element(f"{{{NAMESPACE}}}feed", {_LANGUAGE: feed.language})
    _add(root, "id", feed.id)
    _add(root, "title", feed.title)
    _add(root, "subtitle", feed.subtitle)
    _add(root, "updated", feed.updated.isoformat())
    _link(root, "self", feed.address, MEDIA_TYPE)
    _link(root, "alternate", feed.page, "text/html")
    _add(root, "generator", feed.generator, {"version": feed.version})
    _add(root, "rights", feed.rights)
    for entry in feed.entries:
        _entry(_add(root, "entry"), entry, feed.language)
    ET.indent(root)
    ET.register_namespace("", NAMESPACE)  # each time: pictures have another
    document: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return f"{document.decode()}\n"


def _entry(element: ET.Element, entry: Entry, language: str) -> None:
    """The children of an entry of a feed in ``language``."""
    _add(element, "id", entry.id)
    foreign = {} if entry.title_language == language else {_LANGUAGE: entry.title_language}
    _add(element, "title", entry.title, foreign)
    _link(element, "alternate", entry.page, "text/html")
    _add(element, "published", entry.published.isoformat())
    _add(element, "updated", entry.updated.isoformat())
    _add(_add(element, "author"), "name", entry.author)
    for category in entry.categories:
        scheme = {"scheme": category.scheme} if category.scheme else {}
        _add(element, "category", None, {"term": category.term, **scheme, "label": category.label})
    _add(element, "summary", entry.summary)


def _link(parent: ET.Element, relation: str, href: str, media: str) -> None:
    _add(parent, "link", None, {"rel": relation, "type": media, "href": href})


def _add(
    parent: ET.Element,
    name: str,
    text: str | None = None,
    attributes: Mapping[str, str] | None = None,
) -> ET.Element:
    """A new child of ``parent``."""
    child = ET.SubElement(parent, f"{{{NAMESPACE}}}{name}", dict(attributes or {}))
    child.text = text
    return child
