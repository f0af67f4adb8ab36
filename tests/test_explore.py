"""Search and filters in a real browser."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from conftest import watched
from lxml import etree
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect
from pypdfium2 import PdfDocument

from generator import ids
from generator.ids import GuideId
from generator.link import Library
from generator.model import Direction, walk
from generator.search.tokens import Reader

pytestmark = pytest.mark.browser

# What the five guides say, as of seeds/guides.
FINLAND = ["2023-1-draft/1.6", "2022-1/1.5"]


@pytest.fixture(scope="module")
def page(browser: Browser, root: str) -> Iterator[Page]:
    context = browser.new_context(locale="zh-CN", accept_downloads=True)
    opened = context.new_page()
    problems = watched(opened, root)
    yield opened
    assert problems == []
    context.close()


def explore(page: Page, root: str, search: str = "", language: str = "zh") -> Page:
    """Open the explore page with a query string, and wait for the results."""
    page.goto(f"{root}{language}/explore/{search}")
    page.locator("[data-results]").wait_for()
    return page


def found(page: Page, match: str = "") -> list[str]:
    """Return the identifiers of the results in their order."""
    selector = f'[data-id][data-match="{match}"]' if match else "[data-id]"
    return [entry.get_attribute("data-id") or "" for entry in page.locator(selector).all()]


def search_of(page: Page) -> str:
    return str(page.evaluate("decodeURIComponent(location.search)"))


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("?partner=fi", "2 directions, in drafts: 1"),
        ("?partner=fi&stage=draft", "1 direction, in a draft"),
        ("?partner=fi&stage=final", "1 direction"),
        ("?q=qqqq", "0 directions"),
    ],
)
def test_the_status_counts_directions_and_drafts(
    page: Page, root: str, query: str, status: str
) -> None:
    expect(explore(page, root, query, "en").get_by_role("status")).to_have_text(status)


def test_nothing_found_tells_of_untranslated_parts(browser: Browser, root: str) -> None:
    opened = browser.new_page()

    def partly(route: Route) -> None:
        head = route.fetch().json()
        head["words"]["untranslated"] = "By Chinese words only."
        route.fulfill(json=head)

    opened.route("**/search/en/index.json*", partly)
    explore(opened, root, "?q=qqqq", "en")
    told = opened.locator(".nothing li").all_inner_texts()
    assert told == ["Try fewer or other words.", "By Chinese words only."]
    opened.close()


@pytest.mark.parametrize("language", ids.LANGUAGES)
def test_scripts_and_index_read_text_alike(
    page: Page, root: str, site: Path, language: str
) -> None:
    """Every text of the index has the same keys in the browser as in the index's making."""
    folder = site / "search" / language
    head = json.loads((folder / "index.json").read_text(encoding="utf-8"))
    equal = dict(zip(*head["variants"], strict=True))
    texts = [
        paragraph[0]
        for number in range(len(head["texts"]))
        for record in json.loads((folder / head["folder"] / f"texts-{number}.json").read_text())
        for paragraph in record["text"]
    ]
    texts += ["ＰＶ 光伏", "İstanbul ﬁre ㎡", "“A”—‘b’", "𠮷野家", "é\u0301x", "芬蘭 氫能"]
    explore(page, root, language=language)
    script = """async (texts) => {
        const { keys } = await import("../../assets/search/tokens.js");
        const index = await (await import("../../assets/search/site.js")).open();
        return texts.map((text) => keys(index.tokens(text)));
    }"""
    assert page.evaluate(script, texts) == [*map(Reader(equal).keys, texts)]


@pytest.mark.parametrize(
    ("query", "printed"),
    [
        ("出行即服务（MaaS）", "出行即服务（MaaS）"),
        ("ＭａａＳ):探索", "MaaS）：探索"),
        ("電池汽車", "电池汽车"),
        ("氢", "氢"),
        ("领域中、氢", "领域中、氢"),  # stands nowhere
    ],
)
def test_what_stands_as_typed_comes_first(
    page: Page, root: str, library: Library, query: str, printed: str
) -> None:
    exact = [d.id for d in library.directions.values() if printed in "\n".join(texts_of(d))]
    explore(page, root, f"?q={query}")
    assert sorted(found(page, "exact")) == sorted(exact)
    assert found(page)[: len(exact)] == found(page, "exact")
    assert bool(exact) == (query != "领域中、氢")


