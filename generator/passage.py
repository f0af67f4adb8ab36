"""Text with the source line of each character."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from typing import Literal

Part = Literal[
    "agreements",
    "commitment",
    "fields",
    "projects_and_funding",
    "projects",
    "funding",
    "duration",
    "deadline",
    "requirements",
    "contacts",
    "remarks",
]
"""A part of a direction, named after the label that opens it; remarks stand under labels that no rule knows."""


@dataclass(frozen=True, slots=True)
class Span:
    """A range of source lines: first and last line, counted from 1, both included."""

    first: int
    last: int

    def __or__(self, other: Span) -> Span:
        """Return the smallest span that contains both."""
        return Span(min(self.first, other.first), max(self.last, other.last))


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table whose rows are directions; the head of its column gives the kind of its text."""

    row: int
    """The row's number, counted through all such tables of a file; below 0 for a total."""
    column: int
    """The cell's place in the order in which a row is read: number and title come first."""
    part: Part | Literal["heading"] | None
    """The kind of its text; None where no rule matches the words at the head."""
    head: str = ""
    """The words at the head of the column, as printed."""
    also: tuple[int, ...] = ()
    """The further rows over which the cell is merged."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of text; ``lines[i]`` is the source line (from 1) of ``text[i]``.

    >>> p = Passage.of("一、", 4) + Passage.of("目标", 5)
    >>> p[1:3].text, p[1:3].span
    ('、目', Span(first=4, last=5))
    """

    text: str
    lines: tuple[int, ...]
    cell: Cell | None = None
    """The cell of a table of directions to which the text belongs; a slice keeps it."""

    @classmethod
    def of(cls, text: str, line: int) -> Passage:
        """Return a passage with all of ``text`` on the one source line ``line``."""
        return cls(text, (line,) * len(text))

    @classmethod
    def concat(cls, parts: Iterable[Passage]) -> Passage:
        """Return one passage made of ``parts`` in their order."""
        parts = tuple(parts)
        return cls(
            "".join([part.text for part in parts]),
            tuple(chain.from_iterable([part.lines for part in parts])),
        )

    def __len__(self) -> int:
        return len(self.text)

    def __getitem__(self, key: slice) -> Passage:
        return Passage(self.text[key], self.lines[key], self.cell)

    def __add__(self, other: Passage) -> Passage:
        return Passage(self.text + other.text, self.lines + other.lines)

    @property
    def span(self) -> Span:
        """The first and last source line; raises ValueError for an empty passage."""
        return Span(min(self.lines), max(self.lines))

    def strip(self, chars: str | None = None) -> Passage:
        """Return the passage without ``chars`` (white space by default) at both ends."""
        return self[len(self.text) - len(self.text.lstrip(chars)) :].rstrip(chars)

    def rstrip(self, chars: str | None = None) -> Passage:
        """Return the passage without ``chars`` (white space by default) at the end."""
        return self[: len(self.text.rstrip(chars))]
