"""Which pictures the pages of a language have."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from generator import ids
from generator.build.places import PLACE
from generator.link import Library
from generator.picture import Panel, panels
from generator.write.phrases import Phrases
from generator.write.views import Views


def pictured(library: Library, phrases: Phrases, content: Path) -> Iterator[Panel]:
    """The parts of all pictures in the pages of the language of ``phrases``; what is no picture of theirs is told
    when they are built.
    """
    for file in sorted((content / phrases.language).rglob("*.md")):
        path = ids.page_path(file.relative_to(content).as_posix())
        for place in PLACE.finditer(_body(file)):
            with suppress(KeyError):
                if place["what"] == "picture":
                    yield from panels(place["name"], Views(library, phrases, path))


def _body(file: Path) -> str:
    """The Markdown after the front matter; nothing of what is no text, which the build tells."""
    return file.read_bytes().decode(errors="replace").partition("\n---\n")[2]
