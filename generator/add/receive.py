"""receive: a file → its bytes, and the guide parsed from them."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from generator.errors import InputError, reading
from generator.model import Guide, Source
from generator.pipeline import parse_data
from generator.read import file_bytes, suffix_of
from generator.read.html import read_origin
from generator.read.html.origin import Origin
from generator.seeds import digest
from generator.vocabulary import Vocabulary


class NotAGuideError(InputError):
    """A file that can be read but is empty or contains no direction."""


@dataclass(frozen=True)
class Received:
    """A file as received. It is read only once, so that the parsed bytes are the kept ones."""

    path: Path
    data: bytes
    guide: Guide
    """The guide according to the text alone. Its id is not final."""
    text: Path | None = None
    """The file from which ``data`` are, if the one at ``path`` is a scan."""
    scan: bytes | None = None
    """The bytes of the scan."""

    @property
    def source(self) -> Source:
        """The file name as received, and the checksum."""
        return self.guide.source

    @property
    def file(self) -> str:
        """The name under which the file is kept. It depends only on the format."""
        return f"guide{suffix_of(self.data, self.read_from)}"

    @property
    def read_from(self) -> Path:
        """The path of the file whose text the guide is: of the checked text, if there is a scan."""
        return self.text or self.path

    @property
    def origin(self) -> Origin:
        """The address and date in a saved web page. Other files have none."""
        return read_origin(self.data) if self.file.endswith((".htm", ".html")) else Origin()

    def place(self, line: int | None, language: str = "en") -> str:
        """Return the place of ``line`` in the file as received, in words; nothing for None."""
        layout, chinese = self.guide.layout, language == "zh"
        if line is None:
            return ""
        if layout.pages:
            page, line = layout.locate(line)
            return f"第{page}页第{line}行" if chinese else f"page {page}, line {line}"
        unit = {"line": "行", "paragraph": "段"}[layout.unit]
        return f"第{line}{unit}" if chinese else f"{layout.unit} {line}"


def receive(path: Path, vocabulary: Vocabulary, text: Path | None = None) -> Received:
    """Return the file at ``path``; if it is a scan, ``text`` has its text as a person checked it.

    InputError if it cannot be read, NotAGuideError if it contains no direction.
    """
    scan = file_bytes(path) if text else None
    data = file_bytes(text or path)
    if not data:
        raise NotAGuideError("is empty: get the file again", text or path)
    source = Source(readable(path.name), digest(data))
    with reading(path):
        guide = parse_data(data, text or path, vocabulary, source)
    if not guide.directions:
        undated = {"no-year", "no-batch"}
        notes = [note.message for note in guide.diagnostics if note.code not in undated]
        raise NotAGuideError(f"is no guide: {'; '.join(notes)}", path)
    return Received(path, data, guide, text, scan)


def files_of(path: Path) -> list[Path]:
    """Return the file at ``path``, or all files in the folder there and below, sorted, without hidden ones."""
    if not path.is_dir():
        return [path]
    found: list[Path] = []
    for folder, folders, names in os.walk(path, onerror=_refuse):
        folders[:] = sorted(name for name in folders if name[0] != ".")
        found += [Path(folder, name) for name in sorted(names) if name[0] != "."]
    return [file for file in found if file.is_file()]


def _refuse(error: OSError) -> None:
    raise InputError(f"cannot be read: {error.strerror}", Path(error.filename)) from error


def readable(name: str) -> str:
    """Return the name of a file as text. Archives made on a Chinese Windows have names in GB18030.

    >>> readable(os.fsdecode("第二批.pdf".encode("gb18030"))), readable("第二批.pdf")
    ('第二批.pdf', '第二批.pdf')
    """
    data = os.fsencode(name)
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", "backslashreplace")
