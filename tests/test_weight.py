"""The page of a direction loads less than 150 kB in total, compressed."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from chromium import Compressing, served
from cost import Costs, opened
from playwright.sync_api import Browser

from generator import ids
from generator.link import Library

pytestmark = pytest.mark.browser

MOST = 150_000
HEAVIEST = 30_000
"""Maximum for the page alone. Together with the files that all pages share it stays below `MOST`."""


@pytest.mark.parametrize("language", ids.LANGUAGES)
def test_a_direction_is_light(
    browser: Browser, root: str, site: Path, library: Library, language: str
) -> None:
    """The heaviest direction with all that its page loads; every other one loads the same beside."""
    sizes = {
        path: len(gzip.compress((site / path / "index.html").read_bytes(), 6))
        for direction in library.directions
        if (path := ids.direction_path(direction, language))
    }
    heaviest = max(sizes, key=lambda path: sizes[path])
    assert sizes[heaviest] < HEAVIEST
    with opened(browser) as page:
        view = Costs(page, root)
        page.goto(root + heaviest)
        first = view.cost()
        assert first.total < MOST, str(first)
        page.goto(root + ids.direction_path("2022-1/1.5", language))
        again = view.cost().parts.keys() - first.parts.keys()
    assert again == {ids.direction_path("2022-1/1.5", language)}  # all else is in the cache


def test_what_pages_share_is_asked_for_once(browser: Browser, site: Path) -> None:
    """The server of a reader who goes from page to page is asked for the pages alone: what they load
    has the same address on all of them, and is kept as long as the server says.
    """
    asked: list[str] = []

    class Told(Compressing):
        def log_request(self, code: object = "-", size: object = "-") -> None:  # noqa: ARG002
            asked.append(self.path.removeprefix("/guides/"))

    context = browser.new_context()
    page = context.new_page()
    with served(site, Told) as address:
        page.goto(f"{address}zh/2022-1/1.5/", wait_until="networkidle")
        assert "assets/site.css" in asked
        for path in ("zh/2022-1/1.6/", "zh/partners/fi/", "zh/domains/energy/", "zh/"):
            before = len(asked)
            page.goto(address + path, wait_until="networkidle")
            assert asked[before:] == [path]
        page.goto(f"{address}zh/explore/", wait_until="networkidle")
        before = len(asked)
        page.goto(f"{address}en/2022-1/1.5/", wait_until="networkidle")
        assert asked[before:] == ["en/2022-1/1.5/"]  # both languages share what they load
        context.close()
    assert len(set(asked)) == len(asked)
