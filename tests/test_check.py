"""The findings of `guides check` with their full texts, and cases without findings."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import constructed
import polib
import pytest
from conftest import SEEDS

from generator.check import CHECKS, Finding, Places, check
from generator.check import pages as pages_module
from generator.check import translation as translation_module
from generator.check.pages import check_content, check_links, foreign_markup, markdown_links
from generator.check.text import check_diagnostics
from generator.check.translation import check_interface, check_translation
from generator.clean import clean
from generator.enrich import enrich
from generator.folders import replace_folder
from generator.link import Library
from generator.model import Diagnostic, Line, Source
from generator.parse import parse
from generator.pipeline import load_library
from generator.seeds import Seeds
from generator.translate import Catalogue
from generator.translate.catalogue import coverage
from generator.translate.patterns import with_patterns
from generator.vocabulary import Vocabulary
from generator.write.pages.data import examples


def errors(*messages: str) -> list[Finding]:
    return [Finding("error", message) for message in messages]


def test_findings_come_under_the_names_of_their_checks(library: Library, tmp_path: Path) -> None:
    site = tmp_path / "site"
    told = Finding("error", f"{site} is not built: run `guides build`")
    assert list(check(library, Places(SEEDS, tmp_path, site), ["links"])) == [("links", told)]
    assert list(CHECKS) == [
        "text",
        "diagnostics",
        "interface",
        "translation",
        "content",
        "links",
        "wording",
    ]


# Content


SEARCH = """\
<form class="find" role="search" action="explore/" aria-label="检索" data-root="../" data-language="zh">
<input type="search" name="q" list="names" placeholder="任意词语" aria-label="检索" autocomplete="off">
<datalist id="names"><option value="a&gt;"></option></datalist>
<button>检索</button>
<div class="found" hidden></div>
</form>"""
"""The search of the home page."""


@pytest.mark.parametrize(
    ("body", "problems"),
    [
        ("# 领域\n\n1. 农业 &lt;b>\n\n| a |\n| --- |\n| b |\n", []),
        ("<ins>一</ins>、<del>二</del>", []),
        ("<!-- picture: plans -->\n\n<!-- size: data.csv -->", []),
        ('<details markdown="1">\n<summary>全部</summary>\n\n一\n\n</details>', []),
        ('<div class="wide" markdown="1">\n\n一\n\n</div>', []),
        ('<div class="home ways" markdown="1">\n\n一\n\n</div>', []),
        (SEARCH, []),
        (SEARCH.replace("explore/", "https://example.org/"), [f"html_block {SEARCH[:40]!r}"]),
        (SEARCH.replace("<input", "<input onfocus=x"), [f"html_block {SEARCH[:40]!r}"]),
        (SEARCH.replace("a&gt;", "<b>"), [f"html_block {SEARCH[:40]!r}"]),
        (
            '<details markdown="1">\n<summary><b>x</b></summary>',
            ["html_block '<details markdown=\"1\">\\n<summary><b>x</b>'"],
        ),
        ("<b>一\n\n---\n\n二", ["html_inline '<b>'"]),
        ("<b>一</b>", ["html_inline '<b>'", "html_inline '</b>'"]),
        ("- > <i>", ["html_block '<i>'"]),
        ("| a |\n| --- |\n| <hr> |", ["html_inline '<hr>'"]),
        ("<ins id=a>一</ins>", ["html_inline '<ins id=a>'"]),
        ("<!-- x -->", ["html_block '<!-- x -->'"]),
        ('<div markdown="1">\n\n</div>', ["html_block '<div markdown=\"1\">\\n'"]),
        ("`x`", ["code_inline 'x'"]),
        ("    indented", ["code_block 'indented\\n'"]),
        ("```py\nimport os\n```", ["fence 'import os\\n'"]),
        (f"<script>{'x' * 50}", [f"html_block '<script>{'x' * 32}'"]),
    ],
)
def test_raw_html_and_code_are_told(body: str, problems: list[str]) -> None:
    page = f"---\ntitle: <b>\n---\n{body}"
    assert list(foreign_markup("zh/x.md", page)) == [f"zh/x.md: {p}" for p in problems]


def test_the_examples_are_the_code_that_a_page_may_show() -> None:
    for example in examples():
        assert list(foreign_markup("a.md", f"---\n---\n```py\n{example}```")) == []


def test_pages_that_are_not_as_generated_are_told(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace_folder(tmp_path / "content", {"a.md": b"1", "b.md": b"2", "c.md": b"3"})
    made = {"a.md": b"1", "b.md": b"---\n---\n<b>", "d.md": b"4"}
    monkeypatch.setattr(pages_module, "files", lambda *_: made)
    folder = tmp_path / "content"
    found = check_content(library, Places(SEEDS, folder, tmp_path))
    assert [f for f in found if ".made-by" not in f.message] == errors(
        f"{folder}/d.md is missing: run `guides generate`",
        f"{folder}/b.md is stale: run `guides generate`",
        f"{folder}/c.md has no source: run `guides generate`",
        "b.md: html_block '<b>'",
    )


# Links


def findings(site: Path, library: Library, seeds: str = "no seeds") -> list[str]:
    found = list(check_links(library, Places(Seeds(site.parent / seeds), site, site)))
    assert {finding.level for finding in found} <= {"error"}
    return [finding.message for finding in found]


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Make a site of two pages, a file, and a page with its Markdown next to it."""
    site = tmp_path / "site"
    (site / "a b").mkdir(parents=True)
    (site / "index.html").write_text('<p id="top"><p id="领域">', encoding="utf-8")
    (site / "a b/index.html").write_text('<p id="field-1">', encoding="utf-8")
    (site / "a b/index.md").write_text("---\n[x](no/)\n---\n", encoding="utf-8")
    (site / "data.csv").write_text("", encoding="utf-8")
    (site / "style.css").write_text("", encoding="utf-8")
    (site / "logo.svg").write_text("<svg id=x>", encoding="utf-8")
    return site


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        ('<a href="#top">', []),
        ('<a href="">', []),
        ('<a href="#%E9%A2%86%E5%9F%9F">', []),
        ('<a href="a%20b/">', []),
        ('<a href="a%20b">', []),
        ('<a href="a%20b/?q=1#field-1">', []),
        ('<a href="a%20b/index.html#field-1">', []),
        ('<a href="a%20b/index.md#field-1">', []),
        ('<a href="data.csv#row=2">', []),
        ('<a href="https://example.org/#x"><a href="//example.org/"><a href="mailto:a@b.cn">', []),
        ('<link rel="stylesheet" href="style.css"><img src="logo.svg">', []),
        ('<link rel="canonical" href="https://example.org/">', []),
        ('<link rel="alternate" href="https://example.org/feed.xml">', []),
        ('<a href="#no">', ["#no has no such anchor"]),
        ('<a href="a%20b/#no">', ["a%20b/#no has no such anchor"]),
        ('<a href="a%20b/index.md#no">', ["a%20b/index.md#no has no such anchor"]),
        ('<a href="gone/"><a href="gone/">', ["gone/ leads nowhere"]),
        ('<a href="gone.csv">', ["gone.csv leads nowhere"]),
        ('<a href="../up/">', ["../up/ leads nowhere"]),
        ('<img src="gone.svg">', ["gone.svg leads nowhere"]),
        ('<p id="a"><p id="a"><p id="a"><p id="b">', ["id a stands twice"]),
        ('<script src="https://example.org/x.js">', ["loads https://example.org/x.js from elsewhere"]),
        ('<img src="//example.org/x.png">', ["loads //example.org/x.png from elsewhere"]),
        ('<link rel="stylesheet" href="http://a.b/x.css">', ["loads http://a.b/x.css from elsewhere"]),
        ('<link rel="icon" href="http://a.b/x.ico">', ["loads http://a.b/x.ico from elsewhere"]),
        ('<img src="data:image/png;base64,AA==">', ["loads data:image/png;base64,AA== from elsewhere"]),
    ],
)  # fmt: skip
def test_links_of_a_page(small: Path, library: Library, markup: str, found: list[str]) -> None:
    page = small / "index.html"
    page.write_text(page.read_text(encoding="utf-8") + markup, encoding="utf-8")
    assert findings(small, library) == [f"index.html: {problem}" for problem in found]


