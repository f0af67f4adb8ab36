"""Parsing: tables of (source text, expected), with the guide of each case."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.clean import clean
from generator.grammar.enumerators import enumerator
from generator.grammar.headings import opens_direction
from generator.grammar.labels import label, labels_inside, space_for_colon
from generator.grammar.numerals import NUMERALS
from generator.grammar.parts import STARTS, Candidate, start_of
from generator.ids import DirectionId, GuideId
from generator.link import Library
from generator.model import Contacts, Duration, Funding, Line, Quota, Source
from generator.parse import parse
from generator.parse.blocks import split_blocks
from generator.parse.items import agreements, read_requirements, take_apart
from generator.parse.numbers import duration
from generator.parse.strands import Stated, numbers
from generator.parse.tree import Node, grow
from generator.passage import Cell, Part, Passage
from generator.text.contacts import contacts, named_contacts
from generator.trace import Trace
from generator.write.markdown import rich


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.1 中国和西班牙政府间科技合作项目", "1.1"),  # 2022-1
        ("1.2中国和法国联合实验室合作项目", "1.2"),  # 2022-1
        ("1.10中希（腊）政府间合作项目", "1.10"),  # 2017-1
        ("2.5金砖国家合作项目", "2.5"),  # 2022-1
        ("2018—2020 工作方案", None),  # 2021-2-draft
        ("5.制定技术指南和政策建议", None),  # 2023-1-draft
        ("4.0", None),
    ],
)
def test_headings(text: str, number: str | None) -> None:
    found = opens_direction(text, ["合作协议：《中法科技合作协定》。"])
    assert (found.number if found else None) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.1. 中国和法国政府间联合研究项目", "1.1"),
        ("1.1.中国和法国政府间联合研究项目", "1.1"),
        ("（1.1）中国和法国政府间联合研究项目", "1.1"),
        ("(1.1) 中国和法国政府间联合研究项目", "1.1"),
        ("【1.1】中国和法国政府间联合研究项目", "1.1"),
        ("1.1、中国和法国政府间联合研究项目", "1.1"),
        ("１．１ 中国和法国政府间联合研究项目", "1.1"),
        ("2.1.3 中国和法国政府间联合研究项目", "2.1.3"),
        ("方向1.1：中国和法国政府间联合研究项目", "1.1"),
        ("指南方向1.1 中国和法国政府间联合研究项目", "1.1"),
        ("方向1：中国和法国政府间联合研究项目", "1"),
        ("1. 中国-以色列产业技术研发合作项目", "1"),
        ("12、中国与欧盟旗舰合作计划项目", "12"),
        ("1.2 CERN国际大科学工程合作项目", "1.2"),
        ("1 中国和法国政府间联合研究项目", "1"),
        ("（一）中国和法国政府间联合研究项目", "1"),
        ("十二、中国和法国政府间联合研究项目", "12"),
        ("（二十一）中国和法国政府间联合研究项目", "21"),
        ("（3）中国和法国政府间联合研究项目", "3"),
        ("3）中国和法国政府间联合研究项目", "3"),
        ("1.3 日本学术振兴会联合研究项目", "1.3"),
        ("方向2中国和法国政府间联合研究项目", "2"),
        ("方向二与法国联合研究项目", "2"),
        ("方向2农业合作", None),
        ("专题二：中国和法国政府间联合研究项目", "2"),
        ("㈡ 中国和法国政府间联合研究项目", "2"),
        ("1.2 | 中国和法国政府间联合研究项目", "1.2"),
        ("1.2 | 中国和法国政府间联合研究项目 | 3个", None),
        ("1.1.2 领域方向：农业合作", None),
        ("1.1 克罗地亚", "1.1"),
        ("1.4 种业科技国际合作项目", "1.4"),
        ("1.5 月球探测国际合作项目", "1.5"),
        ("1.3 日内完成", None),
        ("1.1类新药研发合作", None),
        ("1.2英寸碳化硅单晶合作", None),
        ("一、总体目标", None),
        ("（二）智能制造", None),
        ("1.5亿元人民币。", None),
        ("1.5倍以上的", None),
        ("2.智能制造", None),
        ("1.《中法科技合作协定》", None),
        ("方向1：农业。", None),
    ],
)
def test_constructed_headings(text: str, number: str | None) -> None:
    """Constructed; forms of other years' guides."""
    found = opens_direction(text, ["合作协议：《中法科技合作协定》。"])
    assert (found.number if found else None) == number


def test_an_item_is_no_heading() -> None:
    """An item before the label that follows the fields; constructed."""
    assert opens_direction("3. 中法联合实验室合作", ["拟支持项目数：10个。"]) is None
    assert opens_direction("1. 中法政府间合作项目", ["农业", "水"]) is None


CALL = "\n合作协议：《科技合作协定》。\n领域方向：\n（1）农业。\n（2）水。\n拟支持项目数：2个。\n"


@pytest.mark.parametrize(
    ("headings", "numbers"),
    [
        (["（一）中国和法国合作项目", "（二）中国和德国合作项目"], ["1", "2"]),
        (["一、中国和法国合作项目", "二、中国和德国合作项目"], ["1", "2"]),
        (["1 中国和法国合作项目", "2 中国和德国合作项目"], ["1", "2"]),
        # Counted anew under parts, whose own numbers are printed:
        (
            ["一、双边合作\n（一）中国和法国合作项目", "（二）中国和德国合作项目", "二、多边合作\n（一）中国和欧盟合作项目"],
            ["1.1", "1.2", "2.1"],
        ),
        # The parts stand below “一、总体目标”, which is none of theirs.
        (
            ["二、双边合作\n1.中国和法国合作项目", "2.中国和德国合作项目", "三、多边合作\n1.中国和欧盟合作项目"],
            ["2.1", "2.2", "3.1"],
        ),
        # Without a number of the part, by their order:
        (
            ["双边合作\n（一）中国和法国合作项目", "（二）中国和德国合作项目", "（一）中国和欧盟合作项目"],
            ["1.1", "1.2", "2.1"],
        ),
        # One that is printed twice begins no part.
        (["（一）中国和法国合作项目", "（二）中国和德国合作项目", "（二）中国和巴西合作项目"], ["1", "2", "2-b"]),
        # The form that most have is that of the directions.
        (["（一）中国和法国合作项目", "（二）中国和德国合作项目\n合作协议：《协定》。\n（1）中德旗舰合作项目"], ["1", "2"]),
    ],
)  # fmt: skip
def test_directions_that_are_counted_in_other_ways(headings: list[str], numbers: list[str]) -> None:
    """Constructed."""
    text = "2030年度第一批项目申报指南\n一、总体目标\n支持合作。\n" + "".join(
        heading + CALL for heading in headings
    )
    lines = [Line(line, number) for number, line in enumerate(text.splitlines(), start=1)]
    guide = parse(clean(lines), Source("guide.txt", "0" * 64))
    assert [d.number for d in guide.directions] == numbers


