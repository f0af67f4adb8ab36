"""Formulas: requirements that calls for several partners print in nearly the same words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from generator.model import Direction, Text, walk

_ALIKE = 85.0
"""How like (of 100) a wording must be to the commonest of a formula to be a variant of it."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One wording, and where it stands: (id of a direction, anchor), in the order of the guides."""

    text: Text
    places: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Formula:
    """Wordings of one requirement, the commonest first."""

    variants: tuple[Variant, ...]

    @property
    def directions(self) -> set[str]:
        """The directions that carry it."""
        return {direction for variant in self.variants for direction, _ in variant.places}


def formulas(directions: Iterable[Direction]) -> tuple[Formula, ...]:
    """Requirements that ``directions`` of at least two partners carry, the commonest first.

    What one partner's calls repeat is that partner's condition, and a requirement that only heads
    others (its text ends in a colon) is none: neither is a formula.
    """
    partners: dict[str, tuple[str, ...]] = {}
    texts: dict[str, Text] = {}
    places: dict[str, list[tuple[str, str]]] = {}
    for direction in directions:
        partners[direction.id] = direction.named_partners
        for item in walk(direction.requirements):
            wording = item.text.zh.rstrip("。；;，")
            if not wording.endswith(("：", ":")):
                texts.setdefault(wording, item.text)
                places.setdefault(wording, []).append((direction.id, item.anchor))
    groups: list[list[str]] = []
    for wording in sorted(texts, key=lambda w: -len(places[w])):
        group = next((g for g in groups if fuzz.ratio(g[0], wording) >= _ALIKE), None)
        if group is None:
            groups.append([wording])
        else:
            group.append(wording)
    found = [
        Formula(tuple(Variant(texts[wording], tuple(places[wording])) for wording in group))
        for group in groups
    ]
    shared = [f for f in found if len({partners[d] for d in f.directions}) > 1]
    return tuple(sorted(shared, key=lambda formula: -len(formula.directions)))
