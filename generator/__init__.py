"""China's S&T cooperation calls, from the guide as received to a bilingual site: nine steps.

Each step is a function in a package, both of its name: read, clean, parse, enrich, translate, link,
write, build, check. This module offers the way through them:

- `parse_file(path, vocabulary, source)`: one file, read, cleaned, parsed and enriched, as a `Guide`;
- `load_library(seeds)`: all guides of a seeds folder, translated and linked, as a `Library`;
- `write_pages(library, interface_path, folder)`: the Markdown pages of content/;
- `build_site(seeds_path, content, site)`: the whole site, by MkDocs, from the seeds;
- `check_library(library, places)`: findings, each with the name of its check.

Bad input raises `InputError`, which says the file and, where there is one, the line.

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

A file that is not among the seeds yet:

>>> path = seeds.guides / "2017-1" / "guide.txt"
>>> vocabulary = generator.Vocabulary.load(seeds.vocabulary)
>>> guide = generator.parse_file(path, vocabulary, generator.Source(path.name, sha256=""))
>>> guide.id, len(guide.directions)
('2017-1', 16)

Importing this module loads none of the steps: what is named here is loaded when it is asked for.
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
"""Name → (the module that has it, its name there)."""


def __getattr__(name: str) -> Any:
    """Load what is asked for."""
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
