"""Every kind of page in a real browser: no error, axe, keyboard, zoom, without JavaScript, in print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest
from conftest import ROOT, watched
from kinds import LANDING, ONE_OF_EACH, PAGES, SIMILAR
from lxml import html
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

from generator.ids import LANGUAGES

pytestmark = pytest.mark.browser

AXE = ROOT / "tests" / "node" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
OF_COLOUR = ("color-contrast", "link-in-text-block")
"""The axe rules whose result depends on the colour scheme."""
OF_LOOK = (*OF_COLOUR, "scrollable-region-focusable", "target-size")
"""The axe rules whose result depends on the style sheet, and so on the width of the window but not on the language."""
EVERY_RULE = {"runOnly": RULES}
RULES_OF_WORDS = EVERY_RULE | {"rules": {rule: {"enabled": False} for rule in OF_LOOK}}
RUN = """async (options) => {
  const context = { exclude: ["#__drawer"] };  // no landmark can hold it; see the test by keyboard
  const found = await axe.run(context, { ...options, resultTypes: ["violations"] });
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
PARTS = """() => [
  document.querySelectorAll("h1").length,
  document.querySelectorAll("button a").length,  // a head that is a link does not sort
  document.documentElement.lang,
]"""
SIDEWAYS = "document.documentElement.scrollWidth > innerWidth"
TEXT_OUTSIDE = """() => [...document.querySelectorAll("h1, h2, h3, p, li, dd, summary, label, button")]
  .filter((it) => !it.closest("svg, .md-sidebar, table, [hidden]") && it.checkVisibility())
  .filter((it) => {
    const { left, right, width } = it.getBoundingClientRect();
    return width > 1 && (right > innerWidth + 1 || left < -1);
  })
  .map((it) => it.outerHTML.slice(0, 120))"""
PHONE: ViewportSize = {"width": 360, "height": 800}
WIDE: ViewportSize = {"width": 1280, "height": 800}
ZOOMED: tuple[ViewportSize, ...] = (
    {"width": 768, "height": 800},
    {"width": 640, "height": 400},
    {"width": 320, "height": 400},
)
"""Sizes to which the wide window is made narrower: a tablet, and as it is at 200 % and 400 %."""
FACTS = ("errors", "parts", "sideways", "cut off", "shifts", "axe", "axe in the dark")
Faults = dict[str, dict[str, object]]


def opened(page: Page, address: str) -> None:
    """Open a page, and wait until the explore page has its list."""
    page.goto(address)
    if "/explore/" in address:
        page.wait_for_selector(".explore [data-id], .explore [data-results]")


@pytest.fixture(scope="module")
def faults(browser: Browser, root: str) -> Faults:
    """Open every kind of page on a phone and on a wide screen, and return fact → page → what is wrong there.

    The wide window is then made narrower, as when a page is enlarged: no page is loaded twice for one width.
    """
    found: Faults = {fact: {} for fact in FACTS}
    rules = AXE.read_text(encoding="utf-8")
    for size, zoomed in ((PHONE, ()), (WIDE, ZOOMED)):
        context = browser.new_context(viewport=size)
        page = context.new_page()
        problems = watched(page, root)
        for path in (*PAGES, *LANDING):
            opened(page, root + path)
            for fact, fault in chain(_faults(page, path, rules, problems), _zoomed(page, zoomed)):
                if fault:
                    found[fact][f"{path} at {page.viewport_size}"] = fault
            problems.clear()  # axe's own
            page.set_viewport_size(size)
        context.close()
    return found


def _faults(page: Page, path: str, rules: str, problems: list[str]) -> Iterator[tuple[str, object]]:
    """Yield (fact, what is wrong) for a page that was just opened."""
    parts = page.evaluate(PARTS)
    yield "parts", parts != [1, 0, "en" if path.startswith("en/") else "zh"] and parts
    if "?q=" not in path:  # what a search finds comes when it is found
        yield "shifts", page.evaluate(SHIFT) >= 0.01
    yield "sideways", page.evaluate(SIDEWAYS)
    yield "errors", list(problems)
    english, wide = not path.startswith("zh/"), page.viewport_size == WIDE
    styled = path in (*LANDING, *(f"en/{path}" for path in ONE_OF_EACH))
    if wide or styled:
        page.evaluate(rules)
    if wide or path in (*LANDING, "en/2022-1/1.5/"):
        yield "axe", page.evaluate(RUN, EVERY_RULE if english else RULES_OF_WORDS)
    elif styled:  # the elements are those of the wide page
        yield "axe", page.evaluate(RUN, {"runOnly": OF_LOOK})
    if wide and styled:  # without reduced motion the colours change slowly
        page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        yield "axe in the dark", page.evaluate(RUN, {"runOnly": OF_COLOUR})
        page.emulate_media(color_scheme="light", reduced_motion="no-preference")


def _zoomed(page: Page, sizes: Sequence[ViewportSize]) -> Iterator[tuple[str, object]]:
    """Yield (fact, what is wrong) for an open page that is made narrower."""
    for size in sizes:
        page.set_viewport_size(size)
        yield "sideways", page.evaluate(SIDEWAYS)
        yield "cut off", page.evaluate(TEXT_OUTSIDE)


@pytest.mark.parametrize("fact", FACTS)
def test_every_kind_of_page_is_sound(faults: Faults, fact: str) -> None:
    """No error, nothing from elsewhere, nothing missing; one heading of the page's language; nothing moves while it loads.

    WCAG 2.2 AA and good practice as axe has them, in the dark scheme for colours. WCAG 1.4.4 and 1.4.10: enlarged to
    200 and 400 %, nothing is cut off, and nothing scrolls sideways but tables and pictures in their own boxes.
    """
    assert faults[fact] == {}


def test_similar_pages_have_nothing_of_their_own(site: Path) -> None:
    """Where one page of each kind is looked at, it has every element and class that the others have."""
    seen = set().union(*(shapes(site, path) for path in ONE_OF_EACH))
    assert [path for path in SIMILAR if not shapes(site, path) <= seen] == []


def shapes(site: Path, path: str) -> set[tuple[str, str]]:
    """Return (name, class) of the elements of an English page."""
    page = html.parse(site / "en" / path.partition("?")[0] / "index.html")
    return {(e.tag, name) for e in page.iter("*") for name in (*e.get("class", "").split(), "")}


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
    """From the top of one page, and from the heading of the others, as the head is the same on all."""
    context = browser.new_context(
        viewport={"width": width, "height": 740}, reduced_motion="reduce", locale="en-GB"
    )
    page = context.new_page()
    for path in ("about/", *(f"{path}#top" for path in ONE_OF_EACH)):
        opened(page, f"{root}en/{path}")
        page.wait_for_load_state("networkidle")  # the comparison comes from a script
        found = list(stops(page, 20))
        assert len(found) >= 4, path
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


def test_every_page_reads_without_script(browser: Browser, root: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    for path in (*(f"{name}/{path}" for name in LANGUAGES for path in ONE_OF_EACH), *LANDING):
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


@pytest.mark.parametrize(("width", "paths"), [(360, ONE_OF_EACH), (1280, ("2022-1/1.5/",))])
def test_the_language_switch_keeps_page_and_part(
    browser: Browser, root: str, width: int, paths: tuple[str, ...]
) -> None:
    """On every kind of page, for the part in the middle of it. On a wide screen the switch is elsewhere."""
    context = browser.new_context(viewport={"width": width, "height": 740})
    page = context.new_page()
    for path in paths:
        opened(page, f"{root}zh/{path}")
        anchor = page.evaluate(
            """() => {
              const parts = document.querySelectorAll("main h2[id], main h3[id], main a.label[id]");
              location.hash = parts[parts.length >> 1]?.id ?? "top";
              return location.hash.slice(1);
            }"""
        )
        page.locator("a.language").click()
        page.wait_for_url(f"{root}en/{path}#{anchor}")
        assert page.locator(f"[id='{anchor}']").count() == 1, path
    context.close()
