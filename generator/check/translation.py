"""The checks of both catalogues: the English of the guides, and the Chinese of the site's own words."""

from __future__ import annotations

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
from generator.write.interface import interface_words, messages

_UNREVIEWED: dict[State, str] = {
    "draft": "is a draft",
    "suggestion": "is fuzzy",
    "missing": "has no English",
}


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
        for place in printed:
            direction = library.directions.get(split_place(place)[0])
            if direction and (name := library.catalogue.other_country(zh, direction.partners)):
                told = f"has {name} in its English and is not shown here, where that is not the country meant: word it for both"
                yield Finding("error", f"{place}: “{short(zh)}” {told}")
    for zh, problem, rule in _problems(po.translated_entries(), library):
        place = wanted[zh][0] if zh in wanted else "obsolete"
        yield Finding("error", f"{place}: “{short(zh)}” {problem} [{rule}]")


def _problems(entries: Sequence[POEntry], library: Library) -> Iterator[tuple[str, str, str]]:
    """Yield (segment, problem, rule) for every problem that a rule finds."""
    glossary, countries = library.vocabulary.glossary, library.catalogue.countries
    for entry in entries:
        for problem, rule in entry_problems(entry, glossary, countries):
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
