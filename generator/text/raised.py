"""Raised characters: “m²” and “10⁵” are units and powers, but “3¹年” is 3 years with a note."""

from __future__ import annotations

import re

RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_ORDINARY = "0123456789+-−–()n"
_RAISED = dict(zip(map(ord, _ORDINARY), RAISED + "⁺⁻⁻⁻⁽⁾ⁿ", strict=True))
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
PLAIN = str.maketrans(RAISED + "₀₁₂₃₄₅₆₇₈₉", "0123456789" * 2)
"""Raised and lowered digits → digits."""
_MARK = re.compile(
    r"[*＊※†‡§]{1,3}|[①-⑳]|[\[［〔【(（]?\s*+(?:注\s*+)?\d{1,3}(?:\s*+[,，、~～–-]\s*+\d{1,3})*\s*+[\]］〕】)）]?"
    r"|注\s*+[一二三四五六七八九十]?|[\[［〔][a-z*][\]］〕]"
)
"""A raised mark of a note: “*”, “①”, “[1]”, “注1”, “1,2”."""
NOTE = re.compile(
    rf"[{RAISED}]|[①-⑳※*＊†‡]|[\[［〔【]\^?\w{{1,3}}[\]］〕】][:：]?|注\s*+\d{{0,2}}\s*+[：:]|\d{{1,2}}(?!\s*+[\d.．、）)年月日%个项万])"
)
"""The mark with which a note at the foot of a page begins."""
_FRACTION = re.compile(f"(?P<whole>[0-9])?(?P<top>[{RAISED}]+) ?[/⁄∕] ?(?P<bottom>[0-9₀-₉]+)")
_POWER = re.compile(f"[{RAISED}]+")
_UNIT = re.compile(r"(?P<word>[A-Za-zµΑ-Ωα-ω℃Å]+|\([ -'*-~]*\)|[⁺⁻])$")
_TEN = re.compile(r"(?P<times>[×xX·*]\s?)?(?<![\d.])10$")
_COUNTED = re.compile(r"\s?[年月日天周个项名家人位份万亿元次期批部篇所]")
_LONGEST_UNIT = 3


def is_mark(text: str) -> bool:
    """Return whether raised ``text`` in a sentence can only be the mark of a note.

    >>> is_mark("[1]"), is_mark("1,2"), is_mark("2"), is_mark("th")
    (True, True, False, False)
    """
    return bool(_MARK.fullmatch(text.strip())) and not text.strip().isdecimal()


def raised(text: str) -> str:
    """Return raised text in Unicode's own raised characters, or as it is if it has others.

    >>> raised("2"), raised("-3"), raised("th")
    ('²', '⁻³', 'th')
    """
    return text.translate(_RAISED) if all(ord(sign) in _RAISED for sign in text) else text


def lowered(text: str, before: str) -> str:
    """Return lowered text; its digits are kept apart from digits before them: “CO2”, but “x1₂”."""
    return text.translate(_LOWERED) if before[-1:].isdecimal() else text


def fractions(text: str) -> str:
    """Return ``text`` with fractions of raised and lowered digits on the line.

    >>> fractions("总额的¹/₂"), fractions("1¹⁄2年")
    ('总额的1/2', '1 1/2年')
    """

    def on_the_line(match: re.Match[str]) -> str:
        whole = f"{match['whole']} " if match["whole"] else ""
        return f"{whole}{match['top']}/{match['bottom']}".translate(PLAIN)

    return _FRACTION.sub(on_the_line, text)


def note_marks(text: str) -> list[re.Match[str]]:
    """Return the raised digits in ``text`` that are marks of notes, and no part of a unit, a power or a formula.

    >>> [mark[0] for mark in note_marks("执行期3¹年；面积100m²，10⁵ Pa，10²年")]
    ['¹', '²']
    """
    found = _POWER.finditer(text)
    return [m for m in found if not _belongs(text[: m.start()].rstrip(" "), text[m.end() :])]


def _belongs(before: str, after: str) -> bool:
    """Return whether raised digits between ``before`` and ``after`` belong to the word or number before them."""
    if not before.strip() or after.lstrip()[:1] in tuple("⁺⁻/⁄∕"):
        return True
    if unit := _UNIT.search(before):
        word = unit["word"]
        is_name = word.isalpha() and word.isupper() and len(word) >= _LONGEST_UNIT
        return not word.isalpha() or (len(word) <= _LONGEST_UNIT and not is_name)
    ten = _TEN.search(before)
    return ten is not None and bool(ten["times"] or not _COUNTED.match(after))
