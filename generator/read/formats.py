"""The format of a file, found by its bytes, and the advice for formats that cannot be read."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from io import BytesIO
from pathlib import Path

from generator.errors import InputError
from generator.read.limits import PACKED

_OLE = b"\xd0\xcf\x11\xe0"
_BEGINNINGS = {
    b"%PDF-": ".pdf",
    b"{\\rtf": ".rtf",
    b"\xff\xd8\xff": ".jpg",
    b"\x89PNG\r\n": ".png",
    b"GIF8": ".gif",
    b"II*\0": ".tif",
    b"MM\0*": ".tif",
    b"Rar!\x1a": ".rar",
    b"7z\xbc\xaf\x27\x1c": ".7z",
    b"\x1f\x8b": ".gz",
}
_ENTRY = b"PK\x01\x02"
"""The beginning of a file's entry in the directory of an archive."""
_IN_ARCHIVES = {
    "word/document.xml": ".docx",
    "xl/workbook.xml": ".xlsx",
    "ppt/presentation.xml": ".pptx",
    "OFD.xml": ".ofd",
    "content.xml": ".odt",
}
_IN_OLE = {
    "EncryptedPackage": "locked",
    "WordDocument": ".doc",
    "Workbook": ".xls",
    "PowerPoint Document": ".ppt",
}
_WEB_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s{0,40}(?:<\?xml[^>]{0,200}>\s{0,40})?<(?:!doctype\s+html|html)", re.I
)
_WEB_ARCHIVE = re.compile(rb"(?:From:|MIME-Version:)[^\0]{0,2000}multipart/related", re.I)

_SAVE = "open it in Word, WPS or LibreOffice and save it as .docx or PDF"
_ADVICE = (
    (".doc", f"is a Word 97–2003 file: {_SAVE}"),
    (".wps", f"is a WPS file: {_SAVE}"),
    (".rtf", f"is a rich text file: {_SAVE}"),
    (".odt", f"is an OpenDocument file: {_SAVE}"),
    ("ole", "is a Word 97–2003 file, or locked with a password: save it as .docx without one"),
    ("locked", "is locked with a password: save it as .docx or PDF without one"),
    (".ofd", "is an OFD file: open it in WPS or a reader of OFD and save it as .docx or PDF"),
    (".mht .mhtml", "is a web archive: open it in a browser and save the page as .html"),
    (
        ".xls .xlsx .et",
        "is a spreadsheet: open it in Excel, WPS or LibreOffice and save it as PDF",
    ),
    (".ppt .pptx", "is a presentation: save it as PDF"),
    (
        ".jpg .jpeg .png .gif .tif .tiff .bmp",
        "is an image: have its text recognised (OCR) and save that as .docx or PDF",
    ),
    (".zip .rar .7z .gz", "is an archive: unpack it and take the .docx or PDF in it"),
)
ADVICE = {kind: advice for kinds, advice in _ADVICE for kind in kinds.split()}
"""Suffix of a format that cannot be read, or a name for its bytes → the advice."""


def told_by_content(data: bytes, path: Path) -> str | None:
    """Return the suffix of the format that the bytes show.

    None for text, whose format only the name shows, and for a damaged archive.
    """
    if data.startswith(b"PK\x03\x04"):
        try:
            with open_archive(data, path) as archive:
                names = set(archive.namelist())
        except zipfile.BadZipFile:
            return None
        return next((kind for name, kind in _IN_ARCHIVES.items() if name in names), ".zip")
    if data.startswith(_OLE):
        names_in_ole = (kind for name, kind in _IN_OLE.items() if name.encode("utf-16-le") in data)
        return next(names_in_ole, "ole")
    if path.suffix.lower() not in (".htm", ".html", ".md"):
        if _WEB_PAGE.match(data):
            return ".html"
        if _WEB_ARCHIVE.match(data):
            return ".mht"
    return next((kind for start, kind in _BEGINNINGS.items() if data.startswith(start)), None)


def open_archive(data: bytes, path: Path) -> zipfile.ZipFile:
    """Open the zip archive in ``data`` without unpacking its files. Word files are such archives.

    BadZipFile if it is not an archive; InputError if it may be built to do harm: too many files, two
    with the same name, or files that share their bytes.
    """
    PACKED.check(data.count(_ENTRY), path)
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except (NotImplementedError, ValueError, EOFError) as error:
        raise zipfile.BadZipFile(str(error)) from error
    entries = archive.infolist()
    for name, times in Counter(entry.filename for entry in entries).most_common(1):
        if times > 1:
            raise InputError(f"is a damaged archive: it holds two files called “{name}”", path)
    if sum(entry.compress_size for entry in entries) > len(data):
        raise InputError("is a damaged archive: files in it share their bytes", path)
    return archive
