"""The index of partners, and the page of a partner."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from generator import ids
from generator.link import Library
from generator.link.library import Place
from generator.link.lineage import Lineage
from generator.link.totals import totals
from generator.memberships import Membership
from generator.model import Direction, Guide, Text
from generator.write.markdown import Markdown
from generator.write.pages.lineage import history, timeline
from generator.write.pages.matrix import axis, by_guide, over_time
from generator.write.pages.page import Page, in_short, make, newest_first, reach
from generator.write.views import Views

_STEPS = 8
"""Maximum number of changes of a lineage on a partner's page."""


def partners_page(v: Views) -> Page:
    """Return the page of all partners: countries by number of directions, groupings, organisations, and names in no list."""
    rows = [_summary(v, code) for code in v.library.by_partner]

    def planned(_: Guide, found: list[str]) -> str:
        return Markdown(" / ".join(map(v.cell, plan_cells(v, found)))) if found else ""

    named = named_partners(v.library)
    context = {
        "countries": sorted(
            (row for row in rows if row["type"] in ("country", "region")),
            key=lambda row: (-len(row["direct"]), -len(row["through"]), row["link"].text),
        ),
        "groupings": [row for row in rows if row["type"] == "grouping"],
        "organisations": [row for row in rows if row["type"] == "organisation"],
        "unknown": [row for row in rows if row["type"] == "unknown"],
        "axis": axis(v),
        "plans": by_guide(
            v, [(v.partner(code), v.library.direct(code)) for code in named], planned, axis(v)[:2]
        ),
    }
    description = v._(
        "Countries, regions and groupings in China's S&T cooperation calls: {count} partners in {reach}; projects and money by batch."
    ).format(count=len(rows), reach=reach(v, v.library.directions))
    return make(v, "partners", v._("Partners"), context, description=description)


def named_partners(library: Library) -> list[str]:
    """Return the partners named in titles: countries, then groupings, each by number of directions."""
    counts = {code: len(library.direct(code)) for code in library.by_partner}
    return sorted(
        (code for code, count in counts.items() if count),
        key=lambda code: (library.vocabulary.grouping(code) is not None, -counts[code]),
    )


def _summary(v: Views, code: str) -> dict[str, Any]:
    library = v.library
    years = [library.guide(ids.guide_of(a.direction)).year for a in library.by_partner[code]]
    return {
        "link": v.partner(code),
        "type": library.vocabulary.partner_type(code),
        "direct": library.direct(code),
        "through": library.through(code),
        "first": min(years),
        "last": max(years),
    }


def partner_page(v: Views, code: str) -> Page:
    """Return the page of a country or grouping with its directions, the newest first."""
    library = v.library
    every = [library.directions[a.direction] for a in library.by_partner[code]]
    through = [library.directions[direction] for direction in library.through(code)]
    direct = [library.directions[direction] for direction in library.direct(code)]
    counted = library.current(library.direct(code))
    returning = _lineages(v, direct)
    is_grouping = library.vocabulary.grouping(code) is not None
    domains = [domain.code for domain in library.vocabulary.domains]
    context = {
        "summary": _summary(v, code),
        "planned": v.apart(library.direct(code)),
        "projects": v.apart(library.direct(code), lambda some: v.sums(some)[0]),
        "funding": v.apart(library.direct(code), lambda some: v.sums(some)[1]),
        "totals": totals(counted) if counted else None,
        "members": sorted({p for d in every for p in d.partners}) if is_grouping else [],
        "groupings": [
            grouping.code
            for grouping in library.vocabulary.groupings
            if any(grouping.code in direction.groups for direction in through)
        ],
        "membership": _membership(v, code, direct),
        "also": _also(v, code),
        "by_membership": newest_first(v, library.by_membership(code)),
        "direct": newest_first(v, library.direct(code)),
        "through": newest_first(v, library.through(code)),
        "axis": axis(v, library.direct(code)),
        "plans": _plans(v, direct),
        "timeline": timeline(v, returning),
        "histories": [
            (lineage, ids.call_anchor(lineage.code), history(v, lineage, _STEPS)[:_STEPS])
            for lineage in returning
            if len(lineage.steps) > 1
        ],
        "domains": over_time(v, direct, lambda d: d.domains, v.domain, domains),
        "agencies": [
            (v.name(library.vocabulary.agency(agency).name), places)
            for agency, places in library.agencies[code].items()
        ],
        "agreements": _agreements(direct),
        "csv": v.site(ids.partner_data_path(code, "csv")),
        "json": v.site(ids.partner_data_path(code, "json")),
    }
    name, description = v.partner(code).text, _description(v, code, direct)
    return make(v, "partner", name, context, id=code.lower(), description=description)


