"""robots.txt, sitemap.xml and llms.txt name all existing pages and files, and no others."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from conftest import SEEDS
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from generator import ids
from generator.build.identified import identified
from generator.build.landing import crawler_files
from generator.build.times import Times
from generator.ledger import Contents
from generator.link import Library
from generator.write.interface import load_interface
from generator.write.phrases import Phrases

WORDS = [Phrases(language, load_interface(language, SEEDS.interface)) for language in ids.LANGUAGES]
BASE = "https://example.org/guides/"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
FIRST, LATER = datetime(2026, 11, 20, tzinfo=UTC), datetime(2026, 11, 27, 8, tzinfo=UTC)
LINK = "{http://www.w3.org/1999/xhtml}link"


def pages(site: Path) -> list[str]:
    found = (
        p.relative_to(site).parent.as_posix() + "/"
        for language in ids.LANGUAGES
        for p in (site / language).rglob("index.html")
    )
    return list(found)


def known(library: Library, **changed: datetime) -> Times:
    """Return the times of pages: of the direction 2022-1/1.5, those in ``changed`` by language; one for all others."""
    contents = {
        ids.direction_path(d, language): Contents(digest="0" * 12, updated=FIRST)
        for language in ids.LANGUAGES
        for d in library.directions
    }
    for language, when in changed.items():
        contents[f"{language}/2022-1/1.5/"] = Contents(digest="1" * 12, updated=when)
    return Times(contents, FIRST)


def crawled(library: Library, paths: Iterable[str], base: str) -> dict[str, str]:
    return dict(crawler_files(library, identified(library, WORDS), paths, known(library), base))


def alternates(library: Library, site: Path) -> dict[str, dict[str, str]]:
    """Return address → language → address of the page in that language."""
    text = crawled(library, pages(site), BASE)["sitemap.xml"]
    found = {}
    for url in ET.fromstring(text):
        location = url.findtext(f"{SITEMAP}loc")
        assert location
        assert location not in found
        found[location] = {link.attrib["hreflang"]: link.attrib["href"] for link in url.iter(LINK)}
    return found


def test_the_sitemap_has_every_page(site: Path, library: Library) -> None:
    landing = {"", "data/", *(thing.path for thing in identified(library, WORDS))}
    assert alternates(library, site).keys() == {BASE + path for path in (*pages(site), *landing)}


def test_alternates_name_each_other(site: Path, library: Library) -> None:
    found = alternates(library, site)
    assert found[f"{BASE}zh/2022-1/1.5/"] == {
        "zh-Hans": f"{BASE}zh/2022-1/1.5/",
        "en": f"{BASE}en/2022-1/1.5/",
        "x-default": f"{BASE}2022-1/1.5/",
    }
    assert found[f"{BASE}zh/partners/fi/"]["x-default"] == f"{BASE}partners/fi/"
    assert "x-default" not in found[f"{BASE}zh/explore/"]
    for address, links in found.items():
        assert address in links.values()
        assert all(found[other] == links for other in links.values())


def test_pages_have_changed_with_the_directions_that_they_show(
    site: Path, library: Library
) -> None:
    times = known(library, en=LATER)
    text = dict(crawler_files(library, identified(library, WORDS), pages(site), times, BASE))[
        "sitemap.xml"
    ]
    found = {
        str(url.findtext(f"{SITEMAP}loc")).removeprefix(BASE): url.findtext(f"{SITEMAP}lastmod")
        for url in ET.fromstring(text)
    }
    changed = {path for path, when in found.items() if when == LATER.isoformat()}
    first, second = library.guide_pairs[0], ("2022-1", "2023-1-draft")
    assert {
        "", "2022-1/", "2022-1/1.5/", "en/", "en/2022-1/", "en/2022-1/1.5/", "en/partners/fi/",
        "en/domains/energy/", "en/partners/", "en/explore/", "en/data/",
        ids.comparison_path(*second, "en"), *(
            ids.lineage_path(line.code, "en") for line in library.lineages
            if any("2022-1/1.5" in step for step in line.steps)
        ),
    } <= changed  # fmt: skip
    assert not {"zh/2022-1/1.5/", "en/2022-1/1.6/", ids.comparison_path(*first, "en")} & changed
    assert {path for path, when in found.items() if when is None} == {
        f"{language}/{page}/" for language in ids.LANGUAGES for page in ("about", "privacy")
    }


def test_without_an_address_there_is_no_sitemap(site: Path) -> None:
    assert (site / "robots.txt").read_text() == "User-agent: *\nAllow: /\n"
    assert not (site / "sitemap.xml").exists()


def test_robots_name_the_sitemap(library: Library) -> None:
    text = crawled(library, [], BASE)["robots.txt"]
    assert f"\nSitemap: {BASE}sitemap.xml\n" in text


@pytest.mark.parametrize("base", ["", BASE])
def test_llms_txt_leads_to_what_is_there(site: Path, library: Library, base: str) -> None:
    text = crawled(library, [], base)["llms.txt"]
    links = re.findall(r'href="([^"]+)"', MarkdownIt("commonmark").render(text))
    assert all(link.startswith(base) for link in links)
    paths = [link.removeprefix(base) for link in links]
    assert all((site / path).is_file() for path in paths)
    for language in ids.LANGUAGES:
        assert {f"{language}/{g.id}/index.md" for g in library.guides} <= set(paths)
    assert all(path.endswith("/index.md") for path in paths if not path.startswith("data/"))


def test_llms_txt_is_as_its_proposal_has_it(library: Library) -> None:
    """A title, a quotation, text without headings, then sections that are lists of links."""
    text = crawled(library, [], "")["llms.txt"]
    blocks = SyntaxTreeNode(MarkdownIt("commonmark").parse(text)).children
    assert text.startswith("# 国际科技合作指南库 STI Cooperation Guides\n\n> ")
    kinds = [f"{block.type} {block.tag}" for block in blocks]
    start = kinds.index("heading h2")
    assert kinds[:2] == ["heading h1", "blockquote blockquote"]
    assert set(kinds[2:start]) == {"paragraph p"}
    assert kinds[start:] == ["heading h2", "bullet_list ul"] * 3
    for line in text.partition("\n## ")[2].splitlines()[1:]:
        assert not line or re.match(r"## \w+$|- \[[^]]+\]\([^)]+\): \S", line), line
