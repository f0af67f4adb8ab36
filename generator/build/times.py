"""The times of entries in feeds and of pages in the sitemap. They do not depend on the clock.

A digest says whether the contents of a direction's page have changed since the last release that recorded them
(`generator.ledger`). If they have not, the recorded time still holds. If they have, the page in content/ was committed
with the change, and the time is that of its newest commit. So a comment in a seed file moves no time, and a changed title
moves that of its direction.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

from generator import ids
from generator.build.package import Provenance, git
from generator.data import Json
from generator.ids.addresses import Address, parse_path
from generator.ledger import Contents, Release, first_published, midnight, newest_contents
from generator.link import Library

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TIMELESS = ("about", "privacy")
"""The overviews that show no directions."""


@dataclass(frozen=True, slots=True)
class Times:
    """The times at which the pages of directions changed, by path."""

    contents: Mapping[str, Contents]
    newest: datetime
    """The newest time known to the build: that of a release or of the last change of the inputs."""

    def updated(self, path: str) -> datetime:
        """Return the time at which the contents of the page at ``path`` became what they are."""
        return self.contents[path].updated

    def of_page(self, path: str, library: Library) -> datetime | None:
        """Return the time of the last change of a direction that the page at ``path`` shows; None if it shows none."""
        address = parse_path(path)
        languages = [address.language] if address.language else ids.LANGUAGES
        return max(
            (
                self.updated(ids.direction_path(direction, language))
                for direction in _shown(address, library)
                for language in languages
            ),
            default=None,
        )


def times(
    entries: Mapping[str, Json],
    releases: Sequence[Release],
    origin: Provenance,
    commits: Mapping[str, datetime],
) -> Times:
    """Return the times of pages, given what each says.

    ``entries`` has the contents of each direction's page by path, and ``commits`` the result of `commit_times`.
    """
    known = [midnight(release.date) for release in releases]
    if origin.newest_input:
        known.append(datetime.fromisoformat(origin.newest_input).astimezone(UTC))
    newest, first = max(known, default=_EPOCH), first_published(releases)
    recorded, contents = newest_contents(releases), {}
    for path, entry in entries.items():
        digest, found = _digest(entry), recorded.get(path)
        if found is None or found.digest != digest:
            before = found.updated if found else first.get(path, _EPOCH)
            # A page without a commit of its own since then changed with the newest inputs.
            committed = commits.get(path, newest)
            changed = committed if committed > before else max(before, newest)
            found = Contents(digest=digest, updated=changed)
        contents[path] = found
    return Times(contents, newest)


def _digest(entry: Json) -> str:
    """Return a digest of what an entry says and leads to."""
    text = json.dumps(entry, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def commit_times(content: Path) -> dict[str, datetime]:
    """Return path of a page → time of the newest commit that changed its Markdown in ``content``.

    Pages that differ from the newest commit are left out. Without git, all are.
    """
    found: dict[str, datetime] = {}
    when = _EPOCH
    for line in git(
        "log", "--format=%x00%cI", "--name-only", "--relative", "--", ".", at=content
    ).splitlines():
        if line.startswith("\0"):
            when = datetime.fromisoformat(line[1:]).astimezone(UTC)
        elif line.endswith(".md"):
            path = ids.page_path(line)
            found[path] = max(when, found.get(path, when))
    for line in git(
        "diff", "--name-only", "--relative", "HEAD", "--", ".", at=content
    ).splitlines():
        found.pop(ids.page_path(line), None)
    return found


def _shown(address: Address, library: Library) -> Iterable[str]:
    """Return the directions that the page at ``address`` shows."""
    name, guides = address.name, tuple[str, ...]()
    match address.kind:
        case "direction":
            return [name]
        case "partner":
            return [found.direction for found in library.by_partner.get(name, ())]
        case "domain":
            return library.by_domain.get(name, ())
        case "lineage":
            return chain.from_iterable(library.lineage(name).steps)
        case "flag":
            directions = library.directions.values()
            return [d.id for d in directions if any(flag.code == name for flag in d.flags)]
        case "guide":
            guides = (name,)
        case "changes":
            guides = (name, str(library.records[name].supersedes))
        case "comparison":
            guides = ids.compared_guides(name)
        case _:
            guides = () if name in _TIMELESS else tuple(library.positions)
    return [d.id for guide in guides for d in library.guide(guide).directions]
