"""The pages guides, explore, compare, about and privacy."""

from __future__ import annotations

from typing import Any

from generator.states import STATES
from generator.translate.catalogue import State, coverage
from generator.write.pages.comparison import comparison_grid, comparison_list
from generator.write.pages.page import Page, make, newest_first, reach
from generator.write.views import Views

STORED = ("coop-guides.language", "coop-guides.both")
"""The keys that the pages' scripts use in the browser's local storage."""


def guides_page(v: Views) -> Page:
    """Return the list of guides, the newest first."""
    missing = (batch for batch in v.library.batches if batch.guide is None)
    context = {
        "guides": v.library.guides[::-1],
        "gaps": v.batches(missing),
        "grid": comparison_grid(v),
        "comparisons": comparison_list(v),
    }
    description = v._(
        "China’s call guides for intergovernmental S&T cooperation: {reach}; partners, projects and money compared."
    ).format(reach=reach(v, v.library.directions))
    return make(v, "guides", v._("Guides"), context, hide=["toc"], description=description)


def explore_page(v: Views) -> Page:
    """Return the search page. For readers without JavaScript it has a table of all directions."""
    context = {"directions": newest_first(v, v.library.directions)}
    description = v._(
        "Search and filter {reach}: by any Chinese or English word, partner, year, domain, condition, projects and money."
    ).format(reach=reach(v, v.library.directions))
    return make(v, "explore", v._("Explore"), context, hide=["toc"], description=description)


def compare_page(v: Views) -> Page:
    """Return the page that sets partners side by side. For readers without JavaScript it lists them."""
    context = {"partners": [v.partner(code) for code in v.by_name(v.library.by_partner)]}
    description = v._(
        "Two to five partners of China’s S&T cooperation calls side by side: calls, projects, money and domains, final texts and drafts apart."
    )
    title = v._("Compare partners")
    return make(v, "compare", title, context, hide=["toc"], description=description)


def about_page(v: Views) -> Page:
    """Return the page about how the site is made and what its terms mean."""
    vocabulary = v.library.vocabulary
    context = {
        "states": [(code, v.name(state.meaning)) for code, state in STATES.items()],
        "flags": [(v.flag(flag.code), v.name(flag.scope)) for flag in vocabulary.flags],
        "privacy": v.page(f"{v.language}/privacy/"),
        "english": _english(v),
        "kinds": [(v.name(k.name), v.chinese("、".join(k.titles))) for k in vocabulary.kinds],
    }
    description = v._(
        "How this unofficial site is made from the guides as received: numbers, conditions, kinds, search, reporting errors, licences."
    )
    return make(v, "about", v._("About"), context, description=description)


def _english(v: Views) -> dict[str, Any]:
    """Return the states of a sentence's English in words, and for each guide a link and the number of sentences in each."""
    names: dict[State, str] = {
        "reviewed": v._("Reviewed"),
        "later": v._("Translated since"),
        "pattern": v._("By pattern"),
        "draft": v._("Unreviewed draft"),
        "suggestion": v._("Suggestion"),
        "missing": v._("Not translated"),
    }
    rows = [
        (v.guide(guide), [v.phrases.number(n) for n in (found.total(), *(found[s] for s in names))])
        for guide, found, _ in coverage(v.library.guides, v.library.catalogue)
    ]
    return {"states": list(names.values()), "rows": rows[::-1]}


def privacy_page(v: Views) -> Page:
    """Return the page about the data that a visit leaves in the browser and with the host of the site."""
    description = v._(
        "What this site keeps in your browser, two choices at most, and what is sent and to whom: no cookies, no counting of visits, nothing from elsewhere."
    )
    return make(v, "privacy", v._("Privacy"), {"stored": STORED}, description=description)
