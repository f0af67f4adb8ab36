"""Where a part of a guide begins: one ordered table of rules, which `read`, `clean` and `parse` ask."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from generator.grammar.columns import printed_number
from generator.grammar.enumerators import Enumerator, enumerator
from generator.grammar.headings import WITNESSES, Heading, opens_direction
from generator.grammar.labels import Label, field_series, label, numbered_label, statement
from generator.passage import Cell

Start = Heading | Label | Enumerator
"""The start of a direction, of a labelled part of one, or of an item."""


class Candidate(NamedTuple):
    """A line or paragraph that may begin a part, and what the layout says about it."""

    text: str
    following: Sequence[str] = ()
    """The texts below it, which confirm a heading."""
    cell: Cell | None = None
    """Its cell in a table of directions."""
    inside: bool = False
    """True where it begins inside brackets or a number: nothing begins there."""


STARTS: dict[str, Callable[[Candidate], Start | None]] = {
    "row": lambda here: _row(here.text) if here.cell and here.cell.part == "heading" else None,
    "heading": lambda here: None if here.cell else opens_direction(here.text, here.following),
    "label": lambda here: label(here.text),
    "numbered_label": lambda here: numbered_label(here.text),
    "statement": lambda here: statement(here.text),
    "field_series": lambda here: field_series(here.text),
    "enumerator": lambda here: enumerator(here.text),
}
"""The rules by name, in the order in which they are tried; the first that finds a start wins."""
DIRECTION = ("row", "heading")
"""The rules that find the start of a direction."""
LABELLED = ("label", "numbered_label", "statement", "field_series")
"""The rules that find the start of a labelled part."""


def _row(text: str) -> Heading | None:
    printed = printed_number(text)
    return Heading(*printed, form="row") if printed else None


def start_of(here: Candidate, names: Iterable[str] = STARTS) -> Start | None:
    """Return what begins with a line or paragraph by the rules ``names``, or None."""
    if here.inside:
        return None
    return next((found for name in names if (found := STARTS[name](here))), None)


def starts(
    texts: Sequence[str],
    names: Iterable[str] = STARTS,
    *,
    cells: Sequence[Cell | None] = (),
    inside: Sequence[bool] = (),
) -> list[Start | None]:
    """Return what begins with each of ``texts``, the lines or paragraphs of a guide, by the rules ``names``."""
    return [
        start_of(
            Candidate(
                text,
                texts[index + 1 : index + 1 + WITNESSES],
                cells[index] if cells else None,
                bool(inside and inside[index]),
            ),
            names,
        )
        for index, text in enumerate(texts)
    ]


def starts_part(text: str, following: Sequence[str] = ()) -> bool:
    """Return whether a line begins a part, so that it does not continue the line above it."""
    found = start_of(Candidate(text, following))
    return found.interrupts if isinstance(found, Label) else found is not None
