"""plan: files to add → all files to write, made before the first is written; and the writing itself.

Each step of the writing is one rename. If a run is killed between two steps, each guide is either complete or absent,
but pages of it may be missing. Adding the file again makes up for the missing steps.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Literal

from generator import ids
from generator.add.identify import Identity, Options
from generator.add.receive import Received
from generator.add.record import SCAN, changed_record, new_record, recognised
from generator.checkout import shows_drafts
from generator.errors import InputError
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
from generator.link import Library, link
from generator.model import Guide
from generator.outputs import resolved
from generator.pipeline import assemble, load_guide
from generator.read import file_bytes
from generator.seedfile import loads, read_text
from generator.seeds import RECORD, GuideRecord, Seed, Seeds
from generator.translate.catalogue import Catalogue, Update, check_whole, updated_po
from generator.translate.patterns import with_patterns
from generator.translate.po import read_po
from generator.translate.segments import segments
from generator.trial import built_pages
from generator.vocabulary import Vocabulary
from generator.write import files


@dataclass(frozen=True, slots=True)
class Addition:
    """A guide that is added, as it will be held."""

    received: Received
    identity: Identity
    status: Literal["new", "held", "replaced"]
    """“held” if the same file is held already and nothing of it changes."""
    seed: Seed
    record_text: str
    """The text of its guide.yml."""
    guide: Guide
    former: GuideRecord | None
    """The record of the guide held until now, or None."""

    @property
    def id(self) -> str:
        """The guide's id."""
        return self.seed.record.id


@dataclass(frozen=True)
class Plan:
    """The future state of seeds/ and content/, and the changes to it."""

    places: Seeds
    content: Path
    additions: tuple[Addition, ...]
    changed_seeds: dict[Path, bytes]
    """The catalogue if it changes, and each guide.yml of a held final text that gets `supersedes`."""
    update: Update
    library: Library
    pages: dict[str, bytes]
    page_changes: Changes
    vanishing: tuple[str, ...]
    """Paths and anchors that a release has published and that the pages will no longer have."""

    @property
    def written(self) -> list[Addition]:
        """The guides whose folders are written."""
        return [one for one in self.additions if one.status != "held"]

    @property
    def changes(self) -> bool:
        """True if there is anything to write."""
        return bool(self.written or self.changed_seeds or self.page_changes)


def held_as(received: Received, held: Sequence[Seed]) -> GuideId | None:
    """Return the id under which the same file is held, or None."""
    found = (seed for seed in held if seed.record.sha256 == received.source.sha256)
    return next((seed.identity for seed in found), None)


def admit(
    received: Received,
    identity: Identity,
    *,
    held: Sequence[Seed],
    coming: Collection[GuideId],
    places: Seeds,
    vocabulary: Vocabulary,
) -> Addition:
    """Return the guide as it will be held, next to the guides ``held`` and those ``coming`` in the same run.

    Everything that a person wrote in the guide.yml of a replaced guide stays. InputError if the file cannot be added;
    for a correction that does not match the new text, the error has its line.
    """
    same = held_as(received, held)
    if same and same != identity.id:
        raise InputError(f"is held already, as {same}; this would be {identity.id}", received.path)
    known = {seed.identity: seed for seed in held}
    old = known.get(identity.id)
    draft = replace(identity.id, stage="draft")
    is_known = draft != identity.id and (draft in known or draft in coming)
    is_known = is_known and is_whole(received.guide)
    supersedes = str(draft) if is_known else None
    status: Literal["new", "held", "replaced"]
    if old is None:
        status, text = "new", new_record(received, identity, supersedes)
    else:
        status, text = "held", read_text(old.folder / RECORD)
        if changes := _changes(received, identity.options, old.record):
            if supersedes and not old.record.supersedes:
                changes["supersedes"] = supersedes
            status, text = "replaced", changed_record(text, changes)
    folder = places.guides / str(identity.id)
    seed = Seed(loads(text, folder / RECORD, GuideRecord), folder)
    guide = load_guide(seed, vocabulary, received.data)
    return Addition(received, identity, status, seed, text, guide, old.record if old else None)


def is_whole(guide: Guide) -> bool:
    """Return whether as many directions are found as the preamble declares; half a guide supersedes nothing."""
    return len(guide.directions) >= (guide.declared.directions or 0)


def _changes(received: Received, options: Options, old: GuideRecord) -> dict[str, object]:
    """Return the values of guide.yml that the new file and the newly stated facts change.

    InputError unless the person wants to replace the old ones.
    """
    changes: dict[str, object] = {}
    refusal = "with another address or date; --replace changes its guide.yml"
    if received.source.sha256 != old.sha256:
        refusal = (
            f"with another file ({old.received}); "
            "--replace puts this one in its place, --id gives this one another id"
        )
        changes |= {
            "received": received.source.file,
            "file": received.file,
            "sha256": received.source.sha256,
        }
        if received.scan or old.recognised:
            changes["recognised"] = recognised(received.scan) if received.scan else None
        # Values that a person wrote stay; missing ones are taken from the page.
        if old.source_url is None and received.origin.address:
            changes["source_url"] = received.origin.address
        if old.published is None and received.origin.published:
            changes["published"] = received.origin.published
    if options.source_url and options.source_url != old.source_url:
        changes["source_url"] = options.source_url
    if options.published and options.published.isoformat() != old.published:
        changes["published"] = options.published
    if changes and not options.replace:
        raise InputError(f"{old.id} is held already, {refusal}", received.path)
    return changes


