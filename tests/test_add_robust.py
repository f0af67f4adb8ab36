"""`guides add` when it is killed, on a full disk, in a read-only folder, and next to another run."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from contextlib import chdir, nullcontext
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from constructed import direction, numbered, seeds_of, set_aside

from generator.cli import library, main
from generator.folders import alone
from generator.ledger import load_ledger
from generator.outputs import mark_site

GUIDE = "2021-2-draft"
DIRECTIONS = numbered([direction(), direction(["funding"], "中国和法国政府间科技合作项目")])
HELD, TEXT, OTHER = (
    f"国家重点研发计划“政府间国际科技创新合作”重点专项{year}项目申报指南\n{DIRECTIONS}"
    for year in ("2022年度第一批", "2021年度第二批", "2023年度第一批")
)
DRAFT = "（征求意见稿）"
TEXT, OTHER = (text.replace("指南", f"指南{DRAFT}", 1) for text in (TEXT, OTHER))


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a project with one short guide, its pages, and files to add."""
    root = tmp_path_factory.mktemp("base") / "project"
    seeds = seeds_of(root / "seeds", {"2022-1": HELD})
    head, _, _ = seeds.catalogue.read_text(encoding="utf-8").partition("\n\n")
    seeds.catalogue.write_text(f"{head}\n", encoding="utf-8")
    (root / "new.txt").write_text(TEXT, encoding="utf-8")
    (root / "later.txt").write_text(TEXT.replace("氢能", "氢能应用"), encoding="utf-8")
    (root / "other.txt").write_text(OTHER, encoding="utf-8")
    seeds_place = ["--seeds", str(root / "seeds")]
    CliRunner().invoke(main, ["translate", "update", "--force", *seeds_place])
    CliRunner().invoke(main, ["generate", *seeds_place, "--content", str(root / "content")])
    return root


@pytest.fixture
def root(base: Path, tmp_path: Path) -> Path:
    return shutil.copytree(base, tmp_path / "project")


def tree(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and path.suffix != ".lock"
    }


KILLED = r"""
import hashlib, json, os, re, shutil, signal, sys
from pathlib import Path
from click.testing import CliRunner
import generator.cli.add
from generator.cli import main

command = generator.cli.add
_, base, arena, *arguments = sys.argv
PAGES = re.compile(r"content/|\.content\.staging-\w+/previous/")
WRITES = {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.chmod", "shutil.copyfile"}
carry_out, limit, seen, renames = command.carry_out, 0, 0, []

def step(event, args):
    global seen
    opened = event == "open" and isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR)
    if limit and (opened or event in WRITES):
        seen += 1
        if event == "os.rename":
            renames.append(seen)
        if seen == limit:
            os.kill(os.getpid(), signal.SIGKILL)

def in_child(work):
    child = os.fork()
    if child == 0:
        os.chdir(arena)
        work()
        os._exit(0)
    return os.waitpid(child, 0)[1]

def fresh():
    shutil.rmtree(arena, ignore_errors=True)
    shutil.copytree(base, arena, symlinks=True)

def digests():
    return {
        path.relative_to(arena).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(Path(arena).rglob("*")) if path.is_file() and path.suffix != ".lock"
    }

def state():
    found = digests()
    guides = {p: d for p, d in found.items() if p.startswith("seeds/") and ".staging-" not in p}
    pages = {re.sub(r"staging-\w+", "staging", p): d for p, d in found.items() if PAGES.match(p)}
    return json.dumps([guides, sorted({p.partition("/")[0] for p in pages}), pages])

def run():
    CliRunner().invoke(main, ["add", *arguments], catch_exceptions=False)

def killed_at(plan, moment):
    def work():
        global limit
        limit = moment
        carry_out(plan)
        Path("seen").write_text(json.dumps([seen, renames]))
    return in_child(work) == signal.SIGKILL

sys.addaudithook(step)
fresh()
os.chdir(arena)
plans = []
command.carry_out = plans.append
run()
command.carry_out = carry_out
os.chdir("/")
fresh()
in_child(run)
undisturbed, states = digests(), {}
fresh()
killed_at(plans[0], 10**9)
last, turns = json.loads(Path(arena, "seen").read_text())
# Before and after each rename, which is what counts, and of all that lies between every 60th step.
moments = {*range(1, 12), *range(12, last, 60), *turns, *(turn + 1 for turn in turns), last}
for moment in sorted(moments & {*range(1, last + 1)}):
    fresh()
    assert killed_at(plans[0], moment), moment
    states.setdefault(state(), moment)
wrong = []
for moment in states.values():
    fresh()
    killed_at(plans[0], moment)
    in_child(run)
    if digests() != undisturbed:
        wrong.append(moment)
print(json.dumps({"steps": last, "states": len(states), "wrong": wrong}))
"""


