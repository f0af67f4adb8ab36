"""clean: Lines → Paragraphs. Undoes the changes that the file's format made to the text.

`LINE_RULES` is the ordered table of the rules. Each rule takes all lines and yields those that stay;
the text that it takes out is reported under the rule's name. Then `paragraphs_of` joins the lines
into paragraphs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from generator.clean.cells import gather_cells, part_cells, part_rows
from generator.clean.contents import drop_contents
from generator.clean.lines import (
    drop_asides,
    drop_invisible,
    drop_link_echoes,
    drop_note_marks,
    drop_site,
    undo_bold_doubling,
)
from generator.clean.notes import footnotes
from generator.clean.pages import (
    drop_footnotes,
    drop_lone_page_numbers,
    drop_page_numbers,
    drop_running_heads,
)
from generator.clean.spaces import drop_spaces
from generator.clean.wraps import paragraphs_of
from generator.model import Dropped, Line
from generator.trace import Cleaned, Drop, link_targets

LINE_RULES: dict[str, Callable[[Sequence[Line], Drop], Iterable[Line]]] = {
    "aside": drop_asides,
    "footnote": drop_footnotes,
    "running_head": drop_running_heads,
    "invisible": drop_invisible,
    "page_number": drop_page_numbers,
    "note_mark": drop_note_marks,
    "site": drop_site,
    "bold_doubling": undo_bold_doubling,
    "link_echo": drop_link_echoes,
    "contents": drop_contents,
    "lone_page_number": drop_lone_page_numbers,
    "table_head": part_rows,
    "cell_order": gather_cells,
    "cell_rule": part_cells,
}
"""The rules by name, in the order in which they run."""

_MOST_MAILBOXES = 200


def clean(lines: Sequence[Line]) -> Cleaned:
    """Return the paragraphs of running text and the footnotes, with the source line of each character."""
    dropped: list[Dropped] = []
    for name in LINE_RULES:
        lines, out = apply(name, lines)
        dropped += out
    targets = link_targets(dropped)
    mailboxes = [t.removeprefix("mailto:") for t in targets if t.startswith("mailto:")]
    paragraphs = map(drop_spaces, paragraphs_of(lines, dict.fromkeys(mailboxes[:_MOST_MAILBOXES])))
    notes, dropped = footnotes(dropped)
    return Cleaned(tuple(p for p in paragraphs if p.text), tuple(dropped), tuple(notes))


def apply(name: str, lines: Sequence[Line]) -> tuple[list[Line], list[Dropped]]:
    """Return the lines that the rule ``name`` keeps, and the text that it takes out."""
    dropped: list[Dropped] = []

    def drop(text: str, line: Line, rule: str = name) -> None:
        if text:
            dropped.append(Dropped(rule, text, line.number))

    return list(LINE_RULES[name](lines, drop)), dropped
