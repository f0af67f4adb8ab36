"""Numbers in the reader's words: “4500万元”, “RMB 45 million”. Figures and names by CLDR."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_compact_decimal, format_decimal
from babel.units import format_unit

from generator.model import Duration, Funding, FundingKind, Quota, QuotaKind


@dataclass(frozen=True)
class Phrases:
    """Wording in one language."""

    language: str
    _: Callable[[str], str]

    @property
    def comma(self) -> str:
        """Between the members of a list: “、”, “, ”."""
        return "、" if self.language == "zh" else ", "

    @property
    def gap(self) -> str:
        """Between sentences: Chinese ones take no space."""
        return "" if self.language == "zh" else " "

    def number(self, number: int) -> str:
        """With the language's grouping of digits."""
        return _decimal(Decimal(number), self.language)

    def date(self, day: date) -> str:
        """“20 November 2026”, “2026年11月20日”."""
        return _day(day, "en_GB" if self.language == "en" else self.language)

    def listing(self, items: Iterable[str]) -> str:
        """“A、B和C”, “A, B, and C”."""
        return _listing(tuple(items), self.language)

    def money(self, amount_cny: int) -> str:
        """Exact, in the unit in which the language counts: 209,900,000 is 2.099亿元."""
        compact = _compact(amount_cny, self.language)
        return f"{compact}元" if self.language == "zh" else f"RMB {compact}"

    def size(self, size: int) -> str:
        """Of a file, in kilobytes, from a million bytes on in megabytes."""
        if size >= 1_000_000:
            return format_unit(
                round(size / 1_000_000, 1), "digital-megabyte", "short", locale=self.language
            )
        return format_unit(
            max(1, round(size / 1000)), "digital-kilobyte", "short", locale=self.language
        )

    def quota(self, quota: Quota | None) -> str:
        """A number of projects in words; the noun is the heading's, or the measure word's."""
        if quota is None:
            return self._("not stated")
        if quota.kind == "tbd":
            return self._("to be determined")
        if quota.kind == "range":
            return self._("{low}–{high}").format(low=quota.min, high=quota.max)
        if quota.kind == "at_least":
            return self._("at least {count}").format(count=quota.min)
        wording = {
            "exact": self._("{count}"),
            "at_most": self._("no more than {count}"),
            "about": self._("about {count}"),
        }
        return wording[quota.kind].format(count=quota.max)

    def funding(self, funding: Funding | None) -> str:
        """Money in words."""
        if funding is None or funding.kind == "none":
            return self._("not stated")
        if funding.amount_cny is None:
            return self._("to be determined")
        wording = {
            "exact": "{money}",
            "at_most": self._("no more than {money}"),
            "about": self._("about {money}"),
        }
        return wording[funding.kind].format(money=self.money(funding.amount_cny))

    def duration(self, duration: Duration | None) -> str:
        """Years in words."""
        if duration is None:
            return self._("not stated here")
        if duration.kind == "range":
            wording = self._("{low}–{high} years")
            return wording.format(low=duration.min_years, high=duration.max_years)
        years = duration.min_years if duration.max_years is None else duration.max_years
        wording = {
            "exact": self._("{years} years") if years != 1 else self._("{years} year"),
            "at_most": self._("no more than {years} years"),
            "at_least": self._("at least {years} years"),
            "about": self._("about {years} years"),
        }[duration.kind]
        return wording.format(years=years)

    def bounded(
        self, low: int | None, high: int | None, kind: QuotaKind | FundingKind | None
    ) -> str:
        """A total of an audit, in figures."""
        if low is None and high is None:
            return self._("not declared")
        if kind == "at_most" or low is None:
            return self._("no more than {money}").format(money=self.number(high or 0))
        text = self.number(low) if low == high else f"{self.number(low)}–{self.number(high or 0)}"
        return self._("about {money}").format(money=text) if kind == "about" else text

    def quota_cell(self, quota: Quota | None) -> str:
        """For a column of numbers: figures with ≤ and ≥."""
        if quota is None:
            return "—"
        if quota.kind == "tbd":
            return self._("TBD")
        if quota.kind == "range":
            return f"{quota.min}–{quota.max}"
        mark = {"at_most": "≤", "at_least": "≥", "about": self._("c. ")}.get(quota.kind, "")
        return f"{mark}{quota.min if quota.max is None else quota.max}"

    def funding_cell(self, funding: Funding) -> str:
        """For a column of money: 万元 in Chinese, millions of RMB in English."""
        if funding.kind == "none":
            return "—"
        if funding.amount_cny is None:
            return self._("TBD")
        mark = {"at_most": "≤", "about": self._("c. ")}.get(funding.kind, "")
        return mark + self.money_figure(funding.amount_cny)

    def money_figure(self, amount_cny: int) -> str:
        """For a column of money, without its unit: 万元 in Chinese, millions of RMB in English."""
        unit = 10_000 if self.language == "zh" else 1_000_000
        return _decimal(Decimal(amount_cny) / unit, self.language)

    def duration_cell(self, duration: Duration | None) -> str:
        """For a column of years."""
        if duration is None:
            return "—"
        if duration.kind == "range":
            return f"{duration.min_years}–{duration.max_years}"
        mark = {"at_most": "≤", "at_least": "≥", "about": self._("c. ")}.get(duration.kind, "")
        years = duration.min_years if duration.max_years is None else duration.max_years
        return f"{mark}{years}"


# Babel reads its patterns anew for each value, and the same few values stand in every table.


@lru_cache(maxsize=2**12)
def _decimal(number: Decimal, language: str) -> str:
    return format_decimal(number, locale=language)


@lru_cache(maxsize=2**12)
def _compact(number: int, language: str) -> str:
    # CLDR has one compact form for Chinese; in English the short one is “45M”.
    form: Literal["short", "long"] = "short" if language == "zh" else "long"
    return format_compact_decimal(number, locale=language, format_type=form, fraction_digits=6)


@lru_cache(maxsize=2**12)
def _listing(items: tuple[str, ...], language: str) -> str:
    return format_list(items, locale=language)


@lru_cache(maxsize=2**8)
def _day(day: date, locale: str) -> str:
    return format_date(day, "long", locale=locale)
