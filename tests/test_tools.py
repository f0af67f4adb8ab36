"""Other people's tools take up the data without a loss. `make test` installs those of the extra `tools`."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from generator.build.tables import table_files
from generator.data import Data
from generator.link import Library

WHY = "`make test` installs it"


def rows(site: Path, name: str) -> list[dict[str, str]]:
    text = (site / f"data/{name}.csv").read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.fixture(scope="module")
def db(site: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(site / "data/coop-guides.sqlite")) as connection:
        yield connection


SUMS = ("amount_cny", "final_amount_cny", "draft_amount_cny", "projects_min", "projects_max")


def test_a_stranger_makes_the_sums_of_each_partner_from_the_tables(site: Path) -> None:
    """As the data page tells: the rows of direction_partner where `counted` is true; a cap counts as its number."""
    directions = {row["id"]: row for row in rows(site, "directions")}
    found: dict[str, dict[str, int]] = {}
    for row in rows(site, "direction_partner"):
        sums = found.setdefault(row["partner"], dict.fromkeys(SUMS, 0))
        if row["counted"] == "true":
            direction = directions[row["direction"]]
            amount = int(direction["amount_cny"] or 0)
            sums["amount_cny"] += amount
            sums[f"{direction['stage']}_amount_cny"] += amount
            least, most = direction["projects_min"], direction["projects_max"]
            sums["projects_min"] += int(least or most or 0)
            sums["projects_max"] += int(most or least or 0)
    partners = {row["code"]: {key: int(row[key]) for key in SUMS} for row in rows(site, "partners")}
    assert found == partners
    assert partners["FI"]["amount_cny"] == 115_000_000
    assert (partners["FI"]["final_amount_cny"], partners["FI"]["draft_amount_cny"]) == (
        55_000_000,
        60_000_000,
    )


def test_the_view_of_sums_says_the_same(site: Path, db: sqlite3.Connection) -> None:
    viewed = db.execute(f"SELECT code, directions, {', '.join(SUMS)} FROM partner_sums")
    assert {code: sums for code, *sums in viewed} == {
        row["code"]: [int(row[key]) for key in ("directions", *SUMS)]
        for row in rows(site, "partners")
    }


@pytest.mark.parametrize("word", ["氢能", "储能", "限项", "电池"])
def test_match_finds_words_of_two_characters(db: sqlite3.Connection, word: str) -> None:
    matched = db.execute("SELECT count(*) FROM search_pairs WHERE search_pairs MATCH ?", [word])
    read = db.execute("SELECT count(*) FROM passage WHERE text_zh LIKE ?", [f"%{word}%"])
    assert matched.fetchone() == read.fetchone()


def test_pandas(site: Path) -> None:
    pandas: Any = pytest.importorskip("pandas", reason=WHY)
    frame = pandas.read_csv(site / "data/directions.csv")
    expected = json.loads((site / "data/directions.json").read_bytes())
    assert list(frame["id"]) == [d["id"] for d in expected]
    assert list(frame["guide_id"]) == [d["guide_id"] for d in expected]
    assert "Direction 1.10" in set(frame["number_label_en"])
    assert set(frame["funding_kind"]) >= {"none", "tbd"}  # the word, not a missing value
    read = pandas.read_json(site / "data/directions.json")
    joined = frame.merge(read, on="guide_id")
    assert set(joined["id_x"]) == set(frame["id"])


def test_no_tool_takes_a_partner_for_a_missing_value(library: Library, tmp_path: Path) -> None:
    pandas: Any = pytest.importorskip("pandas", reason=WHY)
    for path, text in table_files(Data(library)):
        if path == "data/partners.csv":
            (tmp_path / "partners.csv").write_text(text.replace("FI,fi", "NA,na"), "utf-8")
    frame = pandas.read_csv(tmp_path / "partners.csv")
    assert "na" in set(frame["partner_id"])
    assert frame["partner_id"].notna().all()


def test_pyarrow(site: Path) -> None:
    reader: Any = pytest.importorskip("pyarrow.csv", reason=WHY)
    table = reader.read_csv(site / "data/directions.csv")
    assert table.column("id").to_pylist() == [row["id"] for row in rows(site, "directions")]
    assert "Direction 1.10" in table.column("number_label_en").to_pylist()
    assert table.column("amount_cny").type == "int64"


COMMANDS = [
    (
        """jq -r '.[] | select(.id == "2017-1/1.10") | [.guide_id, .number, .licence] | @csv' directions.json""",
        ['"most-2017-1","1.10","CC-BY-4.0"'],
    ),
    (
        """mlr --icsv --ocsv --headerless-csv-output filter '$id == "2017-1/1.10"' then cut -o -f guide_id,number_label_en,amount_cny directions.csv""",
        ["most-2017-1,Direction 1.10,30000000"],
    ),
    (
        """sqlite3 coop-guides.sqlite "SELECT code, amount_cny, final_amount_cny, draft_amount_cny FROM partner_sums WHERE code = 'FI'" """,
        ["FI|115000000|55000000|60000000"],
    ),
    (
        "csvjoin -c direction,id direction_partner.csv directions.csv | csvgrep -c counted -m True | csvgrep -c partner -m FI | csvcut -c stage,amount_cny",
        ["stage,amount_cny", "final,55000000", "draft,60000000"],
    ),
]


@pytest.mark.parametrize(("command", "expected"), COMMANDS, ids=["jq", "mlr", "sqlite3", "csvkit"])
def test_in_a_shell(site: Path, command: str, expected: list[str]) -> None:
    """Csvkit comes with `make test`; the others are tried where they are installed."""
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    name = command.split(maxsplit=1)[0]
    if not shutil.which(name, path=path):
        pytest.skip(f"{name} is not installed")
    done = subprocess.run(
        command,
        shell=True,
        cwd=site / "data",
        env=os.environ | {"PATH": path},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout.splitlines() == expected, done.stderr


def test_polars_and_duckdb_read_each_table(site: Path) -> None:
    polars: Any = pytest.importorskip("polars", reason=WHY)
    duckdb: Any = pytest.importorskip("duckdb", reason=WHY)
    for path in sorted((site / "data").glob("*.csv")):
        count = len(rows(site, path.stem))
        assert len(polars.read_csv(path)) == count, path.name
        assert len(duckdb.sql(f"SELECT * FROM read_csv('{path}')")) == count, path.name
    found = duckdb.sql(f"SELECT DISTINCT guide_id FROM read_csv('{site}/data/directions.csv')")
    assert ("most-2022-1",) in found.fetchall()


def test_sqlite_utils_finds_the_full_text_index_and_the_keys(site: Path) -> None:
    utils: Any = pytest.importorskip("sqlite_utils", reason=WHY)
    opened = utils.Database(site / "data/coop-guides.sqlite")
    assert opened["passage"].detect_fts() == "search"
    assert list(opened["passage"].search('"燃料电池"'))
    keys = {(key.column, key.other_table) for key in opened["direction_partner"].foreign_keys}
    assert keys == {("direction", "direction"), ("partner", "partner")}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/coop-guides/passage.json?_search=燃料电池&_shape=array", "燃料电池"),
        ("/coop-guides/partner_sums.json?code=FI&_shape=array", '"amount_cny": 115000000'),
        ("/coop-guides/direction.json?guide=2022-1&_shape=array", "most-2022-1"),
    ],
)
def test_datasette_serves_it(site: Path, path: str, expected: str) -> None:
    pytest.importorskip("datasette", reason=WHY)
    command = [
        sys.executable,
        "-m",
        "datasette",
        str(site / "data/coop-guides.sqlite"),
        "--get",
        path,
    ]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    assert expected in json.dumps(json.loads(done.stdout), ensure_ascii=False)
