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
"""A part of a picture in the grammar of Vega-Lite."""
BASE = "https://page.invalid/"
"""Vega takes absolute addresses only. What begins with this is relative to the page."""
WIDTH = 392
"""Of a picture, in CSS pixels: that of a phone, so that its letters stay readable there."""
FOOT = 32
"""Height of the numbers of the batches and of the years under the columns."""
INK, QUIET, GAP, ACCENT = "currentColor", "var(--ink-quiet)", "var(--gap)", "var(--accent)"
"""The page's colours, so that a picture is light or dark as the page is."""
_GAP_WIDTH = 0.45
"""Of the column of a batch that is missing, where one that is held has 1."""


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
    unit = (WIDTH - left) / sum(widths)
    edges = [left + unit * edge for edge in accumulate(widths, initial=0)]
    return [Column(*column) for column in zip(batches, edges, edges[1:], strict=False)]


def to(v: Views, path: str) -> str:
    """The address of ``path`` (under the site root) for a mark."""
    return BASE + v.site(path)


def layer(rows: Sequence[Row], height: float, mark: Spec, **channels: Any) -> Spec:
    """A mark for each of ``rows``, their `x` and `y` in pixels from the top left; `url`, `words` and
    `color` are optional.
    """
    links: Spec = {}
    if any(row.get("url") for row in rows):
        where = {"condition": {"test": "datum.url", "field": "url"}, "value": None}
        links = {"href": where, "description": {"field": "words"}}
    across, down = {"domain": [0, WIDTH], "nice": False}, {"domain": [height, 0], "nice": False}
    return {
        "data": {"values": [{"url": None, "words": None} | row for row in rows]},
        "mark": mark,
        "encoding": {
            "x": {"field": "x", "type": "quantitative", "scale": across, "axis": None},
            "y": {"field": "y", "type": "quantitative", "scale": down, "axis": None},
            "color": {"field": "color", "scale": None},
            **links,
            **channels,
        },
    }


def texts(rows: Sequence[Row], height: float, **style: Any) -> Spec:
    """The `text` of each row."""
    mark = {"type": "text", "fontSize": 11, **style}
    return layer(rows, height, mark, text={"field": "text"})


def boxes(rows: Sequence[Row], height: float) -> Spec:
    """A rectangle from `x`, `y` to `x2`, `y2` for each row, as opaque as `opacity` says."""
    opacity = {"field": "opacity", "type": "quantitative", "scale": None}
    ends = {"x2": {"field": "x2"}, "y2": {"field": "y2"}}
    return layer(rows, height, {"type": "rect"}, fillOpacity=opacity, **ends)


def gaps(placed: Sequence[Column], height: float) -> Spec:
    """Grey where no guide is held."""
    rows = []
    for missing, found in groupby(placed, key=lambda column: column.batch.guide is None):
        run = list(found)
        if missing:
            rows.append({"x": run[0].x, "x2": run[-1].x2, "y": 0, "y2": height, "color": GAP})
    return boxes(rows, height)


def feet(v: Views, placed: Sequence[Column]) -> Spec:
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
    return panel(FOOT, texts(numbers, FOOT), texts(_years(placed), FOOT))


def _years(placed: Sequence[Column]) -> list[Row]:
    """The years under their batches. Years in a row of which nothing is known share a label."""
    rows = []
    for key, found in groupby(placed, key=lambda column: column.batch.number and column.batch.year):
        run = list(found)
        first, last = run[0].batch.year, run[-1].batch.year
        text = str(first) if first == last else f"{first % 100:02}–{last % 100:02}"
        color = INK if key else QUIET
        rows.append({"x": (run[0].x + run[-1].x2) / 2, "y": 25, "text": text, "color": color})
    return rows


def panel(height: float, *layers: Spec) -> Spec:
    """Layers one on the other, as wide as a picture is."""
    return {"width": WIDTH, "height": height, "layer": list(layers)}


def stack(*panels: Spec) -> Spec:
    """Panels one below the other, each with places of its own."""
    return {
        "vconcat": list(panels),
        "spacing": 0,
        "bounds": "flush",
        "resolve": {"scale": {"x": "independent", "y": "independent"}},
        "background": None,
        "config": {"view": {"stroke": None}},
    }
