"""How much of a guide is in English if it had come in new: each guide is left out in turn.

Entries of the catalogue that only this guide prints are taken away. A pattern, and each word of its parts, counts only if
the other guides hold it, or an example names the rules that read its wording. The names of partners and states are facts,
which always count.

    python tests/left_out.py          # the table in docs/testing.md
    python tests/left_out.py --rest   # the segments of each guide that have no English
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from five import five

from generator.ids import guide_of
from generator.link import Library
from generator.link.formulas import formulas
from generator.parse.numbers import states_duration
from generator.pipeline import load_library
from generator.seeds import Seeds
from generator.translate.catalogue import Catalogue
from generator.translate.patterns import Patterns, normal
from generator.translate.segments import pieces, segments

SEEDS = five(Seeds(Path(__file__).parents[1] / "seeds"))
KINDS = {
    "titles": "titles of guides and directions",
    "numbers": "projects and money",
    "formulas": "durations and formulaic requirements",
    "fields": "fields",
    "other": "agreements, other requirements, preamble",
}
_LONGEST_STATEMENT = 40
"""The most characters of a sentence that says little more than how long a project takes."""


@cache
def library() -> Library:
    return load_library(SEEDS)


@cache
def places() -> dict[str, list[str]]:
    return segments(library().guides)


@cache
def shared_formulas() -> frozenset[str]:
    """Return the segments of requirements that several guides print in nearly the same words."""
    found: set[str] = set()
    for formula in formulas(d for guide in library().guides for d in guide.directions):
        if len({guide_of(place) for v in formula.variants for place, _ in v.places}) > 1:
            found |= {zh for v in formula.variants for zh, _ in pieces(v.text.zh)}
    return frozenset(found)


def kind(segment: str, place: str) -> str:
    """Return the kind of a segment by the place that prints it."""
    part = re.sub(r"[-\d]+$", "", place.partition("#")[2])
    if not part:
        return "titles"
    if part in ("projects", "funding"):
        return "numbers"
    if part in ("fields", "field", "strand"):
        return "fields"
    states = states_duration(segment) and len(segment) < _LONGEST_STATEMENT
    return "formulas" if part == "duration" or states or segment in shared_formulas() else "other"


def english(guide: str) -> Iterator[tuple[str, str, str, str | None]]:
    """Yield (segment, kind, how it has English without ``guide``: exact, pattern or none, English by pattern)."""
    elsewhere = {zh for zh, where in places().items() if any(guide_of(p) != guide for p in where)}
    patterns = with_entries(elsewhere)
    known, text = used_in(elsewhere), normal("\n".join(elsewhere))
    for zh, where in places().items():
        own = [place for place in where if guide_of(place) == guide]
        if not own:
            continue
        made = None if zh in elsewhere else patterns.made(zh)
        if made and not all(rule in known or normal(rule) in text for rule in made.used):
            made = None
        how = "exact" if zh in elsewhere else "pattern" if made else "none"
        yield zh, kind(zh, own[0]), how, made.english if made else None


def with_entries(chosen: set[str]) -> Patterns:
    """Return the patterns with those entries of the catalogue that are ``chosen``."""
    everything = Catalogue.load(SEEDS.catalogue)
    entries = {zh: en for zh, en in everything.entries.items() if zh in chosen}
    found = Patterns.load(SEEDS.patterns, library().vocabulary, entries, everything.fields & chosen)
    assert found
    return found


@cache
def uses() -> dict[str, frozenset[str]]:
    """Return segment → the patterns and words of parts that make it, for all that patterns make."""
    patterns = with_entries(set(places()))
    made = {zh: patterns.made(zh) for zh in places()}
    return {zh: one.used for zh, one in made.items() if one}


def used_in(chosen: set[str]) -> frozenset[str]:
    """Return the patterns and words of parts that make ``chosen``, and those of examples that name rules."""
    patterns = with_entries(set(places()))
    examples = [e.zh for p in patterns.file.patterns for e in p.examples if e.at == "rules"]
    ruled = [made.used for zh in examples if (made := patterns.made(zh))]
    return frozenset(patterns.file.parts["state"]).union(
        *ruled, *(used for zh, used in uses().items() if zh in chosen)
    )


def row(name: str, found: list[tuple[str, str, str, str | None]]) -> str:
    """Return a row of the table: for each kind and for all, how many of the segments have English."""
    cells = [name]
    for chosen in KINDS:
        own = [how for _, k, how, _ in found if k == chosen]
        cells.append(share(sum(how != "none" for how in own), len(own)))
    count = Counter(how for _, _, how, _ in found)
    letters: Counter[str] = Counter()
    for zh, _, how, _ in found:
        letters[how] += len(zh)
    cells += [share(c["exact"], c.total()) for c in (count,)]
    cells += [share(c["exact"] + c["pattern"], c.total()) for c in (count, letters)]
    return f"| {' | '.join(cells)} |"


def share(part: int, whole: int) -> str:
    return f"{part}/{whole} {part / whole:.0%}" if whole else "–"


def table() -> str:
    """Return the table in Markdown."""
    heads = ["guide left out", *KINDS.values(), "all, exact", "all", "characters"]
    lines = [f"| {' | '.join(heads)} |", f"|---|{'---:|' * (len(heads) - 1)}"]
    every = []
    for guide in library().guides:
        found = list(english(guide.id))
        every += found
        lines.append(row(guide.id, found))
    return "\n".join([*lines, row("all five", every)])


if __name__ == "__main__":
    if "--rest" in sys.argv:
        for guide in library().guides:
            for zh, of, how, _ in english(guide.id):
                if how == "none":
                    print(guide.id, of, zh)
    else:
        print(table())
