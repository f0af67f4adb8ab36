"""Pictures in their places: `<!-- picture: plans -->` in a page's Markdown becomes the drawing."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin

_MARKER = re.compile(r"<!-- picture: (?P<name>[a-z]+) -->")


class Pictures(BasePlugin):  # type: ignore[type-arg,no-untyped-call]
    """Puts pictures into pages. ``draw`` is given a picture's name and the page's address within the
    language; KeyError where there is no such picture.
    """

    def __init__(self, draw: Callable[[str, str], str]) -> None:
        super().__init__()
        self._draw = draw

    def on_page_content(self, html: str, /, *, page: Any, **_: Any) -> str:
        """The page's HTML with its pictures drawn."""

        def drawn(match: re.Match[str]) -> str:
            try:
                return self._draw(match["name"], page.url)
            except KeyError:
                message = f"{page.file.src_uri}: there is no picture {match['name']!r}"
                raise PluginError(message) from None

        return _MARKER.sub(drawn, html)
