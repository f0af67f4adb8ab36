"""The entries of the open data, made from the model as the definition says."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar, get_args

from generator import ids
from generator.data import definition as published
from generator.data import rows
from generator.data.codes import code_rows
from generator.data.tables import tables
from generator.data_versions import COMPARED, Contents, data_version
from generator.link import Library
from generator.link.totals import totals
from generator.model import Direction, Guide, Item, Translation
from generator.passage import Span
from generator.states import states
from generator.translate.segments import direction_texts

Json = dict[str, Any]
E = TypeVar("E", bound=published.Entry)
LICENCE = "CC-BY-4.0"


@dataclass(frozen=True)
class Data:
    """What the open data are made from."""

    library: Library
    base: str = ""
    """The address of the site root, ending in a slash; empty if it is not known."""

    @property
    def version(self) -> str | None:
        """The version of the data; None before they are released."""
        return data_version(self.library.history)

    @cached_property
    def directions(self) -> dict[str, Json]:
        """Id → direction as its published JSON object, whose shape is a contract; in the order of the guides."""
        return {d.id: _direction(d, self) for d in self.library.directions.values()}


def dumps(value: Any) -> str:
    """Return ``value`` as JSON text: indented, Han characters not escaped, a line break at the end."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


class _With:
    """The attributes of an object, with others beside or in place of them."""

    def __init__(self, source: object, /, **more: Any) -> None:
        self._source, self._more = source, more

    def __getattr__(self, name: str) -> Any:
        return self._more[name] if name in self._more else getattr(self._source, name)


def entry(kind: type[E], source: object = None, /, **more: Any) -> E:
    """Return the entry of ``kind``, whose fields have the values of ``more`` or the attributes of ``source``."""
    return kind.model_validate(_With(source, **more))


def plain(value: published.Entry) -> Json:
    """Return an entry as JSON has it. A field that may be absent is left out where it has its default."""
    return value.model_dump(mode="json", exclude_defaults=True)


def guide_key(guide: str | None) -> str | None:
    """Return the identifier of a guide in the form that all formats have.

    >>> guide_key("2022-1"), guide_key(None)
    ('most-2022-1', None)
    """
    return guide and f"most-{guide}"


def _direction(direction: Direction, data: Data) -> Json:
    guide = data.library.guide(direction.guide)
    return plain(
        entry(
            published.Direction,
            direction,
            **_facts(direction, guide),
            **call(guide),
            **_standing(guide.id, data.library),
            **_published(ids.direction_path(direction.id), data),
            number_label={
                "zh": f"指南方向{direction.number}",
                "en": f"Direction {direction.number}",
            },
            translation=_weakest(direction),
            lineage=data.library.lineage_of(direction.id).code,
            states=states(direction),
        )
    )


def _weakest(direction: Direction) -> Translation:
    """Return what the weakest English of the texts of ``direction`` is."""
    texts = (direction.title, *(text for _, text in direction_texts(direction)))
    found = (text.translation for text in texts if text.zh.strip())
    return max(found, key=get_args(Translation).index, default="none")


def call(guide: Guide) -> Json:
    """Return the fields that tell the guide of an entry."""
    return {
        "guide_id": guide_key(guide.id),
        "year": guide.year,
        "batch": guide.batch,
        "stage": guide.stage,
    }


def _standing(guide: str, library: Library) -> Json:
    earlier, later = library.records[guide].supersedes, library.superseded_by(guide)
    return {
        "supersedes": earlier,
        "supersedes_id": guide_key(earlier),
        "superseded_by": later,
        "superseded_by_id": guide_key(later),
    }


def _published(path: str, data: Data) -> Json:
    return {"url": data.base + path, "licence": LICENCE, "data_version": data.version}


