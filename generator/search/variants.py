"""Characters that count as one: marks that are typed in several ways, and traditional characters."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from opencc import OpenCC

from generator.search.tokens import MARKS

_HAN = (*range(0x3400, 0xA000), *range(0xF900, 0xFB00))
_SCHEMES = ("t2s", "tw2s", "hk2s")
"""Traditional characters as such, as Taiwan writes them, and as Hong Kong does."""


def variants(texts: Iterable[str]) -> dict[str, str]:
    """Character → the one that stands for it in the index, for all characters that can occur in a
    query for one of ``texts``.

    >>> found = variants(["芬兰"])
    >>> found["蘭"], found["“"], "國" in found
    ('兰', '"', False)
    """
    used: set[str] = set()
    for text in texts:
        used.update(text)
    found = dict(MARKS)
    for scheme in _SCHEMES:
        simplified = used.union(_converted(scheme, used))
        for character, plain in _traditional(scheme).items():
            if plain in simplified:
                found.setdefault(character, plain)
    return found


@cache
def _traditional(scheme: str) -> dict[str, str]:
    """Every traditional character → the simplified one."""
    every = [chr(point) for point in _HAN]
    pairs = zip(every, _converted(scheme, every), strict=True)
    return {character: plain for character, plain in pairs if plain != character}


_converter = cache(OpenCC)


def _converted(scheme: str, characters: Iterable[str]) -> list[str]:
    """Each of ``characters`` for itself: OpenCC would look at words, and a query is none yet, so
    each is a line.
    """
    converted: str = _converter(scheme).convert("\n".join(characters))
    return converted.split("\n")
