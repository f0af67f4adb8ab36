"""The coverage of each guide: the number of its segments that have English."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import polib

from generator import ids
from generator.model import Guide
from generator.translate.segments import segments


@dataclass(frozen=True, slots=True)
class Coverage:
    """The numbers of segments of one guide, by the state of their English."""

    guide: str
    segments: int
    translated: int
    fuzzy: int
    shared: int
    """The number of segments that another guide prints too."""

    @property
    def missing(self) -> int:
        """The number of segments without any English."""
        return self.segments - self.translated - self.fuzzy


def wanting(
    wanted: Mapping[str, Sequence[str]], entries: Mapping[str, polib.POEntry]
) -> Iterator[tuple[str, str, str]]:
    """Yield (`missing` or `fuzzy`, first place, segment) for every segment whose English is missing or fuzzy."""
    for segment, places in wanted.items():
        entry = entries.get(segment)
        if entry is None or not entry.translated():
            yield "fuzzy" if entry and entry.fuzzy else "missing", places[0], segment


def coverage(guides: tuple[Guide, ...], entries: Mapping[str, polib.POEntry]) -> Iterator[Coverage]:
    """Yield the coverage of each guide by ``entries``, the entries of the catalogue."""
    found = {
        zh: {ids.guide_of(place) for place in places} for zh, places in segments(guides).items()
    }
    for guide in guides:
        own = [zh for zh, where in found.items() if guide.id in where]
        yield covered(guide.id, own, entries, shared=sum(len(found[zh]) > 1 for zh in own))


def entries_of(po: polib.POFile) -> dict[str, polib.POEntry]:
    """Return segment → entry for all entries in use."""
    return {entry.msgid: entry for entry in po if not entry.obsolete}


def covered(
    guide: str, own: Collection[str], entries: Mapping[str, polib.POEntry], shared: int
) -> Coverage:
    """Return the coverage of ``own``, the segments of a guide."""
    return Coverage(
        guide=guide,
        segments=len(own),
        translated=sum(zh in entries and entries[zh].translated() for zh in own),
        fuzzy=sum(zh in entries and entries[zh].fuzzy for zh in own),
        shared=shared,
    )
