"""What all pictures share: a column for each batch, grey where its guide is not held here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from typing import Any

from generator import ids
from generator.link.batches import Batch
from generator.write.views import Views

Row = dict[str, Any]
"""What a mark shows."""
Spec = dict[str, Any]
"""A part of a picture in the grammar of Vega: marks at places that are worked out here, in groups."""
BASE = "https://page.invalid/"
"""Vega takes absolute addresses only. What begins with this is relative to the page."""
WIDTH = 392
"""Of a picture, in CSS pixels: that of a phone, so that its letters stay readable there."""
FOOT = 32
"""Height of the numbers of the batches and of the years under the columns."""
INK, QUIET, GAP, ACCENT = "currentColor", "var(--ink-quiet)", "var(--gap)", "var(--accent)"
"""The page's colours, so that a picture is light or dark as the page is."""
_SAID = ("text", "words")
_DIGIT = 6.1
"""About the width of a digit, in pixels; nothing else goes by it than whether a year is told."""
_GAP_WIDTH = 0.45
"""Of the column of a batch that is missing, where one that is held has 1."""


class Layer:
    """A mark of ``kind`` for each of ``rows``: their `x` and `y` are in pixels from the top left; `text`, `url`
    and `words`, which say where it leads, are optional.
    """

    def __init__(self, kind: str, rows: Sequence[Row], **channels: Spec) -> None:
        self.rows = rows
        self._kind = kind
        self._channels = {"x": _field("x"), "y": _field("y"), **channels}

    def spec(self, first: int) -> Spec:
        """Its marks, each with its number, counted from ``first``."""
        values = [
            {name: value for name, value in row.items() if name not in _SAID} | {"number": number}
            for number, row in enumerate(self.rows, first)
        ]
        shown = {"href": _field("url"), "description": _field("number"), **self._channels}
        mark = {"type": self._kind, "from": {"data": "rows"}, "encode": {"enter": shown}}
        return {"type": "group", "data": [{"name": "rows", "values": values}], "marks": [mark]}


class Panel:
    """Layers one on the other, in a part of a picture that is ``height`` pixels high.

    What its marks say is apart from its drawing: this is the same in both languages, and Vega would measure
    every letter, for four fifths of the time.
    """

    def __init__(self, height: float, *layers: Layer) -> None:
        self.height = height
        numbers = accumulate((len(layer.rows) for layer in layers), initial=0)
        marks = [layer.spec(number) for layer, number in zip(layers, numbers, strict=False)]
        self.spec: Spec = {"type": "group", "marks": marks}
        self.said = [
            (str(row.get("text", "")), str(row.get("words") or ""))
            for layer in layers
            for row in layer.rows
        ]
        """(text, words) of each mark by its number."""


def _field(name: str) -> Spec:
    return {"field": name}


def _value(value: object) -> Spec:
    return {"value": value}


@dataclass(frozen=True, slots=True)
class Column:
    """Where a batch stands: its edges in pixels from the left."""

    batch: Batch
    x: float
    x2: float

    @property
    def middle(self) -> float:
        """Where marks stand."""
        return (self.x + self.x2) / 2


def columns(batches: Sequence[Batch], left: float = 0) -> list[Column]:
    """``batches`` side by side, from ``left`` to the right edge."""
    widths = [1 if batch.guide else _GAP_WIDTH for batch in batches]
    unit = (WIDTH - left) / (sum(widths) or 1)
    edges = [left + unit * edge for edge in accumulate(widths, initial=0)]
    return [Column(*column) for column in zip(batches, edges, edges[1:], strict=False)]


def to(v: Views, path: str) -> str:
    """The address of ``path`` (under the site root) for a mark."""
    return BASE + v.site(path)


def texts(rows: Sequence[Row], align: str = "center", **style: object) -> Layer:
    """The `text` of each row."""
    return Layer(
        "text",
        rows,
        fill=_field("color"),
        align=_value(align),
        baseline=_value("middle"),
        fontSize=_value(11),
        **{name: _value(value) for name, value in style.items()},
    )


def boxes(rows: Sequence[Row]) -> Layer:
    """A rectangle from `x`, `y` to `x2`, `y2` for each row, as opaque as `opacity` says."""
    opacity = _field("opacity")
    return Layer(
        "rect", rows, x2=_field("x2"), y2=_field("y2"), fill=_field("color"), fillOpacity=opacity
    )


def discs(rows: Sequence[Row]) -> Layer:
    """A disc for each row, its area the `size`."""
    return Layer("symbol", rows, size=_field("size"), fill=_field("color"))


def rings(rows: Sequence[Row]) -> Layer:
    """A small ring for each row; all of it is the link."""
    return Layer(
        "symbol",
        rows,
        size=_value(46),
        stroke=_field("color"),
        strokeWidth=_value(1.5),
        fill=_value("transparent"),
        opacity=_value(0.7),
    )


def gaps(placed: Sequence[Column], height: float) -> Layer:
    """Grey where no guide is held."""
    rows = []
    for missing, found in groupby(placed, key=lambda column: column.batch.guide is None):
        run = list(found)
        if missing:
            rows.append({"x": run[0].x, "x2": run[-1].x2, "y": 0, "y2": height, "color": GAP})
    return boxes(rows)


def feet(v: Views, placed: Sequence[Column]) -> Panel:
    """Numbers of the batches, those held here as links, and the years below them."""
    numbers: list[Row] = []
    for column in placed:
        batch = column.batch
        row = {"x": column.middle, "y": 9, "text": str(batch.number or "–"), "color": QUIET}
        if batch.guide:
            row |= {
                "url": to(v, ids.guide_path(batch.guide, v.language)),
                "words": v.batch(v.library.guide(batch.guide)),
                "color": ACCENT,
            }
        numbers.append(row)
    return Panel(FOOT, texts(numbers), texts(_years(placed)))


def _years(placed: Sequence[Column]) -> list[Row]:
    """The years under their batches, as far as there is room. Years in a row of which nothing is known share a
    label.
    """
    rows = []
    for key, found in groupby(placed, key=lambda column: column.batch.number and column.batch.year):
        run = list(found)
        first, last = run[0].batch.year, run[-1].batch.year
        short = f"{first % 100:02}"
        labels = [str(first), short] if first == last else [f"{short}–{last % 100:02}"]
        room = run[-1].x2 - run[0].x + _DIGIT
        text = next((label for label in labels if len(label) * _DIGIT <= room), "")
        color = INK if key else QUIET
        if text:
            rows.append({"x": (run[0].x + run[-1].x2) / 2, "y": 25, "text": text, "color": color})
    return rows
