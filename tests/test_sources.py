"""Guides held in any format: their pages state the places in the file, and the file is published."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import made
import pytest
from conftest import SEEDS
from playwright.sync_api import Browser

from generator import ids
from generator.check import Places
from generator.check.text import check_text
from generator.link import Library
from generator.model import Layout
from generator.passage import Span
from generator.pipeline import load_library
from generator.seeds import Seeds
from generator.write import render
from generator.write.interface import load_interface
from generator.write.phrases import Phrases
from generator.write.views import Views

GUIDE = "2024-2-draft"
PAGED = Layout(pages=(1, 4, 4))


@pytest.mark.parametrize(
    ("layout", "span", "zh", "en"),
    [
        (Layout(), Span(83, 83), "第83行", "line 83"),
        (Layout(), Span(83, 85), "第83–85行", "lines 83–85"),
        (Layout("paragraph"), Span(7, 7), "第7段", "paragraph 7"),
        (Layout("paragraph"), Span(7, 9), "第7–9段", "paragraphs 7–9"),
        (PAGED, Span(2, 2), "第1页第2行", "page 1, line 2"),
        # The second page holds no text, so that line 4 is the first of the third.
        (PAGED, Span(4, 6), "第3页第1–3行", "page 3, lines 1–3"),
        (PAGED, Span(3, 4), "第1页第3行 – 第3页第1行", "page 1, line 3 – page 3, line 1"),
    ],
)
def test_pages_say_where_a_text_stands(
    layout: Layout, span: Span, zh: str, en: str, library: Library
) -> None:
    for language, words in (("zh", zh), ("en", en)):
        phrases = Phrases(language, load_interface(language, SEEDS.interface))
        assert Views(library, phrases, f"{language}/").lines(span, layout) == words


def held_as(folder: Path, name: str, data: bytes) -> Seeds:
    """Make seeds with one guide held in another file format."""
    shutil.copytree(SEEDS.root, folder)
    guide = folder / "guides" / GUIDE
    (guide / "guide.txt").unlink()
    (guide / name).write_bytes(data)
    record = (guide / "guide.yml").read_text(encoding="utf-8").splitlines()
    new = {"file": name, "received": name, "sha256": hashlib.sha256(data).hexdigest()}
    lines = [
        f"{key}: {new[key]}" if (key := line.partition(":")[0]) in new else line for line in record
    ]
    (guide / "guide.yml").write_text("\n".join(lines), encoding="utf-8")
    return Seeds(folder)


@pytest.mark.browser
def test_a_guide_held_as_pdf(browser: Browser, tmp_path: Path) -> None:
    page = made.as_html(made.guide_text(GUIDE), made.OFFICIAL)
    seeds = held_as(tmp_path / "seeds", "guide.pdf", made.as_pdf(browser, page, foot="— 3 —"))
    library = load_library(seeds)
    assert list(check_text(library, Places(seeds, tmp_path, tmp_path))) == []
    span = library.directions[f"{GUIDE}/1.1"].span
    first, line = library.guide(GUIDE).layout.locate(span.first)
    text = dict(render(library, seeds.interface))[
        ids.content_file(ids.direction_path(f"{GUIDE}/1.1", "zh"))
    ].decode()
    assert f"source: guide.pdf, 第{first}页第{line}" in text
    (item, *_) = library.directions[f"{GUIDE}/1.1"].items
    assert (item.anchor, library.guide(GUIDE).layout.locate(item.span.first)[0]) == (
        "agreement-1",
        first,
    )
    assert f'title="合作协议1，{GUIDE}/1.1；第{first}页第{line + 1}' in text


def test_a_web_page_as_received_is_no_page_of_the_site(tmp_path: Path) -> None:
    """It is published as plain text, bytes as they came: its scripts would run as the site's own."""
    received = made.as_html(made.guide_text(GUIDE)) + "<script>alert(1)</script>"
    seeds = held_as(tmp_path / "seeds", "guide.html", received.encode())
    page = dict(render(load_library(seeds), seeds.interface))[f"zh/{GUIDE}/index.md"].decode()
    assert f"data/sources/{GUIDE}/guide.html.txt)" in page
    assert ids.source_path(GUIDE, "guide.html") == f"data/sources/{GUIDE}/guide.html.txt"
