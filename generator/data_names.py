"""The names that programs rely on: the columns of the tables and the keys of the JSON files, with their types.

They are read from a built site, so that they are those that readers have.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

Names = dict[str, dict[str, str]]
"""File under data/ (a table in SQLite: `coop-guides.sqlite/direction`) → column or key → its type."""


def names(site: Path) -> Names:
    """Return the columns and keys of the open data in the built ``site``; none where it has no data."""
    data = site / "data"
    found: Names = {}
    package = data / "datapackage.json"
    if package.exists():
        for resource in json.loads(package.read_bytes())["resources"]:
            if "schema" in resource:
                fields = resource["schema"]["fields"]
                found[resource["path"]] = {field["name"]: field["type"] for field in fields}
    for path in sorted((data / "schema").glob("*.json")):
        schema = json.loads(path.read_bytes())
        found[path.name] = dict(_keys(schema, schema, ""))
    database = data / "coop-guides.sqlite"
    if database.exists():
        found |= _columns(database)
    return found


def _columns(database: Path) -> Names:
    query = (
        "SELECT m.name, c.name, lower(c.type) FROM sqlite_master AS m, pragma_table_info(m.name) AS c"
        " WHERE m.type IN ('table', 'view') AND m.name NOT LIKE 'sqlite%' AND m.name NOT LIKE 'search%\\_%' ESCAPE '\\'"
    )
    found: Names = {}
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        for table, column, kind in connection.execute(query):
            found.setdefault(f"{database.name}/{table}", {})[column] = kind or "any"
    return found


def _keys(
    schema: Any, whole: Any, name: str, seen: tuple[str, ...] = ()
) -> Iterator[tuple[str, str]]:
    """Yield (key, type) of everything below ``schema``: `projects.min` is `integer or null`.

    ``whole`` is the schema in which references are looked up; ``seen`` are those on the way.
    """
    kinds: set[str] = set()
    for option in _options(schema):
        reference = option.get("$ref")
        if reference:
            if reference in seen or not reference.startswith("#"):
                kinds.add("object")
                continue
            option = whole["$defs"][reference.rpartition("/")[2]]  # noqa: PLW2901
        kinds.update(_types(option))
        below = (*seen, reference) if reference else seen
        for key, inner in option.get("properties", {}).items():
            yield from _keys(inner, whole, f"{name}.{key}" if name else key, below)
        if isinstance(option.get("items"), dict):
            yield from _keys(option["items"], whole, f"{name}[]", below)
    if name:
        yield name, " or ".join(sorted(kinds))


def _options(schema: Any) -> Iterable[Any]:
    return schema.get("anyOf") or schema.get("oneOf") or [schema]


def _types(schema: Any) -> Iterable[str]:
    if "type" in schema:
        return [schema["type"]] if isinstance(schema["type"], str) else schema["type"]
    values = schema.get("enum", [])
    return {"null" if value is None else "string" for value in values} or ["object"]


def missing(published: Names, now: Names) -> Iterator[str]:
    """Yield a message for each published column or key that is gone or has another type."""
    for file, keys in published.items():
        for key, kind in keys.items():
            found = now.get(file, {}).get(key)
            if found is None:
                yield f"data/{file}: {key} was published and is gone"
            elif found != kind:
                yield f"data/{file}: {key} was published as {kind} and is {found}"


def added(published: Names, now: Names) -> Names:
    """Return the columns and keys of ``now`` that ``published`` does not have."""
    fresh = {
        file: {key: kind for key, kind in keys.items() if key not in published.get(file, {})}
        for file, keys in now.items()
    }
    return {file: keys for file, keys in fresh.items() if keys}
