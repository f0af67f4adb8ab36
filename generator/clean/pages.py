"""Where the pages of a source end, as far as it tells."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from generator.clean.page_numbers import drop_page_numbers
from generator.model import Line


def page_starts(lines: Sequence[Line]) -> list[int]:
    """Positions in ``lines`` at which a page begins, the first page's left out.

    A form feed, a change of the page that `read` knows, or a line with the page's number tell; where
    numbers stand at the foot, the page begins below, where they stand at the head, with them.
    """
    numbers = {entry.line for entry in drop_page_numbers(lines)[1]}
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
