"""A wrong seed file is an error that names the file, the line, and what was expected."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from conftest import SEEDS

from generator.errors import InputError
from generator.pipeline import load_library
from generator.read import read
from generator.seeds import Seeds


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds"
    shutil.copytree(SEEDS.root, folder)
    return folder


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("vocabulary/domains.yml", "code: food", "kode: food", r"domains\.yml:\d+: .*code"),
        ("vocabulary/domains.yml", "code: food", "code: agriculture", r"agriculture stands twice"),
        ("vocabulary/partners.yml", "code: AE", "code: UAE", r"partners\.yml:6: .*pattern"),
        ("vocabulary/partners.yml", "code: AE", "code: QQ", r"QQ is no country of CLDR"),
        ("vocabulary/groupings.yml", "counts_as: members", "counts_as: each", r"'one' or 'members'"),
        ("vocabulary/agencies.yml", "code: at-oead", "kode: at-oead", r"agencies\.yml:\d+: .*code"),
        ("vocabulary/agencies.yml", "code: ar-", "code: AR-", r"agencies\.yml:7: 0\.code: .*pattern"),
        ("vocabulary/agencies.yml", "code: es-cdti", "code: fr-cdti", r"agencies\.yml:\d+: .*fr-cdti does not begin with its partner"),
        ("vocabulary/agencies.yml", "code: fr-inrae", "code: fr-cnrs", r"agencies\.yml: fr-cnrs stands twice"),
        ("vocabulary/agencies.yml", "partners: [AR]", "partners: [AR, QQ]", r"agencies\.yml:8: QQ is neither a country nor a grouping"),
        ("vocabulary/agencies.yml", "partners: [AR]", "partners: []", r"agencies\.yml:8: 0\.partners: .*at least 1"),
        ("vocabulary/agencies.yml", "[阿根廷科技创新部]", "[部]", r"agencies\.yml:10: 0\.printed\.0: .*at least 3"),
        ("vocabulary/kinds.yml", "titles: []", "titles: [", r"kinds\.yml:\d+: is not valid YAML"),
        ("vocabulary/groupings.yml", "printed: [", 'printed: ["", ', r"groupings\.yml:\d+: 0\.printed\.0: .*at least 1"),
        ("vocabulary/institutions.yml", "country: JP", "country: QQ", r"institutions\.yml:\d+: QQ is no country of CLDR"),
        ("guides/2017-1/guide.yml", "supersedes: null", "supersedes: draft", r"guide\.yml:\d+: supersedes: .*no guide id"),
        ("guides/2017-1/guide.yml", "supersedes: null", "supersedes: 2017-1", r"guide\.yml: supersedes: 2017-1 cannot supersede itself"),
        ("guides/2017-1/guide.yml", "corrections:", "matches: [{new: 2017-1/9.9, old: null}]\ncorrections:", r"guide\.yml:\d+: matches: there is no direction 2017-1/9\.9"),
        ("ledger.yml", "  paths:\n", '  paths:\n    "zh/lineages//": []\n', r"ledger\.yml: .*is no guide id"),
        ("translations/en.po", 'msgid ""', "msgid", r"en\.po:\d+: is not a PO file: expected msgid"),
        ("guides/2017-1/guide.yml", "stage: final", "stage: draught", r"guide\.yml:4: stage"),
        ("guides/2017-1/guide.yml", "year: 2017", "year: 2018", r"not what year, batch and stage"),
        ("guides/2017-1/guide.yml", "id: 2017-1", "id: first", r"guide\.yml:1: id: .*no guide id"),
        ("guides/2017-1/guide.txt", "合作", "合 作", r"not the file that was received"),
        ("guides/2023-1-draft/guide.yml", "二氧化碳补集", "二氧化碳捕集", r"guide\.yml:\d+: .*does not stand at"),
        ("guides/2023-1-draft/guide.yml", "1.6#field-4-4", "1.6#Field 4", r"guide\.yml:\d+: .*anchor"),
        ("translations/en.po", 'msgid ""', "msgod", r"en\.po:\d+: is not a PO file"),
    ],
)  # fmt: skip
def test_wrong_entries(copy: Path, file: str, old: str, new: str, message: str) -> None:
    path = copy / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InputError) as error:
        load_library(Seeds(copy))
    assert re.search(message, str(error.value)), str(error.value)


def test_unreadable_text_names_its_line(copy: Path) -> None:
    path = copy / "x.txt"
    path.write_bytes("合作\n".encode() + "协议".encode("gb18030"))
    with pytest.raises(InputError, match=r"x\.txt:2: is not UTF-8 text"):
        read(path)
