"""Reading Word files: numbers that Word makes, changes that wait, tables, and what stands beside."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from made import Numbers, number, saved

from generator.clean import clean
from generator.model import Reading
from generator.read.docx import read_docx


@pytest.fixture
def document() -> Document:
    return docx.Document()


def reading(document: Document) -> Reading:
    return read_docx(saved(document), Path("x.docx"))


def running(document: Document) -> list[str]:
    return [line.text for line in reading(document).lines if line.aside is None]


def paragraph(document: Document, inner: str) -> None:
    """A paragraph of WordprocessingML."""
    body = document.element.body
    body.insert(len(body) - 1, parse_xml(f"<w:p {nsdecls('w')}>{inner}</w:p>"))


@pytest.mark.parametrize(
    ("format_", "text", "labels"),
    [
        ("chineseCountingThousand", "%1、", ["一、", "二、", "三、"]),
        ("japaneseCounting", "（%1）", ["（一）", "（二）", "（三）"]),
        ("decimal", "（%1）", ["（1）", "（2）", "（3）"]),
        ("decimal", "%1.", ["1.", "2.", "3."]),
        ("decimal", "1.%1", ["1.1", "1.2", "1.3"]),
        ("decimalEnclosedCircleChinese", "%1", ["①", "②", "③"]),
        ("lowerLetter", "%1)", ["a)", "b)", "c)"]),
        ("upperRoman", "%1.", ["I.", "II.", "III."]),
        ("ideographTraditional", "%1、", ["甲、", "乙、", "丙、"]),
        ("bullet", "", ["", "", ""]),
    ],
)
def test_numbers_that_word_makes(
    document: Document, format_: str, text: str, labels: list[str]
) -> None:
    numbers = Numbers(document)
    for value in (1, 2, 3):
        numbers.put(document.add_paragraph("能源"), (format_, text), value)
    assert running(document) == [f"{label}能源" for label in labels]


def test_levels_count_within_one_another(document: Document) -> None:
    """“1.2” shows the number above; below a new “2” the count begins anew."""
    numbers = Numbers(document)
    instance = numbers.begin(numbers.define(("decimal", "%1"), ("decimal", "%1.%2")))
    for depth in (0, 1, 1, 0, 1):
        number(document.add_paragraph("中"), instance, depth)
    assert running(document) == ["1中", "1.1中", "1.2中", "2中", "2.1中"]


def test_a_list_starts_anew_only_where_word_says_so(document: Document) -> None:
    numbers = Numbers(document)
    abstract = numbers.define(("decimal", "%1."))
    for instance in (numbers.begin(abstract), numbers.begin(abstract), numbers.begin(abstract, 1)):
        for _ in range(2):
            number(document.add_paragraph("甲"), instance)
    assert running(document) == ["1.甲", "2.甲", "3.甲", "4.甲", "1.甲", "2.甲"]


def test_a_style_may_number_its_paragraphs(document: Document) -> None:
    """python-docx's own template numbers the style “List Number”."""
    for text in ("甲", "乙"):
        document.add_paragraph(text, style="List Number")
    document.add_paragraph("丙", style="List Bullet")
    assert running(document) == ["1. 甲", "2. 乙", "丙"]


def test_changes_that_wait(document: Document) -> None:
    """An insertion is text, a deletion is none, and a deleted paragraph mark joins two paragraphs."""
    paragraph(
        document,
        "<w:r><w:t>支持</w:t></w:r><w:del><w:r><w:delText>五</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>十</w:t></w:r></w:ins><w:r><w:t>个项目，</w:t></w:r>",
    )
    paragraph(document, "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>每个</w:t></w:r>")
    paragraph(document, "<w:r><w:t>三年。</w:t></w:r>")
    found = reading(document)
    assert [p.text for p in clean(found.lines).paragraphs] == ["支持十个项目，", "每个三年。"]
    assert [(n.code, n.message) for n in found.diagnostics] == [
        ("tracked-changes", "changes are tracked: 1 insertions kept, 2 deletions left out")
    ]


def test_tables_are_read_row_by_row(document: Document) -> None:
    table = document.add_table(2, 3)
    for cell, text in zip(
        (cell for row in table.rows for cell in row.cells),
        ["序号", "合作方", "项目数", "1", "法国", "10"],
        strict=True,
    ):
        cell.text = text
    document.add_paragraph("以上。")
    assert running(document) == ["序号 | 合作方 | 项目数", "1 | 法国 | 10", "以上。"]


def test_a_line_break_ends_a_line(document: Document) -> None:
    document.add_paragraph("合作协议：无\n领域方向：农业")
    found = reading(document)
    assert [(line.text, line.number) for line in found.lines] == [
        ("合作协议：无", 1),
        ("领域方向：农业", 1),
    ]
    assert len(clean(found.lines).paragraphs) == 2


def test_what_stands_beside_the_text_is_named(document: Document) -> None:
    """Page headers go without a word; a text box may be text of the guide, so a person is told."""
    document.sections[0].header.paragraphs[0].text = "国家重点研发计划"
    document.sections[0].footer.paragraphs[0].text = "第1页"
    document.add_paragraph("正文")
    box = "<w:txbxContent><w:p><w:r><w:t>框内文字</w:t></w:r></w:p></w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    paragraph(
        document,
        f"<w:r><mc:AlternateContent {mc}><mc:Choice Requires='wps'><w:drawing>{box}</w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>",
    )
    found = reading(document)
    cleaned = clean(found.lines)
    assert [p.text for p in cleaned.paragraphs] == ["正文"]
    assert {(d.rule, d.text) for d in cleaned.dropped} == {
        ("text_box", "框内文字"),
        ("header", "国家重点研发计划"),
        ("footer", "第1页"),
    }
    assert [(n.code, n.line) for n in found.diagnostics] == [("text-box", 2)]
