"""The built site in a real browser, served under a base path as on GitHub Pages."""

from __future__ import annotations

import re

import pytest
from conftest import watched
from playwright.sync_api import Browser, BrowserContext, Locator

pytestmark = pytest.mark.browser


def test_from_home_to_the_last_requirement(reader: BrowserContext, root: str) -> None:
    page = reader.new_page()
    problems = watched(page, root)
    page.goto(root + "zh/")
    page.get_by_role("link", name="2022年度第一批").first.click()
    page.get_by_role("link", name="中国和芬兰政府间科技合作项目").first.click()
    page.wait_for_url(root + "zh/2022-1/1.5/")
    page.locator("a.label", has_text="（8）").click()
    page.wait_for_url(root + "zh/2022-1/1.5/#requirement-8")
    item = page.locator("li:has(> p > a#requirement-8)")
    assert "elisa.yu@businessfinland.fi" in item.inner_text()
    assert problems == []


@pytest.mark.parametrize("path", ["en/2022-1/", "en/partners/us/", "en/lineages/fi-2022-1-1.5/"])
def test_on_a_phone_no_head_of_a_table_breaks_a_word(
    browser: Browser, root: str, path: str
) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto(root + path)
    broken = """[...document.querySelectorAll("article th")].flatMap((head) => {
        const walker = document.createTreeWalker(head, NodeFilter.SHOW_TEXT);
        const found = [];
        for (let node; (node = walker.nextNode()); )
            for (const word of node.data.matchAll(/[A-Za-z]+/g)) {
                const range = document.createRange();
                range.setStart(node, word.index);
                range.setEnd(node, word.index + word[0].length);
                if (range.getClientRects().length > 1) found.push(word[0]);
            }
        return found;
    })"""
    assert page.evaluate(broken) == []
    page.close()


def span(element: Locator) -> tuple[float, float]:
    """Return the upper and the lower edge of ``element`` in the window."""
    box = element.bounding_box()
    assert box
    return box["y"], box["y"] + box["height"]


@pytest.mark.parametrize("path", ["zh/2022-1/1.5/", "en/2023-1-draft/1.4/"])
def test_on_a_phone_facts_come_first_and_jumps_stay(browser: Browser, root: str, path: str) -> None:
    """Facts and conditions within 1.3 screens, without JavaScript; the jumps do not cover what they lead to."""
    context = browser.new_context(viewport={"width": 360, "height": 800}, java_script_enabled=False)
    page = context.new_page()
    page.goto(root + path)
    assert span(page.locator("table").first)[1] <= 800
    assert span(page.locator("a.flag").last)[1] <= 1.3 * 800
    jumps = page.locator("nav.jumps")
    assert page.evaluate("document.querySelector('.jumps ul').scrollWidth <= innerWidth - 32")
    for target in ("requirements", "contacts", "fields"):
        jumps.locator(f"a[href='#{target}']").click()
        page.wait_for_url(f"**/#{target}")
        top, bottom = span(jumps)
        assert top == 48  # the height of the header
        assert bottom <= span(page.locator(f"#{target}"))[0] <= 200
    context.close()


@pytest.mark.parametrize(
    ("path", "tab", "current"),
    [
        ("en/2022-1/1.5/", "Guides", "true"),
        ("en/2022-1/", "Guides", "true"),
        ("en/guides/", "Guides", "page"),
        ("en/partners/fi/", "Partners", "true"),
        ("zh/domains/energy/", "领域", "true"),
        ("en/lineages/fi-2022-1-1.5/", "Recurring calls", "true"),
        ("en/requirements/matching-funds/", "Requirements", "true"),
        ("en/about/", "About", "page"),
    ],
)
def test_the_tab_of_a_page_is_marked(
    reader: BrowserContext, root: str, path: str, tab: str, current: str
) -> None:
    page = reader.new_page()
    page.goto(root + path)
    marked = page.locator(".md-tabs [aria-current]")
    assert [(marked.inner_text(), marked.get_attribute("aria-current"))] == [(tab, current)]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_related_directions_fill_at_most_a_screen(
    reader: BrowserContext, root: str, language: str
) -> None:
    page = reader.new_page()
    page.set_viewport_size({"width": 1280, "height": 900})
    for direction in ("2023-1-draft/1.4", "2022-1/1.5", "2022-1/1.9", "2024-2-draft/1.8"):
        page.goto(f"{root}{language}/{direction}/")
        height = page.evaluate(
            "document.getElementById('cite').getBoundingClientRect().top"
            " - document.getElementById('related').getBoundingClientRect().top"
        )
        assert 0 < height <= 900, direction


def test_language_link_keeps_the_page_and_the_part(reader: BrowserContext, root: str) -> None:
    page = reader.new_page()
    page.goto(root + "zh/2022-1/1.5/#requirement-3")
    page.locator("a.language").click()
    page.wait_for_url(root + "en/2022-1/1.5/#requirement-3")


