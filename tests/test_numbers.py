"""Numbers in forms that guides may use: tables of (source text, expected), constructed."""

from __future__ import annotations

import pytest

from generator.grammar.headings import follows, heading
from generator.grammar.notices import DRAFT
from generator.grammar.numerals import arabic, half_width, value
from generator.ids import GuideId
from generator.model import Duration, Funding, Quota, Stage, Stated
from generator.parse.directions import counted_by_part
from generator.parse.numbers import (
    MONEY,
    QUANTITY,
    add_fundings,
    add_quotas,
    duration,
    funding,
    is_undetermined,
    quota,
)
from generator.parse.stated import guide_id, stated, stated_in_name
from generator.passage import Passage

AT_MOST = ("不超过", "不多于", "不高于", "不大于", "最多", "至多", "≤")
AT_LEAST = ("不少于", "不低于", "不小于", "至少", "≥")
WITHIN = ("以内", "以下", "之内")
TO = ("-", "－", "–", "—", "——", "~", "～", "至", "到", " - ")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10个", Quota(10, 10, "exact")),
        ("10项", Quota(10, 10, "exact")),
        ("10个项目", Quota(10, 10, "exact")),
        ("10 个", Quota(10, 10, "exact")),
        ("1,000项", Quota(1000, 1000, "exact")),
        ("123456789个", Quota(123456789, 123456789, "exact")),
        ("2.0个", Quota(2, 2, "exact")),
        ("约10个", Quota(10, 10, "about")),
        ("大约10个", Quota(10, 10, "about")),
        ("10个左右", Quota(10, 10, "about")),
        ("10个项目 左右", Quota(10, 10, "about")),
        ("10个以上", Quota(10, None, "at_least")),
        ("近10个", Quota(10, 10, "about")),
        ("10（个）", Quota(10, 10, "exact")),
        ("5个-10个", Quota(5, 10, "range")),
        ("5项至10项", Quota(5, 10, "range")),
        ("5个项目至10个项目", Quota(5, 10, "range")),
        ("约5-10个", Quota(5, 10, "about")),
        ("不超过5-10个", Quota(5, 10, "range")),
        *((f"{words}10个", Quota(None, 10, "at_most")) for words in AT_MOST),
        *((f"{words} 10个", Quota(10, None, "at_least")) for words in AT_LEAST),
        *((f"10个项目{words}", Quota(None, 10, "at_most")) for words in WITHIN),
        *((f"5{to}10个", Quota(5, 10, "range")) for to in TO),
    ],
)
def test_quotas(text: str, expected: Quota) -> None:
    found = QUANTITY.search(text)
    assert found
    assert found[0].strip() == text
    assert quota(found) == expected


@pytest.mark.parametrize("text", ["10±2个", "10^5个", "10", "10年", "10万元", "个", "十个", "10家"])
def test_what_is_no_quota(text: str) -> None:
    assert QUANTITY.search(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5元", Funding(5, "exact")),
        ("200万元", Funding(2_000_000, "exact")),
        ("200 万 元 人民币", Funding(2_000_000, "exact")),
        ("2亿元", Funding(200_000_000, "exact")),
        ("0.29亿元", Funding(29_000_000, "exact")),
        ("1.000001亿元", Funding(100_000_100, "exact")),
        ("1,234万元", Funding(12_340_000, "exact")),
        ("1 000 万元", Funding(10_000_000, "exact")),
        ("1,234,567.50元", Funding(1_234_567, "exact")),
        ("999,999,999,999元", Funding(999_999_999_999, "exact")),
        ("999,999,999万元", Funding(9_999_999_990_000, "exact")),
        ("999999亿元", Funding(99_999_900_000_000, "exact")),
        ("200万人民币", Funding(2_000_000, "exact")),
        ("200万元（人民币）", Funding(2_000_000, "exact")),
        ("200万元(人民币)", Funding(2_000_000, "exact")),
        ("人民币200万元", Funding(2_000_000, "exact")),
        ("人民币 200万", Funding(2_000_000, "exact")),
        ("RMB 200万", Funding(2_000_000, "exact")),
        ("CNY200万", Funding(2_000_000, "exact")),
        ("¥200万", Funding(2_000_000, "exact")),
        ("￥2000000", Funding(2_000_000, "exact")),
        ("约200万元", Funding(2_000_000, "about")),
        ("大约200万元", Funding(2_000_000, "about")),
        ("200万元左右", Funding(2_000_000, "about")),
        ("200万元人民币左右", Funding(2_000_000, "about")),
        ("约人民币200万元", Funding(2_000_000, "about")),
        ("100万元至200万元", Funding(2_000_000, "at_most")),
        ("100万元人民币至200万元人民币", Funding(2_000_000, "at_most")),
        ("不超过约200万元", Funding(2_000_000, "at_most")),
        ("约不超过200万元", Funding(2_000_000, "at_most")),
        *((f"{words}200万元", Funding(2_000_000, "at_most")) for words in AT_MOST),
        *((f"200万元{words}", Funding(2_000_000, "at_most")) for words in WITHIN),
    ],
)
def test_money(text: str, expected: Funding) -> None:
    found = MONEY.search(text)
    assert found
    assert found[0].strip() == text
    assert funding(found) == expected


