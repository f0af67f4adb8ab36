"""Word files: how text is set, hidden text, and packages of other programs."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_office import archive, packed, paragraphs, repacked, run, strict

from generator.clean import clean
from generator.errors import InputError
from generator.model import Reading
from generator.read import read_data


def reading(data: bytes, name: str = "x.docx") -> Reading:
    return read_data(data, Path(name))


def shown(found: Reading) -> list[str]:
    return [paragraph.text for paragraph in clean(found.lines).paragraphs]


def asides(found: Reading) -> list[tuple[str | None, str]]:
    return [(line.aside, line.text) for line in found.lines if line.aside]


def style(name: str, kind: str, properties: str, *, based: str = "", usual: bool = False) -> str:
    mark = ' w:default="1"' if usual else ""
    base = f'<w:basedOn w:val="{based}"/>' if based else ""
    inner = f"<w:name w:val='{name}'/>{base}{properties}"
    return f'<w:style w:type="{kind}"{mark} w:styleId="{name}">{inner}</w:style>'


STYLES = "".join((
    style("Normal", "paragraph", "", usual=True),
    style("Secret", "character", "<w:rPr><w:vanish/></w:rPr>"),
    style("MoreSecret", "character", "", based="Secret"),
    style("SecretLines", "paragraph", "<w:rPr><w:vanish/></w:rPr>"),
    style("Gone", "character", "<w:rPr><w:strike/></w:rPr>"),
    style("Mark", "character", "<w:rPr><w:vertAlign w:val='superscript'/></w:rPr>"),
    style("Signs", "character", "<w:rPr><w:rFonts w:ascii='Symbol' w:hAnsi='Symbol'/></w:rPr>"),
    style("Shaded", "table", "<w:tblPr/><w:tcPr><w:shd w:val='clear' w:fill='003366'/></w:tcPr>"),
))  # fmt: skip
WHITE = "<w:color w:val='FFFFFF'/>"


def styled(name: str) -> str:
    return f"<w:rStyle w:val='{name}'/>"


@pytest.mark.parametrize(
    ("properties", "aside"),
    [
        # Struck out
        ("<w:strike/>", "struck"),
        ("<w:strike w:val='true'/>", "struck"),
        ("<w:dstrike/>", "struck"),
        (styled("Gone"), "struck"),
        (f"{styled('Gone')}<w:strike w:val='0'/>", None),
        ("<w:strike w:val='false'/>", None),
        # Hidden
        ("<w:vanish/>", "hidden"),
        (styled("Secret"), "hidden"),
        (styled("MoreSecret"), "hidden"),
        (f"{styled('Secret')}<w:vanish w:val='off'/>", None),
        ("<w:webHidden/>", "hidden"),
        ("<w:sz w:val='2'/>", "hidden"),
        ("<w:sz w:val='21'/>", None),
        (WHITE, "hidden"),
        ("<w:color w:val='FEFEFE'/>", "hidden"),
        (f"{WHITE}<w:highlight w:val='blue'/>", None),
        (f"{WHITE}<w:shd w:val='clear' w:fill='1F4E79'/>", None),
        (f"{WHITE}<w:shd w:val='clear' w:fill='auto'/>", "hidden"),
        ("<w:color w:val='000000'/><w:shd w:val='clear' w:fill='000000'/>", "hidden"),
        ("<w:color w:val='000000'/><w:highlight w:val='black'/>", "hidden"),
        ("<w:color w:val='FF0000'/>", None),
        ("<w14:textFill><w14:noFill/></w14:textFill>", "hidden"),
        ("<w14:textFill><w14:solidFill><w14:srgbClr w14:val='FF0000'/></w14:solidFill></w14:textFill>", None),
        ("<w:b/><w:i/><w:u w:val='single'/><w:em w:val='dot'/>", None),
    ],
)  # fmt: skip
def test_how_a_run_is_set(properties: str, aside: str | None) -> None:
    found = reading(
        packed(paragraphs(run("执行期") + run("2", properties) + run("3年")), styles=STYLES)
    )
    assert shown(found) == ["执行期3年" if aside else "执行期23年"]
    assert asides(found) == ([(aside, "2")] if aside else [])
    assert [note.code for note in found.diagnostics] == ([aside] if aside else [])


@pytest.mark.parametrize(
    ("body", "texts", "hidden"),
    [
        # Several runs are one piece, whatever stands between them.
        (f"<w:p>{run('甲')}{run('密', '<w:vanish/>')}<w:proofErr w:type='x'/>{run('文', '<w:vanish/>')}{run('乙')}</w:p>", ["甲乙"], ["密文"]),
        # A style that hides the lines; in it, a style that hides brings them back.
        (f"<w:p><w:pPr><w:pStyle w:val='SecretLines'/></w:pPr>{run('密')}</w:p>{paragraphs('甲')}", ["甲"], ["密"]),
        (f"<w:p><w:pPr><w:pStyle w:val='SecretLines'/></w:pPr>{run('甲', styled('Secret'))}</w:p>", ["甲"], []),
        # The end of a paragraph is hidden, so that the next one continues it.
        (f"<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>{run('甲')}</w:p>{paragraphs('乙')}", ["甲乙"], []),
        (f"<w:p><w:pPr><w:spacing w:line='20' w:lineRule='exact'/></w:pPr>{run('密')}</w:p>", [], ["密"]),
        (f"<w:p><w:pPr><w:spacing w:line='560' w:lineRule='exact'/></w:pPr>{run('甲')}</w:p>", ["甲"], []),
        (f"<w:p><w:pPr><w:framePr w:x='-30000' w:y='1'/></w:pPr>{run('密')}</w:p>", [], ["密"]),
        (f"<w:p><w:pPr><w:shd w:val='clear' w:fill='FF0000'/></w:pPr>{run('甲', WHITE)}</w:p>", ["甲"], []),
        # Rows
        (f"<w:tbl><w:tr><w:trPr><w:hidden/></w:trPr><w:tc>{paragraphs('密')}</w:tc></w:tr><w:tr><w:tc>{paragraphs('甲')}</w:tc></w:tr></w:tbl>", ["甲"], ["密"]),
        (f"<w:tbl><w:tr><w:trPr><w:trHeight w:val='20' w:hRule='exact'/></w:trPr><w:tc>{paragraphs('密')}</w:tc></w:tr></w:tbl>", [], ["密"]),
        # The head of a table is white on a dark ground.
        (f"<w:tbl><w:tr><w:tc><w:tcPr><w:shd w:val='clear' w:fill='003366'/></w:tcPr><w:p>{run('甲', WHITE)}</w:p></w:tc></w:tr></w:tbl>", ["甲"], []),
        (f"<w:tbl><w:tblPr><w:tblStyle w:val='Shaded'/></w:tblPr><w:tr><w:tc><w:p>{run('甲', WHITE)}</w:p></w:tc></w:tr></w:tbl>", ["甲"], []),
        # In a table of contents, Word's view of web pages hides the numbers of the pages.
        (f"<w:p><w:hyperlink w:anchor='_Toc1'>{run('甲')}{run('3', '<w:webHidden/>')}</w:hyperlink></w:p>", ["甲3"], []),
    ],
)  # fmt: skip
def test_hidden_text(body: str, texts: list[str], hidden: list[str]) -> None:
    found = reading(packed(body, styles=STYLES))
    assert shown(found) == texts
    assert asides(found) == [("hidden", text) for text in hidden]


UP, DOWN = (f"<w:vertAlign w:val='{where}script'/>" for where in ("super", "sub"))


def code(text: str) -> str:
    """Return a field without a result."""
    begin, end = (f"<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>" for kind in ("begin", "end"))
    return f"{begin}<w:r><w:instrText>{text}</w:instrText></w:r>{end}"


def maths(inner: str) -> str:
    return f"<m:oMath>{inner}</m:oMath>"


def part(tag: str, text: str) -> str:
    return f"<m:{tag}><m:r><m:t>{text}</m:t></m:r></m:{tag}>"


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        # Marks of notes
        (run("执行期3") + run("1", UP) + run("年"), "执行期3年"),
        (run("执行期3") + run("1", styled("Mark")) + run("年"), "执行期3年"),
        (run("执行期3") + run("1", "<w:position w:val='6'/>") + run("年"), "执行期3年"),
        (run("执行期3") + run("[1]", UP) + run("年"), "执行期3年"),
        (run("执行期3") + run("①", UP) + run("年"), "执行期3年"),
        (run("执行期3") + run("[", UP) + run("2", UP) + run("]", UP) + run("年"), "执行期3年"),
        (run("《协定》") + run("2,3", UP) + run("。"), "《协定》。"),
        (run("NWO") + run("1", UP) + run("项目"), "NWO项目"),
        # Units, powers and formulas
        (run("面积100m") + run("2", UP) + run("以上"), "面积100m²以上"),
        (run("面积100 km") + run("2", UP), "面积100 km²"),
        (run("真空度10") + run("-5", UP) + run("Pa"), "真空度10⁻⁵Pa"),
        (run("2×10") + run("4", UP) + run("个"), "2×10⁴个"),
        (run("CO") + run("2", DOWN) + run("减排"), "CO2减排"),
        (run("第4") + run("th", UP) + run("届"), "第4th届"),
        (maths(f"<m:sSup>{part('e', 'x')}{part('sup', '2')}</m:sSup>"), "x²"),
        (maths(f"<m:sSup>{part('e', '10')}{part('sup', '5')}</m:sSup>") + run(" Pa"), "10⁵ Pa"),
        (maths(f"<m:f>{part('num', '1')}{part('den', '2')}</m:f>") + run("以上"), "1/2以上"),
        (run("总额的") + run("1", UP) + run("/") + run("2", DOWN), "总额的1/2"),
        # Symbols
        (run("出资") + "<w:r><w:sym w:font='Symbol' w:char='F0B3'/></w:r>" + run("50%"), "出资≥50%"),
        (run("出资") + run("³", "<w:rFonts w:ascii='Symbol' w:hAnsi='Symbol'/>") + run("50%"), "出资≥50%"),
        (run("出资") + run("\uf0b3", styled("Signs")) + run("50%"), "出资≥50%"),
        (run("5") + run("mm", "<w:rFonts w:ascii='Times New Roman'/>"), "5mm"),
        # Fields
        (code(r" EQ \o\ac(○,1) ") + run("农业"), "①农业"),
        (code(r" EQ \o\ac(□,2) ") + run("农业"), "②农业"),
        (code(r" = 3 \* GB3 ") + run("农业"), "③农业"),
        (code(r" = 3 \* GB2 ") + run("农业"), "⑶农业"),
        (code(r" = 2 \* CHINESENUM3 ") + run("、农业"), "二、农业"),
        (run("m") + code(r" EQ \s\up8(2)") + run("以上"), "m²以上"),
        (run("100") + code(r" EQ \* jc2 \* &quot;Font:宋体&quot; \* hps10 \o\ad(\s\up 9(hàn),汉)") + run("字"), "100汉字"),
    ],
)  # fmt: skip
def test_marks_units_and_symbols_keep_their_meaning(inner: str, text: str) -> None:
    assert shown(reading(packed(f"<w:p>{inner}</w:p>", styles=STYLES))) == [text]


@pytest.mark.parametrize("number", ["AUTONUM", "AUTONUMLGL", "LISTNUM"])
def test_a_number_that_only_word_can_count_is_named(number: str) -> None:
    found = reading(packed(f"<w:p>{code(f' {number} ')}{run('农业')}</w:p>"))
    assert [note.code for note in found.diagnostics] == ["field"]


BODY = paragraphs("1.1 中国和芬兰合作项目", "合作协议：《议定书》。")
TEXTS = ["1.1中国和芬兰合作项目", "合作协议：《议定书》。"]
_KIND = "application/vnd.{}.main+xml"
PACKAGES = {
    "a small one": packed(BODY),
    "another name of the main part": packed(BODY, main="word/document2.xml"),
    "another folder": packed(BODY, main="w/Text.xml"),
    "strict Open XML": strict(packed(BODY)),
    "backslashes": repacked(packed(BODY), backslashes=True),
    "slashes before the names": repacked(packed(BODY), {"word/document.xml": "/word/document.xml"}),
    "upper case": repacked(packed(BODY), {"word/document.xml": "Word/Document.XML"}),
    "no relations of the package": repacked(packed(BODY), {"_rels/.rels": ""}),
    "no relations and another name": repacked(packed(BODY, main="x/y.xml"), {"_rels/.rels": ""}),
    "no list of types": repacked(packed(BODY), {"[Content_Types].xml": ""}),
    "no styles": repacked(packed(BODY), {"word/styles.xml": ""}),
    **{
        kind: packed(BODY, type_=_KIND.format(kind))
        for kind in (
            "openxmlformats-officedocument.wordprocessingml.template",
            "ms-word.document.macroEnabled",
            "ms-word.template.macroEnabledTemplate",
        )
    },
    "a picture that is missing": packed(BODY, relations="<Relationship Id='p' Type='x/image' Target='NULL'/>"),
    "a target without a name": packed(BODY, relations="<Relationship Id='p' Type='x/image'/>"),
}  # fmt: skip


@pytest.mark.parametrize("name", ["x.docx", "x.docm", "x.dotx", "x.doc", "x.wps"])
@pytest.mark.parametrize("data", PACKAGES.values(), ids=PACKAGES)
def test_packages_of_all_programs(data: bytes, name: str) -> None:
    found = reading(data, name)
    assert (shown(found), list(found.diagnostics)) == (TEXTS, [])


def test_a_broken_part_beside_the_text_is_named() -> None:
    found = reading(packed(BODY, parts={"word/footnotes.xml": "<w:footnotes"}))
    assert shown(found) == TEXTS
    assert [note.message for note in found.diagnostics] == [
        "word/footnotes.xml in the file is broken, and is left out"
    ]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (repacked(packed(BODY), {"word/document.xml": ""}), "the part with its text is missing"),
        (archive({"a/b.xml": b"", "A\\B.xml": b""}), "it holds two files called “a/b.xml”"),
        (archive({"[Content_Types].xml": b'"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"'}), "is a spreadsheet"),
        (b"<?xml version='1.0'?>\n<?mso-application progid='Word.Document'?><pkg:package/>", "is a Word file saved as XML"),
    ],
)  # fmt: skip
def test_a_package_that_cannot_be_read_is_refused_in_a_line(data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message) as error:
        reading(data)
    assert "\n" not in str(error.value)


CHUNK = "<Relationship Id='C' Type='x/aFChunk' Target='{}'/>"
MHT = (
    "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n"
    "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
    "<p>=E7=94=B2</p>\n--b--\n"
)


@pytest.mark.parametrize(
    ("name", "type_", "chunk", "texts", "codes"),
    [
        ("chunk.html", "text/html", "<p>甲</p>", ["前", "甲", "后"], []),
        ("chunk.dat", "text/html", "<p>甲</p>", ["前", "甲", "后"], []),
        ("chunk.mht", "message/rfc822", MHT, ["前", "甲", "后"], []),
        ("chunk.txt", "text/plain", "甲", ["前", "甲", "后"], []),
        ("chunk.rtf", "application/rtf", "{\\rtf1 x}", ["前", "后"], ["left-out"]),
    ],
)
def test_a_chunk_is_read_by_its_content_type_or_named(
    name: str, type_: str, chunk: str, texts: list[str], codes: list[str]
) -> None:
    body = paragraphs("前") + "<w:altChunk r:id='C'/>" + paragraphs("后")
    types = f"<Override PartName='/word/{name}' ContentType='{type_}'/>"
    data = packed(body, relations=CHUNK.format(name), parts={f"word/{name}": chunk}, types=types)
    found = reading(data)
    assert (shown(found), [note.code for note in found.diagnostics]) == (texts, codes)


def test_a_chunk_that_is_missing_is_named() -> None:
    found = reading(
        packed(paragraphs("前") + "<w:altChunk r:id='C'/>", relations=CHUNK.format("no.html"))
    )
    assert [note.message for note in found.diagnostics] == [
        "a part of the text is left out: word/no.html is missing in the file"
    ]
