"""Grids over time: a row for each partner or domain, a column for each batch."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain
from typing import NamedTuple

from generator import ids
from generator.link.batches import Batch
from generator.link.totals import totals
from generator.model import Direction
from generator.picture.axis import Column, Sign, axis, columns, gaps, key
from generator.picture.svg import (
    ACCENT,
    INK,
    PAPER,
    QUIET,
    RULE,
    WIDTH,
    Panel,
    Value,
    box,
    circle,
    label,
    percent_of,
    width_of,
)
from generator.write.markdown import Link
from generator.write.pages.domain import share_anchor
from generator.write.pages.partner import named_partners, plan_cells
from generator.write.views import Views

_ROW = 19
"""Height of a row."""
_TALL = 23
"""Height of a row in which a number stands above its bar."""
_BAR = 5
"""Height of such a bar."""
_EDGE = 3
"""Width of the space on each side of it."""
_FINE = 9
"""Size of a number that has no room otherwise."""
_LEFT = 130
"""Width of the space for the names of the rows."""
_RULE = 0.6
"""Height of the lines between rows."""
_DISC = 6.89
"""Radius of a disc with a figure in it, if its column is wide enough."""
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
_PALE: dict[str, Value] = {"stroke": ACCENT, "fill_opacity": 0.5}
"""The style of a hatched disc with a figure."""
_OUTLINED: dict[str, Value] = {
    "fill": INK,
    "stroke": PAPER,
    "stroke_width": 2,
    "paint_order": "stroke",
    "font_weight": 700,
}
"""The style of a figure on a hatched disc."""


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
    names, cells = _partners(v)
    radius = _at_most(_DISC, _columns(v))
    discs, rings, figures = [], [], []
    for column, y, amount, link in cells:
        if amount:
            style: dict[str, Value] = {} if column.fill == ACCENT else _PALE
            discs.append(circle(column.middle, y, radius, link, fill=column.fill, **style))
            figures.append(label(column.middle, y, str(amount), None, **_figure(column)))
        else:
            rings.append(circle(column.middle, y, _RING, link, **_RING_STYLE))
    others = [(_ring, v._("only through a grouping"))] if rings else []
    return _panels(v, _columns(v), names, [*discs, *rings, *figures], others)


def _ring(x: float, y: float) -> str:
    return circle(x + _RING + 1, y, _RING, None, **_RING_STYLE)


def projects(v: Views) -> list[Panel]:
    """Draw partners by batch, with a bar for the number of projects and the number above it."""
    return _amounts(v, 0, lambda found: totals(found).projects[1])


def funding(v: Views) -> list[Panel]:
    """Draw partners by batch, with a bar for the funding and the amount above it."""
    return _amounts(v, 1, lambda found: totals(found).amount_cny)


def _amounts(v: Views, which: int, amount: Callable[[list[Direction]], int]) -> list[Panel]:
    """Draw the amounts of partners by batch: those with most money first.

    ``which`` is the place of the number in the pair that `plan_cells` returns.
    """
    batches = v.library.legible_axis
    placed = columns(batches, _LEFT)
    rows = ranked(v, batches)
    names = [_name(v, code) for code, _ in rows]
    most = max((amount(found) for _, held in rows for found in held if found), default=0) or 1
    marks = []
    for row, (name, (_, held)) in enumerate(zip(names, rows, strict=True)):
        y = (row + 0.5) * _TALL
        for column, found in zip(placed, held, strict=True):
            if not found:
                continue
            text = plan_cells(v, [d.id for d in found])[which]
            page = v.site(ids.direction_path(found[0].id, v.language))
            link = _link(
                v, name, found, v.sums(found)[which], page if len(found) == 1 else name.href
            )
            size = amount(found)
            left, room = column.left + _EDGE, column.width - 2 * _EDGE
            style: dict[str, Value] = {"fill": INK if size else QUIET, "text_anchor": "start"}
            if width_of(text) > room:
                style["font_size"] = _FINE
            marks.append(label(left, y - 3, text, link, **style))
            if size:
                bar = (left, y + 3.5, max(room * size / most, 0.5), _BAR)
                marks.append(box(*bar, link, fill=column.fill))
    return _panels(v, placed, names, marks, row=_TALL)


def ranked(v: Views, batches: Sequence[Batch]) -> list[tuple[str, list[list[Direction]]]]:
    """Return (partner, its directions in each of ``batches``) of the partners named there: most money first."""
    library = v.library
    rows = [(code, library.by_batch(batches, library.direct(code))) for code in named_partners(v)]
    named = [(code, held) for code, held in rows if any(held)]
    return sorted(named, key=lambda row: -totals(chain.from_iterable(row[1])).amount_cny)


def _name(v: Views, code: str) -> Link:
    return Link(v.partner(code).text, v.site(ids.partner_path(code, v.language)))


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
                percent = percent_of(len(found), len(whole))
                cells.append(Cell(column, y, percent, _link(v, name, found, part, href)))
    most = _most(cells)
    squares, figures = [], []
    for column, y, percent, link in cells:
        place = (column.left, y - _ROW / 2, column.width, _ROW)
        squares.append(
            box(*place, link, fill=column.fill, fill_opacity=0.1 + 0.36 * percent / most)
        )
        figures.append(label(column.middle, y, str(percent), fill=INK))
    return _panels(v, _columns(v), names, [*squares, *figures])


def _partners(v: Views) -> Grid:
    """Return a row for each partner that takes part in a batch of the picture and is named in titles.

    A cell has the number of directions whose titles name it, or 0 if it takes part only as a member of a grouping. It
    links to the direction, or to the partner's page if there are several.
    """
    names, cells = list[Link](), list[Cell]()
    for code in named_partners(v):
        name = _name(v, code)
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
                said = v.phrases.comma.join(direction.id for direction in named)
                cells.append(Cell(column, y, len(named), _link(v, name, named, said, href)))
            elif grouped:
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


def _at_most(radius: float, placed: Sequence[Column]) -> float:
    """Return ``radius``, or the radius of the largest disc that fits into a column if that is smaller."""
    widths = (column.width for column in placed if column.batch.guide)
    return min(radius, _FILL / 2 * min(widths, default=WIDTH))


def _panels(
    v: Views,
    placed: Sequence[Column],
    names: Sequence[Link],
    marks: Sequence[str],
    others: Sequence[tuple[Sign, str]] = (),
    *,
    row: float = _ROW,
) -> list[Panel]:
    """Draw a grid: the batches, the names of its rows, lines between them, ``marks``, and the key with ``others``."""
    height = len(names) * row
    lines = [box(_LEFT, y * row, WIDTH - _LEFT, _RULE, fill=RULE) for y in range(len(names) + 1)]
    words = [
        label(_LEFT - 6, (y + 0.5) * row, name.text, name, fill=ACCENT, text_anchor="end")
        for y, name in enumerate(names)
    ]
    grid = Panel(height, [*gaps(v, placed, height), *lines, *words, *marks])
    return [axis(v, placed, above=True), grid, key(v, placed, others)]
