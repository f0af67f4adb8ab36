"""Parsing accepts any input and never loses text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
from conftest import GUIDES, SEEDS
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from generator.check.source import Printed
from generator.check.text import kept_text, lost_text
from generator.clean import clean
from generator.data import dumps, parsed_json
from generator.enrich import enrich
from generator.model import Guide, Line, Source
from generator.parse import parse
from generator.read.text import read_text
from generator.vocabulary import Vocabulary

TEXTS = {g: (SEEDS.guides / g / "guide.txt").read_text(encoding="utf-8") for g in GUIDES}
PIECES = st.sampled_from(
    ["1.1 ", "合作协议：", "领域方向：", "拟支持项目数：", "其他要求：", "（1）", "1）", "一、", "主题一：",
     "《", "》", "（", "）", "；", "、", "，", "。", "不超过", "10个", "各", "万元", "待定", "\n", "\n\n", " ",
     "1.2、", "（2.1）", "方向1：", "拟支持项目数", "总经费 ", "【领域方向】", "其他要求:", "联系人：", "①", "●", "２．",
     "十个", "三年", "1.5亿元", "每个项目", "（二）多边合作\n", "1．合作协议：", "\f", "\t", "|", "第 3 页", "\n7\n", "\u3000\u3000",
     "（", "(", "“", "中巴", "内地与香港", "CERN", "中国和法国", "https：//a.b/", "a@b.cn", "— 3 —", "1111.2.2.2.2", "\u200b", "\ufeff", "{{x}}", "项目",
     "序号 | 国别 | 领域方向 | 拟支持项目数\n", "1.1 | 中国和芬兰 | 农业 | 5个\n", " | | 水技术 |\n",
     "序号   国别   领域方向   项目数\n", "1.2   中国和法国   农业   3个\n", "          中国和\n"]
)  # fmt: skip


def parsed(text: str, vocabulary: Vocabulary) -> tuple[Guide, tuple[Line, ...]]:
    lines = read_text(text.encode("utf-8", "surrogatepass"), Path("x.txt")).lines
    return enrich(parse(clean(lines), Source("x.txt", "0" * 64)), vocabulary), lines


def words(texts: Iterable[str]) -> Counter[str]:
    """Return the letters and digits of every script, as punctuation between items is dropped with their lists."""
    return Counter(c for text in texts for c in text if c.isalnum())


def assert_whole(text: str, vocabulary: Vocabulary) -> None:
    guide, lines = parsed(text, vocabulary)
    assert list(lost_text(guide, Printed(text))) == []
    kept = words(kept_text(guide)) + words(entry.text for entry in guide.dropped)
    assert kept == words(line.text for line in lines)
    dumps(parsed_json(guide))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES | st.text(max_size=6).filter(lambda t: t.isprintable()), max_size=80))
def test_pieces_of_the_genre_in_any_order(vocabulary: Vocabulary, pieces: list[str]) -> None:
    assert_whole("".join(pieces), vocabulary)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(GUIDES),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), PIECES), min_size=1, max_size=8),
)
@example(guide_id="2017-1", edits=[(1.0, 0, "（1）")]).via("an enumerator alone is the last line")
def test_mutated_guides(
    vocabulary: Vocabulary, guide_id: str, edits: list[tuple[float, int, str]]
) -> None:
    text = TEXTS[guide_id]
    for place, length, piece in edits:
        at = int(place * len(text))
        text = text[:at] + piece + text[at + length :]
    assert_whole(text, vocabulary)


@pytest.mark.parametrize("guide_id", GUIDES)
def test_truncated_guides(vocabulary: Vocabulary, guide_id: str) -> None:
    text = TEXTS[guide_id]
    for cut in range(0, len(text), len(text) // 12):
        assert_whole(text[:cut], vocabulary)


DEEP = "一、甲\n（一）乙\n1.丙\n（1）丁\n①戊\n●己\n主题一：庚\n研究方向一：辛\n"


@pytest.mark.parametrize(
    "text",
    [
        "1.1 中国和法国合作项目\n领域方向：\n" + DEEP * 1000,
        "1.1 中国和法国合作项目\n领域方向：\n" + "（" * 5000,
        "1.1 中国和法国合作项目\n其他要求：" + "（1）甲；（2）乙。" * 5000,
        "".join(f"1.{n % 99} 中国和法国合作项目\n合作协议：《协定》。\n" for n in range(2000)),
        "1.1 中国和法国合作项目\n" * 2000,
        "一、合作\n" * 3000,
        "1.1 中国和法国合作项目\n合作协议：" + "《甲》及其" * 5000,
        "1.1 中国和法国合作项目\n其他要求：" + "a" * 200_000,
        "科" * 200_000,
        "",
        "\n" * 1000,
    ],
    ids=lambda text: f"{text[:24]!r} × {len(text)}",
)
def test_long_and_deep_texts(vocabulary: Vocabulary, text: str) -> None:
    """No depth and no length is too much; measured by hand, the time grows as the text does."""
    assert_whole(text, vocabulary)
