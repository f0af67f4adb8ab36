"""Grids over time: a row for each partner or domain, a column for each batch."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import sqrt
from typing import NamedTuple

from generator import ids
from generator.link.totals import totals
from generator.model import Direction
from generator.picture.axis import Column, axis, columns, gaps
from generator.picture.svg import (
    ACCENT,
    INK,
    PAPER,
    RULE,
    WIDTH,
    Panel,
    Value,
    box,
    circle,
    heading,
    label,
)
from generator.write.markdown import Link
from generator.write.pages.domain import share_anchor
from generator.write.pages.partner import named_partners
from generator.write.views import Views

_ROW = 19
"""Height of a row."""
_LEFT = 134
"""Width of the space for the names of the rows."""
_HEAD = 22
"""Height of a heading."""
_RULE = 0.6
"""Height of the lines between rows."""
_DISC = 6.89
"""Radius of a disc with a figure in it, if its column is wide enough."""
_LARGEST = 8.66
"""Radius of the largest disc in pictures that compare areas, if its column is wide enough. It fills the height of a row."""
_FILL = 0.8862
"""Diameter of the widest disc, as a fraction of its column's width."""
_RING = 3.39
"""Radius of a ring."""
_RING_STYLE: dict[str, Value] = {
    "fill": "transparent",  # not “none”: the inside is part of the link
    "stroke": ACCENT,
    "stroke_width": 1.5,
    "opacity": 0.7,
}
Cell = tuple[int, Link]
"""(a number, or 0 if none is known; its link)."""
Figure = Callable[[list[Direction]], str]


class Row(NamedTuple):
    """A row: its name as a link, and for each batch a cell or None."""

    name: Link
    cells: Sequence[Cell | None]


def directions(v: Views) -> list[Panel]:
    """Draw partners by batch: a disc if titles name them, a ring if they take part only as members of a grouping."""
    rows = _partners(v, len, lambda found: v.phrases.comma.join(d.id for d in found), rings=True)
    placed = _columns(v)
    figures = [
        label(column.middle, y, str(amount), fill=PAPER, font_weight=700)
        for column, y, (amount, _) in _cells(placed, rows)
        if amount > 1
    ]
    radius = _at_most(_DISC, placed)
    return _grid(v, rows, [*_discs(placed, rows, lambda _: radius), *figures])


def projects(v: Views) -> list[Panel]:
    """Draw partners by batch, with discs in proportion to the number of projects."""

    def figure(found: list[Direction]) -> str:
        low, high = totals(found).projects
        return v.phrases.bounded(low, high) if high else v.phrases.quota(found[0].quota)

    return _compared(v, v._("Projects"), lambda found: totals(found).projects[1], figure)


def funding(v: Views) -> list[Panel]:
    """Draw partners by batch, with discs in proportion to the funding."""

    def figure(found: list[Direction]) -> str:
        amount = totals(found).amount_cny
        return v.phrases.money(amount) if amount else v.phrases.funding(found[0].funding)

    return _compared(v, v._("Funding"), lambda found: totals(found).amount_cny, figure)


def domains(v: Views) -> list[Panel]:
    """Draw domains by batch, with their share of each guide's directions in per cent."""
    batches = v.library.whole_axis
    every = v.library.by_batch(batches, v.library.directions)
    rows = []
    for code, naming in v.library.by_domain.items():
        name = Link(v.domain(code).text, v.site(ids.domain_path(code, v.language)))
        cells: list[Cell | None] = []
        for found, whole in zip(v.library.by_batch(batches, naming), every, strict=True):
            if found:
                part = v.phrases.share(len(found), len(whole))
                href = ids.place(name.href, share_anchor(found, code))
                cells.append(
                    (round(100 * len(found) / len(whole)), _link(v, name, found, part, href))
                )
            else:
                cells.append(None)
        rows.append(Row(name, cells))
    most = _most(rows)
    squares, figures = [], []
    for column, y, (amount, link) in _cells(_columns(v), rows):
        place = (column.left, y - _ROW / 2, column.width, _ROW)
        squares.append(box(*place, link, fill=ACCENT, fill_opacity=0.06 + 0.4 * amount / most))
        figures.append(label(column.middle, y, str(amount), fill=INK))
    return _grid(v, rows, [*squares, *figures])


