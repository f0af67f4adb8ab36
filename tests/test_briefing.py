"""The page of a partner as a briefing: its first lines, its one table of calls, and its print."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import datetime
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from constructed import built, seeds_of
from lxml import html
from playwright.sync_api import Browser

from generator import ids
from generator.link import Library

LONG = ("kr", "eu", "at")
"""Partners with long histories, whose print may take two sheets."""


def _page(site: Path, path: str) -> html.HtmlElement:
    return html.fromstring((site / path / "index.html").read_text(encoding="utf-8"))


def _brief(site: Path, path: str) -> dict[str, html.HtmlElement]:
    """Return name of a line at the top of a partner's page → the line."""
    lines = _page(site, path).xpath("//div[@class='brief']/ul/li")
    return {line.find("strong").text_content(): line for line in lines}


def _led_to(element: html.HtmlElement) -> list[str]:
    """Return the directions to which ``element`` links."""
    links = element.xpath(".//a/@href")
    return [found[1] for link in links if (found := re.search(r"(\d{4}-\d[\w-]*/[\d.]+)/", link))]


def _rows(site: Path, code: str) -> list[dict[str, str]]:
    text = (site / f"data/partners/{code}.csv").read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("code", ["fi", "eg", "eu", "kr", "no", "us", "brics"])
def test_the_newest_directions_come_first(site: Path, code: str) -> None:
    """Those of the newest draft and of the newest final text, as the data of the page have them."""
    direct = [row for row in _rows(site, code) if row["direct"] == "true"]
    brief = _brief(site, f"en/partners/{code}")
    newest = max(row["guide"].strip("/") for row in direct)
    assert ("Newest draft" in brief) == newest.endswith("draft")
    for name, stage in (("Newest draft", "draft"), ("Newest final text", "final")):
        guides = {row["guide"].strip("/") for row in direct if row["stage"] == stage}
        if name in brief:
            wanted = [r["id"].strip("/") for r in direct if r["guide"].strip("/") == max(guides)]
            assert _led_to(brief[name]) == wanted[:3]
            assert (f"{len(wanted) - 3} more" in brief[name].text_content()) == (len(wanted) > 3)


def test_the_first_lines_of_finland(site: Path) -> None:
    brief = _brief(site, "en/partners/fi")
    text = {name: " ".join(line.text_content().split()) for name, line in brief.items()}
    # 2023-1-draft/1.6: 拟支持项目数：不超过15个。共拟支持经费：6000万元。
    assert "projects: no more than 15; funding: RMB 60 million" in text["Newest draft"]
    assert "projects: no more than 15; funding: RMB 55 million" in text["Newest final text"]
    assert text["Latest change"].startswith(
        "Latest change 2022-1/1.5 → 2023-1-draft/1.6: funding RMB 55 million → RMB 60 million; fields:"
    )
    through = text["May also take part through"]
    assert "European Union: 1 in final texts, 4 in drafts, newest: 2024-2-draft/2.0" in through
    page = _page(site, "en/partners/fi")
    (facts,) = page.xpath("//table[.//th[contains(@class, 'fact')]]")
    assert [cell.text_content() for cell in facts.xpath(".//td")][-1] == "2022–2023 (draft)"


def test_a_partner_of_groupings_alone_says_so(site: Path) -> None:
    brief = _brief(site, "en/partners/gb")
    assert _led_to(brief["Newest draft"]) == ["2024-2-draft/1.9"]
    assert "figures for the whole grouping" in brief["Newest draft"].text_content()
    assert _led_to(brief["Through a grouping"]) == ["2024-2-draft/1.9"]
    assert "Latest change" not in brief
    assert not _page(site, "en/partners/gb").xpath("//*[@id='timeline']")


@pytest.mark.parametrize("language", ids.LANGUAGES)
def test_one_table_has_every_call(site: Path, library: Library, language: str) -> None:
    """A row for each call and a column for each guide; each direction once, with its quota and its money."""
    unit = 10_000 if language == "zh" else 1_000_000
    for code in library.by_partner:
        direct = library.direct(code)
        page = _page(site, ids.partner_path(code, language))
        tables = page.xpath("//table[.//th[@id='directions']]")
        assert len(tables) == bool(direct), code
        if not direct:
            continue
        heads = tables[0].xpath(".//th")
        assert [head.get("id") for head in heads[:: len(heads) - 1]] == ["directions", "domains"]
        assert len(heads) == len(library.guides) + 2
        rows = tables[0].xpath("./tbody/tr")
        assert len(rows) == len({library.lineage_of(direction).code for direction in direct})
        cells = {}
        for row in rows:
            for guide, cell in zip(library.guides, row.xpath("./td")[1:-1], strict=True):
                for direction in _led_to(cell):
                    assert ids.guide_of(direction) == guide.id
                    number = ids.number_of(direction)
                    cells[direction] = cell.text_content().removeprefix(number)
        assert set(cells) == set(direct)
        for direction, cell in cells.items():
            money = library.directions[direction].funding.amount_cny
            most = library.directions[direction].projects.max
            assert money is None or cell.endswith(f"{money / unit:,g}"), (direction, cell)
            assert most is None or re.search(rf"(?<!\d){most} ·", cell), (direction, cell)


def test_domains_that_went_are_told_apart(site: Path) -> None:
    """South Africa's call had materials in 2017 and not in 2023."""
    (row,) = _page(site, "en/partners/za").xpath(
        "//table[.//th[@id='domains']]/tbody/tr[.//a[contains(@href, '2017-1/1.14/')]]"
    )
    now, before = row.xpath("./td[last()]")[0].text_content().split("; earlier also: ")
    assert "Biotechnology" in now
    assert before.split(", ")[0] == "Materials"


