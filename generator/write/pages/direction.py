"""A direction."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Any

from generator import ids
from generator.model import Direction, Guide, Statement, Text
from generator.translate import texts
from generator.write.changes import change_line
from generator.write.pages.page import Page, final_text, make, version_of
from generator.write.shapes import Link
from generator.write.views import Views

_MOST = 8
"""How many directions of the same partner a page shows of newer guides, and of older ones."""


def direction_page(v: Views, direction: Direction) -> Page:
    """The page of one direction."""
    library, phrases = v.library, v.phrases
    guide = library.guide(direction.guide)
    record = library.records[guide.id]
    untranslated = v.language == "en" and any(t.en is None for t in _shown(direction))
    context = {
        "direction": direction,
        "heading": v.segment(direction.title),
        "guide": v.guide(guide),
        "guide_title": v.segment(guide.title),
        "stage": v.stage(guide),
        "draft": guide.stage == "draft",
        "final": final_text(v, guide),
        "lineage": _lineage(v, direction),
        "version": version_of(v, guide, direction),
        "untranslated": untranslated,
        "partners": tuple(map(v.partner, direction.named_partners)),
        "members": tuple(
            v.partner(code) for code in direction.partners if code not in direction.direct
        ),
        "regions": tuple(
            v.name(library.vocabulary.regions[code].name)
            for code in direction.regions
            if code not in direction.home_regions
        ),
        "kind": v.name(library.vocabulary.kind(direction.kind).name),
        "projects": phrases.quota(direction.quota),
        "funding": phrases.funding(direction.funding),
        "duration": phrases.duration(direction.duration),
        "duration_anchor": direction.duration_anchor,
        "flags": tuple(
            Link(
                v.name(library.vocabulary.flag(flag.code).name),
                ids.place("", flag.anchor),
                v.name(library.vocabulary.flag(flag.code).scope),
            )
            for flag in direction.flags
        ),
        "domains": tuple(map(v.domain, direction.domains)),
        "labels": _labels(v, direction),
        "agreements": v.tree(direction.agreements, direction, sentences=False),
        "commitment": v.segment(direction.commitment, closing=True)
        if direction.commitment
        else None,
        "fields_lead": v.segment(direction.fields_lead) if direction.fields_lead else None,
        "fields": v.tree(direction.fields, direction, sentences=False),
        "fields_tail": direction.fields_tail,
        "statements": tuple(_statement(v, *one) for one in _anchored(direction)),
        "silent": _silent(v, direction),
        "summed": _is_summed(direction),
        "strands": tuple(
            {
                "anchor": strand.anchor,
                "title": v.segment(strand.title, linked=False),
                "projects": phrases.quota(strand.projects),
                "funding": phrases.funding(strand.funding),
            }
            for strand in direction.strands
        ),
        "requirements": v.tree(direction.requirements, direction, sentences=True),
        "reviewed": phrases.date(library.reviewed) if library.reviewed else None,
        "remarks": v.tree(direction.remarks, direction, sentences=True),
        "contacts": direction.contacts,
        "lines": v.lines(direction.span, guide.layout),
        "record": record,
        "source": v.site(ids.source_path(guide.id, record.file)),
        "landing": v.site(ids.direction_path(direction.id)),
        "json": v.site(ids.direction_path(direction.id) + "index.json"),
        "same_partner": _same_partner(v, direction),
        "akin": [
            (v.row(other), tuple(map(v.domain, shared)))
            for other, shared in library.akin(direction)
        ],
        "before": _neighbour(v, guide, direction.order - 1),
        "after": _neighbour(v, guide, direction.order + 1),
    }
    description = _description(v, direction, guide)
    meta = {
        "id": direction.id,
        "guide": direction.guide,
        "number": direction.number,
        "year": guide.year,
        "batch": guide.batch,
        "stage": guide.stage,
        "cooperation": direction.kind,
        "partners": list(direction.partners),
        "groups": list(direction.groups),
        "institutions": list(direction.institutions),
        "domains": list(direction.domains),
        "flags": [flag.code for flag in direction.flags],
        "source": f"{record.received}, {v.lines(direction.span, guide.layout)}",
    }
    return make(
        v,
        "direction",
        f"{v.plain(direction.title)} ({direction.id})",
        context,
        description=description,
        **meta,
    )


def _lineage(v: Views, direction: Direction) -> dict[str, Any]:
    """The lineage of ``direction``, its neighbours there, and what changed to and from them."""
    library = v.library
    lineage = library.lineage_of(direction.id)

    def step(other: str | None, *, earlier: bool) -> dict[str, Any] | None:
        if other is None:
            return None
        pair = (other, direction.id) if earlier else (direction.id, other)
        return {"link": v.place(other), "line": v.once(("line", *pair), lambda: _line(v, *pair))}

    return {
        "href": v.page(ids.lineage_path(lineage.code, v.language)),
        "steps": len(lineage.steps),
        "previous": step(library.previous(direction.id), earlier=True),
        "next": step(library.next(direction.id), earlier=False),
    }


def _same_partner(v: Views, direction: Direction) -> dict[str, Any]:
    """The siblings of ``direction`` in newer guides, in its own, and in older ones, and how many are
    left out: all of them on each of their pages would be their square.
    """
    places = v.once("places", lambda: {g.id: place for place, g in enumerate(v.library.guides)})
    siblings = v.library.siblings(direction)
    own = places[direction.guide]
    start = bisect_left(siblings, own, key=lambda d: places[ids.guide_of(d)])
    end = bisect_right(siblings, own, key=lambda d: places[ids.guide_of(d)])
    older, same, newer = siblings[:start], siblings[start:end], siblings[end:]
    return {
        "newer": v.rows(newer[-_MOST:]),
        "same": v.rows(same),
        "older": v.rows(older[-_MOST:][::-1]),
        "more": sum(max(0, len(found) - _MOST) for found in (newer, older)),
    }


def _line(v: Views, old: str, new: str) -> str:
    return change_line(v.library.change(old, new), v.phrases, v.library.vocabulary)


def _shown(direction: Direction) -> Iterator[Text]:
    """The texts of a direction that its page shows in one language."""
    for text in texts(direction):
        if text.zh.strip():
            yield text


def _labels(v: Views, direction: Direction) -> dict[str, str]:
    """Headings: in Chinese the guide's own labels, in English ours."""
    ours = {
        "agreements": v._("Agreements"),
        "commitment": v._("Diplomatic commitment"),
        "fields": v._("Fields"),
        "requirements": v._("Requirements"),
    }
    return ours | direction.labels if v.language == "zh" else ours


