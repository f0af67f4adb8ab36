"""plan: new guides → all files to write, made before the first is written; and the writing itself.

Each step of the writing is one rename. If a run is killed between two steps, each guide is either complete or absent,
but pages of it may be missing. Adding the file again makes up for the missing steps.
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
from generator.translate.catalogue import Catalogue, Update, check_whole, updated_po, write_po
from generator.translate.po import read_po
from generator.translate.segments import segments
from generator.vocabulary import Vocabulary
from generator.write import render


@dataclass(frozen=True)
class Plan:
    """The future state of seeds/ and content/, and the changes to it."""

    places: Seeds
    content: Path
    entries: tuple[Entry, ...]
    ties: dict[Path, str]
    """guide.yml of a final text that is held already → its text with `supersedes` for a draft that is added."""
    catalogue: polib.POFile
    update: Update
    catalogue_changes: bool
    library: Library
    pages: dict[str, bytes]
    page_changes: Changes
    vanishing: tuple[str, ...]
    """Paths and anchors that a release has published and that the pages will no longer have."""

    @property
    def changes(self) -> bool:
        """True if there is anything to write."""
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
    """Return the plan for ``entries`` next to the guides ``held``. InputError if any of these has an error."""
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
    """Return all future guides, in the order of their ids."""
    found = {entry.id: entry.recorded for entry in entries}
    for seed in held:
        if seed.record.id not in found:
            path = seed.folder / RECORD
            record = loads(ties[path], path, GuideRecord) if path in ties else seed.record
            found[record.id] = load_guide(Seed(record, seed.folder), vocabulary)
    return sorted(found.values(), key=lambda one: GuideId.parse(one.record.id))


def _ties(entries: Sequence[Entry], held: Sequence[Seed]) -> list[tuple[Path, str]]:
    """Return (path, new text) of the guide.yml of each final text that is held and whose draft is added now."""
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
    """Write the files of ``plan``. The run must be `alone`. InputError if the disk refuses."""
    for entry in plan.entries:
        if entry.status != "held":
            _put(entry)
    for path, text in plan.ties.items():
        replace_file(path, text.encode())
    write_po(plan.catalogue, plan.places.catalogue)
    replace_folder(plan.content, plan.pages, (plan.places.root,))


def _put(entry: Entry) -> None:
    """Write the folder of a guide: its source unchanged, guide.yml, and any other files that were there."""
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
    """Yield the published paths and anchors that are in ``content`` now and not in ``pages``, without redirected ones.

    ``changes`` are the changes from ``content`` to ``pages``.
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
