"""What pages, data, feeds, citations and the search say of the English. The guide and its English are constructed."""

from __future__ import annotations

import csv
import json
import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from constructed import HEAD, built, direction, numbered, seeds_of
from lxml import html

from generator import checkout, ids
from generator.build.feeds import feed_entries
from generator.build.plugin import Options
from generator.check import Places
from generator.checkout import shows_drafts
from generator.cite import citations
from generator.errors import InputError
from generator.ids import unknown_code
from generator.link import Library
from generator.model import Origin, Text
from generator.pipeline import assemble, load_guide, load_library
from generator.search import search_files, searched
from generator.seeds import Seeds, load_seeds
from generator.translate import Catalogue
from generator.translate.catalogue import coverage
from generator.translate.segments import segments
from generator.vocabulary import Vocabulary
from generator.write import render
from generator.write.interface import load_interface
from generator.write.pages.page import english_of
from generator.write.phrases import Phrases
from generator.write.views import Views

SWISS, NIGER = "中国和瑞士政府间科技合作项目", "中国和尼日尔联合研究项目"
PEOPLE = "中国和奥地利、比利时、捷克、丹麦、芬兰人员交流项目"
NONE, WAKANDA = "气候变化应对合作", "中国和瓦坎达合作项目"
TITLES = (SWISS, NIGER, PEOPLE, NONE, WAKANDA)
FIELDS = "领域方向：\n（1）冰川学；\n（2）雪崩防治；\n（3）高山牧业；\n（4）奶酪科学。"
DRAFT, SWISS_DRAFT = "Draft words on mountain pastures", "Draft of a Swiss title"
PATTERN = "China–Niger Joint Research Project"
TOLD = [
    "China–Switzerland: S&T cooperation (title not translated yet)",
    PATTERN,
    "China–Austria, Belgium, Czechia, and 2 others: exchange of personnel (title not translated yet)",
    "S&T cooperation (title not translated yet)",
    "S&T cooperation (title not translated yet)",  # Wakanda has no English name
]
DAY = date(2026, 11, 20)


class Stub(Catalogue):
    """A catalogue with one pattern."""

    def segment(self, segment: str) -> tuple[str, Origin] | None:
        """Return the English of the pattern, or what the catalogue has."""
        return (PATTERN, "pattern") if segment == NIGER else super().segment(segment)


CATALOGUE = Stub(
    entries={"冰川学": "Glaciology", "雪崩防治": "Avalanche control"},
    later=frozenset({"雪崩防治"}),
    reviewed=DAY,
    drafts={"高山牧业": DRAFT, SWISS: SWISS_DRAFT},
    suggested=frozenset({"高山牧业", SWISS, "奶酪科学"}),
    show_drafts=True,
)


def library_of(seeds: Seeds, catalogue: Catalogue) -> Library:
    vocabulary = Vocabulary.load(seeds.vocabulary)
    held = [(seed, load_guide(seed, vocabulary)) for seed in load_seeds(seeds.guides)]
    return assemble(seeds, held, vocabulary, catalogue)


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Seeds:
    guide = HEAD.format(2030) + numbered(direction(title=title, fields=FIELDS) for title in TITLES)
    return seeds_of(tmp_path_factory.mktemp("english") / "seeds", {"2030-1": guide})


@pytest.fixture(scope="module")
def library(seeds: Seeds) -> Library:
    return library_of(seeds, CATALOGUE)


@pytest.fixture(scope="module")
def made(seeds: Seeds, library: Library) -> Places:
    return built(seeds, library)[1]


@pytest.fixture(scope="module")
def hidden(seeds: Seeds) -> Library:
    """Return the library of a publisher who does not show drafts."""
    return library_of(seeds, replace(CATALOGUE, show_drafts=False))


def words(seeds: Seeds) -> list[Phrases]:
    return [Phrases(name, load_interface(name, seeds.interface)) for name in ids.LANGUAGES]


def page(made: Places, path: str) -> Any:
    return html.parse(made.site / path / "index.html").getroot()


def text(node: Any) -> str:
    return " ".join(node.text_content().split())


# Titles


