"""Footnotes: what the rules took out of the running text as notes, as passages of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.clean.joins import join
from generator.clean.spaces import drop_spaces
from generator.model import Dropped
from generator.passage import Passage
from generator.text.characters import is_invisible
from generator.text.raised import NOTE

_RULE = re.compile(r"[_—─━﹍-]{5,}")


def footnotes(dropped: Iterable[Dropped]) -> tuple[list[Passage], list[Dropped]]:
    """Return the footnotes among the text that was taken out, and the other text that was taken out.

    A note goes on in the next line if that begins with no mark.
    """
    notes: list[list[Passage]] = []
    others: list[Dropped] = []
    for entry in dropped:
        if entry.rule != "footnote" or _RULE.fullmatch(entry.text):
            others.append(entry)
            continue
        for text in filter(str.strip, entry.text.split("\n")):
            unseen = "".join(filter(is_invisible, text))
            others += [Dropped("invisible", unseen, entry.line)] if unseen else []
            note = Passage.of("".join(c for c in text if not is_invisible(c)).strip(), entry.line)
            last = notes[-1][-1].lines[0] if notes else 0
            if entry.line == last + 1 and not NOTE.match(note.text):
                notes[-1].append(note)
            elif note.text:
                notes.append([note])
    return [drop_spaces(join(note)) for note in notes], others