@pytest.mark.parametrize(
    ("query", "hold", "not_hold"),
    [
        ("hydrog", "hydrogen", "ydrogen"),
        ("EU", "EU", "pharmaceutical"),
        ("AI", "AI", "raise"),
        ("er-to-X tech", None, "Power-to-X technology"),
    ],
)
def test_words_of_letters_match_from_their_beginning(
    page: Page, root: str, query: str, hold: str | None, not_hold: str
) -> None:
    explore(page, root, f"?q={query}", "en")
    marked = page.locator("[data-match=exact] mark").all_inner_texts()
    assert bool(marked) == bool(hold)
    assert {text.lower() for text in marked} <= {(hold or "").lower(), query.lower()}
    script = """async ([query, text]) => {
        const { stands } = await import("../../assets/search/tokens.js");
        const index = await (await import("../../assets/search/site.js")).open();
        return stands(index.tokens(text), index.tokens(query)).length;
    }"""
    assert page.evaluate(script, [query, not_hold]) == 0
    assert not hold or page.evaluate(script, [query, hold]) == 1


def test_a_phrase_from_the_middle_of_a_word_is_related(page: Page, root: str) -> None:
    explore(page, root, "?q=er-to-X技")
    assert set(found(page)) == set(found(page, "related")) >= {"2022-1/1.5", "2023-1-draft/1.6"}


@pytest.mark.parametrize(
    ("language", "meant"), [("zh", "人工智能"), ("en", "artificial intelligence")]
)
def test_an_abbreviation_finds_what_it_means(
    page: Page, root: str, library: Library, language: str, meant: str
) -> None:
    """16 directions speak of artificial intelligence; only one of them calls it AI, in English."""
    explore(page, root, "?q=AI", language)
    speaking = [
        d.id
        for d in library.directions.values()
        if any(
            "人工智能" in item.text.zh for item in walk((*d.fields, *d.requirements, *d.agreements))
        )
    ]
    assert sorted(found(page)) == sorted(speaking)
    assert len(speaking) == 16
    assert page.locator(f'.explore-also a:text-is("{meant}")').count() == 1


@pytest.mark.parametrize(
    ("language", "query", "offered"),
    [
        ("zh", "氢能", {"氢", "氢燃料电池"}),
        ("zh", "氢", {"氢能", "氢燃料电池"}),
        ("zh", "COVID", {"新冠", "新型冠状病毒"}),
        ("zh", "新冠", {"新型冠状病毒"}),
        ("zh", "EU", {"欧盟"}),
        ("en", "hydrogen", {"fuel cell"}),
        ("en", "氢能", {"hydrogen"}),
        ("en", "欧盟", {"EU"}),
        ("en", "COVID", {"coronavirus"}),
    ],
)
def test_related_words_are_offered(
    page: Page, root: str, language: str, query: str, offered: set[str]
) -> None:
    explore(page, root, f"?q={query}", language)
    links = page.locator(".explore-also li a")
    assert offered <= set(links.all_inner_texts())
    first = page.locator(".explore-also li").first
    count = int(first.inner_text().partition("(")[2].rstrip(")"))
    first.locator("a").click()
    page.wait_for_load_state()
    page.locator("[data-results]").wait_for()
    assert len(found(page, "exact")) == count > 0


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        *((("zh", name), code) for name, code in {
            "以色列": "IL", "新西兰": "NZ", "墨西哥": "MX", "塞尔维亚": "RS", "希腊": "GR", "蒙古": "MN",
            "南非": "ZA", "埃及": "EG", "韩国": "KR", "Israel": "IL", "South Korea": "KR", "大韩民国": "KR",
            "中韩": "KR", "中芬": "FI", "NZ": "NZ", "中马": "MY",
        }.items()),
        *((("en", name), code) for name, code in {
            "Korea": "KR", "South Korea": "KR", "韩国": "KR", "Republic of Korea": "KR", "UK": "GB",
            "United Kingdom": "GB", "USA": "US", "Mexico": "MX", "NZ": "NZ", "KR": "KR",
        }.items()),
    ],
)  # fmt: skip
def test_every_name_of_a_partner_finds_all_its_directions(
    page: Page, root: str, library: Library, typed: tuple[str, str], code: str
) -> None:
    language, name = typed
    explore(page, root, f"?q={name}", language)
    expected = {d.id for d in library.directions.values() if code in d.partners}
    assert expected <= set(found(page))
    by_name = set(found(page, "name"))
    assert by_name <= expected
    assert by_name.isdisjoint(found(page, "exact"))


