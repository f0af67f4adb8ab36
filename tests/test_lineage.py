"""Lineages: calls that return are found by rule, with the changes from step to step."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import SEEDS

from generator.errors import InputError
from generator.link import Library
from generator.link.lineage import lineages
from generator.link.versions import compare_directions
from generator.model import Text
from generator.pipeline import load_library
from generator.seeds import Seeds
from generator.write.changes import change_line, change_told
from generator.write.interface import load_interface
from generator.write.phrases import Phrases
from generator.write.views import Views


@pytest.mark.parametrize(
    "steps",
    [
        ("2022-1/2.7", "2023-1-draft/2.2"),  # Korea, energy technology
        ("2022-1/1.8", "2023-1-draft/2.0"),  # Korea, industry
        ("2022-1/1.9", "2023-1-draft/2.1"),  # Korea, joint research
        ("2021-2-draft/1.4", "2022-1/2.2"),  # Malaysia
        ("2022-1/1.3", "2024-2-draft/1.8"),  # Austria, cooperation
        ("2022-1/1.4", "2023-1-draft/1.7"),  # Austria, industry
        ("2021-2-draft/1.3", "2022-1/1.7"),  # JICA
        ("2017-1/1.15", "2022-1/2.1", "2024-2-draft/1.2"),  # Egypt
        ("2024-2-draft/1.3",),  # Egypt's flagship beside it
        ("2017-1/1.8", "2021-2-draft/1.5", "2023-1-draft/1.5", "2024-2-draft/2.0"),  # EU
        ("2017-1/1.3",),  # Quebec is not Ontario
        ("2017-1/1.4",),
        ("2021-2-draft/1.2",),  # RIKEN is not JICA
        ("2022-1/1.2",),  # France alone is not Europe's countries
        ("2023-1-draft/1.1", "2024-2-draft/1.9"),  # European joint laboratories
    ],
)
def test_calls_that_return(library: Library, steps: tuple[str, ...]) -> None:
    assert library.lineage_of(steps[0]).latest == steps


def test_every_direction_is_in_one_lineage(library: Library) -> None:
    found = [d for lineage in library.lineages for step in lineage.steps for d in step]
    assert sorted(found) == sorted(library.directions)
    codes = [lineage.code for lineage in library.lineages]
    assert len(set(codes)) == len(codes)


def test_a_published_code_stays_when_an_older_guide_comes_in(library: Library) -> None:
    """As if 2017-1 had come in after a release that had Egypt's call begin in 2022."""
    published = {"eg-2022-1-2.1", "eg-2024-2-draft-1.3"}
    found = lineages(library.guides, {}, published=published)
    of_egypt = {line.code for line in found if "2022-1/2.1" in line.latest}
    assert of_egypt == {"eg-2022-1-2.1"}
    assert library.lineage_of("2022-1/2.1").code == "eg-2017-1-1.15"


def test_neighbours(library: Library) -> None:
    assert library.previous("2022-1/2.1") == "2017-1/1.15"
    assert library.next("2022-1/2.1") == "2024-2-draft/1.2"
    assert library.previous("2017-1/1.15") is None
    assert library.next("2024-2-draft/1.2") is None


def line(library: Library, old: str, new: str, language: str) -> str:
    change = compare_directions(library.directions[old], library.directions[new])
    phrases = Phrases(language, load_interface(language, SEEDS.interface))
    return change_line(Views(library, phrases, f"{language}/"), change)


@pytest.mark.parametrize(
    ("old", "new", "english", "chinese"),
    [
        (
            "2022-1/1.1",
            "2023-1-draft/1.3",
            "projects no more than 15 → no more than 20; funding RMB 45 million → RMB 60 million; fields: 1 reworded; "
            "requirements: 1 added, 2 dropped, 1 reworded",
            "项目数：不超过15项→不超过20项；经费：4500万元→6000万元；领域方向：改写1条；其他要求：增加1条，删去2条，改写1条",
        ),
        ("2021-2-draft/1.4", "2022-1/2.2", "requirements: 1 added", "其他要求：增加1条"),
        # “Generally” is not “about”.
        (
            "2021-2-draft/1.9",
            "2024-2-draft/2.4",
            "duration generally no more than 3 years → 2 years; fields: 2 added, 1 dropped; "
            "requirements: 1 added, 1 reworded; agreements: 1 dropped",
            "执行期：一般不超过3年→2年；领域方向：增加2条，删去1条；其他要求：增加1条，改写1条；合作协议：删去1条",
        ),
    ],
)
def test_change_lines(library: Library, old: str, new: str, english: str, chinese: str) -> None:
    assert line(library, old, new, "en") == english
    assert line(library, old, new, "zh") == chinese


