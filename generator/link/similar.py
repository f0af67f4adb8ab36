"""Directions on similar subjects: those that share rare domains, and rare words in their fields.

Most directions have the domain of energy, and most fields speak of 技术: neither tells two directions from others. A domain
or word counts the more, the fewer partners' calls have it (the inverse frequency of search engines). Partners are counted,
not directions, because a partner's calls repeat their fields.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Mapping
from functools import cached_property
from heapq import nsmallest
from itertools import pairwise
from math import log, sqrt

from generator.model import Direction, walk
from generator.text.characters import HAN

_TERMS = 40
"""Number of terms that stand for the fields of a direction: the heaviest of those that other partners' calls have too."""
_REACH = 50
"""Number of directions with a domain or term that are compared, the newest first: the cost must not grow with the square
of the number of directions."""
_LEAST = 0.2
"""Minimum similarity, of 2, for a direction to be shown on another's page."""
_RUN = re.compile(f"[{HAN}]+")
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9-]{2,}")


def terms(direction: Direction) -> Counter[str]:
    """Return the terms of the fields of ``direction``, counted: pairs of neighbouring Han characters, and Latin words."""
    texts = [item.text.zh for item in walk(direction.fields)]
    if direction.fields_lead:
        texts.append(direction.fields_lead.zh)
    found: Counter[str] = Counter()
    for text in texts:
        for run in _RUN.findall(text):
            found.update(map("".join, pairwise(run)))
        found.update(map(str.lower, _WORD.findall(text)))
    return found


class Similar:
    """The similarity of ``directions``, which are in the order of the guides.

    It is the cosine of the weighted domains of two directions, plus that of the weighted terms of their fields.
    """

    def __init__(self, directions: Iterable[Direction]) -> None:
        self._directions = {d.id: d for d in directions}
        self._order = {direction: place for place, direction in enumerate(self._directions)}
        domains = {d.id: Counter(d.domains) for d in self._directions.values()}
        words = {d.id: terms(d) for d in self._directions.values()}
        self._rarity = self._rarities(domains)
        rarity = self._rarities(words)
        self._features = [
            {name: _unit(own, self._rarity, len(own)) for name, own in domains.items()},
            {name: _unit(own, rarity, _TERMS) for name, own in words.items()},
        ]

    def to(
        self, direction: Direction, left_out: Container[str], most: int
    ) -> list[tuple[str, tuple[str, ...]]]:
        """Return up to ``most`` directions of other partners, the most similar first, each with the domains shared.

        Those of ``left_out``, and those without a common domain, are not among them. Of each partner there is only the most similar one; of
        equals, the newer comes first. The rarest of the shared domains is first.
        """
        sums: dict[str, float] = {}
        for features, holding in zip(self._features, self._holding, strict=True):
            for feature, weight in features[direction.id].items():
                for other in holding[feature]:
                    sums[other] = sums.get(other, 0.0) + weight * features[other][feature]
        ranked = sorted(
            (-round(similarity, 9), -self._order[other], other)
            for other, similarity in sums.items()
            if similarity >= _LEAST and other not in left_out
        )
        found: dict[tuple[str, ...], tuple[str, tuple[str, ...]]] = {}
        for _, _, other in ranked:
            shared = self._shared(direction, self._directions[other])
            if shared and len(found) < most:
                found.setdefault(self._directions[other].named_partners, (other, shared))
        return list(found.values())

    def _shared(self, one: Direction, other: Direction) -> tuple[str, ...]:
        common = set(one.domains).intersection(other.domains)
        return tuple(sorted(common, key=lambda code: (-self._rarity[code], code)))

    @cached_property
    def _holding(self) -> list[dict[str, list[str]]]:
        """Domain → the newest directions that have it; and the same for terms."""
        found: list[dict[str, list[str]]] = [{}, {}]
        for direction in reversed(self._directions):
            for features, holding in zip(self._features, found, strict=True):
                for feature in features[direction]:
                    others = holding.setdefault(feature, [])
                    if len(others) < _REACH:
                        others.append(direction)
        return found

    def _rarities(self, features: Mapping[str, Iterable[str]]) -> dict[str, float]:
        """Return how rare each of ``features`` (direction → its own) is: 0 if only one partner's calls have it."""
        partners: dict[str, set[tuple[str, ...]]] = {}
        for direction, own in features.items():
            for feature in own:
                partners.setdefault(feature, set()).add(self._directions[direction].named_partners)
        every = len({d.named_partners for d in self._directions.values()})
        return {
            feature: log(1 + every / len(found)) if len(found) > 1 else 0.0
            for feature, found in partners.items()
        }


def _unit(counts: Mapping[str, int], rarity: Mapping[str, float], most: int) -> dict[str, float]:
    """Return the ``most`` heaviest of the features counted with their weights, scaled to the length 1.

    What is repeated weighs a little more. Features of one partner alone weigh nothing and are left out.
    """
    weights = {name: (1 + log(count)) * rarity[name] for name, count in counts.items()}
    heaviest = nsmallest(most, ((-weight, name) for name, weight in weights.items() if weight))
    length = sqrt(sum(weight * weight for weight, _ in heaviest))
    return {name: -weight / length for weight, name in heaviest}
