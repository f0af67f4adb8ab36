"""The index of partners, and the page of a partner."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from generator import ids
from generator.link.library import Place
from generator.link.lineage import Lineage
from generator.link.totals import totals
from generator.link.versions import compare_directions
from generator.memberships import Membership
from generator.model import Direction, Guide, Text
from generator.write.changes import change_line, changed_texts
from generator.write.markdown import Link, Markdown, link, shown
from generator.write.pages.lineage import history
from generator.write.pages.matrix import axis, by_guide, partners_over_time
from generator.write.pages.page import (
    Page,
    english_of,
    figures,
    in_short,
    make,
    newest_first,
    reach,
)
from generator.write.views import Views

_DASHES = re.compile(r"[-–—－]+")
_STEPS = 8
"""Maximum number of changes of a lineage on a partner's page."""
_COLUMNS = 6
"""Maximum number of guides side by side in the table of a partner's calls, so that it fits a sheet of paper."""
_FIRST = 3
"""Maximum number of directions of a kind at the top of the page."""


class Call(NamedTuple):
    """A row of the table of a partner's calls."""

    link: Link
    """The link to the call's lineage."""
    cells: list[str]
    """For each guide: the call's direction with its numbers, or the mark of “none”."""
    domains: list[str]
    """The domains of its newest direction."""
    before: list[str]
    """The domains that only its earlier directions have."""


class Calls(NamedTuple):
    """The table of a partner's calls: a row for each call, the newest first, and a column for each guide."""

    guides: list[Guide]
    rows: list[Call]
    older: list[tuple[str, list[str]]]
    """(guide, its directions) of the guides that are no columns, the newest first."""


def partners_page(v: Views) -> Page:
    """Return the page of all partners: countries by number of directions, groupings, organisations, and names in no list."""
    rows = [_summary(v, code) for code in v.by_name(v.library.by_partner)]

    def planned(_: Guide, found: list[str]) -> str:
        return Markdown(" / ".join(map(v.cell, plan_cells(v, found)))) if found else ""

    named = named_partners(v)
    countries = [row for row in rows if row["type"] in ("country", "region")]
    context = {
        "countries": sorted(
            (row for row in countries if row["direct"]),
            key=lambda row: (-len(row["direct"]), -len(row["through"])),
        ),
        "through": [row["link"] for row in countries if not row["direct"]],
        "groupings": sorted(
            (row for row in rows if row["type"] == "grouping"),
            key=lambda row: -len(row["direct"]),
        ),
        "organisations": [row for row in rows if row["type"] == "organisation"],
        "unknown": [row for row in rows if row["type"] == "unknown"],
        "axis": axis(v),
        "over_time": partners_over_time(v, v.library.current(v.library.directions)),
        "earlier": axis(v, batches=v.library.legible_axis).earlier,
        "plans": by_guide(
            v, [(v.partner(code), v.library.direct(code)) for code in named], planned, axis(v)[:2]
        ),
    }
    description = v._(
        "Countries, regions and groupings in China’s S&T calls: {reach}; partners: {count}; projects and money by batch."
    ).format(count=len(rows), reach=reach(v, v.library.directions))
    return make(v, "partners", v._("Partners"), context, hide=["toc"], description=description)


def named_partners(v: Views) -> list[str]:
    """Return the partners named in titles: countries, then groupings, each by number of directions and by name."""
    library = v.library
    counts = {code: len(library.direct(code)) for code in library.by_partner}
    return sorted(
        v.by_name(code for code, count in counts.items() if count),
        key=lambda code: (library.vocabulary.grouping(code) is not None, -counts[code]),
    )


def _summary(v: Views, code: str) -> dict[str, Any]:
    library = v.library
    guides = [library.guide(ids.guide_of(a.direction)) for a in library.by_partner[code]]
    return {
        "link": v.partner(code),
        "type": library.vocabulary.partner_type(code),
        "direct": library.direct(code),
        "through": library.through(code),
        "member": library.by_membership(code),
        "first": v.year(guides, min),
        "last": v.year(guides, max),
    }


