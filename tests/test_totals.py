"""Sums on partner pages, computed again from the published JSON by other means."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator

import pytest
from conftest import SEEDS

from generator.data import directions_json, partners_json
from generator.link import Library
from generator.link.totals import totals
from generator.write.interface import load_interface
from generator.write.pages.partner import totals_view
from generator.write.phrases import Phrases
from generator.write.views import Views


@pytest.fixture(scope="module")
def database(library: Library) -> Iterator[sqlite3.Connection]:
    """Directions and who is their direct partner, as tables made from the open data alone."""
    connection = sqlite3.connect(":memory:")
    connection.execute("create table direction (id, low, high, kind, money, money_kind)")
    connection.execute("create table partner (code, direction)")
    for row in json.loads(json.dumps(directions_json(library))):
        quota, money = row["projects"], row["funding"]
        values = (quota["min"], quota["max"], quota["kind"], money["amount_cny"], money["kind"])
        connection.execute("insert into direction values (?,?,?,?,?,?)", (row["id"], *values))
    for row in json.loads(json.dumps(partners_json(library))):
        for direction in row["directions"]:
            connection.execute("insert into partner values (?,?)", (row["code"], direction))
    yield connection
    connection.close()


def test_sums_are_those_of_a_database(library: Library, database: sqlite3.Connection) -> None:
    for code, appearances in library.by_partner.items():
        direct = library.current(a.direction for a in appearances if a.direct)
        sums = totals(direct)
        query = """
            select coalesce(sum(coalesce(low, high)), 0), coalesce(sum(coalesce(high, low)), 0),
                   coalesce(sum(money), 0), coalesce(sum(money_kind = 'tbd'), 0),
                   coalesce(sum(money_kind = 'none'), 0), coalesce(sum(kind = 'tbd'), 0)
            from partner join direction on direction.id = partner.direction where code = ?"""
        assert database.execute(query, (code,)).fetchone() == (
            *sums.projects,
            sums.amount_cny,
            len(sums.open_funding),
            len(sums.silent_funding),
            len(sums.open_projects),
        ), code


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


def test_what_a_sum_leaves_out_is_said(library: Library) -> None:
    phrases = Phrases("en", load_interface("en", SEEDS.interface))
    views = Views(library, phrases, "en/partners/us/")
    direct = library.current(a.direction for a in library.by_partner["US"] if a.direct)
    shown = totals_view(views, totals(direct))
    assert shown["inexact"]
    assert [(words, [link.text for link in links]) for words, links in shown["left_out"]] == [
        ("Funding not stated", ["2017-1/1.2"])
    ]
