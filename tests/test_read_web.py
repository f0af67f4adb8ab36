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


@pytest.mark.parametrize(
    ("source", "text", "beside"),
    [
        # Struck out
        ("<p>执行期<del>2</del>3年", "执行期3年", [("struck", "2")]),
        ("<p>执行期<s>2</s><strike>4</strike>3年", "执行期3年", [("struck", "24")]),
        ("<p>执行期<span style='text-decoration: line-through red'>2</span>3年", "执行期3年", [("struck", "2")]),
        ("<style>.x, p.y b{text-decoration-line:line-through}</style><p class=y>执行期<b>2</b>3年", "执行期3年", [("struck", "2")]),
        ("<p>执行期<ins>3</ins><u>年</u>", "执行期3年", []),
        # Marks of notes, units, powers, fractions
        ("<p>执行期3<sup>1</sup>年", "执行期3年", []),
        ("<p>执行期3<sup><a href='#n1'>[1]</a></sup>年", "执行期3年", [("note_mark", "[1]")]),
        ("<p>执行期3<a href='#n1'><sup>①</sup></a>年", "执行期3年", [("note_mark", "①")]),
        ("<style>.r{vertical-align:super}</style><p>执行期3<span class=r>[2]</span>年", "执行期3年", [("note_mark", "[2]")]),
        ("<p>执行期3<span style='position:relative;top:-4.0pt;mso-text-raise:4.0pt;font-size:8pt'>1</span>年", "执行期3年", []),
        ("<p>100 m<sup>2</sup>，10<sup>-5</sup>Pa，CO<sub>2</sub>，第4<sup>th</sup>届", "100 m²，10⁻⁵Pa，CO2，第4th届", []),
        ("<p>总额的<sup>1</sup>&frasl;<sub>2</sub>", "总额的1/2", []),
        ("<p>总额的<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>", "总额的1/2", []),
        ("<p><math><msup><mn>10</mn><mn>5</mn></msup></math>Pa", "10⁵Pa", []),
        ("<p><math><semantics><mfrac><mn>1</mn><mrow><mi>a</mi><mo>+</mo><mn>2</mn></mrow></mfrac><annotation>\\frac</annotation></semantics></math>", "1/(a+2)", []),
        ("<p>出资<font face=Symbol>³</font>50%", "出资≥50%", []),
        ("<p>出资<span style='font-family: Symbol, serif'>\uf0b3</span>50%", "出资≥50%", []),
        ("<p>执行期<ruby>3<rp>(</rp><rt>三</rt><rp>)</rp></ruby>年", "执行期3年", [("ruby", "("), ("ruby", "三"), ("ruby", ")")]),
        # Hidden
        *((f"<p>甲<span style='{style}'>密</span>乙", "甲乙", [("hidden", "密")]) for style in (
            "display:none", "DISPLAY : NONE !important", "visibility:hidden", "visibility: collapse", "font-size:0", "font-size:0px",
            "font-size:1px", "font:0/0 a", "opacity:0", "opacity:0.0", "filter:alpha(opacity=0)", "color:transparent", "color:rgba(0,0,0,0)",
            "color:#fff", "color:#FFFFFE", "color:white", "background:#000;color:#000", "position:absolute;left:-9999px",
            "position:absolute;top:-100em", "position:fixed;right:-2000px", "position:absolute;left:9999px", "margin-left:-9999px",
            "position:absolute;clip:rect(0 0 0 0)", "position:absolute;clip:rect(1px,1px,1px,1px)", "clip-path:inset(50%)",
            "clip-path:circle(0)", "display:inline-block;width:0;height:0;overflow:hidden", "max-height:0;overflow:hidden",
            "transform:scale(0)", "transform:translateX(-9999px)", "mso-hide:all", "content-visibility:hidden",
        )),
        ("<p>甲<span hidden>密</span>乙", "甲乙", [("hidden", "密")]),
        ("<p>甲<font color=white>密</font>乙", "甲乙", [("hidden", "密")]),
        ("<p>甲<dialog>密</dialog>", "甲", [("hidden", "密")]),
        ("<style>#h,.h{display:none}</style><p>甲<b id=h>密</b><i class='a h'>文</i>乙", "甲乙", [("hidden", "密"), ("hidden", "文")]),
        ("<style>p>span.h{display:none} div span{display:none}</style><p>甲<span class=h>密</span><span>乙</span>", "甲乙", [("hidden", "密")]),
        ("<style>/* {} */@media screen{.h{opacity:0}}</style><p>甲<b class=h>密</b>乙", "甲乙", [("hidden", "密")]),
        ("<style>[aria-hidden='true']{display:none}</style><p>甲<b aria-hidden=true>密</b>乙", "甲乙", [("hidden", "密")]),
        # Not hidden, or brought back
        *((f"<p>甲<span style='{style}'>明</span>乙", "甲明乙", []) for style in (
            "display:inline", "visibility:visible", "font-size:12px", "font-size:.8em", "opacity:.5", "color:red", "color:#000",
            "background:#036;color:#fff", "background:url(x.png);color:white", "position:absolute;left:10px", "margin-left:-20px",
            "text-indent:2em", "overflow:hidden;width:100px", "clip-path:inset(0)", "transform:translate(-50%,-50%)", "line-height:0",
        )),
        ("<p>甲<span aria-hidden=true>明</span>乙", "甲明乙", []),
        ("<p hidden style='display:block'>甲", "甲", []),
        ("<p style='font-size:0'><span style='font-size:16px'>甲</span> <span style='font-size:16px'>乙</span>", "甲乙", []),
        ("<p style='visibility:hidden'>密<b style='visibility:visible'>甲</b>", "甲", [("hidden", "密")]),
        ("<style>@media print{p{display:none}} @media (max-width:600px){p{display:none}} p:hover{display:none}</style><p>甲", "甲", []),
        ("<style>p{display:none} p.x{display:block}</style><p class=x>甲", "甲", []),
        ("<link rel=stylesheet href=x.css><p>甲<span style='color:#fff'>明</span>乙", "甲明乙", []),
        ("<body style='opacity:0'><p>甲", "甲", []),
    ],
)  # fmt: skip
def test_how_text_is_set(source: str, text: str, beside: list[tuple[str, str]]) -> None:
    """What a reader does not see, or sees struck out, is not text and is named."""
    reading = read_html(source.encode(), PAGE)
    assert "".join(p.text for p in clean(reading.lines).paragraphs) == text
    assert [aside for aside in asides(reading) if aside[0] != "metadata"] == beside
    assert {note.code for note in reading.diagnostics} == {
        kind for kind, _ in beside if kind in ("hidden", "struck")
    }


