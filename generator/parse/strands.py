"""Statements of a direction → quota, funding, and strands if the guide states these separately."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.grammar.enumerators import enumerator
from generator.grammar.numerals import arabic
from generator.ids import strand_anchor
from generator.model import Funding, Quota, Strand, Text
from generator.parse.items import split_at
from generator.parse.numbers import (
    MONEY,
    QUANTITY,
    add_fundings,
    add_quotas,
    funding,
    funding_in,
    is_undetermined,
    quota,
    quota_in,
)
from generator.parse.tree import grow
from generator.passage import Passage

_BRACKETED = re.compile(r"（[^（）]*）|\([^()]*\)")
_CLAUSE_MARK = re.compile(r"[，；。、,;（）()]")
_EACH = re.compile(r"各|每(?:个|一)?(?:领域方向|领域|方向|主题|实验室)")
_TITLE_END = re.compile(r"[，,]|拟?支持|共?拟")
_PER_PROJECT = re.compile(r"每(?:个|一|1)?(?:项目|项|年|课题|方)[^，。；,;（）()]*$")
_TOTAL = re.compile(r"共(?:计|拟支持|支持)?\s*$")
_NEAR = 12
_CLAUSE = 40


@dataclass(frozen=True, slots=True)
class Stated:
    """A statement on quota, on funding or on both."""

    passage: Passage
    projects: bool
    funding: bool
    field: str | None
    """The title of the field before it, if each field has its own statements."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """The quota, funding and strands of a direction."""

    projects: Quota
    funding: Funding
    strands: tuple[Strand, ...]


_Parts = dict[str, tuple[Quota | None, Funding | None]]
"""Title of a part → its quota and funding."""


def numbers(stated: Sequence[Stated], fields: Sequence[str]) -> Numbers:
    """Return quota, funding and strands of a direction; ``fields`` are the names of its top-level fields.

    The guides state parts as an enumeration (2017-1/1.12), as titled clauses separated by ；
    (2022-1/1.5), in brackets after the total (2022-1/1.8), with “各” or “每个领域” for every field
    (2017-1/1.13, 1.16), or as statements after each field (2023-1-draft/1.4).
    """
    parts: _Parts = {}
    quotas: list[Quota] = []
    fundings: list[Funding] = []
    for statement in stated:
        found = _parts(statement, fields)
        for title, (own_quota, own_funding) in found.items():
            first_quota, first_funding = parts.get(title, (None, None))
            parts[title] = (first_quota or own_quota, first_funding or own_funding)
        text = arabic(statement.passage.text)
        if statement.projects:
            quotas.append(_total_quota(text, [q for q, _ in found.values() if q]))
        if statement.funding:
            sums = [f for _, f in found.values() if f]
            fundings.append(add_fundings(sums) if sums else _total_funding(text))
    strands = tuple(
        Strand(strand_anchor((i,)), Text(title), *part)
        for i, (title, part) in enumerate(parts.items(), start=1)
    )
    return Numbers(
        add_quotas(quotas) if quotas else Quota(None, None, "tbd"),
        add_fundings(fundings) if fundings else Funding(None, "none"),
        strands,
    )


def _parts(statement: Stated, fields: Sequence[str]) -> _Parts:
    """Return the parts with their numbers; an empty dict if the statement is only about the whole."""
    text = arabic(statement.passage.text)
    if statement.field is not None:
        own_quota = _total_quota(text, []) if statement.projects else None
        return {statement.field: (own_quota, _total_funding(text) if statement.funding else None)}
    nodes = grow([statement.passage]).nodes
    items = [node.text for node in nodes] if len(nodes) >= 2 else split_at(statement.passage, "；;")
    bracketed = [
        clause.strip()
        for match in _BRACKETED.finditer(text)
        for clause in re.split(r"[，；,;]", match[0][1:-1])
    ]
    for clauses in ([arabic(item.text) for item in items], bracketed):
        titled = {
            title: (quota_in(clause), funding_in(clause))
            for clause in clauses
            if (title := _title(clause))
        }
        if len(titled) >= 2 and len(titled) == len(clauses):
            return titled
    each = (quota_in(clause) for clause in _clauses(text) if _EACH.match(clause))
    found = next(filter(None, each), None)
    return dict.fromkeys(fields, (found, None)) if found and statement.projects else {}


def _clauses(text: str) -> list[str]:
    return [clause.strip() for clause in _CLAUSE_MARK.split(text) if clause.strip()]


def _title(clause: str) -> str | None:
    """Return the words before the number: “生物科技领域” from “生物科技领域1个”."""
    number = QUANTITY.search(clause) or MONEY.search(clause)
    if number is None or _EACH.match(clause):
        return None
    title = _TITLE_END.split(clause[: number.start()], maxsplit=1)[0].strip()
    return title if title and not enumerator(title) else None


def _total_quota(text: str, parts: Sequence[Quota]) -> Quota:
    """Return the total that ``text`` states outside its brackets, or else the sum of the parts."""
    text = _BRACKETED.sub("", text)
    clauses = _clauses(text)
    for clause in clauses:
        for match in QUANTITY.finditer(clause):
            before = clause[max(0, match.start() - _NEAR) : match.start()]
            if _TOTAL.search(before) and not _EACH.match(clause):
                return quota(match)
    if first := next(filter(None, map(QUANTITY.match, clauses)), None):
        return quota(first)
    if parts:
        return add_quotas(parts)
    return (None if is_undetermined(text) else quota_in(text)) or Quota(None, None, "tbd")


def _total_funding(text: str) -> Funding:
    """Return the total amount that ``text`` states outside its brackets, or else inside them: “300万美元（约2000万元人民币）”.

    It is not the amount of each project: “每个项目不超过200万元，共2000万元” states both.
    """
    for words in (_BRACKETED.sub("", text), text):
        if is_undetermined(words):
            break
        for match in MONEY.finditer(words):
            if not _PER_PROJECT.search(words[: match.start()][-_CLAUSE:]):
                return funding(match)
    return Funding(None, "tbd")
