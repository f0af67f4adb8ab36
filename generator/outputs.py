"""Checks that a folder or file may be written: it does not exist, is empty, or has our mark.

`check_site` and `check_content` are called before the first file is written or removed. The mark is a file with the names
of everything that we made, so that all other files can be kept.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from generator.checkout import ROOT
from generator.errors import InputError, reason

MARK = ".made-by-guides"
_SITE = "# A site made by guides. A build replaces what is named here and leaves the rest."
_HIDDEN = ".well-known/"
"""The one hidden folder in a site."""
_MOVE = "name a folder that is new or empty"


def check_site(folder: Path, inputs: Iterable[Path] = ()) -> None:
    """Raise InputError unless a site may be written to ``folder``, which may be relative or lead through links.

    The folder must not exist, or be empty, or contain a site with our mark (`mark_site`). It must not be, contain, or be
    inside any of ``inputs``, the folders from which the site is made. It must not be or contain the project, the current
    folder, the home folder, or the root of the file system.
    """
    _check(folder, inputs, is_site, "the site of an earlier version has no mark: delete it once")


def check_content(folder: Path, inputs: Iterable[Path] = ()) -> None:
    """Raise InputError unless pages may be written to ``folder``: as `check_site`, with the manifest as the mark."""
    _check(
        folder,
        inputs,
        lambda place: bool(_lines(place)) and not is_site(place),
        f"where {MARK} was lost from content/, put it back",
    )


def check_file(
    path: Path, inputs: Iterable[Path], is_ours: Callable[[Path], bool], what: str
) -> None:
    """Raise InputError unless the file at ``path`` may be written.

    It must not be inside any of ``inputs``. If it exists, ``is_ours`` must be true for it; ``what`` describes such files.
    """
    place = resolved(path)
    for other in inputs:
        if _is_within(place, resolved(other)):
            raise InputError(f"is inside {other}, which it is made from: name another file", path)
    if os.path.lexists(place) and not (place.is_file() and is_ours(place)):
        raise InputError(f"is there already and is no {what}: name another file, or move it", path)


def mark_site(folder: Path) -> None:
    """Write our mark into the finished site in ``folder``: the sorted paths of all files in it."""
    ours = (path for path in _files(folder) if path[0] != "." or path.startswith(_HIDDEN))
    text = "".join(f"{line}\n" for line in (_SITE, *sorted(ours)))
    (folder / MARK).write_bytes(text.encode(errors="surrogateescape"))


def is_site(folder: Path) -> bool:
    """Return whether ``folder`` contains a site with our mark."""
    return _lines(folder)[:1] == [_SITE]


def made_in(folder: Path) -> frozenset[str]:
    """Return the paths of our files according to the mark in ``folder``, and of the mark itself."""
    return frozenset((*_lines(folder), MARK))


def manifest(folder: Path) -> frozenset[str]:
    """Return the paths of the files in ``folder`` that the last run made."""
    root = resolved(folder)
    return frozenset(_lines(root)).intersection(_files(root))


def _files(folder: Path) -> Iterator[str]:
    """Yield the path of every file in ``folder``. Links to folders are not followed."""
    for place, _, names in os.walk(folder):
        inside = Path(place).relative_to(folder)
        yield from ((inside / name).as_posix() for name in names)


def _lines(folder: Path) -> list[str]:
    """Return the lines of the mark in ``folder``, which are none without a mark."""
    mark = folder / MARK
    if mark.is_symlink() or not mark.is_file():
        return []
    return mark.read_text(encoding="utf-8", errors="surrogateescape").split("\n")


def resolved(path: Path) -> Path:
    """Return ``path`` as an absolute path without links and dots. InputError if its links form a loop."""
    try:
        return path.resolve()
    except (OSError, RuntimeError) as error:
        message = reason(error) if isinstance(error, OSError) else "its links form a loop"
        raise InputError(f"cannot be used: {message}", path) from error


def _check(
    folder: Path, inputs: Iterable[Path], is_ours: Callable[[Path], bool], advice: str
) -> None:
    place = resolved(folder)
    for other, name in _precious():
        if _is_within(other, place):
            raise InputError(f"is {name}, or contains it: {_MOVE}", folder)
    for other in inputs:
        if _is_within(resolved(other), place):
            raise InputError(f"is {other}, or contains it, which must not be lost: {_MOVE}", folder)
        if _is_within(place, resolved(other)):
            raise InputError(f"is inside {other}, which it is made from: {_MOVE} elsewhere", folder)
    try:
        empty = not any(place.iterdir())
    except FileNotFoundError:
        return
    except OSError as error:
        raise InputError(f"cannot be written: {reason(error)}", folder) from error
    if not empty and not is_ours(place):
        raise InputError(
            f"holds files that are not known to be made by guides: {_MOVE} ({advice})", folder
        )


def _precious() -> Iterator[tuple[Path, str]]:
    """Yield (folder, description) of the folders that are never replaced."""
    yield Path(ROOT.anchor), "the root of the file system"
    yield ROOT, "the project"
    for known, name in ((Path.cwd, "the current folder"), (Path.home, "the home folder")):
        with suppress(
            OSError, RuntimeError
        ):  # if there is no such folder, there is nothing to protect
            yield resolved(known()), name


def _is_within(path: Path, folder: Path) -> bool:
    """Return whether ``path`` is ``folder`` or inside it. Both must be resolved.

    Existing folders are compared by device and inode, as one folder can have several names.
    """
    return _identity(folder) in map(_identity, (path, *path.parents))


def _identity(path: Path) -> object:
    try:
        found = path.stat()
    except OSError:
        return path
    return found.st_dev, found.st_ino
