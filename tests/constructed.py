"""Seeds folders that hold constructed guides beside the project's vocabulary and catalogues."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import polib
from conftest import SEEDS

from generator.ids import GuideId
from generator.link import Library
from generator.pipeline import load_library
from generator.seeds import Seeds
from generator.translate.catalogue import read_po
from generator.translate.segments import segments


def seeds_of(folder: Path, texts: Mapping[str, str], **record: Any) -> Seeds:
    """A seeds folder of the guides ``texts`` (id → text); ``record`` is what each guide.yml says
    beside the least that it must.
    """
    shutil.copytree(SEEDS.vocabulary, folder / "vocabulary")
    shutil.copytree(SEEDS.interface.parent, folder / "translations")
    for guide_id, text in texts.items():
        identity, data = GuideId.parse(guide_id), text.encode()
        least = {
            "id": guide_id, "year": identity.year, "batch": identity.batch, "stage": identity.stage,
            "title": None, "source_url": None, "published": None, "received": "guide.txt",
            "file": "guide.txt", "sha256": hashlib.sha256(data).hexdigest(), "supersedes": None,
            "corrections": [],
        }  # fmt: skip
        place = folder / "guides" / guide_id
        place.mkdir(parents=True)
        (place / "guide.txt").write_bytes(data)
        # YAML that begins as JSON is JSON, with its escapes for every character.
        (place / "guide.yml").write_text(json.dumps(least | record), encoding="utf-8")
    return Seeds(folder)


def set_aside(folder: Path) -> None:
    """What a run leaves that is killed between the two renames by which it replaces ``folder``."""
    work = folder.with_name(f".{folder.name}.staging-0123456789abcdef")
    (work / "new").mkdir(parents=True)
    (work / ".made-by-guides").touch()
    folder.rename(work / "previous")


def translated(seeds: Seeds, english: Callable[[int], str]) -> Library:
    """The guides of ``seeds``, the English of each segment made from its number and put into the
    catalogue where that has none.
    """
    po = read_po(seeds.catalogue)
    known = {entry.msgid for entry in po}
    for number, zh in enumerate(segments(load_library(seeds).guides)):
        if zh not in known:
            po.append(polib.POEntry(msgid=zh, msgstr=english(number)))
    po.save(str(seeds.catalogue))
    return load_library(seeds)
