"""Full-width characters, and numbers as the guides write them: Chinese numerals, digits of other scripts, “①”."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

# `\d` matches the digits of all scripts: the font of a PDF may encode “3” as “٣”.
_NOT_ASCII = re.compile(r"[^\D0-9]")
NUMERALS = {numeral: value for value, numeral in enumerate("一二三四五六七八九十", start=1)}
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
_RUN = rf"[{''.join(_DIGITS)}{''.join(_UNITS)}]{{1,8}}"
_TO = r"[-－–—~～至到]"
_COUNTED = re.compile(
    rf"(?<![第每同任某逐另统进这近{''.join(_DIGITS)}{''.join(_UNITS)}])"
    rf"(?P<number>{_RUN})(?=\s*(?:{_TO}\s*(?:{_RUN}|\d{{1,4}})\s*)?[个项年万亿])"
)
_FORMAL_COUNTED = re.compile(r"(?<![大队])[壹贰叁肆伍陆柒捌玖拾佰仟零]{1,8}(?=\s*[个项年万亿])")
"""Numerals of cheques: “叁佰万元”; not 大陆 or 队伍."""
_MIXED = re.compile(
    r"(?<![\d.,])(?P<number>\d{1,4}(?:,\d{3})?(?:\.\d{1,3})?)\s*(?P<unit>[十百千])(?=\s*(?:[万亿]|元))"
)
_ABOUT = re.compile(
    r"(?P<ten>十?)(?P<low>[一二两三四五六七八九])(?P<high>[二两三四五六七八九])(?P<unit>[十百千]?)"
)
_LOOSE = re.compile(
    r"(?![零一二三四五六七八九〇○]{4}$)"  # a year
    r".*(?:[一二两三四五六七八九]{2}|[百千][一二三四五六七八九](?![百十]))"
)
"""Numerals that are not sure: “一百二三十” is 120 to 130, “二百五” 205 or 250."""
_COMPOUND = re.compile(r"(?<![\d.,])(?P<yi>\d{1,4})\s*亿\s*(?P<wan>\d{1,4})\s*万")

_WIDE = str.maketrans(",;:()?!", "，；：（）？！")


def wide_marks(text: str) -> str:
    """Return ``text`` with half-width punctuation made full-width; the length stays the same.

    >>> wide_marks("智慧城市(如交通);水")
    '智慧城市（如交通）；水'
    """
    return text.translate(_WIDE)


def half_width(text: str) -> str:
    """Return ``text`` with full-width digits, and digits of other scripts, in ASCII; the length stays the same."""
    return _NOT_ASCII.sub(_ascii, text.replace("．", "."))


def _ascii(match: re.Match[str]) -> str:
    return str(unicodedata.decimal(match[0]))


def arabic(text: str) -> str:
    """Return ``text`` with numbers before 个, 项, 年, 万 or 亿 in ASCII digits.

    >>> arabic("十个"), arabic("２项"), arabic("三年"), arabic("两至三年"), arabic("一千五百万元")
    ('10个', '2项', '3年', '2至3年', '1500万元')
    >>> arabic("2千万元"), arabic("1亿5千万元"), arabic("叁佰万元"), arabic("大陆项目")
    ('2000万元', '15000万元', '300万元', '大陆项目')
    >>> arabic("二〇二一年"), arabic("每一个领域"), arabic("第三年"), arabic("二百五万元")
    ('2021年', '每一个领域', '第三年', '二百五万元')
    >>> arabic("两三个"), arabic("三五项"), arabic("十二三个"), arabic("两三百万元")
    ('2-3个', '3-5项', '12-13个', '200-300万元')
    """
    text = _FORMAL_COUNTED.sub(lambda m: m[0].translate(_FORMAL), half_width(text))
    text = _COUNTED.sub(lambda m: _counted(m["number"]), _MIXED.sub(_multiplied, text))
    return _COMPOUND.sub(lambda m: f"{int(m['yi']) * 10_000 + int(m['wan'])}万", text)


def _counted(numeral: str) -> str:
    """Return a numeral in digits, or as it is if that is not sure; two digits side by side are a range: “两三” is 2 to 3."""
    if about := _ABOUT.fullmatch(numeral):
        low, high = _DIGITS[about["low"]], _DIGITS[about["high"]]
        if high == low + 1 or (low, high) == (3, 5):
            ten, unit = 10 * bool(about["ten"]), _UNITS.get(about["unit"], 1)
            return f"{(ten + low) * unit}-{(ten + high) * unit}"
    return numeral if _LOOSE.match(numeral) else str(value(numeral))


def _multiplied(match: re.Match[str]) -> str:
    number = Decimal(match["number"].replace(",", "")) * _UNITS[match["unit"]]
    return f"{number.normalize():f}"


def value(numeral: str) -> int:
    """Return the value of a numeral in digits, in a ring (“③”) or in Chinese.

    >>> value("十二"), value("二十一"), value("一百零五"), value("二〇二一"), value("7"), value("③")
    (12, 21, 105, 2021, 7, 3)
    >>> value("٣"), value("3十")
    (3, 30)
    """
    if numeral[0] in RINGS:
        return RINGS.index(numeral[0]) % 20 + 1
    numeral = half_width(numeral)
    if numeral.isascii():
        return int(numeral)
    if not any(c in _UNITS for c in numeral):
        return int("".join(str(_digit(c)) for c in numeral))
    total, digit = 0, 0
    for c in numeral:
        if c in _UNITS:
            total += (digit or 1) * _UNITS[c]
            digit = 0
        else:
            digit = _digit(c)
    return total + digit


def _digit(c: str) -> int:
    """Return the value of one character; digits and Chinese numerals may be mixed, as in “第3十批”."""
    return int(c) if c.isascii() else _DIGITS[c]


RINGS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"
"""Numbers 1 to 20 in rings, in brackets, and with a full stop; 1 to 10 in Han and brackets."""
