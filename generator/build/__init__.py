"""build: content/ → site/, with MkDocs and the plugin in this package."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from generator.build.plugin import GuidesPlugin
from generator.checkout import PLUGIN, ROOT
from generator.errors import InputError, PagesError
from generator.folders import rebuilding, refusing
from generator.link import Library


def build(
    seeds: Path,
    content: Path,
    site: Path,
    *,
    library: Library | None = None,
    base: str = "",
    repository: str = "",
    contact: str = "",
    faults: Mapping[str, InputError] | None = None,
    waiting: Callable[[], None] = lambda: None,
) -> list[InputError]:
    """Build the whole site as `mkdocs build` does. It is built next to ``site`` and moved there at the end.

    ``library`` is the library of ``seeds`` if it is loaded already: then the pages in ``content`` are used unchanged.
    Without it, they are updated first. ``base`` is the address of the site root, ending in a slash; ``repository`` is
    the address of the GitHub repository for error reports; ``contact`` is the contact in security.txt. Each of these may
    be empty. ``faults`` has the errors of guides that are left out, by id. ``waiting`` is called if another run is building the same site.

    Return the errors of guides that were left out. InputError if the site cannot be built or MkDocs gives a warning.
    """
    left_out: list[InputError] = []
    with refusing(content):
        content.mkdir(
            parents=True, exist_ok=True
        )  # MkDocs checks for it before the pages are written
    with rebuilding(site, (seeds, content), waiting) as new, _warnings() as warnings:
        try:
            config = load_config(
                config_file=str(ROOT / "mkdocs.yml"),
                docs_dir=str(content.resolve()),
                site_dir=str(new.resolve()),
                site_url=base,
                repo_url=repository,
            )
            plugin = config.plugins[PLUGIN]
            assert isinstance(plugin, GuidesPlugin)
            plugin.config.seeds = str(seeds)
            plugin.config.security_contact = contact
            plugin.library = library
            plugin.faults = faults or {}
            plugin.tell = left_out.extend
            mkdocs_build(config)
        except MkDocsException as error:
            if bad_input := _bad_input(error):
                raise bad_input from error
            if not warnings:
                warnings.append(str(error))
        if warnings:
            raise PagesError(_in_short(warnings), content)
    return left_out


def _bad_input(error: BaseException | None) -> InputError | None:
    """Return the InputError that caused MkDocs' ``error``, or None if it has another cause."""
    while error:
        if isinstance(error, InputError):
            return error
        error = error.__cause__ or error.__context__
    return None


@contextmanager
def _warnings() -> Iterator[list[str]]:
    """Collect MkDocs' warnings and errors in a list instead of printing them."""
    os.environ.setdefault("SOURCE_DATE_EPOCH", "0")
    # The theme announces its successor on every run, which does not concern users.
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    warnings: list[str] = []
    log, handler = logging.getLogger("mkdocs"), logging.Handler(logging.WARNING)
    handler.emit = lambda record: warnings.append(record.getMessage())  # type: ignore[method-assign]
    propagated = log.propagate
    log.addHandler(handler)
    log.propagate = False
    try:
        yield warnings
    finally:
        log.removeHandler(handler)
        log.propagate = propagated


def _in_short(warnings: Sequence[str]) -> str:
    """Return a message with the first few warnings and the number of the others."""
    more = len(warnings) - 5
    return (
        "cannot be built: " + "; ".join(warnings[:5]) + (f"; and {more} more" if more > 0 else "")
    )


__all__ = ["build"]
