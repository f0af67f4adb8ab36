"""The intake of English from outside: from a command, a CAT tool or a spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from polib import POEntry, POFile

from generator.errors import InputError
from generator.text.characters import is_invisible
from generator.translate.assignments import Assignment
from generator.translate.po import mark_draft
from generator.translate.rules import distinct, entry_problems
from generator.vocabulary import Term

_CLOSING = re.compile(r"(?<!\betc)(?:\s*[.;,:])+$")
_LONGEST_NAME = 60


def valid_name(name: str) -> str:
    """Return the name of who makes drafts, without outer spaces. InputError if it cannot stand in a comment of one line."""
    name = name.strip()
    if not name or len(name) > _LONGEST_NAME or not name.isprintable():
        raise InputError(f"--name: expected one line of 1 to {_LONGEST_NAME} visible characters")
    return name


def accepted(
    entry: POEntry, english: str, glossary: Sequence[Term], others: Sequence[POEntry]
) -> str:
    """Return ``english`` as it can stand in ``entry``; ValueError says which rules of `translate check` it breaks.

    A closing mark is taken away, because the page adds one. ``others`` are the entries that must have other English.

    >>> accepted(POEntry(msgid="天文"), " Astronomy. ", [], [])
    'Astronomy'
    """
    text = _CLOSING.sub("", english.strip())
    if not text:
        raise ValueError("is empty")
    if len(text.splitlines()) > 1:
        raise ValueError("has a line break")
    if strange := next(filter(is_invisible, text), None):
        raise ValueError(f"holds a character that cannot be seen: U+{ord(strange):04X}")
    text = " ".join(text.split())
    offered = POEntry(msgid=entry.msgid, msgstr=text, tcomment=entry.tcomment)
    problems = [problem for problem, _ in entry_problems(offered, glossary)]
    problems += [problem for zh, problem in distinct([*others, offered]) if zh == entry.msgid]
    if problems:
        raise ValueError("; ".join(problems))
    return text


@dataclass(frozen=True, slots=True)
class Offer:
    """English for a segment, from a file that was exported and then edited."""

    zh: str
    en: str
    exported: str
    """The English of the segment when the file was exported."""
    reviewed: bool
    """True if the file says that a person has checked the English."""
    place: str
    """The place in the file: “row 12”."""


@dataclass
class Taken:
    """What became of the offers in a file."""

    reviewed: int = 0
    drafts: int = 0
    unchanged: int = 0
    problems: list[str] = field(default_factory=list)
    """A line for each offer that was not taken, with its place and the reason."""


def take(
    po: POFile,
    current: Iterable[Assignment],
    offers: Iterable[Offer],
    glossary: Sequence[Term],
    maker: str,
    *,
    force: bool = False,
) -> Taken:
    """Put the English of ``offers`` into ``po``: final if a person has reviewed it, else as a draft by ``maker``.

    Only entries change whose English the file changes, or which it says to be reviewed. English that was changed
    in ``po`` since the export is kept, unless ``force`` is True.
    """
    done, seen = Taken(), dict[str, str]()
    held = {one.zh: one for one in current}
    entries = {entry.msgid: entry for entry in po}
    for offer in offers:
        english = offer.en.strip()
        now = held.get(offer.zh)
        confirms = offer.reviewed and now and now.state == "fuzzy" and english == now.en
        try:
            if not english and not offer.exported:
                continue
            if seen.setdefault(offer.zh, english) != english:
                raise ValueError("stands in the file twice, with other English")
            if now is None:
                raise ValueError("is in no guide any more")
            if not english:
                raise ValueError("has no English in the file; the catalogue keeps its own")
            if english in (now.en, offer.exported) and not confirms:
                done.unchanged += 1
                continue
            if now.en not in (offer.exported, english) and not force:
                raise ValueError(
                    f"has other English now than when it was exported: “{now.en}” (--force replaces it)"
                )
            entry = entries.get(offer.zh)
            if entry is None:  # a pattern makes its English
                entry = POEntry(msgid=offer.zh, occurrences=[(place, "") for place in now.places])
            others = [other for other in po.translated_entries() if other is not entry]
            text = accepted(entry, english, glossary, others)
        except ValueError as error:
            done.problems.append(f"{offer.place}: “{short(offer.zh)}” {error}")
            continue
        if offer.zh not in entries:
            po.append(entry)
            entries[offer.zh] = entry
        entry.msgstr = text
        mark_draft(entry, "" if offer.reviewed else maker)
        done.reviewed += offer.reviewed
        done.drafts += not offer.reviewed
    return done


def short(text: str) -> str:
    """Return the beginning of ``text`` for a message."""
    return text if len(text) <= 30 else f"{text[:29]}…"
