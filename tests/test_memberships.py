"""Members of groupings: who was one at the time of a guide, and where pages and data say so."""

from __future__ import annotations

import csv
import json
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from sqlite3 import connect

import pytest
from constructed import HEAD, seeds_of
from lxml import html

from generator import ids
from generator.link import Library
from generator.pipeline import load_library
from generator.vocabulary import Vocabulary
from generator.write import write

EU_CALLS = ("2017-1/1.8", "2021-2-draft/1.5", "2023-1-draft/1.4", "2023-1-draft/1.5", "2024-2-draft/2.0")  # fmt: skip
EU_MEMBERS = ("AT", "BE", "BG", "DE", "DK", "ES", "FI", "FR", "GR", "HR", "IT", "MT", "PT")
"""The members whose pages are held, without the United Kingdom."""


@pytest.mark.parametrize(
    ("when", "count", "members", "others"),
    [
        ("EU 2013-06-30", 27, "GB", "HR"),
        ("EU 2013-07-01", 28, "GB HR", "NO CH"),
        ("EU 2020-01-31", 28, "GB", ""),
        ("EU 2020-02-01", 27, "HR", "GB"),
        ("BRICS 2023-12-31", 5, "BR CN IN RU ZA", "EG SA"),
        ("BRICS 2024-01-01", 9, "AE EG ET IR", "AR ID SA"),
        ("BRICS 2025-01-06", 10, "ID", "SA"),
        ("SCO 2017-06-08", 6, "CN KZ", "IN PK"),
        ("SCO 2023-07-04", 9, "IN IR PK", "BY"),
        ("SCO 2024-07-04", 10, "BY", ""),
        ("ARAB 2023-05-06", 21, "PS", "SY"),
        ("ARAB 2024-01-01", 22, "SY", "IR TR"),
        ("AFRICA 2017-01-30", 53, "SS SZ", "EH MA"),
        ("AFRICA 2024-01-01", 54, "MA SD ZA", "EH"),
        ("CEEC 2019-01-01", 16, "LT EE LV", "AT GR"),
        ("CEEC 2021-05-31", 17, "GR LT", ""),
        ("CEEC 2022-08-11", 14, "GR", "EE LT LV"),
        ("ASEAN 2025-10-25", 10, "BN VN", "TL"),
        ("ASEAN 2025-10-26", 11, "TL", "PG"),
        ("APEC 2017-01-01", 21, "CL CN RU US", "IN"),
        ("CELAC 2019-01-01", 33, "BR CL VE", "US"),
        ("CELAC 2022-01-01", 32, "CL", "BR"),
        ("CELAC 2024-01-01", 33, "BR", ""),
        ("GCC 2024-01-01", 6, "AE SA", "IQ YE"),
    ],
)
def test_members_on_a_day(
    vocabulary: Vocabulary, when: str, count: int, members: str, others: str
) -> None:
    grouping, day = when.split()
    record = vocabulary.membership(grouping)
    assert record is not None
    found = record.on(date.fromisoformat(day))
    assert len(found) == count
    assert set(members.split()) <= set(found)
    assert not set(others.split()) & set(found)


def test_every_grouping_has_members_but_mere_regions(vocabulary: Vocabulary) -> None:
    without = [g.code for g in vocabulary.groupings if vocabulary.membership(g.code) is None]
    assert without == ["EUROPE", "LATAM", "LAC", "CENTRALASIA"]


@pytest.mark.parametrize(
    ("published", "day"),
    [(None, "2017-01-01"), ("2016-10-17", "2016-10-17"), ("2016-10", "2016-10-01")],
)
def test_the_day_of_a_guide(library: Library, published: str | None, day: str) -> None:
    assert _dated(library, "2017-1", published).day("2017-1") == date.fromisoformat(day)


def _dated(library: Library, guide: str, published: str | None) -> Library:
    record = library.records[guide].model_copy(update={"published": published})
    return replace(library, records={**library.records, guide: record})


def test_calls_by_membership(library: Library) -> None:
    for code in EU_MEMBERS:
        assert library.by_membership(code) == EU_CALLS
    assert library.by_membership("GB") == ("2017-1/1.8",)
    assert library.by_membership("ZA") == ("2024-2-draft/1.6",)
    assert "2017-1/1.8" not in _dated(library, "2017-1", "2013-06-30").by_membership("HR")
    assert "2017-1/1.8" not in _dated(library, "2017-1", "2020-02-01").by_membership("GB")


def test_no_call_stands_in_both_sections(library: Library) -> None:
    for code in library.by_partner:
        named = {*library.direct(code), *library.through(code)}
        assert not named & set(library.by_membership(code)), code


@pytest.mark.parametrize("language", ids.LANGUAGES)
def test_a_members_page_names_the_calls(site: Path, library: Library, language: str) -> None:
    for code in library.by_partner:
        page = _page(site, ids.partner_path(code, language))
        links = _links(page, "membership")
        calls = [d for d in library.directions if f"{d}/" in " ".join(links)]
        assert tuple(calls) == library.by_membership(code), code
        first = page.xpath("//div[@class='brief']//a[@href='#membership']")
        assert bool(first) == bool(calls), code


def test_the_index_of_partners_tells_calls_by_membership(site: Path) -> None:
    """A dot for Finland under “Through a grouping” alone read as if it could take part in no call of the Union."""
    rows = _page(site, "en/partners/").xpath("//h2[@id='countries']/following::table[1]/tbody/tr")
    told = {
        row.xpath("string(td[1])"): [row.xpath(f"string(td[{n}])") for n in (4, 5)] for row in rows
    }
    assert told["Finland"] == ["·", "1 / 4"]
    assert told["Egypt"] == ["0 / 2", "·"]
    assert told["Republic of Korea"] == ["·", "·"]
    # Named in no title: its calls are told on its own page.
    assert "United Kingdom" not in told
    (others,) = _page(site, "en/partners/").xpath("//p[starts-with(., 'Through groupings only: ')]")
    assert "gb/" in others.xpath("a/@href")


