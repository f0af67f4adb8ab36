"""The open data as CSV: each table whole, and a partner's history beside its JSON.

Spreadsheet programs guess what a cell is. So no cell is a bare number or month that means none
(`spelled` in tables.yml), and none begins like a formula.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from generator import ids
from generator.build.rows import direction_rows, rows_of
from generator.data import Json, dumps, partner_json
from generator.escape import csv_cell
from generator.link import Library
from generator.seedfile import Bilingual
from generator.tables import Column, tables

BOM = "\ufeff"
"""Spreadsheet programs read a CSV as UTF-8 only where it begins with this."""
_DIRECT = Column(
    name="direct",
    type="string",
    description=Bilingual(
        zh="方向名称是否写明该合作方", en="Whether the direction's title names the partner"
    ),
)
"""The column that a partner's file has beside those of the directions."""
_SPELLED: dict[str | None, Callable[[str], str]] = {
    "address": ids.guide_path,
    "class": "FORD {}".format,
    None: str,
}


def table_files(library: Library, base: str) -> Iterator[tuple[str, str]]:
    """(path under the site root, CSV) of each whole table."""
    for name, table in tables().items():
        yield f"data/{name}.csv", to_csv(table.columns, rows_of(name, library, base))


def partner_files(library: Library, base: str) -> Iterator[tuple[str, str]]:
    """(path under the site root, text) of each partner's own files."""
    columns = (*tables()["directions"].columns, _DIRECT)
    for code, appearances in library.by_partner.items():
        direct = {a.direction for a in appearances if a.direct}
        rows = direction_rows(library, [a.direction for a in appearances], base)
        marked = (row | {"direct": row["id"] in direct} for row in rows)
        yield ids.partner_data_path(code, "json"), dumps(partner_json(library, code))
        yield ids.partner_data_path(code, "csv"), to_csv(columns, marked)


def to_csv(columns: Iterable[Column], rows: Iterable[Json]) -> str:
    """The ``columns`` of ``rows`` as CSV (RFC 4180), with a byte order mark."""
    chosen = tuple(columns)
    text = io.StringIO()
    text.write(BOM)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(column.name for column in chosen)
    writer.writerows([cell(row.get(c.name), c.spelled) for c in chosen] for row in rows)
    return text.getvalue()


def cell(value: Any, spelled: str | None = None) -> str:
    """Return ``value`` as a cell of CSV: lists joined by spaces, None empty, truth true or false. A
    text that a spreadsheet program would run as a formula gets an apostrophe before it.

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
