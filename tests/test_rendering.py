"""Our HTML of every page is the same as MkDocs makes from it with Python-Markdown."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import markdown
import pytest
from conftest import ROOT
from constructed import direction, numbered, seeds_of
from lxml import html
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, get_files
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

from generator.build import build
from generator.build.html import Heading, Permalinks, blocks, render
from generator.build.markdown_pages import Surroundings, plain
from generator.build.page import GuidePage
from generator.errors import InputError
from generator.link import Library
from generator.pipeline import load_library
from generator.seeds import Seeds
from generator.write import write

Shape = list[object]


def shape(text: str, page: str) -> Shape:
    """Return the elements of HTML with their attributes in any order, its words, and the targets of links."""
    whole = html.fragment_fromstring(text, create_parent="div")
    whole.rewrite_links(lambda link: urljoin(f"https://example.org/{page}", link))
    return list(_parts(whole))


def _parts(element: html.HtmlElement) -> Iterator[object]:
    if not isinstance(element.tag, str):
        yield str(element)
        return
    yield element.tag, sorted(element.attrib.items())
    yield from _words(element.text)
    for child in element:
        yield from _parts(child)
        yield from _words(child.tail)
    yield "/"


def _words(text: str | None) -> Iterator[str]:
    if words := re.sub(r"\s+", " ", text or "").strip():
        yield words


def theirs(contents: Iterable[AnchorLink]) -> list[Any]:
    return [(e.level, e.id, e.title, theirs(e.children)) for e in contents]


def ours(contents: Iterable[Heading]) -> list[Any]:
    return [(h.level, h.anchor, h.text, ours(h.children)) for h in contents]


def test_every_page_reads_as_mkdocs_has_it(content: Path) -> None:
    config = load_config(str(ROOT / "mkdocs.yml"), docs_dir=str(content), plugins=[])
    links = Permalinks(config["mdx_configs"]["toc"]["permalink"], "Permanent link", range(2, 4))
    files = get_files(config)
    get_navigation(files, config)
    different = []
    for file in files.documentation_pages():
        page = file.page or Page(None, file, config)
        page.read_source(config)
        page.render(config, files)
        made = render(blocks(page.markdown or ""), links, is_index=file.name == "index")
        if shape(page.content or "", page.url) != shape(made.html, page.url):
            different.append(f"{page.url}: text")
        if theirs(page.toc) != ours(made.contents):
            different.append(f"{page.url}: contents")
    assert different == []


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> tuple[Library, Seeds, Path]:
    """Return the library, the seeds and the pages of one short guide."""
    folder = tmp_path_factory.mktemp("small")
    seeds = seeds_of(folder / "seeds", {"2031-1": numbered([direction()])})
    library = load_library(seeds)
    write(library, seeds.interface, folder / "content")
    return library, seeds, folder / "content"


FRONT = "---\ntitle: A\n---\n\n# A { #top }\n\n"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (FRONT + "Words.", "Words."),
        ("# A\n\nWords.", "Words."),  # without front matter
        ("---\ntitle: A\n...\n# A\n\nWords.", "Words."),
        ("\ufeff---\ntitle: A\n---\n# A\n\nWords.", "Words."),
        ("# A\n\nWords.\n---\nMore.", "More."),
    ],
)
def test_no_text_of_a_page_is_lost(source: str, text: str, tmp_path: Path) -> None:
    """As somebody may write a page by hand."""
    (tmp_path / "page.md").write_text(source, encoding="utf-8")
    file = File("page.md", str(tmp_path), str(tmp_path), use_directory_urls=True)
    page = GuidePage(None, file, MkDocsConfig())
    page.read_source(MkDocsConfig())
    page.render_now(Permalinks("¶", "", range(2, 4)), lambda made: made)
    assert {"A", text} <= set(html.fromstring(page.content).itertext())


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<!-- picture: map -->", "en/privacy/index.md: there is no picture 'map'"),
        ("[all](../index.md#none)", "the doc 'en/index.md' does not contain an anchor '#none'"),
        ("[here](#none)", "there is no such anchor on this page"),
        (b"\xff", "en/privacy/index.md: cannot be read: 'utf-8' codec"),
    ],
)
def test_what_cannot_be_built_is_told_with_the_page(
    small: tuple[Library, Seeds, Path], tmp_path: Path, page: str | bytes, expected: str
) -> None:
    library, seeds, content = small
    shutil.copytree(content, tmp_path / "content")
    data = page if isinstance(page, bytes) else f"{FRONT}{page}\n".encode()
    (tmp_path / "content/en/privacy/index.md").write_bytes(data)
    with pytest.raises(InputError, match=re.escape(expected)):
        build(seeds.root, tmp_path / "content", tmp_path / "site", library=library)


def test_what_people_add_by_hand_stops_nothing(
    small: tuple[Library, Seeds, Path], tmp_path: Path
) -> None:
    """Text and links on a page; pages of other origin, which are not built; a picture, but not what an editor left."""
    library, seeds, content = small
    pages, site = shutil.copytree(content, tmp_path / "content"), tmp_path / "site"
    text = f"{FRONT}1. one\n2. two\n\nsee `this`\n\n[here](#top)\n\n[all](../index.md#top)\n"
    (pages / "en/privacy/index.md").write_text(text, encoding="utf-8")
    others = [
        pages / path for path in ("README.md", "notes/x.md", "zh/note.md", "zh/2031-1/9.9.md")
    ]
    for page in others:
        page.parent.mkdir(exist_ok=True)
        page.write_text("# Notes\n", encoding="utf-8")
    (pages / "zh/about/map.png").write_bytes(b"png")
    (pages / "zh/about/.map.png.swp").write_bytes(b"swp")
    build(seeds.root, pages, site, library=library)
    assert "see <code>this</code>" in (site / "en/privacy/index.html").read_text(encoding="utf-8")
    for page in others:
        assert page.exists()
        assert not list(site.glob(f"**/{page.stem}/index.html"))
    assert (site / "zh/about/map.png").read_bytes() == b"png"
    assert not (site / "zh/about/.map.png.swp").exists()


@pytest.mark.parametrize(
    ("page", "beside"),
    [
        ("![a *b*](x.png)", "![a \\*b\\*](x.png)"),
        ("see `a*b` and `` ` ``", "see `a*b` and `` ` ``"),
        ("one  \ntwo", "one two"),
        ("<http://a.b/> <c@d.e>", "[http://a.b/](http://a.b/) [c@d.e](mailto:c@d.e)"),
        ("3. one\n4. two", "3. one\n4. two"),
        ("1. one\n\n    * two", "1. one\n   - two"),
        ("***", "---"),
        ("    a < b", "```\na < b\n```"),
        ("Title\n=====", "# Title"),
    ],
)
def test_what_only_people_write_is_rendered(page: str, beside: str) -> None:
    """A page that somebody has edited by hand: as MkDocs has it, and as Markdown again."""
    tree = blocks(page)
    made = render(tree, Permalinks("¶", "", range(2, 4)), is_index=True)
    by_mkdocs = markdown.markdown(page, extensions=["attr_list", "tables"])
    ours, theirs = (html.fragment_fromstring(x, "div") for x in (made.html, by_mkdocs))
    assert [e.tag for e in ours.iter("*")] == [e.tag for e in theirs.iter("*")]
    assert ours.text_content().split() == theirs.text_content().split()
    around = Surroundings(link=str, picture=str, size=str)
    assert plain(tree, around) == beside