def test_labels_with_nothing_under_them_are_reported() -> None:
    """Constructed."""
    text = (
        "1.1 中国和法国合作项目\n合作协议：《协定》。\n领域方向：\n拟支持项目数：\n其他要求：无。\n"
    )
    lines = [Line(line, number) for number, line in enumerate(text.splitlines(), start=1)]
    guide = parse(clean(lines), Source("guide.txt", "0" * 64), GuideId.parse("2030-1"))
    found = [(d.message, d.line) for d in guide.diagnostics if d.code == "empty-label"]
    assert found == [
        ("2030-1/1.1: there is no text under “领域方向”", 3),
        ("2030-1/1.1: there is no text under “拟支持项目数”", 4),
    ]


@pytest.mark.parametrize("number", ["1.", "（一）", "九九九、", "九十九、"])
def test_every_number_makes_an_identifier(number: str) -> None:
    """Constructed: counted anew a hundred times and more, or beyond what two digits tell."""
    text = f"{number}中国和法国合作项目{CALL}" * 120
    lines = [Line(line, place) for place, line in enumerate(text.splitlines(), start=1)]
    guide = parse(clean(lines), Source("guide.txt", "0" * 64), GuideId.parse("2030-1"))
    found = [str(DirectionId.parse(direction.id)) for direction in guide.directions]
    assert len({*found}) == (0 if number == "九九九、" else 120)


@pytest.mark.parametrize(
    ("printed", "reported"),
    [
        (["1.1", "1.2", "1.3"], []),
        (["1.9", "1.10", "1.11"], [("number-missing", "1.9 comes first")]),
        (["1.8", "1.9", "2.0", "2.1"], [("number-missing", "1.8 comes first")]),  # 2022-1 has 2.0
        (["1.1", "1.2", "1.4"], [("number-missing", "1.4 follows 1.2")]),
        (["1.1", "1.3", "1.2"], [("number-missing", "1.3 follows 1.1"), ("number-missing", "1.2 follows 1.3")]),
        (["1.1", "1.2", "1.2", "1.3"], [("number-twice", "1.2 is printed twice")]),
        (["1.1", "1.2", "2.1"], []),  # the next part
    ],
)  # fmt: skip
def test_numbers_that_are_missing_or_twice_are_reported(
    printed: list[str], reported: list[tuple[str, str]]
) -> None:
    """Constructed, but for 2.0."""
    text = "".join(f"{number} 中国和法国合作项目{CALL}" for number in printed)
    lines = [Line(line, number) for number, line in enumerate(text.splitlines(), start=1)]
    guide = parse(clean(lines), Source("guide.txt", "0" * 64))
    assert len(guide.directions) == len(printed)
    found = [d for d in guide.diagnostics if d.code.startswith("number-")]
    assert [d.code for d in found] == [code for code, _ in reported]
    for diagnostic, (_, words) in zip(found, reported, strict=True):
        assert diagnostic.message.startswith(words)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("合作协议：《中奥科技合作联委会第12次会议纪要》。", "agreements"),
        ("外交承诺：落实", "commitment"),  # 2024-2-draft/1.5
        ("领域方向：", "fields"),
        ("合作领域：", "fields"),  # 2021-2-draft/1.6
        ("拟支持项目数：10个。", "projects"),
        ("支持项目数量：不超过2项。", "projects"),  # 2021-2-draft/1.9
        ("拟支持经费与项目数：", "projects_and_funding"),  # 2022-1/1.5
        ("共拟支持经费：2000万元人民币。", "funding"),
        ("支持金额：300万元人民币。", "funding"),  # 2021-2-draft/1.9
        ("拟支持时间：2-3年", "duration"),  # 2017-1/1.9
        ("其他要求：无。", "requirements"),
        ("领域方向一：食品、农业和生物技术（FAB）。", None),  # 2023-1-draft/1.4: an enumerator
        ("具体研究内容：开展", None),  # 2023-1-draft/1.8
        ("项目执行期3-5年；", None),  # 2023-1-draft/2.8: a sentence
        # Constructed:
        ("支持领域：农业", "fields"),
        ("重点领域:农业", "fields"),
        ("优先合作领域：农业", "fields"),
        ("领域和方向：农业", "fields"),
        ("合作依据：《中法科技合作协定》", "agreements"),
        ("合作协议《中法科技合作协定》", "agreements"),
        ("【合作协议】《中法科技合作协定》", "agreements"),
        ("拟支持项目数量：10个", "projects"),
        ("拟支持项目数10个", "projects"),
        ("拟支持项目数不超过十个", "projects"),
        ("拟立项目数：10个", "projects"),
        ("资助额度：300万元", "funding"),
        ("总经费：2000万元", "funding"),
        ("国拨经费：2000万元", "funding"),
        ("共拟支持经费 2000万元", "funding"),
        ("总经费3000万元人民币。", "funding"),
        ("项目周期：3年", "duration"),
        ("实施期限：3年", "duration"),
        ("执行期：3年", "duration"),
        ("申报要求：", "requirements"),
        ("有关要求：", "requirements"),
        ("其他要求", "requirements"),
        ("其他要求（1）项目执行期为2年", "requirements"),
        ("其他要求无。", "requirements"),
        ("其他要求参见芬方指南", None),
        ("联系人：张三", "contacts"),
        ("支持领域 农业、水", "fields"),
        ("支持领域应符合双方的需求", None),
    ],
)
def test_labels(text: str, part: str | None) -> None:
    found = label(text)
    assert (found.part if found else None) == part


