"""The whole site: pages, landing pages, data, feeds, search, sources."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from functools import partial
from itertools import chain
from pathlib import Path

from generator import ids
from generator.build.crawlers import crawler_files
from generator.build.database import database
from generator.build.feeds import dates, feed_files
from generator.build.formats import format_files
from generator.build.landing import landing_files
from generator.build.languages import begin_pages, begin_pictures
from generator.build.package import fingerprint, package_json
from generator.build.provenance import Provenance, build_json, provenance
from generator.build.security import security_files
from generator.build.tables import partner_files, table_files
from generator.data import (
    Json,
    directions_json,
    domains_json,
    dumps,
    guides_json,
    lineages_json,
    partners_json,
)
from generator.errors import InputError
from generator.folders import put, rebuilding
from generator.ledger import load_ledger
from generator.link import Library
from generator.processes import pool
from generator.read import file_bytes
from generator.search import search_files
from generator.seeds import Seeds
from generator.write.interface import load_interface
from generator.write.phrases import Phrases

STEPS = len(ids.LANGUAGES) + 1
"""How often `build` reports progress."""


def build(
    library: Library,
    seeds: Seeds,
    content: Path,
    site: Path,
    *,
    base: str = "",
    repository: str = "",
    contact: str = "",
    progress: Callable[[str], None] = lambda _: None,
    waiting: Callable[[], None] = lambda: None,
) -> None:
    """The whole site, built beside ``site`` and put in its place at the end; files that are as they were
    keep their times. ``waiting`` is called where another run builds there.

    ``base`` is the address of the site root, ending in a slash, or empty where it is not known:
    then links for crawlers are relative too. ``repository`` is the address of the one in which
    readers report errors, ``contact`` whom security.txt names; what is empty is left out.
    InputError where pages cannot be built, or ``site`` may not be written (`generator/outputs.py`).
    """
    for language in ids.LANGUAGES:
        if not (content / language / "index.md").is_file():
            raise InputError("has no pages: run `guides generate` first", content / language)
    origin = provenance()
    releases = load_ledger(seeds.ledger)
    known = dates(releases, origin)
    words = [
        Phrases(language, load_interface(language, seeds.interface)) for language in ids.LANGUAGES
    ]
    with (
        rebuilding(site, (seeds.root, content), waiting) as new,
        pool(len(ids.LANGUAGES)) as processes,
    ):
        drawing = begin_pictures(processes, library, words[0], content)
        sizes = {}
        for path, data in open_data(library, origin, base):
            put(new / path, data, site / path)
            sizes[path.removeprefix("data/")] = len(data)
        begin = partial(
            begin_pages,
            processes,
            library,
            words,
            content,
            new,
            former=site,
            base=base,
            extra={"commit": origin.commit or "", **_given(repository=repository)},
            sizes=sizes,
        )
        pages: dict[str, Future[list[str]]] = {}
        # All but the pages is made while others draw the pictures, and then make the pages.
        for path, text in chain(
            format_files(library, base),
            partner_files(library, base),
            feed_files(library, words, known, base),
            landing_files(library, seeds, base),
            security_files(contact, releases, base, repository).items(),
            [("data/build.json", dumps(build_json(library, origin)))],
            crawler_files(library, _pages(content), base).items(),
            _search_files(library, words),
        ):
            put(new / path, text.encode(), site / path)
            if not pages and drawing.done():
                pages = begin(drawings=drawing.result())
        for guide in library.guides:
            file = library.records[guide.id].file
            path = ids.source_path(guide.id, file)
            put(new / path, file_bytes(seeds.guides / guide.id / file), site / path)
        progress("data")
        for language, run in (pages or begin(drawings=drawing.result())).items():
            if problems := run.result():
                raise InputError(_objections(problems), content / language)
            progress(language)


def _given(**options: str) -> dict[str, str]:
    """Those of ``options`` that are not empty."""
    return {name: value for name, value in options.items() if value}


def _search_files(library: Library, words: Sequence[Phrases]) -> Iterator[tuple[str, str]]:
    """Those of the search, made when they are wanted and not before."""
    yield from search_files(library, words).items()


def _pages(content: Path) -> list[str]:
    """The path under the site root of each page in ``content``."""
    return [
        ids.page_path(file.relative_to(content).as_posix())
        for language in ids.LANGUAGES
        for file in sorted((content / language).rglob("*.md"))
    ]


def _objections(problems: Sequence[str]) -> str:
    """The first few of many."""
    more = len(problems) - 5
    shown = "; ".join(problems[:5])
    return f"cannot be built: {shown}" + (f"; and {more} more" if more > 0 else "")


def open_data(library: Library, origin: Provenance, base: str) -> Iterator[tuple[str, bytes]]:
    """(path under the site root, contents) of the open data, and last the file that describes them."""
    fingerprints = {}
    for path, data in _open_data(library, base):
        fingerprints[path] = fingerprint(data)
        yield path, data
    described = package_json(library, origin, fingerprints, base)
    yield "data/datapackage.json", dumps(described).encode()


def _open_data(library: Library, base: str) -> Iterator[tuple[str, bytes]]:
    lists: dict[str, Callable[[Library], list[Json]]] = {
        "directions": directions_json,
        "guides": guides_json,
        "partners": partners_json,
        "domains": domains_json,
        "lineages": lineages_json,
    }
    for name, made in lists.items():
        yield f"data/{name}.json", dumps(made(library)).encode()
    for path, text in table_files(library, base):
        yield path, text.encode()
    yield "data/coop-guides.sqlite", database(library, base)
