"""Slots: the kinds of words in a pattern whose English is known from the vocabulary or is a number or an address.

A kind is a function from Chinese text to its English, or to None if the text is nothing of this kind. All of the text has
to be of this kind.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal

from babel.dates import get_month_names

from generator.grammar.numerals import arabic, value
from generator.parse.numbers import (
    DURATION,
    MONEY,
    QUANTITY,
    bounded,
    duration,
    floor_cny,
    funding,
    quota,
)
from generator.text.contacts import EMAIL, URL, repair_url
from generator.vocabulary import DASHES, Vocabulary
from generator.write.phrases import Phrases

Read = Callable[[str], str | None]

_ENGLISH = Phrases("en", str)
_MONTHS = get_month_names("wide", locale="en")
_NUMERAL = re.compile(r"\d{1,4}|[一二两三四五六七八九十]{1,3}")
_YEARS = re.compile(r"(?P<year>(?:19|20)\d\d)(?:-(?P<last>(?:19|20)\d\d))?")
_DATE = re.compile(
    r"(?:(?P<year>(?:19|20)\d\d)年)?(?P<month>1[0-2]|0?[1-9])月(?:(?P<day>3[01]|[12]\d|0?[1-9])[日号])?"
)
_MONTHS_LONG = re.compile(r"(?P<bound>不超过)?(?P<months>\d{1,2})个?月")
_HALF_YEARS = re.compile(r"(?P<bound>不超过)?(?P<years>\d{1,2})年半")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ.'’ -]*[A-Za-zÀ-ɏ.]")
_PHONE = re.compile(r"\+?\d[\d ()-]{4,}\d")
_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth"),
    *("seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"),
)
_REGION = re.compile(r"(?P<name>[^（）]+)（(?P<region>[^（）]+)）")


def projects(text: str) -> str | None:
    """Return a number of projects without the noun.

    >>> projects("不超过10个"), projects("87~90项左右"), projects("20-25个项目"), projects("两个以上")
    ('no more than 10', 'about 87–90', '20–25', 'at least 2')
    """
    match = QUANTITY.fullmatch(bounded(arabic(text)).replace("个项目", "个"))
    return _ENGLISH.quota(quota(match)) if match else None


def money(text: str) -> str | None:
    """Return an amount in CNY; None if its English is not exact.

    >>> money("18000万元人民币"), money("约6.2亿元"), money("50-100万元"), money("12345678901元")
    ('RMB 180 million', 'about RMB 620 million', 'RMB 500 thousand–RMB 1 million', None)
    """
    plain = bounded(arabic(text))
    match = MONEY.fullmatch(plain)
    if not match:
        return None
    found, low = funding(match), floor_cny(match)
    amounts = [amount for amount in (low, found.amount_cny) if amount is not None]
    words = "–".join(map(_ENGLISH.money, amounts))
    if not all(_is_exact(amount) for amount in amounts) or (low and "不" in plain):
        return None
    hedges = {"at_most": "no more than ", "about": "about "}
    return words if low is not None else hedges.get(found.kind, "") + words


def _is_exact(amount: int) -> bool:
    """Return whether an amount in CNY is printed to the last yuan: only 6 decimals of a million or billion are."""
    digits = re.sub(r"[^\d.]", "", _ENGLISH.money(amount))
    words = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
    unit = next((size for word, size in words.items() if word in _ENGLISH.money(amount)), 1)
    return Decimal(digits) * unit == amount


_AT_MOST = "no more than "


def years_long(text: str) -> str | None:
    """Return a duration.

    >>> years_long("2～3年"), years_long("不超过1年"), years_long("18个月"), years_long("两年半")
    ('2–3 years', 'no more than 1 year', '18 months', '2 years and 6 months')
    """
    plain = bounded(arabic(text))
    if match := _MONTHS_LONG.fullmatch(plain):
        months = int(match["months"])
        return f"{_bound(match)}{months} month{'s' * (months != 1)}"
    if match := _HALF_YEARS.fullmatch(plain):
        years = int(match["years"])
        return f"{_bound(match)}{years} year{'s' * (years != 1)} and 6 months"
    found = duration(plain, labelled=True) if DURATION.fullmatch(plain) else None
    return _ENGLISH.duration(found) if found else None


def length(text: str) -> str | None:
    """Return a duration that is no bound.

    >>> length("2～3年"), length("不超过1年")
    ('2–3 years', None)
    """
    words = years_long(text)
    return None if words is None or words.startswith(_AT_MOST) else words


def longest(text: str) -> str | None:
    """Return the longest duration that a bound allows.

    >>> longest("不超过1年"), longest("2～3年")
    ('1 year', None)
    """
    words = years_long(text)
    return words.removeprefix(_AT_MOST) if words and words.startswith(_AT_MOST) else None


def _bound(match: re.Match[str]) -> str:
    return _AT_MOST if match["bound"] else ""


def number(text: str) -> str | None:
    """Return a number in figures.

    >>> number("两"), number("12")
    ('2', '12')
    """
    return str(value(text)) if _NUMERAL.fullmatch(text) else None


def rank(text: str) -> str | None:
    """Return a number as an ordinal in figures.

    >>> [rank(text) for text in ("12", "二十一", "三", "二")]
    ['12th', '21st', '3rd', '2nd']
    """
    if not _NUMERAL.fullmatch(text):
        return None
    count = value(text)
    last = 0 if count % 100 in (11, 12, 13) else count % 10
    return f"{count}{('th', 'st', 'nd', 'rd')[last] if last < 4 else 'th'}"


def batch(text: str) -> str | None:
    """Return the number of a batch as an ordinal in words.

    >>> batch("二"), batch("1"), batch("十三")
    ('second', 'first', '13th')
    """
    if not _NUMERAL.fullmatch(text) or not value(text):
        return None
    count = value(text)
    return _ORDINALS[count - 1] if count <= len(_ORDINALS) else rank(text)


def year(text: str) -> str | None:
    """Return a year, or the first and the last one.

    >>> year("2031"), year("2019-2022"), year("23")
    ('2031', '2019–2022', None)
    """
    return text.replace("-", "–") if _YEARS.fullmatch(text) else None


def date(text: str) -> str | None:
    """Return a day or month.

    >>> date("2016年8月31日"), date("9月"), date("2015年9月")
    ('31 August 2016', 'September', 'September 2015')
    """
    match = _DATE.fullmatch(text)
    if not match:
        return None
    day = str(int(match["day"])) if match["day"] else ""
    return " ".join(filter(None, (day, _MONTHS[int(match["month"])], match["year"])))


def email(text: str) -> str | None:
    """Return an e-mail address."""
    return text if EMAIL.fullmatch(text) else None


def url(text: str) -> str | None:
    """Return a web address, repaired where the source broke it."""
    return repair_url(text) if URL.fullmatch(text) else None


def phone(text: str) -> str | None:
    """Return one telephone number as printed."""
    return text if _PHONE.fullmatch(text) else None


def latin(text: str) -> str | None:
    """Return a name in Latin letters as printed.

    >>> latin("Ms. Konstanze Pirker"), latin("张三")
    ('Ms. Konstanze Pirker', None)
    """
    return " ".join(text.split()) if _LATIN.fullmatch(text) else None


VALUES: Mapping[str, Read] = {
    "projects": projects,
    "money": money,
    "duration": years_long,
    "length": length,
    "longest": longest,
    "number": number,
    "rank": rank,
    "batch": batch,
    "year": year,
    "date": date,
    "email": email,
    "url": url,
    "phone": phone,
    "latin": latin,
}
"""Kind of slot → its function, for those that need no vocabulary."""


class Names:
    """The kinds of slots for names of the vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        bodies = (*vocabulary.institutions, *vocabulary.agencies)
        self._bodies = {body.name.zh.translate(DASHES): body.name.en for body in bodies}
        self._groupings = {name: g.name.en for g in vocabulary.groupings for name in g.printed}

    @property
    def kinds(self) -> Mapping[str, Read]:
        """Kind of slot → its function."""
        return {"partner": self.partner, "letter": self.letter, "agency": self.agency}

    def partner(self, text: str) -> str | None:
        """Return the name of a country, region of it, or grouping that ``text`` prints in full: 加拿大（魁北克省）."""
        if text in self._groupings:
            return self._groupings[text]
        if match := _REGION.fullmatch(text):
            return self._region(self._country(match["name"]), match["region"])
        return self._country(text)

    def letter(self, text: str) -> str | None:
        """Return the name of the partner that one character stands for: 美, 新（西兰）, 加（魁北克省）."""
        head = self._vocabulary.abbreviations.get(text[0])
        if len(text) == 1:
            return self._vocabulary.partner_name(head).en if head else None
        if not (match := _REGION.fullmatch(text)) or len(match["name"]) != 1:
            return None
        name = self._country(match["name"] + match["region"])
        own = (
            self._vocabulary.country_names[head].en
            if head in self._vocabulary.country_names
            else None
        )
        return name or self._region(own, match["region"])

    def agency(self, text: str) -> str | None:
        """Return the name of an agency or institution that ``text`` prints in full."""
        return self._bodies.get(text)

    def _country(self, text: str) -> str | None:
        places = self._vocabulary.places_by_printed.get(text, ())
        if len(places) != 1 or places[0].region:
            return None
        if self._vocabulary.partner_type(places[0].country) != "country":
            return None  # Hong Kong, Macao and Taiwan are no partners of “China and …”
        return self._vocabulary.country_names[places[0].country].en

    def _region(self, country: str | None, text: str) -> str | None:
        places = self._vocabulary.places_by_printed.get(text, ())
        if len(places) != 1 or not (code := places[0].region):
            return None
        if self._vocabulary.country_names[places[0].country].en != country:
            return None
        return f"{country} ({self._vocabulary.regions[code].name.en})"
