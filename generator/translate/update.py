"""Updates of the catalogue after a change of the guides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import polib
from rapidfuzz import fuzz, process

from generator.errors import InputError
from generator.folders import replace_file
from generator.translate.catalogue import read_po
from generator.translate.syntax import ENGLISH

_NEAR = 80
"""The similarity of two segments (0–100) from which the English of one is suggested for the other."""


@dataclass(frozen=True, slots=True)
class Update:
    """The segments that an update changed."""

    new: tuple[str, ...]
    suggested: tuple[str, ...]
    """The new segments that got the English of the most similar one, marked fuzzy."""
    gone: tuple[str, ...]


def update(segments: Mapping[str, list[str]], path: Path, *, force: bool = False) -> Update:
    """Update the PO file at ``path`` to ``segments`` (segment → places), and return the changes.

    A new segment gets the English of the most similar one as a fuzzy suggestion, and the Chinese of that one as its
    previous msgid. A segment that is gone becomes obsolete, so that it can come back. The file is written only if
    something changes. InputError if the file has lost English, unless ``force`` is True.
    """
    old = read_po(path)
    if not force:
        check_whole(old, path, bool(segments))
    updated, result = updated_po(segments, old)
    write_po(updated, path)
    return result


def check_whole(po: polib.POFile, path: Path, wanted: bool) -> None:
    """Raise InputError if ``po`` has English for fewer segments than when a command last wrote it.

    Raise it too if ``po`` has no entries although the guides held until now need some (``wanted``).
    """
    has, had = _with_english(po), int(po.metadata.get(ENGLISH, "0"))
    if has >= had and (len(po) or not wanted):
        return
    lost = f"has English for {has} segments, and had it for {had}" if had else "has no entries"
    advice = "bring back what was there, or take it as it is: guides translate update --force"
    raise InputError(f"{lost}; {advice}", path)


def _with_english(po: polib.POFile) -> int:
    """Return the number of entries with English. Suggestions do not count, because a person may delete them."""
    return sum(bool(entry.msgstr and not entry.previous_msgid) for entry in po)


def write_po(po: polib.POFile, path: Path) -> None:
    """Write ``po`` to ``path`` by a rename, unless the file has the same content already."""
    replace_file(path, f"{po}\n".encode())


def updated_po(segments: Mapping[str, list[str]], old: polib.POFile) -> tuple[polib.POFile, Update]:
    """Return (the catalogue for ``segments``, the changes from ``old``)."""
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
            entry.previous_msgid = None  # polib would not read it back unchanged
            po.append(entry)
    po.metadata = {**old.metadata, ENGLISH: str(_with_english(po))}
    return po, Update(tuple(new), tuple(suggested), tuple(gone))


def nearest(segment: str, others: Iterable[str]) -> str | None:
    """Return the segment among ``others`` that is most similar to ``segment``, or None if none is similar enough.

    >>> nearest("项目执行期不超过3年", ["项目执行期不超过2年", "天文"])
    '项目执行期不超过2年'
    """
    found = process.extractOne(segment, list(others), scorer=fuzz.ratio, score_cutoff=_NEAR)
    return str(found[0]) if found else None
