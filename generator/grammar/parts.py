"""Parts: what a line or paragraph can begin, asked by `read`, `clean` and `parse` alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from generator.grammar.enumerators import enumerator
from generator.grammar.headings import opens_direction
from generator.grammar.labels import label

STARTS: dict[str, Callable[[str, Sequence[str]], object]] = {
    # “联系人：” is none: sentences break before it (2022-1/1.5).
    "label": lambda text, _: (found := label(text)) and found.part != "contacts",
    "heading": opens_direction,
    "enumerator": lambda text, _: enumerator(text),
}
"""What begins a part, by name; a heading has the lines after it as witness."""


def starts_part(text: str, following: Sequence[str]) -> bool:
    """Tell whether a line that reads ``text`` begins a part, with the lines after it as witness."""
    return any(begins(text, following) for begins in STARTS.values())
