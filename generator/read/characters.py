"""The step between `read` and `clean`: characters in one form, and messages about those that cannot be read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from generator.errors import InputError
from generator.model import Diagnostic, Fold, Line, Reading
from generator.read.garbled import garbled_lines, shape_of
from generator.text.characters import HAN
from generator.text.forms import changes

UNREADABLE = re.compile(
    "\ufffd|(?<!^)[\ue000-\uf8ff\U000f0000-\U0010ffff]|锟斤拷|(?:烫烫|屯屯)+|ï¿½"
)
"""A character that the file does not give: the replacement character, also as it looks when it was decoded once more, or
a private-use one, which is a bullet at the start of a line.
"""
_SHARE = 10
_FEWEST = 20
_LISTED = 10
"""The most lines that are named one by one."""
_AROUND = 12
_CHINESE = re.compile(f"[{HAN}]")
_ADVICE = "save the file as .docx, or have it recognised (OCR), and read it again"


def in_one_form(reading: Reading, path: Path) -> Reading:
    """Return ``reading`` with the characters of its lines in one form, each change recorded, and with warnings about
    characters that cannot be read.

    InputError if so many cannot be read that the text is none.
    """
    lines: list[Line] = []
    folds: list[Fold] = []
    for line in reading.lines:
        text, found = changes(line.text)
        folds += (Fold(c.form, c.printed, c.meant, line.number, c.place + 1) for c in found)
        lines.append(replace(line, text=text) if found else line)
    running = [line for line in lines if not line.aside]
    _check_readable(running, path)
    notes = [*_nuls(folds), *_unreadable(running), *garbled_lines(running), *_foreign(running)]
    return replace(
        reading,
        lines=tuple(lines),
        folds=tuple(folds),
        diagnostics=(*reading.diagnostics, *notes),
    )


def _check_readable(lines: Sequence[Line], path: Path) -> None:
    """Raise InputError if the text cannot be read as a whole."""
    letters = sum(len(line.text) for line in lines)
    found = [line for line in lines for _ in UNREADABLE.finditer(line.text)]
    most = len(found) * _SHARE > letters and len(found) >= _FEWEST
    if most or 2 * len(found) > letters > 0:
        where = {line.page or line.number for line in found}
        unit = "page" if found[0].page else "line"
        places = (
            f"{unit} {min(where)}" if len(where) == 1 else f"{unit}s {min(where)} to {max(where)}"
        )
        raise InputError(
            f"cannot be read as text: {len(found):,} of {letters:,} characters are unreadable, on {places}"
            f" (the file gives no Unicode character for them): {_ADVICE}",
            path,
        )
    if shape := shape_of([line.text for line in lines]):
        raise InputError(f"cannot be read as text: {shape}", path)


def _nuls(folds: Sequence[Fold]) -> Iterator[Diagnostic]:
    """Yield a warning for each line from which NULs were taken out."""
    nuls = (fold for fold in folds if fold.form == "nul")
    for line, group in groupby(nuls, key=lambda fold: fold.line):
        yield Diagnostic(
            "warning", "nul", f"{_count(group, 'NUL character')} (U+0000) left out", line
        )


def _unreadable(lines: Sequence[Line]) -> Iterator[Diagnostic]:
    """Yield a warning for each line with characters that cannot be read; the last of many counts those below it."""
    found = [line for line in lines if UNREADABLE.search(line.text)]
    for line in found[:_LISTED]:
        matches = list(UNREADABLE.finditer(line.text))
        start, end = matches[0].span()
        words = line.text[max(0, start - _AROUND) : end + _AROUND].strip()
        words = UNREADABLE.sub("\ufffd", words)
        message = f"{_count(matches, 'unreadable character')}: “{words}”. Compare it with the printed page"
        yield Diagnostic("warning", "unreadable-letters", message, line.number)
    if rest := found[_LISTED:]:
        count = sum(len(UNREADABLE.findall(line.text)) for line in rest)
        message = f"{count} more unreadable characters on {len(rest)} lines from here: {_ADVICE}"
        yield Diagnostic("warning", "unreadable-letters", message, rest[0].number)


def _foreign(lines: Sequence[Line]) -> Iterator[Diagnostic]:
    """Yield a warning for a text without a Chinese character: a font may give wrong letters for them."""
    letters = sum(len(line.text) for line in lines)
    if letters >= _FEWEST and not any(_CHINESE.search(line.text) for line in lines):
        message = f"there is no Chinese character. If the pages show some, they are unreadable as text: {_ADVICE}"
        yield Diagnostic("warning", "no-chinese", message)


def _count(things: object, name: str) -> str:
    count = len(list(things))  # type: ignore[call-overload]
    return f"{count} {name}{'' if count == 1 else 's'}"
