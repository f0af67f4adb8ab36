"""The second, independent reader of files, and the comparison of its text with a guide."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import made_pdf
import pytest
from conftest import SEEDS

from generator.check import Places
from generator.check.source import Printed, printed
from generator.check.text import check_text, differences, kept_text, lost_text, wrong_spans
from generator.clean import clean
from generator.errors import InputError
from generator.link import Library
from generator.model import Dropped, Guide, Item, Line, Section, Source, Text
from generator.parse import parse
from generator.passage import Span

# What a file prints


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("水x1".encode(), "水x1"),
        ("\ufeff水".encode(), "水"),
        ("\ufeff水".encode("utf-16-le"), "水"),
        ("\ufeff水".encode("utf-16-be"), "水"),
        ("水 ab".encode("utf-16-le"), "水 ab"),
        ("Ø水a".encode("utf-16-be"), "Ø水a"),
        ("水资源".encode("gb18030"), "水资源"),
        (b"\xff\xff\xff", "\ufffd\ufffd\ufffd"),
        ("\ufeff".encode("utf-16-le") + b"a\x00\x00", "a\ufffd"),
    ],
)
def test_the_letters_of_a_text(data: bytes, text: str) -> None:
    assert printed(data, ".txt") == Printed(text)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("# 水 <b>x</b>&#27700;&amp; [农](a)", "水水农"),
        ("⽔（一）", "水一"),
    ],
)
def test_the_letters_of_markdown_are_the_chinese_ones(data: str, text: str) -> None:
    found = printed(data.encode(), ".md")
    assert found.text == text
    assert [c for c in "水x一1（；" if found.made.match(c)] == ["x", "一", "1", "（", "；"]
    assert found.beside == {"link_target"}


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>水&amp;<b>农</b></p>业", "水&农业"),
        ("<title>甲</title><style>p</style><script>a<b</script>乙", "甲乙"),
        ("<textarea>甲</textarea><noscript>乙</noscript><svg><text>丙</text></svg>", "甲乙丙"),
        ('<img alt="甲" title="x"><input placeholder="乙" value="丙"><option label="丁">', "甲乙丙丁"),
        ('<input type="hidden" value="甲"><input type="TEXT" value="乙"><p value="丙">', "乙"),
        ('<img alt><img alt="甲" alt="乙">', "甲"),
        ('<iframe srcdoc="&lt;p&gt;甲&lt;/p&gt;">', "甲"),
        ("甲<乙>丙 <a@b> <c", "甲<乙>丙 <a@b> <c"),
        ("<x:y-z_1.2>甲</x:y-z_1.2>", "甲"),
        ("<![if !vml]>甲<![endif]>乙", "甲乙"),
        ("<![CDATA[a<b>]]>乙<![CDATA[丙", "a<b>乙丙"),
        ("<!-- 甲 -->乙", "乙"),
    ],
)  # fmt: skip
def test_the_letters_of_a_web_page(page: str, text: str) -> None:
    found = printed(page.encode(), ".html")
    assert found.text == text
    assert printed(page.encode(), ".htm") == found
    assert [c for c in "水x一1" if found.made.match(c)] == ["x", "一", "1"]


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="utf-8">', "utf-8"),
        ("<META http-equiv=x content='text/html; charset = GB2312'>", "gb18030"),
        ("<meta charset=gbk>", "gb18030"),
        ("<meta charset=gb2312>", "gb18030"),
        ("<meta charset=big5>", "big5"),
        ("<META CHARSET=BIG5>", "big5"),
        ("<meta charset=utf-16>", "utf-8"),
        ("<meta charset=utf-16le>", "utf-8"),
        ("<meta charset=unheard-of>", "utf-8"),
        ("", "utf-8"),
        ("", "gb18030"),
    ],
)
def test_the_encoding_that_a_web_page_names(head: str, encoding: str) -> None:
    for end in ("</p>", "</p >"):  # an even and an odd number of bytes
        assert printed(f"{head}<p>水資源{end}".encode(encoding), ".html").text == "水資源"


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
HEAD = (
    f'<w:document xmlns:w="{W}" xmlns:mc="{MC}" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:other" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
)  # fmt: skip


MARK = "<w:fldChar w:fldCharType='{}'/>".format


def word(body: str, parts: dict[str, str] | None = None) -> bytes:
    """Return a Word file with ``parts`` in addition to its body."""
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("word/document.xml", f"{HEAD}{body}</w:document>")
        for name, text in (parts or {}).items():
            archive.writestr(name, text)
    return data.getvalue()


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<w:t>水<w:noBreakHyphen/>a</w:t><w:delText>农</w:delText><w:x>业</w:x>", "水a农"),
        ("<a:t>水</a:t>", "水"),
        ('<w:sym w:font="Symbol" w:char="F0B3"/><w:sym w:font="Wingdings" w:char="F000"/>', "≥\ufffd"),
        ('<w:sym w:font="宋体" w:char="2265"/><w:sym/>', "≥\ufffd"),
        ('<w:docPr descr="甲" name="乙"/><v:textpath string="丙"/><v:shape alt="丁"/><v:rect alt="戊"/>', "甲丙丁戊"),
        ("<v:oval alt='甲' title='乙'/><w:p w:alt='丙' name='丁'/>", "乙甲"),
        # Fields: the Chinese of their code counts where there is no result
        ("<w:fldSimple w:instr=' QUOTE \"甲x\"'/><w:fldSimple w:instr='乙'><w:t>丙</w:t></w:fldSimple>", "甲丙"),
        (f"{MARK('begin')}<w:instrText>QUOTE 甲</w:instrText>{MARK('separate')}{MARK('end')}", "甲"),
        (f"{MARK('begin')}<w:instrText>QUOTE 甲</w:instrText>{MARK('separate')}<w:t>乙</w:t>{MARK('end')}", "乙"),
        ("<w:fldSimple w:instr='SYMBOL 179 \\f \"宋体\"'/>", ""),
        ("<w:textInput><w:default w:val='甲'/></w:textInput><w:checkBox><w:default w:val='0'/></w:checkBox>", "甲"),
        ("<w:listEntry w:val='甲'/><w:helpText w:val='乙'/><w:statusText w:val='丙'/><w:name w:val='丁'/>", "甲乙丙"),
        ("<w:listItem w:displayText='甲' w:value='乙'/><w:tblCaption w:val='丙'/><w:tblDescription w:val='丁'/>", "甲丙丁"),
        (
            "<mc:AlternateContent><mc:Choice Requires='x'><w:t>甲</w:t></mc:Choice>"
            "<mc:Choice Requires='wps'><w:t>乙</w:t></mc:Choice><mc:Fallback><w:t>丙</w:t></mc:Fallback></mc:AlternateContent>",
            "乙",
        ),
        (
            "<mc:AlternateContent><mc:Choice Requires='wps x'><w:t>甲</w:t></mc:Choice>"
            "<mc:Fallback><w:t>丙</w:t></mc:Fallback></mc:AlternateContent><w:t>丁</w:t>",
            "丙丁",
        ),
        ("<mc:AlternateContent><mc:Choice Requires='x'><w:t>甲</w:t></mc:Choice></mc:AlternateContent>", "甲"),
        ("<mc:AlternateContent/>", ""),
    ],
)  # fmt: skip
def test_the_letters_of_a_word_file(body: str, text: str) -> None:
    assert printed(word(body), ".docx").text == text


def test_the_parts_of_a_word_file() -> None:
    """Headers and inserted files are printed, properties and relations are not; lists make their signs."""
    relation = '<Relationship Type="http://x/{}" Target="{}"/>'.format
    parts = {
        "word/header1.xml": f"{HEAD}<w:t>页眉</w:t></w:document>",
        "word/numbering.xml": f'{HEAD}<w:lvlText w:val="（%1）※"/><w:instrText>◆</w:instrText></w:document>',
        "docProps/core.xml": "no XML",
        "customXml/item1.xml": "no XML",
        "[Content_Types].xml": "no XML",
        "word/_rels/x.xml": "no XML",
        "word/media/a.png": "no XML",
        "word/_rels/document.xml.rels": "<R>{}{}{}</R>".format(
            relation("aFChunk", "chunk.HTML"),
            relation("aFChunk", "chunk.png"),
            relation("image", "chunk.HTML"),
        ),
        "word/chunk.HTML": "<p>附件</p>",
        "word/chunk.png": "no XML",
    }
    found = printed(word('<w:t>正文</w:t><w:fldSimple w:instr="§"/>', parts), ".docx")
    assert found.text == "正文页眉附件"
    assert [c for c in "水x一※◆§" if found.made.match(c)] == ["x", "一", "※", "◆", "§"]


def test_the_letters_of_a_pdf() -> None:
    """Bold made by printing twice counts once, also where it is a little beside; a double letter counts twice."""
    line = made_pdf.line
    for content, text in (
        (line(b"abb", 72, 700), "abb"),
        (line(b"ab", 72, 700) + line(b"ab", 72, 700), "ab"),
        (line(b"ab", 72, 700) + line(b"ab", 72.9, 700.9), "ab"),
        (line(b"ab", 72, 700) + line(b"ab", 71.1, 699.1), "ab"),
        (line(b"ab", 72, 700) + line(b"cb", 72, 700), "abc"),
        (line(b"ab", 72, 700) + line(b"ab", 90, 700), "abab"),
        (line(b"ab", 72, 700) + line(b"ab", 72, 680), "abab"),
    ):
        found = printed(made_pdf.document(content), ".pdf")
        assert "".join(sorted(found.text.split())) in ("".join(sorted(text)), text), found
        assert found.beside == {"link_target", "comment", "form_field"}
    two = printed(made_pdf.document(line(b"a", 72, 700), line(b"a", 72, 700)), ".pdf")
    assert two.text.split() in (["aa"], ["a", "a"])
    assert printed(made_pdf.with_glyphs(["水", "ffi", "x"]), ".pdf").text.split() == ["水ffix"]
    assert printed(made_pdf.with_glyphs(["\ud840", "x"]), ".pdf").text.split() == ["\ufffdx"]


@pytest.mark.parametrize("suffix", [".docx", ".pdf"])
def test_what_cannot_be_compared_is_told(suffix: str) -> None:
    with pytest.raises(InputError, match=r"^cannot be compared with its file: ."):
        printed(b"no such file", suffix)


# A guide beside its file

HEADING = "2030年度第二批项目申报指南"
LINES = (
    "附件",
    HEADING,
    "一、总体目标",
    "加强合作。",
    "1.1 中国和法国合作项目",
    "合作协议：《协定》。",
    "领域方向：包括：",
    "（1）农业；",
    "（2）能源。",
    "拟支持项目数：2个。",
)


def guide() -> Guide:
    lines = [Line(line, number) for number, line in enumerate(LINES, start=1)]
    return parse(clean(lines), Source("guide.txt", "0" * 64))


def source(old: str = "", new: str = "", **options: Any) -> Printed:
    return Printed("\n".join(LINES).replace(old, new, 1) if old else "\n".join(LINES), **options)


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("", "", []),
        ("农业", "农业 ，,；!", []),
        ("2个", "２个", []),
        ("农业", "农业水", ["lost: 水"]),
        ("农业", "农业水水x", ["lost: 水水x"]),
        ("农业", "农业≥©", ["lost: ≥©"]),
        ("农业", "农业+$^", []),
        ("农业", "农", ["not in the source: 业"]),
        ("农业", "农水", ["lost: 水", "not in the source: 业"]),
        ("农业", "水" * 70, [f"lost: {'水' * 60}", "not in the source: 农业"]),
    ],
)
def test_what_is_lost_or_added(old: str, new: str, found: list[str]) -> None:
    assert list(lost_text(guide(), source(old, new))) == found
    data = source(old, new).text.encode()
    assert list(differences(guide(), data, ".txt")) == found


def test_what_cannot_be_compared_is_a_difference() -> None:
    (found,) = differences(guide(), b"", ".docx")
    assert found.startswith("cannot be compared with its file: ")


def test_what_a_rule_drops_is_not_lost() -> None:
    dropped = Dropped("page_number", "甲乙", 1)
    made = replace(guide(), dropped=(*guide().dropped, dropped))
    assert list(lost_text(made, source("农业", "农业甲乙"))) == []
    assert list(lost_text(made, source("农业", "农业甲乙乙"))) == ["lost: 乙"]
    # Nor does it come from nowhere, unless it stands beside what is printed.
    assert list(lost_text(made, source())) == ["not in the source: 甲乙"]
    beside = source(beside=frozenset({"page_number"}))
    assert list(lost_text(made, beside)) == []


def test_what_the_reader_makes_may_be_more() -> None:
    assert list(lost_text(guide(), source("农业", "", made=re.compile("农")))) == [
        "not in the source: 业"
    ]


def test_every_text_of_a_guide_is_kept_once() -> None:
    """The label of a remark is among the dropped texts, like that of any part."""
    span = Span(1, 1)
    made = guide()
    first = replace(
        made.directions[0],
        commitment=Text("承诺"),
        fields_lead=Text("导语"),
        fields_tail="等领域",
        remarks=(Item("remark-1", "注：", Text("备注"), span, lead=Text("引")),),
    )
    section = Section(
        heading=Item("section-9", None, Text("标题"), span),
        paragraphs=(Item("section-9-1", None, Text("段落"), span),),
    )
    whole = replace(made, sections=(section,), directions=(first,))
    texts = [text for text in kept_text(whole) if text]
    assert texts == [
        HEADING, "标题", "段落", "中国和法国合作项目", "承诺", "导语", "等领域", "2个。",
        "《协定》", "（1）", "农业；", "（2）", "能源。", "备注", "引",
    ]  # fmt: skip


def test_items_are_in_their_lines() -> None:
    lines = [Line(line, number) for number, line in enumerate(LINES, start=1)]
    made = guide()
    assert list(wrong_spans(made, lines)) == []
    direction = made.directions[0]
    field = direction.fields[0]
    for span, found in (
        (Span(7, 8), []),
        (Span(8, 9), []),
        (Span(9, 9), ["2030-2/1.1#field-1 is not in lines 9–9"]),
        (Span(6, 7), ["2030-2/1.1#field-1 is not in lines 6–7"]),
    ):
        moved = replace(direction, fields=(replace(field, span=span), *direction.fields[1:]))
        assert list(wrong_spans(replace(made, directions=(moved,)), lines)) == found
    reordered = replace(field, text=Text("业农"))
    moved = replace(direction, fields=(reordered, *direction.fields[1:]))
    assert list(wrong_spans(replace(made, directions=(moved,)), lines)) == [
        "2030-2/1.1#field-1 is not in lines 8–8"
    ]


def test_each_guide_is_compared_with_its_file(library: Library, tmp_path: Path) -> None:
    places = Places(SEEDS, tmp_path, tmp_path)
    assert list(check_text(library, places)) == []
    first, second = library.guides[:2]
    direction = first.directions[0]
    moved = replace(direction.agreements[0], span=Span(1, 1))
    wrong = replace(direction, title=Text("☃"), agreements=(moved, *direction.agreements[1:]))
    changed = replace(first, directions=(wrong, *first.directions[1:]))
    found = list(check_text(replace(library, guides=(changed, second)), places))
    assert {finding.level for finding in found} == {"error"}
    assert [finding.message.partition(": ")[0] for finding in found] == [first.id] * 3
    assert [finding.message.split(": ")[1] for finding in found[:2]] == [
        "lost",
        "not in the source",
    ]
    assert found[2].message.endswith(f"#{moved.anchor} is not in lines 1–1")
