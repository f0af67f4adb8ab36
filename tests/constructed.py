"""Guides constructed for tests, and seeds folders with them and the project's vocabulary and catalogues."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

import polib
from conftest import SEEDS

from generator.build import build
from generator.check import Places
from generator.ids import GuideId
from generator.link import Library
from generator.pipeline import load_library
from generator.seeds import Seeds
from generator.translate.po import read_po
from generator.translate.segments import segments
from generator.write import write

PARTS = {
    "agreements": "合作协议：《中芬科技合作协定》。",
    "commitment": "外交承诺：两国领导人会晤成果。",
    "fields": "领域方向：\n（1）循环经济；\n（2）氢能。",
    "projects": "拟支持项目数：不超过5个。",
    "funding": "共拟支持经费：1000万元人民币。",
    "duration": "执行期：2年。",
    "requirements": "其他要求：\n1. 须由企业牵头申报。\n2. 双方须分别提交，联系人：张三，a@example.org。",
}
TITLE = "中国和芬兰政府间科技合作项目"
HEAD = "国家重点研发计划“政府间国际科技创新合作”重点专项{}年度第一批项目申报指南\n"


def direction(without: Collection[str] = (), title: str = TITLE, **parts: str) -> str:
    """Return the text of a direction with all parts except ``without``. ``parts`` replace the wording of parts."""
    kept = [text for name, text in (PARTS | parts).items() if name not in without]
    return "\n".join([title, *kept])


def numbered(directions: Iterable[str]) -> str:
    return "".join(f"1.{number} {text}\n" for number, text in enumerate(directions, start=1))


def seeds_of(folder: Path, texts: Mapping[str, str], **record: Any) -> Seeds:
    """Make a seeds folder of the guides ``texts`` (id → text).

    ``record`` are values of each guide.yml other than the required ones.
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


def built(seeds: Seeds, library: Library | None = None, **options: str) -> tuple[Library, Places]:
    """Write the pages of ``seeds`` and build its site, both beside it. ``library`` is that of the seeds, if loaded."""
    library = library or load_library(seeds)
    places = Places(seeds, seeds.root.parent / "content", seeds.root.parent / "site")
    write(library, seeds.interface, places.content)
    build(seeds.root, places.content, places.site, library=library, **options)
    return library, places


def set_aside(folder: Path) -> None:
    """Leave ``folder`` as a run does that is killed between the two renames that replace it."""
    work = folder.with_name(f".{folder.name}.staging-0123456789abcdef")
    (work / "new").mkdir(parents=True)
    (work / ".made-by-guides").touch()
    folder.rename(work / "previous")


def translated(seeds: Seeds, english: Callable[[int], str]) -> Library:
    """Add English to the catalogue of ``seeds`` for segments without it, and return the guides.

    The English of a segment is made from its number.
    """
    po = read_po(seeds.catalogue)
    known = {entry.msgid for entry in po}
    for number, zh in enumerate(segments(load_library(seeds).guides)):
        if zh not in known:
            po.append(polib.POEntry(msgid=zh, msgstr=english(number)))
    po.save(str(seeds.catalogue))
    return load_library(seeds)
