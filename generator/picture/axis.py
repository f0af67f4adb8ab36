"""The time axis that all pictures share: a column for each batch, grey where its guide is not held here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise

from generator import ids
from generator.link.batches import Batch
from generator.picture.svg import (
    ACCENT,
    GAP,
    HATCH,
    QUIET,
    RULE,
    WIDTH,
    Panel,
    Value,
    box,
    label,
    told,
    upright,
    width_of,
)
from generator.write.markdown import Link
from generator.write.views import Views

_HEIGHT = 20
"""Height of the panel with the names of the batches, if they lie."""
_APART = 4
"""Width of the space around a name."""
_NARROW = 0.2
"""Width of the column of a batch whose guide is not held here, relative to the other columns."""
_SWATCH = 9
"""Height and width of a sign in the key."""
_SMALL = 10
"""Size of the words of the key."""
UNSURE = 0.45
"""Opacity of “no more than”, “about” and the upper part of a range."""
Sign = Callable[[float, float], str]
"""A sign of the key, drawn with its left edge and its middle at a position."""


@dataclass(frozen=True, slots=True)
class Column:
    """The horizontal place of a batch."""

    batch: Batch
    left: float
    right: float

    @property
    def fill(self) -> str:
        """The fill of what is drawn in it: a draft for comment does not look like a final text."""
        return HATCH if self.batch.stage == "draft" else ACCENT

    @property
    def width(self) -> float:
        """The distance between the edges."""
        return self.right - self.left

    @property
    def middle(self) -> float:
        """The position halfway between the edges, at which marks are drawn."""
        return (self.left + self.right) / 2


def columns(batches: Sequence[Batch], left: float = 0) -> list[Column]:
    """Return a column for each of ``batches``, side by side from ``left`` to the right edge of the picture."""
    widths = [1 if batch.guide else _NARROW for batch in batches]
    edges = list(accumulate(widths, initial=0.0))
    unit = (WIDTH - left) / (edges[-1] or 1)
    places = pairwise(left + unit * edge for edge in edges)
    return [Column(batch, *place) for batch, place in zip(batches, places, strict=True)]


def gaps(v: Views, columns: Sequence[Column], height: float) -> list[str]:
    """Draw a grey box over each run of batches whose guides are not held; its tooltip names them."""
    runs = groupby(columns, key=lambda column: column.batch.guide is None)
    missing = [list(run) for is_missing, run in runs if is_missing]
    drawn = []
    for run in missing:
        names = v.batches(column.batch for column in run)
        mark = box(run[0].left, 0, run[-1].right - run[0].left, height, fill=GAP)
        drawn.append(told(v._("Not held here: {batches}").format(batches=names), mark))
    return drawn


def axis(v: Views, columns: Sequence[Column], *, above: bool = False) -> Panel:
    """Write the batches held here, with links to their guides. Where one has no room, all stand upright.

    ``above`` is True if the panel stands above the marks.
    """
    held = [(column, column.batch.guide) for column in columns if column.batch.guide]
    widest = max((width_of(ids.without_stage(guide)) for _, guide in held), default=0.0)
    narrowest = min((column.width for column, _ in held), default=WIDTH)
    lies = widest + _APART <= narrowest
    height = _HEIGHT if lies else widest + 2 * _APART
    marks = []
    for column, guide in held:
        path = ids.guide_path(guide, v.language)
        link = Link(v.guide_name(v.library.guide(guide)), v.site(path))
        text = ids.without_stage(guide)  # the marks and the key show the stage
        if lies:
            marks.append(label(column.middle, height / 2, text, link, fill=ACCENT))
        elif above:
            marks.append(upright(column.middle, height - _APART, text, link, fill=ACCENT))
        else:
            marks.append(upright(column.middle, _APART, text, link, fill=ACCENT, text_anchor="end"))
    return Panel(height, marks)


def key(v: Views, columns: Sequence[Column], others: Sequence[tuple[Sign, str]] = ()) -> Panel:
    """Return the key of a picture: what its fills mean, as far as they occur; then ``others``."""
    stages = {column.batch.stage for column in columns}
    signs = [
        (_swatch(fill=ACCENT), v._("final text"), "final" in stages),
        (_swatch(fill=HATCH), v._("draft for comment"), "draft" in stages),
        (_swatch(fill=GAP, stroke=RULE), v._("guide not held here"), None in stages),
    ]
    x, y, marks = 0.0, 14.0, []
    for sign, words in [*((sign, words) for sign, words, occurs in signs if occurs), *others]:
        width = _SWATCH + 4 + width_of(words, _SMALL) + 12
        if x and x + width > WIDTH + 12:
            x, y = 0.0, y + 15
        marks.append(sign(x, y))
        style: dict[str, Value] = {"fill": QUIET, "text_anchor": "start", "font_size": _SMALL}
        marks.append(label(x + _SWATCH + 4, y, words, None, **style))
        x += width
    return Panel(y + 9, marks)


def pale(v: Views) -> tuple[Sign, str]:
    """Return the entry of the key for what is pale."""
    return _swatch(fill=ACCENT, fill_opacity=UNSURE), v._(
        "“no more than”, “about”, or the upper part of a range"
    )


def _swatch(**style: Value) -> Sign:
    return lambda x, y: box(x, y - _SWATCH / 2, _SWATCH, _SWATCH, None, **style)
