"""The gettext catalogue of the guides' segments: Chinese → English."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import polib

from generator.errors import InputError

_CLOSING = "。；;，,：:"


def segment(zh: str) -> str:
    """The catalogue's key for a text: without the mark that closes it.

    An item ends in ；or 。 by its place in a list, not by what it says.

    >>> segment("人工智能；") == segment("人工智能。") == "人工智能"
    True
    """
    return zh.rstrip(_CLOSING)


@dataclass(frozen=True)
class Catalogue:
    """Segment → English, of entries that are translated and not fuzzy."""

    entries: dict[str, str] = field(default_factory=dict)

    @classmethod
    def load(cls, path: Path) -> Catalogue:
        """The catalogue in the PO file at ``path``; InputError with the line where it is broken."""
        return cls({e.msgid: e.msgstr for e in read_po(path) if e.translated() and not e.obsolete})

    def english(self, zh: str) -> str | None:
        """The English of ``zh``, or None."""
        return self.entries.get(segment(zh))


def read_po(path: Path) -> polib.POFile:
    """The PO file at ``path``, read whole; InputError names it where it cannot be."""
    if not path.is_file():
        raise InputError("no such catalogue", path)
    try:
        return polib.pofile(str(path), encoding="utf-8", check_for_duplicates=True)
    except ValueError as error:
        raise InputError(f"twice in the catalogue: {error}", path) from error
    except (OSError, UnicodeDecodeError) as error:
        # polib says "Syntax error in po file <path> (line N): …"
        text = str(error)
        _, _, rest = text.partition("(line ")
        number, _, reason = rest.partition(")")
        line = int(number) if number.isdigit() else None
        raise InputError(f"is not a PO file: {reason.strip(': ') or text}", path, line) from error
