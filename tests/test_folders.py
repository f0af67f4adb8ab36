"""Folders are replaced as a whole; files of others stay."""

from __future__ import annotations

import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import ROOT
from constructed import seeds_of, set_aside
from filelock import FileLock, Timeout

from generator.cli import main
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
from generator.outputs import (
    MARK,
    check_content,
    check_file,
    check_site,
    is_site,
    manifest,
    mark_site,
)


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


AT_WORK = ".staging-0123456789abcdef"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def made(folder: Path, **files: str) -> Path:
    """Make ``folder`` with ``files``. A “_” in the name of a file stands for a slash."""
    for name, text in files.items():
        path = folder / name.replace("_", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def built(site: Path, **files: str) -> Path:
    """Make a site of ``files``, as a build does."""
    with rebuilding(site) as new:
        made(new, **files)
    return site


def test_what_is_gone_goes_and_what_is_foreign_stays(tmp_path: Path) -> None:
    folder = tmp_path / "content"
    replace_folder(folder, {"a.md": b"1", "b/c.md": b"2", "zh/2022-1/1.1.md": b"0"})
    assert tree(folder) == {"a.md": b"1", "b/c.md": b"2", "zh/2022-1/1.1.md": b"0"}
    (folder / "b" / "notes.txt").write_text("mine")
    changes = replace_folder(folder, {"a.md": b"3", "d.md": b"4"})
    assert tree(folder) == {"a.md": b"3", "b/notes.txt": b"mine", "d.md": b"4"}
    assert (changes.added, changes.removed) == (("d.md",), ("b/c.md", "zh/2022-1/1.1.md"))


def test_nothing_is_touched_where_nothing_changes(tmp_path: Path) -> None:
    folder = tmp_path / "content"
    replace_folder(folder, {"a.md": b"1", "b.md": b"2"})
    before = (folder / "a.md").stat().st_mtime_ns
    assert not replace_folder(folder, {"a.md": b"1", "b.md": b"2"})
    replace_folder(folder, {"a.md": b"1", "b.md": b"3"})
    assert (folder / "a.md").stat().st_mtime_ns == before


@pytest.mark.parametrize(
    "line",
    [
        "../precious",
        "zh/../../precious",
        "zh/..",
        "{root}/precious",
        "/etc/hosts",
        "..\\precious",
        "zh\\..\\..\\precious",
        "C:precious",
        "C:\\precious",
        "link/precious",
        "zh/link/precious",
        "notes",
        "zh",
        ".",
        "",
        "\udcff",
    ],
)
def test_a_manifest_cannot_lead_out_of_the_folder(tmp_path: Path, line: str) -> None:
    """Nor does it make a whole folder ours."""
    (tmp_path / "precious").write_text("keep")
    folder = tmp_path / "content"
    replace_folder(folder, {"zh/a.md": b"1"})
    made(folder, notes_mine="mine", zh_mine="mine")
    for link in (folder / "link", folder / "zh" / "link"):
        link.symlink_to(tmp_path, target_is_directory=True)
    listing = f"{line.format(root=tmp_path)}\nzh/a.md\n"
    (folder / MARK).write_bytes(listing.encode(errors="surrogateescape"))
    assert manifest(folder) == {"zh/a.md"}
    changes = replace_folder(folder, {"zh/b.md": b"1"})
    assert (changes.added, changes.removed) == (("zh/b.md",), ("zh/a.md",))
    assert (tmp_path / "precious").read_text() == "keep"
    assert tree(folder) == {"notes/mine": b"mine", "zh/b.md": b"1", "zh/mine": b"mine"}
    assert (folder / "link").is_symlink()
    assert (folder / "zh" / "link").is_symlink()


# What may be written


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a project with seeds, content, a thesis, links, and a home folder, and make it the current folder."""
    project = tmp_path / "home" / "project"
    made(project, seeds_guides_a="a", thesis_chapter="1", file="f")
    replace_folder(project / "content", {"zh/index.md": b"1"})
    (project / "empty").mkdir()
    for name, place in (("link", "seeds"), ("loop", "loop"), ("gone", "new"), ("t", "thesis")):
        (project / name).symlink_to(project / place)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.chdir(project)
    return project


NEVER = [
    ("seeds", "seeds"),
    ("seeds/guides", "inside seeds"),
    ("seeds/new", "inside seeds"),
    ("link", "seeds"),
    ("link/new", "inside seeds"),
    ("thesis/../seeds", "seeds"),
    ("nowhere/../seeds", "seeds"),
    (".", "current folder, or contains it"),
    ("", "current folder, or contains it"),
    ("..", "current folder"),
    ("../..", "current folder"),
    ("~", "current folder"),
    ("/", "root of the file system"),
    ("//", "root of the file system"),
    ("/..", "root of the file system"),
    (str(ROOT), "the project"),
    (str(ROOT.parent), "the project"),
    ("thesis", "not known to be made by guides"),
    ("t", "not known to be made by guides"),
    ("loop", "form a loop"),
    ("loop/x", "form a loop"),
    ("file", "Not a directory"),
    ("file/x", "Not a directory"),
    ("/dev/null", "Not a directory"),
]
SITES = [*NEVER, ("content", "content"), ("content/zh", "inside content")]
CONTENTS = [*NEVER, ("built", "not known to be made by guides")]


@pytest.mark.parametrize(("place", "why"), SITES)
def test_a_site_is_never_written_there(project: Path, place: str, why: str) -> None:
    before = tree(project.parent)
    folder = Path(place).expanduser()
    for check in (check_site, rebuilt):
        with pytest.raises(InputError, match=why) as found:
            check(folder, (Path("seeds"), Path("content")))
        assert str(found.value).startswith(f"{folder}: ")
        assert "\n" not in str(found.value)
    assert tree(project.parent) == before


@pytest.mark.parametrize(("place", "why"), CONTENTS)
def test_pages_are_never_written_there(project: Path, place: str, why: str) -> None:
    built(project / "built", index="1")
    before = tree(project.parent)
    folder = Path(place).expanduser()
    for check in (check_content, lambda folder, inputs: replace_folder(folder, {}, inputs)):
        with pytest.raises(InputError, match=why):
            check(folder, (Path("seeds"),))
    assert tree(project.parent) == before


def rebuilt(folder: Path, inputs: tuple[Path, ...]) -> None:
    with rebuilding(folder, inputs):
        pytest.fail("written")


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("place", ["empty", "new", "new/site", "gone", "../site", "built"])
def test_a_site_is_written_there(place: str) -> None:
    """Into what is absent or empty, or holds a site; a link stays one."""
    built(Path("built"), old="1")
    folder = Path(place)
    was_link = folder.is_symlink()
    with rebuilding(folder, (Path("seeds"), Path("content"))) as new:
        made(new, index="1")
    assert tree(folder) == {"index": b"1"}
    assert is_site(folder)
    assert folder.is_symlink() == was_link


def test_a_folder_with_other_names_is_the_same(project: Path) -> None:
    """As on a disk where “Seeds” is “seeds”: known by what it is, not by its name."""
    seeds = project / "seeds"
    with pytest.MonkeyPatch.context() as patch:
        real = Path.stat
        patch.setattr(
            Path, "stat", lambda path, **o: real(seeds if path.name == "SEEDS" else path, **o)
        )
        for place in ("SEEDS", "SEEDS/new"):
            with pytest.raises(InputError, match="seeds"):
                check_site(project / place, (seeds,))


def test_the_home_folder_is_never_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "above" / "home"
    home.mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    for place in (home, home.parent):
        with pytest.raises(InputError, match="is the home folder, or contains it"):
            check_site(place)


def test_a_home_that_is_not_known_is_no_error(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "home", lambda: (_ for _ in ()).throw(RuntimeError("no home")))
    check_site(project / "new")


def test_the_mark_is_the_same_with_every_build(tmp_path: Path) -> None:
    first = built(tmp_path / "a", zh_index="1", index="1").joinpath(MARK).read_bytes()
    again = built(tmp_path / "b", index="2", zh_index="2").joinpath(MARK).read_bytes()
    assert first == again
    assert first.decode().splitlines()[1:] == ["index", "zh/index"]


def test_a_mark_that_is_a_link_is_none(tmp_path: Path) -> None:
    built(tmp_path / "site", index="1")
    folder = made(tmp_path / "thesis", chapter="1")
    (folder / MARK).symlink_to(tmp_path / "site" / MARK)
    for check in (check_site, check_content):
        with pytest.raises(InputError, match="not known"):
            check(folder)


def test_what_others_put_beside_a_site_stays(tmp_path: Path) -> None:
    """At its top, where people put a file for their host, or keep its history, and in its folders."""
    site = built(tmp_path / "site", index="1", zh_old="1", **{"2030-1_a": "1"})
    mark_site(made(site, **{".well-known_security.txt": "s"}))
    made(site, CNAME="c", thesis_chapter="1", zh_notes="n", **{".git_HEAD": "h", "2030-1_b": "b"})
    (site / "own").mkdir(mode=0o700)
    (site / "link").symlink_to("thesis", target_is_directory=True)
    built(site, index="2", zh_new="2")
    expected = [".git", MARK, "2030-1", "CNAME", "index", "link", "own", "thesis", "zh"]
    assert names(site) == expected
    assert (site / MARK).read_text().splitlines()[1:] == ["index", "zh/new"]
    assert tree(site / "zh") == {"new": b"2", "notes": b"n"}
    assert tree(site / "2030-1") == {"b": b"b"}
    assert tree(site / "thesis") == {"chapter": b"1"}
    assert (site / ".git" / "HEAD").read_text() == "h"
    assert (site / "link").readlink() == Path("thesis")
    assert stat.S_IMODE((site / "own").stat().st_mode) == 0o700


@pytest.mark.parametrize(
    ("theirs", "path"),
    [
        ({"zh_index.md": "theirs"}, "zh/index.md"),
        ({"zh": "theirs"}, "zh"),
        ({"zh_index.md_x": "theirs"}, "zh/index.md"),
    ],
)
def test_what_others_put_where_a_page_goes_is_not_lost(
    tmp_path: Path, theirs: dict[str, str], path: str
) -> None:
    folder = tmp_path / "content"
    replace_folder(folder, {"a.md": b"1"})
    made(folder, **theirs)
    before = tree(folder)
    with pytest.raises(InputError, match="was not made by guides and is in its way") as found:
        replace_folder(folder, {"a.md": b"1", "zh/index.md": b"1"})
    assert found.value.path == folder / path
    assert tree(folder) == before
    assert names(tmp_path) == [".content.lock", "content"]


def test_what_others_put_there_that_is_the_same_is_ours_now(tmp_path: Path) -> None:
    replace_folder(tmp_path / "content", {"a.md": b"1"})
    made(tmp_path / "content", **{"b.md": "1"})
    replace_folder(tmp_path / "content", {"a.md": b"1", "b.md": b"1"})
    assert manifest(tmp_path / "content") == {"a.md", "b.md"}


def test_a_link_in_place_of_a_folder_leads_nothing_out(tmp_path: Path) -> None:
    made(tmp_path / "elsewhere", **{"a.md": "theirs"})
    folder = tmp_path / "content"
    replace_folder(folder, {"zh/a.md": b"1", "en/a.md": b"1"})
    shutil.rmtree(folder / "zh")
    (folder / "zh").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    for pages in ({"zh/a.md": b"2"}, {"zh/b.md": b"2"}):
        with pytest.raises(InputError, match="zh"):
            replace_folder(folder, pages)
    replace_folder(folder, {"en/b.md": b"2"})
    assert tree(tmp_path / "elsewhere") == {"a.md": b"theirs"}
    assert (folder / "zh").is_symlink()


def test_folders_of_others_stay_where_they_are_empty(tmp_path: Path) -> None:
    folder = tmp_path / "content"
    replace_folder(folder, {"zh/a.md": b"1", "b.md": b"1"})
    (folder / "drafts" / "new").mkdir(parents=True)
    replace_folder(folder, {"b.md": b"2"})
    assert names(folder) == [MARK, "b.md", "drafts"]
    assert names(folder / "drafts") == ["new"]


def test_a_disk_within_a_folder_is_not_taken_along(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = made(built(tmp_path / "site", index="1"), disk_photo="1")
    monkeypatch.setattr(Path, "is_mount", lambda path: path.name == "disk")
    with pytest.raises(InputError, match="site/disk: is a separate disk"):
        built(site, index="2")
    assert tree(site) == {"disk/photo": b"1", "index": b"1"}


@pytest.mark.parametrize("stands", [True, False])
@pytest.mark.parametrize(
    "name", [".site.previous", ".site.staging-x", ".site.staging-0123456789abcdef"]
)
@pytest.mark.parametrize("inside", ["thesis", "new_thesis", "previous_thesis", "previous_index"])
def test_folders_of_others_are_theirs_whatever_their_names(
    tmp_path: Path, stands: bool, name: str, inside: str
) -> None:
    made(tmp_path / name, **{inside: "keep"})
    before = tree(tmp_path / name)
    if stands:
        built(tmp_path / "site", index="1")
    built(tmp_path / "site", index="2")
    replace_folder(tmp_path / "content", {"a": b"1"})
    recover(tmp_path)
    assert tree(tmp_path / name) == before
    assert tree(tmp_path / "site") == {"index": b"2"}


@pytest.mark.parametrize(
    "name", [".en.po.staging-file", ".en.po.staging-0123456789abcdef", ".en.po.lock"]
)
def test_files_of_others_are_theirs_whatever_their_names(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("keep")
    replace_file(tmp_path / "en.po", b"1")
    with alone(tmp_path / "en.po"):
        replace_file(tmp_path / "en.po", b"2")
    assert (tmp_path / name).read_text() == "keep"


def test_what_was_put_there_while_a_folder_was_set_aside_stays(tmp_path: Path) -> None:
    """And so does what was set aside: neither can take the place of the other."""
    replace_folder(tmp_path / "content", {"a.md": b"1"})
    made(tmp_path / "content", mine="1")
    set_aside(tmp_path / "content")
    made(tmp_path / "content", other="2")
    recover(tmp_path)
    assert tree(tmp_path / "content") == {"other": b"2"}
    (previous,) = tmp_path.glob(".content.staging-*/previous")
    assert tree(previous) == {"a.md": b"1", "mine": b"1"}


def test_a_folder_that_fills_while_a_site_is_built_is_not_lost(tmp_path: Path) -> None:
    def build() -> None:
        with rebuilding(tmp_path / "site") as new:
            made(new, index="1")
            made(tmp_path / "site", thesis="1")

    with pytest.raises(InputError, match="not known"):
        build()
    assert tree(tmp_path / "site") == {"thesis": b"1"}


def test_a_file_is_written_through_a_link_and_over_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "en.po").write_text("1")
    (tmp_path / "en.po").symlink_to(tmp_path / "shared" / "en.po")
    replace_file(tmp_path / "en.po", b"2")
    assert (tmp_path / "en.po").is_symlink()
    assert (tmp_path / "shared" / "en.po").read_bytes() == b"2"
    for path in (tmp_path / "shared", Path("/dev/null")):
        with pytest.raises(InputError, match="cannot be written: is no file"):
            replace_file(path, b"1")
    assert Path("/dev/null").is_char_device()


def test_a_single_file_is_written_where_none_is_or_one_of_ours(tmp_path: Path) -> None:
    seeds = made(tmp_path / "seeds", **{"guides_a.txt": "1"})
    path = tmp_path / "site.zip"

    def check() -> None:
        check_file(path, [tmp_path / "content", seeds], lambda p: p.read_text() == "ours", "bundle")

    check()
    path.write_text("ours")
    check()
    path.write_text("theirs")
    there = "is there already and is no bundle: name another file, or move it"
    with pytest.raises(InputError) as error:
        check()
    assert str(error.value) == f"{path}: {there}"
    path.unlink()
    path.mkdir()
    with pytest.raises(InputError, match=there):
        check()
    path = seeds / "guides" / "site.zip"
    with pytest.raises(InputError) as error:
        check()
    message = f"is inside {seeds}, which it is made from: name another file"
    assert str(error.value) == f"{path}: {message}"


@pytest.mark.parametrize(
    ("check", "advice"),
    [
        (check_site, "the site of an earlier version has no mark: delete it once"),
        (check_content, f"where {MARK} was lost from content/, put it back"),
    ],
)
def test_what_is_said_of_a_folder_of_others(
    tmp_path: Path, check: Callable[[Path], None], advice: str
) -> None:
    folder = made(tmp_path / "folder", thesis="1")
    with pytest.raises(InputError) as error:
        check(folder)
    known = (
        "holds files that are not known to be made by guides: name a folder that is new or empty"
    )
    assert str(error.value) == f"{folder}: {known} ({advice})"


def test_a_run_that_does_not_end_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: FileLock, timeout: float) -> None:
        raise Timeout(f"{self} {timeout}")

    monkeypatch.setattr(FileLock, "acquire", refuse)
    said = f"{tmp_path / 'site'}: another run has been writing here for 10 minutes"
    with pytest.raises(InputError) as error, alone(tmp_path / "site"):
        pass
    assert str(error.value) == said


def test_what_cannot_be_removed_yet_keeps_its_mark(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that the next run knows it, and removes it."""
    built(tmp_path / "site", index="1")
    work = made(tmp_path / f".site{AT_WORK}", **{MARK: "", "previous_index": "0"})
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "rmtree", lambda *_, **__: None)
        recover(tmp_path)
    assert names(work) == [MARK, "previous"]
    recover(tmp_path)
    assert not work.exists()


