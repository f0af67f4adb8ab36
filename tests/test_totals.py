"""Sums on partner pages, computed again from the published CSV with SQL."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from constructed import HEAD, direction, numbered, seeds_of

from generator.link import Library
from generator.link.totals import totals
from generator.pipeline import load_library
from generator.write import write
from generator.write.pages.partner import plan_cells
from generator.write.phrases import Phrases
from generator.write.views import Views


def test_sums_are_those_of_a_database(library: Library, site: Path) -> None:
    """What the page of a partner says, by SQL over the CSV that is linked from it."""
    for code, appearances in library.by_partner.items():
        text = (site / f"data/partners/{code.lower()}.csv").read_bytes().decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        connection = sqlite3.connect(":memory:")
        names = list(rows[0])
        connection.execute(f"create table direction ({','.join(names)})")
        holes = ",".join("nullif(?, '')" for _ in names)
        connection.executemany(
            f"insert into direction values ({holes})", [list(row.values()) for row in rows]
        )
        query = """
            select coalesce(sum(coalesce(projects_min, projects_max)), 0),
                   coalesce(sum(coalesce(projects_max, projects_min)), 0),
                   coalesce(sum(amount_cny), 0), coalesce(sum(funding_kind = 'tbd'), 0),
                   coalesce(sum(funding_kind = 'none'), 0), coalesce(sum(projects_kind = 'tbd'), 0)
            from direction where direct = 'true' and superseded_by is null"""
        found = connection.execute(query).fetchone()
        connection.close()
        sums = totals(library.current(a.direction for a in appearances if a.direct))
        assert found == (
            *sums.projects,
            sums.amount_cny,
            len(sums.open_funding),
            len(sums.silent_funding),
            len(sums.open_projects),
        ), code
        partner = json.loads((site / f"data/partners/{code.lower()}.json").read_bytes())
        assert partner["totals"]["amount_cny"] == found[2]
        assert [d["id"] for d in partner["directions"]] == [
            row["id"] for row in rows if row["direct"] == "true"
        ]


@pytest.mark.parametrize(
    ("code", "projects", "amount_cny"),
    [
        ("EG", (40, 40), 62_500_000),  # 10+10+15+5 projects; 15+20+15+12.5 million
        ("US", (156, 156), 360_000_000),  # 65+1+90; 180 and 180 million, CERC states none
        ("AT", (22, 22), 50_000_000),  # ≤15, ≤3 and about 4; 30, 10 and 10; the fourth 待定
        ("BRICS", (22, 28), 88_000_000),  # 5–10, 15, 2–3; 13, 30 and 45 million
    ],
)
def test_sums(library: Library, code: str, projects: tuple[int, int], amount_cny: int) -> None:
    direct = library.current(a.direction for a in library.by_partner[code] if a.direct)
    sums = totals(direct)
    assert (sums.projects, sums.amount_cny) == (projects, amount_cny)


def test_a_groupings_money_is_not_a_members(library: Library) -> None:
    through = [a.direction for a in library.by_partner["EG"] if not a.direct]
    assert through == ["2024-2-draft/1.5", "2024-2-draft/1.6"]
    counted = library.current(a.direction for a in library.by_partner["EG"] if a.direct)
    assert not {d.id for d in counted} & set(through)


def test_what_a_sum_leaves_out_is_said(library: Library, content: Path) -> None:
    direct = library.current(a.direction for a in library.by_partner["US"] if a.direct)
    sums = totals(direct)
    assert sums.inexact
    assert sums.silent_funding == ("2017-1/1.2",)
    page = (content / "en/partners/us.md").read_text(encoding="utf-8")
    link = "[2017-1/1.2](../2017-1/1.2.md){ .whole }"
    assert f"Not in the sums: funding not stated ({link}).*{{ .note }}\n" in page


def test_money_for_one_project_is_no_silence(tmp_path: Path) -> None:
    """Nor is money in words."""
    said = (
        "共拟支持经费：每个项目不超过900万元。",
        "共拟支持经费：甲类每项10万元，乙类每项20万元。",
    )
    text = HEAD.format(2031) + numbered([direction(funding=words) for words in said])
    seeds = seeds_of(tmp_path / "seeds", {"2031-1": text})
    library = load_library(seeds)
    sums = totals(library.directions.values())
    assert (sums.unstated_funding, sums.limited_funding) == ((), ("2031-1/1.1",))
    assert sums.worded_funding == ("2031-1/1.2",)
    both = totals(replace(d, in_words=frozenset({"funding"})) for d in library.directions.values())
    assert (both.limited_funding, both.worded_funding) == ((), ("2031-1/1.1", "2031-1/1.2"))
    write(library, seeds.interface, tmp_path / "content")
    for language, words in {
        "en": "funding stated per project only",
        "zh": "仅载明单个项目经费",
    }.items():
        page = (tmp_path / f"content/{language}/partners/fi.md").read_text(encoding="utf-8")
        assert words in page
        assert "funding not stated" not in page


@pytest.fixture(scope="module")
def without_numbers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of three guides without a number: one says nothing, one says it in words, one leaves it open."""
    said = {
        "2031-1": {"without": ("projects", "funding")},
        "2032-1": {"projects": "拟支持项目数：见协议。", "funding": "共拟支持经费：以双方协议为准。"},
        "2033-1": {"projects": "拟支持项目数：待定。", "funding": "共拟支持经费：待定。"},
    }  # fmt: skip
    texts = {
        guide: HEAD.format(guide[:4]) + numbered([direction(**words), direction(**words)])
        for guide, words in said.items()
    }
    folder = tmp_path_factory.mktemp("without")
    seeds = seeds_of(folder / "seeds", texts)
    write(load_library(seeds), seeds.interface, folder / "content")
    return folder / "content" / "en"