@pytest.mark.parametrize(
    ("language", "typed", "words"),
    [("en", "“quantum”", "quantum"), ("zh", '"人工智能"', "人工智能"), ("zh", "氢能？", "氢能"), ("en", "(EU)?", "EU")],
)  # fmt: skip
def test_marks_around_the_words_are_not_searched_for(
    page: Page, root: str, language: str, typed: str, words: str
) -> None:
    explore(page, root, f"?q={quote(words)}", language)
    expected = set(found(page))
    explore(page, root, f"?q={quote(typed)}", language)
    assert set(found(page)) == expected
    assert found(page, "exact") == []


def test_israel_is_found_where_the_title_has_it_in_brackets(page: Page, root: str) -> None:
    """2017-1/1.11 prints 中以（色列）, which does not hold 以色列 as typed."""
    explore(page, root, "?q=以色列")
    assert found(page, "name") == ["2017-1/1.11"]
    assert found(page, "exact") == ["2023-1-draft/1.9", "2021-2-draft/1.1"]
    with page.expect_download() as download:
        page.get_by_role("button", name="JSON").click()
    rows = json.loads(Path(download.value.path()).read_bytes())
    assert [row["id"] for row in rows] == found(page)


@pytest.mark.parametrize("language", ids.LANGUAGES)
@pytest.mark.parametrize("query", ["限项", "限项申报", "Submissions are limited"])
def test_the_name_of_a_condition_finds_its_directions(
    page: Page, root: str, library: Library, language: str, query: str
) -> None:
    explore(page, root, f"?q={query}", language)
    limited = {
        d.id
        for d in library.directions.values()
        if "submission_limit" in {flag.code for flag in d.flags}
    }
    assert limited <= set(found(page))
    link = page.locator(".explore-pages a").first
    assert (link.get_attribute("href") or "").endswith("/requirements/submission-limit/")


@pytest.mark.parametrize("language", ids.LANGUAGES)
def test_an_agency_finds_the_directions_that_name_it(page: Page, root: str, language: str) -> None:
    explore(page, root, "?q=Tekes", language)
    assert found(page) == ["2022-1/1.5"]


def test_calls_open_to_a_member_of_a_grouping_are_told_apart(
    page: Page, root: str, library: Library
) -> None:
    explore(page, root, "?q=Finland", "en")
    calls = library.by_membership("FI")
    link = page.locator(".explore-also a", has_text="European Union")
    assert f": {len(calls)} directions" in link.inner_text()
    assert not set(calls) & set(found(page))
    link.click()
    page.wait_for_url("**/en/partners/fi/#membership")
    assert page.locator("#membership").count() == 1


def texts_of(direction: Direction) -> list[str]:
    """Return the Chinese texts of ``direction`` that its page shows as those of the guide."""
    items = walk((*direction.agreements, *direction.fields, *direction.requirements))
    return [direction.title.zh, *(item.text.zh for item in items)]


