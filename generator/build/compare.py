"""The facts of all partners in words, from which the page compare/ sets some of them side by side."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from generator import ids
from generator.data import Json
from generator.link import WIDEST, Library
from generator.write.pages.partner import plan_cells
from generator.write.phrases import Phrases
from generator.write.views import Views

MOST = 5
"""Maximum number of partners side by side."""


def compare_files(library: Library, words: Iterable[Phrases]) -> Iterator[tuple[str, str]]:
    """Yield (path under the site root, text) of the facts in each language. Paths in them start at the site root."""
    for phrases in words:
        path = f"{phrases.language}/compare/"
        found = _facts(Views(library, phrases, path))
        yield f"{path}partners.json", json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def _facts(v: Views) -> Json:
    library = v.library
    guides = [batch.guide for batch in library.batches if batch.guide][-WIDEST:][::-1]
    return {
        "words": _words(v),
        "most": MOST,
        "none": v.phrases.mark("none"),
        "guides": [
            {"name": v.guide_name(library.guide(guide)), "path": ids.guide_path(guide, v.language)}
            for guide in guides
        ],
        "domains": [
            {"name": v.domain(code).text, "path": ids.domain_path(code, v.language)}
            for code in library.by_domain
        ],
        "partners": {
            code.lower(): _partner(v, code, guides) for code in v.by_name(library.by_partner)
        },
    }


def _partner(v: Views, code: str, guides: list[str]) -> Json:
    """Return the facts of a partner. Each of its lists has the order of the words, the guides, or the domains."""
    library = v.library
    direct = library.direct(code)
    years = v.years(library.guide(ids.guide_of(a.direction)) for a in library.by_partner[code])
    current = library.current(direct)
    plans = []
    for guide in guides:
        found = [direction.id for direction in current if direction.guide == guide]
        links = [
            [ids.number_of(direction), ids.direction_path(direction, v.language)]
            for direction in found
        ]
        plans.append([links, " / ".join(plan_cells(v, found))] if found else [])
    return {
        "name": v.partner(code).text,
        "path": ids.partner_path(code, v.language),
        "facts": [
            v.apart(direct),
            v.apart(direct, lambda some: v.sums(some)[0]),
            v.apart(direct, lambda some: v.sums(some)[1]),
            v.apart(library.through(code)),
            [years],
        ],
        "guides": plans,
        "domains": [
            v.apart(d.id for d in current if domain in d.domains) for domain in library.by_domain
        ],
    }


def _words(v: Views) -> Json:
    """Return the words of the page that its script writes."""
    _ = v._
    return {
        "facts": [
            _("Directions"),
            _("Projects"),
            _("Funding"),
            _("Through a grouping"),
            _("In the guides held here"),
        ],
        "add": _("Add a partner"),
        "choose": _("Choose …"),
        "remove": _("Remove {name}"),
        "more": _("Choose at least two partners."),
        "short": _("In short"),
        "by_guide": _("Guide by guide"),
        "by_guide_note": _("Projects / funding (RMB million)"),
        "domains": _("Domains"),
        "domains_note": _("How many directions of a partner name the domain."),
        "guide": _("Guide"),
        "domain": _("Domain"),
        "fact": _("Item"),
        "failed": _("The comparison could not be loaded."),
    }


__all__ = ["compare_files"]
