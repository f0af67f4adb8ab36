"""Slots: the kinds of words in a pattern whose English is known from the vocabulary or is a number or an address.

A kind is a function from Chinese text to its English, or to None if the text is nothing of this kind. All of the text has
to be of this kind.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Collection, Mapping

from babel.dates import get_month_names

from generator.grammar.numerals import arabic, half_width, value
from generator.parse.numbers import (
    ABOUT_MARKS,
    MONEY,
    QUANTITY,
    bounded,
    floor_cny,
    funding,
    quota,
)
from generator.seedfile import Bilingual
from generator.text.contacts import EMAIL, URL, repair_url
from generator.vocabulary import DASHES, Vocabulary
from generator.write.phrases import Phrases

Read = Callable[[str], str | None]

_ENGLISH = Phrases("en", str)
_MONTHS = get_month_names("wide", locale="en")
_NUMERAL = re.compile(r"[1-9]\d?|[二三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九]")
_YEARS = re.compile(r"(?P<year>(?:19|20)\d\d)(?:-(?P<last>(?:19|20)\d\d))?")
_DATE = re.compile(
    r"(?P<year>(?:19|20)\d\d)年(?P<month>1[0-2]|0?[1-9])月(?:(?P<day>3[01]|[12]\d|0?[1-9])[日号])?"
)
_TIME = (
    r"(?P<hour>2[0-4]|1\d|0?\d)(?:[:：](?P<minute>[0-5]\d)|[时点](?:整|(?P<minutes>[0-5]\d)分)?)"
)
_MOMENT = re.compile(rf"(?P<day>20\d\d年\d{{1,2}}月\d{{1,2}}[日号])(?: ?{_TIME})?")
_BEIJING = re.compile(
    "北京时间(?P<before>.+)|(?P<after>.+)（北京时间）|(?P<day>.+[日号])北京时间(?P<time>.+)"
)
_NO_LESS = r"不(?:得|应)?[少低短]于|[至最]少"
_LENGTH = re.compile(
    r"(?P<about_before>大约|约)?"
    rf"(?:(?P<bound>不(?:得|应)?(?:超过|多于|长于)|最[长多](?:不超过)?|至多)|(?P<floor>{_NO_LESS}))?"
    r"(?P<low>\d{1,2})(?:(?P<low_unit>年|个月)?[-~～—–至到](?P<high>\d{1,2}))?(?P<unit>年半?|个月)"
    r"(?:(?P<about>左右)|(?P<within>以内|之内|以下)|(?P<upwards>以上))?"
)
_FLOOR = re.compile(rf"(?:{_NO_LESS})(?P<after>.+)|(?P<before>.+)以上")
_BOUNDS = ("bound", "floor", "within", "upwards")
"""The groups of a match that hold a word for a bound."""
_AT_MOST, _AT_LEAST = "no more than ", "at least "
_MOST_MONTHS, _MOST_YEARS = 60, 15
"""The longest durations: more may be the years of a date, “23-25年”."""
_SAME_UNIT = re.compile(r"( \w+)–RMB (\S+\1)")
"""“RMB 10 million–RMB 15 million”, which is “RMB 10–15 million”."""
_LATIN = re.compile(r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ.'’ -]*[A-Za-zÀ-ɏ.]")
_SURNAME = 5
"""The fewest letters of a surname in capitals: “KOKKO”. Shorter ones may be an abbreviation: “DLR”."""
_ABBREVIATION = re.compile(r"(?=.*[A-Z].*[A-Z])[A-Z][A-Za-z&-]{1,9}")
_PHONE = re.compile(r"\+?\d[\d ()-]{4,}\d")
_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth"),
    *("seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"),
)
_OFFICIAL = re.compile("共和国|王国|联邦|苏丹国|酋长国|民国")
"""Official names of states, whose English is another than the short name."""
_REGION = re.compile(r"(?P<name>[^（）]+)（(?P<region>[^（）]+)）")


def projects(text: str) -> str | None:
    """Return a number of projects without the noun.

    >>> projects("不超过10个"), projects("87~90项左右"), projects("20-25个项目"), projects("两个以上")
    ('no more than 10', 'about 87–90', '20–25', 'at least 2')
    >>> projects("最多3-5个"), projects("约10个以内"), projects("近10个"), projects("一百五个"), projects("2000个")
    (None, None, None, None, None)
    """
    match = QUANTITY.fullmatch(bounded(arabic(text)).replace("个项目", "个"))
    if not match or not all(re.fullmatch(r"\d{1,3}", n) for n in match.group("low", "high") if n):
        return None
    return _ENGLISH.quota(quota(match)) if _is_clear(match, match["low"], match["high"]) else None


def _is_clear(match: re.Match[str], low: str | int, high: str | int | None) -> bool:
    """Return whether a number has at most one word for “about” or a bound, a range has no bound, and it goes upwards."""
    words = {name: text for name, text in match.groupdict().items() if text}
    hedges, bounds = (words.keys() & marks for marks in (ABOUT_MARKS, _BOUNDS))
    if len(hedges | bounds) > 1 or words.get("about_before") == "近" or not int(high or low):
        return False
    return high is None or (not bounds and int(low) < int(high))


def money(text: str) -> str | None:
    """Return an amount in CNY; None if its English is not exact.

    >>> money("18000万元人民币"), money("约6.2亿元"), money("50-100万元"), money("12345678901元")
    ('RMB 180 million', 'about RMB 620 million', 'RMB 500,000–RMB 1 million', None)
    >>> money("约1000-1500万元"), money("不低于100万元"), money("最高100-200万元"), money("近500万元")
    ('about RMB 10–15 million', 'at least RMB 1 million', None, None)
    >>> money("3-500万元"), money("3～500万元"), money("3至500万元"), money("100万元-2亿元")
    (None, None, None, 'RMB 1–200 million')
    """
    plain = bounded(arabic(text))
    if floor := _FLOOR.fullmatch(plain):
        least = money(floor["after"] or floor["before"])
        return f"{_AT_LEAST}{least}" if least and re.fullmatch("RMB [^–]+", least) else None
    match = MONEY.fullmatch(plain)
    if not match:
        return None
    found, low = funding(match), floor_cny(match)
    amounts = [amount for amount in (low, found.amount_cny) if amount is not None]
    if not all(map(_is_exact, amounts)):
        return None
    if not _is_clear(match, amounts[0], None if low is None else amounts[1]):
        return None
    if match["low"] and (low is None or re.search(r"\d\s*[十百千]", half_width(text))):
        return None  # “3-500万元”, “15-20百万元”
    words = _SAME_UNIT.sub(r"–\2", "–".join(map(_ENGLISH.money, amounts)))
    is_about = any(match[name] for name in ABOUT_MARKS)
    is_bound = found.kind == "at_most" and low is None
    return f"{'about ' if is_about else _AT_MOST if is_bound else ''}{words}"


def _is_exact(amount: int) -> bool:
    """Return whether the English of an amount in CNY has its last yuan: it has 6 decimals of a million, billion or trillion."""
    return amount < 10**9 or amount % (10**3 if amount < 10**12 else 10**6) == 0


def years_long(text: str) -> str | None:
    """Return a duration.

    >>> years_long("2～3年"), years_long("不超过1年"), years_long("18个月"), years_long("两年半")
    ('2–3 years', 'no more than 1 year', '18 months', '30 months')
    >>> years_long("约2-3年"), years_long("3年以上"), years_long("最长2-3年"), years_long("2年或3年")
    ('about 2–3 years', 'at least 3 years', None, None)
    """
    match = _LENGTH.fullmatch(bounded(arabic(text)))
    if not match or not _is_clear(match, match["low"], match["high"]):
        return None
    low, high, unit = match.group("low", "high", "unit")
    if match["low_unit"] not in (None, unit) or (high and unit == "年半"):
        return None
    if int(high or low) > (_MOST_MONTHS if unit == "个月" else _MOST_YEARS):
        return None
    figure = f"{int(low)}–{int(high)}" if high else f"{int(low)}"
    if unit == "年半":
        figure = f"{12 * int(low) + 6}"
    is_about = match["about"] or match["about_before"]
    at_least = match["floor"] or match["upwards"]
    at_most = match["bound"] or match["within"]
    hedge = "about " if is_about else _AT_LEAST if at_least else _AT_MOST if at_most else ""
    noun = "year" if unit == "年" else "month"
    return f"{hedge}{figure} {noun}{'s' * (figure != '1')}"


def _without(start: str, words: str | None) -> str | None:
    """Return the rest of ``words`` that begin with ``start``; None for others."""
    return words.removeprefix(start) if words and words.startswith(start) else None


def length(text: str) -> str | None:
    """Return a duration that is no bound.

    >>> length("2～3年"), length("不超过1年"), length("至少1年")
    ('2–3 years', None, None)
    """
    words = years_long(text)
    return None if words is None or words.startswith((_AT_MOST, _AT_LEAST)) else words


def longest(text: str) -> str | None:
    """Return the longest duration that a bound allows.

    >>> longest("不超过1年"), longest("2～3年")
    ('1 year', None)
    """
    return _without(_AT_MOST, years_long(text))


def shortest(text: str) -> str | None:
    """Return the shortest duration that a bound allows.

    >>> shortest("不少于1年"), shortest("2～3年")
    ('1 year', None)
    """
    return _without(_AT_LEAST, years_long(text))


def ceiling(text: str) -> str | None:
    """Return the greatest number of projects.

    >>> ceiling("不超过5个项目"), ceiling("5个")
    ('5', None)
    """
    return _without(_AT_MOST, projects(text))


def number(text: str) -> str | None:
    """Return a number from 1 to 99 in figures.

    >>> number("两"), number("12"), number("两三"), number("2026")
    ('2', '12', None, None)
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
    ('second', '1st', '13th')
    """
    if not _NUMERAL.fullmatch(text):
        return None
    count = value(text)
    return rank(text) if text.isdigit() or count > len(_ORDINALS) else _ORDINALS[count - 1]


def year(text: str) -> str | None:
    """Return a year, or the first and the last one.

    >>> year("2031"), year("2019-2022"), year("23")
    ('2031', '2019–2022', None)
    """
    return text.replace("-", "–") if _YEARS.fullmatch(text) else None


def date(text: str) -> str | None:
    """Return a day or month of a year.

    >>> date("2016年8月31日"), date("2015年9月"), date("9月"), date("2015年2月30日")
    ('31 August 2016', 'September 2015', None, None)
    """
    match = _DATE.fullmatch(text)
    if not match:
        return None
    year, month, day = (int(part or 0) for part in match.groups())
    if day > monthrange(year, month)[1]:
        return None
    return f"{day or ''} {_MONTHS[month]} {year}".strip()


def moment(text: str) -> str | None:
    """Return a day, with its time if one is printed.

    >>> moment("2027年9月30日 17:00"), moment("2027年9月30日16时"), moment("2027年9月30日")
    ('30 September 2027, 17:00', '30 September 2027, 16:00', '30 September 2027')
    >>> moment("北京时间2027年9月30日16时30分"), moment("2027年9月"), moment("2027年9月30日25时")
    ('30 September 2027, 16:30 (Beijing time)', None, None)
    """
    plain, zone = _of_beijing(text)
    words = _moment(plain)
    return f"{words}{zone}" if words and (not zone or ":" in words) else None


def due(text: str) -> str | None:
    """Return until when something must have been done that has a moment with 前.

    The moment itself is in time, except the first day of a month, where 前 means the month before it.

    >>> due("2027年9月30日17:00"), due("2027年3月31日"), due("2028年1月1日"), due("2027年12月")
    ('by 30 September 2027, 17:00', 'by 31 March 2027', 'before 1 January 2028', None)
    """
    words = moment(text)
    return words and f"{'before' if re.match('1 [^,]*$', words) else 'by'} {words}"


def period(text: str) -> str | None:
    """Return two moments, of which the second may be without its year.

    >>> period("2027年8月1日8:00至9月30日16:00")
    'from 1 August 2027, 8:00 to 30 September 2027, 16:00'
    >>> period("2027年9月30日至8月1日"), period("8月1日至9月30日")
    (None, None)
    """
    plain, zone = _of_beijing(text)
    start, mark, end = re.sub("[-到]", "至", plain).partition("至")
    found = (start, end if "年" in end else f"{start[:5]}{end}")
    first, last = map(_moment, found)
    if not mark or not first or not last or (zone and ":" not in first + last):
        return None
    return f"from {first} to {last}{zone}" if _order(found[0]) < _order(found[1]) else None


def span(text: str) -> str | None:
    """Return two days or months, each with its year, of which the second is later.

    >>> span("2026年1月1日起至2028年12月31日"), span("2026年1月-2028年12月")
    ('from 1 January 2026 to 31 December 2028', 'from January 2026 to December 2028')
    >>> span("2026年12月至2024年1月"), span("2026年1月至12月")
    (None, None)
    """
    start, _, end = re.sub("起?[-到至]", "至", text).partition("至")
    first, last = date(start), date(end)
    return f"from {first} to {last}" if first and last and _order(start) < _order(end) else None


def _of_beijing(text: str) -> tuple[str, str]:
    """Return ``text`` without 北京时间 beside it or before its time, and the English of that."""
    match = _BEIJING.fullmatch(text)
    if not match:
        return text, ""
    return "".join(part for part in match.groups() if part), " (Beijing time)"


def _moment(text: str) -> str | None:
    match = _MOMENT.fullmatch(text)
    day = date(match["day"]) if match else None
    if not match or not day or not match["hour"]:
        return day
    minute = match["minute"] or match["minutes"] or "00"
    return f"{day}, {match['hour']}:{minute}" if int(match["hour"] + minute) <= 2400 else None


def _order(text: str) -> tuple[int, ...]:
    """Return the numbers of a moment, year first."""
    return tuple(map(int, re.findall(r"\d+", text)))


def email(text: str) -> str | None:
    """Return an e-mail address."""
    return text if EMAIL.fullmatch(text) else None


def url(text: str) -> str | None:
    """Return a web address, repaired where the source broke it."""
    return repair_url(text) if URL.fullmatch(text) else None


def phone(text: str) -> str | None:
    """Return one telephone number as printed."""
    return text if _PHONE.fullmatch(text) else None


def abbreviation(text: str) -> str | None:
    """Return an abbreviation of a name.

    >>> abbreviation("JICA"), abbreviation("IoT"), abbreviation("Internet")
    ('JICA', 'IoT', None)
    """
    return text if _ABBREVIATION.fullmatch(text) else None


VALUES: Mapping[str, Read] = {
    "projects": projects,
    "money": money,
    "duration": years_long,
    "length": length,
    "longest": longest,
    "shortest": shortest,
    "ceiling": ceiling,
    "number": number,
    "rank": rank,
    "batch": batch,
    "year": year,
    "date": date,
    "moment": moment,
    "due": due,
    "period": period,
    "span": span,
    "email": email,
    "url": url,
    "phone": phone,
    "abbreviation": abbreviation,
}
"""Kind of slot → its function, for those that need no vocabulary."""


class Names:
    """The kinds of slots for names of the vocabulary.

    ``left_out`` are printed names, and codes of territories, that are not used; ``adjectives`` tell whether the name of an
    agency has its country; ``offices`` are words that no name of a person has.
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        left_out: Collection[str],
        adjectives: Mapping[str, str],
        offices: Collection[str],
    ) -> None:
        self._vocabulary, self._left_out = vocabulary, frozenset(left_out)
        bodies = (*vocabulary.institutions, *vocabulary.agencies)
        self._bodies = {
            body.name.zh.translate(DASHES): body.name.en
            for body in bodies
            if self._has_country(body.name, adjectives)
        }
        countries = (name.en.split() for name in vocabulary.country_names.values())
        self._offices = frozenset(offices).union(*countries)
        self._groupings = {name: g.name.en for g in vocabulary.groupings for name in g.printed}

    @property
    def kinds(self) -> Mapping[str, Read]:
        """Kind of slot → its function."""
        return {
            "partner": self.partner,
            "country": self.country,
            "letter": self.letter,
            "agency": self.agency,
            "latin": self.latin,
        }

    def partner(self, text: str) -> str | None:
        """Return the name of a country, region of it, or grouping that ``text`` prints in full: 加拿大（魁北克省）."""
        if text in self._groupings and text not in self._left_out:
            return self._groupings[text]
        if match := _REGION.fullmatch(text):
            return self._region(self.country(match["name"]), match["region"])
        return self.country(text)

    def country(self, text: str) -> str | None:
        """Return the name of the country that ``text`` prints; None for one with “and”, which a list or title would divide."""
        places = self._vocabulary.places_by_printed.get(text, ())
        if len(places) != 1 or places[0].region or _OFFICIAL.search(text):
            return None
        code = places[0].country
        if {text, code} & self._left_out or self._vocabulary.partner_type(code) != "country":
            return None  # Hong Kong, Macao and Taiwan are no partners of “China and …”
        name = self._vocabulary.country_names[code].en
        return None if " and " in name else name

    def letter(self, text: str) -> str | None:
        """Return the name of the country that one character stands for: 美, 新（西兰）, 加（魁北克省）.

        欧 may be the EU or Europe.
        """
        head = self._vocabulary.abbreviations.get(text[0])
        country = self._vocabulary.country_names.get(head or "")
        if len(text) == 1:
            return country.en if country else None
        if not (match := _REGION.fullmatch(text)) or len(match["name"]) != 1:
            return None
        name = self.country(match["name"] + match["region"])
        return name or self._region(country.en if country else None, match["region"])

    def agency(self, text: str) -> str | None:
        """Return the name of an agency or institution that ``text`` prints in full."""
        return self._bodies.get(text)

    def latin(self, text: str) -> str | None:
        """Return a person’s name in Latin letters as printed; None for what may be an office, a body or two persons."""
        words = text.split()
        if not _LATIN.fullmatch(text) or len(words) < 2 or words[0].isupper():
            return None
        short = any(word.isupper() and len(word) < _SURNAME for word in words)
        return " ".join(words) if not short and self._offices.isdisjoint(words) else None

    def _has_country(self, body: Bilingual, adjectives: Mapping[str, str]) -> bool:
        """Return whether the English name of a body has the country with which the Chinese one begins."""
        return not any(
            body.zh.startswith(country.zh)
            and country.en.rpartition(" ")[2] not in body.en
            and adjectives.get(country.en, country.en) not in body.en
            for country in self._vocabulary.country_names.values()
        )

    def _region(self, country: str | None, text: str) -> str | None:
        places = self._vocabulary.places_by_printed.get(text, ())
        if len(places) != 1 or not (code := places[0].region):
            return None
        if self._vocabulary.country_names[places[0].country].en != country:
            return None
        return f"{country} ({self._vocabulary.regions[code].name.en})"
