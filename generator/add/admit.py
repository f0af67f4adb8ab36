"""admit: an identified file → an entry: a new guide, one that is held already, or a replacement."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Literal

import yaml

from generator.add.identify import FILE_NAME, UNMARKED, Identity
from generator.add.receive import Received
from generator.errors import InputError
from generator.ids import GuideId
from generator.model import Source
from generator.pipeline import Recorded, with_record
from generator.seedfile import compose, loads, read_text
from generator.seeds import RECORD, GuideRecord, Seed
from generator.vocabulary import Vocabulary

Status = Literal["new", "held", "replaced"]


@dataclass(frozen=True, slots=True)
class Given:
    """Facts that a person states about a guide, other than its identity. They override those of a saved web page."""

    source_url: str | None = None
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file to add."""

    received: Received
    identity: Identity
    given: Given = Given()
    replace: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A guide as it will be held."""

    status: Status
    wanted: Wanted
    record_text: str
    recorded: Recorded
    folder: Path
    former: str | None
    """The name of the file held until now, or None."""

    @property
    def id(self) -> str:
        """The guide's id."""
        return self.recorded.record.id


def held_as(received: Received, held: Sequence[Seed]) -> GuideId | None:
    """Return the id under which the same file is held, or None."""
    found = (seed for seed in held if seed.record.sha256 == received.source.sha256)
    return next((seed.identity for seed in found), None)


def admit(
    wanted: Wanted,
    coming: Iterable[GuideId],
    *,
    held: Sequence[Seed],
    guides: Path,
    vocabulary: Vocabulary,
) -> Entry:
    """Return the entry for ``wanted``, next to the guides ``held`` and those ``coming`` in the same run.

    Everything that a person wrote in the guide.yml of a replaced guide stays. InputError if the file cannot be added;
    for a correction that does not match the new text, the error has its line.
    """
    received, identity = wanted.received, wanted.identity
    path = received.path
    same = held_as(received, held)
    if same and same != identity.id:
        raise InputError(f"is held already, as {same}; this would be {identity.id}", path)
    folder = guides / str(identity.id)
    old = next((seed for seed in held if seed.identity == identity.id), None)
    printed = read_text(old.folder / RECORD) if old else None
    if old is None or printed is None:
        text = _new(wanted, {*(seed.identity for seed in held), *coming})
    else:
        text = _changed(wanted, printed, old.record)
        if not wanted.replace and text != printed:
            raise InputError(_refusal(wanted, old.record), path)
    record = loads(text, folder / RECORD, GuideRecord)
    guide = received.as_guide(identity.id, vocabulary)
    guide = replace(guide, source=Seed(record, folder).source)
    status: Status = "new" if printed is None else "held" if text == printed else "replaced"
    recorded = Recorded(record, with_record(guide, Seed(record, folder)))
    return Entry(status, wanted, text, recorded, folder, old.record.file if old else None)


def _new(wanted: Wanted, others: Container[GuideId]) -> str:
    identity, received = wanted.identity, wanted.received
    draft = replace(identity.id, stage="draft")
    known = identity.id.stage == "final" and draft in others
    return new_record(
        identity,
        received.source,
        received.file,
        source_url=wanted.given.source_url or received.origin.address,
        published=wanted.given.published or received.origin.published,
        supersedes=str(draft) if known else None,
    )


def _changed(wanted: Wanted, text: str, old: GuideRecord) -> str:
    """Return the guide.yml of a guide that is held, with the new file and the newly stated facts."""
    received, given = wanted.received, wanted.given
    changes: dict[str, object] = {}
    if received.source.sha256 != old.sha256:
        changes |= {
            "received": received.source.file,
            "file": received.file,
            "sha256": received.source.sha256,
        }
        # Values that a person wrote stay; missing ones are taken from the page.
        if old.source_url is None and received.origin.address:
            changes["source_url"] = received.origin.address
        if old.published is None and received.origin.published:
            changes["published"] = received.origin.published
    if given.source_url and given.source_url != old.source_url:
        changes["source_url"] = given.source_url
    if given.published and given.published.isoformat() != old.published:
        changes["published"] = given.published
    return changed_record(text, changes)


def _refusal(wanted: Wanted, old: GuideRecord) -> str:
    if wanted.received.source.sha256 != old.sha256:
        return (
            f"{old.id} is held already, with another file ({old.received}); "
            "--replace puts this one in its place, --id gives this one another id"
        )
    return (
        f"{old.id} is held already, with another address or date; --replace changes its guide.yml"
    )


# guide.yml

_TITLE = "As printed, or as named in the preamble if the file has no title page."
_ORIGIN = {
    UNMARKED: "The text has no draft mark; taken as final.",
    FILE_NAME: "According to the file name.",
    "asked": "According to the person who added the guide.",
    "--stage": "According to the person who added the guide.",
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
    """Return the guide.yml of a new guide: its keys in order, with a comment on a stage that the text does not state."""
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
    return text


def _line(key: str, value: object) -> str:
    return str(yaml.safe_dump({key: value}, allow_unicode=True, width=2**31))