def test_a_description_does_not_say_that_a_partner_is_not_stated(made: Places) -> None:
    for path, begins in (("en/2030-1/1.4", "Projects: "), ("zh/2030-1/1.4", "项目数")):
        (found,) = page(made, path).xpath("//meta[@name='description']/@content")
        assert found.startswith(begins)


def test_a_title_without_english_is_told_by_facts(library: Library) -> None:
    v = Views(library, Phrases("en", str), "en/")
    assert [v.title(d) for d in library.directions.values()] == TOLD
    assert v.title(library.guides[0]) == "2030, batch 1 (title not translated yet)"
    chinese = Views(library, Phrases("zh", str), "zh/")
    assert [chinese.title(d) for d in library.directions.values()] == list(TITLES)
    nameless = replace(library.directions["2030-1/1.1"], title=Text(""))
    assert v.title(nameless) == ""


def test_pages_show_the_told_title_and_the_chinese_below(made: Places) -> None:
    found = page(made, "en/2030-1/1.3")
    assert text(found.xpath("//h1")[0]).startswith(f"1.3 {TOLD[2]}")
    (below,) = found.xpath("//h1/following-sibling::p[1]/em[@lang='zh']")
    assert (below.text, below.get("class")) == (PEOPLE, "original")
    assert found.findtext(".//title").startswith(f"{TOLD[2]} (2030-1/1.3)")
    told = [text(a) for a in page(made, "en/2030-1").xpath("//table[2]//td[2]/a")]
    assert told == TOLD


@pytest.mark.parametrize(
    ("title", "told", "english", "chinese"),
    [
        ("中加（魁北克省）合作活动", "China–Canada (Quebec): S&T cooperation", ["Canada (Quebec)"], ["加拿大（魁北克省）"]),
        ("中国和德国（巴伐利亚州）、法国合作活动", "China–Germany (Bavaria) and France: S&T cooperation", ["Germany (Bavaria)", "France"], ["德国（巴伐利亚州）", "法国"]),
        ("平方公里阵列射电望远镜（SKA）合作活动", "China–SKA: S&T cooperation", ["Square Kilometre Array (SKA)"], ["平方公里阵列射电望远镜"]),
        ("中国与亚太经合组织合作活动", "China–APEC: S&T cooperation", ["Asia-Pacific Economic Cooperation (APEC)"], ["亚太经合组织"]),
        (WAKANDA, "S&T cooperation", ["瓦坎达"], ["瓦坎达"]),
        (NONE, "S&T cooperation", ["not known here"], ["不详"]),
    ],
)  # fmt: skip
def test_partners_are_told_with_their_regions_and_never_as_nothing(
    tmp_path: Path, title: str, told: str, english: list[str], chinese: list[str]
) -> None:
    made_seeds = seeds_of(
        tmp_path / "seeds", {"2030-1": HEAD.format(2030) + numbered([direction(title=title)])}
    )
    library = load_library(made_seeds)
    zh, en = (Views(library, phrases, "") for phrases in words(made_seeds))
    (found,) = library.directions.values()
    assert en.title(found) == f"{told} (title not translated yet)"
    assert (en.partner_names(found), zh.partner_names(found)) == (english, chinese)
    pages = {path: data.decode() for path, data in render(library, made_seeds.interface)}
    (strip,) = re.findall(r"\{ .fact .*\n.*\n\| (.*?) \| ", pages["en/2030-1/1.1.md"])
    (row,) = re.findall(r"\| 1.1 \| .*?\) \| (.*?) \| ", pages["en/2030-1/index.md"])
    assert strip == row
    if title == WAKANDA:
        code = unknown_code("瓦坎达").lower()
        assert strip == f'[瓦坎达](../partners/{code}.md){{ lang="zh" }}'
    elif title == NONE:
        assert strip == "*not known here*{ .state .not-known }"
    else:
        assert [name in strip for name in english] == [True] * len(english)