def test_a_long_history_keeps_its_table_small(tmp_path: Path) -> None:
    """Nine guides, two without the partner: the newest six with it are columns, the others a list."""
    text = "1.1 中国和{}政府间合作项目\n\n领域方向：水。\n拟支持项目数：{}个。\n"
    texts = {
        f"{2030 + n}-1": text.format("挪威" if n in (4, 8) else "芬兰", n + 1) for n in range(9)
    }
    _, places = built(seeds_of(tmp_path / "seeds", texts))
    page = _page(places.site, "en/partners/fi")
    heads = page.xpath("//table[.//th[@id='directions']]//th/a")
    assert [head.text for head in heads] == [f"{2030 + n}, batch 1" for n in (1, 2, 3, 5, 6, 7)]
    assert "Only the newest guides that name this partner are columns." in page.text_content()
    (older,) = page.xpath("//li[a[text()='2030, batch 1']]")
    assert _led_to(older) == ["2030-1/1.1"]


@pytest.mark.parametrize("language", ids.LANGUAGES)
def test_a_reader_can_follow_and_cite(published: Path, language: str) -> None:
    """The feed's address stands on the page in full, beside words that say what it does."""
    page = _page(published, f"{language}/partners/fi")
    (line,) = page.xpath("//div[@class='brief']//li[a[contains(@href, 'feed.xml')]]")
    assert {"en": "feed reader", "zh": "阅读器"}[language] in line.text_content()
    (shown,) = page.xpath("//section[@class='cite']//dd[preceding-sibling::dt[1][@id='follow']]/a")
    address = f"https://example.org/some-repo/{language}/partners/fi/feed.xml"
    assert (shown.text, shown.get("href")) == (address, address)
    assert page.xpath("//div[@class='brief']//a[@href='#cite']")
    assert page.xpath("//h2[@id='cite']")


@pytest.mark.parametrize("language", ids.LANGUAGES)
def test_a_masthead_has_the_day_of_the_newest_change(published: Path, language: str) -> None:
    """That of the feeds and the sitemap: the newest of the directions that the page shows."""
    contents = json.loads((published / "data/build.json").read_bytes())["contents"]
    rows = _rows(published, "fi")
    days = [contents[f"{language}/{row['id'].strip('/')}/"]["updated"] for row in rows]
    day = datetime.fromisoformat(max(days))
    (masthead,) = _page(published, f"{language}/partners/fi").xpath("//div[@class='masthead']")
    text = masthead.text_content()
    months = f"{day.day} {day:%B} {day.year}", f"{day.year}年{day.month}月{day.day}日"
    assert months[language == "zh"] in text
    assert f"https://example.org/some-repo/{language}/partners/fi/" in text


def printed(
    browser: Browser, address: str, *, script: bool = True, scheme: str = "light"
) -> list[str]:
    """Return the text of each sheet of the page at ``address``, printed on A4."""
    context = browser.new_context(java_script_enabled=script, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address)
    if script:
        page.wait_for_load_state("networkidle")
    document = pdfium.PdfDocument(page.pdf(format="A4"))
    sheets = [sheet.get_textpage().get_text_bounded() for sheet in document]
    context.close()
    return sheets


MASTHEAD = {
    "en": ("STI Cooperation Guides", "An unofficial site", "Data last changed on "),
    "zh": ("国际科技合作指南库", "非官方网站", "数据最近更新："),
}


def _is_a_briefing(sheets: list[str], language: str, path: str) -> None:
    """Assert that the first sheet has a masthead, that none is empty, and that nothing of the site's frame is on them."""
    for words in (*MASTHEAD[language], path):
        assert words in sheets[0], words
    for sheet in sheets:
        assert len(re.sub(r"\d+ / \d+|\s", "", sheet)) > 80
    text = "\n".join(sheets)
    for words in ("Skip to content", "Privacy", "隐私", "On this page", "本页目录", "Word by word", "逐字对照", "Search", "CC BY"):  # fmt: skip
        assert words not in text, words


@pytest.mark.parametrize("language", ids.LANGUAGES)
@pytest.mark.parametrize("code", ["fi", "eg", "no", "gb", "bh", "za", "us", "africa", *LONG])
def test_a_partner_on_paper(browser: Browser, root: str, code: str, language: str) -> None:
    path = f"{language}/partners/{code}/"
    sheets = printed(browser, root + path)
    assert len(sheets) <= (2 if code in LONG else 1)
    _is_a_briefing(sheets, language, root + path)


def test_paper_needs_no_script_and_no_light(browser: Browser, root: str) -> None:
    sheets = printed(browser, f"{root}en/partners/fi/", script=False, scheme="dark")
    assert len(sheets) == 1
    _is_a_briefing(sheets, "en", "en/partners/fi/")


@pytest.mark.parametrize(
    "path", ["en/2022-1/1.5/", "zh/2022-1/1.5/", "en/2023-1-draft/1.4/", "zh/2017-1/1.15/"]
)
def test_a_direction_on_paper(browser: Browser, root: str, path: str) -> None:
    """The 2023 draft's 1.4 is one of the longest directions."""
    sheets = printed(browser, root + path)
    assert len(sheets) <= 3
    _is_a_briefing(sheets, path[:2], root + path)


@pytest.mark.parametrize("query", ["", "?q=hydrogen"])
def test_a_search_on_paper(browser: Browser, root: str, query: str) -> None:
    """The results begin on the first sheet, below the address with the query."""
    sheets = printed(browser, f"{root}en/explore/{query}")
    assert len(sheets) <= 4
    assert f"{root}en/explore/{query}" in sheets[0].replace("\r\n", "")
    assert "Intergovernmental" in sheets[0]
    assert "Download" not in "".join(sheets)
    for sheet in sheets:
        assert len(re.sub(r"\d+ / \d+|\s", "", sheet)) > 80
