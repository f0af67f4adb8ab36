"""The open data: model → the public JSON shapes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from generator.link import Library
from generator.link.audit import Row
from generator.link.totals import totals
from generator.model import (
    Direction,
    Duration,
    Funding,
    Guide,
    Item,
    Quota,
    Source,
    Strand,
    Text,
)
from generator.seedfile import Bilingual

Json = dict[str, Any]


def dumps(value: Any) -> str:
    """JSON for people and programs: UTF-8, indented, a line break at the end."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def direction_json(direction: Direction, source: Source) -> Json:
    """The contract object of one direction."""
    return {
        "id": direction.id,
        "guide": direction.guide,
        "number": direction.number,
        "order": direction.order,
        "title": _text(direction.title),
        "kind": direction.kind,
        "partners": list(direction.partners),
        "groups": list(direction.groups),
        "institutions": list(direction.institutions),
        "agreements": [
            {"anchor": item.anchor, "text": _text(item.text)} for item in direction.agreements
        ],
        "commitment": _optional(direction.commitment),
        "fields_open": direction.fields_open,
        "fields_lead": _optional(direction.fields_lead),
        "fields": [_field(item) for item in direction.fields],
        "domains": list(direction.domains),
        "projects": _quota(direction.projects),
        "funding": _funding(direction.funding),
        "strands": [_strand(strand) for strand in direction.strands],
        "requirements": [_requirement(item) for item in direction.requirements],
        "duration": _duration(direction.duration),
        "flags": [flag.code for flag in direction.flags],
        "contacts": {
            "emails": list(direction.contacts.emails),
            "phones": list(direction.contacts.phones),
            "urls": list(direction.contacts.urls),
        },
        "source": {
            "file": source.file,
            "first_line": direction.span.first,
            "last_line": direction.span.last,
            "sha256": source.sha256,
        },
    }


def parsed_json(guide: Guide) -> Json:
    """What `guides parse` prints."""
    return {
        "guide": _guide_head(guide),
        "directions": [direction_json(d, guide.source) for d in guide.directions],
        "diagnostics": [
            {"level": d.level, "code": d.code, "message": d.message, "line": d.line}
            for d in guide.diagnostics
        ],
    }


def directions_json(library: Library) -> list[Json]:
    """directions.json: every direction in guide order."""
    return [direction_json(d, g.source) for g in library.guides for d in g.directions]


def guides_json(library: Library) -> list[Json]:
    """guides.json: every guide, with its declared totals beside the sums of its directions."""
    return [_guide(guide, library) for guide in library.guides]


def partners_json(library: Library) -> list[Json]:
    """partners.json: countries, groupings and whom no list knows, with the directions of each."""
    return [_partner(library, code) for code in library.by_partner]


def partner_json(library: Library, code: str) -> Json:
    """A partner's own file: its entry in partners.json, what its directions add up to, its agencies,
    its lineages, and the directions whole in place of their ids.
    """
    entry = _partner(library, code)
    sums = totals(library.current(entry["directions"]))
    return entry | {
        "totals": {
            "projects": {"min": sums.projects[0], "max": sums.projects[1]},
            "amount_cny": sums.amount_cny,
            "projects_undetermined": list(sums.open_projects),
            "funding_undetermined": list(sums.open_funding),
            "funding_not_stated": list(sums.silent_funding),
        },
        "agencies": [
            {
                "code": agency,
                "name": _name(library.vocabulary.agency(agency).name),
                "directions": [naming.direction for naming in places],
            }
            for agency, places in library.agencies[code].items()
        ],
        "lineages": list(dict.fromkeys(library.lineage_of(d).code for d in entry["directions"])),
        "directions": [
            direction_json(direction, library.guide(direction.guide).source)
            for direction in map(library.directions.__getitem__, entry["directions"])
        ],
    }


