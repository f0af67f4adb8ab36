"""Zotero's own translators take the citations as they are meant. docs/tools.md says where to get their code."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from chromium import served
from conftest import ROOT
from playwright.sync_api import Browser, Page

from generator.cite import AUTHOR, SITE, Citation, bibtex, citation, citations, csl, ris
from generator.link import Library

FOLDER = Path(os.environ.get("ZOTERO", "/nowhere"))
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not FOLDER.is_dir(),
        reason="ZOTERO names no folder with Zotero's code, which no package registry has: see docs/tools.md",
    ),
]
Item = dict[str, Any]
SCRIPTS = ("xregexp-all", "utilities", "resource/zoteroTypeSchemaData", "cachedTypes", "date", "openurl", "utilities_item", "schema")  # fmt: skip
WRITTEN: dict[str, Callable[[Citation], str]] = {
    "RIS": ris,
    "BibTeX": bibtex,
    "CSL JSON": lambda c: json.dumps([csl(c)]),
}


def code(translator: str) -> str:
    """Return the code of a translator, without its description and its tests."""
    text = (FOLDER / "translators" / f"{translator}.js").read_text(encoding="utf-8")
    return re.sub(r"/\*\* BEGIN TEST CASES.*", "", text[text.index("\n}\n") + 2 :], flags=re.DOTALL)


def prepared(page: Page) -> Page:
    page.add_script_tag(path=ROOT / "tests" / "zotero.js")
    for name in SCRIPTS:
        page.add_script_tag(path=FOLDER / "utilities" / f"{name}.js")
    dates = json.loads((FOLDER / "utilities/resource/dateFormats.json").read_text("utf-8"))
    schema = json.loads((FOLDER / "zotero-schema/schema.json").read_text("utf-8"))
    page.evaluate("([d, s]) => { Zotero.Date.init(d); Zotero.Schema.init(s); }", [dates, schema])
    return page


@pytest.fixture(scope="module")
def empty(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield prepared(page)
    page.close()


def imported(page: Page, translator: str, c: Citation) -> Item:
    (item,) = page.evaluate("([c, t]) => importText(c, t)", [code(translator), WRITTEN[translator](c)])  # fmt: skip
    assert isinstance(item, dict)
    return item


def whole(item: Item, role: str = "author") -> list[str]:
    """Return the names in one piece of those who have a ``role``."""
    found = [c for c in item["creators"] if c["creatorType"] == role]
    assert not any(c.get("firstName") for c in found)
    return [c["lastName"] for c in found]


@pytest.mark.parametrize("translator", WRITTEN)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_direction(empty: Page, library: Library, translator: str, language: str) -> None:
    c = next(c for c in citations("2022-1/1.5/", library, "https://example.org/") if c.language == language)  # fmt: skip
    item = imported(empty, translator, c)
    assert item["itemType"] == "report"
    assert whole(item) == [AUTHOR[language]]
    assert whole(item, "translator") == ([SITE["en"]] if language == "en" else [])
    assert (item["title"], item["url"]) == (c.title, c.url)
    assert "date" not in item
    if translator == "BibTeX":  # its reader knows no series of a report
        assert (item["reportType"], item["reportNumber"]) == (c.label, c.number)
        assert f"series: {c.container}" in item["extra"].split("\n")
    else:
        assert item["reportNumber"] == c.place
    if translator == "RIS":
        assert item["seriesTitle"] == c.container
        assert not item["extra"]


@pytest.mark.parametrize("translator", WRITTEN)
@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("en/2022-1/", "report"),
        ("zh/partners/fi/", "webpage"),
        ("en/guides/2022-1-since-2021-2-draft/", "webpage"),
        ("en/data/", "dataset"),
    ],
)
def test_other_works(empty: Page, library: Library, translator: str, path: str, kind: str) -> None:
    c = citation(path, library, "https://example.org/")
    assert c
    item = imported(empty, translator, c)
    # BibTeX has no data sets that Zotero would take.
    assert item["itemType"] == ("document" if (translator, kind) == ("BibTeX", "dataset") else kind)
    assert whole(item) == [c.author]
    assert (item["title"], item["url"]) == (c.title, c.url)


@pytest.mark.parametrize("path", ["2022-1/1.5/", "zh/2022-1/1.5/", "en/2022-1/1.5/", "2022-1/", "en/2022-1/", "partners/fi/", "en/partners/fi/", "zh/data/"])  # fmt: skip
def test_embedded_metadata(browser: Browser, published: Path, library: Library, path: str) -> None:
    with served(published) as root:
        page = browser.new_context(bypass_csp=True).new_page()
        page.goto(f"{root}{path}?stay")
        prepared(page)
        (item,) = page.evaluate("([c, r]) => importPage(c, r)", [code("Embedded Metadata"), code("RDF")])  # fmt: skip
        page.close()
    c = citation(path if path.startswith(("zh/", "en/")) else f"zh/{path}", library, "https://example.org/some-repo/")  # fmt: skip
    assert c
    assert item["itemType"] == ("report" if c.kind in ("direction", "guide") else "webpage")
    assert whole(item) == [c.author]
    assert (item["title"], item["url"]) == (c.title, c.url)
    assert "date" not in item
    assert item.get("reportNumber", "") == c.place
    # A report has no field for the title of the whole; Zotero cites it from there.
    extra = [line for line in item["extra"].split("\n") if line and "libraryCatalog" not in line]
    assert extra == ([f"publicationTitle: {c.container}"] if c.container else [])
