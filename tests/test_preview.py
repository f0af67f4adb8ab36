"""What a messenger shows of a link: read from the built pages as messengers do, without a script."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urljoin

import pytest
from conftest import BASE, SEEDS
from lxml import html
from lxml.html import HtmlElement
from PIL import Image, ImageFont
from playwright.sync_api import Browser

from generator import ids
from generator.build.preview_pictures import FONT, drawn_words, preview_pictures
from generator.link import Library
from generator.text.characters import HAN
from generator.write.interface import load_interface
from generator.write.phrases import Phrases
from generator.write.views import Views

LONGEST = 110
"""Maximum length of a title in characters: messengers show about two lines. A title with the guide's own words begins with
what matters."""
HEAVIEST = 60_000
_HAN = re.compile(f"[{HAN}]")
_MARKUP = re.compile(r"[<>{}*`\n]|&\w+;|\s\s")


class Seen(NamedTuple):
    """What a messenger shows."""

    title: str
    description: str
    site: str
    picture: str
    words: str
    """The picture in words."""
    size: tuple[int, int]
    large: bool
    address: str
    locales: tuple[str, ...]


def seen(text: bytes | str) -> Seen:
    """Read a page as a messenger does: Open Graph, then X's names, then the title and description of HTML."""
    head = html.document_fromstring(text).find("head")
    metas: dict[str, list[str]] = {}
    for meta in head.iter("meta"):
        if name := meta.get("property") or meta.get("name"):
            metas.setdefault(name, []).append(meta.get("content", ""))

    def first(*names: str) -> str:
        return next((metas[name][0] for name in names if name in metas), "")

    return Seen(
        first("og:title", "twitter:title") or head.findtext("title"),
        first("og:description", "twitter:description", "description"),
        first("og:site_name"),
        first("og:image", "twitter:image"),
        first("og:image:alt", "twitter:image:alt"),
        (int(first("og:image:width") or 0), int(first("og:image:height") or 0)),
        first("twitter:card") == "summary_large_image",
        first("og:url"),
        (*metas.get("og:locale", []), *metas.get("og:locale:alternate", [])),
    )


def previews(site: Path, folder: str) -> dict[str, Seen]:
    """Return path → what is seen of it, for the pages in a ``folder`` of the site."""
    return {
        f"{page.parent.relative_to(site).as_posix()}/": seen(page.read_bytes())
        for page in sorted((site / folder).rglob("index.html"))
    }


@pytest.fixture(scope="module")
def shown(published: Path) -> dict[str, Seen]:
    return previews(published, "zh") | previews(published, "en")


def test_the_parser_reads_as_messengers_do() -> None:
    page = '<title>A</title><meta name="description" content="B">{}'
    assert seen(page.format(""))[:2] == ("A", "B")
    x = '<meta name="twitter:title" content="C"><meta name="twitter:card" content="summary">'
    assert seen(page.format(x))[:2] == ("C", "B")
    og = '<meta property="og:title" content="D"><meta property="og:description" content="E">'
    assert seen(page.format(x + og))[:2] == ("D", "E")
    assert not seen(page.format(x)).large


def test_every_page_has_a_title_and_a_sentence_in_its_language(shown: dict[str, Seen]) -> None:
    assert len(shown) > 400
    for path, found in shown.items():
        for text in (found.title, found.description, found.words):
            assert text.strip() == text != "", path
            assert not _MARKUP.search(text), path
            assert bool(_HAN.search(text)) == path.startswith("zh/"), (path, text)
        begins = (path[3:-1], "历次征集：", "A call in the guides: ")
        assert len(found.title) <= LONGEST or found.title.startswith(begins), path
        assert found.title != found.description
        site, locales = {
            "zh": ("国际科技合作指南库", ("zh_CN", "en_GB")),
            "en": ("STI Cooperation Guides", ("en_GB", "zh_CN")),
        }[path[:2]]
        assert (found.site, found.locales) == (site, locales)
        assert found.title.count(site) <= 1, path
        assert found.address == BASE + path


@pytest.mark.parametrize("language", ids.LANGUAGES)
def test_no_two_pages_have_the_same_title(shown: dict[str, Seen], language: str) -> None:
    titles = [found.title for path, found in shown.items() if path.startswith(language)]
    assert sorted(set(titles)) == sorted(titles)


