"""The text of guide.yml: that of a new guide, and changes that keep everything a person wrote."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import yaml

from generator.add.identify import FILE_NAME, GIVEN, UNMARKED, Identity
from generator.add.receive import Received
from generator.seedfile import compose
from generator.seeds import RECORD, digest

SCAN = "scan.pdf"
"""The name under which a scan is kept beside its text."""
_TITLE = "As printed, or as named in the preamble if the file has no title page."
_PERSON = {"zh": "据录入者", "en": "according to the person who added the guide"}
_ASSUMED = {
    UNMARKED: {
        "zh": "原文没有征求意见稿的标记，视为正式指南",
        "en": "the text has no mark of a draft, and is taken as the final text",
    },
    FILE_NAME: {"zh": "据文件名", "en": "according to the file name"},
    "asked": _PERSON,
    GIVEN: _PERSON,
    "--stage": _PERSON,
}
"""Where year, batch or stage was found, if not in the text → the reason to record with it."""


def new_record(received: Received, identity: Identity, supersedes: str | None) -> str:
    """Return the guide.yml of a new guide: its keys in order, with comments."""
    assumed = [
        {"key": fact.name, "reason": {**_ASSUMED[fact.where]}}
        for fact in identity.facts
        if fact.where in _ASSUMED
    ]
    entries: dict[str, object] = {
        "id": str(identity.id),
        "year": identity.id.year,
        "batch": identity.id.batch,
        "stage": identity.id.stage,
        "title": identity.title,
        "source_url": identity.options.source_url or received.origin.address,
        "published": identity.options.published or received.origin.published,
        "received": received.source.file,
        "file": received.file,
        "sha256": received.source.sha256,
        "supersedes": supersedes,
        **({"assumed": assumed} if assumed else {}),
        "corrections": [],
    }
    if received.scan:
        entries["recognised"] = recognised(received.scan)
    return "".join(
        (f"# {_TITLE}\n" if key == "title" else "") + _line(key, value)
        for key, value in entries.items()
    )


def recognised(scan: bytes) -> dict[str, object]:
    """Return the entry about the scan from which a guide's text was recognised."""
    return {"scan": SCAN, "sha256": digest(scan)}


def changed_record(text: str, changes: Mapping[str, object]) -> str:
    r"""Return ``text`` of a guide.yml with the values of ``changes``. Everything else stays, including comments.

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
        old = text[start:end].rstrip()  # the span of a block scalar ends after its line break
        value = _line(key, changes[key]).removeprefix(f"{key}: ").rstrip("\n")
        text = text[:start] + ("" if old else " ") + value + text[start + len(old) :]
    return text + "".join(_line(key, changes[key]) for key in changes if key not in places)


def _line(key: str, value: object) -> str:
    return str(yaml.safe_dump({key: value}, allow_unicode=True, width=2**31))
