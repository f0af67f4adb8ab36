"""Statements of a direction → quota, funding, and strands if the guide states these separately."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from generator.grammar.enumerators import enumerator
from generator.grammar.numerals import arabic
from generator.grammar.sides import is_foreign
from generator.ids import strand_anchor
from generator.model import Funding, PerProject, Quota, Strand, Text
from generator.parse.amounts import FOREIGN_MONEY, Number, amounts
from generator.parse.numbers import add_fundings, add_quotas, is_undetermined
from generator.passage import Passage

_BRACKETED = re.compile(r"（[^（）]*）|\([^()]*\)")
_SENTENCE_MARK = re.compile(r"[。；;\n：:]")
_TITLE_END = re.compile(
    r"[，,]|(?:拟|将|计划|优先|择优|共同)*(?:支持|资助|立项|遴选)|共?拟|项目(?:总数|数量?)"
    r"|(?:总|国拨|中方|财政|专项)*经费|[各共]$"
)
_NO_TITLE = re.compile(
    r"(?!20\d\d年度?(?:[、和与及]20\d\d年度?)*$|一般(?:项目|类)$)(?:(?:其中|其余|此外|另外?|分别|双方|中方|总额|总数?|总?共|合计|总计|预计|同时|本(?:方向|项目|批次?|次|年度)"
    r"|不|可|拟|由|项目|数量|金额|国拨|专项|一般|通常|原则上|均|约|为|即|[、和及与等\s])*"
    r"|\d.*|.*(?:每|年|同一|单个|自筹|配套|财政|投入|出资|概算|预算|执行期|人民币|领域不限|特殊|增至|增加).*)"
)
"""Words before a number that name no part of the direction; a year does (“2031年4个，2032年6个”), and 一般项目."""
_OPENING = re.compile(r"^(?:其中|包括|即|另外?|对于?|以及|[和及与在])")
_EDGES = "，、。,：: \t（）()"
_LIST = re.compile(r"[、和与及]")
_IN_ALL = re.compile(
    r"(?<!领域)(?<!方向)(?<!方向[一二三四五六\d])(?:共|总计|合计)计?拟?(?:支持|资助|立项)?\s*$"
)
_LONGEST_TITLE = 60
_PLACES = re.compile(
    r"^((?:拟|共|支持|建设|资助|不超过|不多于|至多|最多|至少|约)*+\s*(?:\d{1,3}|[一二两三四五六七八九十]{1,3})(?:\s*[-－–—~～至到]+\s*(?:\d{1,3}|[一二两三四五六七八九十]{1,3}))?)\s*[家所座]"
    r"(?=联合|实验室|中心|平台|基地|左右|以[内下上]|[，。；、（(\s]|$)"
)
"""A number of laboratories or centres in place of projects: “2～3家”."""
_YUAN = re.compile(r"\d[万亿]*元")
_DIGIT = re.compile(r"\d")
_GIVEN = re.compile(r"支持|资助|经费|国拨|财政|强度")
"""Words of a requirement on the money that a project gets."""


Value = TypeVar("Value", Quota, Funding)


@dataclass(frozen=True, slots=True)
class Stated:
    """A statement on quota, on funding or on both."""

    passage: Passage
    projects: bool
    funding: bool
    field: str | None
    """The title of the field before it, if each field has its own statements."""
    label: str = ""
    """The words above it, as printed."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """The quota, funding and strands of a direction."""

    projects: Quota
    funding: Funding
    strands: tuple[Strand, ...]
    summed: frozenset[str] = frozenset()
    """The facts (`projects`, `funding`) whose total is printed nowhere, but added up here."""
    limit_place: int | None = None
    """The text that states the money for one project: its place among the statements, and behind them the other texts."""
    limits_differ: bool = False
    """True if the money for one project differs among the projects, and `funding` has none."""


@dataclass(slots=True)
class _Told:
    """The numbers that are told of the whole, or of one part."""

    quotas: list[Number] = field(default_factory=list)
    sums: list[Number] = field(default_factory=list)
    limits: list[Number] = field(default_factory=list)
    """Money for one project."""

    def add(self, number: Number) -> None:
        """Add a number to its kind."""
        self._kind(number).append(number)

    def has(self, number: Number) -> bool:
        """Return whether there is a number of the same kind."""
        return bool(self._kind(number))

    def extend(self, other: _Told) -> None:
        """Add all numbers of ``other``."""
        self.quotas += other.quotas
        self.sums += other.sums
        self.limits += other.limits

    def _kind(self, number: Number) -> list[Number]:
        if number.share == "project":
            return self.limits
        return self.quotas if number.quota else self.sums

    @property
    def quota(self) -> Quota | None:
        """The number of projects."""
        chosen = _total(self.quotas)
        return chosen.quota if chosen else None

    @property
    def funding(self) -> Funding | None:
        """The money."""
        chosen = _total(self.sums)
        return chosen.money if chosen else None

    @property
    def limited(self) -> Funding | None:
        """The money, with the limit for one project."""
        if not self.sums and not self.limits:
            return None
        return _with_limit(self.funding or Funding(None, "none"), self.quota, self.limits)


_Parts = dict[str, _Told]
"""Title of a part → its numbers."""


def _total(found: Sequence[Number]) -> Number | None:
    """Return the number that is called a total, else the first outside brackets, else the first."""
    return min(found, key=lambda number: (not number.summed, number.inside), default=None)


def numbers(stated: Sequence[Stated], fields: Sequence[str], others: Iterable[str] = ()) -> Numbers:
    """Return quota, funding and strands of a direction; ``fields`` are the names of its top-level fields.

    The guides state parts as an enumeration (2017-1/1.12), as titled clauses (2022-1/1.5), in brackets after
    the total (2022-1/1.8), with “各” or “每个领域” for every field (2017-1/1.13, 1.16), or as statements after
    each field (2023-1-draft/1.4). A statement on projects counts for the money if no other names any, and the
    other way round. ``others`` are further texts, of which only the money of one project counts.
    """
    told: _Parts = {}
    quotas: list[tuple[bool, Quota, bool]] = []
    fundings: list[tuple[bool, Funding, bool]] = []
    limits: list[tuple[Number, int]] = []
    for place, statement in enumerate(stated):
        text = statement.passage.text
        text = arabic(_PLACES.sub(r"\1个", text) if statement.projects else text)
        found = list(amounts(text, statement.label))
        limits += [(number, place) for number in found if number.share == "project"]
        whole, parts = _told(found, [] if statement.field else fields)
        if is_undetermined(_BRACKETED.sub("", text)):
            whole.quotas = [number for number in whole.quotas if not number.inside]
            whole.sums = [number for number in whole.sums if not number.inside]
        for title, part in ({statement.field: whole} if statement.field else parts).items():
            told.setdefault(title, _Told()).extend(part)
        quota, money = whole.quota, whole.funding
        part_quotas = [] if quota else [p.quota for p in parts.values() if p.quota]
        part_sums = [] if money else [p.funding for p in parts.values() if p.funding]
        if part_quotas:
            quota = add_quotas(part_quotas)
        if part_sums:
            money = add_fundings(part_sums)
        if quota or statement.projects:
            quota = quota or Quota(None, None, "tbd")
            quotas.append((statement.projects, quota, len(part_quotas) > 1))
        if money or statement.funding:
            money = money or _unread(text, found)
            fundings.append((statement.funding, money, len(part_sums) > 1))
    strands = tuple(
        Strand(strand_anchor((i,)), Text(title), part.quota, part.limited)
        for i, (title, part) in enumerate(told.items(), start=1)
    )
    if not limits:
        limits = [
            (number, place)
            for place, text in enumerate(others, start=len(stated))
            for number in _given(amounts(arabic(text)))
        ]
    own_quotas, quota_added = _own(quotas)
    projects = add_quotas(own_quotas) if quotas else Quota(None, None, "tbd")
    sums, money_added = _own([one for one in fundings if one[1].kind != "none"])
    money = add_fundings(sums) if sums else Funding(None, "none")
    bounds = [s.funding.bound_cny if s.funding else None for s in strands]
    limited = _with_limit(money, projects, [number for number, _ in limits])
    if limited.bound_cny and bounds and all(bounds):
        limited = replace(limited, bound_cny=sum(bound or 0 for bound in bounds))
    each = limited.per_project
    stating = (p for n, p in limits if each and n.money and n.money.amount_cny == each.amount_cny)
    added = (("projects", projects, quota_added), ("funding", money, money_added))
    summed = frozenset(fact for fact, total, is_added in added if is_added and total.kind != "tbd")
    differ = _are_several([number for number, _ in limits])
    return Numbers(projects, limited, strands, summed, next(stating, None), differ)


def _given(found: Iterable[Number]) -> Iterator[Number]:
    """Yield the numbers of a requirement that are the money for one project: “国拨经费每项500万元，其他项目每项200万元”."""
    given = False
    for number in found:
        given = bool(_GIVEN.search(number.words)) or (
            given and not _SENTENCE_MARK.search(number.words)
        )
        if given and number.share == "project":
            yield number


def _own(found: Sequence[tuple[bool, Value, bool]]) -> tuple[list[Value], bool]:
    """Return the values of statements whose label announces them, or if there are none, all values; and whether their
    total is added up here. ``found`` are (announced, value, added up from parts).
    """
    chosen = [one for one in found if one[0]] or found
    return [value for _, value, _ in chosen], len(chosen) > 1 or any(added for *_, added in chosen)


def _unread(text: str, found: Sequence[Number]) -> Funding:
    """Return the funding of a statement without a total: none beside money for one project or foreign money.

    Else it is undetermined, also if it is a sum that no database can hold.
    """
    too_much = not found and _YUAN.search(FOREIGN_MONEY.sub("", text))
    open_ = is_undetermined(text) or not _DIGIT.search(text) or too_much
    return Funding(None, "tbd" if open_ else "none")


def _with_limit(money: Funding, quota: Quota | None, limits: Sequence[Number]) -> Funding:
    """Return ``money`` with the limit for one project, and the bound that it and ``quota`` set to an unknown total.

    Of several limits, none holds for every project (2023-1-draft/2.8). Numbers that allow exceptions bound nothing.
    """
    stated = [limit.money for limit in limits if limit.money]
    if not stated or _are_several(limits):
        return money
    limit, floors = stated[0], {number.floor_cny for number in limits}
    amount = limit.amount_cny or 0
    firm = quota and not (limit.hedge or quota.hedge) and "about" not in (limit.kind, quota.kind)
    bound = amount * quota.max if firm and quota and quota.max else None
    return replace(
        money,
        per_project=PerProject(
            amount, limit.kind, limit.hedge, floors.pop() if len(floors) == 1 else None
        ),
        bound_cny=bound if money.amount_cny is None else None,
    )


def _are_several(limits: Iterable[Number]) -> bool:
    """Return whether the money for one project differs among the projects: “联合实验室每项500万元，其他每项200万元”."""
    return len({number.money.amount_cny for number in limits if number.money}) > 1


def _told(found: Sequence[Number], fields: Sequence[str]) -> tuple[_Told, _Parts]:
    """Return the numbers of the whole and of its parts; there are no parts, or at least two.

    A number without a title belongs to the part before it (“A领域3项、600万元”), unless this has such a number, or stands
    in brackets that are closed.
    """
    whole, parts, every = _Told(), _Parts(), _Told()
    current: list[_Told] = []
    titled: list[Number] = []
    counted = [number for number in found if number.share != "other"]
    for number in counted:
        titles = _titles(number.words, several=number.share == "each")
        if titles:
            titled.append(number)
            current = [parts.setdefault(title, _Told()) for title in titles]
        if number.share == "each" and not titles:
            every.add(number)
        elif titles or (
            current and not current[-1].has(number) and (number.inside or not titled[-1].inside)
        ):
            for part in current:
                part.add(number)
        else:
            whole.add(number)
    if len(parts) < 2:
        whole = _Told()
        for number in counted:
            if number.share != "each":
                whole.add(number)
        counted_up = len(fields) > 1 and (every.quotas or every.sums)
        return whole, dict.fromkeys(fields, every) if counted_up else {}
    *first, last = parts.values()
    for name in ("quotas", "sums", "limits"):  # “A领域3个，B领域2个，总经费1000万元”
        of_last = getattr(last, name)
        if of_last and of_last[0] not in titled and not any(getattr(part, name) for part in first):
            getattr(whole, name).extend(of_last)
            of_last.clear()
    return whole, parts


def _titles(words: str, *, several: bool) -> list[str]:
    """Return the names of parts that stand before a number: “生物科技领域” before “1个”.

    >>> _titles("；2）中蒙技术转移中心合作项目，支持", several=False), _titles("共支持", several=False)
    (['中蒙技术转移中心合作项目'], [])
    >>> _titles("（A领域、B领域各", several=True)
    ['A领域', 'B领域']
    """
    if _IN_ALL.search(words):
        return []
    piece = next((p for p in reversed(_SENTENCE_MARK.split(words)) if p.strip(_EDGES)), "")
    piece = piece.lstrip(_EDGES)
    if mark := enumerator(piece):
        piece = piece[mark.length :]
    for words_of_one in _TITLE_END.split(piece):
        title = _OPENING.sub("", words_of_one.strip(_EDGES)).strip(_EDGES).rstrip("各")
        if (
            2 <= len(title) <= _LONGEST_TITLE
            and not _NO_TITLE.fullmatch(title)
            and not is_foreign(title)
        ):
            return [t for t in _LIST.split(title) if t] if several else [title]
    return []
