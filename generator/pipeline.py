"""The steps from a file to the library, in order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from generator import ids
from generator.clean import clean
from generator.data import Data, contents
from generator.data_versions import data_history
from generator.enrich import enrich
from generator.errors import InputError, reading, refuse
from generator.ids import GuideId, guide_of, place
from generator.ids.addresses import parse_path
from generator.ledger import Release, aliases, load_ledger, load_redirects
from generator.link import Library, link
from generator.model import Correction, Guide, Source, Text, walk
from generator.parse import parse
from generator.read import file_bytes, read_data
from generator.read.limits import in_time
from generator.seedfile import line_of_key, load
from generator.seeds import (
    RECORD,
    LineageRecord,
    LineageRecords,
    MissingBatch,
    Seed,
    Seeds,
    load_seeds,
)
from generator.translate import Catalogue, translate
from generator.translate.patterns import with_patterns
from generator.vocabulary import Vocabulary

_LINKED = re.compile(rf"(?:{'|'.join(ids.LANGUAGES)})/(?:lineages|guides)/.+/")
"""Paths of pages for a lineage or comparison."""


def parse_file(
    path: Path, vocabulary: Vocabulary, source: Source, guide_id: GuideId | None = None
) -> Guide:
    """Return the guide in a file: read, cleaned, parsed and enriched. InputError if the file cannot be read."""
    return parse_data(file_bytes(path), path, vocabulary, source, guide_id)


def parse_data(
    data: bytes,
    path: Path,
    vocabulary: Vocabulary,
    source: Source,
    guide_id: GuideId | None = None,
) -> Guide:
    """Return the guide in ``data``. The suffix of ``path`` helps to find the format.

    InputError if the data cannot be read or take too long to parse.
    """
    with in_time(path):
        reading = read_data(data, path)
        cleaned = clean(reading.lines)
        measured = replace(source, size=len(data))
        parsed = parse(cleaned, measured, guide_id, vocabulary.partner_pattern)
        guide = enrich(parsed, vocabulary)
    diagnostics = (*reading.diagnostics, *guide.diagnostics)
    paragraphs = list(cleaned.paragraphs)
    return replace(
        guide,
        layout=reading.layout,
        folds=reading.folds,
        recognition=reading.recognition,
        diagnostics=diagnostics,
        paragraphs=paragraphs,
    )


def load_library(
    seeds: Seeds,
    progress: Callable[[str], None] = lambda _: None,
    broken: Callable[[InputError], None] = refuse,
    faults: Mapping[str, InputError] = MappingProxyType({}),
    *,
    show_drafts: bool = False,
) -> Library:
    """Return the library of all guides in ``seeds``.

    ``progress`` is called with each guide's id before the guide is loaded. ``broken`` is called with the error in a
    guide; if it returns, the guide is left out. ``faults`` has the errors of guides that are known to be at fault, by id.
    ``show_drafts`` is True if pages and data show drafts of the translation.
    """
    vocabulary = Vocabulary.load(seeds.vocabulary)
    entries = replace(Catalogue.load(seeds.catalogue), show_drafts=show_drafts)
    catalogue = with_patterns(entries, seeds.patterns, vocabulary)
    held: list[tuple[Seed, Guide]] = []
    for seed in load_seeds(seeds.guides, broken):
        progress(seed.record.id)
        try:
            if error := faults.get(seed.record.id):
                raise error
            with reading(seed.path):
                held.append((seed, load_guide(seed, vocabulary)))
        except InputError as error:
            broken(error)
    return assemble(seeds, held, vocabulary, catalogue, broken)


def load_guide(seed: Seed, vocabulary: Vocabulary, data: bytes | None = None) -> Guide:
    """Return the guide in the folder of ``seed``, with the title and corrections in its record.

    ``data`` are the bytes of its file if it is not in the folder yet.
    """
    data = file_bytes(seed.path) if data is None else data
    return _with_record(parse_data(data, seed.path, vocabulary, seed.source, seed.identity), seed)


def assemble(
    seeds: Seeds,
    held: Iterable[tuple[Seed, Guide]],
    vocabulary: Vocabulary,
    catalogue: Catalogue,
    broken: Callable[[InputError], None] = refuse,
) -> Library:
    """Translate and link the guides ``held``, with the records in ``seeds`` that concern all guides.

    ``broken`` is called as in `load_library`.
    """
    found = list(held)
    for seed, guide in tuple(found):
        try:
            _check_matches(seed, [guide for _, guide in found])
        except InputError as error:
            broken(error)
            found.remove((seed, guide))
    guides = [translate(guide, catalogue) for _, guide in found]
    releases = load_ledger(seeds.ledger)
    published_pages = _published(seeds, releases)
    library = link(
        guides,
        {seed.record.id: seed.record for seed, _ in found},
        vocabulary,
        lineage_records=_lineage_records(seeds, guides),
        lineage_codes=published_pages["lineage"],
        compared=frozenset(map(ids.compared_guides, published_pages["comparison"])),
        missing=load(seeds.batches, tuple[MissingBatch, ...]) if seeds.batches.exists() else (),
        catalogue=catalogue,
        aliases=aliases(load_redirects(seeds.redirects)),
    )
    history = data_history(seeds, releases, lambda: contents(Data(library)))
    return replace(library, history=history)


def _check_matches(seed: Seed, guides: Iterable[Guide]) -> None:
    """Raise InputError if a match recorded in ``seed`` names a direction that is missing in its guide."""
    if not seed.record.matches:
        return
    known = {guide.id: {d.id for d in guide.directions} for guide in guides}
    for index, match in enumerate(seed.record.matches):
        for key, direction in (("new", match.new), ("old", match.old)):
            if direction and direction not in known.get(guide_of(direction), (direction,)):
                path = seed.folder / RECORD
                line = line_of_key(path, ("matches", index, key))
                raise InputError(f"matches: there is no direction {direction}", path, line)


def _lineage_records(seeds: Seeds, guides: list[Guide]) -> LineageRecords:
    """Return the records of lineages.yml, without entries on guides that were left out because of errors.

    InputError if a record names an unknown direction or contradicts another record.
    """
    path = seeds.lineages
    records = load(path, LineageRecords) if path.exists() else LineageRecords()
    known = {direction.id for guide in guides for direction in guide.directions}
    held = {guide.id for guide in guides}
    settled: set[str | tuple[str, str]] = set()
    kept: dict[str, list[LineageRecord]] = {"join": [], "apart": []}
    for name, entries in (("join", records.join), ("apart", records.apart)):
        for index, entry in enumerate(entries):
            earlier, later = pair = entry.earlier, entry.later
            left_out = any(
                guide_of(id_) not in held and (seeds.guides / guide_of(id_)).is_dir()
                for id_ in pair
            )
            once: dict[str | tuple[str, str], str] = {
                pair: f"{earlier} and {later} are listed twice"
            }
            if name == "join":
                guide = guide_of(later)
                once[later] = f"{later} cannot continue two directions"
                once[earlier, guide] = f"{earlier} cannot be continued twice in {guide}"
            unknown = [] if left_out else [id_ for id_ in pair if id_ not in known]
            wrong = [f"there is no direction {id_}" for id_ in unknown]
            wrong += [message for claim, message in once.items() if claim in settled]
            if wrong:
                raise InputError(f"{name}: {wrong[0]}", path, line_of_key(path, (name, index)))
            settled |= once.keys()
            if not left_out:
                kept[name].append(entry)
    return LineageRecords(join=tuple(kept["join"]), apart=tuple(kept["apart"]))


def _published(seeds: Seeds, releases: Iterable[Release]) -> dict[str, frozenset[str]]:
    """Return kind of page → names of its published pages, for lineages and comparisons.

    Without these names, such pages could get other addresses, or be removed, when an older guide is added.
    """
    names: dict[str, set[str]] = {"lineage": set(), "comparison": set()}
    for index, release in enumerate(releases):
        for path in filter(_LINKED.fullmatch, release.paths):
            try:
                address = parse_path(path)
            except ValueError as error:
                line = line_of_key(seeds.ledger, (index, "paths", path))
                raise InputError(str(error), seeds.ledger, line) from error
            names[address.kind].add(address.name)
    return {kind: frozenset(found) for kind, found in names.items()}


def _with_record(guide: Guide, seed: Seed) -> Guide:
    """Return ``guide`` with the title and the corrections that a person recorded.

    Without a title in record or text, its identifier is the title. InputError if the printed text of a correction is not
    at its place.
    """
    corrections: dict[str, list[Correction]] = {d.id: [] for d in guide.directions}
    items = {
        place(d.id, item.anchor): item.text.zh
        for d in guide.directions
        for item in walk((*d.agreements, *d.fields, *d.requirements))
    }
    corrected: set[tuple[str, int]] = set()
    for index, record in enumerate(seed.record.corrections):
        start = items.get(record.at, "").find(record.printed)
        there = {(record.at, start + offset) for offset in range(len(record.printed))}
        if start < 0 or corrected & there:
            problem = "is not printed" if start < 0 else "is corrected twice"
            path = seed.folder / RECORD
            raise InputError(
                f"corrections: “{record.printed}” {problem} at {record.at}",
                path,
                line_of_key(path, ("corrections", index, "at")),
            )
        corrected |= there
        note = Text(record.note.zh, record.note.en) if record.note else None
        meant = Text(record.meant.zh, record.meant.en)
        correction = Correction(record.anchor, record.printed, meant, note)
        corrections[record.direction].append(correction)
    return replace(
        guide,
        title=Text(seed.record.title or guide.title.zh or guide.id),
        directions=tuple(
            replace(d, corrections=tuple(corrections[d.id])) for d in guide.directions
        ),
    )
