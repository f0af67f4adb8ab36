"""What an entry of each file in seeds/vocabulary holds."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from generator.seedfile import Bilingual, Strict

AlphaTwo = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
Code = Annotated[str, Field(pattern=r"^[a-z]+(_[a-z]+)*$")]
UpperCode = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9]*$")]
Character = Annotated[str, Field(min_length=1, max_length=1)]
Word = Annotated[str, Field(min_length=1)]
"""An empty one would stand in every text."""
Printed = Annotated[str, Field(min_length=3)]
"""Shorter strings would be found inside other words."""


class Domain(Strict):
    """A domain: the words that name it, and the phrases in which they do not."""

    code: Code
    name: Bilingual
    scope: Bilingual
    ford: str | None
    terms: tuple[Word, ...]
    whole: tuple[Word, ...] = ()
    exclusions: tuple[Word, ...] = ()


class Kind(Strict):
    """A kind of cooperation, and the words of a title that tell it."""

    code: Code
    name: Bilingual
    titles: tuple[Word, ...]


class FlagEntry(Strict):
    """A flag's short phrase, and when it holds."""

    code: Code
    name: Bilingual
    scope: Bilingual


class Region(Strict):
    """A part of a country that takes part for itself."""

    code: Annotated[str, Field(pattern=r"^[A-Z]{2}-[A-Z0-9]{1,3}$")]
    printed: tuple[Word, ...]
    name: Bilingual


class Country(Strict):
    """What the guides print for a country beside its CLDR name."""

    code: AlphaTwo
    printed: tuple[Word, ...] = ()
    abbreviation: Character | None = None
    regions: tuple[Region, ...] = ()


class Grouping(Strict):
    """A grouping of countries."""

    code: UpperCode
    name: Bilingual
    printed: Annotated[tuple[Word, ...], Field(min_length=1)]
    abbreviation: Character | None = None
    counts_as: Literal["one", "members"]


class Institution(Strict):
    """A foreign body named in titles."""

    code: UpperCode
    country: AlphaTwo
    name: Bilingual
    printed: tuple[Word, ...]


class Agency(Strict):
    """A foreign body with which China signs, launches, funds or takes in projects."""

    code: Annotated[str, Field(pattern=r"^[a-z]+(-[a-z0-9]+)+$")]
    """The first partner in lower case, and the body: `il-innovation-authority`."""
    partners: Annotated[tuple[UpperCode, ...], Field(min_length=1)]
    """The countries or groupings that it belongs to."""
    name: Bilingual
    printed: Annotated[tuple[Printed, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _named_by_partner(self) -> Agency:
        if not self.code.startswith(f"{self.partners[0].lower()}-"):
            raise ValueError(f"the code {self.code} does not begin with its partner")
        return self


class Term(Strict):
    """A term of the glossary with its English."""

    term: Word
    en: Annotated[tuple[str, ...], Field(min_length=1)]
    forbidden: tuple[str, ...] = ()
    note: str | None = None


PartnerType = Literal["country", "region", "grouping", "unknown"]
