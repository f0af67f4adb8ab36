"""Numbers as Chinese and English texts write them, as values that can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from babel.dates import get_month_names

from generator.grammar.numerals import NUMERALS, RINGS, arabic, value

_NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
WHOLE_NUMBER = re.compile(_NUMBER)
"""A number in digits, with its thousands and decimals."""
OF_MYRIADS = re.compile(rf"{_NUMBER}\s*[万亿]+(?:千?[瓦吨米克伏赫焦])?")
_NUMERAL = r"[零〇○一二两三四五六七八九十百千]+"
_POWERS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_UNIT = r"[十百千]?(?:亿万|[万亿])?"
_TO = r"\s*(?:[-－–—~～至到、或]|万?元[-－–—~～至到])\s*"
_CHINESE = re.compile(
    rf"(?P<number>{_NUMBER}|{_NUMERAL})\s*(?P<unit>{_UNIT})"
    rf"(?=(?:{_TO}(?:{_NUMBER}|{_NUMERAL})\s*(?P<later>{_UNIT}))?)"
)
_LOOSE = re.compile(r"[零〇○一二两三四五六七八九]{2}")
"""Digits side by side: 二〇三〇 is a year, 十四五 the fourteenth five years, and 两三 is 2 to 3."""
_WORDS = {"双": 2, "各": 1, "每": 1, "单": 1, "首": 1, "同": 1, "某": 1, "任": 1, "半": 6}
"""Other characters that English can have as a number; 两年半 is 2 years and 6 months, or 30 months."""
HALF_YEARS = re.compile(rf"(?P<number>(?<!\d)\d{{1,2}}|{_NUMERAL})年半")
_DATED = re.compile(r"\d{4}(?:[./-]\d{1,2}){1,2}(?![\d.])")
_FULL_HOUR = re.compile(r"\d\s*[时点]")
"""“16时” is 16:00."""
_MEASURE = re.compile("[千万亿兆][瓦吨米克伏赫焦]")
"""Measures with a power of ten, which the English may write with another: 500万千瓦 is 5 GW."""
_UNITS_OF_MEASURES = ("百", "千")
"""Units that may belong to the next word: 500千米, 5百分点."""
MONTH = re.compile(r"(?<!\d)(?P<month>1[0-2]|[1-9])月")

_ENGLISH_WORDS = {
    word: count
    for count, words in enumerate(
        (
            *("three third", "four fourth", "five fifth", "six sixth", "seven seventh"),
            *("eight eighth", "nine ninth", "ten tenth", "eleven eleventh", "twelve twelfth"),
        ),
        start=3,
    )
    for word in words.split()
}
"""Numbers in words. One, two and both may stand for much that is no number in Chinese."""
_LARGE = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_LARGE_WORDS = "|".join(_LARGE)
AMOUNT = re.compile(rf"{_NUMBER} (?:{_LARGE_WORDS})\b")
_ENGLISH = re.compile(
    rf"(?<![\d.])(?P<number>{_NUMBER})(?: (?P<unit>{_LARGE_WORDS})\b)?"
    rf"(?=(?:(?:–|-|,? (?:to|and|or) |, )(?:RMB )?{_NUMBER} (?P<later>{_LARGE_WORDS})\b)?)"
    r"(?P<months>[ -]months?\b)?"
)
_NAMED = re.compile(r"(?!RMB|CNY|USD|EUR)[A-Z][A-Za-z]*-?$")
"""Letters that a number belongs to: CO2, COVID-19."""
_SPELLED = re.compile(rf"\b(?:{'|'.join(_ENGLISH_WORDS)})\b", re.IGNORECASE)
_MONTHS = get_month_names("wide", locale="en")
_MONTH_NAMES = re.compile(
    rf"\b(?:{'|'.join(name for name in _MONTHS.values() if name != 'May')})\b"
)


def chinese_values(text: str) -> set[Decimal]:
    """Return the value of each number in Chinese ``text``; of one that is not sure, each that it may be.

    >>> sorted(map(int, chinese_values("至少三家，1000-1500万元，二十五届，十四五")))
    [3, 4, 5, 10, 14, 25, 45, 1000, 10000000, 15000000]
    >>> sorted(map(int, chinese_values("两年半")))
    [2, 6, 30]
    """
    plain = MONTH.sub(" ", arabic(text))
    found = {Decimal(count) for word, count in _WORDS.items() if word in text}
    found |= {Decimal(value(ring)) for ring in text if ring in RINGS}
    if _FULL_HOUR.search(plain):
        found.add(Decimal(0))
    for match in HALF_YEARS.finditer(plain):
        found |= in_months(match)
    for match in _DATED.finditer(text):
        found |= set(map(Decimal, re.findall(r"\d+", match[0])))
    for match in _CHINESE.finditer(plain):
        for number in _readings(match["number"]):
            found.add(number * _power(match["unit"]))
            if match["later"] and not match["unit"]:
                found.add(number * _power(match["later"]))
            if match["unit"] in _UNITS_OF_MEASURES:
                found.add(number)
    if _MEASURE.search(plain):
        found |= {number / power for number in found for power in (10**3, 10**6, 10**9)}
    return found


def in_months(half_years: re.Match[str]) -> set[Decimal]:
    """Return the months of a match of HALF_YEARS."""
    return {number * 12 + 6 for number in _readings(half_years["number"])}


def _readings(number: str) -> Iterator[Decimal]:
    if number[0].isascii():
        yield Decimal(number.replace(",", ""))
        return
    ends = range(1, len(number) + 1)
    parts = [number[a:b] for b in ends for a in range(b)] if _LOOSE.search(number) else [number]
    for part in parts:
        if not (_LOOSE.search(part) and set(part) & _POWERS.keys()):
            yield Decimal(value(part))


def _power(unit: str) -> int:
    power = 1
    for character in unit:
        power *= _POWERS[character]
    return power


def english_values(text: str) -> Iterator[tuple[str, set[Decimal]]]:
    """Yield each number in English ``text`` with its value, or the values that it may have.

    Numbers that belong to letters (CO2, COVID-19) are left out.

    >>> [(words, sorted(map(int, values))) for words, values in english_values("RMB 10–15 million, three, 24 months")]
    [('10', [10, 10000000]), ('15 million', [15000000]), ('24 months', [2, 24]), ('three', [3])]
    """
    for match in _ENGLISH.finditer(text):
        if _NAMED.search(text, max(0, match.start() - 12), match.start()):
            continue
        number, unit, later = match.group("number", "unit", "later")
        amount = Decimal(number.replace(",", ""))
        values = {amount * _LARGE.get(unit or "", 1)}
        if later and not unit:
            values.add(amount * _LARGE[later])
        if match["months"] and amount % 12 == 0:
            values.add(amount / 12)
        yield f"{match[0]}", values
    for match in _SPELLED.finditer(text):
        yield match[0], {Decimal(_ENGLISH_WORDS[match[0].lower()])}


def other_months(zh: str, english: str) -> Iterator[str]:
    """Yield the names of months in ``english`` that the Chinese does not have; “May” may be another word."""
    text, months = arabic(zh), {name: number for number, name in _MONTHS.items()}
    tens = {value: numeral for numeral, value in NUMERALS.items()}
    for name in dict.fromkeys(_MONTH_NAMES.findall(english)):
        number = months[name]
        numeral = tens.get(number, f"十{tens.get(number - 10, '')}")
        if not re.search(rf"(?<!\d)0?{number}月|(?<!十){numeral}月|[./-]0?{number}(?!\d)", text):
            yield name
