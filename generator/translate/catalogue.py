"""The gettext catalogue of the guides' segments: their English, its state, and updates after a change of the guides."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import polib
from rapidfuzz import fuzz, process

from generator.errors import InputError
from generator.folders import replace_file
from generator.grammar.numerals import half_width
from generator.ids import guide_of
from generator.model import Guide, Origin, Text
from generator.seedfile import as_day
from generator.translate.po import DRAFT, ENGLISH, REVIEWED, drafted_by, mark_draft, read_po
from generator.translate.segments import pieces, segments

if TYPE_CHECKING:  # patterns.py needs the phrases of write, which need this package
    from generator.translate.patterns import Patterns

_NUMBER = re.compile(
    r"\d+(?:[.:：]\d+)*|第?[一二两三四五六七八九十百千]+(?=[年月天个项次批届期家种类])"
)
_ORIGINS: tuple[Origin, ...] = ("reviewed", "pattern", "draft")
"""The origins of English, the surest first."""
State = Literal["reviewed", "later", "pattern", "draft", "suggestion", "missing"]
"""What a segment's English is. `later`: a person's, but later than the last review of the whole catalogue.
`suggestion`: that of a similar segment, which is shown nowhere.
"""
STATES: tuple[State, ...] = ("reviewed", "later", "pattern", "draft", "suggestion", "missing")
_LATER = "later-than-"
"""The beginning of the flag of an entry that came into the catalogue after its last review; the day follows."""
_NOTE = re.compile(r"^Note:\s", re.MULTILINE)
"""The beginning of the part of a translator's comment that is for readers; it goes to the end of the comment."""
_DIFFERS = "Differs from the previous msgid: "
"""The beginning of the extracted comment of a suggestion."""
_NEAR = 80
"""The similarity of two segments (0–100) from which the English of one is suggested for the other."""


@dataclass(frozen=True)
class Catalogue:
    """The English of the segments, and what makes English for others."""

    entries: dict[str, str] = field(default_factory=dict)
    """Segment → English for all entries that are translated and not fuzzy."""
    reviewed: date | None = None
    later: frozenset[str] = frozenset()
    """The segments that came into the catalogue after it was last reviewed."""
    notes: dict[str, str] = field(default_factory=dict)
    """Segment → what the translator notes on it for readers, in English."""
    drafts: dict[str, str] = field(default_factory=dict)
    """Segment → English that nobody has checked, for all entries that name who drafted it."""
    show_drafts: bool = False
    """True if a draft counts as English."""
    suggested: frozenset[str] = frozenset()
    """The segments of all entries whose English nobody has checked: drafts, and suggestions."""
    fields: frozenset[str] = frozenset()
    """The entries that a guide prints as a field."""
    patterns: Patterns | None = field(default=None, compare=False)
    """What makes English for segments that are no entries."""

    @classmethod
    def load(cls, path: Path) -> Catalogue:
        """Return the catalogue in the PO file at ``path``; InputError names the line of a mistake."""
        return cls.of(read_po(path))

    @classmethod
    def of(cls, po: polib.POFile) -> Catalogue:
        """Return the catalogue in ``po``, which `read_po` has checked."""
        entries = {e.msgid: " ".join(e.msgstr.split()) for e in po if e.translated()}
        reviewed = po.metadata.get(REVIEWED)
        later = frozenset(e.msgid for e in po if reviewed and _LATER + reviewed in e.flags)
        notes = {
            e.msgid: " ".join(_NOTE.split(e.tcomment, maxsplit=1)[1].split())
            for e in po
            if _NOTE.search(e.tcomment)
        }
        day = as_day(reviewed) if reviewed else None
        drafts = {
            e.msgid: " ".join(e.msgstr.split()) for e in po if not e.obsolete and drafted_by(e)
        }
        suggested = frozenset(e.msgid for e in po if e.fuzzy and e.msgstr and not e.obsolete)
        printed = {e.msgid for e in po if any("#field" in place for place, _ in e.occurrences)}
        fields = frozenset(printed & entries.keys())
        return cls(entries, day, later, notes, drafts, suggested=suggested, fields=fields)

    def translated(self, zh: str) -> Text:
        """Return ``zh`` with its English; without, if one of its sentences has none. With a draft among them, all is a draft.

        A single sentence gets no full stop, because the page adds one. Several sentences get full stops.

        >>> c = Catalogue({"天文": "Astronomy", "如下": "As follows"})
        >>> c.translated("天文；").en, c.translated("天文。如下：").en, c.translated("地质").en
        ('Astronomy', 'Astronomy. As follows:', None)
        """
        found = pieces(zh)
        sentences, origins = [], set[Origin]()
        for segment, mark in found:
            if not (one := self.segment(segment)):
                return Text(zh)
            english, origin = one
            origins.add(origin)
            if "：" in mark:
                english += ":"
            elif len(found) > 1 and not english.endswith((".", "?", "!")):
                english += "."
            sentences.append(english)
        if not found:
            return Text(zh)
        english, weakest = " ".join(sentences), max(origins, key=_ORIGINS.index)
        is_draft = weakest == "draft"
        return Text(zh, None if is_draft else english, weakest, english if is_draft else None)

    def segment(self, segment: str) -> tuple[str, Origin] | None:
        """Return the English of a segment and its origin, or None if it has none."""
        if (english := self.entries.get(segment)) is not None:
            return english, "reviewed"
        english = self.patterns.english(segment) if self.patterns else None
        if english is not None:
            return english, "pattern"
        if self.show_drafts and (draft := self.drafts.get(segment)):
            return draft, "draft"
        return None

    def state(self, segment: str) -> State:
        """Return what the English of a segment is, whether drafts are shown or not."""
        if segment in self.entries:
            return "later" if segment in self.later else "reviewed"
        if (found := self.segment(segment)) and found[1] == "pattern":
            return "pattern"
        if segment in self.drafts:
            return "draft"
        return "suggestion" if segment in self.suggested else "missing"


