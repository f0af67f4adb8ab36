"""The checks of content/ (up to date, and readable by every Markdown engine) and of the links in the built site."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token

from generator.check.findings import Finding, Places
from generator.folders import compare
from generator.ids import LANGUAGES
from generator.ledger import broken, load_ledger, load_redirects, read_page
from generator.link import Library
from generator.write import files
from generator.write.pages.data import examples

_ENGINE = MarkdownIt("commonmark").enable("table")
_NEVER = frozenset({"html_block", "html_inline", "code_block", "code_inline", "fence"})
_OURS = re.compile(
    r"</?(?:ins|del)>|<br>"
    r"|<!-- (?:picture: [a-z]+|size: [a-z._-]+) -->"
    r"|<(?:details|div(?: class=\"[a-z]+(?: [a-z]+)*\")?) markdown=\"1\">(?:\n<summary>[^<>]*</summary>)?"
    r"|<nav class=\"(?:crumbs|jumps|versions)\" aria-label=\"[^\"<>]*\" markdown=\"1\">"
    r"|</(?:details|div|nav)>"
    r"|<form class=\"find\"(?: [a-z-]+=\"[^\"<>]*\")*>\n<input(?: [a-z-]+=\"[^\"<>]*\")*>\n"
    r"<datalist id=\"names\">(?:<option value=\"[^\"<>]*\"></option>)*</datalist>\n"
    r"<button>[^<>]*</button>\n<div class=\"found\" hidden></div>\n</form>"
)
"""The HTML that templates may write, because Markdown has no markup for it: added or deleted words, lines in a cell, the places
of pictures and sizes, parts that readers open or scroll, navigation within a page, and the search box of home.
"""
_LOADS = "//*[not(self::a) and (not(@rel) or @rel='stylesheet' or @rel='icon')]/@*[name()='href' or name()='src']"
"""The addresses that a browser fetches by itself: of style sheets, scripts and pictures."""


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
    for token in _tokens(page):
        if token.type == "fence" and token.content in examples():
            continue
        if token.type in _NEVER and not _OURS.fullmatch(token.content.strip()):
            yield f"{path}: {token.type} {token.content[:40]!r}"


def markdown_links(page: str) -> Iterator[str]:
    """Yield the targets of the links in ``page`` (Markdown with front matter)."""
    return (str(token.attrs["href"]) for token in _tokens(page) if token.type == "link_open")


def _tokens(page: str) -> Iterator[Token]:
    """Yield the tokens of ``page`` (Markdown with front matter), those within others too."""
    return _all(_ENGINE.parse(page.partition("\n---\n")[2]))


def _all(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _all(token.children or [])


def check_links(library: Library, places: Places) -> Iterator[Finding]:
    """Yield broken links, published paths and anchors that are gone, duplicate ids, and addresses on other sites
    from which a page loads a file.
    """
    del library
    if not (places.site / "index.html").is_file():
        yield Finding("error", f"{places.site} is not built: run `guides build`")
        return
    releases = load_ledger(places.seeds.ledger)
    for gone in broken(releases, load_redirects(places.seeds.redirects), places.site):
        yield Finding("error", gone)
    site = places.site.resolve()
    pages = {path: read_page(path) for path in sorted(site.rglob("*.html"))}
    ids = {path: Counter(page.xpath("//@id[. != '']")) for path, page in pages.items()}
    anchors: dict[Path, Container[str]] = {path: _with_forwarded(path, site, ids) for path in ids}
    for path, page in pages.items():
        where = path.relative_to(site).as_posix()
        for twice in sorted(name for name, count in ids[path].items() if count > 1):
            yield Finding("error", f"{where}: id {twice} stands twice")
        for address in dict.fromkeys(page.xpath(_LOADS)):
            if _is_elsewhere(address):
                yield Finding("error", f"{where}: loads {address} from elsewhere")
        if where != "404.html":  # its links work only under the published address
            yield from _broken_links(page.xpath("//@href | //@src"), path, where, anchors)
    for path in sorted(site.rglob("index.md")):
        links = markdown_links(path.read_text(encoding="utf-8"))
        yield from _broken_links(links, path, path.relative_to(site).as_posix(), anchors)


def _with_forwarded(path: Path, site: Path, ids: Mapping[Path, Counter[str]]) -> set[str]:
    """Return the anchors of the page at ``path``. A landing page forwards those that its page has in all languages."""
    own = set(ids[path])
    beside = [site / language / path.relative_to(site) for language in LANGUAGES]
    found = [set(ids[page]) for page in beside if page in ids]
    return own.union(set.intersection(*found)) if len(found) == len(LANGUAGES) else own


def _broken_links(
    links: Iterable[str], path: Path, where: str, ids: Mapping[Path, Container[str]]
) -> Iterator[Finding]:
    """Yield the ``links`` of the file at ``path`` that lead nowhere; ``ids`` are those of all pages."""
    for address in dict.fromkeys(links):
        if _is_elsewhere(address):
            continue
        without, fragment = urldefrag(address)
        target = urlsplit(without).path
        file = (path.parent / unquote(target)).resolve() if target else path
        if file.is_dir():
            file /= "index.html"
        if not file.is_file():
            yield Finding("error", f"{where}: {address} leads nowhere")
        elif fragment:
            if file.name == "index.md":  # has the anchors of index.html in the same folder
                file = file.with_suffix(".html")
            if file.suffix == ".html" and unquote(fragment) not in ids.get(file, ()):
                yield Finding("error", f"{where}: {address} has no such anchor")


def _is_elsewhere(address: str) -> bool:
    return bool(urlsplit(address).scheme or address.startswith("//"))
