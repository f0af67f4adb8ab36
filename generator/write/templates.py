"""The templates of the pages, in the words of one language."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generator import escape
from generator.compiled import Compiled
from generator.write import markdown
from generator.write.markdown import Markdown, attribute, rich, shown, target, words
from generator.write.phrases import Phrases
from generator.write.shapes import linked, linked_all

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
_MESSAGE = re.compile(r'\b_\(("(?:[^"\\]|\\.)*")\)')


def environment(phrases: Phrases) -> Environment:
    """The templates of the pages in the language of ``phrases``."""
    templates = Environment(
        loader=_InWords(phrases._),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        # Whatever is not Markdown already becomes Markdown that shows just it.
        finalize=shown,
        autoescape=False,
        auto_reload=False,
        bytecode_cache=Compiled(
            f"pages-{phrases.language}", *(Path(str(m.__file__)) for m in (markdown, escape))
        ),
    )
    # Between sentences, and between the members of a list.
    templates.globals["comma"] = phrases.comma
    templates.globals["gap"] = phrases.gap
    templates.filters["link"] = linked
    templates.filters["links"] = linked_all
    templates.filters["markdown"] = Markdown
    templates.filters["rich"] = rich
    templates.filters["words"] = words
    templates.filters["target"] = target
    templates.filters["attribute"] = attribute
    return templates


class _InWords(FileSystemLoader):
    """Loads templates with the words of a language in place of each `_("…")`: what stands in a template is made
    Markdown when it is compiled, and not for each page.
    """

    def __init__(self, words: Callable[[str], str]) -> None:
        super().__init__(TEMPLATES / "pages")
        self._words = words

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """As Jinja's, in words."""
        source, path, is_current = super().get_source(environment, template)
        return _MESSAGE.sub(self._said, source), path, is_current

    def _said(self, message: re.Match[str]) -> str:
        return json.dumps(self._words(json.loads(message[1])), ensure_ascii=False)
