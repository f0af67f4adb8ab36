"""Descriptions of the open data: datapackage.json (Data Package, version 2) describes the files for programs, build.json
the build that made them.
"""

from __future__ import annotations

import hashlib
import subprocess
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

from generator import ids
from generator.checkout import ROOT
from generator.data import Data, Json
from generator.data.tables import Column, File, Table, files, tables
from generator.data_versions import data_version
from generator.ledger import Contents
from generator.link import Library
from generator.seedfile import load

PACKAGE = Path(__file__).parents[1] / "data/package.yml"
_INPUTS = ("seeds", "generator", "templates", "mkdocs.yml")


@dataclass(frozen=True, slots=True)
class Provenance:
    """The origin of a build. It does not depend on the clock."""

    commit: str | None
    """The hash of the git commit, or None if the project is not a git checkout."""
    changed: bool
    """True if the inputs differ from that commit."""
    newest_input: str | None
    """The time of the last change of the inputs, in ISO 8601."""

    @property
    def day(self) -> date | None:
        """The day of that change, if it is known."""
        return date.fromisoformat(self.newest_input[:10]) if self.newest_input else None


def package_json(data: Data, origin: Provenance, fingerprints: Mapping[str, Json]) -> Json:
    """Return data/datapackage.json. ``fingerprints`` are those of the described files, by path under data/.

    Entries that are not known are absent, as is the date `created` without git.
    """
    package = load(PACKAGE, dict[str, Any]) | {
        "homepage": f"{data.base}en/data/" if data.base else None,
        "version": data.version,
        "created": origin.newest_input,
        "sources": [
            {
                "title": guide.title.zh,
                "path": _source(data, guide.id),
                "version": guide.id,
            }
            for guide in data.library.guides
        ],
        "resources": [
            *(_table(table, fingerprints[f"{table.name}.csv"]) for table in tables().values()),
            *(_file(file, fingerprints[file.path]) for file in files()),
        ],
    }
    return _known(package)


def _source(data: Data, guide: str) -> str:
    """Return where the guide is. Without the site's address, this is a path beside the newest data."""
    path = ids.source_path(guide, data.library.records[guide].file)
    return data.base + path if data.base else path.removeprefix("data/")


def _known(entries: Json) -> Json:
    return {name: entry for name, entry in entries.items() if entry is not None}


def _table(table: Table, found: Json) -> Json:
    return {
        "name": table.name,
        "path": f"{table.name}.csv",
        "type": "table",
        "title": f"{table.title.en} {table.title.zh}",
        "description": f"A row is {table.row.en}. 每行为{table.row.zh}。",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        **found,
        "schema": _schema(table),
    }


def _file(file: File, found: Json) -> Json:
    return _known(
        {
            "name": file.path.replace(".", "-"),
            "path": file.path,
            "title": f"{file.title.en} {file.title.zh}",
            "description": f"{file.row.en}. {file.row.zh}。",
            "format": file.path.rpartition(".")[2],
            "mediatype": file.mediatype,
            "encoding": "utf-8" if file.entry else None,
            "jsonSchema": file.schema,
            **found,
        }
    )


def fingerprint(data: bytes) -> Json:
    """Return the size and the checksum of a file."""
    return {"bytes": len(data), "hash": f"sha256:{hashlib.sha256(data).hexdigest()}"}


def _schema(table: Table) -> Json:
    """Return the Table Schema of ``table``."""
    columns = table.of("csv")
    keys = [_foreign_key(table, column) for column in columns if column.references]
    return _known(
        {
            "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
            "fields": [_field(column, table) for column in columns],
            "primaryKey": list(table.key),
            "foreignKeys": keys or None,
            "missingValues": [""],
        }
    )


def _field(column: Column, table: Table) -> Json:
    constraints = {
        "required": column.required or None,
        "unique": table.key == (column.name,) or None,
        "minimum": column.minimum,
        "enum": list(column.enum) or None,
    }
    return _known(
        {
            "name": column.name,
            "type": column.type,
            "description": f"{column.meaning.en}. {column.meaning.zh}。",
            "unit": column.unit,
            "codes": column.codes,
            "origin": column.origin,
            "constraints": _known(constraints) or None,
        }
    )


def _foreign_key(table: Table, column: Column) -> Json:
    """Return a foreign key. The name of the table is empty if the table refers to itself."""
    other, _, key = str(column.references).partition(".")
    resource = "" if other == table.name else other
    return {"fields": [column.name], "reference": {"resource": resource, "fields": [key]}}


def provenance() -> Provenance:
    """Return the origin of the inputs according to git. Its commit and time are None without git."""
    commit = git("rev-parse", "HEAD")
    return Provenance(
        commit=commit or None,
        changed=bool(commit and git("status", "--porcelain", "--", *_INPUTS)),
        newest_input=git("log", "-1", "--format=%cI", "--", *_INPUTS) or None,
    )


def build_json(library: Library, found: Provenance, contents: Mapping[str, Contents]) -> Json:
    """Return data/build.json. ``contents`` are those of the directions' pages, which `guides release` records."""
    return {
        **asdict(found),
        "generator": version("coop-guides"),
        "data_version": data_version(library.history),
        "guides": {guide.id: guide.source.sha256 for guide in library.guides},
        "counts": {
            "guides": len(library.guides),
            "directions": len(library.directions),
            "partners": len(library.by_partner),
            "domains": len(library.by_domain),
        },
        "contents": {path: one.model_dump(mode="json") for path, one in contents.items()},
    }


def git(*arguments: str, at: Path = ROOT) -> str:
    """Return what git prints with ``arguments`` in the folder ``at``; empty if it fails."""
    try:
        run = subprocess.run(
            ["git", "-C", str(at), *arguments], capture_output=True, text=True, check=False
        )
    except OSError:
        return ""
    return run.stdout.strip() if run.returncode == 0 else ""
