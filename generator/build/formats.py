"""The files for programs next to a direction's landing page: JSON, Markdown, BibTeX, RIS and CSL-JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from pydantic import TypeAdapter

from generator import ids
from generator.checkout import templates
from generator.cite import bibtex, citations, ris
from generator.data import Json, direction_json, dumps
from generator.data_versions import DataVersion
from generator.escape import front_matter
from generator.link import Library
from generator.model import Direction
from generator.write.markdown import rich

DRAFT = "https://json-schema.org/draft/2020-12/schema"
SCHEMAS = Path(__file__).with_name("schemas")
FORMATS = (
    ("JSON", "index.json", "application/json"),
    ("Markdown", "index.md", "text/markdown"),
    ("BibTeX", "index.bib", "application/x-bibtex"),
    ("RIS", "index.ris", "application/x-research-info-systems"),
    ("CSL-JSON", "index.csl.json", "application/vnd.citationstyles.csl+json"),
)
"""(name, file, media type) of each format."""


def schema_files() -> Iterator[tuple[str, str]]:
    """Yield (path under the site root, text) of each JSON schema."""
    for schema in sorted(SCHEMAS.iterdir()):
        yield f"data/schema/{schema.name}", schema.read_text(encoding="utf-8")
    log = TypeAdapter(tuple[DataVersion, ...]).json_schema()
    yield "data/schema/changes.json", dumps({"$schema": DRAFT, "title": "Changes", **log})


def format_files(library: Library, base: str) -> Iterator[tuple[str, str]]:
    """Yield (path under the site root, text) of each direction's files.

    ``base`` is the address of the site root, or empty.
    """
    for guide in library.guides:
        for direction in guide.directions:
            path = ids.direction_path(direction.id)
            data = dumps(direction_json(direction, guide.source))
            cited = citations(direction, library, base)
            yield f"{path}index.json", data
            # Read from JSON, because YAML would write a list that occurs twice as a reference.
            yield f"{path}index.md", _markdown(direction, json.loads(data))
            yield f"{path}index.bib", bibtex(cited)
            yield f"{path}index.ris", ris(cited)
            yield f"{path}index.csl.json", dumps([citation.csl for citation in cited])


def _markdown(direction: Direction, data: Json) -> str:
    """Return a direction as one Markdown document in both languages, with ``data`` as its front matter."""
    return (
        templates("landing")
        .get_template("direction.md.j2")
        .render(direction=direction, front_matter=front_matter(data), rich=rich)
    )
