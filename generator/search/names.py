"""Pages that are found by their name: “芬兰”, “Finland” and “FI” lead to one partner's page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator import ids
from generator.seedfile import Bilingual
from generator.write.views import Views


@dataclass(frozen=True, slots=True)
class Named:
    """A page, or a part of one: what it is, its name, and under what other names it is known."""

    kind: str
    name: str
    path: str
    """Under the site root, with the anchor."""
    others: tuple[str, ...]


def named(v: Views) -> Iterator[Named]:
    """Every page with a name of its own, the likeliest to be meant first."""
    vocabulary, language = v.library.vocabulary, v.language
    printed = {country.code: country.printed for country in vocabulary.countries}
    for code in v.library.by_partner:
        grouping = vocabulary.grouping(code)
        others = grouping.printed if grouping else printed.get(code, ())
        name, path = vocabulary.partner_name(code), ids.partner_path(code, language)
        yield _named(
            v, v._("Grouping") if grouping else v._("Partner"), name, path, (code, *others)
        )
    for domain in vocabulary.domains:
        path = ids.domain_path(domain.code, language)
        yield _named(v, v._("Domain"), domain.name, path, (domain.code,))
    for guide in reversed(v.library.guides):
        path = ids.guide_path(guide.id, language)
        others = tuple(text for text in (guide.id, guide.title.zh, guide.title.en) if text)
        yield Named(v._("Guide"), f"{v.batch(guide)}{v._(', ')}{v.stage(guide)}", path, others)
    for code, agencies in v.library.agencies.items():
        for entry in map(vocabulary.agency, agencies):
            path = ids.place(ids.partner_path(code, language), "agencies")
            yield _named(v, v._("Counterpart agency"), entry.name, path, entry.printed)
    for flag in vocabulary.flags:
        path = ids.flag_path(flag.code, language)
        yield _named(v, v._("Condition"), flag.name, path, ())


def _named(v: Views, kind: str, name: Bilingual, path: str, others: Iterable[str]) -> Named:
    known = dict.fromkeys((name.zh, name.en, *others))
    known.pop(v.name(name))
    return Named(kind, v.name(name), path, tuple(known))
