"""Pages: what a guide prints is shown, and never becomes markup."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import markdown
import pytest
import yaml
from conftest import SEEDS
from constructed import seeds_of
from markdown_it import MarkdownIt

from generator import ids
from generator.escape import front_matter
from generator.link import Library, link
from generator.model import Text
from generator.pipeline import load_library
from generator.write import environment, files, page_count, render, rendered
from generator.write.markdown import escape, rich
from generator.write.pages.direction import direction_page
from generator.write.phrases import Phrases
from generator.write.views import Views

HOSTILE = (
    "<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "{{ config }} {% raw %}",
    "文本{ #top .other onclick=x }",
    "*强调* _a_ `code` ~~s~~ ^x^",
    "| 表 | 格 |",
    "# 标题",
    "- 列表",
    "1. 列表",
    "---",
    "===",
    "&lt; &#60; &amp;",
    "\\*",
    "![x](http://a.b/c.png)",
    "<http://a.b>",
    "a@b.cn <a@b.cn>",
    ": 定义",
    "    缩进",
)


def shown(html: str) -> str:
    """The text that a reader sees of a fragment."""
    parts: list[str] = []
    parser = HTMLParser()
    parser.handle_data = parts.append  # type: ignore[method-assign]
    parser.feed(html)
    parser.close()
    return "".join(parts).strip()


@pytest.mark.parametrize(
    "text",
    [
        *HOSTILE,
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


def test_links_lead_on_from_the_page_that_they_stand_on(library: Library) -> None:
    """What is worked out once for many pages is none of another folder's."""
    home = Views(library, Phrases("en", str), "en/")
    for path in ("en/", "en/2022-1/1.5/", "en/2022-1/", "en/partners/fi/", "en/"):
        views, fresh = home.at(path), Views(library, Phrases("en", str), path)
        assert views.row("2022-1/1.5") == fresh.row("2022-1/1.5")
        assert views.partner("FI") == fresh.partner("FI")
        home = views


@pytest.mark.parametrize("text", HOSTILE)
def test_escaped_text_shows_as_itself_in_two_engines(text: str) -> None:
    plain = " ".join(text.split())
    for html in (
        markdown.markdown(escape(text), extensions=["attr_list", "tables", "toc"]),
        MarkdownIt("commonmark").enable("table").render(escape(text)),
    ):
        assert shown(html) == plain
        assert html.startswith("<p>")
        assert html.count("<") == 2


def test_addresses_become_links_to_what_they_mean() -> None:
    found = rich("见https：//sede.cdti.gob.es/，邮箱：china@cdti.es。")
    assert "[https：//sede.cdti.gob.es/](https://sede.cdti.gob.es/)" in found
    assert "[china@cdti.es](mailto:china@cdti.es)" in found


@pytest.mark.parametrize("text", ["javascript:alert(1)", "http://a.b/)[x](javascript:y)"])
def test_only_web_addresses_become_links(text: str) -> None:
    html = markdown.markdown(rich(text))
    assert 'href="javascript' not in html


def test_hostile_guide_stays_text(library: Library) -> None:
    """Every text of a direction replaced by markup: the page has no more elements than before."""
    guide = library.guides[0]
    nasty = Text("<img src=x onerror=alert(1)>{ #top }*a*|b|", "</p><script>x</script>")
    direction = guide.directions[0]
    hostile = replace(
        direction,
        title=nasty,
        agreements=tuple(replace(a, text=nasty) for a in direction.agreements),
        fields=tuple(replace(f, text=nasty, label="<b>") for f in direction.fields),
        requirements=tuple(replace(r, text=nasty) for r in direction.requirements),
    )
    changed = replace(guide, directions=(hostile, *guide.directions[1:]))
    one = link([changed], library.records, library.vocabulary)
    pages = dict(render(one, SEEDS.interface))
    page = pages[ids.content_file(ids.direction_path(direction.id, "en"))].decode()
    body = page.partition("\n---\n")[2]
    html = markdown.markdown(body, extensions=["attr_list", "tables", "toc"])
    assert "<script" not in html
    assert "<img" not in html
    assert yaml.safe_load(page.partition("\n---\n")[0])["id"] == direction.id


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
    assert [row.year for row in same["newer"]] == [*range(2013, 2021)]
    assert [row.year for row in same["older"]] == [*range(2009, 2001, -1)]
    assert same["more"] == 19 - 16
    text = rendered(page, environment(Phrases("en", str)))
    assert "3 more are in the list of the partner's page: [Spain](../partners/es.md)" in text


def test_processes_of_their_own_make_the_same_pages(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.write._MANY", 0)
    told: list[str] = []
    found = files(library, SEEDS.interface, told.append)
    assert found == dict(render(library, SEEDS.interface))
    assert len(told) == len(found)


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
    words = Phrases("en", lambda _: 'a "b" \\n {{ c }} <i> *d*')
    band = environment(words).get_template("macros.md.j2").make_module().draft_band(None)
    assert 'a "b" &#92;n &#123;&#123; c &#125;&#125; &lt;i&gt; &#42;d&#42;' in band
