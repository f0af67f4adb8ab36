"""The SQLite file: complete, with valid references, searchable in both languages, and always the same bytes."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from generator.build.database import database
from generator.data import Data
from generator.link import Library


@pytest.fixture(scope="module")
def data(library: Library) -> bytes:
    return database(Data(library))


@pytest.fixture
def connection(data: bytes) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as opened:
        opened.deserialize(data)
        yield opened


def test_two_builds_are_equal(data: bytes, library: Library) -> None:
    assert database(Data(library)) == data


def test_it_is_published(site: Path, data: bytes) -> None:
    assert (site / "data/coop-guides.sqlite").read_bytes() == data


def test_it_is_sound(connection: sqlite3.Connection) -> None:
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_draft_may_come_before_its_final_text(library: Library) -> None:
    final = replace(library.guide("2023-1-draft"), id="2023-1", stage="final", directions=())
    record = library.records["2023-1-draft"].model_copy(
        update={"id": final.id, "supersedes": "2023-1-draft", "corrections": ()}
    )
    held = replace(
        library,
        guides=(*library.guides, final),
        records={**library.records, final.id: record},
        audits={**library.audits, final.id: library.audits["2023-1-draft"]},
    )
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(database(Data(held)))
        query = "SELECT guide FROM guide WHERE superseded_by = '2023-1'"
        assert connection.execute(query).fetchall() == [("2023-1-draft",)]


@pytest.mark.parametrize(
    ("table", "count"),
    [
        ("guide", 5),
        ("direction", 74),
        ("field", 442),
        ("domain", 23),
        ("lineage_step", 74),
        ("partner", 63),
    ],
)
def test_tables_are_whole(connection: sqlite3.Connection, table: str, count: int) -> None:
    assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (count,)


def test_a_text_that_is_missing_is_null(connection: sqlite3.Connection) -> None:
    found = connection.execute(
        "SELECT guide, assumed_reason_en FROM guide ORDER BY guide"
    ).fetchall()
    assert [guide for guide, reason in found if reason is not None] == ["2022-1"]


def test_it_says_what_the_json_says(connection: sqlite3.Connection, site: Path) -> None:
    for direction in json.loads((site / "data/directions.json").read_bytes()):
        key = (direction["id"],)
        row = connection.execute(
            "SELECT number, position, title_zh, amount_cny FROM direction WHERE id = ?", key
        ).fetchone()
        assert row == (
            direction["number"],
            direction["order"],
            direction["title"]["zh"],
            direction["funding"]["amount_cny"],
        )
        for name, table in (("domains", "domain"), ("flags", "flag")):
            found = connection.execute(
                f"SELECT {table} FROM direction_{table} WHERE direction = ?", key
            )
            assert {value for (value,) in found} == set(direction[name])
        partners = connection.execute(
            "SELECT partner FROM direction_partner WHERE direction = ?", key
        )
        assert {p for (p,) in partners} == {*direction["partners"], *direction["groups"]}


@pytest.mark.parametrize("query", ["燃料电池", "fuel cell", "大数据", "二氧化碳"])
def test_search(connection: sqlite3.Connection, query: str) -> None:
    """The index finds what reading every text finds."""
    hits = {
        i
        for (i,) in connection.execute("SELECT id FROM search WHERE search MATCH ?", [f'"{query}"'])
    }
    read = {
        i
        for i, zh, en in connection.execute("SELECT id, text_zh, text_en FROM passage")
        if query in zh or query in (en or "").lower()
    }
    assert hits == read
    assert hits


def test_two_characters_are_found_by_like(connection: sqlite3.Connection) -> None:
    rows = connection.execute("SELECT text_zh FROM passage WHERE text_zh LIKE '%储能%'").fetchall()
    assert len(rows) > 1
    assert all("储能" in text for (text,) in rows)


def test_no_contact_person_is_in_it(data: bytes, site: Path) -> None:
    for direction in json.loads((site / "data/directions.json").read_bytes()):
        for email in direction["contacts"]["emails"]:
            assert email.encode() not in data
        for phone in direction["contacts"]["phones"]:
            assert phone.encode() not in data
    assert "联系人：".encode() not in data
