"""The checks of both catalogues: the English of the guides, and the Chinese of the site's own words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from polib import POEntry

from generator.check.findings import Finding, Places
from generator.ids import split_place
from generator.link import Library
from generator.translate.catalogue import State
from generator.translate.intake import short
from generator.translate.po import read_po
from generator.translate.rules import distinct, entry_problems
from generator.translate.segments import segments
from generator.vocabulary import Term
from generator.write.interface import interface_words, messages

_UNREVIEWED: dict[State, str] = {
    "draft": "is a draft",
    "suggestion": "is fuzzy",
    "missing": "has no English",
}
_BY_LETTER = re.compile(r"中(?P<with>[一-龥])(?=双方|合作|联合|政府)|(?P<side>[一-龥])方")
"""A country named by its first character: 中乌双方, 新方. It can be Uzbekistan or Ukraine, New Zealand or Singapore."""


def check_translation(library: Library, places: Places) -> Iterator[Finding]:
    """Yield the findings of all rules in all entries in use.

    Missing English is only a warning, because the page then shows the Chinese.
    """
    wanted = segments(library.guides)
    po = read_po(places.seeds.catalogue)
    for zh, where in wanted.items():
        if said := _UNREVIEWED.get(library.catalogue.state(zh)):
            yield Finding("warning", f"{where[0]}: “{short(zh)}” {said}")
    patterns = library.catalogue.patterns
    for zh, problem in patterns.problems(wanted) if patterns else ():
        yield Finding("error", f"patterns.yml: “{short(zh)}”: {problem}")
    for zh, printed in wanted.items():
        yield from _other_countries(library, zh, printed)
    for zh, problem, rule in _problems(po.translated_entries(), library.vocabulary.glossary):
        place = wanted[zh][0] if zh in wanted else "obsolete"
        yield Finding("error", f"{place}: “{short(zh)}” {problem} [{rule}]")


def _other_countries(library: Library, zh: str, where: Sequence[str]) -> Iterator[Finding]:
    """Yield the places where the English of ``zh`` names a country that is no partner, for one that ``zh`` names by a letter."""
    letters = {match["with"] or match["side"] for match in _BY_LETTER.finditer(zh)}
    english = library.catalogue.entries.get(zh, "")
    patterns = library.catalogue.patterns
    for code, name in library.vocabulary.country_names.items():
        if name.zh[0] not in letters or name.zh in zh:
            continue
        adjective = patterns.file.adjectives.get(name.en, name.en) if patterns else name.en
        if not re.search(rf"\b(?:{re.escape(name.en)}|{re.escape(adjective)})\b", english):
            continue
        for place in where:
            direction = library.directions.get(split_place(place)[0])
            if direction and code not in direction.partners:
                message = f"{place}: “{short(zh)}” has {name.en} in its English, which is no partner here: word it for both"
                yield Finding("error", message)


def _problems(
    entries: Sequence[POEntry], glossary: Sequence[Term]
) -> Iterator[tuple[str, str, str]]:
    """Yield (segment, problem, rule) for every problem that a rule finds."""
    for entry in entries:
        for problem, rule in entry_problems(entry, glossary):
            yield entry.msgid, problem, rule
    for zh, problem in distinct(entries):
        yield zh, problem, "distinct"


def check_interface(library: Library, places: Places) -> Iterator[Finding]:
    """Yield the words of the site that have no Chinese, and entries that no page uses."""
    del library
    words, used = interface_words(places.seeds.interface), messages()
    for message, files in used.items():
        if message not in words:
            yield Finding("error", f"no Chinese for “{message}” ({files[0]})")
    for message in sorted({entry.msgid for entry in read_po(places.seeds.interface)} - used.keys()):
        yield Finding("error", f"no page uses “{message}”")