@pytest.mark.parametrize("language", ids.LANGUAGES)
def test_a_groupings_page_lists_its_members(site: Path, language: str) -> None:
    page = _page(site, f"{language}/partners/eu/")
    assert {f"../{code.lower()}/" for code in (*EU_MEMBERS, "GB")} <= set(_links(page, "members"))
    text = _text(page, "members")
    names = {"zh": ("荷兰", "英国（至2020年1月31日止）"), "en": ("Netherlands", "United Kingdom (until 31 January 2020)")}  # fmt: skip
    assert all(name in text for name in names[language])
    assert _links(_page(site, f"{language}/partners/europe/"), "members") == []


@pytest.mark.parametrize(
    ("direction", "summary"),
    [
        ("2017-1/1.8", "European Union: members on 1 January 2017 (28); the text does not name them individually"),
        ("2021-2-draft/1.5", "European Union: members on 1 January 2021 (27); the text does not name them individually"),
        ("2024-2-draft/1.6", "African Union: members on 1 January 2024 that the text does not name one by one (44)"),
        ("2024-2-draft/1.5", None),  # names all Arab states
        ("2022-1/2.5", None),  # names all other members of BRICS
        ("2022-1/1.5", None),
    ],
)  # fmt: skip
def test_a_direction_tells_the_members(site: Path, direction: str, summary: str | None) -> None:
    page = _page(site, f"en/{direction}/")
    found = [s for s in page.xpath("//summary/text()") if ": members on " in s]
    assert found == ([summary] if summary else [])


def test_members_have_the_names_of_the_bodys_own_list(tmp_path: Path) -> None:
    """And China, which is one of them, is left out in so many words. The guide is constructed."""
    title = "1.1 亚太经合组织（APEC）科技合作项目"
    text = f"{HEAD.format(2031)}{title}\n领域方向：能源。\n拟支持项目数：3个。\n"
    seeds = seeds_of(tmp_path / "seeds", {"2031-1": text})
    library = load_library(seeds)
    write(library, seeds.interface, tmp_path / "content")
    told = {
        "en": (
            "Hong Kong, China",
            "Chinese Taipei",
            "members besides China on 1 January 2031 (20)",
        ),
        "zh": ("中国香港", "中国台北", "2031年1月1日除中国外有成员20个"),
    }
    for language, (hong_kong, taipei, summary) in told.items():
        for path in ("2031-1/1.1", "partners/apec"):
            page = (tmp_path / f"content/{language}/{path}.md").read_text(encoding="utf-8")
            assert {name for name in (hong_kong, taipei, "Taiwan", "台湾") if name in page} == {
                hong_kong,
                taipei,
            }
            assert (summary in page) == (path == "2031-1/1.1")
    assert library.vocabulary.partner_name("TW").zh == "台湾"  # elsewhere


def test_sums_of_partners_hold_no_money_of_groupings(site: Path, library: Library) -> None:
    partners = {row["code"]: row for row in _csv(site, "partners")}
    directions = {row["id"].strip("/"): row for row in _csv(site, "directions")}
    for code, row in partners.items():
        own = [directions[d.id] for d in library.current(library.direct(code))]
        assert int(row["amount_cny"]) == sum(int(d["amount_cny"] or 0) for d in own), code
        assert int(row["by_membership"]) == len(library.by_membership(code))


def test_data_tell_members_and_calls(site: Path) -> None:
    partners = {p["code"]: p for p in json.loads((site / "data/partners.json").read_text())}
    assert partners["FI"]["by_membership"] == list(EU_CALLS)
    assert partners["FI"]["through_groupings"] == []
    own = json.loads((site / "data/partners/fi.json").read_text())
    assert own["by_membership"] == list(EU_CALLS)
    rows = {(row["grouping"], row["partner"]): row for row in _csv(site, "memberships")}
    assert rows["EU", "GB"]["until"] == "2020-01-31"
    assert rows["EU", "PL"]["name_en"] == "Poland"
    assert rows["BRICS", "CN"]["name_zh"] == "中国"
    query = "SELECT since FROM membership WHERE grouping = 'EU' AND partner = 'HR'"
    with closing(connect(site / "data/coop-guides.sqlite")) as held:
        assert held.execute(query).fetchall() == [("2013-07-01",)]


def _page(site: Path, path: str) -> html.HtmlElement:
    return html.fromstring((site / path / "index.html").read_text(encoding="utf-8"))


def _section(page: html.HtmlElement, anchor: str) -> list[html.HtmlElement]:
    """Return the elements from the heading with ``anchor`` to the next heading of its level."""
    found: list[html.HtmlElement] = []
    for heading in page.xpath("//h2[@id=$anchor]", anchor=anchor):
        found.append(heading)
        for element in heading.itersiblings():
            if element.tag == "h2":
                break
            found.append(element)
    return found


def _links(page: html.HtmlElement, anchor: str) -> list[str]:
    return [href for element in _section(page, anchor) for href in element.xpath(".//a/@href")]


def _text(page: html.HtmlElement, anchor: str) -> str:
    return " ".join(element.text_content() for element in _section(page, anchor))


def _csv(site: Path, name: str) -> list[dict[str, str]]:
    with (site / f"data/{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
