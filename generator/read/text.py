"""Plain text: what a PDF's text layer became."""

from __future__ import annotations

from pathlib import Path

from generator.errors import InputError
from generator.model import Line


def read_text(data: bytes, path: Path) -> list[Line]:
    """The lines of UTF-8 text, numbered from 1; InputError names the line of a bad byte."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError("is not UTF-8 text", path, line) from error
    # Only a line feed ends a line: str.splitlines would break at form feeds and
    # U+2028 too, and the numbers would no longer be those of an editor.
    return [
        Line(line.removesuffix("\r"), number)
        for number, line in enumerate(text.split("\n"), start=1)
    ]
