"""What directions are filtered and sorted by, as columns: a value for each direction in order."""

from __future__ import annotations

from collections.abc import Sequence

from generator.data import Json
from generator.model import Direction
from generator.write.views import Views


def columns(directions: Sequence[Direction]) -> Json:
    """Name → values. Codes are in lower case, as in addresses; money is CNY; `null` is unknown."""
    return {
        "guide": [d.guide for d in directions],
        "partner": [_lower((*d.partners, *d.home_regions)) for d in directions],
        "group": [_lower(d.groups) for d in directions],
        "domain": [d.domains for d in directions],
        "kind": [d.kind for d in directions],
        "flag": [tuple(flag.code for flag in d.flags) for d in directions],
        "quota": [_known(d.projects.max, d.projects.min) for d in directions],
        "money": [d.funding.amount_cny for d in directions],
    }


def values(v: Views) -> dict[str, dict[str, str]]:
    """Facet → code → name, for all values that a direction has."""
    library, vocabulary = v.library, v.library.vocabulary
    directions = library.directions.values()
    kinds = {d.kind for d in directions}
    flags = {flag.code for d in directions for flag in d.flags}
    partners = {code.lower(): v.name(vocabulary.partner_name(code)) for code in library.by_partner}
    groups = {code.lower() for d in directions for code in d.groups}
    newest = tuple(reversed(library.guides))
    return {
        "partner": {code: name for code, name in partners.items() if code not in groups},
        "group": {code: name for code, name in partners.items() if code in groups},
        "domain": {
            d.code: v.name(d.name) for d in vocabulary.domains if library.by_domain.get(d.code)
        },
        "year": {str(guide.year): str(guide.year) for guide in newest},
        "guide": {guide.id: f"{v.batch(guide)}{v._(', ')}{v.stage(guide)}" for guide in newest},
        "stage": {guide.stage: v.stage(guide) for guide in newest},
        "kind": {k.code: v.name(k.name) for k in vocabulary.kinds if k.code in kinds},
        "flag": {f.code: v.name(f.name) for f in vocabulary.flags if f.code in flags},
    }


def _lower(codes: Sequence[str]) -> tuple[str, ...]:
    return tuple(code.lower() for code in codes)


def _known(*numbers: int | None) -> int | None:
    return next((number for number in numbers if number is not None), None)
