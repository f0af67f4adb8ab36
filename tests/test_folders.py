"""Folders are written as a whole; what others put there stays."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from generator.errors import InputError
from generator.folders import (
    alone,
    interrupted,
    put,
    rebuilding,
    recover,
    replace_file,
    replace_folder,
)


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


def test_what_is_gone_goes_and_what_is_foreign_stays(tmp_path: Path) -> None:
    folder = tmp_path / "content"
    replace_folder(folder, {"a.md": b"1", "b/c.md": b"2"})
    (folder / "b" / "notes.txt").write_text("mine")
    changes = replace_folder(folder, {"a.md": b"3", "d.md": b"4"})
    assert tree(folder) == {"a.md": b"3", "b/notes.txt": b"mine", "d.md": b"4"}
    assert (changes.added, changes.removed) == (("d.md",), ("b/c.md",))


def test_nothing_is_touched_where_nothing_changes(tmp_path: Path) -> None:
    folder = tmp_path / "content"
    replace_folder(folder, {"a.md": b"1", "b.md": b"2"})
    before = (folder / "a.md").stat().st_mtime_ns
    assert not replace_folder(folder, {"a.md": b"1", "b.md": b"2"})
    replace_folder(folder, {"a.md": b"1", "b.md": b"3"})
    assert (folder / "a.md").stat().st_mtime_ns == before


def test_a_manifest_cannot_lead_out_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("keep")
    folder = tmp_path / "content"
    replace_folder(folder, {"a.md": b"1"})
    outside = f"../precious\n{tmp_path}/precious\nb/../../precious\n\n"
    (folder / ".made-by-guides").write_text(f"{outside}a.md\n")
    replace_folder(folder, {"b.md": b"1"})
    assert (tmp_path / "precious").read_text() == "keep"
    assert tree(folder) == {"b.md": b"1"}


@pytest.mark.parametrize(
    "path",
    ["", "/", "/etc/hosts", "..", "../a", "a/../../b", "a/..", "./a", "a/", "a//b", "a\\b", "..\\a", "a\0b"],
)  # fmt: skip
def test_no_path_leads_out_of_the_folder(tmp_path: Path, path: str) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    with pytest.raises(InputError, match="is no path of a file in it") as error:
        put(folder, path, b"")
    assert error.value.path == folder
    with pytest.raises(InputError, match="is no path of a file in it"):
        replace_folder(folder, {"a.md": b"", path: b""})
    assert [found.name for found in tmp_path.rglob("*") if found.name[0] != "."] == ["site"]


def test_a_refusing_disk_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="cannot be written"):
        replace_folder(tmp_path / "file" / "content", {"a.md": b"1"})


SCRIPT = """
import sys
from pathlib import Path
from generator.folders import alone, interrupted, recover, replace_file, replace_folder
for n in range(10**6):
    replace_folder(Path(sys.argv[1]), {f"{i}.md": str(n).encode() for i in range(60)})
"""


def test_a_killed_run_leaves_one_state_whole(tmp_path: Path) -> None:
    """Killed at twelve moments: the folder always holds one generation, once recovered."""
    folder = tmp_path / "content"
    replace_folder(folder, {f"{i}.md": b"start" for i in range(60)})
    for delay in range(12):
        run = subprocess.Popen([sys.executable, "-c", SCRIPT, str(folder)])
        time.sleep(0.25 + delay * 0.037)
        os.kill(run.pid, signal.SIGKILL)
        run.wait()
        whole = folder if folder.exists() else tmp_path / ".content.previous"
        assert len({*tree(whole).values()}) == 1
        assert len(tree(whole)) == 60
    replace_folder(folder, {"a.md": b"end"})
    assert tree(folder) == {"a.md": b"end"}
    assert not (tmp_path / ".content.previous").exists()


def test_a_folder_set_aside_comes_back_and_leftovers_go(tmp_path: Path) -> None:
    """As a run leaves them that is killed between the two renames of `put_in_place`."""
    (tmp_path / ".2022-1.previous").mkdir()
    (tmp_path / ".2022-1.previous" / "guide.txt").write_text("text")
    (tmp_path / ".2022-1.staging-x").mkdir()
    assert interrupted(tmp_path)
    recover(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["2022-1"]
    assert tree(tmp_path / "2022-1") == {"guide.txt": b"text"}
    assert not interrupted(tmp_path)


def test_runs_wait_for_each_other(tmp_path: Path) -> None:
    """A second run begins when the first has ended, also where that was killed."""
    holder = "import sys, time; from pathlib import Path; from generator.folders import alone\n"
    holder += "with alone(Path(sys.argv[1])): print('in', flush=True); time.sleep(60)"
    script = [sys.executable, "-c", holder, str(tmp_path / "seeds")]
    run = subprocess.Popen(script, stdout=subprocess.PIPE)
    assert run.stdout
    run.stdout.readline()
    waited: list[bool] = []

    def kill_it() -> None:
        waited.append(True)
        run.kill()

    with alone(tmp_path / "seeds", kill_it):
        assert waited
    run.wait()


def test_a_rebuilt_folder_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    """And what a killed run left goes; a run that fails leaves the old one."""
    site = tmp_path / "site"
    site.mkdir()
    (site / "old.html").write_text("old")
    (tmp_path / ".site.staging-x").mkdir()

    def fail() -> None:
        with rebuilding(site) as new:
            (new / "new.html").write_text("new")
            raise OSError(28, "No space left on device")

    with pytest.raises(InputError, match="site: cannot be written: No space left"):
        fail()
    assert tree(site) == {"old.html": b"old"}
    with rebuilding(site) as new:
        assert tree(site) == {"old.html": b"old"}
        (new / "new.html").write_text("new")
    assert tree(site) == {"new.html": b"new"}
    assert sorted(path.name for path in tmp_path.iterdir()) == [".site.lock", "site"]


def test_runs_that_rebuild_a_folder_do_not_mix(tmp_path: Path) -> None:
    def run(name: int) -> None:
        with rebuilding(tmp_path / "site") as new:
            for part in range(5):
                (new / f"{part}.html").write_text(str(name))
                time.sleep(0.01)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(run, range(4)))
    assert len(tree(tmp_path / "site")) == 5
    assert len({*tree(tmp_path / "site").values()}) == 1


def test_a_file_is_replaced_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "en.po"
    replace_file(path, b"old")

    def full(self: Path, data: bytes) -> int:
        with self.open("wb") as file:
            file.write(data[:1])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(InputError, match=r"en\.po: cannot be written: No space left"):
        replace_file(path, b"new")
    assert path.read_bytes() == b"old"
    assert [found.name for found in tmp_path.iterdir()] == ["en.po"]
