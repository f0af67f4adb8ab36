"""PO files, read strictly.

polib silently skips text that it cannot read: the last letter of a text without its closing quotation mark, a
comment at the end, a header field that stands twice. Such text would be lost when the file is written again.
"""

from __future__ import annotations

import re
from pathlib import Path

import polib

from generator.errors import InputError
from generator.seedfile import as_day, read_text
from generator.text.characters import is_invisible

REVIEWED = "X-Reviewed"
"""The header with the date on which a person last compared the whole catalogue with the Chinese."""
READ = "X-Reviewed-Entries"
"""The header with that date again, and a record of the entries that the person compared, each with its English then.

Other programs keep a header that they do not know, but not a flag of an entry.
"""
ENGLISH = "X-English"
"""The header with the number of entries that had English when a command last wrote the file, including fuzzy and
obsolete entries but not suggestions and drafts.
"""

DRAFT = "draft by: "
"""The beginning of the extracted comment (`#.`) of a fuzzy entry whose English is a draft; who made it follows."""

_WIDTH = 100
"""The number of characters at which the lines of a PO file are wrapped."""
_TEXT = r'"(?:[^"\\]|\\[\\"nrtvf])*"'
"""A text with the escapes that polib writes in the same form as it reads them."""
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
_FIELD = re.compile(r"(?P<name>[A-Za-z][A-Za-z0-9-]*):(?P<value>.*)")
_RECORD = re.compile(
    r"[0-9-]{10}(?: (?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?)?"
)
"""The day of a review, and what it read; nothing follows if it has read nothing."""
_UTF_8 = re.compile(r"^Content-Type:.*charset=utf-8\s*$", re.IGNORECASE | re.MULTILINE)


def read_po(path: Path) -> polib.POFile:
    """Return the PO file at ``path``.

    InputError names the line of anything that polib would lose or change, or that `msgfmt --check` refuses.
    """
    (first, *entries), header = _entries(read_text(path), path)
    try:
        _check_header(header)
    except ValueError as error:
        raise InputError(f"header: {error}", path, first[0]) from error
    lines = {"": first[0]}
    for line, msgid in entries:
        if lines.setdefault(msgid, line) != line:
            told = f"{' '.join(msgid.split())[:60]}, first in line {lines[msgid]}"
            raise InputError(f"twice in the catalogue: {told}", path, line)
    po = polib.pofile(str(path), encoding="utf-8", wrapwidth=_WIDTH)
    for entry in po:
        one, other = entry.msgid, entry.msgstr or entry.msgid
        if (one[0], one[-1]).count("\n") != (other[0], other[-1]).count("\n"):
            message = "msgid and msgstr do not both begin and end with a line break"
            raise InputError(message, path, lines[one])
    return po


def drafted_by(entry: polib.POEntry) -> str:
    """Return who made the English of ``entry`` if it is a draft, else "".

    A suggestion is no draft, because it is the English of another segment.
    """
    comment = entry.tcomment if entry.obsolete else entry.comment
    lines = comment.splitlines() if entry.fuzzy and entry.msgstr else ()
    return next((line.removeprefix(DRAFT) for line in lines if line.startswith(DRAFT)), "")


def is_suggestion(entry: polib.POEntry) -> bool:
    """Return whether the English of ``entry`` is that of another segment; a person who takes “fuzzy” away makes it its own."""
    return bool(entry.fuzzy and entry.previous_msgid)


def is_free(entry: polib.POEntry, *, again: bool) -> bool:
    """Return whether a draft may be written into ``entry``: it has no English yet.

    With ``again``, it may have a suggestion or a draft, but never English that a person wrote.
    """
    made = is_suggestion(entry) or bool(drafted_by(entry))
    return not entry.msgstr or (again and made)


def mark_draft(entry: polib.POEntry, maker: str) -> None:
    """Say in ``entry`` that ``maker`` drafted its English and nobody has checked it; without a maker, say that it is checked.

    What a command has said of the English before, in the extracted comment and the previous msgid, goes.
    """
    entry.comment = f"{DRAFT}{maker}" if maker else ""
    entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
    if maker:
        entry.flags.insert(0, "fuzzy")
    entry.previous_msgid = None


def _entries(text: str, path: Path) -> tuple[list[tuple[int, str]], str]:
    """Return (line, msgid) of each entry, that of the header first, and the header.

    InputError names the first wrong line.
    """
    found: list[tuple[int, str]] = []
    header = ""
    state, number, gone = "", 0, True
    for number, whole in enumerate(text.split("\n"), start=1):
        if not (line := whole.strip(" \t")):
            continue
        if not line.isprintable() and (strange := next(filter(is_invisible, line), None)):
            message = f"holds a character that cannot be seen: U+{ord(strange):04X}"
            raise InputError(message, path, number)
        match = _LINE.fullmatch(line)
        if not match:
            raise InputError(f"is not a PO file: {_objection(line)}", path, number)
        kind, obsolete = "comment", match["mark"] == "#~"
        if match["text"]:
            former = "former " if match["mark"] and not obsolete else ""
            kind = former + (match["keyword"] or "text")
        other = kind in ("text", "msgstr") and found and obsolete != gone
        if kind not in _AFTER[state] or other:
            raise InputError(f"is not a PO file: {_EXPECTED[state]}", path, number)
        if kind == "msgid":
            found.append((number, ""))
            gone = obsolete
        state = state if kind.endswith("text") else kind
        words = polib.unescape(match["text"][1:-1]) if state in ("msgid", "msgstr") else ""
        if state == "msgid":
            found[-1] = (found[-1][0], found[-1][1] + words)
        elif len(found) == 1 and not gone:
            header += words
    if state not in ("", "msgstr"):
        raise InputError(f"is not a PO file: {_EXPECTED[state]}", path, number)
    if not found or found[0][1]:
        first = found[0][0] if found else 1
        raise InputError('has no header: expected msgid "" first', path, first)
    return found, header


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


def _check_header(header: str) -> None:
    """Raise ValueError if a field is malformed, stands twice, or has a wrong value."""
    names: set[str] = set()
    for line in header.splitlines():
        field = _FIELD.fullmatch(line)
        if not field:
            raise ValueError(f"“{line}” is no field: expected Name: value")
        name, value = field["name"], field["value"].strip()
        if name in names:
            raise ValueError(f"{name} stands twice")
        names.add(name)
        if name == ENGLISH and not re.fullmatch("[0-9]{1,9}", value):
            raise ValueError(f"{name}: “{value}” is no number")
        if name == REVIEWED and value:
            try:
                as_day(value)
            except ValueError as error:
                raise ValueError(f"{name}: {error}") from error
        if name == READ and not _RECORD.fullmatch(value):
            raise ValueError(f"{name} is damaged: bring back what was there, or delete the field")
    if not _UTF_8.search(header):
        raise ValueError("expected Content-Type: text/plain; charset=UTF-8")
