"""Rules for text in single lines that is not the guide's: asides, invisible characters, copies, link echoes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from generator.grammar.numerals import RINGS
from generator.grammar.surroundings import is_of_site
from generator.model import Line
from generator.text.characters import is_invisible, visible
from generator.text.raised import note_marks
from generator.trace import Drop

_FEWEST_COPIES = 4
_COPIES = re.compile(r"(.{1,80}?)\1{3,}")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\1{3}(?!\d)")

_LINK = re.compile(r"(?:mailto:|https?://)[!-~]+[，。；;]?")
_STOPS = "，。；;"
_NOTE = re.compile(r"[*＊※†‡§]|[\[［〔【注]")
"""The first character of a mark that begins no item of a list."""
_RINGED = frozenset(RINGS)
_SCHEME = re.compile(r"^https?://")
_BEGINS = re.compile(r"(?<![A-Za-z0-9])[A-Za-z0-9]")
_HEAD = 3
_LONGEST = 300


def drop_asides(lines: Sequence[Line], drop: Drop) -> Iterator[Line]:
    """Take out lines that the format itself marks as no running text: headers, footnotes, menus, link targets.

    Each is reported under the name of its kind. A line that begins with the mark of a note, as it was raised in a line
    above, is the note.
    """
    called: set[str] = set()
    ringed = _ringed_notes(lines)
    for index, line in enumerate(lines):
        if line.aside == "note_mark" and _NOTE.match(line.text):
            called.add(line.text.strip())
        is_note = index in ringed or (called and line.text.strip().startswith(tuple(called)))
        if line.aside is None and not is_note:
            yield line
        else:
            drop(line.text.strip(), line, line.aside or "footnote")


def _ringed_notes(lines: Sequence[Line]) -> set[int]:
    """Return the positions of the notes with a number in a ring, “①”, that was raised in a line above.

    Of the lines with such a number, the last is the note, unless the line before or after it goes on in its count with a
    number that is not called: then it is an item of a list.
    """
    called: dict[str, int] = {}
    for index, line in enumerate(lines):
        if line.aside == "note_mark" and line.text.strip() in _RINGED:
            called.setdefault(line.text.strip(), index)
    if not called:
        return set()
    firsts = ((index, line.text.strip()[:1]) for index, line in enumerate(lines) if not line.aside)
    marked = [(index, mark) for index, mark in firsts if mark in _RINGED]
    last = {mark: place for place, (_, mark) in enumerate(marked)}
    return {
        marked[place][0]
        for mark, place in last.items()
        if mark in called
        and marked[place][0] > called[mark]
        and all(
            other in called or abs(RINGS.index(other) - RINGS.index(mark)) != 1
            for _, other in marked[max(0, place - 1) : place + 2]
        )
    }


def drop_invisible(lines: Sequence[Line], drop: Drop) -> Iterator[Line]:
    """Take out zero-width spaces, bidirectional marks and control characters; white space stays."""
    for line in lines:
        drop("".join(filter(is_invisible, line.text)), line)
        yield replace(line, text=visible(line.text))


def drop_site(lines: Sequence[Line], drop: Drop) -> Iterator[Line]:
    """Take out lines that belong to the web page around the guide."""
    for line in lines:
        text = line.text.strip()
        if line.cell is None and is_of_site(text):
            drop(text, line)
        else:
            yield line


def drop_note_marks(lines: Sequence[Line], drop: Drop) -> Iterator[Line]:
    """Take out raised marks of notes: “3¹年” is 3 years."""
    for line in lines:
        if line.text.isascii():
            yield line
            continue
        start, kept = 0, ""
        for mark in note_marks(line.text):
            drop(mark[0], line)
            kept, start = kept + line.text[start : mark.start()], mark.end()
        yield replace(line, text=kept + line.text[start:]) if start else line


def undo_bold_doubling(lines: Sequence[Line], drop: Drop) -> Iterator[Line]:
    """Keep one copy where a line consists only of words printed four times, or where a year is printed four times.

    The PDF of 2017-1 makes its headings bold in this way; digits and words are repeated separately:
    “1111.2.2.2.2中美…中美…中美…中美…（（（（CERCCERCCERCCERC））））项目项目项目项目”. In other lines only a
    repeated year is changed, because “20000万元” repeats a digit on purpose.
    """
    for line in lines:
        once, copies = _undo(line.text)
        drop(copies, line)
        yield replace(line, text=once) if copies else line


def _undo(text: str) -> tuple[str, str]:
    """Return the text without its copies, and the copies."""
    line, start = text.strip(), 0
    once, copies = [], []
    repeats = line.count(line[:1]) >= _FEWEST_COPIES  # else no run can begin the line
    while repeats and (match := _COPIES.match(line, start)):
        once.append(match[1])
        copies.append(match[0][len(match[1]) :])
        start = match.end()
    if once and start == len(line):
        return "".join(once), "".join(copies)
    years = [match[1] for match in _YEAR.finditer(text)]
    return _YEAR.sub(r"\1", text), "".join(year * 3 for year in years)


def drop_link_echoes(lines: Sequence[Line], drop: Drop) -> Iterator[Line]:
    """Take out lines that only repeat the target of a link; an address that the text itself prints stays.

    The text layer of a PDF has the targets of its links at the foot of the page. A `mailto:` line is
    always such an echo. A line that is one web address is an echo if the text prints the address
    elsewhere too and the line before does not end in a colon (2021-2-draft, lines 336–343). “常见问问题：”
    announces the address below it, which stays (line 303).
    """
    is_printed_twice = _printed(lines)
    before = ""
    for line in lines:
        text = line.text.strip()
        if _LINK.fullmatch(text) and (
            text.startswith("mailto:")
            or (not before.endswith(("：", ":")) and is_printed_twice(_address(text)))
        ):
            drop(text, line)
            continue
        yield line
        before = text or before


def _printed(lines: Sequence[Line]) -> Callable[[str], bool]:
    """Return a function that says whether an address is printed more than once, also over several lines.

    It looks in a sorted list of the text from each place on where an address may begin: searching the whole
    text for each address would take quadratic time.
    """
    links = (text for line in lines if _LINK.fullmatch(text := line.text.strip()))
    heads = {_address(link)[:_HEAD] for link in links if not link.startswith("mailto:")}
    words = [word for line in lines for word in line.text.replace("：", ":").split()]
    text, places, start = "".join(words), list[str](), 0
    for word in words if heads else ():
        begins = [start + match.start() for match in _BEGINS.finditer(word)]
        places += [text[at : at + _LONGEST] for at in begins if text[at : at + _HEAD] in heads]
        start += len(word)
    places.sort()

    def is_printed_twice(address: str) -> bool:
        if len(address) > _LONGEST:
            return text.count(address) > 1
        second = bisect_left(places, address) + 1
        return second < len(places) and places[second].startswith(address)

    return is_printed_twice


def _address(link: str) -> str:
    """Return the address in a line, without its scheme and the punctuation after it."""
    return _SCHEME.sub("", link.rstrip(_STOPS))
