"""Text from a guide never becomes markup, template code, YAML or an unintended link.

The guide is constructed: it has the usual form and is filled with texts that have broken web pages. Every text that could
become an element, an attribute or a script calls `evil` or has that name.
"""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
import unicodedata
import zipfile
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree as ET

import bibtexparser
import chromium
import pytest
import rispy
import yaml
from conftest import watched
from constructed import built, seeds_of, translated
from lxml import html
from markdown_it import MarkdownIt
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from playwright.sync_api import Browser, Page
from test_policy import FROM_DISK, SITE

from generator import ids
from generator.build.page import GuidePage
from generator.bundle import bundle
from generator.check import Places
from generator.check.pages import check_links
from generator.errors import InputError
from generator.link import Library
from generator.model import Text, walk
from generator.pipeline import load_library
from generator.text.characters import visible
from generator.text.forms import one_form
from generator.translate.segments import places
from generator.write import front_matter
from generator.write.interface import load_interface
from generator.write.phrases import Phrases

GUIDE = "2030-1"
ATOM = "{http://www.w3.org/2005/Atom}"
SIGNS = {
    "backslash": "\\",
    "braceleft": "{",
    "braceright": "}",
    "asciicircum": "^",
    "asciitilde": "~",
}
HOSTILE = (
    "<script>evil()</script>甲",
    "</title></textarea></style></script><script>evil()</script>乙",
    "<img class=evil src=x onerror=evil()>丙",
    "&lt;img class=evil src=x onerror=evil()&gt;丁",
    "&lt;/title&gt;&lt;script&gt;evil()&lt;/script&gt;戊",
    "<svg onload=evil()><a xlink:href=javascript:evil()>己</a>",
    "[庚](javascript:evil())",
    "[辛](<javascript:evil()> 'evil')",
    "<javascript:evil()>壬",
    "javascript:evil()//癸",
    "![子](x.png){ #evil .evil onclick=evil() }",
    "丑{ #evil .evil onclick=evil() }",
    "丑{: #evil .evil onclick=evil() }",
    "{{ 7*7 }}寅{% raw %}{# evil #}{{ config }}",
    "<!-- picture: plans -->卯<!-- size: directions.csv -->",
    "辰<details markdown=\"1\" class='evil'><summary>evil</summary>",
    "`<b class=evil>`巳``~~~```",
    "午|未|:--|申",
    "[^1]酉[evil]: javascript:evil()",
    "**戌**__亥__*甲*~~evil~~==乙==^丙^",
    "$\\alpha$丁\\(evil\\)\\<script>",
    '"onmouseover="evil()"戊\'onfocus=\'evil()',
    "\u202e己\u2066txt.exe\u2069\u202c庚",
    "\u200b零\u200d宽\ufeff\u00ad辛\u2060",
    "甲\x01乙\x1b[31m丙\x85丁\ufffe戊\uffff己",
    "ASCII\x1fseparated\u2028by\u2029Latin",
    "=HYPERLINK(\"javascript:evil()\")辛",
    "+1+1壬",
    "@SUM(1)癸",
    "-1子",
    "# 丑",
    "> 寅",
    "key: [卯, {evil: &evil *evil}] # 辰",
    "巳%0d%0aSet-Cookie%3a evil",
    "}午{",
    "W" * 400,
    "https://example.org/?a=1&lt;b>未\"evil",
    "https://申",
    "http://\"onclick=evil()",
    "酉<evil@example.org>戌",
    "外方申报见!https://example.org/a!https://example.org/b!",
    "![甲](https://example.org/c.png)!",
    "!evil@example.org!",
    "https://example.org/(d)*_e_*`f`|g~h",
    "1)",
    ">",
    "乙 #",
)  # fmt: skip
"""Texts that no rule splits: they have no semicolon, full stop, “、” or “，”."""
BLOCKS = (
    "---",
    "...",
    "```",
    "~~~",
    "===",
    "***",
    "<!--",
    ":::",
    "!!! evil",
    "    evil",
    "\t<hr class=evil>",
)
"""Texts that are separate lines."""
TITLES = (
    *HOSTILE[:8], *HOSTILE[11:16], *HOSTILE[22:25], "}}{{", "{", "\\", "%", "_{", "=1",
    "!https://example.org/d!", "![evil](https://example.org/e)!", "(evil@example.org)", "#",
)  # fmt: skip
PARTNERS = (
    "中瓦（../../../../../evil/）科技合作项目",
    '中瓦（<b class=evil>"|`[#?%2e&lt;）科技合作项目',
    f"中瓦（{'长' * 200}）科技合作项目",
)
"""Titles with a partner in no list, whose pages have its name in their addresses."""


