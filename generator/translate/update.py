"""Updates of the catalogue after the guides have changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import polib
from rapidfuzz import fuzz, process

from generator.errors import InputError
from generator.folders import replace_file
from generator.translate.catalogue import ENGLISH, read_po

_NEAR = 80
"""How alike two segments must be (0–100) for the English of one to be suggested for the other."""


@dataclass(frozen=True, slots=True)
class Update:
    """The segments that an update changed."""

    new: tuple[str, ...]
    suggested: tuple[str, ...]
    """New ones that got the English of the nearest one, marked fuzzy."""
    gone: tuple[str, ...]


def update(segments: Mapping[str, list[str]], path: Path, *, force: bool = False) -> Update:
    """Bring the PO file at ``path`` in step with ``segments`` (segment → places); return what changed.

    A new segment gets the English of the nearest one as a fuzzy suggestion, and the Chinese of that one as previous
    msgid; gone ones become obsolete, so that they can come back. Nothing is written where nothing changes.
    InputError where the file has lost English, unless ``force``.
    """
    old = read_po(path)
    if not force:
        check_whole(old, path, bool(segments))
    updated, result = updated_po(segments, old)
    write_po(updated, path)
    return result


def check_whole(po: polib.POFile, path: Path, wanted: bool) -> None:
    """Raise InputError where ``po`` has English for fewer segments than when a command last wrote it, or has no
    entry though guides that were held before have ``wanted`` some.
    """
    has, had = _with_english(po), po.metadata.get(ENGLISH, "0")
    if not re.fullmatch(r"[0-9]{1,9}", had):
        raise InputError(f"header: {ENGLISH}: “{had}” is no number", path, 1)
    if has >= int(had) and (len(po) or not wanted):
        return
    lost = f"has English for {has} segments, and had it for {had}" if int(had) else "has no entries"
    advice = "bring back what was there, or take it as it is: guides translate update --force"
    raise InputError(f"{lost}; {advice}", path)


def _with_english(po: polib.POFile) -> int:
    """Return how many entries have English, without suggestions: a person may delete those."""
    return sum(bool(entry.msgstr and not entry.previous_msgid) for entry in po)


def write_po(po: polib.POFile, path: Path) -> None:
    """Write ``po`` by a rename; nothing is written where the file says the same already."""
    replace_file(path, f"{po}\n".encode())


def updated_po(segments: Mapping[str, list[str]], old: polib.POFile) -> tuple[polib.POFile, Update]:
    """Return (the catalogue for ``segments``, what changed against ``old``)."""
    known = {entry.msgid: entry for entry in old}
    translated = {m: e for m, e in known.items() if e.translated()}
    new, suggested = [], []
    po = polib.POFile(wrapwidth=old.wrapwidth)
    po.header, po.metadata_is_fuzzy = old.header, old.metadata_is_fuzzy
    for segment, places in segments.items():
        entry = known.get(segment)
        if entry is None:
            new.append(segment)
            entry = polib.POEntry(msgid=segment)
            if near := nearest(segment, translated):
                suggested.append(segment)
                entry.msgstr = translated[near].msgstr
                entry.flags = ["fuzzy"]
                entry.previous_msgid = near
        entry.obsolete = False
        entry.occurrences = [(place, "") for place in places]
        po.append(entry)
    gone = [m for m, e in known.items() if m not in segments and not e.obsolete]
    for msgid in sorted(known.keys() - segments.keys()):
        entry = known[msgid]
        if entry.msgstr or entry.tcomment:
            entry.obsolete = True
            entry.occurrences = []
            entry.previous_msgid = None  # polib reads it back otherwise than it writes it here
            po.append(entry)
    po.metadata = {**old.metadata, ENGLISH: str(_with_english(po))}
    return po, Update(tuple(new), tuple(suggested), tuple(gone))


def nearest(segment: str, others: Iterable[str]) -> str | None:
    """Return the segment among ``others`` that is most like ``segment``, or None where none is near.

    >>> nearest("项目执行期不超过3年", ["项目执行期不超过2年", "天文"])
    '项目执行期不超过2年'
    """
    found = process.extractOne(segment, list(others), scorer=fuzz.ratio, score_cutoff=_NEAR)
    return str(found[0]) if found else None
