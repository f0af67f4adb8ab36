"""A page of content/ as MkDocs sees it, rendered by markdown-it-py when the theme asks for it.

MkDocs reads all pages before it writes the first one. Of each it keeps no more than the front matter here, so that memory
does not grow with the text of the site.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import unescape
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
_NO_CONTENTS = get_toc([])


@dataclass(frozen=True, slots=True)
class Rendered:
    """The parts of a page, for those who write other forms of it."""

    front: str
    """The front matter as it stands in the file, with the line that opens it."""
    tokens: list[Token]
    """The text as markdown-it's tokens."""


class GuidePage(Page):
    """A page whose text is rendered by `render_now` and dropped by `release`."""

    def read_source(self, config: MkDocsConfig) -> None:
        """Read the front matter. Its words are escaped, as the theme prints them as HTML.

        BuildError where the file cannot be read.
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
        """Do nothing yet: MkDocs calls this for all pages before it writes one."""
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
        """Let go of the text, and keep what MkDocs wants of it when it looks for broken anchors: the page's own, and
        the links to places that no page built so far has. ``by_url`` has the file of each page.
        """
        content = self.content or ""
        self.present_anchor_ids = set(map(intern, _ID.findall(content)))
        self.links_to_anchors = {}
        for link, anchor in set(_LINK_TO_ANCHOR.findall(content)):
            file = by_url.get(urljoin(f"/{self.file.url}", link).removeprefix("/"))
            target = file.page if file else None
            if file and anchor not in ((target and target.present_anchor_ids) or ()):
                self.links_to_anchors.setdefault(file, {})[unescape(anchor)] = f"{link}#{anchor}"
        self.content, self.toc = "", _NO_CONTENTS


def _entry(heading: html.Heading) -> Any:
    """Return a heading as MkDocs takes it."""
    return {
        "level": heading.level,
        "id": heading.anchor,
        "name": heading.text,
        "children": [_entry(child) for child in heading.children],
    }


__all__ = ["GuidePage", "Rendered"]
