"""Kinds of characters."""

from __future__ import annotations

import unicodedata

HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Han characters, as a range of a regular expression."""
WIDE = HAN + "\u2014\u2018-\u201d\u3000-\u303f\uff00-\uffef"
"""The same with full-width marks, which take no space beside them."""
_CATEGORIES = frozenset({"Cc", "Cf", "Cs"})
_NO_CHARACTERS = "\ufffe\uffff"


def visible(text: str) -> str:
    r"""``text`` without what cannot be seen.

    >>> visible("a\u202eb\x00 c")
    'ab c'
    """
    if text.isprintable():
        return text
    return "".join(c for c in text if not is_invisible(c))


def is_invisible(character: str) -> bool:
    """Whether ``character`` shows nothing and is no white space: control and format characters, and
    what is no character at all (surrogates, U+FFFE, U+FFFF).
    """
    if character.isprintable() or character.isspace():
        return False
    return unicodedata.category(character) in _CATEGORIES or character in _NO_CHARACTERS