def test_no_title_in_a_browser_says_the_site_twice(site: Path) -> None:
    for page in site.rglob("index.html"):
        title = html.parse(page).findtext(".//title")
        for name in ("STI Cooperation Guides", "国际科技合作指南库"):
            assert title.count(name) <= 1, page


def test_a_direction_says_what_one_would_forward(shown: dict[str, Seen]) -> None:
    """Partner, quota, money, guide and stage."""
    english, chinese = shown["en/2022-1/1.5/"], shown["zh/2022-1/1.5/"]
    assert english.title == "2022-1/1.5 China–Finland Intergovernmental S&T Cooperation Projects"
    assert english.description == (
        "Finland. Projects: no more than 15; funding: RMB 55 million. Direction 1.5 of China’s "
        "S&T call guide 2022, batch 1 (final text)."
    )
    assert chinese.title == "2022-1/1.5 中国和芬兰政府间科技合作项目"
    for words in ("芬兰", "不超过15项", "5500万元", "2022年度第一批", "正式指南"):
        assert words in chinese.description


def test_a_draft_says_that_it_is_one(shown: dict[str, Seen], library: Library) -> None:
    words = {"zh": "征求意见稿", "en": "draft for comment"}
    for direction in library.directions:
        for language, word in words.items():
            found = shown[ids.direction_path(direction, language)].description
            assert (word in found) == (library.guide(ids.guide_of(direction)).stage == "draft")


def test_a_title_stands_alone(shown: dict[str, Seen]) -> None:
    """“Finland” or “Energy” alone would not say what the link leads to."""
    assert shown["en/partners/fi/"].title == "Finland in China’s S&T cooperation calls"
    assert shown["zh/domains/energy/"].title == "国际科技合作项目申报指南中的领域：能源"
    assert shown["en/2023-1-draft/"].title == (
        "China’s call guide for S&T cooperation: 2023, batch 1 (draft)"
    )
    assert shown["en/explore/"].title == "Explore – STI Cooperation Guides"
    assert shown["en/"].title == "STI Cooperation Guides"


def test_every_page_has_the_picture_of_its_kind(shown: dict[str, Seen], published: Path) -> None:
    kinds: dict[str, set[str]] = {}
    for path, found in shown.items():
        assert found.large
        assert found.size == (1200, 630)
        kind, language, end = found.picture.removeprefix(f"{BASE}assets/preview/").split(".")
        assert (language, end) == (path[:2], "png")
        kinds.setdefault(kind, set()).add(path)
    assert kinds.keys() == {
        "home", "guide", "direction", "partner", "domain", "comparison", "explore", "data", "other",
    }  # fmt: skip
    assert kinds["home"] == {"zh/", "en/"}
    assert {"en/guides/", "zh/2022-1/"} <= kinds["guide"]
    assert "zh/2022-1/1.5/" in kinds["direction"]
    files = {file.name for file in (published / "assets/preview").iterdir()}
    assert files == {f"{kind}.{language}.png" for kind in kinds for language in ids.LANGUAGES}


def test_landing_pages_speak_both_languages(published: Path, library: Library) -> None:
    things = [*library.records, *library.directions, "partners/fi", "domains/energy", "data", "."]
    for name in things:
        found = seen((published / name / "index.html").read_bytes())
        path = "" if name == "." else f"{name}/"
        pages = [
            seen((published / each / path / "index.html").read_bytes()) for each in ids.LANGUAGES
        ]
        assert found.title == " · ".join(
            page.title.removeprefix(drop)
            for page, drop in zip(pages, ("", f"{name} "), strict=True)
        )
        assert found.description == " ".join(page.description for page in pages)
        assert found.address == BASE + path
        assert found.picture == pages[0].picture


def test_without_an_address_the_picture_is_relative(site: Path) -> None:
    for path in ("en/2022-1/1.5/", "2022-1/1.5/", "zh/", ""):
        found = seen((site / path / "index.html").read_bytes())
        assert not found.address
        file = urljoin(f"/{path}", found.picture)
        assert (site / file.removeprefix("/")).is_file()


# The pictures


@pytest.fixture(scope="module")
def words() -> list[Phrases]:
    return [Phrases(name, load_interface(name, SEEDS.interface)) for name in ids.LANGUAGES]


def test_pictures_are_small_and_the_same_at_every_build(
    published: Path, library: Library, words: list[Phrases]
) -> None:
    for path, contents in preview_pictures(library, words):
        assert (published / path).read_bytes() == contents
        assert len(contents) < HEAVIEST, path
        picture = Image.open(BytesIO(contents))
        assert (picture.format, picture.size) == ("PNG", (1200, 630))


