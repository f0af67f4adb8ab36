"""Descriptions of the open data: datapackage.json (Data Package, version 2) describes the files for programs, build.json
the build that made them.
"""

from __future__ import annotations

import hashlib
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version

from generator import ids
from generator.checkout import ROOT
from generator.data import Json
from generator.link import Library
from generator.tables import Column, File, Table, files, tables

_PROFILES = "https://datapackage.org/profiles/2.0/"
_LICENSE = {
    "name": "CC-BY-4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
    "title": "Creative Commons Attribution 4.0 International",
}
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


def package_json(
    library: Library, origin: Provenance, fingerprints: Mapping[str, Json], base: str
) -> Json:
    """Return data/datapackage.json. ``fingerprints`` are those of the described files, by path under the site root.

    The date `created` is that of the newest input; it is absent without git.
    """
    return {
        "$schema": f"{_PROFILES}datapackage.json",
        "name": "coop-guides",
        "title": "STI Cooperation Guides: China's intergovernmental S&T cooperation calls",
        "description": _description(),
        **({"homepage": f"{base}en/data/"} if base else {}),
        "version": version("coop-guides"),
        **({"created": origin.newest_input} if origin.newest_input else {}),
        "keywords": ["China", "science and technology cooperation", "call guides", "项目申报指南"],
        "licenses": [_LICENSE],
        "contributors": [{"title": "The coop-guides authors", "roles": ["creator"]}],
        "sources": [
            {
                "title": guide.title.zh,
                "path": _in_data(ids.source_path(guide.id, library.records[guide.id].file)),
                "version": guide.id,
            }
            for guide in library.guides
        ],
        "resources": [
            *(_table(table, fingerprints[f"data/{table.name}.csv"]) for table in tables().values()),
            *(_file(file, fingerprints[f"data/{file.path}"]) for file in files()),
        ],
    }


def _description() -> str:
    return (
        "国际科技合作指南库：科技部“政府间国际科技创新合作”重点专项历次项目申报指南，逐方向的中英文数据。"
        "译文与数据采用 CC BY 4.0，生成程序采用 MIT；指南原文为官方文件，一切以原文为准。\n\n"
        "Call guides of China's Ministry of Science and Technology for the key special project "
        "“Intergovernmental International S&T Innovation Cooperation”, direction by direction, in "
        "Chinese and English. Translations and data: CC BY 4.0; the program that makes them: MIT. The "
        "texts of the guides are official documents; only they are authoritative."
    )


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
        "schema": table_schema(table),
    }


def _file(file: File, found: Json) -> Json:
    return {
        "name": file.name,
        "path": file.path,
        "title": f"{file.title.en} {file.title.zh}",
        "description": f"{file.row.en}. {file.row.zh}。",
        "format": file.format,
        "mediatype": file.mediatype,
        **({"encoding": "utf-8"} if file.format == "json" else {}),
        **({"jsonSchema": file.schema_path} if file.schema_path else {}),
        **found,
    }


def fingerprint(data: bytes) -> Json:
    """Return the size and the checksum of a file."""
    return {"bytes": len(data), "hash": f"sha256:{hashlib.sha256(data).hexdigest()}"}


def table_schema(table: Table) -> Json:
    """Return the Table Schema of ``table``."""
    ties = [_tie(table, column) for column in table.columns if column.references]
    return {
        "$schema": f"{_PROFILES}tableschema.json",
        "fields": [_column(column) for column in table.columns],
        "primaryKey": list(table.primary_key),
        **({"foreignKeys": ties} if ties else {}),
        "missingValues": [""],
    }


def _column(column: Column) -> Json:
    constraints = {
        **({"required": True} if column.required else {}),
        **({"unique": True} if column.unique else {}),
        **({"minimum": column.minimum} if column.minimum is not None else {}),
        **({"enum": list(column.enum)} if column.enum else {}),
    }
    return {
        "name": column.name,
        "type": column.type,
        "description": f"{column.description.en}. {column.description.zh}。",
        **({"constraints": constraints} if constraints else {}),
    }


def _tie(table: Table, column: Column) -> Json:
    """Return a foreign key. The name of the table is empty if the table refers to itself."""
    other, _, key = str(column.references).partition(".")
    resource = "" if other == table.name else other
    return {"fields": [column.name], "reference": {"resource": resource, "fields": [key]}}


def _in_data(path: str) -> str:
    return path.removeprefix("data/")


def provenance() -> Provenance:
    """Return the origin of the inputs according to git. Its commit and time are None without git."""
    commit = _git("rev-parse", "HEAD")
    return Provenance(
        commit=commit or None,
        changed=bool(commit and _git("status", "--porcelain", "--", *_INPUTS)),
        newest_input=_git("log", "-1", "--format=%cI", "--", *_INPUTS) or None,
    )


def build_json(library: Library, found: Provenance) -> Json:
    """Return data/build.json."""
    return {
        "commit": found.commit,
        "changed": found.changed,
        "newest_input": found.newest_input,
        "generator": version("coop-guides"),
        "guides": {guide.id: guide.source.sha256 for guide in library.guides},
        "counts": {
            "guides": len(library.guides),
            "directions": len(library.directions),
            "partners": len(library.by_partner),
            "domains": len(library.by_domain),
        },
    }


def _git(*arguments: str) -> str:
    try:
        run = subprocess.run(
            ["git", "-C", str(ROOT), *arguments], capture_output=True, text=True, check=False
        )
    except OSError:
        return ""
    return run.stdout.strip() if run.returncode == 0 else ""
