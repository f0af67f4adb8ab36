"""A feed as plain values → Atom (RFC 4287)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from generator.escape import xml_attribute, xml_text

NAMESPACE = "http://www.w3.org/2005/Atom"
MEDIA_TYPE = "application/atom+xml"


@dataclass(frozen=True, slots=True)
class Category:
    """What an entry is about."""

    term: str
    label: str
    scheme: str | None = None
    """The list that ``term`` is of, as an absolute URI."""


@dataclass(frozen=True)
class Entry:
    """A direction in every feed of a language."""

    id: str
    """An absolute URI, as a feed's is."""
    title: str
    title_language: str | None
    """As BCP 47 spells it, as a feed's is; None where it is the feeds'."""
    page: str
    """Path of the page under the site root."""
    published: datetime
    updated: datetime
    author: str
    summary: str
    categories: tuple[Category, ...]

    @cached_property
    def xml(self) -> tuple[str, str]:
        """Its XML before and after the link to its page, which differs from feed to feed."""
        foreign = {"xml:lang": self.title_language} if self.title_language else {}
        before = (_element("id", self.id), _element("title", self.title, foreign))
        after = (
            _element("published", self.published.isoformat()),
            _element("updated", self.updated.isoformat()),
            "<author>",
            f"  {_element('name', self.author)}",
            "</author>",
            *(_category(category) for category in self.categories),
            _element("summary", self.summary),
        )
        return _lines(before, 4), _lines(after, 4)


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed in one language."""

    id: str
    language: str
    title: str
    subtitle: str
    rights: str
    page: str
    """A link, absolute or relative to the feed."""
    address: str
    """Of the feed itself."""
    updated: datetime
    generator: str
    version: str
    entries: tuple[tuple[str, Entry], ...]
    """Each with the link to its page, in the order in which they are to stand."""


def atom(feed: Feed) -> str:
    """``feed`` as an Atom document; equal feeds give equal text."""
    head = (
        _element("id", feed.id),
        _element("title", feed.title),
        _element("subtitle", feed.subtitle),
        _element("updated", feed.updated.isoformat()),
        _link("self", feed.address, MEDIA_TYPE),
        _link("alternate", feed.page, "text/html"),
        _element("generator", feed.generator, {"version": feed.version}),
        _element("rights", feed.rights),
    )
    return "".join(
        (
            "<?xml version='1.0' encoding='utf-8'?>\n",
            f'<feed xmlns="{NAMESPACE}" xml:lang="{xml_attribute(feed.language)}">\n',
            _lines(head, 2),
            *(_entry(entry, link) for link, entry in feed.entries),
            "</feed>\n",
        )
    )


def _entry(entry: Entry, link: str) -> str:
    before, after = entry.xml
    alternate = _lines([_link("alternate", link, "text/html")], 4)
    return f"  <entry>\n{before}{alternate}{after}  </entry>\n"


def _category(category: Category) -> str:
    scheme = {"scheme": category.scheme} if category.scheme else {}
    return _element("category", "", {"term": category.term, **scheme, "label": category.label})


def _link(relation: str, href: str, media: str) -> str:
    return _element("link", "", {"rel": relation, "type": media, "href": href})


def _element(name: str, text: str, attributes: Mapping[str, str] | None = None) -> str:
    """An element without children."""
    pairs = (attributes or {}).items()
    opening = "".join((name, *(f' {key}="{xml_attribute(value)}"' for key, value in pairs)))
    return f"<{opening}>{xml_text(text)}</{name}>" if text else f"<{opening} />"


def _lines(elements: Iterable[str], indent: int) -> str:
    return "".join(f"{' ' * indent}{element}\n" for element in elements)
