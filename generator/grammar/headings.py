"""Headings of directions: a number and a title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.grammar.enumerators import Enumerator, enumerator
from generator.grammar.labels import label, numbered_label
from generator.grammar.numerals import NUMERALS, RINGS, half_width, value

_DOTTED = r"(?P<number>\d{1,2}\.\d{1,2}(?:\.\d{1,2})?)(?!\.?\d)"
_HAN = f"[{''.join(NUMERALS)}]{{1,3}}"
_UNIT = (
    r"(?![万亿元倍年月日个项吨米度家名次件篇级代版类型种秒克升瓦伏赫]|[微毫纳厘千]米|公[里斤]|千[克伏瓦]|兆[瓦赫]|毫升|小时|分钟|英寸|周岁"
    r"|(?:[kMGT]?(?:Hz|W|Pa|B|V|eV)|K|A)(?![A-Za-z]))"
)
"""What follows a number that is a quantity: “1.55微米”, “2.3家”, “2.4GHz”."""
_WORD = (
    r"(?=日本|克罗地亚|瓦努阿图|瓦莱|赫尔|万隆|米兰|项目|个[体性]|种[业质子植苗]|月[球面壤]|元[素宇]|年[轻代]|家[庭畜禽电]|级联|代谢|类[脑器人]|度量"
    r"|次[生声]|名[古称]|升级|克隆|伏特)"
)
"""Words that begin like a unit: “1.2 日本…”, “1.3 克罗地亚”."""
_TITLE = rf"(?:{_WORD}|(?=[\u3400-\u9fff“《（(A-Z]){_UNIT})"
_MARK = r"\s*+(?:[、.：:]|[|｜](?![^|｜]*[|｜]))?\s*+"
"""What may stand between a number and its title; one rule stands between two cells: “1.1 | 中国和…”."""
_SERIES = r"(?:(?:指南|研究)?方向|专题)"
_PARTNER_FIRST = (
    r"(?:(?:我国?|中国?|与)(?=[^。；：]{0,60}(?:合作|联合|政府间|资助|旗舰|计划|交流|实验室))(?!心|小企|央|医|药|试|期|间|标|此|其)"
    r"|(?:对|面向)(?!于|应|接|口|外|标|象|比)|“?一带一路|内地|大陆|金砖|欧[盟洲]|东盟|非洲|阿拉伯|亚洲|上海合作组织|上合)"
)
"""The words with which the title of a call begins: “中国和芬兰…合作项目”, “对丹麦合作项目”."""
_BEHIND_COUNT = rf"\s*(?:[、.：:\s]\s*|(?={_PARTNER_FIRST}))"

FORMS: tuple[tuple[str, str], ...] = (
    ("named", rf"{_SERIES}\s*{_DOTTED}{_MARK}{_TITLE}"),
    ("dotted", rf"{_DOTTED}{_MARK}{_TITLE}"),
    ("bracketed", rf"[（(【\[]\s*{_DOTTED}\s*[）)】\]]{_MARK}{_TITLE}"),
    ("counted", rf"{_SERIES}\s*(?P<number>\d{{1,2}}){_BEHIND_COUNT}{_TITLE}"),
    ("counted_han", rf"{_SERIES}\s*(?P<number>{_HAN}){_BEHIND_COUNT}{_TITLE}"),
    ("ring", rf"(?P<number>[{RINGS}]){_MARK}{_TITLE}"),
    ("plain", rf"(?P<number>\d{{1,2}}){_MARK}{_TITLE}"),
    ("han", rf"(?P<number>{_HAN})\s*、\s*{_TITLE}"),
    ("bracketed_han", rf"[（(]\s*(?P<number>{_HAN})\s*[）)]\s*{_TITLE}"),
    ("bracketed_plain", rf"[（(]?\s*(?P<number>\d{{1,2}})\s*[）)]\s*{_TITLE}"),
)
"""The forms by name; the first that matches wins."""

WEAK = (
    "counted",
    "counted_han",
    "ring",
    "plain",
    "han",
    "bracketed_han",
    "bracketed_plain",
)
"""Forms that items and parts of the guide have as well: “1. 中国和以色列…合作项目”, “（二）智能制造”."""

_FORMS = tuple((name, re.compile(pattern)) for name, pattern in FORMS)
WITNESSES = 3
"""The number of lines below a possible heading in which a label may confirm it."""
_LONGEST_TITLE = 80
_LONGEST_CALL = 400
_TOO_MANY = 100
"""The first number that is too high for a direction: “九九九、” is not the number of one."""
_NAMES_A_CALL = re.compile(r"项目|合作|计划|资助|联合|实验室|中心|研究|研发|工程")
_NAMES_COOPERATION = re.compile(r"(?:合作|联合|政府间|资助|旗舰|国际)[^，。；]*$|^[中与内大]")
_BRACKET = r"[（(](?:[^。《》（）()]|[（(][^。（）()]*+[）)])*+[）)]"
_PLAIN = "[^。；;：:《》（）()]*+"
_CALL = re.compile(
    rf"(?P<title>{_PARTNER_FIRST}{_PLAIN}(?:{_BRACKET}{_PLAIN})*+)(?:[；;。]$|(?=[：:])|$)"
)
_CALLED = re.compile(rf"(?:项目|计划|合作|行动|工程|机制|实验室|中心|平台)(?:{_BRACKET})*+$")
_WITHOUT_NUMBER = re.compile(r"中国[和与]|对|与")
FIELDS_CLAUSE = re.compile(
    r"[，,。；;](?:主要)?(?:支持|合作|重点|优先|涉及|资助)?(?:领域|方向)(?:方向)?(?:为|是|包括|[：:])(?=[^项]*$)"
)
"""The words between a title and its fields on one line: “…合作项目，合作领域为可持续城市、先进材料”."""
_OPENING_PARTS = ("agreements", "commitment", "fields")
_CHAPTER = re.compile(rf"第(?P<n>{_HAN}|[1-9])(?:部分|章)\s*+[：:]?\s*+")
_PART_STYLES = ("chapter", "han", "bracketed_han", "digit", "bracketed_digit")
_NAMES_A_PART = re.compile(
    r"合作|国家|地区|组织|机制|双边|多边|港澳|香港|澳门|台湾|工程|计划|项目|方向"
)
_STOPS = ("。", "；", "：", "，", "、", ";", ":", ",")
_LONGEST_PART = 40


@dataclass(frozen=True, slots=True)
class Heading:
    """A direction's number at the start of a text."""

    number: str
    """The number in ASCII digits."""
    length: int
    form: str


