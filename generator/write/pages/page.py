"""A page before it is rendered, and what several kinds of page share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from babel.dates import format_date

from generator import ids
from generator.data import Json
from generator.link import Library
from generator.model import Direction, Guide
from generator.write.shapes import Link
from generator.write.views import Views


@dataclass(frozen=True, slots=True)
class Page:
    """A page before it is rendered."""

    path: str
    """Under the site root, ending in a slash."""
    template: str
    meta: Json
    """The YAML front matter."""
    context: dict[str, Any]


def make(
    views: Views,
    template: str,
    title: str,
    context: dict[str, Any],
    *,
    description: str,
    **meta: Any,
) -> Page:
    """The page of ``views`` from ``template``; ``meta`` joins its front matter. ``description`` is
    what search engines and previews show of the page: a line of facts, true of this page alone.
    """
    head: Json = {"title": title, "kind": template, **meta, "description": description}
    return Page(views.path, template, head, {"title": title, **context})


def final_text(v: Views, guide: Guide) -> dict[str, Any] | None:
    """What is known of a draft's final text that is not held here."""
    final = v.library.records[guide.id].final
    if final is None or v.library.superseded_by(guide.id):
        return None
    year, month = final.announced.split("-")
    about = v._("about {money}")
    money = v.phrases.money(final.funding.amount_cny or 0)
    return {
        "announced": f"{year}年{int(month)}月" if v.language == "zh" else _month(year, month),
        "directions": final.directions,
        "partners": final.partners,
        "projects": about.format(money=final.projects.max)
        if final.projects.kind == "about"
        else str(final.projects.max),
        "funding": about.format(money=money) if final.funding.kind == "about" else money,
    }


def _month(year: str, month: str) -> str:
    return format_date(date(int(year), int(month), 1), "MMMM y", locale="en")


def guide_summary(v: Views, guide: Guide) -> dict[str, Any]:
    """A guide in a table of guides, with the sums of its directions."""
    audit = v.library.audits[guide.id]
    return {
        "link": v.guide(guide),
        "id": guide.id,
        "stage": v.stage(guide),
        "draft": guide.stage == "draft",
        "directions": len(guide.directions),
        "partners": audit.partners.summed[0],
        "projects": v.phrases.bounded(*audit.projects.summed, None),
        "funding": v.phrases.money(audit.funding.summed[0]),
    }


def count_direct(library: Library, code: str) -> int:
    """How many directions name the partner in their title."""
    return sum(appearance.direct for appearance in library.by_partner[code])


def version_of(v: Views, guide: Guide, direction: Direction | None = None) -> dict[str, Any] | None:
    """The draft of a final text, or the final text of a draft, where both are held here; with the
    counterpart of ``direction`` where there is one.
    """
    later = v.library.superseded_by(guide.id)
    earlier = v.library.records[guide.id].supersedes if guide.id in v.library.versions else None
    other = later or earlier
    if other is None:
        return None
    counterpart = v.library.counterpart(direction.id) if direction else None
    return {
        "superseded": later is not None,
        "guide": v.guide(v.library.guide(other)),
        "of_direction": direction is not None,
        "counterpart": Link(counterpart, v.direction(counterpart)) if counterpart else None,
        "changes": v.page(ids.changes_path(later or guide.id, v.language)),
    }
