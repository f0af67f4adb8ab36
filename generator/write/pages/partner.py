"""The index of partners, and a partner."""

from __future__ import annotations

from typing import Any

from generator.write.pages.page import Page, count_direct, make
from generator.write.views import Views


def partners_page(v: Views) -> Page:
    """Countries by number of directions, and groupings."""
    rows = [_partner_summary(v, code) for code in v.library.by_partner]
    context = {
        "countries": sorted(
            (row for row in rows if not row["grouping"]),
            key=lambda row: (-row["direct"], -row["through"], row["link"].text),
        ),
        "groupings": [row for row in rows if row["grouping"]],
    }
    return make(v, "partners", v._("Partners"), context)


def _partner_summary(v: Views, code: str) -> dict[str, Any]:
    library = v.library
    appearances = library.by_partner[code]
    years = [library.guide(library.directions[a.direction].guide).year for a in appearances]
    return {
        "code": code,
        "link": v.partner(code),
        "grouping": library.vocabulary.grouping(code) is not None,
        "direct": count_direct(library, code),
        "through": sum(not a.direct for a in appearances),
        "first": min(years),
        "last": max(years),
    }


def partner_page(v: Views, code: str) -> Page:
    """A country or grouping with its directions, the newest first."""
    library = v.library
    appearances = library.by_partner[code]
    grouping = library.vocabulary.grouping(code)
    members = sorted(
        {p for a in appearances for p in library.directions[a.direction].partners}
        if grouping
        else set()
    )
    groupings = [
        g.code
        for g in library.vocabulary.groupings
        if any(
            g.code in library.directions[a.direction].groups and not a.direct for a in appearances
        )
    ]
    context = {
        "summary": _partner_summary(v, code),
        "grouping": grouping,
        "members": [v.partner(member) for member in members],
        "groupings": [v.partner(g) for g in groupings],
        "direct": v.newest_first([a for a in appearances if a.direct]),
        "through": v.newest_first([a for a in appearances if not a.direct]),
        "title": v.partner(code).text,
    }
    return make(v, "partner", v.partner(code).text, context, id=code.lower())
