"""Pictures in the built pages: their numbers, computed again from the published data, and their form."""

from __future__ import annotations

import csv
import io
import re
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from conftest import ROOT, SEEDS
from lxml import html
from playwright.sync_api import Browser

from generator import ids
from generator.link import Library
from generator.link.batches import Batch, batches
from generator.model import Guide
from generator.picture import PICTURES, draw
from generator.picture.axis import axis, columns
from generator.picture.files import COLOURS
from generator.picture.svg import WIDTH, label, wrapped
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
    assert list(pictures(site, f"{language}/partners/")) == ["partners", "funding", "projects"]
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
        ("zh", "数字均据指南所列计划，并非实际立项情况。"),
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
        figures = iter(texts(drawn))
        panels = []
        for heading in ("Projects", "Funding (RMB million)"):
            assert next(figures) == heading
            panels.append(list(islice(figures, len(batches))))
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
    said = "2022-1/1.5 – projects: no more than 15; funding: RMB 55 million"
    assert marks[said] == "../../2022-1/1.5/"
    assert marks["2022, batch 1 2022-1"] == "../../2022-1/"
    drawn = pictures(site, "zh/partners/")["partners"]
    assert "韩国，2022年度第一批：2022-1/1.8、2022-1/1.9、2022-1/2.7" in words(drawn)
    assert "俄罗斯，2017年度第一批：通过多边机制" in words(drawn)


def test_missing_batches_are_shown_as_missing(library: Library, site: Path) -> None:
    assert [str(b.number or "–") for b in library.batches if b.guide is None] == list("–––1221––")
    (drawn,) = pictures(site, "en/partners/fi/").values()
    assert {"2017-1", "2021-2", "2022-1", "2023-1", "2024-2"} <= set(texts(drawn))
    grey = [e for e in drawn.iter(f"{SVG}path") if e.get("fill") == "var(--gap)"]
    runs = [
        "Not held here: 2018; 2019; 2020; 2021, batch 1",
        "Not held here: 2022, batch 2",
        "Not held here: 2023, batch 2; 2024, batch 1",
        "Not held here: 2025; 2026",
    ]
    assert len(grey) == len(("projects", "funding")) * len(runs) + len(["the key"])
    told = [title.text for title in drawn.iter(f"{SVG}title")]
    assert [title for title in told if title and title.startswith("Not held")] == 2 * runs


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
    drawn = pictures(site, "en/domains/")["domains"]
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
    assert PICTURES[name].message(Views(empty, phrases, "zh/")) == ""
    assert len(PICTURES[name].rows(Views(empty, phrases, "zh/"))) == len(["the heads"])


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


@pytest.mark.parametrize(
    ("path", "says"),
    [
        # 2022-1/1.5: 不超过15个, 5500万元; 2023-1-draft/1.6: 不超过15个, 6000万元
        (
            "en/partners/fi/",
            "Finland: no more than 15 projects and RMB 55 million in the final text of 2022, batch 1;"
            " no more than 15 projects and RMB 60 million in the draft of 2023, batch 1",
        ),
        (
            "zh/partners/fi/",
            "芬兰：2022年度第一批正式指南不超过15项，5500万元；2023年度第一批征求意见稿不超过15项，6000万元",
        ),
        # 2024-2-draft/1.8: 待定
        (
            "en/partners/at/",
            "Austria: about 4 projects and RMB 10 million in the draft of 2023, batch 1; projects and funding to be"
            " determined in the draft of 2024, batch 2",
        ),
    ],
)
def test_a_picture_says_what_the_newest_guides_plan(site: Path, path: str, says: str) -> None:
    assert captions(site, path) == [says]


def captions(site: Path, path: str) -> list[str]:
    """Return the sentences above the pictures of a page."""
    page = html.parse(site / path / "index.html")
    return [str(it.text_content()) for it in page.xpath("//figure[@id]/figcaption/strong")]


def test_the_partners_with_most_are_told_by_stage(site: Path, library: Library) -> None:
    """No number counts final texts and drafts together; the United States leave money open in 2017-1."""
    partners, money, projects = captions(site, "en/partners/")
    assert money == (
        "Most funding: United States, RMB 360 million+ in final texts;"
        " European Union, RMB 250 million in drafts"
    )
    counts = {
        stage: max(
            len(library.by_stage(library.direct(p)).get(stage, ())) for p in library.by_partner
        )
        for stage in ("final", "draft")
    }
    assert partners.startswith("Most directions: ")
    for stage, words_ in (("final", "final texts"), ("draft", "drafts")):
        assert re.search(rf", {counts[stage]}(?: each)? in {words_}", partners)
    assert projects.startswith("Most projects: ")


def test_rows_of_money_are_in_its_order(site: Path) -> None:
    for name in ("funding", "projects"):
        rows = [link.get("href") for link in pictures(site, "en/partners/")[name].iter(f"{SVG}a")]
        partners = [href for href in rows if href and re.fullmatch(r"[a-z]+/", href)]
        assert partners[:3] == ["eu/", "us/", "jp/"]


