"""The pages of one language, and the context of each page's template."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from generator import ids
from generator.link import Library
from generator.write.pages.comparison import changes_page, comparison_page
from generator.write.pages.data import data_page
from generator.write.pages.direction import direction_page
from generator.write.pages.domain import domain_page, domains_page
from generator.write.pages.guide import guide_page
from generator.write.pages.home import home_page
from generator.write.pages.lineage import lineage_page, lineages_page
from generator.write.pages.overview import (
    about_page,
    compare_page,
    explore_page,
    guides_page,
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
    "compare/": compare_page,
    "about/": about_page,
    "privacy/": privacy_page,
    "data/": data_page,
}


def page_count(library: Library) -> int:
    """Return the number of pages in both languages together."""
    return sum(1 for language in ids.LANGUAGES for _ in _pages(library, language))


def pages(library: Library, phrases: Phrases) -> Iterator[Page]:
    """Yield every page in the language of ``phrases``, in the order of the navigation."""
    for path, page, of in _pages(library, phrases.language):
        yield page(Views(library, phrases, path), *of)


def _pages(
    library: Library, language: str
) -> Iterator[tuple[str, Callable[..., Page], tuple[Any, ...]]]:
    """Yield (path, function that makes the page, arguments of the function after the views) of each page."""
    for path, page in _OVERVIEWS.items():
        yield f"{language}/{path}", page, ()
    for guide in library.guides:
        yield ids.guide_path(guide.id, language), guide_page, (guide,)
        for direction in guide.directions:
            yield ids.direction_path(direction.id, language), direction_page, (direction,)
    for final in library.versions:
        yield ids.changes_path(final, language), changes_page, (library.guide(final),)
    for earlier, later in library.guide_pairs:
        both = (library.guide(earlier), library.guide(later))
        yield ids.comparison_path(earlier, later, language), comparison_page, both
    for lineage in library.lineages:
        yield ids.lineage_path(lineage.code, language), lineage_page, (lineage,)
    for partner in library.by_partner:
        yield ids.partner_path(partner, language), partner_page, (partner,)
    for domain in library.vocabulary.domains:
        yield ids.domain_path(domain.code, language), domain_page, (domain.code,)
    for flag in library.vocabulary.flags:
        yield ids.flag_path(flag.code, language), flag_page, (flag.code,)


__all__ = ["Page", "page_count", "pages"]