UMASKS = [0o022, 0o002, 0o077, 0o027]


@pytest.fixture
def umask() -> Iterator[Callable[[int], int]]:
    before = os.umask(0o022)
    yield os.umask
    os.umask(before)


def modes(folder: Path) -> set[tuple[bool, str]]:
    """Return path → (True for a folder, mode) of everything in ``folder`` and of itself."""
    found = (folder, *folder.rglob("*"))
    return {(path.is_dir(), oct(stat.S_IMODE(path.stat().st_mode))) for path in found}


@pytest.mark.parametrize("mask", UMASKS)
def test_modes_follow_the_umask(tmp_path: Path, umask: Callable[[int], int], mask: int) -> None:
    """Of what is new, what changes, and what stays as it is and was made under another."""
    expected = {(True, oct(0o777 & ~mask)), (False, oct(0o666 & ~mask))}
    folder, site, file = (tmp_path / name for name in ("content", "site", "archive"))
    for before in (None, *UMASKS):
        if before is not None:
            umask(before)
            replace_folder(folder, {"zh/a.md": b"0", "zh/b.md": b"0"})
            built(site, index="0", zh_index="0")
        umask(mask)
        replace_folder(folder, {"zh/a.md": b"1", "zh/b.md": b"0"})
        with rebuilding(site) as new:
            for name in ("index", "zh/index"):
                put(new, name, b"0")
        assert modes(folder) == expected
        assert modes(site) == expected
        replace_file(file, b"1")
        assert stat.S_IMODE(file.stat().st_mode) == 0o666 & ~mask


