"""The statements of the page privacy/ about stored and sent data, checked in a browser."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
from conftest import watched
from playwright.sync_api import Browser, BrowserContext, Page

from generator.write.pages.overview import STORED

pytestmark = pytest.mark.browser

KEPT = """async () => ({
  local: {...localStorage},
  session: {...sessionStorage},
  databases: (await indexedDB.databases()).length,
  caches: (await caches.keys()).length,
  workers: (await navigator.serviceWorker.getRegistrations()).length,
  cookies: document.cookie,
})"""
NOTHING = {
    "local": {}, "session": {}, "databases": 0, "caches": 0, "workers": 0, "cookies": "",
}  # fmt: skip


def kept(page: Page) -> dict[str, object]:
    found: dict[str, object] = page.evaluate(KEPT)
    return found


def test_reading_and_searching_leave_nothing(reader: BrowserContext, root: str) -> None:
    page = reader.new_page()
    problems = watched(page, root)
    for path in ("2022-1/1.5/?stay", "en/", "en/privacy/", "en/2022-1/1.5/#requirement-3"):
        page.goto(root + path)
    page.locator("form.find input").fill("hydrogen")
    page.locator(".found [role=option]").first.wait_for()
    page.goto(root + "en/explore/?q=hydrogen&partner=de")
    page.locator("[data-id]").first.wait_for()
    page.locator(".explore-filters input[type=checkbox]:visible").first.click()
    page.locator(".explore select").first.select_option(index=1)
    page.goto(root + "en/explore/?q=hydrogen")
    page.locator("[data-id]").first.wait_for()
    assert kept(page) == NOTHING
    assert reader.cookies() == []
    assert problems == []


def test_the_switches_keep_what_the_page_says(reader: BrowserContext, root: str) -> None:
    page = reader.new_page()
    page.goto(root + "en/2022-1/1.5/")
    page.locator("label.both-label").click()
    page.locator("a.language").click()
    page.wait_for_url(root + "zh/2022-1/1.5/")
    assert kept(page) == NOTHING | {"local": dict(zip(STORED, ("zh", "yes"), strict=True))}
    page.locator("label.both-label").click()
    page.goto(root + "2022-1/1.5/?stay")
    page.get_by_role("link", name="English").click()
    page.wait_for_url(root + "en/2022-1/1.5/")
    assert kept(page) == NOTHING | {"local": dict(zip(STORED, ("en", "no"), strict=True))}
    assert reader.cookies() == []


def test_the_pages_name_every_key(site: Path) -> None:
    for language in ("zh", "en"):
        text = (site / language / "privacy/index.html").read_text(encoding="utf-8")
        assert all(key in text for key in STORED)


@pytest.mark.parametrize("words", ["氢能", "optoelectronics"])
def test_words_are_sent_in_addresses_alone(browser: Browser, root: str, words: str) -> None:
    """Not while one types; when one presses Enter they are in the address of the next page."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(root + "zh/")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    box = page.locator("form.find input")
    box.press_sequentially(words, delay=20)
    page.locator(".found [role=option]").first.wait_for()
    assert sent
    assert not any(quote(words) in address for address in sent)
    box.press("Enter")
    page.wait_for_url(f"{root}zh/explore/?q={quote(words)}")
    assert any(quote(words) in address for address in sent)
    context.close()
