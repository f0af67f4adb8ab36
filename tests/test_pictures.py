"""Pictures in the built pages: their numbers, computed again from the published data, and their form."""

from __future__ import annotations

import csv
import io
import re
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from conftest import SEEDS

from generator import ids
from generator.link import Library
from generator.link.batches import Batch, batches
from generator.model import Guide
from generator.picture import draw
from generator.picture.svg import label
from generator.seeds import MissingBatch
from generator.write.interface import load_interface
from generator.write.markdown import Link
from generator.write.phrases import Phrases
from generator.write.views import Views

SVG = "{http://www.w3.org/2000/svg}"
_PICTURE = re.compile(r'<svg[^>]* class="picture .*?</svg>', re.DOTALL)
_COLOR = re.compile(r"none|transparent|currentColor|var\(--[a-z-]+\)|url\(#hatch-[a-z]+\)")


def pictures(site: Path, path: str) -> dict[str, ET.Element]:
    """Return name → picture, of a page."""
    text = (site / path / "index.html").read_text(encoding="utf-8")
    found = [ET.fromstring(svg) for svg in _PICTURE.findall(text)]
    return {svg.attrib["class"].split()[1]: svg for svg in found}


def words(svg: ET.Element) -> list[str]:
    return [link.attrib["aria-label"] for link in svg.iter(f"{SVG}a")]


def texts(svg: ET.Element) -> list[str]:
    return [text.text or "" for text in svg.iter(f"{SVG}text")]


@pytest.mark.parametrize("language", ids.LANGUAGES)
def test_pictures_are_where_readers_look(site: Path, language: str) -> None:
    assert list(pictures(site, f"{language}/")) == ["guides"]
    assert list(pictures(site, f"{language}/partners/")) == ["partners", "projects", "funding"]
    assert list(pictures(site, f"{language}/domains/")) == ["domains"]
    assert list(pictures(site, f"{language}/partners/at/")) == ["plans"]
    assert list(pictures(site, f"{language}/domains/energy/")) == ["share"]
    assert list(pictures(site, f"{language}/lineages/kr-2022-1-2.7/")) == ["steps"]
    # One guide alone is no history.
    assert pictures(site, f"{language}/partners/no/") == {}


def test_a_picture_lives_in_its_page(site: Path, content: Path) -> None:
    """Its colours are the page's, its letters too; it scales, and its marks lead within the site."""
    count = 0
    for page in sorted(site.rglob("index.html")):
        for name, svg in pictures(site, str(page.parent.relative_to(site))).items():
            count += 1
            title = svg.find(f"{SVG}title")
            assert title is not None
            assert title.text
            assert svg.attrib["aria-labelledby"] == title.attrib["id"]
            assert "width" not in svg.attrib
            assert svg.attrib["viewBox"].startswith("-4 -4 400 ")
            for element in svg.iter():
                assert not {"font-family", "style"} & set(element.attrib)
                for paint in ("fill", "stroke"):
                    assert _COLOR.fullmatch(element.get(paint, "none")), (page, name)
            for link in svg.iter(f"{SVG}a"):
                assert "://" not in link.attrib["href"]
                assert link.attrib["aria-label"] not in ("", "null", "undefined")
                assert link[0].tag == f"{SVG}title"
    marks = (
        page.read_text(encoding="utf-8").count("<!-- picture") for page in content.rglob("*.md")
    )
    assert count == sum(marks)


def test_every_picture_says_what_its_numbers_are(site: Path) -> None:
    for language, sentence in (
        ("en", "Numbers are what the guides plan, not grants made."),
        ("zh", "数字为指南所列计划，并非实际立项。"),
    ):
        for page in (site / language).rglob("index.html"):
            text = page.read_text(encoding="utf-8")
            if _PICTURE.search(text):
                assert sentence in text, page


def test_a_partners_bars_are_those_of_a_database(site: Path, library: Library) -> None:
    """The figures on the bars, by SQL over the CSV that the page links to."""
    standing = [batch.guide for batch in library.batches if batch.guide]
    for code in library.by_partner:
        drawn = pictures(site, f"en/partners/{code.lower()}/").get("plans")
        if drawn is None:
            continue
        found = planned(site / f"data/partners/{code.lower()}.csv")
        batches = [found.get(guide, (0, 0, 0, 0, 0, 0)) for guide in standing]
        projects = [
            "TBD"
            if count and not high
            else (str(high) if low == high else f"{low}–{high}") + "+" * bool(open_projects)
            for low, high, _, open_projects, _, count in batches
        ]
        funding = [
            f"{money / 1_000_000:g}" + "+" * bool(without) if money or not count else "TBD or —"
            for _, _, money, _, without, count in batches
        ]
        shown = texts(drawn)
        panels = shown[: len(batches)], shown[len(batches) + 1 : 2 * len(batches) + 1]
        assert panels[0] == projects, code
        money = ["TBD or —" if figure in ("TBD", "—") else figure for figure in panels[1]]
        assert money == funding, code


def planned(path: Path) -> dict[str, Sequence[int]]:
    """Return guide → (minimum and maximum of projects, money, directions without quota, without money, all directions)."""
    text = path.read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    connection = sqlite3.connect(":memory:")
    connection.execute(f"create table direction ({','.join(rows[0])})")
    holes = ",".join("nullif(?, '')" for _ in rows[0])
    connection.executemany(
        f"insert into direction values ({holes})", [list(row.values()) for row in rows]
    )
    query = """
        select rtrim(guide, '/'), sum(coalesce(projects_min, projects_max, 0)),
               sum(coalesce(projects_max, projects_min, 0)), sum(coalesce(amount_cny, 0)),
               sum(projects_kind = 'tbd'), sum(amount_cny is null), count(*)
        from direction where direct = 'true' group by guide"""
    found = {guide: figures for guide, *figures in connection.execute(query)}
    connection.close()
    return found


