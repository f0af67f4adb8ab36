"""How much of each guide has English."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

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
    entries = {e.msgid: e for e in read_po(path) if not e.obsolete}
    for segment, places in segments(guides).items():
        entry = entries.get(segment)
        if entry is None or not entry.translated():
            yield "fuzzy" if entry and entry.fuzzy else "missing", places[0], segment


def coverage(guides: tuple[Guide, ...], path: Path) -> Iterator[Coverage]:
    """The coverage of each guide by the PO file at ``path``."""
    entries = {e.msgid: e for e in read_po(path) if not e.obsolete}
    found = {
        zh: {ids.guide_of(place) for place in places} for zh, places in segments(guides).items()
    }
    for guide in guides:
        own = [zh for zh, where in found.items() if guide.id in where]
        yield Coverage(
            guide=guide.id,
            segments=len(own),
            translated=sum(zh in entries and entries[zh].translated() for zh in own),
            fuzzy=sum(zh in entries and entries[zh].fuzzy for zh in own),
            shared=sum(len(found[zh]) > 1 for zh in own),
        )
