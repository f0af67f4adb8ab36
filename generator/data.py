"""The JSON objects of the open data, made from the model."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass
from typing import Any

from pydantic import BaseModel

from generator.data_versions import Contents
from generator.link import Library
from generator.link.totals import totals
from generator.model import Direction, Guide, Item, Source
from generator.tables import tables

Json = dict[str, Any]
_HEAD = ("id", "guide", "number", "order", "title", "kind", "partners", "groups", "institutions")


def dumps(value: Any) -> str:
    """Return ``value`` as JSON text: indented, Han characters not escaped, a line break at the end."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def direction_json(direction: Direction, source: Source) -> Json:
    """Return a direction as its published JSON object, whose shape is a contract."""
    return {
        **_plain(direction, _HEAD),
        "agreements": _plain(direction.agreements, ("anchor", "text")),
        **_plain(direction, ("commitment", "fields_open", "fields_lead")),
        "fields": _tree(direction.fields, "domains"),
        **_plain(direction, ("domains", "projects", "funding", "strands")),
        "requirements": _tree(direction.requirements),
        **_plain(direction, ("duration", "deadline")),
        "flags": [flag.code for flag in direction.flags],
        "conditions": conditions(direction),
        "contacts": _plain(direction.contacts),
        "remarks": _plain(direction.remarks, ("anchor", "label", "text")),
        "source": {
            "file": source.file,
            "first_line": direction.span.first,
            "last_line": direction.span.last,
            "sha256": source.sha256,
        },
    }


def conditions(direction: Direction) -> list[Json]:
    """Return the flags of a direction, each with its anchor, hedge and number."""
    return [
        {"flag": flag.code, **_plain(flag, ("anchor", "hedge", "number"))}
        for flag in direction.flags
    ]


def parsed_json(guide: Guide) -> Json:
    """Return a parsed guide as the JSON object that `guides parse` prints: everything that was read.

    Beside the published fields, it has the title page and the preamble, and of each direction the labels, statements
    and remarks.
    """
    return {
        "guide": {
            **_guide_head(guide),
            **_plain(guide, ("title_lines",)),
            "preamble": _tree(guide.preamble),
        },
        "directions": [
            {
                **direction_json(direction, guide.source),
                **_plain(direction, ("labels", "fields_tail", "statements")),
                "remarks": _tree(direction.remarks),
            }
            for direction in guide.directions
        ],
        "diagnostics": _plain(guide.diagnostics),
    }


def directions_json(library: Library) -> list[Json]:
    """Return the contents of directions.json: every direction, in the order of the guides."""
    return [direction_json(d, g.source) for g in library.guides for d in g.directions]


def guides_json(library: Library) -> list[Json]:
    """Return the contents of guides.json: every guide, with its declared totals and the sums of its directions."""
    return [_guide(guide, library) for guide in library.guides]


def partners_json(library: Library) -> list[Json]:
    """Return the contents of partners.json: countries, groupings, organisations and partners in no list, each with its directions."""
    return [_partner(library, code) for code in library.by_partner]


def partner_json(library: Library, code: str) -> Json:
    """Return the contents of a partner's own file: its entry in partners.json, with sums, agencies, lineages and full
    directions.
    """
    entry, direct = _partner(library, code), library.direct(code)
    sums = totals(library.current(direct))
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
                **_plain(library.vocabulary.agency(agency), ("code", "name")),
                "directions": [direction for direction, _ in places],
            }
            for agency, places in library.agencies[code].items()
        ],
        "lineages": list(dict.fromkeys(library.lineage_of(d).code for d in direct)),
        "directions": [
            direction_json(direction, library.guide(direction.guide).source)
            for direction in map(library.directions.__getitem__, direct)
        ],
    }


def _partner(library: Library, code: str) -> Json:
    kind, name = library.vocabulary.partner_type(code), library.vocabulary.partner_name(code)
    return {
        "code": code,
        "type": kind,
        "name": {"zh": name.zh, "en": None if kind == "unknown" else name.en},
        "directions": library.direct(code),
        "through_groupings": library.through(code),
    }


def domains_json(library: Library) -> list[Json]:
    """Return the contents of domains.json: every domain of the vocabulary, with its directions."""
    return [
        {
            **_plain(domain, ("code", "name", "scope", "ford")),
            "directions": list(library.by_domain.get(domain.code, ())),
        }
        for domain in library.vocabulary.domains
    ]


def lineages_json(library: Library) -> list[Json]:
    """Return the contents of lineages.json: every lineage with its directions, oldest first."""
    return [_plain(lineage) for lineage in library.lineages]


LISTS: dict[str, Callable[[Library], list[Json]]] = {
    "directions": directions_json,
    "guides": guides_json,
    "partners": partners_json,
    "domains": domains_json,
    "lineages": lineages_json,
}
"""Name of a list of the data → function that returns its entries."""


def contents(library: Library) -> Contents:
    """Return the data of ``library``, as far as versions are compared."""
    return Contents(
        {name: made(library) for name, made in LISTS.items()},
        {t.name: {column.name: column.type for column in t.columns} for t in tables().values()},
    )


def _guide_head(guide: Guide) -> Json:
    """Return the first part of a guide's object. `series` is present only in a sister guide."""
    series = ["series"] if guide.series else []
    return {
        **_plain(guide, ("id", "year", "batch", *series, "stage", "title")),
        "declared": _plain(guide.declared, ("directions", "partners", "projects", "amount_cny")),
    }


def _guide(guide: Guide, library: Library) -> Json:
    record, audit = library.records[guide.id], library.audits[guide.id]
    undetermined = (*audit.projects.undetermined, *audit.funding.undetermined)
    return {
        **_guide_head(guide),
        "summed": {
            "directions": audit.directions.summed[0],
            "partners": audit.partners.summed[0],
            "projects": list(audit.projects.summed),
            "amount_cny": audit.funding.summed[0],
        },
        "undetermined": list(dict.fromkeys(undetermined)),
        "directions": [d.id for d in guide.directions],
        "supersedes": record.supersedes,
        "final": _plain(record.final),
        "assumed": _plain(record.assumed),
        "corrections": _plain(record.corrections, ("at", "printed", "meant")),
        "source": {
            "file": record.received,
            "sha256": record.sha256,
            "url": record.source_url,
            "published": record.published,
        },
    }


def _tree(items: Iterable[Item], *more: str) -> list[Json]:
    """Return ``items`` with the items below them. `lead` is present only if an item has one; ``more`` are more fields."""
    return [
        {
            **_plain(item, ("anchor", "label", "text", *(["lead"] if item.lead else []), *more)),
            "children": _tree(item.children, *more),
        }
        for item in items
    ]


def _plain(value: Any, names: Iterable[str] = ()) -> Any:
    """Return a value of the model or of a record as JSON has it: tuples as lists, data classes as objects.

    Objects have all fields in their order, or only those in ``names``.
    """
    if isinstance(value, BaseModel):
        return value.model_dump(include=set(names) or None)
    if isinstance(value, tuple):
        return [_plain(part, names) for part in value]
    if is_dataclass(value):
        shown = names or [field.name for field in fields(value)]
        return {name: _plain(getattr(value, name)) for name in shown}
    return value