@pytest.mark.parametrize(
    ("text", "after", "found"),
    [
        ("2000万元其他要求：无。", "funding", ["其他要求"]),
        *((f"农业。拟支持项目数{colon}2个", "fields", ["拟支持项目数"]) for colon in "：:﹕∶"),
        *((f"农业{end}拟支持项目数：2个", "fields", ["拟支持项目数"]) for end in "。；;）)》元币个项目年右下内限无定 \n"),
        ("农业。拟支持项目数 ： 2个。执行期：3年；其他要求:无", None, ["拟支持项目数", "执行期", "其他要求"]),
        ("农业。执行期：3年。拟支持项目数：2个", None, ["执行期"]),  # not in the order of the parts
        ("无。其他要求：无", "requirements", []),
        ("拟支持项目数：2个", "fields", []),  # at the start it is no label inside
        ("农业和拟支持项目数：2个", "fields", []),
        ("农业，拟支持项目数：2个", "fields", []),
        ("农业。拟支持项目数2个", "fields", []),
        ("无。联系人：张三", "requirements", []),
        ("（3）农业。执行期：3年", "fields", ["执行期"]),
        # An item of a list:
        ("略。（3）执行期：3年", "fields", []),
        ("略。3) 执行期：3年", "fields", []),
        ("略。3． 执行期：3年", "fields", []),
        ("略。三、 执行期：3年", "fields", []),
    ],
)  # fmt: skip
def test_labels_inside_a_text(text: str, after: Part | None, found: list[str]) -> None:
    """Constructed."""
    inside = list(labels_inside(text, after))
    assert [here.words for _, here in inside] == found
    for position, here in inside:
        assert text[position:].startswith(here.words)
        assert label(text[position:]) == here


LABELS = {
    "agreements": "合作协议 合作协定 合作依据 合作文件 政府间合作协议 政府间协定 协议依据 双边协议 依据协议 签署协议 协议名称 框架协议",
    "commitment": "外交承诺",
    "fields": "领域方向 研究方向 研究主题 支持范围 技术领域 合作方向 支持方向 重点方向 优先方向 征集方向 资助方向 指南方向"
    " 合作领域 支持领域 资助领域 征集领域 重点合作领域 优先支持领域 拟资助领域"
    " 重点领域 研究领域 优先领域 申报领域 具体领域"
    " 联合研究方向 合作研究领域 共同关注领域"
    " 领域与方向 领域和方向 领域及方向 合作与方向 合作领域及方向 支持领域和方向 重点领域与方向",
    "projects_and_funding": "支持经费与项目数 拟支持总经费和项目数量 拟支持金额及项目数"
    " 支持力度 资助规模 拟支持规模 立项规模 支持项目数与经费 拟支持项目数量和总经费 拟支持项目数及金额"
    " 拟支持项目及经费 支持数量与强度",
    "projects": "支持项目 拟支持项目 资助项目 立项项目 拟立项目 拟资助项目总数 拟立项目数量 支持项目数目 拟立项项目数"
    " 支持项目个数 计划支持项目数 中方拟支持项目数 支持数 拟支持数量 资助数目 立项数 项目总数 项目数量 项目数目 项目数 项目个数",
    "funding": "支持经费 拟支持经费 共支持经费 总支持经费 共拟支持经费 资助经费 支持总经费 支持国拨经费 支持专项经费 支持财政经费"
    " 支持金额 资助额度 支持总额 支持资金 拟支持经费总额 拟支持经费额度 拟支持经费概算"
    " 资助强度 支持强度 拟支持强度 共支持强度 共拟资助强度"
    " 总经费 国拨总经费 中央财政总经费 财政总经费 项目总经费 中方总经费 经费总额 经费额度 经费总额度 经费概算"
    " 资助标准 经费规模 中方经费 中方资助经费 中央财政资金 总资助额 国拨经费 中央财政经费 财政经费 项目经费 专项经费",
    "duration": "支持时间 拟支持时间 支持期限 支持年限 支持周期 资助期限 项目执行期 执行期 执行期限 执行周期 执行年限"
    " 实施期 实施期限 项目实施周期 实施年限 研究期限 研究周期 研究年限 建设期限"
    " 执行时间 起止时间 项目周期 项目期限 项目年限 合作期 合作期限 合作年限",
    "requirements": "其他要求 其它要求 申报要求 有关要求 相关条件 具体要求 申请条件 特殊要求 特别要求 附加要求 特别说明 项目要求 资格条件"
    " 其他申报要求 其他事项 其它说明 有关事项 有关说明 申报事项 申报说明 申报资格 合作要求"
    " 申报单位要求 申请人条件 注意事项 备注",
    "contacts": "联系人 联系方式 联络人 咨询电话 项目联系人 中方联系人 芬方项目联系方式 联系人及联系方式 联系人及电话",
}
"""Part → wordings of its label, some from the guides, some constructed."""


@pytest.mark.parametrize(
    ("part", "words"), [(p, w) for p, ws in LABELS.items() for w in ws.split()]
)
def test_the_words_of_labels(part: str, words: str) -> None:
    for mark in ("：", ":", "﹕", "∶", " ： "):
        found = label(f"{words}{mark}内容")
        assert found
        assert (found.part, found.words) == (part, words)
        assert (found.length, found.sure) == (len(words + mark), True)
    for text in (f"【{words}】", f"〔{words}〕", f"[{words}] ：", f"【 {words} 】"):
        found = label(f"{text}内容")
        assert found
        assert (found.part, found.words, found.length) == (part, words, len(text))
    alone = label(f"{words} ")
    assert alone
    assert (alone.part, alone.length) == (part, len(words) + 1)


