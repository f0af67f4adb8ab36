"""plan: guides that come in → every file to write. Nothing is written before all of it is made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polib

from generator.add.admit import Entry
from generator.add.record import changed_record
from generator.add.vanishing import vanishing
from generator.folders import Changes, compare
from generator.ids import GuideId
from generator.ledger import load_ledger, load_redirects
from generator.link import Library
from generator.pipeline import Recorded, assemble, load_guide
from generator.seedfile import loads, read_text
from generator.seeds import RECORD, GuideRecord, Seed, Seeds
from generator.translate import Catalogue
from generator.translate.catalogue import read_po
from generator.translate.segments import segments
from generator.translate.update import Update, check_whole, updated_po
from generator.vocabulary import Vocabulary
from generator.write import render


@dataclass(frozen=True)
class Plan:
    """What the seeds and content/ will hold, and what that changes."""

    places: Seeds
    content: Path
    entries: tuple[Entry, ...]
    ties: dict[Path, str]
    """guide.yml of final texts held already → with `supersedes` for a draft that comes in."""
    catalogue: polib.POFile
    update: Update
    catalogue_changes: bool
    library: Library
    pages: dict[str, bytes]
    page_changes: Changes
    vanishing: tuple[str, ...]
    """What a release has published and the pages will not have any more."""

    @property
    def changes(self) -> bool:
        """Whether there is anything to write."""
        return bool(
            any(entry.status != "held" for entry in self.entries)
            or self.ties
            or self.catalogue_changes
            or self.page_changes
        )


def make_plan(
    places: Seeds,
    content: Path,
    entries: Sequence[Entry],
    held: Sequence[Seed],
    vocabulary: Vocabulary,
) -> Plan:
    """The plan for ``entries`` beside the guides ``held``; InputError where these are faulty."""
    ties = dict(_ties(entries, held))
    recorded = _all_guides(entries, held, ties, vocabulary)
    old = read_po(places.catalogue)
    coming = {entry.id for entry in entries}
    check_whole(old, places.catalogue, any(seed.record.id not in coming for seed in held))
    catalogue, update = updated_po(segments(tuple(one.guide for one in recorded)), old)
    library = assemble(places, recorded, vocabulary, Catalogue.of(catalogue, places.catalogue))
    pages = dict(render(library, places.interface))
    changes = compare(content, pages)
    gone = vanishing(
        content, changes, pages, load_ledger(places.ledger), load_redirects(places.redirects)
    )
    return Plan(
        places=places,
        content=content,
        entries=tuple(entries),
        ties=ties,
        catalogue=catalogue,
        update=update,
        catalogue_changes=f"{catalogue}\n" != read_text(places.catalogue),
        library=library,
        pages=pages,
        page_changes=changes,
        vanishing=tuple(gone),
    )


def _all_guides(
    entries: Sequence[Entry],
    held: Sequence[Seed],
    ties: dict[Path, str],
    vocabulary: Vocabulary,
) -> list[Recorded]:
    """Every guide that will be held, in the order of their ids."""
    found = {entry.id: entry.recorded for entry in entries}
    for seed in held:
        if seed.record.id not in found:
            path = seed.folder / RECORD
            record = loads(ties[path], path, GuideRecord) if path in ties else seed.record
            found[record.id] = load_guide(Seed(record, seed.folder), vocabulary)
    return sorted(found.values(), key=lambda one: GuideId.parse(one.record.id))


def _ties(entries: Sequence[Entry], held: Sequence[Seed]) -> list[tuple[Path, str]]:
    """The guide.yml of each final text that is held and whose draft comes in only now."""
    drafts = {entry.id for entry in entries if entry.recorded.record.stage == "draft"}
    return [
        (path, changed_record(read_text(path), {"supersedes": draft}))
        for seed in held
        if seed.record.stage == "final"
        and seed.record.supersedes is None
        and (draft := f"{seed.record.id}-draft") in drafts
        and (path := seed.folder / RECORD)
    ]
