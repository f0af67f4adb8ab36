"""Assignments: segments to translate, each with what a translator wants to know about it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import polib
from rapidfuzz import fuzz, process

from generator.errors import InputError
from generator.ids import guide_of, split_place
from generator.link import Library
from generator.translate.catalogue import Catalogue
from generator.translate.po import drafted_by
from generator.translate.rules import terms_in
from generator.translate.segments import segments
from generator.vocabulary import Term

_EXAMPLES, _LIKE = 3, 50
"""The largest number of examples, and the smallest similarity (0–100) of their Chinese."""


@dataclass(frozen=True, slots=True)
class Example:
    """A translated segment that is similar to another one, and how similar it is (0–100)."""

    zh: str
    en: str
    similarity: int


@dataclass(frozen=True, slots=True)
class Assignment:
    """A segment to translate. Its English as it is now may be a draft or a suggestion, or empty."""

    zh: str
    en: str
    state: Literal["translated", "fuzzy", "missing"]
    """`fuzzy`: a draft, a suggestion, or what a person marked so."""
    origin: str
    """Where English that nobody has checked comes from, in words; else empty."""
    places: tuple[str, ...]
    title: str
    """The Chinese title of the direction or guide of the first place."""
    terms: tuple[Term, ...]
    """The terms of the glossary in the segment."""
    examples: tuple[Example, ...]
    """The most similar translated segments, for one that is not translated."""

    @property
    def id(self) -> str:
        """An identifier that is the same for the same Chinese."""
        return hashlib.sha256(self.zh.encode()).hexdigest()[:16]


def assignments(
    library: Library, po: polib.POFile, catalogue: Catalogue, guide: str | None = None
) -> list[Assignment]:
    """Return an assignment for each segment, in the order of the guides, or only for those of ``guide``.

    ``catalogue`` is that of ``po``. InputError if there is no such guide.
    """
    titles = {each.id: each.title.zh for each in library.guides}
    titles |= {id_: direction.title.zh for id_, direction in library.directions.items()}
    if guide and guide not in library.records:
        raise InputError(f"--guide: there is no guide {guide}")
    entries = {entry.msgid: entry for entry in po}
    known = {entry.msgid: entry.msgstr for entry in po if entry.msgstr and not entry.fuzzy}
    found = []
    for zh, places in segments(library.guides).items():
        if guide and guide not in map(guide_of, places):
            continue
        found_english, entry = catalogue.segment(zh), entries.get(zh)
        checked = found_english is not None and found_english[1] != "draft"
        english = (
            found_english[0] if found_english else " ".join(entry.msgstr.split()) if entry else ""
        )
        found.append(
            Assignment(
                zh=zh,
                en=english,
                state="translated" if checked else "fuzzy" if english else "missing",
                origin=_origin(entry) if entry and english and not checked else "",
                places=tuple(places),
                title=titles[split_place(places[0])[0]],
                terms=tuple(terms_in(zh, library.vocabulary.glossary)),
                examples=() if checked else tuple(_examples(zh, known)),
            )
        )
    return found


def _origin(entry: polib.POEntry) -> str:
    """Return where the English of a fuzzy entry comes from."""
    if entry.previous_msgid:
        return f"English of another segment: {entry.previous_msgid}"
    maker = drafted_by(entry)
    return f"draft by {maker}" if maker else "fuzzy"


def _examples(zh: str, known: dict[str, str]) -> Iterator[Example]:
    """Yield the segments in ``known`` (Chinese → English) that are most similar to ``zh``."""
    near = process.extract(zh, known.keys(), scorer=fuzz.ratio, limit=_EXAMPLES, score_cutoff=_LIKE)
    for other, similarity, _ in near:
        yield Example(other, " ".join(known[other].split()), round(similarity))