@pytest.mark.parametrize(
    "text",
    ["方向：", "领域：", "合作：", "项目：", "经费：", "支持：", "要求：", "条件：", "期限：", "协议：", "承诺：", "电话：", "金额：",
     "支持项目和合作：", "研究要求：", "其他领域：", "其他方向：", "内容", "：", ""],
)  # fmt: skip
def test_what_is_no_label(text: str) -> None:
    """Constructed."""
    assert label(text) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # What follows is of the kind that the label announces.
        ("合作协议《科技合作协定》", "合作协议"),
        ("项目总数10个", "项目总数"),
        ("总经费3000万元", "总经费"),
        ("支持项目10个", "支持项目"),
        ("资助项目10个", "资助项目"),
        ("资助强度300万元", "资助强度"),
        ("领域方向（1）农业", "领域方向"),
        ("领域方向1.农业", "领域方向"),
        ("领域方向12、农业", "领域方向"),
        ("领域方向一、农业", "领域方向"),
        ("领域方向（十一）农业", "领域方向"),
        ("领域方向(1)农业", "领域方向"),
        *((f"领域方向{mark}农业", "领域方向") for mark in ("1)", "1．", *(f"{n}、" for n in NUMERALS))),
        ("领域方向２．农业", "领域方向"),
        ("领域方向不限", "领域方向"),
        ("领域方向领域不限", "领域方向"),
        ("拟支持项目数10个", "拟支持项目数"),
        ("拟支持项目数十个", "拟支持项目数"),
        ("拟支持项目数 二十项", "拟支持项目数"),
        ("拟支持项目数原则上10个", "拟支持项目数"),
        *((f"拟支持项目数{w}10个", "拟支持项目数") for w in ("总计", "共", "共计", "约", "大约", "不超过", "不多于", "最多", "不少于", "至少")),
        ("共拟支持经费人民币2000万元", "共拟支持经费"),
        ("共拟支持经费共计约2000万元", "共拟支持经费"),
        ("共拟支持经费两千万元", "共拟支持经费"),
        *((f"拟支持项目数{n}个", "拟支持项目数") for n in (*NUMERALS, "两")),
        *((f"共拟支持经费一{unit}", "共拟支持经费") for unit in ("亿元", "万元", "千万元", "百万元")),
        ("拟支持项目数各1个", "拟支持项目数"),
        ("拟支持项目数每个领域1个", "拟支持项目数"),
        ("拟支持经费每年100万元", "拟支持经费"),
        ("拟支持项目数待定", "拟支持项目数"),
        ("支持经费与项目数2个", "支持经费与项目数"),
        ("支持期限3年", "支持期限"),
        *((f"支持期限{n}年", "支持期限") for n in (*NUMERALS, "两")),
        ("其他要求1）牵头", "其他要求"),
        ("其他要求无", "其他要求"),
        ("其他要求无。", "其他要求"),
        ("其他要求无；", "其他要求"),
        # And here it is not.
        ("合作协议应有效", None),
        ("领域方向农业", None),
        ("领域方向1农业", None),
        ("领域方向100、农业", None),
        ("领域方向一二三四、农业", None),
        ("拟支持项目数较多", None),
        ("拟支持项目数十分有限", None),
        ("拟支持项目数二三四五个", None),
        ("项目执行期3年", None),
        ("执行期三年", None),
        ("拟立项目10个", None),
        ("其他要求无特殊", None),
        ("外交承诺《落实》", None),
        ("联系人1）张三", None),
    ],
)  # fmt: skip
def test_labels_without_a_colon(text: str, words: str | None) -> None:
    """Constructed."""
    found = label(text)
    assert (found.words if found else None) == words
    assert found is None or not found.sure


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("领域方向 农业", "领域方向"),
        ("联系人 张三", "联系人"),
        ("外交承诺 《落实》", "外交承诺"),
        ("外交承诺 （一）", "外交承诺"),
        ("外交承诺 “落实”", "外交承诺"),
        ("外交承诺 x", None),
        ("外交承诺落实", None),
    ],
)
def test_labels_with_a_space_for_a_colon(text: str, words: str | None) -> None:
    """Constructed."""
    found = label(text)
    assert (found.words if found else None) == words
    assert found is None or found.sure
    assert space_for_colon(text) == (len(words) if words else None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一、电动汽车：", ("han", 1, "一、")),  # 2017-1/1.9
        ("1、充电技术", ("digit", 1, "1、")),
        ("2. 智能制造", ("digit", 2, "2.")),
        ("（一）能源领域", ("bracketed_han", 1, "（一）")),  # 2022-1/1.5
        ("（10）农业；", ("bracketed_digit", 10, "（10）")),  # 2022-1/2.4
        ("1）牵头", ("bracketed_digit", 1, "1）")),  # 2021-2-draft/1.1
        ("领域方向二：气候", ("领域方向", 2, "领域方向二")),  # 2023-1-draft/1.4
        ("主题一：在管理链上", ("主题", 1, "主题一")),
        ("2019-2022 年", None),
        ("3D打印", None),
        # Constructed:
        ("(1)能源", ("bracketed_digit", 1, "(1)")),
        ("３．能源", ("digit", 3, "３．")),
        ("③能源", ("ring", 3, "③")),
        ("㈢能源", ("ring_han", 3, "㈢")),
        ("●能源", ("bullet", 0, "●")),
        ("\uf0b7 能源", ("bullet", 0, "\uf0b7")),
    ],
)
def test_enumerators(text: str, expected: tuple[str, int, str] | None) -> None:
    found = enumerator(text)
    assert ((found.style, found.value, found.label) if found else None) == expected


def quota_and_money(
    text: str, fields: tuple[str, ...] = (), *, funding: bool = False
) -> tuple[Quota, Funding, list[tuple[str, Quota | None, Funding | None]]]:
    stated = Stated(Passage.of(text, 1), projects=True, funding=funding, field=None)
    found = numbers([stated], fields)
    return (
        found.projects,
        found.funding,
        [(s.title.zh, s.projects, s.funding) for s in found.strands],
    )


@pytest.mark.parametrize(
    ("text", "quota"),
    [
        ("不超过 10 个。", Quota(None, 10, "at_most")),  # 2021-2-draft/1.1
        ("65个项目。", Quota(65, 65, "exact")),  # 2017-1/1.1
        ("4-5 个。", Quota(4, 5, "range")),  # 2021-2-draft/1.6
        ("40—60个。", Quota(40, 60, "range")),  # 2017-1/1.8
        ("90个项目左右。", Quota(90, 90, "about")),  # 2022-1/2.6
        ("4个左右。", Quota(4, 4, "about")),  # 2023-1-draft/1.7
        ("不超过 2 项。", Quota(None, 2, "at_most")),  # 2021-2-draft/1.9
        ("不超过5个（原则上每个合作国别不超过1个）。", Quota(None, 5, "at_most")),  # 2024-2-draft/1.5
        ("待定。", Quota(None, None, "tbd")),  # 2024-2-draft/1.8
        ("不少于3个。", Quota(3, None, "at_least")),
        # Constructed:
        ("十个。", Quota(10, 10, "exact")),
        ("二十项左右。", Quota(20, 20, "about")),
        ("不超过十五个。", Quota(None, 15, "at_most")),
        ("１０个。", Quota(10, 10, "exact")),
        ("两至三个。", Quota(2, 3, "range")),
        ("10个以内。", Quota(None, 10, "at_most")),
        ("10个以上。", Quota(10, None, "at_least")),
        ("10个（每个领域2个）。", Quota(10, 10, "exact")),
        ("若干。", Quota(None, None, "tbd")),
        ("不少于3个，不多于5个。", Quota(3, 5, "range")),
        ("最少三项最多五项。", Quota(3, 5, "range")),
        ("不超过3个，不超过5个。", Quota(None, 3, "at_most")),
    ],
)  # fmt: skip
def test_quotas(text: str, quota: Quota) -> None:
    assert quota_and_money(text) == (quota, Funding(None, "none"), [])


