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
    parts += _counted(
        change.fields,
        (_("{count} fields new"), _("{count} fields dropped"), _("{count} fields reworded")),
    )
    parts += _counted(
        change.requirements,
        (
            _("{count} requirements new"),
            _("{count} requirements dropped"),
            _("{count} requirements reworded"),
        ),
    )
    if change.agreements:
        parts.append(_("other agreements"))
    return _("; ").join(parts) or _("unchanged")


def _flags(one: Direction, other: Direction, phrases: Phrases, vocabulary: Vocabulary) -> str:
    """The flags of ``one`` that ``other`` lacks, by name."""
    lacking = {flag.code for flag in other.flags}
    names = [vocabulary.flag(flag.code).name for flag in one.flags if flag.code not in lacking]
    chinese = phrases.language == "zh"
    return phrases.listing(name.zh if chinese else name.en for name in names) if names else ""


def _counted(items: tuple[ItemChange, ...], wordings: tuple[str, str, str]) -> list[str]:
    counts = (
        sum(item.old is None for item in items),
        sum(item.new is None for item in items),
        sum(bool(item.old and item.new) for item in items),
    )
    return [w.format(count=n) for n, w in zip(counts, wordings, strict=True) if n]
