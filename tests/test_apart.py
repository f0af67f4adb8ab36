"""Drafts and final texts: no number counts both, and no page names a draft without the word."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from constructed import HEAD, direction, numbered, seeds_of
from lxml import html
from lxml.html import HtmlElement

from generator import ids
from generator.pipeline import load_library
from generator.write import write

_WORDS = {"zh": "征求意见", "en": "draft"}
_AROUND = ("li", "tr", "p", "dd", "dt", "th", "td", "summary", "nav", "g", "blockquote")


def _unnamed(page: HtmlElement, language: str, path: str) -> Iterator[str]:
    """Yield each link to a draft's page near which nothing says that it is one.

    Near are its own text and tooltip, the element around it (a row, an item, a paragraph), the head of its column, and
    the headings above it. A page of a draft says once, above all else, what it is.
    """
    own = path.split("/")[1]
    if own.endswith("-draft"):
        assert (
            _WORDS[language]
            in page.xpath("string((//article//*[self::blockquote or self::nav])[1])").lower()
        )
    for link in page.xpath(
        "//main//a[contains(@href, '-draft/') and not(contains(@href, '-since-'))]"
    ):
        if own.endswith("-draft") and f"{own}/" in link.get("href"):
            continue
        near = [link.text_content(), link.get("title", ""), link.get("aria-label", "")]
        near += [around.text_content() for around in link.iterancestors(*_AROUND)]
        for cell in link.iterancestors("td"):
            place = len(list(cell.itersiblings(preceding=True))) + 1
            near.append(cell.xpath(f"string(ancestor::table//thead//th[{place}])"))
        near.append(link.xpath("string(preceding::h2[1])"))
        near.append(link.xpath("string(preceding::h3[1])"))
        if not any(_WORDS[language] in text.lower() or "-draft" in text for text in near):
            yield html.tostring(link, encoding="unicode", with_tail=False)[:200]


def test_no_page_names_a_draft_without_the_word(site: Path) -> None:
    found = {
        f"{path.relative_to(site).parent}: {link}"
        for language in ids.LANGUAGES
        for path in sorted((site / language).rglob("index.html"))
        for link in _unnamed(
            html.parse(path).getroot(), language, path.relative_to(site).as_posix()
        )
    }
    assert not found


def test_a_draft_without_the_word_is_found() -> None:
    page = '<title>T</title><main><p>x <a href="../2023-1-draft/1.6/">1.6</a>{}</p></main>'
    assert len(list(_unnamed(html.fromstring(page.format("")), "en", "en/x"))) == 1
    assert not list(_unnamed(html.fromstring(page.format(" (draft)")), "en", "en/x"))


def _rows(site: Path, table: str) -> list[dict[str, str]]:
    text = (site / f"data/{table}.csv").read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def _facts(site: Path, path: str, place: str = "") -> dict[str, list[str]]:
    """Return label → lines of each fact in the strip below the title of a page, or below the heading at ``place``."""
    page = html.parse(site / path / "index.html").getroot()
    table = page.xpath(f"//main//h2[@id='{place}']/following::table" if place else "//main//table")[
        0
    ]
    cells = table.xpath(".//tbody/tr[1]/td")
    lines = [[t.strip() for t in cell.xpath(".//text()") if t.strip()] for cell in cells]
    return dict(zip((th.text_content().strip() for th in table.xpath(".//th")), lines, strict=True))


def _stages(site: Path) -> dict[str, str]:
    """Return direction → stage of those that no final text held here supersedes."""
    found = _rows(site, "directions")
    return {row["id"]: row["stage"] for row in found if not row["superseded_by"]}


def _words(counts: dict[str, int | str]) -> list[str]:
    words = {"final": "Final texts: {}", "draft": "Drafts: {}"}
    return [words[stage].format(counts[stage]) for stage in words if counts.get(stage)]


def _counted(stages: list[str]) -> list[str]:
    return _words({stage: stages.count(stage) for stage in ("final", "draft")})


def test_the_headline_of_home_is_that_of_the_data(site: Path) -> None:
    facts = _facts(site, "en", "guides")
    guides = [row["stage"] for row in _rows(site, "guides")]
    assert facts["Guides held here"] == [
        f"Final texts: {guides.count('final')}",
        f"Drafts: {guides.count('draft')}",
    ]
    stages = _stages(site)
    assert facts["Directions"] == _counted(list(stages.values()))
    types = {row["code"]: row["type"] for row in _rows(site, "partners")}
    for label, kinds in (("Countries and regions", "country region"), ("Groupings", "grouping")):
        found = {
            (row["partner"], stages[row["direction"]])
            for row in _rows(site, "direction_partner")
            if row["direction"] in stages and types[row["partner"]] in kinds.split()
        }
        assert facts[label] == _counted([stage for _, stage in found]), label


@pytest.mark.parametrize("code", ["FI", "EG", "AT", "EU", "KR", "US", "MT", "BRICS", "ZA", "GB"])
def test_the_headline_of_a_partner_is_that_of_the_data(site: Path, code: str) -> None:
    """Finland: RMB 55 million in a final text and 60 in a draft were told as 115."""
    stages = _stages(site)
    listed = {row["id"]: row for row in _rows(site, "directions")}
    named = [
        listed[row["direction"]]
        for row in _rows(site, "direction_partner")
        if row["partner"] == code and row["direct"] == "true" and row["direction"] in stages
    ]
    facts = _facts(site, f"en/partners/{code.lower()}")
    if not named:
        assert "Funding" not in facts
        return
    assert facts["Directions"] == _counted([row["stage"] for row in named])
    for stage, words in (("final", "Final texts: "), ("draft", "Drafts: ")):
        some = [row for row in named if row["stage"] == stage]
        told = [line for line in facts["Funding"] if line.startswith(words)]
        assert len(told) == bool(some)
        if amount := sum(int(row["amount_cny"] or 0) for row in some):
            figure = f"{amount / 1_000_000:g} million"
            assert re.search(rf"\bRMB {re.escape(figure)}(?!\d)", told[0]), (told, figure)
        told = [line for line in facts["Projects"] if line.startswith(words)]
        if most := sum(int(row["projects_max"] or row["projects_min"] or 0) for row in some):
            assert re.search(rf"\b{most}\b", told[0]), (told, most)


@pytest.mark.parametrize("code", ["energy", "health", "ai", "heritage", "open"])
def test_the_shares_of_a_domain_are_those_of_the_data(site: Path, code: str) -> None:
    naming = {row["direction"] for row in _rows(site, "direction_domain") if row["domain"] == code}
    directions = _rows(site, "directions")
    page = html.parse(site / f"en/domains/{code}/index.html").getroot()
    told = {}
    for row in page.xpath("//h2[@id='share']/following::table[1]/tbody/tr"):
        guide, share = (cell.text_content().strip() for cell in row.xpath("td")[:2])
        told[guide] = share
    for guide in _rows(site, "guides"):
        every = [row["id"] for row in directions if row["guide"] == guide["guide"]]
        name = f"{guide['year']}, batch {guide['batch']}"
        share = told[name + (" (draft)" if guide["stage"] == "draft" else "")]
        assert re.findall(r"\d+", share)[:2] == [
            str(len(naming.intersection(every))),
            str(len(every)),
        ]


def test_the_counts_of_the_index_of_domains_are_those_of_the_data(site: Path) -> None:
    page = html.parse(site / "en/domains/index.html").getroot()
    told = {
        row.xpath("string(td[1])").strip(): [
            row.xpath(f"string(td[{column}])").strip() for column in (3, 4)
        ]
        for row in page.xpath("(//main//table)[1]/tbody/tr")
    }
    for row in _rows(site, "domains"):
        assert told[row["name_en"]] == [row["final_directions"], row["draft_directions"]]


def test_domains_and_partners_are_counted_with_drafts_apart(site: Path) -> None:
    """Finland: energy in one final text and one draft was told as 2, and 24 partners of energy as one number."""
    stages = _stages(site)
    naming: dict[str, set[str]] = {}
    for row in _rows(site, "direction_domain"):
        naming.setdefault(row["domain"], set()).add(row["direction"])
    direct = [row for row in _rows(site, "direction_partner") if row["direct"] == "true"]
    page = html.parse(site / "en/domains/index.html").getroot()
    index, *_, matrix = page.xpath("//main//table")
    names = {row["code"]: row["name_en"] for row in _rows(site, "domains")}
    told = {row.xpath("string(td[1])").strip(): row for row in index.xpath("tbody/tr")}
    columns = [cell.text_content().strip() for cell in matrix.xpath(".//th")]
    finland = next(r for r in matrix.xpath("tbody/tr") if r.xpath("string(td[1])") == "Finland")
    for code, directions in naming.items():
        some = [row for row in direct if row["direction"] in directions & stages.keys()]
        pairs = {(row["partner"], stages[row["direction"]]) for row in some}
        counts = [sum(stage == s for _, stage in pairs) for s in ("final", "draft")]
        assert told[names[code]].xpath("string(td[5])") == "{} / {}".format(*counts), code
        own = [stages[row["direction"]] for row in some if row["partner"] == "FI"]
        cell = finland.xpath(f"string(td[{columns.index(names[code]) + 1}])")
        expected = f"{own.count('final')} / {own.count('draft')}" if own else "·"
        assert cell == expected, code


def test_a_share_says_what_it_leaves_out(site: Path) -> None:
    """2024-2-draft/1.8, Austria: projects to be determined. Chemistry had “0 of 126”, energy “92 of 126”."""
    for code, share in (("chemistry", "to be determined"), ("energy", "92+ of 126+")):
        page = html.parse(site / f"en/domains/{code}/index.html").getroot()
        last = page.xpath("//h2[@id='share']/following::table[1]/tbody/tr[last()]")[0]
        assert last.xpath("string(td[3])").strip() == share
        assert "A plus: some directions are not in the sum" in page.xpath("string(//main)")


def test_a_year_that_only_drafts_have_says_so(site: Path) -> None:
    assert _facts(site, "en/partners/fi")["In the guides held here"] == ["2022–2023 (draft)"]
    assert _facts(site, "en/partners/us")["In the guides held here"] == ["2017–2022"]


@pytest.mark.parametrize("path", ["en/explore", "en/data", "en/partners/kr", "en/domains/energy"])
def test_the_description_of_a_page_counts_drafts_apart(site: Path, path: str) -> None:
    """“74 directions in 5 guides (3 drafts)” counted both."""
    kind, _, code = path.removeprefix("en/").partition("/")
    stages = _stages(site)
    counted = list(stages.values())
    if code:
        table, column, of = {
            "partners": ("direction_partner", "partner", code.upper()),
            "domains": ("direction_domain", "domain", code),
        }[kind]
        found = {row["direction"] for row in _rows(site, table) if row[column] == of}
        counted = [stages[direction] for direction in found if direction in stages]
    page = html.parse(site / path / "index.html")
    final, draft = (counted.count(stage) for stage in ("final", "draft"))
    assert final > 1 < draft
    assert f"{final} directions in final texts, {draft} in drafts, 20" in page.xpath(
        "string(//meta[@name='description']/@content)"
    )


def test_a_landing_page_tells_drafts_apart(site: Path) -> None:
    page = html.parse(site / "partners/fi/index.html").getroot()
    described = page.xpath("string(//meta[@name='description']/@content)")
    assert "2022–2023年正式指南中1个方向、征求意见稿中1个。" in described
    assert "1 direction in final texts, 1 in drafts, 2022–2023." in described
    final, draft = (item.text_content() for item in page.xpath("//main//ol/li"))
    assert "征求意见稿" not in final
    assert draft.endswith("（征求意见稿 draft）")


def test_what_is_announced_of_a_final_text_stands_beside_its_draft(site: Path) -> None:
    """Public notices of November 2022 and April 2024; the final texts are not held."""
    for path in ("en", "en/guides"):
        page = html.parse(site / path / "index.html").getroot()
        rows = [
            [cell.text_content().strip() for cell in row.xpath("td")]
            for row in page.xpath("//main//tr[td]")
        ]
        for batch, numbers in (
            ("2023, batch 1", ["15", "14", "about 138", "RMB 496 million"]),
            ("2024, batch 2", ["13", "17", "about 126", "about RMB 209.9 million"]),
        ):
            place = next(n for n, row in enumerate(rows) if row[0] == batch) + 1
            assert rows[place - 1][1] == "Draft for comment"
            assert rows[place][0] == batch
            assert "not held here" in rows[place][1]
            partners = numbers[1:2] if path == "en/guides" else []
            assert rows[place][2:] == [numbers[0], *partners, *numbers[2:]]


# Constructed guides


@pytest.fixture(scope="module")
def superseded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of a draft and its final text, which has one direction less: that with Mongolia."""
    mongolia = direction(title="中国和蒙古政府间科技合作项目")
    texts = {
        "2031-1-draft": numbered([direction(), mongolia]),
        "2031-1": numbered([direction()]),
    }
    folder = tmp_path_factory.mktemp("superseded")
    seeds = seeds_of(folder / "seeds", {i: HEAD.format(2031) + text for i, text in texts.items()})
    record = seeds.guides / "2031-1" / "guide.yml"
    known = record.read_text(encoding="utf-8")
    assert '"supersedes": null' in known
    record.write_text(
        known.replace('"supersedes": null', '"supersedes": "2031-1-draft"'), encoding="utf-8"
    )
    write(load_library(seeds), seeds.interface, folder / "content")
    return folder / "content" / "en"