@pytest.mark.parametrize(
    ("text", "money"),
    [
        ("2000 万元人民币。", Funding(20_000_000, "exact")),
        ("800万人民币。", Funding(8_000_000, "exact")),  # 2017-1/1.3
        ("7000万元人民币左右。", Funding(70_000_000, "about")),  # 2023-1-draft/1.4
        ("约 6000万元人民币。", Funding(60_000_000, "about")),  # 2023-1-draft/2.7
        ("不超过 4500万元人民币。", Funding(45_000_000, "at_most")),  # 2023-1-draft/2.8
        ("2.099亿元人民币", Funding(209_900_000, "exact")),  # 2024-2-draft, preamble
        # Constructed:
        ("1.5亿元。", Funding(150_000_000, "exact")),
        ("两千万元人民币。", Funding(20_000_000, "exact")),
        ("人民币2000万元。", Funding(20_000_000, "exact")),
        ("2,000万元人民币。", Funding(20_000_000, "exact")),
        ("２０００万元。", Funding(20_000_000, "exact")),
        ("2000万元以内。", Funding(20_000_000, "at_most")),
        ("每年500万元，3年共1500万元。", Funding(15_000_000, "exact")),
        ("300万美元（约2000万元人民币）。", Funding(20_000_000, "about")),
        ("300万欧元。", Funding(None, "none")),
        ("待定。", Funding(None, "tbd")),  # 2024-2-draft/1.8
    ],
)
def test_money(text: str, money: Funding) -> None:
    stated = Stated(Passage.of(text, 1), projects=False, funding=True, field=None)
    assert numbers([stated], []).funding == money


def test_strands_by_enumeration() -> None:
    """2017-1/1.12."""
    total, _, strands = quota_and_money(
        "1）中蒙政府间联合研究项目，支持10个项目；2）中蒙技术转移中心合作项目，支持1个项目。"
    )
    assert total == Quota(11, 11, "exact")
    assert [(title, q and q.max) for title, q, _ in strands] == [
        ("中蒙政府间联合研究项目", 10),
        ("中蒙技术转移中心合作项目", 1),
    ]


def test_strands_in_one_sentence() -> None:
    """2022-1/1.5: quota and money of two strands."""
    text = (
        "能源领域拟支持不超过5个项目，总经费2500万元人民币；健康、可持续制造领域、智能和绿色出行领域"
        "拟支持不超过10个项目，总经费3000万元人民币。"
    )
    assert quota_and_money(text, funding=True) == (
        Quota(None, 15, "at_most"),
        Funding(55_000_000, "exact"),
        [
            ("能源领域", Quota(None, 5, "at_most"), Funding(25_000_000, "exact")),
            (
                "健康、可持续制造领域、智能和绿色出行领域",
                Quota(None, 10, "at_most"),
                Funding(30_000_000, "exact"),
            ),
        ],
    )


@pytest.mark.parametrize(
    ("text", "fields", "total", "each"),
    [
        ("各1个项目。", ("生物技术联合实验室", "高温气冷堆联合实验室"), Quota(2, 2, "exact"), 1),  # 2017-1/1.13
        ("每个领域1-2个项目，共5-10个项目。", ("能源", "灾害", "空间", "光子", "信息"), Quota(5, 10, "range"), 2),  # 2017-1/1.16
        ("3个（每个领域方向支持1个）。", ("农业", "信息", "健康"), Quota(3, 3, "exact"), 1),  # 2024-2-draft/2.3
        ("2个（生物科技领域1个，信息通信领域1个）。", (), Quota(2, 2, "exact"), 1),  # 2022-1/1.8
    ],
)  # fmt: skip
def test_strands_of_each_field(text: str, fields: tuple[str, ...], total: Quota, each: int) -> None:
    found, _, strands = quota_and_money(text, fields)
    assert found == total
    assert [title for title, _, _ in strands] == list(fields or ("生物科技领域", "信息通信领域"))
    assert {q.max for _, q, _ in strands if q} == {each}


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("项目执行期原则上不超过3年；", Duration(None, 3, "at_most", "in_principle")),
        (
            "项目执行期一般不超过 2 年。",
            Duration(None, 2, "at_most", "generally"),
        ),  # 2021-2-draft/1.8
        ("项目实施周期一般为3年。", Duration(3, 3, "about", "generally")),  # 2022-1/1.2
        ("项目执行期原则上为2～3年。", Duration(2, 3, "range", "in_principle")),  # 2022-1/1.1
        ("项目执行期一般为2至3年；", Duration(2, 3, "range", "generally")),  # 2021-2-draft/1.5
        ("项目实施期限为2年。", Duration(2, 2, "exact")),  # 2022-1/2.3
        ("项目实施期限 2年。", Duration(2, 2, "exact")),  # 2024-2-draft/2.1
        ("项目执行期3-5年；", Duration(3, 5, "range")),  # 2023-1-draft/2.8
        (
            "项目执行期限原则上不超过3年，项目内鼓励",
            Duration(None, 3, "at_most", "in_principle"),
        ),  # 2022-1/1.4
        (
            "项目执行期内，中埃双方合作团队须各派2人次以上赴对方单位进行3个月以上的交流",
            None,
        ),  # 2024-2-draft/1.2
        ("该项目面向2021年1月1日前已建立的中法联合实验室。", None),  # 2022-1/1.2
        ("应为在法国注册3年以上的科研院所", None),  # 2022-1/1.2
        ("关于2019-2022年共同研究", None),
        # Constructed:
        ("项目执行期不超过三年", Duration(None, 3, "at_most")),
        ("项目周期：2年", Duration(2, 2, "exact")),
        ("实施期限为两到三年", Duration(2, 3, "range")),
        ("项目执行期为3年以内", Duration(None, 3, "at_most")),
        ("项目执行期为36个月", Duration(3, 3, "exact")),
        ("项目执行期第三年", None),
    ],
)
def test_durations(text: str, years: Duration | None) -> None:
    assert duration(text) == years


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # 2022-1/1.1: nothing between two, 及 before the third
        ("《先进材料备忘录》《重点领域备忘录》及《管理指南》。", ["《先进材料备忘录》", "《重点领域备忘录》", "《管理指南》"]),
        # 2017-1/1.2: amendments have no title
        ("《气候变化联合声明》、《合作议定书》及2015年9月、2016年7月两次签署的修正案。", ["《气候变化联合声明》", "《合作议定书》", "-2015年9月、2016年7月两次签署的修正案"]),
        # 2017-1/1.4: nor has a consensus
        ("《谅解备忘录》以及双方在联合工作组会上所达成的共识。", ["《谅解备忘录》", "-双方在联合工作组会上所达成的共识"]),
        # 2017-1/1.15
        ("《合作协定》及其框架下《谅解备忘录》、《备忘录》。", ["《合作协定》", "《谅解备忘录》", "《备忘录》"]),
        # 2017-1/1.16: two documents
        ("《框架计划方案》及其《实施计划》。", ["《框架计划方案》", "《实施计划》"]),
        # 2017-1/1.5: no full stop
        ("《中国新西兰科学技术合作五年路线图协议》", ["《中国新西兰科学技术合作五年路线图协议》"]),
        # Constructed:
        ("2023年签署的《备忘录》（有效期5年）和《议定书》。", ["2023年签署的《备忘录》", "《议定书》", "-（有效期5年）"]),
        ("《关于落实《联合声明》的备忘录》。", ["《关于落实《联合声明》的备忘录》"]),
        ("中芬两国领导人会晤共识。", ["中芬两国领导人会晤共识"]),
        ("（1）《合作协定》；（2）科技部《备忘录》；（3）《会议纪要》。", ["《合作协定》", "科技部《备忘录》", "《会议纪要》"]),
        ("2.《合作协定》", ["《合作协定》"]),
        ("《中塞科技合作协定》及第六届中塞科技合作委员会会议纪要", ["《中塞科技合作协定》", "第六届中塞科技合作委员会会议纪要"]),
        ("《合作协定》、两部谅解备忘录和《会议纪要》。", ["《合作协定》", "两部谅解备忘录", "《会议纪要》"]),
        ("《合作协定》（2020年签署）及第六届会议纪要。", ["《合作协定》", "第六届会议纪要", "-（2020年签署）"]),
        ("《合作协定》等多项协议。", ["《合作协定》", "-等多项协议"]),
        ("同上。", ["-同上"]),
        ("①《合作协定》②《备忘录》", ["《合作协定》", "《备忘录》"]),
    ],
)  # fmt: skip
def test_agreements(text: str, expected: list[str]) -> None:
    """Words behind a title are a remark, marked with “-” here."""
    titles, others = agreements(Passage.of(text, 1), Trace())
    assert [*(p.text for p in titles), *(f"-{p.text}" for p in others)] == expected