def test_a_file_that_is_replaced_keeps_its_mode(tmp_path: Path) -> None:
    (tmp_path / "en.po").write_text("1")
    (tmp_path / "en.po").chmod(0o640)
    replace_file(tmp_path / "en.po", b"2")
    assert stat.S_IMODE((tmp_path / "en.po").stat().st_mode) == 0o640


@pytest.mark.parametrize("mask", UMASKS)
def test_modes_of_a_guide_that_comes_in_follow_the_umask(
    tmp_path: Path, umask: Callable[[int], int], mask: int
) -> None:
    seeds = seeds_of(tmp_path / "seeds", {"2030-1": TEXT})
    received = made(tmp_path, received=TEXT.replace("2030", "2031")) / "received"
    received.rename(tmp_path / "received.txt")
    umask(mask)
    places = ["--seeds", str(seeds.root), "--content", str(tmp_path / "content")]
    found = CliRunner().invoke(main, ["add", str(tmp_path / "received.txt"), *places])
    assert found.exit_code == 0, found.output
    expected = {(True, oct(0o777 & ~mask)), (False, oct(0o666 & ~mask))}
    assert modes(seeds.guides / "2031-1") == expected
    assert modes(tmp_path / "content") == expected


TEXT = (
    "附件1\n\n“政府间国际科技创新合作”重点专项2030年度第一批项目申报指南\n\n"
    "1.1 中国和芬兰政府间合作项目\n\n领域方向：水。\n拟支持项目数：2个。\n"
)


