"""Parsing never refuses and never loses text, whatever the input."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import GUIDES, SEEDS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.check.text import lost_text
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
     "中国和法国", "https：//a.b/", "a@b.cn", "— 3 —", "1111.2.2.2.2", "\u200b", "\ufeff", "{{x}}", "项目"]
)  # fmt: skip


def parsed(text: str, vocabulary: Vocabulary) -> tuple[Guide, tuple[Line, ...]]:
    lines = read_text(text.encode("utf-8", "surrogatepass"), Path("x.txt")).lines
    return enrich(parse(clean(lines), Source("x.txt", "0" * 64)), vocabulary), lines


def assert_whole(text: str, vocabulary: Vocabulary) -> None:
    guide, lines = parsed(text, vocabulary)
    assert list(lost_text(guide, lines)) == []
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