def test_english_words_are_found_in_other_forms(page: Page, root: str) -> None:
    explore(page, root, "?q=hydrogens", "en")
    forms = found(page)
    assert found(page, "exact") == []
    explore(page, root, "?q=hydrogen", "en")
    assert set(found(page, "exact")) == set(forms)
    marks = page.locator(".result mark").all_inner_texts()
    assert marks
    assert {mark.lower() for mark in marks} == {"hydrogen"}


def test_a_hit_leads_to_its_item_with_the_words_marked(page: Page, root: str) -> None:
    explore(page, root, "?q=分布式发电的储能")
    page.locator('[data-id="2022-1/1.5"] .excerpt a').click()
    page.locator("mark.hit").wait_for()
    assert page.url.endswith("#field-1-1-2")
    assert page.locator("mark.hit").all_inner_texts() == ["分布式发电的储能"]
    item = page.locator("li:has(> p > a#field-1-1-2)")
    assert item.locator("mark.hit").count() == 1
    expect(item).to_be_in_viewport()


def test_a_phrase_across_a_list_leads_to_its_first_item(page: Page, root: str) -> None:
    """2017-1/1.1 prints “医药卫生、能源” in one line; the page shows two items."""
    explore(page, root, "?q=医药卫生、能源")
    assert found(page, "exact") == ["2017-1/1.1"]
    page.locator('[data-id="2017-1/1.1"] .excerpt a').click()
    page.locator("mark.hit").first.wait_for()
    assert page.url.endswith("#field-4")
    assert {"医药卫生", "能源"} <= set(page.locator("mark.hit").all_inner_texts())


def test_results_say_what_a_reader_asks(page: Page, root: str) -> None:
    explore(page, root, "?q=智能电网&guide=2022-1")
    entry = page.locator('[data-id="2022-1/1.5"]')
    text = entry.inner_text()
    for words in (
        "2022年度第一批", "1.5 中国和芬兰政府间科技合作项目", "芬兰", "不超过15项", "5500万元", "不超过3年",
    ):  # fmt: skip
        assert words in text
    assert "智能电网" in entry.locator("mark").all_inner_texts()


@pytest.mark.parametrize(
    ("search", "holds"),
    [
        ("?partner=fi", lambda d: "FI" in d.partners),
        ("?partner=FI,de", lambda d: {"FI", "DE"} & set(d.partners)),
        ("?partner=fi&partner=de", lambda d: {"FI", "DE"} & set(d.partners)),
        ("?group=eu", lambda d: "EU" in d.groups),
        ("?partner=eu", lambda d: "EU" in d.groups),
        ("?domain=ocean&year=2017,2022", lambda d: "ocean" in d.domains and GuideId.parse(d.guide).year in (2017, 2022)),
        ("?stage=draft&kind=flagship", lambda d: "draft" in d.guide and d.kind == "flagship"),
        ("?guide=2021-2-draft", lambda d: d.guide == "2021-2-draft"),
        (
            "?flag=matching_funds,ip_agreement",
            lambda d: {"matching_funds", "ip_agreement"} <= {f.code for f in d.flags},
        ),
        ("?quota=10-15", lambda d: 10 <= (d.projects.max or d.projects.min or 0) <= 15),
        ("?money=50000000-", lambda d: (d.funding.amount_cny or 0) >= 50_000_000),
        ("?partner=xx&domain=nonsense&quota=x", bool),
    ],
)  # fmt: skip
def test_filters(
    page: Page, root: str, library: Library, search: str, holds: Callable[[Direction], object]
) -> None:
    expected = [d.id for d in library.directions.values() if holds(d)]
    explore(page, root, search)
    assert sorted(found(page)) == sorted(expected)
    assert expected


