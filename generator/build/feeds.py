"""Atom feeds: one of all directions, one for each partner, and one for each domain that has directions.

An entry is a direction in one language. It has the same `id` in every feed of this language. Its categories are its
domains, without a scheme, and its partners with one of two schemes: `NAMED` if the title names the partner, `MEMBER` if
the partner takes part through a grouping. An entry has no `published`: beside the ministry as its author, the day on
which this site got the page would be taken for that of the guide.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version

from markupsafe import Markup, escape

from generator import ids
from generator.build.times import Times
from generator.checkout import templates
from generator.cite import AUTHOR
from generator.data import Json
from generator.escape import xml_fit
from generator.link import Library
from generator.model import Direction
from generator.translate.segments import direction_texts
from generator.write.phrases import Phrases
from generator.write.views import Views

NAMED = ids.urn("partners/")
MEMBER = ids.urn("partners/through-a-grouping/")
_LINK = "\0"
"""A character in the place of an entry's link, which may be relative to the feed. XML does not have it."""
_VERSION = version("coop-guides")


@dataclass(frozen=True, slots=True)
class Subject:
    """The subject of a feed: all directions, a partner, or a domain."""

    page: str
    """The path of the page that shows the same directions."""
    title: str
    """The title of that page in a browser: “Finland - STI Cooperation Guides”."""
    directions: tuple[str, ...]


def feed_entries(library: Library, words: Sequence[Phrases]) -> dict[str, Json]:
    """Return path of a direction's page → its entry, in each language of ``words``.

    `said` is what the entry shows, `text` what it leads to: the direction's texts in the language of the page.
    """
    found = {}
    for phrases in words:
        v = Views(library, phrases, f"{phrases.language}/")
        for direction in library.directions.values():
            path = ids.direction_path(direction.id, v.language)
            found[path] = {"said": _said(v, direction), "text": _text(v, direction)}
    return found


def feed_files(
    library: Library,
    words: Sequence[Phrases],
    entries: Mapping[str, Json],
    known: Times,
    base: str,
) -> Iterator[tuple[str, str]]:
    """Yield (path under the site root, Atom) in each language of ``words``.

    ``entries`` is what `feed_entries` returns, and ``known`` has their times. ``base`` is the address of the site root,
    or empty if it is not known. Then every link is relative to its feed, and a feed reader resolves it against the
    address of the feed (RFC 4287, section 2; RFC 3986, section 5.1.3).
    """
    made = {
        path: templates("root")
        .get_template("entry.xml.j2")
        .render(
            entry["said"],
            id=ids.urn(path),
            link=_LINK,
            updated=known.updated(path).isoformat(),
        )
        for path, entry in entries.items()
    }
    for phrases in words:
        v = Views(library, phrases, f"{phrases.language}/")
        for subject in subjects(library, phrases):
            yield ids.feed_path(subject.page), _feed(v, subject, made, known, base)


def _feed(v: Views, subject: Subject, entries: Mapping[str, str], known: Times, base: str) -> str:
    """Return the feed of ``subject``, with the ``entries`` of its directions, newest first."""
    path = ids.feed_path(subject.page)
    found, updated = list[str](), []
    for direction in v.library.newest_first(subject.directions):
        page = ids.direction_path(direction.id, v.language)
        updated.append(known.updated(page))
        link = escape(ids.address(page, path, base))
        found.append(entries[page].replace(_LINK, link))
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
            updated=max(updated, default=known.newest).isoformat(),
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


def _said(v: Views, direction: Direction) -> Json:
    """Return what the entry of a direction shows."""
    named = direction.named_partners
    return {
        "title": xml_fit(v.drafted(v.title(direction), v.library.guide(direction.guide))),
        "author": AUTHOR[v.language],
        "partners": [
            (code, NAMED if code in named else MEMBER, xml_fit(_partner(v, code)))
            for code in dict.fromkeys((*named, *direction.partners))
        ],
        "domains": [(code, _domain(v, code)) for code in direction.domains],
        "summary": xml_fit(_summary(v, direction)),
    }


def _text(v: Views, direction: Direction) -> Json:
    """Return the texts and conditions of a direction. A field that is new in the model is no change of contents."""
    return {
        "texts": [(anchor, v.plain(text)) for anchor, text in direction_texts(direction)],
        "conditions": [(f.code, f.anchor, f.hedge, f.number) for f in direction.flags],
        "misprints": [(c.anchor, c.printed, v.plain(c.meant)) for c in direction.corrections],
    }


def _summary(v: Views, direction: Direction) -> str:
    """Return the facts of a direction in one line."""
    guide = v.library.guide(direction.guide)
    facts = [
        (v._("Guide"), v.batch_and_stage(guide)),
        (v.partner_heading(direction), v.phrases.listing(v.partner_names(direction))),
        (v._("Number of projects"), v.phrases.quota(direction.quota, direction.in_words)),
        (v._("Funding"), v.phrases.funding(direction.funding, direction.in_words)),
        (v._("Duration"), v.phrases.duration(direction.duration, direction.in_words)),
    ]
    if direction.deadline:
        facts.append((v._("Deadline"), v.phrases.deadline(direction.deadline)))
    if later := v.library.superseded_by(guide.id):
        final = v.library.guide(later)
        facts.append((v._("Superseded by"), v.batch_and_stage(final)))
    return v._("; ").join(f"{name}{v._(': ')}{fact}" for name, fact in facts)


def _partner(v: Views, code: str) -> str:
    return v.name(v.library.vocabulary.partner_name(code))


def _domain(v: Views, code: str) -> str:
    return v.name(v.library.vocabulary.domain(code).name)
