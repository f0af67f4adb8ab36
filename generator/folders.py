"""The atomic replacement of folders and files: if a run is killed, the previous version stays.

The new version is made next to the old one, in a working folder with our mark, and replaces it by a rename. Unchanged
files and files of others are hard links. The mark in a folder names the files that we made (`generator/outputs.py`);
files of others are kept. The next run that writes there removes, or puts back, what a killed run left behind. Runs wait
for each other.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
import stat
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from filelock import BaseFileLock, FileLock, Timeout

from generator.errors import InputError, reason
from generator.outputs import (
    MARK,
    check_content,
    check_site,
    manifest,
    mark_site,
    resolved,
    site_names,
)

_STAGING = ".staging-"
_WORK = re.compile(rf"\.(.+){re.escape(_STAGING)}[0-9a-f]{{16}}", re.DOTALL)
_NEW, _PREVIOUS = "new", "previous"
"""The names, in a working folder, of the new version and of the previous one that is set aside."""
_AT_ONCE, _PATIENCE = 0.3, 600
"""Seconds to wait for another run before a message, and before giving up."""


@dataclass(frozen=True, slots=True)
class Changes:
    """The changed files of a folder, as sorted paths."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


def compare(folder: Path, files: Mapping[str, bytes]) -> Changes:
    """Return the changes that make ``folder`` contain ``files``. InputError if one would replace a file of others."""
    files = _with_manifest(files)
    made = manifest(folder)
    added, changed = [], []
    for path, data in sorted(files.items()):
        target = inside(folder, path)
        if not target.is_file():
            added.append(path)
        elif target.read_bytes() != data:
            if path not in made and path != MARK:
                raise _in_the_way(target)
            changed.append(path)
    removed = sorted(path for path in made - set(files) if (folder / path).is_file())
    return Changes(tuple(added), tuple(changed), tuple(removed))


def replace_folder(
    folder: Path, files: Mapping[str, bytes], inputs: Collection[Path] = ()
) -> Changes:
    """Make ``folder`` contain ``files`` next to files of others, and return the changes.

    Nothing is written if nothing changes. InputError if the folder may not be written (`check_content`) or the disk
    refuses.
    """
    check_content(folder, inputs)
    folder = resolved(folder)
    with alone(folder), refusing(folder):
        _recover(folder)
        changes = compare(folder, files)
        if changes:
            with replacing(folder, {*manifest(folder), MARK}) as new:
                for path, data in _with_manifest(files).items():
                    put(new, path, data, folder)
    return changes


def replace_file(path: Path, data: bytes) -> None:
    """Make the file at ``path`` contain ``data``, by a rename. Nothing is written if it does already.

    If ``path`` is a link, its target is replaced. InputError if ``path`` is something other than a file, or the disk
    refuses.
    """
    path = resolved(path)
    with refusing(path):
        _recover(path)
        if path.is_file() and path.read_bytes() == data:
            return
        if path.exists() and not path.is_file():
            raise InputError("cannot be written: is no file", path)
        with _working(path) as (new, _):
            new.write_bytes(data)
            if path.exists():
                shutil.copymode(path, new)
            new.replace(path)


@contextmanager
def refusing(path: Path) -> Iterator[None]:
    """Turn an OSError into an InputError that says that ``path`` cannot be written, or which other file is the cause."""
    try:
        yield
    except OSError as error:
        place = Path(str(error.filename or path))
        if place == path or any(part.startswith(f".{path.name}.") for part in place.parts):
            raise InputError(f"cannot be written: {reason(error)}", path) from error
        raise InputError(f"cannot be read or written: {reason(error)}", place) from error


