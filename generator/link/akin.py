"""Directions that share domains: found by sets of domains, of which there are few."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from heapq import merge

from generator.model import Direction

_Ranked = tuple[Sequence[tuple[int, str]], float, tuple[str, ...]]
"""Directions that have the same domains, how like they are, what they share; the likest is the least."""
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
        self._like: dict[tuple[str, ...], list[_Ranked]] = {}

    def likest(self, domains: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
        """(id, the domains shared) of the directions like one of ``domains``, the likest first.

        Likeness is the share of common domains among all of both; of equally like ones the newer
        comes first.
        """
        if domains not in self._like:
            self._like[domains] = list(self._ranked(set(domains)))
        for _, _, direction, shared in merge(*map(_members, self._like[domains])):
            yield direction, shared

    def _ranked(self, own: set[str]) -> Iterator[_Ranked]:
        for others, group in self._groups.items():
            shared = tuple(code for code in others if code in own)
            likeness = len(shared) / max(1, len(own.union(others)))
            if likeness >= _LEAST:
                yield group, -likeness, shared


def _members(ranked: _Ranked) -> Iterator[tuple[float, int, str, tuple[str, ...]]]:
    group, rank, shared = ranked
    for place, direction in group:
        yield rank, place, direction, shared
