"""The open data: spreadsheet programs read the CSV correctly, with one row for each direction or item of fields."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from generator.build.tables import table_files, to_csv
from generator.data import Data
from generator.data.tables import tables
from generator.link import Library

BASE = "https://example.org/guides/"
# What Excel and LibreOffice take for a number, a month or a day: 1.10, 2022-1, 4/5, 1e5.
GUESSED = re.compile(r"[-+]?[\d.,]+([eE][-+]?\d+)?|\d{1,4}([-/]\d{1,2}){1,2}|TRUE|FALSE", re.I)


def read(site: Path, name: str) -> list[dict[str, str]]:
    text = (site / "data" / f"{name}.csv").read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("name", tables())
def test_csv_is_rfc_4180_with_a_byte_order_mark(site: Path, name: str) -> None:
    data = (site / "data" / f"{name}.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    lines = data.decode("utf-8-sig").split("\r\n")
    assert lines[0] == ",".join(column.name for column in tables()[name].of("csv"))
    assert lines[-1] == ""


@pytest.mark.parametrize(
    ("name", "count"),
    [("directions", 74), ("fields", 442), ("guides", 5), ("domains", 23), ("lineages", 74)],
)
def test_rows(site: Path, name: str, count: int) -> None:
    assert len(read(site, name)) == count


def test_a_direction(site: Path) -> None:
    row = next(row for row in read(site, "directions") if row["id"] == "2024-2-draft/2.0")
    assert row["guide"] == "2024-2-draft/"
    assert row["url"] == "2024-2-draft/2.0/"
    assert "number" not in row


def test_lines_hold_the_values(site: Path) -> None:
    """Also where the money for one project stands elsewhere than the total (2023-1-draft/2.8)."""
    held = 0
    for direction in json.loads((site / "data/directions.json").read_bytes()):
        text = (site / f"data/sources/{direction['guide']}/guide.txt").read_text(encoding="utf-8")
        lines = text.split("\n")
        for value in (direction["funding"], direction["funding"]["per_project"]):
            if value and value["amount_cny"] and value["origin"] == "printed":
                stated = "".join(lines[value["first_line"] - 1 : value["last_line"]])
                amount = value["amount_cny"] // 10_000
                assert f"{amount}万" in "".join(stated.split()), direction["id"]
                held += 1
    assert held > 60


def test_which_totals_are_our_sums(site: Path) -> None:
    """2017-1/1.13: “各1个项目。拟支持经费：1400万元人民币。”. 1.12 prints both for each of its parts."""
    rows = {row["id"]: row for row in read(site, "directions")}
    origins = ("projects_origin", "funding_origin")
    assert [rows["2017-1/1.12"][name] for name in origins] == ["derived", "derived"]
    assert [rows["2017-1/1.13"][name] for name in origins] == ["derived", "printed"]
    page = (site / "en/2017-1/1.13/index.html").read_text(encoding="utf-8")
    assert ">Added up here: projects 2.<" in page


def test_field_items_are_those_of_the_json(site: Path) -> None:
    def walk(items: list[dict], direction: str, parent: str) -> None:  # type: ignore[type-arg]
        for item in items:
            place = f"{direction}#{item['anchor']}"
            row = rows.pop(place)
            assert (row["parent"], row["text_zh"]) == (parent, item["text"]["zh"])
            assert (row["label"] or None, row["text_en"]) == (item["label"], item["text"]["en"])
            assert row["domains"].split() == item["domains"]
            assert row["url"] == f"{direction}/#{item['anchor']}"
            walk(item["children"], direction, place)

    rows = {row["id"]: row for row in read(site, "fields")}
    for direction in json.loads((site / "data/directions.json").read_bytes()):
        walk(direction["fields"], direction["id"], "")
    assert not rows


def test_addresses_are_absolute_where_the_site_is_known(library: Library) -> None:
    for _, text in table_files(Data(library, BASE)):
        for row in csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")):
            assert all(v.startswith(BASE) for k, v in row.items() if k.startswith("url"))


@pytest.mark.parametrize("name", tables())
def test_spreadsheets_guess_no_number_or_month_where_there_is_none(site: Path, name: str) -> None:
    days = {"label", "source_published", "final_announced", "deadline_date", "since", "until"}
    texts = [c.name for c in tables()[name].of("csv") if c.type == "string" and c.name not in days]
    for row in read(site, name):
        assert not [row[text] for text in texts if GUESSED.fullmatch(row[text])]


@pytest.mark.parametrize("name", tables())
def test_no_cell_needs_an_apostrophe_today(site: Path, name: str) -> None:
    """So each cell is what the JSON has."""
    for row in read(site, name):
        assert not [cell for cell in row.values() if cell[:1] in "'=+-@＝＋－＠" and cell]


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+1", "-1", "@SUM(1)", "\t=1", "＝1"])
def test_a_cell_never_runs_as_a_formula(text: str) -> None:
    column = next(c for c in tables()["fields"].columns if c.name == "text_zh")
    written = to_csv([column], [{"text_zh": text}]).removeprefix("\ufeff")
    assert next(iter(csv.DictReader(io.StringIO(written)))) == {"text_zh": "'" + text}


def test_keys_hold(site: Path) -> None:
    found = {name: read(site, name) for name in tables()}
    for name, table in tables().items():
        keys = [tuple(row[part] for part in table.key) for row in found[name]]
        assert len(set(keys)) == len(keys)
        for column in table.of("csv"):
            if column.references:
                other, _, key = column.references.partition(".")
                known = {row[key] for row in found[other]} | {""}
                assert {row[column.name] for row in found[name]} <= known
