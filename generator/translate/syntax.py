"""A strict check of PO files.

polib silently skips text that it cannot read: the last letter of a text without its closing quotation mark, a
comment at the end, a header field that stands twice. Such text would be lost when the file is written again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from generator.errors import InputError
from generator.seedfile import as_day, read_text
from generator.text.characters import is_invisible

REVIEWED = "X-Reviewed"
"""The header with the date on which a person last compared the whole catalogue with the Chinese."""
ENGLISH = "X-English"
"""The header with the number of entries that had English when a command last wrote the file, including fuzzy and
obsolete entries but not suggestions.
"""

_ESCAPES = {"\\": "\\", '"': '"', "n": "\n", "r": "\r", "t": "\t", "v": "\v", "f": "\f"}
"""The escapes that polib writes in the same form as it reads them, except those of invisible characters."""
_TEXT = r'"(?:[^"\\]|\\[\\"nrtvf])*"'
_LINE = re.compile(
    r"#[.:,]?(?:[ \t].*)?"
    rf"|(?:(?P<mark>#~?\||#~)[ \t]+)?(?:(?P<keyword>msgid|msgstr)[ \t]+)?(?P<text>{_TEXT})"
)
_BEFORE = ("comment", "former msgid", "msgid")
_AFTER = {
    "": _BEFORE,
    "comment": _BEFORE,
    "former msgid": (*_BEFORE, "former text"),
    "msgid": ("text", "msgstr"),
    "msgstr": ("text", *_BEFORE),
}
"""Kind of a line → the kinds that the next line may have. A former msgid, marked “#|”, belongs to a suggestion."""
_EXPECTED = {
    "": "expected msgid, msgstr or a comment",
    "comment": "a comment that belongs to no entry: expected msgid",
    "former msgid": "a former msgid that belongs to no entry: expected msgid",
    "msgid": "a msgid without its msgstr",
    "msgstr": "expected msgid or a comment",
}
_SHOWN = 60
"""The number of characters of a msgid that an error shows."""
_FIELD = re.compile(r"(?P<name>[A-Za-z][A-Za-z0-9-]*):(?P<value>.*)")
_UTF_8 = re.compile(r"^Content-Type:.*charset=utf-8\s*$", re.IGNORECASE | re.MULTILINE)


@dataclass(slots=True)
class Entry:
    """A msgid with its msgstr, the line where it begins, and whether it is obsolete (“#~”)."""

    line: int
    gone: bool
    msgid: str = ""
    msgstr: str = ""


def check_po(path: Path) -> list[Entry]:
    """Return the entries of the PO file at ``path`` after its header.

    InputError names the line of anything that polib would lose or change, or that `msgfmt --check` refuses.
    """
    header, *entries = _entries(read_text(path), path) or [Entry(1, True)]
    if header.msgid or header.gone:
        raise InputError('has no header: expected msgid "" first', path, header.line)
    _check_header(header, path)
    lines = {"": header.line}
    for entry in entries:
        if entry.msgid in lines:
            told = " ".join(entry.msgid.split())[:_SHOWN]
            first = f"first in line {lines[entry.msgid]}"
            raise InputError(f"twice in the catalogue: {told}, {first}", path, entry.line)
        lines[entry.msgid] = entry.line
        one, other = entry.msgid, entry.msgstr or entry.msgid
        if (one[0], one[-1]).count("\n") != (other[0], other[-1]).count("\n"):
            message = "msgid and msgstr do not both begin and end with a line break"
            raise InputError(message, path, entry.line)
    return entries


def _entries(text: str, path: Path) -> list[Entry]:
    """Return the entries of ``text`` in their order; InputError names the first wrong line."""
    entries: list[Entry] = []
    state, number = "", 0
    for number, whole in enumerate(text.split("\n"), start=1):
        line = whole.strip(" \t")
        if not line:
            continue
        if not line.isprintable() and (strange := next(filter(is_invisible, line), None)):
            message = f"holds a character that cannot be seen: U+{ord(strange):04X}"
            raise InputError(message, path, number)
        found = _LINE.fullmatch(line)
        if not found:
            raise InputError(f"is not a PO file: {_objection(line)}", path, number)
        kind, gone = "comment", found["mark"] == "#~"
        if found["text"]:
            former = "former " if found["mark"] and not gone else ""
            kind = former + (found["keyword"] or "text")
        other = kind in ("text", "msgstr") and entries and gone != entries[-1].gone
        if kind not in _AFTER[state] or other:
            raise InputError(f"is not a PO file: {_EXPECTED[state]}", path, number)
        if kind == "msgid":
            entries.append(Entry(number, gone))
        state = state if kind.endswith("text") else kind
        if state in ("msgid", "msgstr"):
            piece = re.sub(r"\\(.)", lambda m: _ESCAPES[m[1]], found["text"][1:-1])
            setattr(entries[-1], state, getattr(entries[-1], state) + piece)
    if state not in ("", "msgstr"):
        raise InputError(f"is not a PO file: {_EXPECTED[state]}", path, number)
    return entries


def _objection(line: str) -> str:
    """Return a message about a line that is not allowed in a PO file."""
    if re.match(r"(?:#~\s*)?(?:msgctxt|msgid_plural|msgstr\[)", line):
        return f"{re.split('[ [#~]', line)[0]} is not used here: expected msgid or msgstr"
    body = re.match(r'(?:#~?\|?\s*)?(?:msg\w+\s+)?"(?P<text>.*)', line)
    if not body:
        return _EXPECTED[""]
    escape = re.match(r'(?:[^"\\]|\\[\\"nrtvf])*+(?P<escape>\\.)', body["text"])
    if escape:
        return f'{escape["escape"]} is no escape: expected \\n, \\t, \\\\ or \\"'
    if re.fullmatch(r'(?:[^"\\]|\\.)*\\?', body["text"]):
        return "the quotation mark that closes the text is missing"
    return 'a quotation mark within the text: expected \\"'


def _check_header(header: Entry, path: Path) -> None:
    names: set[str] = set()
    for line in header.msgstr.splitlines():
        field = _FIELD.fullmatch(line)
        if not field:
            raise InputError(
                f"header: “{line}” is no field: expected Name: value", path, header.line
            )
        if field["name"] in names:
            raise InputError(f"header: {field['name']} stands twice", path, header.line)
        names.add(field["name"])
        try:
            _check_field(field["name"], field["value"].strip())
        except ValueError as error:
            raise InputError(f"header: {field['name']}: {error}", path, header.line) from error
    if not _UTF_8.search(header.msgstr):
        expected = "expected Content-Type: text/plain; charset=UTF-8"
        raise InputError(f"header: {expected}", path, header.line)


def _check_field(name: str, value: str) -> None:
    """Raise ValueError if a field of ours has a wrong value."""
    if name == REVIEWED and value:
        as_day(value)
    if name == ENGLISH and not re.fullmatch("[0-9]{1,9}", value):
        raise ValueError(f"“{value}” is no number")
