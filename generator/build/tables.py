"""The tables of the open data: their rows, and CSV files of the tables and of each partner.

Spreadsheet programs guess the type of a cell. So a cell of CSV that is not a number or a month never looks like one
(`spelled` in generator/data/definition.py), and none begins like a formula.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from generator import ids
from generator.data import (
    Data,
    Json,
    agencies_json,
    codes_json,
    directions_json,
    domains_json,
    dumps,
    guides_json,
    lineages_json,
    partner_json,
    partners_json,
)
from generator.data.entries import call, entry, plain
from generator.data.tables import Column, tables
from generator.escape import csv_cell
from generator.link.totals import totals
from generator.model import Direction
from generator.seedfile import Bilingual
from generator.text.people import names_people


def rows_of(table: str, data: Data) -> Iterator[Json]:
    """Yield the rows of the table with the name ``table``: key of a column → value. A row may have
    more values than columns.
    """
    return map(flat, _ROWS[table](data))


def flat(entry: Json) -> Json:
    """Return ``entry`` without nested objects: the keys of their values are the joined names.

    >>> flat({"projects": {"min": 1, "max": 2}, "duration": None})
    {'projects_min': 1, 'projects_max': 2, 'duration': None}
    """
    found: Json = {}
    for name, value in entry.items():
        inner = flat(value) if isinstance(value, dict) else {"": value}
        found |= {f"{name}_{key}" if key else name: v for key, v in inner.items()}
    return found


def _guides(data: Data) -> Iterator[Json]:
    """Yield a row for each guide, with its declared totals and the sums of its directions."""
    for found in guides_json(data):
        declared, summed, final = found["declared"], found["summed"], found["final"] or {}
        yield {
            **found,
            "guide": found["id"],
            "assumed": [fact["key"] for fact in found["assumed"]],
            "assumed_reason": {
                "zh": "；".join(fact["reason"]["zh"] for fact in found["assumed"]) or None,
                "en": "; ".join(fact["reason"]["en"] for fact in found["assumed"]) or None,
            },
            "directions": summed["directions"],
            "partners": summed["partners"],
            "projects_min": summed["projects"][0],
            "projects_max": summed["projects"][1],
            "amount_cny": summed["amount_cny"],
            "declared_projects_min": declared["projects"][0],
            "declared_projects_max": declared["projects"][1],
            "final_amount_cny": final.get("funding", {}).get("amount_cny"),
        }


def _partners(data: Data) -> Iterator[Json]:
    """Yield a row for each partner, with the sums of the directions whose titles name it."""
    library = data.library
    for partner in partners_json(data):
        stages = library.by_stage(partner["directions"])
        yield {
            **partner,
            "directions": len(partner["directions"]),
            "through_groupings": len(partner["through_groupings"]),
            "by_membership": len(partner["by_membership"]),
            **_sums(library.current(partner["directions"])),
            "final": _counted(stages.get("final", ())),
            "draft": _counted(stages.get("draft", ())),
            **_pages(partner["code"], ids.partner_path, data.base),
        }


def _sums(directions: Sequence[Direction]) -> Json:
    sums = totals(directions)
    least, most = sums.projects
    return {"projects_min": least, "projects_max": most, "amount_cny": sums.amount_cny}


def _counted(directions: Sequence[Direction]) -> Json:
    return {"directions": len(directions), **_sums(directions)}


def _domains(data: Data) -> Iterator[Json]:
    """Yield a row for each domain of the vocabulary."""
    for domain in domains_json(data):
        pages = _pages(domain["code"], ids.domain_path, data.base)
        stages = data.library.by_stage(domain["directions"])
        yield {
            **domain,
            "directions": len(domain["directions"]),
            "final_directions": len(stages.get("final", ())),
            "draft_directions": len(stages.get("draft", ())),
            **pages,
        }


def _direction_partners(data: Data) -> Iterator[Json]:
    library = data.library
    for code, appearances in library.by_partner.items():
        for found in appearances:
            direction = library.directions[found.direction]
            groups = (*direction.groups, *direction.organisations)
            yield {
                "direction": direction.id,
                "partner": code,
                "partner_id": code.lower(),
                "direct": found.direct,
                "through": [] if found.direct else groups,
                "counted": found.direct and library.superseded_by(direction.guide) is None,
            }


def _memberships(data: Data) -> Iterator[Json]:
    """Yield a row for each period of each member of each grouping."""
    for record in data.library.vocabulary.memberships:
        periods = Counter[str]()
        for member in sorted(record.members, key=lambda member: member.code):
            periods[member.code] += 1
            yield {
                "grouping": record.code,
                "body": record.body.model_dump(),
                "partner": member.code,
                "partner_id": member.code.lower(),
                "name": (
                    member.name or data.library.vocabulary.partner_name(member.code)
                ).model_dump(),
                "period": periods[member.code],
                "since": member.since,
                "until": member.until,
                "source": record.source,
            }


def _direction_domains(data: Data) -> Iterator[Json]:
    for direction in data.directions.values():
        yield from ({"direction": direction["id"], "domain": code} for code in direction["domains"])


def _conditions(data: Data) -> Iterator[Json]:
    for direction in data.directions.values():
        yield from ({"direction": direction["id"], **found} for found in direction["conditions"])


def _placed(direction: str, part: Json, data: Data) -> Json:
    """Return ``part`` of a direction with its place."""
    return {
        **part,
        "id": ids.place(direction, part["anchor"]),
        "direction": direction,
        "url": data.base + ids.place(ids.direction_path(direction), part["anchor"]),
    }


def _agreements(data: Data) -> Iterator[Json]:
    for direction in data.directions.values():
        yield from (_placed(direction["id"], part, data) for part in direction["agreements"])


def _strands(data: Data) -> Iterator[Json]:
    for direction in data.directions.values():
        yield from (_placed(direction["id"], part, data) for part in direction["strands"])


def _fields(data: Data) -> Iterator[Json]:
    for direction in data.directions.values():
        yield from _numbered(_tree(direction["id"], direction["fields"], data))


def _field_domains(data: Data) -> Iterator[Json]:
    for row in _fields(data):
        yield from ({"field": row["id"], "domain": code} for code in row["domains"])


def _requirements(data: Data) -> Iterator[Json]:
    """Yield a row for each item; those that name a contact person, and all items below these, are without their text."""
    for direction in data.directions.values():
        people = set()
        for row in _numbered(_tree(direction["id"], direction["requirements"], data)):
            if row["parent"] in people or names_people(row["text"]["zh"]):
                people.add(row["id"])
                yield row | {"text": None}
            else:
                yield row


def _tree(
    direction: str, items: Iterable[Json], data: Data, parent: str | None = None, depth: int = 1
) -> Iterator[Json]:
    """Yield the row of each item of a direction's tree, a parent before its children."""
    for item in items:
        row = _placed(direction, item, data) | {"parent": parent, "depth": depth}
        yield row
        yield from _tree(direction, item["children"], data, row["id"], depth + 1)


