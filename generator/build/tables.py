"""The tables of the open data: rows made from the JSON objects, and CSV files of the tables and of each partner.

A row may have more values than its table has columns: the columns of CSV are in `generator/tables/tables.yml`, those of
SQLite in database.sql. Spreadsheet programs guess the type of a cell. So a cell of CSV that is not a number or a month
never looks like one (`spelled` in tables.yml), and none begins like a formula.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from generator import ids
from generator.data import (
    Json,
    direction_json,
    domains_json,
    dumps,
    guides_json,
    partner_json,
    partners_json,
)
from generator.escape import csv_cell
from generator.link import Library
from generator.link.totals import totals
from generator.model import Guide, Item
from generator.seedfile import Bilingual
from generator.tables import Column, tables


def rows_of(table: str, library: Library, base: str) -> Iterator[Json]:
    """Yield the rows of the table with the name ``table``. ``base`` is the address of the site root, or empty."""
    return _ROWS[table](library, base)


def flat(entry: Json) -> Json:
    """Return ``entry`` without nested objects: the keys of their values are the joined names.

    >>> flat({"projects": {"min": 1, "max": 2}, "duration": None})
    {'projects_min': 1, 'projects_max': 2, 'duration': None}
    """
    found: Json = {}
    for name, value in entry.items():
        inner = flat(value) if isinstance(value, dict) else {"": value}
        found |= {f"{name}_{key}" if key else name: v for key, v in inner.items()}
    return found


def direction_rows(library: Library, directions: Iterable[str], base: str) -> Iterator[Json]:
    """Yield a row for each of ``directions``, with money in CNY, durations in years, and lists as lists."""
    for direction in map(library.directions.__getitem__, directions):
        guide = library.guide(direction.guide)
        yield {
            **flat(direction_json(direction, guide.source)),
            **_call(guide),
            "superseded_by": library.superseded_by(guide.id),
            "amount_cny": direction.funding.amount_cny,
            "lineage": library.lineage_of(direction.id).code,
            "url": base + ids.direction_path(direction.id),
        }


def item_rows(
    direction: str, items: Iterable[Item], base: str, parent: str | None = None, depth: int = 1
) -> Iterator[tuple[Item, Json]]:
    """Yield (item, its row) of a direction's tree, a parent before its children."""
    for item in items:
        place = ids.place(direction, item.anchor)
        row = {
            "id": place,
            "direction": direction,
            "anchor": item.anchor,
            "parent": parent,
            "depth": depth,
            "label": item.label,
            "text_zh": item.text.zh,
            "text_en": item.text.en,
            "lead_zh": item.lead.zh if item.lead else None,
            "lead_en": item.lead.en if item.lead else None,
            "domains": item.domains,
            "url": base + ids.place(ids.direction_path(direction), item.anchor),
        }
        yield item, row
        yield from item_rows(direction, item.children, base, place, depth + 1)


def _directions(library: Library, base: str) -> Iterator[Json]:
    return direction_rows(library, library.directions, base)


def _fields(library: Library, base: str) -> Iterator[Json]:
    """Yield a row for each item in the fields of each direction, in the order of the guides."""
    for direction in library.directions.values():
        yield from (row for _, row in item_rows(direction.id, direction.fields, base))


def _guides(library: Library, base: str) -> Iterator[Json]:
    """Yield a row for each guide, with its declared totals and the sums of its directions."""
    for entry in guides_json(library):
        declared, summed = entry["declared"], entry["summed"]
        yield {
            **flat(entry),
            "guide": entry["id"],
            "assumed": [fact["key"] for fact in entry["assumed"]],
            "assumed_reason_zh": "；".join(fact["reason"]["zh"] for fact in entry["assumed"]),
            "assumed_reason_en": "; ".join(fact["reason"]["en"] for fact in entry["assumed"]),
            "directions": len(entry["directions"]),
            "partners": summed["partners"],
            "projects_min": summed["projects"][0],
            "projects_max": summed["projects"][1],
            "amount_cny": summed["amount_cny"],
            "declared_projects_min": declared["projects"][0],
            "declared_projects_max": declared["projects"][1],
            "url": base + ids.guide_path(entry["id"]),
        }


