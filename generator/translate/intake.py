"""The intake of English from outside: from a command, a CAT tool or a spreadsheet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from polib import POEntry, POFile
from rapidfuzz import fuzz

from generator.errors import InputError
from generator.text.characters import is_invisible
from generator.translate.assignments import Assignment
from generator.translate.countries import Countries
from generator.translate.po import drafted_by, mark_draft
from generator.translate.rules import distinct, entry_problems
from generator.translate.segments import CLOSING
from generator.vocabulary import Term

_CLOSING = re.compile(r"(?<!\betc)(?:\s*[.;,:])+$")
_LONGEST_NAME = 60
_QUOTED = re.compile(r'(?<!\w)"([^"]*)"')
"""Words in straight quotation marks. One after a figure may stand for inches, and begins none."""
_APOSTROPHE = re.compile(r"(?<=[^\s(\[“–-])'")
"""A straight apostrophe, or mark that closes single quotation marks."""
_OPENING = re.compile(r"'(?=\S)")


def valid_name(name: str) -> str:
    """Return the name of who makes drafts, without outer spaces. InputError if it cannot stand in a comment of one line."""
    name = name.strip()
    if not name or len(name) > _LONGEST_NAME or not name.isprintable():
        raise InputError(f"--name: expected one line of 1 to {_LONGEST_NAME} visible characters")
    return name


def name_of_file(name: str) -> str:
    """Return the name of a file as that of who makes drafts."""
    return "".join(filter(str.isprintable, name)).strip()[:_LONGEST_NAME].strip() or "a file"


def in_house_form(english: str) -> str:
    '''Return ``english`` without closing marks and double spaces, and with curly quotation marks.

    >>> in_house_form(""" The  project's "Aurora" and the partners' 'Aurora' .""")
    'The project’s “Aurora” and the partners’ ‘Aurora’'
    '''
    lines = [" ".join(line.split()) for line in _CLOSING.sub("", english.strip()).splitlines()]
    quoted = _QUOTED.sub(r"“\1”", "\n".join(lines))
    return _OPENING.sub("‘", _APOSTROPHE.sub("’", quoted))


def accepted(
    entry: POEntry,
    english: str,
    glossary: Sequence[Term],
    others: Sequence[POEntry],
    countries: Countries | None = None,
) -> str:
    """Return ``english`` as it can stand in ``entry``; ValueError says which rules of `translate check` it breaks.

    ``others`` are the entries that must have other English.

    >>> accepted(POEntry(msgid="天文"), " Astronomy. ", [], [])
    'Astronomy'
    """
    text = in_house_form(english)
    if not text:
        raise ValueError("is empty")
    if len(text.splitlines()) > 1:
        raise ValueError("has a line break")
    if strange := next(filter(is_invisible, english.strip()), None):
        raise ValueError(f"holds a character that cannot be seen: U+{ord(strange):04X}")
    offered = POEntry(msgid=entry.msgid, msgstr=text, tcomment=entry.tcomment)
    problems = [problem for problem, _ in entry_problems(offered, glossary, countries)]
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
    segment: str = ""
    """The place of the segment in the guides, or its id, as the export wrote it."""
    fault: str = ""
    """Why the English cannot be taken, if the file does not say clearly what it is."""


@dataclass
class Taken:
    """What became of the offers in a file."""

    taken: dict[str, bool] = field(default_factory=dict)
    """Chinese of each entry that got English → whether a person has reviewed it."""
    unchanged: int = 0
    problems: list[str] = field(default_factory=list)
    """A line for each offer that was not taken, with its place and the reason."""

    @property
    def reviewed(self) -> int:
        """The number of entries that got reviewed English."""
        return sum(self.taken.values())

    @property
    def drafts(self) -> int:
        """The number of entries that got a draft."""
        return len(self.taken) - self.reviewed


def take(
    po: POFile,
    current: Iterable[Assignment],
    offers: Iterable[Offer],
    glossary: Sequence[Term],
    maker: str,
    *,
    countries: Countries | None = None,
    force: bool = False,
) -> Taken:
    """Put the English of ``offers`` into ``po``: final if a person has reviewed it, else as a draft by ``maker``.

    Only entries change whose English the file changes, or which it says to be reviewed. English that was changed
    in ``po`` since the export is kept, unless ``force`` is True or it is a draft by the same maker. A draft never
    replaces checked English.
    """
    done, seen = Taken(), dict[str, str]()
    held = {one.zh: one for one in current}
    times = Counter(map(_bare, held))
    bare = {key: one for zh, one in held.items() if times[key := _bare(zh)] == 1}
    entries = {entry.msgid: entry for entry in po}
    for offer in offers:
        english = in_house_form(offer.en)
        now = held.get(offer.zh) or bare.get(_bare(offer.zh))
        try:
            if offer.fault:
                raise ValueError(offer.fault)
            if not english and not offer.exported and not offer.reviewed:
                continue
            if now is None:
                raise ValueError(_unknown(offer, held.values()))
            if seen.setdefault(now.zh, english) != english:
                raise ValueError("stands in the file twice, with other English")
            if now.zh in done.taken:
                continue
            entry = entries.get(now.zh)
            if entry is None:  # a pattern makes its English
                entry = POEntry(msgid=now.zh, occurrences=[(place, "") for place in now.places])
            if not _is_wanted(offer, now, force=force or drafted_by(entry) == maker):
                done.unchanged += 1
                continue
            others = [other for other in po.translated_entries() if other is not entry]
            text = accepted(entry, offer.en, glossary, others, countries)
        except ValueError as error:
            about = f"“{short(offer.zh)}” " if offer.zh else ""
            done.problems.append(f"{offer.place}: {about}{error}")
            continue
        if now.zh not in entries:
            po.append(entry)
            entries[now.zh] = entry
        entry.msgstr = text
        mark_draft(entry, "" if offer.reviewed else maker)
        done.taken[now.zh] = offer.reviewed
    return done


def _is_wanted(offer: Offer, now: Assignment, *, force: bool) -> bool:
    """Return whether ``offer`` changes anything; ValueError says why it may not.

    ``force`` is True if English that is not as it was exported may be replaced.
    """
    english, before, present = map(in_house_form, (offer.en, offer.exported, now.en))
    checked = now.state == "translated"
    if not english:
        kept = "; the catalogue keeps its own" if now.en else ", but is marked as reviewed"
        raise ValueError(f"has no English in the file{kept}")
    if english == present:
        return offer.reviewed and not checked
    if english == before and not offer.reviewed:
        return False
    if present != before and not force:
        raise ValueError(
            f"has other English now than when it was exported: “{now.en}” (--force replaces it)"
        )
    if checked and not offer.reviewed:
        raise ValueError(
            f"has checked English, which a draft does not replace: “{now.en}” (mark yours as reviewed)"
        )
    return True


def _bare(zh: str) -> str:
    """Return ``zh`` without spaces and closing marks, which programs and people add."""
    return "".join(zh.split()).rstrip(CLOSING)


def _unknown(offer: Offer, held: Iterable[Assignment]) -> str:
    """Return why no segment has the Chinese of ``offer``."""
    meant = [one for one in held if offer.segment in (one.id, one.places[0])]
    if not meant:
        return "is in no guide any more"
    one = max(meant, key=lambda one: fuzz.ratio(one.zh, offer.zh))
    return (
        f"differs from the Chinese of {one.places[0]}, “{one.zh}”: put it back as it was; "
        "if characters are damaged, save the file as .xlsx or as CSV in UTF-8"
    )


def short(text: str) -> str:
    """Return the beginning of ``text`` for a message."""
    return text if len(text) <= 30 else f"{text[:29]}…"
