"""Formulas: requirements that calls for several partners print in nearly the same words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from rapidfuzz import fuzz

from generator.link.library import Place
from generator.model import Direction, Text, walk

_ALIKE = 85.0
"""Least likeness (of 100) of a wording to the commonest of a formula of which it is a variant."""


class Variant(NamedTuple):
    """One wording, and where it stands, in the order of the guides."""

    text: Text
    places: list[Place]


class Formula(NamedTuple):
    """Wordings of one requirement, the commonest first, and the directions that carry it."""

    variants: list[Variant]
    directions: set[str]


def formulas(directions: Iterable[Direction]) -> list[Formula]:
    """Find the requirements that ``directions`` of at least two partners carry, the commonest first.

    What one partner's calls repeat is that partner's condition, and a requirement that only heads
    others (its text ends in a colon) is none: neither is a formula.
    """
    partners: dict[str, tuple[str, ...]] = {}
    wordings: dict[str, Variant] = {}
    for direction in directions:
        partners[direction.id] = direction.named_partners
        for item in walk(direction.requirements):
            wording = item.text.zh.rstrip("。；;，")
            if not wording.endswith(("：", ":")):
                variant = wordings.setdefault(wording, Variant(item.text, []))
                variant.places.append((direction.id, item.anchor))
    groups: dict[str, list[Variant]] = {}
    for wording, variant in sorted(wordings.items(), key=lambda entry: -len(entry[1].places)):
        first = next((first for first in groups if fuzz.ratio(first, wording) >= _ALIKE), wording)
        groups.setdefault(first, []).append(variant)
    found = [Formula(group, {d for v in group for d, _ in v.places}) for group in groups.values()]
    shared = [f for f in found if len({partners[d] for d in f.directions}) > 1]
    return sorted(shared, key=lambda formula: -len(formula.directions))
