"""The pages of one language: which there are, and what each template is given."""

from __future__ import annotations

from collections.abc import Iterator

from generator import ids
from generator.link import Library
from generator.write.pages.changes import changes_page
from generator.write.pages.comparison import comparison_page
from generator.write.pages.data import data_page
from generator.write.pages.direction import direction_page
from generator.write.pages.domain import domain_page, domains_page
from generator.write.pages.guide import guide_page
from generator.write.pages.lineage import lineage_page, lineages_page
from generator.write.pages.overview import about_page, explore_page, guides_page, home_page
from generator.write.pages.page import Page
from generator.write.pages.partner import partner_page, partners_page
from generator.write.pages.privacy import privacy_page
from generator.write.pages.requirements import flag_page, requirements_page
from generator.write.phrases import Phrases
from generator.write.views import Views

_OVERVIEWS = {
    "": home_page,
    "guides/": guides_page,
    "partners/": partners_page,
    "domains/": domains_page,
    "lineages/": lineages_page,
    "requirements/": requirements_page,
    "explore/": explore_page,
    "about/": about_page,
    "privacy/": privacy_page,
    "data/": data_page,
}


def page_count(library: Library) -> int:
    """How many pages there are in both languages together."""
    parts = (
        _OVERVIEWS,
        library.guides,
        library.directions,
        library.by_partner,
        library.vocabulary.domains,
        library.vocabulary.flags,
        library.versions,
        library.guide_pairs,
        library.lineages,
    )
    return len(ids.LANGUAGES) * sum(map(len, parts))


def pages(library: Library, phrases: Phrases) -> Iterator[Page]:
    """Every page in the language of ``phrases``, in the order of the navigation."""
    language = phrases.language
    v = Views(library, phrases, f"{language}/")
    for path, page in _OVERVIEWS.items():
        yield page(v.at(f"{language}/{path}"))
    for guide in library.guides:
        v = v.at(ids.guide_path(guide.id, language))
        yield guide_page(v, guide)
        for direction in guide.directions:
            v = v.at(ids.direction_path(direction.id, language))
            yield direction_page(v, direction)
    for final in library.versions:
        v = v.at(ids.changes_path(final, language))
        yield changes_page(v, library.guide(final))
    for comparison in library.comparisons:
        v = v.at(ids.comparison_path(comparison.earlier.id, comparison.later.id, language))
        yield comparison_page(v, comparison)
    for lineage in library.lineages:
        v = v.at(ids.lineage_path(lineage.code, language))
        yield lineage_page(v, lineage)
    for code in library.by_partner:
        v = v.at(ids.partner_path(code, language))
        yield partner_page(v, code)
    for domain in library.vocabulary.domains:
        v = v.at(ids.domain_path(domain.code, language))
        yield domain_page(v, domain.code)
    for flag in library.vocabulary.flags:
        v = v.at(ids.flag_path(flag.code, language))
        yield flag_page(v, flag.code)


__all__ = ["Page", "page_count", "pages"]