@contextmanager
def alone(folder: Path, waiting: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Lock ``folder`` for writing. If another run has the lock, call ``waiting`` and wait for it.

    The operating system releases the lock when its run ends for any reason. InputError if the lock cannot be made, or
    the other run does not end.
    """
    place = resolved(folder)
    lock = FileLock(place.parent / f".{place.name}.lock")
    with refusing(folder):
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            lock.acquire(timeout=_AT_ONCE)
        except Timeout:
            waiting()
            _acquire(lock, folder)
    try:
        yield
    finally:
        lock.release()


def _acquire(lock: BaseFileLock, folder: Path) -> None:
    try:
        lock.acquire(timeout=_PATIENCE)
    except Timeout as error:
        minutes = _PATIENCE // 60
        raise InputError(
            f"another run has been writing here for {minutes} minutes", folder
        ) from error


def interrupted(parent: Path) -> bool:
    """Return whether a folder in ``parent`` needs `recover`, because its only copy is the one set aside."""
    return any(
        (work / _PREVIOUS).exists() and not folder.exists() for work, folder in _at_work(parent)
    )


def recover(parent: Path) -> None:
    """Put back each folder in ``parent`` that a killed run had set aside, and remove everything else it left behind.

    The caller must have the lock (`alone`). InputError if the disk refuses.
    """
    with refusing(parent):
        for work, folder in _at_work(parent):
            _end(work, folder)


def _recover(folder: Path) -> None:
    for work, found in _at_work(folder.parent):
        if found == folder:
            _end(work, folder)


def _at_work(parent: Path) -> list[tuple[Path, Path]]:
    """Return (working folder of a run, the path that it replaces) of all runs in ``parent``, also of killed ones.

    A folder that is not empty and lacks our mark belongs to somebody else, even if its name fits.
    """
    named = ((work, _WORK.fullmatch(work.name)) for work in sorted(parent.glob(f".*{_STAGING}*")))
    return [(work, parent / name[1]) for work, name in named if name and _is_of_a_run(work)]


def _is_of_a_run(work: Path) -> bool:
    if work.is_symlink() or not work.is_dir():
        return False
    return (work / MARK).is_file() or not any(work.iterdir())


@contextmanager
def _working(path: Path) -> Iterator[tuple[Path, Path]]:
    """Yield the paths for the new version of ``path`` and for the previous one.

    Both are in a working folder next to ``path``, which has our mark and is removed at the end.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    work = path.parent / f".{path.name}{_STAGING}{secrets.token_hex(8)}"
    work.mkdir()
    try:
        (work / MARK).touch()
        yield work / _NEW, work / _PREVIOUS
    finally:
        _end(work, path)


def _end(work: Path, path: Path) -> None:
    """Remove the working folder ``work`` of a run that replaces ``path``.

    If the run set the previous version aside but did not finish, the previous version is put back. If something else is
    at ``path`` by then, both stay.
    """
    new, previous = work / _NEW, work / _PREVIOUS
    if new.exists() and previous.exists():
        if path.exists():
            return
        previous.rename(path)
    new.unlink(missing_ok=True) if new.is_file() else shutil.rmtree(new, ignore_errors=True)
    shutil.rmtree(previous, ignore_errors=True)
    if not (new.exists() or previous.exists()):
        (work / MARK).unlink(missing_ok=True)
        with suppress(OSError):
            work.rmdir()


@contextmanager
def replacing(folder: Path, ours: Collection[str]) -> Iterator[Path]:
    """Yield a new empty folder that replaces ``folder``, unless an exception is raised. ``folder`` must be `resolved`.

    ``ours`` are paths of files or whole folders. Everything else in ``folder`` is kept unchanged. InputError if a new
    file would replace it. The caller must have the lock (`alone`).
    """
    with _working(folder) as (new, previous):
        new.mkdir()
        yield new
        if folder.exists():
            _keep(folder, new, ours)
            folder.rename(previous)
        new.rename(folder)


def _keep(folder: Path, new: Path, ours: Collection[str], inside: str = "") -> None:
    """Put into ``new`` everything in ``folder``, under the path ``inside``, that is not among ``ours``."""
    for old in (folder / inside).iterdir():
        path = f"{inside}{old.name}"
        target = new / path
        if path in ours:
            continue
        if old.is_symlink() or not old.is_dir():
            if not os.path.lexists(target):
                _link(str(old), str(target))
            elif not (target.is_file() and old.is_file() and _holds(old, target.read_bytes())):
                raise _in_the_way(old)
            continue
        if old.is_mount():
            raise InputError("is a separate disk: unmount it first", old)
        if stands := os.path.lexists(target):
            if not target.is_dir():
                raise _in_the_way(old)
        else:
            target.mkdir()
        _keep(folder, new, ours, f"{path}/")
        if not stands:
            if any(old.iterdir()) and not any(target.iterdir()):
                target.rmdir()  # all files in it were ours
            else:
                shutil.copymode(old, target)


def _in_the_way(path: Path) -> InputError:
    return InputError("was not made by guides and is in its way: move it elsewhere", path)


@contextmanager
def rebuilding(
    site: Path, inputs: Collection[Path] = (), waiting: Callable[[], None] = lambda: None
) -> Iterator[Path]:
    """Yield a new empty folder that replaces ``site`` at the end with our mark in it, unless an exception is raised.

    The folder is locked, as by `alone`. InputError if the site may not be written (`check_site`) or the disk refuses.
    """
    check_site(site, inputs)
    folder = resolved(site)
    with alone(folder, waiting), refusing(site):
        _recover(folder)
        ours = site_names(folder)
        with replacing(folder, ours) as new:
            yield new
            mark_site(new)
            check_site(site, inputs)  # again, as the build takes long


def inside(folder: Path, path: str) -> Path:
    """Return the place of ``path``, with slashes between names, in ``folder``. InputError if it leads out of it."""
    parts = path.split("/")
    if not {"", ".", ".."}.isdisjoint(parts) or "\\" in path or "\0" in path:
        raise InputError(f"{path!r} is no path of a file in it", folder)
    return folder / path


def put(folder: Path, path: str, data: bytes, former: Path | None = None) -> None:
    """Write ``data`` to ``path`` in the new folder ``folder``.

    If that file in ``former``, the existing folder, has the same contents, the new one is a hard link to it and keeps
    its time. InputError if ``path`` leads out of the folder.
    """
    target = inside(folder, path)
    target.parent.mkdir(parents=True, exist_ok=True)
    old = former / path if former else None
    if old and _holds(old, data) and _has_mode_of(old, target.parent):
        _link(str(old), str(target))
    else:
        target.write_bytes(data)


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def _has_mode_of(file: Path, folder: Path) -> bool:
    """Return whether ``file`` is a regular file with the mode that a new file in the new folder ``folder`` gets."""
    mode = file.lstat().st_mode
    return stat.S_ISREG(mode) and stat.S_IMODE(mode) == folder.stat().st_mode & 0o666


def _with_manifest(files: Mapping[str, bytes]) -> dict[str, bytes]:
    listing = "".join(f"{path}\n" for path in sorted(files))
    return {**files, MARK: listing.encode()}


def _link(source: str, target: str) -> None:
    """Make ``target`` a hard link to ``source``, or a copy if the disk does not support hard links."""
    try:
        os.link(source, target, follow_symlinks=False)
    except (OSError, NotImplementedError):
        shutil.copy2(source, target, follow_symlinks=False)
