"""What changed between two directions, in a line: “quota 15 → 20; 1 field reworded”."""

from __future__ import annotations

from generator.link.versions import DirectionChange, ItemChange
from generator.model import Direction
from generator.vocabulary import Vocabulary
from generator.write.phrases import Phrases


def change_line(change: DirectionChange, phrases: Phrases, vocabulary: Vocabulary) -> str:
    """One line for a reader who wants to know whether to look; “unchanged” where nothing is."""
    old, new = change.old, change.new
    if old is None or new is None:
        raise ValueError("a line needs both directions")
    _ = phrases._
    parts = []
    if "projects" in change.facts:
        was, now = phrases.quota_cell(old.projects), phrases.quota_cell(new.projects)
        parts.append(_("projects {old} → {new}").format(old=was, new=now))
    if "funding" in change.facts:
        was, now = phrases.funding(old.funding), phrases.funding(new.funding)
        parts.append(_("funding {old} → {new}").format(old=was, new=now))
    if "duration" in change.facts:
        was, now = phrases.duration(old.duration), phrases.duration(new.duration)
        parts.append(_("duration {old} → {new}").format(old=was, new=now))
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


def _flags(one: Direction, other: Direction, phrases: Phrases, vocabulary: Vocabulary) -> str:
    """The flags of ``one`` that ``other`` lacks, by name."""
    lacking = {flag.code for flag in other.flags}
    names = [vocabulary.flag(flag.code).name for flag in one.flags if flag.code not in lacking]
    chinese = phrases.language == "zh"
    return phrases.listing(name.zh if chinese else name.en for name in names) if names else ""


def _counted(items: tuple[ItemChange, ...], phrases: Phrases) -> str:
    """“2 new, 1 reworded”."""
    counts = (
        (phrases._("{count} new"), sum(item.old is None for item in items)),
        (phrases._("{count} dropped"), sum(item.new is None for item in items)),
        (phrases._("{count} reworded"), sum(bool(item.old and item.new) for item in items)),
    )
    return phrases._(", ").join(words.format(count=n) for words, n in counts if n)