FULL = 4
"""Number of directions with hostile texts."""


def guide_text() -> str:
    """Return a guide in the usual form. Its first directions have all hostile texts, the others a hostile title."""
    lines = [
        "“政府间国际科技创新合作”重点专项",
        "2030年度第一批项目申报指南",
        "<script>evil()</script>为落实{{ 7*7 }}部署，形成本指南。",
        "一、总体目标<img class=evil src=x onerror=evil()>&lt;script&gt;evil()&lt;/script&gt;{ #evil }",
        *(f"{text}。" for text in HOSTILE),
    ]
    for number, title in enumerate(TITLES, start=1):
        lines += [f"1.{number} 中国和法国政府间{title}科技合作项目", *BLOCKS]
        if number > FULL:
            lines += ["领域方向：水。"]
            continue
        lines += ["合作协议：" + "、".join(f"《{text}》" for text in HOSTILE) + "。", "领域方向："]
        lines += [f"（{n}）{text}；" for n, text in enumerate(HOSTILE, start=1)]
        lines += [
            f"拟支持项目数：不超过{number}个。{HOSTILE[2]}",
            f"共拟支持经费：900万元。{HOSTILE[6]}",
        ]
        lines += ["其他要求："]
        lines += [f"{n}. {text}。" for n, text in enumerate(HOSTILE, start=1)]
    for number, title in enumerate(PARTNERS, start=1):
        lines += [f"2.{number} {title}", "领域方向：水。"]
    return "\n".join(lines) + "\n"


RECORD = {
    "title": "“政府间国际科技创新合作”</title><script>evil()</script>: {{ 7*7 }} # 'evil' \"evil\" --- 申报指南",
    "received": "附件<img class=evil src=x onerror=evil()>{ #evil }](javascript:evil()).txt",
    "source_url": "https://example.org/?a=1&lt;b&quot;onclick=evil()",
    "corrections": [
        {
            "at": f"{GUIDE}/1.1#field-1",
            "printed": "<script>evil()</script>甲",
            "meant": {"zh": "{printed}<b class=evil>", "en": "<b class=evil>{meant}"},
            "note": {"zh": "[x](javascript:evil())", "en": "<i class=evil>"},
        }
    ],
}  # fmt: skip


MOVED = """\
- old: zh/2029-1/
  new: zh/2030-1/
  reason: "</p><script>evil()</script>![x](javascript:evil())!"
  date: 2030-01-31
"""


def english(number: int) -> str:
    """Hostile English, distinct for each segment; a catalogue may hold no character that cannot be seen."""
    return visible(f"No {number} {HOSTILE[number % len(HOSTILE)]}")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Library, Places]:
    """Build the library of the hostile guide, and its site."""
    folder = tmp_path_factory.mktemp("hostile")
    seeds = seeds_of(folder / "seeds", {GUIDE: guide_text()}, **RECORD)
    seeds.redirects.write_text(MOVED, encoding="utf-8")
    made = built(seeds, translated(seeds, english))
    assert {path.name for path in folder.iterdir() if path.name[0] != "."} == {
        "seeds",
        "content",
        "site",
    }
    return made