def _description(v: Views, code: str, direct: Sequence[Direction]) -> str:
    """Return the number of the partner's directions, and what the newest guide that names it plans."""
    partner, library = v.partner(code).text, v.library
    if not direct:
        return v._(
            "{partner} in China's S&T cooperation calls: through groupings alone, in {reach}."
        ).format(partner=partner, reach=reach(v, library.through(code)))
    newest = max(direct, key=lambda d: library.positions[d.guide]).guide
    projects, funding = v.sums([d for d in direct if d.guide == newest])
    return v._(
        "{partner} in China's S&T calls: {reach}. Last: {guide}, projects {projects}, money {funding}."
    ).format(
        partner=partner,
        reach=reach(v, library.direct(code)),
        guide=v.guide_name(library.guide(newest)),
        projects=projects,
        funding=in_short(v, funding),
    )


def _membership(v: Views, code: str, directions: Sequence[Direction]) -> dict[str, Any] | None:
    """Return the members of a grouping, and their number at the time of the last of its ``directions``."""
    record = v.library.vocabulary.membership(code)
    if record is None or not directions:
        return None
    members = sorted(record.members, key=lambda member: member.code)
    return {
        "record": record,
        "names": [(v.member(member.code), v.period(member)) for member in members],
        "count": len(record.on(v.library.day(directions[-1].guide))),
    }


def _also(v: Views, code: str) -> list[tuple[Membership, str, list[str]]]:
    """Return the groupings in whose calls a country may take part as a member: record, its periods, ids of the calls."""
    calls: dict[str, list[str]] = {}
    for direction in v.library.by_membership(code):
        for grouping, codes in v.library.members(direction).items():
            if code in codes:
                calls.setdefault(grouping, []).append(direction)
    return [
        (
            record,
            "".join(v.period(member) for member in record.members if member.code == code),
            calls[record.code],
        )
        for record in v.library.vocabulary.memberships
        if record.code in calls
    ]


def _plans(v: Views, directions: Sequence[Direction]) -> list[tuple[str, list[str], str, str]]:
    """Return (guide, directions, projects, funding) of each batch, or an empty list for a partner of only one batch.

    Superseded drafts count here too, so that a section to which readers may link does not go when the final text of a
    draft no longer names the partner.
    """
    if len({ids.step_anchor(d.guide) for d in directions}) < 2:
        return []
    held = v.library.by_batch(v.library.batches, (d.id for d in directions))
    return [
        (batch.guide, [d.id for d in found], *plan_cells(v, [d.id for d in found]))
        for batch, found in zip(v.library.batches, held, strict=True)
        if batch.guide
    ]


def plan_cells(v: Views, direction_ids: Iterable[str]) -> tuple[str, str]:
    """Return projects and funding for a table. A plus marks a number that only some of the directions state."""
    directions = [v.library.directions[direction_id] for direction_id in direction_ids]
    if not directions:
        return v.phrases.mark("none"), v.phrases.mark("none")
    if len(directions) == 1:
        only = directions[0]
        return v.phrases.quota_cell(only.quota, only.in_words), v.phrases.funding_cell(
            only.funding, only.in_words
        )
    sums = totals(directions)
    projects = v.phrases.bounded(*sums.projects)
    funding = v.phrases.money_figure(sums.amount_cny)
    return projects + "+" * sums.partial_projects, funding + "+" * sums.partial_funding


def _lineages(v: Views, directions: Iterable[Direction]) -> list[Lineage]:
    """Return the lineages of ``directions``: those with most steps first, equals by their first direction."""
    found = {(lineage := v.library.lineage_of(d.id)).code: lineage for d in directions}
    return sorted(found.values(), key=lambda lineage: -len(lineage.steps))


def _agreements(directions: Iterable[Direction]) -> list[tuple[Text, list[Place]]]:
    """Return (agreement as printed, places that cite it) in the order of the guides."""
    found: dict[str, tuple[Text, list[Place]]] = {}
    for direction in directions:
        for item in direction.agreements:
            _, places = found.setdefault(item.text.zh, (item.text, []))
            places.append((direction.id, item.anchor))
    return list(found.values())
