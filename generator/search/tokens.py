"""Text as the search sees it: folded characters, tokens, and the keys of the index.

A *token* is an alphabetic word, or any other single character, such as a Han character or a punctuation mark. White
space is not a token. Each token has one *key*:

- the key of a word is the word itself;
- the key of a single character is this character and the next one, if that follows directly and is no word;
- the key of a common word is this word and the next token of any kind.

So the index finds every pair of Han characters, and consecutive positions show that a phrase occurs as typed.
templates/theme/assets/search/tokens.js reads queries in the same way; a test compares the keys of both.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from functools import cache
from unicodedata import normalize

from opencc import OpenCC

WORD = "0-9a-z\u00df-\u024f\u0370-\u03ff\u0400-\u04ff"
"""The characters of words after folding, as the inside of a character class. JavaScript uses it too."""
_SINGLE = rf"[^\s{WORD}]"
WORDS = re.compile(f"[{WORD}]+")
_TOKENS = re.compile(f"[{WORD}]+|{_SINGLE}")
_KEYS = re.compile(f"(?=([{WORD}]+|{_SINGLE}{{1,2}}))(?:[{WORD}]+|{_SINGLE})")
"""A pattern whose matches are the tokens; its group is the token's key."""
_MARK = re.compile("[\u0300-\u036f]")
MARKS = {
    **dict.fromkeys("“”„«»「」『』", '"'),
    **dict.fromkeys("‘’‚′", "'"),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("•・‧∙", "·"),
}
"""Punctuation mark → the mark that replaces it, for marks that readers type in several ways."""


class Reader:
    """A reader of text. ``variants`` are character → the character that replaces it."""

    def __init__(self, variants: Mapping[str, str]) -> None:
        self._folded = _Folded(variants)

    def fold(self, text: str) -> str:
        """Return ``text`` in lower case, half width, without accents.

        >>> Reader(MARKS).fold("（Ａ）Café—５G")
        '(a)cafe-5g'
        """
        return text.translate(self._folded)

    def tokens(self, text: str) -> list[str]:
        """Return the tokens of ``text``.

        >>> Reader({}).tokens("发展Power-to-X技术")
        ['发', '展', 'power', '-', 'to', '-', 'x', '技', '术']
        """
        return _TOKENS.findall(self.fold(text))

    def keys(self, text: str, common: Container[str] = ()) -> list[str]:
        """Return the key of each token of ``text``; ``common`` are the common words.

        >>> Reader({}).keys("5G通信 CO₂")
        ['5g', '通信', '信', 'co2']
        >>> Reader({}).keys("Ministry of Science, and of", {"of"})
        ['ministry', 'of science', 'science', ',', 'and', 'of']
        """
        folded = self.fold(text)
        keys: list[str] = _KEYS.findall(folded)
        if not common:
            return keys
        following = [*_TOKENS.findall(folded)[1:], ""]
        return [
            f"{key} {after}" if after and key in common else key
            for key, after in zip(keys, following, strict=True)
        ]


class _Folded(dict[int, str]):
    """Character → its folded form, computed once for each character."""

    def __init__(self, variants: Mapping[str, str]) -> None:
        super().__init__()
        self._variants = variants

    def __missing__(self, point: int) -> str:
        parts = _MARK.sub("", normalize("NFKD", chr(point)).lower())
        self[point] = "".join(self._variants.get(part, part) for part in parts)
        return self[point]


_HAN = (*range(0x3400, 0xA000), *range(0xF900, 0xFB00))
_SCHEMES = ("t2s", "tw2s", "hk2s")
"""OpenCC's conversions to simplified characters: from traditional ones in general, of Taiwan, and of Hong Kong."""


def variants(texts: Iterable[str]) -> dict[str, str]:
    """Return character → the character that replaces it in the index, for all queries that can match ``texts``.

    >>> found = variants(["芬兰"])
    >>> found["蘭"], found["“"], "國" in found
    ('兰', '"', False)
    """
    used = set().union(*texts)
    found = dict(MARKS)
    for scheme in _SCHEMES:
        simplified = used.union(_converted(scheme, used))
        for character, plain in _traditional(scheme).items():
            if plain in simplified:
                found.setdefault(character, plain)
    return found


@cache
def _traditional(scheme: str) -> dict[str, str]:
    """Return traditional character → simplified character."""
    every = [chr(point) for point in _HAN]
    pairs = zip(every, _converted(scheme, every), strict=True)
    return {character: plain for character, plain in pairs if plain != character}


_converter = cache(OpenCC)


def _converted(scheme: str, characters: Iterable[str]) -> list[str]:
    """Return each of ``characters`` converted by itself.

    Each is on its own line, because OpenCC would convert whole words.
    """
    converted: str = _converter(scheme).convert("\n".join(characters))
    return converted.split("\n")
