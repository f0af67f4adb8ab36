"""Plain text."""

from __future__ import annotations

import re
from itertools import count
from pathlib import Path

from generator.model import Diagnostic, Line, Reading
from generator.read.encodings import decoded
from generator.read.limits import CHARACTERS

# str.splitlines would also break at form feeds and U+2028, so that line numbers would differ from those
# of an editor.
LINE_END = re.compile(r"\r\n|\n|\r")


def read_text(data: bytes, path: Path) -> Reading:
    """Return the lines of a text, numbered from 1 as in an editor."""
    text, notes = decode(data, path)
    lines = LINE_END.split(text)
    return Reading(tuple(map(Line, lines, count(1))), diagnostics=tuple(notes))


def decode(data: bytes, path: Path) -> tuple[str, list[Diagnostic]]:
    """Return the text of ``data`` and diagnostics about bytes that cannot be decoded.

    InputError if the data are not text or exceed the limit.
    """
    text, notes = decoded(data, path)
    CHARACTERS.check(len(text), path)
    return text, notes
