"""Who the partner is: countries, groupings, regions and bodies."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from generator.grammar import wide_marks
from generator.ids import unknown_code
from generator.model import Direction
from generator.parse.direction import walk
from generator.vocabulary import HOME, Vocabulary

_SHORT = re.compile(r"中(?P<head>[^国\W])(?:（(?P<rest>[^（）]+)）)?")
_ELIGIBLE = re.compile(r"(?:合作国别|合作国|合作方|成员国)[^。；]*")
_PRINTED = re.compile(
    r"^(?:中国(?:科技部)?|内地|大陆)[和与及同—–－-]+(?P<name>[\u4e00-\u9fffA-Za-z·]{2,16}?)"
    r"(?:共和国)?(?=政府|科技|联合|合作|产业|产学研|旗舰|国际|双边|大型|研究|项目|[（—-]|$)"
)
_NO_NAME = re.compile(
    r"(?:有关|相关|沿线|周边|其他|发展中|发达)|.*(?:国家|各国|地区|伙伴|组织|机构)$|全球|世界|国[内外]"
)
"""What a title says in place of a name: “有关国家”, “发展中国家”, “一带一路国家”."""


@dataclass(frozen=True, slots=True)
class Partners:
    """Codes, each once, in the order printed."""

    countries: tuple[str, ...]
    direct: tuple[str, ...]
    groups: tuple[str, ...]
    unknown: str | None
    """The partner as printed, where it is in no list; its code is among the countries."""
    regions: tuple[str, ...]
    institutions: tuple[str, ...]


def partners(direction: Direction, vocabulary: Vocabulary) -> Partners:
    """The partners of ``direction``: those its title names, and under a grouping those its
    requirements name as eligible (“合作国别仅限…”, “其余金砖四国（…）”).
    """
    title = wide_marks(direction.title.zh)
    groups = [code for code, name in vocabulary.grouping_patterns.items() if name.search(title)]
    direct = _countries(title, vocabulary)
    if not direct and not groups and (code := _abbreviated(direction, title, vocabulary)):
        (groups if vocabulary.grouping(code) else direct).append(code)
    eligible = list(direct)
    if groups:
        for item in walk(direction.requirements):
            for clause in _ELIGIBLE.finditer(item.text.zh):
                eligible += _countries(wide_marks(clause[0]), vocabulary)
    bodies = [i for i in vocabulary.institutions if any(name in title for name in i.printed)]
    eligible += [body.country for body in bodies]
    regions = _once(_regions(title, (HOME, *direct), vocabulary))
    unknown = None if eligible or groups or regions else printed_partner(title)
    if unknown:
        direct.append(unknown_code(unknown))
        eligible.append(unknown_code(unknown))
    return Partners(
        countries=_once(eligible),
        direct=_once([*direct, *(body.country for body in bodies)]),
        groups=_once(groups),
        unknown=unknown,
        regions=regions,
        institutions=_once(body.code for body in bodies),
    )


def printed_partner(title: str) -> str | None:
    """The partner as a title prints it, whoever that is; None where it names none in the usual way.
    One character is no name: countries share them.

    >>> printed_partner("中国和亚特兰蒂斯政府间联合研究项目"), printed_partner("中亚合作项目")
    ('亚特兰蒂斯', None)
    """
    title = wide_marks(title)
    if (short := _SHORT.match(title)) and short["rest"]:
        return short["head"] + short["rest"]
    match = _PRINTED.match(title)
    return match["name"] if match and not _NO_NAME.match(match["name"]) else None


def _countries(text: str, vocabulary: Vocabulary) -> list[str]:
    """Codes of the countries that ``text`` names in full: 中新（西兰） is New Zealand."""
    text = _SHORT.sub(lambda m: _spelt_out(m, vocabulary) or m[0], text, count=1)
    return [
        vocabulary.country_by_printed[match[0]]
        for match in vocabulary.country_pattern.finditer(text)
    ]


def _spelt_out(match: re.Match[str], vocabulary: Vocabulary) -> str | None:
    """“新西兰” of “中新（西兰）”; None where head and bracket make no country's name."""
    name = match["head"] + (match["rest"] or "")
    return name if match["rest"] and name in vocabulary.country_by_printed else None


def _abbreviated(direction: Direction, title: str, vocabulary: Vocabulary) -> str | None:
    """The code behind the one character of “中美…” or “中加（魁北克省）…”. One that several countries
    share is told by the agreement: “中巴…” under “《中国和巴基斯坦…协定》”.
    """
    match = _SHORT.match(title)
    if match is None:
        return None
    if code := vocabulary.abbreviations.get(match["head"]):
        return code
    texts = [item.text.zh for item in direction.agreements]
    texts += [direction.commitment.zh] if direction.commitment else []
    named = {
        vocabulary.country_by_printed[found[0]]
        for text in texts
        for found in vocabulary.country_pattern.finditer(text)
        if found[0].startswith(match["head"])
    }
    return named.pop() if len(named) == 1 else None


def _regions(title: str, countries: Iterable[str], vocabulary: Vocabulary) -> list[str]:
    """Parts of the partners that the title names, and of China itself: “内地与香港…”."""
    codes = set(countries)
    return [
        region.code
        for country in vocabulary.countries
        if country.code in codes
        for region in country.regions
        if any(name in title for name in region.printed)
    ]


def _once(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(codes))
