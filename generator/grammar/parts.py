"""Where a part of a guide begins: one ordered table of rules, which `read`, `clean` and `parse` ask."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from generator.grammar.closings import closing_line
from generator.grammar.columns import printed_number
from generator.grammar.enumerators import Enumerator, enumerator, enumerators
from generator.grammar.headings import (
    WITNESSES,
    Heading,
    follows,
    names_partner,
    opens_direction,
    unnumbered,
)
from generator.grammar.labels import Label, caption, field_series, label, numbered_label, statement
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
    "caption": lambda here: caption(here.text),
    "closing": lambda here: None if here.cell else closing_line(here.text),
    "call": lambda here: unnumbered(here.text, here.following),
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
    candidates = [
        Candidate(
            text,
            texts[index + 1 : index + 1 + WITNESSES],
            cells[index] if cells else None,
            bool(inside and inside[index]),
        )
        for index, text in enumerate(texts)
    ]
    names = tuple(names)
    others = [name for name in names if name != "heading"]
    found = [start_of(candidate, names) for candidate in candidates]
    edges = {
        index
        for index, start in enumerate(found)
        if isinstance(start, Heading | Label) and not _is_doubtful(start, texts[index])
    }
    marks = enumerators(texts, edges)
    before: str | None = None
    for index, (candidate, mark) in enumerate(zip(candidates, marks, strict=True)):
        start = found[index]
        doubtful = isinstance(start, Heading) and _is_doubtful(start, candidate.text)
        if doubtful and (mark or not _fits(start, before, candidate)):
            found[index] = start = start_of(candidate, others)
        if isinstance(start, Heading):
            before = start.number
        elif start is None and mark and "enumerator" in names and not candidate.inside:
            found[index] = mark
    return found


def _is_doubtful(start: Start | None, text: str) -> bool:
    """Return whether the number of a heading may be a decimal or the number of an item: “3.3D打印”.

    It is a direction's for sure if its title begins with a partner.
    """
    if not isinstance(start, Heading) or start.form not in ("dotted", "named"):
        return False
    return not names_partner(text[start.length :])


def _fits(start: Start | None, before: str | None, here: Candidate) -> bool:
    """Return whether a heading whose title names no partner fits the sequence, or is confirmed by the label below it."""
    if isinstance(start, Heading) and follows(start.number, before):
        return True
    below = label(here.following[0]) if here.following else None
    return below is not None and below.part in ("agreements", "commitment", "fields")


def starts_part(text: str, following: Sequence[str] = ()) -> bool:
    """Return whether a line begins a part, so that it does not continue the line above it."""
    found = start_of(Candidate(text, following))
    return found.interrupts if isinstance(found, Label) else found is not None
