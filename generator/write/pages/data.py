"""The page about the open data: files, columns, rules for doubtful cases, examples."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from generator.checkout import TEMPLATES
from generator.data.tables import Column, files, tables
from generator.data_versions import Changes
from generator.write.markdown import Link
from generator.write.pages.page import Page, make, reach
from generator.write.views import Views

_NAMED = 8
"""Number of identifiers that the page names of each change; changes.json has all of them."""
EXAMPLES = TEMPLATES / "examples"


@cache
def example(name: str) -> str:
    """Return the text of the program ``name`` in templates/examples/."""
    return (EXAMPLES / name).read_text(encoding="utf-8")


def examples() -> frozenset[str]:
    """Return the texts of all example programs. Pages contain no other code."""
    return frozenset(example(path.name) for path in EXAMPLES.iterdir())


def data_page(v: Views) -> Page:
    """Return the page about the files in /data/ and their use."""

    def link(path: str, text: str | None = None) -> Link:
        return Link(text or path, v.site(f"data/{path}"), whole=True)

    def values(column: Column) -> str:
        if column.enum:
            return " · ".join(column.enum)
        if column.codes:
            return f"codes.csv, list = {column.codes}"
        return {
            "integer": v._("whole number"),
            "boolean": "true · false",
            "string": v._("text"),
        }[column.type]

    origins = {
        "printed": v._("printed"),
        "derived": v._("derived"),
        "recorded": v._("recorded"),
    }
    released = v.library.history.released
    context = {
        "files": [
            *((link(f"{table.name}.csv"), v.name(table.row), None) for table in tables().values()),
            *((link(f.path), v.name(f.row), link(f.schema) if f.schema else None) for f in files()),
        ],
        "package": Link("datapackage.json", v.site("data/datapackage.json")),
        "link": link,
        "newest": next((link(f"{e.version}/", e.version) for e in released), None),
        "versions": [
            (
                entry,
                link(f"{entry.version}/", entry.version),
                link(f"{entry.version}/coop-guides-{entry.version}.zip"),
                _changes(v, entry.changes) if entry.changes else [],
            )
            for entry in v.library.history.log
        ],
        "tables": [
            {
                "anchor": f"table-{table.name.replace('_', '-')}",
                "title": v.name(table.title),
                "file": link(f"{table.name}.csv"),
                "row": v.name(table.row),
                "columns": [
                    (c.name, values(c), origins[c.origin], v.name(c.meaning))
                    for c in table.of("csv")
                ],
            }
            for table in tables().values()
        ],
        "example": example,
    }
    description = v._(
        "Open data: {reach}, as CSV, JSON and SQLite, with every column explained and examples in Python, R and SQL."
    ).format(reach=reach(v, v.library.directions))
    return make(v, "data", v._("Open data"), context, description=description)


def _changes(v: Views, changes: Changes) -> Iterator[tuple[str, str]]:
    """Yield (what has changed, its changes in words) for each list and file."""
    names = {
        "guides": v._("Guides"),
        "directions": v._("Directions"),
        "partners": v._("Partners"),
        "domains": v._("Domains"),
        "lineages": v._("Recurring calls"),
        "agencies": v.name(tables()["agencies"].title),
        "codes": v.name(tables()["codes"].title),
    }
    for name, words in names.items():
        if found := changes.lists.get(name):
            # Partners, domains and lineages change with the directions.
            keyed = name in ("guides", "directions")
            changed = [
                f"{key}{v._(' (')}{', '.join(keys)}{v._(')')}" if keyed else key
                for key, keys in found.changed.items()
            ]
            yield words, _told(v, found.added, found.removed, changed)
    for name, columns in changes.columns.items():
        yield name, _told(v, columns.added, columns.removed, columns.retyped)
    if changes.corrected:
        yield v._("Misprints of the source"), _told(v, changes.corrected, (), ())


def _told(v: Views, added: Sequence[str], removed: Sequence[str], changed: Sequence[str]) -> str:
    """Return the changes of one list in words. Of many, only the first are named."""
    parts = []
    kinds = ((v._("added"), added), (v._("removed"), removed), (v._("changed"), changed))
    for kind, found in kinds:
        if found:
            shown = v.phrases.comma.join(found[:_NAMED])
            more = v._(" +{count}").format(count=len(found) - _NAMED) if len(found) > _NAMED else ""
            parts.append(f"{kind}{v._(': ')}{shown}{more}")
    return v._("; ").join(parts)
