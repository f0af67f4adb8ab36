"""Bars over time: what a partner or a lineage plans, and a domain's share of each guide."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from generator import ids
from generator.ids.addresses import parse_path
from generator.link.batches import Batch
from generator.link.totals import totals
from generator.model import Direction, Funding, Quota
from generator.picture.axis import Column, axis, columns, gaps
from generator.picture.svg import ACCENT, INK, QUIET, Panel, box, label
from generator.write.pages.domain import share_anchor
from generator.write.shapes import Link
from generator.write.views import Views

_HEIGHT = 108
_TOP = 38
"""Space above the highest bar, for its figure and the heading of the panel."""
_SIDE = 0.14
"""Space on each side of a bar, as a part of its column's width."""
_SEAM = 0.75
"""Space between two segments; small ones leave less, so that they can be seen."""
_EXACT, _UNSURE = 1, 0.45
"""Opacity of what is planned exactly, and of “no more than”, “about” and the upper part of a range."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a bar."""

    amount: float
    opacity: float
    link: Link


@dataclass(frozen=True, slots=True)
class Bar:
    """What stands in a column: segments, the lowest first, and a figure above them."""

    segments: tuple[Segment, ...]
    figure: str
    link: Link | None = None
    """Where the figure leads."""

    @property
    def amount(self) -> float:
        """What its segments add up to."""
        return sum(segment.amount for segment in self.segments)


def partner(v: Views) -> list[Panel]:
    """Projects and money by batch of the partner whose page this is."""
    found = v.library.by_partner[parse_path(v.path).name]
    return _plans(v, [part.direction for part in found if part.direct])


def lineage(v: Views) -> list[Panel]:
    """Projects and money by batch of the lineage whose page this is."""
    return _plans(v, v.library.lineage(parse_path(v.path).name).latest)


def domain(v: Views) -> list[Panel]:
    """The share of each guide's directions, and of their projects, that name the domain whose page this is."""
    library, code = v.library, parse_path(v.path).name
    batches = library.axis(library.by_domain[code])
    naming = [found for _, found in library.by_batch(batches, library.by_domain[code])]
    every = [found for _, found in library.by_batch(batches, library.directions)]

    def shares(size: Callable[[list[Direction]], int]) -> list[Bar]:
        pairs = zip(naming, every, strict=True)
        return [_share(v, code, part, size(part), size(whole)) for part, whole in pairs]

    return _panels(
        v,
        batches,
        (v._("Share of the directions (%)"), shares(len)),
        (v._("Share of the projects (%)"), shares(lambda found: totals(found).projects[1])),
    )


def _plans(v: Views, direction_ids: Iterable[str]) -> list[Panel]:
    """Projects and money by batch, with a segment for each direction."""
    planned = list(direction_ids)
    batches = v.library.axis(planned)
    found = [directions for _, directions in v.library.by_batch(batches, planned)]
    return _panels(
        v,
        batches,
        (v._("Projects"), [_projects(v, directions) for directions in found]),
        (v._("Funding (RMB million)"), [_funding(v, directions) for directions in found]),
    )


def _panels(v: Views, batches: Sequence[Batch], *charts: tuple[str, Sequence[Bar]]) -> list[Panel]:
    """Draw ``charts`` one below the other, each a heading and a bar for each of ``batches``."""
    placed = columns(batches)
    return [*(_panel(placed, heading, bars) for heading, bars in charts), axis(v, placed)]


def _panel(placed: Sequence[Column], heading: str, bars: Sequence[Bar]) -> Panel:
    scale = (_HEIGHT - _TOP) / (max((bar.amount for bar in bars), default=0) or 1)
    boxes, figures = [], []
    for column, bar in zip(placed, bars, strict=True):
        side = column.width * _SIDE
        top = float(_HEIGHT)
        for segment in bar.segments:
            height = segment.amount * scale
            top -= height
            seam = 0 if segment is bar.segments[-1] else min(_SEAM, height / 2)
            shown = max(height - seam, _SEAM / 2)
            place = (column.left + side, top + seam, column.width - 2 * side, shown)
            boxes.append(box(*place, segment.link, fill=ACCENT, fill_opacity=segment.opacity))
        if column.batch.guide:
            color = INK if bar.segments or bar.link else QUIET
            figures.append(label(column.middle, top - 8, bar.figure, bar.link, fill=color))
    head = label(4, 9, heading, fill=INK, text_anchor="start", font_weight=600)
    return Panel(_HEIGHT, [*gaps(placed, _HEIGHT), *boxes, *figures, head])


def _projects(v: Views, directions: Sequence[Direction]) -> Bar:
    figure = v.phrases.bounded(*totals(directions).projects, None)
    return _bar(v, [(d, _quota_parts(d.projects)) for d in directions], figure, v._("TBD"))


def _funding(v: Views, directions: Sequence[Direction]) -> Bar:
    figure = v.phrases.money_figure(totals(directions).amount_cny)
    unknown = v._("TBD") if any(d.funding.kind == "tbd" for d in directions) else "—"
    return _bar(v, [(d, _money_parts(d.funding)) for d in directions], figure, unknown)


def _quota_parts(quota: Quota) -> list[tuple[float, float]]:
    """Return (amount, opacity) of each part of a number of projects, the exact part first."""
    high = (quota.min if quota.max is None else quota.max) or 0
    if quota.kind in ("exact", "at_least"):
        return [(high, _EXACT)]
    low = (quota.min or 0) if quota.kind == "range" else 0
    return [(low, _EXACT), (high - low, _UNSURE)]


def _money_parts(funding: Funding) -> list[tuple[float, float]]:
    """Return the same of money, which has one part."""
    return [(funding.amount_cny or 0, _EXACT if funding.kind == "exact" else _UNSURE)]


def _bar(
    v: Views,
    parts: Sequence[tuple[Direction, list[tuple[float, float]]]],
    figure: str,
    unknown: str,
) -> Bar:
    """Build the bar of directions, each given with its (amount, opacity) parts. ``figure`` is their sum and gets
    a plus where some of them have no number; ``unknown`` takes its place where none has.
    """
    segments = tuple(
        Segment(amount, opacity, _plan(v, direction))
        for direction, amounts in parts
        for amount, opacity in amounts
        if amount
    )
    unnumbered = [d for d, amounts in parts if not any(amount for amount, _ in amounts)]
    if unnumbered and not segments:
        return Bar((), unknown, _plan(v, unnumbered[0]))
    return Bar(segments, f"{figure}+" if unnumbered else figure)


def _plan(v: Views, direction: Direction) -> Link:
    """Link to ``direction`` in the words of its plan."""
    text = v._("{direction} — projects: {projects}; funding: {funding}").format(
        direction=direction.id,
        projects=v.phrases.quota(direction.quota),
        funding=v.phrases.funding(direction.funding),
    )
    return Link(text, v.site(ids.direction_path(direction.id, v.language)))


def _share(v: Views, code: str, directions: Sequence[Direction], part: int, whole: int) -> Bar:
    """Build a bar as high as ``part`` of ``whole``, in per cent. ``directions`` of one guide name the domain."""
    if not part:
        return Bar((), "0")
    guide = v.library.guide(directions[0].guide)
    percent = round(100 * part / whole)
    text = v._("{guide}: {part} of {whole}").format(guide=v.batch(guide), part=part, whole=whole)
    page = v.site(ids.domain_path(code, v.language))
    link = Link(text, ids.place(page, share_anchor(directions, code)))
    return Bar((Segment(percent, _EXACT, link),), str(percent))
