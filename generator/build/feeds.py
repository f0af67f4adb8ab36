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

from markupsafe import Markup, escape

from generator import ids
from generator.build.package import Provenance
from generator.checkout import templates
from generator.cite import AUTHOR
from generator.escape import xml_fit
from generator.ledger import Release, first_published
from generator.link import Library
from generator.model import Direction
from generator.write.phrases import Phrases
from generator.write.views import Views

NAMED = ids.urn("partners/")
MEMBER = ids.urn("partners/through-a-grouping/")
_LINK = "\0"
"""A character in the place of an entry's link, which may be relative to the feed. XML does not have it."""
_VERSION = version("coop-guides")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Subject:
    """The subject of a feed: all directions, a partner, or a domain."""

    page: str
    """The path of the page that shows the same directions."""
    title: str
    """The title of that page in a browser: “Finland - STI Cooperation Guides”."""
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


def _feed(v: Views, subject: Subject, entries: Mapping[str, str], known: Dates, base: str) -> str:
    """Return the feed of ``subject``, with the ``entries`` of its directions, newest first."""
    path = ids.feed_path(subject.page)
    found, dates = list[str](), []
    for direction in v.library.newest_first(subject.directions):
        page = ids.direction_path(direction.id, v.language)
        dates.append(known.published(page))
        link = escape(ids.address(page, path, base))
        found.append(entries[direction.id].replace(_LINK, link))
    return (
        templates("root")
        .get_template("feed.xml.j2")
        .render(
            language="zh-Hans" if v.language == "zh" else "en",
            id=ids.urn(path),
            title=xml_fit(subject.title),
            subtitle=v._(
                "An unofficial site. The guides held here are single batches of different years, not a complete series; numbers are what they plan, not grants made."
            ),
            rights=v._(
                "Translations and data: CC BY 4.0. The texts of the guides are official documents."
            ),
            updated=max(dates, default=known.newest).isoformat(),
            path=ids.address(path, path, base),
            page=ids.address(subject.page, path, base),
            version=_VERSION,
            entries=Markup("".join(found)),
        )
    )


def feed_links(library: Library, phrases: Phrases) -> dict[str, dict[str, str]]:
    """Return path of a page in the language's folder → title and path of the feed in its head.

    The feed under the empty path is that of all directions, which is in the head of every page.
    """
    return {
        subject.page.removeprefix(f"{phrases.language}/"): {
            "title": subject.title,
            "path": ids.feed_path(subject.page),
        }
        for subject in subjects(library, phrases)
    }


def subjects(library: Library, phrases: Phrases) -> Iterator[Subject]:
    """Yield the subject of each feed, in the language of ``phrases``."""
    language = phrases.language
    v = Views(library, phrases, f"{language}/")
    site = v._("STI Cooperation Guides")
    yield Subject(v.path, site, tuple(library.directions))
    for code, appearances in library.by_partner.items():
        title = f"{_partner(v, code)} - {site}"
        found = tuple(a.direction for a in appearances)
        yield Subject(ids.partner_path(code, language), title, found)
    for code, found in library.by_domain.items():
        title = f"{_domain(v, code)} - {site}"
        yield Subject(ids.domain_path(code, language), title, found)


def _entry(v: Views, direction: Direction, known: Dates) -> str:
    """Return the entry of a direction. Each feed fills in its link."""
    path = ids.direction_path(direction.id, v.language)
    named = direction.named_partners
    return (
        templates("root")
        .get_template("entry.xml.j2")
        .render(
            id=ids.urn(path),
            link=_LINK,
            title=xml_fit(v.plain(direction.title)),
            chinese=v.language != "zh" and direction.title.en is None,
            published=known.published(path).isoformat(),
            author=AUTHOR[v.language],
            partners=[
                (code, NAMED if code in named else MEMBER, xml_fit(_partner(v, code)))
                for code in dict.fromkeys((*named, *direction.partners))
            ],
            domains=[(code, _domain(v, code)) for code in direction.domains],
            summary=xml_fit(_summary(v, direction)),
        )
    )


def _summary(v: Views, direction: Direction) -> str:
    """Return the facts of a direction in one line."""
    guide = v.library.guide(direction.guide)
    facts = [
        (v._("Guide"), f"{v.batch(guide)}{v._(', ')}{v.stage(guide)}"),
        (v._("Partner"), v.phrases.listing(_partner(v, code) for code in direction.named_partners)),
        (v._("Number of projects"), v.phrases.quota(direction.quota)),
        (v._("Funding"), v.phrases.funding(direction.funding)),
        (v._("Duration"), v.phrases.duration(direction.duration)),
    ]
    if direction.deadline:
        facts.append((v._("Deadline"), v.phrases.deadline(direction.deadline)))
    return v._("; ").join(f"{name}{v._(': ')}{fact}" for name, fact in facts)


def _partner(v: Views, code: str) -> str:
    return v.name(v.library.vocabulary.partner_name(code))


def _domain(v: Views, code: str) -> str:
    return v.name(v.library.vocabulary.domain(code).name)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
