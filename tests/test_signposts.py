"""Signposts as a public library finds them (FAIR Signposting Profile), with the site served from another address."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest
from conftest import BASE, SEEDS
from signposting import Signposting, find_signposting_html

from generator import ids
from generator.build.identified import Identified, identified
from generator.build.signposts import LICENCE, MINISTRY
from generator.link import Library
from generator.write.interface import load_interface
from generator.write.phrases import Phrases

WORDS = [Phrases(language, load_interface(language, SEEDS.interface)) for language in ids.LANGUAGES]


@pytest.fixture(scope="module")
def things(library: Library) -> list[Identified]:
    return list(identified(library, WORDS))


def found(address: str) -> Signposting:
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # the library warns of links that it cannot use
        return find_signposting_html(address)


def paths(posts: set[object], root: str) -> set[str]:
    return {str(post.target).removeprefix(root) for post in posts}  # type: ignore[attr-defined]


def test_a_direction(root: str) -> None:
    landing = found(f"{root}2022-1/1.5/")
    assert landing.citeAs.target == f"{root}2022-1/1.5/"
    assert paths(landing.authors, root) == {MINISTRY}
    assert landing.license.target == LICENCE
    types = {"https://schema.org/AboutPage", "https://schema.org/Report"}
    assert paths(landing.types, root) == types
    assert {(p.type, str(p.target).removeprefix(root)) for p in landing.describedBy} == {
        (media, f"2022-1/1.5/index{mark}.{name}")
        for mark in ("", ".en")
        for name, media in (
            ("bib", "application/x-bibtex"),
            ("ris", "application/x-research-info-systems"),
            ("csl.json", "application/vnd.citationstyles.csl+json"),
        )
    }
    assert {(p.type, str(p.target).removeprefix(root)) for p in landing.items} == {
        ("text/html", "zh/2022-1/1.5/"),
        ("text/html", "en/2022-1/1.5/"),
        ("application/json", "2022-1/1.5/index.json"),
        ("text/markdown", "2022-1/1.5/index.md"),
    }
    assert landing.collection.target == f"{root}2022-1/"


def test_a_guide_has_its_source_and_its_directions(root: str, library: Library) -> None:
    landing = found(f"{root}2022-1/")
    assert paths(landing.items, root) == {
        "zh/2022-1/",
        "en/2022-1/",
        "data/sources/2022-1/guide.txt",
        *(f"{direction.id}/" for direction in library.guide("2022-1").directions),
    }


def test_every_landing_page_leads_on_and_every_page_back(
    root: str, site: Path, things: list[Identified]
) -> None:
    """Each has all relations of the profile, and what they lead to is there."""
    one_of_each = {thing.kind: thing for thing in things}
    assert len(one_of_each) == 6
    for thing in things:
        pages = [thing.path, f"zh/{thing.path}", f"en/{thing.path}"]
        if thing != one_of_each[thing.kind]:
            pages = pages[:1]
        for page in pages:
            posts = found(root + page)
            assert posts.citeAs.target == root + thing.path
            assert posts.license.target == LICENCE
            assert len(posts.authors) == 1
            assert posts.types
            assert posts.describedBy or thing.kind == "comparison"
            if page == thing.path:
                assert {f"zh/{page}", f"en/{page}"} <= paths(posts.items, root)
            else:
                assert posts.collection.target == root + thing.path
            for path in paths({*posts.items, *posts.describedBy}, root):
                assert (site / path).exists(), path


def test_a_site_that_knows_its_address_gives_it(published: Path, things: list[Identified]) -> None:
    for thing in things:
        text = (published / thing.path / "index.html").read_text(encoding="utf-8")
        assert f'<link rel="cite-as" href="{BASE}{thing.path}">' in text


def test_everything_in_the_lists_has_a_landing_page(site: Path, things: list[Identified]) -> None:
    landing = {thing.path for thing in things}
    for folder in ("partners", "domains", "lineages"):
        pages = {
            p.parent.relative_to(site / "en") for p in (site / "en" / folder).glob("*/index.html")
        }
        assert {f"{page.as_posix()}/" for page in pages} <= landing


def test_the_data(root: str) -> None:
    """The landing page of the data leads to the archive and its descriptions, the pages in both languages back to it."""
    landing, *pages = (found(f"{root}{path}") for path in ("data/", "zh/data/", "en/data/"))
    assert paths(landing.items, root) == {"data/coop-guides.zip"}
    for page in (landing, *pages):
        assert page.citeAs.target == f"{root}data/"
        assert page.license.target == LICENCE
        assert "https://schema.org/Dataset" in paths(page.types, root)
        assert paths(page.authors, root) == {""}
        described = paths(page.describedBy, root)
        assert {"data/datapackage.json", "data/CITATION.cff", "data/dcat.jsonld"} <= described
    assert {page.collection.target for page in pages} == {f"{root}data/"}