@pytest.mark.parametrize(
    ("old", "new", "english", "chinese"),
    [
        (
            "2022-1/1.4",
            "2023-1-draft/1.7",
            "Projects: no more than 3 → about 4. Fields: 2 added (Smart "
            "manufacturing; Emission reduction technologies related to carbon neutrality), "
            "3 reworded. Requirements: 1 reworded.",
            "项目数：不超过3项→约4项。领域方向：增加2条（智能制造；碳中和相关的减排技术），改写3条。"
            "其他要求：改写1条。",
        ),
        (
            "2017-1/1.15",
            "2022-1/2.1",
            "Funding: RMB 15 million → RMB 20 million. Conditions added: both "
            "sides must submit. Fields: 1 added (Information and communication technology). Requirements: 2 added. "
            "Agreements: 2 dropped.",
            "经费：1500万元→2000万元。增加的条件：双方均须申报。领域方向：增加1条（信息通讯）。"
            "其他要求：增加2条。合作协议：删去2条。",
        ),
    ],
)
def test_a_history_is_told(
    library: Library, old: str, new: str, english: str, chinese: str
) -> None:
    change = compare_directions(library.directions[old], library.directions[new])
    for language, told in (("en", english), ("zh", chinese)):
        phrases = Phrases(language, load_interface(language, SEEDS.interface))
        assert change_told(Views(library, phrases, f"{language}/"), change) == told


def test_another_title_alone_is_not_told_as_nothing(library: Library) -> None:
    old = library.directions["2022-1/1.4"]
    new = replace(old, id="2030-1/1.4", title=Text("中国和意大利交流计划"))
    phrases = Phrases("en", load_interface("en", SEEDS.interface))
    v = Views(library, phrases, "en/")
    assert change_line(v, compare_directions(old, new)) == "only the title or the partners"
    same = "Projects, funding, duration, deadline, conditions, fields, requirements and agreements are the same."
    assert change_told(v, compare_directions(old, new)) == same
    assert change_line(v, compare_directions(old, old)) == "unchanged"


def test_what_a_person_settled_goes_before_the_rule(tmp_path: Path) -> None:
    folder = tmp_path / "seeds"
    shutil.copytree(SEEDS.root, folder)
    (folder / "lineages.yml").write_text(
        "join:\n  - {earlier: 2017-1/1.3, later: 2022-1/1.5, reason: x}\n"
        "apart:\n  - {earlier: 2022-1/2.7, later: 2023-1-draft/2.2, reason: x}\n",
        encoding="utf-8",
    )
    library = load_library(Seeds(folder))
    assert library.next("2017-1/1.3") == "2022-1/1.5"
    assert library.next("2022-1/2.7") is None


def test_an_unknown_direction_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "seeds"
    shutil.copytree(SEEDS.root, folder)
    (folder / "lineages.yml").write_text(
        "join:\n  - {earlier: 2017-1/9.9, later: 2022-1/1.5, reason: x}\n", encoding="utf-8"
    )
    with pytest.raises(
        InputError, match=r"lineages\.yml:2: join: there is no direction 2017-1/9\.9"
    ):
        load_library(Seeds(folder))


def test_pages_and_data(site: Path) -> None:
    page = (site / "en/2023-1-draft/2.2/index.html").read_text(encoding="utf-8")
    assert 'href="../../lineages/kr-2022-1-2.7/"' in page
    data = json.loads((site / "data/lineages.json").read_text(encoding="utf-8"))
    egypt = next(entry for entry in data if entry["code"] == "eg-2017-1-1.15")
    assert egypt["steps"] == [["2017-1/1.15"], ["2022-1/2.1"], ["2024-2-draft/1.2"]]
    assert (site / "zh/lineages/eg-2017-1-1.15/index.html").is_file()
