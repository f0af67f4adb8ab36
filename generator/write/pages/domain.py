"""The index of domains, and the page of a domain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from generator import ids
from generator.model import Direction, Guide, Item
from generator.write.markdown import Link
from generator.write.pages.matrix import Matrix, Row, axis, by_guide, partners_over_time
from generator.write.pages.page import (
    Page,
    english_of,
    make,
    newest_first,
    quotations,
    quoted_texts,
    reach,
)
from generator.write.pages.partner import named_partners
from generator.write.views import Views


def domains_page(v: Views) -> Page:
    """Return the page of all domains of the vocabulary, including those without directions."""
    library, named = v.library, list(v.library.by_domain)

    def share(guide: Guide, naming: list[str]) -> str:
        return v.phrases.share(len(naming), len(guide.directions)) if naming else ""

    rows = [(v.domain(code), library.by_domain[code]) for code in named]
    context = {
        "rows": [_summary(v, domain.code) for domain in library.vocabulary.domains],
        "axis": axis(v),
        "over_time": by_guide(v, rows, share, axis(v)[:2]),
        "by_partner": Matrix(
            [v.domain(code) for code in named],
            [_by_domain(v, code, named) for code in named_partners(v)],
        ),
    }
    description = v._(
        "Subjects of China’s S&T cooperation calls by domain ({count}), in {reach}: with which partners, and when."
    ).format(count=len(named), reach=reach(v, library.directions))
    return make(v, "domains", v._("Domains"), context, description=description)


def _summary(v: Views, code: str) -> dict[str, Any]:
    domain = v.library.vocabulary.domain(code)
    found = v.library.by_domain.get(code, ())
    staged = v.library.by_stage(found)
    partners = (
        {partner for direction in staged.get(stage, ()) for partner in direction.named_partners}
        for stage in ("final", "draft")
    )
    return {
        "link": v.domain(code),
        "scope": v.name(domain.scope),
        "directions": v.columns(found),
        "partners": v.pair(*map(len, partners)),
        "ford": domain.ford,
    }


def _by_domain(v: Views, partner: str, domains: Sequence[str]) -> Row:
    """Return the number of directions of ``partner`` for each of ``domains``, as links to the partner's own table.

    Final texts and drafts stand apart: “2 / 1”.
    """
    staged = v.library.by_stage(v.library.direct(partner))
    final, draft = (
        Counter(domain for direction in staged.get(stage, ()) for domain in direction.domains)
        for stage in ("final", "draft")
    )
    page = v.partner(partner)
    href = ids.place(page.href, "timeline")
    return page, [
        [Link(v.pair(final[d], draft[d]), href)] if final[d] or draft[d] else [] for d in domains
    ]


def domain_page(v: Views, code: str) -> Page:
    """Return the page of a domain: its partners over time, quotations of its fields, and domains that occur with it."""
    library = v.library
    domain = library.vocabulary.domain(code)
    found = library.by_domain.get(code, ())
    counted = library.current(found)
    fields = quotations(v, ((d, naming(d.fields, code)) for d in library.newest_first(found)))
    context = {
        **english_of(v, quoted_texts(fields)),
        "code": code,
        "scope": v.name(domain.scope),
        "ford": domain.ford,
        "directions": newest_first(v, found),
        "planned": v.apart(found),
        "with": v.apart(
            found, lambda some: v.phrases.count(len({p for d in some for p in d.named_partners}))
        ),
        "years": v.years(library.guide(ids.guide_of(direction)) for direction in found),
        "axis": axis(v, found),
        "shares": _shares(v, counted),
        "partners": partners_over_time(v, counted),
        "fields": fields,
        "along": _along(v, counted, code),
    }
    description = v._(
        "{domain} in China’s S&T calls: {reach}. Partners, shares of each guide, and fields as worded."
    ).format(domain=v.name(domain.name), reach=reach(v, found))
    return make(v, "domain", v.name(domain.name), context, id=code, description=description)


def _shares(v: Views, counted: Iterable[Direction]) -> list[tuple[str, int, int, str, str]]:
    """Return (guide, number of directions with the domain, number of all, projects of the former, projects of all)."""
    naming: dict[str, list[Direction]] = {}
    for direction in counted:
        naming.setdefault(direction.guide, []).append(direction)

    return [
        (
            guide.id,
            len(found),
            len(guide.directions),
            v.projects(found),
            v.projects(guide.directions),
        )
        for guide in v.library.in_force
        for found in (naming.get(guide.id, []),)
    ]


def naming(items: Iterable[Item], code: str) -> list[Item]:
    """Return the items about the domain ``code``. If an item and one below it are, only the lower one is returned."""
    return [
        found
        for item in items
        for found in naming(item.children, code) or ([item] if code in item.domains else [])
    ]


def _along(v: Views, directions: Sequence[Direction], code: str) -> list[tuple[Link, str]]:
    """Return (other domain, the number of ``directions`` that have it too), the most frequent first."""
    along = [
        (v.domain(other.code), [d.id for d in directions if other.code in d.domains])
        for other in v.library.vocabulary.domains
        if other.code != code
    ]
    ordered = sorted((entry for entry in along if entry[1]), key=lambda entry: -len(entry[1]))
    return [(link, v.counts(found)) for link, found in ordered]


def share_anchor(directions: Sequence[Direction], code: str) -> str:
    """Return the anchor on a domain's page of the quotations from the guide of ``directions``, or else of their list."""
    quoted = any(naming(direction.fields, code) for direction in directions)
    return ids.in_guide(directions[0].guide) if quoted else "directions"
