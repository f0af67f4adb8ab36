"""Contents pages: their numbers belong to the real directions below. All texts are made up."""

from __future__ import annotations

from pathlib import Path

import docx
import made
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from made import saved
from playwright.sync_api import Browser

from generator.check.text import differences
from generator.clean import apply
from generator.model import Line, Source
from generator.pipeline import parse_data
from generator.vocabulary import Vocabulary

TITLE = "国家重点研发计划“政府间国际科技创新合作”重点专项2031年度第一批项目申报指南"
FI = "中国和芬兰政府间科技合作项目"
SE = "中国科技部与瑞典创新署产业技术研发合作项目"
BELOW = (
    "一、总体目标",
    "本批次共设立2个指南方向，拟支持项目数15项，国拨经费总概算3000万元。",
    "二、领域和方向",
    f"1.1 {FI}",
    "领域方向：农业。",
    "拟支持项目数：10项。",
    f"1.2 {SE}",
    "领域方向：氢能。",
    "拟支持项目数：5项。",
)


def assert_right(data: bytes, name: str, vocabulary: Vocabulary) -> None:
    """Check that a guide has its two directions and its title, and that no character of it is lost."""
    guide = parse_data(data, Path(name), vocabulary, Source(name, "0" * 64))
    assert [(d.number, d.title.zh, d.projects.max) for d in guide.directions] == [
        ("1.1", FI, 10),
        ("1.2", SE, 5),
    ]
    assert guide.title.zh == TITLE
    assert [s.heading.text.zh for s in guide.sections if s.heading] == ["总体目标", "领域和方向"]
    assert guide.declared.directions == 2
    assert list(differences(guide, data, Path(name).suffix)) == []


CONTENTS = {
    "dots": ["目录", "一、总体目标……1", "二、领域和方向……1", f"1.1 {FI}…………2", f"1.2 {SE}...........3"],
    "middle dots": ["目  录", f"1.1 {FI} ··········· 2", f"1.2 {SE} ··········· 13"],
    "tabs": ["目录：", f"1.1 {FI}\t3", f"1.2 {SE}\t4"],
    "brackets": ["目 次", f"1.1 {FI}……（3）", f"1.2 {SE}……（4）"],
    "title in brackets": ["【目录】", f"1.1 {FI}（3）", f"1.2 {SE}（4）"],
    "dashes": ["目录", f"1.1 {FI}\t- 3 -", f"1.2 {SE}\t- 4 -", "附件：合作方联系方式\t- 5 -"],
    "letters": ["目录", f"1.1 {FI} P3", f"1.2 {SE} P. 4"],
    "other brackets": ["目录", f"1.1 {FI}〔3〕", f"1.2 {SE}〔4〕"],
    "long dashes": ["目录", f"1.1 {FI}——3", f"1.2 {SE}——4"],
    "ranges": ["目录", f"1.1 {FI}\t2-4", f"1.2 {SE}\t5-6"],
    "roman": ["目录", f"1.1 {FI}……iii", f"1.2 {SE}……iv", "II"],
    "spaces": ["目录", f"1.1 {FI}    3", f"1.2 {SE}    4"],
    "glued": ["目录", f"1.1 {FI}3", f"1.2 {SE}4"],
    "plain list": ["目录", f"1.1 {FI}", f"1.2 {SE}"],
    "without numbers": ["指南目录", FI, SE],
    "without a title": [f"1.1 {FI}", f"1.2 {SE}"],
    "dots without a title": [f"1.1 {FI}……2", f"1.2 {SE}……3"],
    "wrapped": ["目录", f"1.1 {FI}……2", "1.2 中国科技部与瑞典创新署产业技术研发", "合作项目……3"],
    "other words": ["目录", "1.1 芬兰……2", "1.2 瑞典……3"],
    "english": ["Contents", f"1.1 {FI}\t2", f"1.2 {SE}\t3"],
}  # fmt: skip


@pytest.mark.parametrize("form", CONTENTS)
def test_text(form: str, vocabulary: Vocabulary) -> None:
    text = "\n".join((TITLE, *CONTENTS[form], *BELOW))
    assert_right(text.encode(), "guide.txt", vocabulary)


def test_rows_between_tabs_are_no_contents(vocabulary: Vocabulary) -> None:
    """The last column of such a table may have numbers as low as those of pages."""
    rows = ["指南方向\t领域方向\t项目数", f"1.1 {FI}\t水\t5", f"1.2 {SE}\t土\t3"]
    guide = parse_data("\n".join((TITLE, *rows)).encode(), Path("x.txt"), vocabulary, Source("x.txt", "0" * 64))  # fmt: skip
    assert [direction.projects.max for direction in guide.directions] == [5, 3]


