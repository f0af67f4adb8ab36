"""guide.yml: what is known of a guide → its text, and changes of single entries in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import yaml

from generator.add.identify import FILE_NAME, UNMARKED, Identity
from generator.model import Source
from generator.seedfile import compose
from generator.seeds import RECORD

_TITLE = "As printed, or as the preamble names it where the file lost its title page."
_ORIGIN = {
    UNMARKED: "No draft mark stands in the text; taken as final.",
    FILE_NAME: "By the name of the file.",
    "asked": "Told by the person who added the guide.",
    "--stage": "Told by the person who added the guide.",
}


def new_record(
    identity: Identity,
    source: Source,
    file: str,
    *,
    source_url: str | None,
    published: date | None,
    supersedes: str | None,
) -> str:
    """The guide.yml of a guide that comes in: the keys in their order, and why the stage is what
    it is where the text does not say.
    """
    stage = next((fact for fact in identity.facts if fact.name == "stage"), None)
    entries: list[tuple[str, object, str | None]] = [
        ("id", str(identity.id), None),
        ("year", identity.id.year, None),
        ("batch", identity.id.batch, None),
        ("stage", identity.id.stage, _ORIGIN.get(stage.where) if stage else None),
        ("title", identity.title, _TITLE),
        ("source_url", source_url, None),
        ("published", published, None),
        ("received", source.file, None),
        ("file", file, None),
        ("sha256", source.sha256, None),
        ("supersedes", supersedes, None),
        ("corrections", [], None),
    ]
    return "".join(
        f"{f'# {comment}{chr(10)}' if comment else ''}{_line(key, value)}"
        for key, value, comment in entries
    )


def changed_record(text: str, changes: Mapping[str, object]) -> str:
    r"""``text`` of a guide.yml with the entries of ``changes``; the rest, comments too, stays.

    >>> changed_record("file: guide.txt # kept\nsupersedes: null\n", {"supersedes": "2022-1-draft"})
    'file: guide.txt # kept\nsupersedes: 2022-1-draft\n'
    >>> changed_record("supersedes:\nfile: >\n  guide.txt\ntitle:\n", {"supersedes": 1, "file": 2})
    'supersedes: 1\nfile: 2\ntitle:\n'
    """
    node = compose(text, Path(RECORD))
    places = {
        key.value: (value.start_mark.index, value.end_mark.index)
        for key, value in (node.value if isinstance(node, yaml.MappingNode) else ())
    }
    for key in sorted(changes.keys() & places.keys(), key=lambda key: -places[key][0]):
        start, end = places[key]
        old = text[start:end].rstrip()  # a block of text ends with its last line
        value = _line(key, changes[key]).removeprefix(f"{key}: ").rstrip("\n")
        text = text[:start] + ("" if old else " ") + value + text[start + len(old) :]
    return text


def _line(key: str, value: object) -> str:
    return str(yaml.safe_dump({key: value}, allow_unicode=True, width=2**31))
