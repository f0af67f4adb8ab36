"""A draft and its final text. The final text of 2023-1 is constructed, as no batch is held in both versions."""

from __future__ import annotations

import hashlib
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import SEEDS
from lxml import html

from generator.build import build
from generator.check import Places
from generator.check.pages import check_content, check_links
from generator.errors import InputError
from generator.link import Library
from generator.link.versions import (
    compare_directions,
    compare_items,
    differences,
    match_directions,
    same_agreement,
    similarity,
)
from generator.model import Item, Text
from generator.passage import Span
from generator.pipeline import load_library
from generator.seeds import Seeds
from generator.write import write
from generator.write.interface import load_interface
from generator.write.pages.matrix import axis
from generator.write.phrases import Phrases
from generator.write.versions import version_bar
from generator.write.views import Views

EDITS = (
    # The draft mark goes; three directions go; numbers move up.
    ("（征求意见稿）", ""),
    # Spain: quota and money, a field reworded, a requirement more.
    ("拟支持项目数：不超过 20 个。\n\n共拟支持经费：6000万元人民币。", "拟支持项目数：不超过 15 个。\n\n共拟支持经费：4500万元人民币。"),
    ("（1）智慧城市；\n\n（2）生产技术，包括智能制造；", "（1）智慧城市和智能交通；\n\n（2）生产技术，包括智能制造；"),
    ("署的知识产权专门协议。\n\n", "署的知识产权专门协议。\n\n（6）鼓励青年研究人员参与。\n\n"),
    # Israel: duration.
    ("（3）项目实施周期为 2年。", "（3）项目实施周期不超过 3年。"),
)  # fmt: skip
GONE = ("1.1 中国和欧洲国家联合实验室", "2.4中国和南非政府间联合研究旗舰", "2.6中国与阿根廷")
RENUMBERED = (
    ("\n1.2中国和意大利", "\n1.1中国和意大利"),
    ("\n1.3中国和西班牙", "\n1.2中国和西班牙"),
)
RECORD = """\
id: 2023-1
year: 2023
batch: 1
stage: final
title: null
source_url: null
published: 2022-11
received: made-up.txt
file: guide.txt
sha256: {sha}
supersedes: 2023-1-draft
corrections: []
{more}"""


def final_text() -> str:
    text = (SEEDS.guides / "2023-1-draft" / "guide.txt").read_text(encoding="utf-8")
    for old, new in (*EDITS, *RENUMBERED):
        assert old in text, old
        text = text.replace(old, new, 1)
    for start in GONE:
        begin = text.index(start)
        numbers = [text.find(f"\n{n}", begin + 5) for n in ("1.1中国和意", "2.5中国", "2.7中国")]
        text = text[:begin] + text[min(n for n in numbers if n > 0) + 1 :]
    return text


def seeds_with_final(folder: Path, more: str = "") -> Seeds:
    shutil.copytree(SEEDS.root, folder)
    guide = folder / "guides" / "2023-1"
    guide.mkdir()
    data = final_text().encode()
    (guide / "guide.txt").write_bytes(data)
    sha = hashlib.sha256(data).hexdigest()
    (guide / "guide.yml").write_text(RECORD.format(sha=sha, more=more), encoding="utf-8")
    return Seeds(folder)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return load_library(seeds_with_final(tmp_path_factory.mktemp("seeds") / "seeds"))


def test_a_superseded_draft_is_not_told_as_left_out_of_a_picture(both: Library) -> None:
    """Where it is the first of all guides, before its final text."""
    recent = replace(
        both,
        guides=tuple(guide for guide in both.guides if guide.year >= 2023),
        batches=tuple(batch for batch in both.batches if batch.year >= 2023),
    )
    assert [guide.id for guide in recent.guides][:2] == ["2023-1-draft", "2023-1"]
    phrases = Phrases("en", load_interface("en", SEEDS.interface))
    assert axis(Views(recent, phrases, "en/")).earlier == 0


def test_directions_are_matched_whatever_their_numbers(both: Library) -> None:
    assert len(both.guide("2023-1").directions) == 15
    assert both.counterpart("2023-1/1.2") == "2023-1-draft/1.3"
    assert both.counterpart("2023-1-draft/1.3") == "2023-1/1.2"
    assert both.counterpart("2023-1/2.1") == "2023-1-draft/2.1"
    matched = both.versions["2023-1"]
    assert list(matched.keys() ^ {d.id for d in both.guide("2023-1").directions}) == []
    gone = {d.id for d in both.guide("2023-1-draft").directions} - set(matched.values())
    assert gone == {"2023-1-draft/1.1", "2023-1-draft/2.4", "2023-1-draft/2.6"}


