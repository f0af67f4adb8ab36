"""Text that was decoded with a wrong encoding before it came here: “鍥藉” for “国家”, “¹ú¼Ò” for “国家”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.model import Diagnostic, Line
from generator.text.characters import HAN

_WORDS = re.compile(
    "合作|项目|項目|领域|領域|中国|中國|申报|申報|经费|經費|支持|要求|国家|國家|科技|指南"
)
"""Words without which no guide can be."""
_USUAL = re.compile(
    "[的一是在不了有和与及或为中国人大上以要对由其等须应可将年月日项目合作科技研究发方领域开展支持重点技术工程计划个要求政府间"
    "双单位申请报经费万元第批向内国學與為國發業領經項，。；：、（）《》“”]"
)
"""Characters and marks of which each line of a guide has some."""
_SHAPES = (
    ("UTF-8 read as GBK", "gb18030", "utf-8"),
    ("GBK read as Latin letters", "latin", "gb18030"),
    ("UTF-8 read as Latin letters", "latin", "utf-8"),
    ("Big5 read as GBK", "gb18030", "big5hkscs"),
    ("GBK read as Big5", "big5hkscs", "gb18030"),
    ("UTF-8 read as Big5", "big5hkscs", "utf-8"),
    ("GBK read as Korean", "euc_kr", "gb18030"),
    ("GBK read as Japanese", "shift_jis", "gb18030"),
    ("UTF-8 read as Japanese", "shift_jis", "utf-8"),
    ("GBK read as Cyrillic letters", "cp1251", "gb18030"),
)
"""Name, the encoding with which the text was decoded, and the one that it has."""
_FEWEST = 100
_LISTED = 5
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_HAN = re.compile(f"[{HAN}]")
_AGAIN = "get the file again, or save it as UTF-8 from the program that shows it well"


def _shape(text: str) -> tuple[str, str] | None:
    """Return (name of the shape, the text as meant) of a garbled text, or None.

    >>> _shape("鍥藉\ue18d閲嶇偣鐮斿彂璁″垝")[0], _shape("¹ú¼ÒÖØµãÑÐ·¢¼Æ»®")[0], _shape("国家重点研发计划")
    ('UTF-8 read as GBK', 'GBK read as Latin letters', None)
    """
    if _WORDS.search(text) or not _NOT_ASCII.search(text):
        return None
    for name, wrong, right in _SHAPES:
        meant = _bytes(text, wrong).decode(right, "replace")
        if _WORDS.search(meant):
            return name, meant
    return None


def _bytes(text: str, encoding: str) -> bytes:
    """Return the bytes of which ``encoding`` made ``text``; what it cannot have made is left out.

    Latin letters are those of Windows, with the codes that it leaves open.
    """
    if encoding != "latin":
        return text.encode(encoding, "ignore")
    return b"".join(c.encode("cp1252", "ignore") or c.encode("latin-1", "ignore") for c in text)


def _garbled(texts: Sequence[str]) -> list[tuple[int, str, str]]:
    """Return (index, name of the shape, the text as meant) of the garbled lines."""
    doubtful = (
        (n, text)
        for n, text in enumerate(texts)
        if _NOT_ASCII.search(text) and not _WORDS.search(text)
    )
    shapes = ((n, _shape(text)) for n, text in doubtful if not _usual(text))
    return [(n, *shape) for n, shape in shapes if shape]


def _usual(text: str) -> bool:
    """Return whether at least a fifth of the characters are usual in a guide."""
    letters = _NOT_ASCII.findall(text)
    return 5 * len(_USUAL.findall(text)) >= len(letters)


def shape_of(texts: Sequence[str]) -> str | None:
    """Return what is wrong with a text of which most lines are garbled; None if it can be read."""
    found = _garbled(texts)
    if found and len(found) > sum(bool(_WORDS.search(text)) for text in texts):
        index, name, meant = found[0]
        printed = texts[index].strip()[:16]
        return f"it is garbled, {name} (“{printed}” for “{meant.strip()[:10]}”): {_AGAIN}"
    whole = "".join(texts)
    letters = _NOT_ASCII.findall(whole)
    many = len(_HAN.findall(whole)) >= _FEWEST or 2 * len(letters) > len(whole) > _FEWEST
    if many and not _WORDS.search(whole) and 20 * len(_USUAL.findall(whole)) < len(letters):
        return f"its characters make no Chinese words, as if garbled (“{whole.strip()[:16]}”): {_AGAIN}"
    return None


def garbled_lines(lines: Sequence[Line]) -> Iterator[Diagnostic]:
    """Yield a warning for each garbled line in a text that is readable as a whole."""
    for index, name, meant in _garbled([line.text for line in lines])[:_LISTED]:
        line = lines[index]
        message = (
            f"unreadable: “{line.text.strip()[:16]}” is garbled, {name} (“{meant.strip()[:10]}”?)"
        )
        yield Diagnostic("warning", "garbled", message, line.number)