def _partner(library: Library, code: str) -> Json:
    vocabulary, appearances = library.vocabulary, library.by_partner[code]
    kind, name = vocabulary.partner_type(code), vocabulary.partner_name(code)
    return {
        "code": code,
        "type": kind,
        "name": {"zh": name.zh, "en": None if kind == "unknown" else name.en},
        "directions": [a.direction for a in appearances if a.direct],
        "through_groupings": [a.direction for a in appearances if not a.direct],
    }


def domains_json(library: Library) -> list[Json]:
    """domains.json: every domain of the vocabulary, with its directions."""
    return [
        {
            "code": domain.code,
            "name": _name(domain.name),
            "scope": _name(domain.scope),
            "ford": domain.ford,
            "directions": list(library.by_domain.get(domain.code, ())),
        }
        for domain in library.vocabulary.domains
    ]


def lineages_json(library: Library) -> list[Json]:
    """lineages.json: every lineage with its directions, oldest first."""
    return [
        {"code": lineage.code, "steps": [list(step) for step in lineage.steps]}
        for lineage in library.lineages
    ]


def _guide_head(guide: Guide) -> Json:
    return {
        "id": guide.id,
        "year": guide.year,
        "batch": guide.batch,
        "stage": guide.stage,
        "title": _text(guide.title),
        "declared": {
            "directions": guide.declared.directions,
            "partners": guide.declared.partners,
            "projects": list(guide.declared.projects),
            "amount_cny": guide.declared.amount_cny,
        },
    }


def _guide(guide: Guide, library: Library) -> Json:
    record, audit = library.records[guide.id], library.audits[guide.id]
    return {
        **_guide_head(guide),
        "summed": {
            "directions": audit.directions.summed[0],
            "partners": audit.partners.summed[0],
            "projects": list(audit.projects.summed),
            "amount_cny": audit.funding.summed[0],
        },
        "undetermined": _once(audit.projects, audit.funding),
        "directions": [d.id for d in guide.directions],
        "supersedes": record.supersedes,
        "final": record.final.model_dump() if record.final else None,
        "corrections": [
            {"at": c.at, "printed": c.printed, "meant": _name(c.meant)} for c in record.corrections
        ],
        "source": {
            "file": record.received,
            "sha256": record.sha256,
            "url": record.source_url,
            "published": record.published,
        },
    }


def _once(*rows: Row) -> list[str]:
    return list(dict.fromkeys(direction for row in rows for direction in row.undetermined))


def _text(text: Text) -> Json:
    return {"zh": text.zh, "en": text.en}


def _optional(text: Text | None) -> Json | None:
    return _text(text) if text else None


def _name(name: Bilingual) -> Json:
    return {"zh": name.zh, "en": name.en}


def _quota(quota: Quota) -> Json:
    return {"min": quota.min, "max": quota.max, "kind": quota.kind}


def _funding(funding: Funding) -> Json:
    return {"amount_cny": funding.amount_cny, "kind": funding.kind}


def _strand(strand: Strand) -> Json:
    return {
        "anchor": strand.anchor,
        "title": _text(strand.title),
        "projects": _quota(strand.projects) if strand.projects else None,
        "funding": _funding(strand.funding) if strand.funding else None,
    }


def _duration(duration: Duration | None) -> Json | None:
    if duration is None:
        return None
    return {
        "min_years": duration.min_years,
        "max_years": duration.max_years,
        "kind": duration.kind,
    }


def _field(item: Item) -> Json:
    return _node(item, [_field(child) for child in item.children], domains=list(item.domains))


def _requirement(item: Item) -> Json:
    return _node(item, [_requirement(child) for child in item.children])


def _node(item: Item, children: Sequence[Json], domains: Iterable[str] | None = None) -> Json:
    node: Json = {"anchor": item.anchor, "label": item.label, "text": _text(item.text)}
    if item.lead:
        node["lead"] = _text(item.lead)
    if domains is not None:
        node["domains"] = list(domains)
    node["children"] = list(children)
    return node
