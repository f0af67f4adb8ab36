"""Pages show the printed text of a guide, which never becomes markup."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import get_args

import markdown
import pytest
import yaml
from conftest import SEEDS
from constructed import seeds_of
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import html
from test_escape import TEXTS

from generator import ids
from generator.build.html import Permalinks, blocks
from generator.build.html import render as render_html
from generator.escape import front_matter
from generator.link import Library, link
from generator.model import Statement, Strand, Text, Translation
from generator.pipeline import load_library
from generator.write import environment, page_count, render, rendered
from generator.write.interface import load_interface
from generator.write.markdown import rich
from generator.write.pages.direction import direction_page
from generator.write.phrases import Phrases
from generator.write.views import Views


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "文本{ #top .other onclick=x }",
        "---",
        "# 标题",
        "冒号：a: b #c",
        "𬭎 和 😀",  # beyond U+FFFF, which libyaml would escape
        "\ufeff\x85\u2028\x07",
        "yes",
        "2022-1",
        "1.10",
        "一" * 300 + " and words " * 60,
    ],
)
def test_front_matter_is_what_pyyaml_alone_writes(text: str) -> None:
    meta = {"title": text, "partners": [text, "FI"], "flags": [], "batch": 1, "final": None}
    plain = yaml.safe_dump(meta, allow_unicode=True, sort_keys=False, width=2**31)
    assert front_matter(meta) == plain
    assert yaml.safe_load(front_matter(meta)) == meta


def test_addresses_become_links_to_what_they_mean() -> None:
    found = rich("见https：//sede.cdti.gob.es/，邮箱：china@cdti.es。")
    assert "[https：//sede.cdti.gob.es/](https://sede.cdti.gob.es/)" in found
    assert "[china@cdti.es](mailto:china@cdti.es)" in found


@pytest.mark.parametrize("text", ["javascript:alert(1)", "http://a.b/)[x](javascript:y)"])
def test_only_web_addresses_become_links(text: str) -> None:
    html = markdown.markdown(rich(text))
    assert 'href="javascript' not in html


Shown = Callable[[str, str, str | None, Translation], tuple[str, html.HtmlElement]]


@pytest.fixture(scope="module")
def page_with(library: Library) -> Shown:
    """Return a function from (language, Chinese, English, what the English is) to the Markdown and HTML of a direction's page.

    The direction has these texts in every place that can have one.
    """
    found = next(d for d in library.directions.values() if d.fields and d.requirements)
    templates = environment()

    def made(
        language: str, zh: str, en: str | None, translation: Translation
    ) -> tuple[str, html.HtmlElement]:
        text = Text(zh, en)
        if en and translation == "draft":
            text = Text(zh, None, "draft", en)
        elif en and translation == "pattern":
            text = Text(zh, en, "pattern")
        item = replace(found.fields[0], text=text, label=zh, lead=None, domains=(), children=())
        child = replace(item, anchor="field-1-1")
        direction = replace(
            found,
            title=text,
            agreements=(replace(item, anchor="agreement-1", label=None),),
            commitment=text,
            fields_lead=text,
            fields=(replace(item, children=(child,), lead=text),),
            statements=(Statement("projects", zh, text, found.span),),
            strands=(Strand("strand-1", text, None, None),),
            requirements=(replace(item, anchor="requirement-1"),),
            flags=(),
            remarks=(replace(item, anchor="remark-1"),),
        )
        views = Views(library, Phrases(language, str), ids.direction_path(found.id, language))
        markdown_ = rendered(direction_page(views, direction), templates)
        tree = blocks(markdown_.partition("\n---\n")[2])
        page = render_html(tree, Permalinks("", "", range(2, 4)), is_index=False).html
        return markdown_, html.fragment_fromstring(page, "div")

    return made


SHOWN = {
    "//h1": "1.1 {}",
    "//h2[@id='commitment']/following-sibling::p[1]": "{}",
    "//li[.//@id='agreement-1']/p[2]": "{}",
    "//h2[@id='fields']/following-sibling::p[1]": "{}",
    "//li[p//@id='field-1']/p[2]": "{}",
    "//li[p//@id='field-1']/p[not(em[@class='other'])][3]": "{}",
    "//li[p//@id='field-1-1']/p[2]": "{}",
    "//a[@id='projects']/../following-sibling::p[1]": "{}",
    "//a[@id='strand-1']": "{}",
    "//li[.//@id='requirement-1']/p[2]": "{}",
    "//li[.//@id='remark-1']/p[2]": "{}",
}
"""The places of a direction's page that show a text."""