@pytest.fixture(scope="module")
def served(made: tuple[Library, Places]) -> Iterator[str]:
    with chromium.served(made[1].site) as root:
        yield root


def hidden(character: str) -> bool:
    """Return whether ``character`` is a control or format character, or not assigned."""
    return unicodedata.category(character) in ("Cc", "Cf", "Zl", "Zp") or character > "\ufffd"


def close(text: str) -> str:
    """Return ``text`` without white space and invisible characters."""
    return "".join(c for c in text if not c.isspace() and not hidden(c))


def texts(library: Library) -> list[tuple[str, Text]]:
    """Yield (direction or guide, a text in it)."""
    return [(ids.split_place(place)[0], text) for g in library.guides for text, place in places(g)]


@cache
def pages(site: Path) -> dict[str, Any]:
    """Return path → HTML of every page of the site, parsed as a browser does."""
    return {
        path.relative_to(site).as_posix().removesuffix("index.html"): html.fromstring(
            path.read_text(encoding="utf-8")
        )
        for path in sorted(site.rglob("*.html"))
    }


def test_the_guide_is_read_as_one_of_the_genre(made: tuple[Library, Places]) -> None:
    (guide,) = made[0].guides
    numbers = [f"1.{n}" for n in range(1, len(TITLES) + 1)]
    assert [d.number for d in guide.directions] == [*numbers, "2.1", "2.2", "2.3"]
    for direction in guide.directions[:FULL]:
        assert len(direction.fields) == len(direction.requirements) == len(HOSTILE)
        printed = close(json.dumps([close(t.zh) for _, t in texts(made[0])], ensure_ascii=False))
        for text in HOSTILE:
            assert close(json.dumps(close(one_form(text)), ensure_ascii=False)[1:-1]) in printed


def test_what_cannot_be_seen_is_dropped_by_name(made: tuple[Library, Places]) -> None:
    (guide,) = made[0].guides
    for _, text in texts(made[0]):
        assert not [c for t in (text.zh, text.en or "") for c in t.replace("\n", "") if hidden(c)]
    dropped = "".join(entry.text for entry in guide.dropped if entry.rule == "invisible")
    lost = {c for text in HOSTILE for c in one_form(text) if hidden(c) and not c.isspace()}
    assert set(dropped) == {*lost, "\x1f"}  # to Word, a hyphen that shows only at the end of a line


def test_pages_show_the_text_as_printed(made: tuple[Library, Places]) -> None:
    library, places_ = made
    for language in ids.LANGUAGES:
        shown = {
            identifier: close(
                html.parse(places_.site / language / identifier / "index.html")
                .find(".//article")
                .text_content()
            )
            for identifier in (GUIDE, *library.directions)
        }
        for identifier, text in texts(library):
            for part in (text.zh if language == "zh" else text.en or "").split("\n"):
                assert close(part) in shown[identifier], (language, identifier, part)


ELEMENTS = re.compile(
    "a|article|blockquote|br|button|circle|code|datalist|dd|del|desc|details|div|dl|dt|em|fig(?:caption|ure)|form|g"
    "|h[1-3]|input|ins|label|li|line|nav|ol|option|p|path|pre|rect|section|span|strong|summary|svg|t(?:able|body|d|ext|h|head|itle|r|span)|ul|use"
)
"""All elements that may be in an article."""
SHOWN = frozenset({"content", "title", "aria-label", "value"})
"""Attributes that may contain text of a guide."""
OURS = re.compile(r"(?:\.\./)*(?:(?:zh|en)/)?assets/[a-z/.]+\.js")
REAL = re.compile(
    r"https://(?:example\.org/|schema\.org|(?:service|www)\.most\.gov\.cn/$|creativecommons\.org/)"
    r"|mailto:evil@example\.org$"
)


