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
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from unicodedata import normalize

WORD = "0-9a-z\u00df-\u024f\u0370-\u03ff\u0400-\u04ff"
"""What words are made of, after folding: the inside of a character class, in JavaScript too."""
_WORD = re.compile(f"[{WORD}]")
_MARK = re.compile("[\u0300-\u036f]")
MARKS = {
    **dict.fromkeys("“”„«»「」『』", '"'),
    **dict.fromkeys("‘’‚′", "'"),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("•・‧∙", "·"),
}
"""Marks that readers type in several ways."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a single character of a folded text."""

    text: str
    word: bool
    spaced: bool
    """Whether white space stands before it."""


def fold(text: str, variants: Mapping[str, str]) -> Iterable[str]:
    """The characters of ``text`` in lower case, half width, without accents, one of the ``variants``
    of a character for all.

    >>> "".join(fold("（Ａ）Café—５G", MARKS))
    '(a)cafe-5g'
    """
    for character in text:
        for part in normalize("NFKD", character).lower():
            if not _MARK.match(part):
                yield variants.get(part, part)


def tokens(text: str, variants: Mapping[str, str]) -> list[Token]:
    """The tokens of ``text``.

    >>> [token.text for token in tokens("发展Power-to-X技术", {})]
    ['发', '展', 'power', '-', 'to', '-', 'x', '技', '术']
    """
    found: list[Token] = []
    spaced = running = False
    for character in fold(text, variants):
        if character.isspace():
            spaced, running = True, False
            continue
        word = bool(_WORD.match(character))
        if word and running:
            found[-1] = Token(found[-1].text + character, True, found[-1].spaced)
        else:
            found.append(Token(character, word, spaced))
        spaced, running = False, word
    return found


def keys(found: Sequence[Token], common: Container[str] = ()) -> list[str]:
    """The key of each token; ``common`` are the common words.

    >>> keys(tokens("5G通信 CO₂", {}))
    ['5g', '通信', '信', 'co2']
    >>> keys(tokens("Ministry of Science, and of", {}), {"of"})
    ['ministry', 'of science', 'science', ',', 'and', 'of']
    """
    following: list[Token | None] = [*found[1:], None]
    return [_key(token, after, common) for token, after in zip(found, following, strict=True)]


def _key(token: Token, after: Token | None, common: Container[str]) -> str:
    if after is None:
        return token.text
    if token.word:
        return f"{token.text} {after.text}" if token.text in common else token.text
    return token.text if after.word or after.spaced else token.text + after.text
