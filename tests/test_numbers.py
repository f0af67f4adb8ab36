"""Numbers as guides of the genre may write them: (source text, expected), constructed."""

from __future__ import annotations

import pytest

from generator.grammar.numerals import arabic, half_width, value
from generator.model import Duration, Funding, Quota
from generator.parse.counting import follows
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

AT_MOST = ("不超过", "不多于", "不高于", "不大于", "最多", "至多")
AT_LEAST = ("不少于", "不低于", "不小于", "至少")
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
        ("5个-10个", Quota(5, 10, "range")),
        ("5项至10项", Quota(5, 10, "range")),
        ("约5-10个", Quota(5, 10, "range")),
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


@pytest.mark.parametrize("text", ["10", "10年", "10万元", "个", "十个", "10家"])
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
        ("1,234,567.50元", Funding(1_234_567, "exact")),
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
    ["200万", "200", *(f"200万{currency}元" for currency in "美欧英日韩加澳港"), "万元", "RMB 200万美元", "RMB 200美元", "￥2亿 欧元"],
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
        ("执行期原则上为3年", Duration(3, 3, "exact")),
        ("执行期一般3年", Duration(3, 3, "about")),
        ("执行期约3年", Duration(3, 3, "about")),
        ("执行期3年左右", Duration(3, 3, "about")),
        ("执行期10年", Duration(10, 10, "exact")),
        ("执行期12个月", Duration(1, 1, "exact")),
        ("执行期24月", Duration(2, 2, "exact")),
        ("执行期24至36个月", Duration(2, 3, "range")),
        ("执行期不超过24个月", Duration(None, 2, "at_most")),
        ("执行期24个月以内", Duration(None, 2, "at_most")),
        ("执行期24个月左右", Duration(2, 2, "about")),
        ("执行期内应发表论文。合作期限2年", Duration(2, 2, "exact")),
        # No whole years:
        ("执行期18个月", None),
        ("执行期24至30个月", None),
        ("执行期18至36个月", None),
        # Not the years of the project:
        ("执行期自2021年起", None),
        ("执行期2年度", None),
        ("执行期内，每年", None),
        ("执行期，3年", None),
        ("执行期中甲乙丙丁戊己庚辛壬癸3年", None),
        ("3年", None),
        ("", None),
    ],
)
def test_durations(text: str, expected: Duration | None) -> None:
    assert duration(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3年", Duration(3, 3, "exact")),
        ("不超过三年", Duration(None, 3, "at_most")),
        ("至少3年", Duration(3, None, "at_least")),
        ("一般为2～3年", Duration(2, 3, "range")),
        ("36个月", Duration(3, 3, "exact")),
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
        ([Quota(2, 2, "about"), Quota(3, 4, "range")], Quota(5, 6, "range")),
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
        ("五－十项", "5－10项"),
        ("5—十项", "5—10项"),
        ("两到 三 个", "2到 3 个"),
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
