"""The pages of one language, each from its Markdown to HTML in the theme, and its Markdown beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from html import escape, unescape
from pathlib import Path
from sys import intern
from typing import Any
from urllib.parse import urljoin

from mkdocs.commands.build import get_context
from mkdocs.exceptions import BuildError
from mkdocs.structure.files import File, InclusionLevel, get_files
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from mkdocs.utils.meta import get_data

from generator.build import html
from generator.build.attributes import blocks
from generator.build.markdown_pages import markdown_page
from generator.build.markup import mended
from generator.build.places import PLACE
from generator.compiled import Compiled
from generator.folders import put
from generator.link import Library
from generator.picture import draw
from generator.write.phrases import Phrases
from generator.write.views import Views

_INCLUDED = InclusionLevel.INCLUDED
_ID = re.compile(r' id="([^"]+)"')
_TO_ANCHOR = re.compile(r'<a href="([^"#:]*)#([^"]+)"')


class Pages:
    """What the pages of a language are built with."""

    def __init__(
        self,
        config: Any,
        library: Library,
        phrases: Phrases,
        *,
        base: str,
        sizes: Mapping[str, int],
        former: Path | None,
    ) -> None:
        self._config = config
        self._library = library
        self._phrases = phrases
        self._base = base
        self._former = former
        self._sizes = {name: phrases.size(size) for name, size in sizes.items()}
        found = get_files(config)
        self._beside = [
            f for f in found if f.inclusion is _INCLUDED and not f.is_documentation_page()
        ]
        self._environment = config.theme.get_env()
        self._environment.bytecode_cache = Compiled("theme")
        self._nav = get_navigation(found, config)
        self.files: Sequence[File] = found.documentation_pages()
        self._anchors: dict[str, frozenset[str]] = {}
        self._links: dict[tuple[str, str], tuple[str, str]] = {}
        """Place on a page → a page that links there, and how."""

    @cached_property
    def _permalinks(self) -> html.Permalinks:
        """As the configuration of the contents has them."""
        settings = self._config["mdx_configs"]["toc"]
        first, last = map(int, str(settings["toc_depth"]).split("-"))
        return html.Permalinks(
            settings["permalink"],
            settings.get("permalink_title", "Permanent link"),
            range(first, last + 1),
        )

    def copy_assets(self, left_out: tuple[str, ...]) -> None:
        """Copy what stands among the pages, and what the theme brings under assets/ but for the folders ``left_out``:
        where both have it the former, and ours before the theme's. MkDocs would look for the latter among all
        templates and thousands of icons.
        """
        found = {file.dest_uri: Path(str(file.abs_src_path)) for file in self._beside}
        for theme in map(Path, self._config["theme"].dirs):
            for path in (theme / "assets").rglob("[!.]*"):
                name = path.relative_to(theme).as_posix()
                if path.is_file() and not name.startswith(left_out):
                    found.setdefault(name, path)
        for name, path in sorted(found.items()):
            self._put(name, path.read_bytes())

    def write(self, file: File) -> None:
        """Write the page of ``file`` and the Markdown beside it; BuildError where that cannot be."""
        try:
            self._write(file)
        except ValueError as error:
            raise BuildError(f"{file.src_uri}: {error}") from error

    def _write(self, file: File) -> None:
        source = _read(file)
        body, meta = get_data(source)
        tree = blocks(body)
        v = self._views(file)
        page = file.page or Page(None, file, self._config)
        page.markdown = ""  # so that the page knows that its front matter is read
        page.meta = escaped_meta(meta)
        text = html.render(tree, self._permalinks, is_index=file.name == "index")
        page.toc = get_toc([_entry(heading) for heading in text.contents])
        page.content = self._filled(text.html, v)
        self._remember(file, page.content)
        self._put(file.dest_uri, self._in_theme(page).encode())
        beside = markdown_page(
            source.partition("\n---\n")[0],
            tree,
            v,
            base=self._base,
            extra=self._config["extra"],
            sizes=self._sizes,
        )
        self._put(f"{file.dest_uri.removesuffix('.html')}.md", beside.encode())
        page.content, page.toc, page.meta = None, get_toc([]), {}

    def _views(self, file: File) -> Views:
        path = f"{self._phrases.language}/{file.url.removeprefix('./')}"
        return Views(self._library, self._phrases, path)

    def _put(self, path: str, data: bytes) -> None:
        former = self._former and self._former / path
        put(Path(self._config["site_dir"]) / path, data, former)

    def _in_theme(self, page: Page) -> str:
        page.active = True
        template = self._environment.get_template("main.html")
        output = template.render(get_context(self._nav, self.files, self._config, page))
        page.active = False
        return mended(output, self._config["extra"]["words"]["menu"])

    def _filled(self, text: str, v: Views) -> str:
        """``text`` with pictures drawn in their places and sizes of files told: addresses in the
        data depend on where the site is published, so a size is known when it is built.
        """

        def put(match: re.Match[str]) -> str:
            what, name = match.groups()
            try:
                return draw(name, v) if what == "picture" else self._sizes[name]
            except KeyError:
                raise ValueError(f"there is no {what} {name!r}") from None

        return PLACE.sub(put, text)

    def _remember(self, file: File, content: str) -> None:
        self._anchors[file.url] = frozenset(map(intern, _ID.findall(content)))
        for link, anchor in _TO_ANCHOR.findall(content):
            place = (urljoin(f"/{file.url}", link).removeprefix("/") or "./", unescape(anchor))
            self._links.setdefault(place, (file.url, link))

    def broken(self) -> Iterator[str]:
        """Which links lead to places that are not there; one of many to the same place."""
        for (target, anchor), (page, link) in self._links.items():
            if target in self._anchors and anchor not in self._anchors[target]:
                yield f"{page} links to {link}#{anchor}, a place that is not there"


def escaped_meta(meta: Mapping[str, Any]) -> dict[str, Any]:
    """Front matter whose words are HTML that shows just them: the theme prints them as HTML, and a
    title may hold any sign.
    """
    return {name: escape(x) if isinstance(x, str) else x for name, x in meta.items()}


def _read(file: File) -> str:
    return Path(str(file.abs_src_path)).read_text(encoding="utf-8")


def _entry(heading: html.Heading) -> Any:
    """A heading as MkDocs takes it."""
    return {
        "level": heading.level,
        "id": heading.anchor,
        "name": heading.text,
        "children": [_entry(child) for child in heading.children],
    }
