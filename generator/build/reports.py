"""Links by which a reader reports an error: the repository's issue forms, filled in for the page."""

from __future__ import annotations

from urllib.parse import urlencode

FORMS = {"data": "error-in-data.yml", "translation": "error-in-translation.yml"}
"""What is wrong → the form for it, in .github/ISSUE_TEMPLATE/."""


def report_links(repository: str, page: str) -> dict[str, str]:
    """What is wrong → the address of the form, for ``page``: an identifier, or where there is none
    the page's path without its language. No links where ``repository`` is empty.

    The parameters are fields of the forms, by their ids. The anchor is not known here: the page's
    script adds `anchor`, which is in the address bar.

    >>> report_links("https://github.com/o/r", "2022-1/1.5")["data"]
    'https://github.com/o/r/issues/new?template=error-in-data.yml&title=2022-1%2F1.5&identifier=2022-1%2F1.5'
    >>> report_links("", "2022-1/1.5")
    {}
    """
    if not repository:
        return {}
    return {
        wrong: f"{repository}/issues/new?"
        + urlencode({"template": form, "title": page, "identifier": page})
        for wrong, form in FORMS.items()
    }