def test_landing_pages_tell_titles_by_facts(made: Places) -> None:
    """In the list of a guide and of a partner, and as their own heading, with the Chinese one."""
    listed = page(made, "2030-1").xpath("//ol/li/a")
    assert [text(a) for a in listed] == [
        f"1.{n} {zh} {en}" for n, (zh, en) in enumerate(zip(TITLES, TOLD, strict=True), start=1)
    ]
    assert text(page(made, "partners/ch").xpath("//ol/li/a")[0]) == f"2030-1/1.1 {SWISS} {TOLD[0]}"
    for n, told in enumerate(TOLD, start=1):
        assert text(page(made, f"2030-1/1.{n}").xpath("//h1/span[@lang='en']")[0]) == told
    (lineage,) = (made.site / "lineages").glob("ch-*")
    assert text(page(made, f"lineages/{lineage.name}").xpath("//h1/span")[0]) == TOLD[0]
    rows = page(made, "2030-1/1.4").xpath("//dl/dd")
    assert text(rows[0]) == "不详 not known here"
    assert text(rows[1]).endswith("2030, batch 1 (title not translated yet)")


@pytest.mark.parametrize(
    ("english", "closed"),
    [
        ("RMB 12 million (RMB 1.5 million for each project)", "RMB 12 million (RMB 1.5 million for each project)."),
        ("It must be marked “Joint Laboratory”", "It must be marked “Joint Laboratory”."),
        ("Is it open (to all?)", "Is it open (to all?)"),
        ("Open to all (see the annex.)", "Open to all (see the annex.)"),
        ("As follows:", "As follows:"),
    ],
)  # fmt: skip
def test_every_statement_ends_in_a_stop(library: Library, english: str, closed: str) -> None:
    v = Views(library, Phrases("en", str), "en/")
    shown = v.segment(Text("甲", english, "reviewed"), closing=True)
    assert shown.inline.replace("\\", "") == closed


# Pages


PARTLY = {
    "en/partners/ch": "Parts not translated yet and shown in Chinese: 1 of 1.",  # the agreement
    "en/requirements/enterprise-lead": "Parts not translated yet and shown in Chinese: ",
    "en/2030-1/1.1": "Parts not translated yet and shown in Chinese: ",
}


@pytest.mark.parametrize("path", PARTLY)
def test_each_page_says_that_parts_are_in_chinese(hidden: Library, seeds: Seeds, path: str) -> None:
    pages = {file: data.decode() for file, data in render(hidden, seeds.interface)}
    assert f"*{PARTLY[path]}" in pages[f"{path}.md"]
    assert "尚未翻译" not in pages[f"{path}.md".replace("en/", "zh/")].partition("## ")[0]


def test_changes_say_what_is_in_chinese(tmp_path: Path) -> None:
    """The line at the top, and each Chinese name in a sentence of ours; what is equal in English says so."""
    old, new = (
        "领域方向：\n（1）循环经济。",
        "领域方向：\n（1）循环经济；\n（2）冰川学；\n（3）氢能。",
    )
    texts = {
        "2030-1": HEAD.format(2030) + numbered([direction(fields=old, title="中国与芬兰合作活动")]),
        "2031-1": HEAD.format(2031) + numbered([direction(fields=new, title="中国和芬兰合作活动")]),
    }
    made_seeds = seeds_of(tmp_path / "seeds", texts)
    title = "China–Finland cooperation"
    catalogue = Catalogue(
        {"中国与芬兰合作活动": title, "中国和芬兰合作活动": title, "氢能": "Hydrogen"}
    )
    pages = {
        path: data.decode()
        for path, data in render(library_of(made_seeds, catalogue), made_seeds.interface)
    }
    assert "*Parts not translated yet and shown in Chinese: 1 of " in pages["en/domains/earth.md"]
    (lineage,) = (path for path in pages if path.startswith("en/lineages/fi-"))
    for path in (lineage, "en/partners/fi.md"):
        page = pages[path]
        assert "*Parts not translated yet and shown in Chinese: " in page, path
        assert '2 added (*冰川学*{ lang="zh" .original }; Hydrogen)' in page, path
        assert f"| Title | {title} | reworded in Chinese, the same in English |" in page, path


