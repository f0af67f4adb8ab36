"""Atom feeds: one of all directions, one for each partner, and one for each domain that has directions.

An entry is a direction in one language. It has the same `id` in every feed of this language. Its categories are its
domains, without a scheme, and its partners with one of two schemes: `NAMED` if the title names the partner, `MEMBER` if
the partner takes part through a grouping.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from importlib.metadata import version
from xml.etree import ElementTree as ET

from generator import ids
from generator.build.package import Provenance
from generator.cite import AUTHOR
from generator.escape import xml_fit
from generator.ledger import Release, first_published
from generator.link import Library
from generator.model import Direction
from generator.write.phrases import Phrases
from generator.write.views import Views

NAMESPACE = "http://www.w3.org/2005/Atom"
MEDIA_TYPE = "application/atom+xml"
NAMED = ids.urn("partners/")
MEMBER = ids.urn("partners/through-a-grouping/")
_LANGUAGES = {"zh": "zh-Hans", "en": "en"}
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Subject:
    """The subject of a feed: all directions, a partner, or a domain."""

    page: str
    """The path of the page that shows the same directions."""
    name: str
    """The name of the partner or domain; empty for the feed of all directions."""
    directions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates on which directions were published. They do not depend on the clock."""

    first: Mapping[str, date]
    """Path → date of the release that published it first."""
    newest: datetime
    """The time for pages that no release has published yet: the newest time known to the build."""

    def published(self, path: str) -> datetime:
        """Return the time at which the page at ``path`` was published, in UTC."""
        return _midnight(self.first[path]) if path in self.first else self.newest


def dates(releases: Sequence[Release], origin: Provenance) -> Dates:
    """Return the dates of pages published by ``releases``, and the date for newer pages."""
    known = [_midnight(release.date) for release in releases]
    if origin.newest_input:
        known.append(datetime.fromisoformat(origin.newest_input).astimezone(UTC))
    return Dates(first_published(releases), max(known, default=_EPOCH))


def feed_files(
    library: Library, words: Sequence[Phrases], known: Dates, base: str
) -> Iterator[tuple[str, str]]:
    """Yield (path under the site root, Atom) in each language of ``words``.

    ``base`` is the address of the site root, or empty if it is not known. Then every link is relative to its feed, and
    a feed reader resolves it against the address of the feed (RFC 4287, section 2; RFC 3986, section 5.1.3).
    """
    for phrases in words:
        v = Views(library, phrases, f"{phrases.language}/")
        entries = {d.id: _entry(v, d, known) for d in library.directions.values()}
        for subject in subjects(library, phrases):
            yield ids.feed_path(subject.page), _feed(v, subject, entries, known, base)


def feed_links(library: Library, phrases: Phrases) -> dict[str, dict[str, str]]:
    """Return path of a page in the language's folder → title and path of the feed in its head.

    The feed under the empty path is that of all directions, which is in the head of every page.
    """
    return {
        subject.page.removeprefix(f"{phrases.language}/"): {
            "title": _title(subject, phrases),
            "path": ids.feed_path(subject.page),
        }
        for subject in subjects(library, phrases)
    }


def subjects(library: Library, phrases: Phrases) -> Iterator[Subject]:
    """Yield the subject of each feed, in the language of ``phrases``."""
    language = phrases.language
    v = Views(library, phrases, f"{language}/")
    yield Subject(v.path, "", tuple(library.directions))
    for code, appearances in library.by_partner.items():
        found = tuple(a.direction for a in appearances)
        yield Subject(ids.partner_path(code, language), _partner(v, code), found)
    for code, found in library.by_domain.items():
        yield Subject(ids.domain_path(code, language), _domain(v, code), found)


def _title(subject: Subject, phrases: Phrases) -> str:
    """Return the title of the subject's page in a browser: “Finland - STI Cooperation Guides”."""
    site = phrases._("STI Cooperation Guides")
    return f"{subject.name} - {site}" if subject.name else site


