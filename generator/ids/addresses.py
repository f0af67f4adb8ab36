"""Addresses: the grammar of the paths of pages and published files."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.ids import DIRECTION, GUIDE, LANGUAGES, is_anchor, split_place

_OVERVIEWS = (
    "guides",
    "partners",
    "domains",
    "lineages",
    "requirements",
    "explore",
    "compare",
    "about",
    "privacy",
    "data",
)
_CODE = r"[a-z0-9-][a-z0-9.-]*"
_ANY = (
    rf"(?P<home>)|(?P<guide>{GUIDE})/|(?P<direction>{DIRECTION})/"
    rf"|guides/(?P<comparison>{GUIDE}-since-{GUIDE})/"
    rf"|partners/(?P<partner>{_CODE})/"
    rf"|domains/(?P<domain>{_CODE})/"
    rf"|lineages/(?P<lineage>{_CODE})/"
)
"""The pages that also exist without a language. The name of a group is the kind of the page, its text the page's name."""
_ALONE = re.compile(rf"{_ANY}|(?P<overview>data)/", re.ASCII)
_IN_LANGUAGE = re.compile(
    rf"(?P<language>{'|'.join(LANGUAGES)})/(?:{_ANY}"
    rf"|(?P<overview>{'|'.join(_OVERVIEWS)})/"
    rf"|(?P<changes>{GUIDE})/changes/"
    rf"|requirements/(?P<flag>{_CODE})/)",
    re.ASCII,
)
_BESIDE = re.compile(r"(.*/)(?:index\.md|feed\.xml|[a-z]+\.(?:svg|csv))")
"""The files beside a page in a language: its Markdown, its feed, its pictures and their numbers."""
_CITATION = re.compile(r"(.*/)index(?:\.en)?\.(?:bib|ris|csl\.json)")
"""The files with a citation, beside a landing page or the page of the data."""
_FILE = re.compile(
    r"llms\.txt"
    rf"|{DIRECTION}/index\.(?:json|md)"
    r"|data/[a-z]+(?:[-_][a-z]+)*\.(?:json|jsonld|csv|sqlite|zip)"
    r"|data/(?:CITATION\.cff|LICENSE\.txt|README\.md|checksums\.txt)"
    rf"|data/partners/{_CODE}\.(?:json|csv)"
    r"|data/schema/[a-z]+(?:_[a-z]+)*\.json"
    rf"|data/sources/{GUIDE}/[A-Za-z0-9][A-Za-z0-9._-]*",
    re.ASCII,
)


_ABOVE = {
    **dict.fromkeys(("guide", "direction", "changes", "comparison"), "guides"),
    "partner": "partners",
    "domain": "domains",
    "lineage": "lineages",
    "flag": "requirements",
}
"""Kind of a page → the overview that leads to it."""


@dataclass(frozen=True, slots=True)
class Address:
    """The page at a path. `language` is None for a page without one. `name` is an identifier; a code of a partner,
    domain, lineage or flag; the two guides of a comparison; or the name of an overview.
    """

    language: str | None
    kind: str
    name: str = ""


def parse_path(path: str) -> Address:
    """Return the page at ``path``; ValueError if no page of the site can be there.

    >>> parse_path("en/2022-1/1.5/")
    Address(language='en', kind='direction', name='2022-1/1.5')
    >>> parse_path("zh/partners/fi/"), parse_path("zh/requirements/matching-funds/").name
    (Address(language='zh', kind='partner', name='FI'), 'matching_funds')
    """
    match = _IN_LANGUAGE.fullmatch(path) or _ALONE.fullmatch(path)
    if not match or not match.lastgroup:
        raise ValueError(f"{path!r} is no path of a page: expected one like zh/2022-1/1.5/")
    kind, name = match.lastgroup, match[match.lastgroup]
    if kind == "partner":
        name = name.upper()
    elif kind == "flag":
        name = name.replace("-", "_")
    return Address(match.groupdict().get("language"), kind, name)


def overview_of(path: str) -> str:
    """Return the name of the overview above the page at ``path`` in a language; empty if there is none.

    >>> overview_of("zh/2022-1/1.5/"), overview_of("en/partners/fi/"), overview_of("en/guides/"), overview_of("en/")
    ('guides', 'partners', '', '')
    """
    kind = parse_path(path).kind
    return _ABOVE.get(kind, "")


def parse_place(text: str) -> tuple[str, str]:
    """Return (path, anchor) of a place: a page, a published file, or a part of a page. Only the last has an anchor.

    ValueError if no such place can be on the site.

    >>> parse_place("zh/2022-1/1.5/#field-3"), parse_place("2022-1/1.5/index.bib")
    (('zh/2022-1/1.5/', 'field-3'), ('2022-1/1.5/index.bib', ''))
    """
    path, anchor = split_place(text)
    is_page = _IN_LANGUAGE.fullmatch(path) or _ALONE.fullmatch(path)
    is_part = is_page and path and is_anchor(anchor)
    if not (is_part or (text == path and (is_page or is_file(path)))):
        expected = "expected a path like zh/2022-1/1.5/, or with #field-3"
        raise ValueError(f"{text!r} is no place of the site: {expected}")
    return path, anchor


def is_file(path: str) -> bool:
    """Return whether a published file, other than a page, can be at ``path``."""
    beside, cited = _BESIDE.fullmatch(path), _CITATION.fullmatch(path)
    return bool(
        _FILE.fullmatch(path)
        or (beside and _IN_LANGUAGE.fullmatch(beside[1]))
        or (cited and (_ALONE.fullmatch(cited[1]) or cited[1].endswith("/data/")))
    )
