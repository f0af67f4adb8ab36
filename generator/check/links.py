"""Every link of the built site, HTML and Markdown, leads to a file of it, and every fragment to an id."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

from markdown_it import MarkdownIt

from generator.check.findings import Finding, Places
from generator.ledger import broken, load_ledger, load_redirects
from generator.link import Library

_ATTRIBUTES = {"href", "src"}
_MARKDOWN = MarkdownIt("commonmark").enable("table")


def check_links(library: Library, places: Places) -> Iterator[Finding]:
    """Broken links and anchors of the site, published places that are gone, ids that stand twice,
    and anything that a page loads from elsewhere.
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
            continue  # its links hold under the published address only
        for address in dict.fromkeys(page.links):
            if problem := _problem(address, path, pages):
                yield Finding("error", f"{where}: {address} {problem}")
    for path in sorted(site.rglob("index.md")):
        for address in dict.fromkeys(markdown_links(path.read_text(encoding="utf-8"))):
            if problem := _problem(address, path, pages):
                yield Finding("error", f"{path.relative_to(site).as_posix()}: {address} {problem}")


def markdown_links(text: str) -> Iterator[str]:
    """The targets of the links in ``text``, Markdown with front matter."""
    _, _, body = text.partition("\n---\n")
    for block in _MARKDOWN.parse(body):
        for token in block.children or ():
            if token.type == "link_open":
                yield str(token.attrs["href"])


@dataclass(slots=True)
class _Page:
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    """What a browser fetches by itself: style sheets, scripts, pictures."""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page = _Page()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if identity := values.get("id"):
            self.page.ids.append(identity)
        for name in _ATTRIBUTES & values.keys():
            address = values[name] or ""
            self.page.links.append(address)
            if tag != "a" and values.get("rel") in (None, "stylesheet", "icon"):
                self.page.loads.append(address)


def _read(path: Path) -> _Page:
    reader = _Reader()
    reader.feed(path.read_text(encoding="utf-8"))
    return reader.page


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
    if file.name == "index.md":  # its anchors are those of the page that it stands beside
        file = file.with_suffix(".html")
    if fragment and file.suffix == ".html":
        page = pages.get(file) or _read(file)
        if unquote(fragment) not in page.ids:
            return "has no such anchor"
    return None
