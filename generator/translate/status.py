"""How much of each guide has English."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import polib

from generator import ids
from generator.model import Guide
from generator.translate.catalogue import read_po
from generator.translate.segments import segments


@dataclass(frozen=True, slots=True)
class Coverage:
    """Segments of one guide."""

    guide: str
    segments: int
    translated: int
    fuzzy: int
    shared: int
    """Those that another guide prints too: what a new guide brings along in English."""

    @property
    def missing(self) -> int:
        """Those without any English."""
        return self.segments - self.translated - self.fuzzy


def wanting(guides: tuple[Guide, ...], path: Path) -> Iterator[tuple[str, str, str]]:
    """(`missing` or `fuzzy`, first place, segment) of every segment without settled English."""
    entries = entries_of(read_po(path))
    for segment, places in segments(guides).items():
        entry = entries.get(segment)
        if entry is None or not entry.translated():
            yield "fuzzy" if entry and entry.fuzzy else "missing", places[0], segment


def coverage(guides: tuple[Guide, ...], path: Path) -> Iterator[Coverage]:
    """The coverage of each guide by the PO file at ``path``."""
    entries = entries_of(read_po(path))
    found = {
        zh: {ids.guide_of(place) for place in places} for zh, places in segments(guides).items()
    }
    for guide in guides:
        own = [zh for zh, where in found.items() if guide.id in where]
        yield covered(guide.id, own, entries, shared=sum(len(found[zh]) > 1 for zh in own))


def entries_of(po: polib.POFile) -> dict[str, polib.POEntry]:
    """Segment → its entry, of those in use."""
    return {entry.msgid: entry for entry in po if not entry.obsolete}


def covered(
    guide: str, own: Collection[str], entries: Mapping[str, polib.POEntry], shared: int
) -> Coverage:
    """The coverage of the segments ``own`` of a guide."""
    return Coverage(
        guide=guide,
        segments=len(own),
        translated=sum(zh in entries and entries[zh].translated() for zh in own),
        fuzzy=sum(zh in entries and entries[zh].fuzzy for zh in own),
        shared=shared,
    )