@pytest.mark.parametrize("arguments", [["new.txt"], ["later.txt", "--replace"]])
def test_killed_at_any_moment_the_next_run_repairs(root: Path, arguments: list[str]) -> None:
    """Killed before each single step that writes: run again, it ends as if nothing had been."""
    if "--replace" in arguments:
        places = ["--seeds", str(root / "seeds"), "--content", str(root / "content")]
        CliRunner().invoke(main, ["add", str(root / "new.txt"), *places])
    script = [sys.executable, "-c", KILLED, str(root), str(root.parent / "arena"), *arguments]
    run = subprocess.run(script, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    found = json.loads(run.stdout)
    assert found["wrong"] == []
    # At least: nothing done; the guide; the catalogue; the old pages set aside; the new ones.
    assert found["states"] >= 5


def guides(
    root: Path, *arguments: str, prelude: str = "", before: Sequence[str] = ()
) -> subprocess.CompletedProcess[str]:
    script = f"{prelude}\nfrom generator.cli import main\nmain()"
    return subprocess.run(
        [*before, sys.executable, "-c", script, *arguments],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )


def here(root: Path, *arguments: str) -> int:
    """Run a command in this process, where nothing disturbs it, and return its exit status."""
    with chdir(root):
        return CliRunner().invoke(main, arguments).exit_code


@pytest.mark.parametrize("size", [0, 300, 1_500, 4_000])
def test_a_disk_that_takes_no_more_is_one_clear_line(root: Path, size: int) -> None:
    """A file that grows over ``size`` bytes is refused, as on a full disk: of the guide, of the
    catalogue, of a page.
    """
    limit = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))"
    before = tree(root)
    untried = "import generator.cli.add as add; add.try_pages = lambda plan: {}"
    run = guides(root, "add", "new.txt", prelude=f"{limit}\n{untried}")
    assert run.returncode == 2
    assert run.stderr.count("\n") == 1
    assert "cannot be written: File too large" in run.stderr
    assert not [path for path in tree(root) if ".staging-" in path]
    if f"seeds/guides/{GUIDE}/guide.yml" not in tree(root):
        assert tree(root) == before
    assert here(root, "add", "new.txt") == 0


@pytest.mark.parametrize("size", [0, 300, 4_000])
def test_a_temporary_folder_that_takes_no_more_is_one_clear_line(root: Path, size: int) -> None:
    """The pages are built there first; nothing is written to the project."""
    limit = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))"
    before = tree(root)
    run = guides(root, "add", "new.txt", prelude=limit)
    assert run.returncode == 2
    told = r"guides: .*cannot be written: (?:File too large|No usable temporary directory.*)\n"
    assert re.fullmatch(told, run.stderr)
    assert tree(root) == before


def test_a_read_only_folder_is_one_clear_line(root: Path) -> None:
    before = tree(root)
    run = guides(root, "add", "new.txt", before=obedient(root))
    for path in (root, root / "seeds", root / "seeds" / "guides"):
        path.chmod(0o755)
    assert run.returncode == 2
    assert re.fullmatch(r"guides: seeds\S*: cannot be written: Permission denied\n", run.stderr)
    assert tree(root) == before