def _numbered(rows: Iterable[Json]) -> Iterator[Json]:
    yield from (row | {"position": number} for number, row in enumerate(rows, start=1))


def _agencies(data: Data) -> Iterator[Json]:
    """Yield a row for each agency that a direction names."""
    yield from ({**agency, "agency": agency["code"]} for agency in agencies_json(data))


def _direction_agencies(data: Data) -> Iterator[Json]:
    for direction in data.library.directions.values():
        for mention in direction.agencies:
            yield {
                "direction": direction.id,
                "agency": mention.agency,
                "anchor": mention.anchor or None,
            }


def _lineages(data: Data) -> Iterator[Json]:
    """Yield a row for each direction of each step of each lineage, oldest first."""
    for lineage in data.library.lineages:
        for number, step in enumerate(lineage.steps, start=1):
            for direction in step:
                yield {
                    "lineage": lineage.code,
                    "step": number,
                    "direction": direction,
                    **call(data.library.guide(ids.guide_of(direction))),
                    "url": data.base + ids.direction_path(direction),
                }


def _corrections(data: Data) -> Iterator[Json]:
    for guide in guides_json(data):
        for correction in guide["corrections"]:
            yield {**correction, "direction": ids.split_place(correction["at"])[0]}


_ROWS: dict[str, Callable[[Data], Iterable[Json]]] = {
    "guides": _guides,
    "partners": _partners,
    "domains": _domains,
    "directions": lambda data: data.directions.values(),
    "direction_partner": _direction_partners,
    "memberships": _memberships,
    "direction_domain": _direction_domains,
    "conditions": _conditions,
    "agreements": _agreements,
    "fields": _fields,
    "field_domain": _field_domains,
    "requirements": _requirements,
    "strands": _strands,
    "agencies": _agencies,
    "direction_agency": _direction_agencies,
    "lineages": _lineages,
    "corrections": _corrections,
    "codes": codes_json,
}