@pytest.mark.parametrize(
    ("text", "lead", "items", "tail"),
    [
        ("可再生能源、水、食品与农业、卫生。", None, ["可再生能源", "水", "食品与农业", "卫生"], None),  # 2017-1/1.15
        ("生物、医药、化学技术及其应用；农业和食品技术；光学；微电子等。", None, ["生物、医药、化学技术及其应用", "农业和食品技术", "光学", "微电子"], "等"),  # 2022-1/2.3
        ("药物研发、生物医药、农业和食品，机器人技术、材料科学等。", None, ["药物研发", "生物医药", "农业和食品", "机器人技术", "材料科学"], "等"),  # 2017-1/1.7
        ("环境（包括气候变化和碳中和），卫生健康，农业、食品和生物技术，基础科学等领域。", None, ["环境（包括气候变化和碳中和）", "卫生健康", "农业、食品和生物技术", "基础科学"], "等领域"),  # 2023-1-draft/1.1
        ("清洁热电技术（包括碳捕集、利用与封存技术，燃气安全）、可再生能源（包括氢能）。", None, ["清洁热电技术（包括碳捕集、利用与封存技术，燃气安全）", "可再生能源（包括氢能）"], None),  # 2022-1/2.7
        ("氢燃料电池汽车领域，包括：安全规范研究，高效运营研究。", "氢燃料电池汽车领域，包括：", ["安全规范研究", "高效运营研究"], None),  # 2022-1/1.6
        ("生物材料。", None, ["生物材料"], None),  # 2017-1/1.4
        # What an item includes is no field beside it; constructed.
        ("SKA科学预研究，包括宇宙再电离探测、脉冲星搜寻与测时、中性氢巡天。", "SKA科学预研究，包括", ["宇宙再电离探测", "脉冲星搜寻与测时", "中性氢巡天"], None),
        ("天文，主要包括脉冲星，巡天等。", "天文，主要包括", ["脉冲星", "巡天"], "等"),
        ("能源，包括氢能。", None, ["能源，包括氢能"], None),
        ("农业、环境，包括气候变化、碳中和，能源。", None, ["农业", "环境，包括气候变化、碳中和", "能源"], None),
        ("信息通信，如区块链、大数据，能源、水", None, ["信息通信，如区块链、大数据", "能源", "水"], None),
        ("智能制造，特别是机器人、能源。", None, ["智能制造，特别是机器人、能源"], None),
        ("能源，包括氢能；环境；水。", None, ["能源，包括氢能", "环境", "水"], None),
        ("能源，如何提高能效，水。", None, ["能源", "如何提高能效", "水"], None),
    ],
)  # fmt: skip
def test_unnumbered_lists(text: str, lead: str | None, items: list[str], tail: str | None) -> None:
    listing = take_apart(Passage.of(text, 1))
    assert (listing.lead.text if listing.lead else None) == lead
    assert [node.text.text for node in listing.nodes] == items
    assert (listing.tail.text if listing.tail else None) == tail


def shape(nodes: list[Node]) -> list[object]:
    return [
        [n.enumerator.label if n.enumerator else None, n.text.text, *shape(n.children)]
        for n in nodes
    ]


def grown(*texts: str) -> list[object]:
    return shape(grow([Passage.of(t, i) for i, t in enumerate(texts, start=1)]).nodes)


