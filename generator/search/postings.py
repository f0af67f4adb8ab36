"""The inverted index: key → the positions at which it stands, in files of about one size.

Positions count the tokens of all pages one after the other, with a step between paragraphs, so
that consecutive positions are one phrase of one paragraph. The keys are sorted and cut into files
as the leaves of a B-tree are: a query loads the few files that hold its keys, however many there are.
A key that stands very often would still be a large file. Of pairs of characters none grows so, but
“the” and “of” do, and a phrase has several of them: so the keys of common words hold the next word.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.search.paragraphs import Page, Paragraph
from generator.search.tokens import keys, tokens

COMMON = 10_000
"""How often a word stands that counts as common. Today none does."""

Postings = Mapping[str, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Extent:
    """How many positions the title of a page takes, its fields, and the rest."""

    title: int
    fields: int
    others: int


def common_words(
    pages: Iterable[Page], variants: Mapping[str, str], least: int = COMMON
) -> frozenset[str]:
    """The words that stand at least ``least`` times."""
    often = Counter(
        token.text
        for page in pages
        for paragraph in (page.title, *page.fields, *page.others)
        for token in tokens(paragraph.text, variants)
        if token.word
    )
    return frozenset(word for word, count in often.items() if count >= least)


def postings(
    pages: Iterable[Page], variants: Mapping[str, str], common: Container[str] = ()
) -> tuple[dict[str, list[int]], list[Extent]]:
    """Every key with its positions in order, and the extents of the pages."""
    found: dict[str, list[int]] = {}
    extents = []
    start = 0
    for page in pages:
        sizes = []
        for zone in ((page.title,), page.fields, page.others):
            end = start
            for key, position in _places(zone, variants, common, start):
                found.setdefault(key, []).append(position)
                end = position + 2
            sizes.append(end - start)
            start = end
        extents.append(Extent(*sizes))
    return found, extents


def _places(
    zone: Iterable[Paragraph], variants: Mapping[str, str], common: Container[str], start: int
) -> Iterator[tuple[str, int]]:
    for paragraph in zone:
        found = keys(tokens(paragraph.text, variants), common)
        yield from zip(found, range(start, start + len(found)), strict=True)
        start += len(found) + 1


def words_of(found: Postings) -> Counter[str]:
    """Every word of an alphabet with how often it stands."""
    often: Counter[str] = Counter()
    for key, positions in found.items():
        first = tokens(key, {})[0]
        if first.word:
            often[first.text] += len(positions)
    return often


def leaves(found: Postings, size: int) -> Iterator[tuple[str, str]]:
    """(first key, JSON) of each file of about ``size`` characters: every key with the steps from
    each position to the next. Keys are in the order in which JavaScript compares strings.
    """
    leaf: dict[str, list[int]] = {}
    length = 0
    for key in sorted(found, key=lambda key: key.encode("utf-16-be")):
        positions = found[key]
        steps = [positions[0], *(after - before for before, after in pairwise(positions))]
        entry = sum(len(str(step)) + 1 for step in steps) + len(key) + 6
        if leaf and length + entry > size:
            yield next(iter(leaf)), dump(leaf)
            leaf, length = {}, 0
        leaf[key] = steps
        length += entry
    if leaf:
        yield next(iter(leaf)), dump(leaf)


def dump(value: object) -> str:
    """JSON without a space too many."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
