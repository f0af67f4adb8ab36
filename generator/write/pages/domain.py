"""The index of domains, and a domain."""

from __future__ import annotations

from generator.link import Library
from generator.write.pages.page import Page, make
from generator.write.views import Views


def domains_page(v: Views) -> Page:
    """All domains of the vocabulary, those without directions included."""
    rows = [
        {
            "link": v.domain(domain.code),
            "scope": v.name(domain.scope),
            "directions": len(found := v.library.by_domain.get(domain.code, ())),
            "partners": len(
                {p for d in found for p in _named(v.library, d)},
            ),
            "ford": domain.ford,
        }
        for domain in v.library.vocabulary.domains
    ]
    return make(v, "domains", v._("Domains"), {"rows": rows})


def _named(library: Library, direction_id: str) -> tuple[str, ...]:
    direction = library.directions[direction_id]
    return (*direction.groups, *direction.direct)


def domain_page(v: Views, code: str) -> Page:
    """A domain with its directions, the newest first."""
    domain = v.library.vocabulary.domain(code)
    found = v.library.by_domain.get(code, ())
    guides = [guide.id for guide in reversed(v.library.guides)]
    ordered = sorted(
        (v.library.directions[d] for d in found), key=lambda d: (guides.index(d.guide), d.order)
    )
    title = v.name(domain.name)
    context = {
        "scope": v.name(domain.scope),
        "ford": domain.ford,
        "rows": v.rows(d.id for d in ordered),
    }
    return make(v, "domain", title, context, id=code)
