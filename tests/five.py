"""The seeds with which the tests run: five guides, without guides that were added later.

Tests state facts about these guides (74 directions, 14 partners in 2022) and should not fail when a guide is added.
`guides check` checks all guides that are held.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from pathlib import Path
from typing import Any

import yaml

from generator.ids import guide_of
from generator.ledger import load_ledger, write_ledger
from generator.pipeline import load_library
from generator.seeds import Seeds
from generator.translate.catalogue import update
from generator.translate.segments import segments

GUIDES = ("2017-1", "2021-2-draft", "2022-1", "2023-1-draft", "2024-2-draft")
RELEASED = "0.1.0"
"""The last release with only these guides."""


def five(held: Seeds) -> Seeds:
    """Return ``held`` if it has only these guides, else a copy without the others."""
    others = {path.name for path in held.guides.iterdir() if path.is_dir()}.difference(GUIDES)
    if not others:
        return held
    folder = Path(tempfile.mkdtemp(prefix="five-guides-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    seeds = Seeds(folder / "seeds")
    shutil.copytree(held.root, seeds.root, ignore=lambda _, names: others.intersection(names))
    releases = load_ledger(seeds.ledger)
    last = next(i for i, release in enumerate(releases) if release.release == RELEASED)
    write_ledger(seeds.ledger, releases[: last + 1])
    _forget_lineages(seeds.lineages)
    update(segments(load_library(seeds).guides), seeds.catalogue)
    return seeds


def _forget_lineages(path: Path) -> None:
    """Remove the records of lineages.yml that concern other guides."""
    settled = yaml.safe_load(path.read_text(encoding="utf-8"))
    known = {
        key: [e for e in entries if {guide_of(e["earlier"]), guide_of(e["later"])} <= {*GUIDES}]
        for key, entries in settled.items()
    }
    path.write_text(yaml.safe_dump(known, allow_unicode=True), encoding="utf-8")


AS_PRINTED = (
    "source",
    "line",
    "first_line",
    "last_line",
    "labels",
    "fields_tail",
    "statements",
    "title_lines",
    "preamble",
)
"""What `guides parse` prints of a guide beside its data: places and wordings, which differ between files and layouts."""


def data_of(value: Any) -> Any:
    """Return what `guides parse` prints of a guide without `AS_PRINTED`."""
    if isinstance(value, dict):
        return {k: data_of(inner) for k, inner in value.items() if k not in AS_PRINTED}
    return [data_of(inner) for inner in value] if isinstance(value, list) else value
