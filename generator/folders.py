"""The atomic replacement of folders and files: if a run is killed, the previous version stays.

The new version is made next to the old one, in a working folder with our mark, and replaces it by a rename. The mark in
a folder names the files that we made (`generator/outputs.py`); all other files are kept, as hard links. The next run
that writes there removes, or puts back, what a killed run left behind. Runs wait for each other.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from filecmp import cmp
from pathlib import Path

from filelock import FileLock, Timeout

from generator.errors import InputError, reason
from generator.outputs import (
    MARK,
    check_content,
    check_site,
    made_in,
    manifest,
    mark_site,
    resolved,
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
    files = _with_mark(files)
    ours = manifest(folder) | {MARK}
    added, changed = [], []
    for path, data in sorted(files.items()):
        target = inside(folder, path)
        if not target.is_file():
            added.append(path)
        elif target.read_bytes() != data:
            if path not in ours:
                raise _in_the_way(target)
            changed.append(path)
    return Changes(tuple(added), tuple(changed), tuple(sorted(ours - files.keys())))


def _with_mark(files: Mapping[str, bytes]) -> dict[str, bytes]:
    listing = "".join(f"{path}\n" for path in sorted(files))
    return {**files, MARK: listing.encode()}


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
        changes = compare(folder, files)
        if changes:
            with replacing(folder, made_in(folder)) as new:
                for path, data in _with_mark(files).items():
                    put(new, path, data)
    return changes


@contextmanager
def rebuilding(
    site: Path, inputs: Collection[Path] = (), waiting: Callable[[], None] = lambda: None
) -> Iterator[Path]:
    """Yield a new empty folder that replaces ``site`` at the end with our mark in it, unless an exception is raised.

    The folder is locked, as by `alone`. InputError if the site may not be written (`check_site`) or the disk refuses.
    """
    check_site(site, inputs)
    folder = resolved(site)
    with alone(folder, waiting), refusing(site), replacing(folder, made_in(folder)) as new:
        yield new
        mark_site(new)
        check_site(site, inputs)  # again, as the build takes long


def replace_file(path: Path, data: bytes) -> None:
    """Make the file at ``path`` contain ``data``, by a rename. Nothing is written if it does already.

    If ``path`` is a link, its target is replaced. InputError if ``path`` is something other than a file, or the disk
    refuses.
    """
    path = resolved(path)
    with refusing(path):
        _recover(path)
        if _holds(path, data):
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
    """Lock ``folder`` for writing, and recover it. If another run has the lock, call ``waiting`` and wait for it.

    The operating system releases the lock when its run ends for any reason. InputError if the lock cannot be made, or
    the other run does not end.
    """
    place = resolved(folder)
    lock = FileLock(place.parent / f".{place.name}.lock")
    with refusing(folder):
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            try:
                lock.acquire(timeout=_AT_ONCE)
            except Timeout:
                waiting()
                lock.acquire(timeout=_PATIENCE)
        except Timeout as error:
            minutes = _PATIENCE // 60
            raise InputError(
                f"another run has been writing here for {minutes} minutes", folder
            ) from error
    try:
        with refusing(folder):
            _recover(place)
        yield
    finally:
        lock.release()


def interrupted(parent: Path) -> bool:
    """Return whether a folder in ``parent`` needs `recover`, because its only copy is the one set aside."""
    return any((work / _PREVIOUS).exists() and not path.exists() for work, path in _at_work(parent))


def recover(parent: Path) -> None:
    """Put back each folder in ``parent`` that a killed run had set aside, and remove everything else it left behind.

    The caller must have the lock (`alone`). InputError if the disk refuses.
    """
    with refusing(parent):
        for work, path in _at_work(parent):
            _end(work, path)


def _recover(path: Path) -> None:
    for work, found in _at_work(path.parent):
        if found == path:
            _end(work, path)


def _at_work(parent: Path) -> list[tuple[Path, Path]]:
    """Return (working folder of a run, the path that it replaces) of all runs in ``parent``, also of killed ones.

    A folder that is not empty and lacks our mark belongs to somebody else, even if its name fits.
    """
    found = []
    for work in sorted(parent.glob(f".*{_STAGING}*")):
        name = _WORK.fullmatch(work.name)
        if not name or work.is_symlink() or not work.is_dir():
            continue
        if (work / MARK).is_file() or not any(work.iterdir()):
            found.append((work, parent / name[1]))
    return found


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

    ``ours`` are the paths of files that are not kept. Everything else in ``folder`` is kept unchanged; InputError if a
    new file would replace it. The caller must have the lock (`alone`).
    """
    with _working(folder) as (new, previous):
        new.mkdir()
        yield new
        if folder.exists():
            _keep_times(folder, new)
            _keep(folder, new, ours)
            folder.rename(previous)
        new.rename(folder)


def _keep_times(former: Path, new: Path) -> None:
    """Give unchanged files in ``new`` the times that they have in ``former``.

    So a program that copies a folder by modification times copies only changed files.
    """
    for path in new.rglob("*"):
        old = former / path.relative_to(new)
        if path.is_file() and old.is_file() and cmp(old, path, shallow=False):
            state = old.stat()
            os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))


def _keep(folder: Path, new: Path, ours: Collection[str], place: str = "") -> None:
    """Put into ``new`` all files and folders in ``folder``, under the path ``place``, except the files ``ours``."""
    for old in (folder / place).iterdir():
        path = f"{place}{old.name}"
        target = new / path
        stands = os.path.lexists(target)
        if old.is_symlink() or not old.is_dir():
            if path in ours:
                continue
            if not stands:
                _link(old, target)
            elif old.is_symlink() or not (target.is_file() and _holds(old, target.read_bytes())):
                raise _in_the_way(old)
            continue
        if old.is_mount():
            raise InputError("is a separate disk: unmount it first", old)
        if stands and not target.is_dir():
            raise _in_the_way(old)
        target.mkdir(exist_ok=True)
        _keep(folder, new, ours, f"{path}/")
        if stands:
            continue
        if any(old.iterdir()) and not any(target.iterdir()):
            target.rmdir()  # all files in it were ours
        else:
            shutil.copymode(old, target)


def _in_the_way(path: Path) -> InputError:
    return InputError("was not made by guides and is in its way: move it elsewhere", path)


def _link(source: Path, target: Path) -> None:
    """Make ``target`` a hard link to ``source``, or a copy if the disk does not support hard links."""
    try:
        os.link(source, target, follow_symlinks=False)
    except (OSError, NotImplementedError):
        shutil.copy2(source, target, follow_symlinks=False)


def _holds(path: Path, data: bytes) -> bool:
    return path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data


def put(folder: Path, path: str, data: bytes) -> None:
    """Write ``data`` to ``path`` in the new folder ``folder``. InputError if ``path`` leads out of the folder."""
    target = inside(folder, path)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)


def inside(folder: Path, path: str) -> Path:
    """Return the place of ``path``, with slashes between names, in ``folder``. InputError if it leads out of it."""
    if not {"", ".", ".."}.isdisjoint(path.split("/")) or "\\" in path or "\0" in path:
        raise InputError(f"{path!r} is no path of a file in it", folder)
    return folder / path
