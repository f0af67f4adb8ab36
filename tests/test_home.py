"""Home: what a reader sees first, and what it says of the newest guide."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from conftest import SEEDS
from constructed import HEAD, direction, numbered, seeds_of
from lxml import html
from lxml.html import HtmlElement
from playwright.sync_api import Browser

from generator import ids
from generator.link import Library
from generator.pipeline import load_library
from generator.vocabulary import Vocabulary
from generator.write import render
from generator.write.interface import load_interface
from generator.write.pages.home import home_page, newest_guide, news
from generator.write.phrases import Phrases
from generator.write.views import Views

SCREENS = 1800
"""Two screens of a usual window, in CSS pixels."""
VOCABULARY = Vocabulary.load(SEEDS.vocabulary)
BRICS = ("BR", "IN", "RU", "ZA")
MOST = 10_000
"""Maximum size of home, compressed. It was 10,226 bytes with the grid of partners."""
CHANGES = [
    # 2024-2-draft/1.8 拟支持项目数：待定; 2022-1/1.3 拟支持项目数不超过15个, 3000万元
    "Austria: S&T cooperation – projects and funding to be determined; in 2022, batch 1, no more than 15 projects, funding of RMB 30 million.",
    # 2024-2-draft/1.2 联合研究项目 and 1.3 联合研究旗舰项目; until then only 联合研究项目
    "Egypt: flagship projects (5 projects, funding of RMB 12.5 million) alongside joint research.",
    "African countries, Arab states, Belgium, Bulgaria, Philippines, Tajikistan: in a title for the first time in the guides held here.",
    # 2024-2-draft/1.1 6个, 1080万元; 2017-1/1.5 3个, 500万元
    "New Zealand: 6 projects, funding of RMB 10.8 million; in 2017, batch 1, 3 projects, funding of RMB 5 million.",
    # 2024-2-draft/1.9 15个; 2023-1-draft/1.1 10个
    "European countries: 15 projects; in 2023, batch 1 (draft), 10 projects.",
]


def _home(site: Path, language: str) -> HtmlElement:
    return html.parse(site / language / "index.html").getroot()


def _below(page: HtmlElement, anchor: str) -> HtmlElement:
    """Return the block that begins with the heading at ``anchor``."""
    return page.xpath(f"//article//h2[@id='{anchor}']/..")[0]


def _text(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_what_changed_lately(site: Path) -> None:
    items = _below(_home(site, "en"), "changes").xpath(".//li")
    assert [_text(item) for item in items] == CHANGES


@pytest.mark.parametrize("language", ids.LANGUAGES)
def test_each_change_leads_to_where_it_is_told(site: Path, language: str) -> None:
    for link in _below(_home(site, language), "changes").xpath(".//li//a"):
        path, _, anchor = link.get("href").partition("#")
        page = html.parse(site / language / path / "index.html").getroot()
        assert link.text in page.xpath("string(//article)"), path
        if anchor:
            assert page.xpath(f"//h3[@id='{anchor}']"), path


@pytest.mark.parametrize("language", ids.LANGUAGES)
def test_the_picture_says_what_the_table_says(site: Path, language: str) -> None:
    """The title above the picture names the last three guides with their projects; the table has the same numbers."""
    page = _home(site, language)
    title = _text(page.xpath("//h2[@id='over-time']")[0])
    rows = [
        [_text(cell) for cell in row.xpath("td")]
        for row in _below(page, "guides").xpath(".//table[2]//tbody/tr[td/a]")
    ]
    for guide, _, _, projects, _ in rows[:3]:
        assert guide in title
        assert re.search(rf"(?<![\d–]){re.escape(projects)}(?![\d–])", title), (projects, title)
    draft = {"zh": "征求意见稿", "en": "draft"}[language]
    assert title.count(draft) == sum(draft in stage.lower() for _, stage, *_ in rows[:3])


@pytest.mark.parametrize("language", ids.LANGUAGES)
def test_the_search_suggests_partners_and_domains(
    library: Library, site: Path, language: str
) -> None:
    page = _home(site, language)
    (form,) = page.xpath("//form")
    offered = form.xpath(f"//datalist[@id='{form.xpath('.//input')[0].get('list')}']/option/@value")
    v = Views(library, Phrases(language, lambda message: message), f"{language}/")
    assert {v.partner(code).text for code in library.by_partner} <= set(offered)
    assert {v.domain(code).text for code in library.by_domain} <= set(offered)
    assert len(offered) == len(library.by_partner) + len(library.by_domain)


@pytest.mark.parametrize("language", ids.LANGUAGES)
def test_every_partner_and_domain_is_one_click_from_home(
    library: Library, site: Path, language: str
) -> None:
    targets = set(_home(site, language).xpath("//article//a/@href"))
    assert {f"partners/{code.lower()}/" for code in library.by_partner} <= targets
    assert {f"domains/{code}/" for code in library.by_domain} <= targets


@pytest.mark.parametrize("language", ids.LANGUAGES)
def test_home_is_light(site: Path, language: str) -> None:
    assert len(gzip.compress((site / language / "index.html").read_bytes(), 6)) < MOST


def _news(folder: Path, texts: dict[str, str]) -> list[str]:
    """Return what home says of the newest of the guides ``texts``."""
    seeds = seeds_of(folder / "seeds", texts)
    library = load_library(seeds)
    v = Views(library, Phrases("en", load_interface("en", seeds.interface)), "en/")
    guide = newest_guide(library)
    assert guide
    told = news(v, guide)
    return [", ".join(link.text for link in new.links) + ": " + new.words for new in told]


def test_the_first_guide_changes_nothing(tmp_path: Path) -> None:
    text = HEAD.format(2030) + numbered([direction()])
    assert _news(tmp_path, {"2030-1": text}) == []
    seeds = seeds_of(tmp_path / "again", {"2030-1": text})
    pages = {path: page.decode() for path, page in render(load_library(seeds), seeds.interface)}
    assert "#changes" not in pages["en/index.md"]
    assert "## Projects planned: no more than 5 in 2030, batch 1 {" in pages["en/index.md"]


def test_reserves_stay_in_what_changed(tmp_path: Path) -> None:
    """“No more than 5” is not “5”; a number that is now to be determined comes before all others."""
    korea = "中国和韩国政府间科技合作项目"
    old = [direction(title=korea), direction()]
    new = [
        direction(title=korea, projects="拟支持项目数：不超过15个。"),
        direction(funding="共拟支持经费：待定。"),
    ]
    texts = {
        guide: HEAD.format(guide[:4]) + numbered(parts)
        for guide, parts in (("2030-1", old), ("2031-1", new))
    }
    assert _news(tmp_path, texts) == [
        "Finland: funding to be determined; in 2030, batch 1, funding of RMB 10 million",
        "Republic of Korea: no more than 15 projects; in 2030, batch 1, no more than 5 projects",
    ]


def test_a_partner_with_directions_of_its_own_is_not_behind_the_fold(tmp_path: Path) -> None:
    """However many there are: 60 countries, and the members of BRICS that only the text of a call names."""
    names = [name.zh for code, name in VOCABULARY.country_names.items() if code not in BRICS][:60]
    titles = [f"中国和{name}政府间科技合作项目" for name in names if "中国" not in name]
    brics = direction(
        title="金砖国家合作项目", requirements="其他要求：\n1. 合作国别仅限巴西、印度。"
    )
    text = HEAD.format(2030) + numbered([*(direction(title=title) for title in titles), brics])
    library = load_library(seeds_of(tmp_path / "seeds", {"2030-1": text}))
    v = Views(library, Phrases("en", str), "en/")
    page = home_page(v)
    assert [link.text for link in page.context["others"]] == ["Brazil", "India"]
    listed = (*(link for link, _ in page.context["most"]), *page.context["named"])
    assert {link.text for link in listed} == {v.partner(c).text for c in library.by_partner} - {
        "Brazil",
        "India",
    }


@pytest.mark.browser
@pytest.mark.parametrize("language", ids.LANGUAGES)
def test_home_fits_two_screens(browser: Browser, root: str, language: str) -> None:
    """All of it at 1280 pixels, in their full width; on a phone the search is on the first screen."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{root}{language}/")
    height, width = page.evaluate(
        "[document.documentElement.scrollHeight, document.querySelector('.spread').offsetWidth]"
    )
    assert height <= SCREENS
    assert width >= 1180
    page.set_viewport_size({"width": 360, "height": 640})
    box = page.locator("form.find input").bounding_box()
    assert box
    assert box["y"] + box["height"] < 640
    assert box["width"] > 200
    page.close()


@pytest.mark.browser
def test_home_searches_without_script(browser: Browser, root: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{root}en/")
    page.get_by_role("combobox", name="Search").fill("Finland")
    page.get_by_role("button", name="Search").click()
    assert page.url == f"{root}en/explore/?q=Finland"
    context.close()


@pytest.mark.browser
def test_home_offers_a_page_as_one_types(browser: Browser, root: str) -> None:
    page = browser.new_page()
    page.goto(f"{root}zh/")
    page.locator("form.find input").fill("芬兰")
    page.get_by_role("option", name="芬兰 合作方").click()
    page.wait_for_url(f"{root}zh/partners/fi/")
    page.close()
