"""Addresses: parsing the paths of pages and published files."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from generator.ids import (
    LANGUAGES,
    DirectionId,
    GuideId,
    compared_guides,
    is_anchor,
    split_place,
)

_CODE = re.compile(r"[a-z0-9-][a-z0-9.-]*")
_BESIDE = re.compile(r"index\.md|feed\.xml")
"""The files beside a page."""
_FORMAT = re.compile(r"index\.(?:json|md|bib|ris|csl\.json)")
"""The files beside the landing page of a direction."""
_DATA = re.compile(
    r"llms\.txt"
    r"|data/[a-z]+(?:-[a-z]+)*\.(?:json|csv|sqlite)"
    r"|data/(?:partners|schema)/[a-z0-9-][a-z0-9.-]*\.(?:json|csv)"
    r"|data/sources/(?P<guide>[0-9a-z-]+)/[A-Za-z0-9][A-Za-z0-9._-]*"
)


@dataclass(frozen=True, slots=True)
class Address:
    """The page at a path. `language` is None for a page without one. `name` is an identifier; a code of a partner,
    domain, lineage or flag; the two guides of a comparison; or the name of an overview.
    """

    language: str | None
    kind: str
    name: str = ""

    def __str__(self) -> str:
        folder = next((f"{name}/" for name, kind in _FOLDERS.items() if kind == self.kind), "")
        name = _CASES.get(self.kind, (str, str))[0](self.name)
        head = f"{self.language}/" if self.language else ""
        tail = "changes/" if self.kind == "changes" else ""
        return f"{head}{folder}{name}{'/' if name else ''}{tail}"


_FOLDERS = {
    "guides": "comparison",
    "partners": "partner",
    "domains": "domain",
    "lineages": "lineage",
    "requirements": "flag",
}
_CASES: dict[str, tuple[Callable[[str], str], Callable[[str], str]]] = {
    "partner": (str.lower, str.upper),
    "flag": (lambda code: code.replace("_", "-"), lambda name: name.replace("-", "_")),
}
"""Kind → two functions: from its code to the form in addresses, and back."""
_OVERVIEWS = frozenset(
    {
        "guides",
        "partners",
        "domains",
        "lineages",
        "requirements",
        "explore",
        "about",
        "privacy",
        "data",
    }
)


def parse_path(path: str) -> Address:
    """Return the page at ``path``; ValueError if no page of the site can be there.

    >>> parse_path("en/2022-1/1.5/")
    Address(language='en', kind='direction', name='2022-1/1.5')
    >>> parse_path("zh/partners/fi/"), str(parse_path("zh/partners/fi/"))
    (Address(language='zh', kind='partner', name='FI'), 'zh/partners/fi/')
    """
    language, slash, rest = path.partition("/")
    if language not in LANGUAGES:
        language, rest = "", path
    elif not slash:
        raise ValueError(f"{path!r} is no path of a page: expected a slash at the end")
    name = rest.removesuffix("/")
    if name and name == rest:
        raise ValueError(f"{path!r} is no path of a page: expected a slash at the end")
    address = Address(language or None, *_kind(name, bool(language)))
    if str(address) != path:
        raise ValueError(f"{path!r} is no path of a page: expected {str(address)!r}")
    return address


def _kind(name: str, in_language: bool) -> tuple[str, str]:
    head, _, tail = name.partition("/")
    if in_language and name in _OVERVIEWS:
        return "overview", name
    if in_language and tail and head in _FOLDERS and _CODE.fullmatch(tail):
        kind = _FOLDERS[head]
        if kind == "comparison":
            for guide in compared_guides(tail):
                GuideId.parse(guide)
        return kind, _CASES.get(kind, (str, str))[1](tail)
    if in_language and tail == "changes":
        return "changes", str(GuideId.parse(head))
    if not name:
        return "home", ""
    identifier = DirectionId if tail else GuideId
    return identifier.__name__.removesuffix("Id").lower(), str(identifier.parse(name))


def parse_place(text: str) -> tuple[str, str]:
    """Return (path, anchor) of a place: a page, a published file, or a part of a page. Only the last has an anchor.

    ValueError if no such place can be on the site.

    >>> parse_place("zh/2022-1/1.5/#field-3"), parse_place("2022-1/1.5/index.bib")
    (('zh/2022-1/1.5/', 'field-3'), ('2022-1/1.5/index.bib', ''))
    """
    path, anchor = split_place(text)
    try:
        if not _is_file(path):
            parse_path(path)
        ours = text == path or (is_anchor(anchor) and path.endswith("/"))
    except ValueError:
        ours = False
    if not ours:
        expected = "expected a path like zh/2022-1/1.5/, or with #field-3"
        raise ValueError(f"{text!r} is no place of the site: {expected}")
    return path, anchor


def _is_file(path: str) -> bool:
    """Return whether a published file can be at ``path``; ValueError for a file beside a page that cannot exist."""
    folder, slash, name = path.rpartition("/")
    if _BESIDE.fullmatch(name) or _FORMAT.fullmatch(name):
        page = parse_path(f"{folder}{slash}")
        files = _BESIDE if page.language else _FORMAT
        return bool(files.fullmatch(name)) and (bool(page.language) or page.kind == "direction")
    data = _DATA.fullmatch(path)
    if data and data["guide"]:
        GuideId.parse(data["guide"])
    return bool(data)