@pytest.mark.parametrize("language", ids.LANGUAGES)
@example(zh="外方申报见!https://example.org/", en="See!https://example.org/!", made="draft")
@example(zh="1.", en="-", made="pattern")
@example(zh="1.", en=None, made="none")
@given(
    zh=TEXTS.filter(str.strip),
    en=st.none() | TEXTS.filter(str.strip),
    made=st.sampled_from(get_args(Translation)),
)
@settings(max_examples=60, deadline=None)
def test_any_text_is_shown(
    page_with: Shown, language: str, zh: str, en: str | None, made: Translation
) -> None:
    """Any text of a guide, and any English of it, is read from the page again, and makes no element.

    English that a pattern made, or that is a draft, has its mark; a title without English is told by facts.
    """
    zh, en = " ".join(zh.split()), " ".join(en.split()) if en else None
    text, page = page_with(language, zh, en, made)
    assert yaml.safe_load(text.removeprefix("---\n").partition("\n---\n")[0])["kind"] == "direction"
    expected, before, after = zh, "", ""
    if language == "en" and en:
        expected, marks = en, {"draft": ("Unreviewed draft ", ""), "pattern": ("", " †")}
        before, after = marks.get(made, ("", ""))
    places = dict(SHOWN)
    if language == "en" and not en:
        assert places.pop("//h1") == "1.1 {}"
        assert "title not translated yet" in page.xpath("//h1")[0].text_content()
        places["//h1/following-sibling::p[1]"] = "{}"
    for path, shown in places.items():
        found = " ".join(page.xpath(path)[0].text_content().split())
        assert before in found
        assert found.endswith(after)
        found = found.replace(before, "", 1).removesuffix(after)
        # A sentence in English is closed.
        assert found.removesuffix(".") == shown.format(expected).removesuffix("."), (path, text)
    assert not page.xpath("//img | //script | //code | //hr | //del")


def test_rendering_twice_gives_the_same_bytes(library: Library) -> None:
    assert list(render(library, SEEDS.interface)) == list(render(library, SEEDS.interface))


def test_both_languages_have_the_same_pages_and_anchors(content: Path) -> None:
    def pages(language: str) -> dict[str, list[str]]:
        found = {}
        for path in (content / language).rglob("*.md"):
            text = path.read_text(encoding="utf-8")
            anchors = [w[1:] for w in text.replace("}", " ").split() if w.startswith("#")]
            name = path.relative_to(content / language).as_posix()
            found[name] = [a for a in anchors if ids.is_anchor(a)]
        return found

    assert pages("zh") == pages("en")


def test_chinese_pages_have_no_stray_spaces(content: Path) -> None:
    """No space between two Han characters or full-width marks, and no missing interface word."""
    stray = re.compile(r"[\u4e00-\u9fff，。；：、）》”] +[\u4e00-\u9fff（《“]")
    for path in (content / "zh").rglob("*.md"):
        for line in path.read_text(encoding="utf-8").partition("\n---\n")[2].splitlines():
            if not line.startswith(("#", "|", "**", "[¶]")):
                assert not stray.search(line), f"{path.name}: {line[:80]}"


def test_front_matter_is_yaml(content: Path) -> None:
    head = (content / "zh/2022-1/1.5.md").read_text(encoding="utf-8").split("\n---\n")[0]
    meta = yaml.safe_load(head.removeprefix("---\n"))
    assert meta["id"] == "2022-1/1.5"
    assert meta["partners"] == ["FI"]
    assert meta["flags"] == ["two_sided_submission", "matching_funds", "ip_agreement"]


def test_every_page_is_counted(library: Library) -> None:
    assert page_count(library) == len(list(render(library, SEEDS.interface)))