def _feed(
    v: Views, subject: Subject, entries: Mapping[str, ET.Element], known: Dates, base: str
) -> str:
    """Return the feed of ``subject``, with the ``entries`` of its directions, newest first."""
    path = ids.feed_path(subject.page)
    feed = ET.Element("feed", {"xmlns": NAMESPACE, "xml:lang": _LANGUAGES[v.language]})
    subtitle = v._(
        "An unofficial site. The guides held here are single batches of different years, not a complete series; numbers are what they plan, not grants made."
    )
    rights = v._(
        "Translations and data: CC BY 4.0. The texts of the guides are official documents."
    )
    _add(feed, "id", ids.urn(path))
    _add(feed, "title", _title(subject, v.phrases))
    _add(feed, "subtitle", subtitle)
    updated = _add(feed, "updated")
    _link(feed, "self", ids.address(path, path, base), MEDIA_TYPE)
    _link(feed, "alternate", ids.address(subject.page, path, base), "text/html")
    _add(feed, "generator", "coop-guides", version=version("coop-guides"))
    _add(feed, "rights", rights)
    dates = [known.newest] if not subject.directions else []
    for direction in v.library.newest_first(subject.directions):
        page = ids.direction_path(direction.id, v.language)
        dates.append(known.published(page))
        # Feeds can share entries because each is written as text before the next one is made.
        entries[direction.id][_LINK].set("href", ids.address(page, path, base))
        feed.append(entries[direction.id])
    updated.text = max(dates).isoformat()
    ET.indent(feed)
    return f"{ET.tostring(feed, 'utf-8', xml_declaration=True).decode()}\n"


def _entry(v: Views, direction: Direction, known: Dates) -> ET.Element:
    """Return the entry of a direction. Each feed sets the link, as it may be relative to the feed."""
    path = ids.direction_path(direction.id, v.language)
    published = known.published(path).isoformat()
    translated = v.language == "zh" or direction.title.en is not None
    entry = ET.Element("entry")
    _add(entry, "id", ids.urn(path))
    title = _add(entry, "title", v.plain(direction.title))
    if not translated:
        title.set("xml:lang", _LANGUAGES["zh"])
    _link(entry, "alternate", "", "text/html")
    _add(entry, "published", published)
    _add(entry, "updated", published)
    _add(_add(entry, "author"), "name", AUTHOR[v.language])
    named = direction.named_partners
    for code in dict.fromkeys((*named, *direction.partners)):
        scheme = NAMED if code in named else MEMBER
        _add(entry, "category", term=code, scheme=scheme, label=_partner(v, code))
    for code in direction.domains:
        _add(entry, "category", term=code, label=_domain(v, code))
    _add(entry, "summary", _summary(v, direction))
    return entry


_LINK = 2
"""The position of the link in an entry."""


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    """Add an element to ``parent`` and return it."""
    element = ET.SubElement(
        parent, name, {key: xml_fit(value) for key, value in attributes.items()}
    )
    element.text = xml_fit(text) or None
    return element


def _link(parent: ET.Element, relation: str, href: str, media: str) -> None:
    _add(parent, "link", rel=relation, type=media, href=href)


def _summary(v: Views, direction: Direction) -> str:
    """Return the facts of a direction in one line."""
    guide = v.library.guide(direction.guide)
    facts = (
        (v._("Guide"), f"{v.batch(guide)}{v._(', ')}{v.stage(guide)}"),
        (v._("Partner"), v.phrases.listing(_partner(v, code) for code in direction.named_partners)),
        (v._("Number of projects"), v.phrases.quota(direction.quota)),
        (v._("Funding"), v.phrases.funding(direction.funding)),
        (v._("Duration"), v.phrases.duration(direction.duration)),
    )
    return v._("; ").join(f"{name}{v._(': ')}{fact}" for name, fact in facts)


def _partner(v: Views, code: str) -> str:
    return v.name(v.library.vocabulary.partner_name(code))


def _domain(v: Views, code: str) -> str:
    return v.name(v.library.vocabulary.domain(code).name)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
