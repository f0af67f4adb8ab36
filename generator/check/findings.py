"""The type of the findings that checks return, and the folders that they read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.model import Level
from generator.seeds import Seeds


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem that a check found; only a finding of the level `error` makes the check fail."""

    level: Level
    message: str


@dataclass(frozen=True, slots=True)
class Places:
    """The folders of a project."""

    seeds: Seeds
    content: Path
    site: Path
