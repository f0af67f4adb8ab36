"""Grids over time: partners or domains down, batches across."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import pi

from generator import ids
from generator.link.totals import totals
from generator.model import Direction
from generator.picture.axis import (
    ACCENT,
    INK,
    WIDTH,
    Layer,
    Panel,
    Row,
    boxes,
    columns,
    discs,
    feet,
    gaps,
    rings,
    texts,
    to,
)
from generator.write.pages.domain import share_anchor
from generator.write.pages.partner import named_partners
from generator.write.views import Views

_ROW = 19
_LEFT = 134
"""Width of the names."""
_HEAD = 22
"""Height of a heading."""
_DISC = 190.0
"""Area of a disc that holds a figure, in square pixels, where its column has room."""
_LARGEST = 300.0
"""Area of the largest of discs that are compared: as large as a row takes, where its column does."""
_PAPER = "var(--paper)"


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands where a row and a column cross: an amount, where it leads and what it says."""

    amount: float
    url: str
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row: its name, where this leads, and for each batch a cell or nothing."""

    name: str
    url: str
    cells: Sequence[Cell | None]


def directions(v: Views) -> list[Panel]:
    """Partners by batch: a disc where titles name them, with the number of directions where it is
    more than one, and a ring where they take part through a grouping only.
    """
    lines = _partners(v, len, lambda found: v.phrases.comma.join(d.id for d in found))
    cells = _placed(v, lines)
    counts = [_label(cell, _PAPER) for cell in cells if cell["amount"] > 1]
    return _grid(
        v,
        lines,
        discs([cell | {"size": min(_DISC, _room(v))} for cell in cells]),
        rings(_placed(v, _through(v))),
        texts(counts, fontWeight=700),
    )


def projects(v: Views) -> list[Panel]:
    """Partners by batch: discs as large as the number of projects."""
    return _compared(
        v,
        v._("Projects"),
        lambda found: totals(found).projects[1],
        lambda found: (
            v.phrases.bounded(*totals(found).projects, None)
            if totals(found).projects[1]
            else v.phrases.quota(found[0].quota)
        ),
    )


def funding(v: Views) -> list[Panel]:
    """Partners by batch: discs as large as the money."""
    return _compared(
        v,
        v._("Funding"),
        lambda found: totals(found).amount_cny,
        lambda found: (
            v.phrases.money(totals(found).amount_cny)
            if totals(found).amount_cny
            else v.phrases.funding(found[0].funding)
        ),
    )


def domains(v: Views) -> list[Panel]:
    """Domains by batch: the part of each guide's directions that names them, in per cent."""
    library = v.library
    batches = library.whole_axis
    sizes = [len(found) for _, found in library.by_batch(batches, library.directions)]
    lines = [
        Line(
            v.domain(code).text,
            to(v, ids.domain_path(code, v.language)),
            [
                _domain_cell(v, code, found, size) if found else None
                for (_, found), size in zip(library.by_batch(batches, named), sizes, strict=True)
            ],
        )
        for code, named in library.by_domain.items()
    ]
    cells = _placed(v, lines)
    most = max((cell["amount"] for cell in cells), default=1)
    squares = [
        cell
        | {
            "x": cell["left"],
            "x2": cell["right"],
            "y": cell["y"] - _ROW / 2,
            "y2": cell["y"] + _ROW / 2,
            "opacity": 0.06 + 0.4 * cell["amount"] / most,
        }
        for cell in cells
    ]
    figures = [_label(cell, INK) for cell in cells]
    return _grid(v, lines, boxes(squares), texts(figures))


def _compared(
    v: Views,
    heading: str,
    amount: Callable[[list[Direction]], float],
    figure: Callable[[list[Direction]], str],
) -> list[Panel]:
    """Discs by ``amount``; where a guide names no amount, a ring."""
    lines = _partners(v, amount, figure)
    cells = _placed(v, lines)
    most = max((cell["amount"] for cell in cells), default=0) or 1
    largest = min(_LARGEST, _room(v))
    sized = [cell | {"size": largest * cell["amount"] / most} for cell in cells if cell["amount"]]
    unknown = [cell for cell in cells if not cell["amount"]]
    head = [{"x": _LEFT + 4, "y": 9, "text": heading, "color": INK}]
    above = Panel(_HEAD, texts(head, align="left", fontWeight=600))
    drawn = _grid(v, lines, discs(sized), rings(unknown))
    return [above, *drawn]


