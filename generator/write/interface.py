"""The site's own words: English where they are used, Chinese in a gettext catalogue beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.extract import extract
from jinja2.ext import babel_extract

from generator.checkout import ROOT
from generator.translate.catalogue import read_po

_KEYWORDS = {"_": None}


@dataclass(frozen=True, slots=True)
class Wording:
    """Message → what the site says; a message that it lacks stays English."""

    words: Mapping[str, str]

    def __call__(self, message: str) -> str:
        """``message`` in the language."""
        return self.words.get(message, message)


def load_interface(language: str, path: Path) -> Wording:
    """The wording of ``language``."""
    entries = read_po(path) if language != "en" else ()
    return Wording({entry.msgid: entry.msgstr for entry in entries if entry.translated()})


def messages() -> dict[str, list[str]]:
    """Every message of the templates and of the code → the files that use it."""
    found: dict[str, list[str]] = {}
    for file, message in sorted(_extracted()):
        places = found.setdefault(message, [])
        if file not in places:
            places.append(file)
    return found


def _extracted() -> Iterator[tuple[str, str]]:
    for path in ROOT.glob("generator/**/*.py"):
        found = extract("python", BytesIO(path.read_bytes()), _KEYWORDS)
        yield from ((_place(path), entry[1]) for entry in found if isinstance(entry[1], str))
    for path in (*ROOT.glob("templates/pages/*.j2"), *ROOT.glob("templates/theme/**/*.html")):
        used = babel_extract(BytesIO(path.read_bytes()), ["_"], [], {"silent": "false"})
        yield from ((_place(path), entry[2]) for entry in used if isinstance(entry[2], str))


def _place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()
