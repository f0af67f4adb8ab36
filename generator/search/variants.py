"""Characters that count as one: marks that are typed in several ways, and traditional characters."""

from __future__ import annotations

from collections.abc import Iterable

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
    used = frozenset(character for text in texts for character in text)
    found = dict(MARKS)
    for scheme in _SCHEMES:
        # One character at a time: OpenCC would look at words, and a query is none yet.
        convert = OpenCC(scheme).convert
        simplified = {convert(character) for character in used} | used
        for point in _HAN:
            character = chr(point)
            plain = convert(character)
            if plain != character and plain in simplified:
                found.setdefault(character, plain)
    return found
