"""Bar charts over time: the projects and funding of a partner or a lineage, and a domain's share of each guide."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from generator import ids
from generator.ids.addresses import parse_path
from generator.link.batches import Batch
from generator.link.totals import totals
from generator.model import Direction
from generator.picture.axis import UNSURE, Column, axis, columns, gaps, key, pale
from generator.picture.svg import (
    INK,
    QUIET,
    Panel,
    box,
    heading,
    label,
    percent_of,
    upright,
    width_of,
)
from generator.write.markdown import Link
from generator.write.pages.domain import share_anchor
from generator.write.views import Views

_HIGHEST = 70
"""Height of the highest bar."""
_SIDE = 0.14
"""Width of the space on each side of a bar, as a fraction of its column's width."""
_SEAM = 0.75
"""Height of the space between two segments. It is less at small segments, so that they stay visible."""
_EXACT = 1
"""Opacity of exact numbers."""
Parts = list[tuple[float, float]]
"""(amount, opacity) of the parts of a direction's number, the exact part first."""


class Bar(NamedTuple):
    """A bar: (amount, opacity, link) of each segment, the lowest first, and the figure above them."""

    segments: list[tuple[float, float, Link]]
    figure: str
    link: Link | None = None
    """The link of the figure."""


def guides(v: Views) -> list[Panel]:
    """Draw projects and funding by batch, for all directions together."""
    batches = v.library.whole_axis
    projects, money = [], []
    for directions in v.library.by_batch(batches, v.library.directions):
        sums = totals(directions)
        figure = v.phrases.bounded(*sums.projects) + "+" * bool(sums.without_projects)
        unknown = _unknown(v, sums.without_projects) or figure
        projects.append(_whole(v, directions, _quota_parts, figure, unknown))
        figure = v.phrases.money_figure(sums.amount_cny) + "+" * bool(sums.without_funding)
        unknown = _unknown(v, sums.without_funding) or figure
        money.append(_whole(v, directions, _money_parts, figure, unknown))
    charts = [(v._("Projects"), projects), (v._("Funding (RMB million)"), money)]
    return _panels(v, batches, charts)


def _whole(
    v: Views,
    directions: Sequence[Direction],
    parts: Callable[[Direction], Parts],
    figure: str,
    unknown: str,
) -> Bar:
    """Return a bar for ``directions``, all those of a guide: what is exact below what is not."""
    if not directions:
        return Bar([], "")
    guide = v.library.guide(directions[0].guide)
    projects, funding = v.sums(directions)
    text = v._("{direction} – projects: {projects}; funding: {funding}").format(
        direction=v.guide_name(guide), projects=projects, funding=funding
    )
    link = Link(text, v.site(ids.guide_path(guide.id, v.language)))
    found = [part for direction in directions for part in parts(direction)]
    amounts = ((sum(a for a, o in found if o == opacity), opacity) for opacity in (_EXACT, UNSURE))
    segments = [(amount, opacity, link) for amount, opacity in amounts if amount]
    return Bar(segments, figure) if segments else Bar([], unknown, link)


def partner(v: Views) -> list[Panel]:
    """Draw projects and funding by batch, for the partner of the page."""
    return _plans(v, v.library.direct(parse_path(v.path).name))


def lineage(v: Views) -> list[Panel]:
    """Draw projects and funding by batch, for the lineage of the page."""
    return _plans(v, v.library.lineage(parse_path(v.path).name).latest)


def domain(v: Views) -> list[Panel]:
    """Draw the share of each guide's directions, and of its projects, that are in the domain of the page."""
    library, code = v.library, parse_path(v.path).name
    batches = library.axis(library.by_domain[code])
    naming = library.by_batch(batches, library.by_domain[code])
    pairs = list(zip(naming, library.by_batch(batches, library.directions), strict=True))
    sizes: list[tuple[str, Callable[[list[Direction]], tuple[int, str]]]] = [
        (
            v._("Share of the directions (%)"),
            lambda found: (len(found), v.phrases.number(len(found))),
        ),
        (
            v._("Share of the projects (%)"),
            lambda found: (totals(found).projects[1], v.projects(found)),
        ),
    ]
    charts = [
        (words, [_share(v, code, part, size(part), size(whole)) for part, whole in pairs])
        for words, size in sizes
    ]
    return _panels(v, batches, charts)


def _share(
    v: Views,
    code: str,
    directions: Sequence[Direction],
    part: tuple[int, str],
    whole: tuple[int, str],
) -> Bar:
    """Return a bar for ``part`` of ``whole``, in per cent; both are a number and its words. ``directions`` are those of
    one guide in the domain.
    """
    if not part[0]:
        return Bar([], _unknown(v, totals(directions).without_projects) or "0")
    guide = v.library.guide(directions[0].guide)
    percent = percent_of(part[0], whole[0])
    text = v._("{guide}: {part} of {whole}").format(
        guide=v.guide_name(guide), part=part[1], whole=whole[1]
    )
    page = v.site(ids.domain_path(code, v.language))
    link = Link(text, ids.place(page, share_anchor(directions, code)))
    return Bar([(percent, _EXACT, link)], str(percent))


