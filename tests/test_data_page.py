"""The data page: its statements about the files are true, and its examples run."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest
from conftest import SEEDS

from generator import ids
from generator.build.tables import partner_files
from generator.check import Places
from generator.check.pages import check_content
from generator.link import Library
from generator.link.totals import totals
from generator.tables import files, tables
from generator.write import render
from generator.write.pages import data as page_module

CODE = re.compile(r'<pre><code class="language-(\w+)">(.*?)</code></pre>', re.S)


def page(site: Path, language: str) -> str:
    return (site / language / "data/index.html").read_text(encoding="utf-8")


def example(site: Path, name: str, language: str = "en") -> str:
    """Return the program as a reader copies it from the page."""
    return html.unescape(dict(CODE.findall(page(site, language)))[name])


def run(command: list[str], site: Path) -> list[str]:
    done = subprocess.run(
        command, cwd=site / "data", capture_output=True, text=True, encoding="utf-8", check=True
    )
    return done.stdout.splitlines()


def test_both_languages_show_the_same_programs(site: Path) -> None:
    found = [CODE.findall(page(site, language)) for language in ids.LANGUAGES]
    assert found[0] == found[1]
    assert [name for name, _ in found[0]] == ["python", "r", "sql"]


def test_the_python_example(site: Path, library: Library, tmp_path: Path) -> None:
    program = tmp_path / "example.py"
    program.write_text(example(site, "python"), encoding="utf-8")
    counted = library.current(library.by_domain["energy"])
    years = {library.guide(d.guide).year for d in counted}
    assert run([sys.executable, str(program)], site) == [
        f"{year} {totals(d for d in counted if library.guide(d.guide).year == year).amount_cny}"
        for year in sorted(years)
    ]


def test_the_r_example(site: Path, tmp_path: Path) -> None:
    interpreter = shutil.which("Rscript")
    if interpreter is None:
        pytest.skip("R is not installed")
    program = tmp_path / "example.R"
    program.write_text(example(site, "r"), encoding="utf-8")
    text = (site / "data/fields.csv").read_bytes().decode("utf-8-sig")
    counts = Counter(
        ids.guide_of(row["direction"])
        for row in csv.DictReader(io.StringIO(text, newline=""))
        if "health" in row["domains"].split()
    )
    shown = dict(line.split() for line in run([interpreter, str(program)], site))
    assert shown == {guide: str(count) for guide, count in counts.items()}


def test_the_sql_example(site: Path, library: Library) -> None:
    queries = example(site, "sql").split(";")[:3]
    with closing(sqlite3.connect(site / "data/coop-guides.sqlite")) as connection:
        fuel_cells, storage, money = (connection.execute(q).fetchall() for q in queries)
    assert fuel_cells
    assert all("燃料电池" in zh or "fuel cell" in en.lower() for _, zh, en in fuel_cells)
    assert storage
    assert all("储能" in zh for _, zh in storage)
    named = {
        code: [a.direction for a in found if a.direct]
        for code, found in library.by_partner.items()
        if any(a.direct for a in found)
    }
    assert {en: amount or 0 for _, en, amount in money} == {
        library.vocabulary.partner_name(code).en: totals(library.current(found)).amount_cny
        for code, found in named.items()
    }


@pytest.mark.parametrize("language", ids.LANGUAGES)
def test_every_file_is_listed_with_its_size(site: Path, language: str) -> None:
    text = page(site, language)
    for name in (*(f"{name}.csv" for name in tables()), *(file.path for file in files())):
        size = (site / "data" / name).stat().st_size
        cells = text.partition(f'href="../../data/{name}"')[2].partition("</tr>")[0]
        words = "1 MB" if size >= 1_000_000 else f"{max(1, round(size / 1000))} kB"
        assert words in cells or "MB" in cells, name
    assert "<!-- size" not in text


@pytest.mark.parametrize("language", ids.LANGUAGES)
def test_columns_are_those_of_the_package(site: Path, language: str) -> None:
    text = html.unescape(page(site, language))
    package = json.loads((site / "data/datapackage.json").read_bytes())
    for resource in package["resources"][: len(tables())]:
        table = text.partition(f'id="table-{resource["name"]}"')[2].partition("</table>")[0]
        shown = re.findall(r"<tr>\s*<td[^>]*>(\w+)</td>", table)
        assert shown == [field["name"] for field in resource["schema"]["fields"]]


def test_a_partners_csv_has_the_column_of_which_the_page_tells(library: Library) -> None:
    files = dict(partner_files(library, ""))
    head = files["data/partners/fi.csv"].split("\r\n")[0].lstrip("\ufeff")
    assert head == ",".join([*(c.name for c in tables()["directions"].columns), "direct"])


def test_other_code_is_a_finding(
    library: Library, content: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    places = Places(SEEDS, content, tmp_path)
    assert not list(check_content(library, places))
    monkeypatch.setattr(page_module, "EXAMPLES", tmp_path)
    found = [finding.message for finding in check_content(library, places)]
    assert len(found) == 6
    assert all("data/index.md: fence" in message for message in found)
    assert any(path == "en/data/index.md" for path, _ in render(library, SEEDS.interface))
