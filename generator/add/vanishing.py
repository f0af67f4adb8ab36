"""Pages before and after → what a release has published and the new pages lack."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from generator import ids
from generator.folders import Changes
from generator.ledger import Redirect, Release, published

_ANCHOR = re.compile(r"\{[^{}\n]*?#(?P<anchor>[a-z0-9-]+)[^{}\n]*\}")
"""What attr_list makes an id of: `{ #field-1 .mark }`."""


def vanishing(
    content: Path,
    changes: Changes,
    pages: Mapping[str, bytes],
    releases: Iterable[Release],
    redirects: Iterable[Redirect],
) -> Iterator[str]:
    """Paths and places that were published, stand in ``content`` now, and will not after ``changes``
    to ``pages``, those with a redirect left out.
    """
    moved = {redirect.old for redirect in redirects}
    known = published(releases)
    for file in changes.removed:
        if file.endswith(".md") and (path := ids.page_path(file)) in known.keys() - moved:
            yield path
    for file in changes.changed:
        if not file.endswith(".md") or not (cited := known.get(path := ids.page_path(file))):
            continue
        before = (content / file).read_text(encoding="utf-8")
        for anchor in sorted(cited & _anchors(before) - _anchors(pages[file].decode())):
            if (place := ids.place(path, anchor)) not in moved:
                yield place


def _anchors(page: str) -> set[str]:
    return {match["anchor"] for match in _ANCHOR.finditer(page)}
