"""A run of `guides parse` in a separate process with limited memory and time."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
SECONDS = 10
MEMORY = 1 << 30


def spent() -> float:
    """Return the processor time of all child processes, in seconds."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def parsed(data: bytes, path: Path) -> tuple[int, str]:
    """Return (exit status, standard error) of `guides parse` with 1 GB of memory and 10 seconds."""
    path.write_bytes(data)
    before = spent()
    ended = subprocess.run(
        [sys.executable, "-m", "generator", "parse", str(path)],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        timeout=10 * SECONDS,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY)),
    )
    assert spent() - before < SECONDS
    return ended.returncode, ended.stderr.replace(str(path.parent), "folder")