def partner_page(v: Views, code: str) -> Page:
    """Return the page of a country or grouping: a briefing, the newest first."""
    library = v.library
    every = [library.directions[a.direction] for a in library.by_partner[code]]
    through = [library.directions[direction] for direction in library.through(code)]
    direct = [library.directions[direction] for direction in library.direct(code)]
    counted = library.current(library.direct(code))
    lineages = _lineages(v, direct)
    told = [
        (lineage, ids.call_anchor(lineage.code), history(v, lineage, _STEPS)[:_STEPS])
        for lineage in lineages
        if len(lineage.steps) > 1
    ]
    agreements = _agreements(direct)
    shown_changes = (change for _, _, found in told for change, _, detail in found if detail)
    is_grouping = library.vocabulary.grouping(code) is not None
    context = {
        **english_of(v, (*(text for text, _ in agreements), *changed_texts(shown_changes))),
        "summary": _summary(v, code),
        "years": v.years(library.guide(d.guide) for d in direct or through),
        "calls": _staged(v, lineages),
        "planned": v.apart(library.direct(code)),
        "projects": v.apart(library.direct(code), lambda some: v.sums(some)[0]),
        "funding": v.apart(library.direct(code), lambda some: v.sums(some)[1]),
        "totals": totals(counted) if counted else None,
        "newest": _newest(v, library.direct(code) or library.through(code)),
        "last_change": _last_change(v, lineages),
        "members": v.by_name({p for d in every for p in d.partners}) if is_grouping else [],
        "membership": _membership(v, code, direct),
        "groupings": _groupings(v, through),
        "also": _also(v, code),
        "by_membership": newest_first(v, library.by_membership(code)),
        "direct": direct,
        "through": newest_first(v, library.through(code)),
        "axis": axis(v, library.direct(code)),
        "plans": _plans(v, direct),
        "table": _calls(v, lineages, direct),
        "histories": told,
        "agencies": [
            (v.name(library.vocabulary.agency(agency).name), places)
            for agency, places in library.agencies[code].items()
        ],
        "agreements": agreements,
        "selection": v.selection("partner", code),
        "compare": f"{v.page(f'{v.language}/compare/')}?partners={code.lower()}",
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
            "{partner} in China’s S&T cooperation calls: through groupings alone, in {reach}."
        ).format(partner=partner, reach=reach(v, library.through(code)))
    newest = max(direct, key=lambda d: library.positions[d.guide]).guide
    projects, funding = v.sums([d for d in direct if d.guide == newest])
    return v._("{partner} in China’s calls: {reach}. Latest: {guide}; {figures}.").format(
        partner=partner,
        reach=reach(v, library.direct(code)),
        guide=v.guide_name(library.guide(newest)),
        figures=figures(v, projects, in_short(v, funding)),
    )