def test_no_text_becomes_an_element_or_an_attribute(made: tuple[Library, Places]) -> None:
    for path, page in pages(made[1].site).items():
        for element in page.iter("*"):
            for name, value in element.attrib.items():
                assert not name.startswith("on"), (path, name)
                assert name in (*SHOWN, "href") or "evil" not in name + value, (path, name, value)
        article = page.find(".//article")
        if article is not None:
            for element in article.iter("*"):
                assert ELEMENTS.fullmatch(element.tag), (path, element.tag)


def test_scripts_are_ours(made: tuple[Library, Places]) -> None:
    for path, page in pages(made[1].site).items():
        for script in page.iter("script"):
            if script.get("type") == "application/ld+json":
                assert json.loads(script.text)["@context"]
            else:
                assert OURS.fullmatch(script.get("src")), path
                assert not script.text


@pytest.mark.parametrize("text", [text for text in TITLES if text.isprintable()])
def test_a_description_is_shown_as_printed(text: str, tmp_path: Path) -> None:
    """A partner that no list knows has the name that a guide prints, and its page tells of it."""
    front = front_matter({"title": text, "description": text, "partners": ["FR"]})
    (tmp_path / "page.md").write_text(f"---\n{front}---\n\n# A\n", encoding="utf-8")
    file = File("page.md", str(tmp_path), str(tmp_path), use_directory_urls=True)
    page = GuidePage(None, file, MkDocsConfig())
    page.read_source(MkDocsConfig())
    head = html.fromstring(f'<head><meta name="description" content="{page.meta["description"]}">')
    assert head.xpath("//meta/@content | //script") == [text]
    assert page.meta["partners"] == ["FR"]


def test_links_lead_where_the_guide_has_an_address(made: tuple[Library, Places]) -> None:
    for path, page in pages(made[1].site).items():
        for link in page.xpath("//@href | //@src | //@action"):
            if re.match(r"\s*[A-Za-z][A-Za-z0-9+.-]*:|//", link):
                assert REAL.match(link), (path, link)


def test_every_link_resolves(made: tuple[Library, Places]) -> None:
    assert list(check_links(*made)) == []


def test_every_page_has_the_whole_policy(made: tuple[Library, Places]) -> None:
    """Once, and before anything that it could keep from loading; also the page for what has moved."""
    site = made[1].site
    words = [Phrases(name, load_interface(name, made[1].seeds.interface)) for name in ids.LANGUAGES]
    with zipfile.ZipFile(io.BytesIO(bundle(site, words))) as archive:
        names = [name for name in archive.namelist() if name.endswith(".html")]
        packed = {name: html.fromstring(archive.read(name)) for name in names}
    assert {"", "404.html", "zh/2029-1/", f"{GUIDE}/1.1/", "en/explore/"} < pages(site).keys()
    for path, page in (*pages(site).items(), *packed.items()):
        (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']")
        assert policy.get("content") == (FROM_DISK if path in packed else SITE), path
        assert {element.tag for element in policy.itersiblings(preceding=True)} <= {"meta"}, path
        assert policy.getparent().tag == "head"


# In a browser

WATCH = """
window.ran = [];
window.evil = window.alert = (...what) => { window.ran.push(what); };
"""
MADE = ".evil, #evil, [evil], [onclick], [onerror], [onload], [onfocus], [onmouseover]"


@pytest.fixture
def watching(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 360, "height": 800}, locale="zh-CN")
    context.add_init_script(WATCH)
    yield context.new_page()
    context.close()


@pytest.mark.browser
def test_nothing_runs(made: tuple[Library, Places], served: str, watching: Page) -> None:
    """No script, no element, no request, no error, and no sideways scroll, on any page with words of the guide; titles are as printed."""
    problems = watched(watching, served)
    titles = {
        f"{language}/{identifier}/": close((text.zh if language == "zh" else text.en) or "")
        for identifier, text in ((d.id, d.title) for d in made[0].directions.values())
        for language in ids.LANGUAGES
    }
    assert titles.keys() < pages(made[1].site).keys()
    for path in pages(made[1].site):
        # Not the page for addresses that are not there, and pages on which the guide does not stand.
        if path == "404.html" or GUIDE not in published(made, f"{path}index.html"):
            continue
        watching.goto(f"{served}{path}?stay")
        assert problems == [], path
        assert watching.evaluate("ran") == [], path
        assert watching.locator(MADE).count() == 0, path
        assert watching.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        if path in titles:
            for shown in (
                watching.title(),
                watching.locator(".md-header__title").text_content() or "",
                watching.locator("h1").text_content() or "",
            ):
                assert titles[path] in close(shown)


