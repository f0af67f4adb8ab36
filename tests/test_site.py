"""The built site: the addresses of the contract and their contents."""

from __future__ import annotations

import filecmp
import json
import re
from pathlib import Path

import pytest
import yaml
from conftest import BASE, SEEDS
from lxml import html

from generator import ids
from generator.check import Places
from generator.check.pages import check_links
from generator.link import Library
from generator.seeds import Seeds


def test_every_direction_has_its_three_pages_and_its_data(site: Path, library: Library) -> None:
    for direction in library.directions:
        for path in (f"zh/{direction}", f"en/{direction}", direction):
            assert (site / path / "index.html").is_file()
        assert json.loads((site / direction / "index.json").read_text())["id"] == direction
    assert len(list(site.glob("zh/*/[0-9].[0-9]*/index.html"))) == 74
    assert len(list(site.glob("en/*/[0-9].[0-9]*/index.html"))) == 74


def test_guides_partners_and_domains_have_pages(site: Path, library: Library) -> None:
    for language in ids.LANGUAGES:
        paths = [ids.guide_path(g.id, language) for g in library.guides]
        paths += [ids.partner_path(code, language) for code in library.by_partner]
        paths += [ids.domain_path(d.code, language) for d in library.vocabulary.domains]
        paths += [f"{language}/{name}" for name in ("", "explore/", "partners/", "domains/")]
        for path in paths:
            assert (site / path / "index.html").is_file(), path


def test_every_link_and_anchor_resolves(site: Path, content: Path, library: Library) -> None:
    assert list(check_links(library, Places(SEEDS, content, site))) == []


def test_check_finds_a_broken_link(tmp_path: Path, content: Path, library: Library) -> None:
    (tmp_path / "index.html").write_text(
        '<a href="gone/">x</a><a href="#no">y</a><p id="a"><p id="a">'
    )
    (tmp_path / "index.md").write_text("---\nid: x\n---\n[x](./#a) [y](./#no) [z](gone/index.md)\n")
    places = Places(Seeds(tmp_path / "no seeds"), content, tmp_path)
    messages = [f.message for f in check_links(library, places)]
    assert messages == [
        "index.html: id a stands twice",
        "index.html: gone/ leads nowhere",
        "index.html: #no has no such anchor",
        "index.md: ./#no has no such anchor",
        "index.md: gone/index.md leads nowhere",
    ]


def test_data_files(site: Path, library: Library) -> None:
    directions = json.loads((site / "data/directions.json").read_text())
    assert [d["id"] for d in directions] == list(library.directions)
    assert list(directions[0]) == [
        "id", "guide", "number", "order", "title", "kind", "partners", "groups", "institutions",
        "regions", "agreements", "commitment", "fields_open", "fields_lead", "fields", "domains", "projects",
        "funding", "strands", "requirements", "duration", "deadline", "flags", "conditions", "contacts",
        "remarks", "source", "guide_id", "year", "batch", "stage", "supersedes", "supersedes_id", "superseded_by",
        "superseded_by_id", "url", "licence", "data_version", "number_label", "translation", "lineage",
        "states",
    ]  # fmt: skip
    assert all(d["title"]["en"] for d in directions)
    guides = json.loads((site / "data/guides.json").read_text())
    assert [g["id"] for g in guides] == [g.id for g in library.guides]
    assert guides[1]["corrections"] == [
        {
            "at": "2021-2-draft/1.5#requirement-7",
            "printed": "常见问问题",
            "meant": {"zh": "常见问题", "en": "frequently asked questions"},
            "note": None,
        }
    ]
    partners = {p["code"]: p for p in json.loads((site / "data/partners.json").read_text())}
    assert partners["FI"]["directions"] == ["2022-1/1.5", "2023-1-draft/1.6"]
    assert partners["RU"]["through_groupings"] == ["2017-1/1.16", "2022-1/2.5", "2023-1-draft/2.8"]
    domains = json.loads((site / "data/domains.json").read_text())
    assert len(domains) == 23


def test_source_is_published_as_received(site: Path, library: Library) -> None:
    for guide in library.guides:
        published = site / ids.source_path(guide.id, "guide.txt")
        assert filecmp.cmp(published, SEEDS.guides / guide.id / "guide.txt", shallow=False)


def test_crawlers_get_absolute_addresses(published: Path) -> None:
    page = (published / "zh/2022-1/1.5/index.html").read_text(encoding="utf-8")
    assert f'rel="canonical" href="{BASE}zh/2022-1/1.5/"' in page
    assert f'hreflang="en" href="{BASE}en/2022-1/1.5/"' in page
    assert f'rel="cite-as" href="{BASE}2022-1/1.5/"' in page
    assert (published / "sitemap.xml").is_file()
    missing = (published / "404.html").read_text(encoding="utf-8")
    assert 'href="/some-repo/zh/"' in missing


