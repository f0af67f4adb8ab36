"""The library as it was read last, for a run that reads the same seeds again: `build` after `generate`.

Kept with the digest of all that it was made from and with its own, so that none is taken that is out of date
or damaged; where one is missing, the seeds are read.
"""

from __future__ import annotations

import hashlib
import pickle
from pathlib import Path

from generator.errors import InputError
from generator.folders import replace_file
from generator.link import Library
from generator.processes import Packed

_DIGEST = 64
"""Characters of a SHA-256 in hexadecimal."""


def keep(seeds: Path, given: str | None, library: Packed[Library]) -> None:
    """Keep ``library``, made from ``seeds`` when the digest of all inputs was ``given``; where that
    cannot be written, it is not kept.
    """
    if given is None:
        return
    try:
        _place(seeds).parent.mkdir(parents=True, exist_ok=True)
        replace_file(_place(seeds), f"{given}{_sum(library.data)}".encode() + library.data)
    except (OSError, InputError):
        return


def kept(seeds: Path, given: str | None) -> Library | None:
    """The library that was kept of ``seeds`` when the digest of all inputs was ``given``."""
    if given is None:
        return None
    try:
        whole = _place(seeds).read_bytes()
    except OSError:
        return None
    head, data = whole[: 2 * _DIGEST], whole[2 * _DIGEST :]
    if head != f"{given}{_sum(data)}".encode():
        return None
    library: Library = pickle.loads(data)
    return library


def _place(seeds: Path) -> Path:
    folder = seeds.resolve()
    return folder.parent / ".cache" / "guides" / f"{folder.name}.library"


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