def _plans(v: Views, direction_ids: Iterable[str]) -> list[Panel]:
    """Draw projects and funding by batch, with a segment for each direction."""
    planned = list(direction_ids)
    batches = v.library.axis(planned)
    found = v.library.by_batch(batches, planned)
    projects, money = [], []
    for directions in found:
        sums, links = totals(directions), [_link(v, direction) for direction in directions]
        figure = v.phrases.bounded(*sums.projects)
        unknown = _unknown(v, sums.without_projects) or figure
        projects.append(_stacked(map(_quota_parts, directions), links, figure, unknown))
        figure = v.phrases.money_figure(sums.amount_cny)
        unknown = _unknown(v, sums.without_funding) or figure
        money.append(_stacked(map(_money_parts, directions), links, figure, unknown))
    charts = [(v._("Projects"), projects), (v._("Funding (RMB million)"), money)]
    return _panels(v, batches, charts)


def _unknown(v: Views, without: str) -> str:
    """Return what stands for a sum without a number, as `totals` says ``without`` what it is; no words, as bars are narrow."""
    if without == "as_the_text_says":
        return "…"
    return v.phrases.mark(without) if without else ""


def _link(v: Views, direction: Direction) -> Link:
    text = v._("{direction} – projects: {projects}; funding: {funding}").format(
        direction=direction.id,
        projects=v.phrases.quota(direction.quota, direction.in_words),
        funding=v.phrases.funding(direction.funding, direction.in_words),
    )
    return Link(text, v.site(ids.direction_path(direction.id, v.language)))


def _quota_parts(direction: Direction) -> Parts:
    quota = direction.projects
    high = quota.most or 0
    if quota.kind in ("exact", "at_least"):
        return [(high, _EXACT)]
    low = (quota.min or 0) if quota.kind == "range" else 0
    return [(low, _EXACT), (high - low, UNSURE)]


def _money_parts(direction: Direction) -> Parts:
    funding = direction.funding
    return [(funding.amount_cny or 0, _EXACT if funding.kind == "exact" else UNSURE)]


def _stacked(numbers: Iterable[Parts], links: Iterable[Link], figure: str, unknown: str) -> Bar:
    """Return a bar with the parts of ``numbers`` as segments. Those of one direction have the same one of ``links``.

    ``figure`` is their sum; it gets a plus if some directions have no number. ``unknown`` replaces it if none has.
    """
    segments, unnumbered = [], []
    for parts, link in zip(numbers, links, strict=True):
        known = [(amount, opacity, link) for amount, opacity in parts if amount]
        segments += known
        if not known:
            unnumbered.append(link)
    if unnumbered and not segments:
        return Bar([], unknown, unnumbered[0])
    return Bar(segments, f"{figure}+" if unnumbered else figure)


def _panels(
    v: Views, batches: Sequence[Batch], charts: Iterable[tuple[str, Sequence[Bar]]]
) -> list[Panel]:
    """Draw ``charts`` one below the other. Each is a heading and a bar for each of ``batches``."""
    placed, charts = columns(batches), list(charts)
    segments = (segment for _, bars in charts for bar in bars for segment in bar.segments)
    others = [pale(v)] if any(opacity == UNSURE for _, opacity, _ in segments) else []
    panels = [
        panel for words, bars in charts for panel in (heading(words), _panel(v, placed, bars))
    ]
    return [*panels, axis(v, placed), key(v, placed, others)]


def _panel(v: Views, placed: Sequence[Column], bars: Sequence[Bar]) -> Panel:
    """Draw a bar in each column, with its figure above. Where a figure has no room, all stand upright."""
    shown = [(c, bar) for c, bar in zip(placed, bars, strict=True) if c.batch.guide]
    lies = all(width_of(bar.figure) <= column.width for column, bar in shown)
    above = 18 if lies else 8 + max(width_of(bar.figure) for _, bar in shown)
    heights = [sum(amount for amount, _, _ in bar.segments) for bar in bars]
    scale = _HIGHEST / (max(heights, default=0) or 1)
    whole = _HIGHEST + above
    boxes, figures = [], []
    for column, bar in shown:
        side = column.width * _SIDE
        top = float(whole)
        for number, (amount, opacity, link) in enumerate(bar.segments, 1):
            height = amount * scale
            top -= height
            seam = 0 if number == len(bar.segments) else min(_SEAM, height / 2)
            drawn = max(height - seam, _SEAM / 2)
            place = (column.left + side, top + seam, column.width - 2 * side, drawn)
            boxes.append(box(*place, link, fill=column.fill, fill_opacity=opacity))
        color = INK if bar.segments or bar.link else QUIET
        if lies:
            figures.append(label(column.middle, top - 8, bar.figure, bar.link, fill=color))
        else:
            figures.append(upright(column.middle, top - 4, bar.figure, bar.link, fill=color))
    return Panel(whole, [*gaps(v, placed, whole), *boxes, *figures])