@pytest.mark.parametrize("language", ids.LANGUAGES)
def test_language_link_leads_to_the_same_page(site: Path, language: str, library: Library) -> None:
    other = "en" if language == "zh" else "zh"
    for direction in library.directions:
        page = (site / language / direction / "index.html").read_text(encoding="utf-8")
        assert f'class="language" href="../../../{other}/{direction}/"' in page


def test_audit_is_on_the_guides_page(site: Path) -> None:
    page = (site / "en/2024-2-draft/index.html").read_text(encoding="utf-8")
    assert "−15,000,000; undetermined in 1.8" in page
    page = (site / "zh/2017-1/index.html").read_text(encoding="utf-8")
    assert "216–246" in page


def test_a_draft_tells_of_its_final_text(site: Path) -> None:
    page = (site / "en/2023-1-draft/1.4/index.html").read_text(encoding="utf-8")
    assert (
        "Its figures according to public notices of November 2022 – directions: 15; partners: 14; "
        in page
    )


def test_misprints_are_noted(site: Path) -> None:
    page = (site / "zh/2023-1-draft/1.6/index.html").read_text(encoding="utf-8")
    assert "原文作“二氧化碳补集”，应为“二氧化碳捕集”。" in page


def test_a_build_says_where_it_comes_from(site: Path, library: Library) -> None:
    found = json.loads((site / "data/build.json").read_text(encoding="utf-8"))
    assert found["guides"]["2017-1"] == library.records["2017-1"].sha256
    assert found["counts"]["directions"] == 74
    named = {
        "commit",
        "changed",
        "newest_input",
        "generator",
        "data_version",
        "guides",
        "counts",
        "contents",
    }
    assert set(found) == named
    page = (site / "en/2022-1/1.5/index.html").read_text(encoding="utf-8")
    assert "lines 296–469" in page
    if found["commit"]:
        assert found["commit"][:12] in page


MOST = {"zh": 80, "en": 160}
"""Maximum length of a description in characters: about as much as a search engine shows."""


@pytest.mark.parametrize("language", ids.LANGUAGES)
def test_every_page_has_a_description_of_its_own(site: Path, content: Path, language: str) -> None:
    found = {}
    for file in sorted((content / language).rglob("*.md")):
        front = yaml.safe_load(file.read_text(encoding="utf-8").split("\n---\n")[0])
        page = ids.page_path(file.relative_to(content).as_posix())
        found[page] = described(site / page)
        assert found[page] == front["description"], page
        assert len(found[page]) <= MOST[language], page
        assert not re.search(r"[{}]|\b1 (directions|guides)\b|[。；，][。；，]", found[page]), page
    assert len(found) == len(list((site / language).rglob("index.html")))
    assert len(set(found.values())) == len(found)


def test_descriptions_say_what_the_guides_say(site: Path) -> None:
    assert described(site / "en/partners/fi") == (
        "Finland in China’s calls: 1 direction in final texts, 1 in drafts, 2022–2023. "
        "Latest: 2023, batch 1 (draft); no more than 15 projects and RMB 60 million."
    )
    assert described(site / "zh/2022-1/1.5") == (
        "芬兰：项目数不超过15项，经费5500万元。"
        "“政府间国际科技创新合作”重点专项2022年度第一批项目申报指南（正式指南）方向1.5。"
    )


def test_every_landing_page_has_a_description(site: Path, library: Library) -> None:
    pages = [site, *(site / name for name in (*library.records, *library.directions))]
    found = [described(page) for page in pages]
    assert all(found)
    assert len(set(found)) == len(found)


def described(page: Path) -> str:
    """Return the description in the head of the page in a folder, of which there must be exactly one."""
    document = html.fromstring((page / "index.html").read_bytes())
    (content,) = document.xpath("//head/meta[@name='description']/@content")
    return str(content)


def test_a_chinese_title_does_not_end_in_half_a_word(site: Path, library: Library) -> None:
    ends = set()
    for direction in library.directions:
        document = html.fromstring((site / "zh" / direction / "index.html").read_bytes())
        ends.add(document.xpath("string(//h1/span[@class='last'])"))
    assert ends >= {"合作项目", "研究项目", "旗舰项目"}
    assert b'class="last"' not in (site / "en/2022-1/1.5/index.html").read_bytes()
