"""The countries and groupings that Chinese and its English name: neither may name one that the other does not."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from polib import POEntry

from generator.vocabulary import DASHES, Vocabulary

_BODY = re.compile(
    r"(?:(?!合作|政府间|双方|[和与驻在的])[一-龥]){0,16}?"
    r"(?:部|署|局|院|所|中心|大学|公司|集团|银行|基金|协会|学会|联合会|理事会|委员会)"
)
"""The rest of a name that begins with a country. The English of the body need not have it: 美国航空航天局 is NASA."""
_BY_LETTER = re.compile(
    r"中(?!国)([一-龥]{1,3})|(?!中)([一-龥])(?=[方中国双语文企籍政元])|[驻赴访]([一-龥])"
)
"""Countries by their first characters: 中芬, 中日韩, 芬方, 驻芬."""
_PART = re.compile(r"[(),]")
_NO_PART = "(?<![\\w’])(?<!Latin )(?<!North )(?<!South )(?<!New )"
"""Before a name that is no part of another one: not America in “Latin America”, nor Mexico in “New Mexico”."""
_PROGRAMMES = {"地平线": "EU"}
"""Programmes whose English has the name of a grouping: the EU’s Horizon Europe."""
_WITHOUT_COUNTRIES = 2
"""The first characters of a grouping's name, which name it with another word for its countries: 金砖四国."""
_STEM = 4
"""The first letters that a country shares with its adjective, where that is not known: Sudan, Sudanese."""


