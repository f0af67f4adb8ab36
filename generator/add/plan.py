"""plan: guides that come in → every file to write, made before the first is written; and then written, each step one
rename.

A run that is killed between two steps leaves guides that are held whole and pages that do not
know them yet; adding the file again does the steps that are missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polib

from generator import ids
from generator.add.admit import Entry, changed_record
from generator.folders import (
    Changes,
    compare,
    put,
    refusing,
    replace_file,
    replace_folder,
    replacing,
)
from generator.ids import GuideId
from generator.ledger import Redirect, Release, load_ledger, load_redirects, published
from generator.link import Library
from generator.outputs import resolved
from generator.pipeline import Recorded, assemble, load_guide
from generator.seedfile import loads, read_text
from generator.seeds import RECORD, GuideRecord, Seed, Seeds
from generator.translate import Catalogue
from generator.translate.catalogue import read_po
from generator.translate.segments import segments
from generator.translate.update import Update, check_whole, updated_po, write_po
from generator.vocabulary import Vocabulary
from generator.write import render


@dataclass(frozen=True)
class Plan:
    """The seeds and content/ as they will be, and what that changes."""

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
    """Paths and places that a release has published and the pages will not have any more."""

    @property
    def changes(self) -> bool:
        """True where there is anything to write."""
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
    """Return the plan for ``entries`` beside the guides ``held``; InputError where these are faulty."""
    ties = dict(_ties(entries, held))
    recorded = _all_guides(entries, held, ties, vocabulary)
    old = read_po(places.catalogue)
    coming = {entry.id for entry in entries}
    check_whole(old, places.catalogue, any(seed.record.id not in coming for seed in held))
    catalogue, update = updated_po(segments(tuple(one.guide for one in recorded)), old)
    library = assemble(places, recorded, vocabulary, Catalogue.of(catalogue))
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
    """Return every guide that will be held, in the order of their ids."""
    found = {entry.id: entry.recorded for entry in entries}
    for seed in held:
        if seed.record.id not in found:
            path = seed.folder / RECORD
            record = loads(ties[path], path, GuideRecord) if path in ties else seed.record
            found[record.id] = load_guide(Seed(record, seed.folder), vocabulary)
    return sorted(found.values(), key=lambda one: GuideId.parse(one.record.id))


def _ties(entries: Sequence[Entry], held: Sequence[Seed]) -> list[tuple[Path, str]]:
    """Return the guide.yml of each final text that is held and whose draft comes in only now."""
    drafts = {entry.id for entry in entries if entry.recorded.record.stage == "draft"}
    return [
        (path, changed_record(read_text(path), {"supersedes": draft}))
        for seed in held
        if seed.record.stage == "final"
        and seed.record.supersedes is None
        and (draft := f"{seed.record.id}-draft") in drafts
        and (path := seed.folder / RECORD)
    ]


def carry_out(plan: Plan) -> None:
    """Write what ``plan`` says, for a run that is alone; InputError where the disk refuses."""
    for entry in plan.entries:
        if entry.status != "held":
            _put(entry)
    for path, text in plan.ties.items():
        replace_file(path, text.encode())
    write_po(plan.catalogue, plan.places.catalogue)
    replace_folder(plan.content, plan.pages, (plan.places.root,))


def _put(entry: Entry) -> None:
    """The folder of a guide: the source byte for byte, guide.yml, and what else stood there."""
    record = entry.recorded.record
    ours = {RECORD, entry.former} if entry.former else set()
    with refusing(entry.folder), replacing(resolved(entry.folder), ours) as new:
        put(new, record.file, entry.wanted.received.data)
        put(new, RECORD, entry.record_text.encode())


_ANCHOR = re.compile(r"\{[^{}\n]*?#(?P<anchor>[a-z0-9-]+)[^{}\n]*\}")
"""An anchor in an attribute list: `{ #field-1 .mark }`."""


def vanishing(
    content: Path,
    changes: Changes,
    pages: Mapping[str, bytes],
    releases: Iterable[Release],
    redirects: Iterable[Redirect],
) -> Iterator[str]:
    """Yield paths and places that were published, stand in ``content`` now, and will not after ``changes``
    to ``pages``, those with a redirect left out.
    """
    moved = {redirect.old for redirect in redirects}
    known = published(releases)
    for file in changes.removed:
        if file.endswith(".md") and (path := ids.page_path(file)) in known.keys() - moved:
            yield path
    for file in changes.changed:
        if not file.endswith(".md") or not (cited := known.get(path := ids.page_path(file))):
            continue
        before = (content / file).read_text(encoding="utf-8")
        for anchor in sorted(cited & _anchors(before) - _anchors(pages[file].decode())):
            if (place := ids.place(path, anchor)) not in moved:
                yield place


def _anchors(page: str) -> set[str]:
    return {match["anchor"] for match in _ANCHOR.finditer(page)}
