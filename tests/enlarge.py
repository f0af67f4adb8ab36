"""Multiplication of the guides in a seeds folder, to measure the cost of the whole as it grows.

Copies of a guide are from other years. Some words of their text get a mark of the copy, in the Chinese and in the
translation, so that caches for repeated texts do not help, as with guides of other years. Words that the parser needs
are not changed.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Mapping
from itertools import product
from pathlib import Path

import polib

FIRST_YEAR = 2100
A_YEAR = 5
"""Number of guides in a year."""
MARKS = ["".join(pair) for pair in product("甲丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥")]
_WORDS = (
    "系统 开发 应用 材料 能源 环境 管理 创新 产品 工程 生产 设备 智能 健康 农业 水资源 污染 安全"
)
WORDS = re.compile("|".join(r"\s*".join(word) for word in _WORDS.split()))
"""Words that are in nearly every text, that no rule uses, and that may be wrapped."""
_STAGE = re.compile(r"^stage: (\w+)$", re.M)


def enlarge(seeds: Path, folder: Path, times: int) -> None:
    """Make ``folder`` a seeds folder with ``times`` as many guides."""
    shutil.copytree(seeds, folder)
    guides = sorted(path.name for path in (seeds / "guides").iterdir())
    catalogue = polib.pofile(str(seeds / "translations" / "en.po"), wrapwidth=0)
    entries = list(catalogue)
    for copy in range(1, times):
        names = {
            old: _name(seeds, old, (copy - 1) * len(guides) + n) for n, old in enumerate(guides)
        }
        for old in guides:
            _copy(seeds, folder, names, old, MARKS[copy])
        for entry in entries:
            marked = WORDS.sub(rf"\g<0>{MARKS[copy]}", entry.msgid)
            if marked != entry.msgid:
                catalogue.append(
                    polib.POEntry(
                        msgid=marked, msgstr=f"{entry.msgstr} no. {copy}", comment=entry.comment
                    )
                )
    if times > 1:
        catalogue.save(str(folder / "translations" / "en.po"))


def _name(seeds: Path, old: str, number: int) -> str:
    """Return the id of copy ``number`` of a guide, of the same stage."""
    year, batch = divmod(number, A_YEAR)
    stage = _STAGE.search((seeds / "guides" / old / "guide.yml").read_text(encoding="utf-8"))
    assert stage
    return f"{FIRST_YEAR + year}-{batch + 1}{'-draft' if stage[1] == 'draft' else ''}"


def _copy(seeds: Path, folder: Path, names: Mapping[str, str], old: str, mark: str) -> None:
    source, target = seeds / "guides" / old, folder / "guides" / names[old]
    shutil.copytree(source, target)
    record = (source / "guide.yml").read_text(encoding="utf-8")
    found = re.search(r"^file: (\S+)$", record, re.M)
    assert found
    text = (source / found[1]).read_text(encoding="utf-8")
    data, record = (WORDS.sub(rf"\g<0>{mark}", whole) for whole in (text, record))
    (target / found[1]).write_text(data, encoding="utf-8")
    for one, other in names.items():
        record = re.sub(rf"(?<![\d-]){one}(?![\w-])", other, record)
    year, batch = names[old].split("-")[:2]
    new = {"year": year, "batch": batch, "sha256": hashlib.sha256(data.encode()).hexdigest()}
    for key, value in new.items():
        record = re.sub(rf"^{key}: .*$", f"{key}: {value}", record, flags=re.M)
    (target / "guide.yml").write_text(record, encoding="utf-8")
