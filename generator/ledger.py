"""The ledger: every public path and anchor that a release has published, and what became of it.

Entries are never removed. A path or anchor that a later version gives up needs a redirect, with a
reason and a date; the old path then serves a small page that sends readers on.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Annotated

from pydantic import Field

from generator.errors import InputError
from generator.folders import replace_file
from generator.ids import is_anchor, place, split_place
from generator.seedfile import Strict, load

VOLATILE = frozenset({"related", "newer", "same", "older", "akin", "neighbours", "along"})
"""Sections that come and go with other guides; nobody should cite them."""
INTERNAL = "search/"
"""The index, which only the pages' own scripts read; its files are named by what they hold."""
_PUBLISHED = (
    "*.html",
    "*.json",
    "*.md",
    "*.bib",
    "*.ris",
    "*.csv",
    "*.sqlite",
    "feed.xml",
    "llms.txt",
    "data/sources/**/*",
)
_HEAD = """\
# Every public path and anchor that a release has published, with the release that introduced it.
# Written by `guides release`. Entries are never removed: what is given up gets a line in redirects.yml.
"""


class Release(Strict):
    """What one release published first."""

    release: Annotated[str, Field(pattern=r"^\d+\.\d+\.\d+$")]
    date: date
    paths: dict[str, tuple[str, ...]]
    """Path → its anchors that are new; a folder's path ends in a slash."""


class Redirect(Strict):
    """Where something published went: paths or places, `zh/2022-1/1.5/#field-3`."""

    old: str
    new: str
    reason: str
    date: date


def load_ledger(path: Path) -> tuple[Release, ...]:
    """The releases in ``path``, oldest first; none where the file is not there yet."""
    return load(path, tuple[Release, ...]) if path.exists() else ()


def load_redirects(path: Path) -> tuple[Redirect, ...]:
    """The redirects in ``path``; none where the file is not there."""
    redirects = load(path, tuple[Redirect, ...]) if path.exists() else ()
    for redirect in redirects:
        if redirect.old == redirect.new:
            raise InputError(f"{redirect.old} is redirected to itself", path)
    return redirects


def published(releases: Iterable[Release]) -> dict[str, set[str]]:
    """Path → its anchors, over all releases."""
    found: dict[str, set[str]] = {}
    for release in releases:
        for path, anchors in release.paths.items():
            found.setdefault(path, set()).update(anchors)
    return found


def first_published(releases: Iterable[Release]) -> dict[str, date]:
    """Path → the date of the release that published it first."""
    found: dict[str, date] = {}
    for release in releases:
        for path in release.paths:
            found.setdefault(path, release.date)
    return found


def broken(releases: Iterable[Release], redirects: Iterable[Redirect], site: Path) -> Iterator[str]:
    """Published places that the built ``site`` no longer has, and redirects that lead nowhere."""
    now = addresses(site)
    moved = {redirect.old: redirect.new for redirect in redirects}
    for path, anchors in published(releases).items():
        if path not in now:
            if path not in moved:
                yield f"{path} was published and is gone, without a redirect"
            continue
        if path in moved:
            continue  # the small page that sends on
        for anchor in sorted(anchors - now[path]):
            if place(path, anchor) not in moved:
                yield f"{place(path, anchor)} was published and is gone, without a redirect"
    for old, new in moved.items():
        path, anchor = split_place(new)
        if path not in now or (anchor and anchor not in now[path]):
            yield f"{old} is redirected to {new}, which is not there"


def addresses(site: Path) -> dict[str, set[str]]:
    """Path → citable anchors of everything that the built ``site`` publishes."""
    found: dict[str, set[str]] = {}
    for pattern in _PUBLISHED:
        for file in sorted(site.rglob(pattern)):
            path = file.relative_to(site).as_posix()
            if path.startswith(INTERNAL):
                continue
            if file.name == "index.html":
                found[path.removesuffix("index.html")] = _anchors(file)
            elif file.is_file() and file.suffix != ".html":
                found[path] = set()
    return found


def additions(releases: Iterable[Release], site: Path) -> dict[str, tuple[str, ...]]:
    """What ``site`` publishes that no release has: path → anchors, sorted."""
    known = published(releases)
    return {
        path: tuple(sorted(anchors - known.get(path, set())))
        for path, anchors in sorted(addresses(site).items())
        if path not in known or anchors - known[path]
    }


def write_ledger(path: Path, releases: Iterable[Release]) -> None:
    """Write the ledger whole, by a rename."""
    lines = [_HEAD]
    for release in releases:
        lines.append(f"- release: {release.release}\n  date: {release.date}\n  paths:\n")
        # JSON's quotes are YAML's too; the root's path is empty.
        lines += [f"    {json.dumps(p)}: [{', '.join(a)}]\n" for p, a in release.paths.items()]
    replace_file(path, "".join(lines).encode())


def aliases(redirects: Iterable[Redirect]) -> Mapping[str, tuple[str, ...]]:
    """Place → the anchors of the same page that lead to it now."""
    found: dict[str, tuple[str, ...]] = {}
    for redirect in redirects:
        (old, anchor), (new, _) = split_place(redirect.old), split_place(redirect.new)
        if anchor and old == new:
            found[redirect.new] = (*found.get(redirect.new, ()), anchor)
    return found


def _anchors(file: Path) -> set[str]:
    reader = _Ids()
    reader.feed(file.read_text(encoding="utf-8"))
    return {i for i in reader.ids if is_anchor(i)} - VOLATILE - {"both"}


class _Ids(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "title":  # a picture's name, not a place
            self.ids += [value for name, value in attrs if name == "id" and value]
