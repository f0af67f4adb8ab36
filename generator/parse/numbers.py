"""Quotas, funding and durations, read from the words of the guides."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from generator.grammar.numerals import arabic
from generator.model import Duration, DurationKind, Funding, Quota

_NUMBER = r"(?:\d{1,3}(?:,\d{3}){1,3}|\d{1,9})(?:\.\d{1,6})?"
_TO = r"\s*+(?:[-－–—~～]++|至|到)\s*+"
_AT_MOST = r"不超过|不多于|不高于|不大于|最多|至多"
_AT_LEAST = r"不少于|不低于|不小于|至少"
_WITHIN = r"以内|以下|之内"
_TBD = re.compile(r"待定|另行(?:通知|确定|商定)|待(?:确定|商定|协商)")

QUANTITY = re.compile(
    rf"(?:(?P<about_before>大约|约)\s*+)?(?:(?P<bound>{_AT_MOST}|{_AT_LEAST})\s*+)?"
    rf"(?P<low>{_NUMBER})\s*+[个项]?(?:{_TO}(?P<high>{_NUMBER}))?\s*+[个项]目?"
    rf"(?:\s*+(?:(?P<about>左右)|(?P<within>{_WITHIN})|(?P<upwards>以上)))?"
)
_TOO_MUCH = r"(?:[\d,]{7,15}(?:\.\d{1,6})?\s*亿|[\d,]{12,15}(?:\.\d{1,6})?\s*万)"
"""More than China produces in a year; sums of such would be larger than databases hold."""
MONEY = re.compile(
    rf"(?:(?P<about_before>大约|约)\s*+)?(?:(?P<bound>{_AT_MOST})\s*+)?(?:(?P<about_inside>约)\s*+)?"
    rf"(?:(?P<prefix>人民币|RMB|CNY|[¥￥])\s*+)?"
    rf"(?<![\d.])(?<!\d,)(?!{_TOO_MUCH})(?P<amount>(?>{_NUMBER}))\s*+(?P<unit>亿|万)?+\s*+"
    r"(?:元|人民币|(?(prefix)(?![美欧英日韩加澳港])|(?!)))"
    rf"(?:\s*+[（(]?人民币[）)]?)?(?:\s*+(?:(?P<about>左右)|(?P<within>{_WITHIN})))?"
)
_SPAN = (
    rf"(?P<low>\d{{1,2}})\s*+(?:年?{_TO}(?P<high>\d{{1,2}}))?\s*+(?:个?(?P<months>月)|年)(?!度|\d)"
    rf"(?:\s*+(?:(?P<within>{_WITHIN})|(?P<about>左右)))?"
)
_YEARS = re.compile(
    r"(?:执行期|执行周期|执行年限|实施期|实施周期|实施年限|研究期限|研究周期|支持期限|项目周期|项目期限"
    rf"|合作期限)(?P<words>[^，。；：:\d]{{0,10}}?[：:]?){_SPAN}"
)
_BARE_YEARS = re.compile(rf"(?P<words>[^，。；：\d]{{0,10}}?){_SPAN}")
_UNITS = {None: 1, "万": 10_000, "亿": 100_000_000}


def _kind(match: re.Match[str], words: str = "") -> DurationKind:
    """Return how a number is meant, from the marks in its match and the ``words`` before it."""
    marks = {name for name, text in match.groupdict().items() if text}
    words += match["bound"] if "bound" in marks else ""
    if "high" in marks:
        return "range"
    if "within" in marks or re.search(_AT_MOST, words):
        return "at_most"
    if "upwards" in marks or re.search(_AT_LEAST, words):
        return "at_least"
    is_about = marks & {"about", "about_before", "about_inside"} or re.search("一般|约", words)
    return "about" if is_about else "exact"


def _bounds(kind: DurationKind, low: int, high: int) -> tuple[int | None, int | None]:
    """Return the least and the greatest number; ``high`` counts for a range only."""
    least = None if kind == "at_most" else low
    return least, high if kind == "range" else None if kind == "at_least" else low


def quota(match: re.Match[str]) -> Quota:
    """Return the quota that a match of `QUANTITY` states.

    >>> quota(QUANTITY.search("不超过10个"))
    Quota(min=None, max=10, kind='at_most')
    >>> quota(QUANTITY.search("90个项目左右"))
    Quota(min=90, max=90, kind='about')
    """
    kind = _kind(match)
    return Quota(*_bounds(kind, _amount(match["low"]), _amount(match["high"] or "0")), kind)


def funding(match: re.Match[str]) -> Funding:
    """Return the funding that a match of `MONEY` states, with 万元 or 亿元 converted to CNY.

    >>> funding(MONEY.search("总概算约6.2亿元"))
    Funding(amount_cny=620000000, kind='about')
    """
    amount, kind = _amount(match["amount"], match["unit"]), _kind(match)
    return Funding(amount, kind if kind in ("at_most", "about") else "exact")


def _amount(number: str, unit: str | None = None) -> int:
    return int(Decimal(number.replace(",", "")) * _UNITS[unit])


def quota_in(text: str) -> Quota | None:
    """Return the first quota in ``text``, or None."""
    match = QUANTITY.search(text)
    return quota(match) if match else None


def funding_in(text: str) -> Funding | None:
    """Return the first amount of money in ``text``, or None."""
    match = MONEY.search(text)
    return funding(match) if match else None


def is_undetermined(text: str) -> bool:
    """Return whether ``text`` says that a number will be fixed later (待定)."""
    return bool(_TBD.search(text))


def duration(text: str, *, labelled: bool = False) -> Duration | None:
    """Return the duration of a project that ``text`` states, or None.

    ``labelled`` is for text under a label of duration, which need not say 执行期 again. 原则上 does not
    change the kind; 一般为 gives the kind `about`.

    >>> duration("项目执行期原则上不超过3年")
    Duration(min_years=None, max_years=3, kind='at_most')
    >>> duration("项目实施周期一般为3年")
    Duration(min_years=3, max_years=3, kind='about')
    """
    match = (_BARE_YEARS if labelled else _YEARS).search(arabic(text))
    if not match:
        return None
    low, high = int(match["low"]), int(match["high"] or 0)
    if match["months"]:
        if low % 12 or high % 12:
            return None
        low, high = low // 12, high // 12
    kind = _kind(match, match["words"])
    return Duration(*_bounds(kind, low, high), kind)


def add_quotas(quotas: Iterable[Quota]) -> Quota:
    """Return the sum of the quotas; a bound or an uncertainty in one part applies to the sum.

    >>> add_quotas([Quota(None, 5, "at_most"), Quota(None, 10, "at_most")])
    Quota(min=None, max=15, kind='at_most')
    """
    parts = list(quotas)
    kinds = {part.kind for part in parts}
    if "tbd" in kinds:
        return Quota(None, None, "tbd")
    low = None if any(part.min is None for part in parts) else sum(p.min or 0 for p in parts)
    high = None if any(part.max is None for part in parts) else sum(p.max or 0 for p in parts)
    if low is None:
        return Quota(None, high, "at_most")
    if high is None:
        return Quota(low, None, "at_least")
    return Quota(low, high, next((kind for kind in ("range", "about") if kind in kinds), "exact"))


def add_fundings(fundings: Iterable[Funding]) -> Funding:
    """Return the sum of the amounts; if one part is undetermined, the sum is undetermined."""
    parts = list(fundings)
    kinds = {part.kind for part in parts}
    if "tbd" in kinds or "none" in kinds:
        return Funding(None, "tbd")
    amount = sum(part.amount_cny or 0 for part in parts)
    for kind in ("at_most", "about"):
        if kind in kinds:
            return Funding(amount, kind)
    return Funding(amount, "exact")
