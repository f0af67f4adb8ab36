"""The same direction for programs: JSON, Markdown, BibTeX, RIS and CSL-JSON beside its landing page."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator import ids
from generator.cite import bibtex, citations, ris
from generator.data import Json, direction_json, dumps
from generator.escape import front_matter
from generator.link import Library
from generator.model import Direction, Item, Text
from generator.write.markdown import rich

SCHEMAS = Path(__file__).with_name("schemas")
FORMATS = (
    ("JSON", "index.json", "application/json"),
    ("Markdown", "index.md", "text/markdown"),
    ("BibTeX", "index.bib", "application/x-bibtex"),
    ("RIS", "index.ris", "application/x-research-info-systems"),
    ("CSL-JSON", "index.csl.json", "application/vnd.citationstyles.csl+json"),
)
"""Name, file and media type of each format."""


def format_files(library: Library, base: str) -> Iterator[tuple[str, str]]:
    """(path under the site root, text); ``base`` is the address of the site root, or empty."""
    for schema in sorted(SCHEMAS.iterdir()):
        yield f"data/schema/{schema.name}", schema.read_text(encoding="utf-8")
    for guide in library.guides:
        for direction in guide.directions:
            path = ids.direction_path(direction.id)
            data = direction_json(direction, guide.source)
            cited = citations(direction, library, base)
            yield f"{path}index.json", dumps(data)
            yield f"{path}index.md", _markdown(direction, data)
            yield f"{path}index.bib", bibtex(cited)
            yield f"{path}index.ris", ris(cited)
            yield f"{path}index.csl.json", dumps([citation.csl for citation in cited])


def _markdown(direction: Direction, data: Json) -> str:
    """A direction as one Markdown document in both languages; its ``data`` are the front matter."""
    plain = json.loads(json.dumps(data))  # lists, and none of them twice: YAML would refer to it
    return f"---\n{front_matter(plain)}---\n\n" + "\n".join(_body(direction)) + "\n"


def _body(direction: Direction) -> Iterator[str]:
    yield f"# {direction.number} {rich(direction.title.zh)}"
    yield ""
    if direction.title.en:
        yield from (rich(direction.title.en), "")
    parts: tuple[tuple[str, tuple[Item, ...]], ...] = (
        ("合作协议 Agreements", direction.agreements),
        ("领域方向 Fields", direction.fields),
        ("其他要求 Requirements", direction.requirements),
        ("其他内容 Further text", direction.remarks),
    )
    if direction.commitment:
        yield from ("## 外交承诺 Diplomatic commitment", "", *_both(direction.commitment, ""))
    for heading, items in parts:
        if not items:
            continue
        yield from (f"## {heading}", "")
        if items is direction.fields and direction.fields_lead:
            yield from _both(direction.fields_lead, "")
        yield from _tree(items)
    if direction.fields_open and not direction.fields:
        yield from ("## 领域方向 Fields", "", "领域不限。 Open to every field.", "")
    yield from ("## 项目数与经费 Projects and funding", "")
    for statement in direction.statements:
        yield f"- {rich(statement.label)}"
        yield ""
        yield from _both(statement.text, "    ")


def _tree(items: Iterable[Item], indent: str = "") -> Iterator[str]:
    for item in items:
        yield f"{indent}- {rich(item.label) if item.label else item.anchor}"
        yield ""
        yield from _both(item.text, indent + "    ")
        if item.lead:
            yield from _both(item.lead, indent + "    ")
        yield from _tree(item.children, indent + "    ")


def _both(text: Text, indent: str) -> Iterator[str]:
    for part in (*text.zh.split("\n"), text.en):
        if part:
            yield f"{indent}{rich(part)}"
            yield ""
