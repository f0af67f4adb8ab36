"""The files for programs next to a direction's landing page, other than those for reference managers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from generator import ids
from generator.checkout import templates
from generator.cite import Format
from generator.data import Json, direction_json, dumps
from generator.escape import front_matter
from generator.link import Library
from generator.model import Direction
from generator.write.markdown import rich

SCHEMAS = Path(__file__).with_name("schemas")
FORMATS = (
    Format("JSON", "index.json", "application/json"),
    Format("Markdown", "index.md", "text/markdown"),
)
"""The formats of a direction. `generator.cite.formats` returns those for reference managers."""


def format_files(library: Library) -> Iterator[tuple[str, str]]:
    """Yield (path under the site root, text) of the JSON schemas and of each direction's files."""
    for schema in sorted(SCHEMAS.iterdir()):
        yield f"data/schema/{schema.name}", schema.read_text(encoding="utf-8")
    for guide in library.guides:
        for direction in guide.directions:
            path = ids.direction_path(direction.id)
            data = dumps(direction_json(direction, guide.source))
            yield f"{path}index.json", data
            # Read from JSON, because YAML would write a list that occurs twice as a reference.
            yield f"{path}index.md", _markdown(direction, json.loads(data))


def _markdown(direction: Direction, data: Json) -> str:
    """Return a direction as one Markdown document in both languages, with ``data`` as its front matter."""
    return (
        templates("landing")
        .get_template("direction.md.j2")
        .render(direction=direction, front_matter=front_matter(data), rich=rich)
    )
