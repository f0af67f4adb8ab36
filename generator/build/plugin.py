"""The MkDocs plugin. MkDocs builds the site; the plugin adds the pages' text, their language, and all other files.

`mkdocs build`, `mkdocs serve`, `mkdocs gh-deploy` and `guides build` all use it. MkDocs calls its methods in this order:
the pages in content/ are updated from the seeds, each file becomes a `GuidePage`, the navigation is split by language,
files other than pages are written (`generator.build.site`), and each page is rendered as it is written.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from copy import copy, deepcopy
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal
from urllib.parse import urlsplit

from jinja2 import Environment
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from generator import ids
from generator.build.catalogues import CHECKSUMS, DESCRIPTIONS, checksums, dataset, schema_org
from generator.build.feeds import feed_entries, feed_links
from generator.build.figures import figure
from generator.build.html import PLACE, Permalinks
from generator.build.identified import identified
from generator.build.landing import data_page
from generator.build.linked import linked
from generator.build.markdown_pages import markdown_page
from generator.build.package import Provenance, fingerprint, provenance
from generator.build.page import GuidePage
from generator.build.preview import Preview, both, entries, preview
from generator.build.signposts import signposts
from generator.build.site import open_data, other_files
from generator.build.theme import POLICY, PREVIEW_POLICY, card, mended, report_links
from generator.build.times import commit_times, times
from generator.checkout import TEMPLATES, require_checkout
from generator.data import Data
from generator.errors import LEFT_OUT, InputError
from generator.escape import script_json
from generator.folders import alone, put, replace_folder
from generator.ids.addresses import overview_of
from generator.ledger import load_ledger
from generator.link import Library
from generator.outputs import check_site, manifest, mark_site
from generator.pipeline import load_library
from generator.seeds import Seeds
from generator.text.addresses import repository_address, site_address
from generator.write import files as content_files
from generator.write.interface import load_interface
from generator.write.phrases import Phrases
from generator.write.views import Views

log = get_plugin_logger("coop-guides")
_COLLECTED_AFTER = 50_000
"""Number of new objects after which Python looks for cycles. Each page makes many objects and no cycles: with Python's
700, a build takes a tenth longer."""
_LOCAL = ("127.0.0.1", "localhost", "::1")
_UNUSED = ("assets/javascripts/", "assets/images/")
"""Folders of the theme whose files our pages never load."""


class Options(Config):  # type: ignore[no-untyped-call] # MkDocs has no types there
    """The options under `coop-guides` in mkdocs.yml."""

    seeds = config_options.Dir(exists=True, default="seeds")
    """The folder of everything that people write: guides, vocabulary, translations."""
    security_contact = config_options.Type(str, default="")
    """The contact in security.txt, as mailto:… or https://…. If it is empty, there is no such file."""
    drafts = config_options.Type(bool, default=False)
    """True if pages and data show English that is a draft which nobody has checked. They mark it as one."""


class Language:
    """The words, navigation and configuration that the pages of one language share."""

    def __init__(self, name: str, library: Library, seeds: Seeds, config: MkDocsConfig) -> None:
        self.phrases = Phrases(name, load_interface(name, seeds.interface))
        self.feeds = feed_links(library, self.phrases)
        self.config = self._localised(config)
        toc = self.config.mdx_configs["toc"]
        first, last = map(int, str(toc["toc_depth"]).split("-"))
        self.permalinks = Permalinks(
            toc["permalink"], self._("Link to this section"), range(first, last + 1)
        )
        self.nav = Navigation([], [])
        self.sizes: dict[str, str] = {}
        """The size of each file under data/, in words."""

    def _(self, message: str) -> str:
        return self.phrases._(message)

    def _localised(self, config: MkDocsConfig) -> MkDocsConfig:
        """Return a copy of ``config`` with site name, theme language and title of the contents in this language."""
        found = copy(config)
        found["theme"] = deepcopy(config.theme)
        found["theme"]["language"] = self.phrases.language
        found["site_name"] = self._(config.site_name)
        found["extra"] = {**config.extra, "homepage": f"{self.phrases.language}/"}
        toc = config.mdx_configs["toc"] | {"title": self._("On this page")}
        found["mdx_configs"] = config.mdx_configs | {"toc": toc}
        return found


class GuidesPlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """Builds the bilingual site of the guides."""

    library: Library | None = None
    """The library of the seeds if the caller has loaded it already. Then the pages in content/ are used unchanged."""
    tell: Callable[[list[InputError]], None] | None = None
    """The function that takes the errors of guides that are left out. Without it, they go to MkDocs' log."""
    faults: Mapping[str, InputError] = MappingProxyType({})
    """The errors of guides that are known to be at fault, by id; these guides are left out."""
    _previews = False
    _inputs: frozenset[tuple[str, int]] = frozenset()

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Note the command. Because of this method, MkDocs keeps the object for all builds of one `mkdocs serve`."""
        del dirty
        self._previews = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load the library and update the pages in content/ from it."""
        gc.set_threshold(_COLLECTED_AFTER)
        config.repo_url = _address(repository_address, "repo_url", config.repo_url)
        config.site_url = _address(site_address, "site_url", config.site_url)
        with _as_plugin_error():
            require_checkout()
            self._seeds = Seeds(Path(self.config.seeds))
            check_site(Path(config.site_dir), (self._seeds.root, Path(config.docs_dir)))
            self._left_out: list[InputError] = []
            self._library = self.library or self._load(Path(config.docs_dir))
            self._origin = provenance()
            self._commits = commit_times(Path(config.docs_dir))
            self._languages = {
                name: Language(name, self._library, self._seeds, config) for name in ids.LANGUAGES
            }
            words = [language.phrases for language in self._languages.values()]
            self._things = {thing.path: thing for thing in identified(self._library, words)}
        return config

    def _load(self, content: Path) -> Library:
        """Return the library of the guides without errors, and update the pages in ``content`` from it.

        The pages are updated only if seeds or templates changed since the last build of this process. So `mkdocs serve`
        shows a page that was edited by hand as edited.
        """
        with alone(self._seeds.root):
            library = load_library(
                self._seeds,
                broken=self._left_out.append,
                faults=self.faults,
                show_drafts=self.config.drafts,
            )
            if self._left_out and not library.guides:
                raise self._left_out[0]
            inputs = frozenset(_times(self._seeds.root, TEMPLATES))
            inputs |= {("drafts", self.config.drafts)}
            if inputs != self._inputs or self.faults:
                replace_folder(
                    content, content_files(library, self._seeds.interface), [self._seeds.root]
                )
                self._inputs = inputs
        return library

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Make each of our pages a `GuidePage`. Leave out other pages, and files of the theme that no page loads."""
        titles = dict(_titles(config.nav or []))
        ours = manifest(Path(config.docs_dir))
        for file in list(files.documentation_pages()):
            if file.src_uri in ours:
                GuidePage(titles.get(file.src_uri), file, config)
            else:
                files.remove(file)
                log.info("%s is not made by guides, and left out", file.src_uri)
        for file in list(files):
            if file.dest_uri.startswith(_UNUSED):
                files.remove(file)
        config.theme.static_templates.clear()  # `other_files` writes its own sitemap and 404 page
        self._by_url = {file.url: file for file in files.documentation_pages()}
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Split the navigation by language. A page shows, and links to, only pages of its own language."""
        del config, files
        for name, language in self._languages.items():
            pages = [page for page in nav.pages if page.url.startswith(f"{name}/")]
            for before, page, after in zip([None, *pages], pages, [*pages[1:], None], strict=False):
                page.parent, page.previous_page, page.next_page = None, before, after
            language.nav = Navigation(pages, pages)
        return nav

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Write all files other than pages, which show the sizes of data."""
        del files
        site, base = Path(config.site_dir), config.site_url or ""
        site.mkdir(parents=True, exist_ok=True)
        mark_site(site)  # marked before the first file, in case the build fails
        with _as_plugin_error():
            data = Data(self._library, base)
            words = [language.phrases for language in self._languages.values()]
            entries = feed_entries(self._library, words)
            releases = load_ledger(self._seeds.ledger)
            self._times = times(entries, releases, self._origin, self._commits)
            previews = {url: self._preview_of(file) for url, file in self._by_url.items()}
            others = other_files(
                data,
                self._seeds,
                words,
                self._origin,
                entries=entries,
                known=self._times,
                things=self._things.values(),
                pages=previews,
                repository=config.repo_url or "",
                contact=self.config.security_contact,
            )
            about = {}
            for path, contents in chain(open_data(data, self._origin), others):
                put(site, path, contents)
                if path.startswith("data/"):
                    name = path.removeprefix("data/")
                    about[name] = fingerprint(contents)
                    for language in self._languages.values():
                        language.sizes[name] = language.phrases.size(len(contents))
            put(site, f"data/{CHECKSUMS}", checksums(about))
            self._dataset = dataset(data, self._origin, about, "data/")
            names = (name for name in about if "/" not in name)
            current = self._library.history.current
            told = script_json(schema_org(self._dataset))
            shown = both([previews[f"{name}/data/"] for name in ids.LANGUAGES])
            landing = data_page(
                "data/", current, (*names, CHECKSUMS), base=base, shown=shown, linked=told
            )
            put(site, "data/index.html", landing.encode())
        return env

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Render the page in its language, and write the Markdown file next to it."""
        del nav
        assert isinstance(page, GuidePage)
        name, _, path = page.url.partition("/")
        language = self._languages[name]
        views = Views(self._library, language.phrases, page.url)
        base = config.site_url or ""
        shown = card(page.url, self._library, base)
        with _as_plugin_error(page.file):
            rendered = page.render_now(
                language.permalinks,
                partial(
                    _filled,
                    views=views,
                    sizes=language.sizes,
                    base=base,
                    origin=self._origin,
                    put=partial(put, Path(config.site_dir)),
                ),
            )
            beside = markdown_page(
                rendered.front,
                rendered.tokens,
                views,
                base=base,
                card=shown,
                sizes=language.sizes,
            )
        put(Path(config.site_dir), ids.markdown_path(page.url), beside.encode())
        changed = self._times.of_page(page.url, self._library)
        return context | {  # type: ignore[return-value]
            "config": language.config,
            "nav": language.nav,
            "_": language.phrases._,
            "language": name,
            "other": next(other for other in ids.LANGUAGES if other != name),
            "path": path,
            "above": f"{name}/{overview}/" if (overview := overview_of(page.url)) else "",
            "root": ids.relative("", page.url),
            "whole_root": base or ids.relative("", page.url),
            "canonical": base and base + page.url,
            "changed": changed and language.phrases.date(changed.date()),
            "policy": PREVIEW_POLICY if self._previews else POLICY,
            "commit": self._origin.commit or "",
            "card": shown,
            "preview": dict(
                entries(
                    self._preview_of(page.file),
                    page.url,
                    root=ids.relative("", page.url),
                    base=base,
                )
            ),
            "descriptions": DESCRIPTIONS,
            "dataset": self._data_linked(page.url, base) if path == "data/" else "",
            **self._head(path, page.url, base),
            "feeds": [language.feeds[p] for p in dict.fromkeys(("", path)) if p in language.feeds],
            "reports": report_links(config.repo_url or "", path),
        }

    def _preview_of(self, file: File) -> Preview:
        """Return the preview of the page of ``file``."""
        assert file.page is not None
        words = self._languages[file.url.partition("/")[0]].phrases
        return preview(file.page.meta, Views(self._library, words, file.url))

    def _data_linked(self, page: str, base: str) -> str:
        """Return the data as JSON-LD for the page at ``page``."""
        return script_json(schema_org(replace(self._dataset, at=ids.address("data/", page, base))))

    def _head(self, path: str, url: str, base: str) -> dict[str, Any]:
        """Return the signposts and JSON-LD of the page at ``url``, if it shows what has an identifier of its own."""
        thing = self._things.get(path)
        if thing is None:
            return {}
        return {
            "thing": thing,
            "signposts": list(signposts(thing, self._library, url, base)),
            "linked": linked(thing, self._library, url, base),
        }

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Correct the theme's HTML, and drop the page's text."""
        del config
        assert isinstance(page, GuidePage)
        page.release(self._by_url, cited='id="cite"' in output)
        return mended(output, self._languages[page.url.partition("/")[0]].phrases._("Menu"))

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Report the guides that were left out. For `mkdocs build` this is an error, although the site is written."""
        mark_site(Path(config.site_dir))
        told = [f"{error}; {LEFT_OUT}" for error in self._left_out]
        if self.tell:
            self.tell(self._left_out)
        elif self._previews:
            for line in told:
                log.warning(line)
        elif told:
            raise PluginError("; ".join(told))

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any
    ) -> LiveReloadServer:
        """Rebuild the site when seeds or templates change, and answer only requests to this machine's own names.

        Otherwise a page of another site could read the preview through a host name that points to this machine.
        """
        del builder
        for folder in (self._seeds.root, TEMPLATES):
            server.watch(str(folder))
        if config.dev_addr.host in _LOCAL:
            server.set_app(_local_only(server.get_app()))
        return server


