"""What stands at a path: the paths of pages read back."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from generator.ids.identifiers import DirectionId, GuideId

_CODE = re.compile(r"[a-z0-9.-]+")
LANGUAGES = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Address:
    """What stands at a path: `language` is None for pages in none; `name` is an identifier, a
    partner's, domain's, lineage's or flag's code, two guides, or the name of an overview.
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
"""Kind → how its code is spelled in an address, and back."""
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
    """What stands at ``path``; ValueError where no page of ours can.

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
    return Address(language or None, *_kind(name, bool(language)))


def _kind(name: str, in_language: bool) -> tuple[str, str]:
    head, _, tail = name.partition("/")
    if in_language and name in _OVERVIEWS:
        return "overview", name
    if in_language and tail and head in _FOLDERS and _CODE.fullmatch(tail):
        kind = _FOLDERS[head]
        return kind, _CASES.get(kind, (str, str))[1](tail)
    if in_language and tail == "changes":
        return "changes", str(GuideId.parse(head))
    if not name:
        return "home", ""
    identifier = DirectionId if tail else GuideId
    return identifier.__name__.removesuffix("Id").lower(), str(identifier.parse(name))
