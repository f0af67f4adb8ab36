"""picture: charts of the data over time, as SVG inside the pages and as files beside them."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from generator.picture import bars, grids, messages, rows
from generator.picture.svg import Panel, svg
from generator.write.views import Views


class Picture(NamedTuple):
    """A kind of picture. Its functions take the views of the page that shows it."""

    title: Callable[[Views], str]
    """Return what it shows."""
    message: Callable[[Views], str]
    """Return what it says, in a sentence; empty if there is nothing to say."""
    panels: Callable[[Views], list[Panel]]
    rows: Callable[[Views], list[rows.Row]]
    """Return its numbers; the first row has the heads of the columns."""


def _money_title(v: Views) -> str:
    return v._("Funding by partner and batch (RMB million)")


PICTURES = {
    "guides": Picture(
        lambda v: v._("Projects and funding by batch"),
        lambda _: "",  # the heading of its section says it
        bars.guides,
        rows.guides,
    ),
    "partners": Picture(
        lambda v: v._("Directions by partner and batch"),
        messages.directions,
        grids.directions,
        rows.partners,
    ),
    "projects": Picture(
        lambda v: v._("Projects by partner and batch"),
        messages.projects,
        grids.projects,
        rows.amounts,
    ),
    "funding": Picture(_money_title, messages.funding, grids.funding, rows.amounts),
    "domains": Picture(
        lambda v: v._("Domains by batch, as a percentage of the directions"),
        messages.domains,
        grids.domains,
        rows.domains,
    ),
    "plans": Picture(
        lambda v: v._("Projects and funding by batch"),
        messages.partner,
        bars.partner,
        rows.partner,
    ),
    "steps": Picture(
        lambda v: v._("Projects and funding by batch"),
        messages.lineage,
        bars.lineage,
        rows.lineage,
    ),
    "share": Picture(lambda v: v._("Share of each batch"), messages.share, bars.domain, rows.share),
}
"""Name in the Markdown of a page → picture."""


def draw(name: str, v: Views) -> str:
    """Return the picture ``name`` for the page of ``v`` as an SVG element. KeyError if there is no such picture."""
    picture = PICTURES[name]
    return svg(name, picture.title(v), picture.panels(v))


__all__ = ["PICTURES", "Picture", "draw"]
