"""China's S&T cooperation calls, from the guide as received to a bilingual site, in nine steps.

The steps are read, clean, parse, enrich, translate, link, write, build and check. Each is a function in the package of
the same name. This module has functions that combine them:

- `parse_file(path, vocabulary, source)` reads, cleans, parses and enriches one file and returns a `Guide`;
- `load_library(seeds)` translates and links all guides of a seeds folder and returns a `Library`;
- `write_pages(library, interface_path, folder)` writes the Markdown pages of content/;
- `build_site(seeds_path, content, site)` builds the whole site from the seeds, with MkDocs;
- `check_library(library, places)` yields findings, each with the name of its check.

Bad input raises `InputError`, which has the file and, if known, the line.

>>> from pathlib import Path
>>> import generator
>>> seeds = generator.Seeds(Path("seeds"))
>>> library = generator.load_library(seeds)
>>> direction = library.directions["2022-1/1.5"]
>>> direction.title.en, direction.partners, direction.span.first
('China–Finland Intergovernmental S&T Cooperation Projects', ('FI',), 296)
>>> places = generator.Places(seeds, Path("content"), Path("site"))
>>> list(generator.check_library(library, places, ["text"]))
[]

A file that is not in the seeds yet:

>>> path = seeds.guides / "2017-1" / "guide.txt"
>>> vocabulary = generator.Vocabulary.load(seeds.vocabulary)
>>> guide = generator.parse_file(path, vocabulary, generator.Source(path.name, sha256=""))
>>> guide.id, len(guide.directions)
('2017-1', 16)

Importing this module imports none of the steps: each name is imported when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generator.build import build as build_site
    from generator.check import Places
    from generator.check import check as check_library
    from generator.errors import InputError
    from generator.link import Library
    from generator.model import Guide, Source
    from generator.pipeline import load_library, parse_file
    from generator.seeds import Seeds
    from generator.vocabulary import Vocabulary
    from generator.write import write as write_pages

_FROM = {
    "Guide": ("generator.model", "Guide"),
    "InputError": ("generator.errors", "InputError"),
    "Library": ("generator.link", "Library"),
    "Places": ("generator.check", "Places"),
    "Seeds": ("generator.seeds", "Seeds"),
    "Source": ("generator.model", "Source"),
    "Vocabulary": ("generator.vocabulary", "Vocabulary"),
    "build_site": ("generator.build", "build"),
    "check_library": ("generator.check", "check"),
    "load_library": ("generator.pipeline", "load_library"),
    "parse_file": ("generator.pipeline", "parse_file"),
    "write_pages": ("generator.write", "write"),
}
"""Name → (its module, its name there)."""


def __getattr__(name: str) -> Any:
    """Import the object with this name."""
    if name not in _FROM:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, attribute = _FROM[name]
    return getattr(import_module(module), attribute)


def __dir__() -> list[str]:
    return sorted(__all__)


__all__ = [
    "Guide",
    "InputError",
    "Library",
    "Places",
    "Seeds",
    "Source",
    "Vocabulary",
    "build_site",
    "check_library",
    "load_library",
    "parse_file",
    "write_pages",
]
