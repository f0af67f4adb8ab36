"""All files of the site other than MkDocs' pages: open data, landing pages, formats, feeds, search, sources."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain

from generator import ids
from generator.build.catalogues import ZIP, catalogue_files, dataset, packed
from generator.build.compare import compare_files
from generator.build.database import database
from generator.build.feeds import feed_files
from generator.build.formats import format_files, schema_files
from generator.build.identified import Identified
from generator.build.landing import (
    crawler_files,
    data_page,
    landing_files,
    security_files,
)
from generator.build.package import Provenance, build_json, fingerprint, package_json
from generator.build.preview import Preview, both
from generator.build.preview_pictures import preview_pictures
from generator.build.spreadsheet import spreadsheet_files
from generator.build.tables import LISTS, partner_files, table_files
from generator.build.times import Times
from generator.cite import citation_files
from generator.data import Data, Json, dumps
from generator.data_versions import LOG, version_files
from generator.ledger import load_ledger, load_redirects
from generator.search import search_files
from generator.seeds import Seeds
from generator.write.phrases import Phrases


def other_files(
    data: Data,
    seeds: Seeds,
    words: Sequence[Phrases],
    origin: Provenance,
    *,
    entries: Mapping[str, Json],
    known: Times,
    things: Collection[Identified],
    pages: Mapping[str, Preview],
    repository: str,
    contact: str,
) -> Iterator[tuple[str, bytes]]:
    """Yield (path under the site root, contents) of all files that are neither pages nor open data.

    ``words`` are the phrases of each language, ``entries`` those of the feeds and ``known`` the times of pages,
    ``things`` what has a landing page, ``pages`` the path of each page and its preview. If the address of the site is not known, links
    for crawlers are relative. ``repository`` is the address of the repository for error reports, ``contact`` the contact
    in security.txt; if they are empty, they are left out.
    """
    library, base = data.library, data.base
    redirects = load_redirects(seeds.redirects, {*pages, *(thing.path for thing in things)})
    releases = load_ledger(seeds.ledger)
    for path, text in chain(
        format_files(data),
        citation_files(library, sorted(pages), base),
        partner_files(data),
        feed_files(library, words, entries, known, base),
        landing_files(library, things, redirects, words, pages, base=base),
        security_files(contact, releases, base, repository),
        [("data/build.json", dumps(build_json(library, origin, known.contents)))],
        crawler_files(library, things, sorted(pages), known, base),
        search_files(library, words, (origin.newest_input or "")[:10]).items(),
        compare_files(library, words),
    ):
        yield path, text.encode()
    yield from spreadsheet_files(data, words)
    yield from preview_pictures(library, words)
    for guide in library.guides:
        file = library.records[guide.id].file
        yield ids.source_path(guide.id, file), (seeds.guides / guide.id / file).read_bytes()
    names: dict[str, list[str]] = {}
    for path, kept in version_files(seeds, releases):
        _, version, name = path.split("/", 2)
        names.setdefault(version, []).append(name)
        yield path, kept
    for entry in library.history.released:
        folder = f"data/{entry.version}/"
        about = both([pages[f"{language}/data/"] for language in ids.LANGUAGES])
        page = data_page(folder, entry, names[entry.version or ""], base=base, shown=about)
        yield f"{folder}index.html", page.encode()


def open_data(data: Data, origin: Provenance) -> Iterator[tuple[str, bytes]]:
    """Yield (path under the site root, contents) of the open data, and of one archive of all of them."""
    whole = data_files(data, origin, "data/")
    yield from ((f"data/{path}", contents) for path, contents in whole.items())
    yield f"data/{ZIP}", packed(whole, origin.newest_input)


def data_files(data: Data, origin: Provenance, folder: str) -> dict[str, bytes]:
    """Return path → contents of the open data in ``folder`` under the site root, with what describes them."""
    found: dict[str, bytes] = {}
    for name, made in LISTS.items():
        found[f"{name}.json"] = dumps(made(data)).encode()
    for path, text in chain(table_files(data), schema_files(data)):
        found[path.removeprefix("data/")] = text.encode()
    found["coop-guides.sqlite"] = database(data)
    log = data.library.history.log
    found[LOG] = dumps([entry.model_dump(mode="json") for entry in log]).encode()
    about = {path: fingerprint(contents) for path, contents in found.items()}
    found["datapackage.json"] = dumps(package_json(data, origin, about)).encode()
    described = dataset(data, origin, about, folder)
    return found | dict(catalogue_files(described, data.library.guides))


def release_data(data: Data, release: str, day: date, origin: Provenance) -> tuple[str, bytes]:
    """Return (version, archive) of the data as their next version, to be published by ``release`` on ``day``."""
    history = data.library.history.next(release, day)
    version = history.log[0].version or ""
    new = replace(data, library=replace(data.library, history=history))
    return version, packed(data_files(new, origin, f"data/{version}/"), f"{day}T00:00Z")