@pytest.mark.parametrize(
    "text",
    [
        "200万",
        "200",
        "万元",
        *(f"200万{money}" for money in ("美元", "欧元", "英镑", "日元", "韩元", "加元", "澳元", "港币")),
        *(f"人民币200万{money}" for money in ("美元", "欧元", "英镑", "日元", "韩元", "加元", "澳元", "港币")),
        "RMB 200美元",
        "RMB 20 million",
        "￥2亿 欧元",
        "999,999,999,999亿元",  # no database holds it
        "9999999亿元",
        "1,000,000,000万元",
        "1234567890123元",
    ],
)  # fmt: skip
def test_what_is_no_money_of_china(text: str) -> None:
    assert MONEY.search(text) is None


@pytest.mark.parametrize(
    "text", ["待定", "另行通知", "另行确定", "另行商定", "待确定", "待商定", "数量待协商"]
)
def test_numbers_that_are_still_to_come(text: str) -> None:
    assert is_undetermined(text)


@pytest.mark.parametrize("text", ["10个", "另行", "待", "确定", "通知", "期待合作"])
def test_numbers_that_are_settled(text: str) -> None:
    assert not is_undetermined(text)


LABELS = (
    "执行期", "执行期限", "执行周期", "执行年限", "实施期", "实施期限", "实施周期", "实施年限", "研究期限",
    "研究周期", "支持期限", "项目周期", "项目期限", "合作期限",
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *((f"{words}为3年", Duration(3, 3, "exact")) for words in LABELS),
        *((f"执行期{words}3年", Duration(None, 3, "at_most")) for words in AT_MOST),
        *((f"执行期{words}3年", Duration(3, None, "at_least")) for words in AT_LEAST),
        *((f"执行期3年{words}", Duration(None, 3, "at_most")) for words in WITHIN),
        *((f"执行期2{to}3年", Duration(2, 3, "range")) for to in TO),
        ("执行期2年至3年", Duration(2, 3, "range")),
        ("执行期不超过2-3年", Duration(2, 3, "range")),
        ("执行期：3 年", Duration(3, 3, "exact")),
        ("执行期:3年", Duration(3, 3, "exact")),
        ("执行期原则上为3年", Duration(3, 3, "exact", "in_principle")),
        ("执行期一般3年", Duration(3, 3, "about", "generally")),
        ("执行期约3年", Duration(3, 3, "about")),
        ("执行期3年左右", Duration(3, 3, "about")),
        ("执行期10年", Duration(10, 10, "exact")),
        ("执行期12个月", Duration(1, 1, "exact")),
        ("执行期24月", Duration(2, 2, "exact")),
        ("执行期24至36个月", Duration(2, 3, "range")),
        ("执行期24个月至36个月", Duration(2, 3, "range")),
        ("执行期二十四个月至三十六个月", Duration(2, 3, "range")),
        ("执行期24个月或36个月", Duration(2, 3, "range")),
        ("执行期24个月、36个月", Duration(2, 3, "range")),
        ("执行期24个月至3年", Duration(2, 3, "range")),
        ("执行期1年至24个月", Duration(1, 2, "range")),
        ("执行期36个月或3年", Duration(3, 3, "exact")),
        ("执行期约36个月或3年", Duration(3, 3, "about")),
        ("执行期不超过36个月或3年", Duration(None, 3, "at_most")),
        ("执行期3年-2年", None),
        ("执行期36个月至2年", None),
        ("执行期2个年度至3个年度", Duration(2, 3, "range")),
        ("执行期24个月（可延期12个月）", Duration(2, 2, "exact")),
        ("执行期3年（2026年—2028年）", Duration(3, 3, "exact")),
        ("执行期不超过24个月", Duration(None, 2, "at_most")),
        ("执行期24个月以内", Duration(None, 2, "at_most")),
        ("执行期24个月左右", Duration(2, 2, "about")),
        ("执行期内应发表论文。合作期限2年", Duration(2, 2, "exact")),
        # No whole years:
        ("执行期18个月", None),
        ("执行期24至30个月", None),
        ("执行期18至36个月", None),
        ("执行期12个月至18个月", None),
        ("执行期18个月至24个月", None),
        ("执行期18个月至2年", None),
        ("执行期1年至18个月", None),
        ("执行期1年至1年半", None),
        ("执行期半年至1年", None),
        ("执行期1年零6个月", None),
        ("执行期2年多", None),
        # Not the years of the project:
        ("执行期自2021年起", None),
        ("执行期2年度", None),
        ("执行期2年3个月", None),
        ("执行期100年", None),
        ("执行期内，每年", None),
        ("执行期，3年", None),
        ("执行期中甲乙丙丁戊己庚辛壬癸3年", None),
        ("3年", None),
        ("", None),
    ],
)
def test_durations(text: str, expected: Duration | None) -> None:
    assert repr(duration(text)) == repr(expected)  # whole years: 2 and not 2.0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3年", Duration(3, 3, "exact")),
        ("不超过三年", Duration(None, 3, "at_most")),
        ("至少3年", Duration(3, None, "at_least")),
        ("一般为2～3年", Duration(2, 3, "range", "generally")),
        ("36个月", Duration(3, 3, "exact")),
        ("2031年6月至2034年5月", Duration(3, 3, "exact")),
        ("2021年度", None),
        ("待定", None),
    ],
)
def test_durations_under_a_label(text: str, expected: Duration | None) -> None:
    assert duration(text, labelled=True) == expected


