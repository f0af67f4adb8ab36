"""What the search says, for its scripts."""

from __future__ import annotations

from generator.data import Json
from generator.write.phrases import Phrases


def words(phrases: Phrases) -> Json:
    """Name → wording in one language; `{count}` and the like are filled in by the scripts."""
    _ = phrases._
    return {
        "facets": {
            "partner": _("Partner"),
            "group": _("Grouping"),
            "domain": _("Domain"),
            "year": _("Year"),
            "guide": _("Guide"),
            "stage": _("Stage"),
            "kind": _("Kind"),
            "flag": _("Condition"),
        },
        "ranges": {"quota": _("Projects"), "money": _("Funding (RMB million)")},
        "orders": {
            "relevance": _("best match first"),
            "year": _("newest first"),
            "money": _("most funding first"),
            "quota": _("most projects first"),
        },
        "search": _("Search every direction"),
        "hint": _("Words, a partner, or an identifier such as 2022-1/1.5"),
        "filters": _("Filters"),
        "filtered": _("Filters ({count})"),
        "clear": _("Clear all filters"),
        "sort": _("Order"),
        "from": _("from"),
        "to": _("to"),
        "ranges_note": _(
            "“No more than” and ranges count at the upper number. What is to be determined or not stated is left out."
        ),
        "one": _("1 direction"),
        "many": _("{count} directions"),
        "exact": _("With the words as typed ({count})"),
        "related": _("Related ({count})"),
        "pages": _("Pages"),
        "general": _("In the general parts of the guides"),
        "show": _("Show {count} more"),
        "download": _("Download this selection"),
        "projects": _("Projects"),
        "funding": _("Funding"),
        "duration": _("Duration"),
        "draft": _("draft"),
        "other": _("{count} directions in the Chinese text")
        if phrases.language == "en"
        else _("{count} directions in the English text"),
        "none": _("No direction found."),
        "advice": _("Try fewer or other words."),
        "advice_filters": _("Clear all filters: {count} directions"),
        "spelling": _("Did you mean: "),
        "all": _("All results ({count})"),
        "failed": _("The search could not be loaded. The table of all directions is still here."),
        "table": _("Table of all directions"),
        "comma": phrases.comma,
        "colon": _(": "),
    }
