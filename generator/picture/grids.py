"""Grids over time: partners or domains down, batches across."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import sqrt

from generator import ids
from generator.link.totals import totals
from generator.model import Direction
from generator.picture.axis import Column, axis, columns, gaps
from generator.picture.svg import ACCENT, INK, PAPER, RULE, WIDTH, Panel, Value, box, circle, label
from generator.write.markdown import Link
from generator.write.pages.domain import share_anchor
from generator.write.pages.partner import named_partners
from generator.write.views import Views

_ROW = 19
"""Height of a row."""
_LEFT = 134
"""Width of the names of the rows."""
_HEAD = 22
"""Height of a heading."""
_RULE = 0.6
"""Height of the lines between rows."""
_DISC = 6.89
"""Radius of a disc that holds a figure, where its column has room."""
_LARGEST = 8.66
"""Radius of the largest of discs that are compared: what a row has room for, where its column does too."""
_FILL = 0.8862
"""Diameter of the widest disc, as a part of its column's width."""
_RING = 3.39
"""Radius of a ring."""
_RING_STYLE: dict[str, Value] = {
    "fill": "transparent",  # and not “none”, so that its inside belongs to the link
    "stroke": ACCENT,
    "stroke_width": 1.5,
    "opacity": 0.7,
}


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands where a row and a column cross: a number, or 0 where none is known, and where it leads."""

    amount: int
    link: Link


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the link that is its name, and for each batch a cell or nothing."""

    name: Link
    cells: Sequence[Cell | None]


def directions(v: Views) -> list[Panel]:
    """Partners by batch: a disc where titles name them, with the number of directions where it is
    more than one, and a ring where they take part through a grouping only.
    """

    def figure(found: list[Direction]) -> str:
        return v.phrases.comma.join(direction.id for direction in found)

    rows = _partners(v, len, figure, groupings=True)
    radius = min(_DISC, _widest(v))
    figures = [
        label(column.middle, y, str(cell.amount), fill=PAPER, font_weight=700)
        for column, y, cell in _cells(v, rows)
        if cell.amount > 1
    ]
    return _grid(v, rows, [*_discs(v, rows, lambda _: radius), *figures])


def projects(v: Views) -> list[Panel]:
    """Partners by batch: discs as large as the number of projects."""

    def figure(found: list[Direction]) -> str:
        low, high = totals(found).projects
        return v.phrases.bounded(low, high) if high else v.phrases.quota(found[0].quota)

    return _compared(v, v._("Projects"), lambda found: totals(found).projects[1], figure)


def funding(v: Views) -> list[Panel]:
    """Partners by batch: discs as large as the money."""

    def figure(found: list[Direction]) -> str:
        amount = totals(found).amount_cny
        return v.phrases.money(amount) if amount else v.phrases.funding(found[0].funding)

    return _compared(v, v._("Funding"), lambda found: totals(found).amount_cny, figure)


def domains(v: Views) -> list[Panel]:
    """Domains by batch: the share of each guide's directions that names them, in per cent."""
    sizes = [len(found) for found in _by_batch(v, v.library.directions)]
    rows = []
    for code, naming in v.library.by_domain.items():
        name = Link(v.domain(code).text, v.site(ids.domain_path(code, v.language)))
        found = zip(_by_batch(v, naming), sizes, strict=True)
        rows.append(Row(name, [_share(v, code, name, part, size) for part, size in found]))
    most = _most(rows)
    squares, figures = [], []
    for column, y, cell in _cells(v, rows):
        place = (column.left, y - _ROW / 2, column.width, _ROW)
        opacity = 0.06 + 0.4 * cell.amount / most
        squares.append(box(*place, cell.link, fill=ACCENT, fill_opacity=opacity))
        figures.append(label(column.middle, y, str(cell.amount), fill=INK))
    return _grid(v, rows, [*squares, *figures])


def _share(v: Views, code: str, name: Link, found: list[Direction], size: int) -> Cell | None:
    """Return the cell of a guide with ``size`` directions, of which those ``found`` name the domain."""
    if not found:
        return None
    part = v._("{part} of {whole}").format(part=len(found), whole=size)
    href = ids.place(name.href, share_anchor(found, code))
    return Cell(round(100 * len(found) / size), _link(v, name, found, part, href))


