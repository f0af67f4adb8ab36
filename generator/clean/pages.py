"""Where the pages of a source end, as far as it tells."""

from __future__ import annotations

from collections.abc import Container, Sequence
from itertools import pairwise

from generator.model import Line


def page_starts(lines: Sequence[Line], numbers: Container[int]) -> list[int]:
    """Positions in ``lines`` at which a page begins, the first page's left out. ``numbers`` are the
    lines (from 1) that hold a page's number.

    A form feed, a change of the page that `read` knows, or a line with the page's number tell; where
    numbers stand at the foot, the page begins below, where they stand at the head, with them.
    """
    starts = []
    for index, (line, following) in enumerate(pairwise(lines), start=1):
        if (
            following.text.startswith("\f")
            or line.text.endswith("\f")
            or (line.page is not None and line.page != following.page)
            or line.number in numbers
        ):
            starts.append(index)
    return starts
