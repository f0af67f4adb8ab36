"""Accessibility of every kind of page: axe, keyboard, zoom, without JavaScript, in print."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pypdfium2 as pdfium
import pytest
from conftest import ROOT
from kinds import IN_BOTH_LANGUAGES, LANDING, PAGES, WIDTHS
from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.browser

AXE = ROOT / "tests" / "node" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
OF_COLOUR = ("color-contrast", "link-in-text-block")
"""The axe rules whose result depends on the colour scheme."""
RUN = """async (only) => {
  const context = { exclude: ["#__drawer"] };  // no landmark can hold it; see the test by keyboard
  const found = await axe.run(context, { runOnly: only, resultTypes: ["violations"] });
  return found.violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)]);
}"""
STOP = """async () => {
  const it = document.activeElement;
  const shown = it.id === "__drawer" ? document.querySelector(".md-header label[for=__drawer]") : it;
  const seen = () => {
    const { left, top, right, bottom } = shown.getBoundingClientRect();
    return right > left && bottom > top && right > 0 && left < innerWidth && bottom > 0 && top < innerHeight;
  };
  // The browser moves what has the focus into view in one of the next frames.
  for (let frame = 0; frame < 30 && (frame === 0 || !seen()); frame += 1)
    await new Promise((done) => requestAnimationFrame(done));
  const style = getComputedStyle(shown);
  return {
    what: it.outerHTML.slice(0, 160),
    end: it === document.body,
    seen: seen() && style.visibility === "visible",
    marked: style.outlineStyle !== "none" || style.boxShadow !== "none",
  };
}"""
SHIFT = """() => new Promise((done) => {
  let sum = 0;
  const add = (list) => { for (const entry of list.getEntries()) sum += entry.value; };
  new PerformanceObserver(add).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 60);
})"""
SIDEWAYS = "document.documentElement.scrollWidth > innerWidth"
TEXT_OUTSIDE = """() => [...document.querySelectorAll("h1, h2, h3, p, li, dd, summary, label, button")]
  .filter((it) => !it.closest("svg, .md-sidebar, table, [hidden]") && it.checkVisibility())
  .filter((it) => {
    const { left, right, width } = it.getBoundingClientRect();
    return width > 1 && (right > innerWidth + 1 || left < -1);
  })
  .map((it) => it.outerHTML.slice(0, 120))"""


def opened(page: Page, address: str) -> None:
    """Open a page, and wait until the explore page has its list."""
    page.goto(address)
    if "/explore/" in address:
        page.wait_for_selector(".explore [data-id], .explore [data-results]")


@pytest.mark.parametrize(
    ("width", "scheme"),
    [*((width, "light") for width in WIDTHS), (min(WIDTHS), "dark"), (max(WIDTHS), "dark")],
)
def test_axe_finds_nothing(browser: Browser, root: str, width: int, scheme: str) -> None:
    """WCAG 2.2 AA and good practice. In the dark scheme only colours differ, and they are the same in both languages."""
    only: dict[str, Any] = {"type": "tag", "values": RULES}
    paths: tuple[str, ...] = (*PAGES, *LANDING)
    if scheme == "dark":
        only = {"type": "rule", "values": OF_COLOUR}
        paths = tuple(path for path in paths if not path.startswith("zh/"))
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme=scheme,  # type: ignore[arg-type]
    )
    page = context.new_page()
    rules = AXE.read_text(encoding="utf-8")
    found = {}
    for path in paths:
        opened(page, root + path)
        page.evaluate(rules)
        if violations := page.evaluate(RUN, only):
            found[path] = violations
    context.close()
    assert found == {}


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="en-GB")
    yield context.new_page()
    context.close()


def stops(page: Page, most: int) -> Iterator[dict[str, Any]]:
    """Return the elements that the Tab key reaches, until it leaves the page."""
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop["end"]:
            return
        yield stop


@pytest.mark.parametrize("width", [360, 1280])
def test_every_stop_of_the_tab_key_is_seen(browser: Browser, root: str, width: int) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 740}, reduced_motion="reduce", locale="en-GB"
    )
    page = context.new_page()
    for path in IN_BOTH_LANGUAGES:
        opened(page, f"{root}en/{path}")
        found = list(stops(page, 40))
        assert len(found) >= 8, path
        unseen = [stop["what"] for stop in found if not (stop["seen"] and stop["marked"])]
        assert unseen == [], path
    context.close()


def test_the_drawer_opens_by_keyboard(phone: Page, root: str) -> None:
    phone.goto(root + "en/2022-1/1.5/")
    domains = phone.locator(".md-nav--primary").get_by_role("link", name="Domains")
    assert not domains.is_visible()
    while phone.evaluate("document.activeElement.id") != "__drawer":
        phone.keyboard.press("Tab")
    drawer = phone.get_by_role("checkbox", name="Menu")
    phone.keyboard.press("Space")
    assert drawer.is_checked()
    domains.wait_for(state="visible")
    phone.keyboard.press("Escape")
    domains.wait_for(state="hidden")
    assert phone.evaluate("document.activeElement.id") == "__drawer"
    phone.keyboard.press("Space")
    domains.focus()
    phone.keyboard.press("Enter")
    phone.wait_for_url(root + "en/domains/")
    assert not phone.get_by_role("checkbox", name="Menu").is_checked()


def test_the_first_stop_leads_to_the_text(reader: BrowserContext, root: str) -> None:
    page = reader.new_page()
    page.goto(root + "en/2022-1/1.5/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText").strip() == "Skip to content"
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#top"


def test_nothing_moves_for_those_who_asked(browser: Browser, root: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, reduced_motion="reduce")
    page = context.new_page()
    page.goto(root + "en/2022-1/1.5/")
    page.locator(".md-header label[for=__drawer]").click()
    assert page.evaluate("document.getAnimations().length") == 0
    context.close()


@pytest.mark.parametrize("width", [640, 320], ids=["200 %", "400 %"])
def test_enlarged(browser: Browser, root: str, width: int) -> None:
    """WCAG 1.4.4 and 1.4.10, as a window of 1280 px is when zoomed: nothing is cut off, and nothing
    scrolls sideways but tables and pictures in their own boxes.
    """
    context = browser.new_context(viewport={"width": width, "height": 400})
    page = context.new_page()
    for path in (*PAGES, *LANDING):
        opened(page, root + path)
        assert not page.evaluate(SIDEWAYS), path
        assert page.evaluate(TEXT_OUTSIDE) == [], path
    context.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_shifts_while_a_page_loads(browser: Browser, root: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    for path in PAGES:
        opened(page, root + path)
        if "?q=" not in path:  # what a search finds comes when it is found
            assert page.evaluate(SHIFT) < 0.01, path
    context.close()


def test_every_page_reads_without_script(browser: Browser, root: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    for path in (*PAGES, *LANDING):
        page.goto(root + path)
        assert page.locator("h1").is_visible(), path
        assert len(page.locator("main").inner_text()) > 40, path
    context.close()


@pytest.mark.parametrize(
    ("path", "words", "pages"),
    [
        ("zh/2022-1/1.5/", ("中国和芬兰政府间科技合作项目", "其他要求", "GB/T 7714"), 6),
        ("en/2022-1/1.5/", ("China–Finland", "Requirements", "APA"), 6),
        ("zh/partners/fi/", ("芬兰", "2017年度第一批"), 9),
        ("en/partners/fi/", ("Finland", "2017, batch 1"), 9),
    ],
)
def test_on_paper(
    browser: Browser, root: str, path: str, words: tuple[str, ...], pages: int
) -> None:
    """The text and its address, on a few sheets; no menu, no search, no switch."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(root + path)
    document = pdfium.PdfDocument(page.pdf(format="A4"))
    text = "\n".join(sheet.get_textpage().get_text_bounded() for sheet in document)
    context.close()
    assert len(document) <= pages
    for word in words:
        assert word in text
    for word in (
        "显示英文译文",
        "Show the Chinese original",
        "Skip to content",
        "跳转至",
        "English\n",
    ):
        assert word not in text


@pytest.mark.parametrize("width", [360, 1280])
def test_the_language_switch_keeps_page_and_part(browser: Browser, root: str, width: int) -> None:
    """On every kind of page, for the part in the middle of it."""
    context = browser.new_context(viewport={"width": width, "height": 740})
    page = context.new_page()
    for path in IN_BOTH_LANGUAGES:
        opened(page, f"{root}zh/{path}")
        anchors = page.evaluate(
            "[...document.querySelectorAll('main h2[id], main h3[id], main a.label[id]')].map(it => it.id)"
        )
        anchor = anchors[len(anchors) // 2] if anchors else "top"
        opened(page, f"{root}zh/{path.partition('?')[0]}#{anchor}")
        page.locator("a.language").click()
        page.wait_for_url(f"{root}en/{path.partition('?')[0]}#{anchor}")
        assert page.locator(f"[id='{anchor}']").count() == 1, path
    context.close()
