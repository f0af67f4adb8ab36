"""The checkout in which the project runs: this package next to templates/, mkdocs.yml and seeds/."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from mkdocs.utils.yaml import yaml_load

from generator.errors import InputError

ROOT = Path(__file__).resolve().parents[1]
TEMPLATES = ROOT / "templates"


def require_checkout() -> None:
    """Raise InputError if the package is outside a checkout, as after `pip install .`."""
    if not TEMPLATES.is_dir():
        raise InputError(
            "coop-guides runs from its checkout: run `make site` there, or install it with"
            f" `pip install -e .`; there is no templates/ in {ROOT}"
        )


PLUGIN = "coop-guides"
"""The name of the plugin in mkdocs.yml."""


@cache
def shows_drafts() -> bool:
    """Return whether mkdocs.yml says that pages and data show drafts of the translation: `drafts: true` under the plugin."""
    path = ROOT / "mkdocs.yml"
    with path.open(encoding="utf-8") as file:
        settings: Any = yaml_load(file)
    if "drafts" in settings:
        raise InputError("“drafts” has no effect here: write it below “seeds: seeds”", path)
    plugins = settings["plugins"]
    found = (plugin[PLUGIN] for plugin in plugins if isinstance(plugin, dict) and PLUGIN in plugin)
    values = [(options or {}).get("drafts", False) for options in found]
    if wrong := [value for value in values if not isinstance(value, bool)]:
        raise InputError(f"drafts: expected true or false, not “{wrong[0]}”", path)
    return any(values)


@cache
def templates(folder: str) -> Environment:
    """Return the templates in a ``folder`` of templates/. HTML and XML templates escape text."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES / folder),
        undefined=StrictUndefined,
        autoescape=select_autoescape(["html.j2", "xml.j2"]),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