def test_filters_count_what_each_value_would_give(page: Page, root: str, library: Library) -> None:
    explore(page, root, "?domain=energy&year=2022")
    page.locator(".explore-filters").evaluate("(panel) => { panel.open = true; }")
    energy = [d for d in library.directions.values() if "energy" in d.domains]
    for name, expected in (
        ("2022", sum(library.guide(d.guide).year == 2022 for d in energy)),
        ("2017", sum(library.guide(d.guide).year == 2017 for d in energy)),
    ):
        label = page.locator(
            ".facets label", has=page.locator(f'input[name="year"][value="{name}"]')
        )
        assert int(label.locator(".count").inner_text()) == expected
    water = page.locator('.facets label:has(input[value="water"]) .count').inner_text()
    in_2022 = [d for d in library.directions.values() if library.guide(d.guide).year == 2022]
    assert int(water) == sum("water" in d.domains for d in in_2022)


def test_the_address_says_the_view_and_back_goes_back(page: Page, root: str) -> None:
    explore(page, root)
    assert len(found(page)) == 74
    page.locator(".explore-words input").press_sequentially("能源", delay=20)
    expect(page.locator("[data-match=exact]").first).to_be_visible()
    page.locator(".explore-filters").evaluate("(panel) => { panel.open = true; }")
    page.get_by_label("芬兰").check()
    expect(page.locator("[data-id]")).to_have_count(2)
    assert search_of(page) == "?q=能源&partner=fi"
    page.locator(".explore-head select").select_option("money")
    assert search_of(page) == "?q=能源&partner=fi&sort=money"
    page.go_back()
    page.go_back()
    expect(page.get_by_label("芬兰")).not_to_be_checked()
    assert search_of(page) == "?q=能源"
    page.go_back()
    expect(page.locator("[data-id]")).to_have_count(74)
    assert page.locator(".explore-words input").input_value() == ""


@pytest.mark.parametrize("order", ["money", "quota", "year"])
def test_orders(page: Page, root: str, library: Library, order: str) -> None:
    explore(page, root, f"?sort={order}")
    directions = [library.directions[identifier] for identifier in found(page)]
    values = {
        "money": [d.funding.amount_cny or -1 for d in directions],
        "quota": [d.projects.max or d.projects.min or -1 for d in directions],
        "year": [library.guide(d.guide).year for d in directions],
    }[order]
    assert values == sorted(values, reverse=True)
    assert len(values) == 74


@pytest.mark.parametrize(
    ("language", "query", "offered"),
    [
        ("zh", "hydrogen", "英文文本命中的方向：7个"),
        ("en", "氢能", "Directions found in the Chinese text: 5"),
    ],
)
def test_the_other_language_is_one_click_away(
    page: Page, root: str, language: str, query: str, offered: str
) -> None:
    explore(page, root, f"?q={query}", language)
    link = page.get_by_role("link", name=offered)
    link.click()
    page.wait_for_url("**/explore/?q=*")
    page.locator("[data-match=exact]").first.wait_for()
    assert len(found(page)) == int("".join(c for c in offered if c.isdigit()))


def test_nothing_found_says_what_to_try(page: Page, root: str) -> None:
    explore(page, root, "?q=没有此词呀")
    assert page.locator('[data-results="0"]').count() == 1
    assert "减少或更换检索词" in page.locator(".nothing").inner_text()
    explore(page, root, "?q=氢能&partner=fi&guide=2017-1")
    page.get_by_role("button", name="清除全部筛选（").click()
    expect(page.locator("[data-match=exact]").first).to_be_visible()
    assert search_of(page) == "?q=氢能"
    explore(page, root, "?q=hydrogne", "en")
    page.get_by_role("link", name="hydrogen", exact=True).click()
    page.locator("[data-match=exact]").first.wait_for()