@pytest.mark.parametrize("form", ["dots", "plain list", "without a title"])
def test_web_page_and_word(form: str, vocabulary: Vocabulary) -> None:
    lines = (TITLE, *CONTENTS[form], *BELOW)
    page = "".join(f"<p>{line}</p>" for line in lines)
    assert_right(page.encode(), "guide.html", vocabulary)
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    assert_right(saved(document), "guide.docx", vocabulary)


def test_links_on_a_web_page(vocabulary: Vocabulary) -> None:
    links = f'<h2>目录</h2><ul><li><a href="#a">1.1 {FI}</a></li><li><a href="#b">1.2 {SE}</a></li></ul>'
    page = f"<p>{TITLE}</p>{links}" + "".join(f"<p>{line}</p>" for line in BELOW)
    assert_right(page.encode(), "guide.html", vocabulary)


def test_links_in_markdown(vocabulary: Vocabulary) -> None:
    links = f"## 目录\n\n- [1.1 {FI}](#a)\n- [1.2 {SE}](#b)\n\n"
    body = "\n\n".join(BELOW).replace("1.1 ", r"1\.1 ")
    assert_right(f"# {TITLE}\n\n{links}{body}\n".encode(), "guide.md", vocabulary)


def test_contents_field_of_word(vocabulary: Vocabulary) -> None:
    """As Word writes it: a field around paragraphs with tabs, and fields for the numbers of the pages."""
    document = docx.Document()
    document.add_paragraph(TITLE)
    document.add_paragraph("目录")
    for index, (number, title) in enumerate((("1.1", FI), ("1.2", SE))):
        paragraph = document.add_paragraph()
        marks = [("begin", ' TOC \\o "1-2" \\h '), ("separate", "")] if index == 0 else []
        for kind, code in [*marks, ("", f"{number}\t{title}\t"), ("begin", " PAGEREF _T1 "), ("separate", ""),
                           ("", str(index + 3)), ("end", ""), *([("end", "")] if index else [])]:  # fmt: skip
            run = paragraph.add_run("" if kind else code)
            if kind:
                mark = OxmlElement("w:fldChar")
                mark.set(qn("w:fldCharType"), kind)
                run._r.append(mark)
            if kind and code:
                words = OxmlElement("w:instrText")
                words.text = code
                paragraph.add_run()._r.append(words)
    for line in BELOW:
        document.add_paragraph(line)
    assert_right(saved(document), "guide.docx", vocabulary)


@pytest.mark.browser
@pytest.mark.parametrize("layout", ["official", "ragged, sans", "no indents", "hanging"])
def test_pdf(layout: str, browser: Browser, vocabulary: Vocabulary) -> None:
    row = "<p style='display: flex; text-indent: 0'><span>{}</span><span style='flex: 1; overflow: hidden; height: 1.7em'>{}</span><span>{}</span></p>"
    entries = ((f"1.1 {FI}", 3), (f"1.2 {SE}", 4))
    contents = "<h3>目录</h3>" + "".join(row.format(w, "." * 90, n) for w, n in entries)
    body = "".join(f"<p>{line}</p>" for line in BELOW)
    page = (
        f"<!doctype html><meta charset=utf-8><style>{made.LAYOUTS[layout]}</style><main>"
        f"<p>{TITLE}</p>{contents}<div style='break-before: page'>{body}</div></main>"
    )
    assert_right(made.as_pdf(browser, page, foot="— 3 —"), "guide.pdf", vocabulary)


@pytest.mark.parametrize(
    "texts",
    [
        # The word in running text, and a list that comes once.
        ["2. 须符合鼓励类技术目录。", "1.2 中国和瑞典合作项目", "领域方向：水。"],
        ["鼓励类技术目录", "1.2 中国和瑞典合作项目", "领域方向：水。"],
        ["1.1 中国和芬兰合作项目（水）", "1.2 中国和瑞典合作项目（能源）"],
        # Two directions with the same fields.
        ["1. 农业；", "2. 能源。", "1.2 中国和埃及旗舰项目", "1. 农业；", "2. 能源。"],
        ["1.1 中国和埃及合作项目", "领域方向：水。", "1.2 中国和埃及合作项目", "领域方向：水。"],
        ["表格目录", "3", "4"],
    ],
)
def test_what_is_no_contents_page(texts: list[str]) -> None:
    lines = [Line(text, number) for number, text in enumerate(texts, start=1)]
    assert apply("contents", lines) == (lines, [])
