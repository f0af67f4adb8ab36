"""The gettext catalogue of the guides' segments: their English, its state, and updates after a change of the guides."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import polib
from rapidfuzz import fuzz, process

from generator.errors import InputError
from generator.folders import replace_file
from generator.grammar.numerals import half_width
from generator.ids import guide_of, split_place
from generator.model import Guide, Origin, Text
from generator.seedfile import as_day
from generator.translate.po import (
    DRAFT,
    ENGLISH,
    READ,
    REVIEWED,
    drafted_by,
    is_suggestion,
    mark_draft,
    read_po,
)
from generator.translate.segments import pieces, segments

if TYPE_CHECKING:  # patterns.py needs the phrases of write, which need this package
    from generator.translate.countries import Countries
    from generator.translate.nearest import Nearest
    from generator.translate.patterns import Patterns

_NUMBER = re.compile(
    r"\d+(?:[.:：]\d+)*|第?[一二两三四五六七八九十百千]+(?=[年月天个项次批届期家种类])"
)
_ORIGINS: tuple[Origin, ...] = ("reviewed", "pattern", "draft")
"""The origins of English, the surest first."""
State = Literal["reviewed", "later", "pattern", "draft", "suggestion", "missing"]
"""What a segment's English is. `later`: a person's, but not as the last review of the whole catalogue read it.
`suggestion`: that of a similar segment, which is shown nowhere.
"""
STATES: tuple[State, ...] = ("reviewed", "later", "pattern", "draft", "suggestion", "missing")
_DIGEST = 4
"""The bytes that stand for an entry in the record of a review."""
_NOTE = re.compile(r"^Note:\s", re.MULTILINE)
"""The beginning of the part of a translator's comment that is for readers; it goes to the end of the comment."""
_BROKEN = re.compile(r"(?<=[a-z])- (?=[a-z])")
"""A hyphen at which a comment was wrapped."""
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
    """The segments whose entries were no part of the last review, or have other English now."""
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
        read = _read_in_review(po)
        later = frozenset(e.msgid for e in po if reviewed and _digest(e) not in read)
        notes = {
            e.msgid: _BROKEN.sub("-", " ".join(_NOTE.split(e.tcomment, maxsplit=1)[1].split()))
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

    @property
    def countries(self) -> Countries | None:
        """The names of countries that the patterns know, for the rules."""
        return self.patterns.countries if self.patterns else None

    def other_country(self, segment: str, partners: Collection[str]) -> str | None:
        """Return the name of a country that the English of ``segment`` takes for one of ``partners``: see `Patterns.other_country`.

        There is none without patterns, which know the adjectives. English by pattern has none either.
        """
        english = self.entries.get(segment) or self.drafts.get(segment)
        if not self.patterns or not english:
            return None
        return self.patterns.other_country(segment, english, partners)

    def state(self, segment: str) -> State:
        """Return what the English of a segment is, whether drafts are shown or not."""
        if segment in self.entries:
            return "later" if segment in self.later else "reviewed"
        if (found := self.segment(segment)) and found[1] == "pattern":
            return "pattern"
        if segment in self.drafts:
            return "draft"
        return "suggestion" if segment in self.suggested else "missing"


def states(
    guides: tuple[Guide, ...], catalogue: Catalogue
) -> Iterator[tuple[str, list[str], State]]:
    """Yield each segment with its places and what its English is: missing, if it is withheld in a direction of ``guides``."""
    partners = {d.id: d.partners for guide in guides for d in guide.directions}
    for zh, where in segments(guides).items():
        of_directions = (partners.get(split_place(place)[0], ()) for place in where)
        withheld = any(catalogue.other_country(zh, codes) for codes in of_directions)
        yield zh, where, "missing" if withheld else catalogue.state(zh)


def coverage(
    guides: tuple[Guide, ...], catalogue: Catalogue
) -> Iterator[tuple[str, Counter[State], int]]:
    """Yield each guide's id with the number of its segments in each state, and of those that another guide prints too."""
    printed = {zh: set(map(guide_of, places)) for zh, places in segments(guides).items()}
    for guide in guides:
        own = [(zh, state) for zh, _, state in states((guide,), catalogue)]
        shared = sum(len(printed[zh]) > 1 for zh, _ in own)
        yield guide.id, Counter(state for _, state in own), shared


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
    return sum(bool(e.msgstr and not is_suggestion(e) and not drafted_by(e)) for e in po)


def _digest(entry: polib.POEntry) -> bytes:
    """Return a few bytes that stand for the Chinese of ``entry`` and its English."""
    text = f"{entry.msgid}\0{' '.join(entry.msgstr.split())}"
    return hashlib.sha256(text.encode()).digest()[:_DIGEST]


def _read_in_review(po: polib.POFile) -> frozenset[bytes]:
    """Return the digests of the entries that the last review of the whole catalogue read.

    The record of the review has them. If it is of another day than `X-Reviewed`, or there is none yet, a person has just
    written the day, and has read all entries that are there.
    """
    day, _, record = po.metadata.get(READ, "").partition(" ")
    if day != po.metadata.get(REVIEWED, ""):
        return frozenset(_digest(e) for e in po if e.msgstr and not e.fuzzy)
    found = base64.b64decode(record)
    return frozenset(found[at : at + _DIGEST] for at in range(0, len(found), _DIGEST))


def _record(day: str, read: Iterable[bytes]) -> str:
    """Return the record of a review: its day, and the digests of the entries that it read."""
    return f"{day} {base64.b64encode(b''.join(sorted(read))).decode()}".rstrip()


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
    exchanged. A comment says in what the two differ. What ``patterns`` make is no entry, unless its English is written.
    A segment that is gone becomes obsolete, so that it can come back, with its draft too, but without a suggestion that
    nobody has edited: that is the English of another segment.
    The header keeps a record of which entries the last review of the whole catalogue read.
    """
    known = {entry.msgid: entry for entry in old}
    similar = _Similar(old, partners, patterns)
    new, suggested, by_pattern = list[str](), list[str](), list[str]()
    record = {}
    if reviewed := old.metadata.get(REVIEWED):
        record[READ] = _record(reviewed, _read_in_review(old))
    po = polib.POFile(wrapwidth=old.wrapwidth)
    po.header, po.metadata_is_fuzzy = old.header, old.metadata_is_fuzzy
    for segment, places in wanted.items():
        entry = known.get(segment)
        if patterns and not similar.is_written(entry) and patterns.english(segment):
            by_pattern.append(segment)
            continue
        if entry is None:
            new.append(segment)
            entry = polib.POEntry(msgid=segment)
            if found := similar.suggestion(segment):
                suggested.append(segment)
                entry.previous_msgid, entry.msgstr = found
                entry.flags.insert(0, "fuzzy")
                entry.comment = _DIFFERS + difference(found[0], segment)
        _use(entry)
        entry.occurrences = [(place, "") for place in places]
        po.append(entry)
    gone = [m for m, e in known.items() if m not in wanted and not e.obsolete]
    for msgid in sorted(known.keys() - wanted.keys()):
        entry = known[msgid]
        if similar.is_unchanged(entry):
            entry.msgstr, entry.flags = "", [flag for flag in entry.flags if flag != "fuzzy"]
        if entry.msgstr or entry.tcomment:
            _retire(entry)
            po.append(entry)
    po.metadata = {**old.metadata, **record, ENGLISH: str(_with_english(po))}
    return po, Update(tuple(new), tuple(suggested), tuple(gone), tuple(by_pattern))


class _Similar:
    """The translated entries of a catalogue, to be asked for the English of a similar segment."""

    def __init__(
        self, po: polib.POFile, partners: re.Pattern[str] | None, patterns: Patterns | None
    ) -> None:
        self._written = {e.msgid: " ".join(e.msgstr.split()) for e in po if e.translated()}
        self._known = {entry.msgid: entry.msgstr for entry in po}
        self._partners, self._patterns = partners, patterns
        self._alike = dict[frozenset[tuple[str, int]], list[str]]()
        for zh in self._written:
            self._alike.setdefault(_facts(zh, partners), []).append(zh)

    def suggestion(self, segment: str) -> tuple[str, str] | None:
        """Return (Chinese, English) of the most similar entry with the same facts, or with its facts exchanged."""
        candidates = self._alike.get(_facts(segment, self._partners), ())
        near = process.extractOne(segment, candidates, scorer=fuzz.ratio, score_cutoff=_NEAR)
        return (near[0], self._known[near[0]]) if near else self._exchanged(segment)

    def is_written(self, entry: polib.POEntry | None) -> bool:
        """Return whether ``entry`` has a comment, or English other than an unchanged suggestion: a person’s or a draft of a program."""
        if entry is None:
            return False
        return bool(entry.tcomment or (entry.msgstr and not self.is_unchanged(entry)))

    def is_unchanged(self, entry: polib.POEntry) -> bool:
        """Return whether the English of ``entry`` is a suggestion as it was made, which nobody has edited."""
        if not is_suggestion(entry):
            return False
        other, english = entry.previous_msgid or "", entry.msgstr
        return self._known.get(other) == english or self._exchanged(entry.msgid) == (other, english)

    def _exchanged(self, segment: str) -> tuple[str, str] | None:
        return self._nearest.suggestion(segment) if self._nearest else None

    @cached_property
    def _nearest(self) -> Nearest | None:
        return self._patterns.nearest(self._written) if self._patterns else None


def _use(entry: polib.POEntry) -> None:
    """Make ``entry`` one of a segment that a guide prints, without the remarks of commands that do not hold any more."""
    if entry.obsolete:
        maker = drafted_by(entry)
        kept = (line for line in entry.tcomment.splitlines() if not line.startswith(DRAFT))
        entry.tcomment = "\n".join(kept)
        if maker:
            mark_draft(entry, maker)
        entry.obsolete = False
    if not entry.fuzzy:
        entry.previous_msgid = None
        if DRAFT in entry.comment or entry.comment.startswith(_DIFFERS):
            entry.comment = ""


def _retire(entry: polib.POEntry) -> None:
    """Make ``entry`` one of a segment that no guide prints. Who drafted it stands in the comment that polib writes then."""
    if not entry.obsolete and (maker := drafted_by(entry)):
        entry.tcomment = "\n".join(filter(None, (f"{DRAFT}{maker}", entry.tcomment)))
    entry.obsolete = True
    entry.occurrences = []
    entry.previous_msgid = None  # polib would not read it back unchanged


def difference(known: str, segment: str) -> str:
    """Return in which parts ``segment`` differs from ``known``.

    >>> difference("中奥双方须签署明确的协议", "中芬双方应签署协议")
    '“奥” → “芬”; “须” → “应”; “明确的” → “”'

    A single character that both have between two differences is told with them.

    >>> difference("第12次", "第五十次")
    '“12” → “五十”'
    """
    parts: list[tuple[int, int, int, int]] = []
    for tag, a, b, c, d in SequenceMatcher(None, known, segment, autojunk=False).get_opcodes():
        if tag != "equal" and parts and a - parts[-1][1] < 2:
            parts[-1] = (parts[-1][0], b, parts[-1][2], d)
        elif tag != "equal":
            parts.append((a, b, c, d))
    return "; ".join(f"“{known[a:b]}” → “{segment[c:d]}”" for a, b, c, d in parts)


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
