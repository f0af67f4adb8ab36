"""The page that sets partners side by side, in a browser; without JavaScript it leads to their pages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from generator import ids
from generator.link import Library


def cells(page: Page, table: int, row: str) -> list[str]:
    """Return the cells of the row that begins with ``row``."""
    found = page.locator(".sides table").nth(table).get_by_role("row").filter(has_text=row).first
    return [" ".join(text.split()) for text in found.get_by_role("cell").all_inner_texts()]


@pytest.mark.browser
def test_partners_stand_side_by_side(browser: Browser, root: str) -> None:
    """2022-1/1.5 and 2023-1-draft/1.6 are Finland's; Austria's 1.8 of 2024-2 leaves both numbers open."""
    page = browser.new_page()
    page.goto(f"{root}en/compare/?partners=fi,AT,fi,nobody")
    expect(page.locator(".sides")).to_have_count(3)
    assert cells(page, 0, "Funding") == [
        "Final texts: RMB 55 million Drafts: RMB 60 million",
        "Final texts: RMB 40 million Drafts: RMB 10 million+",
    ]
    assert cells(page, 1, "2022, batch 1") == ["1.5 ≤15 / 55", "1.3, 1.4 ≤18 / 40"]
    assert cells(page, 1, "2024, batch 2 (draft)") == ["·", "1.8 TBD / TBD"]
    assert cells(page, 2, "Artificial intelligence") == ["Final texts: 1 Drafts: 1", "·"]
    page.close()


@pytest.mark.browser
def test_the_address_keeps_the_choice(browser: Browser, root: str) -> None:
    page = browser.new_page()
    page.goto(f"{root}en/partners/fi/")
    page.get_by_role("link", name="Compare with").click()
    expect(page.get_by_role("status")).to_have_text("Choose at least two partners.")
    for code in ("at", "eu", "kr", "jp"):
        page.get_by_label("Add a partner").select_option(code)
    assert page.url == f"{root}en/compare/?partners=fi,at,eu,kr,jp"
    assert page.get_by_label("Add a partner").count() == 0
    page.get_by_role("button", name="Remove Austria").click()
    assert page.url == f"{root}en/compare/?partners=fi,eu,kr,jp"
    page.get_by_role("link", name="中文").click()
    expect(page.locator(".chooser button").first).to_have_text("芬兰 ×")
    assert page.url == f"{root}zh/compare/?partners=fi,eu,kr,jp"
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize("partners", ["fi,at", "fi,at,eu,kr,arab"])
def test_a_phone_shows_all_partners_without_scrolling_to_the_side(
    browser: Browser, root: str, partners: str
) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto(f"{root}en/compare/?partners={partners}")
    expect(page.locator(".sides")).to_have_count(3)
    outside = """[...document.querySelectorAll(".sides, .sides *")].filter(
        (element) => element.getBoundingClientRect().right > innerWidth
            || element.scrollWidth > element.clientWidth + 1 && element.clientWidth)"""
    assert page.evaluate(f"{outside}.map((element) => element.textContent)") == []
    money = page.locator(".sides").first.get_by_role("row").filter(has_text="Funding")
    for name, planned in (("Finland", "RMB 55 million"), ("Austria", "RMB 40 million")):
        assert planned in money.get_by_role("cell").filter(has_text=name).inner_text()
    page.close()


@pytest.mark.browser
def test_a_phone_shows_the_whole_choice(browser: Browser, root: str) -> None:
    """Even if the name of a partner is longer than a line."""
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto(f"{root}en/compare/")
    select = page.get_by_label("Add a partner")
    select.evaluate("select => select.options[0].textContent = 'Cooperation '.repeat(8)")
    edges = "element => element.getBoundingClientRect().right"
    assert select.evaluate(edges) <= page.locator(".chooser").evaluate(edges)
    page.close()


@pytest.mark.browser
def test_without_javascript_partners_are_listed(browser: Browser, root: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{root}zh/compare/?partners=fi,at")
    page.locator(".plain").get_by_role("link", name="芬兰").click()
    assert page.url == f"{root}zh/partners/fi/"
    context.close()


@pytest.mark.parametrize("language", ids.LANGUAGES)
def test_every_partner_can_be_compared(site: Path, library: Library, language: str) -> None:
    found = json.loads((site / language / "compare/partners.json").read_text(encoding="utf-8"))
    assert {code.upper() for code in found["partners"]} == set(library.by_partner)
    for partner in found["partners"].values():
        assert len(partner["guides"]) == len(found["guides"])
        assert len(partner["domains"]) == len(found["domains"])
        assert len(partner["facts"]) == len(found["words"]["facts"])
