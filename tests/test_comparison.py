"""Comparisons of two guides, and requirements across directions."""

from __future__ import annotations

import shutil
from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from conftest import SEEDS
from lxml import html

from generator import ids
from generator.ledger import load_ledger, published
from generator.link import Library
from generator.link.comparison import Comparison, compare, size
from generator.link.formulas import formulas
from generator.pipeline import load_library
from generator.seeds import Seeds


def between(library: Library, earlier: str, later: str) -> Comparison:
    return compare(library, library.guide(earlier), library.guide(later))


def test_any_two_guides(library: Library) -> None:
    guides = [guide.id for guide in library.guides]
    assert sorted(library.guide_pairs) == sorted(combinations(guides, 2))
    assert library.consecutive == set(pairwise(guides))


def test_comparisons_grow_with_the_guides_and_not_with_their_square(library: Library) -> None:
    """A guide meets those a few places before it; what a release has published stays."""
    years = range(2000, 2040)
    empty = [replace(library.guides[0], id=f"{y}-1", year=y, batch=1, directions=()) for y in years]
    many = replace(
        library, guides=tuple(empty), records={}, compared=frozenset({("2000-1", "2039-1")})
    )
    assert sorted(many.guide_pairs) == sorted(
        [
            *(
                (f"{later - back}-1", f"{later}-1")
                for later in years
                for back in range(1, 6)
                if later - back in years
            ),
            ("2000-1", "2039-1"),
        ]
    )


def test_consecutive_guides_are_compared_however_many_drafts_lie_between(library: Library) -> None:
    first = library.guides[0]
    guides = [replace(first, id="2000-1", year=2000, batch=1, directions=())]
    guides += [
        replace(first, id=f"2001-{n}-draft", year=2001, batch=n, stage="draft", directions=())
        for n in range(1, 9)
    ]
    guides += [replace(first, id="2002-1", year=2002, batch=1, directions=())]
    record = library.records[first.id]
    records = {
        f"final of {guide.id}": record.model_copy(update={"supersedes": guide.id})
        for guide in guides[1:-1]
    }
    many = replace(library, guides=tuple(guides), records=records)
    assert many.consecutive == {("2000-1", "2002-1")}
    assert ("2000-1", "2002-1") in many.guide_pairs


def test_a_published_comparison_stays_when_older_guides_come_in(tmp_path: Path) -> None:
    ledger = load_ledger(SEEDS.ledger)
    folder = tmp_path / "seeds"
    shutil.copytree(SEEDS.root, folder)
    assert load_library(Seeds(folder)).compared == {
        ids.compared_guides(path.split("/")[2])
        for path in published(ledger)
        if "-since-" in path and path.endswith("/")
    }
    (folder / "ledger.yml").unlink()
    assert load_library(Seeds(folder)).compared == frozenset()


def test_2023_against_2022(library: Library) -> None:
    comparison = between(library, "2022-1", "2023-1-draft")
    first, seen, kept, gone = comparison.partners
    # Israel was in 2017-1, South Africa too; the EU in 2017-1 and 2021-2-draft.
    assert {"IL", "ZA", "EU"} <= set(seen)
    named = {p for d in library.directions.values() for p in d.named_partners if d.guide < "2023"}
    assert first
    assert named.isdisjoint(first)
    assert kept == ["ES", "FI", "AT", "DE", "KR", "BRICS"]
    assert gone == ["FR", "JP", "MN", "EG", "MY", "BY", "UZ", "US"]
    assert len(first) + len(seen) == 8
    went_on = [(c.old.number, c.new.number) for c in comparison.continued]
    assert went_on == [
        ("1.1", "1.3"),
        ("1.5", "1.6"),
        ("1.4", "1.7"),
        ("1.6", "1.8"),
        ("1.8", "2.0"),
        ("1.9", "2.1"),
        ("2.7", "2.2"),
    ]
    assert comparison.resumed == (
        ("2023-1-draft/1.5", "2021-2-draft/1.5"),
        ("2023-1-draft/1.9", "2017-1/1.11"),
        ("2023-1-draft/2.3", "2017-1/1.14"),
    )
    assert ("2022-1/2.1", "2024-2-draft/1.2") in comparison.gone


def test_every_direction_of_both_guides_is_told_once(library: Library) -> None:
    for pair in library.guide_pairs:
        c = between(library, *pair)
        later = [change.new.id for change in c.continued]
        later += [*c.began, *(d for d, _ in c.resumed)]
        assert sorted(later) == sorted(d.id for d in library.guide(pair[1]).directions)
        earlier = [change.old.id for change in c.continued]
        earlier += [d for d, _ in c.gone]
        assert sorted(earlier) == sorted(d.id for d in library.guide(pair[0]).directions)


@pytest.mark.parametrize(
    ("earlier", "later", "number", "expected"),
    [
        ("2022-1", "2023-1-draft", "1.3", "grew"),  # Spain: 15 → 20 projects, 45 → 60 million
        ("2022-1", "2023-1-draft", "1.8", "same"),  # Germany: 5 projects, 20 million
        ("2022-1", "2024-2-draft", "1.2", "mixed"),  # Egypt: 10 → 15 projects, 20 → 15 million
        ("2022-1", "2024-2-draft", "1.8", "unknown"),  # Austria: 待定
    ],
)
def test_size(library: Library, earlier: str, later: str, number: str, expected: str) -> None:
    changes = between(library, earlier, later).continued
    assert [size(c) for c in changes if c.new.number == number] == [expected]


def test_the_commonest_formula(library: Library) -> None:
    found = formulas(library.directions.values())
    commonest = found[0]
    assert commonest.variants[0].text.zh.startswith("项目合作双方需分别向本国的项目征集部门提交")
    assert ("2017-1/1.6" in commonest.directions, len(commonest.directions)) == (False, 27)
    for formula in found:
        partners = {library.directions[d].named_partners for d in formula.directions}
        assert len(partners) > 1


def test_wordings_that_read_the_same_in_english_stand_once(site: Path) -> None:
    """需分别提交 and 须分别提交 are both “must each submit”: 23 directions print the one or the other."""
    page = html.parse(site / "en/requirements/index.html")
    for formula in page.xpath("//article/ul/li[ul]"):
        wordings = [li.text_content().split(" – in ")[0].strip() for li in formula.xpath("./ul/li")]
        assert len(set(wordings)) == len(wordings)
    first = page.xpath("//article/ul/li/ul/li")[0]
    places = [a.get("href").split("#")[0] for a in first.xpath(".//a")]
    assert places == sorted(places)
    assert len(places) == len(set(places)) == 23


def test_pages(site: Path) -> None:
    page = (site / "zh/guides/2023-1-draft-since-2022-1/index.html").read_text(encoding="utf-8")
    assert "项目数：不超过15项→不超过20项" in page  # Spain
    flag = (site / "en/requirements/enterprise-excluded/index.html").read_text(encoding="utf-8")
    assert "../../2021-2-draft/1.7/#requirement-1" in flag  # Norway
