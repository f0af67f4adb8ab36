"""Atom feeds: every direction, those of each partner, and those of each domain that has some.

An entry is a direction in one language; it is the same entry, by its `id`, in every feed of that
language. Its categories are its domains, without a scheme, and its partners under one of two
schemes: `NAMED`, those that its title names, or `MEMBER`, those that take part through a grouping.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache, partial
from importlib.metadata import version

from generator import ids
from generator.build.atom import Category, Entry, Feed, atom
from generator.build.provenance import Provenance
from generator.cite.item import AUTHOR
from generator.ledger import Release, first_published
from generator.link import Library
from generator.model import Direction
from generator.write.phrases import Phrases
from generator.write.views import Views

NAMED = ids.urn("partners/")
MEMBER = ids.urn("partners/through-a-grouping/")
_LANGUAGES = {"zh": "zh-Hans", "en": "en"}
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Subject:
    """What a feed follows."""

    page: str
    """Path of the page that shows the same directions."""
    name: str
    """Of the partner or domain; empty for the feed of all directions."""
    directions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dates:
    """When directions were published; nothing of it is the clock's."""

    first: Mapping[str, date]
    """Path → the date of the release that published it first."""
    newest: datetime
    """For what no release has published yet: the newest date known to the build."""

    def published(self, path: str) -> datetime:
        """When the page at ``path`` was published, in UTC."""
        return _midnight(self.first[path]) if path in self.first else self.newest


def dates(releases: Sequence[Release], origin: Provenance) -> Dates:
    """The dates of what ``releases`` published, and of what is newer than all of them."""
    known = [_midnight(release.date) for release in releases]
    if origin.newest_input:
        known.append(datetime.fromisoformat(origin.newest_input).astimezone(UTC))
    return Dates(first_published(releases), max(known, default=_EPOCH))


def feed_files(
    library: Library, words: Sequence[Phrases], known: Dates, base: str
) -> Iterator[tuple[str, str]]:
    """(path under the site root, Atom) in each language of ``words``.

    ``base`` is the address of the site root, or empty where it is not known: then every link is
    relative to the feed that holds it, and a reader resolves it against the address from which it
    got the feed (RFC 4287, section 2, by way of RFC 3986, section 5.1.3).
    """
    for phrases in words:
        v = Views(library, phrases, f"{phrases.language}/")
        entries = {d.id: _entry(v, d, known) for d in library.directions.values()}
        for subject in subjects(library, phrases):
            found = [entries[d.id] for d in library.newest_first(subject.directions)]
            yield ids.feed_path(subject.page), atom(_feed(v, subject, found, known, base))


def feed_links(library: Library, phrases: Phrases) -> dict[str, dict[str, str]]:
    """Page under the language's folder → the title and the path of the feed that it names in its
    head; the empty one is of all directions, which every page names.
    """
    return {
        subject.page.removeprefix(f"{phrases.language}/"): {
            "title": _title(subject, phrases),
            "path": ids.feed_path(subject.page),
        }
        for subject in subjects(library, phrases)
    }


def subjects(library: Library, phrases: Phrases) -> Iterator[Subject]:
    """What there is a feed for, in the language of ``phrases``."""
    language = phrases.language
    v = Views(library, phrases, f"{language}/")
    yield Subject(v.path, "", tuple(library.directions))
    for code, appearances in library.by_partner.items():
        found = tuple(a.direction for a in appearances)
        yield Subject(ids.partner_path(code, language), _partner(v, code), found)
    for code, found in library.by_domain.items():
        yield Subject(ids.domain_path(code, language), _domain(v, code), found)


def _title(subject: Subject, phrases: Phrases) -> str:
    """As the page's own in a browser: “Finland - STI Cooperation Guides”."""
    site = phrases._("STI Cooperation Guides")
    return f"{subject.name} - {site}" if subject.name else site


def _feed(v: Views, subject: Subject, entries: Sequence[Entry], known: Dates, base: str) -> Feed:
    path = ids.feed_path(subject.page)
    return Feed(
        id=ids.urn(path),
        language=_LANGUAGES[v.language],
        title=_title(subject, v.phrases),
        subtitle=v._(
            "An unofficial site. The guides held here are single batches of different years, not a complete series; numbers are what they plan, not grants made."
        ),
        rights=v._(
            "Translations and data: CC BY 4.0. The texts of the guides are official documents."
        ),
        page=ids.address(subject.page, path, base),
        address=ids.address(path, path, base),
        updated=max((entry.updated for entry in entries), default=known.newest),
        generator="coop-guides",
        version=_version(),
        entries=tuple((ids.address(entry.page, path, base), entry) for entry in entries),
    )


_version = cache(partial(version, "coop-guides"))


def _entry(v: Views, direction: Direction, known: Dates) -> Entry:
    path = ids.direction_path(direction.id, v.language)
    published = known.published(path)
    translated = v.language == "zh" or direction.title.en is not None
    return Entry(
        id=ids.urn(path),
        title=v.plain(direction.title),
        title_language=None if translated else _LANGUAGES["zh"],
        page=path,
        published=published,
        updated=published,
        author=AUTHOR[v.language],
        summary=_summary(v, direction),
        categories=tuple(_categories(v, direction)),
    )


def _summary(v: Views, direction: Direction) -> str:
    """The facts of a direction in one line."""
    guide = v.library.guide(direction.guide)
    facts = (
        (v._("Guide"), f"{v.batch(guide)}{v._(', ')}{v.stage(guide)}"),
        (v._("Partner"), v.phrases.listing(_partner(v, code) for code in direction.named_partners)),
        (v._("Number of projects"), v.phrases.quota(direction.quota)),
        (v._("Funding"), v.phrases.funding(direction.funding)),
        (v._("Duration"), v.phrases.duration(direction.duration)),
    )
    return v._("; ").join(f"{name}{v._(': ')}{fact}" for name, fact in facts)


def _categories(v: Views, direction: Direction) -> Iterator[Category]:
    named = direction.named_partners
    for code in dict.fromkeys((*named, *direction.partners)):
        yield Category(code, _partner(v, code), NAMED if code in named else MEMBER)
    for code in direction.domains:
        yield Category(code, _domain(v, code))


def _partner(v: Views, code: str) -> str:
    return v.name(v.library.vocabulary.partner_name(code))


def _domain(v: Views, code: str) -> str:
    return v.name(v.library.vocabulary.domain(code).name)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
