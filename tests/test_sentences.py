"""Sentences that the program writes, in both languages: a table of patterns with examples of none, one, many, first, last.

The directions are constructed: a row has the parts in which the earlier and the later call differ.
"""

from __future__ import annotations

import re
from pathlib import Path

import polib
import pytest
from conftest import SEEDS
from constructed import HEAD, direction, numbered, seeds_of

from generator.link.versions import compare_directions
from generator.pipeline import load_library
from generator.write import render
from generator.write.changes import change_line, change_told
from generator.write.interface import load_interface, messages
from generator.write.pages.page import reach
from generator.write.phrases import Phrases
from generator.write.views import Views

Parts = dict[str, str]
NO_DEADLINE = "执行期：2年。"
DEADLINE = f"{NO_DEADLINE}\n申报截止时间：2031年3月15日17:00。"
SIX = "领域方向：\n（1）循环经济；\n（2）氢能；\n（3）农业；\n（4）海洋；\n（5）新材料；\n（6）人工智能。"
CHANGES: list[tuple[Parts, Parts, str, str, str, str]] = [
    ({}, {}, "unchanged", "无变化",
     "Projects, funding, duration, deadline, conditions, fields, requirements and agreements are the same.",
     "项目数、经费、执行期、申报截止时间、条件、领域方向、其他要求和合作协议均相同。"),
    ({}, {"title": "中国和芬兰政府间联合研究项目"}, "only the title or the partners", "仅名称或合作方不同",
     "Projects, funding, duration, deadline, conditions, fields, requirements and agreements are the same.",
     "项目数、经费、执行期、申报截止时间、条件、领域方向、其他要求和合作协议均相同。"),
    ({"projects": "拟支持项目数：1个。"}, {"projects": "拟支持项目数：2个。"},
     "projects 1 → 2", "项目数：1项→2项", "Projects: 1 → 2.", "项目数：1项→2项。"),
    ({"projects": ""}, {"projects": "拟支持项目数：不超过1个。"},
     "projects not stated → no more than 1", "项目数：未载明→不超过1项",
     "Projects: not stated → no more than 1.", "项目数：未载明→不超过1项。"),
    ({"projects": "拟支持项目数：10个左右。"}, {"projects": "拟支持项目数：待定。"},
     "projects about 10 → to be determined", "项目数：约10项→待定",
     "Projects: about 10 → to be determined.", "项目数：约10项→待定。"),
    ({"projects": "拟支持项目数：8-10个。"}, {"projects": "拟支持项目数：至少10个。"},
     "projects 8–10 → at least 10", "项目数：8–10项→不少于10项",
     "Projects: 8–10 → at least 10.", "项目数：8–10项→不少于10项。"),
    ({"funding": ""}, {"funding": "共拟支持经费：约1000万元人民币。"},
     "funding not stated → about RMB 10 million", "经费：未载明→约1000万元",
     "Funding: not stated → about RMB 10 million.", "经费：未载明→约1000万元。"),
    ({"funding": "共拟支持经费：1亿元人民币。"}, {"funding": "共拟支持经费：待定。"},
     "funding RMB 100 million → to be determined", "经费：1亿元→待定",
     "Funding: RMB 100 million → to be determined.", "经费：1亿元→待定。"),
    ({"duration": ""}, {"duration": "执行期：不超过2年。"},
     "duration not stated → no more than 2 years", "执行期：未载明→不超过2年",
     "Duration: not stated → no more than 2 years.", "执行期：未载明→不超过2年。"),
    ({"duration": "执行期：1年。"}, {"duration": "执行期：原则上为2-3年。"},
     "duration 1 year → in principle 2–3 years", "执行期：1年→原则上为2–3年",
     "Duration: 1 year → in principle 2–3 years.", "执行期：1年→原则上为2–3年。"),
    ({"duration": NO_DEADLINE}, {"duration": ""},
     "duration 2 years → not stated", "执行期：2年→未载明",
     "Duration: 2 years → not stated.", "执行期：2年→未载明。"),
    ({"duration": NO_DEADLINE}, {"duration": DEADLINE},
     "deadline not stated → 15 March 2031, 17:00", "申报截止：未载明→2031年3月15日17:00",
     "Deadline: not stated → 15 March 2031, 17:00.", "申报截止：未载明→2031年3月15日17:00。"),
    ({"duration": DEADLINE}, {"duration": DEADLINE.replace("17:00", "17时")},
     "deadline 15 March 2031, 17:00 → reworded in Chinese, the same in English", "申报截止：2031年3月15日17:00→2031年3月15日17时",
     "Deadline: 15 March 2031, 17:00 → reworded in Chinese, the same in English.", "申报截止：2031年3月15日17:00→2031年3月15日17时。"),
    ({"requirements": ""}, {"requirements": "其他要求：\n1. 须由企业牵头申报。"},
     "conditions added: an enterprise must lead, an enterprise must take part; requirements: 1 added",
     "增加条件：须企业牵头、须有企业参与；其他要求：增加1条",
     "Conditions added: an enterprise must lead, an enterprise must take part. Requirements: 1 added.",
     "增加的条件：须企业牵头、须有企业参与。其他要求：增加1条。"),
    ({"requirements": "其他要求：\n1. 合作双方须签署知识产权协议。"}, {"requirements": ""},
     "conditions dropped: IP agreement required; requirements: 1 dropped",
     "取消条件：须有知识产权约定；其他要求：删去1条",
     "Conditions dropped: IP agreement required. Requirements: 1 dropped.",
     "取消的条件：须有知识产权约定。其他要求：删去1条。"),
    ({"requirements": "其他要求：\n1. 每个推荐单位推荐不超过5项。"},
     {"requirements": "其他要求：\n1. 每个推荐单位推荐不超过1项。\n2. 原则上须有企业参与。"},
     "conditions added: an enterprise must take part (in principle), submissions are limited (1); "
     "conditions dropped: submissions are limited (5); requirements: 1 added, 1 reworded",
     "增加条件：须有企业参与（原则上）、限项申报（1项）；取消条件：限项申报（5项）；其他要求：增加1条，改写1条",
     "Conditions added: an enterprise must take part (in principle), submissions are limited (1). "
     "Conditions dropped: submissions are limited (5). Requirements: 1 added, 1 reworded.",
     "增加的条件：须有企业参与（原则上）、限项申报（1项）。取消的条件：限项申报（5项）。其他要求：增加1条，改写1条。"),
    ({"fields": "领域方向：\n（1）循环经济。"}, {"fields": "领域方向：\n（1）循环经济；\n（2）氢能。"},
     "fields: 1 added", "领域方向：增加1条", "Fields: 1 added (Hydrogen energy).", "领域方向：增加1条（氢能）。"),
    ({"fields": SIX}, {"fields": "领域方向：\n（1）循环经济。"},
     "fields: 5 dropped", "领域方向：删去5条",
     "Fields: 5 dropped (Hydrogen energy; Agriculture; Oceans; New materials; 1 more).",
     "领域方向：删去5条（氢能；农业；海洋；新材料；另1条）。"),
    ({"agreements": "合作协议：《中芬科技合作协定》。"}, {"agreements": "合作协议：《中芬科技创新合作备忘录》。"},
     "agreements: 1 reworded", "合作协议：改写1条", "Agreements: 1 reworded.", "合作协议：改写1条。"),
]  # fmt: skip
"""(earlier, later, the change in one line in English and in Chinese, the change in sentences in both)."""


