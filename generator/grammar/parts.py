"""What begins a part of a guide."""

from __future__ import annotations

from collections.abc import Sequence

from generator.grammar.enumerators import enumerator
from generator.grammar.headings import opens_direction
from generator.grammar.labels import label


def starts_part(text: str, following: Sequence[str]) -> bool:
    """Whether a line that reads ``text`` begins something, with the lines after it as witness.

    “联系人：” does not: sentences break before it (2022-1/1.5).
    """
    found = label(text)
    if found and found.part != "contacts":
        return True
    return bool(opens_direction(text, following) or enumerator(text))
