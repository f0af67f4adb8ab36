"""The languages side by side: their pictures, and then the pages of each, in other processes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

from generator.build.feeds import feed_links
from generator.build.language import build_language
from generator.build.pictures import pictured
from generator.link import Library
from generator.picture import Drawings, Spec
from generator.processes import Packed
from generator.write.phrases import Phrases


def begin_pictures(
    processes: Executor, library: Library, phrases: Phrases, content: Path
) -> Future[Drawings]:
    """Have the pictures in ``content`` drawn. They are the same in all languages but for words, which are not
    drawn: ``phrases`` are those of any.
    """
    parts = [panel.spec for panel in pictured(library, phrases, content)]
    return processes.submit(_drawn, parts)


def _drawn(parts: Sequence[Spec]) -> Drawings:
    drawings = Drawings()
    drawings.prepare(parts)
    return drawings


def begin_pages(
    processes: Executor,
    library: Library,
    languages: Sequence[Phrases],
    content: Path,
    new: Path,
    *,
    former: Path,
    extra: Mapping[str, Any],
    **options: Any,
) -> dict[str, Future[list[str]]]:
    """Have the pages of each language built from its folder in ``content`` to that in ``new``: language → what
    there is to object, once it is done. ``former`` is the site that stands; ``options`` are those of
    `build_language`.
    """
    packed = Packed(library)
    return {
        phrases.language: processes.submit(
            _built,
            packed,
            phrases,
            content / phrases.language,
            new / phrases.language,
            former=former / phrases.language,
            extra={"feeds": feed_links(library, phrases), **extra},
            **options,
        )
        for phrases in languages
    }


def _built(library: Packed[Library], *arguments: Any, **options: Any) -> list[str]:
    return build_language(library.unpacked(), *arguments, **options)
