"""Sizes of files in their places: `<!-- size: directions.csv -->` in a page becomes “49 kB”.

A size is known when the site is built, as addresses in the data depend on where it is published.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin

_MARKER = re.compile(r"<!-- size: (?P<name>[a-z.-]+) -->")


class Sizes(BasePlugin):  # type: ignore[type-arg,no-untyped-call]
    """Puts sizes into pages; ``words`` are those of each file under data/."""

    def __init__(self, words: Mapping[str, str]) -> None:
        super().__init__()
        self._words = words

    def on_page_content(self, html: str, /, *, page: Any, **_: Any) -> str:
        """The page's HTML with its sizes told."""

        def told(match: re.Match[str]) -> str:
            if match["name"] not in self._words:
                raise PluginError(f"{page.file.src_uri}: there is no file {match['name']!r}")
            return self._words[match["name"]]

        return _MARKER.sub(told, html)
