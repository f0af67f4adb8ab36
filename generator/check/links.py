"""The check that every link in the built site, in HTML and Markdown, leads to a file and to an id in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

from markdown_it import MarkdownIt

from generator.check.findings import Finding, Places
from generator.ledger import broken, load_ledger, load_redirects, read_page
from generator.link import Library

_MARKDOWN = MarkdownIt("commonmark").enable("table")
_LOADS = "//*[not(self::a) and (not(@rel) or @rel='stylesheet' or @rel='icon')]/@*[name()='href' or name()='src']"


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
    pages = {path: _read(path) for path in sorted(site.rglob("*.html"))}
    for path, page in pages.items():
        where = path.relative_to(site).as_posix()
        for twice in sorted({i for i in page.ids if page.ids.count(i) > 1}):
            yield Finding("error", f"{where}: id {twice} stands twice")
        for address in dict.fromkeys(page.loads):
            if urlsplit(address).scheme or address.startswith("//"):
                yield Finding("error", f"{where}: loads {address} from elsewhere")
        if where == "404.html":
            continue  # its links work only under the published address
        for address in dict.fromkeys(page.links):
            if problem := _problem(address, path, pages):
                yield Finding("error", f"{where}: {address} {problem}")
    for path in sorted(site.rglob("index.md")):
        for address in dict.fromkeys(markdown_links(path.read_text(encoding="utf-8"))):
            if problem := _problem(address, path, pages):
                yield Finding("error", f"{path.relative_to(site).as_posix()}: {address} {problem}")


def markdown_links(text: str) -> Iterator[str]:
    """Yield the targets of the links in ``text`` (Markdown with front matter)."""
    _, _, body = text.partition("\n---\n")
    for block in _MARKDOWN.parse(body):
        for token in block.children or ():
            if token.type == "link_open":
                yield str(token.attrs["href"])


@dataclass(frozen=True, slots=True)
class _Page:
    ids: list[str]
    links: list[str]
    loads: list[str]
    """The addresses that a browser fetches by itself: of style sheets, scripts and pictures."""


def _read(path: Path) -> _Page:
    page = read_page(path)
    return _Page(page.xpath("//@id[. != '']"), page.xpath("//@href | //@src"), page.xpath(_LOADS))


def _problem(address: str, path: Path, pages: dict[Path, _Page]) -> str | None:
    if urlsplit(address).scheme or address.startswith("//"):
        return None
    without, fragment = urldefrag(address)
    target = urlsplit(str(without)).path
    file = (path.parent / unquote(target)).resolve() if target else path
    if file.is_dir():
        file /= "index.html"
    if not file.is_file():
        return "leads nowhere"
    if file.name == "index.md":  # has the anchors of index.html in the same folder
        file = file.with_suffix(".html")
    if fragment and file.suffix == ".html":
        page = pages.get(file) or _read(file)
        if unquote(fragment) not in page.ids:
            return "has no such anchor"
    return None
