"""enrich: Guide → Guide with partners, agencies, kind, domains and flags, by the vocabulary."""

from __future__ import annotations

from dataclasses import replace

from generator.enrich.agencies import agencies
from generator.enrich.domains import tag_fields
from generator.enrich.flags import flags
from generator.enrich.kinds import kind
from generator.enrich.partners import partners
from generator.model import Diagnostic, Direction, Guide
from generator.vocabulary import Vocabulary


def enrich(guide: Guide, vocabulary: Vocabulary) -> Guide:
    """``guide`` with what the vocabulary tells; what it does not know becomes a diagnostic."""
    directions = tuple(_enrich(direction, vocabulary) for direction in guide.directions)
    unknown = tuple(
        Diagnostic(
            "warning",
            "unknown-partner",
            _unknown(d),
            d.span.first,
        )
        for d in directions
        if d.unknown or not (d.partners or d.groups or d.regions)
    )
    return replace(guide, directions=directions, diagnostics=guide.diagnostics + unknown)


def _unknown(direction: Direction) -> str:
    """What to tell of a direction whose partner is in no vocabulary."""
    if direction.unknown:
        return f"{direction.id}: “{direction.unknown}” is no partner that is known; kept as printed"
    return f"{direction.id}: no partner known in “{direction.title.zh}”"


def _enrich(direction: Direction, vocabulary: Vocabulary) -> Direction:
    found = partners(direction, vocabulary)
    fields, domains = tag_fields(direction, vocabulary)
    enriched = replace(
        direction,
        kind=kind(direction.title.zh, vocabulary),
        partners=found.countries,
        direct=found.direct,
        groups=found.groups,
        unknown=found.unknown,
        regions=found.regions,
        institutions=found.institutions,
        fields=fields,
        domains=domains,
        flags=flags(direction),
    )
    # Whose agencies count is known only now that the partners are.
    return replace(enriched, agencies=agencies(enriched, vocabulary))
