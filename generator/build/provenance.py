"""Where a build comes from: the commit, the date of the newest input, and what went in."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from generator.checkout import ROOT
from generator.link import Library

_INPUTS = ("seeds", "generator", "templates", "mkdocs.yml")


@dataclass(frozen=True, slots=True)
class Provenance:
    """Of one build; nothing of it is the clock's."""

    commit: str | None
    """None where the project is no git checkout."""
    changed: bool
    """Whether inputs differ from that commit."""
    newest_input: str | None
    """When the inputs last changed, in ISO 8601."""


def provenance() -> Provenance:
    """What git says of the inputs; all None without it."""
    commit = _git("rev-parse", "HEAD")
    return Provenance(
        commit=commit or None,
        changed=bool(commit and _git("status", "--porcelain", "--", *_INPUTS)),
        newest_input=_git("log", "-1", "--format=%cI", "--", *_INPUTS) or None,
    )


def build_json(library: Library, found: Provenance) -> dict[str, Any]:
    """data/build.json."""
    return {
        "commit": found.commit,
        "changed": found.changed,
        "newest_input": found.newest_input,
        "generator": version("coop-guides"),
        "guides": {guide.id: guide.source.sha256 for guide in library.guides},
        "counts": {
            "guides": len(library.guides),
            "directions": len(library.directions),
            "partners": len(library.by_partner),
            "domains": len(library.by_domain),
        },
    }


def _git(*arguments: str) -> str:
    try:
        run = subprocess.run(
            ["git", "-C", str(ROOT), *arguments], capture_output=True, text=True, check=False
        )
    except OSError:
        return ""
    return run.stdout.strip() if run.returncode == 0 else ""
