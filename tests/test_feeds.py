"""Feeds are valid Atom, have the same directions as the pages, and keep the ids of their entries."""

from __future__ import annotations

import os
import subprocess
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import urljoin

import atoma
import feedparser
import pytest
from conftest import SEEDS
from lxml import etree, html

from generator import ids
from generator.build.feeds import MEMBER, NAMED, feed_entries, feed_files
from generator.build.package import Provenance
from generator.build.times import Times, commit_times, times
from generator.ledger import Contents, Release, addresses, load_ledger
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


def made(
    library: Library,
    base: str = "",
    releases: Sequence[Release] | None = None,
    commits: Mapping[str, datetime] = MappingProxyType({}),
) -> dict[str, str]:
    entries = feed_entries(library, WORDS)
    releases = load_ledger(SEEDS.ledger) if releases is None else releases
    return dict(
        feed_files(library, WORDS, entries, times(entries, releases, ORIGIN, commits), base)
    )


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
        "Guide: 2022, batch 1, final text; Partner: Finland; Number of projects: no more than 15; "
        "Funding: RMB 55 million; Duration: in principle no more than 3 years"
    )
    assert final.author.startswith("Ministry of Science and Technology")
    assert "draft for comment" in draft.summary
    assert {"term": "energy", "scheme": None, "label": "Energy"} in final.tags
    assert {"term": "FI", "scheme": NAMED, "label": "Finland"} in final.tags
    chinese = read(feeds["zh/partners/fi/feed.xml"])
    assert chinese.feed.title == "芬兰 - 国际科技合作指南库"
    assert chinese.feed.language == "zh-Hans"
    assert chinese.entries[1].title == "中国和芬兰政府间科技合作项目"
    assert chinese.entries[1].author == "中华人民共和国科学技术部"


def test_two_readers_see_the_same(library: Library) -> None:
    for text in made(library, BASE).values():
        other = atoma.parse_atom_bytes(text.encode())
        for entry, same in zip(read(text).entries, other.entries, strict=True):
            assert (entry.id, entry.title) == (same.id_, same.title.value)
            assert entry.summary == same.summary.value
            assert entry.updated == same.updated.isoformat()
            assert [tag.term for tag in entry.tags] == [c.term for c in same.categories]
            assert [entry.link] == [link.href for link in same.links]


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


def updated(feeds: dict[str, str], path: str = "en/feed.xml") -> dict[str, str]:
    """Return direction → the time of its last change, in a feed."""
    entries = read(feeds[path]).entries
    return {d: e.updated for d, e in zip(directions(feeds[path]), entries, strict=True)}


def released(library: Library) -> Release:
    """Return a release that has recorded everything in ``library``."""
    entries = feed_entries(library, WORDS)
    contents = times(entries, [], ORIGIN, dict.fromkeys(entries, BEFORE)).contents
    paths: dict[str, tuple[str, ...]] = dict.fromkeys(entries, ())
    return Release(release="0.1.0", date=BEFORE.date(), paths=paths, contents=dict(contents))


def retitled(library: Library, direction: str, title: str) -> Library:
    old = library.directions[direction]
    changed = {**library.directions, old.id: replace(old, title=Text(old.title.zh, title))}
    return replace(library, directions=changed)


BEFORE, LATER = datetime(2026, 11, 20, 9, tzinfo=UTC), datetime(2026, 11, 27, 9, tzinfo=UTC)
CHANGED, EN = "2022-1/1.5", "en/2022-1/1.5/"


def test_an_entry_keeps_its_time_while_its_contents_stay(library: Library) -> None:
    """Newer inputs alone (a comment in a seed file) and newer pages (a list of related directions) move nothing."""
    commits = dict.fromkeys(feed_entries(library, WORDS), LATER)
    assert set(updated(made(library, "", [released(library)], commits)).values()) == {
        BEFORE.isoformat()
    }


def test_an_entry_has_the_time_of_its_change_and_no_other_has(library: Library) -> None:
    releases = [released(library)]
    changed = retitled(library, CHANGED, "Another title")
    commits = dict.fromkeys(feed_entries(library, WORDS), LATER)
    feeds = made(changed, "", releases, commits)
    found = updated(feeds)
    assert found.pop(CHANGED) == LATER.isoformat()
    assert set(found.values()) == {BEFORE.isoformat()}
    feed = read(feeds["en/partners/fi/feed.xml"])
    assert feed.feed.updated == LATER.isoformat()
    # The Chinese title is the same.
    assert set(updated(feeds, "zh/feed.xml").values()) == {BEFORE.isoformat()}


def test_a_change_is_not_dated_again_by_its_release(library: Library) -> None:
    changed = retitled(library, CHANGED, "Another title")
    releases, entries = [released(library)], feed_entries(changed, WORDS)
    commits = dict.fromkeys(entries, LATER)
    contents = times(entries, releases, ORIGIN, commits).contents
    later = Release(release="0.2.0", date=NEWEST.date(), paths={}, contents={EN: contents[EN]})
    before = made(changed, "", releases, commits)
    assert made(changed, "", [*releases, later]) == before
    assert updated(made(library, "", [*releases, later]))[CHANGED] == NEWEST.isoformat()


def test_a_changed_requirement_is_a_change(library: Library) -> None:
    """Not only what the entry shows counts, also what it leads to."""
    old = library.directions[CHANGED]
    first = replace(old.requirements[0], text=Text(old.requirements[0].text.zh, "Other words."))
    new = replace(old, requirements=(first, *old.requirements[1:]))
    changed = replace(library, directions={**library.directions, CHANGED: new})
    found = updated(made(changed, "", [released(library)]))
    assert [d for d, time in found.items() if time != BEFORE.isoformat()] == [CHANGED]


