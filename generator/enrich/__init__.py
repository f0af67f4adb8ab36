"""enrich: Guide → Guide with partners, agencies, kind, domains and flags, found by means of the vocabulary."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.enrich.agencies import agencies
from generator.enrich.domains import tag_fields
from generator.enrich.flags import flags
from generator.enrich.partners import partners
from generator.grammar.excluded import without_excluded
from generator.grammar.numerals import wide_marks
from generator.model import Diagnostic, Direction, Guide, Series
from generator.vocabulary import Vocabulary


def enrich(guide: Guide, vocabulary: Vocabulary) -> Guide:
    """Return ``guide`` with the fields that the vocabulary fills; unknown and doubtful partners become diagnostics."""
    directions = tuple(_enrich(one, guide.series, vocabulary) for one in guide.directions)
    unknown = tuple(
        Diagnostic("warning", "unknown-partner", message, d.span.first)
        for d in directions
        for message in _unknown(d)
    )
    doubtful = tuple(
        Diagnostic("warning", "doubtful-partner", message, d.span.first)
        for d in directions
        for message in _doubtful(d, vocabulary)
    )
    return replace(guide, directions=directions, diagnostics=guide.diagnostics + unknown + doubtful)


def _unknown(direction: Direction) -> Iterator[str]:
    """Yield a message for each partner of a direction that is not in the vocabulary, or for having none."""
    for name in direction.unknown:
        yield f"{direction.id}: “{name}” is an unknown partner; kept as printed"
    if not (direction.partners or direction.named_partners):
        yield f"{direction.id}: no known partner in “{direction.title.zh}”"


def _doubtful(direction: Direction, vocabulary: Vocabulary) -> Iterator[str]:
    """Yield a message for each country in the title that does not count, unless it is part of an unknown partner."""
    title = without_excluded(wide_marks(direction.title.zh))
    for name in vocabulary.doubtful_places_in(title):
        if not any(name in other for other in direction.unknown):
            yield f"{direction.id}: “{name}” in the title may be the end of a longer word; taken for no partner"


def _enrich(direction: Direction, series: Series | None, vocabulary: Vocabulary) -> Direction:
    found = partners(direction, vocabulary)
    fields, domains = tag_fields(direction, vocabulary)
    enriched = replace(
        direction,
        kind=_kind(direction, series, vocabulary),
        partners=found.countries,
        direct=found.direct,
        groups=found.groups,
        unknown=found.unknown,
        regions=found.regions,
        institutions=found.institutions,
        organisations=found.organisations,
        fields=fields,
        domains=domains,
        flags=flags(direction),
    )
    # Only agencies of the partners count, so the partners must be found first.
    return replace(enriched, agencies=agencies(enriched, vocabulary))


def _kind(direction: Direction, series: Series | None, vocabulary: Vocabulary) -> str:
    """Return the kind of ``direction``: in a guide for exchange of personnel, mere cooperation is exchange."""
    found = kind(direction.title.zh, vocabulary)
    return "exchange" if series == "exchange" and found in ("cooperation", "other") else found


def kind(title: str, vocabulary: Vocabulary) -> str:
    """Return the code of the first kind whose words ``title`` contains, or `other`."""
    matches = (k.code for k in vocabulary.kinds if any(words in title for words in k.titles))
    return next(matches, "other")
