"""The way from a file to the library: the steps one after the other."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from generator import ids
from generator.clean import clean
from generator.enrich import enrich
from generator.errors import InputError
from generator.ids import GuideId, guide_of, parse_path
from generator.ledger import aliases, load_ledger, load_redirects, published
from generator.link import Library, link
from generator.model import Correction, Direction, Guide, Item, Source, Text, walk
from generator.parse import parse
from generator.passage import Passage
from generator.processes import Packed, pool
from generator.read import file_bytes, read_data
from generator.read.limits import in_time
from generator.seedfile import line_of_key, load
from generator.seeds import (
    RECORD,
    CorrectionRecord,
    GuideRecord,
    LineageRecords,
    MissingBatch,
    Seed,
    Seeds,
    load_seeds,
)
from generator.translate import Catalogue, translate
from generator.vocabulary import Vocabulary


def parse_file(
    path: Path, vocabulary: Vocabulary, source: Source, guide_id: GuideId | None = None
) -> Guide:
    """One file, read, cleaned, parsed and enriched; InputError where it cannot be read."""
    return parse_data(file_bytes(path), path, vocabulary, source, guide_id)


def parse_data(
    data: bytes,
    path: Path,
    vocabulary: Vocabulary,
    source: Source,
    guide_id: GuideId | None = None,
) -> Guide:
    """The same of bytes that were read already; ``path`` tells their format."""
    return _parsed(data, path, vocabulary, source, guide_id)[0]


def _parsed(
    data: bytes, path: Path, vocabulary: Vocabulary, source: Source, guide_id: GuideId | None
) -> tuple[Guide, tuple[Passage, ...]]:
    """The guide, and its clean paragraphs; InputError also where that takes too long."""
    with in_time(path):
        reading = read_data(data, path)
        cleaned = clean(reading.lines)
        guide = enrich(parse(cleaned, source, guide_id), vocabulary)
    diagnostics = (*reading.diagnostics, *guide.diagnostics)
    return replace(guide, layout=reading.layout, diagnostics=diagnostics), cleaned.paragraphs


_MANY = 40
"""From how many guides on other processes make up for their start, half a second each."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A guide, not translated yet, and what is recorded of it."""

    record: GuideRecord
    guide: Guide
    printed: tuple[Passage, ...] = ()
    """Its clean paragraphs."""


def load_library(seeds: Seeds, progress: Callable[[str], None] = lambda _: None) -> Library:
    """All guides of ``seeds``, linked. ``progress`` is told each guide's id as it begins."""
    with _uncollected():
        vocabulary = Vocabulary.load(seeds.vocabulary)
        catalogue = Catalogue.load(seeds.catalogue)
        held = load_guides(load_seeds(seeds.guides), vocabulary, progress)
        return assemble(seeds, held, vocabulary, catalogue)


def load_guides(
    seeds: Sequence[Seed], vocabulary: Vocabulary, progress: Callable[[str], None] = lambda _: None
) -> list[Recorded]:
    """The guides of ``seeds``, in their order. They know nothing of each other: where there are many, each processor
    reads its share.
    """
    shares = (os.cpu_count() or 1) if len(seeds) >= _MANY else 1
    packed = Packed(vocabulary)
    held: list[Recorded | None] = [None] * len(seeds)
    with pool(max(1, shares - 1)) as processes:
        others = [
            processes.submit(_load_share, packed, seeds[share::shares])
            for share in range(1, shares)
        ]
        for place, seed in enumerate(seeds[::shares]):
            progress(seed.record.id)
            held[place * shares] = load_guide(seed, vocabulary)
        for share, other in enumerate(others, start=1):
            held[share::shares] = other.result()
    return [one for one in held if one is not None]


def _load_share(vocabulary: Packed[Vocabulary], seeds: Sequence[Seed]) -> list[Recorded]:
    with _uncollected():
        known = vocabulary.unpacked()
        return [load_guide(seed, known) for seed in seeds]


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without Python's search for cycles: guides have none, and it would go through all that is held
    so far again and again, for a seventh of the time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def load_guide(seed: Seed, vocabulary: Vocabulary) -> Recorded:
    """The guide in one folder."""
    data = file_bytes(seed.path)
    guide, printed = _parsed(data, seed.path, vocabulary, seed.source, seed.identity)
    return Recorded(seed.record, with_record(guide, seed), printed)


