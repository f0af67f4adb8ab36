"""link: [Guide] → Library, the indexes over all guides. Their values are ids."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from generator.ids import GuideId, unknown_code
from generator.link.batches import WIDEST, batches
from generator.link.library import REACH, Appearance, Library, Place
from generator.link.lineage import lineages
from generator.link.totals import audit
from generator.link.versions import match_directions
from generator.model import Direction, Guide
from generator.seeds import GuideRecord, LineageRecords, MissingBatch
from generator.translate.catalogue import Catalogue
from generator.vocabulary import Vocabulary

V = TypeVar("V")


def link(
    guides: Iterable[Guide],
    records: Mapping[str, GuideRecord],
    vocabulary: Vocabulary,
    *,
    lineage_records: LineageRecords | None = None,
    lineage_codes: Container[str] = frozenset(),
    catalogue: Catalogue | None = None,
    aliases: Mapping[str, tuple[str, ...]] | None = None,
    missing: Iterable[MissingBatch] = (),
    compared: frozenset[tuple[str, str]] = frozenset(),
) -> Library:
    """Return the library of ``guides``.

    ``lineage_codes``, ``aliases`` (anchors) and ``compared`` (pairs of guides) were published in earlier releases.
    ``missing`` are the batches whose guides are not held here.
    """
    ordered = tuple(sorted(guides, key=lambda guide: GuideId.parse(guide.id)))
    by_id = {guide.id: guide for guide in ordered}
    directions = {d.id: d for guide in ordered for d in guide.directions}
    vocabulary = replace(vocabulary, unknown=_unknown(directions.values()))
    by_partner: dict[str, list[Appearance]] = {}
    by_domain: dict[str, list[str]] = {}
    for direction in directions.values():
        named = direction.named_partners
        for code in (*direction.groups, *direction.organisations, *direction.partners):
            by_partner.setdefault(code, []).append(Appearance(direction.id, code in named))
        for code in direction.domains:
            by_domain.setdefault(code, []).append(direction.id)
    versions = {}
    for guide in ordered:
        record = records[guide.id]
        if draft := by_id.get(record.supersedes or ""):
            recorded = {match.new: match.old for match in record.matches}
            versions[guide.id] = match_directions(draft.directions, guide.directions, recorded)
    partners = [grouping.code for grouping in vocabulary.groupings]
    partners += [body.code for body in vocabulary.organisations]
    partners += sorted(vocabulary.country_names)
    superseded = {record.supersedes for record in records.values()}
    settled = lineage_records or LineageRecords()
    return Library(
        vocabulary=vocabulary,
        guides=ordered,
        records=records,
        audits={guide.id: audit(guide, vocabulary) for guide in ordered},
        directions=directions,
        by_partner=_in_order(by_partner, partners),
        by_domain=_in_order(by_domain, [domain.code for domain in vocabulary.domains]),
        agencies={
            code: agencies(code, [directions[a.direction] for a in found if a.direct], vocabulary)
            for code, found in by_partner.items()
        },
        catalogue=catalogue or Catalogue(),
        versions=versions,
        lineages=lineages(
            ordered,
            {new: old for matched in versions.values() for new, old in matched.items()},
            [(record.earlier, record.later) for record in settled.join],
            [(record.earlier, record.later) for record in settled.apart],
            lineage_codes,
        ),
        aliases=aliases or {},
        batches=batches([guide for guide in ordered if guide.id not in superseded], missing),
        compared=compared,
    )


def agencies(
    partner: str, directions: Iterable[Direction], vocabulary: Vocabulary
) -> dict[str, tuple[Place, ...]]:
    """Return the counterpart agencies of ``partner``, each with the first place in each direction that names it.

    The titles of all ``directions`` name ``partner``. The agencies that most directions name come first. A grouping
    also has the agencies of its members, as a direction of European countries cites agreements of their ministries
    (2023-1-draft/1.1).
    """
    found: dict[str, list[Place]] = {}
    for direction in directions:
        for mention in direction.agencies:
            owners = vocabulary.agency(mention.agency).partners
            is_members = partner in direction.groups and not {*direction.named_partners} & {*owners}
            if partner in owners or is_members:
                found.setdefault(mention.agency, []).append((direction.id, mention.anchor))
    ordered = sorted(found.items(), key=lambda entry: -len(entry[1]))
    return {code: tuple(places) for code, places in ordered}


def _unknown(directions: Iterable[Direction]) -> dict[str, str]:
    """Return code → name of the partners that are in no list. The name is as printed in the first direction."""
    printed = [name for d in directions for name in d.unknown]
    return {unknown_code(name): name for name in reversed(printed)}


def _in_order(index: Mapping[str, Sequence[V]], order: Sequence[str]) -> dict[str, tuple[V, ...]]:
    """Return ``index`` with its keys in ``order``. Keys that ``order`` does not have come last, sorted."""
    keys = [key for key in order if key in index] + sorted(set(index).difference(order))
    return {key: tuple(index[key]) for key in keys}


__all__ = ["REACH", "WIDEST", "Appearance", "Library", "agencies", "link"]
