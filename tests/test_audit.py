"""The audit shows the real differences between preambles and sums."""

from __future__ import annotations

from pathlib import Path

import pytest
from constructed import HEAD, direction, numbered, seeds_of

from generator.link import Library
from generator.link.totals import Row
from generator.pipeline import load_library
from generator.write import render


def verdicts(library: Library, guide_id: str) -> dict[str, str]:
    audit = library.audits[guide_id]
    rows: dict[str, Row] = {
        "directions": audit.directions,
        "partners": audit.partners,
        "projects": audit.projects,
        "funding": audit.funding,
    }
    return {name: row.verdict for name, row in rows.items()}


@pytest.mark.parametrize(
    ("guide_id", "expected"),
    [
        ("2017-1", ("undeclared", "equal", "differs", "undeclared")),
        ("2021-2-draft", ("equal", "equal", "equal", "undeclared")),
        ("2022-1", ("equal", "equal", "equal", "rounded")),
        ("2023-1-draft", ("equal", "equal", "differs", "rounded")),
        ("2024-2-draft", ("equal", "equal", "equal", "differs")),
    ],
)
def test_verdicts(library: Library, guide_id: str, expected: tuple[str, ...]) -> None:
    assert tuple(verdicts(library, guide_id).values()) == expected


def test_2017_declares_at_most_232_projects(library: Library) -> None:
    row = library.audits["2017-1"].projects
    assert (row.declared, row.summed, row.difference) == ((None, 232), (216, 246), (-16, 14))
    assert library.audits["2017-1"].funding.silent == ("2017-1/1.2",)


def test_2023_declares_152_projects(library: Library) -> None:
    row = library.audits["2023-1-draft"].projects
    assert (row.declared, row.summed, row.difference) == ((152, 152), (150, 151), (-2, -1))


def test_2024_leaves_austria_open(library: Library) -> None:
    row = library.audits["2024-2-draft"].funding
    assert (row.summed, row.difference) == ((194_900_000,) * 2, (-15_000_000,) * 2)
    assert row.undetermined == ("2024-2-draft/1.8",)


def test_partners_are_counted_as_the_preamble_counts(library: Library) -> None:
    """BRICS, the EU, the Arab and the African states count once; Europe's countries each."""
    assert library.audits["2024-2-draft"].partners.summed == (18, 18)


def test_what_a_sum_leaves_out_is_said(tmp_path: Path) -> None:
    """Money per project is no sum; where the number of projects is stated, a bound is computed."""
    each = "共拟支持经费：每个项目不超过200万元人民币。"
    parts = [
        direction(),
        direction(projects="拟支持项目数：15个。", funding=each),
        direction(["projects"], funding=each),
        direction(["funding"]),
    ]
    text = HEAD.format(2030) + "支持经费总概算1.43亿元。\n" + numbered(parts)
    seeds = seeds_of(tmp_path / "seeds", {"2030-1": text})
    pages = {path: page.decode() for path, page in render(load_library(seeds), seeds.interface)}
    note = "−133,000,000; not stated in 1.4; stated per project only in 1.2 and 1.3; 1.2: no more than 30,000,000 in all (computed)"
    assert f"| **differs** | {note} |" in pages["en/2030-1/index.md"]
    assert "RMB 10 million+." in pages["en/2030-1/index.md"]
    assert "经费1000万元+。" in pages["zh/2030-1/index.md"]
    assert "| RMB 10 million+ |" in pages["en/index.md"]
    assert "*A plus: " in pages["en/index.md"]


def test_a_sum_of_nothing_is_not_zero(tmp_path: Path) -> None:
    text = HEAD.format(2030) + numbered([direction(["funding"])])
    seeds = seeds_of(tmp_path / "seeds", {"2030-1": text})
    pages = dict(render(load_library(seeds), seeds.interface))
    assert (
        "| no more than 5 | *not stated*{ .state .not-stated } |" in pages["en/index.md"].decode()
    )
