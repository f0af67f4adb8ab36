"""The numbers of a picture as a table, for its CSV file: the same directions that the picture draws, in plain figures.

Money is in yuan. A batch is named in words, as a spreadsheet would take “2022-1” for a month.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.ids.addresses import parse_path
from generator.link.batches import Batch
from generator.link.totals import totals
from generator.model import Direction
from generator.picture.grids import ranked
from generator.write.pages.partner import named_partners
from generator.write.views import Views

Row = Sequence[object]


def guides(v: Views) -> list[Row]:
    """Return a row for each guide in force, with the sums of its directions."""
    batches = v.library.whole_axis
    rows = [
        [*_guide(v, batch), len(found), *_sums(found)]
        for batch, found in zip(
            batches, v.library.by_batch(batches, v.library.directions), strict=True
        )
        if found
    ]
    return [[*_guide_head(v), v._("Directions"), *_sums_head(v)], *rows]


def partner(v: Views) -> list[Row]:
    """Return a row for each direction of the partner of the page."""
    return _plans(v, v.library.direct(parse_path(v.path).name))


def lineage(v: Views) -> list[Row]:
    """Return a row for each direction of the lineage of the page."""
    return _plans(v, v.library.lineage(parse_path(v.path).name).latest)


def _plans(v: Views, direction_ids: Iterable[str]) -> list[Row]:
    wanted = list(direction_ids)
    batches = v.library.axis(wanted)
    head = [*_guide_head(v), v._("Identifier"), v._("Direction"), *_sums_head(v)]
    told = [v._("Projects, in words"), v._("Funding, in words")]
    return [
        [*head, *told],
        *(
            [
                *_guide(v, batch),
                direction.id,
                v.title(direction),
                direction.projects.min,
                direction.projects.max,
                direction.funding.amount_cny,
                v.phrases.quota(direction.quota, direction.in_words),
                v.phrases.funding(direction.funding, direction.in_words),
            ]
            for batch, found in zip(batches, v.library.by_batch(batches, wanted), strict=True)
            for direction in found
        ),
    ]


def partners(v: Views) -> list[Row]:
    """Return a row for each partner and batch of the picture of all directions."""
    library, batches = v.library, v.library.whole_axis
    head = [v._("Partner"), *_guide_head(v), v._("Directions"), v._("Through a grouping")]
    rows = [
        [v.partner(code).text, *_guide(v, batch), len(named), len(grouped)]
        for code in named_partners(v)
        for batch, named, grouped in zip(
            batches,
            library.by_batch(batches, library.direct(code)),
            library.by_batch(batches, library.through(code)),
            strict=True,
        )
        if named or grouped
    ]
    return [head, *rows]


def amounts(v: Views) -> list[Row]:
    """Return a row for each partner and batch of the pictures of projects and money."""
    batches = v.library.legible_axis
    head = [v._("Partner"), *_guide_head(v), v._("Directions"), *_sums_head(v)]
    rows = [
        [v.partner(code).text, *_guide(v, batch), len(found), *_sums(found)]
        for code, held in ranked(v, batches)
        for batch, found in zip(batches, held, strict=True)
        if found
    ]
    return [head, *rows]


def domains(v: Views) -> list[Row]:
    """Return a row for each domain and batch."""
    batches = v.library.whole_axis
    head = [v._("Domain"), *_guide_head(v), v._("Directions"), v._("All directions of the guide")]
    rows = [
        [v.domain(code).text, *_guide(v, batch), len(found), len(every)]
        for code, naming in v.library.by_domain.items()
        for batch, found, every in v.library.parts(batches, naming)
    ]
    return [head, *rows]


def share(v: Views) -> list[Row]:
    """Return a row for each batch, with what of it is in the domain of the page."""
    naming = v.library.by_domain[parse_path(v.path).name]
    head = [
        *_guide_head(v),
        v._("Directions"),
        v._("All directions of the guide"),
        v._("Projects"),
        v._("All projects of the guide"),
    ]
    rows = [
        [
            *_guide(v, batch),
            len(found),
            len(every),
            totals(found).projects[1],
            totals(every).projects[1],
        ]
        for batch, found, every in v.library.parts(v.library.axis(naming), naming)
    ]
    return [head, *rows]


def _guide_head(v: Views) -> list[str]:
    return [v._("Guide"), v._("Stage")]


def _guide(v: Views, batch: Batch) -> list[str]:
    guide = v.library.guide(batch.guide or "")
    return [v.batch(guide), v.stage(guide)]


def _sums_head(v: Views) -> list[str]:
    return [v._("Projects, lower bound"), v._("Projects, upper bound"), v._("Funding (yuan)")]


def _sums(directions: Sequence[Direction]) -> list[int | None]:
    """Return projects and money of ``directions``; None, an empty cell, where none of them states a number."""
    found = totals(directions)
    least, most = found.projects
    known = None if found.without_projects and not most else most
    money = None if found.without_funding and not found.amount_cny else found.amount_cny
    return [None if known is None else least, known, money]
