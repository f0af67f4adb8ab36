"""Directions that share domains: found by sets of domains, of which there are few."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from heapq import merge

from generator.model import Direction

_LEAST = 1 / 3
"""How much of all domains of two directions must be common."""


class ByDomains:
    """All directions by their domains, so that one is compared with sets of domains and not with
    every other direction.
    """

    def __init__(self, directions: Iterable[Direction]) -> None:
        """``directions`` come oldest first."""
        self._groups: dict[tuple[str, ...], list[tuple[int, str]]] = {}
        for place, direction in enumerate(directions):
            self._groups.setdefault(direction.domains, []).append((-place, direction.id))
        for group in self._groups.values():
            group.reverse()

    def likest(self, domains: Sequence[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
        """(id, the domains shared) of the directions like one of ``domains``, the likest first.

        Likeness is the share of common domains among all of both; of equally like ones the newer
        comes first.
        """
        own = set(domains)
        found = []
        for others, group in self._groups.items():
            shared = tuple(code for code in others if code in own)
            likeness = len(shared) / max(1, len(own.union(others)))
            if likeness >= _LEAST:
                found.append(_ranked(group, -likeness, shared))
        for _, _, direction, shared in merge(*found):
            yield direction, shared


def _ranked(
    group: Sequence[tuple[int, str]], rank: float, shared: tuple[str, ...]
) -> Iterator[tuple[float, int, str, tuple[str, ...]]]:
    for place, direction in group:
        yield rank, place, direction, shared
