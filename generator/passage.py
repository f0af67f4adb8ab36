"""Text that knows where it stands: every character carries its source line."""

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
    "requirements",
    "contacts",
]
"""Of a direction, by the label that opens it."""


@dataclass(frozen=True, slots=True)
class Span:
    """Lines of the source, both included, counted from 1."""

    first: int
    last: int

    def __or__(self, other: Span) -> Span:
        """The smallest span that holds both."""
        return Span(min(self.first, other.first), max(self.last, other.last))


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table whose rows are directions: what its text is, by the head of its column."""

    row: int
    """Counts the rows of all such tables of a file."""
    column: int
    """In the order in which a row is read: its number and title come first."""
    part: Part | Literal["heading"] | None
    """None where no rule knows the words at the head."""
    head: str = ""
    """These words, as printed."""


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
    """The cell of a table of directions that it is a paragraph of; a part of it is there too."""

    @classmethod
    def of(cls, text: str, line: int) -> Passage:
        """Return all of ``text`` on one line."""
        return cls(text, (line,) * len(text))

    @classmethod
    def concat(cls, parts: Iterable[Passage]) -> Passage:
        """Return the parts one after the other."""
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
        """The first and last source line; an empty passage has none and raises ValueError."""
        return Span(min(self.lines), max(self.lines))

    def strip(self, chars: str | None = None) -> Passage:
        """Return the passage without ``chars`` (white space by default) at both ends."""
        return self[len(self.text) - len(self.text.lstrip(chars)) :].rstrip(chars)

    def rstrip(self, chars: str | None = None) -> Passage:
        """Return the passage without ``chars`` (white space by default) at the end."""
        return self[: len(self.text.rstrip(chars))]