class Countries:
    """The names of countries and groupings in Chinese and English.

    ``adjectives`` and ``short`` are further English of a name, ``states`` official Chinese names with their English.
    ``left_out`` are Chinese names, and codes of territories, that are not looked for.
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        adjectives: Mapping[str, str],
        short: Mapping[str, str],
        states: Mapping[str, str],
        left_out: Collection[str],
    ) -> None:
        self._vocabulary, self._left_out = vocabulary, frozenset(left_out)
        self._chinese = _chinese_names(vocabulary)
        self._letters = _first_characters(vocabulary, self._chinese)
        self._english: dict[str, set[str]] = {}
        self._beginnings: dict[str, set[str]] = {}
        """Code → how further English words for it begin, which count as its name, but not as another one’s."""
        self._regions = {code: {region.name.en} for code, region in vocabulary.regions.items()}
        groupings = {grouping.code for grouping in vocabulary.groupings}
        for code in (*vocabulary.country_names, *groupings):
            name = vocabulary.partner_name(code).en
            whole = {name.partition(" SAR ")[0], *filter(None, map(str.strip, _PART.split(name)))}
            self._english[code] = whole | {
                words[name] for words in (adjectives, short) if name in words
            }
            if code in groupings:
                self._beginnings[code] = {code, name.partition(" ")[0]}
            elif name not in adjectives:
                self._beginnings[code] = {name[:_STEM]}
        for code, also in _also(vocabulary):
            self._english.setdefault(code, set()).update(filter(str.isascii, also))
        for printed, english in states.items():
            for _, place in vocabulary.places_in(printed):
                self._english[place.country].add(english.removeprefix("the "))
        self._meant = self._meanings()
        names = sorted(self._chinese, key=len, reverse=True)
        self._in_chinese = re.compile("|".join(map(re.escape, names)))
        self._in_a_row = re.compile(f"[{''.join(vocabulary.abbreviations)}]{{2,4}}")
        words = "|".join(map(re.escape, sorted(self._meant, key=len, reverse=True)))
        self._in_english = re.compile(rf"{_NO_PART}(?:{words})(?!\w| pigs?\b)")

    def _meanings(self) -> dict[str, set[str]]:
        """Return English name → the codes that it can mean: Korea and Korean belong to two."""
        whole = {code: {_spaced(name) for name in names} for code, names in self._english.items()}
        for region, names in self._regions.items():
            whole[region[:2]] |= {_spaced(name) for name in names}
        found: dict[str, set[str]] = {}
        for code, names in self._english.items():
            if code in self._left_out:
                continue
            main = _spaced(self._vocabulary.partner_name(code).en)
            meant = {code} | {c for c, others in whole.items() if any(main in o for o in others)}
            for name in names:
                found.setdefault(name, set()).update(meant)
        return found

    def problems(self, entry: POEntry) -> Iterator[str]:
        """Report countries and groupings that only one of the two languages names, unless the translator's comment has them."""
        zh, english = entry.msgid.translate(DASHES), entry.msgstr
        for name in dict.fromkeys(self._lacking(zh, english)):
            if name not in entry.tcomment:
                yield f"lacks {name}"
        known = self._named_in(zh)
        for name in dict.fromkeys(self._in_english.findall(english)):
            if known.isdisjoint(self._meant[name]) and name not in entry.msgid + entry.tcomment:
                yield f"has {name}, which the Chinese does not have"

    def _lacking(self, zh: str, english: str) -> Iterator[str]:
        """Yield the English of each partner that ``zh`` names in full, as no part of a body's name, and ``english`` does not."""
        vocabulary = self._vocabulary
        for pattern in (
            vocabulary.agency_pattern,
            *(p for _, p in vocabulary.institution_patterns),
        ):
            zh = pattern.sub(lambda name: "□" * len(name[0]), zh)
        for match in vocabulary.place_pattern.finditer(zh):
            places = vocabulary.places_by_printed[match[0]]
            code = places[0].country
            if len(places) > 1 or {code, match[0]} & self._left_out or _BODY.match(zh, match.end()):
                continue
            if not self._has(english, code, places[0].region):
                yield vocabulary.partner_name(code).en
        for code, pattern in vocabulary.grouping_patterns.items():
            if pattern.search(zh) and not self._has(english, code):
                yield vocabulary.partner_name(code).en

    def _has(self, english: str, code: str, region: str | None = None) -> bool:
        """Return whether ``english`` names a country or grouping, or its ``region``, or without one any region of it."""
        regions = (region,) if region else (c for c in self._regions if c.startswith(f"{code}-"))
        words = self._english[code].union(*(self._regions[region] for region in regions))
        either = [rf"{re.escape(word)}(?!\w)" for word in words]
        either += map(re.escape, self._beginnings.get(code, ()))
        return re.search(rf"(?<!\w)(?:{'|'.join(either)})", english) is not None

    def _named_in(self, zh: str) -> set[str]:
        """Return the codes of all partners that ``zh`` may name: in full, by a character, or in the name of a body."""
        vocabulary = self._vocabulary
        found = {code for name in self._in_chinese.findall(zh) for code in self._chinese[name]}
        found |= {code for programme, code in _PROGRAMMES.items() if programme in zh}
        letters = [letter for groups in _BY_LETTER.findall(zh) for letter in "".join(groups)]
        for letter in (*letters, *"".join(self._in_a_row.findall(zh))):
            found |= self._letters.get(letter, set())
        for name in vocabulary.agency_pattern.findall(zh):
            found.update(*(agency.partners for agency in vocabulary.agencies_by_printed[name]))
        found |= {
            body.country
            for body, pattern in vocabulary.institution_patterns
            if body.country and pattern.search(zh)
        }
        return found


def _spaced(name: str) -> str:
    return f" {name.replace('-', ' ')} "


def _also(vocabulary: Vocabulary) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the code of each partner that has further names, in both languages, with these names."""
    yield from ((country.code, country.also) for country in vocabulary.partners)
    yield from ((grouping.code, grouping.also) for grouping in vocabulary.groupings)


def _chinese_names(vocabulary: Vocabulary) -> dict[str, set[str]]:
    """Return each Chinese name, and each beginning of a grouping’s name (金砖四国), with the codes that it can mean."""
    found = {
        name: {place.country for place in places}
        for name, places in vocabulary.places_by_printed.items()
    }
    names = [(grouping.code, grouping.printed) for grouping in vocabulary.groupings]
    for code, words in (*names, *_also(vocabulary)):
        for word in words:
            if not word.isascii():
                found.setdefault(word, set()).add(code)
    for code, words in names:
        for word in words:
            found.setdefault(word[:_WITHOUT_COUNTRIES], set()).add(code)
    return found


def _first_characters(
    vocabulary: Vocabulary, names: Mapping[str, Collection[str]]
) -> dict[str, set[str]]:
    """Return each character that can stand for a country or grouping in 中芬 or 芬方, with the codes that it can mean."""
    found = {letter: {code} for letter, code in vocabulary.abbreviations.items()}
    for name, codes in names.items():
        found.setdefault(name[0], set()).update(codes)
    return found
