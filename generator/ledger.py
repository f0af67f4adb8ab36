"""The ledger: all public paths and anchors that releases have published, and redirects for those that are gone.

Entries are never removed. A path or anchor that no longer exists needs a redirect with a reason and a date; the old
path then has a small page that sends readers to the new one. The ledger also has a digest of the contents of each
direction's page, by which a feed knows whether they have changed since the release.
"""

from __future__ import annotations

import json
import re
from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time
from itertools import pairwise
from pathlib import Path
from typing import Annotated

from lxml import html
from pydantic import Field, TypeAdapter, ValidationError, field_validator

from generator.data_names import Names, added, missing, names
from generator.errors import InputError
from generator.folders import replace_file
from generator.ids import LANGUAGES, is_anchor, place, split_place
from generator.ids.addresses import is_file, parse_place
from generator.seedfile import Day, Instant, Strict, line_of_key, load, loads

_VOLATILE = {"related", "newer", "same", "older", "akin", "neighbours", "along", "both"}
"""Anchors that depend on other guides or on a reader's choice; they are not for citing."""
_PATH = re.compile(r"(?:(?!\.\.?/)[^/\\?#\s]+/)*(?:(?!\.\.?$)[^/\\?#\s]+)?")
"""Any path of a site, including pages that this project does not generate."""
_IDS = "//*[not(self::title) and not(contains(concat(' ', @class, ' '), ' alias '))]/@id"
"""All ids, except those of picture titles and of anchors that only lead to another anchor."""
_OF_A_VERSION = re.compile(r"data/v[0-9]+/")
"""The files of a version of the data. The ledger has the checksum of their archive instead."""
_NUMBER = "(?:0|[1-9][0-9]{0,8})"
BUILD = "data/build.json"
"""The path of the description of a build, under the site root."""
_HEAD = """\
# Every public path and anchor that a release has published, with the release that introduced it.
# Written by `guides release`. Entries are never removed: what is given up gets a line in redirects.yml.
"""


class DataRecord(Strict):
    """A version of the data, and the checksum of its archive."""

    version: Annotated[str, Field(pattern=rf"^v{_NUMBER}$")]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Contents(Strict):
    """The contents of a direction's page."""

    digest: Annotated[str, Field(pattern=r"^[0-9a-f]{12}$")]
    updated: Instant
    """The time at which they became what they are."""


