"""The pages home, guides, explore, about and privacy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from generator.model import Stage
from generator.states import STATES
from generator.write.pages.comparison import comparison_grid, comparison_list
from generator.write.pages.matrix import axis, over_time
from generator.write.pages.page import Page, make, newest_first, reach, years
from generator.write.views import Views

STORED = ("coop-guides.language", "coop-guides.both")
"""The keys that the pages' scripts use in the browser's local storage."""


def home_page(v: Views) -> Page:
    """Return the home page: what the site is, its numbers, and links to its parts."""
    library, vocabulary = v.library, v.library.vocabulary
    types = {code: vocabulary.partner_type(code) for code in library.by_partner}
    groupings = [code for code in types if types[code] == "grouping"]
    others = [code for code in types if types[code] != "grouping"]
    named = [(v.partner(code), library.direct(code)) for code in library.by_partner]
    context = {
        "guides": library.guides[::-1],
        "held": [
            v.staged(stage, v.phrases.number(count))
            for stage in ("final", "draft")
            if (count := sum(guide.stage == stage for guide in library.guides))
        ],
        "directions": v.apart(library.directions),
        "countries": _apart(v, [code for code in others if types[code] in ("country", "region")]),
        "groupings": _apart(v, groupings),
        "years": years(library.guides),
        "partners": sorted(
            (entry for entry in named if entry[1]),
            key=lambda entry: (-len(entry[1]), entry[0].text),
        ),
        "over_time": over_time(
            v,
            library.current(library.directions),
            lambda d: d.named_partners,
            v.partner,
            [*others, *groupings],
        ),
        "axis": axis(v),
        "feed": replace(v.feed(), text=v._("Feed of all directions (Atom)")),
        "domains": [(v.domain(code), found) for code, found in library.by_domain.items()],
    }
    description = v._(
        "China's intergovernmental S&T cooperation calls, direction by direction, in Chinese and English: {reach}."
    ).format(reach=reach(v, library.directions))
    return make(v, "home", v._("STI Cooperation Guides"), context, description=description)


def _apart(v: Views, partners: Iterable[str]) -> list[str]:
    """Return how many of ``partners`` final texts name, and how many drafts do."""
    stages: Counter[Stage] = Counter(
        stage
        for code in partners
        for stage in v.library.by_stage(a.direction for a in v.library.by_partner[code])
    )
    found = sorted(stages, reverse=True)
    return [v.staged(stage, v.phrases.number(stages[stage])) for stage in found]


def guides_page(v: Views) -> Page:
    """Return the list of guides, the newest first."""
    missing = (batch for batch in v.library.batches if batch.guide is None)
    context = {
        "guides": v.library.guides[::-1],
        "gaps": v._("; ").join(v.batch_of(batch.year, batch.number) for batch in missing),
        "grid": comparison_grid(v),
        "comparisons": comparison_list(v),
    }
    description = v._(
        "China's call guides for intergovernmental S&T cooperation held here: {reach}; partners, projects and money compared."
    ).format(reach=reach(v, v.library.directions))
    return make(v, "guides", v._("Guides"), context, description=description)


def explore_page(v: Views) -> Page:
    """Return the search page. For readers without JavaScript it has a table of all directions."""
    context = {"directions": newest_first(v, v.library.directions)}
    description = v._(
        "Search and filter {reach}: by any word in Chinese or English, partner, year, domain, condition, projects and money."
    ).format(reach=reach(v, v.library.directions))
    return make(v, "explore", v._("Explore"), context, hide=["toc"], description=description)


def about_page(v: Views) -> Page:
    """Return the page about how the site is made and what its terms mean."""
    vocabulary = v.library.vocabulary
    context = {
        "states": [(code, v.name(state.meaning)) for code, state in STATES.items()],
        "flags": [(v.flag(flag.code), v.name(flag.scope)) for flag in vocabulary.flags],
        "privacy": v.page(f"{v.language}/privacy/"),
        "kinds": [(v.name(k.name), v.chinese("、".join(k.titles))) for k in vocabulary.kinds],
    }
    description = v._(
        "How this unofficial site is made from the guides as received: numbers, conditions, kinds, search, reporting errors, licences."
    )
    return make(v, "about", v._("About"), context, description=description)


def privacy_page(v: Views) -> Page:
    """Return the page about the data that a visit leaves in the browser and with the host of the site."""
    description = v._(
        "What this site keeps in your browser, two choices at most, and what is sent and to whom: no cookies, no counting, nothing from elsewhere."
    )
    return make(v, "privacy", v._("Privacy"), {"stored": STORED}, description=description)
