"""search: Library → the index for the scripts in templates/theme/assets/search.

Each language has a folder search/<language>/ with `index.json`, which describes the index, and a folder with all other
files. The name of that folder is a hash of its contents, so that old and new files are never read together:

    pages.json    the identifier and size of every page, and the columns by which directions are filtered
    keys-N.json   the inverted index in files of about the same size (postings.py)
    sheet.json    the table of directions for people, one list of cells for each direction
    texts-N.json  the pages' text with its anchors, in the order of the pages
    terms.json    the alphabetic words, to find parts of words and inflections
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import mkdocs

from generator.data import Json
from generator.link import Library
from generator.passage import Passage
from generator.search.facets import columns, members, named, values, words
from generator.search.paragraphs import Page, by_direction, direction_page, guide_page
from generator.search.postings import COMMON, dump, leaves, postings, words_of
from generator.search.related import related
from generator.search.tokens import WORD, Reader, variants
from generator.write.phrases import Phrases
from generator.write.sheet import columns as columns_for_people
from generator.write.sheet import row
from generator.write.views import Views

KEYS_SIZE = 16_000
TEXTS_SIZE = 8_000
"""Approximate number of characters in a file. Compressed, a file has about a third of this size."""


def search_files(library: Library, languages: Sequence[Phrases], day: str = "") -> dict[str, str]:
    """Return path under the site root → text of each file. ``day`` is the date of the data, for prints.

    The scripts use the English stemmer of lunr.js, which is part of MkDocs.
    """
    lunr = Path(mkdocs.__file__).parent / "contrib/search/templates/search/lunr.js"
    files = {"search/lunr.js": lunr.read_text(encoding="utf-8")}
    for phrases in languages:
        files |= language_files(library, phrases, day)
    return files


def searched(library: Library, language: str) -> list[Page]:
    """Return the pages of the index: directions in the order of the guides, then the guides.

    The Chinese text is as printed in the guides.
    """
    own: dict[str, Sequence[Passage]] = {}
    if language == "zh":
        for guide in library.guides:
            own |= by_direction(guide)
    directions = library.directions.values()
    return [
        *(direction_page(d, language, own.get(d.id, ())) for d in directions),
        *(guide_page(guide, language) for guide in library.guides),
    ]


def language_files(library: Library, phrases: Phrases, day: str = "") -> dict[str, str]:
    """Return path under the site root → text of each file of one language."""
    language = phrases.language
    v = Views(library, phrases, f"{language}/")
    pages = searched(library, language)
    pages_by_name = list(named(v))
    equal = variants(
        [
            *(p.text for page in pages for p in page.paragraphs),
            *(text for page in pages_by_name for text in (page.name, *page.others)),
        ]
    )
    reader = Reader(equal)
    found, extents = postings(pages, reader)
    often = words_of(found)
    common = sorted(word for word, count in often.items() if count >= COMMON)
    if common:
        found, _ = postings(pages, reader, set(common))
    keys = list(leaves(found, KEYS_SIZE))
    texts = list(_cut(pages, v))
    parts = {
        "pages.json": dump(
            {
                "id": [page.identifier for page in pages],
                "extent": extents,
                "guides": {
                    g.id: {"year": g.year, "stage": g.stage, "day": str(library.day(g.id))}
                    for g in library.guides
                },
                **columns(list(library.directions.values())),
            }
        ),
        "sheet.json": dump([row(v, direction) for direction in library.directions.values()]),
        "terms.json": dump(dict(sorted(often.items()))),
        **{f"keys-{n}.json": text for n, (_, text) in enumerate(keys)},
        **{f"texts-{n}.json": text for n, (_, text) in enumerate(texts)},
    }
    folder = hashlib.sha256("\0".join(parts.values()).encode()).hexdigest()[:12]
    head = {
        "folder": folder,
        "word": WORD,
        "variants": ["".join(equal), "".join(equal.values())],
        "common": common,
        "keys": [first for first, _ in keys],
        "texts": [first for first, _ in texts],
        "values": {facet: list(names.items()) for facet, names in values(v).items()},
        "names": [
            [page.kind, page.name, page.path, page.column, page.code, *page.others]
            for page in pages_by_name
        ],
        "members": members(v),
        "related": related(library.vocabulary.glossary, reader, found),
        "columns": [[c.key, c.heading, c.kind, c.usual] for c in columns_for_people(v)],
        "day": phrases.day(day) if day else "",
        "unit": phrases.unit,
        "words": words(v),
    }
    root = f"search/{language}/"
    return {
        f"{root}index.json": dump(head),
        **{f"{root}{folder}/{name}": text for name, text in parts.items()},
    }


def _cut(pages: Sequence[Page], v: Views) -> Iterator[tuple[int, str]]:
    """Yield (number of the first page, JSON of the records of this and the following pages) of each file of texts."""
    first, length, records = 0, 0, list[str]()
    for number, page in enumerate(pages):
        record = dump(_record(page, v))
        if records and length + len(record) > TEXTS_SIZE:
            yield first, f"[{','.join(records)}]"
            first, length, records = number, 0, []
        records.append(record)
        length += len(record)
    if records:
        yield first, f"[{','.join(records)}]"


def _record(page: Page, v: Views) -> Json:
    """Return the text of a page, and for a direction the facts that a search result shows.

    Each paragraph is [text, anchor, offset, anchor, …]. `told` stands for a title without English.
    """
    paragraphs = [
        [p.text, p.marks[0][1], *(part for mark in p.marks[1:] for part in mark)]
        for p in page.paragraphs
    ]
    direction = v.library.directions.get(page.identifier)
    if direction is None:
        return {"id": page.identifier, "text": paragraphs}
    told = v.title(direction)
    return {
        "id": page.identifier,
        "text": paragraphs,
        **({"told": told} if told != paragraphs[0][0] else {}),
        "partners": v.partner_names(direction),
        "projects": v.phrases.quota(direction.quota, direction.in_words),
        "funding": v.phrases.funding(direction.funding, direction.in_words),
        "duration": v.phrases.duration(direction.duration, direction.in_words),
    }


__all__ = ["language_files", "search_files", "searched"]
