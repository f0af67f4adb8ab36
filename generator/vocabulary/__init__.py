"""The vocabulary in seeds/vocabulary: facts as data. Names of countries come from CLDR."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from babel import Locale

from generator.errors import InputError
from generator.model import HOME
from generator.seedfile import Bilingual, line_of_key, load
from generator.vocabulary.entries import (
    Agency,
    Country,
    Domain,
    FlagEntry,
    Grouping,
    Institution,
    Kind,
    PartnerType,
    Region,
    Term,
)

_TERRITORY = re.compile(r"[A-Z]{2}")
_PARTS_OF_HOME = frozenset({"HK", "MO", "TW"})
"""Territories of CLDR that take part as regions, by their entries in partners.yml."""
_NOT_COUNTRIES = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", HOME}) | _PARTS_OF_HOME
_CHINESE, _ENGLISH = Locale("zh"), Locale("en")


@dataclass(frozen=True)
class Vocabulary:
    """All entries, each list in the order of its file."""

    domains: tuple[Domain, ...]
    kinds: tuple[Kind, ...]
    flags: tuple[FlagEntry, ...]
    countries: tuple[Country, ...]
    groupings: tuple[Grouping, ...]
    institutions: tuple[Institution, ...]
    agencies: tuple[Agency, ...]
    glossary: tuple[Term, ...]
    unknown: Mapping[str, str] = field(default_factory=dict)
    """Partners that no list knows, whom the guides name: code → name as printed."""

    @classmethod
    def load(cls, folder: Path) -> Vocabulary:
        """The vocabulary in ``folder``; InputError names file and line of a wrong entry."""
        vocabulary = cls(
            load(folder / "domains.yml", tuple[Domain, ...]),
            load(folder / "kinds.yml", tuple[Kind, ...]),
            load(folder / "flags.yml", tuple[FlagEntry, ...]),
            load(folder / "partners.yml", tuple[Country, ...]),
            load(folder / "groupings.yml", tuple[Grouping, ...]),
            load(folder / "institutions.yml", tuple[Institution, ...]),
            load(folder / "agencies.yml", tuple[Agency, ...]),
            load(folder / "glossary.yml", tuple[Term, ...]),
        )
        vocabulary._check(folder)
        return vocabulary

    def _check(self, folder: Path) -> None:
        """Codes are distinct, every country is one that CLDR knows, every agency of a partner."""
        files: tuple[tuple[str, list[str]], ...] = (
            ("domains.yml", [entry.code for entry in self.domains]),
            ("kinds.yml", [entry.code for entry in self.kinds]),
            ("flags.yml", [entry.code for entry in self.flags]),
            ("partners.yml", [entry.code for entry in self.countries]),
            ("groupings.yml", [entry.code for entry in self.groupings]),
            ("institutions.yml", [entry.code for entry in self.institutions]),
            ("agencies.yml", [entry.code for entry in self.agencies]),
            ("glossary.yml", [entry.term for entry in self.glossary]),
        )
        for name, codes in files:
            if twice := next((n for n, code in enumerate(codes) if code in codes[:n]), None):
                line = line_of_key(folder / name, (twice,))
                raise InputError(f"{codes[twice]} stands twice", folder / name, line)
        for index, country in enumerate(self.countries):
            if country.code not in (HOME, *self.country_names):
                path = folder / "partners.yml"
                line = line_of_key(path, (index, "code"))
                raise InputError(f"{country.code} is no country of CLDR", path, line)
        for index, body in enumerate(self.institutions):
            if body.country not in self.country_names:
                path = folder / "institutions.yml"
                line = line_of_key(path, (index, "country"))
                raise InputError(f"{body.country} is no country of CLDR", path, line)
        for index, agency in enumerate(self.agencies):
            for code in agency.partners:
                if code not in self.country_names and not self.grouping(code):
                    path = folder / "agencies.yml"
                    line = line_of_key(path, (index, "partners"))
                    raise InputError(f"{code} is neither a country nor a grouping", path, line)

    @cached_property
    def country_names(self) -> dict[str, Bilingual]:
        """Alpha-2 code → CLDR's names."""
        return {
            code: Bilingual(zh=name, en=_ENGLISH.territories[code])
            for code, name in sorted(_CHINESE.territories.items())
            if _TERRITORY.fullmatch(code) and code not in _NOT_COUNTRIES
        }

    @cached_property
    def country_by_printed(self) -> dict[str, str]:
        """Every Chinese name under which a country may be printed → its code."""
        names = {name.zh: code for code, name in self.country_names.items()}
        for country in self.countries:
            names |= dict.fromkeys(country.printed, country.code)
        return names

    @cached_property
    def grouping_patterns(self) -> dict[str, re.Pattern[str]]:
        """Code of a grouping → what finds it; letters only as whole words."""
        return {
            grouping.code: re.compile("|".join(map(_whole, grouping.printed)))
            for grouping in self.groupings
        }

    @cached_property
    def country_pattern(self) -> re.Pattern[str]:
        """Finds country names, the longer before the shorter: 印度尼西亚 before 印度."""
        names = sorted(self.country_by_printed, key=lambda name: (-len(name), name))
        return re.compile("|".join(map(re.escape, names)))

    @cached_property
    def partner_pattern(self) -> re.Pattern[str]:
        """Finds whatever names a partner: groupings, institutions, regions and countries."""
        patterns = [pattern.pattern for pattern in self.grouping_patterns.values()]
        printed = [name for body in self.institutions for name in body.printed]
        printed += [name for region in self.regions.values() for name in region.printed]
        patterns += map(re.escape, printed)
        return re.compile("|".join([*patterns, self.country_pattern.pattern]))

    @cached_property
    def abbreviations(self) -> dict[str, str]:
        """One character → code of a country or grouping: 美 → US, 欧 → EU."""
        entries: tuple[Country | Grouping, ...] = (*self.countries, *self.groupings)
        return {entry.abbreviation: entry.code for entry in entries if entry.abbreviation}

    @cached_property
    def domain_words(self) -> dict[str, list[tuple[str, str]]]:
        """Character → the words of domains that begin with it, and the code of the domain. A text
        that holds no word of a domain, be it a term or an exclusion, does not name it.
        """
        found: dict[str, list[tuple[str, str]]] = {}
        for domain in self.domains:
            for word in (*domain.terms, *domain.whole, *domain.exclusions):
                found.setdefault(word[0], []).append((word, domain.code))
        return found

    @cached_property
    def regions(self) -> dict[str, Region]:
        """ISO 3166-2 code → region."""
        return {region.code: region for country in self.countries for region in country.regions}

    def grouping(self, code: str) -> Grouping | None:
        """The grouping with ``code``, or None."""
        return next((entry for entry in self.groupings if entry.code == code), None)

    def partner_type(self, code: str) -> PartnerType:
        """What the partner with ``code`` is."""
        if self.grouping(code):
            return "grouping"
        if code in self.regions:
            return "region"
        return "country" if code in self.country_names else "unknown"

    def partner_name(self, code: str) -> Bilingual:
        """Of a country, region or grouping; one that no list knows is called as printed in English too."""
        if entry := self.grouping(code) or self.regions.get(code):
            return entry.name
        printed = self.unknown.get(code, code)
        return self.country_names.get(code) or Bilingual(zh=printed, en=printed)

    @cached_property
    def agencies_by_printed(self) -> dict[str, tuple[Agency, ...]]:
        """Every string by which an agency is printed → the agencies that are printed so."""
        found: dict[str, tuple[Agency, ...]] = {}
        for agency in self.agencies:
            for printed in agency.printed:
                found[printed] = (*found.get(printed, ()), agency)
        return found

    @cached_property
    def agency_pattern(self) -> re.Pattern[str]:
        """Finds agencies' names, the longer before the shorter; letters only as whole words."""
        names = sorted(self.agencies_by_printed, key=lambda name: (-len(name), name))
        return re.compile("|".join(map(_whole, names)) or r"(?!)")

    def agency(self, code: str) -> Agency:
        """The agency with ``code``; KeyError where there is none."""
        return self._agencies[code]

    def domain(self, code: str) -> Domain:
        """The domain with ``code``; KeyError where there is none."""
        return self._domains[code]

    def kind(self, code: str) -> Kind:
        """The kind with ``code``; KeyError where there is none."""
        return self._kinds[code]

    def flag(self, code: str) -> FlagEntry:
        """The flag with ``code``; KeyError where there is none."""
        return self._flags[code]

    @cached_property
    def _agencies(self) -> dict[str, Agency]:
        return {entry.code: entry for entry in self.agencies}

    @cached_property
    def _domains(self) -> dict[str, Domain]:
        return {entry.code: entry for entry in self.domains}

    @cached_property
    def _kinds(self) -> dict[str, Kind]:
        return {entry.code: entry for entry in self.kinds}

    @cached_property
    def _flags(self) -> dict[str, FlagEntry]:
        return {entry.code: entry for entry in self.flags}


def _whole(name: str) -> str:
    """A pattern for ``name``; Latin letters must not go on at its ends."""
    before = r"(?<![A-Za-z])" if name[0].isascii() else ""
    after = r"(?![A-Za-z])" if name[-1].isascii() else ""
    return f"{before}{re.escape(name)}{after}"


__all__ = [
    "Agency",
    "Country",
    "Domain",
    "FlagEntry",
    "Grouping",
    "Institution",
    "Kind",
    "PartnerType",
    "Region",
    "Term",
    "Vocabulary",
]