def test_a_draft_comes_in_together_with_another_file_of_its_final_text(root: Path) -> None:
    """Both changes to the guide.yml of the final text are kept: the new file, and the draft that it supersedes."""
    (root / "both").mkdir()
    final = HELD.replace("氢能", "氢能应用")
    (root / "both" / "final.txt").write_text(final, encoding="utf-8")
    (root / "both" / "draft.txt").write_text(
        HELD.replace("指南", f"指南{DRAFT}", 1), encoding="utf-8"
    )
    run = guides(root, "add", "both", "--replace")
    assert run.returncode == 0, run.stderr
    assert "1 added, 1 replaced" in run.stdout
    folder = root / "seeds" / "guides" / "2022-1"
    record = yaml.safe_load((folder / "guide.yml").read_text(encoding="utf-8"))
    assert record["supersedes"] == "2022-1-draft"
    assert record["sha256"] == hashlib.sha256(final.encode()).hexdigest()
    assert (folder / "guide.txt").read_text(encoding="utf-8") == final


def obedient(root: Path) -> list[str]:
    """Make the folders read-only, and return the prefix of a command that makes it obey this even as root."""
    for path in (root, root / "seeds", root / "seeds" / "guides"):
        path.chmod(0o555)
    if os.access(root, os.W_OK):
        if not (setpriv := shutil.which("setpriv")):
            pytest.skip("root may write anywhere")
        return [setpriv, "--bounding-set=-dac_override", "--inh-caps=-dac_override"]
    return []


def test_two_runs_at_once_do_not_mix(root: Path) -> None:
    """Of two guides that come in at the same time, both are held, with the pages of both."""
    alone = root.parent / "alone"
    shutil.copytree(root, alone)
    for name in ("new.txt", "other.txt"):
        assert here(alone, "add", name) == 0
    script = "from generator.cli import main\nmain()"
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", script, "add", name],
            cwd=root,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        for name in ("new.txt", "other.txt")
    ]
    assert [run.wait() for run in runs] == [0, 0]
    assert tree(root) == tree(alone)


def queued(root: Path, *arguments: str) -> subprocess.Popen[str]:
    """Start a run that waits for the one that is writing the seeds."""
    run = subprocess.Popen(
        [sys.executable, "-c", "from generator.cli import main\nmain()", *arguments],
        cwd=root,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert run.stderr
    assert run.stderr.readline() == "waiting for another run of guides …\n"
    return run


@pytest.mark.parametrize("arguments", [["translate", "update"], ["generate"], ["add", "other.txt"]])
def test_a_run_that_waited_knows_what_came_in(
    root: Path, arguments: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a run reads before it has its turn is older than what it would overwrite."""
    alone_there = root.parent / "alone"
    shutil.copytree(root, alone_there)
    for run in (["add", "new.txt"], arguments):
        assert here(alone_there, *run) == 0
    page = root / "content" / "zh" / "2022-1" / "1.1.md"
    page.write_text("changed", encoding="utf-8")  # or there would be nothing to generate
    with alone(root / "seeds"):
        waiting = queued(root, *arguments)
        monkeypatch.chdir(root)
        monkeypatch.setattr(library, "alone", lambda *_: nullcontext())  # this process has it
        assert CliRunner().invoke(main, ["add", "new.txt"]).exit_code == 0
    assert waiting.wait() == 0
    assert tree(root) == tree(alone_there)


def test_two_releases_at_once_are_both_in_the_ledger(root: Path) -> None:
    """Or one of them says why not."""
    for name, pages in (("a", ("", "zh/", "en/")), ("b", ("", "zh/", "en/", "2022-1/"))):
        for page in pages:
            (root / name / page).mkdir(exist_ok=True)
            (root / name / page / "index.html").write_text("<p id=top>", encoding="utf-8")
        mark_site(root / name)
    with alone(root / "seeds"):
        runs = {
            version: queued(root, "release", version, "--site", site)
            for version, site in (("1.0.0", "a"), ("1.1.0", "b"))
        }
    done = {version for version, run in runs.items() if run.wait() == 0}
    assert done
    assert {release.release for release in load_ledger(root / "seeds" / "ledger.yml")} == done


def test_a_guide_set_aside_is_put_back_by_any_command(root: Path) -> None:
    """As a run leaves it that is killed while it replaces the guide."""
    folder = root / "seeds" / "guides" / "2022-1"
    set_aside(folder)
    assert guides(root, "translate", "status").stdout.splitlines()[2].startswith("2022-1 ")
    assert sorted(path.name for path in folder.iterdir()) == ["guide.txt", "guide.yml"]
