"""The compressed bytes that a search loads: today, and with more guides."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium import served
from conftest import SEEDS
from cost import QUERIES, asked, costs, enlarged
from larger import larger
from playwright.sync_api import Browser
from queries import begins

from generator import ids
from generator.link import Library
from generator.search import searched

pytestmark = pytest.mark.browser

TODAY = 300_000
LARGER = 1_000_000
TIMES = 10
"""`make bench` measures a hundred times as much."""


@pytest.fixture(scope="module")
def large(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    site = enlarged(library, SEEDS, TIMES, tmp_path_factory.mktemp("larger"))
    with served(site) as address:
        yield site, address


def test_no_search_costs_much_today(browser: Browser, root: str) -> None:
    over = {name: str(cost) for name, cost in costs(browser, root).items() if cost.total >= TODAY}
    assert over == {}


def test_no_search_costs_much_more_with_ten_times_the_text(
    browser: Browser, large: tuple[Path, str]
) -> None:
    over = {
        name: str(cost)
        for name, cost in costs(browser, large[1]).items()
        if cost.total >= LARGER / 2
    }
    assert over == {}


@pytest.mark.parametrize("language", ids.LANGUAGES)
def test_what_stands_as_typed_is_found_among_ten_times_the_text(
    library: Library, browser: Browser, large: tuple[Path, str], language: str
) -> None:
    """In English with words so common that their keys hold the next word."""
    site, root = large
    common = json.loads((site / "search" / language / "index.json").read_text())["common"]
    assert ("the" in common) == (language == "en")
    big = larger(library, TIMES)
    held = {
        page.identifier: [p.text.lower() for p in page.paragraphs]
        for page in searched(big, language)
        if page.identifier in big.directions
    }
    queries = [*QUERIES[language].values(), "the Ministry", "and the", "of"]
    for query, found in zip(queries, asked(browser, root, language, queries), strict=True):
        truth = {d for d, texts in held.items() if any(begins(query, text) for text in texts)}
        assert found == ({query} if query in held else truth), query
