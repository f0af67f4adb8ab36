"""What parsing leaves out and what it notices, gathered as it goes."""

from __future__ import annotations

from generator.model import Diagnostic, Dropped, Level
from generator.passage import Passage


class Trace:
    """Collects dropped text and diagnostics in the order in which they arise."""

    def __init__(self) -> None:
        self.dropped: list[Dropped] = []
        self.diagnostics: list[Diagnostic] = []

    def drop(self, rule: str, passage: Passage) -> None:
        """``rule`` leaves ``passage`` out of the data; nothing is noted of empty text."""
        if passage.text.strip():
            self.dropped.append(Dropped(rule, passage.text, passage.lines[0]))

    def note(self, level: Level, code: str, message: str, line: int | None = None) -> None:
        """Something a person should look at."""
        self.diagnostics.append(Diagnostic(level, code, message, line))