def test_what_changed_is_found_and_nothing_else(both: Library) -> None:
    changes = {
        new: compare_directions(both.directions[old], both.directions[new])
        for new, old in both.versions["2023-1"].items()
    }
    changed = {direction for direction, change in changes.items() if not change.unchanged}
    assert changed == {"2023-1/1.2", "2023-1/1.9"}
    spain = changes["2023-1/1.2"]
    assert spain.facts == ("projects", "funding")
    assert [(c.old and c.old.text.zh, c.new and c.new.text.zh) for c in spain.fields] == [
        ("智慧城市；", "智慧城市和智能交通；")
    ]
    assert [(c.old, c.new and c.new.text.zh) for c in spain.requirements] == [
        (None, "鼓励青年研究人员参与。")
    ]
    assert changes["2023-1/1.9"].facts == ("duration",)


def test_a_recorded_match_goes_before_the_rule(tmp_path: Path) -> None:
    more = (
        "matches:\n  - {new: 2023-1/1.2, old: null}\n  - {new: 2023-1/1.1, old: 2023-1-draft/1.3}\n"
    )
    library = load_library(seeds_with_final(tmp_path / "seeds", more))
    assert library.counterpart("2023-1/1.2") is None
    assert library.counterpart("2023-1/1.1") == "2023-1-draft/1.3"


@pytest.mark.parametrize(
    ("matches", "message"),
    [
        (["{new: 2023-1/1.2, old: 2022-1/1.1}"], "14: matches: .* are in other guides"),
        (
            [
                "{new: 2023-1/1.2, old: 2023-1-draft/1.3}",
                "{new: 2023-1/1.1, old: 2023-1-draft/1.3}",
            ],
            r"15: matches: 2023-1-draft/1\.3 is matched twice$",
        ),
        (
            ["{new: 2023-1/1.2, old: 2023-1-draft/1.3}", "{new: 2023-1/1.2, old: null}"],
            r"15: matches: 2023-1/1\.2 is matched twice$",
        ),
    ],
)
def test_matches_that_cannot_be_are_refused(
    tmp_path: Path, matches: list[str], message: str
) -> None:
    more = "".join(f"\n  - {match}" for match in matches)
    with pytest.raises(InputError, match=rf"guide\.yml:{message}"):
        load_library(seeds_with_final(tmp_path / "seeds", f"matches:{more}\n"))


def test_several_directions_can_be_new(tmp_path: Path) -> None:
    more = "matches:\n  - {new: 2023-1/1.2, old: null}\n  - {new: 2023-1/1.1, old: null}\n"
    library = load_library(seeds_with_final(tmp_path / "seeds", more))
    assert library.counterpart("2023-1/1.1") is None
    assert library.counterpart("2023-1/1.2") is None


def test_a_direction_of_the_draft_is_matched_once(library: Library) -> None:
    """Two directions that are as like it: the first has it, the other is new; what a person
    settled goes before.
    """
    old = library.directions["2022-1/1.5"]
    one, other = (replace(old, id=f"2022-2/{n}", order=order) for order, n in ((1, 1.1), (2, 1.2)))
    assert match_directions([old], [one, other], {}) == {one.id: old.id}
    assert match_directions([old], [one, other], {other.id: old.id}) == {other.id: old.id}


def test_pages_say_which_is_which_and_what_changed(both: Library, tmp_path: Path) -> None:
    content, site = tmp_path / "content", tmp_path / "site"
    seeds = seeds_with_final(tmp_path / "seeds")
    write(both, seeds.interface, content)
    build(seeds.root, content, site, base="https://example.org/", library=both)

    def page(path: str) -> str:
        return (site / path / "index.html").read_text(encoding="utf-8")

    draft = page("zh/2023-1-draft/1.3")
    assert "正式指南已取代本稿。" in draft
    assert 'href="../../2023-1/1.2/"' in draft
    assert 'href="../../2023-1/changes/"' in draft
    assert "正式指南本站尚未收录" not in draft
    assert 'href="../2023-1/changes/"' in page("zh/2023-1-draft")
    assert "取代本稿的指南" in page("2023-1-draft/1.3")
    assert "正式指南未列" in page("zh/2023-1-draft/1.1")
    changes = page("zh/2023-1/changes")
    assert "智慧城市<ins>和智能交通</ins>" in changes
    assert "<del>不超过20项</del>" in changes
    assert "<ins>不超过15项</ins>" in changes
    assert "Superseded by 2023-1" in (site / "2023-1-draft/1.3/index.en.bib").read_text(
        encoding="utf-8"
    )
    places = Places(seeds, content, site)
    assert list(check_content(both, places)) == []
    assert [f for f in check_links(both, places) if "example.org" not in f.message] == []