def _filled(
    text: str,
    views: Views,
    sizes: Mapping[str, str],
    *,
    base: str,
    origin: Provenance,
    put: Callable[[str, bytes], object],
) -> str:
    """Return ``text`` with pictures and sizes of files in place of their placeholders; ``put`` writes the pictures' files.

    These depend on the site's address and so are known only at the build. InputError if there is no such picture or file.
    """

    def fill(match: re.Match[str]) -> str:
        what, name = match.groups()
        try:
            if what == "size":
                return sizes[name]
            found = figure(name, views, base, origin.day)
        except KeyError:
            raise InputError(f"there is no {what} {name!r}") from None
        for path, contents in found.files.items():
            put(path, contents)
        return found.html

    return PLACE.sub(fill, text)


def _local_only(app: Any) -> Any:
    """Return the WSGI ``app``, limited to requests whose `Host` is this machine."""

    def checked(environ: dict[str, Any], start_response: Any) -> Any:
        if urlsplit(f"//{environ.get('HTTP_HOST', '')}").hostname in _LOCAL:
            return app(environ, start_response)
        start_response("421 Misdirected Request", [("Content-Type", "text/plain")])
        return [b"This preview answers at 127.0.0.1 and localhost only.\n"]

    return checked


def _times(*folders: Path) -> Iterator[tuple[str, int]]:
    """Yield (path, time of the last change in nanoseconds) of every file in ``folders``."""
    for folder in folders:
        for path in folder.rglob("*"):
            if path.is_file():
                yield str(path), path.stat().st_mtime_ns


def _titles(nav: Any) -> Iterator[tuple[str, str]]:
    """Yield (file, title) of the pages in the navigation of mkdocs.yml."""
    for entry in nav:
        for title, value in entry.items() if isinstance(entry, Mapping) else ():
            yield from [(value, title)] if isinstance(value, str) else _titles(value)


def _address(checked: Callable[[str], str], option: str, text: str | None) -> str:
    """Return the address ``text`` from mkdocs.yml as ``checked`` returns it; PluginError if it is not valid."""
    try:
        return checked(text) if text else ""
    except ValueError as error:
        raise PluginError(f"{option}: {text!r}: {error}") from error


@contextmanager
def _as_plugin_error(file: File | None = None) -> Iterator[None]:
    """Turn an InputError into MkDocs' own kind of error, which it reports in one line."""
    try:
        yield
    except InputError as error:
        if file and error.path is None:
            error.path = Path(file.src_uri)
        raise PluginError(str(error)) from error


__all__ = ["GuidesPlugin"]
