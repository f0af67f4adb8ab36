"""Reading text: encodings, line ends, data that are not text, and files without a reader."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pytest
from made import saved

from generator.errors import InputError
from generator.read import read
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
        # A file that began in UTF-8 is damaged, though GB18030 would make other characters of it.
        ("合作\n".encode() + "协议".encode("gb18030"), "x.txt:2: is not UTF-8 text"),
        ("合作\n协议\n".encode("gb18030") + b"\xff\xff", "x.txt:3: is not UTF-8 or GB18030 text"),
        ("合作\n".encode("utf-16") + b"\x00\xd8", "x.txt:2: is not UTF-16-LE text"),
        (b"%PDF-1.7\x00\x00\x00\x01binary", "x.txt: is no text: it holds NUL bytes"),
        (b"\xef\xbb\xbfa\x00", "x.txt: is no text: it holds NUL characters"),
    ],
)
def test_what_is_no_text_is_said_with_its_line(data: bytes, message: str) -> None:
    with pytest.raises(InputError) as error:
        read_text(data, Path("x.txt"))
    assert str(error.value) == message


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
        ("x.jpg", b"", "is an image: have its text recognised (OCR) and save that as .docx or PDF"),
        ("x.PNG", b"", "is an image: have its text recognised"),
        ("x.zip", b"", "is an archive: unpack it and take the .docx or PDF in it"),
        # Under another name: what counts is what the file holds.
        ("x.txt", b"{\\rtf1\\ansi", "is a rich text file: open it in Word"),
        ("x.docx", b"\xff\xd8\xff\xe0\x00\x10JFIF", "is an image: have its text recognised"),
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
        ("x.txt", b"binary\0\1data\0" * 20, "is no text: it holds NUL bytes"),
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