NONE = "none in the guides held here"


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        # A draft whose final text is held, one in which this direction goes, and one that is only known to exist.
        ("2023-1-draft/1.3", ("this page", "2023-1/1.2", "2022-1/1.1", NONE)),
        ("2023-1-draft/1.1", ("this page", "not in the final text", NONE, "2024-2-draft/1.9")),
        ("2024-2-draft/1.2", ("this page", "not held here", "2022-1/2.1", NONE)),
        # A draft of whose final text nothing is known; it is in the middle of its lineage.
        ("2021-2-draft/1.5", ("this page", "not known here", "2017-1/1.8", "2023-1/1.5")),
        # A final text with its draft, and one without, which is the first of its lineage.
        ("2023-1/1.2", ("2023-1-draft/1.3", "this page", "2022-1/1.1", NONE)),
        ("2017-1/1.15", ("not known here", "this page", NONE, "2022-1/2.1")),
        ("2017-1/1.3", ("not known here", "this page", NONE, NONE)),
    ],
)
def test_the_bar_says_where_the_versions_and_calls_are(
    both: Library, at: str, expected: tuple[str, ...]
) -> None:
    assert bar(both, at) == expected


def test_the_bar_of_a_guide_has_its_two_versions(both: Library) -> None:
    assert bar(both, "2023-1") == ("2023-1-draft/index", "this page")
    assert bar(both, "2023-1-draft") == ("this page", "2023-1/index")
    assert bar(both, "2024-2-draft") == ("this page", "not held here")
    assert bar(both, "2021-2-draft") == ("this page", "not known here")


def test_a_final_text_that_is_held_is_not_told_as_announced(both: Library) -> None:
    """Even if it is not tied to its draft, as half of it would not be."""
    v = Views(both, Phrases("en", load_interface("en", SEEDS.interface)), "en/")
    assert v.announced(both.guide("2024-2-draft"))
    assert v.announced(both.guide("2023-1-draft")) is None
    untied = both.records["2023-1"].model_copy(update={"supersedes": None})
    alone = replace(both, records={**both.records, "2023-1": untied}, versions={})
    assert alone.superseded_by("2023-1-draft") is None
    v = Views(alone, Phrases("en", load_interface("en", SEEDS.interface)), "en/")
    assert v.announced(alone.guide("2023-1-draft")) is None


def test_a_draft_that_is_recorded_but_not_held(both: Library) -> None:
    record = both.records["2022-1"].model_copy(update={"supersedes": "2022-1-draft"})
    known = replace(both, records={**both.records, "2022-1": record})
    assert bar(known, "2022-1/1.5")[:2] == ("not held here", "this page")


def test_a_direction_that_is_new_in_the_final_text(tmp_path: Path) -> None:
    more = "matches:\n  - {new: 2023-1/1.2, old: null}\n"
    library = load_library(seeds_with_final(tmp_path / "seeds", more))
    assert bar(library, "2023-1/1.2")[:2] == ("not in the draft", "this page")


def bar(library: Library, at: str) -> tuple[str, ...]:
    """Return the places of the bar: the words, or the page that a link leads to."""
    direction = library.directions.get(at)
    guide = library.guide(direction.guide if direction else at)
    v = Views(library, Phrases("en", load_interface("en", SEEDS.interface)), "en/")
    found = (place.words for place in version_bar(v, guide, direction))
    link, words = re.compile(r"\]\((.*)\.md\)"), re.compile(r"\*(.*)\*\{")
    return tuple((link.search(place) or words.search(place) or [""])[1] for place in found)


def test_no_pair_is_held_today(library: Library) -> None:
    assert dict(library.versions) == {}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("不超过10个", "不超过15个", [("removed", "10"), ("added", "15")]),
        ("智慧城市；", "智慧城市和智能交通；", [("added", "和智能交通")]),
        ("no more than 2 years", "no more than 3 years", [("removed", "2"), ("added", "3")]),
        ("同", "同", []),
        ("", "新", [("added", "新")]),
    ],
)
def test_differences(old: str, new: str, expected: list[tuple[str, str]]) -> None:
    found = differences(old, new)
    assert [(c.kind, c.text) for c in found if c.kind != "same"] == expected
    assert "".join(c.text for c in found if c.kind != "added") == old
    assert "".join(c.text for c in found if c.kind != "removed") == new


def item(text: str, anchor: str = "field-1") -> Item:
    return Item(anchor, None, Text(text), Span(1, 1))