def assemble(
    seeds: Seeds, held: Sequence[Recorded], vocabulary: Vocabulary, catalogue: Catalogue
) -> Library:
    """The guides of ``held`` translated and linked, with what ``seeds`` has for all guides."""
    guides = [translate(one.guide, catalogue) for one in held]
    _check_matches(seeds, held)
    published_pages = _published(seeds)
    return link(
        guides,
        {one.guide.id: one.record for one in held},
        vocabulary,
        lineage_records=_lineage_records(seeds, guides),
        lineage_codes=published_pages["lineage"],
        compared=frozenset(map(ids.compared_guides, published_pages["comparison"])),
        missing=load(seeds.batches, tuple[MissingBatch, ...]) if seeds.batches.exists() else (),
        reviewed=catalogue.reviewed,
        aliases=aliases(load_redirects(seeds.redirects)),
        printed={one.guide.id: one.printed for one in held},
    )


def _check_matches(seeds: Seeds, held: Sequence[Recorded]) -> None:
    """InputError where a recorded match names a direction that its guide, held here, has not."""
    known = {one.guide.id: {d.id for d in one.guide.directions} for one in held}
    for one in held:
        for index, match in enumerate(one.record.matches):
            for key, direction in (("new", match.new), ("old", match.old)):
                if direction and direction not in known.get(guide_of(direction), (direction,)):
                    path = seeds.guides / one.guide.id / RECORD
                    line = line_of_key(path, ("matches", index, key))
                    raise InputError(f"matches: there is no direction {direction}", path, line)


def _lineage_records(seeds: Seeds, guides: list[Guide]) -> LineageRecords:
    path = seeds.lineages
    records = load(path, LineageRecords) if path.exists() else LineageRecords()
    known = {direction.id for guide in guides for direction in guide.directions}
    for name, entries in (("join", records.join), ("apart", records.apart)):
        for index, entry in enumerate(entries):
            for key in ("earlier", "later"):
                if (direction := getattr(entry, key)) not in known:
                    line = line_of_key(path, (name, index, key))
                    raise InputError(f"{name}: there is no direction {direction}", path, line)
    return records


def _published(seeds: Seeds) -> dict[str, frozenset[str]]:
    """The names of the pages that a release has published of the two kinds that would change their
    addresses, or go, when an older guide comes in: lineages and comparisons.
    """
    names: dict[str, set[str]] = {"lineage": set(), "comparison": set()}
    folders = tuple(
        f"{language}/{f}/" for language in ids.LANGUAGES for f in ("lineages", "guides")
    )
    try:
        for path in published(load_ledger(seeds.ledger)):
            # the page, not what stands beside it
            if path.startswith(folders) and path.endswith("/"):
                address = parse_path(path)
                names.get(address.kind, set()).add(address.name)
    except ValueError as error:
        raise InputError(str(error), seeds.ledger) from error
    return {kind: frozenset(found) for kind, found in names.items()}


def with_record(guide: Guide, seed: Seed) -> Guide:
    """``guide`` with what a person recorded of it: its title and the misprints. One that nobody has
    given a title is called by its identifier.
    """
    guide = replace(guide, title=Text(seed.record.title or guide.title.zh or guide.id))
    by_direction: dict[str, list[Correction]] = {}
    known = {direction.id: direction for direction in guide.directions}
    for index, record in enumerate(seed.record.corrections):
        direction = known.get(record.direction)
        if direction is None or not _stands(record, direction):
            path = seed.folder / RECORD
            raise InputError(
                f"corrections: “{record.printed}” does not stand at {record.at}",
                path,
                line_of_key(path, ("corrections", index, "at")),
            )
        note = Text(record.note.zh, record.note.en) if record.note else None
        meant = Text(record.meant.zh, record.meant.en)
        by_direction.setdefault(direction.id, []).append(
            Correction(record.anchor, record.printed, meant, note)
        )
    return replace(
        guide,
        directions=tuple(
            replace(d, corrections=tuple(by_direction.get(d.id, ()))) for d in guide.directions
        ),
    )


def _stands(record: CorrectionRecord, direction: Direction) -> bool:
    items: tuple[Item, ...] = (*direction.agreements, *direction.fields, *direction.requirements)
    return any(
        item.anchor == record.anchor and record.printed in item.text.zh for item in walk(items)
    )
