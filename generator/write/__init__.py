"""write: Library → content/, Markdown with YAML front matter in both languages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from jinja2 import Environment

from generator import ids
from generator.escape import front_matter
from generator.folders import Changes, replace_folder
from generator.link import Library
from generator.write.interface import load_interface
from generator.write.pages import Page, page_count, pages
from generator.write.phrases import Phrases
from generator.write.templates import environment

_BLANKS = re.compile(r"\n{3,}")


def write(
    library: Library,
    interface_path: Path,
    folder: Path,
    progress: Callable[[str], None] = lambda _: None,
) -> Changes:
    """Write the pages of ``library`` to ``folder``; what changed. Nothing is written before every
    page is rendered, and then all of it at once.
    """
    return replace_folder(folder, files(library, interface_path, progress))


def files(
    library: Library, interface_path: Path, progress: Callable[[str], None] = lambda _: None
) -> dict[str, bytes]:
    """Path under content/ → bytes, of every page; ``progress`` is told each page's path."""
    return dict(render(library, interface_path, progress))


def render(
    library: Library, interface_path: Path, progress: Callable[[str], None] = lambda _: None
) -> Iterator[tuple[str, bytes]]:
    """(path under content/, bytes) of every page."""
    for language in ids.LANGUAGES:
        phrases = Phrases(language, load_interface(language, interface_path))
        templates = environment(phrases)
        for page in pages(library, phrases):
            progress(page.path)
            yield ids.content_file(page.path), rendered(page, templates).encode()


def rendered(page: Page, templates: Environment) -> str:
    """The Markdown of ``page``, front matter first."""
    body = templates.get_template(f"{page.template}.md.j2").render(page.context)
    front = front_matter(page.meta)
    body = _BLANKS.sub("\n\n", "\n".join(map(str.rstrip, body.strip().split("\n"))))
    return f"---\n{front}---\n\n{body}\n"


__all__ = [
    "environment",
    "files",
    "page_count",
    "render",
    "rendered",
    "write",
]
