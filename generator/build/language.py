"""One language's pages, and the Markdown beside each, in a process of its own.

Configuration, files, navigation and theme are MkDocs'. The pages go through one after the other, so
that none is kept, and each is read once for its HTML and for its Markdown.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from generator.build.cards import Cards
from generator.build.policy import POLICY
from generator.link import Library
from generator.picture import Drawings
from generator.text.addresses import repository_address, web_address
from generator.write.phrases import Phrases

V = TypeVar("V")
ROOT = Path(__file__).resolve().parents[2]
_LEFT_OUT = ("assets/javascripts/", "assets/images/")
"""What the theme brings and our pages do not load."""


def build_language(
    library: Library,
    phrases: Phrases,
    docs: Path,
    site: Path,
    *,
    former: Path | None = None,
    base: str,
    extra: dict[str, Any],
    sizes: Mapping[str, int],
    drawings: Drawings | None = None,
) -> list[str]:
    """Build the pages in ``docs`` to ``site``, the language's folder, with the Markdown of each
    beside it; what there is to object, or nothing.

    ``former`` is the folder that ``site`` will replace: files that are as they were there keep their
    times. ``extra`` is for the theme: the `feeds` that pages name, the
    `commit`, and the `repository` where it is not mkdocs.yml's. ``sizes`` are those of the files
    under data/, in bytes; ``drawings`` has pictures that are drawn already.
    """
    with _objections() as problems:
        from mkdocs.exceptions import MkDocsException

        from generator.build.pages import Pages

        try:
            shown = {"cards": Cards(library, phrases.language, base), **extra}
            config = _config(phrases.language, docs, site, base, shown)
            pages = Pages(
                config,
                library,
                phrases,
                base=base,
                sizes=sizes,
                former=former,
                drawings=drawings or Drawings(),
            )
            pages.copy_assets(_LEFT_OUT)
            for file in pages.files:
                pages.write(file)
            problems.extend(pages.broken())
        except MkDocsException as error:
            problems.append(str(error))
    return problems


def _config(language: str, docs: Path, site: Path, base: str, extra: Mapping[str, Any]) -> Any:
    """MkDocs' configuration for one language."""
    from mkdocs.config import load_config

    from generator.build.reports import report_links

    config = load_config(
        config_file=str(ROOT / f"mkdocs.{language}.yml"),
        docs_dir=str(docs.resolve()),
        site_dir=str(site.resolve()),
        site_url=f"{base}{language}/" if base else "",
        strict=False,
    )
    config["extra"] |= {"root": base, "policy": POLICY, **extra}
    if config["extra"]["repository"]:
        config["extra"]["repository"] = _valid(repository_address, config["extra"]["repository"])
    if config["repo_url"]:
        _valid(web_address, config["repo_url"])
    config["extra"]["reports"] = partial(report_links, config["extra"]["repository"])
    return config


def _valid(check: Callable[[str], V], address: object) -> V:
    """``address`` of MkDocs' configuration, checked; ConfigurationError where it is none."""
    from mkdocs.exceptions import ConfigurationError

    try:
        return check(str(address))
    except ValueError as error:
        raise ConfigurationError(f"mkdocs.yml: {address!r} is no address: it {error}") from error


@contextmanager
def _objections() -> Iterator[list[str]]:
    """A list that takes MkDocs' warnings and errors."""
    os.environ.setdefault("SOURCE_DATE_EPOCH", "0")
    # The theme announces its successor on every run; that is news for us, not for users.
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    problems: list[str] = []
    log = logging.getLogger("mkdocs")
    collector = _Collector(problems)
    log.addHandler(collector)
    log.propagate = False
    try:
        yield problems
    finally:
        log.removeHandler(collector)


class _Collector(logging.Handler):
    """Keeps warnings and errors."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(logging.WARNING)
        self.problems = problems

    def emit(self, record: logging.LogRecord) -> None:
        self.problems.append(record.getMessage())
