"""The cost of a build compared with bare MkDocs on the same Markdown: `python tests/bench.py 1 10 100`.

The arguments are multiples of the number of guides. Both builds are real commands with a cold start. `mkdocs build` with
our mkdocs.yml reads the guides, makes the pages and builds the whole site. Bare MkDocs has Material's theme, the same
navigation and Markdown extensions, and builds both languages in one run, without a search. They run alternately. Seconds
depend on the machine: they are measured by the clock and as processor time, including all child processes. Ratios compare
successive runs. Memory is that of the largest process.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import yaml
from settings import ROOT, bare_settings

BIN = Path(sys.executable).parent
SCALES = (1, 10, 100)
PAIRS = {1: 5, 10: 3}
"""Multiple of the guides → number of runs of both builds; for other multiples, one run."""
ENLARGE = """
import sys
from pathlib import Path
from enlarge import enlarge
enlarge(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
"""
# In a separate process, because a child process starts with the size of its parent.


@dataclass(frozen=True, slots=True)
class Cost:
    """The cost of one command."""

    clock: float
    """Seconds."""
    processor: float
    """Seconds of processor time of all its processes."""
    memory: float
    """Memory of its largest process, in megabytes."""

    def __str__(self) -> str:
        return f"{self.clock:8.2f} s {self.processor:8.2f} s {self.memory:6.0f} MB"


def run(folder: Path, *command: str | Path) -> Cost:
    """Run ``command`` in ``folder``; RuntimeError with its output if it fails."""
    environment = {k: v for k, v in os.environ.items() if k not in ("SITE_URL", "REPO_URL")}
    environment |= {"NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT)}
    # Packages are installed compiled; our modules are once they have run, unless this is set.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryFile() as said:
        began = time.perf_counter()
        process = subprocess.Popen(
            [*map(str, command)], cwd=folder, env=environment, stdout=said, stderr=said
        )
        _, status, usage = os.wait4(process.pid, 0)
        clock = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise RuntimeError(said.read().decode(errors="replace").strip())
    return Cost(clock, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def project(folder: Path, times: int) -> None:
    """Make a project with ``times`` the guides in ``folder``, and next to it the settings of bare MkDocs."""
    enlarge = [sys.executable, "-c", ENLARGE, ROOT / "seeds", folder / "seeds", str(times)]
    subprocess.run(enlarge, cwd=ROOT / "tests", check=True)
    shutil.copyfile(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    (folder / "templates").symlink_to(ROOT / "templates")
    settings = yaml.safe_dump(bare_settings("bare"), allow_unicode=True)
    (folder / "bare.yml").write_text(settings, encoding="utf-8")


def build(folder: Path, site: str, *command: str | Path) -> Cost:
    """Run ``command``, which builds ``site`` in ``folder``, after removing that site."""
    shutil.rmtree(folder / site, ignore_errors=True)
    return run(folder, *command)


def report(times: int) -> None:
    """Print the cost of a build with ``times`` the guides."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        project(folder, times)
        generate = run(folder, BIN / "guides", "generate")
        pages = sum(1 for _ in folder.glob("content/**/*.md"))
        print(f"{times} × the guides, {pages:,} pages")
        print(f"    {'':22} {'clock':>10} {'processor':>10} {'memory':>9}")
        print(f"    {'guides generate alone':22} {generate}", flush=True)
        pairs = []
        for _ in range(PAIRS.get(times, 1)):
            ours = build(folder, "site", BIN / "mkdocs", "build", "-q")
            print(f"    {'ours':22} {ours}", flush=True)
            bare = build(folder, "bare", BIN / "mkdocs", "build", "-q", "-f", "bare.yml")
            print(f"    {'bare MkDocs':22} {bare}", flush=True)
            pairs.append((ours, bare))
        made = sum(1 for _ in folder.glob("bare/*/**/index.html"))
        if made != pages:
            raise RuntimeError(f"bare MkDocs made {made:,} pages of {pages:,}")
        try:
            zensical = build(folder, "bare", BIN / "zensical", "build", "-f", "bare.yml")
            print(f"    {'Zensical':22} {zensical}", flush=True)
        except RuntimeError as error:
            print(f"    Zensical does not build this: {str(error).splitlines()[-1]}")
    print(f"    ours / bare by the clock:      {ratio([o.clock / b.clock for o, b in pairs])}")
    print(
        f"    ours / bare by the processors: {ratio([o.processor / b.processor for o, b in pairs])}"
    )
    print(f"    ours / bare in memory:         {ratio([o.memory / b.memory for o, b in pairs])}")
    print(
        f"    a page: {1000 * median(o.processor for o, _ in pairs) / pages:.1f} ms of a processor"
    )


def ratio(found: Sequence[float]) -> str:
    """Return the median of ``found`` and its range."""
    return f"{median(found):.2f} ({min(found):.2f}–{max(found):.2f}, {len(found)} pairs)"


def main() -> None:
    """Report each multiple in the arguments."""
    for times in map(int, sys.argv[1:] or SCALES):
        report(times)


if __name__ == "__main__":
    main()
