"""The tables of the open data: what each holds, and its columns, which follow from the definition."""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Literal, Union, get_args, get_origin

from generator.data import definition, rows
from generator.data_versions import DataVersion
from generator.seedfile import Bilingual
from generator.text.characters import within

ColumnType = Literal["string", "integer", "boolean"]
_FIRST = (
    "direction",
    "guide",
    "guide_id",
    "number_label_zh",
    "number_label_en",
    "year",
    "batch",
    "stage",
)
"""The columns that come first, behind those of the key: to whom a row belongs."""
_TYPES: dict[type, ColumnType] = {str: "string", int: "integer", bool: "boolean"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, its values, and the form in which CSV writes them."""

    name: str
    key: str
    """The names on the way to its value in an entry, joined: `funding_amount_cny`."""
    type: ColumnType
    meaning: Bilingual
    required: bool
    """True if no cell is empty."""
    several: bool = False
    """True if a cell holds several values, joined by spaces."""
    enum: tuple[str, ...] = ()
    codes: str | None = None
    """The list in the table of codes that has the values."""
    unit: str | None = None
    origin: str = "printed"
    minimum: int | None = None
    references: str | None = None
    """The table and column (“table.column”) in which each of its values occurs."""
    spelled: str | None = None
    only: tuple[str, ...] = ("json", "csv", "sql")


@dataclass(frozen=True)
class Table:
    """A table: a CSV file, and a table of the SQLite file."""

    name: str
    entry: type[definition.Entry]
    title: Bilingual
    row: Bilingual
    """A description of one row: the thing that it stands for."""
    key: tuple[str, ...]
    """The columns of the primary key."""
    sql: str
    """The name of the table in SQLite."""

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns: those of the key, those of the direction and guide, and the others."""
        found = {column.name: column for column in _columns(self.entry)}
        return tuple(found[n] for n in dict.fromkeys((*self.key, *_FIRST, *found)) if n in found)

    def of(self, format_: str) -> tuple[Column, ...]:
        """Return the columns that the table has in ``format_``: `csv` or `sql`."""
        return tuple(column for column in self.columns if format_ in column.only)


def _columns(
    entry: type[definition.Entry],
    name: str = "",
    zh: str = "",
    en: str = "",
    required: bool = True,
) -> Iterator[Column]:
    """Yield the columns of the fields of ``entry``; ``name`` and the texts are those of the field that holds it."""
    for own, field in entry.model_fields.items():
        facts = definition.facts_of(field)
        kind, several, optional = _kind(field.annotation)
        own_meaning = within(field.description or "") if en else field.description
        meaning = (zh + facts["zh"], f"{en}{own_meaning}")
        if several:
            meaning = (f"{meaning[0]}；以空格分隔", f"{meaning[1]}; separated by spaces")
        full = f"{name}_{own}" if name else own
        if isinstance(kind, type) and issubclass(kind, definition.Entry):
            if not several and "csv" in facts["only"]:
                yield from _columns(
                    kind,
                    full,
                    f"{definition.first_clause(meaning[0])}，",
                    f"{definition.first_clause(meaning[1])}, ",
                    required and not optional,
                )
            continue
        if kind is None:
            continue  # a pair of numbers, which has columns of its own
        enum = tuple(get_args(kind)) if get_origin(kind) is Literal else ()
        yield Column(
            name=facts["column"] or full,
            key=full,
            type="string" if enum else _TYPES[kind],
            meaning=Bilingual(zh=meaning[0], en=meaning[1]),
            required=required and not optional and not several,
            several=several,
            enum=enum,
            minimum=next((m.ge for m in field.metadata if hasattr(m, "ge")), None),
            **{
                key: facts[key]
                for key in ("codes", "unit", "origin", "references", "spelled", "only")
            },
        )


def _kind(annotation: Any) -> tuple[Any, bool, bool]:
    """Return (type of a value, whether there can be several, whether there can be none). The type is None for a tuple
    of fixed length or of tuples.
    """
    optional = False
    if get_origin(annotation) in (Union, types.UnionType):
        parts = [part for part in get_args(annotation) if part is not type(None)]
        annotation, optional = parts[0], True
    if get_origin(annotation) is tuple:
        inner, *rest = get_args(annotation)
        plain = rest == [Ellipsis] and get_origin(inner) is not tuple
        return (inner if plain else None), True, optional
    return annotation, False, optional


def _table(  # noqa: PLR0917 - the facts of one table
    name: str, entry: type[definition.Entry], zh: str, en: str, row_zh: str, row_en: str, key: str, sql: str
) -> Table:  # fmt: skip
    return Table(
        name,
        entry,
        Bilingual(zh=zh, en=en),
        Bilingual(zh=row_zh, en=row_en),
        tuple(key.split()),
        sql,
    )


@cache
def tables() -> dict[str, Table]:
    """Return the tables by name. A table comes after the tables that it refers to."""
    found = (
        _table("guides", rows.GuideRow, "指南", "Guides", "一份指南（征求意见稿和正式指南各为一份）", "a guide; a draft and its final text are two", "guide", "guide"),
        _table("partners", rows.PartnerRow, "合作方", "Partners", "一个国家、地区、多边机制或国际组织", "a country, a region, a grouping of countries or an international organisation", "code", "partner"),
        _table("domains", rows.DomainRow, "领域", "Domains", "一个领域", "a domain", "code", "domain"),
        _table("directions", definition.Direction, "方向", "Directions", "一个指南方向", "a direction", "id", "direction"),
        _table("direction_partner", rows.DirectionPartner, "方向的合作方", "Partners of directions", "一个方向的一个合作方", "a partner of a direction", "direction partner", "direction_partner"),
        _table("memberships", rows.MembershipRow, "成员", "Members of groupings", "一个成员在一个多边机制中的一段时期", "a period in which a country or region was a member of a grouping", "grouping partner period", "membership"),
        _table("direction_domain", rows.DirectionDomain, "方向的领域", "Domains of directions", "一个方向的一个领域", "a domain of a direction", "direction domain", "direction_domain"),
        _table("conditions", rows.ConditionRow, "条件", "Conditions", "一个方向的一个可能使申报单位失去资格的条件", "a condition of a direction that can rule an applicant out", "direction flag", "direction_flag"),
        _table("agreements", rows.AgreementRow, "合作协议", "Agreements", "一个方向所依据的一项合作协议", "an agreement on which a direction rests", "id", "agreement"),
        _table("fields", rows.FieldRow, "领域条目", "Field items", "领域方向树中的一个条目", "an item of a direction’s tree of fields", "id", "field"),
        _table("field_domain", rows.FieldDomain, "条目的领域", "Domains of field items", "一个领域条目的一个领域", "a domain of a field item", "field domain", "field_domain"),
        _table("requirements", rows.RequirementRow, "要求", "Requirements", "一个方向的要求中的一个条目", "an item of a direction’s tree of requirements", "id", "requirement"),
        _table("strands", rows.StrandRow, "分项", "Parts of directions", "一个方向中单独写明项目数或经费的部分", "a part of a direction with its own number of projects or funding", "id", "strand"),
        _table("agencies", rows.AgencyRow, "外方机构", "Agencies", "一个外方机构", "a foreign agency that directions name", "agency", "agency"),
        _table("direction_agency", rows.DirectionAgency, "方向的外方机构", "Agencies of directions", "一个方向所提及的一个外方机构", "an agency that a direction names", "direction agency", "direction_agency"),
        _table("lineages", rows.LineageStep, "历次征集", "Recurring calls", "历次征集中的一次（征求意见稿和正式指南为同一次，各占一行）", "a step of a recurring call (a lineage); a draft and its final text are one step in two rows", "direction", "lineage_step"),
        _table("corrections", rows.CorrectionRow, "勘误", "Corrections", "指南中的一处勘误，人工录入", "a misprint of a guide, recorded by a person", "at printed", "correction"),
        _table("codes", rows.CodeRow, "代码表", "Codes", "某一代码表中的一个代码", "a code of one of the lists of codes", "list code", "code"),
    )  # fmt: skip
    return {table.name: table for table in found}


@dataclass(frozen=True, slots=True)
class File:
    """A file of the open data that is not a CSV table."""

    path: str
    """The path under data/."""
    mediatype: str
    title: Bilingual
    row: Bilingual
    """A description of one entry: the thing that it stands for."""
    entry: Any = None
    """The type of an entry in a list; None for a file that is not JSON."""

    @property
    def schema(self) -> str | None:
        """The path of its JSON Schema, under data/."""
        return f"schema/{self.path}" if self.entry else None


def _list(  # noqa: PLR0917 - the facts of one file
    name: str, entry: Any, zh: str, en: str, row_zh: str, row_en: str
) -> File:
    return File(
        f"{name}.json",
        "application/json",
        Bilingual(zh=f"{zh}（JSON）", en=f"{en} (JSON)"),
        Bilingual(zh=row_zh, en=row_en),
        entry,
    )


@cache
def files() -> tuple[File, ...]:
    """Return the files that are not CSV tables."""
    return (
        _list("directions", definition.Direction, "方向", "Directions", "一个指南方向的全部内容，含领域方向、要求和联系方式", "a whole direction, with its fields, requirements and contacts"),
        _list("guides", definition.Guide, "指南", "Guides", "一份指南，含前言所述总数与各方向合计", "a guide, with what it declares and what its directions add up to"),
        _list("partners", definition.ListedPartner, "合作方", "Partners", "一个合作方及其方向的编号", "a partner with the identifiers of its directions"),
        _list("domains", definition.ListedDomain, "领域", "Domains", "一个领域及其方向的编号", "a domain with the identifiers of its directions"),
        _list("lineages", definition.Lineage, "历次征集", "Recurring calls", "一项征集的历次方向", "a recurring call (a lineage), with its steps from the oldest on"),
        _list("agencies", definition.Agency, "外方机构", "Agencies", "一个外方机构及提及它的方向的编号", "a foreign agency with the identifiers of the directions that name it"),
        _list("direction_partner", rows.DirectionPartner, "方向的合作方", "Partners of directions", "一个方向的一个合作方", "a partner of a direction"),
        _list("codes", rows.CodeRow, "代码表", "Codes", "某一代码表中的一个代码", "a code of one of the lists of codes"),
        _list("changes", DataVersion, "各版变化", "Changes", "数据的一个版本及其与上一版本的差别", "a version of the data, and what differs from the one before"),
        File("coop-guides.sqlite", "application/vnd.sqlite3", Bilingual(zh="SQLite数据库", en="SQLite database"), Bilingual(zh="各表齐备，可全文检索中英文", en="all tables, with full-text search in both languages")),
    )  # fmt: skip
