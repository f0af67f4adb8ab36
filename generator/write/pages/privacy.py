"""The page of what a reader leaves behind: in the browser, and with whoever serves the site."""

from __future__ import annotations

from generator.write.pages.page import Page, make
from generator.write.shapes import Link
from generator.write.views import Views

STORED = ("coop-guides.language", "coop-guides.both")
"""All that the pages' scripts keep, by its key in the browser's local storage."""


def privacy_page(v: Views) -> Page:
    """What is kept and what is sent, exactly."""
    language, both = STORED
    context = {
        "stored": [
            (
                language,
                ("zh", "en"),
                v._(
                    "the language of the last link to the other language that you followed; addresses without a language lead there."
                ),
            ),
            (
                both,
                ("yes", "no"),
                v._(
                    "whether you last showed or hid the other language beside the text; the switch stays so."
                ),
            ),
        ],
    }
    description = v._(
        "What this site keeps in your browser, two choices at most, and what is sent and to whom: no cookies, no counting, nothing from elsewhere."
    )
    return make(v, "privacy", v._("Privacy"), context, description=description)


def privacy_link(v: Views) -> Link:
    """To the page, from another."""
    return Link(v._("Privacy"), v.page(f"{v.language}/privacy/"))


__all__ = ["STORED", "privacy_link", "privacy_page"]