@pytest.mark.parametrize("language", ids.LANGUAGES)
def test_every_picture_can_be_taken_away(published: Path, language: str) -> None:
    """As an SVG that needs nothing of the page, as a table, by a link and in a citation."""
    count = 0
    for file in (published / language).rglob("index.html"):
        page = html.parse(file)
        for figure in page.xpath("//figure[@id]"):
            count += 1
            drawn, table, link = figure.xpath(".//div[@class='take']/a")
            source = (file.parent / drawn.get("href")).read_text(encoding="utf-8")
            alone = ET.fromstring(source)
            assert "var(" not in source
            assert "currentColor" not in source
            shown = "".join("".join(text.itertext()) for text in alone.findall(f"{SVG}text"))
            said = figure.xpath("string(figcaption/strong)")
            assert squeezed(said) in squeezed(shown)
            assert "CC BY 4.0" in shown
            assert squeezed(link.get("href")) in squeezed(shown)
            assert all("://" in a.attrib["href"] for a in alone.iter(f"{SVG}a"))
            assert link.get("href").endswith(f"#{figure.get('id')}")
            assert link.get("href") in figure.xpath("string(.//details/p)")
            rows = (file.parent / table.get("href")).read_bytes()
            assert rows.startswith(b"\xef\xbb\xbf")
            assert len(rows.splitlines()) > 1
    assert count > 60


def squeezed(text: str) -> str:
    """Return ``text`` without spaces, which lines that were broken have lost."""
    return re.sub(r"\s", "", text)


def test_files_of_a_picture_have_the_colours_of_the_page() -> None:
    css = (ROOT / "templates/theme/assets/site.css").read_text(encoding="utf-8")
    light = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]+);", css.partition("@media")[0]))
    for paint, colour in COLOURS.items():
        name = "ink" if paint == "currentColor" else paint.removeprefix("var(--").rstrip(")")
        assert light[name] == colour, paint


def test_the_table_of_a_picture_has_its_numbers(site: Path, library: Library) -> None:
    text = (site / "en/partners/funding.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    finland = [row for row in rows if row["Partner"] == "Finland"]
    assert [(row["Guide"], row["Stage"], row["Funding (yuan)"]) for row in finland] == [
        ("2022, batch 1", "Final text", "55000000"),
        ("2023, batch 1", "Draft for comment", "60000000"),
    ]
    (tbd,) = [row for row in rows if row["Partner"] == "Austria" and "2024" in row["Guide"]]
    assert tbd["Funding (yuan)"] == ""
    text = (site / "zh/partners/kr/plans.csv").read_text(encoding="utf-8-sig")
    _, *listed = [row[2] for row in csv.reader(io.StringIO(text, newline=""))]
    assert listed == [d.id for d in library.current(library.direct("KR"))]


@pytest.mark.parametrize(
    ("width", "lies"), [(400, True), (90, False)], ids=["room for all", "no room"]
)
def test_names_of_batches_stand_upright_where_they_have_no_room(
    library: Library, phrases: Phrases, width: int, lies: bool
) -> None:
    v = Views(library, phrases, "zh/")
    panel = axis(v, columns(library.whole_axis, WIDTH - width))
    assert all(("rotate" in mark) != lies for mark in panel.marks)


@pytest.mark.browser
@pytest.mark.parametrize("language", ids.LANGUAGES)
@pytest.mark.parametrize("path", ["", "partners/", "partners/at/", "domains/", "domains/energy/"])
def test_no_word_of_a_picture_is_cut_off(
    browser: Browser, root: str, language: str, path: str
) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{root}{language}/{path}")
    cut = page.evaluate(
        """[...document.querySelectorAll("svg.picture text")].filter((text) => {
            const [own, whole] = [text, text.closest("svg")].map((part) => part.getBoundingClientRect());
            return own.left < whole.left - 1 || own.right > whole.right + 1;
        }).map((text) => text.textContent)"""
    )
    assert cut == []
    page.close()


def test_long_sentences_break_between_words() -> None:
    assert wrapped("no more than 15 projects", 70, 10) == ["no more than", "15 projects"]
    assert wrapped("芬兰：不超过15项、5500万元。", 50, 10) == [
        "芬兰：不超",
        "过15项、",
        "5500万",
        "元。",
    ]


@pytest.mark.browser
def test_a_picture_is_saved_as_png(browser: Browser, root: str) -> None:
    page = browser.new_page()
    page.goto(f"{root}en/partners/fi/")
    with page.expect_download() as download:
        page.get_by_role("button", name="PNG: Projects and funding by batch").click()
    assert download.value.suggested_filename == "coop-guides-en-partners-fi-plans.png"
    png = download.value.path().read_bytes()
    assert png.startswith(b"\x89PNG")
    width, height = (int.from_bytes(png[at : at + 4], "big") for at in (16, 20))
    assert width > 1200
    assert height > 600
    page.close()
