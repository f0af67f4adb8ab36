"""The changes between two directions: in one line (“projects 15 → 20”), in sentences, and word by word."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence

from generator.link.versions import DirectionChange, ItemChange
from generator.model import Direction, Item, Text
from generator.text.characters import capitalised
from generator.text.people import below_contacts, up_to_people
from generator.write.markdown import Markdown, Segment, escape
from generator.write.views import Views

_STOP = re.compile(r"[：:；;。（(\n]|\.(?:\s|$)")
_SHORT = {"zh": 24, "en": 64}
"""Maximum length of an item's name, in characters."""
_NAMED = 4
"""Maximum number of names in a list of changes."""
Details = tuple[list[tuple[str, Markdown, Markdown]], list[tuple[str, list[tuple[str, Segment]]]]]
"""(name, before, after) of each fact that differs; and by part of the direction, (kind of change, text) of its items."""


def change_line(v: Views, change: DirectionChange) -> str:
    """Return ``change`` in one line: “projects 15 → 20; requirements: 2 added”."""
    _ = v._
    wording = {
        "projects": _("projects {old} → {new}"),
        "funding": _("funding {old} → {new}"),
        "duration": _("duration {old} → {new}"),
        "deadline": _("deadline {old} → {new}"),
        "gained": _("conditions added: {conditions}"),
        "lost": _("conditions dropped: {conditions}"),
        "fields": _("fields: {changes}"),
        "requirements": _("requirements: {changes}"),
        "agreements": _("agreements: {changes}"),
    }
    told = _in_words(v, change, wording, named=False)
    same = _("unchanged") if change.unchanged else _("only the title or the partners")
    return _("; ").join(told) or same


def change_told(v: Views, change: DirectionChange) -> str:
    """Return ``change`` in sentences. Fields that were added or dropped are named."""
    _ = v._
    wording = {
        "projects": _("Projects: {old} → {new}."),
        "funding": _("Funding: {old} → {new}."),
        "duration": _("Duration: {old} → {new}."),
        "deadline": _("Deadline: {old} → {new}."),
        "gained": _("Conditions added: {conditions}."),
        "lost": _("Conditions dropped: {conditions}."),
        "fields": _("Fields: {changes}."),
        "requirements": _("Requirements: {changes}."),
        "agreements": _("Agreements: {changes}."),
    }
    told = _in_words(v, change, wording, named=True)
    return v.phrases.gap.join(told) or _(
        "Projects, funding, duration, deadline, conditions, fields, requirements and agreements are the same."
    )


def _in_words(
    v: Views,
    change: DirectionChange,
    wording: Mapping[str, str],
    *,
    named: bool,
) -> list[str]:
    """Return the entries of ``wording`` that apply to ``change``, with their values filled in.

    Fields are ``named``, or else only counted.
    """
    facts = _plan(v)
    old, new = change.old, change.new
    said = {n: _sides(v, f(old), f(new)) for n, f in facts.items() if n in change.facts}
    for name, having, lacking in (("gained", new, old), ("lost", old, new)):
        others = {v.condition(flag) for flag in lacking.flags}
        if flags := [flag for flag in having.flags if v.condition(flag) not in others]:
            said[name] = {"conditions": v.conditions(flags)}
    if change.fields:
        said["fields"] = {"changes": _counted(v, change.fields, named=named)}
    if change.requirements:
        said["requirements"] = {"changes": _counted(v, change.requirements)}
    if change.agreements:
        said["agreements"] = {"changes": _counted(v, change.agreements)}
    return [words.format(**said[name]) for name, words in wording.items() if name in said]


def _plan(v: Views) -> dict[str, Callable[[Direction], str]]:
    """Return the functions that put a direction's numbers into words."""
    return {
        "projects": lambda d: v.phrases.quota(d.quota, d.in_words),
        "funding": lambda d: v.phrases.funding(d.funding, d.in_words),
        "duration": lambda d: v.phrases.duration(d.duration, d.in_words),
        "deadline": lambda d: v.phrases.deadline(d.deadline),
    }


