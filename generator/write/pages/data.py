"""The page about the open data: files, columns, rules for doubtful cases, examples."""

from __future__ import annotations

from functools import cache

from generator.checkout import TEMPLATES
from generator.data.tables import Column, files, tables
from generator.write.markdown import Link
from generator.write.pages.page import Page, make, reach
from generator.write.views import Views

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

    def link(path: str) -> Link:
        return Link(path, v.site(f"data/{path}"), whole=True)

    def values(column: Column) -> str:
        if column.enum:
            return " · ".join(column.enum)
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
    context = {
        "files": [
            *((link(f"{table.name}.csv"), v.name(table.row), None) for table in tables().values()),
            *((link(f.path), v.name(f.row), link(f.schema) if f.schema else None) for f in files()),
        ],
        "package": Link("datapackage.json", v.site("data/datapackage.json")),
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
