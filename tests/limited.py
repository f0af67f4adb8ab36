"""A run of `guides parse` in a separate process with limited memory, and with more time than users get.

What a file takes depends on the machine and on what else runs there. So the tests of limits raise those on time tenfold:
only what would not end comes to them. test_limits_pdf.py holds the limits against what SECURITY.md promises.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
LONGER = 10
MEMORY = 1 << 30
COMMAND = f"""
from generator.cli import main
from generator.read import limits
for limit in (limits.SECONDS, limits.PDF_SECONDS):
    object.__setattr__(limit, "most", {LONGER} * limit.most)
main()
"""


def parsed(data: bytes, path: Path) -> tuple[int, str]:
    """Return (exit status, standard error) of `guides parse` with 1 GB of memory."""
    path.write_bytes(data)
    ended = subprocess.run(
        [sys.executable, "-c", COMMAND, "parse", str(path)],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},  # for the processes that it starts in turn, too
        timeout=600,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY)),
    )
    return ended.returncode, ended.stderr.replace(str(path.parent), "folder")