def _counted(v: Views, items: Sequence[ItemChange], *, named: bool = False) -> str:
    """Return “2 added, 1 reworded”, or with names if ``named``: “2 added (hydrogen; ports)”."""
    come = [item.new for item in items if item.new and item.old is None]
    gone = [item.old for item in items if item.old and item.new is None]
    counts = (
        (v._("{count} added"), len(come), _names(v, come)),
        (v._("{count} dropped"), len(gone), _names(v, gone)),
        (v._("{count} reworded"), len(items) - len(come) - len(gone), ""),
    )
    return v._(", ").join(
        words.format(count=n) + (names if named else "") for words, n, names in counts if n
    )


def _names(v: Views, items: Sequence[Item]) -> str:
    """Return the names of the first few items with a short name: “ (hydrogen; ports; 3 more)”."""
    texts = (
        item.text.en if v.language == "en" and item.text.en else item.text.zh for item in items
    )
    names = (_STOP.split(text, maxsplit=1)[0].strip() for text in texts)
    found = [name for name in names if name and len(name) <= _SHORT[v.language]][:_NAMED]
    if not found:
        return ""
    if more := len(items) - len(found):
        found.append(v._("{count} more").format(count=more))
    return v._(" (") + v._("; ").join(found) + v._(")")


def change_details(v: Views, change: DirectionChange) -> Details:
    """Return the facts that differ, and the changed items word by word."""
    names = {
        "title": v._("Title"),
        "projects": v._("Projects"),
        "funding": v._("Funding"),
        "duration": v._("Duration"),
        "deadline": v._("Deadline"),
        "partners": v._("Partners"),
        "flags": v._("Conditions"),
    }
    words = _plan(v) | {
        "title": lambda d: v.plain(d.title),
        "partners": lambda d: v.phrases.listing(
            v.partner(code).text for code in (*d.groups, *d.organisations, *d.partners)
        ),
        "flags": lambda d: capitalised(v.conditions(d.flags)) or v.phrases.state("none"),
    }
    parts = (
        (v._("Agreements"), change.agreements),
        (v._("Fields"), change.fields),
        (v._("Requirements"), change.requirements),
    )
    below = {anchor for d in (change.old, change.new) for anchor in below_contacts(d.requirements)}
    return (
        [(names[n], *_cells(v, words[n](change.old), words[n](change.new))) for n in change.facts],
        [(name, [_item(v, item, below) for item in items]) for name, items in parts if items],
    )


def _cells(v: Views, old: str, new: str) -> tuple[Markdown, Markdown]:
    """Return the two sides of a fact that differs for a table; the second says if the words for both are the same."""
    before, after = map(v.with_chinese, (old, new))
    if old == new:
        return before, escape(_reworded(v, alike=True))
    return Markdown(f"<del>{before}</del>"), Markdown(f"<ins>{after}</ins>")


def _sides(v: Views, old: str, new: str) -> dict[str, str]:
    """Return the two sides of a fact that differs in words; the second says if the words for both are the same."""
    return {"old": old, "new": _reworded(v, alike=True) if old == new else new}


def _reworded(v: Views, *, alike: bool) -> str:
    """Return the word for a text that differs. ``alike``: not in the page's language."""
    if alike and v.language == "en":
        return v._("reworded in Chinese, the same in English")
    return v._("reworded")


def changed_texts(changes: Iterable[DirectionChange]) -> Iterator[Text]:
    """Yield a text for each item that differs: one without English, if there is one."""
    for change in changes:
        for item in (*change.agreements, *change.fields, *change.requirements):
            texts = [side.text for side in (item.new, item.old) if side]
            yield min(texts, key=lambda text: text.translation != "none")


def _item(v: Views, change: ItemChange, below: Container[str]) -> tuple[str, Segment]:
    """Return (kind of change, the item's text with the change marked); ``below`` are the items below contacts."""

    def quoted(item: Item) -> Text:
        return up_to_people(item.text, below=item.anchor in below)

    if change.old and change.new:
        old, new = quoted(change.old), quoted(change.new)
        happened = _reworded(v, alike=bool(old.en) and old.en == new.en)
        return happened, v.difference(old, new)
    happened, mark = (v._("added"), "added") if change.new else (v._("dropped"), "removed")
    item = change.new or change.old
    assert item  # at least one side is there
    return happened, v.whole(quoted(item), mark)
