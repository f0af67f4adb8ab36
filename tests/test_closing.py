"""What stands below the last direction, and the footnotes: on the guide's page, and no fact of a direction. All texts are made up."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.check.text import differences
from generator.clean import clean
from generator.grammar.closings import closes
from generator.model import Guide, Line, Source
from generator.pipeline import parse_data
from generator.read.html import read_html
from generator.vocabulary import Vocabulary

TITLE = "国家重点研发计划“政府间国际科技创新合作”重点专项2031年度第一批项目申报指南"
ONE = [
    "1.1 中国和芬兰政府间科技合作项目",
    "领域方向：水",
    "拟支持项目数：3个",
    "其他要求：",
    "（1）项目执行期2年。",
]
TWO = [
    "1.2 中国和瑞典政府间科技合作项目",
    "领域方向：能源",
    "拟支持项目数：4个",
    "其他要求：",
    "（1）企业不得参与。",
    "（2）联系人：李老师",
]


def guide_of(lines: list[str], vocabulary: Vocabulary, *, page: bool = False) -> Guide:
    """Return the guide in ``lines`` below the title, as text or as a web page; no character of it is lost."""
    name = "guide.html" if page else "guide.txt"
    lines = [TITLE, *lines]
    text = "".join(f"<p>{line}</p>" for line in lines) if page else "\n".join(lines)
    guide = parse_data(text.encode(), Path(name), vocabulary, Source(name, "0" * 64))
    assert list(differences(guide, text.encode(), Path(name).suffix)) == []
    return guide


def at(guide: Guide, place: str) -> list[str]:
    """Return the texts at a place outside the directions, with their labels."""
    items = [i for s in guide.sections if s.place == place for i in (s.heading, *s.paragraphs) if i]
    return [(item.label or "") + item.text.zh for item in items]


@pytest.mark.parametrize("page", [False, True])
@pytest.mark.parametrize(
    ("above", "closing"),
    [
        ([], ["三、申报方式与时间", "网上填报受理时间为2031年3月1日至4月30日16:00。", "每个推荐单位推荐项目总数不超过20项。"]),
        (["一、总体目标", "支持合作。", "二、领域和方向"], ["三、有关说明", "受理时间为2031年3月1日至4月30日。"]),
        (["第一部分 总体目标", "第二部分 指南方向"], ["第三部分申报要求", "1.申报截止时间为2031年4月30日。"]),
        ([], ["五、联系方式：王老师，010-12345678"]),
        ([], ["特此通知。", "联系人：赵老师，010-12345678", "附件：1.形式审查条件", "科技部国际合作司", "2031年2月15日"]),
        ([], ["附件1推荐函模板", "附件2形式审查条件"]),
        ([], ["科学技术部", "2031年2月15日"]),
        ([], ["科技部国际合作司2031年2月15日"]),
        ([], ["有关意见请于2031年6月26日前发至电子邮箱ab@example.cn。", "2031年6月12日"]),
        ([], ["联系人：赵老师，010-12345678", "附件：1.形式审查条件"]),
        ([], ["三、申报时间。网上填报受理时间为2031年3月1日至4月30日。"]),
        ([], ["科技部办公厅", "国家自然科学基金委员会办公室", "二〇三一年二月十五日"]),
        ([], ["现予公布，请按要求组织申报。特此公告。"]),
        ([], ["本指南由科技部负责解释。"]),
        ([], ["项目申报指南形式审查条件要求", "1.推荐程序和填写要求", "（1）每个推荐单位不超过5项。"]),
        (["1.总体目标", "支持合作。", "2.指南方向"], ["3.申报要求", "申报截止时间为2031年4月30日。"]),
        ([], ["技术支持电话：010-12345678"]),
        ([], ["请各有关推荐单位于2031年4月30日前报送推荐函，每个单位不超过5项。"]),
    ],
)  # fmt: skip
def test_what_closes_the_guide(
    above: list[str], closing: list[str], page: bool, vocabulary: Vocabulary
) -> None:
    guide = guide_of([*above, *ONE, *TWO, *closing], vocabulary, page=page)
    assert at(guide, "closing") == closing
    last = guide.directions[-1]
    assert [item.text.zh for item in last.requirements] == ["企业不得参与。", "联系人：李老师"]
    assert [flag.code for flag in last.flags] == ["enterprise_excluded"]
    assert (last.deadline, last.remarks) == (None, ())
    assert last.contacts.phones == ()
    assert [note.code for note in guide.diagnostics if note.code == "closing-text"]


@pytest.mark.parametrize(
    "lines",
    [
        ["（3）申报单位须填写附件1。", "（4）本方向由科技部负责解释。"],
        ["（3）附件1所列单位须提交申请。"],
        ["（3）有关要求：", "一、申报单位为高校；", "二、申报材料齐全；", "三、申报要求一致。"],  # its own count
        ["联系人：赵老师，010-12345678"],
        ["（3）申报时间为2031年3月1日至4月30日。"],
    ],
)  # fmt: skip
def test_what_is_of_the_last_direction(lines: list[str], vocabulary: Vocabulary) -> None:
    assert at(guide_of([*ONE, *TWO, *lines], vocabulary), "closing") == []


def test_what_each_direction_has_closes_no_guide(vocabulary: Vocabulary) -> None:
    own = ["三、申报要求", "（1）双方须分别申报。"]
    guide = guide_of([*ONE[:3], *own, *TWO[:3], *own], vocabulary)
    assert at(guide, "closing") == []


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("四、咨询方式", "section"), ("三、申报要求：", "section"), ("三、组织实施", "section"), ("四、其他事项", "section"),
        ("三、能源与环境", None), ("三、中国和芬兰政府间科技合作项目", None), ("（三）申报要求", None),
        ("特此公告。", "ends"), ("附件", "attachments"), ("附：形式审查条件", "attachments"), ("附件《申报书》", "attachments"),
        ("附件中的申报书须双方签字。", None), ("附加要求：无", None), ("指南咨询电话：010-12345678", "contact"), ("荷方联系人：某某", None),
    ],
)  # fmt: skip
def test_forms_of_closing_lines(text: str, form: str | None) -> None:
    assert closes(text) == form


@pytest.mark.parametrize(
    ("above", "notes", "below"),
    [
        # At the foot of a page of a PDF, in type of the same size.
        (["领域方向：水管理¹、农业。", "拟支持项目数：10个²。", "单方申报项目无"], ["1 水管理指流域治理。", "2 其中青年项目4个，", "每个不超过100万元。"], "效。"),
        (["领域方向：水管理¹。", "单方申报项目无"], ["1水管理指流域治理。"], "效。"),
    ],
)  # fmt: skip
def test_notes_with_plain_numbers(above: list[str], notes: list[str], below: str) -> None:
    texts = [*above, *notes, "— 1 —", below]
    first = len(texts) - 1
    lines = [Line(t, n + 1, page=1 + (n == first), ends=True) for n, t in enumerate(texts)]
    cleaned = clean(lines)
    assert cleaned.paragraphs[-1].text == "单方申报项目无效。"
    squeezed = "".join(notes).replace(" ", "")
    assert "".join(note.text for note in cleaned.notes) == squeezed


@pytest.mark.parametrize(
    "texts",
    [
        ["面积100m²。", "1 水；", "2 能源。"],  # a unit
        ["水管理¹。", "1 水；", "2 能源。"],  # items that go on
        ["水管理²。", "1 水；", "2 能源。"],
        ["水管理¹。", "1.水；"],
    ],
)
def test_items_at_the_foot_of_a_page(texts: list[str]) -> None:
    lines = [Line(t, n, page=1, ends=True) for n, t in enumerate([*texts, "（1）氢。"], start=1)]
    assert clean(lines[:-1]).notes == ()


@pytest.mark.parametrize(
    ("page", "notes"),
    [
        ("<p>矿业、传统医药<sup>①</sup></p><p>执行期3年。</p><p>① 传统医药包括中医药。</p>", ["①传统医药包括中医药。"]),
        ("<p>水<sup>①</sup>、能源<sup>②</sup></p><p>①流域；</p><p>②核能。</p>", ["①流域；", "②核能。"]),
        ("<p>水<sup>①</sup></p><p>①流域；</p><p>②核能。</p>", []),  # items
        ("<p>水①</p><p>①流域。</p>", []),  # no raised mark
    ],
)  # fmt: skip
def test_notes_with_numbers_in_rings(page: str, notes: list[str]) -> None:
    cleaned = clean(read_html(page.encode(), Path("page.html")).lines)
    assert [note.text for note in cleaned.notes] == notes


def test_footnotes_are_on_the_page_of_the_guide(vocabulary: Vocabulary) -> None:
    marked = [line.replace("：能源", "：能源<sup>①</sup>") for line in TWO]
    guide = guide_of(
        [*ONE, *marked, "① 仅支持民用领域，申报截止时间为2031年4月30日。"], vocabulary, page=True
    )
    assert at(guide, "footnotes") == ["①仅支持民用领域，申报截止时间为2031年4月30日。"]
    assert guide.directions[-1].deadline is None
    assert [note.line for note in guide.diagnostics if note.code == "footnotes"]
