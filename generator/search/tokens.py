"""Text as the search sees it: folded characters, tokens, and the keys of the index.

templates/theme/assets/search/tokens.js reads queries the same way; a test holds both to the same
keys. A *token* is a word of an alphabet, or any other single character: a Han character, a mark.
White space makes none. Each token has one *key*: a word is its own; a single character has itself
and the single character that follows at once, if one does; a common word has itself and the token
that follows, whatever it is. So keys two apart tell every pair of Han characters, and consecutive
positions tell that a phrase stands as typed.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from functools import cache
from unicodedata import normalize

from opencc import OpenCC

WORD = "0-9a-z\u00df-\u024f\u0370-\u03ff\u0400-\u04ff"
"""The characters of words, after folding: the inside of a character class, in JavaScript too."""
_SINGLE = rf"[^\s{WORD}]"
_WORDS = re.compile(f"[{WORD}]+")
_TOKENS = re.compile(f"[{WORD}]+|{_SINGLE}")
_KEYS = re.compile(f"(?=([{WORD}]+|{_SINGLE}{{1,2}}))(?:[{WORD}]+|{_SINGLE})")
"""Finds each token, and as its group the token's key."""
_MARK = re.compile("[\u0300-\u036f]")
MARKS = {
    **dict.fromkeys("“”„«»「」『』", '"'),
    **dict.fromkeys("‘’‚′", "'"),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("•・‧∙", "·"),
}
"""Marks that readers type in several ways."""


class Reader:
    """A reader of text; of the ``variants`` of a character it reads one for all."""

    def __init__(self, variants: Mapping[str, str]) -> None:
        self._folded = _Folded(variants)

    def fold(self, text: str) -> str:
        """Return ``text`` in lower case, half width, without accents.

        >>> Reader(MARKS).fold("（Ａ）Café—５G")
        '(a)cafe-5g'
        """
        return text.translate(self._folded)

    def words(self, text: str) -> list[str]:
        """Return the words of an alphabet in ``text``."""
        return _WORDS.findall(self.fold(text))

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
    """Character → what it is folded to, looked up once for each."""

    def __init__(self, variants: Mapping[str, str]) -> None:
        super().__init__()
        self._variants = variants

    def __missing__(self, point: int) -> str:
        parts = _MARK.sub("", normalize("NFKD", chr(point)).lower())
        self[point] = "".join(self._variants.get(part, part) for part in parts)
        return self[point]


def first_word(key: str) -> str | None:
    """Return the word of an alphabet with which ``key`` begins.

    >>> first_word("of science"), first_word("信。")
    ('of', None)
    """
    word = _WORDS.match(key)
    return word[0] if word else None


_HAN = (*range(0x3400, 0xA000), *range(0xF900, 0xFB00))
_SCHEMES = ("t2s", "tw2s", "hk2s")
"""Traditional characters as such, as Taiwan writes them, and as Hong Kong does."""


def variants(texts: Iterable[str]) -> dict[str, str]:
    """Return the character that stands for another in the index, for all characters that can occur in a
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
    """Return the simplified character of every traditional one."""
    every = [chr(point) for point in _HAN]
    pairs = zip(every, _converted(scheme, every), strict=True)
    return {character: plain for character, plain in pairs if plain != character}


_converter = cache(OpenCC)


def _converted(scheme: str, characters: Iterable[str]) -> list[str]:
    """Return each of ``characters`` for itself: OpenCC would look at words, and a query is none yet, so
    each is a line.
    """
    converted: str = _converter(scheme).convert("\n".join(characters))
    return converted.split("\n")
