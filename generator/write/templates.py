"""The templates of the pages, with the words of one language."""

from __future__ import annotations

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator.checkout import TEMPLATES
from generator.write.markdown import (
    Markdown,
    attribute,
    linked,
    linked_all,
    rich,
    shown,
    target,
    words,
)
from generator.write.phrases import Phrases


def environment(phrases: Phrases) -> Environment:
    """Return the templates of the pages in the language of ``phrases``."""
    templates = Environment(
        loader=FileSystemLoader(TEMPLATES / "pages"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        # Whatever is not Markdown already becomes Markdown that shows just it.
        finalize=shown,
        autoescape=False,
        auto_reload=False,
    )
    templates.globals |= {"_": phrases._, "comma": phrases.comma, "gap": phrases.gap}
    templates.filters |= {
        "link": linked,
        "links": linked_all,
        "markdown": Markdown,
        "rich": rich,
        "words": words,
        "target": target,
        "attribute": attribute,
    }
    return templates
