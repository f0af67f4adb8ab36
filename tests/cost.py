"""Measurement of the bytes that a query loads, on sites of any size."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch
from urllib.parse import quote

from larger import larger
from playwright.sync_api import Browser, Page, Response

from generator import ids
from generator.build import build, plugin
from generator.checkout import ROOT
from generator.link import Library
from generator.outputs import MARK
from generator.search import language_files, search_files
from generator.seeds import Seeds
from generator.write import environment, rendered
from generator.write.interface import load_interface
from generator.write.pages.overview import explore_page
from generator.write.phrases import Phrases
from generator.write.views import Views

QUERIES = {
    "zh": {
        "common word": "合作",
        "one character": "国",
        "common phrase": "政府间科技合作项目",
        "long phrase": "项目合作双方需分别向本国的项目征集部门提交申报材料，单方申报项目无效",
        "mixed": "人工智能（AI）技术",
        "rare word": "极地",
        "words apart": "氢能 卫星 农业 国际合作",
        "identifier": "2022-1/1.5",
        "nothing": "薛定谔的猫",
    },
    "en": {
        "common word": "cooperation",
        "common words": "the Ministry of Science and Technology of the People’s Republic of China",
        "in mid-word": "ion of the tech",
        "two letters": "of",
        "rare word": "biomimetic",
        "misspelt": "cooperatoin",
        "inflected": "laboratory innovating",
        "identifier": "2022-1/1.5",
        "nothing": "zzyzx",
    },
}
"""Language → kind → query, for queries that cost much in different ways."""

NAMED = re.findall(r"\b(?:zh|en)/\S*index\.md$", (ROOT / "mkdocs.yml").read_text("utf-8"), re.M)
"""The pages in the navigation."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Address under the root → size of its compressed response, in bytes."""

    parts: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.parts.values())

    def __str__(self) -> str:
        """The total, and the largest parts of it."""
        most = sorted(self.parts.items(), key=lambda part: -part[1])[:8]
        return f"{self.total:,}: " + ", ".join(f"{name} {size:,}" for name, size in most)


@contextmanager
def opened(browser: Browser) -> Iterator[Page]:
    """Open a page that keeps nothing that it has loaded."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    context.new_cdp_session(page).send("Network.setCacheDisabled", {"cacheDisabled": True})
    yield page
    context.close()


class Costs:
    """The costs of views of a site, opened one after the other in the same page."""

    def __init__(self, page: Page, root: str) -> None:
        self.page, self.root = page, root
        self.sizes: dict[str, int] = {}
        """Address → size of its compressed response. The same address always gives the same."""
        self.answers: list[Response] = []
        page.on("response", lambda answer: self.answers.append(answer))  # noqa: PLW0108 - Playwright marks what it is given

    def explored(self, language: str, query: str) -> Cost:
        """Return the cost of the explore page opened with ``query`` in its address."""
        self.page.goto(f"{self.root}{language}/explore/?q={quote(query)}")
        self.page.locator("[data-results]").wait_for()
        return self.cost()

    def boxed(self, language: str, query: str) -> Cost:
        """Return the cost of the home page with ``query`` typed into the search box."""
        self.page.goto(f"{self.root}{language}/")
        self.page.locator("form.find input").fill(query)
        self.page.locator("form.find [role=option]").first.wait_for()
        return self.cost()

    def cost(self) -> Cost:
        """Return the cost of what was loaded since the last cost."""
        self.page.wait_for_load_state("networkidle")
        answers, self.answers[:] = list(self.answers), []
        return Cost({answer.url.removeprefix(self.root): self.size(answer) for answer in answers})

    def size(self, answer: Response) -> int:
        address = answer.url.partition("?")[0]
        if address not in self.sizes:
            self.sizes[address] = len(gzip.compress(answer.body(), 6))
        return self.sizes[address]


def costs(browser: Browser, root: str) -> dict[str, Cost]:
    """Return name → cost, of every query on the explore page and the common ones in the search box."""
    found = {}
    with opened(browser) as page:
        view = Costs(page, root)
        for language, kinds in QUERIES.items():
            for kind, query in kinds.items():
                found[f"{language}, {kind}"] = view.explored(language, query)
            found[f"{language}, in the box"] = view.boxed(language, kinds["common word"])
    return found


def enlarged(library: Library, seeds: Seeds, times: int, folder: Path) -> Path:
    """Build a site of a library ``times`` as large, with only the parts that the search needs.

    In each language these are the index and the explore page. All other pages in the navigation are empty.
    """
    big, content = larger(library, times), folder / "content"
    for name in NAMED:
        (content / name).parent.mkdir(parents=True, exist_ok=True)
        (content / name).write_text("# Empty\n", encoding="utf-8")
    (content / MARK).write_text("\n".join(NAMED), encoding="utf-8")
    index = search_files(library, ())
    for language in ids.LANGUAGES:
        phrases = Phrases(language, load_interface(language, seeds.interface))
        index |= language_files(big, phrases)
        page = explore_page(Views(big, phrases, f"{language}/explore/"))
        explore = rendered(page, environment())
        (content / ids.content_file(page.path)).write_text(explore, encoding="utf-8")
    found = [(path, text.encode()) for path, text in index.items()]
    nothing = {"open_data": lambda *_: (), "schema_org": lambda _: {}}
    with patch.multiple(plugin, other_files=lambda *_, **__: found, **nothing):
        build(seeds.root, content, folder / "site", library=big)
    return folder / "site"


_ASK = """async ([assets, queries]) => {
  const { search } = await import(`${assets}search.js`);
  const { open } = await import(`${assets}site.js`);
  const index = await open();
  const pages = await index.pages();
  const found = await Promise.all(queries.map((query) => search(index, query)));
  return found.map(({ exact }) => [...exact.keys()].filter((page) => page < pages.directions).map((page) => pages.id[page]));
}"""


def asked(browser: Browser, root: str, language: str, queries: Sequence[str]) -> list[set[str]]:
    """Return the directions that contain each of ``queries`` as typed, according to the scripts.

    They include those that the explore page does not show at once.
    """
    with opened(browser) as page:
        page.goto(f"{root}{language}/")
        return list(map(set, page.evaluate(_ASK, [f"{root}assets/search/", [*queries]])))
