"""The page of the open data: files, columns, how doubtful cases are decided, examples."""

from __future__ import annotations

from functools import cache
from typing import Any

from generator.checkout import TEMPLATES
from generator.tables import Column, files, tables
from generator.write.pages.page import Page, make
from generator.write.pages.reach import reach
from generator.write.shapes import Link
from generator.write.views import Views

EXAMPLES = TEMPLATES / "examples"
_DESCRIPTION = "datapackage.json"


@cache
def example(name: str) -> str:
    """The program `name` of templates/examples, as the page shows it."""
    return (EXAMPLES / name).read_text(encoding="utf-8")


def examples() -> frozenset[str]:
    """All of them: the only code that a page may hold."""
    return frozenset(example(path.name) for path in EXAMPLES.iterdir())


def data_page(v: Views) -> Page:
    """What the files in /data/ hold, and how to use them."""
    context = {
        "files": _files(v),
        "package": Link(_DESCRIPTION, v.site(f"data/{_DESCRIPTION}")),
        "tables": [
            {
                "anchor": f"table-{table.name}",
                "title": v.name(table.title),
                "file": _file(v, f"{table.name}.csv"),
                "row": v.name(table.row),
                "columns": [
                    (column.name, _values(v, column), v.name(column.description))
                    for column in table.columns
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


def _files(v: Views) -> list[dict[str, Any]]:
    """Every file with what an entry is, tables first."""
    rows: list[dict[str, Any]] = [
        {"name": f"{table.name}.csv", "row": v.name(table.row), "schema": None}
        for table in tables().values()
    ]
    rows += [
        {
            "name": file.path,
            "row": v.name(file.row),
            "schema": _file(v, file.schema_path) if file.schema_path else None,
        }
        for file in files()
    ]
    return [row | {"file": _file(v, row["name"])} for row in rows]


def _file(v: Views, path: str) -> Link:
    return Link(path, v.site(f"data/{path}"), whole=True)


def _values(v: Views, column: Column) -> str:
    """What kind of value a column has, or which ones."""
    if column.enum:
        return " · ".join(column.enum)
    return v._("whole number") if column.type == "integer" else v._("text")