@pytest.mark.parametrize(
    ("page", "row", "column", "expected"),
    [
        ("index", "2031-1", 5, "not stated"),
        ("index", "2032-1", 5, "as the text says"),
        ("index", "2033-1", 5, "to be determined"),
        ("guides/index", "2031-1", 6, "not stated"),
        ("guides/index", "2032-1", 6, "as the text says"),
        ("guides/index", "2033-1", 6, "to be determined"),
        ("partners/fi", "2031-1", 4, "—"),
        ("partners/fi", "2032-1", 4, "as the text says"),
        ("partners/fi", "2033-1", 4, "TBD"),
        ("domains/energy", "2031-1", 3, "not stated"),
        ("domains/energy", "2032-1", 3, "as the text says"),
        ("domains/energy", "2033-1", 3, "to be determined"),
        ("2031-1/index", "Projects", 3, "not stated"),
        ("2032-1/index", "Funding (RMB)", 3, "as the text says"),
        ("2033-1/index", "Projects", 3, "to be determined"),
    ],
)
def test_a_sum_of_no_number_is_not_told_as_0(
    without_numbers: Path, page: str, row: str, column: int, expected: str
) -> None:
    text = (without_numbers / f"{page}.md").read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in line.split("|")] for line in text.splitlines()]
    (cell, *_) = (
        cells[column] for cells in rows if len(cells) > column and re.search(rf"^{re.escape(row)}$|/{row}/|\({row}/", cells[1])
    )  # fmt: skip
    assert re.sub(r"\{.*?\}|\*", "", cell).strip() == expected


@pytest.mark.parametrize(
    ("kinds", "projects", "cell"),
    [
        (["不超过5个", "不超过7个"], "no more than 12", "≤12"),
        (["约5个", "7个左右"], "about 12", "c. 12"),
        (["至少5个", "至少7个"], "at least 12", "≥12"),
        (["5个", "7个"], "12", "12"),
        (["不超过5个", "7个"], "12", "12"),
        (["不超过5个", "待定"], "5+", "5+"),
        (["8-10个", "2-3个"], "10–13", "10–13"),
    ],
)
def test_a_sum_of_caps_is_a_cap(tmp_path: Path, kinds: list[str], projects: str, cell: str) -> None:
    parts = [direction(projects=f"拟支持项目数：{kind}。") for kind in kinds]
    seeds = seeds_of(tmp_path / "seeds", {"2031-1": HEAD.format(2031) + numbered(parts)})
    library = load_library(seeds)
    v = Views(library, Phrases("en", str), "en/partners/fi/")
    assert v.sums(library.guides[0].directions)[0] == projects
    assert plan_cells(v, library.directions)[0] == cell
