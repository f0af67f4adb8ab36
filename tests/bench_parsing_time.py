"""The cost of parsing for growing texts: seconds per megabyte at each size, compared with the first size.

A ratio of 1 means that the time is proportional to the size. Only ratios are compared, as seconds depend on the machine.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import count
from pathlib import Path
from time import process_time

import pytest
from conftest import SEEDS
from five import GUIDES

from generator.clean import clean
from generator.enrich import enrich
from generator.model import Source
from generator.parse import parse
from generator.read.text import read_text
from generator.vocabulary import Vocabulary

MB = 1_000_000
MOST = 1.15
MOST_OF_ONE_KIND = 1.6
"""Maximum ratio for one kind. Short runs are measured less exactly; quadratic time would give 2."""
TRIES = 3
PAGES = 9999
"""Maximum number of pages, as the rules have no page numbers with five digits."""
HEADING = "1.1 中国和法国政府间合作项目\n"
_NUMBER = re.compile(r"^\s*\d{1,2}\.\d{1,2}(?=\s*[中金内])", re.MULTILINE)

LONG_LINES = (
    "（", "）", "《甲》及其", "《", "“", "1", "1.1.1.1.", "a@a@a@", "a", "http://", "www.", "https：//a", " ", "\u3000", "——", "（1）", "1.", "①", "一、", "甲；",
    "甲、", "10个", "不超过", "每个", "约", "10万元", "年", "执行期：", "其他要求：", "领域方向：", "电话：1", "只有", "分别", "企业", "知识产权", "中方", "如何", "面向", "|a", "中国",
    "\xa0", " \t", "甲  ", "1\xa0", "电话\xa0", "。\xa0",
)  # fmt: skip
"""Texts that one line repeats to its end."""
MANY_LINES = (
    "1.{n} 中国和法国合作项目", "1. 中国和法国合作项目", "合作协议：《甲》", "其他要求：", "联系人：", "http://www.a{n}.org/{n}/", "http://a.b/c", "mailto:a@b.cn",
    "— {n} —", "{n}", "_____\n① 注", "● 甲", "（{n}）甲", "（1）甲；（2）乙。", "一、甲", "（一）多边合作", "甲 | 乙 | 丙", "拟支持项目数  10个", "\f甲\n3",
    "国家重点研发计划重点专项项目申报指南", "（", "）", "科技合作项目甲乙丙丁戊己庚辛", "a b c d e f g h", "　　甲", "2022年度第二批", "中国和甲{n}政府间项目",
)  # fmt: skip
"""Lines that are repeated thousands of times; {n} is the number of the line."""


@pytest.fixture(scope="module")
def seconds(vocabulary: Vocabulary) -> Callable[[str], float]:
    """Return the seconds per megabyte that it takes to parse a text."""

    def measured(text: str) -> float:
        data = text.encode()
        began = process_time()
        cleaned = clean(read_text(data, Path("x.txt")).lines)
        enrich(parse(cleaned, Source("x.txt", "0" * 64)), vocabulary)
        return (process_time() - began) / len(data) * MB

    measured("".join(read(guide_id) for guide_id in GUIDES))  # patterns are compiled once
    return measured


def read(guide_id: str) -> str:
    return (SEEDS.guides / guide_id / "guide.txt").read_text(encoding="utf-8")


def guides(size: int) -> str:
    """Return the guides repeated, with a different number for each direction."""
    numbers = count()
    texts: list[str] = []
    while sum(map(len, texts)) * 3 < size:
        whole = "".join(read(guide_id) for guide_id in GUIDES)
        texts.append(
            _NUMBER.sub(lambda _: "{}.{}".format(*divmod(next(numbers) % 9900 + 100, 100)), whole)
        )
    return "".join(texts)


def short_directions(size: int) -> str:
    """Return directions of three lines each."""
    lines = "{}.{} 中国和法国政府间科技合作项目\n领域方向：农业、能源、水。\n拟支持项目数：10个。\n"
    return "".join(lines.format(*divmod(n % 9900 + 100, 100)) for n in range(size // 130))


@pytest.mark.parametrize("made", [guides, short_directions])
def test_a_guide_of_any_size_takes_its_time_per_byte(
    seconds: Callable[[str], float], made: Callable[[int], str]
) -> None:
    found = {size: seconds(made(int(size * MB))) for size in (0.5, 1, 2, 4)}
    for size, per_megabyte in found.items():
        print(
            f"{made.__name__:18} {size:4} MB {per_megabyte:6.2f} s/MB {per_megabyte / found[0.5]:5.2f}"
        )
    assert found[4] <= MOST * found[0.5]


def one_line(unit: str, characters: int) -> str:
    return f"{HEADING}其他要求：{unit * (characters // len(unit))}\n"


def many_lines(line: str, lines: int) -> str:
    return (
        HEADING
        + "其他要求：\n"
        + "".join(f"{line.replace('{n}', str(n % PAGES))}\n" for n in range(lines))
    )


@pytest.mark.parametrize(
    ("kind", "made", "sizes"),
    [
        *((unit, one_line, (100_000, 200_000)) for unit in LONG_LINES),
        *((line, many_lines, (10_000, 20_000)) for line in MANY_LINES),
    ],
)
def test_no_kind_of_text_takes_a_time_that_grows_with_its_square(
    seconds: Callable[[str], float],
    kind: str,
    made: Callable[[str, int], str],
    sizes: tuple[int, int],
) -> None:
    ratio = 0.0
    for _ in range(TRIES):
        small, large = (seconds(made(kind, size)) for size in sizes)
        ratio = large / small
        if ratio <= MOST_OF_ONE_KIND:
            break
    print(f"{kind!r:40} {small:6.2f} s/MB, twice as long {ratio:5.2f}")
    assert ratio <= MOST_OF_ONE_KIND