def _facts(direction: Direction, guide: Guide) -> Json:
    """Return the fields of a direction that its guide alone tells, but that differ in form from those of the model."""
    anchors = {item.anchor: item.span for item in direction.items}
    stated: dict[str, Span] = {}
    for statement in direction.statements:
        for about in statement.about.split("_and_"):
            span = stated.get(about, statement.span)
            stated[about] = span | statement.span

    def found(about: str, value: Any, anchor: str | None = None, *, summed: bool = False) -> Any:
        """Return ``value`` with its place and origin; ``anchor`` is that of the item that states it."""
        span = anchors.get(anchor or "") or stated.get(about)
        said = span is not None or value is None or value.kind not in ("tbd", "none")
        return value and _With(
            value,
            first_line=span and span.first,
            last_line=span and span.last,
            origin=("derived" if summed else "printed") if said else None,
        )

    deadline = direction.deadline
    end = anchors.get(direction.deadline_anchor or "") or stated.get("deadline")
    return {
        "projects": found(
            "projects",
            direction.projects,
            summed="projects" in direction.summed,
        ),
        "funding": found(
            "funding",
            _with_limit(direction),
            summed="funding" in direction.summed,
        ),
        "duration": found("duration", direction.duration, direction.duration_anchor),
        "deadline": deadline
        and _With(
            deadline,
            first_line=end and end.first,
            last_line=end and end.last,
            origin="printed",
        ),
        "flags": tuple(flag.code for flag in direction.flags),
        "conditions": tuple(
            _With(
                flag,
                first_line=place and place.first,
                last_line=place and place.last,
            )
            for flag in direction.flags
            for place in [anchors.get(flag.anchor) or stated.get(flag.anchor)]
        ),
        "source": {
            "file": guide.source.file,
            "first_line": direction.span.first,
            "last_line": direction.span.last,
            "sha256": guide.source.sha256,
        },
    }


def _with_limit(direction: Direction) -> Any:
    """Return the funding of ``direction``, with the place of its money for one project."""
    funding, span = direction.funding, direction.limit_span
    limit = funding.per_project and _With(
        funding.per_project,
        first_line=span and span.first,
        last_line=span and span.last,
        origin="printed",
    )
    return _With(funding, per_project=limit)


def parsed_json(guide: Guide) -> Json:
    """Return a parsed guide as the JSON object that `guides parse` prints: everything that was read.

    Beside the fields that a guide alone can tell, it has the title page and the preamble, and of each direction the
    labels, statements and remarks. Nothing is translated yet, so no text has `translation`.
    """
    found = {
        "guide": {
            **plain(entry(published.ParsedGuide, guide)),
            "title_lines": list(guide.title_lines),
            "preamble": _tree(guide.preamble),
        },
        "directions": [
            {
                **plain(entry(published.ParsedDirection, direction, **_facts(direction, guide))),
                "labels": direction.labels,
                "fields_tail": direction.fields_tail,
                "statements": [plain(entry(published.Statement, s)) for s in direction.statements],
                "remarks": _tree(direction.remarks),
            }
            for direction in guide.directions
        ],
        "diagnostics": [plain(entry(published.Diagnostic, d)) for d in guide.diagnostics],
    }
    told: Json = _without("translation", found)
    return told


def _without(key: str, value: Any) -> Any:
    """Return JSON without ``key`` in any of its objects."""
    if isinstance(value, dict):
        return {name: _without(key, part) for name, part in value.items() if name != key}
    return [_without(key, part) for part in value] if isinstance(value, list) else value


def _tree(items: Iterable[Item]) -> list[Json]:
    return [plain(entry(published.Requirement, item)) for item in items]


def directions_json(data: Data) -> list[Json]:
    """Return the contents of directions.json: every direction, in the order of the guides."""
    return list(data.directions.values())


def guides_json(data: Data) -> list[Json]:
    """Return the contents of guides.json: every guide, with its declared totals and the sums of its directions."""
    return [_guide(guide, data) for guide in data.library.guides]


def _guide(guide: Guide, data: Data) -> Json:
    record, audit = data.library.records[guide.id], data.library.audits[guide.id]

    def either(projects: tuple[str, ...], funding: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*projects, *funding)))

    return plain(
        entry(
            published.Guide,
            guide,
            guide_id=guide_key(guide.id),
            **_standing(guide.id, data.library),
            **_published(ids.guide_path(guide.id), data),
            summed={
                "directions": audit.directions.summed[0],
                "partners": audit.partners.summed[0],
                "projects": audit.projects.summed,
                "amount_cny": audit.funding.summed[0],
            },
            undetermined=either(audit.projects.undetermined, audit.funding.undetermined),
            silent=either(audit.projects.silent, audit.funding.silent),
            in_words=either(audit.projects.worded, audit.funding.worded),
            directions=tuple(d.id for d in guide.directions),
            final=record.final,
            assumed=record.assumed,
            corrections=record.corrections,
            source={
                "file": record.received,
                "sha256": record.sha256,
                "url": record.source_url,
                "published": record.published,
            },
        )
    )


