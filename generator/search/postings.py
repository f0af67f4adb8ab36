"""The inverted index: key → its positions, in files of about the same size.

Positions number the tokens of all pages. One number is skipped between paragraphs, so that consecutive positions are
always in the same paragraph. The sorted keys are cut into files like the leaves of a B-tree: a query loads only the few
files with its keys. A very frequent key would still make a large file. No pair of characters is that frequent, but “the”
and “of” are, and a phrase has several of them. So the key of a common word includes the next word.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from operator import sub

from generator.search.paragraphs import Page
from generator.search.tokens import WORDS, Reader

COMMON = 10_000
"""Minimum number of occurrences of a common word. Today no word is that frequent."""

Postings = Mapping[str, Sequence[int]]


def postings(
    pages: Iterable[Page], reader: Reader, common: Container[str] = ()
) -> tuple[dict[str, list[int]], list[list[int]]]:
    """Return key → its positions in order, and for each page the numbers of positions in its zones."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    extents = []
    start = 0
    for page in pages:
        sizes = []
        for zone in page.zones:
            end = next_one = start
            for paragraph in zone:
                keys = reader.keys(paragraph.text, common)
                for position, key in enumerate(keys, next_one):
                    found[key].append(position)
                next_one += len(keys) + 1
                end = next_one if keys else end
            sizes.append(end - start)
            start = end
        extents.append(sizes)
    return dict(found), extents


def words_of(found: Postings) -> Counter[str]:
    """Return alphabetic word → number of its occurrences."""
    often: Counter[str] = Counter()
    for key, positions in found.items():
        if word := WORDS.match(key):
            often[word[0]] += len(positions)
    return often


def leaves(found: Postings, size: int) -> Iterator[tuple[str, str]]:
    """Yield (first key, JSON) of each file of about ``size`` characters.

    The JSON has each key with its first position and the steps to the following ones. Keys are in JavaScript's order of
    strings.
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
