"""Pages of each kind, as their paths under the site root."""

from __future__ import annotations

IN_BOTH_LANGUAGES = (
    "",
    "guides/",
    "2017-1/",
    "2024-2-draft/",
    "2022-1/1.5/",
    "2017-1/1.9/",
    "2023-1-draft/1.4/",
    "2024-2-draft/1.5/",
    "partners/",
    "partners/za/",
    "partners/arab/",
    "domains/",
    "domains/energy/",
    "lineages/",
    "lineages/eg-2017-1-1.15/",
    "requirements/",
    "requirements/matching-funds/",
    "guides/2024-2-draft-since-2017-1/",
    "explore/",
    "explore/?q=%E8%83%BD%E6%BA%90",
    "compare/",
    "compare/?partners=fi,at,eu",
    "about/",
    "privacy/",
    "data/",
)
SIMILAR = (
    "2017-1/",
    "2017-1/1.9/",
    "2023-1-draft/1.4/",
    "2024-2-draft/1.5/",
    "partners/arab/",
    "explore/?q=%E8%83%BD%E6%BA%90",
    "compare/",
    "privacy/",
)
"""Those with other texts, but without an element that no other page has."""
ONE_OF_EACH = tuple(path for path in IN_BOTH_LANGUAGES if path not in SIMILAR)
PAGES = tuple(f"{language}/{path}" for language in ("zh", "en") for path in IN_BOTH_LANGUAGES)
LANDING = ("?stay", "2022-1/1.5/?stay", "2022-1/?stay")
"""Pages that belong to no language, with addresses that do not redirect."""