def test_notes_below_the_text_stand_apart() -> None:
    page = "<p>执行期3<sup>1</sup>年；面积100m<sup>2</sup>。</p><p>2. 其他。</p><p><sup>1</sup> 自批准之日起。</p>"
    cleaned = clean(read_html(page.encode(), PAGE).lines)
    assert [p.text for p in cleaned.paragraphs] == ["执行期3年；面积100m²。", "2.其他。"]
    assert [(d.rule, d.text) for d in cleaned.dropped] == [("note_mark", "¹")]
    assert [note.text for note in cleaned.notes] == ["¹自批准之日起。"]
    page = "<p>执行期3<sup>[1]</sup>年<sup>*</sup>；</p><p>*其他。</p><p><sup>[1]</sup>自批准之日起。</p><p>[2]项</p>"
    cleaned = clean(read_html(page.encode(), PAGE).lines)
    assert [p.text for p in cleaned.paragraphs] == ["执行期3年；", "[2]项"]
    page = "<p>执行期3<sup>1</sup>年。</p><div id=ftn1><p>1 自批准之日起。</p></div>"
    found = read_html(page.encode(), PAGE)
    assert asides(found) == [("footnote", "1 自批准之日起。")]


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        ("<style>ol.z{list-style-type:cjk-ideographic}</style><ol class=z><li>甲<li>乙</ol>", ["一、甲", "二、乙"]),
        ("<ol style='list-style:upper-roman inside'><li>甲</ol>", ["I. 甲"]),
        ("<ol><li type=a>甲<li type=i>乙</ol>", ["a. 甲", "ii. 乙"]),
        ("<ul style='list-style-type:decimal'><li>甲<li>乙</ul>", ["1. 甲", "2. 乙"]),
        ("<ul style='list-style:square'><li>甲</ul>", ["甲"]),
        ("<ul style=\"list-style-type:'- '\"><li>甲</ul>", ["甲"]),
        ("<ol><li style=\"list-style-type:'（1）'\">甲</ol>", ["（1）甲"]),
        ("<style>li::marker{content:'（' counter(list-item) '）'}</style><ol><li>甲<li>乙</ol>", ["（1）甲", "（2）乙"]),
        ("<style>ol{counter-reset:x;list-style:none} li:before{counter-increment:x;content:'(' counter(x,lower-alpha) ') '}</style><ol><li>甲<li>乙</ol>", ["(a) 甲", "(b) 乙"]),
        ("<style>ol{counter-reset:n;list-style:none} li{counter-increment:n} li::before{content:counters(n,'.') ' '}</style><ol><li>甲<ol><li>乙</ol><li>丙</ol>", ["1 甲", "1.1 乙", "2 丙"]),
        ("<style>body{counter-reset:h} h2{counter-increment:h} h2::before{content:counter(h,cjk-ideographic) '\\3001'}</style><h2>目标</h2><h2>方向</h2>", ["一、目标", "二、方向"]),
        ("<style>@counter-style p{system:extends cjk-ideographic;prefix:'（';suffix:'）'} ol{list-style:p}</style><ol><li>甲<li>乙</ol>", ["（一）甲", "（二）乙"]),
        ("<style>p::before{content:'»'} p::after{content:'1'}</style><p>甲", ["甲"]),
    ],
)  # fmt: skip
def test_numbers_that_a_style_sheet_makes(source: str, texts: list[str]) -> None:
    assert running(read_html(source.encode(), PAGE)) == texts