@pytest.mark.parametrize(
    ("parts", "total"),
    [
        ([Quota(2, 2, "exact"), Quota(3, 3, "exact")], Quota(5, 5, "exact")),
        ([Quota(2, 2, "exact"), Quota(3, 3, "about")], Quota(5, 5, "about")),
        ([Quota(2, 2, "about"), Quota(3, 4, "range")], Quota(5, 6, "about")),
        ([Quota(2, 2, "exact"), Quota(None, 3, "at_most")], Quota(None, 5, "at_most")),
        ([Quota(2, 2, "exact"), Quota(3, None, "at_least")], Quota(5, None, "at_least")),
        ([Quota(None, 2, "at_most"), Quota(3, None, "at_least")], Quota(None, None, "at_most")),
        ([Quota(2, 2, "exact"), Quota(None, None, "tbd")], Quota(None, None, "tbd")),
        ([Quota(0, 0, "exact")], Quota(0, 0, "exact")),
    ],
)
def test_sums_of_quotas(parts: list[Quota], total: Quota) -> None:
    assert add_quotas(parts) == total
    assert add_quotas(reversed(parts)) == total


@pytest.mark.parametrize(
    ("parts", "total"),
    [
        ([Funding(2, "exact"), Funding(3, "exact")], Funding(5, "exact")),
        ([Funding(2, "exact"), Funding(3, "about")], Funding(5, "about")),
        ([Funding(2, "about"), Funding(3, "at_most")], Funding(5, "at_most")),
        ([Funding(2, "exact"), Funding(None, "tbd")], Funding(None, "tbd")),
        ([Funding(2, "exact"), Funding(None, "none")], Funding(None, "tbd")),
        ([Funding(0, "exact"), Funding(0, "about")], Funding(0, "about")),
    ],
)
def test_sums_of_money(parts: list[Funding], total: Funding) -> None:
    assert add_fundings(parts) == total
    assert add_fundings(reversed(parts)) == total