def coverage(
    guides: tuple[Guide, ...], catalogue: Catalogue
) -> Iterator[tuple[str, Counter[State], int]]:
    """Yield each guide's id with the number of its segments in each state, and of those that another guide prints too."""
    printed = {zh: set(map(guide_of, places)) for zh, places in segments(guides).items()}
    for guide in guides:
        own = [zh for zh, where in printed.items() if guide.id in where]
        shared = sum(len(printed[zh]) > 1 for zh in own)
        yield guide.id, Counter(map(catalogue.state, own)), shared


@dataclass(frozen=True, slots=True)
class Update:
    """The segments that an update changed."""

    new: tuple[str, ...]
    suggested: tuple[str, ...]
    """The new segments that got the English of the most similar one, marked fuzzy."""
    gone: tuple[str, ...]
    by_pattern: tuple[str, ...] = ()
    """The segments that are no entries because patterns make their English."""


def update(
    wanted: Mapping[str, list[str]],
    path: Path,
    partners: re.Pattern[str] | None = None,
    patterns: Patterns | None = None,
    *,
    force: bool = False,
) -> Update:
    """Update the PO file at ``path`` to the segments ``wanted`` (segment → places), and return the changes.

    ``partners`` and ``patterns`` are as in `updated_po`. The file is written only if something changes. InputError if it has lost English, unless ``force`` is True.
    """
    old = read_po(path)
    if not force:
        check_whole(old, path, bool(wanted))
    po, changes = updated_po(wanted, old, partners, patterns)
    write_po(po, path)
    return changes


def check_whole(po: polib.POFile, path: Path, wanted: bool) -> None:
    """Raise InputError if ``po`` has English for fewer segments than when a command last wrote it.

    Raise it too if ``po`` has no entries although the guides held until now need some (``wanted``).
    """
    has, had = _with_english(po), int(po.metadata.get(ENGLISH, "0"))
    if has >= had and (len(po) or not wanted):
        return
    lost = f"has English for {has} segments, and had it for {had}" if had else "has no entries"
    advice = "bring back what was there, or take it as it is: guides translate update --force"
    raise InputError(f"{lost}; {advice}", path)


def _with_english(po: polib.POFile) -> int:
    """Return the number of entries with English. Suggestions and drafts do not count, because a person may delete them."""
    return sum(bool(e.msgstr and not e.previous_msgid and not drafted_by(e)) for e in po)


def write_po(po: polib.POFile, path: Path) -> None:
    """Write ``po`` to ``path`` by a rename, unless the file has the same content already.

    The header `X-English` gets the number of its entries with English.
    """
    po.metadata[ENGLISH] = str(_with_english(po))
    replace_file(path, f"{po}\n".encode())


