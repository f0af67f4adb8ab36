"""The index of lineages, and the page of a lineage with the changes from step to step."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from generator import ids
from generator.link import WIDEST
from generator.link.lineage import Lineage
from generator.link.versions import DirectionChange, compare_directions
from generator.write.changes import Details, change_details, change_told, changed_texts
from generator.write.markdown import Markdown
from generator.write.pages.matrix import Matrix, axis, by_guide
from generator.write.pages.page import Page, english_of, make, reach
from generator.write.views import Views


def lineages_page(v: Views) -> Page:
    """Return the page of all lineages with more than one step, on a time axis of all guides."""
    returning = [lineage for lineage in v.library.lineages if len(lineage.steps) > 1]
    context = {
        "timeline": timeline(v, returning),
        "single": len(v.library.lineages) - len(returning),
    }
    description = v._(
        "Calls that appear in several of China’s S&T cooperation guides: {count}, among {reach}, and what changed in each."
    ).format(count=len(returning), reach=reach(v, v.library.directions))
    return make(v, "lineages", v._("Recurring calls"), context, description=description)


def lineage_page(v: Views, lineage: Lineage) -> Page:
    """Return the page of one lineage, the newest step first. If there are many, the oldest changes are shortened."""
    directions = [v.library.directions[direction_id] for direction_id in lineage.latest]
    changes = history(v, lineage, WIDEST)
    last = directions[-1]
    context = {
        **english_of(v, changed_texts(change for change, _, detail in changes if detail)),
        "directions": directions[::-1],
        "timeline": timeline(v, [lineage]),
        "axis": axis(v, lineage.latest),
        "changes": [
            (change, ids.step_anchor(change.new.guide), *told) for change, *told in changes
        ],
        "told_in_full": WIDEST if len(directions) > WIDEST else None,
        "partners": v.partner_cell(last),
    }
    description = (
        v._("Call ({partners}) from {first} to {last}: {count}, and what changed between them.")
        if changes
        else v._("Call ({partners}), {last}: {reach}. No other guide held here carries it on.")
    ).format(
        partners=v.phrases.listing(v.partner_names(last)),
        first=lineage.steps[0][0],
        last=last.id,
        reach=reach(v, (d for step in lineage.steps for d in step)),
        count=v.phrases.directions(sum(map(len, lineage.steps))),
    )
    return make(v, "lineage", v.title(last), context, id=lineage.code, description=description)


def history(
    v: Views, lineage: Lineage, in_full: int
) -> list[tuple[DirectionChange, Markdown, Details | None]]:
    """Return (change, its sentences, its details) of ``lineage``, the newest first. Only the newest ``in_full`` changes
    have details.
    """
    directions = [v.library.directions[direction_id] for direction_id in lineage.latest]
    changes = [compare_directions(old, new) for old, new in pairwise(directions)][::-1]
    return [
        (
            change,
            v.with_chinese(change_told(v, change)),
            change_details(v, change) if number < in_full and not change.unchanged else None,
        )
        for number, change in enumerate(changes)
    ]


def timeline(v: Views, lineages: Iterable[Lineage]) -> Matrix:
    """Return a matrix with a row for each lineage and a column for each guide. Cells link to the lineage's directions."""
    rows = []
    for lineage in lineages:
        last = v.library.directions[lineage.latest[-1]]
        steps = [direction for step in lineage.steps for direction in step]
        rows.append((v.lineage(lineage.code, last), steps))
    return by_guide(v, rows)
