"""The audit shows the real differences between preambles and sums."""

from __future__ import annotations

import pytest

from generator.link import Library
from generator.link.totals import Row


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
