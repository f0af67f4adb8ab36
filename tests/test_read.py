"""Reading text: encodings, line ends, data that are not text, and files without a reader."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pytest
from made import saved

from generator.errors import InputError
from generator.read import read, read_data
from generator.read.text import read_text


@pytest.mark.parametrize(
    ("data", "texts"),
    [
        ("合作\n协议\n".encode(), ["合作", "协议", ""]),
        ("合作\r\n协议".encode("utf-8-sig"), ["合作", "协议"]),
        ("合作\r协议".encode("gb18030"), ["合作", "协议"]),
        # 镕 and the euro sign are not in GB2312.
        ("镕€\n".encode("gb18030"), ["镕€", ""]),
        ("1.1中国\n".encode("utf-16-le"), ["1.1中国", ""]),
        ("1.1中国\n".encode("utf-16-be"), ["1.1中国", ""]),
        # A form feed ends no line: an editor would not count it.
        (b"a\x0cb\n", ["a\x0cb", ""]),
        (b"", [""]),
    ],
)
def test_lines_in_any_encoding(data: bytes, texts: list[str]) -> None:
    lines = read_text(data, Path("x.txt")).lines
    assert [line.text for line in lines] == texts
    assert [line.number for line in lines] == list(range(1, len(texts) + 1))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("合作\n协议\n".encode("gb18030") + b"\xff\xff", "x.txt:3: is not UTF-8 or GB18030 text"),
        ("合作\n".encode("utf-16") + b"\x00\xd8", "x.txt:2: is not UTF-16-LE text"),
        (b"%PDF-1.7\x00\x00\x00\x01binary", "x.txt: is no text: it holds NUL bytes"),
        (b"\xef\xbb\xbfa\x00", "x.txt: is no text: it holds NUL bytes"),
    ],
)
def test_what_is_no_text_is_said_with_its_line(data: bytes, message: str) -> None:
    with pytest.raises(InputError) as error:
        read_text(data, Path("x.txt"))
    assert str(error.value) == message


GUIDE = (
    "国家重点研发计划“政府间国际科技创新合作”重点专项2031年度第一批项目申报指南\n"
    "1.1 中国和芬兰政府间科技合作项目\n合作协议：《中国和芬兰科技合作议定书》。\n"
    "拟支持项目数：10项。\n其他要求：项目执行期不超过3年。\n"
)
TRADITIONAL = (
    "國家重點研發計劃項目申報指南\n1.1 中國和芬蘭政府間科技合作項目\n領域方向：農業、能源。\n"
)
HINTS = {
    "nothing": "",
    "an element": '<meta charset="{}">',
    "an older element": '<meta http-equiv="Content-Type" content="text/html; charset={}">',
    "a declaration": '<?xml version="1.0" encoding="{}"?>',
    "a header": "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset={}\r\n\r\n",
}


@pytest.mark.parametrize("hint", HINTS.values(), ids=HINTS)
@pytest.mark.parametrize(
    "named", ["utf-8", "gb2312", "GBK", "big5", "iso-8859-1", "utf-16", "hex", "x"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_bytes_decide_whatever_a_page_says(encoding: str, named: str, hint: str) -> None:
    page = hint.format(named) + "".join(f"<p>{line}</p>\n" for line in GUIDE.splitlines())
    found = read_data(page.encode(encoding), Path("x.html"))
    assert [line.text for line in found.lines if not line.aside] == GUIDE.splitlines()
    assert list(found.diagnostics) == []


@pytest.mark.parametrize("named", ["utf-8", "gb2312", "big5", ""])
def test_traditional_characters_in_big5(named: str) -> None:
    page = f"<meta charset={named}><p>" + TRADITIONAL.replace("\n", "<br>")
    found = read_data(page.encode("big5"), Path("x.html"))
    assert [line.text for line in found.lines] == TRADITIONAL.splitlines()


def wrong(encoding: str, at: str, old: bytes, new: bytes) -> bytes:
    """Return the guide in ``encoding`` with other bytes in the place of ``old`` behind the words ``at``."""
    before, _, after = GUIDE.partition(at)
    rest = after.encode(encoding)
    return (before + at).encode(encoding) + new + rest.removeprefix(old)


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (wrong("gb18030", "芬兰政府", b"", b"\xff"), 2),
        (wrong("gb18030", "议定书", b"", b"\x80"), 3),
        # A byte that is lost, or too much: the next characters would be made of halves of others.
        (wrong("gb18030", "国家重点", "研".encode("gb18030")[:1], b""), 1),
        (wrong("gb18030", "其他要求", b"", b"\xb5"), 5),
        (wrong("utf-8", "议定书", b"", b"\xff"), 3),
        (wrong("utf-8", "国家重点", "研".encode()[:1], b""), 1),
        (wrong("utf-8", "其他要求", "：".encode()[:2], b""), 5),
    ],
)
@pytest.mark.parametrize("name", ["x.txt", "x.html", "x.md"])
def test_a_byte_that_cannot_be_decoded_is_named_and_the_rest_is_read(
    data: bytes, line: int, name: str
) -> None:
    if name == "x.html":
        data = b"<p>" + data.replace(b"\n", b"</p>\n<p>")
    found = read_data(data, Path(name))
    text = "".join(f"{line.text}\n" for line in found.lines if line.text)
    assert text.count("\ufffd") == 1
    assert sum(character not in text for character in GUIDE) <= 2
    (note,) = found.diagnostics
    assert (note.level, note.code) == ("warning", "undecodable")
    assert f"in line {line} of the file" in note.message


@pytest.mark.parametrize("other", ["utf-8", "gb18030"])
def test_lines_in_another_encoding_than_the_rest(other: str) -> None:
    """Some servers put pages together from two files."""
    rest = "gb18030" if other == "utf-8" else "utf-8"
    data = (GUIDE * 2).encode(rest) + "领域方向：农业与能源。\n".encode(other)
    found = read_data(data, Path("x.txt"))
    assert found.lines[-2].text == "领域方向：农业与能源。"
    assert [(note.code, note.line) for note in found.diagnostics] == [("two-encodings", 11)]


SHAPES = {
    "UTF-8 read as GBK": GUIDE.encode().decode("gb18030", "replace"),
    "UTF-8 read as Windows-1252": GUIDE.encode().decode("cp1252", "replace"),
    "UTF-8 read as Latin-1": GUIDE.encode().decode("latin-1"),
    "GBK read as Latin-1": GUIDE.encode("gb18030").decode("latin-1"),
    "GBK read as Big5": GUIDE.encode("gb18030").decode("big5", "replace"),
    "Big5 read as GBK": TRADITIONAL.encode("big5").decode("gb18030", "replace"),
    "replacement characters": GUIDE.encode("gb18030").decode("utf-8", "replace"),
    "replacement characters read as GBK": GUIDE.encode("gb18030").decode("utf-8", "replace").encode().decode("gb18030", "replace"),
    "question marks": GUIDE.encode("ascii", "replace").decode(),
    "one garbled line": GUIDE.replace("1.1", "合作协议：《中国和芬兰科技合作议定书》。".encode().decode("gb18030", "replace") + "\n1.1"),
}  # fmt: skip


@pytest.mark.parametrize("text", SHAPES.values(), ids=SHAPES)
@pytest.mark.parametrize("name", ["x.txt", "x.html", "x.md", "x.docx"])
def test_garbled_text_is_not_taken_in(text: str, name: str) -> None:
    if name == "x.docx":
        document = docx.Document()
        for line in text.split("\n"):
            document.add_paragraph("".join(c for c in line if c >= " "))
        data = saved(document)
    else:
        data = text.replace("\n", "<br>" if name == "x.html" else "\n\n").encode()
    with pytest.raises(InputError, match=r"is garbled: .*: get the file again from where"):
        read_data(data, Path(name))


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (GUIDE, []),
        (TRADITIONAL, []),
        (GUIDE.replace("芬兰政府", "芬�政府"), ["unreadable-letters"]),
        (GUIDE.replace("芬兰政府", "芬锟斤拷府"), ["unreadable-letters"]),
        (GUIDE + "http://example.org/?a=???&b=1\nUniversität Zürich, Ελλάδα, Österreich\n", []),
        (GUIDE + "阿曼、埃及、巴勒斯坦、巴林、吉布提、卡塔尔、科威特、黎巴嫩、利比亚\n", []),
    ],
)
def test_a_little_that_is_lost_is_a_warning(text: str, codes: list[str]) -> None:
    found = read_data(text.encode(), Path("x.txt"))
    assert [note.code for note in found.diagnostics] == codes


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def archive(*names: str) -> bytes:
    """Return a zip archive with these files."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name in names:
            file.writestr(name, "")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("x.doc", b"", "is a Word 97–2003 file: open it in Word, WPS or LibreOffice and save it as .docx"),
        ("x.wps", b"", "is a WPS file: open it"),
        ("x.csv", b"", "no reader for “.csv” files; expected one of .docx, .htm, .html, .md, .pdf, .txt"),
        ("x.xlsx", b"", "is a spreadsheet: open it in Excel, WPS or LibreOffice and save it as PDF"),
        ("x.xls", b"", "is a spreadsheet: open it"),
        ("x.ofd", b"", "is an OFD file: open it in WPS or a reader of OFD and save it as .docx or PDF"),
        ("x.rtf", b"", "is a rich text file: open it in Word"),
        ("x.jpg", b"", "or have its text recognised (OCR) and save that as .docx or PDF"),
        ("x.PNG", b"", "is an image, whatever its name: get the guide as Word"),
        ("x.zip", b"", "is an archive: unpack it and take the .docx or PDF in it"),
        # Under another name: what counts is what the file holds.
        ("x.txt", b"{\\rtf1\\ansi", "is a rich text file: open it in Word"),
        ("x.docx", b"\xff\xd8\xff\xe0\x00\x10JFIF", "is an image, whatever its name: get the guide as Word"),
        ("x.pdf", b"Rar!\x1a\x07\x00", "is an archive: unpack it"),
        ("x.docx", OLE + "WordDocument".encode("utf-16-le"), "is a Word 97–2003 file: open it in Word"),
        ("x.docx", OLE + "Workbook".encode("utf-16-le"), "is a spreadsheet: open it"),
        ("x.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "is locked with a password: save it"),
        ("x.docx", archive("OFD.xml"), "is an OFD file: open it"),
        ("x.docx", archive("xl/workbook.xml"), "is a spreadsheet: open it"),
        ("x.pdf", archive("a/b.txt"), "is an archive: unpack it"),
        ("x.doc", b"MIME-Version: 1.0\nContent-Type: multipart/related;", "is a web archive: open it in a browser"),
        # An old or locked Word file under a new name.
        ("x.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is a Word 97–2003 file, or locked with a password"),
        ("x.txt", "合作协议。".encode() + b"\0" * 3, "is no text: it holds NUL bytes"),
        ("x.docx", b"PK\x03\x04", "is no Word file (.docx), or broken"),
        ("x.pdf", b"%PDF-1.7\n", "is no PDF, or broken"),
        ("x.pdf", b"", "is no PDF, or broken"),
        ("x.html", b"<p>\x00</p>", "is no web page: it holds NUL bytes"),
        ("x.md", b"\xff\xff", "is not UTF-8 or GB18030 text"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_in_one_line(
    name: str, data: bytes, message: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(InputError) as error:
        read(path)
    assert message in str(error.value)
    assert "\n" not in str(error.value)


def word_file() -> bytes:
    document = docx.Document()
    document.add_paragraph("合作协议")
    return saved(document)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("x.doc", word_file()),
        ("x.txt", word_file()),
        ("x.wps", "<!DOCTYPE html><p>合作协议</p>".encode()),
        ("x.txt", "\ufeff\n<html><head></head><body><p>合作协议".encode()),
    ],
)
def test_a_file_under_a_wrong_name_is_read_as_what_it_is(
    name: str, data: bytes, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert [line.text for line in read(path).lines] == ["合作协议"]