def _compared(
    v: Views,
    heading: str,
    amount: Callable[[list[Direction]], int],
    figure: Callable[[list[Direction]], str],
) -> list[Panel]:
    """Draw partners by batch, with discs whose areas are in proportion to ``amount``."""
    rows = _partners(v, amount, figure)
    largest, most = min(_LARGEST, _widest(v)), _most(rows)
    discs = _discs(v, rows, lambda number: largest * sqrt(number / most))
    head = label(_LEFT + 4, 9, heading, fill=INK, text_anchor="start", font_weight=600)
    return [Panel(_HEAD, [head]), *_grid(v, rows, discs)]


def _partners(
    v: Views,
    amount: Callable[[list[Direction]], int],
    figure: Callable[[list[Direction]], str],
    *,
    groupings: bool = False,
) -> list[Row]:
    """Return a row for each partner that titles name, without those that have no part in a batch of the picture.

    ``amount`` and ``figure`` say what a cell has of those directions of a guide whose titles name the partner. It
    leads to the direction, or where they are several to the page of the partner. ``groupings`` adds cells for
    guides in which it takes part through a grouping only.
    """
    rows = []
    for code in named_partners(v.library):
        name = Link(v.partner(code).text, v.site(ids.partner_path(code, v.language)))
        direct = _by_batch(v, v.library.direct(code))
        through = _by_batch(v, v.library.through(code))
        if not any(direct + through):
            continue
        cells: list[Cell | None] = []
        for named, grouped in zip(direct, through, strict=True):
            if named:
                page = v.site(ids.direction_path(named[0].id, v.language))
                href = page if len(named) == 1 else name.href
                cells.append(Cell(amount(named), _link(v, name, named, figure(named), href)))
            elif grouped and groupings:
                href = ids.place(name.href, "through")
                cells.append(Cell(0, _link(v, name, grouped, v._("Through a grouping"), href)))
            else:
                cells.append(None)
        rows.append(Row(name, cells))
    return rows


def _by_batch(v: Views, direction_ids: Iterable[str]) -> list[list[Direction]]:
    """Return those of ``direction_ids`` that each batch of the picture holds."""
    return v.library.by_batch(v.library.whole_axis, direction_ids)


def _link(v: Views, name: Link, found: Sequence[Direction], figure: str, href: str) -> Link:
    """Link to ``href`` in the words of a cell: its row, the guide of the directions ``found``, and its figure."""
    guide = v.batch(v.library.guide(found[0].guide))
    text = v._("{name}, {guide}: {figure}").format(name=name.text, guide=guide, figure=figure)
    return Link(text, href)


def _columns(v: Views) -> list[Column]:
    return columns(v.library.whole_axis, _LEFT)


def _cells(v: Views, rows: Sequence[Row]) -> Iterator[tuple[Column, float, Cell]]:
    """Yield each cell with its column and the middle of its row."""
    placed = _columns(v)
    for number, row in enumerate(rows):
        for column, cell in zip(placed, row.cells, strict=True):
            if cell:
                yield column, (number + 0.5) * _ROW, cell


def _most(rows: Sequence[Row]) -> int:
    """Return the largest amount, or 1 where there is none, as amounts are divided by it."""
    return max((cell.amount for row in rows for cell in row.cells if cell), default=0) or 1


def _discs(v: Views, rows: Sequence[Row], radius: Callable[[int], float]) -> list[str]:
    """Draw a disc for each cell, with the radius for its amount, and a ring where it has none."""
    discs, rings = [], []
    for column, y, cell in _cells(v, rows):
        x = column.middle
        if cell.amount:
            discs.append(circle(x, y, radius(cell.amount), cell.link, fill=ACCENT))
        else:
            rings.append(circle(x, y, _RING, cell.link, **_RING_STYLE))
    return [*discs, *rings]


def _widest(v: Views) -> float:
    """Return the radius of a disc that takes the width of a column."""
    widths = (column.width for column in _columns(v) if column.batch.guide)
    return _FILL / 2 * min(widths, default=WIDTH)


def _grid(v: Views, rows: Sequence[Row], marks: Sequence[str]) -> list[Panel]:
    """Draw ``marks`` between the names of ``rows`` and the batches, on lines that lead the eye."""
    placed, height = _columns(v), len(rows) * _ROW
    lines = [box(_LEFT, y * _ROW, WIDTH - _LEFT, _RULE, fill=RULE) for y in range(len(rows) + 1)]
    names = [
        label(_LEFT - 6, (y + 0.5) * _ROW, row.name.text, row.name, fill=ACCENT, text_anchor="end")
        for y, row in enumerate(rows)
    ]
    return [Panel(height, [*gaps(placed, height), *lines, *names, *marks]), axis(v, placed)]
