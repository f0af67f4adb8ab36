"""That content/ is what the seeds generate, known without generating it.

A stamp says of some bytes that they give certain others: these seeds, templates, code and packages
give these pages. That holds whenever all of them are there again, so that a stamp is never out of date. Where
one is missing, damaged or about anything else, the pages are made. Digests of bytes rather than
times of files: those of a checkout, a copy or a restored backup tell nothing, and two edits can share one.
"""

from __future__ import annotations

import hashlib
import os
import platform
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.errors import InputError
from generator.folders import digest, digest_of, left_over, replace_file

ROOT = Path(__file__).resolve().parents[1]
_OURS = ("generator", "templates/pages", "templates/examples")
_PACKAGES = (".dist-info", ".egg-info")


def stamped(content: Path, given: str | None) -> bool:
    """Whether ``content`` is known to hold what the inputs whose digest is ``given`` generate, and no
    run left something to put right there.
    """
    if given is None or left_over(content):
        return False
    try:
        return _place(content).read_bytes() == _stamp(given, digest_of(content))
    except (OSError, UnicodeDecodeError):
        return False


def set_stamp(content: Path, given: str | None, files: Mapping[str, bytes]) -> None:
    """Note that the inputs whose digest is ``given`` generate ``files``, where it can be noted."""
    if given is None:
        return
    try:
        _place(content).parent.mkdir(parents=True, exist_ok=True)
        replace_file(_place(content), _stamp(given, digest(files)))
    except (OSError, InputError):
        return


def inputs(seeds: Path) -> str | None:
    """Digest of all that the pages are made from; None where that cannot be told for sure."""
    try:
        found = hashlib.sha256(f"{sys.version} {platform.machine()} {_packages()}".encode())
        for root in (seeds, *(ROOT / name for name in _OURS)):
            for path in _tree(str(root)):
                found.update(f"\n{path.removeprefix(str(root))}\n".encode())
                if not path.endswith("/"):
                    with open(path, "rb") as file:  # noqa: PTH123 - faster than a Path, of thousands
                        found.update(hashlib.file_digest(file, "sha256").digest())
    except (OSError, UnicodeEncodeError):
        return None
    return found.hexdigest()


def _place(content: Path) -> Path:
    folder = content.resolve()
    return folder.parent / ".cache" / "guides" / f"{folder.name}.stamp"


def _stamp(given: str, made: str) -> bytes:
    return f"{given} {made}\n".encode()


def _packages() -> list[str]:
    """Every package that can be imported, with its version: the folders of their metadata."""
    folders = (path for path in map(Path, sys.path) if path.is_dir())
    return sorted(p.name for folder in folders for p in folder.iterdir() if p.suffix in _PACKAGES)


def _tree(root: str) -> Iterator[str]:
    """Every folder under ``root``, with a slash at its end, and every file; OSError where one cannot
    be read, or leads elsewhere.
    """
    with os.scandir(root) as entries:
        found = sorted(entries, key=lambda entry: entry.name)
    for entry in found:
        if not entry.is_dir():
            yield entry.path
        elif entry.is_symlink():
            raise OSError(f"{entry.path} leads elsewhere")
        elif entry.name != "__pycache__":
            yield f"{entry.path}/"
            yield from _tree(entry.path)