def test_a_part_that_is_no_persons_english_is_marked(made: Places) -> None:
    """A pattern quietly, a draft in words; on Chinese pages drafts are not shown."""
    found = page(made, "en/2030-1/1.1")
    labels = found.xpath("//em[@class='unreviewed']")
    assert [text(label) for label in labels] == ["Unreviewed draft"] * 2
    shown = [text(label.getparent()) for label in labels]
    assert shown[0].startswith(f"1.1 Unreviewed draft {SWISS_DRAFT}")
    assert shown[1] == f"Unreviewed draft {DRAFT}"
    assert not found.xpath("//em[@class='pattern']")
    niger = page(made, "en/2030-1/1.2")
    (mark,) = niger.xpath("//em[@class='pattern']")
    assert (mark.text, mark.get("title")) == ("†", "made by pattern")
    assert text(niger.xpath("//h1")[0]).startswith(f"1.2 {PATTERN} †")
    chinese = page(made, "zh/2030-1/1.2")
    assert [text(em.getparent()) for em in chinese.xpath("//em[@class='pattern']")] == [
        f"{PATTERN} †"
    ]
    assert "Draft" not in text(page(made, "zh/2030-1/1.1").find("body"))


@pytest.mark.parametrize(
    ("path", "first", "last"),
    [
        (
            "en/2030-1/1.2",
            "Parts not translated yet and shown in Chinese: 8 of 12. Parts that are unreviewed drafts, marked as such: 1 of 12.",
            "The English is this project’s translation, unofficial. Of its parts (12): 1 read against the Chinese on 20 November 2026, 1 translated by a person since 20 November 2026, 1 made by pattern (†), 1 drafted and not reviewed, 8 not translated yet.",
        ),
        (
            "zh/2030-1/1.2",
            "",
            "英文为本站的非官方译文，共12处：1处已于2026年11月20日对照中文审校，1处为2026年11月20日之后人工翻译，1处由句式套译生成（†），1处仅有未经审校的草稿，8处尚未翻译。",
        ),
    ],
)
def test_a_page_says_what_its_english_is(made: Places, path: str, first: str, last: str) -> None:
    found = page(made, path)
    notes = [text(note) for note in found.xpath("//article//p[em[@class='note']]")]
    assert (notes[0] if first else "") == first
    assert [text(p) for p in found.xpath("//article//p") if text(p).startswith(last[:8])] == [last]


READ, LATER = Text("冰川学", "Glaciology", "reviewed"), Text("雪崩防治", "Avalanches", "reviewed")
MADE, ROUGH = Text("甲", "A", "pattern"), Text("乙", None, "draft", "B")
UNTOLD, EMPTY = Text("丙"), Text(" ")


@pytest.mark.parametrize(
    ("found", "reviewed", "told", "short"),
    [
        ([READ, EMPTY], DAY, "unofficial, last read against the Chinese on 20 November 2026.", []),
        ([READ], None, "Of its parts (1): 1 translated by a person.", []),
        ([READ, READ, LATER], DAY, "Of its parts (3): 2 read against the Chinese on 20 November 2026, 1 translated by a person since 20 November 2026.", []),
        ([LATER], DAY, "Of its parts (1): 1 translated by a person since 20 November 2026.", []),
        ([MADE], DAY, "Of its parts (1): 1 made by pattern (†).", []),
        ([ROUGH, READ], DAY, "Of its parts (2): 1 read against the Chinese on 20 November 2026, 1 drafted and not reviewed.", ["Parts that are unreviewed drafts, marked as such: 1 of 2."]),
        ([UNTOLD, UNTOLD], DAY, "", ["Parts not translated yet and shown in Chinese: 2 of 2."]),
        ([EMPTY], DAY, "", []),
    ],
)  # fmt: skip
def test_the_sentence_on_the_english(
    library: Library, found: list[Text], reviewed: date | None, told: str, short: list[str]
) -> None:
    held = replace(library, catalogue=replace(CATALOGUE, reviewed=reviewed))
    said = english_of(Views(held, Phrases("en", str), "en/2030-1/1.1/"), found)
    assert said["about_the_english"].removeprefix(
        "The English is this project’s translation, "
    ).removeprefix("unofficial. ") == (told)
    assert said["english_in_short"] == short
    chinese = english_of(Views(held, Phrases("zh", str), "zh/2030-1/1.1/"), found)
    assert chinese["english_in_short"] == []


