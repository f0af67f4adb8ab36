"""The partners that a direction names: countries, groupings, regions and institutions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from generator.grammar.excluded import without_excluded
from generator.grammar.numerals import wide_marks
from generator.ids import unknown_code
from generator.model import Direction, walk
from generator.vocabulary import DASHES, Vocabulary

_SHORT = re.compile(r"中(?P<head>[^国\W])(?:（(?P<rest>[^（）]+)）)?")
_MORE_SHORT = re.compile(r"[、和与及]中(?P<head>[^国\W])(?=[、和与及政科双联合])")
"""The other ones in “中墨、中智、中秘政府间…”."""
_ELIGIBLE = re.compile(r"(?:合作国别|合作国|合作方|成员国)[^。；]*")
_MASK = "\ue000"
"""The character that replaces each character of a known name."""
_NAMES = re.compile(
    rf"(?:中国(?:科学技术部|科技部|政府)?|内地|大陆)?\s*[和与及同—–－-]+\s*"
    rf"(?P<names>[\u4e00-\u9fffA-Za-z·、 {_MASK}—–－-]{{2,60}}?)(?:共和国)?"
    r"(?=政府|科技|联合|合作|产业|产学研|旗舰|国际|双边|三方|多边|大型|研究|项目|[（—-]|$)"
)
_BETWEEN = re.compile(r"[、—–－-]|以及|[和与及]")
_AND_OTHERS = re.compile(r"等.*$")
_REGION = (
    r".*(?:[欧亚美非洋湾]|[欧亚美非]洲|[葡法西英]语|加勒比|阿拉伯|巴尔干|高加索|澜湄|湄公河|地中海|波罗的海|[黑里]海)"
    r"(?:地区|沿岸)?(?:国家|各国|地区)$"
)
"""A name of several countries in one part of the world: “拉美国家”, “地中海沿岸国家”."""
_NO_NAME = re.compile(
    r"有关|相关|沿线|周边|其他|发展中|发达|一带一路|全球|世界(?:各国|主要|$)|国[内外]|境外|大科学"
    rf"|(?!{_REGION}).*(?:国家|各国|地区|伙伴)$"
    r"|中国(?:科学技术部|科技部|政府)?$"
    r"|(?:科学|科技|技术|教育|文化|创新|研究|经济|工业|能源|环境|就业|商业|农业|卫生|交通|通信|气候|数字|高等)+部?$"
    r"|(?:重要|主要|多边|国际|双边|区域|专业)*(?:科技|科学|科研|创新|研究|学术)*(?:组织|机构|计划)$"
)
"""Words that a title prints in place of a name: “有关国家”, “发展中国家”, “国际科研机构”; those in the name of a ministry."""


@dataclass(frozen=True, slots=True)
class Partners:
    """The codes of a direction's partners by kind, each once, in the order printed."""

    countries: tuple[str, ...]
    direct: tuple[str, ...]
    groups: tuple[str, ...]
    unknown: tuple[str, ...]
    """Names of partners, as printed, that are not in the vocabulary; `countries` has their codes."""
    regions: tuple[str, ...]
    institutions: tuple[str, ...]
    organisations: tuple[str, ...]
    """Those of the institutions that belong to no country."""


def partners(direction: Direction, vocabulary: Vocabulary) -> Partners:
    """Return the partners that the title of ``direction`` names.

    If the title names a grouping, the countries that the requirements name as eligible are added
    (“合作国别仅限…”, “其余金砖四国（…）”).
    """
    title = without_excluded(wide_marks(direction.title.zh))
    groups = [code for code, name in vocabulary.grouping_patterns.items() if name.search(title)]
    direct = _countries(title, vocabulary)
    if not direct and not groups:
        for code in _abbreviated(direction, title, vocabulary):
            (groups if vocabulary.grouping(code) else direct).append(code)
    eligible = [
        country
        for item in (walk(direction.requirements) if groups else ())
        for clause in _ELIGIBLE.finditer(without_excluded(wide_marks(item.text.zh)))
        for country in _countries(clause[0], vocabulary)
    ]
    bodies = [body for body, name in vocabulary.institution_patterns if name.search(title)]
    unknown = () if direct and _SHORT.match(title) else unknown_partners(title, vocabulary)
    if unknown:
        places = [(title.find(name), unknown_code(name)) for name in unknown]
        places += [(start, place.country) for start, place in vocabulary.places_in(title)]
        direct = [code for _, code in sorted(places)]
    hosts = [body.country for body in bodies if body.country]
    return Partners(
        countries=_once([*direct, *eligible, *hosts]),
        direct=_once([*direct, *hosts]),
        groups=_once(groups),
        unknown=unknown,
        regions=_once(place.region for _, place in vocabulary.places_in(title) if place.region),
        institutions=_once(body.code for body in bodies),
        organisations=_once(body.code for body in bodies if body.country is None),
    )


def unknown_partners(title: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the names, as printed, of partners in a title that are not in the vocabulary.

    A single character is not a name, as several countries share one. A longer name around a known one
    (“俄罗斯远东”) is known.
    """
    title = wide_marks(title)
    if (short := _SHORT.match(title)) and short["rest"]:
        return (short["head"] + short["rest"],)
    known = vocabulary.partner_pattern
    masked = known.sub(lambda name: _MASK * len(name[0]), title.translate(DASHES))
    match = _NAMES.match(masked)
    if match is None:
        return ()
    names = [_AND_OTHERS.sub("", name).strip() for name in _BETWEEN.split(match["names"])]
    if any(len(name) < 2 for name in names if name):  # 和 or 与 is part of the name
        names = [match["names"].strip(" 、—–－-")]
    return _once(n for n in names if n and _MASK not in n and not _NO_NAME.match(n))


def _countries(text: str, vocabulary: Vocabulary) -> list[str]:
    """Return the codes of the countries that ``text`` names in full; 中新（西兰） counts as New Zealand."""
    if (short := _SHORT.search(text)) and short["rest"]:
        name = short["head"] + short["rest"]
        text = text.replace(short[0], name, 1) if name in vocabulary.places_by_printed else text
    return [place.country for _, place in vocabulary.places_in(text)]


def _abbreviated(direction: Direction, title: str, vocabulary: Vocabulary) -> list[str]:
    """Return the codes that the single characters in “中美…”, “中加（魁北克省）…” or “中墨、中智…” stand for."""
    first = _SHORT.match(title)
    heads = [match["head"] for match in (first, *_MORE_SHORT.finditer(title)) if match]
    codes = (_code_of(head, direction, vocabulary) for head in heads)
    return [code for code in codes if code]


def _code_of(head: str, direction: Direction, vocabulary: Vocabulary) -> str | None:
    """Return the code that a single character stands for, or None.

    If several countries share the character, the agreement decides: “中巴…” under “《中国和巴基斯坦…协定》”.
    """
    if code := vocabulary.abbreviations.get(head):
        return code
    texts = [item.text.zh for item in direction.agreements]
    texts += [direction.commitment.zh] if direction.commitment else []
    named = {
        place.country
        for text in texts
        for start, place in vocabulary.places_in(text)
        if text[start] == head
    }
    return named.pop() if len(named) == 1 else None


def _once(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(codes))
