"""The numbers in a statement, each with the words before it and what it counts: the whole, one project, or else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from generator.grammar.sides import is_foreign
from generator.model import Funding, Quota
from generator.parse.numbers import MONEY, QUANTITY, bounded, floor_cny, funding, quota

Share = Literal["whole", "each", "project", "other"]
"""All that a statement is about; each of its fields; each project; or a year, a unit, the foreign side."""

_PLACE = r"(?:项目|项|实验室|中心|平台)"
BEFORE: tuple[tuple[Share, str], ...] = (
    ("other", r"双方[^，]{0,4}共同(?:出资|投入|提供|承担)|自筹|配套|企业(?:出资|投入)|总投[入资]|每年|年均|逐年|第[一二三四五\d]年|每(?:个|一)?年度|已(?:支持|资助|立项|安排)|累计"),
    ("project", rf"每(?:个|一|1)?(?:中方|中外|联合|合作|研究|立项|获批)*{_PLACE}|(?:单个|一个)[^，。；]{{0,6}}{_PLACE}|单项"),
    ("project", r"各项目|项目(?:平均|均)|平均(?:每|单)|项均|\d年期(?:的)?项目|每(?:个|项)(?=支持|资助|约|$)"),
    ("project", r"(?:资助|支持|经费)强度"),
    ("whole", r"(?:双|两|各|多|三)方(?:将|拟|应|须)*各自?"),
    ("other", r"每(?:家|名|位|方|人|次|所|份|批|对)|(?:每|同一|单)(?:个|一)?[^，。；]{0,8}(?:单位|机构|部门|国别|国家|团队|课题|企业|高校|地区|合作方|申请人|负责人|参与方|推荐)"),
    ("each", r"各(?:自|支持|资助|拟|为|约|$)|每(?:个|一)?[^，。；\d]{0,6}(?:领域|方向|主题|专题|类别|类)|[两二三四五六\d]个(?:领域|方向|主题)[^，。；]{0,4}各"),
)  # fmt: skip
"""What a number counts, by the words before it in its clause; the first row that matches decides."""
_BEFORE = tuple((share, re.compile(words)) for share, words in BEFORE)
_PER_YEAR = re.compile(r"\s*+[/／·每]\s*+(?:(?:个?项目?|个)\s*+[/／·每]?\s*)?(?:每)?年")
_PER_PROJECT = re.compile(
    r"\s*+(?:人民币)?\s*+[/／每]\s*每?(?:个项目|项目|项|个)(?:(?P<about>左右|上下)|(?P<at_most>以[内下]|之内))?"
)
_PER_OTHER = re.compile(r"\s*[/／]\s*[\u4e00-\u9fff]")
_GIVEN = re.compile(
    r"[^，。；;、\n]{0,12}?(?:由|为|来自)(?P<side>[\u4e00-\u9fff]方)(?:提供|出资|承担|资助|支付|投入)"
)
_TOTAL = re.compile(r"共(?![同建享])|总|合计")
_NATIONAL, _OWN_MONEY = re.compile("国拨|财政"), re.compile("自筹|配套")
_CLAUSE = re.compile(r"[，。；、,;（）()\n]")
_SHORT = re.compile(r"\d\s*[万亿](?=\s*(?:[，。；、,;（()）/／\n]|左右|以[内下]|$))")
"""A sum without 元: “每项不超过100万”."""
FOREIGN_MONEY = re.compile(
    r"(?<![\d万亿])(?:USD|EUR|GBP|JPY|HKD|MOP|CHF|SEK|NOK|DKK|KRW|AUD|CAD|NZD|SGD|RUB|INR|BRL|ZAR|US\$|HK\$|[€$£＄￡]"
    r"|[美欧日韩港澳加新]元|[港澳台]币|美金|英镑|卢布|韩币|日币|(?:瑞士)?法郎|克朗|兰特|卢比)"
    r"[ \t]?\d[\d,.]{0,15}(?: ?[-－–—~～至到] ?\d[\d,.]{0,15})? ?[万亿]? ?元?"
)
"""A sum whose currency stands before it: “港币500万元”, “EUR 200万”."""
_ANOTHER_THING = re.compile(
    r"(?:细化|研究|指南|合作)?(?:领域|方向|主题|国家|国别|地区|单位|机构|团队|阶段|方面|课题|部门|月|专利|论文|成果|任务|技术|指标)"
)
"""What stands behind a number that counts no projects: “24个月”, “3个领域”."""
_WITH = re.compile(r"[与和同跟向][\u4e00-\u9fff]方")
_SAME_SUM = re.compile(r"\s*+(?:约合|折合|折|合|约|相当于|即|等值)?(?:人民币)?\s*")
_WIDEST = 120
"""The most characters of a clause that are looked at."""
_FLOOR = re.compile(r"(?:不(?:得|应)?(?:低于|少于|小于)|[最至]少|最低)\s*$")
_UPWARDS = re.compile(r"\s*+(?:及?以上|起(?!止))")
"""Words before and behind the least amount of money, which is no amount that a project gets."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number of projects or an amount of money in a statement."""

    quota: Quota | None
    money: Funding | None
    """The one or the other."""
    share: Share
    words: str
    """The words between the number before it and this one."""
    summed: bool
    """True if its clause calls it a total: 共, 总, 合计."""
    inside: bool
    """True if it stands in brackets."""
    floor_cny: int | None = None
    """The lower end, if the money is a range."""


