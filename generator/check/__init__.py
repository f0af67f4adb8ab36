"""check: seeds, content/ and site/ → findings. Each check is one function."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from generator.check.findings import Finding, Places
from generator.check.pages import check_content, check_links
from generator.check.text import check_diagnostics, check_text
from generator.check.translation import check_interface, check_translation
from generator.check.wording import check_wording
from generator.link import Library

CHECKS: dict[str, Callable[[Library, Places], Iterable[Finding]]] = {
    "text": check_text,
    "diagnostics": check_diagnostics,
    "interface": check_interface,
    "translation": check_translation,
    "content": check_content,
    "links": check_links,
    "wording": check_wording,
}


def check(
    library: Library, places: Places, names: Iterable[str] = tuple(CHECKS)
) -> Iterator[tuple[str, Finding]]:
    """Yield the findings of the checks ``names``, each with the name of its check."""
    for name in names:
        for finding in CHECKS[name](library, places):
            yield name, finding


__all__ = ["CHECKS", "Finding", "Places", "check"]