@pytest.mark.parametrize("width", [1280, 360])
def test_downloads_are_in_sight_of_many_results(page: Page, root: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    explore(page, root, "?domain=energy")
    expect(page.get_by_role("button", name="Excel")).to_be_in_viewport()


def test_few_results_stay_in_sight_of_a_filter_far_below(page: Page, root: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    explore(page, root)
    page.get_by_role("checkbox", name="限项申报").check()
    expect(page.locator("[data-id]")).to_have_count(2)
    expect(page.locator("[data-id]").last).to_be_in_viewport(ratio=0.9)


@pytest.mark.parametrize(
    ("path", "holds"),
    [
        ("partners/fi", lambda d: "FI" in d.partners),
        ("partners/eu", lambda d: "EU" in d.groups),
        ("domains/ai", lambda d: "ai" in d.domains),
        ("2022-1", lambda d: d.guide == "2022-1"),
    ],
)
def test_what_a_page_is_about_can_be_filtered_and_downloaded(
    page: Page, root: str, library: Library, path: str, holds: Callable[[Direction], bool]
) -> None:
    page.goto(f"{root}zh/{path}/")
    page.get_by_role("link", name="筛选并下载为表格").click()
    page.locator("[data-results]").wait_for()
    assert set(found(page)) == {d.id for d in library.directions.values() if holds(d)}


@pytest.mark.parametrize("kind", ["CSV", "JSON"])
def test_the_selection_can_be_taken_away(page: Page, root: str, site: Path, kind: str) -> None:
    explore(page, root, "?partner=fi")
    with page.expect_download() as download:
        page.get_by_role("group", name="供程序使用").get_by_role("button", name=kind).click()
    text = Path(download.value.path()).read_bytes().decode("utf-8")
    if kind == "CSV":
        assert text.startswith("\ufeff")
        rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
        whole = (site / "data/directions.csv").read_text(encoding="utf-8-sig")
        known = {row["id"]: row for row in csv.DictReader(io.StringIO(whole, newline=""))}
    else:
        rows = json.loads(text)
        known = {d["id"]: d for d in json.loads((site / "data/directions.json").read_text())}
    assert [row["id"] for row in rows] == FINLAND
    for row in rows:
        assert row["url"] == f"{root}{row['id']}/"
        assert {**known[row["id"]], "url": None} == {**row, "url": None}


def test_a_csv_value_may_hold_anything(page: Page, root: str) -> None:
    text = 'a,b\r\n"x, ""y""\r\nz",\r\n,"é"\r\n'
    script = (
        '(text) => import("../../assets/search/download.js").then(({ records }) => records(text))'
    )
    explore(page, root)
    assert page.evaluate(script, text) == list(csv.reader(io.StringIO(text, newline="")))


def people(page: Page, kind: str) -> Path:
    """Download the table for people."""
    with page.expect_download() as download:
        page.locator("[aria-labelledby=explore-people]").get_by_role("button", name=kind).click()
    return Path(download.value.path())


@pytest.mark.parametrize(
    ("language", "headings", "row"),
    [
        (
            "zh",
            ["编号", "指南", "阶段", "合作方", "项目数", "经费（万元）", "经费（文字）", "链接"],
            ["2022-1/1.5", "2022年度第一批", "正式指南", "芬兰", "不超过15项", "5500", "5500万元", "zh/2022-1/1.5/"],
        ),
        (
            "en",
            ["Identifier", "Guide", "Stage", "Partners", "Projects", "Funding (RMB million)", "Funding, in words", "Link"],
            ["2022-1/1.5", "2022, batch 1", "Final text", "Finland", "no more than 15", "55", "RMB 55 million", "en/2022-1/1.5/"],
        ),
    ],
)  # fmt: skip
def test_the_selection_as_a_table_for_people(
    page: Page, root: str, language: str, headings: list[str], row: list[str]
) -> None:
    explore(
        page,
        root,
        "?partner=fi&columns=id,guide,stage,partners,projects,money,funding,link",
        language,
    )
    *values, link = row
    text = people(page, "CSV").read_bytes().decode("utf-8")
    assert text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert rows[0] == headings
    assert [cells[0] for cells in rows[1:]] == FINLAND
    assert rows[2] == [*values, root + link]
    assert rows[1][2] == ("征求意见稿" if language == "zh" else "Draft for comment")
    sheet = cells_of(people(page, "Excel"))
    assert sheet == rows


def cells_of(path: Path) -> list[list[str]]:
    """Return the cells of a workbook's first sheet. Texts have to stand in their cells, not be formulas."""
    name = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    with zipfile.ZipFile(path) as book:
        assert book.testzip() is None
        sheet = etree.fromstring(book.read("xl/worksheets/sheet1.xml"))
        shared = (
            [
                "".join(entry.itertext())
                for entry in etree.fromstring(book.read("xl/sharedStrings.xml"))
            ]
            if "xl/sharedStrings.xml" in book.namelist()
            else []
        )
    assert not list(sheet.iter(f"{name}f"))
    rows = []
    for row in sheet.iter(f"{name}row"):
        texts = [("".join(cell.itertext()), cell.get("t")) for cell in row]
        rows.append([shared[int(text)] if kind == "s" else text for text, kind in texts])
    return rows


@pytest.mark.parametrize("language", ids.LANGUAGES)
def test_the_whole_as_a_spreadsheet(site: Path, library: Library, language: str) -> None:
    rows = cells_of(site / f"data/coop-guides.{language}.xlsx")
    newest = [d.id for d in library.newest_first(library.directions)]
    assert [cells[0] for cells in rows[1:]] == newest
    assert rows[0][0] == {"zh": "编号", "en": "Identifier"}[language]
    whole = "\n".join("\n".join(cells) for cells in rows)
    assert "@" not in whole, "an address of a person"
    page = (site / language / "data/index.html").read_text(encoding="utf-8")
    assert f'data/coop-guides.{language}.xlsx"' in page


def test_a_text_never_runs_as_a_formula(page: Page, root: str) -> None:
    script = """async () => {
        const { workbook } = await import("../../assets/search/spreadsheet.js");
        const columns = [{ heading: "=1+1", kind: "text" }, { heading: "n", kind: "number" }];
        const bytes = await workbook("a<b", columns, [['=cmd|"/c calc"!A1', 2.5], ["&\u0001", null]]).arrayBuffer();
        return [...new Uint8Array(bytes)];
    }"""
    explore(page, root)
    book = io.BytesIO(bytes(page.evaluate(script)))
    assert cells_of(book) == [["=1+1", "n"], ['=cmd|"/c calc"!A1', "2.5"], ["&", ""]]  # type: ignore[arg-type]


def test_columns_are_chosen_and_kept_in_the_address(page: Page, root: str) -> None:
    explore(page, root, "?partner=fi")
    page.locator(".explore-columns summary").click()
    page.get_by_label("其他要求").uncheck()
    page.get_by_label("领域方向").check()
    assert "columns=" in search_of(page)
    page.reload()
    page.locator("[data-results]").wait_for()
    rows = list(csv.reader(io.StringIO(people(page, "CSV").read_text("utf-8-sig"), newline="")))
    assert "领域方向" in rows[0]
    assert "其他要求" not in rows[0]
    page.locator(".explore-columns summary").click()
    page.get_by_label("其他要求").check()
    page.get_by_label("领域方向").uncheck()
    assert search_of(page) == "?partner=fi"


def test_a_print_says_what_was_asked(browser: Browser, root: str) -> None:
    opened = browser.new_page()
    opened.goto(f"{root}zh/explore/?q=氢&year=2022,2023&money=1000000-")
    opened.locator("[data-results]").wait_for()
    opened.wait_for_load_state("networkidle")
    document = PdfDocument(opened.pdf(format="A4"))
    pages = [document[n].get_textpage().get_text_range() for n in range(len(document))]
    for words in (
        "检索词 氢",
        "年度：2022、2023",
        "经费（万元）：100–",
        "数据日期 20",
        "网址 http",
        "2.7 中国和韩国",
    ):
        assert words in pages[0]
    assert all(len(text) > 200 for text in pages)
    assert "清除全部筛选" not in "".join(pages)
    opened.goto(f"{root}zh/explore/")
    opened.locator("[data-results]").wait_for()
    opened.wait_for_load_state("networkidle")
    document = PdfDocument(opened.pdf(format="A4"))
    last = document[len(document) - 1].get_textpage().get_text_range()
    assert "1.16金砖国家" in "".join(last.split())
    opened.close()


@pytest.mark.parametrize("language", ids.LANGUAGES)
@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("芬兰", "partners/fi/"),
        ("Finland", "partners/fi/"),
        ("欧盟", "partners/eu/"),
        ("Energy", "domains/energy/"),
        ("能源", "domains/energy/"),
        ("2022-1/1.5", "2022-1/1.5/"),
        ("2022-1", "2022-1/"),
    ],
)
def test_the_box_puts_pages_first(
    page: Page, root: str, language: str, text: str, first: str
) -> None:
    page.goto(f"{root}{language}/about/")
    page.keyboard.press("/")
    page.keyboard.type(text)
    option = page.get_by_role("option").first
    option.wait_for()
    href = str(option.evaluate("(link) => link.href")).partition("?")[0]
    assert href == f"{root}{language}/{first}"


