"""Numbers, dates and lists in the reader's language: “4500万元”, “RMB 45 million”. Formats are from CLDR."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_compact_decimal, format_decimal
from babel.units import format_unit

from generator.data.definition import label
from generator.grammar.numerals import half_width
from generator.model import Deadline, Duration, Flag, Funding, PerProject, Quota
from generator.seedfile import Bilingual
from generator.states import STATES, TOLD

_TIME = re.compile(r"(\d{1,2})\s*(?:[:：]|[时点](?:整|(?=\d))?)(\d{2})?")


@dataclass(frozen=True)
class Phrases:
    """The wording of values in one language. `_` returns the text of a message in this language."""

    language: str
    _: Callable[[str], str]

    @property
    def comma(self) -> str:
        """The separator between members of a list: “、” or “, ”."""
        return "、" if self.language == "zh" else ", "

    @property
    def gap(self) -> str:
        """The separator between sentences: empty in Chinese, a space in English."""
        return "" if self.language == "zh" else " "

    def count(self, number: int, measure: str = "个") -> str:
        """Return a number without a noun, in Chinese with the measure word of what it counts: “12”, “12个”."""
        return self.number(number) + (measure if self.language == "zh" else "")

    def number(self, number: int | Decimal) -> str:
        """Return a number with the language's grouping of digits: “1,234”."""
        return _decimal(number, self.language)

    def date(self, day: datetime.date) -> str:
        """Return a date: “20 November 2026”, “2026年11月20日”."""
        return _date(day, "en_GB" if self.language == "en" else self.language)

    def day(self, text: str) -> str:
        """Return the day or month that ``text`` has in ISO 8601, in words."""
        if text.count("-") == 1:
            return self.month(datetime.date.fromisoformat(f"{text}-01"))
        return self.date(datetime.date.fromisoformat(text))

    def label(self, field: str) -> str:
        """Return the name of a field of a direction, as the definition of the data has it."""
        return label(field, self.language)

    def state(self, code: str) -> str:
        """Return the words of a state of `STATES` or `TOLD`: “not stated”."""
        return self._in(STATES[code].name if code in STATES else TOLD[code])

    def mark(self, code: str) -> str:
        """Return the mark of a state in a cell of a table: “—”; the words of one that has no mark."""
        return self._in(STATES[code].mark if code in STATES else TOLD[code])

    def _in(self, name: Bilingual) -> str:
        return name.zh if self.language == "zh" else name.en

    def month(self, day: datetime.date) -> str:
        """Return the month of a date: “November 2026”, “2026年11月”."""
        return format_skeleton("yMMMM", day, locale=self.language)

    def order(self, name: str) -> tuple[bool, bytes, str]:
        """Return the key that sorts names: in English by letter without accents, Chinese names last; in Chinese by sound.

        GB 2312 has the common characters in the order of pinyin, and the others (斐, 梵, 瑙) behind them by radical.
        """
        if self.language == "zh":
            return False, name.encode("gb18030"), name
        letters = unicodedata.normalize("NFKD", name).casefold().encode("ascii", "ignore")
        return not letters, letters, name

    def listing(self, items: Iterable[str]) -> str:
        """Return a list in words: “A、B和C”, “A, B, and C”."""
        return format_list(tuple(items), locale=self.language)

    def directions(self, count: int) -> str:
        """Return a number of directions: “1 direction”, “12 directions”."""
        one, many = self._("1 direction"), self._("{count} directions")
        return one if count == 1 else many.format(count=count)

    def share(self, part: int | str, whole: int | str) -> str:
        """Return a share in words: “3 of 12”."""
        return self._("{part} of {whole}").format(part=part, whole=whole)

    def size(self, size: int) -> str:
        """Return a size in bytes in words: “12 kB”; from a million bytes on, “1.2 MB”."""
        mega = size >= 1_000_000
        number = round(size / 1_000_000, 1) if mega else max(1, round(size / 1000))
        unit = "digital-megabyte" if mega else "digital-kilobyte"
        return format_unit(number, unit, "short", locale=self.language)

    # In words

    def money(self, amount_cny: int) -> str:
        """Return an exact amount in CNY in the large units of the language: 209,900,000 is “2.099亿元”."""
        small = self.language == "en" and amount_cny < 1_000_000
        compact = self.number(amount_cny) if small else _compact(amount_cny, self.language)
        return self._("RMB {amount}").format(amount=compact)

    # ``in_words`` are the facts of the direction that its text states, but not in numbers that we can hold.

    def quota(self, quota: Quota | None, in_words: Collection[str] = ()) -> str:
        """Return a number of projects, without the noun, which is in the heading above it."""
        if "projects" in in_words:
            return self.state("as_the_text_says")
        if quota is None:
            return self.state("not_stated")
        if quota.kind == "tbd":
            return self.state("to_be_determined")
        projects = self._("{count}").format(count=_figure(quota.min, quota.max))
        return self._hedged(projects, quota.kind, quota.hedge)

    def funding(self, funding: Funding | None, in_words: Collection[str] = ()) -> str:
        """Return the money: the total, with the money for one project in brackets; or that alone, with a computed bound."""
        if "funding" in in_words:
            return self.state("as_the_text_says")
        each = funding.per_project if funding else None
        told = []
        if funding and funding.amount_cny is not None:
            told.append(self._hedged(self.money(funding.amount_cny), funding.kind, funding.hedge))
        elif funding and funding.kind == "tbd":
            told.append(self.state("to_be_determined"))
        elif each is None:
            return self.state("not_stated")
        if funding and each:
            amount = self._per_project(each, self.money, self._hedged)
            told.append(self._("{amount} per project").format(amount=amount))
        if funding and funding.bound_cny is not None:
            bound = self._hedged(self.money(funding.bound_cny), "at_most")
            told.append(self._("{amount} in all, computed").format(amount=bound))
        return self.noted(told[0], told[1:])

    def duration(self, duration: Duration | None, in_words: Collection[str] = ()) -> str:
        """Return a duration in years."""
        if "duration" in in_words:
            return self.state("as_the_text_says")
        if duration is None:
            return self.state("not_stated")
        figure = _figure(duration.min_years, duration.max_years)
        words = self._("{years} year") if figure == "1" else self._("{years} years")
        return self._hedged(words.format(years=figure), _kind_in_words(duration), duration.hedge)

    def deadline(self, deadline: Deadline | None) -> str:
        """Return a deadline: in Chinese as printed, else the date in words, with the time as printed."""
        if deadline is None:
            return self.state("not_stated")
        if self.language == "zh" or deadline.date is None:
            return (
                deadline.text.zh if self.language == "zh" else deadline.text.en or deadline.text.zh
            )
        day = self.date(datetime.date.fromisoformat(deadline.date))
        times = _TIME.findall(half_width(deadline.text.zh).rpartition("日")[2])
        if not times:
            return day
        hour, minute = (part or "0" for part in times[-1])
        return self._("{date}, {time}").format(date=day, time=f"{int(hour):02}:{int(minute):02}")

    def bounded(self, low: int | None, high: int | None, kind: str | None = None) -> str:
        """Return a total of an audit, in figures."""
        if low is None and high is None:
            return self.state("not_stated")
        if low is None or high is None or low == high:
            text = self.number((high if low is None else low) or 0)
        else:
            text = f"{self.number(low)}–{self.number(high)}"
        return self._hedged(text, "at_most" if low is None else kind)

    def summed(
        self, figure: str, amount: int, without: str, kind: str = "exact", *, cell: bool = False
    ) -> str:
        """Return the ``figure`` of a sum: with a plus if it leaves directions out; their state if the ``amount`` is 0.

        ``without`` is the state of the directions left out, empty for none. In a ``cell``, it is told by its mark, as is
        the ``kind`` of the sum.
        """
        if without:
            state = self.mark(without) if cell else self.state(without)
            return f"{figure}+" if amount else state
        return self._marked(figure, kind, None) if cell else self._hedged(figure, kind)

    def _per_project(
        self,
        each: PerProject,
        money: Callable[[int], str],
        hedged: Callable[[str, str | None, str | None], str],
    ) -> str:
        """Return the money for one project; a range is no “no more than”."""
        if each.min_cny is None:
            return hedged(money(each.amount_cny), each.kind, each.hedge)
        return hedged(f"{money(each.min_cny)}–{money(each.amount_cny)}", None, each.hedge)

    def _hedged(self, quantity: str, kind: str | None, hedge: str | None = None) -> str:
        """Return ``quantity`` with the words for its ``kind`` (“no more than”, “at least”, “about”) and its ``hedge``
        (“generally”, “in principle”).
        """
        words = {
            "at_most": self._("no more than {quantity}"),
            "at_least": self._("at least {quantity}"),
            "about": self._("about {quantity}"),
        }
        told = words.get(kind or "", "{quantity}").format(quantity=quantity)
        return self._softened(told, hedge, plain=told == quantity)

    def _softened(self, told: str, hedge: str | None, *, plain: bool) -> str:
        """Return ``told`` with the words for ``hedge``. Chinese says 一般为3年 of a ``plain`` number, but 一般不超过3年."""
        words = {
            ("generally", True): self._("generally {amount}"),
            ("generally", False): self._("generally {quantity}"),
            ("in_principle", True): self._("in principle {amount}"),
            ("in_principle", False): self._("in principle {quantity}"),
        }
        return words.get((hedge or "", plain), "{amount}").format(amount=told, quantity=told)

    def condition(self, name: str, flag: Flag) -> str:
        """Return the ``name`` of a condition with its number and its reserve: “Submissions are limited (5; in principle)”."""
        number = self._("{count}").format(count=flag.number) if flag.number is not None else ""
        return self.noted(name, filter(None, (number, self.reserve(flag))))

    def reserve(self, flag: Flag) -> str:
        """Return the words that restrict a condition: “in principle”, “if an enterprise takes part”; empty for none."""
        if flag.holds_if == "enterprise":
            return self._("if an enterprise takes part")
        words = {"in_principle": self._("in principle"), "conditional": self._("in some cases")}
        return words.get(flag.hedge or "", "")

    def noted(self, text: str, notes: Iterable[str]) -> str:
        """Return ``text`` with ``notes`` in brackets: “4 of 16 (3 in principle)”; without notes, only the text."""
        told = self._("; ").join(notes)
        return text + self._(" (") + told + self._(")") if told else text

    # For columns of numbers

    def quota_cell(self, quota: Quota | None, in_words: Collection[str] = ()) -> str:
        """Return a number of projects for a cell of a table."""
        if "projects" in in_words:
            return self.state("as_the_text_says")
        if quota is None:
            return self.mark("not_stated")
        if quota.kind == "tbd":
            return self.mark("to_be_determined")
        return self._marked(_figure(quota.min, quota.max), quota.kind, quota.hedge)

    def funding_cell(self, funding: Funding, in_words: Collection[str] = ()) -> str:
        """Return an amount of money for a cell: in 万元 in Chinese, in millions of RMB in English."""
        if "funding" in in_words:
            return self.state("as_the_text_says")
        each = funding.per_project
        if funding.amount_cny is not None:
            figure = self.money_figure(funding.amount_cny)
            return self._marked(figure, funding.kind, funding.hedge)
        if each:
            figure = self._per_project(each, self.money_figure, self._marked)
            return self._("{amount} each").format(amount=figure)
        return self.mark("not_stated" if funding.kind == "none" else "to_be_determined")

    @property
    def unit(self) -> int:
        """The unit of money in tables, in CNY: 万元 in Chinese, a million in English."""
        return 10_000 if self.language == "zh" else 1_000_000

    def money_figure(self, amount_cny: int) -> str:
        """Return an amount in CNY as a number of units."""
        return self.number(Decimal(amount_cny) / self.unit)

    def duration_cell(self, duration: Duration | None, in_words: Collection[str] = ()) -> str:
        """Return a number of years for a cell."""
        if "duration" in in_words:
            return self.state("as_the_text_says")
        if duration is None:
            return self.mark("not_stated")
        figure = _figure(duration.min_years, duration.max_years)
        return self._marked(figure, _kind_in_words(duration), duration.hedge)

    def _marked(self, figure: str, kind: str | None, hedge: str | None) -> str:
        mark = {"at_most": "≤", "at_least": "≥", "about": self._("c. ")}.get(kind or "", "")
        return self._softened(mark + figure, hedge, plain=not mark)


def _kind_in_words(duration: Duration) -> str:
    """Return how a duration is meant. The published kind of 一般为3年 is “about”; its words are in the hedge."""
    return "exact" if (duration.kind, duration.hedge) == ("about", "generally") else duration.kind


def _figure(low: int | None, high: int | None) -> str:
    """Return “3”, or “3–5” if the bounds differ."""
    bounds = dict.fromkeys(str(bound) for bound in (low, high) if bound is not None)
    return "–".join(bounds)


# Cached because Babel parses its patterns again for each value, and many tables have the same few values.


@lru_cache(maxsize=2**12)
def _decimal(number: int | Decimal, language: str) -> str:
    return format_decimal(number, locale=language)


@lru_cache(maxsize=2**12)
def _date(day: datetime.date, locale: str) -> str:
    return format_date(day, "long", locale)


@lru_cache(maxsize=2**12)
def _compact(number: int, language: str) -> str:
    # CLDR has only one compact form for Chinese. The short form of English would be “45M”.
    form: Literal["short", "long"] = "short" if language == "zh" else "long"
    return format_compact_decimal(number, locale=language, format_type=form, fraction_digits=6)
