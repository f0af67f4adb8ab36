"""The checkout that the project runs from: the package, and templates/, mkdocs.yml and seeds/ beside it."""

from __future__ import annotations

from pathlib import Path

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
