"""The page of a direction."""

from __future__ import annotations

from typing import Any

from generator import ids
from generator.link.versions import compare_directions
from generator.memberships import Membership
from generator.model import HOME, Direction, Guide, Statement
from generator.text.characters import capitalised, within
from generator.text.contacts import named_contacts
from generator.translate.segments import direction_texts
from generator.write.changes import change_line
from generator.write.markdown import Link, Markdown, escape, rich
from generator.write.pages.page import (
    Page,
    Step,
    english_of,
    guides_link,
    in_short,
    make,
    published,
    received,
)
from generator.write.versions import changes_of, version_bar
from generator.write.views import Views

_MOST = 4
"""Maximum number of directions of the same partner that a page shows from newer guides, from its own, and from older ones."""
_DOMAINS = 4
"""Maximum number of shared domains that a page shows of a direction on similar subjects."""


def direction_page(v: Views, direction: Direction) -> Page:
    """Return the page of one direction."""
    library = v.library
    guide, record = library.guide(direction.guide), library.records[direction.guide]
    statements, silent = _statements(direction)
    contacts = _contacts(v, direction)
    below = (text for _, text in direction_texts(direction))
    in_order = {other.order: other for other in guide.directions}
    context = {
        "direction": direction,
        "guide": guide,
        "record": record,
        "final": v.announced(guide),
        "bar": version_bar(v, guide, direction),
        "assumed": any(fact.key == "stage" for fact in v.library.records[guide.id].assumed),
        "changes": changes_of(v, guide),
        "published": published(v, guide),
        **english_of(v, (direction.title, *below)),
        "members": v.by_name({*direction.partners} - {*direction.direct}),
        "grouped": _grouped(v, direction),
        "kind": v.name(library.vocabulary.kind(direction.kind).name),
        **_lineage(v, direction),
        "statements": statements,
        "silent": silent,
        "summed": _summed(v, direction),
        "labels": {
            "projects": v._("Number of projects"),
            "funding": v._("Funding"),
            "projects_and_funding": v._("Projects and funding"),
            "duration": v._("Duration"),
            "deadline": v._("Deadline"),
        },
        "source": v.site(ids.source_path(guide.id, record.file)),
        "received": received(v, guide),
        "landing": v.site(ids.direction_path(direction.id)),
        "json": v.site(ids.direction_path(direction.id) + "index.json"),
        "same_partner": _same_partner(v, direction),
        "similar": [
            (library.directions[other], shared[:_DOMAINS], len(shared[_DOMAINS:]))
            for other, shared in library.similar(direction)
        ],
        "contacts": contacts,
        "parts": [
            (v._("Fields"), "fields", len(direction.fields)),
            (v._("Funding"), "quota", 0),
            (v._("Requirements"), "requirements", len(direction.requirements)),
            *([(v._("Contacts"), "contacts", len(contacts))] if contacts else []),
            (v._("Cite"), "cite", 0),
        ],
        "above": [guides_link(v), v.guide(guide.id)],
        "before": _neighbour(v, in_order.get(direction.order - 1)),
        "after": _neighbour(v, in_order.get(direction.order + 1)),
    }
    return make(
        v,
        "direction",
        v.phrases.noted(v.title(direction), [direction.id]),
        context,
        description=_description(v, direction, guide),
        id=direction.id,
        guide=direction.guide,
        number=direction.number,
        year=guide.year,
        batch=guide.batch,
        stage=guide.stage,
        cooperation=direction.kind,
        partners=list(direction.partners),
        groups=list(direction.groups),
        institutions=list(direction.institutions),
        domains=list(direction.domains),
        flags=[flag.code for flag in direction.flags],
        source=f"{record.received}, {v.lines(direction.span, guide.layout)}",
    )


def _summed(v: Views, direction: Direction) -> tuple[str, bool]:
    """Return the totals that are added up here, in words, and whether one of them is a “no more than” or “about”."""
    words: list[str] = []
    kinds: set[str] = set()
    if "projects" in direction.summed:
        words.append(v._("projects {number}").format(number=v.phrases.quota(direction.projects)))
        kinds.add(direction.projects.kind)
    if "funding" in direction.summed:
        words.append(v._("funding {number}").format(number=v.phrases.funding(direction.funding)))
        kinds.add(direction.funding.kind)
    return v.phrases.comma.join(words), bool({"at_most", "about"} & kinds)


def _neighbour(v: Views, direction: Direction | None) -> Step | None:
    """Return the step to the direction before or after in the same guide."""
    if direction is None:
        return None
    return Step(direction.number, v.direction(direction.id), v.titled(direction).text)


