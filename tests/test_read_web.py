"""Reading web pages and Markdown: tables of (source, expected lines)."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.clean import clean
from generator.model import Reading
from generator.parse import echoed_addresses
from generator.read.html import read_html
from generator.read.markdown import read_markdown

PAGE = Path("page.html")


def running(reading: Reading) -> list[str]:
    return [line.text for line in reading.lines if line.aside is None]


def asides(reading: Reading) -> list[tuple[str | None, str]]:
    return [(line.aside, line.text) for line in reading.lines if line.aside]


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        ("<p>合作\n协议：<b>《备忘录》</b></p><p>二</p>", ["合作 协议：《备忘录》", "二"]),
        ("<p>1.1中国和法国<br>合作协议：A&amp;B<br/></p>", ["1.1中国和法国", "合作协议：A&B"]),
        ("<div>甲<p>乙</p>丙</div>", ["甲", "乙", "丙"]),
        ("<script>x</script><style>p{}</style><p>甲<!-- 乙 --></p>", ["甲"]),
        ("<ol><li>甲</li><li>乙</li></ol>", ["1. 甲", "2. 乙"]),
        ("<ol start=3><li><p>甲</p><p>续</p></li><li value=7>乙</li></ol>", ["3. 甲", "续", "7. 乙"]),
        ("<ol reversed><li>甲</li><li>乙</li></ol>", ["2. 甲", "1. 乙"]),
        ("<ol type=a><li>甲<ol type=I><li>乙</li></ol></li><li>丙</li></ol>", ["a. 甲", "I. 乙", "b. 丙"]),
        ("<ol style='list-style-type: cjk-ideographic'><li>目标</li><li>方向</li></ol>", ["一、目标", "二、方向"]),
        ("<ol style='list-style: none'><li>（1）甲</li></ol>", ["（1）甲"]),
        ("<ul><li>甲</li></ul>", ["甲"]),
        ("<table><tr><th>序号<th>领域<tr><td>1<td>能源</table>", ["序号 | 领域", "1 | 能源"]),
        # A table that only lays out the page.
        ("<table><tr><td><p>一、目标</p><p>二、方向</p></td></tr></table>", ["一、目标", "二、方向"]),
        ("<p>合作<span style='display:none'>水印</span>协议</p>", ["合作协议"]),
        ("<ol><li></li><li>乙</li></ol><p>丙</p>", ["2. 乙", "丙"]),
        ("<pre>甲\n乙</pre>", ["甲", "乙"]),
        ("<p>&#x4e2d;&nbsp;国</p>", ["中\xa0国"]),
    ],
)  # fmt: skip
def test_blocks_of_a_page(source: str, texts: list[str]) -> None:
    assert running(read_html(source.encode(), PAGE)) == texts


@pytest.mark.parametrize("named", ["gb2312", "GBK", "gb18030"])
def test_a_page_that_names_gb2312_may_hold_more(named: str) -> None:
    """Ministries' pages say gb2312 and use characters of its successors: 镕 is in GBK only."""
    page = f'<meta http-equiv="Content-Type" content="text/html; charset={named}"><p>朱镕基</p>'
    assert running(read_html(page.encode("gb18030"), PAGE)) == ["朱镕基"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_page_that_names_no_encoding(encoding: str) -> None:
    assert running(read_html("<p>合作协议</p>".encode(encoding), PAGE)) == ["合作协议"]


MINISTRY = """
<html><head><title>科技部</title></head><body>
<div class="top"><a href="/">首页</a> | <a href="/zw">政务公开</a></div>
<nav><ul><li>组织机构</li></ul></nav>
<form action="/search"><input name="q"><button>搜索</button>
<div class="main"><h1>项目申报指南</h1><div class="share" style="display: none">分享到微信</div>
<div class="TRS_Editor"><p>1.1中国和法国联合研究项目</p><p>合作协议：《中法科技合作协定》，见<a
href="http://www.most.gov.cn/x.html">www.most.gov.cn/x.html</a>。</p>
<p>领域方向：农业、能源、环境、健康、信息通信、先进制造、材料、空间。</p></div></div>
<div class="links"><a href="http://a.cn/">友情链接</a></div></form>
<footer>主办单位：科学技术部</footer></body></html>
"""


def test_menus_are_left_out_by_name() -> None:
    """The heading before the text stays; the rest of the site is in what the rule dropped."""
    reading = read_html(MINISTRY.encode(), PAGE)
    assert running(reading) == [
        "项目申报指南",
        "1.1中国和法国联合研究项目",
        "合作协议：《中法科技合作协定》，见www.most.gov.cn/x.html。",
        "领域方向：农业、能源、环境、健康、信息通信、先进制造、材料、空间。",
    ]
    left_out = {text for aside, text in asides(reading) if aside == "navigation"}
    assert left_out == {
        "首页 | 政务公开",
        "组织机构",
        "分享到微信",
        "友情链接",
        "主办单位：科学技术部",
        "搜索",
    }
    assert [note.code for note in reading.diagnostics] == ["page-surroundings"]


def test_a_links_target_tells_the_scheme() -> None:
    dropped = clean(read_html(MINISTRY.encode(), PAGE).lines).dropped
    assert echoed_addresses(dropped) == ("http://www.most.gov.cn/x.html",)


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("# 一、总体目标\n\n正文\n", [(1, "一、总体目标"), (3, "正文")]),
        # A wrap is none of a paragraph's ends, two spaces at the end of a line are.
        ("合作\n协议  \n领域\n", [(1, "合作", False), (2, "协议", True), (3, "领域", True)]),
        ("3. 甲\n4. 乙\n", [(1, "3. 甲"), (2, "4. 乙")]),
        ("1) 甲\n\n   续\n2) 乙\n", [(1, "1) 甲"), (3, "续"), (4, "2) 乙")]),
        ("- 甲\n- 乙\n", [(1, "甲"), (2, "乙")]),
        (r"\1. 甲\*乙\_丙 \（1）", [(1, r"\1. 甲*乙_丙 \（1）")]),
        ("**领域**方向：`A`、*B*&amp;C<sub>2</sub>", [(1, "领域方向：A、B&C2")]),
        ("    四个空格起头的段落\n", [(1, "四个空格起头的段落")]),
        ("| 序号 | 领域 |\n|---|---|\n| 1 | 能源 |\n", [(1, "序号 | 领域"), (3, "1 | 能源")]),
        ("<p>甲<br>乙</p>\n", [(1, "甲"), (1, "乙")]),
        ("```\n甲\n```\n", [(2, "甲")]),
    ],
)  # fmt: skip
def test_markdown(source: str, lines: list[tuple[int, str] | tuple[int, str, bool]]) -> None:
    found = read_markdown(source.encode(), Path("x.md")).lines
    assert [(line.number, line.text, line.ends) for line in found] == [
        (line[0], line[1], line[2] if len(line) > 2 else True) for line in lines
    ]


def test_markdown_beside_the_text() -> None:
    source = "---\ntitle: 指南\n---\n见[网站](http://a.cn/x)。\n"
    reading = read_markdown(source.encode(), Path("x.md"))
    assert running(reading) == ["见网站。"]
    assert asides(reading) == [("metadata", "title: 指南"), ("link_target", "http://a.cn/x")]
