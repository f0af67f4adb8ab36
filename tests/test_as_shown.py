"""A small guide in Word, HTML and Markdown, set and packed in many ways: the data are those of the plain text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from made_office import packed, paragraphs, repacked, run, strict

from generator.model import Guide, Source
from generator.pipeline import parse_data
from generator.vocabulary import Vocabulary

TITLE = "国家重点研发计划“政府间国际科技创新合作”重点专项2031年度第一批项目申报指南"
PREAMBLE = "本批次共设立2个指南方向，拟支持项目数15项，国拨经费总概算3000万元。"
FIRST = (
    "1.1 中国和芬兰政府间科技合作项目",
    "合作协议：《中国和芬兰科技合作议定书》。",
    "领域方向：",
    "1. 农业与食品；",
    "2. 氢能。",
    "拟支持项目数：10项。",
    "拟支持经费：2000万元人民币。",
    "其他要求：",
    "1. 项目执行期2年；",
    "2. 须附合作意向书。",
)
SECOND = (
    "1.2 中国和瑞典政府间科技合作项目",
    "合作协议：《中国和瑞典科技合作议定书》。",
    "领域方向：",
    "1. 人口健康；",
    "2. 生物技术。",
    "拟支持项目数：5项。",
    "拟支持经费：1000万元人民币。",
    "其他要求：",
)
TEXT = (TITLE, PREAMBLE, *FIRST, *SECOND)
LAST = "1. 项目执行期3年。"


def html(
    last: str = LAST, before: str = "", after: str = "", head: str = "<meta charset=utf-8>"
) -> bytes:
    body = "".join(f"<p>{text}</p>" for text in (*TEXT, last))
    page = f"<!doctype html><html><head>{head}<title>指南</title></head><body>{before}{body}{after}</body></html>"
    return page.encode()


def word(last: str = run(LAST), **how: str) -> bytes:
    return packed(paragraphs(*TEXT, last), **how)  # type: ignore[arg-type]


def markdown(last: str = LAST) -> bytes:
    lines = [text.replace(". ", "\\. ").replace("1.", "1\\.") for text in (*TEXT, last)]
    return "\n\n".join(lines).encode()


def text(*before: str, after: tuple[str, ...] = ()) -> bytes:
    return "\n".join((*before, *TEXT, LAST, *after)).encode()


def named(encoding: str, said: str, bad: bytes = b"") -> Callable[[], bytes]:
    head = f"<meta charset={said}>" if said else ""
    page = html(head=head).decode()
    return lambda: page.encode(encoding).replace(
        "瑞典科技合作议".encode(encoding), "瑞典科技合作议".encode(encoding) + bad
    )


UP = "<w:vertAlign w:val='superscript'/>"
FILES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "plain text": (".txt", text),
    "page": (".html", html),
    "Word": (".docx", word),
    "Markdown": (".md", markdown),
    # Struck out, raised, hidden
    "struck in a page": (".html", lambda: html("1. 项目执行期<del>2</del>3年。")),
    "struck in Word": (".docx", lambda: word(run("1. 项目执行期") + run("2", "<w:strike/>") + run("3年。"))),
    "struck in Markdown": (".md", lambda: markdown("1. 项目执行期~~2~~3年。")),
    "raised in a page": (".html", lambda: html("1. 项目执行期3<sup>1</sup>年。")),
    "raised in Word": (".docx", lambda: word(run("1. 项目执行期3") + run("1", UP) + run("年。"))),
    "raised in Markdown": (".md", lambda: markdown("1. 项目执行期3<sup>1</sup>年。")),
    "hidden in a page": (".html", lambda: html("1. 项目执行期3年<span style='font-size:0'>水印</span>。")),
    "hidden paragraph": (".html", lambda: html(after="<p style='visibility:collapse'>内部意见</p>")),
    "hidden in Word": (".docx", lambda: word(run("1. 项目执行期3年") + run("（内部：待定）", "<w:vanish/>") + run("。"))),
    # Encodings
    "UTF-8 that says GBK": (".html", named("utf-8", "gb2312")),
    "GBK that says UTF-8": (".html", named("gb18030", "utf-8")),
    "GBK that says nothing": (".html", named("gb18030", "")),
    "GBK with a bad byte": (".html", named("gb18030", "gb2312", b"\xff")),
    "UTF-8 with a bad byte": (".html", named("utf-8", "gb2312", b"\xff")),
    # Around the text
    "page's furniture": (".html", lambda: html(before="<div>首页 &gt; 通知</div><p>来源：某司 【字号：大 中 小】 打印</p>", after="<div>分享到：</div><div>扫一扫在手机打开当前页</div>")),
    "copied from a page": (".txt", lambda: text("当前位置：首页 > 信息公开 > 通知", "发布时间：2031年01月02日　来源：科技部", after=("打印本页 关闭窗口", "上一篇：某通知", "下一篇：没有了", "责任编辑：某某", "京ICP备05000000号"))),
    "printed from a page": (".txt", lambda: text("2031/3/7 10:00 某通知-科技部", "https://example.org/x.html 1/2", "首页 > 通知", after=("https://example.org/x.html 2/2",))),
    # Packages
    "strict Open XML": (".docx", lambda: strict(word())),
    "macros": (".docm", lambda: word(type_="application/vnd.ms-word.document.macroEnabled.main+xml")),
    "another main part": (".docx", lambda: word(main="word/document2.xml")),
    "backslashes": (".docx", lambda: repacked(word(), backslashes=True)),
    "a missing picture": (".docx", lambda: word(relations="<Relationship Id='p' Type='x/image' Target='NULL'/>")),
}  # fmt: skip


def guide(suffix: str, data: bytes, vocabulary: Vocabulary) -> Guide:
    return parse_data(data, Path(f"x{suffix}"), vocabulary, Source("x", "0" * 64))


@pytest.mark.parametrize(("suffix", "make"), FILES.values(), ids=FILES)
def test_the_data_are_those_of_the_text(
    suffix: str, make: Callable[[], bytes], vocabulary: Vocabulary
) -> None:
    found = guide(suffix, make(), vocabulary)
    assert found.title.zh == TITLE
    assert (found.declared.directions, found.declared.amount_cny) == (2, 30_000_000)
    fields = [[item.text.zh.rstrip("；。") for item in d.fields] for d in found.directions]
    assert fields == [["农业与食品", "氢能"], ["人口健康", "生物技术"]]
    needed = [[item.text.zh.rstrip("；。") for item in d.requirements] for d in found.directions]
    assert needed == [["项目执行期2年", "须附合作意向书"], ["项目执行期3年"]]
    terms = [d.duration.max_years for d in found.directions if d.duration]
    assert terms == [2, 3]
    levels = {note.code for note in found.diagnostics if note.level == "warning"}
    assert levels <= {"struck", "hidden", "undecodable"}


@pytest.mark.parametrize(
    ("last", "shown"),
    [
        ("1. 企业出资不低于总额的<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>，项目执行期3年。", "总额的1/2"),
        ("1. 每个基地不少于100 m<sup>2</sup>，项目执行期3年。", "100m²"),
    ],
)  # fmt: skip
def test_fractions_and_units_are_shown(last: str, shown: str, vocabulary: Vocabulary) -> None:
    found = guide(".html", html(last), vocabulary).directions[1]
    assert shown in found.requirements[0].text.zh.replace(" ", "")
    assert found.duration
    assert found.duration.max_years == 3