def heading(text: str) -> Heading | None:
    """Return the direction number at the start of ``text``, or None: “1.2中国…”, “（2.0）中国…”.

    >>> heading("１．２ 中国和法国").number, heading("方向1：中国和法国").number, heading("1.5亿元")
    ('1.2', '1', None)
    >>> heading("（十二）中国和法国").number
    '12'
    """
    plain = half_width(text[:40])
    for form, pattern in _FORMS:
        if match := pattern.match(plain):
            number = match["number"]
            if not number[0].isascii():
                if value(number) >= _TOO_MANY:
                    continue
                number = str(value(number))
            return Heading(number, match.end(), form)
    return None


def part_heading(text: str, *, named: bool = True) -> Enumerator | None:
    """Return the enumerator of a heading above several directions, or None.

    Examples are “二、多边合作”, “（三）内地与香港、澳门合作” and “第二部分 多边合作”. If it is not
    ``named``, its words may be any: “（二）欧洲”.
    """
    chapter = _CHAPTER.match(text)
    mark = enumerator(text)
    if chapter:
        mark = Enumerator("chapter", value(chapter["n"]), chapter[0].strip(), chapter.end())
    if mark is None or mark.style not in _PART_STYLES:
        return None
    short = len(text) <= _LONGEST_PART and not text.endswith(_STOPS)
    return mark if short and (not named or _NAMES_A_PART.search(text)) else None


def opens_direction(text: str, following: Sequence[str]) -> Heading | None:
    """Return the heading at the start of ``text``, or None; the texts ``following`` it decide doubtful cases.

    A number such as “4.0” can begin a line in the middle of a sentence, so a heading needs a label soon
    after it or a title that names a call. A heading in one of the `WEAK` forms needs both, and the first
    label below it must be one that opens a direction: below “二、多边合作” stands another heading.
    """
    found = heading(text)
    if found is None:
        return None
    title = _whole(text[found.length :], following)
    if (part := label(title)) and part.sure:  # “1.1.2 拟支持项目数：3个”
        return None
    if found.form in WEAK:
        first = next((line for line in following if _label_of(line) or enumerator(line)), "")
        ours = _label_of(first) in _OPENING_PARTS and _may_be_title(title)
        return found if ours and _NAMES_COOPERATION.search(title) else None
    if any(_label_of(line) or enumerator(line) for line in following) or _may_be_title(title):
        return found
    return None