def test_the_font_has_every_character(library: Library, words: list[Phrases]) -> None:
    """If one is missing: `make preview-font`."""
    font = ImageFont.truetype(FONT, 40, layout_engine=ImageFont.Layout.BASIC)
    none = bytes(font.getmask("\U0010fffd"))
    texts = set().union(*(drawn_words(Views(library, phrases, "")) for phrases in words))
    letters = {letter for text in texts for letter in text if not letter.isspace()}
    assert len(letters) > 80
    assert {letter for letter in letters if bytes(font.getmask(letter)) == none} == set()


def test_pictures_differ_by_kind_and_language(library: Library, words: list[Phrases]) -> None:
    found = [contents for _, contents in preview_pictures(library, words)]
    assert len(set(found)) == len(found) == 18


# A link to a part of a page. A server never learns the part, so that a preview cannot tell it.


def test_every_item_has_a_name_of_its_own(site: Path, library: Library) -> None:
    for direction in library.directions:
        for language in ids.LANGUAGES:
            page = html.parse(site / language / direction / "index.html")
            links = page.xpath("//a[@id and starts-with(@href, '#') and @aria-label]")
            names = [link.get("aria-label") for link in links]
            assert len(set(names)) == len(names), direction
            assert all(name.endswith(direction) for name in names)
            assert len(names) == len(list(library.directions[direction].items))
            assert all(link.get("title").startswith(link.get("aria-label")) for link in links)


def test_names_have_the_enumerators_of_the_guide(site: Path, library: Library) -> None:
    pages: dict[str, HtmlElement] = {}

    def link(path: str, anchor: str) -> HtmlElement:
        if path not in pages:
            pages[path] = html.parse(site / path / "index.html").getroot()
        (found,) = pages[path].xpath(f"//a[@id='{anchor}' and @aria-label]")
        return found

    for path, anchor, name in (
        ("en/2022-1/1.5", "requirement-3", "Requirement (3)"),
        ("zh/2022-1/1.5", "requirement-3", "要求（3）"),
        ("en/2022-1/1.5", "field-1-2-1", "Field 1.2.1 (1)"),
        ("zh/2022-1/1.5", "field-1-2-1", "领域方向1.2.1 （1）"),
        ("en/2022-1/1.5", "agreement-2", "Agreement 2"),
        ("en/2023-1-draft/1.4", "field-1-1", "Field 1.1 Topic 1"),
        ("zh/2023-1-draft/1.4", "field-1-1", "领域方向1.1 主题一"),
    ):
        language, page = path.split("/", 1)
        comma = "，" if language == "zh" else ", "
        assert link(path, anchor).get("aria-label") == f"{name}{comma}{page}"
    for direction in library.directions.values():
        for item in direction.items:
            for language in ids.LANGUAGES:
                found = link(f"{language}/{direction.id}", item.anchor)
                shown = found.text_content()
                assert (shown != "¶") == bool(item.label)
                assert shown == "¶" or shown in found.get(
                    "aria-label"
                )  # as it is said to a browser


@pytest.mark.browser
def test_the_title_of_an_open_page_names_the_part(browser: Browser, root: str) -> None:
    """Under it, a browser shares and bookmarks the page."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{root}en/2022-1/1.5/#requirement-3")
    whole = "China–Finland Intergovernmental S&T Cooperation Projects (2022-1/1.5) – STI Cooperation Guides"
    assert page.title() == f"Requirement (3), 2022-1/1.5 – {whole}"
    page.locator(".cite dd", has=page.locator(".permalink")).get_by_role("button").click()
    copied = page.evaluate(
        """async () => {
            const [item] = await navigator.clipboard.read();
            const text = async (type) => (await item.getType(type)).text();
            return [await text("text/plain"), await text("text/html")];
        }"""
    )
    address = f"{root}2022-1/1.5/#requirement-3"
    assert copied[0] == address
    assert f'<a href="{address}">Requirement (3), 2022-1/1.5</a>' in copied[1]
    page.evaluate("location.hash = '#requirements'")
    page.wait_for_function(f"document.title === {f'Requirements – {whole}'!r}")
    page.evaluate("location.hash = ''")
    page.wait_for_function(f"document.title === {whole!r}")
    context.close()