def _grouped(v: Views, direction: Direction) -> list[tuple[str, Membership, list[str]]]:
    """Return the members of its groupings that the text does not name: (summary, record, codes) of each grouping."""
    found = []
    for grouping, codes in v.library.members(direction.id).items():
        record = v.library.vocabulary.membership(grouping)
        assert record is not None
        day = v.library.day(direction.guide)
        named = set(record.on(day)) & {*direction.partners}
        if HOME in record.on(day):
            wording = (
                v._(
                    "{body}: members besides China on {date} that the text does not name one by one ({count})"
                )
                if named
                else v._(
                    "{body}: members besides China on {date} ({count}); the text does not name them individually"
                )
            )
        else:
            wording = (
                v._("{body}: members on {date} that the text does not name one by one ({count})")
                if named
                else v._(
                    "{body}: members on {date} ({count}); the text does not name them individually"
                )
            )
        date = v.phrases.date(day)
        summary = wording.format(body=v.name(record.body), count=len(codes), date=date)
        found.append((summary, record, v.members(record, codes)))
    return found


def _lineage(v: Views, direction: Direction) -> dict[str, Any]:
    """Return the lineage of ``direction``, the steps before and after it, and the changes from and to these."""
    library = v.library
    previous, following = library.previous(direction.id), library.next(direction.id)

    def changed(old: str | None, new: str | None) -> str:
        if old is None or new is None:
            return ""
        return change_line(v, compare_directions(library.directions[old], library.directions[new]))

    return {
        "lineage": library.lineage_of(direction.id),
        "previous": previous,
        "since": changed(previous, direction.id),
        "next": following,
        "until": changed(direction.id, following),
    }


def _same_partner(v: Views, direction: Direction) -> dict[str, Any]:
    """Return the directions of the same partners, the newest first, and the number of those left out.

    Each row is (direction, anchor of the row or an empty text); the direction of the page is among them. Some are left
    out because the number of links on all pages together would be quadratic.
    """
    position = v.library.positions
    siblings = [v.library.directions[sibling] for sibling in v.library.siblings(direction)]
    own = position[direction.guide]
    newer = [d for d in siblings if position[d.guide] > own][::-1]
    same = [d for d in siblings if d.guide == direction.guide]
    older = [d for d in siblings if position[d.guide] < own][::-1]
    rows = [
        *_marked("newer", newer),
        *(row for row in _marked("same", same) if row[0].order < direction.order),
        (direction, ""),
        *(row for row in _marked("same", same) if row[0].order > direction.order),
        *_marked("older", older),
    ]
    return {
        "rows": rows if siblings else [],
        "more": sum(max(0, len(found) - _MOST) for found in (newer, same, older)),
    }


def _marked(anchor: str, directions: list[Direction]) -> list[tuple[Direction, str]]:
    """Return the first of ``directions``, the very first with ``anchor``."""
    return [(found, "" if place else anchor) for place, found in enumerate(directions[:_MOST])]


def _contacts(v: Views, direction: Direction) -> list[tuple[Markdown, list[Markdown], Link | None]]:
    """Return (words as on the page, addresses and numbers, link to the item) of the direction's contacts, each once.

    What stands outside of the items has neither words nor a link.
    """
    known, shown = direction.contacts, set[str]()
    found: list[tuple[Markdown, list[Markdown], Link | None]] = []
    for item in direction.items:
        text = v.plain(item.text) if v.language == "zh" or item.text.en else item.text.zh
        for words, details in named_contacts(text, known):
            if new := [detail for detail in details if detail not in shown]:
                shown.update(details)
                translated = v.language == "zh" or item.text.en
                name = escape(capitalised(words)) if translated else v.chinese(words)
                place = Link(v.item_name(item), f"#{item.anchor}")
                if (
                    found and found[-1][2] == place
                ):  # a place is named once, behind its last contact
                    found[-1] = (*found[-1][:2], None)
                found.append((name, [*map(rich, new)], place))
    rest = (d for d in (*known.emails, *known.phones, *known.urls) if d not in shown)
    return found + [(Markdown(""), [rich(detail)], None) for detail in rest]


def _statements(direction: Direction) -> tuple[list[tuple[list[str], Statement]], list[str]]:
    """Return each statement with its anchors, and the anchors that are left without a statement.

    A subject's anchor belongs to the first statement on it. Links lead to the anchors of projects and of funding, so a
    page needs both even if no statement is on them.
    """
    taken: set[str] = set()
    statements = []
    for statement in direction.statements:
        both = statement.about == "projects_and_funding"
        names = ["projects", "funding"] if both else [statement.about]
        statements.append(([name for name in names if name not in taken], statement))
        taken.update(names)
    return statements, [name for name in ("projects", "funding") if name not in taken]


def _description(v: Views, direction: Direction, guide: Guide) -> str:
    """Return the facts of a direction in two sentences, for a reader who is sent a link to it."""
    partners = v.phrases.listing(partner.text for partner in v.partners(direction))
    told = (
        v._(
            "{partners}. Projects: {projects}; funding: {funding}. Direction {number} of China’s S&T call guide {guide} ({stage})."
        )
        if partners
        else v._(
            "Projects: {projects}; funding: {funding}. Direction {number} of China’s S&T call guide {guide} ({stage})."
        )
    )
    return told.format(
        partners=partners,
        projects=v.phrases.quota(direction.quota, direction.in_words),
        funding=in_short(v, v.phrases.funding(direction.funding, direction.in_words)),
        number=direction.number,
        guide=v.batch(guide),
        stage=within(v.stage(guide)),
    )
