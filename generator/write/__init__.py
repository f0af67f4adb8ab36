"""write: Library → content/, the Markdown pages with YAML front matter, in both languages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator import ids
from generator.checkout import TEMPLATES
from generator.escape import front_matter
from generator.folders import Changes, replace_folder
from generator.link import Library
from generator.write import markdown
from generator.write.interface import load_interface
from generator.write.pages import Page, page_count, pages
from generator.write.phrases import Phrases

_BLANKS = re.compile(r"\n{3,}")
_MINISTRY = re.compile(r"(?<=\s)MOST(?=[\s,;.])")
"""The ministry's short name where a translator uses it as a word. At its first place on a page it is explained."""


def write(
    library: Library,
    interface_path: Path,
    folder: Path,
    progress: Callable[[str], None] = lambda _: None,
) -> Changes:
    """Write the pages of ``library`` to ``folder`` and return what changed. All are rendered before one is written."""
    return replace_folder(folder, files(library, interface_path, progress))


def files(
    library: Library, interface_path: Path, progress: Callable[[str], None] = lambda _: None
) -> dict[str, bytes]:
    """Return path under content/ → bytes of every page. ``progress`` is called with the path of each page."""
    return dict(render(library, interface_path, progress))


def render(
    library: Library, interface_path: Path, progress: Callable[[str], None] = lambda _: None
) -> Iterator[tuple[str, bytes]]:
    """Yield (path under content/, bytes) of every page."""
    templates = environment()
    for language in ids.LANGUAGES:
        phrases = Phrases(language, load_interface(language, interface_path))
        for page in pages(library, phrases):
            progress(page.path)
            yield ids.content_file(page.path), rendered(page, templates).encode()


def rendered(page: Page, templates: Environment) -> str:
    """Return the Markdown of ``page``, front matter first."""
    body = templates.get_template(f"{page.template}.md.j2").render(page.context)
    body = _BLANKS.sub("\n\n", "\n".join(map(str.rstrip, body.strip().split("\n"))))
    if page.path.startswith("en/"):
        body = _MINISTRY.sub("MOST (China’s Ministry of Science and Technology)", body, count=1)
    return f"---\n{front_matter(page.meta)}---\n\n{body}\n"


def environment() -> Environment:
    """Return the Jinja environment of the page templates. The words of a language are in each page's context."""
    templates = Environment(
        loader=FileSystemLoader(TEMPLATES / "pages"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        # A value that is not Markdown yet is escaped.
        finalize=markdown.shown,
        autoescape=False,
        auto_reload=False,
    )
    for name in ("attribute", "lines", "link", "links", "rich", "target", "words"):
        templates.filters[name] = getattr(markdown, name)
    templates.filters["markdown"] = markdown.Markdown
    return templates


__all__ = ["environment", "files", "page_count", "render", "rendered", "write"]
