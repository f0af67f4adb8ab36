"""What `clean` and `parse` leave out and what they notice, gathered as they go."""

from __future__ import annotations

from typing import Protocol

from generator.model import Diagnostic, Dropped, Level, Line
from generator.passage import Passage


class Drop(Protocol):
    """What notes text that a rule takes out of a line."""

    def __call__(self, text: str, line: Line, rule: str = ...) -> None:
        """Note ``text`` under the name of the rule at work, or of another ``rule``."""


class Trace:
    """Dropped text and diagnostics in the order in which they arise."""

    def __init__(self) -> None:
        self.dropped: list[Dropped] = []
        self.diagnostics: list[Diagnostic] = []

    def drop(self, rule: str, passage: Passage) -> None:
        """Note that ``rule`` leaves ``passage`` out of the data; empty text is not noted."""
        if passage.text.strip():
            self.dropped.append(Dropped(rule, passage.text, passage.lines[0]))

    def note(self, level: Level, code: str, message: str, line: int | None = None) -> None:
        """Note something a person should look at."""
        self.diagnostics.append(Diagnostic(level, code, message, line))
