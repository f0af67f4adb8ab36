"""read: file → Lines, each with its place in the file."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path

from generator.errors import InputError
from generator.model import Aside, Diagnostic, Line, Reading
from generator.read.characters import in_one_form, refuse_unreadable
from generator.read.formats import ADVICE, told_by_content
from generator.read.limits import BYTES, CHARACTERS, LINES

Reader = Callable[[bytes, Path], Reading]
READERS: dict[str, str] = {
    ".docx": "docx",
    ".htm": "html",
    ".html": "html",
    ".md": "markdown",
    ".pdf": "pdf",
    ".txt": "text",
}
"""Suffix in lower case → module: the module `docx` has the function `read_docx`. A module is imported with
the first file of its format, because most of them load a large library.
"""
ADDRESSES = ("http:", "https:", "mailto:")
"""The beginnings of the link targets that the readers keep."""

_UNSEEN: dict[Aside, str] = {"hidden": "hidden text", "struck": "struck-out text"}


def read(path: Path) -> Reading:
    """Return the content of the file at ``path``; InputError if it cannot be read."""
    return read_data(file_bytes(path), path)


def read_data(data: bytes, path: Path) -> Reading:
    """Return the content of ``data``, the bytes of the file at ``path``; InputError if it cannot be read."""
    name = READERS[suffix_of(data, path)]
    reader: Reader = getattr(import_module(f"{__name__}.{name}"), f"read_{name}")
    try:
        reading = reader(data, path)
    except RecursionError as error:
        raise InputError("is nested too deeply to be read", path) from error
    LINES.check(len(reading.lines), path)
    CHARACTERS.check(sum(len(line.text) for line in reading.lines), path)
    return refuse_unreadable(in_one_form(reading), path)


def unseen(lines: Sequence[Line], kinds: Sequence[Aside] = tuple(_UNSEEN)) -> Iterator[Diagnostic]:
    """Yield diagnostics that name the text which a reader of the file does not see, or sees struck out."""
    for aside in kinds:
        what = _UNSEEN[aside]
        if found := [line for line in lines if line.aside == aside]:
            message = (
                f"{len(found)} pieces of {what} are left out, the first “{found[0].text[:20]}”"
            )
            yield Diagnostic("warning", aside, message, found[0].number)


def suffix_of(data: bytes, path: Path) -> str:
    """Return the suffix of the format of ``data``; it may differ from that of the name, as in a PDF named “.txt”.

    InputError says what to do with a file of a format that cannot be read.
    """
    suffix = told_by_content(data, path) or path.suffix.lower()
    if suffix in READERS:
        return suffix
    unknown = f"no reader for “{path.suffix}” files; expected one of {', '.join(READERS)}"
    raise InputError(ADVICE.get(suffix, unknown), path)


def file_bytes(path: Path) -> bytes:
    """Return the bytes of the file at ``path``; InputError if it cannot be read or is too large.

    The size is checked before reading. A pipe has no size, so it is read up to the limit.
    """
    try:
        with path.open("rb") as file:
            BYTES.check(os.fstat(file.fileno()).st_size, path)
            data = file.read(BYTES.most + 1)
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", path) from error
    BYTES.check(len(data), path)
    return data
