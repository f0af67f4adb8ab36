"""Trials: sites built in a temporary folder, to see whether a guide's pages can be built, and which guide is at fault.

The steps refuse no guide for what its text says. If one of them fails all the same, that is an error in the program; then
the guide that causes it is found by building each guide alone, and is left out like a guide that cannot be read.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from generator import ids
from generator.build import build
from generator.errors import OF_THE_MACHINE, InputError, PagesError, program_error, reason
from generator.folders import put, replace_folder
from generator.ids import LANGUAGES
from generator.link import Library, link
from generator.model import Guide
from generator.pipeline import load_guide
from generator.read import file_bytes
from generator.seeds import Seed, Seeds, load_seeds
from generator.translate import Catalogue, translate
from generator.translate.patterns import with_patterns
from generator.vocabulary import Vocabulary
from generator.write import files

T = TypeVar("T")


def without_faulty(places: Seeds, work: Callable[[Mapping[str, InputError]], T]) -> T:
    """Return what ``work`` returns. If it fails, it is called again with the errors of the guides at fault, by id."""
    try:
        return work({})
    except PagesError:
        if not (found := faults(places)):
            raise
    except (InputError, *OF_THE_MACHINE):
        raise
    except Exception:
        if not (found := faults(places)):
            raise
    return work(found)


def faults(places: Seeds) -> dict[str, InputError]:
    """Return id → error of each guide that can be read but whose pages cannot be built.

    If none of several can be built, the fault is not in the guides: then there are none.
    """
    vocabulary = Vocabulary.load(places.vocabulary)
    catalogue = with_patterns(Catalogue.load(places.catalogue), places.patterns, vocabulary)
    found, tried = {}, 0
    for seed in load_seeds(places.guides, lambda _: None):
        try:
            guide = load_guide(seed, vocabulary)
        except InputError:
            continue
        tried += 1
        translated = translate(guide, catalogue)
        data = file_bytes(seed.path)
        if error := fault(places, seed, translated, vocabulary, data=data, path=seed.path):
            found[guide.id] = error
    return found if len(found) < max(tried, 2) else {}


def fault(
    places: Seeds, seed: Seed, guide: Guide, vocabulary: Vocabulary, *, data: bytes, path: Path
) -> InputError | None:
    """Return why the pages of ``guide`` alone cannot be built, or None if they can.

    ``data`` are the bytes of its file, which is at ``path``. The error names this file, and the first line of the direction
    at fault, if it can be told.
    """

    def failure(part: Guide) -> Exception | None:
        try:
            library = link([part], {part.id: seed.record}, vocabulary)
            built_pages(places, library, {part.id: data})
        except OF_THE_MACHINE:
            raise
        except Exception as error:
            if isinstance(error.__cause__, OSError):
                raise
            return error
        return None

    error = failure(guide)
    if error is None:
        return None
    line, where = None, ""
    for direction in guide.directions:
        if found := failure(replace(guide, directions=(direction,))):
            error, line, where = found, direction.span.first, f" of {direction.id}"
            break
    return program_error(f"the pages{where} cannot be built", error, path, line)


def built_pages(places: Seeds, library: Library, sources: Mapping[str, bytes]) -> dict[str, int]:
    """Build the site of ``library`` in a temporary folder, and return guide → number of its pages there.

    ``sources`` are the files of the guides. InputError if the site cannot be built, if a direction has no page in it, or if
    the disk refuses.
    """
    try:
        return _built_pages(places, library, sources)
    except OSError as error:
        message = f"the temporary folder cannot be written: {reason(error)}"
        raise InputError(message) from error


def _built_pages(places: Seeds, library: Library, sources: Mapping[str, bytes]) -> dict[str, int]:
    with tempfile.TemporaryDirectory(prefix="guides-trial-") as folder:
        seeds = Seeds(Path(folder, "seeds"))
        seeds.interface.parent.mkdir(parents=True)
        shutil.copyfile(places.interface, seeds.interface)
        for guide, data in sources.items():
            put(seeds.guides, f"{guide}/{library.records[guide].file}", data)
        content, site = Path(folder, "content"), Path(folder, "site")
        replace_folder(content, files(library, seeds.interface))
        build(seeds.root, content, site, library=library)
        return {guide.id: _pages(site, guide) for guide in library.guides}


def _pages(site: Path, guide: Guide) -> int:
    """Return the number of pages of ``guide`` in ``site``. PagesError if one is missing."""
    pages = list(_paths(guide))
    for path in pages:
        if not (site / path / "index.html").is_file():
            raise PagesError(f"there is no page {path}")
    return len(pages)


def _paths(guide: Guide) -> Iterable[str]:
    """Yield the paths of the pages of a guide and its directions, in each language and without one."""
    for language in (*LANGUAGES, None):
        yield ids.guide_path(guide.id, language)
        yield from (ids.direction_path(d.id, language) for d in guide.directions)
