"""The gettext catalogue of the guides' segments: Chinese → English."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import polib

from generator.seedfile import as_day
from generator.text.characters import visible
from generator.translate.segments import pieces
from generator.translate.syntax import REVIEWED, check_po

_WIDTH = 100
"""The number of characters at which the lines of a PO file are wrapped."""


@dataclass(frozen=True)
class Catalogue:
    """Segment → English for all entries that are translated and not fuzzy."""

    entries: dict[str, str] = field(default_factory=dict)
    reviewed: date | None = None

    @classmethod
    def load(cls, path: Path) -> Catalogue:
        """Return the catalogue in the PO file at ``path``; InputError names the line of a mistake."""
        return cls.of(read_po(path))

    @classmethod
    def of(cls, po: polib.POFile) -> Catalogue:
        """Return the catalogue in ``po``, which `read_po` has checked."""
        entries = {e.msgid: _one_line(e.msgstr) for e in po if e.translated() and not e.obsolete}
        reviewed = po.metadata.get(REVIEWED)
        return cls(entries, as_day(reviewed) if reviewed else None)

    def english(self, zh: str) -> str | None:
        """Return the English of ``zh``, or None if one of its sentences has none.

        A single sentence gets no full stop, because the page adds one. Several sentences get full stops.

        >>> c = Catalogue({"天文": "Astronomy", "如下": "As follows"})
        >>> c.english("天文；"), c.english("天文。如下："), c.english("地质")
        ('Astronomy', 'Astronomy. As follows:', None)
        """
        found = pieces(zh)
        english = [self.entries.get(piece.segment) for piece in found]
        if not english or None in english:
            return None
        if len(found) == 1:
            return f"{english[0]}{':' if '：' in found[0].mark else ''}"
        sentences = zip(english, found, strict=True)
        return " ".join(_closed(text or "", piece.mark) for text, piece in sentences)


def _one_line(english: str) -> str:
    """Return ``english`` on one line, without invisible characters."""
    return visible(" ".join(english.split()))


def _closed(english: str, mark: str) -> str:
    if "：" in mark:
        return f"{english}:"
    return english if english.endswith((".", "?", "!")) else f"{english}."


def read_po(path: Path) -> polib.POFile:
    """Return the PO file at ``path``; InputError names the line of a mistake."""
    check_po(path)
    return polib.pofile(str(path), encoding="utf-8", wrapwidth=_WIDTH)
