"""Mutation tests: change the code at many places, one at a time, and run the tests of the changed room.

A room is a folder or module of the generator with its tests. `python tests/mutants.py` takes a sample of each room,
always the same one; `python tests/mutants.py ids policy` takes all mutants of the named rooms. mutmut makes the changes
and runs the tests on a copy of the work tree. Tests of a built site are left out, as they would take minutes per change.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import chdir
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MUTMUT = Path(sys.executable).with_name("mutmut")
SAMPLE = int(os.environ.get("SAMPLE", "0"))
"""Number of mutants of each room. 0 means all if rooms are named, else `FEW`."""
FEW, SEED = 20, 16
ROOMS: dict[str, tuple[str, str]] = {
    "ids": ("generator/ids/*.py", "tests/test_ids.py generator/ids"),
    "escaping": ("generator/escape.py", "tests/test_escape.py generator/escape.py"),
    "policy": ("generator/bundle.py:policy", "tests/test_policy.py"),
    "ledger": (
        "generator/ledger.py:load_ledger,published,first_published,addresses,_anchors,read_page",
        "tests/test_release.py",
    ),
    "redirects": (
        "generator/ledger.py:load_redirects,_final,broken,_stands,_page,aliases"
        " generator/add/plan.py:vanishing,_anchors generator/build/landing.py:_has_markdown,_moved",
        "tests/test_release.py tests/test_vanishing.py",
    ),
    "folders": ("generator/folders.py generator/outputs.py", "tests/test_folders.py"),
    "release": (
        "generator/cli/release.py generator/ledger.py:out_of_order,additions,write_ledger",
        "tests/test_release.py",
    ),
    "translation": ("generator/translate/*.py", "tests/test_translate.py generator/translate"),
    "flags": ("generator/enrich/flags.py", "tests/test_enrich.py"),
    "numbers": (
        "generator/parse/numbers.py generator/parse/amounts.py generator/parse/directions.py generator/parse/stated.py"
        " generator/grammar/numerals.py",
        "tests/test_numbers.py tests/test_parse.py tests/test_facts.py generator/parse generator/grammar/numerals.py",
    ),
    "diagnostics": (
        "generator/check/*.py generator/trace.py generator/enrich/__init__.py:enrich"
        " generator/parse/__init__.py:parse generator/parse/direction.py:_note_missing",
        "tests/test_check.py tests/test_check_text.py tests/test_translate.py",
    ),
}
"""Room → its modules and its tests. After a colon, a module has the names of the functions to change."""
SETTINGS = """[mutmut]
source_paths=generator
only_mutate=
 {modules}
also_copy=
 {others}
pytest_add_cli_args=
 -p
 no:cacheprovider
 -p
 tests.mutants
pytest_add_cli_args_test_selection=
 {tests}
process_isolation=forkserver
use_git_change_detection=false
debug=true
timeout_constant=6
timeout_multiplier=5
"""
SPINNER = set("⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏")
KILLED = {"killed", "timeout"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Deselect tests that need the built site or a browser, or that generate texts. This is a hook of pytest."""
    slow = {"site", "published", "browser"}
    items[:] = [
        item
        for item in items
        if slow.isdisjoint(getattr(item, "fixturenames", ()))
        and not getattr(getattr(item, "obj", None), "is_hypothesis_test", False)
    ]


def copied() -> None:
    """Copy the tracked and new files of the work tree to the working directory."""
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    for name in subprocess.check_output(listed, cwd=ROOT, text=True).split("\0"):
        if (ROOT / name).is_file():
            Path(name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, name)


def names(modules: Sequence[str]) -> list[str]:
    """Return the names of the mutants that mutmut makes from ``modules``."""
    from mutmut.mutation.file_mutation import mutate_file_contents  # noqa: PLC0415
    from mutmut.utils.format_utils import (  # noqa: PLC0415
        get_mutant_name,
        orig_function_and_class_names_from_key,
    )

    found = []
    for module in modules:
        pattern, _, functions = module.partition(":")
        for path in sorted(Path().glob(pattern)):
            mutants = mutate_file_contents(str(path), path.read_text("utf-8")).mutant_names
            made = {
                get_mutant_name(path, name): orig_function_and_class_names_from_key(name)[0]
                for name in mutants
            }
            wanted = set(functions.split(",") if functions else made.values())
            if missing := wanted - set(made.values()):
                sys.exit(f"{path} has no {', '.join(sorted(missing))}")
            found += [name for name, function in made.items() if function in wanted]
    return found


def results(room: str, sample: int) -> dict[str, str]:
    """Return mutant → result, for all mutants of ``room`` or for a sample of the size ``sample``."""
    modules, tests = (words.split() for words in ROOMS[room])
    paths = dict.fromkeys(module.partition(":")[0] for module in modules)
    others = [p.name for p in Path().iterdir() if p.name not in ("generator", "mutants")]
    parts = {"modules": paths, "tests": tests, "others": others}
    settings = SETTINGS.format(**{name: "\n ".join(value) for name, value in parts.items()})
    Path("setup.cfg").write_text(settings, encoding="utf-8")
    shutil.rmtree("mutants", ignore_errors=True)
    chosen = names(modules)
    if 0 < sample < len(chosen):
        chosen = random.Random(SEED).sample(chosen, sample)
    if not chosen:
        return {}
    run = [MUTMUT, "run", "--max-children", os.environ.get("JOBS", "2"), *chosen]
    done = subprocess.run(run, capture_output=True, text=True, check=False)
    if done.returncode:
        said = [line for line in done.stdout.splitlines() if line[:1] not in SPINNER]
        told = "\n".join([*said[-60:], done.stderr[-3000:]])
        sys.exit(f"{room}: mutmut ended with {done.returncode}\n{told}")
    listed = subprocess.check_output([MUTMUT, "results", "--all", "1"], text=True)
    found = dict(line.strip().split(": ") for line in listed.splitlines())
    return {name: found[name] for name in chosen}


def change(mutant: str) -> str:
    """Return the difference between ``mutant`` and the original code."""
    from mutmut.utils.format_utils import orig_function_and_class_names_from_key  # noqa: PLC0415

    shown = subprocess.check_output([MUTMUT, "show", mutant], text=True).splitlines()
    path = next(line for line in shown if line.startswith("+++ "))[4:]
    before, after = (
        [line[1:].strip() for line in shown if line.startswith(sign) and not line.startswith(head)]
        for sign, head in (("-", "--- "), ("+", "+++ "))
    )
    function, owner = orig_function_and_class_names_from_key(mutant)
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    place = next((i for i, line in enumerate(lines) if line.startswith(f"class {owner}")), 0)
    for text in (f"def {function}(", before[0]):
        place = next(i for i, line in enumerate(lines[place:], place) if text in line)
    return f"{path}:{place + 1} {' '.join(before)} → {' '.join(after)}"


def main(rooms: Sequence[str]) -> None:
    """Print the results of the mutants of ``rooms``, or of a sample from every room."""
    killed = total = 0
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder, chdir(folder):
        copied()
        for room in rooms or ROOMS:
            found = results(room, SAMPLE or (0 if rooms else FEW))
            survivors = [name for name, state in found.items() if state not in KILLED]
            dead = len(found) - len(survivors)
            killed, total = killed + dead, total + len(found)
            print(f"{room}: {dead} of {len(found)} killed", flush=True)
            for name in survivors:
                print(f"  {found[name]}: {change(name)}", flush=True)
    print(f"all: {killed} of {total} killed")


if __name__ == "__main__":
    main(sys.argv[1:])