@pytest.mark.parametrize(
    ("printed", "english"),
    [
        ("（1）", "(1)"),
        ("1）", "1)"),
        ("1、", "1."),
        ("一、", "A."),
        ("（四）", "(D)"),
        ("领域方向二", "Field 2"),
        ("主题一", "Topic 1"),
        ("※", "※"),
    ],
)
def test_enumerators_on_english_pages(library: Library, printed: str, english: str) -> None:
    assert Views(library, Phrases("en", str), "en/").label(printed) == english
    assert Views(library, Phrases("zh", str), "zh/").label(printed) == printed


@pytest.mark.parametrize(
    ("place", "chinese", "english"),
    [
        ("2022-1/1.5#requirement-8", "要求（8）", "Requirement (8)"),
        ("2022-1/1.5#agreement-1", "合作协议1", "Agreement 1"),
        ("2022-1/1.5#field-1-1-2", "领域方向1.1.2 （2）", "Field 1.1.2 (2)"),
        ("2023-1-draft/1.4#field-1-1", "领域方向1.1 主题一", "Field 1.1 Topic 1"),
    ],
)
def test_links_to_items_have_names(
    library: Library, place: str, chinese: str, english: str
) -> None:
    direction, _, anchor = place.partition("#")
    item = next(i for i in library.directions[direction].items if i.anchor == anchor)
    for language, expected in (("zh", chinese), ("en", english)):
        words = load_interface(language, SEEDS.interface)
        views = Views(library, Phrases(language, words), f"{language}/{direction}/")
        assert views.item_name(item) == expected


def test_a_direction_shows_the_nearest_of_many_of_its_partner(library: Library) -> None:
    """All siblings on each other's pages would be their square."""
    guides, records = [], {}
    for year in range(2001, 2021):
        guide = library.guide("2022-1")
        directions = tuple(
            replace(d, id=f"{year}-1/{d.number}", guide=f"{year}-1") for d in guide.directions
        )
        guides.append(replace(guide, id=f"{year}-1", year=year, directions=directions))
        records[f"{year}-1"] = library.records["2022-1"]
    many = link(guides, records, library.vocabulary)
    direction = many.directions["2010-1/1.1"]  # Spain
    page = direction_page(Views(many, Phrases("en", str), "en/2010-1/1.1/"), direction)
    same = page.context["same_partner"]
    assert [(d.guide, anchor) for d, anchor in same["rows"]] == [
        *zip(("2020-1", "2019-1", "2018-1", "2017-1"), ("newer", "", "", ""), strict=True),
        ("2010-1", ""),
        *zip(("2009-1", "2008-1", "2007-1", "2006-1"), ("older", "", "", ""), strict=True),
    ]
    assert same["more"] == 19 - 8
    text = rendered(page, environment())
    assert "11 more on the partner’s page: [Spain](../partners/es.md)" in text


@pytest.mark.parametrize(("guides", "told", "more"), [(9, 8, False), (10, 8, True)])
def test_a_partners_page_tells_the_newest_changes_of_a_call(
    tmp_path: Path, guides: int, told: int, *, more: bool
) -> None:
    text = "1.1 中国和芬兰政府间合作项目\n\n领域方向：水。\n拟支持项目数：{}个。\n"
    texts = {f"{2030 + n}-1": text.format(n + 1) for n in range(guides)}
    seeds = seeds_of(tmp_path / "seeds", texts)
    pages = dict(render(load_library(seeds), seeds.interface))
    page = pages["en/partners/fi.md"].decode()
    changes = page[page.index("{ #changes }") :]
    assert changes.count("<summary>Word by word</summary>") == told
    link = "[Earlier changes of this call](../lineages/fi-2030-1-1.1.md)"
    assert (link in changes) == more
    lineage = pages["en/lineages/fi-2030-1-1.1.md"].decode()
    assert lineage.count("<ins>") == guides - 1


def test_words_of_a_language_are_text_whatever_they_hold() -> None:
    words = {"_": lambda _: 'a "b" \\n {{ c }} <i> *d*', "gap": " "}
    band = environment().get_template("macros.md.j2").make_module(words).draft_band(None)
    assert 'a "b" &#92;n &#123;&#123; c &#125;&#125; &lt;i&gt; &#42;d&#42;' in band
