"""Queries from the middle of texts in the open data, with the directions that contain each.

A direction should be found if one of its texts contains the query, in upper or lower case. No query comes from a text that
names contact persons, as these are not in the index (generator/search/people.py). A list on a page may be one line in the
guide. So a printed direction can contain words that are in none of its texts: such a direction may be found too.
"""

from __future__ import annotations

import random
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.link import Library
from generator.seeds import Seeds
from generator.text.people import names_people

LATIN = re.compile(r"[A-Za-z][A-Za-z0-9]+")
Texts = Mapping[str, Sequence[str]]
"""Direction id → its texts, each on one line."""


@dataclass(frozen=True, slots=True)
class Query:
    """A typed query, the directions whose texts contain it, and all directions that may be found."""

    text: str
    truth: frozenset[str]
    allowed: frozenset[str]


def texts(directions: Collection[Any], language: str, *, people: bool) -> Texts:
    """Return the texts of the records in data/directions.json. ``people`` includes those that name contact persons."""
    return {
        direction["id"]: tuple(
            line
            for text in _texts(direction)
            if people or not names_people(text["zh"])
            for line in (text[language] or text["zh"]).split("\n")
        )
        for direction in directions
    }


def printed(library: Library, seeds: Seeds) -> Texts:
    """Return each direction as printed in the guide, from its first to its last line, without white space."""
    lines = {
        guide.id: (seeds.guides / guide.id / library.records[guide.id].file)
        .read_text(encoding="utf-8")
        .split("\n")
        for guide in library.guides
    }
    return {
        d.id: ("".join("".join(lines[d.guide][d.span.first - 1 : d.span.last]).split()),)
        for d in library.directions.values()
    }


def _texts(direction: Any) -> Iterator[Any]:
    """Yield {"zh", "en"} of the title, agreements, commitment, fields and requirements."""
    yield direction["title"]
    yield from (agreement["text"] for agreement in direction["agreements"])
    yield from filter(None, (direction["commitment"], direction["fields_lead"]))
    for item in (*direction["fields"], *direction["requirements"]):
        yield from _item_texts(item)


def _item_texts(item: Any) -> Iterator[Any]:
    yield from filter(None, (item["text"], item.get("lead")))
    for child in item["children"]:
        yield from _item_texts(child)


def queries(
    directions: Collection[Any], prints: Texts, language: str, count: int, seed: int
) -> list[Query]:
    """Return ``count`` different queries, which depend only on ``seed``."""
    chance = random.Random(f"{seed} {language}")
    held = texts(directions, language, people=False)
    whole = texts(directions, language, people=True)
    every = sorted({text for lines in held.values() for text in lines})
    cuts = (
        (_characters, _characters, _characters, _around_latin)
        if language == "zh"
        else (_letters, _words)
    )
    drawn: dict[str, None] = {}
    while len(drawn) < count:
        cut = cuts[len(drawn) % len(cuts)]
        if query := cut(chance.choice(every), chance).strip():
            drawn[query] = None
    return [
        Query(
            text,
            _beginning(held, text) if LATIN.fullmatch(text) else _holding(held, text),
            _holding(whole, text) | _holding(prints, "".join(text.split())),
        )
        for text in drawn
    ]


def _characters(text: str, chance: random.Random) -> str:
    """Return 2 to 10 characters from any place of a Chinese text."""
    size = chance.randint(2, 10)
    start = chance.randint(0, max(0, len(text) - size))
    found = text[start : start + size]
    return found if len(found.strip()) >= 2 else ""


def _around_latin(text: str, chance: random.Random) -> str:
    """Return a Latin word in a Chinese text, with up to four characters before and after it."""
    found = list(LATIN.finditer(text))
    if not found:
        return ""
    match = chance.choice(found)
    before, behind = chance.randint(0, 4), chance.randint(1, 4)
    return text[max(0, match.start() - before) : match.end() + behind]


def _letters(text: str, chance: random.Random) -> str:
    """Return 8 to 40 characters from any place of an English text; more than one word if they begin inside one."""
    size = chance.randint(8, 40)
    start = chance.randint(0, max(0, len(text) - size))
    found = text[start : start + size].strip()
    inside = text[:start][-1:].isalnum() and " " not in found
    return found if len(found) >= 8 and not inside else ""


def _words(text: str, chance: random.Random) -> str:
    """Return whole English words of 8 to 40 characters."""
    words = [match.span() for match in re.finditer(r"\S+", text)]
    start = chance.choice(words)[0]
    ends = [end for _, end in words if 8 <= end - start <= 40]
    return text[start : chance.choice(ends)] if ends else ""


def begins(query: str, text: str) -> bool:
    """Return whether ``query`` stands in ``text``, and not from the middle of a word of letters.

    A single word of one or two letters has to be a whole word.
    """
    word = "[0-9A-Za-z\u00c0-\u024f]"
    front = f"(?<!{word})" if re.match(word, query) else ""
    behind = f"(?!{word})" if re.fullmatch(f"{word}{{1,2}}", query) else ""
    return bool(re.search(f"{front}{re.escape(query)}{behind}", text, re.IGNORECASE))


def _beginning(held: Texts, query: str) -> frozenset[str]:
    """Return the directions in which a word begins with ``query``."""
    return frozenset(d for d, lines in held.items() if any(begins(query, line) for line in lines))


def _holding(held: Texts, query: str) -> frozenset[str]:
    wanted = query.lower()
    return frozenset(
        direction
        for direction, lines in held.items()
        if any(wanted in line.lower() for line in lines)
    )