def updated_po(
    wanted: Mapping[str, list[str]],
    old: polib.POFile,
    partners: re.Pattern[str] | None = None,
    patterns: Patterns | None = None,
) -> tuple[polib.POFile, Update]:
    """Return (the catalogue for the segments ``wanted``, the changes from ``old``).

    A new segment gets the English of the most similar one with the same numbers and ``partners`` as a fuzzy suggestion,
    and the Chinese of that one as its previous msgid; if there is none, that of one whose numbers and partners can be
    exchanged. A comment says in what the two differ. What ``patterns`` make is no entry, unless a person has written its
    English. A segment that is gone becomes obsolete, so that it can come back; a draft of it is dropped.
    A flag of a new entry names the day of the last review of the catalogue, of which it was no part; after the next
    review, the flag goes.
    """
    known = {entry.msgid: entry for entry in old}
    alike = dict[frozenset[tuple[str, int]], list[str]]()
    for old_entry in old:
        if old_entry.translated():
            alike.setdefault(_facts(old_entry.msgid, partners), []).append(old_entry.msgid)
    written = {e.msgid: " ".join(e.msgstr.split()) for e in old if e.translated()}
    nearest = None
    new, suggested, by_pattern = list[str](), list[str](), list[str]()
    reviewed = old.metadata.get(REVIEWED)
    later = [_LATER + reviewed] if reviewed else []
    po = polib.POFile(wrapwidth=old.wrapwidth)
    po.header, po.metadata_is_fuzzy = old.header, old.metadata_is_fuzzy
    for segment, places in wanted.items():
        entry = known.get(segment)
        if patterns and not _is_written(entry) and patterns.english(segment):
            by_pattern.append(segment)
            continue
        if entry is None:
            new.append(segment)
            entry = polib.POEntry(msgid=segment, flags=[*later])
            candidates = alike.get(_facts(segment, partners), ())
            near = process.extractOne(segment, candidates, scorer=fuzz.ratio, score_cutoff=_NEAR)
            found = (near[0], known[near[0]].msgstr) if near else None
            if not found and patterns:
                nearest = nearest or patterns.nearest(written)
                found = nearest.suggestion(segment)
            if found:
                suggested.append(segment)
                entry.previous_msgid, entry.msgstr = found
                entry.flags.insert(0, "fuzzy")
                entry.comment = _DIFFERS + difference(found[0], segment)
        if not entry.fuzzy and entry.comment.startswith(_DIFFERS):
            entry.comment = ""
        entry.flags = [f for f in entry.flags if f in later or not f.startswith(_LATER)]
        if DRAFT in entry.comment and not entry.fuzzy:
            mark_draft(entry, "")
        entry.obsolete = False
        entry.occurrences = [(place, "") for place in places]
        po.append(entry)
    gone = [m for m, e in known.items() if m not in wanted and not e.obsolete]
    for msgid in sorted(known.keys() - wanted.keys()):
        entry = known[msgid]
        if drafted_by(entry):
            entry.msgstr = ""  # polib would not write who drafted it
        if entry.msgstr or entry.tcomment:
            entry.obsolete = True
            entry.occurrences = []
            entry.previous_msgid = None  # polib would not read it back unchanged
            po.append(entry)
    po.metadata = {**old.metadata, ENGLISH: str(_with_english(po))}
    return po, Update(tuple(new), tuple(suggested), tuple(gone), tuple(by_pattern))


def _is_written(entry: polib.POEntry | None) -> bool:
    """Return whether a person has written the English of ``entry``, or a comment on it."""
    return entry is not None and bool((entry.msgstr and not entry.previous_msgid) or entry.tcomment)


def difference(known: str, segment: str) -> str:
    """Return in which parts ``segment`` differs from ``known``.

    >>> difference("中奥双方须签署明确的协议", "中芬双方应签署协议")
    '“奥” → “芬”; “须” → “应”; “明确的” → “”'
    """
    codes = SequenceMatcher(None, known, segment, autojunk=False).get_opcodes()
    parts = [(known[a:b], segment[c:d]) for tag, a, b, c, d in codes if tag != "equal"]
    return "; ".join(f"“{one}” → “{other}”" for one, other in parts)


def _facts(segment: str, partners: re.Pattern[str] | None) -> frozenset[tuple[str, int]]:
    """Return the numbers and the names of partners in ``segment``, each with how often it stands there.

    >>> _facts("2026年起，不超过３年", None) == _facts("自2026年起，期限3年", None)
    True
    >>> _facts("第六届会议", None) == _facts("第七届会议", None)
    False
    """
    text = half_width(segment)
    names = [match[0] for match in partners.finditer(text)] if partners else []
    return frozenset(Counter([*_NUMBER.findall(text), *names]).items())
