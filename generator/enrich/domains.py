"""The domains that a field names."""

from __future__ import annotations

import re
from dataclasses import replace

from generator.grammar.excluded import without_excluded
from generator.grammar.numerals import wide_marks
from generator.model import Direction, Item, walk
from generator.vocabulary import Domain, Vocabulary

_HEADLINE = re.compile(r"^[^。\n]*")
# Bounded, as a long text without the closing word would take quadratic time.
_EXAMPLES = re.compile(
    r"（如[^（）]*）|，如(?!何|果|期|实)[^，；。]*|例如[^；。]*|如何[^；。]{0,80}?和"
)
_USES = re.compile(r"面向[^，；。]{0,80}?的|将[^，；。]{0,80}?应用于|重点关注[^；。]*")
_TOKENS = re.compile(r"[、，；：。（）与和及]+|其他")


def tag_fields(
    direction: Direction, vocabulary: Vocabulary
) -> tuple[tuple[Item, ...], tuple[str, ...]]:
    """Return the fields with their domains, and the domains of the direction in the vocabulary's order.

    The domains of a direction are those of all its fields; if these have none, those of the words that
    introduce the fields.
    """
    fields = tuple(_tag(item, vocabulary) for item in direction.fields)
    found = {code for item in walk(fields) for code in item.domains}
    if direction.fields_lead and not found:
        found |= set(domains(direction.fields_lead.zh, vocabulary))
    if direction.fields_open:
        found.add("open")
    return fields, tuple(d.code for d in vocabulary.domains if d.code in found)


def _tag(item: Item, vocabulary: Vocabulary) -> Item:
    return replace(
        item,
        domains=domains(item.text.zh, vocabulary),
        children=tuple(_tag(child, vocabulary) for child in item.children),
    )


def domains(text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the codes of the domains that the text of a field names as a subject or an eligible technology."""
    named = headline(wide_marks(text))
    tokens = set(_TOKENS.split(named))
    return tuple(d.code for d in vocabulary.domains if _names(d, named, tokens))


def headline(text: str) -> str:
    """Return the part of a field's text that names its subject.

    It is the first sentence without examples (“（如…）”), without what it excludes (“不含…”), without the uses of a tool
    (“面向…的”, “将…应用于”) and without emphasis (“重点关注…”).
    """
    match = _HEADLINE.match(text)
    first = match[0] if match else ""
    return _USES.sub("", without_excluded(_EXAMPLES.sub("", first)))


def _names(domain: Domain, text: str, tokens: set[str]) -> bool:
    for phrase in domain.exclusions:
        text = text.replace(phrase, "")
    words = (*domain.terms, *domain.subjects)
    return any(map(text.__contains__, words)) or not tokens.isdisjoint(domain.whole)
