"""Bars over time: what a partner's directions plan, and a domain's share of each guide."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from generator import ids
from generator.link.batches import Batch
from generator.link.totals import totals
from generator.model import Direction, Funding, Quota
from generator.picture.axis import (
    ACCENT,
    INK,
    QUIET,
    Column,
    Panel,
    Row,
    boxes,
    columns,
    feet,
    gaps,
    texts,
    to,
)
from generator.write.pages.domain import share_anchor
from generator.write.views import Views

_HEIGHT = 108
_ROOM = 38
"""Above the bars, for the heading of the panel and the figure on the highest bar."""
_SIDE = 0.14
"""Of a column's width, beside its bar."""
_SEAM = 0.75
"""Between segments."""
_SURE, _OPEN = 1.0, 0.45
"""Opacity of what is planned exactly, and of “no more than”, “about” and the rest of a range."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a bar, and where it leads."""

    amount: float
    opacity: float
    url: str
    words: str


@dataclass(frozen=True, slots=True)
class Bar:
    """What stands in a column: its segments from below, the figure on top, and where this leads."""

    segments: tuple[Segment, ...]
    figure: str
    url: str | None = None
    words: str | None = None


def plans(v: Views, direction_ids: Iterable[str]) -> list[Panel]:
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


def share(v: Views, domain: str) -> list[Panel]:
    """The part of each guide's directions, and of their projects, that name ``domain``."""
    library = v.library
    batches = library.axis(library.by_domain[domain])
    naming = [found for _, found in library.by_batch(batches, library.by_domain[domain])]
    whole = [found for _, found in library.by_batch(batches, library.directions)]

    def parts(size: Callable[[list[Direction]], int]) -> list[Bar]:
        pairs = zip(naming, whole, strict=True)
        return [_part(v, domain, part, size(part), size(all_of)) for part, all_of in pairs]

    return _panels(
        v,
        batches,
        (v._("Share of the directions (%)"), parts(len)),
        (v._("Share of the projects (%)"), parts(lambda found: totals(found).projects[1])),
    )


def _panels(v: Views, batches: Sequence[Batch], *panels: tuple[str, Sequence[Bar]]) -> list[Panel]:
    placed = columns(batches)
    drawn = [_panel(placed, heading, bars) for heading, bars in panels]
    return [*drawn, feet(v, placed)]


def _panel(placed: Sequence[Column], heading: str, bars: Sequence[Bar]) -> Panel:
    highest = max((sum(s.amount for s in bar.segments) for bar in bars), default=0) or 1
    scale = (_HEIGHT - _ROOM) / highest
    segments: list[Row] = []
    figures: list[Row] = []
    for column, bar in zip(placed, bars, strict=True):
        edge = (column.x2 - column.x) * _SIDE
        level = float(_HEIGHT)
        for segment in bar.segments:
            top = level - segment.amount * scale
            segments.append(
                {
                    "x": column.x + edge,
                    "x2": column.x2 - edge,
                    "y": level,
                    "y2": top if segment is bar.segments[-1] else top + _SEAM,
                    "opacity": segment.opacity,
                    "color": ACCENT,
                    "url": segment.url,
                    "words": segment.words,
                }
            )
            level = top
        if column.batch.guide:
            color = INK if bar.segments or bar.url else QUIET
            figure = {"x": column.middle, "y": level - 8, "text": bar.figure, "color": color}
            figures.append(figure | {"url": bar.url, "words": bar.words})
    head = [{"x": 4, "y": 9, "text": heading, "color": INK}]
    return Panel(
        _HEIGHT,
        gaps(placed, _HEIGHT),
        boxes(segments),
        texts(figures),
        texts(head, align="left", fontWeight=600),
    )


def _projects(v: Views, directions: Sequence[Direction]) -> Bar:
    figure = v.phrases.bounded(*totals(directions).projects, None)
    return _bar(v, [(d, _quota_parts(d.projects)) for d in directions], figure, v._("TBD"))


def _funding(v: Views, directions: Sequence[Direction]) -> Bar:
    figure = v.phrases.money_figure(totals(directions).amount_cny)
    unknown = v._("TBD") if any(d.funding.kind == "tbd" for d in directions) else "—"
    return _bar(v, [(d, _money_parts(d.funding)) for d in directions], figure, unknown)


def _quota_parts(quota: Quota) -> list[tuple[float, float]]:
    """(amount, opacity) of a number of projects: the sure part first."""
    high = (quota.min if quota.max is None else quota.max) or 0
    if quota.kind in ("exact", "at_least"):
        return [(high, _SURE)]
    low = (quota.min or 0) if quota.kind == "range" else 0
    return [(low, _SURE), (high - low, _OPEN)]


def _money_parts(funding: Funding) -> list[tuple[float, float]]:
    """(amount, opacity) of money."""
    return [(funding.amount_cny or 0, _SURE if funding.kind == "exact" else _OPEN)]


def _bar(
    v: Views,
    parts: Sequence[tuple[Direction, list[tuple[float, float]]]],
    figure: str,
    unknown: str,
) -> Bar:
    """A bar of directions. ``figure`` is their sum, with a plus where not all of them have a number;
    ``unknown`` stands there where none has.
    """
    segments = tuple(
        Segment(amount, opacity, _address(v, direction), _words(v, direction))
        for direction, amounts in parts
        for amount, opacity in amounts
        if amount
    )
    silent = [d for d, amounts in parts if not any(amount for amount, _ in amounts)]
    if silent and not segments:
        return Bar((), unknown, _address(v, silent[0]), _words(v, silent[0]))
    return Bar(segments, f"{figure}+" if silent else figure)


def _address(v: Views, direction: Direction) -> str:
    return to(v, ids.direction_path(direction.id, v.language))


def _words(v: Views, direction: Direction) -> str:
    return v._("{direction} — projects: {projects}; funding: {funding}").format(
        direction=direction.id,
        projects=v.phrases.quota(direction.quota),
        funding=v.phrases.funding(direction.funding),
    )


def _part(v: Views, domain: str, directions: Sequence[Direction], part: int, whole: int) -> Bar:
    """A bar as high as ``part`` of ``whole``, in per cent."""
    if not part:
        return Bar((), "0")
    guide = v.library.guide(directions[0].guide)
    percent = round(100 * part / whole)
    words = v._("{guide}: {part} of {whole}").format(guide=v.batch(guide), part=part, whole=whole)
    page = to(v, ids.domain_path(domain, v.language))
    url = ids.place(page, share_anchor(directions, domain))
    return Bar((Segment(percent, _SURE, url, words),), str(percent))
