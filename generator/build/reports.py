"""Links by which a reader reports an error: the repository's issue forms, filled in for the page."""

from __future__ import annotations

from urllib.parse import urlencode

FORMS = {"data": "error-in-data.yml", "translation": "error-in-translation.yml"}
"""What is wrong → the form for it, in .github/ISSUE_TEMPLATE/."""


def report_links(repository: str, path: str) -> dict[str, str]:
    """What is wrong → the address of the form, for the page at ``path`` in the language's folder. No
    links where ``repository`` is empty.

    The parameters are fields of the forms, by their ids: a direction's or guide's path is its
    identifier. The anchor is not known here: the page's script adds the one in the address bar.

    >>> report_links("https://github.com/o/r", "2022-1/1.5/")["data"]
    'https://github.com/o/r/issues/new?template=error-in-data.yml&title=2022-1%2F1.5&identifier=2022-1%2F1.5'
    >>> report_links("", "2022-1/1.5/")
    {}
    """
    if not repository:
        return {}
    name = path.rstrip("/") or "/"
    return {
        wrong: f"{repository}/issues/new?"
        + urlencode({"template": form, "title": name, "identifier": name})
        for wrong, form in FORMS.items()
    }
