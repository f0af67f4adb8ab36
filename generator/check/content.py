"""The check that content/ is up to date, and that every Markdown engine can read it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from generator.check.findings import Finding, Places
from generator.folders import compare
from generator.link import Library
from generator.write import files
from generator.write.pages.data import examples

_ENGINE = MarkdownIt("commonmark").enable("table")
_NEVER = frozenset({"html_block", "html_inline", "code_block", "code_inline", "fence"})
_OURS = re.compile(
    r"</?(?:ins|del)>"
    r"|<!-- (?:picture: [a-z]+|size: [a-z.-]+) -->"
    r"|<(?:details|div class=\"[a-z]+\") markdown=\"1\">(?:\n<summary>[^<>]*</summary>)?"
    r"|</(?:details|div)>"
)
"""The HTML that templates may write, because Markdown has no markup for it: added or deleted words, the places
of pictures and sizes, and parts that readers open or scroll.
"""


def check_content(library: Library, places: Places) -> Iterator[Finding]:
    """Yield pages that are missing, stale or without a source, and pages with HTML or code that no template writes."""
    pages = files(library, places.seeds.interface)
    changes = compare(places.content, pages)
    for verb, paths in (
        ("is missing", changes.added),
        ("is stale", changes.changed),
        ("has no source", changes.removed),
    ):
        for path in paths:
            yield Finding("error", f"{places.content / path} {verb}: run `guides generate`")
    for path, data in pages.items():
        for problem in foreign_markup(path, data.decode()):
            yield Finding("error", problem)


def foreign_markup(path: str, page: str) -> Iterator[str]:
    """Yield the HTML and code in ``page`` (Markdown with front matter) that no template writes."""
    _, _, body = page.partition("\n---\n")
    for token in _all(_ENGINE.parse(body)):
        if token.type == "fence" and token.content in examples():
            continue
        if token.type in _NEVER and not _OURS.fullmatch(token.content.strip()):
            yield f"{path}: {token.type} {token.content[:40]!r}"


def _all(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _all(token.children or [])
