"""One language's pages by MkDocs and their Markdown, in a process of its own."""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from generator.build.policy import POLICY
from generator.link import Library
from generator.write.phrases import Phrases
from generator.write.views import Views

ROOT = Path(__file__).resolve().parents[2]
_LEFT_OUT = ("assets/javascripts", "assets/images", "404.html", "sitemap.xml", "sitemap.xml.gz")
"""What the theme brings and our pages do not load; the site root has its own 404 page."""


def build_language(
    library: Library,
    phrases: Phrases,
    docs: Path,
    site: Path,
    *,
    base: str,
    extra: dict[str, Any],
    sizes: Mapping[str, int],
) -> list[str]:
    """Build the pages in ``docs`` to ``site``, the language's folder, with the Markdown of each
    beside it; what MkDocs objects to, or nothing.

    ``extra`` is for the theme: `cards`, what it shows beside each direction, the `feeds`
    that pages name, the `commit`, and the `repository` where it is not mkdocs.yml's. ``sizes`` are those of the files under data/, in bytes.
    """
    language = phrases.language
    os.environ.setdefault("SOURCE_DATE_EPOCH", "0")
    # The theme announces its successor on every run; that is news for us, not for users.
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    from generator.build.front_matter import FrontMatter
    from generator.build.markdown_pages import markdown_files
    from generator.build.markup import Markup
    from generator.build.pictures import Pictures
    from generator.build.reports import report_links
    from generator.build.sizes import Sizes
    from generator.picture import draw

    problems: list[str] = []
    log = logging.getLogger("mkdocs")
    log.addHandler(_Collector(problems))
    log.propagate = False
    try:
        config = load_config(
            config_file=str(ROOT / f"mkdocs.{language}.yml"),
            docs_dir=str(docs.resolve()),
            site_dir=str(site.resolve()),
            site_url=f"{base}{language}/" if base else "",
            strict=False,
        )
        config["extra"] |= {"root": base, "policy": POLICY}
        config["extra"].update(extra)
        config["extra"]["reports"] = partial(report_links, config["extra"]["repository"])
        config["plugins"]["front_matter"] = FrontMatter()
        config["plugins"]["pictures"] = Pictures(
            lambda name, url: draw(name, Views(library, phrases, f"{language}/{url}"))
        )
        words = {name: phrases.size(size) for name, size in sizes.items()}
        config["plugins"]["sizes"] = Sizes(words)
        config["plugins"]["markup"] = Markup(config["extra"]["words"]["menu"])
        build(config)
        for file, text in markdown_files(
            library, phrases, docs, base=base, extra=config["extra"], sizes=words
        ):
            (site.parent / file).write_text(text, encoding="utf-8")
    except MkDocsException as error:
        return [*problems, str(error)]
    for name in _LEFT_OUT:
        path = site / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    return problems


class _Collector(logging.Handler):
    """Keeps warnings and errors."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(logging.WARNING)
        self.problems = problems

    def emit(self, record: logging.LogRecord) -> None:
        self.problems.append(record.getMessage())
