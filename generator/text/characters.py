"""Kinds of characters."""

from __future__ import annotations

import unicodedata

HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Han characters, as a range of a regular expression."""
WIDE = HAN + "\u2014\u2018-\u201d\u3000-\u303f\uff00-\uffef"
"""Han characters and full-width marks, beside which no space is set."""
_CATEGORIES = frozenset({"Cc", "Cf", "Cs"})
_NO_CHARACTERS = "\ufffe\uffff"


def visible(text: str) -> str:
    r"""Return ``text`` without invisible characters.

    >>> visible("a\u202eb\x00 c")
    'ab c'
    """
    if text.isprintable():
        return text
    return "".join(c for c in text if not is_invisible(c))


def is_invisible(character: str) -> bool:
    """Return whether ``character`` is invisible and not white space.

    These are control and format characters, and codes that are not characters (surrogates, U+FFFE,
    U+FFFF).
    """
    if character.isprintable() or character.isspace():
        return False
    return unicodedata.category(character) in _CATEGORIES or character in _NO_CHARACTERS