@pytest.mark.browser
@pytest.mark.parametrize("query", ["<script>evil()</script>", "evil", "7*7", "javascript:evil()"])
def test_results_show_the_text_as_printed(served: str, watching: Page, query: str) -> None:
    problems = watched(watching, served)
    for language in ids.LANGUAGES:
        watching.goto(f"{served}{language}/explore/?q={quote(query)}")
        watching.wait_for_selector(".result .excerpt")
        shown = close("".join(watching.locator(".explore").all_text_contents()))
        assert close(query) in shown
        watching.locator("form.find input").fill(query)
        watching.wait_for_selector(".found [role=option] .name")
        assert watching.evaluate("ran") == []
        assert watching.locator(MADE).count() == 0
        # A result leads to its place, the words marked there.
        watching.goto(watching.locator(".result .excerpt a").first.get_attribute("href") or "")
        watching.wait_for_selector("mark.hit:visible")
        assert watching.evaluate("ran") == []
    assert problems == []


# Data and other formats


def published(made: tuple[Library, Places], path: str) -> str:
    return (made[1].site / path).read_text(encoding="utf-8")


def test_json_and_sqlite_hold_the_text_itself(made: tuple[Library, Places]) -> None:
    library, places_ = made
    titles = {d.id: (d.title.zh, d.title.en) for d in library.directions.values()}
    found = json.loads(published(made, "data/directions.json"))
    assert {d["id"]: (d["title"]["zh"], d["title"]["en"]) for d in found} == titles
    with closing(sqlite3.connect(places_.site / "data/coop-guides.sqlite")) as database:
        rows = database.execute("SELECT id, title_zh, title_en FROM direction")
        assert {row[0]: row[1:] for row in rows} == titles


def test_no_cell_is_a_formula(made: tuple[Library, Places]) -> None:
    """What spreadsheet programs would run has an apostrophe before it, and no other cell has one."""
    library, places_ = made
    texts_ = {item.text.zh for d in library.directions.values() for item in walk(d.fields)}
    for file in sorted(places_.site.rglob("*.csv")):
        rows = list(csv.reader(io.StringIO(file.read_text(encoding="utf-8-sig"))))
        assert {len(row) for row in rows} == {len(rows[0])}
        assert not [c for row in rows for c in row if re.match(r"[=+\-@＝＋－＠\t\r]", c)]
    fields = csv.DictReader(io.StringIO(published(made, "data/fields.csv").removeprefix("\ufeff")))
    for cell in (row["text_zh"] for row in fields):
        assert cell in texts_ or cell.removeprefix("'") in texts_


def test_feeds_are_xml(made: tuple[Library, Places]) -> None:
    library, places_ = made
    titles = {t for d in library.directions.values() for t in (d.title.zh, d.title.en)}
    for file in places_.site.rglob("feed.xml"):
        feed = ET.fromstring(file.read_bytes())
        assert {e.text for e in feed.iterfind(f"{ATOM}entry/{ATOM}title")} <= titles
        assert {e.get("type") for e in feed.iter(f"{ATOM}title")} == {None}  # plain text


