"""The inverted index: key → the positions at which it stands, in files of about one size.

Positions count the tokens of all pages one after the other, with a step between paragraphs, so
that consecutive positions are one phrase of one paragraph. The keys are sorted and cut into files
as the leaves of a B-tree are: a query loads the few files that hold its keys, however many there are.
A key that stands very often would still be a large file. Of pairs of characters none grows so, but
“the” and “of” do, and a phrase has several of them: so the keys of common words hold the next word.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import sub

from generator.search.paragraphs import Page
from generator.search.tokens import Reader, first_word

COMMON = 10_000
"""The number of times that a common word stands at least. Today no word is common."""

Postings = Mapping[str, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Extent:
    """The numbers of positions that the title of a page, its fields, and the rest take."""

    title: int
    fields: int
    others: int


def common_words(pages: Iterable[Page], reader: Reader, least: int = COMMON) -> frozenset[str]:
    """Return the words that stand at least ``least`` times."""
    often: Counter[str] = Counter()
    for page in pages:
        for paragraph in (page.title, *page.fields, *page.others):
            often.update(reader.words(paragraph.text))
    return frozenset(word for word, count in often.items() if count >= least)


def postings(
    pages: Iterable[Page], reader: Reader, common: Container[str] = ()
) -> tuple[dict[str, list[int]], list[Extent]]:
    """Return every key with its positions in order, and the extents of the pages."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    extents = []
    start = 0
    for page in pages:
        sizes = []
        for zone in ((page.title,), page.fields, page.others):
            end = next_one = start
            for paragraph in zone:
                keys = reader.keys(paragraph.text, common)
                for position, key in enumerate(keys, next_one):
                    found[key].append(position)
                next_one += len(keys) + 1
                end = next_one if keys else end
            sizes.append(end - start)
            start = end
        extents.append(Extent(*sizes))
    return dict(found), extents


def words_of(found: Postings) -> Counter[str]:
    """Return every word of an alphabet with how often it stands."""
    often: Counter[str] = Counter()
    for key, positions in found.items():
        if word := first_word(key):
            often[word] += len(positions)
    return often


def leaves(found: Postings, size: int) -> Iterator[tuple[str, str]]:
    """Yield (first key, JSON) of each file of about ``size`` characters: every key with the steps from
    each position to the next. Keys are in the order in which JavaScript compares strings.
    """
    first, leaf = "", list[str]()
    length = 0
    for key in sorted(found, key=lambda key: key.encode("utf-16-be")):
        positions = found[key]
        steps = dump([positions[0], *map(sub, positions[1:], positions)])
        entry = len(steps) + len(key) + 5
        if leaf and length + entry > size:
            yield first, f"{{{','.join(leaf)}}}"
            leaf, length = [], 0
        first = first if leaf else key
        leaf.append(f"{dump(key)}:{steps}")
        length += entry
    if leaf:
        yield first, f"{{{','.join(leaf)}}}"


def dump(value: object) -> str:
    """Return ``value`` as JSON without spaces."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