def test_a_draft_that_is_superseded_says_so_and_has_changed(library: Library) -> None:
    later = library.records["2022-1"].model_copy(update={"supersedes": "2021-2-draft"})
    changed = replace(library, records={**library.records, "2022-1": later})
    feeds = made(changed, "", [released(library)])
    moved = {d for d, time in updated(feeds).items() if time != BEFORE.isoformat()}
    assert moved == {d.id for d in library.guide("2021-2-draft").directions}
    for language, words in (
        ("en", "; Superseded by: 2022, batch 1, final text"),
        ("zh", "；取代本稿的指南：2022年度第一批，正式指南"),
    ):
        draft = [
            e for e in read(feeds[f"{language}/feed.xml"]).entries if "2021-2-draft/" in e.link
        ]
        assert [e.summary for e in draft if words not in e.summary] == []
        assert len(draft) == len(moved)


def test_pages_of_releases_without_contents(library: Library) -> None:
    """The first release recorded none: a page of it has changed when its page in content/ has."""
    releases = [Release(release="0.1.0", date=BEFORE.date(), paths={EN: ("top",)})]
    feed = read(made(library, "", releases, {EN: LATER})["en/partners/fi/feed.xml"])
    draft, final = feed.entries
    assert final.updated == LATER.isoformat()
    assert draft.updated == feed.feed.updated == NEWEST.isoformat()


@pytest.mark.parametrize(
    ("committed", "expected"),
    [(LATER, LATER), (None, NEWEST), (BEFORE, NEWEST), (BEFORE - timedelta(1), NEWEST)],
)
def test_a_change_is_newer_than_what_it_changed(
    committed: datetime | None, expected: datetime
) -> None:
    """If its page is not committed, it has changed with the newest inputs."""
    old = Contents(digest="0" * 12, updated=BEFORE)
    release = Release(release="0.1.0", date=BEFORE.date(), paths={}, contents={EN: old})
    commits = {EN: committed} if committed else {}
    assert times({EN: {}}, [release], ORIGIN, commits).updated(EN) == expected


@pytest.mark.parametrize(
    ("days", "newest_input", "expected"),
    [
        ((), None, datetime(1970, 1, 1, tzinfo=UTC)),
        ((), "2026-12-01T08:30:00+08:00", NEWEST),
        ((date(2026, 11, 20),), None, datetime(2026, 11, 20, tzinfo=UTC)),
        ((date(2026, 12, 24),), "2026-12-01T08:30:00+08:00", datetime(2026, 12, 24, tzinfo=UTC)),
    ],
)
def test_the_newest_time_is_never_the_clocks(
    days: tuple[date, ...], newest_input: str | None, expected: datetime
) -> None:
    releases = [Release(release="0.1.0", date=day, paths={}) for day in days]
    origin = replace(ORIGIN, newest_input=newest_input)
    assert times({}, releases, origin, {}).newest == expected


def test_git_knows_when_pages_changed(tmp_path: Path) -> None:
    """A page that is not committed as it is has no time, and without git none has."""
    (content := tmp_path / "content/en/2022-1").mkdir(parents=True)
    assert commit_times(tmp_path / "content") == {}
    run = ["git", "-C", str(tmp_path), "-c", "user.name=x", "-c", "user.email=x@example.org"]

    def commit(when: datetime, **texts: str) -> None:
        for number, text in texts.items():
            (content / f"1.{number[1:]}.md").write_text(text, encoding="utf-8")
        date = {"GIT_COMMITTER_DATE": when.isoformat(), "GIT_AUTHOR_DATE": when.isoformat()}
        subprocess.run([*run, "add", "."], check=True)
        subprocess.run([*run, "commit", "-qm", "x"], check=True, env={**os.environ, **date})

    subprocess.run([*run, "init", "-q"], check=True)
    commit(BEFORE, n1="a", n2="a", n3="a")
    commit(LATER, n2="b", n3="b")
    (content / "1.3.md").write_text("c", encoding="utf-8")
    (content / "1.4.md").write_text("c", encoding="utf-8")
    expected = {"en/2022-1/1.1/": BEFORE, "en/2022-1/1.2/": LATER}
    assert commit_times(tmp_path / "content") == expected


def test_a_title_without_english_is_told_by_facts(library: Library) -> None:
    title = Text(library.directions["2022-1/1.5"].title.zh)
    changed = replace(library.directions["2022-1/1.5"], title=title)
    partly = replace(library, directions={**library.directions, changed.id: changed})
    feed = tree(made(partly)["en/partners/fi/feed.xml"])
    titles = [entry.find(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]
    assert [t.get(LANGUAGE) for t in titles] == [None, None]
    assert titles[1].text == "China–Finland: S&T cooperation (title not translated yet)"


def test_no_feed_names_a_contact_person(library: Library, feeds: dict[str, str]) -> None:
    text = "".join(feeds.values())
    for direction in library.directions.values():
        for contact in (*direction.contacts.emails, *direction.contacts.phones):
            assert contact not in text


def test_equal_builds_give_equal_feeds(library: Library, feeds: dict[str, str]) -> None:
    assert made(library) == feeds


def test_no_directions_make_an_empty_feed(library: Library) -> None:
    empty = replace(library, directions={}, by_partner={}, by_domain={})
    found = dict(feed_files(empty, WORDS, {}, Times({}, NEWEST), ""))
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
