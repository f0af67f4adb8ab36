"""Plain text, and the encodings of text files."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from generator.errors import InputError
from generator.model import Line, Reading
from generator.read.limits import CHARACTERS

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_FEWEST_NULS = 200
"""The number of bytes of UTF-16 text among which at least one is NUL: a line of Chinese has about 80 bytes."""
_STRAY = 20
"""The number of characters of a text among which at most one is a stray NUL, or cannot be decoded."""
_HAN = re.compile("[\u3400-\u9fff]")
# str.splitlines would also break at form feeds and U+2028, so that line numbers would differ from those
# of an editor.
LINE_END = re.compile(r"\r\n|\n|\r")


def read_text(data: bytes, path: Path) -> Reading:
    """Return the lines of a text in UTF-8, UTF-16 or GB18030, numbered from 1 as in an editor."""
    lines = LINE_END.split(decode(data, path))
    return Reading(tuple(Line(text, number) for number, text in enumerate(lines, start=1)))


def decode(data: bytes, path: Path) -> str:
    """Return the text of ``data``, in the encoding of its byte order mark or in the first that can decode it.

    A few bytes that cannot be decoded become U+FFFD, and a few NULs stay; the next step names both. InputError names the
    first line of a file that is no text, or the limit that is exceeded.
    """
    text = _decoded(data, path)
    CHARACTERS.check(len(text), path)
    if not _is_few(text.count("\0"), len(text)):
        raise InputError("is no text: it holds NUL characters", path)
    return text


def _is_few(found: int, of: int) -> bool:
    return found * _STRAY <= of


def _decoded(data: bytes, path: Path) -> str:
    # UTF-8 and GB18030 are strict enough to try one after the other, without statistics of letters.
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _leniently(data[len(mark) :], encoding, path)
    if b"\0" in data and (wide := _utf16(data)):
        return _leniently(data, wide, path)
    if not _is_few(data.count(0), len(data)):
        raise InputError("is no text: it holds NUL bytes", path)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        # GB18030 can decode nearly all UTF-8, but to wrong characters. If the text before the error is
        # Chinese in UTF-8, the file is damaged UTF-8.
        damaged = _HAN.search(data[: error.start].decode("utf-8"))
        return _leniently(data, "utf-8" if damaged else "gb18030", path)


def _utf16(data: bytes) -> str | None:
    """Return the encoding of UTF-16 text without a byte order mark; None for other data.

    In line feeds and digits, the NUL is always the first byte or always the second, and there are many of
    them.
    """
    fewer, more = sorted((data[0::2].count(0), data[1::2].count(0)))
    if len(data) % 2 or fewer * 10 > more or more * _FEWEST_NULS < len(data):
        return None
    return "utf-16-le" if data[1::2].count(0) == more else "utf-16-be"


def _leniently(data: bytes, encoding: str, path: Path) -> str:
    """Return the text of ``data`` with U+FFFD for a few bytes that cannot be decoded; InputError for more."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        text = data.decode(encoding, "replace")
        if _is_few(text.count("\ufffd"), len(text)):
            return text
        line = data[: error.start].decode(encoding, "replace").count("\n") + 1
        names = "UTF-8 or GB18030" if encoding == "gb18030" else encoding.upper()
        raise InputError(f"is not {names} text", path, line) from error
