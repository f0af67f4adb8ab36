"""The page of a direction."""

from __future__ import annotations

from typing import Any

from generator import ids
from generator.link.versions import compare_directions
from generator.memberships import Membership
from generator.model import Direction, Guide, Statement
from generator.translate import texts
from generator.write.changes import change_line
from generator.write.pages.page import (
    Page,
    about_the_english,
    in_short,
    item_names,
    make,
    published,
    received,
)
from generator.write.versions import changes_of, version_bar
from generator.write.views import Views

_MOST = 8
"""Maximum number of directions of the same partner that a page shows from newer guides, and from older ones."""


def direction_page(v: Views, direction: Direction) -> Page:
    """Return the page of one direction."""
    library, regions = v.library, v.library.vocabulary.regions
    guide, record = library.guide(direction.guide), library.records[direction.guide]
    statements, silent = _statements(direction)
    in_order = {other.order: other for other in guide.directions}
    context = {
        "direction": direction,
        "guide": guide,
        "record": record,
        "final": v.announced(guide),
        "bar": version_bar(v, guide, direction),
        "changes": changes_of(v, guide),
        "published": published(v, guide),
        "about_the_english": about_the_english(v, texts((guide.title, direction))),
        "untranslated": v.language == "en"
        and any(text.en is None and text.zh.strip() for text in texts(direction)),
        "members": [code for code in direction.partners if code not in direction.direct],
        "grouped": _grouped(v, direction),
        "regions": [v.name(regions[code].name) for code in direction.regions],
        "kind": v.name(library.vocabulary.kind(direction.kind).name),
        **_lineage(v, direction),
        "statements": statements,
        "silent": silent,
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
        "same_domains": [
            (library.directions[other], shared)
            for other, shared in library.sharing_domains(direction)
        ],
        "names": item_names(v, direction),
        "before": in_order.get(direction.order - 1),
        "after": in_order.get(direction.order + 1),
    }
    return make(
        v,
        "direction",
        f"{v.plain(direction.title)} ({direction.id})",
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


def _grouped(v: Views, direction: Direction) -> list[tuple[str, Membership, tuple[str, ...]]]:
    """Return the members of its groupings that the text does not name: (summary, record, codes) of each grouping."""
    found = []
    for grouping, codes in v.library.members(direction.id).items():
        record = v.library.vocabulary.membership(grouping)
        assert record is not None
        named = set(record.on(v.library.day(direction.guide))) & {*direction.partners}
        wording = (
            v._("{body}: {count} members on {date} that the text does not name as eligible")
            if named
            else v._("{body}: {count} members on {date}; the text names none of them as eligible")
        )
        date = v.phrases.date(v.library.day(direction.guide))
        summary = wording.format(body=v.name(record.body), count=len(codes), date=date)
        found.append((summary, record, codes))
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
    """Return the siblings of ``direction`` from newer, the same and older guides, and the number of those left out.

    Some are left out because the number of links on all pages together would be quadratic.
    """
    position = v.library.positions
    siblings = [v.library.directions[sibling] for sibling in v.library.siblings(direction)]
    own = position[direction.guide]
    older = [d for d in siblings if position[d.guide] < own]
    newer = [d for d in siblings if position[d.guide] > own]
    return {
        "newer": newer[-_MOST:],
        "same": [d for d in siblings if d.guide == direction.guide],
        "older": older[-_MOST:][::-1],
        "more": sum(max(0, len(found) - _MOST) for found in (newer, older)),
    }


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
    return v._(
        "{partners}: projects {projects}, funding {funding}. Direction {number} of China's S&T cooperation calls {guide}, {stage}."
    ).format(
        partners=v.phrases.listing(v.partner(code).text for code in direction.named_partners)
        or v.phrases.state("not_stated"),
        projects=v.phrases.quota(direction.quota, direction.in_words),
        funding=in_short(v, v.phrases.funding(direction.funding, direction.in_words)),
        number=direction.number,
        guide=v.batch(guide),
        stage=v.stage(guide).lower(),
    )
