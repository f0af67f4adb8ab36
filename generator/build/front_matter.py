"""Front matter for the theme, which prints it as HTML: a title may hold any sign."""

from __future__ import annotations

from html import escape
from typing import Any

from mkdocs.plugins import BasePlugin


class FrontMatter(BasePlugin):  # type: ignore[type-arg,no-untyped-call]
    """Makes the words of each page's front matter HTML that shows just them."""

    def on_page_markdown(self, markdown: str, /, *, page: Any, **_: Any) -> str:
        """The page's Markdown as it is; its front matter is read by now."""
        page.meta = {
            name: escape(value) if isinstance(value, str) else value
            for name, value in page.meta.items()
        }
        return markdown
