"""The checkout that the project runs from: the package, and templates/, mkdocs.yml and seeds/ beside it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from generator.errors import InputError

ROOT = Path(__file__).resolve().parents[1]
TEMPLATES = ROOT / "templates"


def require_checkout() -> None:
    """InputError where the package stands elsewhere, as `pip install .` puts it."""
    if not TEMPLATES.is_dir():
        raise InputError(
            "coop-guides runs from its checkout: run `make site` there, or install it with"
            f" `pip install -e .`; there is no templates/ in {ROOT}"
        )


@cache
def templates(folder: str) -> Environment:
    """The templates in a ``folder`` of templates/; in those of HTML and XML text is escaped."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES / folder),
        undefined=StrictUndefined,
        autoescape=select_autoescape(["html.j2", "xml.j2"]),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
