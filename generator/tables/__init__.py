"""The tables and files of the open data, as tables.yml and files.yml describe them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from generator.seedfile import Bilingual, Strict, load

TABLES = Path(__file__).with_name("tables.yml")
FILES = Path(__file__).with_name("files.yml")
PACKAGE = Path(__file__).with_name("package.yml")
Name = Annotated[str, Field(pattern=r"^[a-z]+(_[a-z0-9]+)*$")]


class Column(Strict):
    """A column: its name, its values, and the form in which CSV writes them."""

    name: Name
    type: Literal["string", "integer"]
    description: Bilingual
    required: bool = False
    unique: bool = False
    minimum: int | None = None
    enum: tuple[str, ...] = ()
    references: Annotated[str, Field(pattern=r"^[a-z]+\.[a-z_]+$")] | None = None
    """The table and column (“table.column”) in which each of its values must occur."""
    spelled: Literal["address", "class"] | None = None


class Table(Strict):
    """A table: one CSV file."""

    name: Name
    title: Bilingual
    row: Bilingual
    """A description of one row: the thing that it stands for."""
    primary_key: tuple[Name, ...]
    columns: tuple[Column, ...]


@cache
def tables() -> dict[str, Table]:
    """Return the tables of tables.yml by name, in its order."""
    return {table.name: table for table in load(TABLES, tuple[Table, ...])}


class File(Strict):
    """A file of the open data that is not a CSV table."""

    name: Annotated[str, Field(pattern=r"^[a-z]+(-[a-z]+)*$")]
    path: str
    """The path under data/."""
    format: Literal["json", "sqlite"]
    mediatype: str
    schema_path: Annotated[str | None, Field(alias="schema")] = None
    """The path of its JSON Schema, under data/."""
    title: Bilingual
    row: Bilingual
    """A description of one entry: the thing that it stands for."""


@cache
def files() -> tuple[File, ...]:
    """Return the files of files.yml, in its order."""
    return load(FILES, tuple[File, ...])
