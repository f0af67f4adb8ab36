"""Plain text."""

from __future__ import annotations

import re
from pathlib import Path

from generator.model import Diagnostic, Line, Reading
from generator.read.encodings import decoded
from generator.read.limits import CHARACTERS

# str.splitlines would also break at form feeds and U+2028, so that line numbers would differ from those
# of an editor.
LINE_END = re.compile(r"\r\n|\n|\r")
_PART_END = re.compile("[\x0b\u2028\u2029]")
"""Ends of lines inside a line of the file: those that programs write for “Shift+Enter”, and Unicode's own."""


def read_text(data: bytes, path: Path) -> Reading:
    """Return the lines of a text, numbered from 1 as in an editor."""
    text, notes = decode(data, path)
    numbered = enumerate(LINE_END.split(text), start=1)
    lines = tuple(Line(part, n) for n, line in numbered for part in _PART_END.split(line))
    return Reading(lines, diagnostics=tuple(notes))


def decode(data: bytes, path: Path) -> tuple[str, list[Diagnostic]]:
    """Return the text of ``data`` and diagnostics about bytes that cannot be decoded.

    InputError if the data are not text or exceed the limit.
    """
    text, notes = decoded(data, path)
    CHARACTERS.check(len(text), path)
    return text, notes


def without_nuls(text: str) -> tuple[str, list[Diagnostic]]:
    """Return ``text`` without NULs, and a warning that counts them: parsers of markup make “�” of them, or drop them."""
    if not (count := text.count("\0")):
        return text, []
    line = text.count("\n", 0, text.index("\0")) + 1
    what = "NUL character" if count == 1 else "NUL characters"
    message = f"{count} {what} (U+0000) left out, the first in line {line} of the file"
    return text.replace("\0", ""), [Diagnostic("warning", "nul", message)]