@pytest.mark.parametrize("former", ["guide.txt", "guide.md"])
def test_a_guide_that_is_replaced_takes_nothing_of_others_along(
    tmp_path: Path, former: str
) -> None:
    """Notes beside the source may have the name that a source of another format would."""
    seeds = seeds_of(tmp_path / "seeds", {"2030-1": TEXT})
    folder = seeds.guides / "2030-1"
    made(folder, **{"guide.md": "my notes", "guide.htm": "my notes", "notes_a": "1"})
    new = tmp_path / former.replace("guide", "new")
    new.write_text(TEXT.replace("水", "水资源"), encoding="utf-8")
    places = ["--seeds", str(seeds.root), "--content", str(tmp_path / "content")]
    found = CliRunner().invoke(main, ["add", "--replace", str(new), *places])
    kept = {"guide.md": b"my notes", "guide.htm": b"my notes", "notes/a": b"1"}
    assert tree(folder).items() >= kept.items()
    if former == "guide.md":
        assert found.exit_code == 2
        assert "guide.md: was not made by guides and is in its way" in found.stderr
        assert tree(folder)["guide.txt"].decode() == TEXT
    else:
        assert found.exit_code == 0, found.output
        assert "水资源" in tree(folder)["guide.txt"].decode()


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
        whole = folder if folder.exists() else next(tmp_path.glob(".content.staging-*/previous"))
        assert len({*tree(whole).values()}) == 1
        assert len(tree(whole)) == 60
    replace_folder(folder, {"a.md": b"end"})
    assert tree(folder) == {"a.md": b"end"}
    assert names(tmp_path) == [".content.lock", "content"]


def test_a_folder_set_aside_comes_back_and_leftovers_go(tmp_path: Path) -> None:
    """As a run leaves them that is killed between the two renames."""
    (tmp_path / "2022-1").mkdir()
    (tmp_path / "2022-1" / "guide.txt").write_text("text")
    set_aside(tmp_path / "2022-1")
    (tmp_path / f".2023-1{AT_WORK}" / "new").mkdir(parents=True)
    (tmp_path / f".2023-1{AT_WORK}" / MARK).touch()
    (tmp_path / f".2024-1{AT_WORK}").mkdir()
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
    with rebuilding(site) as new:
        (new / "old.html").write_text("old")
    (tmp_path / f".site{AT_WORK}" / "new").mkdir(parents=True)
    (tmp_path / f".site{AT_WORK}" / MARK).touch()

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
    assert names(tmp_path) == [".site.lock", "site"]


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
