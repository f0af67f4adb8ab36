"""The vocabulary in seeds/vocabulary: facts as data. Names of countries come from CLDR, unless partners.yml has another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple, TypeVar, get_type_hints

from babel import Locale
from pydantic import Field, model_validator

from generator.errors import InputError
from generator.grammar.names import NO_MORE, WHOLE_REGION, place_name, whole_word
from generator.memberships import AlphaTwo, Membership
from generator.model import HOME
from generator.seedfile import Bilingual, Strict, line_of_key, load

_TERRITORY = re.compile(r"[A-Z]{2}")
_REGIONS = frozenset({"HK", "MO", "TW"})
"""Territories of CLDR that take part as regions, not as countries."""
_NOT_PARTNERS = frozenset({"AQ", "EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", HOME})
DASHES = str.maketrans("—–－", "---")
"""The dashes of a name as hyphens: 巴登—符腾堡 is 巴登-符腾堡."""
_CHINESE, _ENGLISH = Locale("zh"), Locale("en")

Code = Annotated[str, Field(pattern=r"^[a-z]+(_[a-z]+)*$")]
UpperCode = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9]*$")]
Character = Annotated[str, Field(min_length=1, max_length=1)]
Word = Annotated[str, Field(min_length=1)]
"""A word that is not empty: an empty one would be found in every text."""
Printed = Annotated[str, Field(min_length=3)]
"""A name of three or more characters: shorter ones would be found inside other words."""


class Named(Strict):
    """An entry with a code and a name in both languages."""

    code: Code
    name: Bilingual


class Domain(Named):
    """A domain, the words that name it, and phrases in which these words do not name it."""

    scope: Bilingual
    ford: str | None
    terms: tuple[Word, ...]
    subjects: tuple[Word, ...] = ()
    """Further such words, from classifications of disciplines; no guide held here need have them."""
    whole: tuple[Word, ...] = ()
    exclusions: tuple[Word, ...] = ()


class Kind(Named):
    """A kind of cooperation, and the words by which a title shows it."""

    titles: tuple[Word, ...]


class FlagEntry(Named):
    """A flag: its name, a description of when it holds, and further words by which readers search for it."""

    scope: Bilingual
    also: tuple[Word, ...] = ()


class Region(Named):
    """A part of a country that takes part separately."""

    code: Annotated[str, Field(pattern=r"^[A-Z]{2}-[A-Z0-9]{1,3}$")]
    printed: tuple[Word, ...]
    name: Bilingual


class Country(Strict):
    """A country: the words that the guides print for it in addition to its name, and its regions."""

    code: AlphaTwo
    name: Bilingual | None = None
    """Its name, where that of CLDR is not the one in use."""
    printed: tuple[Word, ...] = ()
    exclusions: tuple[Word, ...] = ()
    """Words that contain one of its names and do not mean it."""
    also: tuple[Word, ...] = ()
    """Names by which readers search for it; the guides need not print them."""
    abbreviation: Character | None = None
    regions: tuple[Region, ...] = ()


class Grouping(Named):
    """A grouping of countries."""

    code: UpperCode
    printed: Annotated[tuple[Word, ...], Field(min_length=1)]
    also: tuple[Word, ...] = ()
    """Names by which readers search for it; the guides need not print them."""
    abbreviation: Character | None = None
    counts_as: Literal["one", "members"]


class Institution(Named):
    """A foreign institution or international organisation that titles name as a partner."""

    code: UpperCode
    country: AlphaTwo | None
    """None for an international organisation, which is a partner itself."""
    printed: tuple[Word, ...]


class Agency(Named):
    """A foreign agency with which China signs agreements, launches calls, funds projects or receives applications."""

    code: Annotated[str, Field(pattern=r"^[a-z]+(-[a-z0-9]+)+$")]
    """The first partner in lower case, a hyphen, and the agency's name: `il-innovation-authority`."""
    partners: Annotated[tuple[UpperCode, ...], Field(min_length=1)]
    """The countries or groupings that it belongs to."""
    printed: Annotated[tuple[Printed, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _named_by_partner(self) -> Agency:
        if not self.code.startswith(f"{self.partners[0].lower()}-"):
            raise ValueError(f"the code {self.code} does not begin with its partner")
        return self


class Term(Strict):
    """A term of the glossary with its allowed and forbidden English, and words that the search offers beside it."""

    term: Word
    en: Annotated[tuple[str, ...], Field(min_length=1)]
    forbidden: tuple[str, ...] = ()
    related: tuple[Word, ...] = ()
    note: str | None = None


class Place(NamedTuple):
    """A country, or a region of it by its ISO 3166-2 code."""

    country: str
    region: str | None = None


PartnerType = Literal["country", "region", "grouping", "organisation", "unknown"]
NEEDED = {
    "domains": ("open",),
    "kinds": ("other",),
    "flags": (
        "two_sided_submission",
        "enterprise_lead",
        "enterprise_required",
        "enterprise_excluded",
        "matching_funds",
        "ip_agreement",
        "submission_limit",
    ),
}
"""List → the codes that the rules in generator/enrich give to directions."""
Entry = TypeVar("Entry", bound=Named)


@dataclass(frozen=True)
class Vocabulary:
    """All entries: each list is the content of a file of this name."""

    domains: tuple[Domain, ...]
    kinds: tuple[Kind, ...]
    flags: tuple[FlagEntry, ...]
    partners: tuple[Country, ...]
    groupings: tuple[Grouping, ...]
    memberships: tuple[Membership, ...]
    institutions: tuple[Institution, ...]
    agencies: tuple[Agency, ...]
    glossary: tuple[Term, ...]
    unknown: Mapping[str, str] = field(default_factory=dict)
    """Partners that the guides name and no file lists: code → name as printed."""

    @classmethod
    def load(cls, folder: Path) -> Vocabulary:
        """Return the vocabulary in ``folder``; InputError names file and line of a wrong entry."""
        schemas = get_type_hints(cls)
        del schemas["unknown"]
        files = {name: folder / f"{name}.yml" for name in schemas}
        lists: dict[str, Any] = {name: load(files[name], schemas[name]) for name in schemas}
        vocabulary = cls(**lists)
        for name, place, problem in vocabulary._mistakes(lists):
            raise InputError(problem, files[name], line_of_key(files[name], place))
        return vocabulary

    def _mistakes(
        self, lists: Mapping[str, Sequence[Any]]
    ) -> Iterator[tuple[str, tuple[int | str, ...], str]]:
        """Yield (list, place in it, problem) for each code that stands twice, is missing or is unknown."""
        for name, entries in lists.items():
            codes = [entry.term if isinstance(entry, Term) else entry.code for entry in entries]
            for index, code in enumerate(codes):
                if code in codes[:index]:
                    yield name, (index,), f"{code} stands twice"
            if missing := [code for code in NEEDED.get(name, ()) if code not in codes]:
                lacks = f"lacks {', '.join(missing)}: the rules need an entry with this code"
                yield name, (), lacks
        for index, country in enumerate(self.partners):
            if country.code not in (HOME, *self.country_names):
                yield "partners", (index, "code"), f"{country.code} is no country of CLDR"
        for index, body in enumerate(self.institutions):
            if body.country and body.country not in self.country_names:
                yield "institutions", (index, "country"), f"{body.country} is no country of CLDR"
        for index, agency in enumerate(self.agencies):
            for code in agency.partners:
                if self.partner_type(code) in ("region", "unknown"):
                    problem = f"{code} is neither a country nor a grouping nor an organisation"
                    yield "agencies", (index, "partners"), problem
        for place, problem in self._mistaken_members():
            yield "memberships", place, problem

    def _mistaken_members(self) -> Iterator[tuple[tuple[int | str, ...], str]]:
        """Yield (place in memberships.yml, problem) for each unknown grouping, unknown member and overlapping period."""
        for index, membership in enumerate(self.memberships):
            if self.grouping(membership.code) is None:
                known = ", ".join(grouping.code for grouping in self.groupings)
                problem = (
                    f"{membership.code} is no grouping of groupings.yml: expected one of {known}"
                )
                yield (index, "code"), problem
            for place, member in enumerate(membership.members):
                if member.code not in (HOME, *self.country_names):
                    problem = (
                        f"{member.code} is no country of CLDR: expected its ISO 3166-1 alpha-2 code"
                    )
                    yield (index, "members", place), problem
            for place in membership.overlapping():
                code = membership.members[place].code
                problem = f"{code} stands twice: a member that returns needs until, and then since a later day"
                yield (index, "members", place), problem

    @cached_property
    def country_names(self) -> dict[str, Bilingual]:
        """Alpha-2 code of a country or region → its names: those in partners.yml, else those of CLDR."""
        ours = {country.code: country.name for country in self.partners if country.name}
        return {
            code: ours.get(code)
            or Bilingual(zh=name, en=_ENGLISH.territories[code].replace(" & ", " and "))
            for code, name in sorted(_CHINESE.territories.items())
            if _TERRITORY.fullmatch(code) and code not in _NOT_PARTNERS
        }

    @cached_property
    def places_by_printed(self) -> dict[str, tuple[Place, ...]]:
        """Every Chinese name under which a country or a region of it may be printed → the places that it means.

        These are several for 港澳 only.
        """
        names: dict[str, tuple[Place, ...]] = {}
        names |= {_CHINESE.territories[code]: (Place(code),) for code in self.country_names}
        names |= {name.zh: (Place(code),) for code, name in self.country_names.items()}
        for country in self.partners:
            meant = [(name, Place(country.code)) for name in country.printed]
            for region in country.regions:
                meant += [(name, Place(country.code, region.code)) for name in region.printed]
            for name, place in meant:
                names[name] = tuple(dict.fromkeys((*names.get(name, ()), place)))
        return names

    @cached_property
    def grouping_patterns(self) -> dict[str, re.Pattern[str]]:
        """Code of a grouping → a pattern for its names; Latin letters match as whole words only.

        No name is the beginning of another one: 拉美和加勒比国家共同体 is the body, not the region.
        """
        names = [name for grouping in self.groupings for name in grouping.printed]

        def pattern(name: str) -> str:
            more = (other.removeprefix(name) for other in names if other.startswith(name))
            return whole_word(name) + "".join(f"(?!{re.escape(rest)})" for rest in more if rest)

        return {
            grouping.code: re.compile(
                f"{WHOLE_REGION}(?:{'|'.join(map(pattern, grouping.printed))})"
            )
            for grouping in self.groupings
        }

    @cached_property
    def institution_patterns(self) -> tuple[tuple[Institution, re.Pattern[str]], ...]:
        """Each institution with a pattern for its names; Latin letters match as whole words only."""
        return tuple(
            (body, re.compile("|".join(map(whole_word, body.printed))))
            for body in self.institutions
        )

    @cached_property
    def place_pattern(self) -> re.Pattern[str]:
        """A pattern for all names of countries and their regions, longer ones first: 印度尼西亚 before 印度."""
        return re.compile(self._place_names())

    def _place_names(self, *, inside: bool = False) -> str:
        """Return the pattern of `place_pattern`. A short name of a country counts ``inside`` longer words only if asked for,
        that of a region always.
        """
        exclusions = [word for country in self.partners for word in country.exclusions]
        patterns = (
            place_name(name, exclusions, inside=inside or all(place.region for place in places))
            for name, places in sorted(
                self.places_by_printed.items(), key=lambda entry: (-len(entry[0]), entry[0])
            )
        )
        return f"(?:{'|'.join(patterns)}){NO_MORE}"

    def places_in(self, text: str) -> Iterator[tuple[int, Place]]:
        """Yield the position and the meaning of each name of a country or region in ``text``."""
        for match in self.place_pattern.finditer(text.translate(DASHES)):
            for place in self.places_by_printed[match[0]]:
                yield match.start(), place

    @cached_property
    def _anywhere(self) -> re.Pattern[str]:
        """A pattern for the names of places, inside longer words too; not for those in 中法国际 and 欧美国家."""
        return re.compile(f"{self._place_names(inside=True)}(?![际家内])")

    def doubtful_places_in(self, text: str) -> Iterator[str]:
        """Yield each name of a country in ``text`` that does not count, because it may be the end of a longer word."""
        masked = self.partner_pattern.sub(lambda name: "，" * len(name[0]), text.translate(DASHES))
        yield from dict.fromkeys(match[0] for match in self._anywhere.finditer(masked))

    @cached_property
    def partner_pattern(self) -> re.Pattern[str]:
        """A pattern for all names of partners: groupings, institutions, countries and their regions."""
        patterns = [pattern.pattern for pattern in self.grouping_patterns.values()]
        patterns += [whole_word(name) for body in self.institutions for name in body.printed]
        return re.compile("|".join([*patterns, self.place_pattern.pattern]))

    @cached_property
    def mention_pattern(self) -> re.Pattern[str]:
        """A pattern for all names of partners, and for the one character that stands for a partner in “中匈” and “匈方”."""
        one = f"[{''.join(map(re.escape, self.abbreviations))}阿巴印新]"
        return re.compile(f"{self.partner_pattern.pattern}|(?<=中){one}|{one}(?=方)")

    @cached_property
    def abbreviations(self) -> dict[str, str]:
        """One character → code of a country or grouping: 美 → US, 欧 → EU."""
        entries: tuple[Country | Grouping, ...] = (*self.partners, *self.groupings)
        return {entry.abbreviation: entry.code for entry in entries if entry.abbreviation}

    @cached_property
    def regions(self) -> dict[str, Region]:
        """ISO 3166-2 code → region."""
        return {region.code: region for country in self.partners for region in country.regions}

    @cached_property
    def organisations(self) -> tuple[Institution, ...]:
        """The international organisations: bodies that belong to no country."""
        return tuple(body for body in self.institutions if body.country is None)

    def grouping(self, code: str) -> Grouping | None:
        """Return the grouping with ``code``, or None."""
        return next((entry for entry in self.groupings if entry.code == code), None)

    def membership(self, grouping: str) -> Membership | None:
        """Return the members of ``grouping``, or None if it has none by law or statute."""
        return next((entry for entry in self.memberships if entry.code == grouping), None)

    def partner_type(self, code: str) -> PartnerType:
        """Return the type of the partner with ``code``."""
        if self.grouping(code):
            return "grouping"
        if any(body.code == code for body in self.organisations):
            return "organisation"
        if code in _REGIONS:
            return "region"
        return "country" if code in self.country_names else "unknown"

    def partner_name(self, code: str) -> Bilingual:
        """Return the name of a partner; an unknown one has its name as printed in both languages.

        China, which is no partner, has its name as a member of groupings.
        """
        if code == HOME:
            return Bilingual(zh=_CHINESE.territories[HOME], en=_ENGLISH.territories[HOME])
        entries = (*self.groupings, *self.organisations)
        if entry := next((entry for entry in entries if entry.code == code), None):
            return entry.name
        printed = self.unknown.get(code, code)
        return self.country_names.get(code) or Bilingual(zh=printed, en=printed)

    @cached_property
    def agencies_by_printed(self) -> dict[str, tuple[Agency, ...]]:
        """Every printed name of an agency → the agencies with this name."""
        found: dict[str, tuple[Agency, ...]] = {}
        for agency in self.agencies:
            for printed in agency.printed:
                found[printed] = (*found.get(printed, ()), agency)
        return found

    @cached_property
    def agency_pattern(self) -> re.Pattern[str]:
        """A pattern for all names of agencies, longer ones first; Latin letters match as whole words only."""
        names = sorted(self.agencies_by_printed, key=lambda name: (-len(name), name))
        return re.compile("|".join(map(whole_word, names)) or r"(?!)")

    def agency(self, code: str) -> Agency:
        """Return the agency with ``code``; raise KeyError if there is none."""
        return _find(self.agencies, code)

    def domain(self, code: str) -> Domain:
        """Return the domain with ``code``; raise KeyError if there is none."""
        return _find(self.domains, code)

    def kind(self, code: str) -> Kind:
        """Return the kind with ``code``; raise KeyError if there is none."""
        return _find(self.kinds, code)

    def flag(self, code: str) -> FlagEntry:
        """Return the flag with ``code``; raise KeyError if there is none."""
        return _find(self.flags, code)


def _find(entries: Sequence[Entry], code: str) -> Entry:
    for entry in entries:
        if entry.code == code:
            return entry
    raise KeyError(code)
