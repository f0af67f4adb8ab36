"""Kinds of characters, the brackets in a text, and the first letter of words."""

from __future__ import annotations

import re
import unicodedata

HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Han characters, as a range of a regular expression."""
WIDE = HAN + "\u2014\u2018-\u201d\u3000-\u303f\uff00-\uffef"
"""Han characters and full-width marks, beside which no space is set."""
_CATEGORIES = frozenset({"Cc", "Cf", "Cs"})
_NO_CHARACTERS = "\ufffe\uffff"
_SEPARATORS = "\x1c\x1d\x1e\x1f"
"""Control characters that Python counts as white space; in texts from Word, U+001F says where a word may be parted."""
_OPEN, _CLOSE = "（(《“〔[", "）)》”〕]"
_BRACKET = re.compile(f"[{re.escape(_OPEN + _CLOSE)}]")


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
    if character.isprintable() or (character.isspace() and character not in _SEPARATORS):
        return False
    return unicodedata.category(character) in _CATEGORIES or character in _NO_CHARACTERS


def outside_brackets(text: str) -> list[int]:
    """Return the positions outside all brackets; a bracket without its partner is ignored."""
    steps: dict[int, int] = {}
    open_at: list[int] = []
    for match in _BRACKET.finditer(text):
        if match[0] in _OPEN:
            open_at.append(match.start())
        elif open_at and _OPEN.index(text[open_at[-1]]) == _CLOSE.index(match[0]):
            steps |= {open_at.pop(): 1, match.start(): -1}
    depth, outside = 0, []
    for place in range(len(text)):
        depth += steps.get(place, 0)
        if depth == 0 and place not in steps:
            outside.append(place)
    return outside


def within(name: str) -> str:
    """Return ``name``, which is no proper noun, as within a sentence: with a small letter, unless it begins with capitals.

    >>> within("Final text"), within("A draft"), within("IP agreement required"), within("正式指南")
    ('final text', 'a draft', 'IP agreement required', '正式指南')
    """
    return name[:1].lower() + name[1:] if name[1:2].islower() or name[1:2] == " " else name


def capitalised(words: str) -> str:
    """Return ``words`` as at the beginning of a sentence or cell; unlike `str.capitalize`, with the other letters as they are.

    >>> capitalised("both sides must submit to the EU")
    'Both sides must submit to the EU'
    """
    return words[:1].upper() + words[1:]
