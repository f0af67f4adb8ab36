"""The index of partners, and a partner."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from generator import ids
from generator.link import Library
from generator.link.lineage import Lineage
from generator.link.totals import Totals, totals
from generator.model import Direction
from generator.write.changes import change_told
from generator.write.markdown import Markdown
from generator.write.pages.changes import change_details
from generator.write.pages.lineage import timeline
from generator.write.pages.matrix import axis, by_batch, matrix
from generator.write.pages.older import newest_first
from generator.write.pages.page import Page, count_direct, make
from generator.write.pages.reach import reach
from generator.write.shapes import Link, Matrix
from generator.write.views import Views

_STEPS = 8
"""How many changes of a lineage are told here."""


def partners_page(v: Views) -> Page:
    """Countries by number of directions, groupings, and whom no list knows."""
    rows = [_partner_summary(v, code) for code in v.library.by_partner]
    context = {
        "countries": sorted(
            (row for row in rows if row["type"] in ("country", "region")),
            key=lambda row: (-row["direct"], -row["through"], row["link"].text),
        ),
        "groupings": [row for row in rows if row["type"] == "grouping"],
        "unknown": [row for row in rows if row["type"] == "unknown"],
        "axis": axis(v),
        "plans": _planned(v),
    }
    description = v._(
        "Countries, regions and groupings in China's S&T cooperation calls: {count} partners in {reach}; projects and money by batch."
    ).format(count=len(rows), reach=reach(v, v.library.directions))
    return make(v, "partners", v._("Partners"), context, description=description)


def named_partners(library: Library) -> list[str]:
    """The partners that titles name: countries, then groupings, each by number of directions."""
    counts = {code: count_direct(library, code) for code in library.by_partner}
    return sorted(
        (code for code, count in counts.items() if count),
        key=lambda code: (library.vocabulary.grouping(code) is not None, -counts[code]),
    )


def _planned(v: Views) -> Matrix:
    """Each partner's projects and money in each guide."""

    def cell(directions: Sequence[Direction]) -> str:
        planned = plan_cells(v, directions)
        return f"{planned['projects']} / {planned['funding']}" if directions else ""

    return by_batch(
        v,
        (
            (v.partner(code), [a.direction for a in v.library.by_partner[code] if a.direct])
            for code in named_partners(v.library)
        ),
        lambda _, found: cell(found),
    )


