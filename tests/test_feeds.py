"""Feeds are valid Atom, have the same directions as the pages, and keep the ids of their entries."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import feedparser
import pytest
from conftest import SEEDS
from lxml import etree, html

from generator import ids
from generator.build.feeds import MEMBER, NAMED, Dates, dates, feed_files
from generator.build.package import Provenance
from generator.ledger import Release, addresses, load_ledger
from generator.link import Library
from generator.model import Text
from generator.write.interface import load_interface
from generator.write.phrases import Phrases

BASE = "https://example.org/guides/"
ROOT = "https://feeds.example/"
"""The address from which a feed reader got feeds that were built without an address."""
ATOM = "{http://www.w3.org/2005/Atom}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
SCHEMA = etree.RelaxNG(file=str(Path(__file__).with_name("atom.rng")))
WORDS = [Phrases(language, load_interface(language, SEEDS.interface)) for language in ids.LANGUAGES]
ORIGIN = Provenance("0" * 40, changed=False, newest_input="2026-12-01T08:30:00+08:00")
NEWEST = datetime(2026, 12, 1, 0, 30, tzinfo=UTC)


def made(library: Library, base: str = "") -> dict[str, str]:
    return dict(feed_files(library, WORDS, dates(load_ledger(SEEDS.ledger), ORIGIN), base))


@pytest.fixture(scope="module")
def feeds(library: Library) -> dict[str, str]:
    return made(library)


def read(text: str) -> Any:
    """Return the feed as parsed by a feed reader."""
    found = feedparser.parse(text.encode())
    assert found.bozo == 0, found.get("bozo_exception")
    return found


def tree(text: str) -> etree._Element:
    return etree.fromstring(text.encode())


def directions(text: str) -> list[str]:
    """Return the directions of a feed, according to the pages to which its entries link."""
    return ["/".join(entry.link.split("/")[-3:-1]) for entry in read(text).entries]


def test_every_partner_and_domain_with_directions_has_a_feed(
    site: Path, library: Library, feeds: dict[str, str]
) -> None:
    pages = [
        page
        for language in ids.LANGUAGES
        for page in (
            f"{language}/",
            *(ids.partner_path(code, language) for code in library.by_partner),
            *(ids.domain_path(code, language) for code in library.by_domain),
        )
    ]
    assert sorted(feeds) == sorted(map(ids.feed_path, pages))
    assert sorted(feeds) == sorted(p.relative_to(site).as_posix() for p in site.rglob("*.xml"))


@pytest.mark.parametrize("base", ["", BASE])
def test_feeds_are_valid(library: Library, base: str) -> None:
    """By a schema of RFC 4287, and by those of its MUSTs that no schema can say."""
    for path, text in made(library, base).items():
        root = tree(text)
        SCHEMA.assertValid(root)
        assert read(text).version == "atom10"
        found = [e.findtext(f"{ATOM}id") for e in (root, *root.iter(f"{ATOM}entry"))]
        assert len(found) == len(set(found)), path
        for element in (root, *root.iter(f"{ATOM}entry")):
            links = [(li.get("rel"), li.get("type")) for li in element.findall(f"{ATOM}link")]
            assert links.count(("alternate", "text/html")) == 1, path
        for entry in root.iter(f"{ATOM}entry"):
            assert entry.findtext(f"{ATOM}author/{ATOM}name"), path


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("<updated>", "<updated>2026-11-20T00:00:00+00:00</updated>\n  <updated>"),
        ("+00:00</updated>", "</updated>"),
        ("<id>urn:uuid:", "<id>"),
        ("<title>", "<title type='xhtml'>"),
        ('term="FI"', 'code="FI"'),
    ],
)
def test_the_schema_refuses(feeds: dict[str, str], good: str, bad: str) -> None:
    feed = feeds["en/partners/fi/feed.xml"]
    assert SCHEMA.validate(tree(feed))
    assert not SCHEMA.validate(tree(feed.replace(good, bad, 1)))


def test_a_reader_sees_what_the_guide_says(feeds: dict[str, str]) -> None:
    feed = read(feeds["en/partners/fi/feed.xml"])
    assert feed.feed.title == "Finland - STI Cooperation Guides"
    assert feed.feed.language == "en"
    assert "unofficial" in feed.feed.subtitle
    assert "CC BY 4.0" in feed.feed.rights
    draft, final = feed.entries
    assert final.title == "China–Finland Intergovernmental S&T Cooperation Projects"
    assert final.summary == (
        "Guide: 2022, batch 1, Final text; Partner: Finland; Number of projects: no more than 15; "
        "Funding: RMB 55 million; Duration: in principle no more than 3 years"
    )
    assert final.author.startswith("Ministry of Science and Technology")
    assert "Draft for comment" in draft.summary
    assert {"term": "energy", "scheme": None, "label": "Energy"} in final.tags
    assert {"term": "FI", "scheme": NAMED, "label": "Finland"} in final.tags
    chinese = read(feeds["zh/partners/fi/feed.xml"])
    assert chinese.feed.title == "芬兰 - 国际科技合作指南库"
    assert chinese.feed.language == "zh-Hans"
    assert chinese.entries[1].title == "中国和芬兰政府间科技合作项目"
    assert chinese.entries[1].author == "中华人民共和国科学技术部"


def test_entries_are_those_of_the_page_in_its_order(
    library: Library, feeds: dict[str, str]
) -> None:
    assert directions(feeds["zh/partners/fi/feed.xml"]) == ["2023-1-draft/1.6", "2022-1/1.5"]
    newest = [d.id for guide in reversed(library.guides) for d in guide.directions]
    assert directions(feeds["en/feed.xml"]) == newest
    for language in ids.LANGUAGES:
        for code, appearances in library.by_partner.items():
            found = directions(feeds[ids.feed_path(ids.partner_path(code, language))])
            assert Counter(found) == Counter(a.direction for a in appearances)
        for code, members in library.by_domain.items():
            found = directions(feeds[ids.feed_path(ids.domain_path(code, language))])
            assert Counter(found) == Counter(members)


def test_categories_tell_who_takes_part_through_a_grouping(
    library: Library, feeds: dict[str, str]
) -> None:
    for code, appearances in library.by_partner.items():
        feed = feeds[ids.feed_path(ids.partner_path(code, "en"))]
        direct = {a.direction: a.direct for a in appearances}
        for direction, entry in zip(directions(feed), read(feed).entries, strict=True):
            (scheme,) = [tag.scheme for tag in entry.tags if tag.term == code]
            assert scheme == (NAMED if direct[direction] else MEMBER)


def test_every_link_leads_to_a_page(site: Path) -> None:
    """Each feed read from its address, as a reader does that knows no other base."""
    for file in site.rglob("*.xml"):
        address = ROOT + file.relative_to(site).as_posix()
        for link in etree.parse(file).iter(f"{ATOM}link"):
            target = urljoin(address, link.get("href")).removeprefix(ROOT)
            assert (site / target / "index.html").is_file() or site / target == file


def test_links_are_the_same_wherever_the_site_is(library: Library, feeds: dict[str, str]) -> None:
    for path, text in made(library, BASE).items():
        known = [link.get("href") for link in tree(text).iter(f"{ATOM}link")]
        unknown = [link.get("href") for link in tree(feeds[path]).iter(f"{ATOM}link")]
        assert known == [urljoin(BASE + path, href) for href in unknown]


def test_ids_stay_when_the_site_moves(library: Library, feeds: dict[str, str]) -> None:
    moved = made(library, BASE)
    for path, text in feeds.items():
        before, after = ([e.text for e in tree(t).iter(f"{ATOM}id")] for t in (text, moved[path]))
        assert before == after


def test_ids_are_those_that_readers_hold(feeds: dict[str, str]) -> None:
    """A change here would show every subscriber every entry again."""
    feed = read(feeds["zh/partners/fi/feed.xml"])
    assert feed.feed.id == "urn:uuid:5f11d014-e77e-5901-8f30-449dae6b0f3b"
    assert feed.entries[1].id == "urn:uuid:3c8f5855-b51b-5f4b-add2-f65eda69da59"


def test_a_direction_is_one_entry_in_each_language(feeds: dict[str, str]) -> None:
    found = {
        (path[:2], direction, entry.id)
        for path, text in feeds.items()
        for direction, entry in zip(directions(text), read(text).entries, strict=True)
    }
    assert len(found) == 2 * 74
    assert len({identity for _, _, identity in found}) == 2 * 74
    assert len({read(text).feed.id for text in feeds.values()}) == len(feeds)


def test_dates_are_those_of_releases(library: Library) -> None:
    """A direction keeps the date of its first release; one that has none takes the newest known."""
    page = "en/2022-1/1.5/"
    releases = [
        Release(release="0.1.0", date=date(2026, 11, 20), paths={page: ("top",)}),
        Release(release="0.2.0", date=date(2026, 11, 27), paths={page: ("field-9",)}),
    ]
    files = dict(feed_files(library, WORDS, dates(releases, ORIGIN), ""))
    feed = read(files["en/partners/fi/feed.xml"])
    draft, final = feed.entries
    assert final.published == final.updated == "2026-11-20T00:00:00+00:00"
    assert draft.published == feed.feed.updated == NEWEST.isoformat()


@pytest.mark.parametrize(
    ("days", "newest_input", "expected"),
    [
        ((), None, datetime(1970, 1, 1, tzinfo=UTC)),
        ((), "2026-12-01T08:30:00+08:00", NEWEST),
        ((date(2026, 11, 20),), None, datetime(2026, 11, 20, tzinfo=UTC)),
        ((date(2026, 12, 24),), "2026-12-01T08:30:00+08:00", datetime(2026, 12, 24, tzinfo=UTC)),
    ],
)
def test_the_newest_date_is_never_the_clocks(
    days: tuple[date, ...], newest_input: str | None, expected: datetime
) -> None:
    releases = [Release(release="0.1.0", date=day, paths={}) for day in days]
    assert dates(releases, replace(ORIGIN, newest_input=newest_input)).newest == expected


def test_a_title_without_english_is_marked_as_chinese(library: Library) -> None:
    title = Text(library.directions["2022-1/1.5"].title.zh)
    changed = replace(library.directions["2022-1/1.5"], title=title)
    partly = replace(library, directions={**library.directions, changed.id: changed})
    feed = tree(made(partly)["en/partners/fi/feed.xml"])
    titles = [entry.find(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]
    assert [t.get(LANGUAGE) for t in titles] == [None, "zh-Hans"]
    assert titles[1].text == "中国和芬兰政府间科技合作项目"


def test_no_feed_names_a_contact_person(library: Library, feeds: dict[str, str]) -> None:
    text = "".join(feeds.values())
    for direction in library.directions.values():
        for contact in (*direction.contacts.emails, *direction.contacts.phones):
            assert contact not in text


def test_equal_builds_give_equal_feeds(library: Library, feeds: dict[str, str]) -> None:
    assert made(library) == feeds


def test_no_directions_make_an_empty_feed(library: Library) -> None:
    empty = replace(library, directions={}, by_partner={}, by_domain={})
    found = dict(feed_files(empty, WORDS, Dates({}, NEWEST), ""))
    assert list(found) == ["zh/feed.xml", "en/feed.xml"]
    assert all(SCHEMA.validate(tree(text)) for text in found.values())


@pytest.mark.parametrize(
    ("page", "own"),
    [
        ("", False),
        ("2022-1/1.5/", False),
        ("explore/", False),
        ("partners/fi/", True),
        ("domains/energy/", True),
    ],
)
@pytest.mark.parametrize("language", ids.LANGUAGES)
def test_pages_name_their_feeds(site: Path, language: str, page: str, own: bool) -> None:
    path = f"{language}/{page}"
    document = html.parse(site / path / "index.html")
    links = document.xpath('//head/link[@type="application/atom+xml"]')
    named = {urljoin(ROOT + path, li.get("href")): li.get("title") for li in links}
    expected = [f"{ROOT}{language}/feed.xml", *([f"{ROOT}{path}feed.xml"] if own else [])]
    assert list(named) == expected
    for address, title in named.items():
        assert read((site / address.removeprefix(ROOT)).read_text("utf-8")).feed.title == title


@pytest.mark.parametrize("page", ["en/", "zh/partners/fi/", "en/domains/energy/"])
def test_readers_find_the_feed_on_the_page(site: Path, page: str) -> None:
    links = html.parse(site / page / "index.html").xpath("//article//a/@href")
    assert "feed.xml" in links


def test_landing_pages_name_the_feeds_of_both_languages(site: Path) -> None:
    for path in ("", "2022-1/1.5/", "2022-1/"):
        links = html.parse(site / path / "index.html").xpath(
            "//link[contains(@type, 'atom')]/@href"
        )
        assert [urljoin(ROOT + path, href) for href in links] == [
            f"{ROOT}zh/feed.xml",
            f"{ROOT}en/feed.xml",
        ]


def test_releases_promise_the_feeds(site: Path, feeds: dict[str, str]) -> None:
    assert feeds.keys() <= addresses(site).keys()
