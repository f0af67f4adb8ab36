"""The Markdown file next to every page has the contents of the page, and its links work from its place."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
import yaml
from conftest import BASE
from lxml import html
from markdown_it import MarkdownIt

from generator import ids
from generator.build.html import blocks
from generator.build.markdown_pages import Surroundings, plain
from generator.check.pages import markdown_links
from generator.link import Library
from generator.picture import PICTURES

ENGINE = MarkdownIt("commonmark").enable("table").enable("strikethrough")
FENCE = re.compile(r"^```.*?^```", re.M | re.S)
Pages = dict[str, str]
Links = dict[str, tuple[str, ...]]


def markdown_of(site: Path) -> Pages:
    """Return path under the site root → Markdown, of the whole built site."""
    return {
        path.relative_to(site).as_posix(): path.read_text(encoding="utf-8")
        for language in ids.LANGUAGES
        for path in sorted((site / language).rglob("*.md"))
    }


@pytest.fixture(scope="session")
def beside(site: Path) -> Pages:
    """Return the Markdown of the site that was built without an address."""
    return markdown_of(site)


@pytest.fixture(scope="session")
def whole(published: Path) -> Pages:
    """Return the Markdown of the site that was built for an address."""
    return markdown_of(published)


@pytest.fixture(scope="session", params=["", BASE], ids=["relative", "whole"])
def links(request: pytest.FixtureRequest, beside: Pages, whole: Pages) -> tuple[str, Links]:
    """Return the prefix of every link, and path → its links."""
    pages = whole if request.param else beside
    return request.param, {
        path: tuple(dict.fromkeys(markdown_links(text))) for path, text in pages.items()
    }


AROUND = Surroundings(
    lambda link: f"to:{link}",
    lambda name: f"**Ten** [{name}](to:#picture-{name})",
    lambda _: "9 kB",
)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("# Finland { #top }", "# Finland"),
        ("## Fields { #fields }", "## Fields [#](to:#fields)"),
        (
            "### [A call](x.md) { #call-1 }",
            "### [A call](to:x.md) [#](to:#call-1)",
        ),
        (
            '- [（1）](#field-1){ #field-1 .label title="第313–315行" }\n\n    智能电网；',
            '- [（1）](to:#field-1 "第313–315行") 智能电网；',
        ),
        (
            '- [¶](#agreement-1){ #agreement-1 .mark title="line 3" }\n\n    A memorandum',
            '- [#](to:#agreement-1 "line 3") A memorandum',
        ),
        (
            "- [Projects](#projects){ #projects .label }\n\n    Ten.\n\n    [¶](#funding){ #funding .mark }",
            "- [Projects](to:#projects) [#](to:#funding) Ten.",
        ),
        (
            "- [1.](#field-1){ #field-1 .label }[¶](#field-1){ #field-9 .alias }\n\n    Moved",
            "- [1.](to:#field-1) Moved",
        ),
        (
            "- [1.](#a){ #a .label }\n\n    Energy\n\n    Including:\n\n    - [(1)](#b){ #b .label }\n\n        Grids",
            "- [1.](to:#a) Energy\n\n  Including:\n  - [(1)](to:#b) Grids",
        ),
        ('Title\n\n*名称*{ lang="zh" .other }\n\nText', "Title\n\nText"),
        ('read “*捕集*{ lang="zh" .original }”.', "read “捕集”."),
        ("*Sums of plans.*{ .note }", "*Sums of plans.*"),
        (
            "Grids [Energy](e.md){ .tag } [ICT](i.md){ .tag }",
            "Grids · [Energy](to:e.md) · [ICT](to:i.md)",
        ),
        (
            "**Conditions** [One](#a){ .flag } [Two](#b){ .flag }",
            "**Conditions** [One](to:#a) · [Two](to:#b)",
        ),
        (
            "| Guide { .fact } | Size |\n|:--|--:|\n| a&#124;b | <!-- size: a.csv --> |",
            "| Guide | Size |\n|:--|--:|\n| a\\|b | 9 kB |",
        ),
        (
            '## Plans { #plans }\n\n<!-- picture: plans -->\n\n<details markdown="1">\n'
            "<summary>The numbers</summary>\n\nText\n\n</details>",
            "## Plans [#](to:#plans)\n\n**Ten** [plans](to:#picture-plans)\n\n**The numbers**\n\nText",
        ),
        (
            "出行需求<del>的</del><ins>，研究</ins>方法",
            "出行需求<del>的</del><ins>，研究</ins>方法",
        ),
        ("> **Draft**. Not the call.", "> **Draft**. Not the call."),
        ('```r\nx <- "{ .a }"\n```', '```r\nx <- "{ .a }"\n```'),
        # 2021-2-draft, lines 78–84: two tildes in a sentence, which many readers take for a deletion
        ("任务数87&#126;90项左右，一般为2&#126;3年", "任务数87\\~90项左右，一般为2\\~3年"),
        ("S&amp;T&#58; a&#95;b &#123;c&#125;", "S&T: a_b {c}"),
        # Where the sign that says “Chinese” is left out, its words begin the line.
        ('*1&#46; 甲*{ lang="zh" .original }', "1\\. 甲"),
        ('- *&gt; 甲&#33;*{ lang="zh" .original }', "- \\> 甲\\!"),
        ("# 甲 &#35; { #top }", "# 甲 \\#"),
    ],
)
def test_what_becomes_of_content(content: str, expected: str) -> None:
    assert plain(blocks(content), AROUND) == expected


def test_every_page_has_its_markdown(site: Path, beside: Pages) -> None:
    """And nothing else has."""
    found = {f"{path.removesuffix('.md')}.html" for path in beside}
    assert found == {
        path.relative_to(site).as_posix()
        for language in ids.LANGUAGES
        for path in (site / language).rglob("*.html")
    }


@pytest.mark.parametrize(
    "path", ["en/", "zh/2022-1/1.5/", "en/2022-1/", "zh/partners/fi/", "en/data/", "zh/explore/"]
)
def test_every_page_names_it_first(site: Path, path: str) -> None:
    page = html.parse(site / path / "index.html")
    found = page.xpath("//link[@rel='alternate' and @type='text/markdown']/@href")
    assert found[0] == "index.md"


def place(path: str, link: str) -> tuple[str, str]:
    """Return the target of ``link`` in the file at ``path``: (path under the site root or external address, anchor)."""
    address, anchor = urldefrag(urljoin(BASE + path, link))
    return address.removeprefix(BASE), anchor


def test_links_lead_to_what_is_there(site: Path, links: tuple[str, Links]) -> None:
    """An anchor is on the page, and the Markdown beside the page tells it."""
    base, found = links
    told = {path: {place(path, link)[1] for link in found[path]} for path in found}
    pages = {path: site / f"{path.removesuffix('.md')}.html" for path in found}
    anchors = {path: set(html.parse(page).xpath("//@id")) for path, page in pages.items()}
    for path in found:
        for link in found[path]:
            target, anchor = place(path, link)
            if urlsplit(target).scheme:
                assert target == urldefrag(link)[0]
                continue
            assert link.startswith(base), f"{path}: {link}"
            assert (site / target).exists(), f"{path}: {link}"
            if anchor:
                page = f"{target}index.md" if target.endswith("/") else target
                assert anchor in anchors[page] & told[page], f"{path}: {link}"


def test_links_to_other_pages_lead_to_their_markdown(links: tuple[str, Links]) -> None:
    pictures = (f"/{name}.{kind}" for name in PICTURES for kind in ("svg", "csv"))
    files = ("/index.md", "feed.xml", "/index.bib", "/index.ris", "/index.csl.json", *pictures)
    for path, found in links[1].items():
        own = path.removesuffix("index.md")
        for target in {place(path, link)[0] for link in found} - {own}:
            if target.startswith(("zh/", "en/")):
                assert target.endswith(files), f"{path}: {target}"


def test_nothing_is_left_that_only_the_build_reads(beside: Pages) -> None:
    rest = re.compile(r"\{ ?[#.]|lang=|<!--|markdown=|&#|¶|\]\(\)")
    for path, text in beside.items():
        assert not rest.search(FENCE.sub("", text)), path


def test_front_matter_is_that_of_content(content: Path, beside: Pages) -> None:
    for path, text in beside.items():
        source = (content / ids.content_file(path.removesuffix("index.md"))).read_text("utf-8")
        assert text.partition("\n---\n")[0] == source.partition("\n---\n")[0]
    meta = yaml.safe_load(beside["zh/2022-1/1.5/index.md"].partition("\n---\n")[0])
    assert meta["partners"] == ["FI"]


# What the page has beside its text: switches, signs, drawings, the head of a print, the other language, and the address and
# citation of a picture, whose title is the link in the Markdown.
BESIDE = (
    ".//*[contains(@class, 'both-') or contains(@class, 'headerlink') or contains(@class, 'mark')"
    " or contains(@class, 'alias') or contains(@class, 'report') or contains(@class, 'cite')"
    " or contains(@class, 'masthead')]",
    ".//em[@class='other']",
    ".//nav[@class='crumbs' or @class='jumps']",
    ".//*[local-name()='svg' or local-name()='form']",
    ".//figure//*[@class='address' or local-name()='details']",
)


def visible(element: Any) -> str:
    """Return the visible characters, without spaces and without separating dots."""
    return "".join(element.text_content().split()).replace("·", "")


def test_no_text_is_lost(site: Path, beside: Pages) -> None:
    """Each page in its order: what the article says is what the Markdown says."""
    for path, text in beside.items():
        article = html.parse(site / path.replace(".md", ".html")).find(".//article")
        for beside_text in BESIDE:
            for element in article.xpath(beside_text):
                element.drop_tree()
        for mark in article.xpath(".//em[@title and contains(@class, 'state')]"):
            mark.text = mark.get("title")
        body = re.split(r"\n\n(?:## \S.*#cite\)|---)\n\n", text.partition("\n---\n")[2])[0]
        shown = html.fromstring(f"<div>{ENGINE.render(body)}</div>")
        for link in shown.xpath(".//a[.='#']"):
            link.drop_tree()
        pictures = shown.xpath(".//a[contains(@href, '#picture-')]")
        assert [urldefrag(link.get("href"))[1] for link in pictures] == article.xpath(
            ".//figure/@id"
        )
        for link in pictures:
            link.text = re.sub("^(?:Picture: |图：)", "", link.text)
        assert visible(shown) == visible(article), path


def test_a_direction_says_how_to_cite_it(site: Path, library: Library, beside: Pages) -> None:
    for direction in library.directions:
        for language in ids.LANGUAGES:
            path = ids.markdown_path(ids.direction_path(direction, language))
            page = html.parse(site / path.replace(".md", ".html"))
            shown = visible(html.fromstring(ENGINE.render(beside[path])))
            for entry in page.xpath("//section[@class='cite']//dd[@data-copy]"):
                assert visible(entry) in shown


def test_each_language_names_the_other(beside: Pages) -> None:
    assert "[本页中文版](../../../zh/partners/fi/index.md)" in beside["en/partners/fi/index.md"]
    assert "[This page in English](../en/index.md)" in beside["zh/index.md"]


def test_an_item_stands_in_one_line_with_its_place(beside: Pages) -> None:
    """2022-1, lines 298–317."""
    chinese, english = (beside[f"{language}/2022-1/1.5/index.md"] for language in ids.LANGUAGES)
    assert (
        '\n- [#](./#agreement-2 "合作协议2，2022-1/1.5；第302行") 《2019—2023中芬科技创新合作战略旗舰计划》\n'
        in chinese
    )
    assert (
        '\n    - [(2)](./#field-1-1-2 "Field 1.1.2 (2), 2022-1/1.5; line 317")'
        " Power-to-X technologies and energy storage for distributed generation\n"
    ) in english
    assert "Power-to-X技术和分布式发电的储能" not in english