def partners_json(data: Data) -> list[Json]:
    """Return the contents of partners.json: countries, groupings, organisations and partners in no list, each with its
    directions.
    """
    return [
        plain(entry(published.ListedPartner, **_partner(data.library, code)))
        for code in data.library.by_partner
    ]


def partner_json(code: str, data: Data) -> Json:
    """Return the contents of a partner's own file: its entry in partners.json, with sums, agencies, lineages and
    directions in full.
    """
    library = data.library
    direct = library.direct(code)
    found = plain(
        entry(
            published.PartnerFile,
            **_partner(library, code) | {"directions": ()},
            totals=_totals(library.current(direct)),
            totals_by_stage={"final": None, "draft": None}
            | {stage: _totals(found) for stage, found in library.by_stage(direct).items()},
            agencies=tuple(
                _With(
                    library.vocabulary.agency(agency),
                    directions=tuple(direction for direction, _ in places),
                )
                for agency, places in library.agencies[code].items()
            ),
            lineages=tuple(dict.fromkeys(library.lineage_of(d).code for d in direct)),
        )
    )
    return found | {"directions": [data.directions[direction] for direction in direct]}


def _totals(directions: Iterable[Direction]) -> Json:
    sums = totals(directions)
    return {
        "projects": {"min": sums.projects[0], "max": sums.projects[1]},
        "amount_cny": sums.amount_cny,
        "projects_undetermined": sums.open_projects,
        "funding_undetermined": sums.open_funding,
        "projects_not_stated": sums.silent_projects,
        "funding_not_stated": sums.silent_funding,
        "projects_in_words": sums.worded_projects,
        "funding_in_words": sums.worded_funding,
    }


def _partner(library: Library, code: str) -> Json:
    kind, name = library.vocabulary.partner_type(code), library.vocabulary.partner_name(code)
    return {
        "code": code,
        "partner_id": code.lower(),
        "type": kind,
        "name": {"zh": name.zh, "en": None if kind == "unknown" else name.en},
        "directions": tuple(library.direct(code)),
        "through_groupings": tuple(library.through(code)),
        "by_membership": library.by_membership(code),
    }


def domains_json(data: Data) -> list[Json]:
    """Return the contents of domains.json: every domain of the vocabulary, with its directions."""
    return [
        plain(entry(published.ListedDomain, domain, directions=tuple(found)))
        for domain in data.library.vocabulary.domains
        for found in [data.library.by_domain.get(domain.code, ())]
    ]


def lineages_json(data: Data) -> list[Json]:
    """Return the contents of lineages.json: every lineage with its directions, oldest first."""
    return [plain(entry(published.Lineage, lineage)) for lineage in data.library.lineages]


def agencies_json(data: Data) -> list[Json]:
    """Return the contents of agencies.json: every agency that a direction names, with these directions."""
    named: dict[str, dict[str, None]] = {}
    for direction in data.library.directions.values():
        for mention in direction.agencies:
            named.setdefault(mention.agency, {})[direction.id] = None
    return [
        plain(entry(published.Agency, agency, directions=tuple(named[agency.code])))
        for agency in data.library.vocabulary.agencies
        if agency.code in named
    ]


def codes_json(data: Data) -> list[Json]:
    """Return the contents of codes.json: every code of every list."""
    return [plain(entry(rows.CodeRow, **row)) for row in code_rows(data.library.vocabulary)]


def contents(data: Data) -> Contents:
    """Return the data as far as versions are compared."""
    made = (
        directions_json,
        guides_json,
        partners_json,
        domains_json,
        lineages_json,
        agencies_json,
        codes_json,
    )
    return Contents(
        {name: function(data) for name, function in zip(COMPARED, made, strict=True)},
        {t.name: {column.name: column.type for column in t.of("csv")} for t in tables().values()},
    )
