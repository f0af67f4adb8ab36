"""Text as Markdown that people read."""

from __future__ import annotations

import re

_REFERENCE = re.compile(r"&(?=#?\w+;)")
_SPECIAL = re.compile(r"[\\*`~|]|\](?=\()|<(?=[A-Za-z/!?])|!$|(?<!\w)_+|_+(?!\w)")
_AT_START = re.compile(r"^(?P<number>\d{0,9})(?=[.)](?:\s|$)|[-+](?:[\s-]|$)|#{1,6}(?:\s|$)|[>\[])")


def escaped(text: str, *, starts_line: bool = False) -> str:
    r"""``text`` as Markdown that shows just it, with no more signs than that takes.

    >>> print(escaped("R&D: 3~5 {a} *b* c_d"), escaped("1. e", starts_line=True))
    R&D: 3\~5 {a} \*b\* c_d 1\. e
    """
    text = _SPECIAL.sub(lambda m: "".join(f"\\{c}" for c in m[0]), _REFERENCE.sub("&amp;", text))
    return _AT_START.sub(r"\g<number>\\", text) if starts_line else text
