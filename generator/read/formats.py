"""The format of a file, found by its bytes, and the advice for formats that cannot be read."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections import Counter
from contextlib import suppress
from io import BytesIO
from pathlib import Path

from generator.errors import InputError
from generator.read.limits import PACKED

# RuntimeError, with NotImplementedError: encrypted, or another kind of compression.
UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, RuntimeError, ValueError, OSError)
"""The errors with which a file in an archive cannot be unpacked."""
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
_TYPES = "[content_types].xml"
_MAIN_TYPES = {
    ".docx": rb"wordprocessingml\.(?:document|template)\.main\+xml|ms-word\.(?:document|template)\.macroEnabled",
    ".xlsx": rb"spreadsheetml\.(?:sheet|template)\.main\+xml|ms-excel\.(?:sheet|template)\.macroEnabled",
    ".pptx": rb"presentationml\.(?:presentation|template|slideshow)\.main\+xml|ms-powerpoint",
}
"""Format → the type of the main part in its package; the names of the parts are free."""
_LONGEST_TYPES = 200_000
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
_WORD_XML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s{0,40}<\?xml[^>]{0,200}>\s{0,40}(?:<\?mso-application\s+progid=.Word"
    rb"|<(?:pkg:package|w:wordDocument)\b)"
)
_WEB_ARCHIVE = re.compile(rb"(?:From:|MIME-Version:)[^\0]{0,2000}multipart/related", re.I)

_SAVE = "open it in Word, WPS or LibreOffice and save it as .docx or PDF"
_ADVICE = (
    (".xml", f"is a Word file saved as XML: {_SAVE}"),
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
        "is an image, whatever its name: get the guide as Word, PDF or web page; or have its text recognised (OCR) and save that as .docx or PDF",
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
                return _told_by_parts(archive)
        except zipfile.BadZipFile:
            return None
    if data.startswith(_OLE):
        names_in_ole = (kind for name, kind in _IN_OLE.items() if name.encode("utf-16-le") in data)
        return next(names_in_ole, "ole")
    if path.suffix.lower() not in (".htm", ".html", ".md"):
        texts = {".html": _WEB_PAGE, ".mht": _WEB_ARCHIVE, ".xml": _WORD_XML}
        if found := next((kind for kind, begin in texts.items() if begin.match(data)), None):
            return found
    return next((kind for start, kind in _BEGINNINGS.items() if data.startswith(start)), None)


def _told_by_parts(archive: zipfile.ZipFile) -> str:
    names = part_names(archive)
    if _TYPES in names:
        with suppress(*UNREADABLE), archive.open(names[_TYPES]) as file:
            types = file.read(_LONGEST_TYPES).replace(b"\0", b"")  # also in UTF-16
            for kind, pattern in _MAIN_TYPES.items():
                if re.search(pattern, types):
                    return kind
    return next((kind for name, kind in _IN_ARCHIVES.items() if name.lower() in names), ".zip")


def part_names(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the names of the files in an archive as Open XML compares them → as the archive has them.

    Upper and lower case count as the same. Some programs write backslashes, or a slash before a name.
    """
    names = archive.namelist()
    found = {name.replace("\\", "/").lstrip("/").lower(): name for name in names}
    return {name: stored for name, stored in found.items() if not name.endswith("/")}


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
    names = (entry.filename.replace("\\", "/").lower() for entry in entries)
    for name, times in Counter(names).most_common(1):
        if times > 1:
            raise InputError(f"is a damaged archive: it holds two files called “{name}”", path)
    if sum(entry.compress_size for entry in entries) > len(data):
        raise InputError("is a damaged archive: files in it share their bytes", path)
    return archive