@pytest.mark.parametrize(
    ("numeral", "expected"),
    [
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("二十一", 21),
        ("一百", 100),
        ("一百零五", 105),
        ("一百十二", 112),
        ("一千零十", 1010),
        ("两百五十", 250),
        ("一千", 1000),
        ("三千二百一十", 3210),
        ("零", 0),
        ("二〇二四", 2024),
        ("二○二四", 2024),
        ("二0二四", 2024),
        ("3十", 30),
        ("3十2", 32),
        ("１２", 12),
        ("١٢", 12),
        ("①", 1),
        ("⑳", 20),
        ("007", 7),
    ],
)
def test_numerals(numeral: str, expected: int) -> None:
    assert value(numeral) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("１．５倍，٣个", "1.5倍，3个"),
        ("十个", "10个"),
        ("十项", "10项"),
        ("三年", "3年"),
        ("两亿", "2亿"),
        ("五万元", "5万元"),
        ("十 个", "10 个"),
        ("两至三年", "2至3年"),
        ("两三个项目", "2-3个项目"),
        ("三五项", "3-5项"),
        ("十二三个", "12-13个"),
        ("二十三个", "23个"),
        ("两三百万元", "200-300万元"),
        ("二〇二一年", "2021年"),
        ("五－十项", "5－10项"),
        ("5—十项", "5—10项"),
        ("10至十二亿", "10至12亿"),
        ("五至10年", "5至10年"),
        *((f"五{to}十万元", f"5{to}10万元") for to in "-－–—~～至到"),
        ("两到 三 个", "2到 3 个"),
        ("2千万元", "2000万元"),
        ("1.2千万元", "1200万元"),
        ("1,200千元", "1200000元"),
        ("3百万元", "300万元"),
        ("1亿5千万元", "15000万元"),
        ("一亿二千万元", "12000万元"),
        ("叁佰万元", "300万元"),
        ("伍个", "5个"),
        ("大陆项目，队伍项目", "大陆项目，队伍项目"),
        ("3至五", "3至五"),
        # Counted things, and no words:
        *((f"{word}一个", f"{word}一个") for word in "第每同任某逐另统进这近"),
        ("一", "一"),
        ("一家", "一家"),
        ("统一领域", "统一领域"),
    ],
)
def test_quantities_in_figures(text: str, expected: str) -> None:
    assert arabic(text) == expected


def test_figures_of_every_script_are_read_character_for_character() -> None:
    assert half_width("１２．３ ٤ 二") == "12.3 4 二"


@pytest.mark.parametrize(
    ("number", "before", "expected"),
    [
        ("1", None, True),
        ("0", None, True),
        ("1.1", None, True),
        ("2.1", None, True),
        ("2.0", None, True),
        ("2", None, False),
        ("1.2", None, False),
        ("2", "1", True),
        ("3", "1", False),
        ("1", "1", False),
        ("1.2", "1.1", True),
        ("1.10", "1.9", True),
        ("1.3", "1.1", False),
        ("1.1", "1.1", False),
        ("2.0", "1.9", True),
        ("2.1", "1.9", True),
        ("2.2", "1.9", False),
        ("3.1", "1.9", False),
        ("2", "1.9", True),
        ("1.1.2", "1.1.1", True),
        ("1.2.1", "1.1.4", True),
        ("1.2.2", "1.1.4", False),
        ("2.1.1", "1.3.2", True),
        ("2.1.2", "1.3.2", False),
        ("2.2.1", "1.3.2", False),
        ("1.1.1", "1.1", True),
        ("1.1.0", "1.1", True),
        ("1.1.2", "1.1", False),
        ("1.2.1", "1.1", True),
        ("1", "1.1", False),
    ],
)
def test_which_number_may_follow(number: str, before: str | None, expected: bool) -> None:
    assert follows(number, before) == expected


ONE, TWO = "（一）中国和法国合作项目", "（二）中国和德国合作项目"