def blocks(*texts: str) -> tuple[list[str], list[tuple[str, list[str]]]]:
    body = [Passage.of(text, line) for line, text in enumerate(texts, start=1)]
    before, found = split_blocks(body, Trace())
    return [p.text for p in before], [(b.part, [p.text for p in b.paragraphs]) for b in found]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        # In mid-line, behind a bracket, a stop or a unit.
        (["拟支持经费：2000万元人民币（每个项目不超过750万元）其他要求：无。"], [("funding", ["2000万元人民币（每个项目不超过750万元）"]), ("requirements", ["无。"])]),
        (["领域方向：农业。拟支持项目数：10个。共拟支持经费：2000万元其他要求：", "1）甲"], [("fields", ["农业。"]), ("projects", ["10个。"]), ("funding", ["2000万元"]), ("requirements", ["1）甲"])]),
        # A word of the text that comes too early in the order is none.
        (["其他要求：须说明合作领域：农业或水。"], [("requirements", ["须说明合作领域：农业或水。"])]),
        (["其他要求：", "（1）甲；", "（2）项目执行期：2年。"], [("requirements", ["（1）甲；", "（2）项目执行期：2年。"])]),
        # Counted labels.
        (["1．合作协议：《协定》。", "2．领域方向：农业。", "3．其他要求：无。"], [("agreements", ["《协定》。"]), ("fields", ["农业。"]), ("requirements", ["无。"])]),
        # A label on its own line, and cells below each other.
        (["拟支持项目数", "10个", "共拟支持经费", "2000万元"], [("projects", ["10个"]), ("funding", ["2000万元"])]),
        # Whose contacts they are, the label says.
        (["其他要求：（1）甲", "法方联系人：Jean"], [("requirements", ["（1）甲"]), ("contacts", ["法方联系人：Jean"])]),
    ],
)  # fmt: skip
def test_blocks(texts: list[str], expected: list[tuple[str, list[str]]]) -> None:
    """Constructed."""
    assert blocks(*texts) == ([], expected)


CONSTRUCTED = """\
国家重点研发计划“政府间国际科技创新合作”重点专项2019年度第一批项目申报指南
按照部署，编制形成了本指南。
二、领域和方向
具体要求如下。
（一）双边合作
1.1 中国和法国政府间联合研究项目
合作协议：《中法科技合作协定》。
领域方向：
（一）农业
（二）水资源合作
拟支持项目数：10个。
其他要求：
（1）项目执行期为2年；
（2）须有企业参与
（二）多边合作
本部分支持多边机制下的合作。
2.1 中国—东盟科技合作项目
合作协议：《行动计划》。
领域方向：农业。
其他要求：
（1）甲；
（2）鼓励开展产学研合作
三、内地与香港、澳门合作
（一）内地与香港合作
3.1 内地与香港联合资助项目
领域方向：不限领域。
其他要求：无。
"""


def test_parts_above_the_numbers() -> None:
    """Constructed."""
    lines = [Line(text, n) for n, text in enumerate(CONSTRUCTED.splitlines(), start=1)]
    guide = parse(clean(lines), Source("x.txt", "0" * 64))
    assert guide.id == "2019-1"
    assert [d.number for d in guide.directions] == ["1.1", "2.1", "3.1"]
    assert [[i.text.zh for i in d.requirements] for d in guide.directions] == [
        ["项目执行期为2年；", "须有企业参与"],
        ["甲；", "鼓励开展产学研合作"],
        [],
    ]
    assert [i.text.zh for i in guide.directions[0].fields] == ["农业", "水资源合作"]
    headings = [s.heading.text.zh for s in guide.sections if s.heading]
    assert headings == ["领域和方向", "内地与香港、澳门合作"]
    texts = [p.text.zh for s in guide.sections for p in s.paragraphs]
    assert texts[-3:] == ["（二）多边合作", "本部分支持多边机制下的合作。", "（一）内地与香港合作"]
    assert guide.diagnostics == () or {d.level for d in guide.diagnostics} == {"info"}


def test_three_levels_and_a_lead() -> None:
    """2022-1/1.5."""
    tree = grow(
        [
            Passage.of(text, line)
            for line, text in enumerate(
                [
                    "（一）能源领域",
                    "包括但不限于：",
                    "1.智能电网",
                    "（1）灵活的电力系统；",
                    "2.清洁生产",
                ],
                start=1,
            )
        ]
    )
    assert shape(tree.nodes) == [
        [
            "（一）",
            "能源领域",
            ["1.", "智能电网", ["（1）", "灵活的电力系统；"]],
            ["2.", "清洁生产"],
        ]
    ]
    assert tree.nodes[0].lead is not None
    assert tree.nodes[0].lead.text == "包括但不限于："


def test_mixed_marks_of_one_series() -> None:
    """2017-1/1.9 counts 1、 2. 3."""
    assert grown("二、智能制造", "1、物流", "2.可重构生产系统", "三、清洁能源") == [
        ["二、", "智能制造", ["1、", "物流"], ["2.", "可重构生产系统"]],
        ["三、", "清洁能源"],
    ]


def test_lost_bullets_are_children() -> None:
    """2017-1/1.9."""
    assert grown("2.可重构生产系统", "参考实施和示例", "智能工厂维护", "无线传感网络") == [
        ["2.", "可重构生产系统", [None, "参考实施和示例"], [None, "智能工厂维护"], [None, "无线传感网络"]]
    ]  # fmt: skip


def test_a_paragraph_continues_its_item() -> None:
    """2022-1/1.4."""
    assert grown("（1）绿色建筑", "该领域可包含建筑能效。", "（2）智能交通") == [
        ["（1）", "绿色建筑\n该领域可包含建筑能效。"],
        ["（2）", "智能交通"],
    ]


def test_inline_enumeration() -> None:
    """2017-1/1.8: a condition and what it consists of, in one paragraph."""
    text = "须共同申请，且符合以下条件：1）符合优先领域；2）完成申报。3）附上申请书。"
    nodes = read_requirements([Passage.of(text, 1)], Trace())
    assert shape(nodes) == [
        [None, "须共同申请，且符合以下条件：", ["1）", "符合优先领域；"], ["2）", "完成申报。"], ["3）", "附上申请书。"]]
    ]  # fmt: skip


def test_numbers_in_running_text_are_no_items() -> None:
    """2023-1-draft/1.8."""
    text = "（1）上述（1）至（4）共4个细化领域方向，每个项目从中选取一个方向；"
    assert grown(text) == [
        ["（1）", "上述（1）至（4）共4个细化领域方向，每个项目从中选取一个方向；"]
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("无。", []),  # 2017-1/1.6
        ("项目实施周期原则上不超过2年；双方须分别提交，单方无效。", ["项目实施周期原则上不超过2年；", "双方须分别提交，单方无效。"]),  # 2023-1-draft/2.3
        ("项目执行期不超过2年。双方需分别提交，单方无效。", ["项目执行期不超过2年。双方需分别提交，单方无效。"]),  # 2021-2-draft/1.4
    ],
)  # fmt: skip
def test_unnumbered_requirements(text: str, expected: list[str]) -> None:
    nodes = read_requirements([Passage.of(text, 1)], Trace())
    assert [n.text.text for n in nodes] == expected


