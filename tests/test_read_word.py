"""Reading Word files: automatic numbers, tracked changes, tables, and parts outside the body."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from made import Numbers, changed, number, saved

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


SPACES = (
    f"{nsdecls('w', 'm', 'a', 'r', 'wp', 'c', 'pic')} xmlns:v='urn:schemas-microsoft-com:vml'"
    " xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'"
    " xmlns:wps='http://schemas.microsoft.com/office/word/2010/wordprocessingShape'"
    " xmlns:new='http://example.org/of/tomorrow'"
)


def block(document: Document, xml: str) -> None:
    """Add WordprocessingML at the end of the body."""
    body = document.element.body
    wrapped = parse_xml(f"<w:body {SPACES}>{xml}</w:body>")
    for element in list(wrapped):
        body.insert(len(body) - 1, element)


def paragraph(document: Document, inner: str) -> None:
    """Return a paragraph of WordprocessingML."""
    block(document, f"<w:p>{inner}</w:p>")


def beside(document: Document) -> list[tuple[str | None, str]]:
    return [(line.aside, line.text) for line in reading(document).lines if line.aside]


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


def test_a_count_may_begin_below_zero(document: Document) -> None:
    numbers = Numbers(document)
    abstract = numbers.define(("decimalFullWidth", "%1."))
    instance = numbers.begin(abstract, -1)
    for _ in range(2):
        number(document.add_paragraph("甲"), instance)
    assert running(document) == ["-１.甲", "０.甲"]


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
    assert beside(document) == [("deletion", "五")]


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


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def field(code: str, result: str = "") -> str:
    """Return a field. Word computes the result of some fields when it shows them."""
    return (
        "<w:r><w:fldChar w:fldCharType='begin'/></w:r>"
        f"<w:r><w:instrText>{code}</w:instrText></w:r>"
        f"<w:r><w:fldChar w:fldCharType='separate'/></w:r>{result}"
        "<w:r><w:fldChar w:fldCharType='end'/></w:r>"
    )


@pytest.mark.parametrize(
    ("inner", "texts"),
    [
        ("<w:r><w:t>甲<!-- 注 -->乙<?x y?>丙</w:t></w:r>", ["甲乙丙"]),
        ("<w:r><w:t>1</w:t><w:noBreakHyphen/><w:t>3</w:t><w:softHyphen/><w:t>年</w:t></w:r>", ["1-3年"]),
        ("<w:r><w:t>甲</w:t><w:cr/><w:t>乙</w:t><w:br/><w:t>丙</w:t></w:r>", ["甲", "乙", "丙"]),
        ("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:ptab/><w:t>丙</w:t></w:r>", ["甲\t乙\t丙"]),
        (f"<w:fldSimple w:instr='DATE'>{run('甲')}</w:fldSimple>{run('乙')}", ["甲乙"]),
        (f"<w:smartTag><w:customXml>{run('甲')}</w:customXml></w:smartTag>{run('乙')}", ["甲乙"]),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('甲')}</w:sdtContent></w:sdt>{run('乙')}", ["甲乙"]),
        (f"<w:moveTo>{run('甲')}</w:moveTo><w:ins>{run('乙')}</w:ins>", ["甲乙"]),
        (f"<w:dir w:val='rtl'>{run('甲')}</w:dir><w:bdo>{run('乙')}</w:bdo>", ["甲乙"]),
        # Text where Open XML has none, as in a broken file
        (f"<w:pPr><w:pStyle><w:t>甲</w:t></w:pStyle></w:pPr>{run('乙')}", ["甲乙"]),
        ("<w:r><w:rPr><w:rStyle><w:t>甲</w:t></w:rStyle></w:rPr><w:t>乙</w:t></w:r>", ["甲乙"]),
        # Signs by their font
        (f"{run('出资')}<w:r><w:sym w:font='Symbol' w:char='F0B3'/></w:r>{run('50%')}", ["出资≥50%"]),
        ("<w:r><w:sym w:font='Symbol' w:char='F0A3'/><w:sym w:font='Symbol' w:char='F0B4'/></w:r>", ["≤×"]),
        ("<w:r><w:sym w:font='Wingdings 2' w:char='00A3'/><w:sym w:font='Wingdings 2' w:char='F052'/></w:r>", ["□☑"]),
        ("<w:r><w:sym w:font='Wingdings' w:char='F06C'/><w:sym w:font='Wingdings' w:char='F081'/></w:r>", ["●①"]),
        ("<w:r><w:sym w:font='宋体' w:char='2103'/></w:r>", ["℃"]),
        ("<w:r><w:rPr><w:rFonts w:ascii='Symbol'/></w:rPr><w:t>\uf0b0C</w:t></w:r>", ["°C"]),
        # Fields that are shown by their code
        (field(r" EQ \o\ac(○,1) ") + run("农业"), ["①农业"]),
        (field(r"eq \o\ac(○,一)") + run("农业"), ["㊀农业"]),
        (field(r" EQ \f(1,2)") + run("以上"), ["1/2以上"]),
        (field(r' SYMBOL 179 \f "Symbol" \s 10') + run("5"), ["≥5"]),
        (field(" = 2 \\* GB3 ", run("②")) + run("氢能"), ["②氢能"]),
        # Of alternatives one is taken
        (
            "<mc:AlternateContent><mc:Choice Requires='wps'>" + run("甲") + "</mc:Choice>"
            "<mc:Fallback>" + run("乙") + "</mc:Fallback></mc:AlternateContent>",
            ["甲"],
        ),
        (
            "<mc:AlternateContent><mc:Choice Requires='new'>" + run("甲") + "</mc:Choice>"
            "<mc:Fallback>" + run("乙") + "</mc:Fallback></mc:AlternateContent>",
            ["乙"],
        ),
        (
            "<mc:AlternateContent><mc:Choice Requires='new'>" + run("甲") + "</mc:Choice>"
            "</mc:AlternateContent>",
            ["甲"],
        ),
        # Formulas
        ("<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>", ["1/2"]),
        ("<m:oMathPara><m:oMath><m:d><m:e><m:r><m:t>甲</m:t></m:r></m:e></m:d></m:oMath></m:oMathPara>", ["(甲)"]),
    ],
)  # fmt: skip
def test_words_of_a_paragraph(document: Document, inner: str, texts: list[str]) -> None:
    paragraph(document, inner)
    assert running(document) == texts
    assert [text for _, text in beside(document)] == []


@pytest.mark.parametrize(
    ("xml", "texts"),
    [
        (
            f"<mc:AlternateContent><mc:Choice Requires='wps'><w:p>{run('甲')}</w:p></mc:Choice>"
            f"<mc:Fallback><w:p>{run('乙')}</w:p></mc:Fallback></mc:AlternateContent>",
            ["甲"],
        ),
        (f"<w:sdt><w:sdtContent><w:p>{run('甲')}</w:p></w:sdtContent></w:sdt>", ["甲"]),
        (f"<w:customXml><w:ins><w:p>{run('甲')}</w:p></w:ins></w:customXml>", ["甲"]),
        (
            "<w:tbl><w:sdt><w:sdtContent><w:tr><w:customXml><w:tc><w:p>"
            + run("甲")
            + "</w:p></w:tc>"
            f"</w:customXml><w:sdt><w:sdtContent><w:tc><w:p>{run('乙')}</w:p></w:tc></w:sdtContent>"
            "</w:sdt></w:tr></w:sdtContent></w:sdt></w:tbl>",
            ["甲 | 乙"],
        ),
        ("<m:oMathPara><m:oMath><m:r><m:t>甲</m:t></m:r></m:oMath></m:oMathPara>", ["甲"]),
        (run("甲"), ["甲"]),
    ],
)
def test_blocks_of_the_body(document: Document, xml: str, texts: list[str]) -> None:
    block(document, xml)
    assert running(document) == texts
    assert beside(document) == []


def form(inner: str) -> str:
    """A form field of older versions of Word."""
    begin = f"<w:fldChar w:fldCharType='begin'><w:ffData>{inner}</w:ffData></w:fldChar>"
    return f"<w:r>{begin}<w:fldChar w:fldCharType='end'/></w:r>"


BOX = f"<w:txbxContent><w:p>{run('框')}</w:p></w:txbxContent>"


@pytest.mark.parametrize(
    ("inner", "asides"),
    [
        (f"<w:del><w:r><w:delText>甲</w:delText></w:r></w:del><w:moveFrom>{run('乙')}</w:moveFrom>", [("deletion", "甲"), ("deletion", "乙")]),
        (f"<w:r><w:ruby><w:rt>{run('hàn')}</w:rt><w:rubyBase>{run('汉')}</w:rubyBase></w:ruby></w:r>", [("ruby", "hàn")]),
        (f"<w:r><w:drawing><wps:txbx>{BOX}</wps:txbx></w:drawing></w:r>", [("text_box", "框")]),
        (f"<w:r><w:pict><v:shape><v:textbox>{BOX}</v:textbox></v:shape></w:pict></w:r>", [("text_box", "框")]),
        (f"<w:r><w:object><v:shape>{BOX}</v:shape></w:object></w:r>", [("text_box", "框")]),
        ("<w:r><w:drawing><a:p><a:r><a:t>图</a:t></a:r><a:r><a:t>中</a:t></a:r></a:p></w:drawing></w:r>", [("text_box", "图中")]),
        ("<w:r><w:drawing><wp:docPr id='1' name='图片 1' descr='说明'/></w:drawing></w:r>", [("embedded", "说明")]),
        ("<w:r><w:pict><v:shape><v:textpath string='征求意见稿'/></v:shape></w:pict></w:r>", [("embedded", "征求意见稿")]),
        (field(r" EQ \s\up 9(上),下"), [("field", r"EQ \s\up 9(上),下")]),
        # Fields without a result, of which Word shows words of the code
        (field(' QUOTE "鱻四" '), [("field", 'QUOTE "鱻四"')]),
        (field(" MACROBUTTON x 鱻五"), [("field", "MACROBUTTON x 鱻五")]),
        ("<w:fldSimple w:instr=' QUOTE x'/>", [("field", "QUOTE x")]),
        ("<w:fldSimple w:instr=' TOC \\t 标题 '/>", [("field", r"TOC \t 标题")]),
        (field(r" PAGE  \* MERGEFORMAT ") + field("FORMTEXT") + field(""), []),
        # Form fields, and what they offer
        (form("<w:textInput><w:default w:val='鱻'/></w:textInput>"), [("form_field", "鱻")]),
        (form("<w:checkBox><w:default w:val='0'/></w:checkBox>"), []),
        (form("<w:ddList><w:listEntry w:val='甲'/><w:listEntry w:val='乙'/></w:ddList>"), [("form_field", "甲"), ("form_field", "乙")]),
        (form("<w:helpText w:val='甲'/><w:statusText w:val='乙'/>"), [("form_field", "甲"), ("form_field", "乙")]),
        ("<w:sdt><w:sdtPr><w:comboBox><w:listItem w:displayText='甲' w:value='1'/></w:comboBox></w:sdtPr></w:sdt>", [("form_field", "甲")]),
        # Alternative text
        ("<w:r><w:drawing><wp:docPr id='1' name='图片 1' descr='甲' title='乙'/></w:drawing></w:r>", [("embedded", "甲"), ("embedded", "乙")]),
        ("<w:r><w:drawing><pic:cNvPr id='1' name='图片 1' descr='甲' title='乙'/></w:drawing></w:r>", [("embedded", "甲"), ("embedded", "乙")]),
        ("<w:r><w:pict><v:oval alt='甲' title='乙'/></w:pict></w:r>", [("embedded", "乙"), ("embedded", "甲")]),
    ],
)  # fmt: skip
def test_what_is_no_running_text_is_named(
    document: Document, inner: str, asides: list[tuple[str, str]]
) -> None:
    paragraph(document, run("正") + inner + run("文"))
    assert beside(document) == asides
    assert "".join(running(document)).replace("汉", "") == "正文"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{run(text)}</w:p></w:tc>"


@pytest.mark.parametrize(
    ("rows", "texts", "asides"),
    [
        (
            f"<w:tr><w:trPr><w:del/></w:trPr>{cell('甲')}{cell('乙')}</w:tr><w:tr>{cell('丙')}{cell('丁')}</w:tr>",
            ["丙 | 丁"],
            [("deletion", "甲"), ("deletion", "乙")],
        ),
        (f"<w:tr>{cell('甲')}{cell('乙', '<w:cellDel/>')}{cell('丙')}</w:tr>", ["甲 | 丙"], [("deletion", "乙")]),
        (f"<w:tblPr><w:tblCaption w:val='甲'/><w:tblDescription w:val='乙'/></w:tblPr><w:tr>{cell('丙')}</w:tr>", ["丙"], [("embedded", "甲"), ("embedded", "乙")]),
        (f"<w:tr><w:sdt><w:sdtPr><w:dropDownList><w:listItem w:displayText='甲'/></w:dropDownList></w:sdtPr><w:sdtContent>{cell('丙')}</w:sdtContent></w:sdt></w:tr>", ["丙"], [("form_field", "甲")]),
    ],
)  # fmt: skip
def test_what_a_table_does_not_show_is_named(
    document: Document, rows: str, texts: list[str], asides: list[tuple[str, str]]
) -> None:
    block(document, f"<w:tbl>{rows}</w:tbl>")
    assert (running(document), beside(document)) == (texts, asides)


def test_a_document_that_is_inserted_is_named(document: Document) -> None:
    paragraph(document, f"{run('甲')}<w:subDoc r:id='none'/>")
    paragraph(document, "<w:subDoc r:id='rId1'/>")
    found = [note.message for note in reading(document).diagnostics]
    assert found[0] == "a part of the text is left out: another document"
    assert found[1].startswith("a part of the text is left out: ")
    assert found[1].endswith(".xml")


def test_a_sign_that_no_table_knows_is_shown_and_told(document: Document) -> None:
    paragraph(document, f"{run('甲')}<w:r><w:sym w:font='Bookshelf' w:char='F041'/></w:r>")
    found = reading(document)
    assert [line.text for line in found.lines] == ["甲\ufffd"]
    assert [(n.code, n.message, n.line) for n in found.diagnostics] == [
        ("left-out", "the sign F041 of the font “Bookshelf” is not known, and shown as “�”", 1)
    ]


def test_an_entity_is_text(document: Document) -> None:
    document.add_paragraph("甲乙丙")
    entity = "<!DOCTYPE x [<!ENTITY n '能源'>]>"
    data = changed(saved(document), "word/document.xml", "甲乙丙", "甲&n;丙")
    data = changed(data, "word/document.xml", "<w:document", f"{entity}<w:document")
    assert [line.text for line in read_docx(data, Path("x.docx")).lines] == ["甲能源丙"]


PARTS = {
    "footnotes": ("w:footnotes", f"<w:footnote><w:p>{run('甲')}</w:p></w:footnote>", "footnote"),
    "endnotes": ("w:endnotes", f"<w:endnote><w:p>{run('甲')}</w:p></w:endnote>", "footnote"),
    "comments": ("w:comments", f"<w:comment><w:p>{run('甲')}</w:p></w:comment>", "comment"),
    "header9": ("w:hdr", f"<w:p>{run('甲')}</w:p>", "header"),
    "footer9": ("w:ftr", f"<w:tbl><w:tr><w:tc><w:p>{run('甲')}</w:p></w:tc></w:tr></w:tbl>", "footer"),
    "charts/chart1": ("c:chartSpace", "<c:tx><a:p><a:r><a:t>甲</a:t></a:r></a:p></c:tx>", "elsewhere"),
    "charts/chart2": ("c:chartSpace", "<c:cat><c:pt><c:v>甲</c:v></c:pt></c:cat>", "elsewhere"),
    "glossary/document": ("w:glossaryDocument", f"<w:docPart><w:p>{run('甲')}</w:p></w:docPart>", "elsewhere"),
}  # fmt: skip


@pytest.mark.parametrize(("root", "inner", "aside"), PARTS.values(), ids=PARTS)
def test_text_in_another_part_is_named(
    document: Document, root: str, inner: str, aside: str, request: pytest.FixtureRequest
) -> None:
    name = f"word/{request.node.callspec.id}.xml"
    document.add_paragraph("正文")
    data = changed(saved(document), name, "", f"<{root} {SPACES}>{inner}</{root}>")
    found = [(line.aside, line.text) for line in read_docx(data, Path("x.docx")).lines]
    assert found == [(None, "正文"), (aside, "甲")]


CHUNK = "<Relationship Id='C' Type='x/aFChunk' Target='chunk.{}'/></Relationships>"


@pytest.mark.parametrize(
    ("suffix", "chunk", "texts"),
    [
        ("html", "<p>甲</p><ol><li>乙</li></ol>", ["前", "甲", "1. 乙", "后"]),
        ("txt", "甲\n乙", ["前", "甲", "乙", "后"]),
        ("rtf", "{\\rtf1 甲}", ["前", "后"]),
    ],
)
def test_a_part_in_another_format_stands_where_it_is_imported(
    document: Document, suffix: str, chunk: str, texts: list[str]
) -> None:
    block(document, f"<w:p>{run('前')}</w:p><w:altChunk r:id='C'/><w:p>{run('后')}</w:p>")
    data = changed(
        saved(document), "word/_rels/document.xml.rels", "</Relationships>", CHUNK.format(suffix)
    )
    found = read_docx(changed(data, f"word/chunk.{suffix}", "", chunk), Path("x.docx"))
    assert [line.text for line in found.lines] == texts
    assert [note.code for note in found.diagnostics] == (["left-out"] if suffix == "rtf" else [])


def test_files_within_the_file_are_named(document: Document) -> None:
    data = changed(saved(document), "word/embeddings/x.xlsx", "", "PK")
    assert [note.code for note in read_docx(data, Path("x.docx")).diagnostics] == ["file-within"]


def test_a_list_style_that_leads_to_itself(document: Document) -> None:
    """And styles that are based on one another: Word shows no number."""
    block(document, f"<w:p><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr>{run('甲')}</w:p>")
    block(document, f"<w:p><w:pPr><w:pStyle w:val='one'/></w:pPr>{run('乙')}</w:p>")
    numbers = Numbers(document)
    numbers.begin(numbers.define(("decimal", "%1.")))
    root = document.part.numbering_part.element
    root[0].insert(0, parse_xml(f"<w:numStyleLink {nsdecls('w')} w:val='one'/>"))
    for name, base in (("one", "two"), ("two", "one")):
        style = f"<w:style {nsdecls('w')} w:styleId='{name}'><w:basedOn w:val='{base}'/></w:style>"
        document.styles.element.append(parse_xml(style))
    assert running(document) == ["甲", "乙"]
