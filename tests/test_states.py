"""None, not stated, to be determined, not held, not known: one table, on pages and in data."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import get_args

import pytest
from conftest import ROOT
from constructed import HEAD, built, direction, numbered, seeds_of
from lxml import html

from generator.data.codes import code_lists
from generator.data.definition import States
from generator.pipeline import load_library
from generator.states import STATES, TOLD, states
from generator.vocabulary import Vocabulary

STATED = dict.fromkeys(States.model_fields, "stated") | {"deadline": "not_stated"}


@pytest.mark.parametrize(
    ("without", "parts", "expected"),
    [
        ([], {}, {}),
        (
            ["projects", "funding", "duration", "fields", "requirements"],
            {},
            dict.fromkeys(States.model_fields, "not_stated"),
        ),
        ([], {"requirements": "其他要求：无。"}, {"requirements": "none"}),  # 2017-1/1.6
        ([], {"requirements": "其他要求："}, {"requirements": "not_stated"}),
        ([], {"projects": "拟支持项目数：待定。"}, {"projects": "to_be_determined"}),  # 2024-2-draft/1.8
        ([], {"funding": "共拟支持经费：待定。"}, {"funding": "to_be_determined"}),
        ([], {"projects": "拟支持项目数：不设上限。"}, {"projects": "as_the_text_says"}),
        ([], {"funding": "拟支持经费：每人每年15万元。"}, {"funding": "as_the_text_says"}),
        ([], {"funding": "拟支持经费：每个项目200万元。"}, {}),
        ([], {"duration": "执行期：6～12个月。"}, {"duration": "as_the_text_says"}),
        ([], {"fields": "领域方向：不限领域。"}, {}),
        ([], {"duration": "申报截止：2031年3月15日。"}, {"deadline": "stated", "duration": "not_stated"}),
    ],
)  # fmt: skip
def test_each_fact_says_its_state(
    tmp_path: Path, without: list[str], parts: dict[str, str], expected: dict[str, str]
) -> None:
    text = HEAD.format(2031) + numbered([direction(without, **parts)])
    library = load_library(seeds_of(tmp_path / "seeds", {"2031-1": text}))
    assert states(library.directions["2031-1/1.1"]) == STATED | expected


def test_the_data_say_which_empty_value_is_which(site: Path) -> None:
    directions = json.loads((site / "data/directions.json").read_bytes())
    states_of = {d["id"]: d["states"] for d in directions}
    assert states_of["2017-1/1.2"]["funding"] == "not_stated"
    assert states_of["2017-1/1.6"]["requirements"] == "none"
    assert states_of["2024-2-draft/1.8"]["projects"] == "to_be_determined"
    text = (site / "data/directions.csv").read_text(encoding="utf-8-sig")
    rows = {row["id"]: row for row in csv.DictReader(text.splitlines())}
    assert rows["2017-1/1.2"]["states_funding"] == "not_stated"
    guides = {g["id"]: g for g in json.loads((site / "data/guides.json").read_bytes())}
    assert (guides["2017-1"]["silent"], guides["2017-1"]["undetermined"]) == (["2017-1/1.2"], [])
    assert guides["2024-2-draft"]["undetermined"] == ["2024-2-draft/1.8"]


def test_a_silent_number_is_not_called_undetermined(tmp_path: Path) -> None:
    parts = [direction(), direction(["projects"]), direction(projects="拟支持项目数：不设上限。")]
    text = HEAD.format(2031) + numbered(parts)
    library, places = built(seeds_of(tmp_path / "seeds", {"2031-1": text}))
    row = library.audits["2031-1"].projects
    assert (row.undetermined, row.silent, row.worded) == ((), ("2031-1/1.2",), ("2031-1/1.3",))
    guide = (places.content / "en/2031-1/index.md").read_text(encoding="utf-8")
    assert "not stated in 1.2; stated in words only in 1.3" in guide
    partner = (places.content / "en/partners/fi.md").read_text(encoding="utf-8")
    assert "Not in the sums: number of projects not stated (" in partner
    assert "to be determined (" not in partner


def test_lists_of_codes_are_those_of_the_table(vocabulary: Vocabulary) -> None:
    annotation = States.model_fields["projects"].annotation
    assert code_lists(vocabulary)["state"] == tuple(TOLD) == get_args(annotation)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_about_page_shows_each_state_with_its_look(site: Path, language: str) -> None:
    page = html.parse(site / language / "about/index.html")
    table = page.xpath("//h2[@id='states']/following-sibling::*[self::table or .//table][1]")[0]
    shown = [
        [" ".join(cell.text_content().split()) for cell in row]
        for row in table.xpath(".//tbody/tr")
    ]
    assert shown == [
        [getattr(part, language) for part in (state.name, state.mark, state.meaning)]
        for state in STATES.values()
    ]
    looks = [set(em.get("class").split()) for em in table.xpath(".//tr/td[1]/em")]
    assert looks == [{"state", code.replace("_", "-")} for code in STATES]


def test_a_mark_has_the_words_and_the_look_of_its_state(site: Path) -> None:
    """No cell has only a symbol, and each class of a state is one of the table."""
    known = {code.replace("_", "-"): state for code, state in STATES.items()}
    marks = {mark for s in STATES.values() for mark in (s.mark.zh, s.mark.en) if len(mark) == 1}
    found = set()
    for path in site.glob("*/**/index.html"):
        language = path.relative_to(site).parts[0]
        if language not in ("zh", "en"):
            continue
        page = html.parse(path)
        for cell in page.xpath("//article//td[not(*)]"):
            assert (cell.text or "").strip() not in marks, path
        for em in page.xpath("//em[contains(concat(' ', @class, ' '), ' state ')]"):
            (code,) = set(em.get("class").split()) - {"state"}
            name, mark = (getattr(part, language) for part in known[code][:2])
            if em.text == mark != name:
                assert em.get("title") == name, path
            found.add(code)
    assert found == set(known)


def test_no_state_is_worded_elsewhere() -> None:
    """The words of the table are in no template and no other module as a text of the interface."""
    words = {state.name.en for state in STATES.values()} | {"TBD", "not declared"}
    for path in (*(ROOT / "templates/pages").iterdir(), *(ROOT / "generator").rglob("*.py")):
        said = re.findall(r"\b_\(\s*\"([^\"]*)\"", path.read_text(encoding="utf-8"))
        assert not words & set(said), path
