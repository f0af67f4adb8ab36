"""A partner's counterpart agencies, and the directions that name them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.model import Direction
from generator.vocabulary import Agency, Vocabulary


@dataclass(frozen=True, slots=True)
class Naming:
    """A direction that names an agency, and the anchor of the first place; the title has none."""

    direction: str
    anchor: str


def namings(
    partner: str, directions: Iterable[Direction], vocabulary: Vocabulary
) -> dict[str, tuple[Naming, ...]]:
    """Agency → those of ``directions`` that name it, in their order. ``directions`` are those whose
    titles name ``partner``. What most directions name comes first, then what is named first.
    """
    found: dict[str, list[Naming]] = {}
    for direction in directions:
        for mention in direction.agencies:
            if _belongs(vocabulary.agency(mention.agency), partner, direction):
                naming = Naming(direction.id, mention.anchor)
                found.setdefault(mention.agency, []).append(naming)
    ordered = sorted(found.items(), key=lambda entry: -len(entry[1]))
    return {code: tuple(places) for code, places in ordered}


def _belongs(agency: Agency, partner: str, direction: Direction) -> bool:
    """Whether ``agency`` is the partner's own, or under a grouping one of a member's: the directions
    of European countries rest on agreements of their ministries (2023-1-draft/1.1).
    """
    if partner in agency.partners:
        return True
    is_of_member = set(direction.named_partners).isdisjoint(agency.partners)
    return partner in direction.groups and is_of_member
