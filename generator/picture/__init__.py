"""picture: what a page shows of the data as a drawing, by Vega, as SVG in the page itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from generator import ids
from generator.picture import bars, grids
from generator.picture.axis import Panel, Spec
from generator.picture.drawings import Drawings
from generator.picture.svg import spoken, svg
from generator.write.views import Views


class Picture(NamedTuple):
    """A drawing, and what it is called."""

    draw: Callable[[Views, str], list[Panel]]
    """Views of a page, and the code that its address names → its parts."""
    title: Callable[[Views], str]


PICTURES = {
    "partners": Picture(
        lambda v, _: grids.directions(v), lambda v: v._("Directions by partner and batch")
    ),
    "projects": Picture(
        lambda v, _: grids.projects(v), lambda v: v._("Projects by partner and batch")
    ),
    "funding": Picture(
        lambda v, _: grids.funding(v), lambda v: v._("Funding by partner and batch")
    ),
    "domains": Picture(
        lambda v, _: grids.domains(v), lambda v: v._("Domains by batch, in % of the directions")
    ),
    "plans": Picture(
        lambda v, code: bars.plans(
            v, [a.direction for a in v.library.by_partner[code] if a.direct]
        ),
        lambda v: v._("Projects and funding by batch"),
    ),
    "steps": Picture(
        lambda v, code: bars.plans(v, v.library.lineage(code).latest),
        lambda v: v._("Projects and funding by batch"),
    ),
    "share": Picture(bars.share, lambda v: v._("Share of each batch")),
}
"""Name in a page's Markdown → picture."""


def draw(name: str, v: Views, drawings: Drawings) -> str:
    """The picture ``name`` for the page of ``v``, as an SVG element; KeyError where there is none."""
    parts = (
        (spoken(drawings.draw(panel.spec), panel.said), panel.height) for panel in panels(name, v)
    )
    return svg(parts, PICTURES[name].title(v), name)


def panels(name: str, v: Views) -> list[Panel]:
    """Its parts, one below the other, not drawn yet. All pictures of bars have the same foot."""
    return PICTURES[name].draw(v, ids.parse_path(v.path).name)


__all__ = ["PICTURES", "Drawings", "Panel", "Spec", "draw", "panels"]