@pytest.mark.parametrize(
    ("page", "table"),
    [
        ("requirements/index", "Condition"),
        ("requirements/enterprise-lead", "Guide | Directions"),
        ("domains/energy", "Guide | Directions"),
        ("domains/energy", "Partner"),
    ],
)
def test_a_table_has_a_superseded_draft_only_if_it_counts_its_directions(
    superseded: Path, page: str, table: str
) -> None:
    """They told “0 of 4” of a draft in which all four directions set the condition."""
    text = (superseded / f"{page}.md").read_text(encoding="utf-8")
    (found,) = (part for part in text.split("\n\n") if part.startswith(f"| {table}"))
    assert "2031-1/" in found
    assert "2031-1-draft" not in found


def test_a_table_of_all_directions_has_a_superseded_draft(superseded: Path) -> None:
    """The calls of a partner are listed, not counted: a draft's call that the final text dropped is one of them."""
    text = (superseded / "partners/mn.md").read_text(encoding="utf-8")
    (found,) = (part for part in text.split("\n\n") if part.startswith("| Call "))
    head, _, row = found.split("\n")
    draft, final = (
        next(n for n, cell in enumerate(head.split("|")) if f"[{name}](" in cell)
        for name in ("2031, batch 1 (draft)", "2031, batch 1")
    )
    cells = row.split("|")
    assert cells[draft].strip().startswith("[1.2](../2031-1-draft/1.2.md)")
    assert 'title="none"' in cells[final]


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("index", "*Drafts whose final text is held are not counted.*"),
        ("partners/index", "*Drafts whose final text is held are not counted.*"),
        ("partners/mn", "| Superseded drafts: 1 |"),
        ("partners/mn", "1 direction in superseded drafts, 2031."),
        ("partners/fi", "| Final texts: 1 |"),
        ("domains/index", "*Drafts whose final text is held are not counted.*"),
        ("domains/index", "storage | 1 | 0 | 1 / 0 |"),
    ],
)
def test_a_superseded_draft_is_told_where_it_does_not_count(
    superseded: Path, page: str, words: str
) -> None:
    assert words in (superseded / f"{page}.md").read_text(encoding="utf-8")
