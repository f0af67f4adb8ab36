"""The check that no text is lost: every letter, digit and symbol of a file is in the data or reported by a rule."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator import ids
from generator.check.findings import Finding, Places
from generator.check.source import Printed, printed
from generator.errors import InputError
from generator.link import Library
from generator.model import Direction, Guide, Item, Line, walk
from generator.passage import Span
from generator.read import file_bytes, read_data
from generator.text.forms import DASHES, one_form


def check_text(library: Library, places: Places) -> Iterator[Finding]:
    """Yield the differences between guides and their files, and items whose text is not in their source lines."""
    for guide in library.guides:
        record = library.records[guide.id]
        path = places.seeds.guides / guide.id / record.file
        data = file_bytes(path)
        lines = read_data(data, path).lines
        for message in (*differences(guide, data, path.suffix), *wrong_spans(guide, lines)):
            yield Finding("error", f"{guide.id}: {message}")


def check_diagnostics(library: Library, places: Places) -> Iterator[Finding]:
    """Yield the diagnostics of the guides; they are facts about the source, so none is an error."""
    del places
    for guide in library.guides:
        for note in guide.diagnostics:
            line = "" if note.line is None else f", line {note.line}"
            level = "warning" if note.level == "error" else note.level
            of = "" if note.message.startswith(guide.id) else f"{guide.id}: "
            yield Finding(level, f"{of}{note.message}{line} [{note.code}]")


def differences(guide: Guide, data: bytes, suffix: str) -> Iterator[str]:
    """Yield the differences between ``guide`` and its file, or the reason why they cannot be compared."""
    try:
        yield from lost_text(guide, printed(data, suffix))
    except InputError as error:
        yield error.message


def lost_text(guide: Guide, source: Printed) -> Iterator[str]:
    """Yield messages about characters that the file has more or less often than data and dropped text together."""
    there = _counted(source.text)
    kept = _counted("".join(kept_text(guide)))
    dropped = _counted("".join(entry.text for entry in guide.dropped))
    shown = (entry.text for entry in guide.dropped if entry.rule not in source.beside)
    if lost := there - kept - dropped:
        yield f"lost: {_shown(lost)}"
    added = kept + _counted("".join(shown)) - there
    if added := Counter({c: n for c, n in added.items() if not source.made.match(c)}):
        yield f"not in the source: {_shown(added)}"


def kept_text(guide: Guide) -> Iterator[str]:
    """Yield the source text in the data of ``guide``, each part once.

    A merged cell of a table belongs to several directions, so a text counts once for the same lines.
    """
    yield from guide.title_lines
    for item in guide.preamble:
        yield from _own_text(item)
    before: set[tuple[str, Span]] = set()
    above: Direction | None = None
    for direction in guide.directions:
        shared = above and above.span.last >= direction.span.first
        if not (shared and above and above.title == direction.title):
            yield direction.title.zh
        for text in (direction.commitment, direction.fields_lead):
            yield text.zh if text else ""
        yield direction.fields_tail or ""
        # The label of a remark is reported as taken out, like that of any part.
        remarks = tuple(replace(item, label=None) for item in direction.remarks)
        items = walk((*direction.agreements, *direction.fields, *direction.requirements, *remarks))
        parts: list[tuple[str, Span, tuple[str, ...]]] = [
            (s.text.zh, s.span, (s.text.zh,)) for s in direction.statements
        ]
        parts += [(item.text.zh, item.span, tuple(_own_text(item))) for item in items]
        for printed_text, span, whole in parts:
            if (printed_text, span) not in before:
                yield from whole
        before.update((printed_text, span) for printed_text, span, _ in parts)
        above = direction


def wrong_spans(guide: Guide, lines: Sequence[Line]) -> Iterator[str]:
    """Yield a message for each item whose lines do not contain its text."""
    for direction in guide.directions:
        for item in direction.items:
            if not _holds(lines, item.span, item.text.zh):
                place = ids.place(direction.id, item.anchor)
                yield f"{place} is not in lines {item.span.first}–{item.span.last}"


def _holds(lines: Sequence[Line], span: Span, text: str) -> bool:
    """Return whether the characters of ``text`` stand in the lines of ``span``, in order."""
    within = (line.text for line in lines if span.first <= line.number <= span.last)
    source = iter("".join(within))
    return all(c in source for c in text if not c.isspace())


def _own_text(item: Item) -> Iterator[str]:
    yield item.label or ""
    yield item.text.zh
    yield item.lead.zh if item.lead else ""


def _counted(text: str) -> Counter[str]:
    """Return letter, digit or symbol → its number in ``text``; compatible forms in Unicode count as the same."""
    counter = Counter(unicodedata.normalize("NFKD", one_form(text)))
    return Counter({c: n for c, n in counter.items() if c.isalnum() or _is_symbol(c)})


def _is_symbol(character: str) -> bool:
    is_symbol = not character.isascii() and unicodedata.category(character) in ("Sm", "So")
    return is_symbol and character not in DASHES


def _shown(characters: Counter[str]) -> str:
    return "".join(characters.elements())[:60]
