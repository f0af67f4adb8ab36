"""read: a file → Lines, each with its place in the file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from generator.errors import InputError
from generator.model import Reading
from generator.read.docx import read_docx
from generator.read.formats import advice, told_by_content
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


def read(path: Path) -> Reading:
    """What the file at ``path`` holds; InputError where it cannot be read."""
    return read_data(file_bytes(path), path)


def read_data(data: bytes, path: Path) -> Reading:
    """The same of bytes that were read already."""
    return READERS[suffix_of(data, path)](data, path)


def suffix_of(data: bytes, path: Path) -> str:
    """The suffix of the format that ``data`` is in, whatever the name says: a PDF may have come as
    “.txt”. InputError says what to do with a file that no reader takes.
    """
    suffix = path.suffix.lower()
    found = told_by_content(data, suffix)
    if found in READERS:
        return found
    if found is None and suffix in READERS:
        return suffix
    if message := advice(found or suffix):
        raise InputError(message, path)
    known = ", ".join(sorted(READERS))
    raise InputError(f"no reader for “{path.suffix}” files; expected one of {known}", path)


def file_bytes(path: Path) -> bytes:
    """All of the file at ``path``; InputError where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", path) from error
