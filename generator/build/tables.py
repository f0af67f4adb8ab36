"""Directions as rows: a partner's history as JSON and as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any

from generator import ids
from generator.data import Json, dumps, partner_json
from generator.link import Library

BOM = "\ufeff"
"""Spreadsheet programs read a CSV as UTF-8 only where it begins with this."""


def partner_files(library: Library, base: str) -> dict[str, str]:
    """Path under the site root → text; ``base`` is the address of the site root, or empty."""
    files = {}
    for code, appearances in library.by_partner.items():
        direct = {a.direction for a in appearances if a.direct}
        found = [a.direction for a in appearances]
        rows = [
            row | {"direct": row["id"] in direct} for row in direction_rows(library, found, base)
        ]
        files[ids.partner_data_path(code, "json")] = dumps(partner_json(library, code))
        files[ids.partner_data_path(code, "csv")] = to_csv(rows)
    return files


def direction_rows(library: Library, direction_ids: Iterable[str], base: str) -> list[Json]:
    """A flat row for each direction; money in CNY, durations in years, lists joined by spaces."""
    rows = []
    for direction_id in direction_ids:
        d = library.directions[direction_id]
        guide = library.guide(d.guide)
        duration = d.duration
        rows.append(
            {
                "id": d.id,
                "guide": guide.id,
                "year": guide.year,
                "batch": guide.batch,
                "stage": guide.stage,
                "superseded_by": library.superseded_by(guide.id),
                "number": d.number,
                "title_zh": d.title.zh,
                "title_en": d.title.en,
                "kind": d.kind,
                "partners": " ".join(d.partners),
                "groups": " ".join(d.groups),
                "projects_min": d.projects.min,
                "projects_max": d.projects.max,
                "projects_kind": d.projects.kind,
                "amount_cny": d.funding.amount_cny,
                "funding_kind": d.funding.kind,
                "duration_min_years": duration.min_years if duration else None,
                "duration_max_years": duration.max_years if duration else None,
                "duration_kind": duration.kind if duration else None,
                "domains": " ".join(d.domains),
                "flags": " ".join(flag.code for flag in d.flags),
                "lineage": library.lineage_of(d.id).code,
                "url": base + ids.direction_path(d.id),
            }
        )
    return rows


def to_csv(rows: Iterable[dict[str, Any]]) -> str:
    """Rows as CSV (RFC 4180), with a byte order mark; None is empty, truth is true or false."""
    found = list(rows)
    text = io.StringIO()
    text.write(BOM)
    writer = csv.DictWriter(text, found[0] if found else (), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(
        {
            key: str(value).lower() if isinstance(value, bool) else value
            for key, value in row.items()
        }
        for row in found
    )
    return text.getvalue()
