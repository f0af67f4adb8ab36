"""What a PDF may hold at most: far more than any guide does, and so little that each file is read, or refused
with one line, within seconds. The longest of the first five guides has 14,000 letters on 25 pages.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.errors import InputError


@dataclass(frozen=True, slots=True)
class Limit:
    """How many, and of what."""

    most: int
    what: str

    def check(self, found: int) -> None:
        """Raise InputError where there are more."""
        if found > self.most:
            raise self.exceeded()

    def exceeded(self) -> InputError:
        """The error that names the limit and says what to do."""
        return InputError(
            f"needs more than {self.most:,} {self.what}, which is more than a guide does:"
            " print the pages of the guide alone to a new PDF"
        )


MEGABYTES = Limit(100, "megabytes")
"""Of the file."""
PAGES = Limit(1_000, "pages")
LETTERS = Limit(250_000, "letters")
LETTERS_ON_PAGE = Limit(50_000, "letters on a page")
PARTS_ON_PAGE = Limit(100_000, "texts, lines and pictures on a page")
NOTES_ON_PAGE = Limit(10_000, "links, comments and form fields on a page")
SECONDS = Limit(7, "seconds to read")
"""Of a processor; PDFium cannot be told to stop."""
MEMORY = Limit(800, "megabytes of memory to read")
