"""Our HTML of every page beside what MkDocs makes of the same Markdown by Python-Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import markdown
import pytest
from conftest import ROOT, SEEDS
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from mkdocs.config import load_config
from mkdocs.structure.files import get_files
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink
from mkdocs.utils.meta import get_data

from generator import ids
from generator.build.attributes import Node, Part, _parsed, _simple, blocks
from generator.build.html import Heading, Permalinks, render
from generator.build.language import build_language
from generator.build.plain import Surroundings, plain
from generator.link import Library
from generator.write.interface import load_interface
from generator.write.phrases import Phrases

Shape = list[object]


def shape(text: str, page: str) -> Shape:
    """Elements with their attributes, in any order, and words; links by where they lead."""
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


@pytest.mark.parametrize("language", ids.LANGUAGES)
def test_every_page_reads_as_mkdocs_has_it(content: Path, language: str) -> None:
    config = load_config(
        str(ROOT / f"mkdocs.{language}.yml"), docs_dir=str(content / language), plugins=[]
    )
    toc = config["mdx_configs"]["toc"]
    links = Permalinks(toc["permalink"], toc.get("permalink_title", "Permanent link"), range(2, 4))
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


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("1. one\n2. two", None),
        ("see `this`", None),
        ("<!-- picture: map -->", "partners/fi.md: there is no picture 'map'"),
        ("[all](../index.md#none)", "partners/fi/ links to ../../#none, a place that is not there"),
        ("[here](#none)", "partners/fi/ links to #none, a place that is not there"),
        ("[here](#top)\n\n[all](../index.md#top)", None),
    ],
)
def test_what_leads_nowhere_is_told_with_the_page(
    library: Library, tmp_path: Path, page: str, expected: str | None
) -> None:
    for path, text in {"index.md": "", "partners/fi.md": page}.items():
        (tmp_path / "en" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "en" / path).write_text(
            f"---\ntitle: A\n---\n\n# A {{ #top }}\n\n{text}\n", "utf-8"
        )
    problems = build_language(
        library,
        Phrases("en", load_interface("en", SEEDS.interface)),
        tmp_path / "en",
        tmp_path / "site",
        base="",
        extra={"feeds": {}, "commit": ""},
        sizes={},
    )
    assert [problem for problem in problems if "nav" not in problem] == (
        [expected] if expected else []
    )


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


LINES = st.lists(
    st.sampled_from(
        ["中", "a", "1", " ", "  ", "*", "**", "_", "[", "]", "(", ")", "{", "}", "{ #a .b }", "{ .b c=\"d\" }", "{ #}",
         "[甲](#a)", "[1.](../b/1.1.md#c)", "*甲*{ .other }", "*（甲）*{ .other }", "*a*", "[ a](b)", "[a&amp;b](c)", "&amp;", "&#123;",
         "&#58;", "&", "&copy;", "&#0;", "&#150;", "\\", "\\{", "`", "<", ">", "<br>", "<!-- size: a.b -->", "!", "![a](b)", "~", "~~",
         ":", "|", "#", "http://a.b", "a@b.cn", "\u3000", "\u200b", "\u00a0", "（", "）", "“", "”", "\n", "\t"]
    ),
    max_size=12,
).map("".join)  # fmt: skip


@given(LINES)
@settings(max_examples=2000, deadline=None)
def test_a_simple_line_is_what_markdown_it_has_it_to_be(line: str) -> None:
    simple = _simple(line.strip())
    assert simple is None or said(simple) == said(_parsed(line.strip()))


def said(parts: Iterable[Part]) -> list[Any]:
    return [
        (
            part.node.type,
            part.node.token.content,
            part.node.token.attrs,
            [(inner.type, inner.token.content) for inner in part.node.children],
            part.attributes,
        )
        for part in parts
        # It puts nothing on both sides of what is strong.
        if part.node.type != "text" or part.node.token.content or part.attributes
    ]


def test_most_lines_are_simple(content: Path) -> None:
    pages = (get_data(path.read_text(encoding="utf-8"))[0] for path in content.rglob("*.md"))
    lines = {line for page in pages for block in blocks(page) for line in lines_of(block)}
    assert sum(_simple(line) is not None for line in lines) >= 0.85 * len(lines)


def lines_of(node: Node) -> Iterator[str]:
    for child in node.children:
        yield from [child.token.content] if child.type == "inline" else lines_of(child)
