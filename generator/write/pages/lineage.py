"""The index of lineages, and a lineage with what changed from step to step."""

from __future__ import annotations

from generator import ids
from generator.link import WIDEST
from generator.link.lineage import Lineage
from generator.write.changes import change_told
from generator.write.pages.changes import change_details
from generator.write.pages.matrix import axis, by_guide
from generator.write.pages.page import Page, make
from generator.write.pages.reach import reach
from generator.write.shapes import Link, Matrix
from generator.write.views import Views


def lineages_page(v: Views) -> Page:
    """All lineages of more than one step by partner, over all guides with their gaps."""
    returning = [lineage for lineage in v.library.lineages if len(lineage.steps) > 1]
    context = {
        "timeline": timeline(v, returning),
        "single": len(v.library.lineages) - len(returning),
    }
    description = v._(
        "Calls that stand in several of China's S&T cooperation guides: {count}, among {reach}, with what changed from one to the next."
    ).format(count=len(returning), reach=reach(v, v.library.directions))
    return make(v, "lineages", v._("Calls that return"), context, description=description)


def lineage_page(v: Views, lineage: Lineage) -> Page:
    """One lineage, the newest step first."""
    library = v.library
    steps = []
    in_short = len(lineage.latest) - WIDEST
    for place, direction_id in enumerate(lineage.latest):
        earlier = lineage.latest[place - 1] if place else None
        new = library.directions[direction_id]
        change = library.change(earlier, direction_id) if earlier else None
        steps.append(
            {
                "row": v.row(direction_id),
                "anchor": ids.step_anchor(new.guide),
                "line": change_told(change, v.phrases, library.vocabulary) if change else None,
                "details": change_details(v, change)
                if change and not change.unchanged and place >= in_short
                else None,
                "drafts": [v.place(other) for other in lineage.steps[place][:-1]],
            }
        )
    last = library.directions[lineage.latest[-1]]
    title = v.plain(last.title)
    context = {
        "steps": list(reversed(steps)),
        "rows": [step["row"] for step in reversed(steps)],
        "timeline": timeline(v, [lineage]),
        "axis": axis(v, lineage.latest),
        "in_short": max(in_short, 0),
        "partners": tuple(map(v.partner, last.named_partners)),
    }
    description = (
        v._("Call with {partners} from {first} to {last}: {reach}, and what changed between them.")
        if len(lineage.latest) > 1
        else v._("Call with {partners}, {last}: {reach}. No other guide held here carries it on.")
    ).format(
        partners=v.phrases.listing(v.partner(code).text for code in last.named_partners),
        first=lineage.steps[0][0],
        last=last.id,
        reach=reach(v, (d for step in lineage.steps for d in step)),
    )
    return make(v, "lineage", title, context, id=lineage.code, description=description)


def timeline(v: Views, lineages: list[Lineage]) -> Matrix:
    """Lineages as rows of a matrix: for each guide the direction that is its step."""
    rows = []
    for lineage in lineages:
        steps = [d for step in lineage.steps for d in step]
        last = v.library.directions[lineage.latest[-1]]
        page = v.page(ids.lineage_path(lineage.code, v.language))
        rows.append((Link(v.plain(last.title), page), steps))
    return by_guide(v, rows)
