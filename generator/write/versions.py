"""The version bar of a page: where the draft, the final text, the earlier and the later call are, or why there is no link."""

from __future__ import annotations

from typing import NamedTuple

from generator import ids
from generator.model import Direction, Guide, Stage
from generator.write.markdown import Link, Markdown, escape, link
from generator.write.views import Views


class Version(NamedTuple):
    """A place of the bar: its name, and a link, “this page”, or a state in words."""

    name: str
    words: Markdown


def version_bar(v: Views, guide: Guide, direction: Direction | None = None) -> list[Version]:
    """Return the places of the bar on the page of ``guide``, or of its ``direction``."""
    places = [
        Version(v._("Draft"), _version(v, guide, direction, "draft")),
        Version(v._("Final text"), _version(v, guide, direction, "final")),
    ]
    if direction is None:
        return places
    steps = (
        (v._("Earlier call"), v.library.previous(direction.id)),
        (v._("Later call"), v.library.next(direction.id)),
    )
    none = v.state("none", v._("none in the guides held here"))
    return [*places, *(Version(name, _direction(v, d) if d else none) for name, d in steps)]


def _version(v: Views, guide: Guide, direction: Direction | None, stage: Stage) -> Markdown:
    """Return the place of the draft or the final text of ``guide``, or of ``direction`` in it."""
    if guide.stage == stage:
        words = escape(v._("this page"))
        return Markdown(f'*{words}*{{ aria-current="page" }}')
    if other := v.library.other_version(guide.id):
        if direction is None:
            return link(v.guide(other))
        counterpart = v.library.counterpart(direction.id)
        if counterpart:
            return _direction(v, counterpart)
        absent = v._("not in the final text") if stage == "final" else v._("not in the draft")
        return v.state("none", absent)
    untied = ids.without_stage(guide.id) if stage == "final" else f"{guide.id}-draft"
    if untied in v.library.positions:  # part of a guide is no version of it
        return link(v.guide(untied))
    record = v.library.records[guide.id]
    known = record.final if stage == "final" else record.supersedes
    return v.state("not_held" if known else "not_known")


def changes_of(v: Views, guide: Guide) -> str | None:
    """Return the address of the page on the changes from the draft to the final text; None unless both are held here."""
    other = v.library.other_version(guide.id)
    return v.changes(other if guide.stage == "draft" else guide.id) if other else None


def _direction(v: Views, direction_id: str) -> Markdown:
    """Return a link to a direction, with its guide and number as text."""
    direction = v.library.directions[direction_id]
    text = v._("{guide}, {number}").format(
        guide=v.guide(direction.guide).text, number=direction.number
    )
    return link(Link(text, v.direction(direction_id)))