def _anchored(direction: Direction) -> list[tuple[list[str], Statement]]:
    """Statements with their anchors: the first on each subject carries it."""
    taken: set[str] = set()
    anchored: list[tuple[list[str], Statement]] = []
    for statement in direction.statements:
        both = statement.about == "projects_and_funding"
        names = ["projects", "funding"] if both else [statement.about]
        anchored.append(([name for name in names if name not in taken], statement))
        taken.update(names)
    return anchored


def _silent(v: Views, direction: Direction) -> list[tuple[str, str]]:
    """(anchor, heading) of projects and money where no statement is on them: links lead there."""
    stated = {name for names, _ in _anchored(direction) for name in names}
    headings = {"projects": v._("Number of projects"), "funding": v._("Funding")}
    return [(name, words) for name, words in headings.items() if name not in stated]


def _statement(v: Views, anchors: list[str], statement: Statement) -> dict[str, Any]:
    english = {
        "projects": v._("Number of projects"),
        "funding": v._("Funding"),
        "projects_and_funding": v._("Projects and funding"),
        "duration": v._("Duration"),
    }[statement.about]
    return {
        "anchor": next(iter(anchors), None),
        "also": anchors[1:],
        "label": statement.label if v.language == "zh" else english,
        "text": v.segment(statement.text, closing=True),
    }


def _is_summed(direction: Direction) -> bool:
    """Whether quota or money is a sum of ours: several statements, or parts without a total."""
    quotas = [s for s in direction.statements if s.about in ("projects", "projects_and_funding")]
    return bool(direction.strands) and (
        len(quotas) > 1 or any("；" in s.text.zh or s.text.zh.startswith("各") for s in quotas)
    )


def _description(v: Views, direction: Direction, guide: Guide) -> str:
    """One sentence for search engines and previews."""
    separator = "，" if v.language == "zh" else "; "
    colon = "：" if v.language == "zh" else ": "
    number = v._("direction {number}").format(number=ids.number_of(direction.id))
    parts = [
        v.phrases.listing(v.partner(code).text for code in direction.named_partners),
        v._(", ").join((v.batch(guide), number, v.stage(guide).lower())),
        f"{v._('Number of projects')}{colon}{v.phrases.quota(direction.quota)}",
        f"{v._('Funding')}{colon}{v.phrases.funding(direction.funding)}",
    ]
    return separator.join(filter(None, parts))


def _neighbour(v: Views, guide: Guide, order: int) -> Link | None:
    """The direction before or after in the same guide."""
    if not 1 <= order <= len(guide.directions):
        return None
    direction = guide.directions[order - 1]
    return Link(f"{direction.number} {v.plain(direction.title)}", v.direction(direction.id))
