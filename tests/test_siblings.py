"""Related directions on a page: those of the same partners, and those of others that share domains."""

from __future__ import annotations

from generator.link import Library
from generator.model import Direction


def plainly_siblings(library: Library, direction: Direction) -> tuple[str, ...]:
    own = set(direction.named_partners)
    return tuple(
        other.id
        for other in library.directions.values()
        if other.id != direction.id and own.intersection(other.named_partners)
    )


def plainly_sharing(library: Library, direction: Direction) -> list[tuple[str, tuple[str, ...]]]:
    """Return the directions that share domains, found by comparing all with ``direction``."""
    own = set(direction.domains)
    siblings = {direction.id, *plainly_siblings(library, direction)}
    found = []
    for place, other in enumerate(library.directions.values()):
        shared = tuple(code for code in other.domains if code in own)
        similarity = len(shared) / max(1, len(own.union(other.domains)))
        if other.id not in siblings and similarity >= 1 / 3:
            found.append((-similarity, -place, other.id, shared))
    return [(direction_id, shared) for _, _, direction_id, shared in sorted(found)]


def test_siblings_are_what_their_definition_says(library: Library) -> None:
    for direction in library.directions.values():
        assert library.siblings(direction) == plainly_siblings(library, direction)


def test_those_that_share_domains_are_what_their_definition_says(library: Library) -> None:
    for direction in library.directions.values():
        every = plainly_sharing(library, direction)
        assert library.sharing_domains(direction, most=len(library.directions)) == every
        assert library.sharing_domains(direction) == every[:6]


def test_the_first_record_that_supersedes_a_guide_counts(library: Library) -> None:
    for guide in library.guides:
        later = [g for g, record in library.records.items() if record.supersedes == guide.id]
        assert library.superseded_by(guide.id) == next(iter(later), None)
