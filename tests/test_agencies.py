"""Counterpart agencies: each partner has its own, with the directions that name them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from generator import ids
from generator.link import Library, agencies


@pytest.mark.parametrize(
    ("partner", "expected"),
    [
        ("DK", {"dk-innovation-fund": [("2021-2-draft/1.6", "agreement-1")]}),
        # Two directions before one; among equals the one named first (2022-1/1.8 before 2022-1/2.7).
        (
            "KR",
            {
                "kr-national-research-foundation": [
                    ("2022-1/1.8", "requirement-3"),
                    ("2022-1/1.9", "requirement-3"),
                ],
                "kr-ministry-trade-industry-energy": [
                    ("2022-1/2.7", "agreement-1"),
                    ("2023-1-draft/2.2", "agreement-1"),
                ],
                "kr-ketep": [("2022-1/2.7", "requirement-4")],
            },
        ),
        # JICA stands in the titles; 2021-2-draft/1.2 with RIKEN comes before 1.3, but alone.
        (
            "JP",
            {
                "jp-jica": [("2021-2-draft/1.3", ""), ("2022-1/1.7", "")],
                "jp-riken": [("2021-2-draft/1.2", "")],
            },
        ),
        # Through 2024-2-draft/1.9 alone: those stand with the European countries.
        ("PT", {}),
        # 2023-1-draft/1.2 names no body of Italy; 2023-1-draft/1.1 is the European countries'.
        ("IT", {}),
        (
            "EUROPE",
            {
                "it-ministry-education-universities-research": [
                    ("2023-1-draft/1.1", "agreement-3"),
                    ("2024-2-draft/1.9", "agreement-3"),
                ],
                "es-ministry-science-innovation": [
                    ("2023-1-draft/1.1", "agreement-4"),
                    ("2024-2-draft/1.9", "agreement-4"),
                ],
                "be-wallonie-bruxelles-international": [
                    ("2023-1-draft/1.1", "agreement-5"),
                    ("2024-2-draft/1.9", "agreement-7"),
                ],
                "pt-ministry-science-technology-higher-education": [
                    ("2024-2-draft/1.9", "agreement-5")
                ],
            },
        ),
    ],
)
def test_agencies_of_a_partner(
    library: Library, partner: str, expected: dict[str, list[tuple[str, str]]]
) -> None:
    found = library.agencies[partner]
    assert list(found) == list(expected)
    assert {code: list(places) for code, places in found.items()} == expected


def test_a_partner_of_the_title_does_not_lend_its_agencies(library: Library) -> None:
    """2021-2-draft/1.3 is Japan's; were the European Union in its title too, JICA were not the EU's."""
    direction = library.directions["2021-2-draft/1.3"]
    joint = replace(direction, groups=("EU",))
    assert agencies("EU", [joint], library.vocabulary) == {}
    assert agencies("JP", [joint], library.vocabulary) == {"jp-jica": ((direction.id, ""),)}


def test_agencies_on_the_pages(content: Path) -> None:
    page = (content / "zh/partners/at.md").read_text(encoding="utf-8")
    section = page.split("## 外方机构 { #agencies }")[1].split("\n## ")
    assert section[1].startswith("合作协议 { #agreements }")
    assert section[0].split("\n")[2] == (
        "- 奥地利联邦交通、创新和技术部——提及该机构的方向：[2022-1/1.4](../2022-1/1.4.md#agreement-1){ .whole }"
        "、[2023-1-draft/1.7](../2023-1-draft/1.7.md#agreement-1){ .whole }"
    )
    page = (content / "en/partners/jp.md").read_text(encoding="utf-8")
    assert "## Counterpart agencies { #agencies }" in page
    assert "- RIKEN – named in [2021-2-draft/1.2](../2021-2-draft/1.2.md){ .whole }\n" in page
    for partner in ("pt", "it", "mt", "brics"):
        assert "#agencies" not in (content / f"en/partners/{partner}.md").read_text(
            encoding="utf-8"
        )


def test_agencies_in_the_data(site: Path, library: Library) -> None:
    for code, found in library.agencies.items():
        data = json.loads((site / ids.partner_data_path(code, "json")).read_bytes())
        assert [(a["code"], a["directions"]) for a in data["agencies"]] == [
            (agency, [direction for direction, _ in places]) for agency, places in found.items()
        ]
    data = json.loads((site / ids.partner_data_path("IL", "json")).read_bytes())
    assert data["agencies"][0] == {
        "code": "il-innovation-authority",
        "name": {"zh": "以色列创新署", "en": "Israel Innovation Authority"},
        "directions": ["2021-2-draft/1.1"],
    }


def test_agencies_lead_to_anchors_of_the_page(content: Path, library: Library) -> None:
    for found in library.agencies.values():
        for places in found.values():
            for direction, anchor in places:
                path = ids.content_file(ids.direction_path(direction, "en"))
                page = (content / path).read_text(encoding="utf-8")
                assert f"#{anchor or 'top'} " in page
