"""Queries from the middle of the texts in, a table out: this search beside the theme's own.

The theme's search gets the best set-up that its documentation offers: Material's plugin with the
language of the pages and, for Chinese, jieba. It reads the same pages of directions. Its worker is
asked in the browser, with the messages that the theme's search box sends; what it lists counts as
found. `make search-report` prints the table that docs/search.md shows.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from chromium import launched, served
from playwright.sync_api import Page
from queries import Query, printed, queries
from test_search_quality import COUNT, SEED, searched

from generator import ids
from generator.pipeline import load_library
from generator.seeds import Seeds

NAMES = {"zh": "Chinese", "en": "English"}
ROOT = Path(__file__).resolve().parent.parent
SEEDS = Seeds(ROOT / "seeds")
Find = Callable[[Query], Sequence[str]]
"""Query → the directions that a search lists, the best first."""

_START = """async () => {
  const config = JSON.parse(document.getElementById("__config").textContent);
  const base = new URL(config.base, location);
  const index = await (await fetch(new URL("search/search_index.json", `${base}/`))).json();
  const worker = new Worker(config.search);
  globalThis.ask = (type, data) => new Promise((resolve) => {
    worker.onmessage = (event) => resolve(event.data);
    worker.postMessage({ type, data });
  });
  await ask(0, { ...index, options: { suggest: false } });
}"""
"""The theme's bundle sends message 0 with the index to its worker, and 2 with what is typed."""
_ASK = """async (text) =>
  (await ask(2, text)).data.items.map((sections) => sections[0].location.replace(/#.*/, ""))"""


def main() -> None:
    """Print the table. The site must be built, and its pages be in content/."""
    directions = json.loads((ROOT / "site/data/directions.json").read_text(encoding="utf-8"))
    library = load_library(SEEDS)
    prints = printed(library, SEEDS)
    print("| | recall | precision | first |\n|:--|--:|--:|--:|")
    with tempfile.TemporaryDirectory() as made, launched() as browser:
        page = browser.new_page()
        for language in ids.LANGUAGES:
            asked = queries(directions, prints, language, COUNT, SEED)
            with served(ROOT / "site") as root:
                ours = measured(asked, exactly(page, root, language))
            theme = Path(made) / language
            built(ROOT / "content" / language, theme, language, list(library.directions))
            with served(theme / "site") as root:
                theirs = measured(asked, themed(page, root))
            for name, numbers in (("this search", ours), ("the theme's", theirs)):
                print(
                    f"| {NAMES[language]}, {name} |", " | ".join(f"{n:.2f}" for n in numbers), "|"
                )


def exactly(page: Page, root: str, language: str) -> Find:
    """The explore page: those under “as typed”, which come before the others; else the others."""

    def find(query: Query) -> Sequence[str]:
        outcome = searched(page, root, language, query)
        return sorted(outcome.exact or outcome.found)

    return find


def themed(page: Page, root: str) -> Find:
    """The theme's search on the pages at ``root``."""
    page.goto(root)
    page.evaluate(_START)
    return lambda query: [where.rstrip("/") for where in page.evaluate(_ASK, query.text) if where]


def measured(asked: Sequence[Query], find: Find) -> tuple[float, float, float]:
    """Mean recall, mean precision, and the mean precision of as many of the first as there are."""
    recall = precision = first = 0.0
    for query in asked:
        found = find(query)
        right = query.allowed.intersection(found)
        recall += len(query.truth.intersection(found)) / len(query.truth)
        precision += len(right) / len(found) if found else 0
        most = found[: len(query.truth)]
        first += len(query.allowed.intersection(most)) / len(query.truth)
    return recall / len(asked), precision / len(asked), first / len(asked)


def built(content: Path, folder: Path, language: str, directions: Sequence[str]) -> None:
    """The pages of ``directions`` with the theme as it comes, in ``folder``/site."""
    docs = folder / "docs"
    for name in ("index", *directions):
        target = docs / f"{name}.md"
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(content / f"{name}.md", target)
    config = folder / "mkdocs.yml"
    config.write_text(
        f"""\
site_name: Directions
docs_dir: docs
site_dir: site
theme: {{name: material, language: {language}, font: false}}
plugins: [search]
markdown_extensions: [attr_list, fenced_code, md_in_html, tables]
validation: {{nav: {{omitted_files: ignore}}, links: {{not_found: ignore, unrecognized_links: ignore}}}}
""",
        encoding="utf-8",
    )
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    from mkdocs.commands.build import build  # noqa: PLC0415
    from mkdocs.config import load_config  # noqa: PLC0415

    build(load_config(config_file=str(config)))


if __name__ == "__main__":
    import jieba  # noqa: F401

    sys.exit(main())
