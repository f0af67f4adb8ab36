"""Characters that a reader cannot see and that would only disturb the later rules."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from generator.model import Dropped, Line

_CATEGORIES = frozenset({"Cc", "Cf", "Cs"})
_NO_CHARACTERS = "\ufffe\uffff"


def drop_invisible(lines: Sequence[Line]) -> tuple[list[Line], list[Dropped]]:
    """Control and format characters go: zero-width spaces, bidirectional marks, escapes.

    White space stays; `spaces` decides about it.
    """
    kept, dropped = [], []
    for line in lines:
        shown = visible(line.text)
        if shown != line.text:
            gone = "".join(filter(is_invisible, line.text))
            dropped.append(Dropped("invisible", gone, line.number))
        kept.append(replace(line, text=shown) if shown != line.text else line)
    return kept, dropped


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