def test_what_marks_say_and_where_they_lead(site: Path) -> None:
    (drawn,) = pictures(site, "en/partners/fi/").values()
    marks = {link.attrib["aria-label"]: link.attrib["href"] for link in drawn.iter(f"{SVG}a")}
    # 2022-1/1.5: 拟支持项目数不超过15个, 5500万元
    said = "2022-1/1.5 — projects: no more than 15; funding: RMB 55 million"
    assert marks[said] == "../../2022-1/1.5/"
    assert marks["2022, batch 1"] == "../../2022-1/"
    drawn = pictures(site, "zh/partners/")["partners"]
    assert "韩国，2022年度第一批：2022-1/1.8、2022-1/1.9、2022-1/2.7" in words(drawn)
    assert "俄罗斯，2017年度第一批：经由国家集团" in words(drawn)


def test_missing_batches_are_shown_as_missing(library: Library, site: Path) -> None:
    assert [str(b.number or "–") for b in library.batches if b.guide is None] == list("–––1221––")
    (drawn,) = pictures(site, "en/partners/fi/").values()
    shown = texts(drawn)
    # 2018 to 2020 and 2025 on: of these nothing is known but the year.
    assert {"2017", "18–20", "2021", "2022", "2023", "2024", "25–26"} <= set(shown)
    grey = [e for e in drawn.iter(f"{SVG}path") if e.get("fill") == "var(--gap)"]
    assert len(grey) == 2 * len(("2018 to 2021-1", "2022-2", "2023-2 and 2024-1", "2025 on"))


def test_batches_come_in(library: Library) -> None:
    """A batch is missing until its guide comes in, a year until any guide of it does."""
    held: list[Guide] = [library.guide("2021-2-draft"), library.guide("2022-1")]
    missing = [
        MissingBatch(year=2020),
        MissingBatch(year=2022),
        MissingBatch(year=2022, batch=1),
        MissingBatch(year=2021, batch=1),
    ]
    assert batches(held, missing) == (
        Batch(2020, None, None),
        Batch(2021, 1, None),
        Batch(2021, 2, "2021-2-draft", "draft"),
        Batch(2022, 1, "2022-1", "final"),
    )


def test_a_domains_share(site: Path, library: Library) -> None:
    (drawn,) = pictures(site, "en/domains/").values()
    whole = len(library.guide("2022-1").directions)
    part = sum("energy" in d.domains for d in library.guide("2022-1").directions)
    assert f"Energy, 2022, batch 1: {part} of {whole}" in words(drawn)


@pytest.fixture(scope="module")
def phrases() -> Phrases:
    return Phrases("zh", load_interface("zh", SEEDS.interface))


def drawn(name: str, library: Library, phrases: Phrases, path: str) -> ET.Element:
    return ET.fromstring(draw(name, Views(library, phrases, path)))


def test_a_small_part_of_a_bar_can_be_seen(library: Library, phrases: Phrases) -> None:
    """However small, it is a box of some height and leads to its direction."""
    first, *_ = (a.direction for a in library.by_partner["KR"] if a.direct)
    directions = {
        code: replace(d, funding=replace(d.funding, kind="exact", amount_cny=amount))
        for code, d in library.directions.items()
        for amount in [1 if code == first else 10**9]
    }
    changed = replace(library, directions=directions)
    svg = drawn("plans", changed, phrases, "zh/partners/kr/")
    small = [
        float(re.sub(r".*v(.*)H.*", r"\1", box.attrib["d"]))
        for link in svg.iter(f"{SVG}a")
        for box in link.iter(f"{SVG}path")
        if f"{first}/" in link.attrib["href"]
    ]
    assert len(small) == len(("projects", "funding"))
    assert min(small) > 0.3


@pytest.mark.parametrize("name", ["guides", "partners", "projects", "funding", "domains"])
def test_a_picture_of_no_guides_is_empty(library: Library, phrases: Phrases, name: str) -> None:
    empty = replace(
        library, guides=(), batches=(), directions={}, by_partner={}, by_domain={}, lineages=()
    )
    assert words(drawn(name, empty, phrases, "zh/")) == []


def test_all_of_a_ring_leads_somewhere(site: Path) -> None:
    """Its inside too: what has no fill at all takes no click."""
    svg = pictures(site, "en/partners/")["partners"]
    rings = [circle for circle in svg.iter(f"{SVG}circle") if circle.get("stroke-width")]
    assert rings
    assert {ring.attrib["fill"] for ring in rings} == {"transparent"}


@pytest.mark.parametrize(
    ("text", "says", "name"),
    [
        ("Fiji", "Fiji", "Fiji"),
        ("1", "2022, batch 1", "2022, batch 1"),
        ("1", "2017年度第一批", "2017年度第一批 1"),
        ("2", "2022, batch 1", "2022, batch 1 2"),
        ('<b> & "c"', '<b> & "c": 1', '<b> & "c": 1'),
    ],
)
def test_what_is_seen_is_part_of_what_is_heard(text: str, says: str, name: str) -> None:
    link = ET.fromstring(label(1, 2, text, Link(says, 'a/?b="&c'), fill="red"))
    tooltip, shown = link
    assert (tooltip.text, shown.text) == (says, text)
    assert link.attrib == {"href": 'a/?b="&c', "aria-label": name}
