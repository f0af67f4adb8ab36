"""The genre's surface: headings, labels and enumerators, as `clean` and `parse` both see them.

All patterns tolerate spaces where a PDF puts them.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.grammar.columns import Column, columns, printed_number, unit_of
from generator.grammar.enumerators import Enumerator, enumerator
from generator.grammar.headings import Heading, heading, opens_direction, part_heading
from generator.grammar.labels import LABELS, Label, Part, label, labels_inside, numbered_label
from generator.grammar.marks import wide_marks
from generator.grammar.numerals import NUMERALS, arabic, half_width, value


def starts_part(text: str, following: Sequence[str]) -> bool:
    """Whether a line that reads ``text`` begins something, with the lines after it as witness.

    “联系人：” does not: sentences break before it (2022-1/1.5).
    """
    found = label(text)
    if found and found.part != "contacts":
        return True
    return bool(opens_direction(text, following) or enumerator(text))


__all__ = [
    "LABELS",
    "NUMERALS",
    "Column",
    "Enumerator",
    "Heading",
    "Label",
    "Part",
    "arabic",
    "columns",
    "enumerator",
    "half_width",
    "heading",
    "label",
    "labels_inside",
    "numbered_label",
    "opens_direction",
    "part_heading",
    "printed_number",
    "starts_part",
    "unit_of",
    "value",
    "wide_marks",
]