def follows(number: str, before: str | None) -> bool:
    """Return whether a direction with ``number`` may follow one with the number ``before`` (None: may be the first).

    After 1.9, the guides continue with 1.10 or with 2.0.

    >>> follows("1.1", None), follows("1.10", "1.9"), follows("2.0", "1.9"), follows("2.1.1", "1.3.2")
    (True, True, True, True)
    >>> follows("1.4", "1.2"), follows("1.1", "1.2"), follows("1.3", None)
    (False, False, False)
    """
    new = [int(part) for part in number.split(".")]
    if before is None:
        return new[-1] <= 1
    old = [int(part) for part in before.split(".")]
    goes_on = (
        new[:place] == old[:place]
        and new[place] == last + 1
        and max(new[place + 1 :], default=0) <= 1
        for place, last in enumerate(old[: len(new)])
    )
    return any(goes_on) or (new[: len(old)] == old and max(new[len(old) :], default=2) <= 1)


def call_title(text: str) -> int | None:
    """Return the length of the title of a call that is the whole of ``text``, or stands before a colon or the words
    of its fields; None for others.

    >>> call_title("中国和芬兰政府间科技合作项目（水；氢能）；"), call_title("对丹麦合作项目：海上风电")
    (20, 7)
    >>> call_title("中国和芬兰双方须签署合作协议"), call_title("3D打印联合研究项目")
    (None, None)
    """
    if len(text) > _LONGEST_CALL:
        return None
    clause = FIELDS_CLAUSE.search(text)
    found = _CALL.match(text[: clause.start()] if clause else text)
    return found.end("title") if found and _CALLED.search(found["title"]) else None


def listed_calls(texts: Sequence[str]) -> dict[int, Heading]:
    """Return position → heading for the entries of a guide that only lists its calls, without labels below them.

    An entry is a number in one of the `WEAK` forms and the title of a call; where none has a number, a title alone
    on its line. The notice that comes first each year has such lists.
    """
    found: dict[int, Heading] = {}
    for index, text in enumerate(texts):
        number = heading(text)
        if number is None:
            mark = enumerator(text)
            length = mark.length if mark and mark.style == "bullet" else 0
            number = Heading("", length, "unnumbered")
        title = text[number.length :].strip()
        is_call = number.form in (*WEAK, "unnumbered") and call_title(title)
        if is_call and (number.form in WEAK or is_call >= len(title.rstrip("；;"))):
            found[index] = number
    return found


def unnumbered(text: str, following: Sequence[str]) -> Heading | None:
    """Return the heading that the title of a call makes without a number, above a label that opens a direction."""
    if not _WITHOUT_NUMBER.match(text) or call_title(text) != len(text):
        return None
    below = _label_of(following[0]) if following else None
    return Heading("", 0, "unnumbered") if below in _OPENING_PARTS else None


def names_call(text: str) -> bool:
    """Return whether ``text`` ends like the title of a call."""
    return _CALLED.search(text.rstrip("；;。")) is not None


def names_partner(title: str) -> bool:
    """Return whether ``title``, or the first line of it, begins like the title of a call."""
    return re.match(_PARTNER_FIRST, title) is not None


def _whole(title: str, following: Sequence[str]) -> str:
    """Return ``title`` with the lines of ``following`` over which a bracket that it opens goes on."""
    for line in following:
        if sum(map(title.count, "（(")) <= sum(map(title.count, "）)")):
            break
        title += line
    return title


def _label_of(text: str) -> str | None:
    found = label(text) or numbered_label(text)
    return found.part if found else None


def _may_be_title(title: str) -> bool:
    if call_title(title):
        return True
    return (
        len(title) <= _LONGEST_TITLE
        and not title.endswith(tuple("。；，：、;,:"))
        and not title.startswith("《")
        and bool(_NAMES_A_CALL.search(title))
    )