def _partner_summary(v: Views, code: str) -> dict[str, Any]:
    library = v.library
    appearances = library.by_partner[code]
    years = [library.guide(library.directions[a.direction].guide).year for a in appearances]
    return {
        "code": code,
        "link": v.partner(code),
        "type": library.vocabulary.partner_type(code),
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
    direct = [library.directions[a.direction] for a in appearances if a.direct]
    counted = library.current(d.id for d in direct)
    returning = _lineages(v, direct)
    rows, older = newest_first(v, (d.id for d in direct))
    through, older_through = newest_first(v, (a.direction for a in appearances if not a.direct))
    context = {
        "summary": _partner_summary(v, code),
        "language": v.partner(code).language,
        "totals": totals_view(v, totals(counted)) if counted else None,
        "grouping": grouping,
        "unknown": library.vocabulary.partner_type(code) == "unknown",
        "members": [v.partner(member) for member in members],
        "groupings": [v.partner(g) for g in groupings],
        "direct": rows,
        "older": older,
        "through": through,
        "older_through": older_through,
        "axis": axis(v, (d.id for d in direct)),
        "plans": _plans(v, direct),
        "timeline": timeline(v, returning),
        "histories": [_history(v, lineage) for lineage in returning if len(lineage.steps) > 1],
        "domains": matrix(
            v, direct, lambda d: d.domains, v.domain, [x.code for x in library.vocabulary.domains]
        ),
        "agencies": _agencies(v, code),
        "agreements": _agreements(v, direct),
        "data": [
            Link(suffix.upper(), v.site(ids.partner_data_path(code, suffix)))
            for suffix in ("csv", "json")
        ]
        + [v.feed()],
    }
    description = (
        v._(
            "{partner} in China's S&T cooperation calls: {reach}. Projects and money, domains, and the agencies and agreements named."
        )
        if direct
        else v._("{partner} in China's S&T cooperation calls: through groupings alone, in {reach}.")
    ).format(
        partner=v.partner(code).text,
        reach=reach(v, [d.id for d in direct] or [a.direction for a in appearances]),
    )
    name = v.partner(code).text
    return make(v, "partner", name, context, id=code.lower(), description=description)


def _plans(v: Views, directions: Iterable[Direction]) -> list[dict[str, Any]]:
    """What each guide plans, or nothing for partners that one batch alone names. What a draft named
    and its final text does not still makes two: the section stays for those who link to it.
    """
    found = list(directions)
    if len({ids.step_anchor(d.guide) for d in found}) < 2:
        return []
    batches = v.library.by_batch(v.library.batches, (d.id for d in found))
    return [
        {
            "guide": v.guide(v.library.guide(batch.guide)),
            "directions": [v.number(d.id) for d in held],
            **plan_cells(v, held),
        }
        for batch, held in batches
        if batch.guide
    ]


def plan_cells(v: Views, directions: Sequence[Direction]) -> dict[str, str]:
    """Projects and money of ``directions`` for a table; what only some of them tell has a plus."""
    if not directions:
        return {"projects": "·", "funding": "·"}
    sums = totals(directions)
    projects = v.phrases.bounded(*sums.projects, None)
    funding = v.phrases.money_figure(sums.amount_cny)
    silent = len(sums.open_funding) + len(sums.silent_funding)
    if len(directions) == 1:
        only = directions[0]
        return {
            "projects": v.phrases.quota_cell(only.quota),
            "funding": v.phrases.funding_cell(only.funding),
        }
    return {
        "projects": f"{projects}+" if sums.open_projects else projects,
        "funding": f"{funding}+" if silent else funding,
    }


def totals_view(v: Views, sums: Totals) -> dict[str, Any]:
    """Sums in words, and the directions that they leave out."""
    low, high = sums.projects
    return {
        "projects": v.phrases.bounded(low, high, None),
        "funding": v.phrases.money(sums.amount_cny),
        "inexact": sums.inexact,
        "left_out": [
            (words, [v.place(direction_id) for direction_id in found])
            for words, found in (
                (v._("number of projects to be determined"), sums.open_projects),
                (v._("funding to be determined"), sums.open_funding),
                (v._("funding not stated"), sums.silent_funding),
            )
            if found
        ],
    }


def _lineages(v: Views, directions: Iterable[Direction]) -> list[Lineage]:
    """The lineages of ``directions``: those that return first, then by their first direction."""
    found = {(lineage := v.library.lineage_of(d.id)).code: lineage for d in directions}
    return sorted(found.values(), key=lambda lineage: -len(lineage.steps))


def _history(v: Views, lineage: Lineage) -> dict[str, Any]:
    """A lineage in lines, the newest change first, each with its words; the eldest of many changes are
    left to the lineage's own page.
    """
    library = v.library
    page = v.page(ids.lineage_path(lineage.code, v.language))
    steps = []
    for old, new in pairwise(lineage.latest[-_STEPS - 1 :]):
        change = library.change(old, new)
        steps.append(
            {
                "old": v.place(old),
                "new": v.place(new),
                "line": change_told(change, v.phrases, library.vocabulary),
                "details": None if change.unchanged else change_details(v, change),
            }
        )
    last = library.directions[lineage.latest[-1]]
    return {
        "link": Link(v.plain(last.title), page),
        "anchor": ids.call_anchor(lineage.code),
        "steps": steps[::-1],
        "earlier": page if len(lineage.steps) > _STEPS + 1 else None,
    }


def _agencies(v: Views, code: str) -> list[tuple[str, list[Link]]]:
    """The partner's counterpart agencies by name, each with the places that name it."""
    return [
        (
            v.name(v.library.vocabulary.agency(agency).name),
            [v.place(naming.direction, naming.anchor) for naming in places],
        )
        for agency, places in v.library.agencies[code].items()
    ]


def _agreements(v: Views, directions: Iterable[Direction]) -> list[tuple[Markdown, list[Link]]]:
    """Agreements as printed, each with the directions that cite it, in the order of the guides."""
    texts: dict[str, Markdown] = {}
    citing: dict[str, list[Link]] = {}
    for direction in directions:
        for item in direction.agreements:
            texts.setdefault(item.text.zh, v.segment(item.text).inline)
            link = v.place(direction.id, item.anchor)
            citing.setdefault(item.text.zh, []).append(link)
    return [(texts[wording], links) for wording, links in citing.items()]
