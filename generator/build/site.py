"""All files of the site other than MkDocs' pages: open data, landing pages, formats, feeds, search, sources."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import chain

from generator import ids
from generator.build.database import database
from generator.build.feeds import feed_entries, feed_files
from generator.build.formats import format_files
from generator.build.identified import Identified
from generator.build.landing import crawler_files, landing_files, security_files
from generator.build.package import Provenance, build_json, fingerprint, package_json
from generator.build.tables import partner_files, table_files
from generator.build.times import times
from generator.cite import citation_files
from generator.data import (
    Json,
    directions_json,
    domains_json,
    dumps,
    guides_json,
    lineages_json,
    partners_json,
)
from generator.ledger import load_ledger, load_redirects
from generator.link import Library
from generator.search import search_files
from generator.seeds import Seeds
from generator.write.phrases import Phrases

_LISTS: dict[str, Callable[[Library], list[Json]]] = {
    "directions": directions_json,
    "guides": guides_json,
    "partners": partners_json,
    "domains": domains_json,
    "lineages": lineages_json,
}
"""Name of a file of the open data → function that returns its contents."""


def other_files(
    library: Library,
    seeds: Seeds,
    words: Sequence[Phrases],
    origin: Provenance,
    commits: Mapping[str, datetime],
    *,
    things: Collection[Identified],
    pages: Sequence[str],
    base: str,
    repository: str,
    contact: str,
) -> Iterator[tuple[str, bytes]]:
    """Yield (path under the site root, contents) of all files that are neither pages nor open data.

    ``words`` are the phrases of each language, ``commits`` the times of pages according to git (`commit_times`),
    ``things`` what has a landing page, ``pages`` the paths of all pages. ``base`` is the address of the site
    root, ending in a slash; if it is empty, links for crawlers are relative. ``repository`` is the address of the
    repository for error reports, ``contact`` the contact in security.txt; if they are empty, they are left out.
    """
    redirects = load_redirects(seeds.redirects, {*pages, *(thing.path for thing in things)})
    releases, entries = load_ledger(seeds.ledger), feed_entries(library, words)
    known = times(entries, releases, origin, commits)
    for path, text in chain(
        format_files(library),
        citation_files(library, pages, base),
        partner_files(library, base),
        feed_files(library, words, entries, known, base),
        landing_files(library, things, redirects, words, base),
        security_files(contact, releases, base, repository),
        [("data/build.json", dumps(build_json(library, origin, known.contents)))],
        crawler_files(library, things, pages, known, base),
        search_files(library, words).items(),
    ):
        yield path, text.encode()
    for guide in library.guides:
        file = library.records[guide.id].file
        yield ids.source_path(guide.id, file), (seeds.guides / guide.id / file).read_bytes()


def open_data(library: Library, origin: Provenance, base: str) -> Iterator[tuple[str, bytes]]:
    """Yield (path under the site root, contents) of the open data. The file that describes them comes last."""
    files = chain(
        ((f"data/{name}.json", dumps(made(library)).encode()) for name, made in _LISTS.items()),
        ((path, text.encode()) for path, text in table_files(library, base)),
        [("data/coop-guides.sqlite", database(library, base))],
    )
    fingerprints = {}
    for path, data in files:
        fingerprints[path] = fingerprint(data)
        yield path, data
    described = package_json(library, origin, fingerprints, base)
    yield "data/datapackage.json", dumps(described).encode()