def test_the_page_of_errors_has_links_from_the_root(small: Path, library: Library) -> None:
    """It is served at any address; but it loads nothing from elsewhere either."""
    (small / "404.html").write_text('<a href="/x/gone/"><img src="//a.b/c">', encoding="utf-8")
    (small / "z").mkdir()
    (small / "z/index.html").write_text('<a href="gone/">', encoding="utf-8")
    assert findings(small, library) == [
        "404.html: loads //a.b/c from elsewhere",
        "z/index.html: gone/ leads nowhere",
    ]


def test_links_of_the_markdown_beside_a_page(small: Path, library: Library) -> None:
    text = "---\nx: y\n---\n[a](./#field-1) [b](../#top) [c](#no)\n\n---\n| a |\n| --- |\n| [d](no.csv) |\n"
    (small / "a b/index.md").write_text(text, encoding="utf-8")
    assert list(markdown_links(text)) == ["./#field-1", "../#top", "#no", "no.csv"]
    assert findings(small, library) == [
        "a b/index.md: #no has no such anchor",
        "a b/index.md: no.csv leads nowhere",
    ]


def test_what_was_published_and_is_gone_is_told(small: Path, library: Library) -> None:
    seeds = small.parent / "seeds"
    seeds.mkdir()
    (seeds / "ledger.yml").write_text(
        '- {release: 1.0.0, date: 2026-01-01, paths: {"": [top, bottom], zh/2022-1/: [], en/2022-1/: []}}',
        encoding="utf-8",
    )
    (seeds / "redirects.yml").write_text(
        "- {old: en/2022-1/, new: zh/, reason: merged, date: 2026-01-02}", encoding="utf-8"
    )
    assert findings(small, library, "seeds") == [
        "#bottom was published and is gone, without a redirect",
        "zh/2022-1/ was published and is gone, without a redirect",
        "en/2022-1/ is redirected to zh/, which is not there",
    ]


