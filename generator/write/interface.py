"""The site's own words: English where they are used, Chinese in a gettext catalogue beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from string import Formatter

from babel.messages.extract import extract
from jinja2.ext import babel_extract

from generator.checkout import ROOT
from generator.errors import InputError
from generator.translate.catalogue import read_po

_KEYWORDS = {"_": None}
_PERCENT = re.compile(r"%\(\w+\)\w")


@dataclass(frozen=True, slots=True)
class Wording:
    """Message → what the site says; a message that it lacks stays English."""

    words: Mapping[str, str]

    def __call__(self, message: str) -> str:
        """``message`` in the language."""
        return self.words.get(message, message)


def load_interface(language: str, path: Path) -> Wording:
    """The wording of ``language``."""
    return Wording(interface_words(path) if language != "en" else {})


def interface_words(path: Path) -> dict[str, str]:
    """Message → its Chinese, of those in the PO file at ``path`` that are translated; InputError where it is
    broken, or the placeholders of the two differ.
    """
    entries = [entry for entry in read_po(path) if entry.translated()]
    for entry in entries:
        if _placeholders(entry.msgid) != _placeholders(entry.msgstr):
            message = f"placeholders differ in “{entry.msgid}”: “{entry.msgstr}”"
            raise InputError(message, path, entry.linenum)
    return {entry.msgid: entry.msgstr for entry in entries}


def _placeholders(text: str) -> list[str] | None:
    """The placeholders of both kinds, `{name}` and `%(name)s`, sorted; None where a brace is left over."""
    try:
        fields = [field for field in Formatter().parse(text) if field[1] is not None]
    except ValueError:
        return None
    return sorted([*(str(field[1:]) for field in fields), *_PERCENT.findall(text)])


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