def _membership(v: Views, code: str, directions: Sequence[Direction]) -> dict[str, Any] | None:
    """Return the members of a grouping, and their number at the time of the last of its ``directions``."""
    record = v.library.vocabulary.membership(code)
    if record is None or not directions:
        return None
    order = v.members(record, {member.code for member in record.members})
    members = sorted(record.members, key=lambda member: order.index(member.code))
    return {
        "record": record,
        "names": [(v.member(record, member.code), v.period(member)) for member in members],
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
    """Return projects and funding for a table. A plus marks a sum that leaves some of the directions out."""
    directions = [v.library.directions[direction_id] for direction_id in direction_ids]
    if not directions:
        return v.phrases.mark("none"), v.phrases.mark("none")
    if len(directions) == 1:
        only = directions[0]
        return v.phrases.quota_cell(only.quota, only.in_words), v.phrases.funding_cell(
            only.funding, only.in_words
        )
    sums, phrases = totals(directions), v.phrases
    projects, funding = phrases.bounded(*sums.projects), phrases.money_figure(sums.amount_cny)
    return (
        phrases.summed(
            projects, max(sums.projects), sums.without_projects, sums.projects_kind, cell=True
        ),
        phrases.summed(
            funding, sums.amount_cny, sums.without_funding, sums.funding_kind, cell=True
        ),
    )


def _lineages(v: Views, directions: Iterable[Direction]) -> list[Lineage]:
    """Return the lineages of ``directions``: those with the newest direction first."""
    found = {(lineage := v.library.lineage_of(d.id)).code: lineage for d in directions}
    newest = v.library.newest_first(lineage.latest[-1] for lineage in found.values())
    return [v.library.lineage_of(direction.id) for direction in newest]


def _staged(v: Views, lineages: Iterable[Lineage]) -> list[str]:
    """Return the number of calls with a final text, and of those that are known from drafts alone."""
    final, draft = 0, 0
    for lineage in lineages:
        stages = {v.library.guide(ids.guide_of(d)).stage for d in lineage.latest}
        final, draft = final + ("final" in stages), draft + ("final" not in stages)
    wording = (
        (v._("With a final text: {number}"), final),
        (v._("Only in drafts: {number}"), draft),
    )
    return [words.format(number=v.phrases.count(count, "项")) for words, count in wording if count]


def _newest(v: Views, direction_ids: Sequence[str]) -> list[tuple[str, list[Direction], int]]:
    """Return (heading, first few directions, number of others) of the newest guide; if it is a draft, of the newest
    final text too.
    """
    stages = v.library.by_stage(direction_ids)
    held = {
        stage: v.library.newest_first(direction.id for direction in found)
        for stage, found in stages.items()
    }
    final, draft = held.get("final", []), held.get("draft", [])
    positions = v.library.positions
    found = []
    if draft and not (final and positions[final[0].guide] > positions[draft[0].guide]):
        found.append((v._("Newest draft"), draft))
    if final:
        found.append((v._("Newest final text"), final))
    return [(name, *_first(directions)) for name, directions in found]


def _first(directions: Sequence[Direction]) -> tuple[list[Direction], int]:
    """Return the first few directions of the newest guide, and the number of its others. The newest come first."""
    _, of_guide = next(groupby(directions, key=lambda d: d.guide))
    found = list(of_guide)
    return found[:_FIRST], len(found[_FIRST:])


def _last_change(v: Views, lineages: Iterable[Lineage]) -> tuple[str, str, str] | None:
    """Return (direction, direction that continues it, what changed in one line) of the newest call with an earlier one."""
    for lineage in lineages:
        if len(lineage.steps) > 1:
            old, new = (v.library.directions[direction] for direction in lineage.latest[-2:])
            return old.id, new.id, change_line(v, compare_directions(old, new))
    return None


def _groupings(v: Views, through: Sequence[Direction]) -> list[tuple[str, list[str]]]:
    """Return (grouping, ids of its directions, newest first) for directions of groupings whose text names a country."""
    newest = v.library.newest_first(d.id for d in through)
    listed = v.by_name(grouping.code for grouping in v.library.vocabulary.groupings)
    found = {code: [d.id for d in newest if code in d.groups] for code in listed}
    return [(code, directions) for code, directions in found.items() if directions]


def _calls(v: Views, lineages: Iterable[Lineage], directions: Sequence[Direction]) -> Calls:
    """Return the table of the calls in ``lineages``.

    Its columns are all guides if they fit; otherwise the newest of those that name the partner.
    """
    library, holding = v.library, {d.guide for d in directions}
    guides = list(library.guides)
    if len(guides) > _COLUMNS:
        guides = [guide for guide in guides if guide.id in holding][-_COLUMNS:]
    shown_in = {guide.id for guide in guides}
    rows = []
    for lineage in lineages:
        steps = [library.directions[d] for step in lineage.steps for d in step]
        if not any(d.guide in shown_in for d in steps):
            continue
        last = library.directions[lineage.latest[-1]]
        cells = [_cell(v, [d for d in steps if d.guide == guide.id]) for guide in guides]
        known = dict.fromkeys(code for d in reversed(steps) for code in d.domains)
        before = [code for code in known if code not in last.domains]
        rows.append(Call(v.lineage(lineage.code, last), cells, list(last.domains), before))
    ordered = library.newest_first(d.id for d in directions if d.guide not in shown_in)
    older = [(guide, [d.id for d in f]) for guide, f in groupby(ordered, key=lambda d: d.guide)]
    return Calls(guides, rows, older)


def _cell(v: Views, directions: Iterable[Direction]) -> str:
    """Return number, projects and funding of each of ``directions``, for a cell of the table of calls."""
    lines = [
        f"{link(v.number(d.id))}<br>{v.cell(v.phrases.quota_cell(d.quota, d.in_words))}"
        f"{shown(' · ')}{v.cell(v.phrases.funding_cell(d.funding, d.in_words))}"
        for d in directions
    ]
    return Markdown("<br>".join(lines) or v.mark("none"))


def _agreements(directions: Iterable[Direction]) -> list[tuple[Text, list[Place]]]:
    """Return (agreement as printed, places that cite it) in the order of the guides; dashes of any kind are one."""
    found: dict[str, tuple[Text, list[Place]]] = {}
    for direction in directions:
        for item in direction.agreements:
            key = _DASHES.sub("-", item.text.zh)
            _, places = found.setdefault(key, (item.text, []))
            places.append((direction.id, item.anchor))
    return list(found.values())
