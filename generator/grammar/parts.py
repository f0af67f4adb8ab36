"""The signs that a line or paragraph begins a part of a guide, for `read`, `clean` and `parse`."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from generator.grammar.enumerators import enumerator
from generator.grammar.headings import opens_direction
from generator.grammar.labels import label

STARTS: dict[str, Callable[[str, Sequence[str]], object]] = {
    # “联系人：” does not count: a line can break before it in mid-sentence (2022-1/1.5).
    "label": lambda text, _: (found := label(text)) and found.part != "contacts",
    "heading": opens_direction,
    "enumerator": lambda text, _: enumerator(text),
}
"""The tests by name. Each takes a line and the lines after it, which confirm a heading."""


def starts_part(text: str, following: Sequence[str]) -> bool:
    """Return whether the line ``text`` begins a part; the lines ``following`` it confirm a heading."""
    return any(begins(text, following) for begins in STARTS.values())
