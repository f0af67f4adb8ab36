"""The member states of groupings (seeds/vocabulary/memberships.yml), and who was a member on a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from generator.seedfile import Bilingual, DayOrMonth, Strict
from generator.text.contacts import web_address

AlphaTwo = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]


class Member(Strict):
    """A period in which a state was a member. Dates are a day or a month in ISO 8601; a month counts whole."""

    code: AlphaTwo
    name: Bilingual | None = None
    """Its name in the body's own list, if that is not its name elsewhere."""
    since: DayOrMonth | None = None
    """The first day; None for a member from the beginning of the record."""
    until: DayOrMonth | None = None
    """The last day; None for a member that has not left."""

    @model_validator(mode="after")
    def _in_order(self) -> Member:
        if self.since and self.until and self.since >= self.until:
            raise ValueError(f"since {self.since} is not before until {self.until}")
        return self

    def on(self, day: date) -> bool:
        """Return whether ``day`` is in the period.

        >>> left = Member(code="LT", until="2021-05")
        >>> left.on(date(2021, 5, 31)), left.on(date(2021, 6, 1))
        (True, False)
        """
        iso = day.isoformat()
        return (self.since or "") <= iso[: len(self.since or "")] and (
            self.until is None or iso[: len(self.until)] <= self.until
        )


def _as_member(value: Any) -> Any:
    """Return a code alone as a member without dates."""
    return {"code": value} if isinstance(value, str) else value


class Membership(Strict):
    """The members of a grouping."""

    code: str
    """The grouping's code."""
    body: Bilingual
    """The name of the body whose members they are: of “African countries”, the African Union."""
    source: Annotated[str, AfterValidator(web_address)]
    """The address at which the body lists them."""
    note: Bilingual | None = None
    """What a reader has to know of the list: who is left out, and why."""
    members: Annotated[
        tuple[Annotated[Member, BeforeValidator(_as_member)], ...], Field(min_length=1)
    ]

    def on(self, day: date) -> tuple[str, ...]:
        """Return the codes of the members on ``day``, sorted."""
        return tuple(sorted({member.code for member in self.members if member.on(day)}))

    def name_of(self, code: str) -> Bilingual | None:
        """Return the name of a member in the body's own list, if the record has one."""
        return next((member.name for member in self.members if member.code == code), None)

    def overlapping(self) -> Iterator[int]:
        """Yield the positions of the members that stand twice, but not for one period after another."""
        last: dict[str, Member] = {}
        for position, member in enumerate(self.members):
            before = last.get(member.code)
            if before and not (before.until and member.since and before.until < member.since):
                yield position
            last[member.code] = member
