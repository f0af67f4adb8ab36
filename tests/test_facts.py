"""Money per project, numbers of parts, hedges, durations in sentences and deadlines: tables of (text, expected).

The wordings are constructed in the genre of the guides, unless a comment names one.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from conftest import SEEDS
from constructed import HEAD, TITLE, direction, numbered, seeds_of

from generator.clean import clean
from generator.data import Json, parsed_json
from generator.enrich import enrich
from generator.link import Library
from generator.link.versions import compare_directions
from generator.model import Deadline, Duration, Flag, Funding, PerProject, Quota, Source, Text
from generator.parse import parse
from generator.parse.deadlines import deadline
from generator.parse.numbers import duration
from generator.parse.strands import Numbers, Stated, numbers
from generator.passage import Passage
from generator.pipeline import load_library
from generator.read.text import read_text
from generator.vocabulary import Vocabulary
from generator.write import render
from generator.write.changes import change_told
from generator.write.interface import load_interface
from generator.write.phrases import Phrases
from generator.write.views import Views

TBD = Quota(None, None, "tbd")
Parts = list[tuple[str, Quota | None, Funding | None]]


def told(text: str, *fields: str, label: str = "") -> Numbers:
    """Return the numbers of a direction that makes one statement."""
    return numbers([Stated(Passage.of(text, 1), True, True, None, label)], fields)


def parsed(vocabulary: Vocabulary, *lines: str) -> Json:
    """Return the data of a direction that consists of ``lines`` below its title."""
    text = HEAD.format(2031) + "\n".join([f"1.1 {TITLE}", *lines])
    guide = parse(clean(read_text(text.encode(), Path("x.txt")).lines), Source("x.txt", "0" * 64))
    found: Json = parsed_json(enrich(guide, vocabulary))["directions"][0]
    return found


def limit(amount: int, kind: Any = "at_most", hedge: Any = None) -> PerProject:
    return PerProject(amount, kind, hedge)


def between(low: int, high: int) -> PerProject:
    return PerProject(high, "at_most", min_cny=low)


@pytest.mark.parametrize(
    ("text", "label", "total", "each", "bound"),
    [
        # A total and the money for one.
        ("1500万元人民币（每个项目不超过75万元）。", "", (15_000_000, "exact"), limit(750_000), None),
        ("每个项目不超过200万元，共2000万元人民币。", "", (20_000_000, "exact"), limit(2_000_000), None),
        ("30万元/项，共600万元。", "", (6_000_000, "exact"), limit(300_000, "exact"), None),
        ("总经费约3000万元，单个项目经费不超过300万元，拟支持10项左右", "", (30_000_000, "about"), limit(3_000_000), None),
        ("单项不超过250万元，总额1000万元", "", (10_000_000, "exact"), limit(2_500_000), None),
        ("不超过1500万元，最高单项不超过300万元", "", (15_000_000, "at_most"), limit(3_000_000), None),
        ("待定，单个项目资助不超过100万元", "", (None, "tbd"), limit(1_000_000), None),
        ("国拨经费1500万元，自筹经费1500万元，总经费3000万元", "", (15_000_000, "exact"), None, None),
        ("总经费3000万元，其中国拨经费1500万元，自筹1500万元", "", (15_000_000, "exact"), None, None),
        # The money for one alone, in the words that name it.
        ("不超过15万元/项。", "资助强度", (None, "none"), limit(150_000), None),
        ("50万元左右。", "支持强度", (None, "none"), limit(500_000, "about"), None),
        ("50万元/项左右", "资助强度", (None, "none"), limit(500_000, "about"), None),
        ("50万元/项以内", "", (None, "none"), limit(500_000), None),
        ("10万元／个", "", (None, "none"), limit(100_000, "exact"), None),
        ("15万/项", "", (None, "none"), limit(150_000, "exact"), None),
        ("200万元（人民币）每项", "", (None, "none"), limit(2_000_000, "exact"), None),
        ("每项资助金额一般不超过100万元", "", (None, "none"), limit(1_000_000, "at_most", "generally"), None),
        ("原则上每个项目不超过200万元", "", (None, "none"), limit(2_000_000, "at_most", "in_principle"), None),
        ("单个项目国拨经费不超过300万元", "", (None, "none"), limit(3_000_000), None),
        ("项目平均资助强度约200万元", "", (None, "none"), limit(2_000_000, "about"), None),
        ("每个联合实验室不超过300万元", "", (None, "none"), limit(3_000_000), None),
        ("100-200万元/项", "", (None, "none"), between(1_000_000, 2_000_000), None),
        ("每个项目不低于100万元，不超过200万元", "", (None, "none"), between(1_000_000, 2_000_000), None),
        ("单个项目不低于100万元、不超过200万元", "", (None, "none"), between(1_000_000, 2_000_000), None),
        ("单个项目不超过200万元，最低不少于100万元", "", (None, "none"), between(1_000_000, 2_000_000), None),
        ("每项100万～150万元，总额不超过1500万元", "", (15_000_000, "at_most"), between(1_000_000, 1_500_000), None),
        ("每项80万—120万元", "", (None, "none"), between(800_000, 1_200_000), None),
        # 300万 or 3万: the lower end is not sure.
        ("每项3～500万元", "", (None, "none"), limit(5_000_000), None),
        ("国拨经费总额1500万元，单项经费80万元至120万元", "", (15_000_000, "exact"), between(800_000, 1_200_000), None),
        ("每项8000元～1万元", "", (None, "none"), between(8_000, 10_000), None),
        ("每项最低100万元，最高200万元", "", (None, "none"), between(1_000_000, 2_000_000), None),
        ("每项100万元起，不超过200万元", "", (None, "none"), between(1_000_000, 2_000_000), None),
        ("单项在100万元（含）至200万元（含）之间", "", (None, "none"), between(1_000_000, 2_000_000), None),
        ("每项100万元以上", "", (None, "none"), None, None),
        # Of several, none is that of every project.
        ("A类每项50-80万元，B类每项100万元", "", (None, "none"), None, None),
        ("联合实验室每项不超过500万元，其他项目每项不超过200万元，共5项", "", (None, "none"), None, None),
        ("8000万元，联合实验室项目每个支持经费不超过500万元，其他项目每个不超过200万元。", "", (80_000_000, "exact"), None, None),
        ("900万元，其中旗舰项目每项300万元，一般项目每项100万元。", "", (9_000_000, "exact"), None, None),
        ("每个项目不超过300万元。单项经费最高300万元。", "", (None, "none"), limit(3_000_000), None),
        ("单个项目300万元封顶", "", (None, "none"), limit(3_000_000), None),
        ("每个项目支持经费上限为400万元", "", (None, "none"), limit(4_000_000), None),
        ("单个项目300万元（含）以内", "", (None, "none"), limit(3_000_000), None),
        ("单个项目不超过人民币叁佰万元", "", (None, "none"), limit(3_000_000), None),
        # With a number of projects it bounds the total, unless one of the two allows exceptions.
        ("拟支持5个项目，每个项目不超过200万元", "", (None, "none"), limit(2_000_000), 10_000_000),
        ("不超过10项，每项不超过100万", "", (None, "none"), limit(1_000_000), 10_000_000),
        ("拟资助项目10项，资助金额每项50-80万元", "", (None, "none"), between(500_000, 800_000), 8_000_000),
        ("4-5项，每项100万元", "", (None, "none"), limit(1_000_000, "exact"), 5_000_000),
        ("约20项，每项不超过15万元", "", (None, "none"), limit(150_000), None),
        ("20项，每项约15万元", "", (None, "none"), limit(150_000, "about"), None),
        ("原则上20项，每项不超过15万元", "", (None, "none"), limit(150_000), None),
        ("至少20项，每项不超过15万元", "", (None, "none"), limit(150_000), None),
        # 2023-1-draft/2.8; the money of one year is none of the two.
        (
            "2-3 个，每个项目平均每年支持经费不超过300万元人民币，即：3年期项目不超过 900 万元人民币，5年期项目不超过 1500万元人民币。",
            "", (None, "none"), None, None,
        ),
        # Neither a total nor the money for one.
        ("人民币50万元/项·年", "", (None, "none"), None, None),
        ("每个项目每年资助30万元，资助期3年", "", (None, "none"), None, None),
        ("每年30万元/项", "", (None, "none"), None, None),
        ("每个课题不超过100万元", "", (None, "none"), None, None),
        ("每家单位不超过100万元", "", (None, "none"), None, None),
        ("每个推荐单位不超过500万元", "", (None, "none"), None, None),
        ("每个项目企业自筹不低于100万元", "", (None, "none"), None, None),
        ("每个项目不低于100万元", "", (None, "none"), None, None),
        # A part of the money is not the total.
        ("每年500万元，3年共1500万元。", "", (15_000_000, "exact"), None, None),
        ("共支持经费1500万元，其中2031年500万元，2032年1000万元", "", (15_000_000, "exact"), None, None),
        ("总投入1000万元，其中国拨经费不超过400万元，自筹600万元", "", (4_000_000, "at_most"), None, None),
        ("原则上不超过2000万元", "", (20_000_000, "at_most"), None, None),
        ("2000-3000万元", "", (30_000_000, "at_most"), None, None),
        ("2千万元", "", (20_000_000, "exact"), None, None),
        ("1亿5千万元", "", (150_000_000, "exact"), None, None),
        ("约合人民币900万元", "", (9_000_000, "about"), None, None),
        ("近900万元", "", (9_000_000, "about"), None, None),
        ("900万元上下", "", (9_000_000, "about"), None, None),
        ("总额上限为800万元", "", (8_000_000, "at_most"), None, None),
        # What the other side gives.
        ("芬方出资200万欧元。", "", (None, "none"), None, None),
        ("港币500万元。", "", (None, "none"), None, None),
        ("USD 50万", "", (None, "none"), None, None),
        ("EUR 200-300万元", "", (None, "none"), None, None),
        ("€200万；600万元", "", (6_000_000, "exact"), None, None),
        ("50万美元、300万元人民币", "", (3_000_000, "exact"), None, None),
        ("芬方出资200万欧元（约合1500万元人民币）", "", (None, "none"), None, None),
        ("芬方出资折合人民币1500万元", "", (None, "none"), None, None),
        ("500万元人民币由芬方提供", "", (None, "none"), None, None),
        ("中方经费：1000万元；芬方经费：折合人民币900万元", "", (10_000_000, "exact"), None, None),
        ("日方经费不超过1.6亿日元，中方经费不超过900万元", "", (9_000_000, "at_most"), None, None),
        ("中方资助每个项目不超过300万元人民币，挪威方资助不超过600万挪威克朗，拟支持4项", "", (None, "none"), limit(3_000_000), 12_000_000),
        ("双方共同出资1000万元", "", (None, "none"), None, None),
        ("中方资助1000万元，企业配套1000万元", "", (10_000_000, "exact"), None, None),
        ("双方各资助500万元", "", (5_000_000, "exact"), None, None),
        ("双方各支持5个项目，每个项目双方各资助100万元", "", (None, "none"), limit(1_000_000, "exact"), 5_000_000),
        ("经与芬方商定，共支持1000万元", "", (10_000_000, "exact"), None, None),
    ],
)  # fmt: skip
def test_money_in_all_and_for_one_project(
    text: str,
    label: str,
    total: tuple[int | None, str],
    each: PerProject | None,
    bound: int | None,
) -> None:
    found = told(text, label=label).funding
    assert (found.amount_cny, found.kind) == total
    assert (found.per_project, found.bound_cny) == (each, bound)


@pytest.mark.parametrize(
    ("before", "amount", "after"),
    list(product(
        ("每个项目", "单个项目", "每项", "单项", "每个项目支持经费", "每一项目", "项目平均", "每个项目中方经费"),
        ("200万元", "２００万元", "两百万元", "0.02亿元", "2,000,000元", "人民币200万元", "200 万元人民币"),
        ("。", "，由中方支付。", "左右。"),
    )),
)  # fmt: skip
def test_money_for_one_project_in_many_words(before: str, amount: str, after: str) -> None:
    found = told(f"5个，{before}{amount}{after}").funding
    assert found.amount_cny is None
    assert found.per_project == limit(2_000_000, "about" if after == "左右。" else "exact")


def test_the_money_for_one_project_may_stand_in_a_requirement() -> None:
    quota = [Stated(Passage.of("5个。", 1), True, False, None)]
    found = numbers(quota, (), ["项目执行期2年。", "每个项目国拨经费不超过100万元。"]).funding
    assert (found.per_project, found.bound_cny) == (limit(1_000_000), 5_000_000)
    assert (
        numbers(quota, (), ["每个项目应服务用户，产值不低于100万元。"]).funding.per_project is None
    )


def one(number: int) -> Quota:
    return Quota(number, number, "exact")


def money(amount: int) -> Funding:
    return Funding(amount, "exact")


A3_B2: Parts = [("甲领域", one(3), None), ("乙领域", one(2), None)]
A3_B2_MONEY: Parts = [
    ("甲领域", one(3), money(6_000_000)),
    ("乙领域", one(2), money(3_000_000)),
]


@pytest.mark.parametrize(
    ("text", "quota", "total", "parts"),
    [
        ("甲领域3个，乙领域2个", one(5), None, A3_B2),
        ("甲领域：3个；乙领域：2个。", one(5), None, A3_B2),
        ("甲领域3个\n乙领域2个", one(5), None, A3_B2),
        ("支持甲领域3个、乙领域2个", one(5), None, A3_B2),
        ("（1）甲领域，支持3个；（2）乙领域，支持2个。", one(5), None, A3_B2),
        ("1. 甲领域3个。\n2. 乙领域2个。", one(5), None, A3_B2),
        ("甲领域拟支持3个项目。乙领域拟支持2个项目。", one(5), None, A3_B2),
        ("5个（甲领域3个，乙领域2个）。", one(5), None, A3_B2),
        ("共5个，其中甲领域3个、乙领域2个。", one(5), None, A3_B2),
        ("甲领域3个，乙领域2个，共5个。", one(5), None, A3_B2),
        ("不超过5个，其中：甲领域3个；乙领域2个", Quota(None, 5, "at_most"), None, A3_B2),
        ("甲领域3项、600万元；乙领域2项、300万元", one(5), 9_000_000, A3_B2_MONEY),
        ("甲领域（3项，600万元）、乙领域（2项，300万元）", one(5), 9_000_000, A3_B2_MONEY),
        ("甲领域3项，经费600万元。乙领域2项，经费300万元。共900万元。", one(5), 9_000_000, A3_B2_MONEY),
        ("甲领域3个，乙领域2个，总经费1000万元", one(5), 10_000_000, A3_B2),
        ("2个（甲领域、乙领域各1个）", one(2), None, [("甲领域", one(1), None), ("乙领域", one(1), None)]),
        ("甲领域和乙领域各支持2项", one(4), None, [("甲领域", one(2), None), ("乙领域", one(2), None)]),
        ("甲领域共600万元、乙领域共300万元", TBD, 9_000_000, [("甲领域", None, money(6_000_000)), ("乙领域", None, money(3_000_000))]),
        ("甲领域500万元，乙领域700万元", TBD, 12_000_000, [("甲领域", None, money(5_000_000)), ("乙领域", None, money(7_000_000))]),
        ("2031年4个，2032年6个。", one(10), None, [("2031年", one(4), None), ("2032年", one(6), None)]),
        ("2031年和2032年各支持5个", one(10), None, [("2031年", one(5), None), ("2032年", one(5), None)]),
        ("2031年度500万元，2032年度300万元", TBD, 8_000_000, [("2031年度", None, money(5_000_000)), ("2032年度", None, money(3_000_000))]),
        ("重点项目2个；一般项目10个", one(12), None, [("重点项目", one(2), None), ("一般项目", one(10), None)]),
        # No parts; what 各 counts is in no list.
        ("各1个，每个项目300万元", TBD, None, []),
        ("2个领域各1个", TBD, None, []),
        ("每个方向500万元", TBD, None, []),
        ("2031年支持5个", one(5), None, []),
        ("2030年已支持3个，2031年拟支持5个。", one(5), None, []),
        ("一般不超过8个，特殊情况可增至10个。", Quota(None, 8, "at_most", "generally"), None, []),
        ("不少于3个，不多于5个。", Quota(3, 5, "range"), None, []),
        ("最多6项，最少2项。", Quota(2, 6, "range"), None, []),
        ("3个以上、5个以下", Quota(3, 5, "range"), None, []),
        ("10个，其中青年科学家项目3个", one(10), None, []),
        ("每个推荐单位不超过5个，共20个", one(20), None, []),
        ("20个（每个推荐单位限报2个）", one(20), None, []),
        ("5个（每个合作国别不超过1个）", one(5), None, []),
        ("5个，每个项目由3个单位组成", one(5), None, []),
        ("每年支持5个，3年共15个", one(15), None, []),
        ("3个项目，执行期24个月", one(3), None, []),
        ("中方支持5个，芬方支持6个", one(5), None, []),
        ("中芬双方共支持10个项目", one(10), None, []),
    ],
)  # fmt: skip
def test_numbers_told_part_by_part(
    text: str, quota: Quota, total: int | None, parts: Parts
) -> None:
    found = told(text, "唯一领域")
    assert found.funding.bound_cny is None
    assert (found.projects, found.funding.amount_cny) == (quota, total)
    assert [(s.title.zh, s.projects, s.funding) for s in found.strands] == parts


def test_parts_with_limits_of_their_own() -> None:
    found = told("甲类项目3个，每个不超过200万元；乙类项目2个，每个不超过100万元")
    assert (found.funding, found.limits_differ) == (Funding(None, "none"), True)
    assert [s.funding and s.funding.bound_cny for s in found.strands] == [6_000_000, 2_000_000]
    # A limit that is told once holds for all parts.
    whole = told("甲领域3个，乙领域2个，每个项目不超过200万元")
    assert whole.funding.bound_cny == 10_000_000
    assert [s.funding for s in whole.strands] == [None, None]


@pytest.mark.parametrize(
    ("text", "quota", "total", "each"),
    [
        ("各1个项目，每项不超过100万元。", one(2), None, (one(1), None)),
        ("2个领域各1个。", one(2), None, (one(1), None)),
        ("拟在两个领域各支持1个。", one(2), None, (one(1), None)),
        ("每个方向支持1-2项。", Quota(2, 4, "range"), None, (Quota(1, 2, "range"), None)),
        ("每个主题方向500万元。", TBD, 10_000_000, (None, money(5_000_000))),
    ],
)
def test_numbers_of_each_field(
    text: str, quota: Quota, total: int | None, each: tuple[Quota | None, Funding | None]
) -> None:
    found = told(text, "甲", "乙")
    assert (found.projects, found.funding.amount_cny) == (quota, total)
    assert [(s.title.zh, s.projects, s.funding) for s in found.strands] == [
        ("甲", *each),
        ("乙", *each),
    ]
    known = {"projects": quota.max is not None, "funding": total is not None}
    assert found.summed == {fact for fact, is_known in known.items() if is_known}


def said(text: str, about: str, field: str | None = None) -> Stated:
    """Return a statement about “projects”, “funding” or both; below ``field`` if each field has its own."""
    return Stated(Passage.of(text, 1), "projects" in about, "funding" in about, field)


@pytest.mark.parametrize(
    ("statements", "projects", "total", "summed"),
    [
        # as in 2017-1/1.13
        ([said("2个领域各支持1个，经费1400万元。", "projects funding")], one(2), 14_000_000, {"projects"}),
        ([said("甲领域3个600万元，乙领域2个400万元。", "projects funding")], one(5), 10_000_000, {"projects", "funding"}),
        ([said("甲领域3个600万元，乙领域2个400万元。", "projects"), said("900万元。", "funding")], one(5), 9_000_000, {"projects"}),
        ([said("甲领域3个、600万元，乙领域2个。", "projects funding")], one(5), 6_000_000, {"projects"}),
        ([said("5个（甲领域3个，乙领域2个），1000万元（甲领域600万元，乙领域400万元）。", "projects funding")], one(5), 10_000_000, set()),
        # as in 2023-1-draft/1.4
        ([said("3个。", "projects", "甲领域"), said("2个。", "projects", "乙领域")], one(5), None, {"projects"}),
        ([said("待定。", "projects", "甲领域"), said("2个。", "projects", "乙领域")], TBD, None, set()),
        ([said("600万元。", "funding"), said("另400万元。", "funding")], TBD, 10_000_000, {"funding"}),
    ],
)  # fmt: skip
def test_which_totals_are_added_up(
    statements: list[Stated], projects: Quota, total: int | None, summed: set[str]
) -> None:
    found = numbers(statements, ["甲领域", "乙领域"])
    assert (found.projects, found.funding.amount_cny) == (projects, total)
    assert found.summed == summed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("原则上不超过5个", Quota(None, 5, "at_most", "in_principle")),
        ("一般为5个", Quota(5, 5, "exact", "generally")),
        ("一般支持3-5项", Quota(3, 5, "range", "generally")),
        ("原则上支持5个项目左右", Quota(5, 5, "about", "in_principle")),
        # Not the number's own words.
        ("5个（原则上每个国别不超过1个）", one(5)),
        ("一般项目5个", one(5)),
        ("原则上支持青年人才。共5个", one(5)),
        ("不得超过5个", Quota(None, 5, "at_most")),
        ("不少于3项，不超过5项", Quota(3, 5, "range")),
        ("不少于3个且不超过5个项目", Quota(3, 5, "range")),
        ("最多支持4个项目", Quota(None, 4, "at_most")),
        ("上限为6项", Quota(None, 6, "at_most")),
        ("10项上下", Quota(10, 10, "about")),
    ],
)
def test_hedges_of_quotas(text: str, expected: Quota) -> None:
    assert told(text).projects == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全部研究任务应于两年内执行完毕。", Duration(None, 2, "at_most")),
        ("项目应在三年以内完成。", Duration(None, 3, "at_most")),
        ("项目须在立项后24个月内完成全部研究任务。", Duration(None, 2, "at_most")),
        ("研究工作应于36个月之内结题。", Duration(None, 3, "at_most")),
        ("自任务书签订之日起，项目应在2年内完成。", Duration(None, 2, "at_most")),
        ("项目原则上应在3年内完成", Duration(None, 3, "at_most", "in_principle")),
        ("每个项目的资助期限为2年，自2031年7月起算。", Duration(2, 2, "exact")),
        ("中方资助时间原则上为3年。", Duration(3, 3, "exact", "in_principle")),
        ("支持周期两年。", Duration(2, 2, "exact")),
        ("合作研究期限不得超过三年。", Duration(None, 3, "at_most")),
        ("项目周期最长3年", Duration(None, 3, "at_most")),
        ("项目为期2年。", Duration(2, 2, "exact")),
        ("项目研究期为二至三年。", Duration(2, 3, "range")),
        ("项目周期不少于2年且不超过4年。", Duration(2, 4, "range")),
        ("执行期不少于2年，最长不超过3年。", Duration(2, 3, "range")),
        ("执行期最长不超过3年、最短不少于2年。", Duration(2, 3, "range")),
        ("项目实施周期自2033年7月起至2035年6月止。", Duration(2, 2, "exact")),
        ("项目执行期从2033年7月1日开始至2036年6月30日。", Duration(3, 3, "exact")),
        ("双方资助项目的期限均为三年。", Duration(3, 3, "exact")),
        ("项目执行期为叁年。", Duration(3, 3, "exact")),
        ("项目建设期通常为3年。", Duration(3, 3, "exact", "generally")),
        ("项目执行期为3年（36个月）。", Duration(3, 3, "exact")),
        ("实施期3年以上", Duration(3, None, "at_least")),
        ("项目执行期为2年或3年。", Duration(2, 3, "range")),
        ("实施周期2、3年。", Duration(2, 3, "range")),
        ("项目执行期为3个年度。", Duration(3, 3, "exact")),
        ("项目执行期：原则上3年，最长不超过4年。", Duration(3, 3, "exact", "in_principle")),
        ("执行期限：自任务书签署之日起三年。", Duration(3, 3, "exact")),
        ("芬方资助期限为4年，中方项目执行期为3年。", Duration(3, 3, "exact")),
        ("项目起止时间为2031年1月至2033年12月。", Duration(3, 3, "exact")),
        ("项目执行期为2031年7月1日—2033年6月30日。", Duration(2, 2, "exact")),
        ("执行期限：2031.06-2033.05。", Duration(2, 2, "exact")),
        ("项目执行期为2031.7.1至2034.6.30。", Duration(3, 3, "exact")),
        # Other years.
        ("项目执行期为两年半。", None),
        ("项目执行期为2031年7月至2032年12月。", None),
        ("项目人员赴对方单位进行为期1年的访问。", None),
        ("项目启动后1年内应完成设备采购。", None),
        ("项目负责人近3年内完成的项目。", None),
        ("项目负责人应在2年内完成博士学位。", None),
        ("执行期结束后1年内提交报告。", None),
        ("项目验收应在执行期满后1年内完成。", None),
        ("协议应在1年内完成签署。", None),
        ("执行期内每年交流2次", None),
        ("项目组2年内完成4次互访。", None),
        ("合作期间每2年召开会议", None),
    ],
)
def test_durations_in_sentences(text: str, expected: Duration | None) -> None:
    assert duration(text) == expected


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2031年3月15日17:00", "2031-03-15"),
        ("2031年6月3日8:00至7月4日16:00", "2031-07-04"),
        ("2031年12月20日—2032年1月15日16时", "2032-01-15"),
        ("即日起至２０３１年３月１５日", "2031-03-15"),
        ("二〇三一年三月十五日", "2031-03-15"),
        ("2031-03-15 16：00", "2031-03-15"),
        ("2031.3.15", "2031-03-15"),
        ("3月15日", None),
        ("2031年3月中旬", None),
        ("2031年2月30日", None),
        ("待定", None),
    ],
)
def test_deadlines_under_a_label(text: str, day: str | None) -> None:
    assert deadline(f"{text}。", labelled=True) == Deadline(day, Text(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("申报截止时间为2031年3月15日17:00。", "2031-03-15"),
        ("网上填报的受理截止日期：2031年4月1日，逾期不予受理。", "2031-04-01"),
        ("芬兰科学院的申请截止日期为2031年3月1日，中方申报截止日期为2031年4月1日。", "2031-04-01"),
        ("请于2031年6月30日前提交申报书。", "2031-06-30"),
        ("双方申报截止时间为当地时间2031年10月31日24:00。", "2031-10-31"),
        ("网上申报受理时间为2031年6月10日8:00至7月20日17:00。", "2031-07-20"),
        ("网上填报的受理时间为：2031年3月20日8:00至5月15日16:00。", "2031-05-15"),
        ("受理时间：2031.3.1—2031.4.15", "2031-04-15"),
        ("申报书须在2031/06/30 17:00前在线提交。", "2031-06-30"),
        ("本方向申报材料应于2031年4月10日17:00之前提交。", "2031-04-10"),
        ("提交申报书的最后期限为2031年7月8日。", "2031-07-08"),
        ("中方申报单位须在2031年4月30日16:00前在线提交；双方须分别申报。", "2031-04-30"),
        ("须在2031年4月30日16:00前在线提交。", "2031-04-30"),
        ("请于2031年4月30日前通过国家科技管理信息系统填报。", "2031-04-30"),
        ("申请人应于2031年4月30日前网上提交申请书。", "2031-04-30"),
        ("欧方单位须在2031年4月30日前在线提交。", None),
        ("须在2031年4月30日前在线提交合作协议。", None),
        ("申报单位须在2031年4月30日前提交知识产权协议。", None),
        ("申报单位应在2031年1月1日前注册成立。", None),
        ("芬方申报书须于2031年3月1日前提交。", None),
        ("申报单位须于2031年12月31日前提交中期报告。", None),
        ("芬方申报时间为2031年6月10日至7月20日。", None),
        ("中方申报单位须于2031年6月30日17:00前通过国家科技管理信息系统提交申报材料。", "2031-06-30"),
        ("芬方单位须于2031年6月30日前提交申请。", None),
        ("须于2031年6月30日前签署合作协议。", None),
        ("该项目面向2021年1月1日前已建立的中法联合实验室。", None),  # 2022-1/1.2
        ("芬方申报截止时间为2031年3月15日。", None),
        ("因希方先于中方进行征集并于2016年8月31日截止申请，只有经希方确认的方可申报。", None),  # 2017-1/1.10
        ("项目申请人的欧方合作伙伴需在本指南截止日期之前完成欧盟2020计划的申报。", None),  # 2017-1/1.8
    ],
)  # fmt: skip
def test_deadlines_in_sentences(text: str, expected: str | None) -> None:
    found = deadline(text)
    assert (found.date if found else None) == expected


FIELD = "领域方向：循环经济。"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["双方拟共同支持3个项目，其中中方经费总额不超过900万元人民币，日方经费总额不超过1.6亿日元。"], {"projects": (3, 3, "exact"), "funding": (9_000_000, "at_most")}),
        (["拟支持项目数：20项左右。", "拟支持经费：30万元/项，共600万元。"], {"projects": (20, 20, "about"), "funding": (6_000_000, "exact")}),
        (["拟支持项目数：20项左右。", "拟支持经费：芬方出资200万欧元。"], {"funding": (None, "none")}),
        (["拟支持项目数：20项左右。", "资助强度：不超过15万元/项。"], {"projects": (20, 20, "about"), "funding": (None, "none")}),
        (["拟支持项目数：20项左右。", "共拟支持经费：1500万元人民币（每个项目不超过75万元）。"], {"funding": (15_000_000, "exact")}),
        (["拟支持项目数：20项。", "单个项目经费：不超过15万元。"], {"projects": (20, 20, "exact"), "funding": (None, "none", {"amount_cny": 150_000, "kind": "at_most", "hedge": None, "first_line": 5, "last_line": 5, "origin": "printed"}, None, 3_000_000)}),
        (["拟支持项目数：20项。", "单项资助额度：15万元。"], {"funding": (None, "none", {"amount_cny": 150_000, "kind": "exact", "hedge": None, "first_line": 5, "last_line": 5, "origin": "printed"}, None, 3_000_000)}),
        (["拟支持项目数量(个)：6", "拟支持经费（万元）：1,200"], {"projects": (6, 6, "exact"), "funding": (12_000_000, "exact")}),
        (["拟支持项目数：5-8。", "拟支持经费（单位：万元）：不超过900。", "执行期（年）：3"], {"projects": (5, 8, "range"), "funding": (9_000_000, "at_most"), "duration": (3, 3, "exact")}),
        (["拟支持项目及经费：不超过5个，1000万元。"], {"projects": (None, 5, "at_most"), "funding": (10_000_000, "exact")}),
        (["立项数量及经费：10项/2000万元。"], {"projects": (10, 10, "exact"), "funding": (20_000_000, "exact")}),
        (["资助计划：拟支持4个项目，执行期三年。"], {"projects": (4, 4, "exact"), "duration": (3, 3, "exact")}),
        (["资助方式与额度：拟支持10项，共2000万元。"], {"projects": (10, 10, "exact"), "funding": (20_000_000, "exact")}),
        (["本方向拟遴选支持不多于四项合作研究项目。"], {"projects": (None, 4, "at_most")}),
        (["本方向拟支持项目总数3项左右。"], {"projects": (3, 3, "about")}),
        (["拟支持项目数：5个。", "拟支持经费：港币500万元。"], {"funding": (None, "none")}),
        (["拟支持项目数：5个，共1000万元。"], {"projects": (5, 5, "exact"), "funding": (10_000_000, "exact")}),
        (["拟支持经费：5个项目，1000万元。"], {"projects": (5, 5, "exact"), "funding": (10_000_000, "exact")}),
        (["拟支持项目数：", "甲领域3个", "乙领域2个"], {"projects": (5, 5, "exact")}),
        (["建设期：3年"], {"duration": (3, 3, "exact")}),
        (["项目起止时间：2031年6月至2034年5月"], {"duration": (3, 3, "exact")}),
        (["截止受理日期：2031年4月3日"], {"deadline": ("2031-04-03", {"zh": "2031年4月3日", "en": None})}),
        (["材料提交截止：2031年4月7日"], {"deadline": ("2031-04-07", {"zh": "2031年4月7日", "en": None})}),
        (["项目受理期：2031年3月1日至3月31日"], {"deadline": ("2031-03-31", {"zh": "2031年3月1日至3月31日", "en": None})}),
        (["其他要求：", "1. 全部研究任务应于两年内执行完毕。"], {"duration": (None, 2, "at_most")}),
        (["拟支持项目数：5个，执行期3年。"], {"duration": (3, 3, "exact")}),
        (["申报截止时间：2031年3月15日17:00。"], {"deadline": ("2031-03-15", {"zh": "2031年3月15日17:00", "en": None})}),
        (["受理时间：2031年3月1日至4月15日", "拟支持项目数：5个。"], {"deadline": ("2031-04-15", {"zh": "2031年3月1日至4月15日", "en": None}), "projects": (5, 5, "exact")}),
        (["申报时间：另行通知。"], {"deadline": (None, {"zh": "另行通知", "en": None})}),
        (["其他要求：", "1. 项目执行期2年。", "2. 申报截止日期为2031年3月15日。"], {"deadline": ("2031-03-15", {"zh": "2031年3月15日", "en": None})}),
    ],
)  # fmt: skip
def test_facts_of_a_direction(
    lines: list[str], expected: dict[str, tuple[object, ...]], vocabulary: Vocabulary
) -> None:
    found = parsed(vocabulary, FIELD, *lines)
    assert [item["text"]["zh"].rstrip("。") for item in found["fields"]] == ["循环经济"]
    for name, values in expected.items():
        assert tuple(found[name].values())[: len(values)] == values


def test_a_sentence_in_a_list_is_no_statement(vocabulary: Vocabulary) -> None:
    found = parsed(
        vocabulary, "领域方向：", "1. 支持3个示范项目；", "2. 氢能。", "拟支持项目数：5个。"
    )
    assert [item["text"]["zh"] for item in found["fields"]] == ["支持3个示范项目；", "氢能。"]
    assert found["projects"]["max"] == 5


def test_a_sentence_among_requirements_is_no_statement(vocabulary: Vocabulary) -> None:
    needed = ["项目执行期2年。", "拟支持2个项目，由企业牵头。", "双方须分别申报。"]
    found = parsed(vocabulary, FIELD, "拟支持项目数：5个。", "其他要求：", *needed)
    assert [item["text"]["zh"] for item in found["requirements"]] == needed
    assert found["projects"]["max"] == 5


def test_a_limit_on_submissions_may_stand_beside_the_quota(vocabulary: Vocabulary) -> None:
    found = parsed(vocabulary, FIELD, "拟支持项目数：20个（每个推荐单位不超过3项）。")
    assert found["flags"] == ["submission_limit"]
    (condition,) = found["conditions"]
    assert (condition["anchor"], condition["hedge"], condition["number"]) == ("projects", None, 3)
    assert condition["first_line"] == found["projects"]["first_line"]
    assert found["projects"]["max"] == 20


CHINESE = load_interface("zh", SEEDS.interface)
PHRASES = {"zh": Phrases("zh", CHINESE), "en": Phrases("en", str)}


@pytest.mark.parametrize(
    ("years", "chinese", "english", "cell"),
    [
        (Duration(3, 3, "exact"), "3年", "3 years", "3"),
        (Duration(3, 3, "about", "generally"), "一般为3年", "generally 3 years", "一般为3"),
        (Duration(3, 3, "about"), "约3年", "about 3 years", "约3"),
        (Duration(2, 3, "range", "generally"), "一般为2–3年", "generally 2–3 years", "一般为2–3"),
        (Duration(None, 3, "at_most", "generally"), "一般不超过3年", "generally no more than 3 years", "一般≤3"),
        (Duration(None, 3, "at_most", "in_principle"), "原则上不超过3年", "in principle no more than 3 years", "原则上≤3"),
        (Duration(3, 3, "exact", "in_principle"), "原则上为3年", "in principle 3 years", "原则上为3"),
    ],
)  # fmt: skip
def test_hedges_stay_in_words(years: Duration, chinese: str, english: str, cell: str) -> None:
    assert (PHRASES["zh"].duration(years), PHRASES["en"].duration(years)) == (chinese, english)
    assert PHRASES["zh"].duration_cell(years) == cell


@pytest.mark.parametrize(
    ("found", "chinese", "english", "cells"),
    [
        (Funding(15_000_000, "exact", limit(750_000)), "1500万元（每个项目不超过75万元）", "RMB 15 million (no more than RMB 750,000 per project)", ("1,500", "15")),
        (Funding(None, "none", limit(2_000_000), bound_cny=10_000_000), "每个项目不超过200万元（合计不超过1000万元，本站推算）", "no more than RMB 2 million per project (no more than RMB 10 million in all, computed)", ("每项≤200", "≤2 each")),
        (Funding(None, "tbd", limit(2_000_000)), "待定（每个项目不超过200万元）", "to be determined (no more than RMB 2 million per project)", ("每项≤200", "≤2 each")),
        (Funding(None, "none", between(1_000_000, 1_500_000)), "每个项目100万元–150万元", "RMB 1 million–RMB 1.5 million per project", ("每项100–150", "1–1.5 each")),
        (Funding(None, "none", limit(500_000, "exact", "generally")), "每个项目一般为50万元", "generally RMB 500,000 per project", ("每项一般为50", "generally 0.5 each")),
        (Funding(20_000_000, "at_most", hedge="in_principle"), "原则上不超过2000万元", "in principle no more than RMB 20 million", ("原则上≤2,000", "in principle ≤20")),
        (Funding(None, "none"), "未载明", "not stated", ("—", "—")),
        (Funding(None, "tbd"), "待定", "to be determined", ("待定", "TBD")),
    ],
)  # fmt: skip
def test_money_in_words(found: Funding, chinese: str, english: str, cells: tuple[str, str]) -> None:
    assert (PHRASES["zh"].funding(found), PHRASES["en"].funding(found)) == (chinese, english)
    assert (PHRASES["zh"].funding_cell(found), PHRASES["en"].funding_cell(found)) == cells


@pytest.mark.parametrize(
    ("flag", "chinese", "english"),
    [
        (Flag("x", ""), "名", "Name"),
        (Flag("x", "", "in_principle"), "名（原则上）", "Name (in principle)"),
        (Flag("x", "", "conditional"), "名（特定情形下）", "Name (in some cases)"),
        (
            Flag("x", "", "conditional", holds_if="enterprise"),
            "名（如有企业参与）",
            "Name (if an enterprise takes part)",
        ),
        (Flag("x", "", None, 5), "名（5项）", "Name (5)"),
        (Flag("x", "", "in_principle", 5), "名（5项；原则上）", "Name (5; in principle)"),
    ],
)
def test_conditions_in_words(flag: Flag, chinese: str, english: str) -> None:
    assert PHRASES["zh"].condition("名", flag) == chinese
    assert PHRASES["en"].condition("Name", flag) == english


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("2031年6月3日8:00至7月4日16:00", "4 July 2031, 16:00"),
        ("2031年3月15日", "15 March 2031"),
        ("2031年3月15日（北京时间）17点30分", "15 March 2031, 17:30"),
        ("2031年3月15日17时", "15 March 2031, 17:00"),
        ("2031年3月1日8:00至4月15日", "15 April 2031"),
        ("另行通知", "另行通知"),
    ],
)
def test_deadlines_in_words(text: str, english: str) -> None:
    found = deadline(text, labelled=True)
    assert PHRASES["zh"].deadline(found) == text
    assert PHRASES["en"].deadline(found) == english


@pytest.mark.parametrize(
    ("lines", "shown"),
    [
        # What the text states is never “not stated”, nor “to be determined” where it leaves nothing open.
        (["拟支持项目数：2~3家"], ("2–3项", "未载明", "未载明")),
        (["拟支持项目数：不超过5家实验室"], ("不超过5项", "未载明", "未载明")),
        (["拟支持项目数：不设上限"], ("见原文", "未载明", "未载明")),
        (["拟支持项目数：—"], ("见原文", "未载明", "未载明")),
        (["拟支持项目数：根据双方商定结果确定"], ("待定", "未载明", "未载明")),
        (["其他要求：", "1. 项目数视评审情况确定。"], ("待定", "未载明", "未载明")),
        (["其他要求：", "1. 项目数量不限，视情况公布结果。"], ("未载明", "未载明", "未载明")),
        (["拟支持项目数：以评审结果为准"], ("待定", "未载明", "未载明")),
        (["拟支持项目数：最多支持三家"], ("不超过3项", "未载明", "未载明")),
        (["执行期：自立项之日起至2035年12月"], ("未载明", "未载明", "见原文")),
        (["执行期：至2035年底"], ("未载明", "未载明", "见原文")),
        (["拟支持经费：每人每年15万元"], ("未载明", "见原文", "未载明")),
        (["拟支持经费：每家实验室每年不超过200万元，连续支持3年"], ("未载明", "见原文", "未载明")),
        (["拟支持经费：每个项目不低于100万元"], ("未载明", "见原文", "未载明")),
        (["拟支持经费：联合实验室每项不超过500万元，其他项目每项不超过200万元"], ("未载明", "见原文", "未载明")),
        (["其他要求：", "1. 重点项目国拨经费每项不超过500万元，其他项目每项不超过200万元。"], ("未载明", "见原文", "未载明")),
        (["拟支持项目数：各1个", "拟支持经费：每个项目300万元"], ("见原文", "每个项目300万元", "未载明")),
        (["拟支持经费：暂不确定"], ("未载明", "待定", "未载明")),
        (["拟支持项目数与经费：3个项目，每个项目每年30万元"], ("3项", "见原文", "未载明")),
        (["执行期：6～12个月"], ("未载明", "未载明", "见原文")),
        (["其他要求：", "1. 项目执行期18个月。"], ("未载明", "未载明", "见原文")),
        (["其他要求：", "1. 项目执行期为两年半。"], ("未载明", "未载明", "见原文")),
        (["其他要求：", "1. 芬方资助期限为4年半。"], ("未载明", "未载明", "未载明")),
        (["其他要求：", "1. 执行期内每年交流2次。"], ("未载明", "未载明", "未载明")),
    ],
)  # fmt: skip
def test_what_is_told_in_words(lines: list[str], shown: tuple[str, str, str]) -> None:
    """The number of projects, the money and the duration, as a page shows them."""
    text = f"{HEAD.format(2031)}1.1 {TITLE}\n{FIELD}\n" + "\n".join(lines)
    cleaned = clean(read_text(text.encode(), Path("x.txt")).lines)
    (found,) = parse(cleaned, Source("x.txt", "0" * 64)).directions
    words = PHRASES["zh"]
    assert shown == (
        words.quota(found.quota, found.in_words),
        words.funding(found.funding, found.in_words),
        words.duration(found.duration, found.in_words),
    )


def test_a_page_points_to_what_is_told_in_words(tmp_path: Path) -> None:
    text = direction(
        projects="拟支持项目数：不设上限。",
        funding="拟支持经费：每人每年15万元。",
        duration="执行期：6～12个月。",
    )
    seeds = seeds_of(tmp_path / "seeds", {"2031-1": HEAD.format(2031) + numbered([text])})
    pages = dict(render(load_library(seeds), seeds.interface))
    strip = "| [as the text says](#projects) | [as the text says](#funding) | [as the text says](#duration) |"
    assert strip in pages["en/2031-1/1.1.md"].decode()
    assert (
        "| as the text says | as the text says | as the text says |"
        in pages["en/2031-1/index.md"].decode()
    )


def test_a_page_says_what_the_requirements_say_of_projects_and_money(tmp_path: Path) -> None:
    text = direction(
        projects="",
        funding="",
        duration="",
        requirements="其他要求：\n1. 项目数视评审情况确定。\n2. 每个项目国拨经费不超过100万元。",
    )
    seeds = seeds_of(tmp_path / "seeds", {"2031-1": HEAD.format(2031) + numbered([text])})
    page = dict(render(load_library(seeds), seeds.interface))["zh/2031-1/1.1.md"].decode()
    assert "见其他要求：待定。" in page
    assert "见其他要求：每个项目不超过100万元。" in page


def test_a_page_shows_the_facts(tmp_path: Path) -> None:
    """The strip of facts with the deadline, the bound that is computed, and the conditions with their hedges."""
    text = direction(
        projects="拟支持项目数：5个。",
        funding="资助强度：不超过200万元/项。",
        duration="执行期：一般为3年。\n申报截止时间：2031年3月15日17:00。",
        requirements="其他要求：\n1. 申报单位原则上应为企业。\n2. 每个推荐单位推荐不超过5项。",
    )
    seeds = seeds_of(tmp_path / "seeds", {"2031-1": HEAD.format(2031) + numbered([text])})
    pages = dict(render(load_library(seeds), seeds.interface))
    english, chinese = (pages[f"{language}/2031-1/1.1.md"].decode() for language in ("en", "zh"))
    assert "[15 March 2031, 17:00](#deadline) |" in english
    assert "[2031年3月15日17:00](#deadline) |" in chinese
    assert "- [申报截止时间](#deadline){ #deadline .label }" in chinese
    assert "[generally 3 years](#duration)" in english
    assert "（合计不超过1000万元，本站推算）" in chinese
    assert "The bound is computed here" in english
    assert "[An enterprise must lead (in principle)](#requirement-1){ .flag }" in english
    assert "[限项申报（5项）](#requirement-2){ .flag }" in chinese
    assert "| ≤2 each | generally 3 |" in pages["en/2031-1/index.md"].decode()


def test_a_hedge_that_goes_is_told(library: Library) -> None:
    old = library.directions["2022-1/1.6"]
    firm = replace(old, flags=tuple(replace(flag, hedge=None) for flag in old.flags))
    change = compare_directions(old, replace(firm, deadline=Deadline("2031-03-15", Text("x"))))
    assert change.facts == ("deadline", "flags")
    told = change_told(Views(library, PHRASES["en"], "en/"), change)
    assert told == (
        "Deadline: not stated → 15 March 2031. Conditions added: matching funds required. "
        "Conditions dropped: matching funds required (in principle)."
    )


@pytest.mark.parametrize(
    ("text", "silent"),
    [
        ("拟支持项目数：待定。", False),
        ("拟支持项目数与经费：待定。", False),
        ("拟支持项目数与经费：1000万元。", True),
        ("共拟支持经费：1000万元。", True),
    ],
)
def test_a_quota_that_is_not_stated_is_not_to_be_determined(text: str, silent: bool) -> None:
    lines = f"{HEAD.format(2031)}1.1 {TITLE}\n{FIELD}\n{text}"
    cleaned = clean(read_text(lines.encode(), Path("x.txt")).lines)
    (found,) = parse(cleaned, Source("x.txt", "0" * 64)).directions
    assert (found.quota is None) == silent
