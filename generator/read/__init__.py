"""read: a file → Lines, each with its place in the file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from generator.errors import InputError
from generator.model import Reading
from generator.read.docx import read_docx
from generator.read.html import read_html
from generator.read.markdown import read_markdown
from generator.read.pdf import read_pdf
from generator.read.text import read_text

READERS: dict[str, Callable[[bytes, Path], Reading]] = {
    ".docx": read_docx,
    ".htm": read_html,
    ".html": read_html,
    ".md": read_markdown,
    ".pdf": read_pdf,
    ".txt": read_text,
}
"""One reader for each suffix, in lower case."""

_OTHERS = {
    ".doc": "Word 97–2003",
    ".wps": "WPS",
    ".rtf": "rich text",
    ".odt": "OpenDocument",
}


def read(path: Path) -> Reading:
    """What the file at ``path`` holds; InputError where it cannot be read."""
    reader = reader_of(path)
    return reader(file_bytes(path), path)


def read_data(data: bytes, path: Path) -> Reading:
    """The same of bytes that were read already; ``path`` tells their format."""
    return reader_of(path)(data, path)


def reader_of(path: Path) -> Callable[[bytes, Path], Reading]:
    """The reader for the file at ``path``; InputError where there is none for its suffix."""
    suffix = path.suffix.lower()
    if office := _OTHERS.get(suffix):
        raise InputError(
            f"is a {office} file: open it in Word, WPS or LibreOffice and save it as .docx", path
        )
    reader = READERS.get(suffix)
    if reader is None:
        known = ", ".join(sorted(READERS))
        raise InputError(f"no reader for “{path.suffix}” files; expected one of {known}", path)
    return reader


def file_bytes(path: Path) -> bytes:
    """All of the file at ``path``; InputError where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", path) from error