@pytest.mark.parametrize(
    ("locale", "language"), [("zh-CN", "zh"), ("en-GB", "en"), ("fi-FI", "en")]
)
def test_landing_page_sends_on_by_browser_language(
    browser: Browser, root: str, locale: str, language: str
) -> None:
    context = browser.new_context(locale=locale)
    page = context.new_page()
    page.goto(root + "2022-1/1.5/#requirement-3")
    page.wait_for_url(f"{root}{language}/2022-1/1.5/#requirement-3")
    context.close()


def test_the_language_chosen_is_remembered(reader: BrowserContext, root: str) -> None:
    page = reader.new_page()
    page.goto(root)
    page.wait_for_url(root + "en/")
    page.locator("a.language").click()
    page.wait_for_url(root + "zh/")
    page.goto(root)
    page.wait_for_url(root + "zh/")


def test_landing_page_stays_when_asked(reader: BrowserContext, root: str) -> None:
    page = reader.new_page()
    problems = watched(page, root)
    page.goto(root + "2024-2-draft/1.5/?stay")
    assert "中国和阿拉伯国家联合实验室项目" in page.locator("h1").inner_text()
    assert page.locator("dd").count() == 9
    assert problems == []


def test_without_javascript(browser: Browser, root: str) -> None:
    """Landing page readable, language link plain, the other language a switch away."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(root + "2022-1/1.5/")
    assert page.url == root + "2022-1/1.5/"
    page.get_by_role("link", name="English").click()
    page.wait_for_url(root + "en/2022-1/1.5/")
    other = page.locator("em.other").first
    assert not other.is_visible()
    page.locator("label.both-label").click()
    assert other.is_visible()
    assert other.get_attribute("lang") == "zh"
    context.close()


def test_missing_page_is_bilingual(reader: BrowserContext, root: str) -> None:
    page = reader.new_page()
    page.goto(root + "404.html")
    text = page.locator("main").inner_text()
    assert "页面不存在" in text
    assert "There is no such page" in text


def test_phone_has_the_navigation_in_a_drawer(browser: Browser, root: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 780})
    page = context.new_page()
    page.goto(root + "en/2022-1/1.5/")
    page.locator("label[for=__drawer].md-header__button").click()
    page.get_by_role("link", name="Partners").first.click()
    page.wait_for_url(root + "en/partners/")
    context.close()


def test_long_tables_sort(reader: BrowserContext, root: str) -> None:
    page = reader.new_page()
    page.goto(root + "en/explore/#table")
    page.get_by_role("button", name="Funding").click()
    cells = page.locator("tbody tr td:nth-child(5)").all_inner_texts()
    assert cells[:3] == ["200", "180", "180"]
    assert page.locator("th[aria-sort=descending]").count() == 1
    page.get_by_role("button", name="Funding").click()
    assert page.locator("tbody tr td:nth-child(5)").first.inner_text() in ("—", "TBD")


def test_citations_can_be_copied_by_keyboard(browser: Browser, root: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    problems = watched(page, root)
    page.goto(root + "en/2022-1/1.5/#requirement-3")
    link = page.locator(".cite .permalink")
    assert link.get_attribute("href") == root + "2022-1/1.5/#requirement-3"
    buttons = page.get_by_role("button", name="Copy", exact=True)
    assert buttons.count() == 4
    buttons.nth(1).focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(
        "Ministry of Science and Technology of the People’s Republic of China. (n.d.)."
    )
    assert re.search(r"Retrieved [A-Z][a-z]+ \d+, \d{4}, from " + root + "2022-1/1.5/$", copied)
    assert problems == []
    context.close()


TEXT = ":~:text=Smart%20grids"


def test_text_fragments_survive(reader: BrowserContext, root: str) -> None:
    """No script on a page eats the fragment: the browser scrolls to the text that is meant."""
    page = reader.new_page()
    for path in ("en/2022-1/1.5/", "2022-1/1.5/"):
        page.goto(root + path + "#" + TEXT)
        page.wait_for_url(root + "en/2022-1/1.5/**")
        page.wait_for_function("scrollY > 200")


def test_a_mark_of_a_picture_leads_to_its_direction(browser: Browser, root: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(root + "en/partners/fi/")
    picture = page.get_by_role("group", name="Projects and funding by batch")
    name = "2022-1/1.5 – projects: no more than 15; funding: RMB 55 million"
    picture.get_by_role("link", name=name).first.click()
    assert page.url == root + "en/2022-1/1.5/"
    context.close()


def test_pictures_follow_light_and_dark(browser: Browser, root: str) -> None:
    fills = set()
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(root + "zh/partners/")
        mark = page.locator("svg.picture.partners a circle").first
        fills.add(mark.evaluate("mark => getComputedStyle(mark).fill"))
        context.close()
    assert len(fills) == 2


def test_what_changed_opens_word_by_word(browser: Browser, root: str) -> None:
    """By keyboard, without JavaScript; the Chinese stands beside the English on demand."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(root + "en/partners/fi/")
    english = page.locator("details ins", has_text="Business Finland")
    chinese = page.locator("details em.other ins", has_text="芬兰国家创新资金署")
    assert not english.is_visible()
    page.get_by_text("Word by word").focus()
    page.keyboard.press("Enter")
    assert english.is_visible()
    assert not chinese.is_visible()
    page.get_by_label("Show the Chinese original").check()
    assert chinese.is_visible()
    context.close()
