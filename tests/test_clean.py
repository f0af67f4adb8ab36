"""Cleaning: tables of (source lines, expected paragraphs), with the guide of each case."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.clean import apply, clean
from generator.clean.spaces import drop_spaces, squeeze
from generator.clean.wraps import held, measure
from generator.model import Line
from generator.parse import echoed_addresses
from generator.passage import Passage, Span
from generator.read import read
from generator.read.text import read_text

SEED = Path(__file__).parent.parent / "seeds" / "guides"


def lines(*texts: str) -> list[Line]:
    return [Line(text, number) for number, text in enumerate(texts, start=1)]


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("1111.1.1.1.1.1中美政府间合作项目中美政府间合作项目中美政府间合作项目中美政府间合作项目", "1.1中美政府间合作项目"),  # 2017-1:125
        ("1111.2.2.2.2中美清洁能源联合研究中心中美清洁能源联合研究中心中美清洁能源联合研究中心中美清洁能源联合研究中心（（（（CERCCERCCERCCERC））））项目项目项目项目", "1.2中美清洁能源联合研究中心（CERC）项目"),  # 2017-1:142
        ("1111.1.1.1.1.10000中希（腊）政府间合作项目中希（腊）政府间合作项目中希（腊）政府间合作项目中希（腊）政府间合作项目", "1.10中希（腊）政府间合作项目"),  # 2017-1:377
        ("1111....13131313中国印度尼西亚政府间合作项目中国印度尼西亚政府间合作项目中国印度尼西亚政府间合作项目中国印度尼西亚政府间合作项目", "1.13中国印度尼西亚政府间合作项目"),  # 2017-1:435
        ("重点专项 2017201720172017年度项目申报指南", "重点专项 2017年度项目申报指南"),  # 2017-1:5
        ("拟支持经费：20000万元人民币。", "拟支持经费：20000万元人民币。"),  # 2017-1:277
        ("电话：0000-0000", "电话：0000-0000"),
    ],
)  # fmt: skip
def test_bold_doubling(printed: str, meant: str) -> None:
    kept, dropped = apply("bold_doubling", lines(printed))
    assert [line.text for line in kept] == [meant]
    assert sum(len(d.text) for d in dropped) == len(printed) - len(meant)


@pytest.mark.parametrize("printed", ["— 12 —", "— 3 —", "-11-", "第 4 页"])
def test_page_numbers_go(printed: str) -> None:
    kept, dropped = apply("page_number", lines("科学技术", printed, "合作协定"))
    assert [line.text for line in kept] == ["科学技术", "合作协定"]
    assert [(d.rule, d.line) for d in dropped] == [("page_number", 2)]


@pytest.mark.parametrize("printed", ["2 / 31", "Page 2 of 31", "第2页，共31页", "·2·"])
def test_other_page_numbers_go(printed: str) -> None:
    """Constructed: no guide held here prints them."""
    assert [line.text for line in apply("page_number", lines("甲", printed, "乙"))[0]] == [
        "甲",
        "乙",
    ]


@pytest.mark.parametrize(
    ("numbers", "gone"),
    [
        (["1", "2", "3"], True),
        (["7", "8", "9", "10"], True),
        (["1", "2"], False),
        (["10", "20", "30"], False),
    ],
)
def test_bare_numbers_go_where_they_count(numbers: list[str], gone: bool) -> None:
    """Constructed."""
    source = [text for number in numbers for text in ("科学技术", number)]
    assert len(apply("page_number", lines(*source))[1]) == (len(numbers) if gone else 0)


@pytest.mark.parametrize(
    ("source", "gone"),
    [
        # Under the page's number, at its head; the sentence goes on.
        (["附件1", "科学", "— 1 —", "附件1", "技术", "— 2 —", "附件1", "合作", "— 3 —"], "附件1"),
        (["\f重点专项", "科学", "\f重点专项", "技术", "\f重点专项", "合作"], "重点专项"),
        # A label at the head of every page is one of the text, and so is a line in mid-page.
        (
            ["其他要求：", "无。", "— 1 —", "其他要求：", "无。", "— 2 —", "其他要求：", "无。"],
            None,
        ),
        (["科学", "共同", "技术", "共同", "合作", "共同", "资助"], None),
    ],
)
def test_running_heads(source: list[str], gone: str | None) -> None:
    """Constructed."""
    kept, dropped = apply("running_head", lines(*source))
    assert {d.text for d in dropped} == ({gone} if gone else set())
    assert len(kept) == len(source) - (sum(gone in text for text in source) if gone else 0)


@pytest.mark.parametrize("printed", ["2023-2027", "1.", "2.0中国和蒙古政府间联合研究项目"])
def test_other_numbers_stay(printed: str) -> None:
    assert apply("page_number", lines(printed))[0] == lines(printed)


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ("拟支持项目数  10个  共拟支持经费  2000万元", ["拟支持项目数", "10个", "共拟支持经费", "2000万元"]),
        ("| 领域方向 | 农业、水 | 其他要求 | 无 |", ["领域方向", "农业、水", "其他要求", "无"]),
        ("领域方向：\t农业\t水", ["领域方向：", "农业 水"]),
        ("1.1  中国和法国合作项目", ["1.1  中国和法国合作项目"]),
        ("电话： 010  联系人：", ["电话： 010", "联系人："]),
        ("其他要求：无。", ["其他要求：无。"]),
    ],
)  # fmt: skip
def test_cells(row: str, cells: list[str]) -> None:
    """Constructed."""
    kept, _ = apply("cell_rule", lines(row))
    assert [line.text for line in kept] == cells
    assert {line.number for line in kept} == {1}


def test_link_echoes_go_and_printed_addresses_stay() -> None:
    """2021-2-draft: the addresses after “常见问问题：” stand in the text, lines 336–343 echo them."""
    source = read(SEED / "2021-2-draft" / "guide.txt").lines
    kept, dropped = apply("link_echo", source)
    assert sorted({d.line for d in dropped}) == list(range(336, 344))
    assert any(line.text.startswith("https://eeas.europa.eu") for line in kept)


def test_echoes_tell_the_scheme() -> None:
    """2022-1 prints www.oead.at/wtz; line 267 has where the link goes."""
    _, dropped = apply("link_echo", read(SEED / "2022-1" / "guide.txt").lines)
    assert "http://www.oead.at/wtz" in echoed_addresses(dropped)


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("欧 方 联 系 方 式 ： Delegation", "欧方联系方式：Delegation"),  # 2023-1-draft:433
        ("附件 1 ", "附件1"),  # 2021-2-draft:2
        ("（ 2）埃方联系人：Dr. Sherif Zein El Abrdin，邮箱", "（2）埃方联系人：Dr. Sherif Zein El Abrdin，邮箱"),  # 2022-1:653
        ("联系人：Anita Hipfinger, 邮", "联系人：Anita Hipfinger,邮"),  # 2022-1:292
        ("（TRL 3 and 4）的技术", "（TRL 3 and 4）的技术"),  # 2023-1-draft:332
    ],
)  # fmt: skip
def test_spaces(printed: str, meant: str) -> None:
    assert drop_spaces(Passage.of(printed, 1)).text == meant


@pytest.mark.parametrize(
    ("guide_id", "first", "last", "begins", "ends"),
    [
        # A heading over two lines, and one that fills its line.
        ("2021-2-draft", 132, 134, "1.3中国科技部", "联合研究项目"),
        ("2023-1-draft", 252, 254, "1.4中国和欧盟", "旗舰合作计划项目"),
        # A page number in the middle of an agreement.
        ("2017-1", 471, 483, "合作协议：", "联合研究项目的备忘录》。"),
        # Link echoes in the middle of a field.
        ("2021-2-draft", 334, 350, "2.交通和工业部门", "较好的解决方案。"),
        # A full line that ends a paragraph, and the next paragraph.
        ("2023-1-draft", 800, 800, "（2）氢能及燃料电池汽车", "开发及应用。"),
        ("2023-1-draft", 802, 814, "具体研究内容：", "应用模式。"),
        # Lost bullets: one item fills its line, one breaks off in a word.
        ("2017-1", 334, 334, "面向个性化定制", "参考实施和示例"),
        ("2017-1", 342, 343, "对于规模可扩展", "产品的管理工具"),
        # Addresses broken over lines.
        ("2021-2-draft", 304, 310, "中欧科技创新", "and_innovation_cooperation_0.pdf；"),
        ("2022-1", 457, 469, "（8）芬方指南网址", "elisa.yu@businessfinland.fi。"),
    ],
)
def test_wraps(guide_id: str, first: int, last: int, begins: str, ends: str) -> None:
    paragraphs = clean(read(SEED / guide_id / "guide.txt").lines).paragraphs
    found = next(p for p in paragraphs if p.span.first == first)
    assert found.span.last == last
    assert found.text.startswith(begins)
    assert found.text.endswith(ends)


@pytest.mark.parametrize(
    ("source", "inside"),
    [
        (["（TRL 3 and", "4）的技术"], [False, True]),  # 2023-1-draft/1.4 at 20 characters a line
        (["《中国和法国", "科技合作协定", "管理指南》。"], [False, True, True]),
        (["（如氢能", "1）牵头单位", "2）参与单位"], [False, True, False]),
        (["（如氢能", "牵头单位", "2）参与单位"], [False, False, False]),
        (["（一）能源", "（二）水"], [False, False]),
    ],
)
def test_lines_inside_brackets(source: list[str], inside: list[bool]) -> None:
    assert held(source) == inside


@pytest.mark.parametrize(
    ("source", "block"),
    [
        (["科" * 28] * 9 + ["科" * 5] * 9, 56),
        (
            ["科" * 26] * 5 + ["科" * 28] * 4 + ["科" * 5] * 9,
            56,
        ),  # first lines are the more frequent
        (["科" * n for n in range(5, 90, 4)], None),
        ([], None),
    ],
)
def test_measure(source: list[str], block: float | None) -> None:
    assert measure(source) == block


def test_text_without_wraps_keeps_its_lines() -> None:
    long = "合作协议：" + "科" * 200 + "。"
    text = f"1.1中国和法国联合研究项目\n{long}\n领域方向：农业。\n"
    paragraphs = clean(read_text(text.encode(), Path("x")).lines).paragraphs
    assert [p.text for p in paragraphs] == ["1.1中国和法国联合研究项目", long, "领域方向：农业。"]


@pytest.mark.parametrize("mark", ["① 指", "[1] 指", "注：", "* 指"])
@pytest.mark.parametrize("foot", ["— 3 —", "\f"])
def test_footnotes_stand_aside(mark: str, foot: str) -> None:
    """Constructed: a note of two lines between the halves of a sentence."""
    note = f"{mark}双方主管部门共同确定的\n方向。"
    text = f"（1）支持可再生能源①和氢能\n————————\n{note}\n{foot}\n储运技术；"
    cleaned = clean(read_text(text.encode(), Path("guide.txt")).lines)
    assert "".join(p.text for p in cleaned.paragraphs) == "（1）支持可再生能源①和氢能储运技术；"
    assert [d.text for d in cleaned.dropped if d.rule == "footnote"] == ["————————"]
    (own,) = cleaned.notes
    assert (own.text, own.span) == (f"{squeeze(mark)}双方主管部门共同确定的方向。", Span(3, 4))


@pytest.mark.parametrize("mark", ["①", "[1]", "*", "※"])
@pytest.mark.parametrize("foot", ["— 3 —", "\f"])
def test_footnotes_stand_aside_without_a_rule_too(mark: str, foot: str) -> None:
    """Constructed: the mark is called in the text of the page."""
    note = f"{mark} 双方主管部门共同确定的\n方向。"
    text = f"（1）支持可再生能源{mark}和氢能\n{note}\n{foot}\n储运技术；"
    cleaned = clean(read_text(text.encode(), Path("guide.txt")).lines)
    assert (
        "".join(p.text for p in cleaned.paragraphs) == f"（1）支持可再生能源{mark}和氢能储运技术；"
    )
    (own,) = cleaned.notes
    assert (own.text, own.span) == (f"{mark}双方主管部门共同确定的方向。", Span(2, 3))


@pytest.mark.parametrize(
    "text",
    [
        "（1）水；\n（2）符合上述①的单位。\n① 氢能；\n② 风能。\n— 3 —\n（2）水。",  # it tells an item
        "（1）支持能源①等领域：\n① 氢能；\n② 风能。\n— 3 —\n（2）水。",  # what is announced
        "（1）支持①氢能。\n① 氢能；\n② 风能。\n（2）水。",  # no page ends
        "① 氢能；\n支持能源②。\n② 风能；\n— 3 —\n（2）水。",  # the marks count items
        "（1）领域：\n① 氢能；\n② 风能。\n— 3 —\n（2）水。",  # items, as there is no rule
        "（1）领域\n————————\n氢能；\n— 3 —\n（2）水。",  # a rule, and no note below
        "（1）领域\n————————\n" + "① 氢能；\n" * 12 + "— 3 —\n（2）水。",  # too long for a foot
    ],
)
def test_what_is_no_footnote(text: str) -> None:
    """Constructed."""
    cleaned = clean(read_text(text.encode(), Path("guide.txt")).lines)
    assert cleaned.notes == ()
