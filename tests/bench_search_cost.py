"""The bytes that a search loads with a hundred times the text. Part of `make bench`, as it takes minutes."""

from __future__ import annotations

from pathlib import Path

import pytest
from chromium import served
from conftest import SEEDS
from cost import costs, enlarged
from playwright.sync_api import Browser

from generator.link import Library

pytestmark = pytest.mark.browser

TIMES = 100
MOST = 1_000_000


def test_no_search_costs_a_megabyte_with_a_hundred_times_the_text(
    library: Library, browser: Browser, tmp_path: Path
) -> None:
    with served(enlarged(library, SEEDS, TIMES, tmp_path)) as root:
        found = costs(browser, root)
    for name, cost in found.items():
        print(f"{name:24} {cost.total:9,}")
    assert {name: str(cost) for name, cost in found.items() if cost.total >= MOST} == {}
