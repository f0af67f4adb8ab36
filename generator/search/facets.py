"""The parts of the index other than text: values by which directions are filtered and sorted, pages that are found by
name, and the words of the search interface.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator import ids
from generator.data import Json
from generator.model import Direction
from generator.seedfile import Bilingual
from generator.translate.segments import places
from generator.vocabulary import Place, Vocabulary
from generator.write.views import Views

_BRACKETED = re.compile(r"\(([^()]+)\)")
"""The short name in “Finnish Funding Agency for Innovation (Tekes)”."""


def columns(directions: Sequence[Direction]) -> Json:
    """Return column name → its values, one for each direction.

    Codes are in lower case, as in addresses. Money is in CNY. None is unknown.
    """
    return {
        "guide": [d.guide for d in directions],
        "partner": [_lower((*d.organisations, *d.partners)) for d in directions],
        "group": [_lower(d.groups) for d in directions],
        "domain": [d.domains for d in directions],
        "kind": [d.kind for d in directions],
        "flag": [tuple(flag.code for flag in d.flags) for d in directions],
        "agency": [tuple(mention.agency for mention in d.agencies) for d in directions],
        "body": [d.institutions for d in directions],
        "quota": [d.projects.most for d in directions],
        "money": [d.funding.amount_cny for d in directions],
    }


def values(v: Views) -> dict[str, dict[str, str]]:
    """Return facet → code → name of all values that occur in directions."""
    library, vocabulary = v.library, v.library.vocabulary
    directions = library.directions.values()
    kinds = {d.kind for d in directions}
    reserves: dict[str, dict[str, None]] = {}
    for flag in (flag for d in directions for flag in d.flags):
        reserves.setdefault(flag.code, {})[v.phrases.reserve(flag)] = None
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
        "guide": {guide.id: v.batch_and_stage(guide) for guide in newest},
        "stage": {guide.stage: v.stage(guide) for guide in newest},
        "kind": {k.code: v.name(k.name) for k in vocabulary.kinds if k.code in kinds},
        "flag": {
            f.code: _with_reserves(v, v.name(f.name), filter(None, reserves[f.code]))
            for f in vocabulary.flags
            if f.code in reserves
        },
    }


def _with_reserves(v: Views, name: str, reserves: Iterable[str]) -> str:
    """Return the name of a condition with the reserves under which some directions set it."""
    told = v._("; ").join(reserves)
    return v.phrases.noted(
        name, [v._("including: {reserves}").format(reserves=told)] if told else []
    )


def _lower(codes: Sequence[str]) -> tuple[str, ...]:
    return tuple(code.lower() for code in codes)


@dataclass(frozen=True, slots=True)
class Named:
    """A page, or a part of a page, that is found by its name or one of its other names."""

    kind: str
    name: str
    path: str
    """The path under the site root, with the anchor."""
    others: tuple[str, ...]
    column: str = ""
    """The column of `columns` that has `code` for the directions found by this name; empty if there is none."""
    code: str = ""
    """A code that finds the page, and its directions only if no text has it as a word: IT is Italy, and a common word."""


def named(v: Views) -> Iterator[Named]:
    """Yield every page with its own name. The kinds of page that readers search for most come first."""
    vocabulary, language = v.library.vocabulary, v.language
    countries = {
        country.code: (
            *country.printed,
            *country.also,
            *((f"中{country.abbreviation}",) if country.abbreviation else ()),
        )
        for country in vocabulary.partners
    }
    bodies = {body.code: body.printed for body in vocabulary.organisations}
    for code in v.library.by_partner:
        grouping = vocabulary.grouping(code)
        name, path = vocabulary.partner_name(code), ids.partner_path(code, language)
        if grouping:
            others = (code, *grouping.printed, *grouping.also)
            yield _named(v, v._("Grouping"), name, path, others, "group", code.lower())
        else:
            others = (
                *_chinese_names(vocabulary, code),
                *countries.get(code, ()),
                *bodies.get(code, ()),
            )
            yield _named(v, v._("Partner"), name, path, others, "partner", code.lower())
    for domain in vocabulary.domains:
        path = ids.domain_path(domain.code, language)
        yield _named(v, v._("Domain"), domain.name, path, (), "", domain.code)
    for guide in reversed(v.library.guides):
        path = ids.guide_path(guide.id, language)
        others = tuple(text for text in (guide.id, guide.title.zh, guide.title.en) if text)
        yield Named(v._("Guide"), v.batch_and_stage(guide), path, others)
    for code, agencies in v.library.agencies.items():
        for entry in map(vocabulary.agency, agencies):
            path = ids.place(ids.partner_path(code, language), "agencies")
            others = (*entry.printed, *_BRACKETED.findall(entry.name.en))
            yield _named(
                v, v._("Counterpart agency"), entry.name, path, others, "agency", entry.code
            )
    listed = {agency.name.zh for agency in vocabulary.agencies}
    printed = {body for d in v.library.directions.values() for body in d.institutions}
    for body in vocabulary.institutions:
        if (
            body.country
            and body.country in v.library.by_partner
            and body.code in printed
            and body.name.zh not in listed
        ):
            path = ids.partner_path(body.country, language)
            others = (*body.printed, body.code)
            yield _named(v, v._("Foreign institution"), body.name, path, others, "body", body.code)
    for flag in vocabulary.flags:
        path = ids.flag_path(flag.code, language)
        yield _named(v, v._("Condition"), flag.name, path, flag.also, "flag", flag.code)


def _named(  # noqa: PLR0917 - the facts of one name
    v: Views, kind: str, name: Bilingual, path: str, others: Iterable[str], column: str, code: str
) -> Named:
    known = dict.fromkeys((name.zh, name.en, *others))
    known.pop(v.name(name))
    return Named(kind, v.name(name), path, tuple(known), column, code)


def _chinese_names(vocabulary: Vocabulary, code: str) -> tuple[str, ...]:
    """Return the Chinese names under which guides may print a country as a whole, not one of its regions."""
    return tuple(
        name for name, places in vocabulary.places_by_printed.items() if Place(code) in places
    )


def members(v: Views) -> Json:
    """Return grouping → [code of a member, first day, last day] of each period; an open end is empty."""
    groups = {code for d in v.library.directions.values() for code in d.groups}
    return {
        record.code.lower(): [
            [member.code.lower(), member.since or "", member.until or ""]
            for member in record.members
            if member.code in v.library.by_partner
        ]
        for record in v.library.vocabulary.memberships
        if record.code in groups
    }


def words(v: Views) -> Json:
    """Return key → text of the search interface in one language. The scripts fill in placeholders such as `{count}`."""
    _, phrases = v._, v.phrases
    every = (text for guide in v.library.guides for text, _ in places(guide))
    partly = phrases.language == "en" and any(
        text.translation == "none" and text.zh.strip() for text in every
    )
    return {
        "facets": {
            "partner": _("Partner"),
            "group": _("Grouping"),
            "domain": _("Domain"),
            "year": _("Year"),
            "guide": _("Guide"),
            "stage": _("Stage"),
            "kind": _("Kind"),
            "flag": _("Condition"),
        },
        "ranges": {"quota": _("Projects"), "money": _("Funding (RMB million)")},
        "orders": {
            "relevance": _("best match first"),
            "year": _("newest first"),
            "money": _("most funding first"),
            "quota": _("most projects first"),
        },
        "search": _("Search every direction"),
        "hint": _("Words, a partner, or an identifier such as 2022-1/1.5"),
        "filters": _("Filters"),
        "filtered": _("Filters ({count})"),
        "clear": _("Clear all filters"),
        "sort": _("Sort by"),
        "from": _("from"),
        "to": _("to"),
        "ranges_note": _(
            "“No more than” and ranges count at the upper number. What is to be determined or not stated is left out."
        ),
        "one": _("1 direction"),
        "named": _("By the name: {name} ({count})"),
        "same": _("With words of the same meaning ({count})"),
        "also": _("Also: "),
        "also_member": _("As a member ({group}): {directions}"),
        "enter": _("Enter"),
        "many": _("{count} directions"),
        "exact": _("With the words as typed ({count})"),
        "related": _("Related ({count})"),
        "pages": _("Pages"),
        "general": _("In the general parts of the guides"),
        "show": _("Show {count} more"),
        "people": _("Table of this selection"),
        "programs": _("For programs"),
        "columns": _("Choose columns"),
        "sheet": _("Directions"),
        "print_words": _("Words searched for"),
        "print_filters": _("Filters"),
        "print_none": phrases.state("none"),
        "print_day": _("Date of the data"),
        "print_address": _("Address"),
        "projects": _("Projects"),
        "funding": _("Funding"),
        "duration": _("Duration"),
        "draft": _(", in a draft"),
        "drafts": _(", in drafts: {count}"),
        "other": _("Directions found in the Chinese text: {count}")
        if phrases.language == "en"
        else _("Directions found in the English text: {count}"),
        "none": _("No direction found."),
        "advice": _("Try fewer or other words."),
        "untranslated": _("Parts not translated yet are found by Chinese words only.")
        if partly
        else "",
        "advice_filters": _("Clear all filters ({count} found)"),
        "spelling": _("Did you mean: "),
        "all": _("All results ({count})"),
        "failed": _("The search could not be loaded. The table of all directions is still here."),
        "table": _("Table of all directions"),
        "comma": phrases.comma,
        "semicolon": _("; "),
        "colon": _(": "),
    }