def _partners(
    v: Views,
    amount: Callable[[list[Direction]], float],
    figure: Callable[[list[Direction]], str],
) -> list[Line]:
    """A line for each partner. A mark leads to the direction, or where it is several to the page of
    the partner.
    """
    lines = []
    for code in _shown(v):
        name, page = v.partner(code).text, to(v, ids.partner_path(code, v.language))
        direct = [a.direction for a in v.library.by_partner[code] if a.direct]
        cells = [
            Cell(
                amount(found),
                to(v, ids.direction_path(found[0].id, v.language)) if len(found) == 1 else page,
                _said(v, name, found, figure(found)),
            )
            if found
            else None
            for _, found in v.library.by_batch(v.library.whole_axis, direct)
        ]
        lines.append(Line(name, page, cells))
    return lines


def _through(v: Views) -> list[Line]:
    """A line for each partner, with cells where it takes part through a grouping only."""
    lines = []
    for code in _shown(v):
        name, page = v.partner(code).text, to(v, ids.partner_path(code, v.language))
        found = v.library.by_partner[code]
        direct = {ids.guide_of(a.direction) for a in found if a.direct}
        through = [a.direction for a in found if not a.direct]
        cells = [
            Cell(0, ids.place(page, "through"), _said(v, name, held, v._("Through a grouping")))
            if held and batch.guide not in direct
            else None
            for batch, held in v.library.by_batch(v.library.whole_axis, through)
        ]
        lines.append(Line(name, page, cells))
    return lines


def _shown(v: Views) -> list[str]:
    """The partners that titles name, those without a part in any batch of the picture left out."""
    guides = {batch.guide for batch in v.library.whole_axis}
    return [
        code
        for code in named_partners(v.library)
        if any(ids.guide_of(a.direction) in guides for a in v.library.by_partner[code])
    ]


def _said(v: Views, name: str, found: Sequence[Direction], figure: str) -> str:
    guide = v.batch(v.library.guide(found[0].guide))
    return v._("{name}, {guide}: {figure}").format(name=name, guide=guide, figure=figure)


def _domain_cell(v: Views, code: str, found: Sequence[Direction], size: int) -> Cell:
    percent = round(100 * len(found) / size)
    part = v._("{part} of {whole}").format(part=len(found), whole=size)
    page = to(v, ids.domain_path(code, v.language))
    name = v.domain(code).text
    return Cell(percent, ids.place(page, share_anchor(found, code)), _said(v, name, found, part))


def _placed(v: Views, lines: Sequence[Line]) -> list[Row]:
    """Rows for the marks of ``lines``, each in the middle of its cell."""
    placed = columns(v.library.whole_axis, _LEFT)
    return [
        {
            "x": column.middle,
            "left": column.x,
            "right": column.x2,
            "y": (row + 0.5) * _ROW,
            "amount": cell.amount,
            "color": ACCENT,
            "url": cell.url,
            "words": cell.words,
        }
        for row, line in enumerate(lines)
        for column, cell in zip(placed, line.cells, strict=True)
        if cell
    ]


def _label(cell: Row, color: str) -> Row:
    """The amount on a mark; it is the mark that is the link."""
    return {"x": cell["x"], "y": cell["y"], "text": str(cell["amount"]), "color": color}


def _room(v: Views) -> float:
    """Area of a disc as wide as a column."""
    placed = columns(v.library.whole_axis, _LEFT)
    return pi / 4 * min((c.x2 - c.x for c in placed if c.batch.guide), default=WIDTH) ** 2


def _grid(v: Views, lines: Sequence[Line], *marks: Layer) -> list[Panel]:
    """The marks between the names and the batches, on rules that lead the eye."""
    placed, height = columns(v.library.whole_axis, _LEFT), len(lines) * _ROW
    names = [
        {
            "x": _LEFT - 6,
            "y": (row + 0.5) * _ROW,
            "text": line.name,
            "color": ACCENT,
            "url": line.url,
            "words": line.name,
        }
        for row, line in enumerate(lines)
    ]
    rules = [
        {"x": _LEFT, "x2": WIDTH, "y": y * _ROW, "y2": y * _ROW + 0.6, "color": "var(--rule)"}
        for y in range(len(lines) + 1)
    ]
    drawn = Panel(
        height,
        gaps(placed, height),
        boxes(rules),
        texts(names, align="right"),
        *marks,
    )
    return [drawn, feet(v, placed)]
