"""Grids over time: a row for each partner or domain, a column for each batch."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
_OUTLINED: dict[str, Value] = {
    "fill": INK,
    "stroke": PAPER,
    "stroke_width": 5,
    "paint_order": "stroke",
    "font_weight": 700,
}
"""The style of a figure on a hatched disc."""
Figure = Callable[[list[Direction]], str]


class Cell(NamedTuple):
    """A place of the grid at which something is drawn."""

    column: Column
    y: float
    """The vertical middle of its row."""
    amount: int
    """Its number, or 0 if none is known."""
    link: Link


Grid = tuple[list[Link], list[Cell]]
"""(the names of the rows, the cells)."""


def directions(v: Views) -> list[Panel]:
    """Draw partners by batch: a disc if titles name them, a ring if they take part only as members of a grouping."""
    grid = _partners(v, len, lambda found: v.phrases.comma.join(d.id for d in found), rings=True)
    figures = [
        label(cell.column.middle, cell.y, str(cell.amount), None, **_figure(cell.column))
        for cell in grid[1]
        if cell.amount > 1
    ]
    radius = _at_most(_DISC, _columns(v))
    return _panels(v, grid, [*_discs(grid, lambda _: radius), *figures])


def projects(v: Views) -> list[Panel]:
    """Draw partners by batch, with discs in proportion to the number of projects."""

    def figure(found: list[Direction]) -> str:
        low, high = totals(found).projects
        return (
            v.phrases.bounded(low, high)
            if high
            else v.phrases.quota(found[0].quota, found[0].in_words)
        )

    return _compared(v, v._("Projects"), lambda found: totals(found).projects[1], figure)


def funding(v: Views) -> list[Panel]:
    """Draw partners by batch, with discs in proportion to the funding."""

    def figure(found: list[Direction]) -> str:
        amount = totals(found).amount_cny
        return (
            v.phrases.money(amount)
            if amount
            else v.phrases.funding(found[0].funding, found[0].in_words)
        )

    return _compared(v, v._("Funding"), lambda found: totals(found).amount_cny, figure)


def domains(v: Views) -> list[Panel]:
    """Draw domains by batch, with their share of each guide's directions in per cent."""
    batches = v.library.whole_axis
    every = v.library.by_batch(batches, v.library.directions)
    names, cells = list[Link](), list[Cell]()
    for code, naming in v.library.by_domain.items():
        name = Link(v.domain(code).text, v.site(ids.domain_path(code, v.language)))
        y = (len(names) + 0.5) * _ROW
        names.append(name)
        held = v.library.by_batch(batches, naming)
        for column, found, whole in zip(_columns(v), held, every, strict=True):
            if found:
                part = v.phrases.share(len(found), len(whole))
                href = ids.place(name.href, share_anchor(found, code))
                percent = round(100 * len(found) / len(whole))
                cells.append(Cell(column, y, percent, _link(v, name, found, part, href)))
    most = _most(cells)
    squares, figures = [], []
    for column, y, percent, link in cells:
        place = (column.left, y - _ROW / 2, column.width, _ROW)
        squares.append(
            box(*place, link, fill=column.fill, fill_opacity=0.1 + 0.36 * percent / most)
        )
        figures.append(label(column.middle, y, str(percent), fill=INK))
    return _panels(v, (names, cells), [*squares, *figures])


def _compared(
    v: Views, words: str, amount: Callable[[list[Direction]], int], figure: Figure
) -> list[Panel]:
    """Draw partners by batch, with discs whose areas are in proportion to ``amount``."""
    grid = _partners(v, amount, figure)
    largest, most = _at_most(_LARGEST, _columns(v)), _most(grid[1])
    discs = _discs(grid, lambda number: largest * sqrt(number / most))
    return [Panel(_HEAD, [heading(words, _LEFT)]), *_panels(v, grid, discs)]


def _partners(
    v: Views,
    amount: Callable[[list[Direction]], int],
    figure: Figure,
    *,
    rings: bool = False,
) -> Grid:
    """Return a row for each partner that is named in titles and takes part in a batch of the picture.

    ``amount`` and ``figure`` give the number of a cell and its words, from the directions of a guide whose titles name
    the partner. The cell links to the direction, or to the partner's page if there are several. ``rings`` adds cells
    for guides in which the partner takes part only as a member of a grouping.
    """
    names, cells = list[Link](), list[Cell]()
    for code in named_partners(v.library):
        name = Link(v.partner(code).text, v.site(ids.partner_path(code, v.language)))
        direct = v.library.by_batch(v.library.whole_axis, v.library.direct(code))
        through = v.library.by_batch(v.library.whole_axis, v.library.through(code))
        if not any(direct + through):
            continue
        y = (len(names) + 0.5) * _ROW
        names.append(name)
        for column, named, grouped in zip(_columns(v), direct, through, strict=True):
            if named:
                page = v.site(ids.direction_path(named[0].id, v.language))
                href = page if len(named) == 1 else name.href
                link = _link(v, name, named, figure(named), href)
                cells.append(Cell(column, y, amount(named), link))
            elif grouped and rings:
                href = ids.place(name.href, "through")
                link = _link(v, name, grouped, v._("Through a grouping"), href)
                cells.append(Cell(column, y, 0, link))
    return names, cells


def _link(v: Views, name: Link, found: Sequence[Direction], figure: str, href: str) -> Link:
    """Return a link to ``href`` whose text describes a cell: its row, the guide of ``found``, and its figure."""
    guide = v.guide_name(v.library.guide(found[0].guide))
    text = v._("{name}, {guide}: {figure}").format(name=name.text, guide=guide, figure=figure)
    return Link(text, href)


def _figure(column: Column) -> dict[str, Value]:
    """Return the style of a figure in a disc of ``column``."""
    return {"fill": PAPER, "font_weight": 700} if column.fill == ACCENT else _OUTLINED


def _columns(v: Views) -> list[Column]:
    return columns(v.library.whole_axis, _LEFT)


def _most(cells: Sequence[Cell]) -> int:
    """Return the largest amount, or 1 if there is none, because amounts are divided by it."""
    return max((cell.amount for cell in cells), default=0) or 1


def _discs(grid: Grid, radius: Callable[[int], float]) -> list[str]:
    """Draw a disc for each cell with an amount, and a ring for each cell without."""
    discs, rings = [], []
    for column, y, amount, link in grid[1]:
        if amount:
            style = {} if column.fill == ACCENT else {"stroke": ACCENT}
            discs.append(circle(column.middle, y, radius(amount), link, fill=column.fill, **style))
        else:
            rings.append(circle(column.middle, y, _RING, link, **_RING_STYLE))
    return [*discs, *rings]


def _at_most(radius: float, placed: Sequence[Column]) -> float:
    """Return ``radius``, or the radius of the largest disc that fits into a column if that is smaller."""
    widths = (column.width for column in placed if column.batch.guide)
    return min(radius, _FILL / 2 * min(widths, default=WIDTH))


def _panels(v: Views, grid: Grid, marks: Sequence[str]) -> list[Panel]:
    """Draw ``grid``: the names of its rows, lines between them, ``marks``, and the axis below."""
    names, _ = grid
    placed, height = _columns(v), len(names) * _ROW
    lines = [box(_LEFT, y * _ROW, WIDTH - _LEFT, _RULE, fill=RULE) for y in range(len(names) + 1)]
    words = [
        label(_LEFT - 6, (y + 0.5) * _ROW, name.text, name, fill=ACCENT, text_anchor="end")
        for y, name in enumerate(names)
    ]
    return [Panel(height, [*gaps(placed, height), *lines, *words, *marks]), axis(v, placed)]