@pytest.mark.parametrize(
    ("text", "emails", "phones", "urls"),
    [
        ("电话：+34 91 5810489，邮箱：china@cdti.es。", ["china@cdti.es"], ["+34 91 5810489"], []),  # 2022-1/1.1
        ("相关链接为https：//sede.cdti.gob.es/。", [], [], ["https://sede.cdti.gob.es/"]),  # 2022-1/1.1
        ("电话：0976-51-260325、976-99056252，邮箱：munkhtuya@mecs.gov.mn。", ["munkhtuya@mecs.gov.mn"], ["0976-51-260325", "976-99056252"], []),  # 2022-1/2.0
        ("邮箱：mika.klemettinen@businessfinland.fi;俞淳，电话：+86 138 0174 4271", ["mika.klemettinen@businessfinland.fi"], ["+86 138 0174 4271"], []),  # 2022-1/1.5
        ("官网http://brics.rfbr.ru/rffi/eng/brics上提交过", [], [], ["http://brics.rfbr.ru/rffi/eng/brics"]),  # 2017-1/1.16
        ("网站：www.oead.at/wtz。", [], [], ["http://www.oead.at/wtz"]),  # 2022-1/1.3
        ("（下载链接：xxx）", [], [], []),  # 2024-2-draft/1.5
    ],
)  # fmt: skip
def test_contacts(text: str, emails: list[str], phones: list[str], urls: list[str]) -> None:
    found = contacts([text], ["http://www.oead.at/wtz"])
    assert (list(found.emails), list(found.phones), list(found.urls)) == (emails, phones, urls)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # 2022-1/1.5, requirement 8, in both languages
        ("芬方指南网址：https：//x.fi/，联系人：IlmariABSETZ，电话：+35850 5577 837，邮箱：a@x.fi; Maarit KOKKO，电邮：b@x.fi；米卡（Mika），邮箱：c@x.fi。",
         [("芬方指南网址", ["https://x.fi/"]), ("联系人：IlmariABSETZ", ["+35850 5577 837", "a@x.fi"]), ("Maarit KOKKO", ["b@x.fi"]), ("米卡（Mika）", ["c@x.fi"])]),
        ("Website of the Finnish call: https://x.fi/, contacts: Ilmari ABSETZ, tel.: +35850 5577 837, email: a@x.fi; Yu Chun, email: c@x.fi",
         [("Website of the Finnish call", ["https://x.fi/"]), ("contacts: Ilmari ABSETZ", ["+35850 5577 837", "a@x.fi"]), ("Yu Chun", ["c@x.fi"])]),
        # 2022-1/2.0: a name and a body
        ("蒙方联系人：MUNKHTUYA L.，蒙古科技部，电话：+35850 5577 837，邮箱：b@x.fi。", [("蒙方联系人：MUNKHTUYA L.，蒙古科技部", ["+35850 5577 837", "b@x.fi"])]),
        # 2022-1/1.1 and 2023-1-draft/1.4: no label; no name
        ("西方项目征集联系人为Mr. Carlos Quintana，邮箱：a@x.fi。", [("西方项目征集联系人为Mr. Carlos Quintana", ["a@x.fi"])]),
        ("欧方联系方式：a@x.fi。", [("欧方联系方式", ["a@x.fi"])]),
        # 2022-1/1.2 and 2017-1/1.16: a link with words of its own, and one whose words are about something else
        ("应提供正式文件（需包括联系人信息，文件模板下载链接：https：//x.fi/）。", [("文件模板下载链接", ["https://x.fi/"])]),
        ("including the details of the contact person (document template download link: https://x.fi/)", [("document template download link", ["https://x.fi/"])]),
        ("须在秘书处官网（https://x.fi/）注册。", [("", ["https://x.fi/"])]),
        ("无", []),
    ],
)  # fmt: skip
def test_contacts_have_the_names_that_the_text_gives(
    text: str, expected: list[tuple[str, list[str]]]
) -> None:
    known = Contacts(("a@x.fi", "b@x.fi", "c@x.fi"), ("+35850 5577 837",), ("https://x.fi/",))
    found = named_contacts(text, known)
    assert [(words, [*details]) for words, details in found] == expected


def test_no_contact_is_lost_on_a_page(library: Library, content: Path) -> None:
    for direction in library.directions.values():
        known = direction.contacts
        for language in ("zh", "en"):
            text = (content / language / f"{direction.id}.md").read_text(encoding="utf-8")
            told = text.partition("{ #contacts }")[2].partition("\n## ")[0]
            for detail in (*known.emails, *known.phones, *known.urls):
                assert told.count(rich(detail)) == 1, (direction.id, detail)


@pytest.mark.parametrize(
    ("here", "rule"),
    [
        (Candidate("1.1中国和法国合作项目", cell=Cell(1, 0, "heading")), "row"),
        (Candidate("1.1中国和法国合作项目"), "heading"),
        (Candidate("1. 中国和法国合作项目", ["合作协议：《甲》。"]), "heading"),
        (Candidate("合作协议：《甲》。"), "label"),
        (Candidate("联系人：甲"), "label"),
        (Candidate("2、领域方向：农业"), "numbered_label"),
        (Candidate("领域方向一：食品"), "field_series"),
        (Candidate("1. 中国和法国合作项目"), "enumerator"),
        (Candidate("（1）农业"), "enumerator"),
        (Candidate("表1 合作单位"), "caption"),
        (Candidate("表1所示的单位"), None),
        (Candidate("中国和法国合作项目", ["合作协议：《甲》。"]), "call"),
        (Candidate("中国和法国合作项目", ["拟支持项目数：3个"]), None),
        (Candidate("4）的技术", inside=True), None),
        (Candidate("以及其他领域"), None),
    ],
)
def test_where_a_part_begins(here: Candidate, rule: str | None) -> None:
    """Constructed."""
    found = start_of(here)
    assert found == (start_of(here, [rule]) if rule else None)
    before = list(STARTS)[: list(STARTS).index(rule)] if rule else STARTS
    assert start_of(here, before) is None
