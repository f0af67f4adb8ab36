"""Plain text: what a PDF's text layer became."""

from __future__ import annotations

import re
from pathlib import Path

from generator.model import Line, Reading
from generator.read.encoding import decode

# Only these end a line: str.splitlines would break at form feeds and U+2028 too, and the numbers
# would no longer be those of an editor.
LINE_END = re.compile(r"\r\n|\n|\r")


def read_text(data: bytes, path: Path) -> Reading:
    """The lines of a text in UTF-8, UTF-16 or GB18030, numbered from 1 as an editor does."""
    lines = LINE_END.split(decode(data, path))
    return Reading(tuple(Line(text, number) for number, text in enumerate(lines, start=1)))
