"""The index of domains, and a domain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from generator import ids
from generator.link.totals import totals
from generator.model import Direction, Guide, Item
from generator.write.pages.matrix import axis, by_batch, matrix
from generator.write.pages.older import newest_first
from generator.write.pages.page import Page, make
from generator.write.pages.partner import named_partners
from generator.write.pages.quotations import quotations
from generator.write.pages.reach import reach
from generator.write.shapes import Link, Matrix, MatrixRow
from generator.write.views import Views


def domains_page(v: Views) -> Page:
    """All domains of the vocabulary, those without directions included."""
    rows = [
        {
            "link": v.domain(domain.code),
            "scope": v.name(domain.scope),
            "directions": len(found := v.library.by_domain.get(domain.code, ())),
            "partners": len(
                {p for d in found for p in v.library.directions[d].named_partners},
            ),
            "ford": domain.ford,
        }
        for domain in v.library.vocabulary.domains
    ]
    library = v.library
    named = list(library.by_domain)
    context = {
        "rows": rows,
        "axis": axis(v),
        "over_time": _over_time(v, named),
        "by_partner": Matrix(
            tuple(map(v.domain, named)),
            [_by_domain(v, code, named) for code in named_partners(library)],
        ),
    }
    description = v._(
        "Subjects of China's S&T cooperation calls: {count} domains in {reach}; which partners name which, and when."
    ).format(count=len(named), reach=reach(v, library.directions))
    return make(v, "domains", v._("Domains"), context, description=description)


def _over_time(v: Views, named: Iterable[str]) -> Matrix:
    """How many directions of each guide name each of the domains ``named``."""

    def cell(guide: Guide, naming: Sequence[Direction]) -> str:
        part = v._("{part} of {whole}")
        return part.format(part=len(naming), whole=len(guide.directions)) if naming else ""

    return by_batch(v, ((v.domain(code), v.library.by_domain[code]) for code in named), cell)


def _by_domain(v: Views, partner: str, domains: Sequence[str]) -> MatrixRow:
    """How many directions of ``partner`` name each of ``domains``, as links to its own matrix."""
    direct = v.library.current(a.direction for a in v.library.by_partner[partner] if a.direct)
    counts = Counter(domain for direction in direct for domain in direction.domains)
    page = v.partner(partner)
    marks = [
        [Link(str(counts[domain]), ids.place(page.href, "domains"))] if counts[domain] else []
        for domain in domains
    ]
    return MatrixRow(page, marks)


def domain_page(v: Views, code: str) -> Page:
    """A domain: who works on it and when, its fields as worded, what comes along with it."""
    library = v.library
    domain = library.vocabulary.domain(code)
    found = library.by_domain.get(code, ())
    rows, older = newest_first(v, found)
    counted = library.current(found)
    context = {
        "scope": v.name(domain.scope),
        "ford": domain.ford,
        "rows": rows,
        "older": older,
        "axis": axis(v, found),
        "shares": _shares(v, counted),
        "partners": matrix(
            v, counted, lambda d: d.named_partners, v.partner, list(library.by_partner)
        ),
        "fields": quotations(
            v,
            (
                (direction, item)
                for direction in library.newest_first(found)
                for item in naming(direction.fields, code)
            ),
        ),
        "along": _along(v, counted, code),
        "data": [v.feed()],
    }
    description = v._(
        "{domain} in China's S&T cooperation calls: {reach}. Partners, shares of each guide, and fields as worded."
    ).format(domain=v.name(domain.name), reach=reach(v, found))
    return make(v, "domain", v.name(domain.name), context, id=code, description=description)


def _shares(v: Views, counted: Sequence[Direction]) -> list[dict[str, Any]]:
    """How many directions of each guide name the domain, and how many projects those plan."""
    naming: dict[str, list[Direction]] = {}
    for direction in counted:
        naming.setdefault(direction.guide, []).append(direction)
    return [
        {
            "guide": v.guide(guide),
            "directions": (len(found), len(guide.directions)),
            "projects": [
                v.phrases.bounded(*totals(directions).projects, None)
                for directions in (found, guide.directions)
            ],
        }
        for guide in v.library.guides
        for found in (naming.get(guide.id, []),)
    ]


def naming(items: Iterable[Item], code: str) -> list[Item]:
    """The items that name the domain ``code``; of one within another the inner one."""
    return [
        found
        for item in items
        for found in naming(item.children, code) or ([item] if code in item.domains else [])
    ]


def _along(v: Views, directions: Iterable[Direction], code: str) -> list[tuple[Link, int]]:
    """Domains that the same directions name, the most frequent first, with how many do."""
    counts = Counter(other for d in directions for other in d.domains if other != code)
    order = [domain.code for domain in v.library.vocabulary.domains]
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], order.index(pair[0])))
    return [(v.domain(other), count) for other, count in ranked]


def share_anchor(directions: Sequence[Direction], code: str) -> str:
    """Where a domain's page tells of ``directions``, which are of one guide: the fields that it
    quotes from it, or the table where none of them is a field of its own.
    """
    quoted = any(naming(direction.fields, code) for direction in directions)
    return ids.in_guide(directions[0].guide) if quoted else "directions"
