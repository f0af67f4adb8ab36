"""The overview of requirements across directions, and the page of a condition."""

from __future__ import annotations

from collections.abc import Iterable

from generator.link.formulas import formulas
from generator.model import Direction, Guide, Item
from generator.write.pages.matrix import by_guide, newest, over_time
from generator.write.pages.page import Page, make, quotations, reach
from generator.write.views import Views


def requirements_page(v: Views) -> Page:
    """Return the page of all conditions with their frequency in each guide, and of recurring wordings."""
    library = v.library
    counted = library.current(library.directions)

    def share(guide: Guide, having: list[str]) -> str:
        return v.phrases.share(len(having), len(guide.directions))

    flags = library.vocabulary.flags
    rows = [(v.flag(flag.code), [d.id for d in _having(counted, flag.code)]) for flag in flags]
    context = {
        "flags": by_guide(v, rows, share, newest(v, (d.id for d in counted))),
        "formulas": formulas(counted),
    }
    description = v._(
        "What applicants must meet in {reach}: how often each of {count} conditions is set, and the wordings that return."
    ).format(reach=reach(v, library.directions), count=len(flags))
    title = v._("Requirements across directions")
    return make(v, "requirements", title, context, description=description)


def flag_page(v: Views, code: str) -> Page:
    """Return the page of a condition: its definition, the directions that set it, and their wordings."""
    library = v.library
    entry = library.vocabulary.flag(code)
    having = _having(library.directions.values(), code)
    counted = [d.guide for d in _having(library.current(library.directions), code)]
    partners = list(library.by_partner)
    context = {
        "scope": v.name(entry.scope),
        "shares": [(guide, counted.count(guide.id)) for guide in library.guides],
        "partners": over_time(v, having, lambda d: d.named_partners, v.partner, partners),
        "wordings": quotations(v, ((d, _setting(d, code)) for d in having)),
    }
    description = v._(
        "{condition}, a condition of China's S&T cooperation calls: {reach}; who sets it, when, in what words."
    ).format(condition=v.name(entry.name), reach=reach(v, (d.id for d in having)))
    return make(v, "flag", v.name(entry.name), context, id=code, description=description)


def _having(directions: Iterable[Direction], code: str) -> list[Direction]:
    """Return those of ``directions`` that set the condition ``code``."""
    return [d for d in directions if any(flag.code == code for flag in d.flags)]


def _setting(direction: Direction, code: str) -> Item:
    """Return the item, or the statement as one, that sets the condition ``code`` in ``direction``."""
    anchor = next(flag.anchor for flag in direction.flags if flag.code == code)
    said = (Item(anchor, None, s.text, s.span) for s in direction.statements if anchor in s.about)
    return next((item for item in direction.items if item.anchor == anchor), None) or next(said)