# The site's own words


@pytest.mark.parametrize(
    ("entries", "found"),
    [
        ({"Partner": "伙伴", "{n} in {year}": "{year}年{n}个"}, []),
        (
            {"Partner": "", "{n} in {year}": "{year}年{n}个"},
            ["no Chinese for “Partner” (a.html.j2)"],
        ),
        ({"{n} in {year}": "{year}年{n}个"}, ["no Chinese for “Partner” (a.html.j2)"]),
        (
            {"Partner": "伙伴", "{n} in {year}": "{year}年{n}个", "Old": "旧"},
            ["no page uses “Old”"],
        ),
    ],
)
def test_words_of_the_site(
    entries: dict[str, str],
    found: list[str],
    library: Library,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said = {"Partner": ["a.html.j2", "b.py"], "{n} in {year}": ["b.py"]}
    monkeypatch.setattr(translation_module, "messages", lambda: said)
    seeds = Seeds(tmp_path)
    seeds.interface.parent.mkdir()
    po = polib.POFile()
    po.extend(polib.POEntry(msgid=en, msgstr=zh) for en, zh in entries.items())
    po.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    po.save(str(seeds.interface))
    assert list(check_interface(library, Places(seeds, tmp_path, tmp_path))) == errors(*found)


# Translation


def test_entries_of_the_catalogue(library: Library, tmp_path: Path) -> None:
    seeds = Seeds(tmp_path)
    shutil.copytree(SEEDS.catalogue.parent, seeds.catalogue.parent)
    po = polib.pofile(str(seeds.catalogue))
    found = {entry.msgid: entry for entry in po}
    found["制药学"].flags.append("fuzzy")
    found["深部开采"].msgstr = ""
    found["海洋"].msgstr = "Oceans;"
    found["人工智能"].msgstr = "Clever machines"
    english = "The project duration must in principle not exceed 3 years in all"
    for zh in ("项目3年甲", "项目3年乙"):
        po.append(polib.POEntry(msgid=zh, msgstr=english))
    po.append(polib.POEntry(msgid="不再用", msgstr="Gone（", obsolete=True))
    long = "非" * 31
    po.append(polib.POEntry(msgid=long, msgstr=long))
    po.save()
    shown = f"“{'非' * 29}…”"
    catalogue = with_patterns(Catalogue.of(po), SEEDS.patterns, library.vocabulary)
    held = replace(library, catalogue=catalogue)
    assert list(check_translation(held, Places(seeds, tmp_path, tmp_path))) == [
        Finding("warning", "2017-1/1.14#field-4: “深部开采” has no English"),
        Finding("warning", "2022-1/2.4#field-9: “制药学” is fuzzy"),
        *errors(
            "patterns.yml: “海洋”: a pattern gives “Oceans”: take it, or list the segment under differences",
            "patterns.yml: “人工智能”: a pattern gives “Artificial intelligence”: take it, or list the segment under differences",
            "2017-1/1.1#field-7: “海洋” ends in “;” [no_closing_mark]",
            "2021-2-draft/1.4#field-2: “人工智能” “人工智能” is not translated as “artificial intelligence” [glossary]",
            f"obsolete: {shown} holds {'非' * 20} [no_chinese]",
            f"obsolete: {shown} has 0.0 letters for each Chinese character, without a comment"
            " [likely_length]",
            "obsolete: “项目3年乙” has the English of “项目3年甲” [distinct]",
        ),
    ]


def test_english_that_names_another_country(tmp_path: Path) -> None:
    """“新方” is New Zealand in 2017-1/1.5, whose sentence has English. In a call with Singapore it is not shown."""
    ahead = "因新方先于中方进行征集，只有已向新方相关科技管理部门提交过项目申请的新方单位的中方合作伙伴才可进行申报"
    texts = {
        f"{year}-1": constructed.HEAD.format(year)
        + constructed.numbered(
            [
                constructed.direction(
                    title=f"中国和{partner}政府间科技合作项目",
                    requirements=f"其他要求：\n1. {ahead}。",
                )
            ]
        )
        for year, partner in ((2030, "新西兰"), (2031, "新加坡"))
    }
    seeds = constructed.seeds_of(tmp_path / "seeds", texts)
    library = load_library(seeds)
    wellington, singapore = (
        direction.requirements[0].text for direction in library.directions.values()
    )
    assert "the New Zealand side" in (wellington.en or "")
    assert (singapore.en, singapore.translation) == (None, "none")
    states = {guide: found for guide, found, _ in coverage(library.guides, library.catalogue)}
    assert states["2031-1"]["missing"] == states["2030-1"]["missing"] + 1
    found = check_translation(library, Places(seeds, tmp_path, tmp_path))
    assert [f.message for f in found if f.level == "error"] == [
        f"2031-1/1.1#requirement-1: “{ahead[:29]}…” has New Zealand in its English and is not shown here, where that is not the country meant: word it for both"
    ]


# What the parser noticed

HEAD = "2030年度第二批项目申报指南\n"
CALL = "合作协议：《协定》。\n领域方向：农业。\n拟支持项目数：2个。\n共拟支持经费：待定。\n其他要求：无。\n"
SILENT = (
    ("info", f"no-{part}", f"2030-2/1.1: states no {part}", 2)
    for part in ("agreements", "fields", "projects", "funding", "requirements")
)


@pytest.mark.parametrize(
    ("text", "noticed"),
    [
        (
            "",
            [
                ("error", "no-year", "the text names no year (expected “2024年度第二批”)", None),
                ("error", "no-directions", "no direction found (expected “1.1 …” and labels)", None),
            ],
        ),
        (
            f"2030年度项目申报指南\n1.1 中国和法国合作项目\n{CALL}",
            [("warning", "no-batch", "the text names no batch; the year's first batch is assumed", None)],
        ),
        (f"{HEAD}1.1 中国和法国合作项目\n{CALL}1.2 中国和德国合作项目\n{CALL}", []),
        (
            f"{HEAD}1.2 中国和法国合作项目\n{CALL}1.2 中国和德国合作项目\n{CALL}1.4 中国和日本合作项目\n{CALL}",
            [
                ("warning", "number-missing", "1.2 comes first: numbers are missing, or out of order", 2),
                ("warning", "number-twice", "1.2 is printed twice; this is 1.2-b", 8),
                ("warning", "number-missing", "1.4 follows 1.2: numbers are missing, or out of order", 14),
            ],
        ),
        (
            f"{HEAD}1.1 中国和法国合作项目\n本方向支持双方开展联合研究。\n{CALL}联系人：张三\n",
            [("warning", "no-label", "2030-2/1.1: text without a label is kept", 3)],
        ),
        (
            f"{HEAD}1.1 中国和法国合作项目\n{CALL.replace('农业。', '').replace('2个。', '')}",
            [
                ("warning", "empty-label", "2030-2/1.1: there is no text under “领域方向”", 4),
                ("warning", "empty-label", "2030-2/1.1: there is no text under “拟支持项目数”", 5),
            ],
        ),
        (f"{HEAD}1.1 中国和法国合作项目\n联系人：张三\n", list(SILENT)),
        # Other labels for the same:
        (
            f"{HEAD}1.1 中国和法国合作项目\n外交承诺：落实。\n领域方向：农业。\n支持经费与项目数：2个，100万元。\n其他要求：无。",
            [],
        ),
        (
            f"{HEAD}1.1 中国和法国（除英国外）合作项目推荐德国、约旦和瑞士合作\n{CALL}1.2 中法国际合作项目\n{CALL}",
            [
                ("warning", "doubtful-partner", "2030-2/1.1: “德国” in the title may be the end of a longer word; taken for no partner", 2),
            ],
        ),
        (
            f"{HEAD}1.1 中国和亚特兰蒂斯合作项目\n{CALL}1.2 某国合作项目\n{CALL}",
            [
                ("warning", "unknown-partner", "2030-2/1.1: “亚特兰蒂斯” is an unknown partner; kept as printed", 2),
                ("warning", "unknown-partner", "2030-2/1.2: no known partner in “某国合作项目”", 8),
            ],
        ),
    ],
)  # fmt: skip
def test_what_is_noticed(
    vocabulary: Vocabulary, text: str, noticed: list[tuple[str, str, str, int | None]]
) -> None:
    """Constructed."""
    lines = [Line(line, number) for number, line in enumerate(text.splitlines(), start=1)]
    guide = enrich(parse(clean(lines), Source("guide.txt", "0" * 64)), vocabulary)
    assert [(d.level, d.code, d.message, d.line) for d in guide.diagnostics] == noticed


def test_diagnostics_are_facts_and_fail_nothing(library: Library, tmp_path: Path) -> None:
    notes = (
        Diagnostic("error", "no-year", "the text names no year"),
        Diagnostic("warning", "no-label", "text without a label is kept", 12),
        Diagnostic("info", "no-funding", "states no funding", 0),
    )
    guide = replace(library.guides[0], diagnostics=notes)
    places = Places(SEEDS, tmp_path, tmp_path)
    assert list(check_diagnostics(replace(library, guides=(guide,)), places)) == [
        Finding("warning", "2017-1: the text names no year [no-year]"),
        Finding("warning", "2017-1: text without a label is kept, line 12 [no-label]"),
        Finding("info", "2017-1: states no funding, line 0 [no-funding]"),
    ]
