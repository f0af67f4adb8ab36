"""The languages side by side: the pages of each in another process."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

from generator.build.feeds import feed_links
from generator.build.language import build_language
from generator.link import Library
from generator.processes import Packed
from generator.write.phrases import Phrases


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
