"""Requirements across directions: an overview, and a page for each condition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from generator import ids
from generator.link.formulas import formulas
from generator.model import Direction, Guide, Item, walk
from generator.write.pages.matrix import earlier, matrix
from generator.write.pages.page import Page, make
from generator.write.pages.quotations import quotations
from generator.write.pages.reach import reach
from generator.write.shapes import Link, Matrix, MatrixRow
from generator.write.views import Views


def requirements_page(v: Views) -> Page:
    """Which conditions the guides set how often, and the wordings that return."""
    library = v.library
    counted = library.current(library.directions)
    context = {
        "flags": _over_time(v, counted),
        "formulas": [
            {
                "directions": len(formula.directions),
                "variants": [
                    (
                        v.segment(variant.text).inline,
                        [v.place(direction, anchor) for direction, anchor in variant.places],
                    )
                    for variant in formula.variants
                ],
            }
            for formula in formulas(counted)
        ],
    }
    description = v._(
        "What applicants must meet in {reach}: how often each of {count} conditions is set, and the wordings that return."
    ).format(reach=reach(v, library.directions), count=len(library.vocabulary.flags))
    title = v._("Requirements across directions")
    return make(v, "requirements", title, context, description=description)


def flag_link(v: Views, code: str) -> Link:
    """To the page of a condition."""
    entry = v.library.vocabulary.flag(code)
    return Link(v.name(entry.name), v.page(ids.flag_path(code, v.language)), v.name(entry.scope))


def _over_time(v: Views, directions: Sequence[Direction]) -> Matrix:
    """How many directions of each guide set each condition."""
    guides = v.library.columns(d.id for d in directions)
    part = v._("{part} of {whole}")
    return Matrix(
        tuple(map(v.guide, guides)),
        [
            MatrixRow(
                flag_link(v, flag.code),
                [
                    part.format(part=having, whole=whole)
                    for having, whole in _shares(guides, directions, flag.code)
                ],
            )
            for flag in v.library.vocabulary.flags
        ],
        earlier(v, guides),
    )


def _shares(
    guides: Iterable[Guide], directions: Iterable[Direction], code: str
) -> list[tuple[int, int]]:
    """For each of ``guides``: directions with the condition, all directions."""
    having = Counter(d.guide for d in directions if any(flag.code == code for flag in d.flags))
    return [(having[guide.id], len(guide.directions)) for guide in guides]


def flag_page(v: Views, code: str) -> Page:
    """A condition: when it holds, who has set it and when, and in what words."""
    library = v.library
    entry = library.vocabulary.flag(code)
    counted = library.current(library.directions)
    having = [d for d in library.directions.values() if code in {flag.code for flag in d.flags}]
    context = {
        "scope": v.name(entry.scope),
        "shares": [
            (v.guide(guide), *share)
            for guide, share in zip(
                library.guides, _shares(library.guides, counted, code), strict=True
            )
        ],
        "partners": matrix(
            v, having, lambda d: d.named_partners, v.partner, list(library.by_partner)
        ),
        "wordings": quotations(v, ((d, _setting(d, code)) for d in having)),
    }
    description = v._(
        "{condition}, a condition of China's S&T cooperation calls: {reach}; who sets it, when, and in what words."
    ).format(condition=v.name(entry.name), reach=reach(v, (d.id for d in having)))
    return make(v, "flag", v.name(entry.name), context, id=code, description=description)


def _setting(direction: Direction, code: str) -> Item:
    """The requirement by which ``direction`` sets the condition."""
    anchor = next(flag.anchor for flag in direction.flags if flag.code == code)
    return next(item for item in walk(direction.requirements) if item.anchor == anchor)
