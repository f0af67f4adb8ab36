"""Related directions on a page: those of the same partners, and those of others on similar subjects."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from math import log, sqrt

import pytest

from generator.link import Library
from generator.link.similar import Similar, terms
from generator.model import Direction, Item, Text
from generator.passage import Span


def plainly_siblings(library: Library, direction: Direction) -> tuple[str, ...]:
    own = set(direction.named_partners)
    return tuple(
        other.id
        for other in library.directions.values()
        if other.id != direction.id and own.intersection(other.named_partners)
    )


def plainly_similar(library: Library) -> dict[str, list[str]]:
    """Return direction → the most similar direction of each other partner, found by comparing all pairs."""
    every = list(library.directions.values())
    weighted = []
    for features in ({d.id: Counter(d.domains) for d in every}, {d.id: terms(d) for d in every}):
        partners: dict[str, set[tuple[str, ...]]] = {}
        for d in every:
            for feature in features[d.id]:
                partners.setdefault(feature, set()).add(d.named_partners)
        groups = len({d.named_partners for d in every})
        rarity = {f: log(1 + groups / len(p)) for f, p in partners.items() if len(p) > 1}
        heaviest = {}
        for d in every:
            counts = {f: n for f, n in features[d.id].items() if f in rarity}
            weights = {f: (1 + log(n)) * rarity[f] for f, n in counts.items()}
            kept = sorted(weights, key=lambda f: (-weights[f], f))[:40]
            length = sqrt(sum(weights[f] ** 2 for f in kept))
            heaviest[d.id] = {f: weights[f] / length for f in kept}
        weighted.append(heaviest)

    def similarity(one: Direction, other: Direction) -> float:
        return sum(
            weight * part[other.id].get(feature, 0)
            for part in weighted
            for feature, weight in part[one.id].items()
        )

    found = {}
    for d in every:
        left_out = {d.id, *plainly_siblings(library, d)}
        ranked = sorted(
            (-round(similarity(d, other), 9), -place, other.id)
            for place, other in enumerate(every)
            if other.id not in left_out
            and set(d.domains).intersection(other.domains)
            and similarity(d, other) >= 0.2
        )
        best = {library.directions[other].named_partners: other for *_, other in reversed(ranked)}
        found[d.id] = [other for *_, other in ranked if other in best.values()]
    return found


def test_siblings_are_what_their_definition_says(library: Library) -> None:
    for direction in library.directions.values():
        assert library.siblings(direction) == plainly_siblings(library, direction)


def test_similar_directions_are_what_their_definition_says(library: Library) -> None:
    expected = plainly_similar(library)
    for direction in library.directions.values():
        found = library.similar(direction, most=len(library.directions))
        assert [other for other, _ in found] == expected[direction.id], direction.id
        assert library.similar(direction) == found[:5]
        for other, shared in found:
            assert set(shared) == {*direction.domains} & {*library.directions[other].domains}


@pytest.mark.parametrize(
    ("direction", "expected"),
    [
        # Hydrogen and fuel cells, as in the German call; 44 of the 74 directions have the domain of energy.
        ("2023-1-draft/1.8", {"2021-2-draft/1.6", "2023-1-draft/2.2", "2023-1-draft/2.4"}),
        # Space, artificial intelligence, remote sensing.
        ("2022-1/2.2", {"2024-2-draft/1.5", "2023-1-draft/2.3"}),
        # Oceans and polar regions.
        ("2021-2-draft/1.7", {"2022-1/2.6", "2017-1/1.14"}),
    ],
)
def test_what_few_calls_have_counts_most(
    library: Library, direction: str, expected: set[str]
) -> None:
    assert expected <= {other for other, _ in library.similar(library.directions[direction])}


def test_the_rarest_of_the_shared_domains_is_first(library: Library) -> None:
    """Energy, which most partners' calls have, comes last."""
    found = library.similar(library.directions["2022-1/1.6"])
    assert all(shared[-1] == "energy" for _, shared in found)
    assert any(len(shared) > 2 for _, shared in found)


def test_the_cost_does_not_grow_with_the_square(library: Library) -> None:
    """Of 1,480 directions with the same words, each is compared with no more than a fixed number for each word."""
    text = Item("field-1", None, Text("氢能与燃料电池"), Span(1, 1))
    old = next(iter(library.directions.values()))
    partners = [("FI",), ("DE",), ("KR",)]
    every = [
        replace(
            old,
            id=f"2100-1/{n}",
            domains=("energy",),
            fields=(text,),
            direct=partners[n % 3],
            groups=(),
        )
        for n in range(1480)
    ]
    similar = Similar(every)
    assert max(len(found) for part in similar._holding for found in part.values()) == 50
    assert [other for other, _ in similar.to(every[0], set(), 5)] == [
        "2100-1/1479",
        "2100-1/1478",
        "2100-1/1477",
    ]


def test_the_first_record_that_supersedes_a_guide_counts(library: Library) -> None:
    for guide in library.guides:
        later = [g for g, record in library.records.items() if record.supersedes == guide.id]
        assert library.superseded_by(guide.id) == next(iter(later), None)
