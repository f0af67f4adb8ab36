"""The page of the open data: files, columns, how doubtful cases are decided, examples."""

from __future__ import annotations

from functools import cache

from generator.checkout import TEMPLATES
from generator.tables import Column, files, tables
from generator.write.markdown import Link
from generator.write.pages.page import Page, make, reach
from generator.write.views import Views

EXAMPLES = TEMPLATES / "examples"


@cache
def example(name: str) -> str:
    """Return the program `name` of templates/examples, as the page shows it."""
    return (EXAMPLES / name).read_text(encoding="utf-8")


def examples() -> frozenset[str]:
    """Return all of them: the only code that a page may hold."""
    return frozenset(example(path.name) for path in EXAMPLES.iterdir())


def data_page(v: Views) -> Page:
    """Return the page of what the files in /data/ hold, and how to use them."""

    def link(path: str) -> Link:
        return Link(path, v.site(f"data/{path}"), whole=True)

    def values(column: Column) -> str:
        if column.enum:
            return " · ".join(column.enum)
        return v._("whole number") if column.type == "integer" else v._("text")

    context = {
        "files": [
            *((link(f"{table.name}.csv"), v.name(table.row), None) for table in tables().values()),
            *(
                (link(f.path), v.name(f.row), link(f.schema_path) if f.schema_path else None)
                for f in files()
            ),
        ],
        "package": Link("datapackage.json", v.site("data/datapackage.json")),
        "tables": [
            {
                "anchor": f"table-{table.name}",
                "title": v.name(table.title),
                "file": link(f"{table.name}.csv"),
                "row": v.name(table.row),
                "columns": [(c.name, values(c), v.name(c.description)) for c in table.columns],
            }
            for table in tables().values()
        ],
        "example": example,
    }
    description = v._(
        "Open data: {reach}, as CSV, JSON and SQLite, with every column explained and examples in Python, R and SQL."
    ).format(reach=reach(v, v.library.directions))
    return make(v, "data", v._("Open data"), context, description=description)
