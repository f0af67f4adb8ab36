"""Half-width marks in Chinese text, for rules that look for the full-width ones."""

from __future__ import annotations

import re

_NARROW = re.compile(r"[,;:()?!]")
_WIDE = str.maketrans(",;:()?!", "，；：（）？！")


def wide_marks(text: str) -> str:
    """``text`` with half-width marks as full-width ones, character for character.

    >>> wide_marks("智慧城市(如交通);水")
    '智慧城市（如交通）；水'
    """
    return text.translate(_WIDE) if _NARROW.search(text) else text
