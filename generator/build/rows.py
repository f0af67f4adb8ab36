"""The library as rows: flat records with the columns of the tables, and some that CSV leaves out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from generator import ids
from generator.data import Json
from generator.link import Library
from generator.link.totals import totals
from generator.model import Item


def direction_rows(library: Library, direction_ids: Iterable[str], base: str) -> list[Json]:
    """A row for each direction; money in CNY, durations in years, lists as lists."""
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
                "partners": d.partners,
                "groups": d.groups,
                "projects_min": d.projects.min,
                "projects_max": d.projects.max,
                "projects_kind": d.projects.kind,
                "amount_cny": d.funding.amount_cny,
                "funding_kind": d.funding.kind,
                "duration_min_years": duration.min_years if duration else None,
                "duration_max_years": duration.max_years if duration else None,
                "duration_kind": duration.kind if duration else None,
                "domains": d.domains,
                "flags": tuple(flag.code for flag in d.flags),
                "lineage": library.lineage_of(d.id).code,
                "url": base + ids.direction_path(d.id),
            }
        )
    return rows


def field_rows(library: Library, base: str) -> Iterator[Json]:
    """A row for each item of each tree of fields, in the order of the guides."""
    for direction in library.directions.values():
        for item, row in item_rows(direction.id, direction.fields, base):
            yield {**row, "domains": item.domains}


def item_rows(
    direction: str, items: Iterable[Item], base: str, parent: str | None = None, depth: int = 1
) -> Iterator[tuple[Item, Json]]:
    """Each item of a direction's tree with its row, a parent before its children."""
    for item in items:
        place = ids.place(direction, item.anchor)
        yield (
            item,
            {
                "id": place,
                "direction": direction,
                "anchor": item.anchor,
                "parent": parent,
                "depth": depth,
                "label": item.label,
                "text_zh": item.text.zh,
                "text_en": item.text.en,
                "lead_zh": item.lead.zh if item.lead else None,
                "lead_en": item.lead.en if item.lead else None,
                "url": base + ids.place(ids.direction_path(direction), item.anchor),
            },
        )
        yield from item_rows(direction, item.children, base, place, depth + 1)


def guide_rows(library: Library, base: str) -> list[Json]:
    """A row for each guide, its declared totals beside the sums of its directions."""
    rows = []
    for guide in library.guides:
        record, audit, declared = (
            library.records[guide.id],
            library.audits[guide.id],
            guide.declared,
        )
        rows.append(
            {
                "guide": guide.id,
                "year": guide.year,
                "batch": guide.batch,
                "stage": guide.stage,
                "supersedes": record.supersedes,
                "title_zh": guide.title.zh,
                "title_en": guide.title.en,
                "directions": len(guide.directions),
                "partners": audit.partners.summed[0],
                "projects_min": audit.projects.summed[0],
                "projects_max": audit.projects.summed[1],
                "amount_cny": audit.funding.summed[0],
                "declared_directions": declared.directions,
                "declared_partners": declared.partners,
                "declared_projects_min": declared.projects[0],
                "declared_projects_max": declared.projects[1],
                "declared_amount_cny": declared.amount_cny,
                "source_file": record.received,
                "source_sha256": record.sha256,
                "url": base + ids.guide_path(guide.id),
            }
        )
    return rows


def partner_rows(library: Library, base: str) -> list[Json]:
    """A row for each country and grouping, with the sums of the directions that name it."""
    rows = []
    for code, appearances in library.by_partner.items():
        direct = [a.direction for a in appearances if a.direct]
        kind = library.vocabulary.partner_type(code)
        name, sums = library.vocabulary.partner_name(code), totals(library.current(direct))
        rows.append(
            {
                "code": code,
                "type": kind,
                "name_zh": name.zh,
                "name_en": None if kind == "unknown" else name.en,
                "directions": len(direct),
                "through_groupings": len(appearances) - len(direct),
                "projects_min": sums.projects[0],
                "projects_max": sums.projects[1],
                "amount_cny": sums.amount_cny,
                **_pages(code, ids.partner_path, base),
            }
        )
    return rows


def domain_rows(library: Library, base: str) -> list[Json]:
    """A row for each domain of the vocabulary."""
    return [
        {
            "code": domain.code,
            "name_zh": domain.name.zh,
            "name_en": domain.name.en,
            "scope_zh": domain.scope.zh,
            "scope_en": domain.scope.en,
            "ford": domain.ford,
            "directions": len(library.by_domain.get(domain.code, ())),
            **_pages(domain.code, ids.domain_path, base),
        }
        for domain in library.vocabulary.domains
    ]


def lineage_rows(library: Library, base: str) -> list[Json]:
    """A row for each direction of each step of each lineage, oldest first."""
    rows = []
    for lineage in library.lineages:
        for number, step in enumerate(lineage.steps, start=1):
            for direction in step:
                guide = library.guide(ids.guide_of(direction))
                rows.append(
                    {
                        "lineage": lineage.code,
                        "step": number,
                        "direction": direction,
                        "year": guide.year,
                        "batch": guide.batch,
                        "stage": guide.stage,
                        "url": base + ids.direction_path(direction),
                    }
                )
    return rows


def _pages(code: str, path: Callable[[str, str], str], base: str) -> Json:
    return {f"url_{language}": base + path(code, language) for language in ids.LANGUAGES}
