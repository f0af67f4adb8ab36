"""The open data as one SQLite file, with a full-text index over both languages.

The same library gives the same bytes: rows are inserted in a fixed order, and no value depends on the clock. Contact
persons named in a guide are in no table and no index (docs/decisions.md).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from itertools import chain
from pathlib import Path

from generator.build.tables import item_rows, rows_of
from generator.data import Json, conditions
from generator.link import Library
from generator.model import Direction, Item
from generator.search.people import names_people

SCHEMA = Path(__file__).with_name("database.sql")


def database(library: Library, base: str) -> bytes:
    """Return the SQLite file as bytes. ``base`` is the address of the site root, or empty."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.executescript(SCHEMA.read_text(encoding="utf-8"))
        connection.execute("BEGIN")
        for table, rows in _contents(library, base):
            _insert(connection, table, rows)
        connection.execute("COMMIT")
        connection.execute("INSERT INTO search (search) VALUES ('rebuild')")
        connection.execute("VACUUM")
        return connection.serialize()


def _insert(connection: sqlite3.Connection, table: str, rows: Iterable[Json]) -> None:
    """Insert ``rows`` into ``table``. Values for which the table has no column are left out."""
    names = [n for (n,) in connection.execute("SELECT name FROM pragma_table_info(?)", (table,))]
    # Safe to build from strings: the names of tables and columns come from our own schema.
    statement = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
    connection.executemany(statement, ([row.get(name) for name in names] for row in rows))


def _contents(library: Library, base: str) -> Iterator[tuple[str, Iterable[Json]]]:
    """Yield (table, rows). A table comes after the tables that it refers to."""
    directions = library.directions.values()
    fields = list(_placed(directions, lambda d: d.fields, base))
    requirements = list(_without_people(_placed(directions, lambda d: d.requirements, base)))
    passages = chain(
        _titles(directions, base),
        _passages("field", fields),
        _passages("requirement", requirements),
    )
    yield "guide", rows_of("guides", library, base)
    yield "partner", rows_of("partners", library, base)
    yield "domain", rows_of("domains", library, base)
    rows = rows_of("directions", library, base)
    yield "direction", ({**row, "position": row["order"]} for row in rows)
    yield (
        "direction_partner",
        (
            {"direction": found.direction, "partner": code, "direct": int(found.direct)}
            for code, appearances in library.by_partner.items()
            for found in appearances
        ),
    )
    yield (
        "direction_domain",
        ({"direction": d.id, "domain": domain} for d in directions for domain in d.domains),
    )
    yield (
        "direction_flag",
        ({"direction": d.id, **condition} for d in directions for condition in conditions(d)),
    )
    yield "lineage_step", rows_of("lineages", library, base)
    yield "field", (row for _, row in fields)
    yield (
        "field_domain",
        ({"field": row["id"], "domain": domain} for item, row in fields for domain in item.domains),
    )
    yield "requirement", (row for _, row in requirements)
    yield "passage", ({**row, "number": n} for n, row in enumerate(passages, start=1))


def _placed(
    directions: Iterable[Direction], items: Callable[[Direction], Iterable[Item]], base: str
) -> Iterator[tuple[Item, Json]]:
    """Yield each item in the trees of ``items``, with its row and its position in the direction."""
    for direction in directions:
        rows = item_rows(direction.id, items(direction), base)
        for position, (item, row) in enumerate(rows, start=1):
            yield item, {**row, "position": position}


def _without_people(rows: Iterable[tuple[Item, Json]]) -> Iterator[tuple[Item, Json]]:
    """Yield ``rows`` without the texts of items that name a contact person, and of all items below these."""
    people = set()
    for item, row in rows:
        if row["parent"] in people or names_people(item.text.zh):
            people.add(row["id"])
            yield item, {**row, "text_zh": None, "text_en": None}
        else:
            yield item, row


def _titles(directions: Iterable[Direction], base: str) -> Iterator[Json]:
    """Yield a row of the full-text index for each title and each agreement."""
    for d in directions:
        yield {"id": d.id, "part": "title", "text_zh": d.title.zh, "text_en": d.title.en}
        yield from _passages("agreement", item_rows(d.id, d.agreements, base))


def _passages(part: str, rows: Iterable[tuple[Item, Json]]) -> Iterator[Json]:
    """Yield a row of the full-text index for each of ``rows``: the item's text and its lead."""
    for item, row in rows:
        if row["text_zh"] is None:
            continue
        texts = [item.text, *([item.lead] if item.lead else [])]
        yield {
            "id": row["id"],
            "part": part,
            "text_zh": "\n".join(text.zh for text in texts),
            "text_en": "\n".join(text.en for text in texts if text.en) or None,
        }