def _partners(library: Library, base: str) -> Iterator[Json]:
    """Yield a row for each partner, with the sums of the directions whose titles name it."""
    for entry in partners_json(library):
        sums = totals(library.current(entry["directions"]))
        yield {
            **flat(entry),
            "directions": len(entry["directions"]),
            "through_groupings": len(entry["through_groupings"]),
            "projects_min": sums.projects[0],
            "projects_max": sums.projects[1],
            "amount_cny": sums.amount_cny,
            **_pages(entry["code"], ids.partner_path, base),
        }


def _domains(library: Library, base: str) -> Iterator[Json]:
    """Yield a row for each domain of the vocabulary."""
    for entry in domains_json(library):
        pages = _pages(entry["code"], ids.domain_path, base)
        yield {**flat(entry), "directions": len(entry["directions"]), **pages}


def _lineages(library: Library, base: str) -> Iterator[Json]:
    """Yield a row for each direction of each step of each lineage, oldest first."""
    for lineage in library.lineages:
        for number, step in enumerate(lineage.steps, start=1):
            for direction in step:
                yield {
                    "lineage": lineage.code,
                    "step": number,
                    "direction": direction,
                    **_call(library.guide(ids.guide_of(direction))),
                    "url": base + ids.direction_path(direction),
                }


_ROWS: dict[str, Callable[[Library, str], Iterator[Json]]] = {
    "directions": _directions,
    "fields": _fields,
    "guides": _guides,
    "partners": _partners,
    "domains": _domains,
    "lineages": _lineages,
}


def _call(guide: Guide) -> Json:
    return {"year": guide.year, "batch": guide.batch, "stage": guide.stage}


def _pages(code: str, path: Callable[[str, str], str], base: str) -> Json:
    return {f"url_{language}": base + path(code, language) for language in ids.LANGUAGES}


# CSV

BOM = "\ufeff"
"""The byte order mark. Spreadsheet programs read a CSV file as UTF-8 only if it begins with this."""
_DIRECT = Column(
    name="direct",
    type="string",
    description=Bilingual(
        zh="方向名称是否写明该合作方", en="Whether the direction's title names the partner"
    ),
)
"""The column of a partner's file that is not in the table of directions."""
_SPELLED: dict[str | None, Callable[[str], str]] = {
    "address": ids.guide_path,
    "class": "FORD {}".format,
    None: str,
}


def table_files(library: Library, base: str) -> Iterator[tuple[str, str]]:
    """Yield (path under the site root, CSV) of each table."""
    for name, table in tables().items():
        yield f"data/{name}.csv", to_csv(table.columns, rows_of(name, library, base))


def partner_files(library: Library, base: str) -> Iterator[tuple[str, str]]:
    """Yield (path under the site root, text) of each partner's JSON and CSV files."""
    columns = (*tables()["directions"].columns, _DIRECT)
    for code, appearances in library.by_partner.items():
        direct = {a.direction for a in appearances if a.direct}
        rows = direction_rows(library, [a.direction for a in appearances], base)
        marked = (row | {"direct": row["id"] in direct} for row in rows)
        yield ids.partner_data_path(code, "json"), dumps(partner_json(library, code))
        yield ids.partner_data_path(code, "csv"), to_csv(columns, marked)


def to_csv(columns: Iterable[Column], rows: Iterable[Json]) -> str:
    """Return the ``columns`` of ``rows`` as CSV (RFC 4180), with a byte order mark."""
    chosen = tuple(columns)
    text = io.StringIO()
    text.write(BOM)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(column.name for column in chosen)
    writer.writerows([cell(row.get(c.name), c.spelled) for c in chosen] for row in rows)
    return text.getvalue()


def cell(value: Any, spelled: str | None = None) -> str:
    """Return ``value`` as a cell of CSV: lists joined by spaces, None as empty, booleans as `true` or `false`.

    A text that a spreadsheet program would run as a formula gets an apostrophe before it.

    >>> cell(["FI", "SE"]), cell("2022-1", "address"), cell("2.10", "class"), cell("=1+1")
    ('FI SE', '2022-1/', 'FORD 2.10', "'=1+1")
    """
    match value:
        case None:
            return ""
        case int():
            return str(value).lower()
        case str():
            return csv_cell(_SPELLED[spelled](value))
    return csv_cell(" ".join(value))