def text(year: int, *parts: Parts) -> str:
    return HEAD.format(year) + numbered(
        direction([name for name, words in p.items() if not words], **p) for p in parts
    )


def views(seeds: Path, texts: dict[str, str]) -> list[Views]:
    made = seeds_of(seeds, texts)
    library = load_library(made)
    return [
        Views(library, Phrases(name, load_interface(name, made.interface)), f"{name}/")
        for name in ("en", "zh")
    ]


@pytest.mark.parametrize(("old", "new", "line", "zh_line", "told", "zh_told"), CHANGES)
def test_a_change(
    old: Parts, new: Parts, *, line: str, zh_line: str, told: str, zh_told: str, tmp_path: Path
) -> None:
    both = views(tmp_path / "seeds", {"2030-1": text(2030, old), "2031-1": text(2031, new)})
    directions = both[0].library.directions
    change = compare_directions(directions["2030-1/1.1"], directions["2031-1/1.1"])
    assert [change_line(v, change) for v in both] == [line, zh_line]
    assert [change_told(v, change) for v in both] == [told, zh_told]


@pytest.mark.parametrize(
    ("chosen", "english", "chinese"),
    [
        ((), "no direction of the guides held here", "所收指南中没有相应方向"),
        (("2030-1/1.1",), "1 direction in final texts, 2030", "2030年正式指南中1个方向"),
        (("2030-1/1.1", "2030-1/1.2"), "2 directions in final texts, 2030", "2030年正式指南中2个方向"),
        (("2030-1/1.1", "2031-1-draft/1.1"), "1 direction in final texts, 1 in drafts, 2030–2031", "2030–2031年正式指南中1个方向、征求意见稿中1个"),
        (("2031-1-draft/1.1",), "1 direction in drafts, 2031", "2031年征求意见稿中1个方向"),
    ],
)  # fmt: skip
def test_the_scope_of_a_page(
    chosen: tuple[str, ...], english: str, chinese: str, tmp_path: Path
) -> None:
    texts = {"2030-1": text(2030, {}, {}), "2031-1-draft": text(2031, {})}
    assert [reach(v, chosen) for v in views(tmp_path / "seeds", texts)] == [english, chinese]