def test_the_page_about_counts_the_sentences_of_each_guide(made: Places, library: Library) -> None:
    ((guide, numbers, shared),) = coverage(library.guides, CATALOGUE)
    assert (guide, shared) == ("2030-1", 0)
    counted = {"reviewed": 1, "later": 1, "pattern": 1, "draft": 2, "suggestion": 1}
    assert numbers == {**counted, "missing": numbers.total() - 6}
    for language in ids.LANGUAGES:
        (table,) = page(made, f"{language}/about").xpath("//h2[@id='english']/following::table[1]")
        cells = [text(cell) for cell in table.xpath(".//td")[1:]]
        assert cells == [*map(str, (numbers.total(), 1, 1, 1, 2, 1, numbers["missing"]))]


# Data


def test_the_data_say_what_the_english_is(made: Places) -> None:
    data = made.site / "data"
    directions = json.loads((data / "directions.json").read_bytes())
    assert [d["title"]["translation"] for d in directions] == [
        "draft", "pattern", "none", "none", "none"
    ]  # fmt: skip
    assert [d["title"]["en"] for d in directions] == [SWISS_DRAFT, PATTERN, None, None, None]
    assert {d["translation"] for d in directions} == {"none"}
    fields = [field["text"]["translation"] for field in directions[0]["fields"]]
    assert fields == ["reviewed", "reviewed", "draft", "none"]
    with (data / "fields.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["text_translation"] for row in rows[:4]] == fields
    assert rows[2]["text_en"] == DRAFT
    with closing(sqlite3.connect(data / "coop-guides.sqlite")) as database:
        ask = database.execute
        told = "SELECT title_translation, translation FROM direction ORDER BY id LIMIT 2"
        assert ask(told).fetchall() == [("draft", "none"), ("pattern", "none")]
        codes = "SELECT code FROM code WHERE list = 'translation'"
        assert {c for (c,) in ask(codes)} == {"reviewed", "pattern", "draft", "none"}
        passages = dict(ask("SELECT text_zh, text_en FROM passage WHERE text_en IS NOT NULL"))
        assert passages == {
            "冰川学；": "Glaciology", "雪崩防治；": "Avalanche control", NIGER: PATTERN
        }  # fmt: skip


# Drafts


DRAFTS = (DRAFT, SWISS_DRAFT)


def test_drafts_are_in_no_file_but_pages_and_data(made: Places) -> None:
    """Not in feeds, citations, JSON-LD, landing pages, plain texts, the search or any page's head."""
    found = {
        file.relative_to(made.site).as_posix()
        for file in made.site.rglob("*")
        if file.is_file() and any(draft.encode() in file.read_bytes() for draft in DRAFTS)
    }
    found = {path for path in found if not path.startswith("data/")}
    shown = {f"en/2030-1/1.{n}/index.{end}" for n in range(1, 6) for end in ("html", "md")}
    landing = {f"2030-1/1.{n}/index.{end}" for n in range(1, 6) for end in ("json", "md")}
    assert found == shown | landing
    for path in landing:
        if path.endswith("md"):  # its front matter is the JSON
            _, _, words = (made.site / path).read_text(encoding="utf-8").split("---\n", 2)
            assert not any(draft in words for draft in DRAFTS)
    for path in shown:
        if path.endswith("html"):
            head = html.parse(made.site / path).getroot().find("head")
            assert not any(draft.encode() in html.tostring(head) for draft in DRAFTS)
        else:
            lines = (made.site / path).read_text(encoding="utf-8").splitlines()
            drafted = [line for line in lines if any(draft in line for draft in DRAFTS)]
            assert drafted
            assert all("*Unreviewed draft* " in line for line in drafted)


def test_a_publisher_who_does_not_show_drafts_has_none(hidden: Library, seeds: Seeds) -> None:
    pages = b"".join(data for _, data in render(hidden, seeds.interface))
    assert not any(draft.encode() in pages for draft in DRAFTS)
    (_, numbers, _), *_ = coverage(hidden.guides, hidden.catalogue)
    assert numbers["draft"] == 2


def test_citations_have_the_chinese_title_without_a_person_or_a_pattern(
    library: Library,
) -> None:
    for name, title in zip(("1.1", "1.2", "1.3"), (SWISS, NIGER, PEOPLE), strict=True):
        assert {c.title for c in citations(f"2030-1/{name}/", library, "")} == {title}
    guide = replace(library.guides[0], title=Text("指南", "Guide", "reviewed"))
    named = replace(library, guides=(guide,))
    found = {c.language: c.title for c in citations("2030-1/1.2/", named, "")}
    assert found == {"zh": NIGER, "en": PATTERN}
    assert [c.language for c in citations("2030-1/1.1/", named, "")] == ["zh"]


def test_feeds_tell_titles_by_facts(library: Library, seeds: Seeds) -> None:
    entries = feed_entries(library, words(seeds))
    paths = [f"2030-1/1.{n}/" for n in range(1, 6)]
    assert [entries[f"en/{path}"]["said"]["title"] for path in paths] == TOLD
    assert [entries[f"zh/{path}"]["said"]["title"] for path in paths] == list(TITLES)


def test_the_search_finds_the_chinese_of_what_has_no_english(
    library: Library, seeds: Seeds
) -> None:
    found = searched(library, "en")
    assert [p.title.text for p in found[:3]] == [SWISS, PATTERN, PEOPLE]
    assert [p.text for p in found[0].fields] == [
        "Glaciology", "Avalanche control", "高山牧业；", "奶酪科学。"
    ]  # fmt: skip
    records = [
        record
        for path, file in search_files(library, words(seeds)).items()
        if path.startswith("search/en/") and "/texts-" in path
        for record in json.loads(file)
    ]
    assert [r.get("told") for r in records[:3]] == [TOLD[0], None, TOLD[2]]


def test_the_search_says_that_untranslated_parts_are_found_by_chinese_words(
    library: Library, seeds: Seeds
) -> None:
    """On the English pages of a site that has such parts."""
    every = Catalogue(dict.fromkeys(segments(library.guides), "English"))
    told = [
        json.loads(search_files(held, words(seeds))[f"search/{language}/index.json"])["words"]
        for held, language in (
            (library, "en"),
            (library, "zh"),
            (library_of(seeds, every), "en"),
        )
    ]
    sentence = "Parts not translated yet are found by Chinese words only."
    assert [words["untranslated"] for words in told] == [sentence, "", ""]


@pytest.mark.parametrize(
    ("plugin", "expected"),
    [
        ("coop-guides", False),
        ("coop-guides:", False),
        ("coop-guides: {seeds: seeds}", False),
        ("coop-guides: {drafts: false}", False),
        ("coop-guides: {drafts: true}", True),
        ("search: {drafts: true}", False),
    ],
)
def test_mkdocs_yml_says_whether_drafts_are_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, plugin: str, expected: bool
) -> None:
    """The commands read it from there, as the plugin does."""
    file = tmp_path / "mkdocs.yml"
    file.write_text(f"site_name: x\nsite_url: !ENV [X, '']\nplugins:\n  - {plugin}\n")
    monkeypatch.setattr(checkout, "ROOT", tmp_path)
    assert shows_drafts.__wrapped__() is expected
    assert dict(Options._schema)["drafts"].default is False


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("drafts: true\nplugins:\n  - coop-guides: {seeds: seeds}\n", "“drafts” has no effect here: write it below “seeds: seeds”"),
        ('plugins:\n  - coop-guides: {drafts: "true"}\n', "drafts: expected true or false, not “true”"),
    ],
)  # fmt: skip
def test_drafts_in_the_wrong_place_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, message: str
) -> None:
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(checkout, "ROOT", tmp_path)
    with pytest.raises(InputError, match=message):
        shows_drafts.__wrapped__()


def test_the_project_shows_no_drafts() -> None:
    assert not shows_drafts()
