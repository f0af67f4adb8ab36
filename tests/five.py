"""The seeds as the tests know them: five guides, whatever has come in since.

A test states a fact of these guides (74 directions, 14 partners in 2022), and a guide that somebody
adds is no reason for it to fail. `guides check` sees to the guides that are held.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from pathlib import Path

import yaml

from generator.ids import guide_of
from generator.ledger import load_ledger, write_ledger
from generator.pipeline import load_library
from generator.seeds import Seeds
from generator.translate.segments import segments
from generator.translate.update import update

GUIDES = ("2017-1", "2021-2-draft", "2022-1", "2023-1-draft", "2024-2-draft")
RELEASED = "0.1.0"
"""The last release with these guides alone."""


def five(held: Seeds) -> Seeds:
    """``held`` itself where it has just these guides, else a copy with no others."""
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
    """Leave out what a person settled of other guides."""
    settled = yaml.safe_load(path.read_text(encoding="utf-8"))
    known = {
        key: [e for e in entries if {guide_of(e["earlier"]), guide_of(e["later"])} <= {*GUIDES}]
        for key, entries in settled.items()
    }
    path.write_text(yaml.safe_dump(known, allow_unicode=True), encoding="utf-8")
