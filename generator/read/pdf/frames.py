"""The ways in which text runs on a page, and what each makes of a place."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_ASKEW = 5.0


@dataclass(frozen=True, slots=True)
class Frame:
    """A page turned until text that runs in one direction stands upright.

    A page's own /Rotate says how a screen shows it, and not how its text runs.
    """

    edges: tuple[float, float, float, float]
    """Left, bottom, right and top of the page in its own space."""
    turn: int
    """Clockwise, in degrees: 0, 90, 180 or 270."""

    def place(self, x: float, y: float) -> tuple[float, float]:
        """(from the left edge, from the top edge) of a point of the page.

        >>> Frame((0, 0, 200, 100), 0).place(10, 90), Frame((0, 0, 200, 100), 90).place(10, 90)
        ((10, 10), (90, 10))
        """
        left, bottom, right, top = self.edges
        if self.turn == 0:
            return x - left, top - y
        if self.turn == 90:
            return y - bottom, x - left
        if self.turn == 180:
            return right - x, y - bottom
        return top - y, right - x

    def box(self, edges: Sequence[float]) -> tuple[float, float, float, float]:
        """(left, top, right, bottom) of a rectangle of the page."""
        ends = self.place(edges[0], edges[1]), self.place(edges[2], edges[3])
        (x1, x2), (y1, y2) = (sorted(side) for side in zip(*ends, strict=True))
        return x1, y1, x2, y2

    @property
    def width(self) -> float:
        """From the left edge to the right one."""
        left, bottom, right, top = self.edges
        return top - bottom if self.turn in (90, 270) else right - left

    @property
    def height(self) -> float:
        """From the top edge to the foot."""
        left, bottom, right, top = self.edges
        return right - left if self.turn in (90, 270) else top - bottom


@lru_cache(maxsize=256)
def turn_of(a: float, b: float) -> int | None:
    """The turn that sets type upright whose matrix begins with ``a``, ``b``; None for type that
    stands askew.

    >>> turn_of(1, 0), turn_of(0, 12), turn_of(-1, 0.01), turn_of(1, 1)
    (0, 90, 180, None)
    """
    angle = math.degrees(math.atan2(b, a))
    turn = round(angle / 90) * 90
    return None if abs(angle - turn) > _ASKEW else turn % 360
