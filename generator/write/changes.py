"""What changed between two directions: in a line, “projects 15 → 20; fields: 1 reworded”, and told in
sentences.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from generator.link.versions import DirectionChange, ItemChange
from generator.model import Direction, Item, Quota
from generator.vocabulary import Vocabulary
from generator.write.phrases import Phrases

_STOP = re.compile(r"[：:；;。（(\n]|\.(?:\s|$)")
_SHORT = {"zh": 24, "en": 64}
"""From how many characters on a text is no name."""
_NAMED = 4
"""How many names are given."""


def change_line(change: DirectionChange, phrases: Phrases, vocabulary: Vocabulary) -> str:
    """One line for a reader who wants to know whether to look; “unchanged” where nothing is."""
    old, new = _both(change)
    _ = phrases._
    wording = {
        "projects": _("projects {old} → {new}"),
        "funding": _("funding {old} → {new}"),
        "duration": _("duration {old} → {new}"),
    }
    parts = _facts(change, phrases, wording, phrases.quota_cell)
    if gained := _flags(new, old, phrases, vocabulary):
        parts.append(_("now: {conditions}").format(conditions=gained))
    if lost := _flags(old, new, phrases, vocabulary):
        parts.append(_("no longer: {conditions}").format(conditions=lost))
    if change.fields:
        parts.append(_("fields: {changes}").format(changes=_counted(change.fields, phrases)))
    if change.requirements:
        counts = _counted(change.requirements, phrases)
        parts.append(_("requirements: {changes}").format(changes=counts))
    if change.agreements:
        parts.append(_("other agreements"))
    return _("; ").join(parts) or _("unchanged")


def change_told(change: DirectionChange, phrases: Phrases, vocabulary: Vocabulary) -> str:
    """The same in sentences, for readers of a history; fields that came and went by their names."""
    old, new = _both(change)
    _ = phrases._
    wording = {
        "projects": _("The number of projects was {old} and is now {new}."),
        "funding": _("Funding was {old} and is now {new}."),
        "duration": _("The duration was {old} and is now {new}."),
    }
    told = _facts(change, phrases, wording, phrases.quota)
    if gained := _flags(new, old, phrases, vocabulary):
        told.append(_("New among the conditions: {conditions}.").format(conditions=gained))
    if lost := _flags(old, new, phrases, vocabulary):
        told.append(_("No longer a condition: {conditions}.").format(conditions=lost))
    if change.fields:
        fields = _counted(change.fields, phrases, named=True)
        told.append(_("Fields: {changes}.").format(changes=fields))
    if change.requirements:
        counts = _counted(change.requirements, phrases)
        told.append(_("Requirements: {changes}.").format(changes=counts))
    if change.agreements:
        told.append(_("The agreements that it rests on are not the same."))
    return phrases.gap.join(told) or _("Nothing has changed but the number.")


def _both(change: DirectionChange) -> tuple[Direction, Direction]:
    if change.old is None or change.new is None:
        raise ValueError("what changed is told of two directions")
    return change.old, change.new


def _facts(
    change: DirectionChange,
    phrases: Phrases,
    wording: Mapping[str, str],
    quota: Callable[[Quota | None], str],
) -> list[str]:
    """Those facts of ``wording`` that differ, in its order; ``quota`` words a number of projects."""
    old, new = _both(change)
    values = {
        "projects": (quota(old.quota), quota(new.quota)),
        "funding": (phrases.funding(old.funding), phrases.funding(new.funding)),
        "duration": (phrases.duration(old.duration), phrases.duration(new.duration)),
    }
    return [
        words.format(old=values[fact][0], new=values[fact][1])
        for fact, words in wording.items()
        if fact in change.facts
    ]


def _flags(one: Direction, other: Direction, phrases: Phrases, vocabulary: Vocabulary) -> str:
    """The flags of ``one`` that ``other`` lacks, by name."""
    lacking = {flag.code for flag in other.flags}
    names = [vocabulary.flag(flag.code).name for flag in one.flags if flag.code not in lacking]
    chinese = phrases.language == "zh"
    return phrases.listing(name.zh if chinese else name.en for name in names) if names else ""


def _counted(items: tuple[ItemChange, ...], phrases: Phrases, *, named: bool = False) -> str:
    """“2 new, 1 reworded”; ``named`` adds what is new and what was dropped: “2 new (hydrogen; ports)”."""
    come = [item.new for item in items if item.new and item.old is None]
    gone = [item.old for item in items if item.old and item.new is None]
    counts = (
        (phrases._("{count} new"), len(come), _names(come, phrases)),
        (phrases._("{count} dropped"), len(gone), _names(gone, phrases)),
        (phrases._("{count} reworded"), sum(bool(item.old and item.new) for item in items), ""),
    )
    return phrases._(", ").join(
        words.format(count=n) + (names if named else "") for words, n, names in counts if n
    )


def _names(items: Sequence[Item], phrases: Phrases) -> str:
    """“ (hydrogen; ports; and 3 more)”: of items that have a short name, the first few."""
    found = [name for item in items if (name := _name(item, phrases.language))][:_NAMED]
    if not found:
        return ""
    if more := len(items) - len(found):
        found.append(phrases._("{count} more").format(count=more))
    return phrases._(" (") + phrases._("; ").join(found) + phrases._(")")


def _name(item: Item, language: str) -> str:
    """What an item is called: its text up to the first stop, or nothing where that is long."""
    text = item.text.en if language == "en" and item.text.en else item.text.zh
    name = _STOP.split(text, maxsplit=1)[0].strip()
    return name if len(name) <= _SHORT[language] else ""
