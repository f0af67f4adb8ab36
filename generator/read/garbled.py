"""Text that a program before us has destroyed: decoded with a wrong encoding, or replaced by “�” and “?”."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from generator.errors import InputError
from generator.model import Diagnostic, Reading
from generator.read.encodings import LOST, commonness

_LOST = re.compile(f"{LOST}+|锟斤拷|锟斤|烫烫烫+|屯屯屯+|(?<![?=&])\\?{{3,}}")
"""What programs put in the place of characters that they cannot decode, or of memory that holds no text."""
_MOST_LOST = 0.05
"""The largest share of destroyed characters in a guide that is taken in."""
_MISREAD = (
    ("UTF-8", "utf-8", "GBK", "gb18030"),
    ("UTF-8", "utf-8", "Windows-1252", "cp1252"),
    ("UTF-8", "utf-8", "Latin-1", "latin-1"),
    ("UTF-8", "utf-8", "Big5", "big5hkscs"),
    ("GBK", "gb18030", "Windows-1252", "cp1252"),
    ("GBK", "gb18030", "Latin-1", "latin-1"),
    ("GBK", "gb18030", "Big5", "big5hkscs"),
    ("Big5", "big5hkscs", "GBK", "gb18030"),
)
"""The encoding of a text and the one in which it was read, each by its name for people and for Python."""
_FEWEST = 8
"""The fewest characters beyond ASCII by which a line is judged."""
_LEAST, _MOST = 0.35, 0.15
"""The least share of frequent characters in a text as it was, and the most in one that was misread."""
_ADVICE = (
    "get the file again from where it was published, or copy the text from there into a new file"
)


def refuse_garbled(reading: Reading, path: Path) -> Reading:
    """Return ``reading``, with a warning if a few of its characters are destroyed; InputError if many are."""
    shown = [line for line in reading.lines if line.aside is None]
    lost, first, shapes = 0, None, dict[str, int]()
    beyond = 0
    for line in shown:
        wide = sum(character > "\x7f" for character in line.text)
        beyond += wide
        shape = _misread(line.text) if wide >= _FEWEST else None
        count = wide if shape else sum(len(match[0]) for match in _LOST.finditer(line.text))
        if count:
            shape = shape or "characters are lost and replaced by “�”, “锟斤拷” or “???”"
            shapes[shape] = shapes.get(shape, 0) + count
            first = first or line
            lost += count
    if first is None:
        return reading
    # Question marks are ASCII.
    share = lost / max(1, beyond, lost)
    shape = max(shapes, key=lambda shape: shapes[shape])
    message = f"{shape}, the first in “{first.text.strip()[:20]}”: {_ADVICE}"
    if share > _MOST_LOST and lost >= _FEWEST:
        raise InputError(f"is garbled: {message}", path, first.number)
    if any(LOST in note.message for note in reading.diagnostics):
        return reading
    note = Diagnostic("warning", "garbled", f"{lost} {message}", first.number)
    return replace(reading, diagnostics=(*reading.diagnostics, note))


def _misread(text: str) -> str | None:
    """Return how a line was garbled by a wrong encoding, or None if it was not."""
    if commonness(text) > _MOST:
        return None
    for name, encoding, other_name, other in _MISREAD:
        before = text.encode(other, "ignore").decode(encoding, "ignore")
        if len(before) * 4 >= len(text) and commonness(before) >= _LEAST:
            return f"characters of a text in {name} were read as {other_name}"
    return None
