"""Home, the list of guides, the table of everything, and about."""

from __future__ import annotations

from dataclasses import replace

from generator.write.pages.comparison import comparison_grid, comparison_list
from generator.write.pages.matrix import axis, matrix
from generator.write.pages.older import newest_first
from generator.write.pages.page import Page, count_direct, guide_summary, make
from generator.write.pages.privacy import privacy_link
from generator.write.pages.reach import reach
from generator.write.pages.requirements import flag_link
from generator.write.views import Views


def home_page(v: Views) -> Page:
    """What this is, the numbers, ways in."""
    library = v.library
    countries = [c for c in library.by_partner if not library.vocabulary.grouping(c)]
    groupings = [c for c in library.by_partner if library.vocabulary.grouping(c)]
    years = sorted({guide.year for guide in library.guides})
    context = {
        "guides": [guide_summary(v, guide) for guide in reversed(library.guides)],
        "directions": len(library.directions),
        "countries": sum(
            library.vocabulary.partner_type(c) in ("country", "region") for c in countries
        ),
        "groupings": len(groupings),
        "years": f"{years[0]}–{years[-1]}" if years else "",
        "partners": [
            (v.partner(code), count)
            for code in _by_count(v, [*countries, *groupings])
            if (count := count_direct(library, code))
        ],
        "over_time": matrix(
            v,
            library.current(library.directions),
            lambda d: d.named_partners,
            v.partner,
            [*countries, *groupings],
        ),
        "axis": axis(v),
        "feed": replace(v.feed(), text=v._("Feed of all directions (Atom)")),
        "domains": [(v.domain(code), len(found)) for code, found in library.by_domain.items()],
    }
    title = v._("STI Cooperation Guides")
    return make(
        v,
        "home",
        title,
        context,
        description=v._(
            "China's intergovernmental S&T cooperation calls, direction by direction, in Chinese and English: {reach}."
        ).format(reach=reach(v, library.directions)),
    )


def _by_count(v: Views, codes: list[str]) -> list[str]:
    """Most directions first, then by name."""
    return sorted(codes, key=lambda c: (-count_direct(v.library, c), v.partner(c).text))


def guides_page(v: Views) -> Page:
    """The guides, the newest first."""
    context = {
        "guides": [guide_summary(v, guide) for guide in reversed(v.library.guides)],
        "gaps": v._("; ").join(v.batch_of(b.year, b.number) for b in v.library.missing),
        "grid": comparison_grid(v),
        "comparisons": comparison_list(v),
    }
    description = v._(
        "China's call guides for intergovernmental S&T cooperation held here: {reach}; partners, projects and money of each, compared."
    ).format(reach=reach(v, v.library.directions))
    return make(v, "guides", v._("Guides"), context, description=description)


def explore_page(v: Views) -> Page:
    """The search, and for readers without scripts every direction in one table, the newest first: its
    rows are short, as the page is loaded with all of them by everybody who searches.
    """
    rows, older = newest_first(v, v.library.directions)
    context = {"rows": rows, "older": older}
    description = v._(
        "Search and filter {reach}: by any word in Chinese or English, partner, year, domain, condition, projects and money."
    ).format(reach=reach(v, v.library.directions))
    return make(v, "explore", v._("Explore"), context, hide=["toc"], description=description)


def about_page(v: Views) -> Page:
    """How the site is made, and what its words mean."""
    vocabulary = v.library.vocabulary
    context = {
        "flags": [flag_link(v, flag.code) for flag in vocabulary.flags],
        "privacy": privacy_link(v),
        "kinds": [(v.name(k.name), v.chinese("、".join(k.titles))) for k in vocabulary.kinds],
    }
    description = v._(
        "How this unofficial site is made from the guides as received: numbers, conditions, kinds, search, reporting errors, licences."
    )
    return make(v, "about", v._("About"), context, description=description)
