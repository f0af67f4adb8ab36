"""The settings of mkdocs.yml for other site generators that build the same pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
_SHARED = ("site_name", "docs_dir", "nav", "markdown_extensions", "validation")


class _Loader(yaml.SafeLoader):
    """A loader for mkdocs.yml that ignores its `!ENV` values."""


_Loader.add_constructor("!ENV", lambda *_: "")


def bare_settings(site: str) -> dict[str, Any]:
    """Return settings that build the pages into ``site`` with Material's unchanged theme.

    They have no plugin, no search and none of our templates.
    """
    ours = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), _Loader)
    theme = {key: value for key, value in ours["theme"].items() if key != "custom_dir"}
    shared = {key: ours[key] for key in _SHARED}
    return shared | {"site_dir": site, "theme": theme, "plugins": []}
