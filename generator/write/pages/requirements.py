"""The overview of requirements across directions, and the page of a condition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain

from generator.link.formulas import Formula, Variant, formulas
from generator.model import Direction, Guide, Item
from generator.write.markdown import Link
from generator.write.pages.matrix import Matrix, Row, by_guide, partners_over_time
from generator.write.pages.page import Page, english_of, make, quotations, quoted_texts, reach
from generator.write.views import Views


def requirements_page(v: Views) -> Page:
    """Return the page of all conditions with their frequency in each guide, and of recurring wordings."""
    library = v.library
    counted = library.current(library.directions)

    columns = library.columns(d.id for d in counted)
    rows: list[Row] = []
    for flag in library.vocabulary.flags:
        having = [d.id for d in _having(counted, flag.code)]
        share = partial(_share, v, flag.code)
        rows += by_guide(v, [(v.flag(flag.code), having)], share, columns).rows
    flags = library.vocabulary.flags
    found = formulas(counted)
    context = {
        **english_of(v, (variant.text for formula in found for variant in formula.variants)),
        "flags": Matrix([v.guide(guide.id) for guide in columns[0]], rows, columns[1]),
        "formulas": [formula._replace(variants=_distinct(v, formula)) for formula in found],
    }
    description = v._(
        "Requirements for applicants in {reach}: how often each of {count} conditions is set, and recurring wordings."
    ).format(reach=reach(v, library.directions), count=len(flags))
    title = v._("Requirements across directions")
    return make(v, "requirements", title, context, description=description)


def _distinct(v: Views, formula: Formula) -> list[Variant]:
    """Return the wordings of ``formula`` that differ in the language of the page, the most common first.

    需 and 须 are both “must” in English, and only English of several sentences has a full stop at its end.
    """
    order = {direction: place for place, direction in enumerate(v.library.directions)}
    found: dict[str, list[Variant]] = {}
    for text, places in formula.variants:
        opened = replace(text, en=text.en and text.en.removesuffix("."))
        found.setdefault(v.plain(opened), []).append(Variant(opened, places))
    merged = [
        Variant(
            same[0].text, sorted(chain(*(one.places for one in same)), key=lambda p: order[p[0]])
        )
        for same in found.values()
    ]
    return sorted(merged, key=lambda variant: -len(variant.places))


def flag_page(v: Views, code: str) -> Page:
    """Return the page of a condition: its definition, the directions that set it, and their wordings."""
    library = v.library
    entry = library.vocabulary.flag(code)
    having = _having(library.directions.values(), code)
    counted = [(g, [d.id for d in _having(g.directions, code)]) for g in library.in_force]
    wordings = quotations(v, ((d, [_setting(d, code)]) for d in having))
    context = {
        **english_of(v, quoted_texts(wordings)),
        "scope": v.name(entry.scope),
        "shares": [(guide, _share(v, code, guide, ids)) for guide, ids in counted],
        "partners": partners_over_time(v, having, partial(_numbers, v, code)),
        "wordings": wordings,
    }
    description = v._(
        "“{condition}” as a condition of China’s S&T calls: {reach}; who sets it, when, in what words."
    ).format(condition=v.name(entry.name), reach=reach(v, (d.id for d in having)))
    return make(v, "flag", v.name(entry.name), context, id=code, description=description)


def _share(v: Views, code: str, guide: Guide, having: Sequence[str]) -> str:
    """Return how many directions of ``guide`` set a condition, ``having``: “4 of 16 (3 in principle)”."""
    told = v.phrases.share(len(having), len(guide.directions))
    reserves = Counter(filter(None, (_reserve(v, direction, code) for direction in having)))
    if not reserves:
        return told
    words = v._("{count} {reserve}")
    of_these = v.phrases.comma.join(words.format(count=n, reserve=r) for r, n in reserves.items())
    return v._("{share} ({of_these})").format(share=told, of_these=of_these)


def _numbers(v: Views, code: str, _guide: Guide, having: Sequence[str]) -> list[Link]:
    """Return links to the directions ``having`` a condition: “1.3 (in principle)”."""
    return [
        replace(link, text=v.phrases.noted(link.text, [reserve]), whole=False) if reserve else link
        for direction in having
        for link, reserve in [(v.number(direction), _reserve(v, direction, code))]
    ]


def _reserve(v: Views, direction_id: str, code: str) -> str:
    """Return the words that restrict a condition in a direction that sets it; empty for none."""
    flags = v.library.directions[direction_id].flags
    return next(v.phrases.reserve(flag) for flag in flags if flag.code == code)


def _having(directions: Iterable[Direction], code: str) -> list[Direction]:
    """Return those of ``directions`` that set the condition ``code``."""
    return [d for d in directions if any(flag.code == code for flag in d.flags)]


def _setting(direction: Direction, code: str) -> Item:
    """Return the item, or the statement as one, that sets the condition ``code`` in ``direction``."""
    anchor = next(flag.anchor for flag in direction.flags if flag.code == code)
    said = (Item(anchor, None, s.text, s.span) for s in direction.statements if anchor in s.about)
    return next((item for item in direction.items if item.anchor == anchor), None) or next(said)
