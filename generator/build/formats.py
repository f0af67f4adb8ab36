"""The files for programs next to a direction's landing page, other than those for reference managers."""

from __future__ import annotations

import json
from collections.abc import Iterator

from generator import ids
from generator.checkout import templates
from generator.cite import Format
from generator.data import Data, Json, dumps
from generator.data.codes import code_lists
from generator.data.schema import schemas
from generator.escape import front_matter
from generator.model import Direction
from generator.write.markdown import rich

FORMATS = (
    Format("JSON", "index.json", "application/json"),
    Format("Markdown", "index.md", "text/markdown"),
)
"""The formats of a direction. `generator.cite.formats` returns those for reference managers."""


def schema_files(data: Data) -> Iterator[tuple[str, str]]:
    """Yield (path under the site root, text) of each JSON schema."""
    for path, schema in schemas(code_lists(data.library.vocabulary), data.base):
        yield path, dumps(schema)


def format_files(data: Data) -> Iterator[tuple[str, str]]:
    """Yield (path under the site root, text) of each direction's files."""
    for identifier, entry in data.directions.items():
        direction, path = data.library.directions[identifier], ids.direction_path(identifier)
        yield f"{path}index.json", dumps(entry)
        # YAML would write an object that occurs twice as a reference.
        yield f"{path}index.md", _markdown(direction, json.loads(dumps(entry)))


def _markdown(direction: Direction, data: Json) -> str:
    """Return a direction as one Markdown document in both languages, with ``data`` as its front matter."""
    return (
        templates("landing")
        .get_template("direction.md.j2")
        .render(direction=direction, front_matter=front_matter(data), rich=rich)
    )
