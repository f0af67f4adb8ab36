"""A page of content/ for MkDocs, rendered by markdown-it-py only when the page is written.

MkDocs reads all pages before it writes the first one. These pages keep only their front matter until then, so that the
use of memory does not grow with the text of the site.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import unescape
from itertools import chain
from sys import intern
from typing import Any
from urllib.parse import urljoin

from markdown_it.token import Token
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from mkdocs.utils.meta import get_data

from generator.build import html
from generator.escape import html_attribute

_ID = re.compile(r' id="([^"]+)"')
_LINK_TO_ANCHOR = re.compile(r'<a href="([^"#:]*)#([^"]+)"')
_THEME = ("cite",)
"""The anchors that the theme adds below the text of a page (templates/theme/main.html)."""
_NO_CONTENTS = get_toc([])


@dataclass(frozen=True, slots=True)
class Rendered:
    """The parts of a page from which its Markdown file is made."""

    front: str
    """The front matter as in the file, with its opening line."""
    tokens: list[Token]
    """The text as markdown-it's tokens."""


class GuidePage(Page):
    """A page whose text is kept only between `render_now` and `release`."""

    def read_source(self, config: MkDocsConfig) -> None:
        """Read the front matter. Its texts are escaped because the theme writes them as HTML.

        BuildError if the file cannot be read.
        """
        del config
        try:
            source = self.file.content_string
        except (OSError, ValueError) as error:
            raise BuildError(f"{self.file.src_uri}: cannot be read: {error}") from error
        body, meta = get_data(source)
        self._body_at = len(source) - len(body)
        self.markdown = ""
        self.meta = {k: html_attribute(v) if isinstance(v, str) else v for k, v in meta.items()}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Set empty text, because MkDocs calls this for all pages before it writes one."""
        del config, files
        self.content = ""

    def render_now(self, permalinks: html.Permalinks, fill: Callable[[str], str]) -> Rendered:
        """Render the text; ``fill`` puts pictures and sizes of files into its HTML."""
        source = self.file.content_string
        tokens = html.blocks(source[self._body_at :])
        text = html.render(tokens, permalinks, is_index=self.is_index)
        self.toc = get_toc([_entry(heading) for heading in text.contents])
        self.content = fill(text.html)
        return Rendered(source[: self._body_at].partition("\n---\n")[0], tokens)

    def release(self, by_url: Mapping[str, File]) -> None:
        """Drop the text. Keep what MkDocs needs to find broken anchors at the end.

        These are the anchors of the page and its links to anchors that no page built so far has. ``by_url`` has the
        file of each page.
        """
        content = self.content or ""
        self.present_anchor_ids = set(map(intern, chain(_ID.findall(content), _THEME)))
        self.links_to_anchors = {}
        for link, anchor in set(_LINK_TO_ANCHOR.findall(content)):
            file = by_url.get(urljoin(f"/{self.file.url}", link).removeprefix("/"))
            target = file.page if file else None
            if file and anchor not in ((target and target.present_anchor_ids) or ()):
                self.links_to_anchors.setdefault(file, {})[unescape(anchor)] = f"{link}#{anchor}"
        self.content, self.toc = "", _NO_CONTENTS


def _entry(heading: html.Heading) -> Any:
    """Return a heading in the form that MkDocs takes."""
    return {
        "level": heading.level,
        "id": heading.anchor,
        "name": heading.text,
        "children": [_entry(child) for child in heading.children],
    }


__all__ = ["GuidePage", "Rendered"]