def test_citations_read_back(made: tuple[Library, Places]) -> None:
    for direction in made[0].directions.values():
        for mark, title in (("", direction.title.zh), (".en", direction.title.en)):
            file = f"{direction.id}/index{mark}"
            assert [i["title"] for i in json.loads(published(made, f"{file}.csl.json"))] == [title]
            assert [r["title"] for r in rispy.loads(published(made, f"{file}.ris"))] == [title]
            parsed = bibtexparser.parse_string(published(made, f"{file}.bib"))
            assert not parsed.failed_blocks
            assert [latex(entry["title"][1:-1]) for entry in parsed.entries] == [title]


def latex(text: str) -> str:
    """Return the text that LaTeX prints for ``text``, which has only commands for single characters."""
    text = re.sub(
        r"\{\\text(backslash|braceleft|braceright|asciicircum|asciitilde)\}",
        lambda m: SIGNS[m[1]],
        text,
    )
    return re.sub(r"\\([%&#_$])", r"\1", text)


def test_front_matter_is_yaml(made: tuple[Library, Places]) -> None:
    library, places_ = made
    for path in places_.content.rglob("*.md"):
        front, _, body = path.read_text(encoding="utf-8").removeprefix("---\n").partition("\n---\n")
        meta = yaml.safe_load(front)
        if meta["kind"] == "direction":
            title = library.directions[meta["id"]].title
            titles = {f"{title.zh}（{meta['id']}）", f"{title.zh} ({meta['id']})"}
            assert meta["title"] in titles | {f"{title.en} ({meta['id']})"}
            assert meta["source"].startswith(RECORD["received"])
        assert re.match(r'\n(?:# |<nav class="crumbs" )', body)


def test_markdown_beside_pages_shows_the_text_as_printed(made: tuple[Library, Places]) -> None:
    library, _ = made
    engine = MarkdownIt("commonmark").enable("table").enable("strikethrough")
    for language in ids.LANGUAGES:
        shown = {}
        for identifier in (GUIDE, *library.directions):
            text = published(made, f"{language}/{identifier}/index.md").partition("\n---\n")[2]
            page = html.fromstring(f"<div>{engine.render(text)}</div>")
            assert not page.xpath("//script | //img | //iframe | //svg | //*[@onclick or @onerror]")
            shown[identifier] = close(page.text_content())
        for identifier, text in texts(library):
            for part in (text.zh if language == "zh" else text.en or "").split("\n"):
                assert close(part) in shown[identifier], (language, identifier, part)


def test_markdown_of_a_direction_shows_the_text_as_printed(made: tuple[Library, Places]) -> None:
    """Beside its identifier, in both languages; and the page there its title."""
    library, places_ = made
    engine = MarkdownIt("commonmark").enable("table").enable("strikethrough")
    shown = {
        identifier: close(
            html.fromstring(
                engine.render(published(made, f"{identifier}/index.md").partition("\n---\n")[2])
            ).text_content()
        )
        for identifier in library.directions
    }
    for identifier, text in texts(library):
        for part in (*text.zh.split("\n"), text.en or ""):
            assert identifier == GUIDE or close(part) in shown[identifier], part
    for direction in library.directions.values():
        page = html.parse(places_.site / direction.id / "index.html")
        heading = close(page.find(".//h1").text_content())
        assert heading == close(f"{direction.title.zh}{direction.title.en}")


def test_guide_yml_holds_nothing_invisible(tmp_path: Path) -> None:
    for title in ("a\u202eb", "a\u200bb", "a\ud800b", "a\x00b", "a\nb"):
        seeds = seeds_of(
            tmp_path / f"{ord(title[1])}", {GUIDE: "1.1 中国和法国合作项目\n"}, title=title
        )
        with pytest.raises(InputError, match=r"guide\.yml"):
            load_library(seeds)


def test_the_received_file_stays_in_its_folder(tmp_path: Path) -> None:
    for number, name in enumerate(("../guide.txt", "/etc/hosts", "a b.txt", ".txt", "x](y).txt")):
        seeds = seeds_of(tmp_path / str(number), {GUIDE: ""}, file=name)
        with pytest.raises(InputError, match="file: "):
            load_library(seeds)
