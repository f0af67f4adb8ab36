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
    is_undetermined,
    quota,
)
from generator.parse.tree import grow
from generator.passage import Passage

_BRACKETED = re.compile(r"（[^（）]*）|\([^()]*\)")
_EACH = re.compile(r"^(?:各|每(?:个|一)?(?:领域方向|领域|方向|主题|实验室))")
_TITLE_END = re.compile(r"[，,]|拟?支持|共?拟")
_PER_PROJECT = re.compile(r"每(?:个|一|1)?(?:项目|项|年|课题|方)[^，。；,;（）()]*$")
_CLAUSE = 40
_NEAR = 12
_TOTAL = re.compile(r"共(?:计|拟支持|支持)?\s*$")


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
        for title, (part_quota, part_funding) in found.items():
            first_quota, first_funding = parts.get(title, (None, None))
            parts[title] = (first_quota or part_quota, first_funding or part_funding)
        text = arabic(_outside_brackets(statement.passage.text))
        if statement.projects:
            part_quotas = [q for q, _ in found.values() if q]
            quotas.append(_total_quota(text, part_quotas))
        if statement.funding:
            part_fundings = [f for _, f in found.values() if f]
            fundings.append(
                add_fundings(part_fundings) if part_fundings else _whole_sum(statement, text)
            )
    strands = tuple(
        Strand(strand_anchor((i,)), Text(title), *part)
        for i, (title, part) in enumerate(parts.items(), start=1)
    )
    return Numbers(
        add_quotas(quotas) if quotas else Quota(None, None, "tbd"),
        add_fundings(fundings) if fundings else Funding(None, "none"),
        strands,
    )


def _whole_sum(statement: Stated, outside: str) -> Funding:
    """Return the total amount of a statement, from outside its brackets or else from inside them:
    “300万美元（约2000万元人民币）”.
    """
    found = _funding(outside)
    if found.amount_cny is None and not is_undetermined(outside):
        return _funding(arabic(statement.passage.text))
    return found


def _parts(statement: Stated, fields: Sequence[str]) -> _Parts:
    """Return the parts with their numbers; an empty dict if the statement is only about the whole."""
    text = arabic(statement.passage.text)
    if statement.field is not None:
        whole = _outside_brackets(text)
        return {
            statement.field: (
                _total_quota(whole, []) if statement.projects else None,
                _funding(whole) if statement.funding else None,
            )
        }
    for clauses in (_clauses(statement.passage), _bracketed(statement.passage)):
        titled = {
            title: (_quota(clause), _money(clause))
            for clause in clauses
            if (title := _title(clause))
        }
        if len(titled) >= 2 and len(titled) == len(clauses):
            return titled
    each = next(
        (q for clause in _all_clauses(text) if _EACH.match(clause) and (q := _quota(clause))), None
    )
    return dict.fromkeys(fields, (each, None)) if each and statement.projects else {}


def _clauses(passage: Passage) -> list[str]:
    """Return the enumerated items of a statement, or its clauses separated by ；."""
    tree = grow([passage])
    if len(tree.nodes) >= 2:
        return [arabic(node.text.text) for node in tree.nodes]
    return [arabic(piece.text) for piece in split_at(passage, "；;")]


def _bracketed(passage: Passage) -> list[str]:
    """Return the clauses in the brackets after a total."""
    return [
        clause.strip()
        for match in _BRACKETED.finditer(arabic(passage.text))
        for clause in re.split(r"[，；,;]", match[0][1:-1])
    ]


def _all_clauses(text: str) -> list[str]:
    return [clause.strip() for clause in re.split(r"[，；。、,;（）()]", text) if clause.strip()]


def _title(clause: str) -> str | None:
    """Return the words before the number: “生物科技领域” from “生物科技领域1个”."""
    number = QUANTITY.search(clause) or MONEY.search(clause)
    if number is None or _EACH.match(clause):
        return None
    words = clause[: number.start()]
    end = _TITLE_END.search(words)
    title = words[: end.start()] if end else words
    return title.strip() if title.strip() and not enumerator(title) else None


def _quota(clause: str) -> Quota | None:
    match = QUANTITY.search(clause)
    return quota(match) if match else None


def _money(clause: str) -> Funding | None:
    match = MONEY.search(clause)
    return funding(match) if match else None


def _total_quota(text: str, parts: Sequence[Quota]) -> Quota:
    """Return the total that ``text`` states, or else the sum of the parts."""
    for clause in _all_clauses(text):
        for match in QUANTITY.finditer(clause):
            before = clause[max(0, match.start() - _NEAR) : match.start()]
            if _TOTAL.search(before) and not _EACH.match(clause):
                return quota(match)
    first = next((m for c in _all_clauses(text) if (m := QUANTITY.match(c))), None)
    if first:
        return quota(first)
    if parts:
        return add_quotas(parts)
    found = None if is_undetermined(text) else QUANTITY.search(text)
    return quota(found) if found else Quota(None, None, "tbd")


def _funding(text: str) -> Funding:
    """Return the total amount, which is not that of each project: “每个项目不超过200万元，共2000万元” states both."""
    if is_undetermined(text):
        return Funding(None, "tbd")
    for match in MONEY.finditer(text):
        if not _PER_PROJECT.search(text[: match.start()][-_CLAUSE:]):
            return funding(match)
    return Funding(None, "tbd")


def _outside_brackets(text: str) -> str:
    return _BRACKETED.sub("", text)
