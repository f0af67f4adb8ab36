"""Work in other processes gives what it gives in one."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest
from conftest import ROOT, SEEDS
from constructed import seeds_of

from generator import pipeline
from generator.errors import InputError
from generator.link import Library
from generator.pipeline import load_library
from generator.processes import Packed
from generator.seeds import Seeds


def test_guides_read_by_several_processes_are_the_same(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "_MANY", 1)
    monkeypatch.setattr("os.cpu_count", lambda: 3)
    told: list[str] = []
    assert load_library(SEEDS, told.append) == library
    assert told


def test_what_is_wrong_in_another_process_is_told_with_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "1.1 中国和芬兰政府间合作项目\n拟支持项目数：2个。\n"
    seeds_of(tmp_path / "seeds", {"2030-1": text, "2031-1": text})
    record = tmp_path / "seeds" / "guides" / "2031-1" / "guide.yml"
    correction = {"at": "2031-1/1.1#projects", "printed": "无", "meant": {"zh": "有", "en": "some"}}
    found = json.loads(record.read_text(encoding="utf-8")) | {"corrections": [correction]}
    record.write_text(json.dumps(found), encoding="utf-8")
    monkeypatch.setattr(pipeline, "_MANY", 1)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    with pytest.raises(InputError, match=r"guide\.yml:\d+: corrections: “无” does not stand"):
        load_library(Seeds(tmp_path / "seeds"))


WORK = """
import sys, time
from dataclasses import FrozenInstanceError
from pathlib import Path
from generator.processes import pool

def work(path):
    while True:
        with open(path, "a") as file:
            file.write(".")
        time.sleep(0.02)

if __name__ == "__main__":
    with pool(1) as processes:
        processes.submit(work, sys.argv[1])
"""


def test_work_ends_with_the_process_that_gave_it(tmp_path: Path) -> None:
    """However that ends: killed, it can tell nobody."""
    script, done = tmp_path / "script.py", tmp_path / "done"
    script.write_text(WORK, encoding="utf-8")
    with subprocess.Popen([sys.executable, script, done], cwd=ROOT) as giving:
        while not done.exists():
            time.sleep(0.02)
        giving.kill()
    size = -1
    for _ in range(100):
        if done.stat().st_size == size:
            return
        size = done.stat().st_size
        time.sleep(0.3)
    pytest.fail("the work goes on")


def test_a_packed_value_is_as_it_was_when_it_was_packed() -> None:
    value = {"a": 1}
    packed = Packed(value)
    value["b"] = 2
    assert packed.unpacked() == {"a": 1}


def test_what_is_packed_is_the_same(library: Library) -> None:
    again = Packed(library).unpacked()
    assert again.guides == library.guides
    assert again.printed == library.printed
    with pytest.raises(FrozenInstanceError):
        again.guides[0].title.zh = ""  # type: ignore[misc]