def make_plan(
    places: Seeds,
    content: Path,
    additions: Sequence[Addition],
    held: Sequence[Seed],
    vocabulary: Vocabulary,
) -> Plan:
    """Return the plan for ``additions`` next to the guides ``held``. InputError if any of these has an error."""
    coming = {one.id: one for one in additions}
    library_guides = {one.id: (one.seed, one.guide) for one in additions}
    changed: dict[Path, bytes] = {}
    for one in held:
        seed, id_, record = one, one.record.id, one.record
        if id_ in coming and coming[id_].status != "held":
            continue
        guide = coming[id_].guide if id_ in coming else load_guide(seed, vocabulary)
        is_final = record.stage == "final" and is_whole(guide)
        if is_final and not record.supersedes and f"{id_}-draft" in coming:
            path = seed.folder / RECORD
            text = changed_record(read_text(path), {"supersedes": f"{id_}-draft"})
            changed[path] = text.encode()
            seed = Seed(loads(text, path, GuideRecord), seed.folder)
        library_guides[id_] = (seed, guide)
    guides = sorted(library_guides.values(), key=lambda one: one[0].identity)
    old, partners = read_po(places.catalogue), vocabulary.mention_pattern
    check_whole(old, places.catalogue, any(seed.record.id not in coming for seed in held))
    patterns = with_patterns(Catalogue.of(old), places.patterns, vocabulary).patterns
    wanted = segments(tuple(guide for _, guide in guides))
    catalogue, update = updated_po(wanted, old, partners, patterns)
    if f"{catalogue}\n" != read_text(places.catalogue):
        changed[places.catalogue] = f"{catalogue}\n".encode()
    held_english = replace(Catalogue.of(catalogue), show_drafts=shows_drafts())
    translations = with_patterns(held_english, places.patterns, vocabulary)
    library = assemble(places, guides, vocabulary, translations)
    pages = files(library, places.interface)
    changes = compare(content, pages)
    gone = vanishing(
        content, changes, pages, load_ledger(places.ledger), load_redirects(places.redirects)
    )
    return Plan(
        places=places,
        content=content,
        additions=tuple(additions),
        changed_seeds=changed,
        update=update,
        library=library,
        pages=pages,
        page_changes=changes,
        vanishing=tuple(gone),
    )


def try_pages(plan: Plan) -> dict[str, int]:
    """Build the pages of the added guides in a temporary folder, and return guide → number of its pages.

    They are built together with the pages of the guides next to them: the draft or the final text, and the guide before.
    InputError if they cannot be built.
    """
    added = {one.id: one.received.data for one in plan.additions}
    chosen, library = set(added), plan.library
    for before, guide in pairwise((None, *library.guides)):
        if before and guide and guide.id in added:
            chosen.add(before.id)
        if (
            guide
            and (draft := library.records[guide.id].supersedes)
            and {draft, guide.id} & added.keys()
        ):
            chosen |= {draft, guide.id}
    guides = [guide for guide in library.guides if guide.id in chosen]
    records = {guide.id: library.records[guide.id] for guide in guides}
    sources = {
        id_: added.get(id_) or file_bytes(plan.places.guides / id_ / record.file)
        for id_, record in records.items()
    }
    built = built_pages(plan.places, link(guides, records, library.vocabulary), sources)
    return {id_: built[id_] for id_ in added}


def carry_out(plan: Plan) -> None:
    """Write the files of ``plan``. The run must be `alone`. InputError if the disk refuses.

    The folder of a guide gets its source unchanged and guide.yml; other files in it stay. Nothing is written if one of
    the folders is read-only.
    """
    folders = {plan.places.guides} if plan.written else set[Path]()
    for folder in {*folders, *(resolved(path).parent for path in plan.changed_seeds)}:
        if folder.exists() and not os.access(folder, os.W_OK):
            raise InputError("cannot be written: Permission denied", folder)
    for one in plan.written:
        ours = {RECORD, one.former.file} if one.former else set[str]()
        ours |= {SCAN} if one.former and one.received.scan else set()
        folder = one.seed.folder
        with refusing(folder), replacing(resolved(folder), ours) as new:
            put(new, one.seed.record.file, one.received.data)
            put(new, RECORD, one.record_text.encode())
            if one.received.scan:
                put(new, SCAN, one.received.scan)
    for path, data in plan.changed_seeds.items():
        replace_file(path, data)
    replace_folder(plan.content, plan.pages, (plan.places.root,))


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