def _pages(code: str, path: Callable[[str, str], str], base: str) -> Json:
    return {f"url_{language}": base + path(code, language) for language in ids.LANGUAGES}


def relation_json(table: str, data: Data) -> list[Json]:
    """Return the rows of ``table`` as JSON has them."""
    kind = tables()[table].entry
    return [plain(entry(kind, **row)) for row in _ROWS[table](data)]


LISTS: dict[str, Callable[[Data], list[Json]]] = {
    "directions": directions_json,
    "guides": guides_json,
    "partners": partners_json,
    "domains": domains_json,
    "lineages": lineages_json,
    "agencies": agencies_json,
    "direction_partner": partial(relation_json, "direction_partner"),
    "codes": codes_json,
}
"""Name of a JSON file of the open data → function that returns its contents."""


# CSV

BOM = "\ufeff"
"""The byte order mark. Spreadsheet programs read a CSV file as UTF-8 only if it begins with this."""
_DIRECT = Column(
    name="direct",
    key="direct",
    type="boolean",
    meaning=Bilingual(
        zh="方向名称是否写明该合作方", en="Whether the direction's title names the partner"
    ),
    required=True,
)
"""The column of a partner's file that is not in the table of directions."""
_SPELLED: dict[str | None, Callable[[str], str]] = {
    "address": ids.guide_path,
    "class": "FORD {}".format,
    None: str,
}


def table_files(data: Data) -> Iterator[tuple[str, str]]:
    """Yield (path under the site root, CSV) of each table."""
    for name, table in tables().items():
        yield f"data/{name}.csv", to_csv(table.of("csv"), rows_of(name, data))


def partner_files(data: Data) -> Iterator[tuple[str, str]]:
    """Yield (path under the site root, text) of each partner's JSON and CSV files."""
    columns = (*tables()["directions"].of("csv"), _DIRECT)
    rows = {row["id"]: row for row in rows_of("directions", data)}
    for code, appearances in data.library.by_partner.items():
        marked = (rows[found.direction] | {"direct": found.direct} for found in appearances)
        yield ids.partner_data_path(code, "json"), dumps(partner_json(code, data))
        yield ids.partner_data_path(code, "csv"), to_csv(columns, marked)


def to_csv(columns: Iterable[Column], rows: Iterable[Json]) -> str:
    """Return the ``columns`` of ``rows`` as CSV (RFC 4180), with a byte order mark."""
    chosen = tuple(columns)
    text = io.StringIO()
    text.write(BOM)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(column.name for column in chosen)
    writer.writerows([cell(row.get(c.key), c.spelled) for c in chosen] for row in rows)
    return text.getvalue()


def cell(value: Any, spelled: str | None = None) -> str:
    """Return ``value`` as a cell of CSV: lists joined by spaces, None as empty, booleans as `true` or `false`.

    A text that a spreadsheet program would run as a formula gets an apostrophe before it.

    >>> cell(["FI", "SE"]), cell("2022-1", "address"), cell("2.10", "class"), cell("=1+1")
    ('FI SE', '2022-1/', 'FORD 2.10', "'=1+1")
    """
    match value:
        case None:
            return ""
        case int():
            return str(value).lower()
        case str():
            return csv_cell(_SPELLED[spelled](value))
    return csv_cell(" ".join(value))
