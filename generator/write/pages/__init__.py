"""The pages of one language: which there are, and what each template is given."""

from __future__ import annotations

from collections.abc import Iterator

from generator import ids
from generator.link import Library
from generator.write.pages.comparison import changes_page, comparison_page
from generator.write.pages.data import data_page
from generator.write.pages.direction import direction_page
from generator.write.pages.domain import domain_page, domains_page
from generator.write.pages.guide import guide_page
from generator.write.pages.lineage import lineage_page, lineages_page
from generator.write.pages.overview import (
    about_page,
    explore_page,
    guides_page,
    home_page,
    privacy_page,
)
from generator.write.pages.page import Page
from generator.write.pages.partner import partner_page, partners_page
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
    """Return how many pages there are in both languages together."""
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
    """Yield every page in the language of ``phrases``, in the order of the navigation."""
    language = phrases.language

    def at(path: str) -> Views:
        return Views(library, phrases, path)

    for path, page in _OVERVIEWS.items():
        yield page(at(f"{language}/{path}"))
    for guide in library.guides:
        yield guide_page(at(ids.guide_path(guide.id, language)), guide)
        for direction in guide.directions:
            yield direction_page(at(ids.direction_path(direction.id, language)), direction)
    for final in library.versions:
        yield changes_page(at(ids.changes_path(final, language)), library.guide(final))
    for pair in library.guide_pairs:
        yield comparison_page(at(ids.comparison_path(*pair, language)), *map(library.guide, pair))
    for lineage in library.lineages:
        yield lineage_page(at(ids.lineage_path(lineage.code, language)), lineage)
    for code in library.by_partner:
        yield partner_page(at(ids.partner_path(code, language)), code)
    for domain in library.vocabulary.domains:
        yield domain_page(at(ids.domain_path(domain.code, language)), domain.code)
    for flag in library.vocabulary.flags:
        yield flag_page(at(ids.flag_path(flag.code, language)), flag.code)


__all__ = ["Page", "page_count", "pages"]
