"""The time axis that all pictures share: a column for each batch, grey where its guide is not held here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise

from generator import ids
from generator.link.batches import Batch
from generator.picture.svg import ACCENT, GAP, HATCH, INK, QUIET, WIDTH, Panel, box, label
from generator.write.markdown import Link
from generator.write.views import Views

_HEIGHT = 32
"""Height of the panel with the numbers of the batches and the years."""
_DIGIT = 6.1
"""Approximate width of a digit, used only to decide whether there is room for a year."""
_NARROW = 0.45
"""Width of the column of a batch whose guide is not held here, relative to the other columns."""


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


def gaps(columns: Sequence[Column], height: float) -> list[str]:
    """Draw a grey box over each run of batches whose guides are not held."""
    runs = groupby(columns, key=lambda column: column.batch.guide is None)
    missing = [list(run) for is_missing, run in runs if is_missing]
    return [box(run[0].left, 0, run[-1].right - run[0].left, height, fill=GAP) for run in missing]


def axis(v: Views, columns: Sequence[Column]) -> Panel:
    """Draw the numbers of the batches, with links to the guides held here, and the years below them."""
    numbers = []
    for column in columns:
        batch, link = column.batch, None
        if batch.guide:
            path = ids.guide_path(batch.guide, v.language)
            link = Link(v.guide_name(v.library.guide(batch.guide)), v.site(path))
        color = ACCENT if link else QUIET
        numbers.append(label(column.middle, 9, str(batch.number or "–"), link, fill=color))
    return Panel(_HEIGHT, [*numbers, *_years(columns)])


def _years(columns: Sequence[Column]) -> list[str]:
    """Write the years for which there is room. Neighbouring batches of which only the year is known share a label."""
    labels = []
    for known, found in groupby(columns, key=lambda c: c.batch.number and c.batch.year):
        run = list(found)
        left, right = run[0].left, run[-1].right
        first, last = run[0].batch.year, run[-1].batch.year
        short = f"{first % 100:02}"
        texts = [str(first), short] if first == last else [f"{short}–{last % 100:02}"]
        room = right - left + _DIGIT
        text = next((text for text in texts if len(text) * _DIGIT <= room), None)
        if text:
            labels.append(label((left + right) / 2, 25, text, fill=INK if known else QUIET))
    return labels
