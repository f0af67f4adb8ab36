"""The open data as one SQLite file, with full-text indexes over both languages.

The same library gives the same bytes: rows are inserted in a fixed order, and no value depends on the clock. Contact
persons named in a guide are in no table and no index (docs/decisions.md).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from generator.build.tables import rows_of
from generator.data import Data, Json
from generator.data.tables import Column, Table, tables

EXTRAS = Path(__file__).with_name("database.sql")
"""The texts for the full-text search, and views for common questions."""
_SQL = {"string": "TEXT", "integer": "INTEGER", "boolean": "INTEGER"}


def database(data: Data) -> bytes:
    """Return the SQLite file as bytes."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.execute("PRAGMA page_size = 4096")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.executescript("".join(map(_definition, tables().values())))
        connection.executescript(EXTRAS.read_text(encoding="utf-8"))
        connection.execute("BEGIN")
        # References are checked at the end: a draft comes before the final text that supersedes it.
        connection.execute("PRAGMA defer_foreign_keys = ON")
        for table in tables().values():
            columns = table.of("sql")
            values = (
                [_value(row.get(c.key)) for c in columns] for row in rows_of(table.name, data)
            )
            _insert(connection, table.sql, len(columns), values)
        _insert(connection, "passage", 6, _passages(data))
        connection.execute("COMMIT")
        for index in ("search", "search_pairs"):
            connection.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")
        connection.execute("VACUUM")
        return connection.serialize()


def _insert(
    connection: sqlite3.Connection, table: str, width: int, rows: Iterable[list[Any]]
) -> None:
    # Safe to build from strings: the names of tables come from our own definition.
    connection.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * width)})", rows)


def _definition(table: Table) -> str:
    """Return the SQL that makes ``table`` and its indexes.

    The comments are the meanings of the columns.
    """
    columns = table.of("sql")
    lines = [f"-- {table.title.en}: a row is {table.row.en}.\nCREATE TABLE {table.sql} (\n"]
    lines += [f"  {_column(c)}, -- {c.meaning.en}\n" for c in columns]
    lines.append(f"  PRIMARY KEY ({', '.join(table.key)})\n);\n")
    lines += [
        f"CREATE INDEX {table.sql}_{c.name} ON {table.sql} ({c.name});\n"
        for c in columns
        if c.references and c.name != table.key[0]
    ]
    return "".join(lines)


def _column(column: Column) -> str:
    words = [column.name, _SQL[column.type]]
    if column.required:
        words.append("NOT NULL")
    values = ["0", "1"] if column.type == "boolean" else [f"'{value}'" for value in column.enum]
    if values:
        words.append(f"CHECK ({column.name} IN ({', '.join(values)}))")
    if column.references:
        table, _, key = column.references.partition(".")
        words.append(f"REFERENCES {tables()[table].sql} ({key})")
    return " ".join(words)


def _value(value: Any) -> Any:
    """Return a value as SQLite has it: several values in one text, separated by spaces."""
    return " ".join(value) if isinstance(value, (list, tuple)) else value


def _passages(data: Data) -> Iterator[list[Any]]:
    """Yield the rows of the table `passage`: every text that can be searched."""
    found = _texts(data)
    for number, (place, part, zh, en) in enumerate(found, start=1):
        yield [number, place, part, zh, en, pairs(zh)]


def _texts(data: Data) -> Iterator[tuple[str, str, str, str | None]]:
    """Yield (place, part, Chinese, English or None) of each title, agreement, field and requirement. Drafts are left out."""
    for row in rows_of("directions", data):
        yield row["id"], "title", row["title_zh"], _checked(row, "title")
    for part in ("agreement", "field", "requirement"):
        for row in rows_of(f"{part}s", data):
            if row.get("text_zh"):
                zh = [row["text_zh"], row.get("lead_zh")]
                en = [_checked(row, "text"), _checked(row, "lead")]
                yield (
                    row["id"],
                    part,
                    "\n".join(filter(None, zh)),
                    "\n".join(filter(None, en)) or None,
                )


def _checked(row: Json, name: str) -> str | None:
    """Return the English of the text ``name``; None if it is a draft."""
    english: str | None = row.get(f"{name}_en")
    return None if row.get(f"{name}_translation") == "draft" else english


def pairs(text: str) -> str:
    """Return each two neighbouring characters of ``text``, separated by spaces.

    >>> pairs("氢燃料")
    '氢燃 燃料'
    """
    found = (text[at : at + 2] for at in range(len(text) - 1))
    return " ".join(pair for pair in found if pair.isalnum())
