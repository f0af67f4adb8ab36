"""Records of the text that `clean` and `parse` leave out, and of their diagnostics."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from generator.model import Diagnostic, Dropped, Level, Line
from generator.passage import Passage

NOTES: dict[str, tuple[Level, str]] = {
    "other-programme": (
        "error",
        "the title is of another programme, “{name}”; this site holds “政府间国际科技创新合作”",
    ),
    "no-programme": (
        "warning",
        "“政府间国际科技创新合作” is not in the text: is it a guide of another programme?",
    ),
    "other-part": (
        "warning",
        "what stands under “{name}” is of another programme, and is left out",
    ),
    "directions-missing": (
        "error",
        "the preamble declares {declared} directions, and {found} are found: part of the guide may be missing",
    ),
    "stage-doubt": (
        "warning",
        "“{mark}” in the title says neither draft for comment (征求意见稿) nor final text; taken as a draft",
    ),
    "no-batch": ("warning", "the text names no batch; the year's first batch is assumed"),
    "no-year": ("error", "the text names no year (expected “2024年度第二批”)"),
    "no-directions": ("error", "no direction found (expected “1.1 …” and labels)"),
    "number-twice": ("warning", "{printed} is printed twice; this is {number}"),
    "number-missing": ("warning", "{number} {after}: numbers are missing, or out of order"),
    "empty-label": ("warning", "{direction}: there is no text under “{label}”"),
    "no-agreements": ("info", "{direction}: states no agreements"),
    "no-fields": ("info", "{direction}: states no fields"),
    "no-projects": ("info", "{direction}: states no projects"),
    "no-funding": ("info", "{direction}: states no funding"),
    "no-requirements": ("info", "{direction}: states no requirements"),
    "unknown-label": (
        "warning",
        "{direction}: the label “{label}” is not known; its text is kept as a remark",
    ),
    "no-label": ("warning", "{direction}: text without a label is kept"),
    "closing-text": (
        "info",
        "“{first}” and what follows ({count} paragraphs) stand below the last direction: they are on the guide's page, and state"
        " nothing about a direction",
    ),
    "footnotes": (
        "warning",
        "footnotes ({count}, the first “{first}”) are on the guide's page only: see whether one limits a direction",
    ),
}
"""The diagnostics that `parse` gives, by code: level and message."""


_LINKS = ("link_echo", "link_target")
"""The rules that take out the targets of links."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The paragraphs of a guide in order, what was taken out to make them, and the footnotes."""

    paragraphs: tuple[Passage, ...]
    dropped: tuple[Dropped, ...]
    notes: tuple[Passage, ...] = ()


def link_targets(dropped: Iterable[Dropped]) -> tuple[str, ...]:
    """Return the targets of links among the text that was taken out: complete, with the scheme that a text may omit."""
    targets = (entry.text.rstrip("，。；;") for entry in dropped if entry.rule in _LINKS)
    return tuple(dict.fromkeys(targets))


class Drop(Protocol):
    """A function that records text which a rule takes out of a line."""

    def __call__(self, text: str, line: Line, rule: str = ...) -> None:
        """Record ``text`` under the name of the current rule, or under ``rule`` if given."""


class Trace:
    """The text that `parse` leaves out and its diagnostics, in the order in which they arise."""

    def __init__(self) -> None:
        self.dropped: list[Dropped] = []
        self.diagnostics: list[Diagnostic] = []

    def drop(self, rule: str, passage: Passage) -> None:
        """Record that ``rule`` leaves ``passage`` out of the data; empty text is not recorded."""
        if passage.text.strip():
            self.dropped.append(Dropped(rule, passage.text, passage.lines[0]))

    def note(self, code: str, line: int | None = None, **words: object) -> None:
        """Record a diagnostic; ``words`` fill in the message of ``code`` in `NOTES`."""
        level, message = NOTES[code]
        self.diagnostics.append(Diagnostic(level, code, message.format(**words), line))
