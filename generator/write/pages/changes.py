"""What changed between a draft and its final text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from generator import ids
from generator.link.versions import DirectionChange, ItemChange
from generator.model import Direction, Guide
from generator.write.markdown import Markdown
from generator.write.pages.page import Page, make
from generator.write.shapes import Link, Segment
from generator.write.views import Views


def changes_page(v: Views, final: Guide) -> Page:
    """The directions of ``final`` against those of its draft."""
    changes = v.library.versions[final.id]
    draft = v.library.guide(str(v.library.records[final.id].supersedes))
    rows = [_row(v, change) for change in changes]
    context = {
        "draft": v.guide(draft),
        "final": v.guide(final),
        "rows": rows,
        "details": [
            change_details(v, change)
            for change in changes
            if change.old and change.new and not change.unchanged
        ],
        "kept": sum(bool(change.old and change.new) for change in changes),
        "come": sum(change.old is None for change in changes),
        "gone": sum(change.new is None for change in changes),
    }
    title = v._("{guide}: from draft to final text").format(guide=v.batch(final))
    description = v._(
        "What became of the draft of {guide}: {kept} directions also in the final text, {come} new, {gone} left out; each change word by word."
    ).format(guide=v.batch(final), **{name: context[name] for name in ("kept", "come", "gone")})
    return make(v, "changes", title, context, id=final.id, description=description)


def _row(v: Views, change: DirectionChange) -> dict[str, Any]:
    direction = change.new or change.old
    if change.old is None:
        result = v._("new")
    elif change.new is None:
        result = v._("not in the final text")
    else:
        result = v._("unchanged") if change.unchanged else v._("changed")
    return {
        "old": v.number(change.old.id) if change.old else None,
        "new": v.number(change.new.id) if change.new else None,
        "title": v.segment(direction.title) if direction else None,
        "result": result,
    }


def change_details(v: Views, change: DirectionChange) -> dict[str, Any]:
    """Facts that differ, and items word by word, of a direction that both sides have."""
    old, new = change.old, change.new
    if old is None or new is None:
        raise ValueError("a direction that came or went has no details")
    phrases = v.phrases
    values = {
        "title": (v._("Title"), v.plain(old.title), v.plain(new.title)),
        "projects": (v._("Projects"), phrases.quota(old.quota), phrases.quota(new.quota)),
        "funding": (v._("Funding"), phrases.funding(old.funding), phrases.funding(new.funding)),
        "duration": (
            v._("Duration"),
            phrases.duration(old.duration),
            phrases.duration(new.duration),
        ),
        "partners": (v._("Partners"), _partners(v, old), _partners(v, new)),
        "flags": (v._("Conditions"), _flags(v, old), _flags(v, new)),
    }
    return {
        "link": Link(f"{new.number} {v.plain(new.title)}", v.direction(new.id)),
        "anchor": ids.positional("direction", (new.order,)),
        "facts": [values[name] for name in change.facts],
        "parts": [
            (name, [_item(v, item) for item in items])
            for name, items in (
                (v._("Agreements"), change.agreements),
                (v._("Fields"), change.fields),
                (v._("Requirements"), change.requirements),
            )
            if items
        ],
    }


def _partners(v: Views, direction: Direction) -> str:
    codes: Iterable[str] = (*direction.groups, *direction.partners)
    return v.phrases.listing(v.partner(code).text for code in codes)


def _flags(v: Views, direction: Direction) -> str:
    names = [v.name(v.library.vocabulary.flag(flag.code).name) for flag in direction.flags]
    return v.phrases.listing(names) or "—"


def _item(v: Views, change: ItemChange) -> tuple[str, Segment]:
    """(what happened, the item with what changed marked)."""
    if change.old is None and change.new:
        return v._("added"), _all(v.segment(change.new.text), "ins")
    if change.new is None and change.old:
        return v._("dropped"), _all(v.segment(change.old.text), "del")
    if change.old is None or change.new is None:
        raise ValueError("an item change has at least one side")
    old, new = change.old.text, change.new.text
    alike = v.language == "en" and bool(old.en) and old.en == new.en
    happened = v._("reworded in Chinese, the same in English") if alike else v._("reworded")
    return happened, v.difference(old, new)


def _all(segment: Segment, mark: str) -> Segment:
    """``segment`` marked from one end to the other."""
    return replace(segment, paragraphs=(Markdown(f"<{mark}>{segment.inline}</{mark}>"),))
