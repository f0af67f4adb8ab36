"""The search in a real browser finds the directions that contain a query, for queries from the middle of texts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pytest
from conftest import SEEDS
from playwright.sync_api import Browser, Page
from queries import Query, printed, queries

from generator import ids
from generator.link import Library

pytestmark = pytest.mark.browser

COUNT = 84
SEED = 2024


@dataclass(frozen=True, slots=True)
class Outcome:
    """The results of the explore page for a query: all directions, and those listed as typed."""

    query: Query
    found: frozenset[str]
    exact: frozenset[str]


ASK = """async (query) => {
  const list = document.querySelector(".explore-found");
  if (query !== null) {
    const shown = new Promise((done) => new MutationObserver(done).observe(list, { childList: true }));
    history.pushState(null, "", `?q=${encodeURIComponent(query)}`);
    dispatchEvent(new PopStateEvent("popstate"));
    await shown;
  }
  const ids = (selector) => [...document.querySelectorAll(selector)].map((entry) => entry.dataset.id);
  return [ids("[data-id]"), ids("[data-match=exact]")];
}"""
"""Go to the address of a query, as a browser does that goes back to it; None stays. Return what is shown."""


def searched(page: Page, root: str, language: str, asked: list[Query]) -> Iterator[Outcome]:
    """Open the explore page with the first query in its address; the others follow without loading it again."""
    page.goto(f"{root}{language}/explore/?q={quote(asked[0].text)}")
    page.locator("[data-results]").wait_for()
    for number, query in enumerate(asked):
        found, exact = page.evaluate(ASK, query.text if number else None)
        yield Outcome(query, frozenset(found), frozenset(exact))


def recall(outcomes: list[Outcome]) -> float:
    """Return the mean share of the directions with the query that are shown."""
    return sum(len(o.query.truth & o.found) / len(o.query.truth) for o in outcomes) / len(outcomes)


def exact_precision(outcomes: list[Outcome]) -> float:
    """Return the mean share of the directions listed as typed that contain the query."""
    shown = [o for o in outcomes if o.exact]
    return sum(len(o.query.allowed & o.exact) / len(o.exact) for o in shown) / len(shown)


def failures(outcomes: list[Outcome]) -> str:
    """Return, for each query, the directions that are missing and those wrongly listed as typed."""
    return "\n".join(
        f"{o.query.text!r}: missing {sorted(missing)}, too many {sorted(surplus)}"
        for o in outcomes
        if (missing := o.query.truth - o.found) | (surplus := o.exact - o.query.allowed)
    )


@pytest.fixture(scope="module")
def drawn(site: Path, library: Library) -> Mapping[str, list[Query]]:
    directions = json.loads((site / "data" / "directions.json").read_text(encoding="utf-8"))
    prints = printed(library, SEEDS)
    return {
        language: queries(directions, prints, language, COUNT, SEED) for language in ids.LANGUAGES
    }


@pytest.mark.parametrize(("language", "least"), [("zh", 1.0), ("en", 0.98)])
def test_what_stands_in_the_texts_is_found(
    browser: Browser, root: str, drawn: Mapping[str, list[Query]], language: str, least: float
) -> None:
    page = browser.new_page()
    outcomes = list(searched(page, root, language, drawn[language]))
    page.close()
    assert recall(outcomes) >= least, failures(outcomes)
    assert language == "en" or exact_precision(outcomes) == 1, failures(outcomes)