ALLOWED = {
    "{count} directions": "1 direction",
    "{number} projects": "{number} project",
    "{years} years": "{years} year",
    "{count} others": "at least two, as one more name is shown instead",
    "Requirements for applicants in {reach}: how often each of {count} conditions is set, and recurring wordings.": "all conditions of flags.yml",
    "Word by word for the newest {count} changes alone; both texts of the earlier ones are on their pages.": "a constant of the program",
}  # fmt: skip
"""A message with a number and a plural → the message for one, or why there is no one."""


def test_the_catalogue_names_the_files_that_have_a_message() -> None:
    po = polib.pofile(str(SEEDS.interface))
    assert {e.msgid: [file for file, _ in e.occurrences] for e in po} == messages()


def test_every_plural_has_a_singular() -> None:
    places = re.compile(r"\{\w+\}(?: (?!in\b)\w+)? (?!in\b)[a-z]+s\b")
    assert {message for message in messages() if places.search(message)} == set(ALLOWED)


@pytest.mark.parametrize(
    ("partners", "english", "chinese"),
    [("芬兰", "Partner", "合作方"), ("芬兰、瑞典", "Partners", "合作方")],
)
def test_the_heading_of_partners(partners: str, english: str, chinese: str, tmp_path: Path) -> None:
    """In the strip of facts of the direction's page, and in the line at the top of the page of its call."""
    seeds = seeds_of(
        tmp_path / "seeds",
        {"2030-1": text(2030, {"title": f"中国和{partners}政府间科技合作项目"})},
    )
    pages = {path: data.decode() for path, data in render(load_library(seeds), seeds.interface)}
    for language, heading, colon in (("en", english, "&#58; "), ("zh", chinese, "：")):
        assert f"\n| {heading} {{ .fact }} |" in pages[f"{language}/2030-1/1.1.md"]
        [lineage] = [p for path, p in pages.items() if path.startswith(f"{language}/lineages/fi")]
        assert f"\n{heading}{colon}[" in lineage
