"""The site's own words: English in code and templates, Chinese in a gettext catalogue."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from string import Formatter

from babel.messages.extract import extract_from_dir

from generator.checkout import ROOT
from generator.errors import InputError
from generator.translate.po import read_po

_METHODS = [
    ("generator/**.py", "python"),
    ("templates/pages/**.j2", "jinja2.ext:babel_extract"),
    ("templates/theme/**.html", "jinja2.ext:babel_extract"),
]
_OPTIONS = {"silent": "false"}
_PERCENT = re.compile(r"%\(\w+\)\w")


def load_interface(language: str, path: Path) -> Callable[[str], str]:
    """Return the function message → its text in ``language``. Messages without a translation stay English."""
    words = interface_words(path) if language != "en" else {}
    return lambda message: words.get(message, message)


def interface_words(path: Path) -> dict[str, str]:
    """Return message → its Chinese. InputError if the PO file is broken or the placeholders of a pair differ."""
    entries = [entry for entry in read_po(path) if entry.translated()]
    for entry in entries:
        if _placeholders(entry.msgid) != _placeholders(entry.msgstr):
            message = f"placeholders differ in “{entry.msgid}”: “{entry.msgstr}”"
            raise InputError(message, path, entry.linenum)
    return {entry.msgid: entry.msgstr for entry in entries}


def _placeholders(text: str) -> list[str] | None:
    """Return the placeholders of both kinds, `{name}` and `%(name)s`, sorted; None if a brace is unmatched."""
    try:
        fields = [field for field in Formatter().parse(text) if field[1] is not None]
    except ValueError:
        return None
    return sorted([*(str(field[1:]) for field in fields), *_PERCENT.findall(text)])


def messages() -> dict[str, list[str]]:
    """Return message → the files that use it, for every message in the templates and the code."""
    found: dict[str, list[str]] = {}
    extracted = extract_from_dir(
        ROOT, _METHODS, {"**.j2": _OPTIONS, "**.html": _OPTIONS}, {"_": None}
    )
    for file, _, message, _, _ in extracted:
        if isinstance(message, str):
            found.setdefault(message, []).append(file)
    return {message: sorted(set(files)) for message, files in sorted(found.items())}