def test_items_that_only_move_have_not_changed() -> None:
    one, other = item("农业；", "field-1"), item("能源。", "field-2")
    moved = [item("能源；", "field-1"), item("农业。", "field-2")]
    assert compare_items([one, other], moved) == ()


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        # 2022-1/1.5 → 2023-1-draft/1.6: Tekes, Business Finland
        ("《中华人民共和国科学技术部国际合作司与芬兰共和国国家技术创新局关于中芬科技创新合作的谅解备忘录》", "《中华人民共和国科学技术部国际合作司与芬兰共和国芬兰国家创新资金署关于中芬科技创新合作的谅解备忘录》", False),
        # 2022-1/1.3 → 2024-2-draft/1.8: another meeting
        ("《中奥科技合作联委会第12次会议纪要》", "《中奥科技合作联委会第13次会议纪要》", False),
        # 2022-1/2.1 → 2024-2-draft/1.2: of another year
        ("《中国科技部和埃及高等教育与科学研究部关于建立科技合作联合资助计划的谅解备忘录》", "《中国科技部和埃及高等教育与科学研究部关于2024年联合资助计划的谅解备忘录》", False),
        # 2021-2-draft/1.3 → 2022-1/1.7
        ("《中国科技部与日本国际协力机构关于2019-2022年共同研究的谅解备忘录》", "《中国科技部与日本国际协力机构关于2019—2022年共同研究的谅解备忘录》", True),
        # 2017-1/1.14 → 2023-1-draft/2.3
        ("《中华人民共和国政府和南非共和国政府科学技术合作协定》", "《中国—南非政府间科技合作协定》", True),
        # Constructed: the foreign party first, another one, and the same two the other way round
        ("《中国科技部和埃及科学院关于科技创新合作的谅解备忘录》", "《芬兰国家技术创新局和中国科技部关于科技创新合作的谅解备忘录》", False),
        ("《中国科技部和芬兰国家技术创新局关于科技创新合作的谅解备忘录》", "《芬兰国家技术创新局和中国科技部关于科技创新合作的谅解备忘录》", True),
        # A body under a short and a full name, as the ministry of Egypt in 2017-1/1.15
        ("《中国科技部和埃及高教科研部关于联合研究项目的备忘录》", "《中国科学技术部和埃及高等教育与科学研究部关于联合研究项目的备忘录》", True),
    ],
)  # fmt: skip
def test_agreements_of_other_parties_or_numbers_are_two(old: str, new: str, same: bool) -> None:
    found = compare_items([item(old)], [item(new)], same_agreement)
    assert [(bool(change.old), bool(change.new)) for change in found] == (
        [(True, True)] if same else [(False, True), (True, False)]
    )


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [
        # 2021-2-draft/1.5 → 2023-1-draft/1.5
        ("农业、食品和生物技术。", "食品、农业和生物技术及与此相关的领域方向", ["reworded"]),
        # 2022-1/2.4 → 2024-2-draft/2.2
        ("医学遗传学、生理生态学研究；", "医学遗传学和生理生态学研究；", ["reworded"]),
        ("水", "水及相关领域", ["reworded"]),
        ("节能、环保", "环保、节能等", ["reworded"]),
        # 2022-1/1.3 → 2024-2-draft/1.8: other subjects
        ("食品、农业和生物技术；", "气候变化、可再生能源、可持续交通；", ["added", "dropped"]),
        ("水资源", "食品科学", ["added", "dropped"]),
    ],
)  # fmt: skip
def test_fields_in_another_order_or_with_related_ones_are_reworded(
    old: str, new: str, kinds: list[str]
) -> None:
    found = compare_items([item(old)], [item(new)])
    assert [
        "reworded" if change.old and change.new else "added" if change.new else "dropped"
        for change in found
    ] == kinds


def test_other_partners_are_another_direction(library: Library) -> None:
    directions = library.directions
    assert similarity(directions["2022-1/1.3"], directions["2022-1/1.5"]) == 0
    assert similarity(directions["2022-1/1.4"], directions["2023-1-draft/1.7"]) > 0.9


@pytest.mark.parametrize("name", ["2022-1/1.5", "2023-1-draft/1.6"])
def test_bar_facts_and_conditions_come_before_jumps_and_text(site: Path, name: str) -> None:
    """The notes of the versions come after them; on a phone they pushed the facts below the fold."""
    page = (site / f"en/{name}/index.html").read_text("utf-8")
    marks = ("<h1", 'class="versions"', "<table", 'class="flag"', 'class="jumps"', "<h2")
    places = [page.index(mark) for mark in marks]
    assert places == sorted(places)


def test_a_stage_that_a_person_assumed_is_told(site: Path) -> None:
    for name, words in (
        ("2022-1/1.5", "Final text (assumed)"),
        ("2017-1/1.3", "Final text"),
        ("2023-1-draft/1.6", "Draft for comment"),
    ):
        page = html.parse(site / f"en/{name}/index.html").getroot()
        assert page.xpath("string((//article//table)[1]/tbody/tr/td[last() - 1])") == words
