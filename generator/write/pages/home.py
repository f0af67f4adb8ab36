"""The home page: the search, three ways in, what the newest guide changes, and the totals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from math import log2
from typing import NamedTuple

from generator import ids
from generator.link import Library
from generator.link.totals import totals
from generator.link.versions import compare_directions
from generator.model import Direction, Guide, Stage
from generator.write.markdown import Link
from generator.write.pages.matrix import axis
from generator.write.pages.page import Page, make, reach
from generator.write.views import Views

_COUNTED, _TABLED, _TOLD = 8, 6, 5
"""Maximum number of partners with their counts, of guides in the table, and of changes."""
_OPENED, _BESIDE, _FIRST = 30.0, 20.0, 10.0
"""Weights of changes that come before all changes of a number, whose weight is the doublings from old to new."""
_LEAST = 0.1
"""Weight of a change that is not one from a number to a number."""
_SPECIAL = ("flagship", "joint_laboratory", "joint_centre", "industry_research", "exchange")
"""Kinds that say more of a call than that there is one."""


class News(NamedTuple):
    """A change in the newest guide: whom it concerns, with links to where it is told, and the change in words."""

    links: Sequence[Link]
    words: str
    weight: float


def home_page(v: Views) -> Page:
    """Return the home page."""
    library = v.library
    types = {code: library.vocabulary.partner_type(code) for code in library.by_partner}
    count = {code: len(library.direct(code)) for code in v.by_name(library.by_partner)}
    least = sorted((*count.values(), *[0] * (_COUNTED + 1)), reverse=True)[_COUNTED]
    most = sorted((c for c in count if count[c] > least), key=count.__getitem__, reverse=True)
    domains = [v.domain(code) for code in library.by_domain]
    newest = newest_guide(library)
    context = {
        "suggestions": [link.text for link in (*map(v.partner, count), *domains)],
        "most": [(v.partner(code), library.direct(code)) for code in most],
        "named": [v.partner(code) for code in count if count[code] and code not in most],
        "others": [v.partner(code) for code in count if not count[code]],
        "domains": domains,
        "newest": newest,
        "against": _earlier_guide(v, newest) if newest else None,
        "news": news(v, newest)[:_TOLD] if newest else [],
        "message": message(v),
        "axis": axis(v),
        "held": _counted(v, (guide.stage for guide in library.guides), "份"),
        "directions": v.apart(library.directions),
        "countries": _apart(v, [code for code in types if types[code] in ("country", "region")]),
        "groupings": _apart(v, [code for code in types if types[code] == "grouping"]),
        "years": v.years(library.guides),
        "guides": library.guides[: -_TABLED - 1 : -1],
        "feed": replace(v.feed(), text=v._("Feed of all directions (Atom)")),
    }
    description = v._(
        "China’s intergovernmental S&T cooperation calls, direction by direction, in Chinese and English: {reach}."
    ).format(reach=reach(v, library.directions))
    title = v._("STI Cooperation Guides")
    return make(v, "home", title, context, hide=["navigation", "toc"], description=description)


def _apart(v: Views, partners: Iterable[str]) -> list[str]:
    """Return how many of ``partners`` final texts name, and how many drafts do."""
    named = [(a.direction for a in v.library.by_partner[code]) for code in partners]
    return _counted(v, (stage for found in named for stage in v.library.by_stage(found)))


def _counted(v: Views, stages: Iterable[Stage], measure: str = "个") -> list[str]:
    """Return how often each of ``stages`` is there, final texts first: “Final texts: 15”, “Drafts: 20”."""
    counts = Counter(stages)
    return [v.staged(s, v.phrases.count(counts[s], measure)) for s in sorted(counts, reverse=True)]


def newest_guide(library: Library) -> Guide | None:
    """Return the newest guide; a sister guide of a batch only if there is no other. None without guides."""
    standing = library.in_force
    return next(iter([g for g in standing if g.series is None][::-1] or standing[::-1]), None)


def _earlier_guide(v: Views, guide: Guide) -> tuple[Link, str] | None:
    """Return the guide before ``guide`` in its series, and the address of the comparison of the two."""
    for earlier, later in v.library.consecutive & set(v.library.guide_pairs):
        if later == guide.id:
            return v.guide(earlier), v.page(ids.comparison_path(earlier, later, v.language))
    return None


def message(v: Views) -> str:
    """Return a sentence on the projects of the last three guides: the title of the picture of all guides.

    It names each guide, so it compares nothing that is not comparable, and holds whatever guides come in.
    """
    planned = [
        v._("{projects} in {guide}").format(
            projects=v.sums(guide.directions)[0], guide=v.guide_name(guide)
        )
        for guide in v.library.in_force[:-4:-1]
    ]
    return v._("Projects planned: {planned}").format(planned=v._("; ").join(planned))


# What changed


def news(v: Views, guide: Guide) -> list[News]:
    """Return what ``guide`` changes against the earlier calls of its partners, the most telling first, one each."""
    first = _first_named(v, guide)
    found = [*filter(None, (_news(v, direction) for direction in guide.directions)), *first]
    told: dict[tuple[str, ...], News] = {}
    for new in sorted(found, key=lambda new: -new.weight):
        told.setdefault(tuple(link.text for link in new.links), new)
    return list(told.values())


def _news(v: Views, direction: Direction) -> News | None:
    """Return what ``direction`` changes: numbers against the earlier call, or a call of another kind beside a known one."""
    previous = v.library.previous(direction.id)
    if previous is None:
        return _beside(v, direction)
    old = v.library.directions[previous]
    facts = compare_directions(old, direction).facts
    weight = max((_WEIGHTS[fact](old, direction) for fact in facts if fact in _WEIGHTS), default=0)
    if not weight:
        return None
    words = v._("{new}; in {guide}, {old}").format(
        new=_plan(v, direction, facts),
        guide=v.guide_name(v.library.guide(old.guide)),
        old=_plan(v, old, facts),
    )
    page = v.lineage(v.library.lineage_of(direction.id).code, direction).href
    place = ids.place(page, ids.step_anchor(direction.guide))
    siblings = (v.library.directions[d] for d in v.library.siblings(direction) if d != old.id)
    others = {d.guide for d in siblings if d.named_partners == direction.named_partners}
    if others & {direction.guide, old.guide}:  # the partners alone do not say which call it is
        words = v._("{kind} – {words}").format(kind=v.kind(direction.kind), words=words)
    return News([Link(_partners(v, direction), place)], words, weight)


def _beside(v: Views, direction: Direction) -> News | None:
    """Return the news of a special call beside others of the same partner in the guide, if it had none of this kind."""
    library = v.library
    siblings = [library.directions[sibling] for sibling in library.siblings(direction)]
    known = {sibling.kind for sibling in siblings if sibling.guide != direction.guide}
    others = [sibling for sibling in siblings if sibling.guide == direction.guide]
    if direction.kind not in _SPECIAL or direction.kind in known or not (known and others):
        return None
    words = v._("{kind} ({plan}) alongside {others}").format(
        kind=v.kind(direction.kind),
        plan=_plan(v, direction, ("projects", "funding")),
        others=v.phrases.listing(dict.fromkeys(v.kind(other.kind) for other in others)),
    )
    return News([Link(_partners(v, direction), v.direction(direction.id))], words, _BESIDE)


def _first_named(v: Views, guide: Guide) -> Iterator[News]:
    """Yield the partners of ``guide`` that no title of an earlier guide names; nothing if there is no earlier guide."""
    library, version_of = v.library, v.library.records[guide.id].supersedes
    earlier = {g.id for g in library.guides[: library.positions[guide.id]]} - {version_of}
    fresh = {
        code: direction
        for direction in guide.directions
        for code in direction.named_partners
        if not any(ids.guide_of(named) in earlier for named in library.direct(code))
    }
    if earlier and fresh:
        links = [
            Link(v.partner(code).text, v.direction(fresh[code].id)) for code in v.by_name(fresh)
        ]
        yield News(links, v._("in a title for the first time in the guides held here"), _FIRST)


def _partners(v: Views, direction: Direction) -> str:
    """Return the partners of ``direction`` in words, or its title if it names none."""
    names = v.partner_names(direction)
    return v.phrases.listing(names) if direction.named_partners else v.title(direction)


def _plan(v: Views, direction: Direction, facts: Sequence[str]) -> str:
    """Return those of projects, funding and duration that are in ``facts``, in words."""
    phrases, in_words = v.phrases, direction.in_words
    projects = phrases.quota(direction.quota, in_words)
    funding = phrases.funding(direction.funding, in_words)
    without = [
        phrases.state(code) for code in ("not_stated", "to_be_determined", "as_the_text_says")
    ]
    if {"projects", "funding"} <= set(facts) and projects == funding and projects in without:
        told = {"projects": v._("projects and funding {state}").format(state=projects)}
    else:
        no_projects, no_funding = v._("projects {state}"), v._("funding {state}")
        some = v._("{number} project") if projects == "1" else v._("{number} projects")
        told = {
            "projects": no_projects.format(state=projects)
            if projects in without
            else some.format(number=projects),
            "funding": no_funding.format(state=funding)
            if funding in without
            else v._("funding of {amount}").format(amount=funding),
        }
    duration = phrases.duration(direction.duration, in_words)
    told["duration"] = v._("duration {duration}").format(duration=duration)
    return v._(", ").join(words for fact, words in told.items() if fact in facts)


def _projects(old: Direction, new: Direction) -> float:
    opened = bool(new.quota and new.quota.kind == "tbd") and "projects" not in new.in_words
    before, after = (totals([direction]).projects[1] for direction in (old, new))
    return _OPENED if opened and before else _doublings(before, after)


def _funding(old: Direction, new: Direction) -> float:
    opened = new.funding.kind == "tbd" and "funding" not in new.in_words
    before, after = old.funding.amount_cny or 0, new.funding.amount_cny or 0
    return _OPENED if opened and before else _doublings(before, after)


def _duration(_old: Direction, _new: Direction) -> float:
    return _LEAST


def _doublings(before: int, after: int) -> float:
    """Return how many times one number has to be doubled to be the other, or a little if one is not known."""
    return abs(log2(after / before)) if before and after else _LEAST


_WEIGHTS: dict[str, Callable[[Direction, Direction], float]] = {
    "projects": _projects,
    "funding": _funding,
    "duration": _duration,
}
"""Fact → function that returns the weight of its change."""
