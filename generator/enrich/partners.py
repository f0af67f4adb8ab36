"""Who the partner is: countries, groupings, regions and bodies."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from generator.model import Direction
from generator.parse.direction import walk
from generator.vocabulary import Vocabulary

_SHORT = re.compile(r"中(?P<head>[^国\W])(?:[（(](?P<rest>[^（）()]+)[）)])?")
_ELIGIBLE = re.compile(r"(?:合作国别|合作国|合作方|成员国)[^。；]*")


@dataclass(frozen=True, slots=True)
class Partners:
    """Codes, each once, in the order printed."""

    countries: tuple[str, ...]
    direct: tuple[str, ...]
    groups: tuple[str, ...]
    regions: tuple[str, ...]
    institutions: tuple[str, ...]


def partners(direction: Direction, vocabulary: Vocabulary) -> Partners:
    """The partners of ``direction``: those its title names, and under a grouping those its
    requirements name as eligible (“合作国别仅限…”, “其余金砖四国（…）”).
    """
    title = direction.title.zh
    groups = [g.code for g in vocabulary.groupings if any(name in title for name in g.printed)]
    direct = _countries(title, vocabulary)
    regions: list[str] = []
    if not direct and not groups and (code := _abbreviated(title, vocabulary)):
        (groups if vocabulary.grouping(code) else direct).append(code)
    for country in vocabulary.countries:
        if country.code in direct:
            regions += [r.code for r in country.regions if r.printed in title]
    eligible = list(direct)
    if groups:
        for item in walk(direction.requirements):
            for clause in _ELIGIBLE.finditer(item.text.zh):
                eligible += _countries(clause[0], vocabulary)
    bodies = [i for i in vocabulary.institutions if any(name in title for name in i.printed)]
    eligible += [body.country for body in bodies]
    return Partners(
        countries=_once(eligible),
        direct=_once([*direct, *(body.country for body in bodies)]),
        groups=_once(groups),
        regions=_once(regions),
        institutions=_once(body.code for body in bodies),
    )


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


def _abbreviated(title: str, vocabulary: Vocabulary) -> str | None:
    """The code behind the one character of “中美…” or “中加（魁北克省）…”."""
    match = _SHORT.match(title)
    return vocabulary.abbreviations.get(match["head"]) if match else None


def _once(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(codes))