def test_the_box_by_keyboard(page: Page, root: str) -> None:
    page.goto(root + "en/2022-1/1.5/")
    page.keyboard.press("/")
    box = page.get_by_role("combobox")
    expect(box).to_be_focused()
    page.keyboard.type("smart grids")
    page.get_by_role("option").first.wait_for()
    assert box.get_attribute("aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    active = page.locator(f"#{box.get_attribute('aria-activedescendant')}")
    assert active.get_attribute("aria-selected") == "true"
    assert page.get_by_role("option").first.get_attribute("aria-selected") == "true"
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.locator("mark.hit").first.wait_for()
    assert "#field-" in page.url
    page.keyboard.press("/")
    page.keyboard.type("smart grids")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/explore/?q=smart+grids")
    page.locator("[data-match=exact]").first.wait_for()


def test_enter_opens_the_page_whose_name_was_typed(page: Page, root: str) -> None:
    page.goto(root + "en/about/")
    page.keyboard.press("/")
    page.keyboard.type("South Korea")
    first = page.get_by_role("option").first
    expect(first).to_have_attribute("aria-selected", "true")
    expect(first.locator("kbd")).to_be_visible()
    expect(page.get_by_role("option").last.locator("kbd")).to_be_hidden()
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/partners/kr/")
    page.keyboard.press("/")
    page.keyboard.type("smart grids")
    last = page.get_by_role("option").last
    expect(last.locator("kbd")).to_be_visible()
    expect(page.locator("form.find [aria-selected=true]")).to_have_count(0)


def test_letters_on_the_way_to_characters_are_not_searched(page: Page, root: str) -> None:
    """An input method shows “qing neng” before it writes 氢能."""
    explore(page, root)
    page.locator(".explore-words input").focus()
    keyboard = page.context.new_cdp_session(page)
    place = {"selectionStart": 9, "selectionEnd": 9}
    keyboard.send("Input.imeSetComposition", {"text": "qing neng", **place})
    page.wait_for_timeout(400)
    assert search_of(page) == ""
    keyboard.send("Input.insertText", {"text": "氢能"})
    page.locator("[data-match=exact]").first.wait_for()
    assert search_of(page) == "?q=氢能"


def test_without_scripts_the_page_is_a_table(browser: Browser, root: str, library: Library) -> None:
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(root + "en/explore/")
    rows = opened.locator("table tbody tr")
    assert rows.count() == len(library.directions)
    expect(rows.first).to_be_visible()
    links = opened.locator("table tbody td:nth-child(2) a")
    newest = [d.id for d in library.newest_first(library.directions)]
    assert [link.get_attribute("href") for link in links.all()] == [f"../{d}/" for d in newest]
    opened.get_by_role("searchbox").fill("grids")
    opened.keyboard.press("Enter")
    opened.wait_for_url("**/en/explore/?q=grids")
    context.close()


def test_without_the_index_the_table_is_still_there(reader: BrowserContext, root: str) -> None:
    opened = reader.new_page()
    opened.route("**/search/en/**", lambda route: route.abort())
    opened.goto(root + "en/explore/?q=energy")
    expect(opened.locator("table")).to_be_visible()