@pytest.mark.parametrize(
    ("texts", "numbers"),
    [
        ([ONE, TWO], ["1", "2"]),
        # With the numbers of the parts that stand above, the first and the next:
        (["二、双边合作", ONE, TWO, "三、多边合作", ONE], ["2.1", "2.2", "3.1"]),
        (["二、双边合作", "略。", ONE, "略。", "四、多边合作", "略。", ONE, TWO], ["2.1", "4.1", "4.2"]),
        # Or counted, where these do not count up, are not all printed, or are not told from the directions':
        (["双边合作", ONE, "多边合作", ONE], ["1.1", "2.1"]),
        (["双边合作", ONE, "二、多边合作", ONE], ["1.1", "2.1"]),
        (["双边合作", ONE, "三、多边合作", ONE], ["1.1", "2.1"]),
        (["三、双边合作", ONE, "多边合作", ONE], ["1.1", "2.1"]),
        (["二、双边合作", ONE, "一、多边合作", ONE], ["1.1", "2.1"]),
        (["三、双边合作", ONE, "三、多边合作", ONE], ["1.1", "2.1"]),
        (["（三）双边合作", ONE, "（四）多边合作", ONE], ["1.1", "2.1"]),
        # Dotted numbers count through.
        (["1.1 中国和法国合作项目", "2.1 中国和德国合作项目", "1.1 中国和德国合作项目"], ["1.1", "2.1", "1.1"]),
        ([ONE, "1.1 中国和法国合作项目", ONE], ["1", "1.1", "1"]),
    ],
)  # fmt: skip
def test_directions_that_are_counted_anew_in_each_part(
    texts: list[str], numbers: list[str]
) -> None:
    headings = {
        i: found for i, text in enumerate(texts) if (found := heading(text)) and "中国" in text
    }
    assert [found.number for found in counted_by_part(texts, headings).values()] == numbers


@pytest.mark.parametrize(("parts", "first"), [(98, "1.1"), (99, "1.1"), (100, "1")])
def test_a_guide_that_begins_anew_too_often_has_lost_its_numbers(parts: int, first: str) -> None:
    found = heading(ONE)
    assert found
    headings = dict.fromkeys(range(parts), found)
    assert counted_by_part([ONE] * parts, headings)[0].number == first


def passage(*lines: str) -> Passage:
    """Return the lines joined to a passage, numbered from 1."""
    return Passage.concat([Passage.of(text + "\n", n) for n, text in enumerate(lines, start=1)])


TITLE = "“政府间国际科技创新合作”重点专项{}项目申报指南"


@pytest.mark.parametrize(
    ("front", "prose", "expected"),
    [
        # (year, batch, stage, line of the year, line of the batch, whether a title states the year)
        (["重点专项", TITLE.format("2024年度第二批")], [], (2024, 2, None, 2, 2, True)),
        (["2024年度", "第十一批指南"], [], (2024, 11, None, 1, 2, True)),
        ([TITLE.format("二〇二四年度第二批")], [], (2024, 2, None, 1, 1, True)),
        ([TITLE.format("二零二四年度")], [], (2024, None, None, 1, None, True)),
        *(([f"二〇{tens}{ones}年度"], [], (2000 + 10 * i + i, None, None, 1, None, True)) for i, (tens, ones) in enumerate(zip("〇一二三四五六七八九", "零一二三四五六七八九", strict=True))),
        (["二○二○年度"], [], (2020, None, None, 1, None, True)),
        ([TITLE.format("二○二四年度")], [], (2024, None, None, 1, None, True)),
        ([TITLE.format("２０２４年第２批")], [], (2024, 2, None, 1, 1, True)),
        # A title page's year; its batch only further down, of the same year.
        (
            [TITLE.format("2017年度")],
            ["2016年度第三批已完成。", "2017年度第一批项目。"],
            (2017, 1, None, 1, 2, True),
        ),
        # Nothing on the title page: the first year with a batch, both from one place.
        ([], ["略。", "2024年度将启动第二批项目，2025年度第三批另行通知。"], (2024, 2, None, 2, 2, False)),
        (["第二批"], ["2024年第一批。"], (2024, 2, None, 1, 1, False)),
        ([], ["2024年度。第二批。"], (2024, None, None, 1, None, False)),
        ([], ["2024年度启动甲乙丙丁戊己庚第二批。"], (2024, None, None, 1, None, False)),
        # Of years without a batch, that of the guide before the first.
        ([], ["2023年度已完成。", "现发布2024年度项目申报指南。"], (2024, None, None, 2, None, False)),
        ([], ["2023年度已完成，2024年度指南。"], (2024, None, None, 1, None, False)),
        *(([], [f"2023年度已完成{mark}现发布指南，2024年度指南。"], (2024, None, None, 1, None, False)) for mark in "，。；"),
        ([], ["2023年度甲乙丙丁戊己庚辛壬癸子丑寅指南，2024年度指南。"], (2024, None, None, 1, None, False)),
        ([], ["2023年度已完成，现发布指南。"], (2023, None, None, 1, None, False)),
        ([], ["2024年第二批。"], (2024, 2, None, 1, 1, False)),
        ([], ["2024年度；第二批。"], (2024, None, None, 1, None, False)),
        ([], ["2023年以来。"], (None, None, None, None, None, False)),
        # A day is no year of a guide.
        (["2024年3月12日"], [], (None, None, None, None, None, False)),
        (["1999年度"], ["19999年度"], (None, None, None, None, None, False)),
        # Stages:
        (["2024年度指南（征求意见稿）"], [], (2024, None, "draft", 1, None, True)),
        (["征求意见稿"], [], (None, None, "draft", None, None, False)),
        (["2018年度项目申报指南建议"], [], (2018, None, "draft", 1, None, True)),
        (["2018年度项目建议"], [], (2018, None, None, 1, None, True)),
        ([], ["征求意见稿"], (None, None, None, None, None, False)),
    ],
)  # fmt: skip
def test_what_a_text_states(
    front: list[str], prose: list[str], expected: tuple[object, ...]
) -> None:
    found = stated(passage(*front), passage(*prose))
    assert found == Stated(*expected)