class Release(Strict):
    """A release, with the paths and anchors that it was the first to publish."""

    release: Annotated[str, Field(pattern=rf"^{_NUMBER}\.{_NUMBER}\.{_NUMBER}$")]
    date: Day
    data: DataRecord | None = None
    """The version of the data, if they were new. It stands for everything under `data/<version>/`, which is not in `paths`."""
    paths: dict[str, tuple[str, ...]]
    """Path → its new anchors; the path of a folder ends in a slash."""
    names: Names = Field(default_factory=dict)
    """File of the data → its new columns or keys, with their types."""
    contents: dict[str, Contents] = Field(default_factory=dict)
    """Path of a direction's page → its contents, if they are new or have changed since the release before."""

    @field_validator("paths")
    @classmethod
    def _within(cls, paths: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        for path, anchors in paths.items():
            if not _PATH.fullmatch(path):
                raise ValueError(f"{path!r} is no path under the site root")
            if wrong := next((anchor for anchor in anchors if not is_anchor(anchor)), None):
                raise ValueError(f"{path}: {wrong!r} is no anchor")
        return paths

    @property
    def version(self) -> tuple[int, ...]:
        """The version as a tuple of numbers, for comparisons."""
        return tuple(map(int, self.release.split(".")))


class Redirect(Strict):
    """The new place of something published; old and new are paths, or places like `zh/2022-1/1.5/#field-3`."""

    old: str
    new: str
    reason: str
    date: Day

    @field_validator("old", "new")
    @classmethod
    def _place(cls, text: str) -> str:
        if not text:
            raise ValueError("is empty: expected a path like zh/2022-1/1.5/")
        parse_place(text)
        return text

    @field_validator("reason")
    @classmethod
    def _told(cls, text: str) -> str:
        if not text.strip():
            raise ValueError("is empty: expected the reason for the move")
        return text


def load_ledger(path: Path) -> tuple[Release, ...]:
    """Return the releases in the file at ``path``, oldest first; none if there is no file."""
    releases = load(path, tuple[Release, ...]) if path.exists() else ()
    for index, (earlier, later) in enumerate(pairwise(releases), start=1):
        if problem := out_of_order(earlier, later):
            raise InputError(problem, path, line_of_key(path, (index,)))
    number = 0
    for index, release in enumerate(releases):
        if release.data:
            number += 1
            if release.data.version != f"v{number}":
                problem = f"{release.data.version} is not the next data version, v{number}"
                raise InputError(problem, path, line_of_key(path, (index, "data", "version")))
    return releases


def out_of_order(earlier: Release, later: Release) -> str | None:
    """Return the reason why ``later`` cannot be the release after ``earlier``, or None."""
    if later.version <= earlier.version:
        return f"{later.release} is no version after {earlier.release}"
    if later.date < earlier.date:
        return f"{later.release} of {later.date} is older than {earlier.release} of {earlier.date}"
    return None


def load_redirects(path: Path, standing: Container[str] = ()) -> tuple[Redirect, ...]:
    """Return the redirects in the file at ``path``; none if there is no file.

    InputError if the old place of one still exists (is in ``standing``) or stands twice, or if its new place is
    redirected too.
    """
    redirects = load(path, tuple[Redirect, ...]) if path.exists() else ()
    moved = {redirect.old: redirect.new for redirect in redirects}
    seen: set[str] = set()
    for index, (old, new) in enumerate((r.old, r.new) for r in redirects):
        problem = None
        if old in seen:
            problem = "is redirected twice"
        elif old in standing:
            problem = "is redirected, and still there"
        elif (final := _final(new, moved)) != new:
            problem = f"is redirected to {new}, which is redirected itself, "
            problem += f"to {final}" if final else "and back"
        if problem:
            raise InputError(f"{old} {problem}", path, line_of_key(path, (index,)))
        seen.add(old)
    return redirects


def _final(place: str, moved: Mapping[str, str]) -> str | None:
    """Return the place to which all redirects from ``place`` lead in the end, or None if they form a circle."""
    for _ in range(len(moved) + 1):
        step = moved.get(place) or moved.get(split_place(place)[0])
        if step is None:
            return place
        place = step
    return None


def published(releases: Iterable[Release]) -> dict[str, set[str]]:
    """Return path → its anchors from all releases."""
    found: dict[str, set[str]] = {}
    for release in releases:
        for path, anchors in release.paths.items():
            found.setdefault(path, set()).update(anchors)
    return found


def published_names(releases: Iterable[Release]) -> Names:
    """Return file of the data → its columns or keys from all releases, with their types."""
    found: Names = {}
    for release in releases:
        for file, keys in release.names.items():
            found.setdefault(file, {}).update(keys)
    return found


def first_published(releases: Iterable[Release]) -> dict[str, datetime]:
    """Return path → the time at which it was published first: that of its contents, or the day of the release."""
    found: dict[str, datetime] = {}
    for release in releases:
        for path in release.paths:
            known = release.contents.get(path)
            found.setdefault(path, known.updated if known else midnight(release.date))
    return found


def midnight(day: date) -> datetime:
    """Return the beginning of ``day`` in UTC."""
    return datetime.combine(day, time(), UTC)


# The contents of pages


def newest_contents(releases: Iterable[Release]) -> dict[str, Contents]:
    """Return path of a direction's page → its contents in the newest release that has recorded them."""
    return {path: found for release in releases for path, found in release.contents.items()}


def new_contents(releases: Iterable[Release], site: Path) -> dict[str, Contents]:
    """Return path of a direction's page → its contents in the built ``site``, if no release has recorded the same.

    The build has left them in build.json. InputError if that is not as this version writes it.
    """
    file = site / BUILD
    if not file.exists():
        return {}
    try:
        built = json.loads(file.read_bytes()).get("contents", {})
        found = TypeAdapter(dict[str, Contents]).validate_python(built)
    except (ValueError, AttributeError, ValidationError) as error:
        raise InputError(
            "is not as `guides build` writes it: build the site again", file
        ) from error
    known = newest_contents(releases)
    return {
        path: contents
        for path, contents in found.items()
        if path not in known or contents.digest != known[path].digest
    }


def broken(releases: Iterable[Release], redirects: Iterable[Redirect], site: Path) -> Iterator[str]:
    """Yield a message for each problem of the built ``site``: a published place that is missing and has no redirect,
    a redirect of a place that still exists, a redirect to a place that does not exist, or a column or key of the data that
    is gone or has another type.
    """
    now = addresses(site)
    moved = {redirect.old: redirect.new for redirect in redirects}
    for path, anchors in published(releases).items():
        gone = anchors - now.get(path, anchors)
        absent = [] if path in now or _page(path) in moved else [path]
        for found in (*absent, *(place(path, anchor) for anchor in sorted(gone))):
            if found not in moved:
                yield f"{found} was published and is gone, without a redirect"
    for old, new in moved.items():
        if _stands(old, now):
            yield f"{old} is redirected to {new}, and still there"
        if not _stands(new, now):
            yield f"{old} is redirected to {new}, which is not there"
    if known := published_names(releases):
        yield from missing(known, names(site))


def _stands(text: str, now: Mapping[str, Container[str]]) -> bool:
    path, anchor = split_place(text)
    return path in now and (not anchor or anchor in now[path])


def _page(path: str) -> str:
    """Return the path of the page beside the Markdown file at ``path``; any other path is returned unchanged."""
    return path.removesuffix("index.md") if path.partition("/")[0] in LANGUAGES else path


def addresses(site: Path) -> dict[str, set[str]]:
    """Return path → citable anchors for everything that the built ``site`` publishes, except pages and anchors that
    only lead to another one.
    """
    found: dict[str, set[str]] = {}
    moved = set()
    for file in filter(Path.is_file, sorted(site.rglob("*"))):
        path = file.relative_to(site).as_posix()
        if file.name == "index.html":
            path, page = path.removesuffix("index.html"), read_page(file)
            if page.xpath("//meta[@http-equiv='refresh']"):
                moved.add(path)
            anchors = {str(anchor) for anchor in page.xpath(_IDS) if is_anchor(anchor)}
            found[path] = anchors - _VOLATILE
        elif is_file(path):
            found[path] = set()
    return {
        path: anchors
        for path, anchors in found.items()
        if _page(path) not in moved and not _OF_A_VERSION.match(path)
    }


def additions(releases: Iterable[Release], site: Path) -> dict[str, tuple[str, ...]]:
    """Return path → anchors, both sorted, for everything that ``site`` publishes and no release has."""
    known = published(releases)
    return {
        path: tuple(sorted(anchors - known.get(path, set())))
        for path, anchors in sorted(addresses(site).items())
        if path not in known or anchors - known[path]
    }


def new_names(releases: Iterable[Release], site: Path) -> Names:
    """Return file of the data → its columns and keys that ``site`` publishes and no release has, with their types."""
    return added(published_names(releases), names(site))


def write_ledger(path: Path, releases: Iterable[Release]) -> None:
    """Write the whole ledger by a rename; InputError if it could not be read back."""
    lines = [_HEAD]
    for release in releases:
        lines.append(f"- release: {release.release}\n  date: {release.date}\n")
        if data := release.data:
            lines.append(
                f"  data: {{version: {data.version}, sha256: {json.dumps(data.sha256)}}}\n"
            )
        lines.append("  paths:\n" if release.paths else "  paths: {}\n")
        # A JSON string is valid YAML; the quotation marks are needed for the empty path of the root.
        lines += [f"    {json.dumps(p)}: [{', '.join(a)}]\n" for p, a in release.paths.items()]
        if release.names:
            lines.append("  names:\n")
            lines += [f"    {json.dumps(f)}: {json.dumps(n)}\n" for f, n in release.names.items()]
        lines += _contents(release)
    text = "".join(lines)
    loads(text, path, tuple[Release, ...])
    replace_file(path, text.encode())


def _contents(release: Release) -> Iterator[str]:
    """Yield the lines of the contents that ``release`` has recorded, one for each page."""
    if release.contents:
        yield "  contents:\n"
    for path, found in release.contents.items():
        # In quotation marks, because YAML could read a digest as a number.
        yield f"    {json.dumps(path)}: {json.dumps(found.model_dump(mode='json'))}\n"


def aliases(redirects: Iterable[Redirect]) -> Mapping[str, tuple[str, ...]]:
    """Return place → the old anchors on the same page that redirect to it."""
    found: dict[str, tuple[str, ...]] = {}
    for redirect in redirects:
        (old, anchor), (new, _) = split_place(redirect.old), split_place(redirect.new)
        if anchor and old == new:
            found[redirect.new] = (*found.get(redirect.new, ()), anchor)
    return found


def read_page(file: Path) -> html.HtmlElement:
    """Return the tree of a page of the built site."""
    text = file.read_text(encoding="utf-8")
    return html.document_fromstring(text if text.strip() else "<html>")
