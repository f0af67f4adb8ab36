"""The tables of the open data → rows: the objects of the JSON made flat, with what tables have beside them.

A row has more than its table: CSV takes the columns that `generator/tables/tables.yml` names, SQLite those of
database.sql.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from generator import ids
from generator.data import Json, direction_json, domains_json, guides_json, partners_json
from generator.link import Library
from generator.link.totals import totals
from generator.model import Guide, Item


def rows_of(table: str, library: Library, base: str) -> Iterator[Json]:
    """The rows of the table with this name; ``base`` is the address of the site root, or empty."""
    return _ROWS[table](library, base)


def flat(entry: Json) -> Json:
    """``entry`` without objects in it: their values stand under both names, joined.

    >>> flat({"projects": {"min": 1, "max": 2}, "duration": None})
    {'projects_min': 1, 'projects_max': 2, 'duration': None}
    """
    found: Json = {}
    for name, value in entry.items():
        inner = flat(value) if isinstance(value, dict) else {"": value}
        found |= {f"{name}_{key}" if key else name: v for key, v in inner.items()}
    return found


def direction_rows(library: Library, directions: Iterable[str], base: str) -> Iterator[Json]:
    """A row for each of ``directions``; money in CNY, durations in years, lists as lists."""
    for direction in map(library.directions.__getitem__, directions):
        guide = library.guide(direction.guide)
        yield {
            **flat(direction_json(direction, guide.source)),
            **_call(guide),
            "superseded_by": library.superseded_by(guide.id),
            "amount_cny": direction.funding.amount_cny,
            "lineage": library.lineage_of(direction.id).code,
            "url": base + ids.direction_path(direction.id),
        }


def item_rows(
    direction: str, items: Iterable[Item], base: str, parent: str | None = None, depth: int = 1
) -> Iterator[tuple[Item, Json]]:
    """Each item of a direction's tree with its row, a parent before its children."""
    for item in items:
        place = ids.place(direction, item.anchor)
        row = {
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
            "domains": item.domains,
            "url": base + ids.place(ids.direction_path(direction), item.anchor),
        }
        yield item, row
        yield from item_rows(direction, item.children, base, place, depth + 1)


def _directions(library: Library, base: str) -> Iterator[Json]:
    return direction_rows(library, library.directions, base)


def _fields(library: Library, base: str) -> Iterator[Json]:
    """A row for each item of each tree of fields, in the order of the guides."""
    for direction in library.directions.values():
        yield from (row for _, row in item_rows(direction.id, direction.fields, base))


def _guides(library: Library, base: str) -> Iterator[Json]:
    """A row for each guide, its declared totals beside the sums of its directions."""
    for entry in guides_json(library):
        declared, summed = entry["declared"], entry["summed"]
        yield {
            **flat(entry),
            "guide": entry["id"],
            "directions": len(entry["directions"]),
            "partners": summed["partners"],
            "projects_min": summed["projects"][0],
            "projects_max": summed["projects"][1],
            "amount_cny": summed["amount_cny"],
            "declared_projects_min": declared["projects"][0],
            "declared_projects_max": declared["projects"][1],
            "url": base + ids.guide_path(entry["id"]),
        }


def _partners(library: Library, base: str) -> Iterator[Json]:
    """A row for each country and grouping, with the sums of the directions that name it."""
    for entry in partners_json(library):
        sums = totals(library.current(entry["directions"]))
        yield {
            **flat(entry),
            "directions": len(entry["directions"]),
            "through_groupings": len(entry["through_groupings"]),
            "projects_min": sums.projects[0],
            "projects_max": sums.projects[1],
            "amount_cny": sums.amount_cny,
            **_pages(entry["code"], ids.partner_path, base),
        }


def _domains(library: Library, base: str) -> Iterator[Json]:
    """A row for each domain of the vocabulary."""
    for entry in domains_json(library):
        pages = _pages(entry["code"], ids.domain_path, base)
        yield {**flat(entry), "directions": len(entry["directions"]), **pages}


def _lineages(library: Library, base: str) -> Iterator[Json]:
    """A row for each direction of each step of each lineage, oldest first."""
    for lineage in library.lineages:
        for number, step in enumerate(lineage.steps, start=1):
            for direction in step:
                yield {
                    "lineage": lineage.code,
                    "step": number,
                    "direction": direction,
                    **_call(library.guide(ids.guide_of(direction))),
                    "url": base + ids.direction_path(direction),
                }


_ROWS: dict[str, Callable[[Library, str], Iterator[Json]]] = {
    "directions": _directions,
    "fields": _fields,
    "guides": _guides,
    "partners": _partners,
    "domains": _domains,
    "lineages": _lineages,
}


def _call(guide: Guide) -> Json:
    return {"year": guide.year, "batch": guide.batch, "stage": guide.stage}


def _pages(code: str, path: Callable[[str, str], str], base: str) -> Json:
    return {f"url_{language}": base + path(code, language) for language in ids.LANGUAGES}