BODY = "<p>目标。</p><p>领域方向：农业、能源、环境、健康、信息通信、先进制造、材料、空间、海洋、气候。</p>"


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        (f"<article><header><h1>指南</h1><p>前言</p></header>{BODY}</article>", ["指南", "前言"]),
        (
            f"<main><header><h1>指南</h1><p>前言</p></header><div>{BODY}</div></main>",
            ["指南", "前言"],
        ),
        (
            f"<article><header><h1>指南</h1><p>前言</p></header><div>{BODY}</div></article>",
            ["指南", "前言"],
        ),
        (
            f"<header>网站</header><article><h1>指南</h1>{BODY}</article><footer>主办</footer>",
            ["指南"],
        ),
        (
            f"<div role=banner>网站</div><h1>指南</h1><div>{BODY}</div><div role=contentinfo>主办</div>",
            ["指南"],
        ),
    ],
)
def test_the_header_of_an_article_is_text(source: str, texts: list[str]) -> None:
    assert running(read_html(source.encode(), PAGE))[: -BODY.count("<p>")] == texts


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


@pytest.mark.parametrize(
    ("source", "texts", "beside"),
    [
        ("执行期~~2~~3年", ["执行期3年"], [("struck", "2")]),
        ("执行期<del>2</del>3年", ["执行期3年"], [("struck", "2")]),
        ("| 项目 | ~~2~~3年 |\n|---|---|", ["项目 | 3年"], [("struck", "2")]),
        ("执行期3<sup>1</sup>年，100m<sup>2</sup>", ["执行期3¹年，100m²"], []),
        ("执行期3<sup>[1]</sup>年", ["执行期3年"], [("note_mark", "[1]")]),
        ("执行期3[^1]年\n\n[^1]: 自批准之日起。", ["执行期3年"], [("note_mark", "[^1]"), ("footnote", "[^1]: 自批准之日起。")]),
        ("执行期3[^a]年\n\n[^a]: 一段 话", ["执行期3年"], [("note_mark", "[^a]"), ("footnote", "[^a]: 一段 话")]),
        ("甲<span style='display:none'>密</span>乙", ["甲乙"], [("hidden", "密")]),
        ("甲<b>乙<i style='opacity:0'>密</i>丙</b>丁", ["甲乙丙丁"], [("hidden", "密")]),
        ("<div hidden>密</div>\n\n甲", ["甲"], [("hidden", "密")]),
        ("[//]: # (密)\n\n甲", ["甲"], [("hidden", "[//]: # (密)")]),
        ("甲<!-- 密 -->乙", ["甲乙"], []),
        ("甲<ruby>汉<rt>hàn</rt></ruby>乙", ["甲汉乙"], [("ruby", "hàn")]),
        ("[注]: 另行通知", ["[注]: 另行通知"], []),
    ],
)  # fmt: skip
def test_how_words_are_set_in_markdown(
    source: str, texts: list[str], beside: list[tuple[str, str]]
) -> None:
    reading = read_markdown(source.encode(), Path("x.md"))
    assert (running(reading), asides(reading)) == (texts, beside)


def test_markdown_beside_the_text() -> None:
    source = "---\ntitle: 指南\n---\n见[网站](http://a.cn/x)。\n"
    reading = read_markdown(source.encode(), Path("x.md"))
    assert running(reading) == ["见网站。"]
    assert asides(reading) == [("metadata", "title: 指南"), ("link_target", "http://a.cn/x")]
