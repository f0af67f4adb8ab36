"""Patterns: English for sentences that differ from known ones only in what the project can read and write by itself.

`seeds/translations/patterns.yml` holds them: Chinese with slots and English with the same slots. A slot takes a value (a
number, money, a partner: `slots`), or one of the words of a part, which may have slots again.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product
from pathlib import Path
from typing import Annotated, NamedTuple

from polib import POEntry
from pydantic import Field

from generator.errors import InputError
from generator.grammar.numerals import half_width, wide_marks
from generator.ids import guide_of
from generator.seedfile import Filled, Strict, line_of_key, load
from generator.text.contacts import EMAIL, URL
from generator.translate.catalogue import Catalogue
from generator.translate.countries import Countries
from generator.translate.nearest import Nearest
from generator.translate.rules import entry_problems
from generator.translate.slots import VALUES, Names
from generator.vocabulary import DASHES, Vocabulary

_SLOT = re.compile(r"\{(?P<name>[a-z]\w*)(?::(?P<kind>[a-z_]+))?\}")
_IN_ENGLISH = re.compile(
    r"\{(?P<name>[a-z]\w*)(?:\.(?P<form>[a-z]+)|\|(?P<one>[^|{}]+)\|(?P<more>[^|{}]+))?\}"
)
_FORMS = (None, "title", "short", "adjective", "the", "definite")
RULES = "rules"
"""The place of an example that no guide prints: its wording is one that the rules of the parser read."""
_TWICE = re.compile(r"\b(\w+)\b.*\(\1\)|\) \(")
"""An abbreviation behind a name that holds it, “RIKEN (RIKEN)”, and two brackets in a row."""
_CHOICE = re.compile(r"(\([^(){}]*\))")
_ADDRESS = re.compile(f"{URL.pattern}|{EMAIL.pattern}")
_WORD = re.compile(r"(?<![\w’])[^\W\d_][\w’]*")
_SMALL = re.compile(
    "an?|and|as|at|between|by|for|from|in|into|of|on|or|per|the|through|to|under|with"
)
"""Words without a capital in a title."""
_DASHES = DASHES | str.maketrans("～~–", "---")
_LIST = re.compile("[、，；：（和与及]")
_PARTS = re.compile("[，；：]|领域$")
"""A known field that has parts of its own, or is another one with 领域."""
_TOPIC = 8
"""The most characters of a known field that can stand in a list or in a title."""
_VERB = re.compile(r"\b(?:are|is|may|must)\b")
"""What a sentence has, and a title or a statement of a number has not."""
_NO_FIELD = re.compile(rf"\b(?:for|in|including|of|on|to|with)$|{_VERB.pattern}")
"""English that leads to a list, or is a sentence."""
_JOINT = re.compile(",| and ")
_JOINT_OR_LONG = re.compile(",| (?:and|by|for|from|in|of|on|to|with) ")
"""English that cannot be part of a list, or only its last part: “protection of rivers and robotics” is no good English."""
_BUILT_IN = frozenset(
    {"pattern", "sentence", "clause", "known_field", "known_topic", "single", "whole"}
)
_LONGEST = 400
"""The most characters of a segment that a pattern is tried on."""


class Example(Strict):
    """A segment that a pattern fits, with its English."""

    at: Filled
    """The place that prints it; `rules` for a wording that no guide has, but the rules of the parser read."""
    zh: Filled
    en: Filled


class Pattern(Strict):
    """Chinese and English with the same slots."""

    zh: Filled
    en: Filled
    examples: Annotated[tuple[Example, ...], Field(min_length=1)]


class PatternFile(Strict):
    """The content of patterns.yml."""

    short: dict[str, Filled]
    """Name of a partner → its name behind “China–”, where that is another."""
    adjectives: dict[str, Filled]
    """Name of a partner → the adjective for its side."""
    article: tuple[Filled, ...]
    """Words; a name with one of them has “the” in a sentence."""
    bare: tuple[Filled, ...]
    """Names that have one of the words, but no article."""
    proper: tuple[Filled, ...]
    """Words that keep their capital inside a sentence, beside abbreviations, names of countries and adjectives."""
    offices: tuple[Filled, ...]
    """Words that no name of a person has, beside the names of countries."""
    parts: dict[str, dict[str, str]]
    """Part → its words, each with the English; both may have slots."""
    left_out: tuple[Filled, ...]
    """Names of countries and groupings, and codes of territories, that no slot takes; also a letter with the next character."""
    definite: tuple[Filled, ...]
    """Topics that have “the” in a sentence, and the beginnings of others."""
    heads: tuple[Filled, ...]
    """Last words of fields that may belong to the fields before them too: 技术 in “农业和食品技术”."""
    own: tuple[Filled, ...]
    """Fields whose last word is theirs alone."""
    patterns: tuple[Pattern, ...]
    differences: dict[str, Filled]
    """Segment whose entry in the catalogue has other English than the pattern that fits → why both are right."""


class _Slot(NamedTuple):
    name: str
    kind: str


@dataclass(frozen=True)
class _Rule:
    """A text with slots: its pieces in order, and a quick test whether it can fit at all."""

    pieces: tuple[tuple[str, ...] | _Slot, ...]
    """A slot, or the texts that can stand here."""
    could_fit: re.Pattern[str]
    english: str
    source: str
    """The Chinese as in the file."""


class Made(NamedTuple):
    """English with the texts of patterns and words of parts that made it."""

    english: str
    used: frozenset[str]


def normal(text: str) -> str:
    """Return ``text`` with one form of each mark, digit and dash outside addresses; the length stays the same.

    >>> normal("2～3年;见https://a.example/?b")
    '2-3年；见https://a.example/?b'
    """
    plain = wide_marks(half_width(text)).translate(_DASHES)
    kept = list(plain)
    for match in _ADDRESS.finditer(half_width(text)):
        kept[match.start() : match.end()] = match[0]
    return "".join(kept)


class Patterns:
    """The patterns of a file, with the vocabulary and the catalogue entries that fill their slots."""

    def __init__(
        self,
        file: PatternFile,
        vocabulary: Vocabulary,
        entries: Mapping[str, str],
        fields: Collection[str],
    ) -> None:
        self.file = file
        self._vocabulary = vocabulary
        self._names = {name.en for name in vocabulary.country_names.values()}
        names = Names(vocabulary, file.left_out, file.adjectives, file.offices)
        self._values = {**VALUES, **names.kinds}
        states = file.parts.get("state", {})
        self.countries = Countries(vocabulary, file.adjectives, file.short, states, file.left_out)
        definite = "|".join(file.definite)
        self._definite = re.compile(
            rf"(?:^|(?<=, )|(?<= and ))(?:{definite})(?=$|, | and | \(| of )"
        )
        texts = {**file.parts, "": {pattern.zh: pattern.en for pattern in file.patterns}}
        self._words = {
            kind: {
                normal(zh): Made(en, frozenset({zh})) for zh, en in words.items() if _is_plain(zh)
            }
            for kind, words in texts.items()
        }
        self._rules = {
            kind: [_rule(zh, en) for zh, en in words.items() if not _is_plain(zh)]
            for kind, words in texts.items()
        }
        self._catalogue = entries
        proper = (*self._names, *file.adjectives.values(), *file.proper)
        self._proper = re.compile(
            rf"[A-Z][^\s–-]*[A-Z0-9&]|(?:{'|'.join(map(re.escape, proper))})(?!\w)"
        )
        self._entries = {normal(zh): self._inside(english) for zh, english in entries.items()}
        self._fields = {normal(zh) for zh in fields if not _NO_FIELD.search(entries.get(zh, ""))}
        self._segment = ""
        self._read: dict[tuple[str, str], frozenset[Made]] = {}

    @classmethod
    def load(
        cls,
        path: Path,
        vocabulary: Vocabulary,
        entries: Mapping[str, str],
        fields: Collection[str],
    ) -> Patterns | None:
        """Return the patterns of the file at ``path``, None if there is no file; InputError names the line of a mistake.

        ``entries`` are segments with their English; ``fields`` are those of them that name fields.
        """
        if not path.exists():
            return None
        file = load(path, PatternFile)
        found = cls(file, vocabulary, entries, fields)
        for place, problem in _mistakes(file, {*found._values, *_BUILT_IN, *file.parts}):
            raise InputError(problem, path, line_of_key(path, place))
        return found

    def english(self, segment: str) -> str | None:
        """Return the English of ``segment``; None if no pattern fits, several differ, or a rule for English fails."""
        made = self.made(segment)
        return made.english if made else None

    def made(self, segment: str) -> Made | None:
        """Return the English of ``segment`` with what made it, as `english` does."""
        if len(segment) > _LONGEST:
            return None
        self._read.clear()
        self._segment = normal(segment)
        found: dict[str, frozenset[str]] = {}
        for made, used in self._readings("", self._segment):
            english = " ".join(made.split()).replace("( ", "(")
            found[english[:1].upper() + english[1:]] = used
        if len(found) != 1:
            return None
        english, used = found.popitem()
        if _TWICE.search(english):
            return None
        entry = POEntry(msgid=segment, msgstr=english)
        if any(entry_problems(entry, self._vocabulary.glossary, self.countries)):
            return None
        return Made(english, used)

    def other_country(self, zh: str, english: str, partners: Collection[str]) -> str | None:
        """Return the English name of a country that is taken for one of ``partners`` (codes), of whose name ``zh`` has only the first character.

        In a call with Singapore it is New Zealand, if ``zh`` has 新方 or 中新 and ``english`` New Zealand.
        """
        for partner in partners:
            for letter in {name[0] for name in self._printed.get(partner, ())}:
                if f"中{letter}" not in zh and f"{letter}方" not in zh:
                    continue
                rest = self._named(partner).sub("", english)
                for code, printed in self._printed.items():
                    begins = any(name[0] == letter for name in printed)
                    in_full = any(name in zh for name in printed)
                    if begins and not in_full and self._named(code).search(rest):
                        return self._vocabulary.country_names[code].en
        return None

    @cached_property
    def _printed(self) -> dict[str, list[str]]:
        """Code of a country → the Chinese names under which it may be printed."""
        found: dict[str, list[str]] = {}
        for name, places in self._vocabulary.places_by_printed.items():
            for place in places:
                if not place.region:
                    found.setdefault(place.country, []).append(name)
        return found

    def _named(self, code: str) -> re.Pattern[str]:
        """Return a pattern for the English name and the adjective of a country."""
        name = self._vocabulary.country_names[code].en
        words = (name, self.file.adjectives.get(name, name))
        return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b")

    def problems(self, wanted: Mapping[str, Collection[str]]) -> Iterator[tuple[str, str]]:
        """Yield (segment, problem) for each example that does not hold, and each entry that a pattern translates otherwise.

        ``wanted`` are the segments of the guides, each with its places.
        """
        guides = {guide_of(place) for places in wanted.values() for place in places}
        for pattern in self.file.patterns:
            for example in pattern.examples:
                if self.english(example.zh) != example.en:
                    problem = f"the pattern {pattern.zh} does not give the English of its example"
                    yield example.zh, problem
                printed = example.at in wanted.get(example.zh, ())
                if example.at != RULES and guide_of(example.at) in guides and not printed:
                    yield example.zh, f"{example.at} does not print this example of {pattern.zh}"
        for segment, english in self._catalogue.items():
            made = self.english(segment)
            if made and (made != english) != (segment in self.file.differences):
                told = f"“{made}”: take it, or list the segment under differences"
                yield segment, f"a pattern gives {told if made != english else 'this English too'}"

    def nearest(self, entries: Mapping[str, str]) -> Nearest:
        """Return the segments ``entries`` with their English, to be asked for the one nearest to another segment."""
        names, file = dict[str, tuple[str, ...]](), self.file
        vocabulary = self._vocabulary
        printed = (*vocabulary.places_by_printed, *vocabulary.abbreviations)
        for text in (*printed, *(name for g in vocabulary.groupings for name in g.printed)):
            name = self._values["partner"](text) or self._values["letter"](text)
            if name:
                short = title_case(file.short.get(name, name))
                names[text] = (f"–{short}", self._the(name) or "", file.adjectives.get(name, ""))
        bodies = [(body.name.en, body.printed) for body in vocabulary.institutions]
        for text, agencies in vocabulary.agencies_by_printed.items():
            bodies += [(agencies[0].name.en, (text,))] if len(agencies) == 1 else []
        for name, printed in bodies:
            names |= {text: ("", self._the(name) or "", "") for text in printed}
        mentions = f"{vocabulary.agency_pattern.pattern}|{vocabulary.mention_pattern.pattern}"
        return Nearest(entries, re.compile(mentions), names)

    def _readings(self, kind: str, text: str) -> frozenset[Made]:
        """Return every English of ``text`` as a value or part of this ``kind``; the kind of a whole segment is empty.

        Of several ways to the same English, the shortest is returned.
        """
        key = (kind, text)
        if key in self._read:
            return self._read[key]
        self._read[key] = frozenset()  # while it is being read, it is no part of itself
        if not text and kind not in self._rules:
            return self._read[key]
        if kind in self._values:
            english = self._values[kind](text)
            found = {Made(english, frozenset())} if english else set()
        elif kind in _BUILT_IN:
            found = set(self._built_in(kind, text))
        else:
            found = {
                Made(english, frozenset({rule.source, *used}))
                for rule in self._rules[kind]
                if rule.could_fit.fullmatch(text)
                for values, used in self._fits(rule.pieces, text, 0)
                if (english := self._filled(rule.english, values)) is not None
            }
            if plain := self._words[kind].get(text):
                found.add(plain)
        best: dict[str, Made] = {}
        for made in sorted(found, key=lambda made: (len(made.used), sorted(made.used))):
            best.setdefault(made.english, made)
        self._read[key] = frozenset(best.values())
        return self._read[key]

    def _fits(
        self, pieces: tuple[tuple[str, ...] | _Slot, ...], text: str, start: int
    ) -> Iterator[tuple[dict[str, str], frozenset[str]]]:
        """Yield the English of each slot, and what made it, for every way in which ``pieces`` fit ``text`` from ``start``."""
        if not pieces:
            if start == len(text):
                yield {}, frozenset()
            return
        piece, *rest = pieces
        if not isinstance(piece, _Slot):
            for literal in piece:
                if text.startswith(literal, start):
                    yield from self._fits(tuple(rest), text, start + len(literal))
            return
        for end in range(start, len(text) + 1) if rest else (len(text),):
            if rest and not isinstance(rest[0], _Slot) and not text.startswith(rest[0], end):
                continue
            if piece.kind == "letter" and text[start : end + 1] in self.file.left_out:
                continue
            for english, used in self._readings(piece.kind, text[start:end]):
                for values, more in self._fits(tuple(rest), text, end):
                    if values.get(piece.name, english) == english:
                        yield {**values, piece.name: english}, used | more

    def _filled(self, english: str, values: Mapping[str, str]) -> str | None:
        """Return ``english`` with its slots filled; None if a value has not the form that is asked for, or is in a list twice.

        A list has the slots a and b.
        """
        formed = dict[str, str]()
        rest = values.get("b", "")
        if "a" in values and values["a"] in (rest, *re.split(", | and ", rest)):
            return None
        for slot in _IN_ENGLISH.finditer(english):
            if (words := self._formed(values[slot["name"]], slot)) is None:
                return None
            formed[slot[0]] = words
        return _IN_ENGLISH.sub(lambda slot: formed[slot[0]], english)

    def _formed(self, words: str, slot: re.Match[str]) -> str | None:
        """Return a value in the form that ``slot`` asks for, or with its noun."""
        file = self.file
        if slot["one"]:
            return f"{words} {slot['one'] if re.search(r'(?<![0-9–.])1$', words) else slot['more']}"
        if slot["form"] in ("title", "short"):
            return title_case(file.short.get(words, words) if slot["form"] == "short" else words)
        if slot["form"] == "definite":
            return self._definite.sub(r"the \g<0>", words)
        if slot["form"] == "adjective":
            return file.adjectives.get(words)
        return self._the(words) if slot["form"] == "the" else words

    def _the(self, words: str) -> str | None:
        """Return a name as in a sentence, with its article; None if it is not known whether it has one."""
        if words in self.file.bare:
            return words
        named = any(re.search(rf"\b{re.escape(word)}\b", words) for word in self.file.article)
        return f"the {words}" if named else words if words in self._names else None

    def _built_in(self, kind: str, text: str) -> Iterator[Made]:
        """Yield the English of ``text`` by the entries of the catalogue, or by the patterns as part of a sentence."""
        entry = self._entries.get(text) if text != self._segment else None
        if kind in ("sentence", "clause", "pattern"):
            if kind == "clause" and "；" in text:
                return
            found = self._readings("", text)
            if entry and kind != "pattern":
                found = frozenset({Made(entry, frozenset())})
            yield from (
                Made(self._inside(m.english), m.used) for m in found if _VERB.search(m.english)
            )
            return
        is_list = any(text.endswith(head) for head in self.file.heads) or _LIST.search(text)
        if kind in ("single", "whole"):
            joint = _JOINT if kind == "whole" else _JOINT_OR_LONG
            if kind == "single" or text in self.file.own or not is_list:
                yield from (m for m in self._readings("topic", text) if not joint.search(m.english))
            return
        is_topic = len(text) <= _TOPIC and not is_list
        is_known = text in self._fields and not _PARTS.search(text)
        if entry and is_known and (is_topic or kind == "known_field"):
            yield Made(entry, frozenset())

    def _inside(self, english: str) -> str:
        """Return ``english`` as words inside a sentence: “advanced manufacturing”, but “CCUS” and “Chinese medicine”."""
        return english if self._proper.match(english) else english[:1].lower() + english[1:]


def with_patterns(catalogue: Catalogue, path: Path, vocabulary: Vocabulary) -> Catalogue:
    """Return ``catalogue`` with the patterns of the file at ``path``."""
    patterns = Patterns.load(path, vocabulary, catalogue.entries, catalogue.fields)
    return replace(catalogue, patterns=patterns)


def title_case(words: str) -> str:
    """Return ``words`` with capitals as in a title.

    >>> title_case("large-scale joint research on the EU’s energy")
    'Large-Scale Joint Research on the EU’s Energy'
    """

    def capital(match: re.Match[str]) -> str:
        small = _SMALL.fullmatch(match[0]) and not words[: match.start()].endswith(("-", "–"))
        return match[0] if small else match[0].capitalize() if match[0].islower() else match[0]

    return _WORD.sub(capital, words)


def _is_plain(zh: str) -> bool:
    """Return whether a Chinese text has neither slots nor alternatives."""
    return not re.search("[{(|]", zh)


def _rule(zh: str, english: str) -> _Rule:
    """Return the rule of a Chinese text with slots and alternatives “(需|须)”, and its English."""
    pieces: list[tuple[str, ...] | _Slot] = []
    could_fit, end = "", 0
    for slot in (*_SLOT.finditer(zh), None):
        literals = _literals(zh[end : slot.start() if slot else None])
        if literals != ("",):
            pieces.append(literals)
            could_fit += f"(?:{'|'.join(map(re.escape, literals))})"
        if slot:
            pieces.append(_Slot(slot["name"], slot["kind"] or slot["name"]))
            could_fit += ".*"
            end = slot.end()
    return _Rule(tuple(pieces), re.compile(could_fit), english, zh)


def _literals(text: str) -> tuple[str, ...]:
    """Return all texts that a text with alternatives stands for.

    >>> _literals("(需|须)附(合作|)协议")
    ('需附合作协议', '需附协议', '须附合作协议', '须附协议')
    """
    choices = [part[1:-1].split("|") if part[:1] == "(" else [part] for part in _CHOICE.split(text)]
    return tuple(dict.fromkeys(normal("".join(parts)) for parts in product(*choices)))


def _mistakes(file: PatternFile, kinds: set[str]) -> Iterator[tuple[tuple[int | str, ...], str]]:
    """Yield (place in the file, problem) for each text whose slots are unknown, or not the same in both languages."""
    texts: list[tuple[tuple[int | str, ...], str, str]] = [
        (("patterns", index), pattern.zh, pattern.en) for index, pattern in enumerate(file.patterns)
    ]
    texts += [
        (("parts", part, zh), zh, en)
        for part, words in file.parts.items()
        for zh, en in words.items()
    ]
    for place, zh, english in texts:
        names = [slot["name"] for slot in _SLOT.finditer(zh)]
        unknown = [
            kind
            for slot in _SLOT.finditer(zh)
            if (kind := slot["kind"] or slot["name"]) not in kinds
        ]
        used = {slot["name"] for slot in _IN_ENGLISH.finditer(english)}
        forms = [
            slot["form"] for slot in _IN_ENGLISH.finditer(english) if slot["form"] not in _FORMS
        ]
        if unknown:
            yield place, f"{unknown[0]} is neither a kind of slot nor a part"
        elif set(names) != used:
            yield place, "the Chinese and the English do not have the same slots"
        elif forms:
            yield place, f"{forms[0]} is no form of a slot"
        elif re.search(r"[{}]", _SLOT.sub("", zh) + _IN_ENGLISH.sub("", english)):
            yield place, "has a brace that belongs to no slot"
        elif re.search("[(|)]", _CHOICE.sub("", _SLOT.sub("{", zh))):
            yield place, "has a bracket or bar that belongs to no alternatives: write (one|other)"