def _compared(
    v: Views, words: str, amount: Callable[[list[Direction]], int], figure: Figure
) -> list[Panel]:
    """Draw partners by batch, with discs whose areas are in proportion to ``amount``."""
    rows, placed = _partners(v, amount, figure), _columns(v)
    largest, most = _at_most(_LARGEST, placed), _most(rows)
    discs = _discs(placed, rows, lambda number: largest * sqrt(number / most))
    return [Panel(_HEAD, [heading(words, _LEFT)]), *_grid(v, rows, discs)]


def _partners(
    v: Views,
    amount: Callable[[list[Direction]], int],
    figure: Figure,
    *,
    rings: bool = False,
) -> list[Row]:
    """Return a row for each partner that is named in titles and takes part in a batch of the picture.

    ``amount`` and ``figure`` give the number of a cell and its words, from the directions of a guide whose titles name
    the partner. The cell links to the direction, or to the partner's page if there are several. ``rings`` adds cells
    for guides in which the partner takes part only as a member of a grouping.
    """
    rows = []
    for code in named_partners(v.library):
        name = Link(v.partner(code).text, v.site(ids.partner_path(code, v.language)))
        direct = v.library.by_batch(v.library.whole_axis, v.library.direct(code))
        through = v.library.by_batch(v.library.whole_axis, v.library.through(code))
        if not any(direct + through):
            continue
        cells: list[Cell | None] = []
        for named, grouped in zip(direct, through, strict=True):
            if named:
                page = v.site(ids.direction_path(named[0].id, v.language))
                href = page if len(named) == 1 else name.href
                cells.append((amount(named), _link(v, name, named, figure(named), href)))
            elif grouped and rings:
                href = ids.place(name.href, "through")
                cells.append((0, _link(v, name, grouped, v._("Through a grouping"), href)))
            else:
                cells.append(None)
        rows.append(Row(name, cells))
    return rows


def _link(v: Views, name: Link, found: Sequence[Direction], figure: str, href: str) -> Link:
    """Return a link to ``href`` whose text describes a cell: its row, the guide of ``found``, and its figure."""
    guide = v.batch(v.library.guide(found[0].guide))
    text = v._("{name}, {guide}: {figure}").format(name=name.text, guide=guide, figure=figure)
    return Link(text, href)


def _columns(v: Views) -> list[Column]:
    return columns(v.library.whole_axis, _LEFT)


def _cells(placed: Sequence[Column], rows: Sequence[Row]) -> Iterator[tuple[Column, float, Cell]]:
    """Yield each cell with its column and the vertical middle of its row."""
    for number, row in enumerate(rows):
        for column, cell in zip(placed, row.cells, strict=True):
            if cell:
                yield column, (number + 0.5) * _ROW, cell


def _most(rows: Sequence[Row]) -> int:
    """Return the largest amount, or 1 if there is none, because amounts are divided by it."""
    return max((cell[0] for row in rows for cell in row.cells if cell), default=0) or 1


def _discs(
    placed: Sequence[Column], rows: Sequence[Row], radius: Callable[[int], float]
) -> list[str]:
    """Draw a disc for each cell with an amount, and a ring for each cell without."""
    discs, rings = [], []
    for column, y, (amount, link) in _cells(placed, rows):
        if amount:
            discs.append(circle(column.middle, y, radius(amount), link, fill=ACCENT))
        else:
            rings.append(circle(column.middle, y, _RING, link, **_RING_STYLE))
    return [*discs, *rings]


def _at_most(radius: float, placed: Sequence[Column]) -> float:
    """Return ``radius``, or the radius of the largest disc that fits into a column if that is smaller."""
    widths = (column.width for column in placed if column.batch.guide)
    return min(radius, _FILL / 2 * min(widths, default=WIDTH))


def _grid(v: Views, rows: Sequence[Row], marks: Sequence[str]) -> list[Panel]:
    """Draw a grid: the names of ``rows``, lines between them, ``marks``, and the axis below."""
    placed, height = _columns(v), len(rows) * _ROW
    lines = [box(_LEFT, y * _ROW, WIDTH - _LEFT, _RULE, fill=RULE) for y in range(len(rows) + 1)]
    names = [
        label(_LEFT - 6, (y + 0.5) * _ROW, row.name.text, row.name, fill=ACCENT, text_anchor="end")
        for y, row in enumerate(rows)
    ]
    return [Panel(height, [*gaps(placed, height), *lines, *names, *marks]), axis(v, placed)]
