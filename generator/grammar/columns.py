"""Columns of a table that lists directions, recognised by the words in its head row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from generator.grammar.headings import heading
from generator.grammar.labels import LABELS
from generator.grammar.numerals import half_width
from generator.passage import Part

Role = Part | Literal["number", "title"]

_REMARK = re.compile(r"[（(](?P<remark>[^（）()]*)[）)]")
_SPACE = re.compile(r"\s+")
_NUMBER = re.compile(r"(?:指南|方向|指南方向|项目|课题)?(?:序号|编号|代码)|序|号")
_NAME = re.compile(
    r"(?:指南|合作|研究|指南方向|方向|项目|任务|专项|计划)*名称|合作(?:项目|计划)|项目"
)
_PARTNER = re.compile(
    r"(?:合作)?(?:国别|国家)(?:[和与及或、/]?(?:合作)?(?:地区|国际组织|机构))*|合作(?:方|对象|伙伴|机构|单位|地区)(?:名称)?"
)
_DIRECTION = re.compile(r"(?:指南|研究)?方向")
_SHORT: tuple[tuple[Part, str], ...] = (
    ("fields", r"(?:合作|支持|研究|技术)?(?:领域|内容)(?:[及与和、/]?(?:研究)?方向)?|研究方向|主要(?:研究)?内容"),
    ("projects", r"(?:拟?支持|拟?立项|项目)?(?:项数|数量|个数)"),
    ("funding", r"(?:拟?支持)?(?:经费|金额|资金|额度)"),
    ("agreements", r"(?:政府间)?(?:协议|协定|依据)"),
    ("requirements", r"(?:合作)?(?:要求|条件|说明)"),
    ("duration", r"(?:执行|实施)?(?:期限|周期|年限|时间)"),
)  # fmt: skip
"""Words that name a part in a head row only; elsewhere the labels do."""
_WORDS = tuple((part, re.compile(words)) for table in (LABELS, _SHORT) for part, words in table)
_UNIT = re.compile(r"(?:单位[：:])?(?:人民币)?(?P<unit>[万亿]?元|[个项年])")
_NUMERAL = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,2})\s*(?:[、.：:]\s*)?")
_LEAST = 3
_LONGEST = 20


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table that lists directions."""

    role: Role | None
    """None where no rule matches the words of the head."""
    head: str
    """The words of the head, as printed."""


def columns(head: Sequence[str]) -> tuple[Column, ...] | None:
    """Return the columns that a row of cells names; None if it is not the head of a table of directions.

    Such a head has a column for titles and one for fields, agreements or requirements, and at most a third
    of its columns have words that no rule matches. The tests use made-up examples: none of the five guides
    has a table.

    >>> [c.role for c in columns(["序号", "国别（合作国家）", "领域方向", "项目数（个）"])]
    ['number', 'title', 'fields', 'projects']
    >>> columns(["1.1", "中国和芬兰", "人工智能", "5个"]) is None
    True
    """
    if len(head) < _LEAST:
        return None
    words = [_REMARK.sub("", _SPACE.sub("", cell)).rstrip("：:") for cell in head]
    roles: list[Role | None] = [_role(word) for word in words]
    title = _title(words, roles)
    if title is None:
        return None
    roles[title] = "title"
    known = len(roles) - roles.count(None)
    if 3 * known < 2 * len(roles) or not {"fields", "agreements", "requirements"} & {*roles}:
        return None
    return tuple(Column(role, _SPACE.sub("", cell)) for role, cell in zip(roles, head, strict=True))


def _role(word: str) -> Role | None:
    if _NUMBER.fullmatch(word):
        return "number"
    return next((part for part, words in _WORDS if words.fullmatch(word)), None)


def _title(words: Sequence[str], roles: Sequence[Role | None]) -> int | None:
    """Return the index of the column with the titles, or None.

    “指南方向” is that column beside “领域方向”, but not beside “国别”.
    """
    fields = [index for index, role in enumerate(roles) if role == "fields"]
    for pattern in (_NAME, _DIRECTION, _PARTNER, _DIRECTION):
        for index, word in enumerate(words):
            sure = pattern is not _DIRECTION or any(other != index for other in fields)
            if sure and pattern.fullmatch(word):
                return index
    return None


def printed_number(text: str) -> tuple[str, int] | None:
    """Return the number at the start of a row's heading, in ASCII digits, and its length in ``text``.

    >>> printed_number("１．２中国和法国"), printed_number("3 项目"), printed_number("中国和法国")
    (('1.2', 3), ('3', 2), None)
    """
    if found := heading(text):
        return found.number, found.length
    match = _NUMERAL.match(half_width(text[:_LONGEST]))
    return (match["number"], match.end()) if match else None


def unit_of(head: str) -> str:
    """Return the unit that a head gives for the numbers below it, or “”: “万元” in “拟支持经费（万元）”.

    >>> unit_of("经费（单位：万元）"), unit_of("项目数")
    ('万元', '')
    """
    remark = _REMARK.search(head)
    match = _UNIT.fullmatch(remark["remark"]) if remark else None
    return match["unit"] if match else ""
