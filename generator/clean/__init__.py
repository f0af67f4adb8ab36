"""clean: Lines → Paragraphs. What the PDF did to the text is undone, and named.

The rules run in the order of the tables below. A line rule sees all lines and returns those
that stay, with what it took out; `paragraphs_of` makes paragraphs of lines; a paragraph rule
mends one paragraph.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from generator.clean.asides import drop_asides
from generator.clean.bold_doubling import undo_bold_doubling
from generator.clean.cells import part_cells
from generator.clean.footnotes import drop_footnotes
from generator.clean.invisible import drop_invisible
from generator.clean.link_echoes import drop_link_echoes
from generator.clean.page_numbers import drop_page_numbers
from generator.clean.paragraphs import paragraphs_of
from generator.clean.running_heads import drop_running_heads
from generator.clean.spaces import drop_spaces
from generator.clean.table_cells import gather_cells
from generator.clean.table_rows import part_rows
from generator.model import Dropped, Line
from generator.passage import Passage

LineRule = Callable[[Sequence[Line]], tuple[list[Line], list[Dropped]]]

LINE_RULES: tuple[LineRule, ...] = (
    drop_asides,
    drop_footnotes,
    drop_running_heads,
    drop_invisible,
    drop_page_numbers,
    undo_bold_doubling,
    drop_link_echoes,
    part_rows,
    gather_cells,
    part_cells,
)
PARAGRAPH_RULES: tuple[Callable[[Passage], Passage], ...] = (drop_spaces,)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The paragraphs in order, and what was taken out on the way."""

    paragraphs: tuple[Passage, ...]
    dropped: tuple[Dropped, ...]


def clean(lines: Sequence[Line]) -> Cleaned:
    """Paragraphs of running text, each character with its line."""
    dropped: list[Dropped] = []
    for rule in LINE_RULES:
        lines, out = rule(lines)
        dropped += out
    paragraphs = paragraphs_of(lines)
    for mend in PARAGRAPH_RULES:
        paragraphs = [mend(paragraph) for paragraph in paragraphs]
    return Cleaned(tuple(p for p in paragraphs if p.text), tuple(dropped))
