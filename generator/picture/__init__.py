"""picture: charts of the data over time, as SVG inside the pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from generator.picture import bars, grids
from generator.picture.svg import Panel, svg
from generator.write.views import Views


class Picture(NamedTuple):
    """A kind of picture. Both functions take the views of the page that shows it."""

    title: Callable[[Views], str]
    panels: Callable[[Views], list[Panel]]


PICTURES = {
    "guides": Picture(lambda v: v._("Projects and funding by batch"), bars.guides),
    "partners": Picture(lambda v: v._("Directions by partner and batch"), grids.directions),
    "projects": Picture(lambda v: v._("Projects by partner and batch"), grids.projects),
    "funding": Picture(lambda v: v._("Funding by partner and batch"), grids.funding),
    "domains": Picture(lambda v: v._("Domains by batch, in % of the directions"), grids.domains),
    "plans": Picture(lambda v: v._("Projects and funding by batch"), bars.partner),
    "steps": Picture(lambda v: v._("Projects and funding by batch"), bars.lineage),
    "share": Picture(lambda v: v._("Share of each batch"), bars.domain),
}
"""Name in the Markdown of a page → picture."""


def draw(name: str, v: Views) -> str:
    """Return the picture ``name`` for the page of ``v`` as an SVG element. KeyError if there is no such picture."""
    picture = PICTURES[name]
    return svg(name, picture.title(v), picture.panels(v))


__all__ = ["PICTURES", "Picture", "draw"]
