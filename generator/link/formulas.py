"""Formulas: requirements that calls for several partners print in nearly the same words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from rapidfuzz import fuzz

from generator.link.library import Place
from generator.model import Direction, Text, walk
from generator.text.people import below_contacts, names_people

_ALIKE = 85.0
"""Minimum similarity (of 100) between a formula's most common wording and a variant of it."""


class Variant(NamedTuple):
    """One wording, and its places in the order of the guides."""

    text: Text
    places: list[Place]


class Formula(NamedTuple):
    """Wordings of one requirement, the most common first, and the ids of the directions that have it."""

    variants: list[Variant]
    directions: set[str]


def formulas(directions: Iterable[Direction]) -> list[Formula]:
    """Return the requirements that ``directions`` of at least two partners have, the most common first.

    A requirement that only one partner's calls repeat is a condition of that partner and no formula. Neither is a text
    that only introduces other requirements (it ends in a colon), or one that names a person to contact.
    """
    partners: dict[str, tuple[str, ...]] = {}
    wordings: dict[str, Variant] = {}
    for direction in directions:
        partners[direction.id] = direction.named_partners
        below = set(below_contacts(direction.requirements))
        for item in walk(direction.requirements):
            wording = item.text.zh.rstrip("。；;，")
            if (
                not wording.endswith(("：", ":"))
                and item.anchor not in below
                and not names_people(wording)
            ):
                variant = wordings.setdefault(wording, Variant(item.text, []))
                variant.places.append((direction.id, item.anchor))
    groups: dict[str, list[Variant]] = {}
    for wording, variant in sorted(wordings.items(), key=lambda entry: -len(entry[1].places)):
        first = next((first for first in groups if fuzz.ratio(first, wording) >= _ALIKE), wording)
        groups.setdefault(first, []).append(variant)
    found = [Formula(group, {d for v in group for d, _ in v.places}) for group in groups.values()]
    shared = [f for f in found if len({partners[d] for d in f.directions}) > 1]
    return sorted(shared, key=lambda formula: -len(formula.directions))
