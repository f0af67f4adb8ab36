"""Requirements across directions: an overview, and a page for each condition."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generator import ids
from generator.link.formulas import formulas
from generator.model import Direction, Item
from generator.parse.direction import walk
from generator.write.pages.matrix import matrix
from generator.write.pages.page import Page, make
from generator.write.views import Link, Views


def requirements_page(v: Views) -> Page:
    """Which conditions the guides set how often, and the wordings that return."""
    library = v.library
    counted = library.current(library.directions)
    context = {
        "guides": [v.guide(guide) for guide in library.guides],
        "flags": [
            {"link": flag_link(v, flag.code), "shares": _shares(v, counted, flag.code)}
            for flag in library.vocabulary.flags
        ],
        "formulas": [
            {
                "directions": len(formula.directions),
                "variants": [
                    (
                        v.segment(variant.text).inline,
                        [
                            Link(direction, ids.place(v.direction(direction), anchor))
                            for direction, anchor in variant.places
                        ],
                    )
                    for variant in formula.variants
                ],
            }
            for formula in formulas(counted)
        ],
    }
    return make(v, "requirements", v._("Requirements across directions"), context)


def flag_link(v: Views, code: str) -> Link:
    """To the page of a condition."""
    entry = v.library.vocabulary.flag(code)
    return Link(v.name(entry.name), v.page(ids.flag_path(code, v.language)), v.name(entry.scope))


def _shares(v: Views, directions: Iterable[Direction], code: str) -> list[tuple[int, int]]:
    """For each guide: directions with the condition, all directions."""
    having = [d.guide for d in directions if code in {flag.code for flag in d.flags}]
    return [(having.count(guide.id), len(guide.directions)) for guide in v.library.guides]


def flag_page(v: Views, code: str) -> Page:
    """A condition: when it holds, who has set it and when, and in what words."""
    library = v.library
    entry = library.vocabulary.flag(code)
    counted = library.current(library.directions)
    having = [d for d in library.directions.values() if code in {flag.code for flag in d.flags}]
    context = {
        "scope": v.name(entry.scope),
        "guides": [v.guide(guide) for guide in library.guides],
        "shares": _shares(v, counted, code),
        "partners": matrix(
            v, having, lambda d: d.named_partners, v.partner, list(library.by_partner)
        ),
        "wordings": _wordings(v, having, code),
    }
    return make(v, "flag", v.name(entry.name), context, id=code)


def _wordings(v: Views, directions: Iterable[Direction], code: str) -> list[dict[str, Any]]:
    """By guide, the newest first: the requirement of each direction that sets the condition."""
    by_guide: dict[str, list[dict[str, Any]]] = {}
    for direction in directions:
        anchor = next(flag.anchor for flag in direction.flags if flag.code == code)
        by_guide.setdefault(direction.guide, []).append(
            {
                "link": Link(direction.number, ids.place(v.direction(direction.id), anchor)),
                "partners": [v.partner(p).text for p in direction.named_partners],
                "text": v.segment(_at(direction.requirements, anchor).text).inline,
            }
        )
    return [
        {"guide": v.guide(guide), "id": guide.id, "items": by_guide[guide.id]}
        for guide in reversed(v.library.guides)
        if guide.id in by_guide
    ]


def _at(items: tuple[Item, ...], anchor: str) -> Item:
    return next(item for item in walk(items) if item.anchor == anchor)
