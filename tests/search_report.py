"""A table that compares this search with the theme's own, for queries from the middle of the texts.

The theme's search is set up as well as its documentation allows: Material's plugin with the language of the pages and,
for Chinese, jieba. It indexes the same pages of directions. The report sends its worker the messages of the theme's
search box, in a browser; everything that it lists counts as found. `make search-report` prints the table in
docs/search.md.
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
"""A function from a query to the directions that a search lists, the best first."""

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
"""The script for the theme's worker, which gets message 0 with the index and message 2 with the query."""
_ASK = """async (text) =>
  (await ask(2, text)).data.items.map((sections) => sections[0].location.replace(/#.*/, ""))"""


def main() -> None:
    """Print the table. The site must be built and its pages must be in content/."""
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
    """Return the directions that the explore page lists as typed; if there are none, the others."""

    def find(query: Query) -> Sequence[str]:
        [outcome] = searched(page, root, language, [query])
        return sorted(outcome.exact or outcome.found)

    return find


def themed(page: Page, root: str) -> Find:
    """Return the theme's search on the pages at ``root``."""
    page.goto(root)
    page.evaluate(_START)
    return lambda query: [where.rstrip("/") for where in page.evaluate(_ASK, query.text) if where]


def measured(asked: Sequence[Query], find: Find) -> tuple[float, float, float]:
    """Return mean recall, mean precision, and mean precision of the first n results, n being the number of right ones."""
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
    """Build the pages of ``directions`` with the unchanged theme in ``folder``/site."""
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