@pytest.mark.parametrize(
    ("name", "year", "batch", "stage"),
    [
        ("2025-2.pdf", 2025, 2, None),
        ("2025-12.pdf", 2025, 12, None),
        ("2025-2-draft.pdf", 2025, 2, "draft"),
        ("2025-2 正式稿.pdf", 2025, 2, "final"),
        ("2025-2 指南建议.pdf", 2025, 2, "draft"),
        ("2025-2", 2025, 2, None),
        ("v1.2 2025-2.pdf", 2025, 2, None),
        ("x2025-2.pdf", None, None, None),
        ("12025-2.pdf", None, None, None),
        ("2025-2-1.pdf", None, None, None),
        ("2025-200.pdf", 2025, None, None),
        ("2025-02.pdf", 2025, None, None),
        ("2025年度第一批.pdf", 2025, 1, None),
        ("第三批 2025.pdf", 2025, 3, None),
        ("2024年度指南 2025.pdf", 2024, None, None),
        ("2024年度 2025年度.pdf", None, None, None),
        ("第一批第二批.pdf", None, None, None),
        ("guide2025.pdf", None, None, None),
        ("20250312.pdf", None, None, None),
        ("2025.03.12.pdf", None, None, None),
        ("2025_3_12 2026.pdf", 2026, None, None),
        ("2025年3月12日发布 2026.pdf", 2026, None, None),
        ("20250312 2026.pdf", 2026, None, None),
        ("2026a.pdf", None, None, None),
        ("二〇二六.pdf", 2026, None, None),
        ("2025年3月12日.pdf", None, None, None),
        ("征求意见.pdf", None, None, "draft"),
        ("Draft.pdf", None, None, "draft"),
        ("发布稿.pdf", None, None, "final"),
        ("终稿.pdf", None, None, "final"),
        ("FINAL.pdf", None, None, "final"),
        ("指南.pdf", None, None, None),
    ],
)
def test_what_a_file_name_states(
    name: str, year: int | None, batch: int | None, stage: Stage | None
) -> None:
    assert stated_in_name(name) == Stated(year, batch, stage)


def test_the_id_that_a_text_makes() -> None:
    assert guide_id(Stated(2024, 2, "draft")) == GuideId(2024, 2, None, "draft")
    assert guide_id(Stated(2024)) == GuideId(2024, 1, None, "final")
    assert guide_id(Stated(None, 2, "draft")) is None


@pytest.mark.parametrize(
    ("title", "mark"),
    [
        ("项目申报指南（征求意见稿）", "（征求意见稿）"),
        ("项目申报指南(征求意见稿)", "(征求意见稿)"),
        ("项目申报指南征求意见稿", "征求意见稿"),
        ("项目申报指南建议征求意见稿", "建议征求意见稿"),
        ("项目申报指南建议（征求意见稿）", "建议（征求意见稿）"),
        ("项目申报指南建议", "建议"),
        ("政策建议（征求意见稿）", "（征求意见稿）"),
        ("政策建议", None),
        ("项目申报指南", None),
    ],
)
def test_the_mark_of_a_draft_is_told_from_the_title(title: str, mark: str | None) -> None:
    found = DRAFT.search(title)
    assert (found[0] if found else None) == mark
