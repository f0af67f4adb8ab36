"""Quotas, funding and durations, read from the words of the guides."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from generator.grammar.numerals import arabic
from generator.grammar.sides import hedge_of, is_foreign
from generator.model import Duration, DurationKind, Funding, FundingKind, Hedge, Quota, QuotaKind

_NUMBER = r"(?:\d{1,3}(?:,\d{3}| 000){1,3}|\d{1,9})(?:\.\d{1,6})?"
_TO = r"\s*+(?:[-－–—~～]++|至|到)\s*+"
_AT_MOST = r"不(?:得|应|可|能)?(?:超过|多于|高于|大于)|[最至]多|最高|最长|上限[为是]?|[≤≦⩽]"
_AT_LEAST = r"不(?:得|应|可|能)?(?:少于|低于|小于)|[最至]少|[≥≧⩾]"
_WITHIN = r"(?:[（(]含(?:本数)?[）)])?\s*+(?:以内|以下|之内|封顶|为限|为上限)"
_TBD = re.compile(
    r"待定|另行(?:通知|确定|商定|协商)|待(?:确定|商定|协商|明确)|(?:暂|尚)未?(?:不|未|无法)?(?:确定|明确|商定)"
    r"|(?:视|根据|按照?|依据?|依照|由)[^，。；;\n\d]{0,24}(?:而定|商定|确定|议定|核定)"
    r"|以[^，。；;\n\d]{2,16}(?:结果|情况|意见|通知)为准"
)
"""“待定”, “暂不确定”, “视评审情况确定”, “由双方商定”."""
_NUMBER_LEFT_OPEN = re.compile(
    r"(?:项目|支持|资助|立项)(?:的?项目)?(?:数|数量|数目|总数|个数)(?P<how>[^。；;\n\d]{2,30})"
)

QUANTITY = re.compile(
    rf"(?:(?P<about_before>大约|约|(?<![最附])近)\s*+)?(?:(?P<bound>{_AT_MOST}|{_AT_LEAST})(?:支持|资助|立项|安排)?\s*+)?"
    rf"(?<![±^\d])(?P<low>{_NUMBER})\s*+(?:(?:个?项目|[个项])?{_TO}(?P<high>{_NUMBER}))?\s*+(?:个项目|[个项]目?|[（(][个项][）)])"
    rf"(?:\s*+(?:(?P<about>左右|上下)|(?P<within>{_WITHIN})|(?P<upwards>以上)))?"
)
_TOO_MUCH = r"(?:[\d,]{7,15}(?:\.\d{1,6})?\s*亿|[\d,]{12,15}(?:\.\d{1,6})?\s*万)"
"""More than China produces in a year; sums of such would be larger than databases hold."""
MONEY = re.compile(
    rf"(?:(?P<about_before>大约|约合?|(?<![最附])近)\s*+)?(?:(?P<bound>{_AT_MOST})(?:支持|资助|安排|提供)?\s*+)?(?:(?P<about_inside>约)\s*+)?"
    rf"(?:(?P<prefix>人民币|RMB|CNY|[¥￥])\s*+)?"
    rf"(?:(?<![\d.])(?<!\d,)(?P<low>(?>{_NUMBER}))\s*+(?P<low_unit>[亿万]?+元?+)(?:人民币)?{_TO})?"
    rf"(?<![\d.])(?<!\d,)(?!{_TOO_MUCH})(?P<amount>(?>{_NUMBER}))\s*+(?P<unit>亿|万)?+\s*+"
    r"(?:元|人民币|(?(unit)(?=[/／]\s*[个项])|(?!))|(?(prefix)(?!\s*[美欧英日韩加澳港a-zA-Z])|(?!)))"
    rf"(?:\s*+[（(]?人民币[）)]?)?(?:\s*+(?:(?P<about>左右|上下)|(?P<within>{_WITHIN})))?"
)
_MONTHS = r"个?月"
_LENGTH = (
    rf"(?<!\d)(?<!\d年)(?<![年月][-－–—~～至到])(?P<low>\d{{1,2}})\s*+"
    rf"(?:(?:(?P<low_months>{_MONTHS})|(?P<low_years>年|个年度))?(?:{_TO}|或|、(?=\d{{1,2}}(?:年|{_MONTHS})))(?P<high>\d{{1,2}}))?\s*+"
    rf"(?:(?:(?P<months>{_MONTHS})|年)(?![度半零又多余\d])|个年度)(?!(?:{_TO}|或)\d)"
)
_SPAN = rf"{_LENGTH}(?:\s*+(?:(?P<within>{_WITHIN})|(?P<about>左右)|(?P<upwards>以上)))?"
_YEARS = re.compile(
    r"(?:(?:执行|实施|研究|支持|资助|合作|建设|项目|任务|完成)的?(?:期限?(?!间)|周期|年限|时限)"
    r"|(?:执行|实施|研究|支持|资助)时间|(?:项目|课题|研究)[^，。；]{0,8}为期)"
    rf"(?P<words>[^，。；：:\d内满后前每已]{{0,10}}?(?:[：:][^，。；：:\d内满后前每已]{{0,12}}?)?){_SPAN}(?!的?(?:访|交流|培训|进修|学习|留学))"
)
"""The words that name the time of a project, and its years; but not those of a visit (“为期1年的访问”)."""
_SOME_TIME = re.compile(
    r"(?:执行|实施|研究|支持|资助|合作|建设)(?:期限?(?!间)|周期|年限|时限)[^，。；：:\d内满后前每已结]{0,10}[：:]?(?P<low>\d{1,2})\s*(?:个?月|年(?!度))"
)
"""The words that name the time of a project, and any number of years or months: “两年半”."""
_DONE = re.compile(
    r"(?:项目|任务|研究|课题|工作|批复|合同)(?P<words>[^，。；：:\d近验结满]{0,16}?)"
    rf"{_LENGTH}\s*+(?P<within>(?:的?时间)?(?:{_WITHIN}|内))[^，。；：:\d]{{0,4}}?"
    r"(?:执行|实施|研究)?(?:完成|完毕|完结|结题|结项)"
    r"(?:(?:全部|所有|各项)?(?:研究|研发|合作)?(?:任务|工作|项目|内容))?(?=[，。；）)\s]|$)"
)
"""“应于两年内执行完毕”; but not the years in which a part of the work is to be done."""
_BARE_DATES = re.compile(
    rf"(?P<year>\d{{4}})[年./](?P<month>\d{{1,2}})(?:[月./](?:\d{{1,2}}日?)?)?(?:起|开始)?{_TO}(?P<last_year>\d{{4}})[年./](?P<last_month>\d{{1,2}})"
)
_DATES = re.compile(
    r"(?:执行|实施|研究|支持|资助|合作|建设|项目|任务|起止)(?:期限?|周期|年限|时限|时间)[^，。；\d]{0,8}"
    + _BARE_DATES.pattern
)
_BARE_YEARS = re.compile(rf"(?P<words>[^，。；：\d]{{0,10}}?){_SPAN}")
_CLAUSE_START = re.compile(r"(?<!原则上)[，、,]|[。；：;:（(\n]")
_WIDEST = 60
"""The most characters of a clause before a number that are looked at."""
_UNITS = {None: 1, "万": 10_000, "亿": 100_000_000}
_LOW = rf"(?P<low>{_NUMBER})\s*+"
_HIGH = rf"(?P<high>{_NUMBER})\s*+"
_UNIT = r"(?P<unit>万元?|亿元?|元|[个项]|年|个?月)(?:项目|人民币)?"
_AND = r"[，、,；;]?\s*[且但并也]?(?:同时)?"
_FLOOR, _CEILING = rf"(?:最[低短小](?:{_AT_LEAST}|为)?|{_AT_LEAST})", rf"(?:{_AT_MOST}){{1,2}}"
"""“最长不超过” has two words for one bound."""
_INCLUSIVE = re.compile(r"[（(]含(?:本数)?[）)]")
_BOTH_BOUNDS = tuple(
    re.compile(words)
    for words in (
        rf"{_FLOOR}\s*+{_LOW}{_UNIT}{_AND}{_CEILING}\s*+{_HIGH}(?P=unit)",
        rf"{_CEILING}\s*+{_HIGH}{_UNIT}{_AND}{_FLOOR}\s*+{_LOW}(?P=unit)",
        rf"{_LOW}{_UNIT}(?:以上|起){_AND}{_HIGH}(?P=unit)(?:以[内下]|之内)",
        rf"{_LOW}{_UNIT}(?:以上|起){_AND}{_CEILING}\s*+{_HIGH}(?P=unit)",
    )
)


def bounded(text: str) -> str:
    """Return ``text`` with a floor and a ceiling of one number as a range.

    >>> bounded("每个项目不低于100万元，不超过200万元")
    '每个项目100-200万元'
    >>> bounded("3个以上、5个以下"), bounded("最多6项，最少2项")
    ('3-5个', '2-6项')
    >>> bounded("不少于2年，最长不超过3年")
    '2-3年'
    """
    text = _INCLUSIVE.sub("", text)
    for pattern in _BOTH_BOUNDS:
        text = pattern.sub(r"\g<low>-\g<high>\g<unit>", text)
    return text


ABOUT_MARKS = {"about", "about_before", "about_inside"}
"""The groups of a match that hold a word for “about”."""


def _kind(match: re.Match[str], words: str = "", *, one: bool = False) -> DurationKind:
    """Return how a number is meant, from the marks in its match and the ``words`` before it.

    ``one`` is True if the two ends are one number: “36个月或3年”.
    """
    marks = {name for name, text in match.groupdict().items() if text}
    words += match["bound"] if "bound" in marks else ""
    if "high" in marks and not one:
        return "about" if marks & ABOUT_MARKS else "range"
    if "within" in marks or re.search(_AT_MOST, words):
        return "at_most"
    if "upwards" in marks or re.search(_AT_LEAST, words):
        return "at_least"
    is_about = marks & ABOUT_MARKS or re.search("一般|约", words)
    return "about" if is_about else "exact"


def _bounds(kind: DurationKind, low: int, high: int) -> tuple[int | None, int | None]:
    """Return the least and the greatest number; ``high`` is 0 if the text gives no range."""
    least = None if kind == "at_most" else low
    return least, None if kind == "at_least" else high or low


def quota(match: re.Match[str]) -> Quota:
    """Return the quota that a match of `QUANTITY` states.

    >>> quota(QUANTITY.search("不超过10个"))
    Quota(min=None, max=10, kind='at_most', hedge=None)
    >>> quota(QUANTITY.search("原则上90个项目左右"))
    Quota(min=90, max=90, kind='about', hedge='in_principle')
    >>> quota(QUANTITY.search("87-90项左右"))
    Quota(min=87, max=90, kind='about', hedge=None)
    """
    kind = _kind(match)
    bounds = _bounds(kind, _amount(match["low"]), _amount(match["high"] or "0"))
    return Quota(*bounds, kind, _hedge(match, "low"))


def funding(match: re.Match[str]) -> Funding:
    """Return the funding that a match of `MONEY` states, with 万元 or 亿元 converted to CNY.

    >>> found = funding(MONEY.search("总概算约6.2亿元"))
    >>> found.amount_cny, found.kind
    (620000000, 'about')
    """
    amount, kind = _amount(match["amount"], match["unit"]), _kind(match)
    if match["low"]:  # “50-100万元”: a range has no kind of its own
        kind = "at_most"
    hedge = _hedge(match, "amount")
    return Funding(amount, kind if kind in ("at_most", "about") else "exact", hedge=hedge)


def floor_cny(match: re.Match[str]) -> int | None:
    """Return the lower end of the range that a match of `MONEY` states, in CNY.

    None if it states no range, or one whose lower end is not sure: “3-500万元” may be 300 to 500.

    >>> [floor_cny(MONEY.search(text)) for text in ("80万—120万元", "5000万元至1亿元", "120万元", "3～500万元")]
    [800000, 50000000, None, None]
    """
    if not match["low"]:
        return None
    unit = match["low_unit"] or match["unit"]
    floor = _amount(match["low"], unit[0] if unit and unit != "元" else None)
    is_sure = match["low_unit"] or 100 * floor >= _amount(match["amount"], match["unit"])
    return floor if is_sure else None


def _hedge(match: re.Match[str], number: str) -> Hedge | None:
    """Return the hedge in the words of the clause before the group ``number`` of a match."""
    return hedge_of(_clause_before(match, number))


def _clause_before(match: re.Match[str], number: str) -> str:
    """Return the words of the clause before the group ``number`` of a match."""
    end = match.start(number)
    return _CLAUSE_START.split(match.string[max(0, end - _WIDEST) : end])[-1]


def _amount(number: str, unit: str | None = None) -> int:
    return int(Decimal(number.replace(",", "").replace(" ", "")) * _UNITS[unit])


def quota_in(text: str) -> Quota | None:
    """Return the first quota in ``text``, or None."""
    match = QUANTITY.search(text)
    return quota(match) if match else None


def funding_in(text: str) -> Funding | None:
    """Return the first amount of money in ``text``, or None."""
    match = MONEY.search(text)
    return funding(match) if match else None


def is_undetermined(text: str) -> bool:
    """Return whether ``text`` says that a number will be fixed later (待定).

    >>> is_undetermined("视评审情况确定"), is_undetermined("不设上限")
    (True, False)
    """
    return bool(_TBD.search(text))


def leaves_number_open(text: str) -> bool:
    """Return whether a sentence says of the number of projects that it will be fixed later: “项目数视评审情况确定”."""
    return any(is_undetermined(match["how"]) for match in _NUMBER_LEFT_OPEN.finditer(text))


def states_duration(text: str) -> bool:
    """Return whether ``text`` states how long a project takes, be it in whole years or not.

    >>> states_duration("项目执行期18个月"), states_duration("执行期为两年半"), states_duration("执行期内每年交流2次")
    (True, True, False)
    """
    plain = bounded(arabic(text))
    if _DATES.search(plain):
        return True
    found = (match for pattern in (_SOME_TIME, _YEARS, _DONE) for match in pattern.finditer(plain))
    return any(not is_foreign(_clause_before(match, "low")) for match in found)


def duration(text: str, *, labelled: bool = False) -> Duration | None:
    """Return the duration of a project that ``text`` states, or None.

    ``labelled`` is for text under a label of duration, which need not say 执行期 again. 原则上 does not
    change the kind; 一般为 gives the kind `about`, and is a hedge besides.

    >>> duration("项目执行期原则上不超过3年")
    Duration(min_years=None, max_years=3, kind='at_most', hedge='in_principle')
    >>> duration("全部研究任务应于两年内执行完毕")
    Duration(min_years=None, max_years=2, kind='at_most', hedge=None)
    """
    plain = bounded(arabic(text))
    patterns = (_BARE_YEARS,) if labelled else (_YEARS, _DONE)
    found = [match for pattern in patterns for match in pattern.finditer(plain)]
    ours = (match for match in found if not is_foreign(_clause_before(match, "low")))
    match = next(ours, found[0] if found else None)
    dates = (_BARE_DATES if labelled else _DATES).search(plain)
    if dates and (not match or dates.start() < match.start()):
        return _between(*map(int, dates.groups()))
    if not match:
        return None
    low, high = int(match["low"]), int(match["high"] or 0)
    low_months = match["low_months"] or (match["months"] and not match["low_years"])
    if (low_months and low % 12) or (match["months"] and high % 12):
        return None
    low, high = low // 12 if low_months else low, high // 12 if match["months"] else high
    if match["high"] and high < low:
        return None
    kind = _kind(match, match["words"], one=low == high)
    return Duration(*_bounds(kind, low, high), kind, _hedge(match, "low"))


def _between(year: int, month: int, last_year: int, last_month: int) -> Duration | None:
    """Return the duration from one month to another, both included, if it is whole years."""
    months = 12 * (last_year - year) + last_month - month + 1
    years, rest = divmod(months, 12)
    return Duration(years, years, "exact") if years > 0 and rest <= 1 else None


def add_quotas(quotas: Iterable[Quota]) -> Quota:
    """Return the sum of the quotas; a bound or an uncertainty in one part applies to the sum.

    >>> add_quotas([Quota(None, 5, "at_most"), Quota(None, 10, "at_most")])
    Quota(min=None, max=15, kind='at_most', hedge=None)
    """
    parts = list(quotas)
    kinds = {part.kind for part in parts}
    if "tbd" in kinds:
        return Quota(None, None, "tbd")
    hedge = next((part.hedge for part in parts if part.hedge), None)
    low = None if any(part.min is None for part in parts) else sum(p.min or 0 for p in parts)
    high = None if any(part.max is None for part in parts) else sum(p.max or 0 for p in parts)
    if low is None:
        return Quota(None, high, "at_most", hedge)
    if high is None:
        return Quota(low, None, "at_least", hedge)
    kind: QuotaKind = "about" if "about" in kinds else "range" if "range" in kinds else "exact"
    return Quota(low, high, kind, hedge)


def add_fundings(fundings: Iterable[Funding]) -> Funding:
    """Return the sum of the amounts; if one part is undetermined, the sum is undetermined."""
    parts = list(fundings)
    kinds = {part.kind for part in parts}
    if "tbd" in kinds or "none" in kinds:
        return Funding(None, "tbd")
    amount = sum(part.amount_cny or 0 for part in parts)
    hedge = next((part.hedge for part in parts if part.hedge), None)
    kind: FundingKind = (
        "at_most" if "at_most" in kinds else "about" if "about" in kinds else "exact"
    )
    return Funding(amount, kind, hedge=hedge)
