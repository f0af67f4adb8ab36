"""Parts of a guide: headings that fit its sequence, lists of calls, labels that no rule knows. All texts are made up."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.check.text import differences
from generator.grammar.enumerators import enumerators
from generator.grammar.headings import call_title
from generator.model import Direction, Guide, Item, Source
from generator.pipeline import parse_data
from generator.vocabulary import Vocabulary

HEAD = "国家重点研发计划“政府间国际科技创新合作”重点专项2031年度第一批项目申报指南\n"
ONE = "1.1 中国和芬兰政府间科技合作项目\n"
TWO = "1.2 中国和瑞典政府间科技合作项目\n领域方向：人口健康。\n拟支持项目数：不超过4个\n"


def parsed(text: str, vocabulary: Vocabulary, name: str = "guide.txt") -> Guide:
    """Return the guide in ``text`` below a title, and check that no character of it is lost."""
    data = (HEAD + text).encode() if name.endswith("txt") else text.encode()
    guide = parse_data(data, Path(name), vocabulary, Source(name, "0" * 64))
    assert list(differences(guide, data, Path(name).suffix)) == []
    return guide


def numbers(guide: Guide) -> list[str]:
    return [direction.number for direction in guide.directions]


def texts(items: tuple[Item, ...]) -> list[str]:
    """Return the texts of items without their closing punctuation."""
    return [item.text.zh.rstrip("；。") for item in items]


def labelled(items: tuple[Item, ...]) -> list[tuple[str | None, str]]:
    return [(item.label, item.text.zh) for item in items]


# Items that begin with a number

FIELDS = f"{ONE}领域方向：\n"


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        (["1.水处理", "2.现代农业", "3.3D打印", "4.5G通信"], ["水处理", "现代农业", "3D打印", "5G通信"]),
        (["1.5G通信", "2.3D打印"], ["5G通信", "3D打印"]),
        (["1.量子通信", "2.1.55微米激光器", "3.0.5毫米封装"], ["量子通信", "1.55微米激光器", "0.5毫米封装"]),
        (["1.水", "2.2型糖尿病研究", "3.6G关键技术联合研究"], ["水", "2型糖尿病研究", "6G关键技术联合研究"]),
        (["1、水", "2、3D打印", "3、5G通信"], ["水", "3D打印", "5G通信"]),
        (["1.水；2.3D打印；3.5G通信"], ["水", "3D打印", "5G通信"]),
        (["①3D视觉；②5G；③14纳米工艺。"], ["3D视觉", "5G", "14纳米工艺"]),
        (["⑴水；⑵能源"], ["水", "能源"]),
        (["㈠水；㈡能源"], ["水", "能源"]),
        (["㈠水", "㈡能源"], ["水", "能源"]),
        (["（1）水，（2）能源，（3）3D打印"], ["水，", "能源，", "3D打印"]),
        (["1.水、2.能源、3.环境"], ["水、", "能源、", "环境"]),
        (["①水②能源③5G"], ["水", "能源", "5G"]),
        (["（1）水；（2）符合（1），（2）的能源"], ["水", "符合（1），（2）的能源"]),
        (["水。", "能源。", "3D打印。"], ["水", "能源", "3D打印"]),
        (["1.3D视觉；2.5G通信；3.14纳米工艺。"], ["3D视觉", "5G通信", "14纳米工艺"]),
        (["a. 水", "b. 能源", "c. 3D打印"], ["水", "能源", "3D打印"]),
        (["（a）水", "（b）能源"], ["水", "能源"]),
        (["A、水", "B、能源"], ["水", "能源"]),
        (["i. 水", "ii. 能源", "iii. 材料"], ["水", "能源", "材料"]),
        (["Ⅰ. 水", "Ⅱ. 能源"], ["水", "能源"]),
        (["⑴水", "⑵能源"], ["水", "能源"]),
        (["⒈水", "⒉能源"], ["水", "能源"]),
    ],
)  # fmt: skip
def test_items_that_begin_with_a_number(
    items: list[str], expected: list[str], vocabulary: Vocabulary
) -> None:
    text = FIELDS + "\n".join(items) + "\n拟支持项目数：不超过6个\n其他要求：\n1.项目执行期2年。\n"
    guide = parsed(text + TWO, vocabulary)
    assert numbers(guide) == ["1.1", "1.2"]
    assert texts(guide.directions[0].fields) == expected
    assert guide.directions[0].projects.max == 6


@pytest.mark.parametrize(
    ("lines", "labels"),
    [
        (["1.水", "2.5G", "3.3D"], ["1.", "2.", "3."]),
        (["1.水", "3.3D打印"], ["1.", None]),
        (["1.经费共", "2.5亿元"], ["1.", None]),
        (["1.波长为", "2.5微米", "2.激光"], ["1.", None, "2."]),
        (["3.3D打印"], [None]),
        (["a. 水"], [None]),
        (["C. elegans", "D. melanogaster"], [None, None]),
        (["A.I.技术", "B.I.技术"], [None, None]),
        (["vi. 水", "vii. 能源"], [None, None]),
    ],
)
def test_enumerators_that_their_series_calls_for(
    lines: list[str], labels: list[str | None]
) -> None:
    assert [mark and mark.label for mark in enumerators(lines)] == labels


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Numbers inside the requirements.
        ("领域方向：水。\n其他要求：\n1.项目执行期2年；\n2.3家以上单位联合申报的，须明确牵头单位；\n3.2个以上课题的，须分别编制预算。\n", ["1.1", "1.2"]),
        ("领域方向：水。\n其他要求：\n1.参见https://example.org/first-call。\n", ["1.1", "1.2"]),
        ("领域方向：水。\n联系人：Jan，邮箱：jan@example.org\n", ["1.1", "1.2"]),
        # The chapter changes below a list; no space behind the number.
        ("领域方向：\n1.清洁能源\n2.1中国和挪威政府间科技合作项目\n领域方向：海洋。\n", ["1.1", "2.1", "1.2"]),
        # A title without a partner that fits the sequence, or stands above a label that opens a direction.
        ("领域方向：水。\n1.2 国际大科学工程\n领域方向：天文。\n1.3 芬兰\n拟支持项目数：5个\n", ["1.1", "1.2", "1.3", "1.2-b"]),
        # Quantities.
        ("领域方向：水。\n其他要求：\n（1）厚度\n1.2毫米以下\n（2）频率\n1.3GHz以上\n（3）工业\n4.0和智能服务合作\n", ["1.1", "1.2"]),
        ("领域方向：水。\n1.7 国际热核聚变\n合作协议：《协定》。\n", ["1.1", "1.7", "1.2"]),
    ],
)  # fmt: skip
def test_a_heading_fits_the_sequence(
    text: str, expected: list[str], vocabulary: Vocabulary
) -> None:
    assert numbers(parsed(ONE + text + TWO, vocabulary)) == expected


def test_a_lettered_list_on_a_web_page(vocabulary: Vocabulary) -> None:
    items = "<li>水；</li><li>能源。</li>"
    page = f"<p>{HEAD}</p><p>{ONE}</p><p>领域方向：</p><ol type=a>{items}</ol>"
    fields = parsed(page, vocabulary, "guide.html").directions[0].fields
    assert labelled(fields) == [("a.", "水；"), ("b.", "能源。")]


# Titles

LONG = (
    "中国科技部与瑞典、挪威、丹麦、冰岛、爱沙尼亚、拉脱维亚、立陶宛、波兰等国家主管部门在示例区域科技创新合作框架计划下"
    "共同支持的绿色低碳技术与海洋可持续利用多边联合研究与示范应用旗舰项目"
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (LONG, LONG),
        ("对丹麦合作项目：海上风电", "对丹麦合作项目"),
        ("与埃及联合实验室（第二批）", "与埃及联合实验室（第二批）"),
        ("中国和芬兰合作项目（水；生命科学（含医药））；", "中国和芬兰合作项目（水；生命科学（含医药））"),
        ("中国和芬兰双方须签署合作协议", None),
        ("中心城市合作项目", None),
        ("对于联合研究项目", None),
        ("3D打印联合研究项目", None),
        ("中国和芬兰合作项目。双方须分别申报", None),
    ],
)  # fmt: skip
def test_titles_of_calls(text: str, title: str | None) -> None:
    length = call_title(text)
    assert (text[:length] if length else None) == title


def test_a_long_title(vocabulary: Vocabulary) -> None:
    guide = parsed(
        f"{ONE}领域方向：水。\n1.2 {LONG}\n本方向面向绿色低碳与海洋领域开展联合研究，按各方约定执行。\n", vocabulary
    )  # fmt: skip
    assert guide.directions[1].title.zh == LONG
    assert guide.directions[1].partners == ("SE", "NO", "DK", "IS", "EE", "LV", "LT", "PL")


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("中国和芬兰政府间\n科技合作项目", "中国和芬兰政府间科技合作项目"),
        (f"{LONG[:40]}\n{LONG[40:80]}\n{LONG[80:]}", LONG),
        ("芬兰\n双方支持联合研究项目", "芬兰"),
    ],
)
def test_a_title_over_several_lines_of_text_that_is_not_wrapped(
    printed: str, title: str, vocabulary: Vocabulary
) -> None:
    found = parsed(f"1.1 {printed}\n领域方向：水。\n{TWO}", vocabulary).directions
    assert [direction.title.zh for direction in found[:1]] == [title]
    assert texts(found[0].fields) == ["水"]


@pytest.mark.parametrize(
    "text",
    ["领域不限。\n", "合作协议：《协定》。\n领域不限。\n", "领域方向：不限。\n", "合作领域不限\n"],
)
def test_fields_that_are_open(text: str, vocabulary: Vocabulary) -> None:
    found = parsed(f"{ONE}{text}拟支持项目数：3个。\n{TWO}", vocabulary).directions[0]
    assert (found.fields_open, found.fields, found.remarks) == (True, (), ())


# Lists of calls


def told(direction: Direction) -> tuple[str, str, list[str]]:
    return direction.number, direction.title.zh, texts(direction.fields)


FI, IL = "中国和芬兰政府间科技合作项目", "对以色列合作项目"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.1 中国和西班牙政府间合作项目（可持续城市；先进材料）\n1.2 " + FI + "（水，能源）；\n",
         [("1.1", "中国和西班牙政府间合作项目", ["可持续城市", "先进材料"]), ("1.2", FI, ["水", "能源"])]),
        ("1.1 中国和古巴合作项目（食品生产）\n1.2 中国和日本理化学研究所（RIKEN）项目（RIKEN）\n",
         [("1.1", "中国和古巴合作项目", ["食品生产"]), ("1.2", "中国和日本理化学研究所（RIKEN）项目（RIKEN）", [])]),
        # A bracket of partners, of a region, of a kind of project, or above fields of its own stays.
        ("1.1 与欧洲国家联合实验室项目（英国、法国、意大利）\n1.2 中国和比利时合作项目（瓦隆）\n1.3 中国和埃及合作项目（旗舰项目）\n1.4 "
         + FI + "（数字技术）\n领域方向：水。\n",
         [("1.1", "与欧洲国家联合实验室项目（英国、法国、意大利）", []), ("1.2", "中国和比利时合作项目（瓦隆）", []),
          ("1.3", "中国和埃及合作项目（旗舰项目）", []), ("1.4", FI + "（数字技术）", ["水"])]),
        (f"分别是：\n1.{FI}；\n2.中国和日本理化学研究所（RIKEN）联合资助项目。\n",
         [("1", FI, []), ("2", "中国和日本理化学研究所（RIKEN）联合资助项目", [])]),
        (f"本批次有2个指南方向，分别是：1.{FI}；2.中国与埃及联合研究项目（农业）。\n",
         [("1", FI, []), ("2", "中国与埃及联合研究项目", ["农业"])]),
        (f"分别是：1.{FI}；\n2.{IL}；3.中国与埃及联合研究项目。\n", [("1", FI, []), ("2", IL, []), ("3", "中国与埃及联合研究项目", [])]),
        (f"（一）{IL}\n1.海水淡化\n2.3D打印\n（二）对丹麦合作项目\n海上风电、绿色建筑\n（三）对新加坡合作项目：港口物流。\n",
         [("1", IL, ["海水淡化", "3D打印"]), ("2", "对丹麦合作项目", ["海上风电", "绿色建筑"])]),
        (f"一、双边合作\n（一）{IL}\n（二）{FI}\n二、多边合作\n（一）金砖国家合作项目（海洋；天文）\n三、申报要求\n须为法人。\n",
         [("1.1", IL, []), ("1.2", FI, []), ("2.1", "金砖国家合作项目", ["海洋", "天文"])]),
        (f"方向一：{FI}\n领域：氢能\n方向二：{IL}\n领域：水\n", [("1", FI, ["氢能"]), ("2", IL, ["水"])]),
        (f"①{FI}；\n②{IL}；\n", [("1", FI, []), ("2", IL, [])]),
        (f"{FI}\n合作协议：《协定》。\n领域方向：氢能。\n{IL}\n领域方向：水。\n", [("1", FI, ["氢能"]), ("2", IL, ["水"])]),
        (f"● {FI}（氢能；光伏）\n● {IL}；\n", [("1", FI, ["氢能", "光伏"]), ("2", IL, [])]),
        (f"1.1 {FI}（领域：可持续城市、先进材料等）\n1.2 {IL}，合作领域为气候变化、循环经济。\n1.3 中国和挪威合作项目：海洋；能源\n",
         [("1.1", FI, ["可持续城市", "先进材料"]), ("1.2", IL, ["气候变化", "循环经济"]), ("1.3", "中国和挪威合作项目", ["海洋", "能源"])]),
        # One field behind a colon or 领域为; a bracket of another form, or below the title, or over two lines.
        (f"1.1 {FI}：天文\n1.2 {IL}，合作领域为疫苗。\n1.3 中国和挪威合作项目：详见附件\n",
         [("1.1", FI, ["天文"]), ("1.2", IL, ["疫苗"]), ("1.3", "中国和挪威合作项目", [])]),
        (f"1.1 {FI}【老龄健康；农业】\n1.2 {IL}\n（林业）\n1.3 中国和挪威合作项目（能源；\n海洋；林\n业）\n",
         [("1.1", FI, ["老龄健康", "农业"]), ("1.2", IL, ["林业"]), ("1.3", "中国和挪威合作项目", ["能源", "海洋", "林业"])]),
        # Remarks in brackets.
        (f"1.1 {FI}（第三轮）\n1.2 {IL}（企业牵头，高校参与）\n1.3 中国和挪威合作项目（新增）\n",
         [("1.1", FI + "（第三轮）", []), ("1.2", IL + "（企业牵头，高校参与）", []), ("1.3", "中国和挪威合作项目（新增）", [])]),
        (f"1）{FI}（矿业）\n2）{IL}（农业）\n", [("1", FI, ["矿业"]), ("2", IL, ["农业"])]),
        (f"㈠{FI}\n⒈矿业\n㈡{IL}\n⒈农业\n⒉水\n", [("1", FI, ["矿业"]), ("2", IL, ["农业", "水"])]),
        # An enumeration of one paragraph is no bracket below the title.
        (f"1.1 {FI}\n（1）矿业；（2）农业。\n1.2 {IL}\n（1）水（含海水）\n1.3 中国和挪威合作项目［海洋；林业］\n",
         [("1.1", FI, ["矿业", "农业"]), ("1.2", IL, ["水（含海水）"]), ("1.3", "中国和挪威合作项目", ["海洋", "林业"])]),
        (f"1.1 {FI}。领域：氢能、林业。\n1.2 {IL}；合作方向为水。\n", [("1.1", FI, ["氢能", "林业"]), ("1.2", IL, ["水"])]),
        (f"1.{FI}，重点领域为氢能、林业。\n2.{IL}\n", [("1", FI, ["氢能", "林业"]), ("2", IL, [])]),
        (f"1.1 {FI}（与芬兰科学院联合资助）\n1.2 {IL}（水）\n", [("1.1", FI + "（与芬兰科学院联合资助）", []), ("1.2", IL, ["水"])]),
        (f"1.1 {FI}（领域：矿业；拟支持3项）\n1.2 {IL}\n", [("1.1", FI + "（领域：矿业；拟支持3项）", []), ("1.2", IL, [])]),
    ],
)  # fmt: skip
def test_lists_of_calls(
    text: str, expected: list[tuple[str, str, list[str]]], vocabulary: Vocabulary
) -> None:
    found = [told(direction) for direction in parsed(text, vocabulary).directions]
    assert found[: len(expected)] == expected


def test_what_stands_below_a_list_of_titles_belongs_to_the_guide(vocabulary: Vocabulary) -> None:
    listed = f"1.{FI}；\n2.{IL}；\n3.中国和挪威合作项目。\n"
    guide = parsed(f"{listed}三、申报要求\n申报单位须为法人。\n", vocabulary)
    assert [direction.remarks for direction in guide.directions] == [(), (), ()]
    assert guide.sections[-1].paragraphs[-1].text.zh == "申报单位须为法人。"


# Labels that no rule knows


@pytest.mark.parametrize(
    ("text", "fields", "remarks"),
    [
        ("领域方向：循环经济。\n经费来源：中央财政资金。\n", ["循环经济"], [("经费来源", "中央财政资金。")]),
        ("领域方向：\n1. 循环经济；\n2. 海水淡化。\n成果形式：样机。\n", ["循环经济", "海水淡化"], [("成果形式", "样机。")]),
        ("经费来源：中央财政。\n领域方向：水。\n", ["水"], [("经费来源", "中央财政。")]),
        ("领域方向：水。\n考核指标：\n1. 专利2项；\n2. 样机1台。\n拟支持项目数：3个。\n", ["水"], [("考核指标", "1.专利2项；\n2.样机1台。")]),
        # The words before a colon are a field's, or an item's.
        ("领域方向：\n信息技术：人工智能；\n生命科学：疫苗。\n", ["信息技术：人工智能", "生命科学：疫苗"], []),
        ("领域方向：\n1. 能源：氢能与储能；\n2. 材料：复合材料。\n", ["能源：氢能与储能", "材料：复合材料"], []),
        ("领域方向：\n（1）水；\n具体研究内容：开展甲。\n（2）土；\n具体研究内容：开展乙。\n",
         ["水；\n具体研究内容：开展甲", "土；\n具体研究内容：开展乙"], []),  # as 2023-1-draft/1.8
        ("领域方向：\n1. 水\n包括但不限于：\n（1）淡化\n（2）净化\n", ["水"], []),
        ("1．合作协议：《协定》\n2．领域方向：风电\n3．成果形式：样机\n4．拟支持项目数：5个\n", ["风电"], [("成果形式", "样机")]),
        ("1.1.1 合作协议：《协定》\n1.1.2 领域方向：风电\n1.1.3 成果形式：样机\n1.1.4 拟支持项目数：5个\n", ["风电"], [("成果形式", "样机")]),
        ("【领域方向】农业\n【成果形式】样机\n【拟支持项目数】3个\n", ["农业"], [("成果形式", "样机")]),
        # Behind such fields, a label is one.
        ("领域方向：\n信息技术：人工智能；\n生命科学：疫苗。\n考核指标：专利。\n", ["信息技术：人工智能", "生命科学：疫苗"], [("考核指标", "专利。")]),
    ],
)  # fmt: skip
def test_labels_that_no_rule_knows(
    text: str,
    fields: list[str],
    remarks: list[tuple[str | None, str]],
    vocabulary: Vocabulary,
) -> None:
    guide = parsed(ONE + text + TWO, vocabulary)
    assert texts(guide.directions[0].fields) == fields
    assert labelled(guide.directions[0].remarks) == remarks
    said = [note.message for note in guide.diagnostics if note.code == "unknown-label"]
    assert len(said) == len(remarks)
    assert all(f"“{label}”" in message for (label, _), message in zip(remarks, said, strict=True))


def test_a_label_below_a_line_with_an_address(vocabulary: Vocabulary) -> None:
    text = f"{ONE}领域方向：水。\n其他要求：\n（1）项目执行期2年。\n（2）联系人：张三，邮箱：a@b.org。\n申报流程：先网上填报，再寄送。\n"
    found = parsed(text + TWO, vocabulary).directions[0]
    assert texts(found.requirements)[1] == "联系人：张三，邮箱：a@b.org"
    assert labelled(found.remarks) == [("申报流程", "先网上填报，再寄送。")]


@pytest.mark.parametrize(
    ("text", "projects", "money"),
    [
        ("支持力度：拟支持5个项目，每个项目不超过200万元。", 5, None),
        ("资助规模：不超过3项。", 3, None),
        ("支持力度：共600万元。", None, 6_000_000),
        ("拟支持项目及经费：3个，600万元。", 3, 6_000_000),
        # The unit in the label; a bare number of projects.
        ("拟支持项目数（个）：3\n拟支持经费（万元）：600", 3, 6_000_000),
        ("拟支持项目数（个）\n3\n国拨经费（人民币万元）\n600\n其他要求：无。", 3, 6_000_000),
        ("拟支持项目数：3。\n拟支持经费（中方）：600万元", 3, 6_000_000),
        ("拟支持项目数：2-3\n", 3, None),
    ],
)
def test_labels_of_projects_or_money(
    text: str, projects: int | None, money: int | None, vocabulary: Vocabulary
) -> None:
    found = parsed(f"{ONE}领域方向：水。\n{text}\n", vocabulary).directions[0]
    assert (found.projects.max, found.funding.amount_cny) == (projects, money)
    assert texts(found.fields) == ["水"]


@pytest.mark.parametrize(
    "marks",
    ["一、 二、 三、", "① ② ③", "㈠ ㈡ ㈢", "● ● ●", "（一） （二） （三）", "1.1.1 1.1.2 1.1.3"],
)
def test_marks_before_labels(marks: str, vocabulary: Vocabulary) -> None:
    parts = ("领域方向：水；土", "拟支持项目数：3个", "其他要求（必读）：执行期2年")
    lines = map("".join, zip(marks.split(), parts, strict=True))
    found = parsed(ONE + "\n".join(lines) + "\n" + TWO, vocabulary).directions[0]
    assert (texts(found.fields), found.projects.max) == (["水", "土"], 3)
    assert texts(found.requirements) == ["执行期2年"]


@pytest.mark.parametrize("above", ["（二）欧洲", "三、其他"])
def test_parts_of_the_guide_with_any_words(above: str, vocabulary: Vocabulary) -> None:
    """No item: no “（一）” stands above it in the direction."""
    found = parsed(f"{ONE}领域方向：水；土。\n{above}\n{TWO}", vocabulary).directions
    assert [texts(direction.fields) for direction in found] == [["水", "土"], ["人口健康"]]


@pytest.mark.parametrize(
    "fields", ["（一）水\n（二）土", "（一）水；\n（二）土", "\n（一）水\n（二）土"]
)
def test_the_last_item_is_no_part_of_the_guide(fields: str, vocabulary: Vocabulary) -> None:
    found = parsed(f"{ONE}领域方向：{fields}\n{TWO}", vocabulary).directions
    assert texts(found[0].fields) == ["水", "土"]


def test_chapters_above_the_numbers(vocabulary: Vocabulary) -> None:
    text = f"第一部分 双边合作\n{ONE}领域方向：水。\n第二部分　多边合作\n2.1 中国和东盟科技合作项目\n领域方向：农业。\n"
    found = parsed(text, vocabulary)
    assert (numbers(found), texts(found.directions[0].fields)) == (["1.1", "2.1"], ["水"])


def test_a_caption_is_no_requirement(vocabulary: Vocabulary) -> None:
    text = f"{ONE}领域方向：水。\n其他要求：\n1. 甲；\n表1 合作单位清单\n2. 如表1所示；\n图1-2：路线\n3. 乙。\n"
    found = parsed(text, vocabulary).directions[0]
    assert texts(found.requirements) == ["甲", "如表1所示", "乙"]
    assert labelled(found.remarks) == [(None, "表1合作单位清单"), (None, "图1-2：路线")]


def test_a_note_is_no_requirement(vocabulary: Vocabulary) -> None:
    note = "¹ 海洋塑料指海洋微塑料的监测，不包括塑料回收。"
    found = parsed(f"{ONE}领域方向：水。\n其他要求：企业牵头。\n{note}\n", vocabulary).directions[0]
    assert texts(found.requirements) == ["企业牵头"]
    assert labelled(found.remarks) == [(None, note.replace(" ", ""))]


# Titles in 《》 and e-mail addresses over several lines


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("《中国和芬兰联委会第\n12次会议纪要》", ["《中国和芬兰联委会第12次会议纪要》"]),
        ("《关于2029—\n2032年的备忘录》《关于2029—\n2032年的\n补充事项》。", ["《关于2029—2032年的备忘录》", "《关于2029—2032年的补充事项》"]),
        ("《中国和芬兰\n1.1 示例议定书》", ["《中国和芬兰1.1示例议定书》"]),
        ("《协定", ["《协定"]),  # never closed
        ("《协定\n《议定书》", ["《协定", "《议定书》"]),
    ],
)  # fmt: skip
def test_agreements_over_several_lines(
    printed: str, expected: list[str], vocabulary: Vocabulary
) -> None:
    guide = parsed(f"{ONE}合作协议：{printed}\n领域方向：循环经济。\n", vocabulary)
    assert texts(guide.directions[0].agreements) == expected
    assert texts(guide.directions[0].fields) == ["循环经济"]


@pytest.mark.parametrize(
    ("printed", "mailbox"),
    [
        ("邮箱：jan.no\nvak@example.org。", "jan.novak@example.org"),
        ("邮箱：jan.novak@exam\nple.org。", "jan.novak@example.org"),
        ("邮箱：jan.novak@example.\norg。", "jan.novak@example.org"),
        ("邮箱：jan.novak@example.o\nrg。", "jan.novak@example.org"),
        ("邮箱：jan.novak@example.f\ni。", "jan.novak@example.fi"),
        ("邮箱：jan.novak\n@example.org，电话：1。", "jan.novak@example.org"),
        ("Jan Novak，ja\nn.novak@example.org\nmailto:jan.novak@example.org", "jan.novak@example.org"),
        ("邮箱：jan@example.org\nTRL 3", "jan@example.org"),
    ],
)  # fmt: skip
def test_mailboxes_over_several_lines(printed: str, mailbox: str, vocabulary: Vocabulary) -> None:
    filler = "（1）" + "科" * 26 + "\n" + "技" * 28 + "\n"
    text = f"{ONE}领域方向：水。\n其他要求：\n{filler * 6}（2）联系人：{printed}\n"
    guide = parsed(text, vocabulary)
    assert guide.directions[0].contacts.emails == (mailbox,)