def amounts(text: str, label: str = "") -> Iterator[Number]:
    """Yield the numbers of a statement in their order; ``label`` says what stands above it.

    >>> [(n.money.amount_cny, n.share) for n in amounts("30万元/项，共600万元")]
    [(300000, 'project'), (6000000, 'whole')]
    >>> [n.share for n in amounts("中方经费不超过900万元，芬方经费不超过100万元")]
    ['whole', 'other']
    """
    text = bounded(FOREIGN_MONEY.sub("", _SHORT.sub(r"\g<0>元", text)))
    found = [*MONEY.finditer(text), *QUANTITY.finditer(text)]
    end = depth = 0
    for match in sorted(found, key=re.Match.start):
        is_money = "amount" in match.re.groupindex
        if match.start() < end or (not is_money and _ANOTHER_THING.match(text, match.end())):
            continue
        words = text[end : match.start()]
        end = match.end()
        clauses = _CLAUSE.split(text[max(0, match.start() - _WIDEST) : match.start()])
        clause = clauses[-1]
        summed = bool(_TOTAL.search(clause))
        if is_money and _SAME_SUM.fullmatch(clause) and len(clauses) > 1:
            payer = clauses[-2]  # “芬方出资200万欧元（约合1500万元人民币）”
        else:
            payer = clause
        share = _share(text, match, clause, payer)
        if is_money and share == "whole" and not summed and _says_per_project(label):
            share = "project"
        with_own = summed and not _NATIONAL.search(clause) and _NATIONAL.search(text)
        if is_money and share == "whole" and with_own and _OWN_MONEY.search(text):
            share = "other"  # “国拨经费1500万元，自筹经费1500万元，总经费3000万元”
        floor = is_money and (_FLOOR.search(clause) or _UPWARDS.match(text, end))
        if floor or (share == "project" and not is_money):
            share = "other"
        depth += sum((c in "（(") - (c in "）)") for c in words)
        inside = depth > 0
        if is_money:
            money = funding(match)
            behind = _PER_PROJECT.match(text, match.end())
            if behind and behind.lastgroup:  # “50万元/项左右”
                money = replace(money, kind="about" if behind["about"] else "at_most")
            yield Number(None, money, share, words, summed, inside, floor_cny(match))
        else:
            yield Number(quota(match), None, share, words, summed, inside)


def _share(text: str, match: re.Match[str], clause: str, payer: str) -> Share:
    given = _GIVEN.match(text, match.end())
    if is_foreign(given["side"] if given else _WITH.sub("", payer)) or _PER_YEAR.match(
        text, match.end()
    ):
        return "other"
    told: Share = "whole"
    share = next((share for share, words in _BEFORE if words.search(clause)), told)
    if _PER_PROJECT.match(text, match.end()) and share == "whole":
        return "project"
    return "other" if _PER_OTHER.match(text, match.end()) and share == "whole" else share


def _says_per_project(label: str) -> bool:
    return any(share == "project" and words.search(label) for share, words in _BEFORE)
