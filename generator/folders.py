"""Folders and files written as a whole: a run that is killed leaves the previous one.

The new one is made beside the old one, in a folder that carries our mark, unchanged and foreign files as hard
links, and is put in its place by a rename. What we made before is known by a mark of its own
(`generator/outputs.py`), so that what is of other origin is left alone. What a killed run left goes, or
comes back, with the next run that writes there; runs wait for each other.
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
"""In the folder of a run: what it makes, and what it takes the place of."""
_AT_ONCE, _PATIENCE = 0.3, 600
"""Seconds to wait for another run before it is mentioned, and at all."""


@dataclass(frozen=True, slots=True)
class Changes:
    """Paths under the folder, each sorted."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


def compare(folder: Path, files: Mapping[str, bytes]) -> Changes:
    """Return what would have to change for ``folder`` to hold ``files``. InputError where one of them would take the
    place of a file of other origin.
    """
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
    """Make ``folder`` hold ``files`` beside the files of other origin; what changed.

    Nothing is touched where nothing changes. InputError where the folder may not be written
    (`check_content`), or the disk refuses.
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
    """Make the file at ``path`` hold ``data``, by a rename; nothing is touched where it does. A link stays one.

    InputError where something else than a file is there, or the disk refuses.
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
    """Turn an OSError inside into an InputError that says that ``path`` cannot be written, or names the file that
    is to blame.
    """
    try:
        yield
    except OSError as error:
        place = Path(str(error.filename or path))
        if place == path or any(part.startswith(f".{path.name}.") for part in place.parts):
            raise InputError(f"cannot be written: {reason(error)}", path) from error
        raise InputError(f"cannot be read or written: {reason(error)}", place) from error


@contextmanager
def alone(folder: Path, waiting: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Be the only run that writes ``folder``; another one is waited for, after a word by ``waiting``.

    The lock is the system's: it goes with the run that holds it, however that ends. InputError
    where it cannot be made, or the other run does not end.
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
    """Return whether a folder in ``parent`` waits for `recover`: its only copy is the one set aside."""
    return any(
        (work / _PREVIOUS).exists() and not folder.exists() for work, folder in _at_work(parent)
    )


def recover(parent: Path) -> None:
    """Put back each folder in ``parent`` that a killed run had set aside, and clear what such runs
    left. For a run that is `alone` there; InputError where the disk refuses.
    """
    with refusing(parent):
        for work, folder in _at_work(parent):
            _end(work, folder)


def _recover(folder: Path) -> None:
    for work, found in _at_work(folder.parent):
        if found == folder:
            _end(work, folder)


def _at_work(parent: Path) -> list[tuple[Path, Path]]:
    """Return the folders in ``parent`` in which runs work or were killed, and what each writes. One that holds
    anything and not our mark is somebody else's, whatever its name.
    """
    named = ((work, _WORK.fullmatch(work.name)) for work in sorted(parent.glob(f".*{_STAGING}*")))
    return [(work, parent / name[1]) for work, name in named if name and _is_of_a_run(work)]


def _is_of_a_run(work: Path) -> bool:
    if work.is_symlink() or not work.is_dir():
        return False
    return (work / MARK).is_file() or not any(work.iterdir())


@contextmanager
def _working(path: Path) -> Iterator[tuple[Path, Path]]:
    """Yield where a replacement of ``path`` can be made, and where what stands there can be set aside: both in
    a folder beside it that carries our mark, and goes in the end.
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
    """Put back what a run had set aside of ``path`` and put nothing in its place, and remove the rest of what
    it made. Where others have put something there meanwhile, both stay.
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
    """Yield a new empty folder that takes the place of ``folder``, which is `resolved`, where nothing is raised.

    What is in ``folder`` and not among ``ours``, paths of files or of whole folders, comes along as it is.
    InputError where something new would take its place. For a run that is `alone` there.
    """
    with _working(folder) as (new, previous):
        new.mkdir()
        yield new
        if folder.exists():
            _keep(folder, new, ours)
            folder.rename(previous)
        new.rename(folder)


def _keep(folder: Path, new: Path, ours: Collection[str], inside: str = "") -> None:
    """Put into ``new`` what is in ``folder``, under the path ``inside``, and not ``ours``."""
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
            raise InputError("is a disk of its own: unmount it first", old)
        if stands := os.path.lexists(target):
            if not target.is_dir():
                raise _in_the_way(old)
        else:
            target.mkdir()
        _keep(folder, new, ours, f"{path}/")
        if not stands:
            if any(old.iterdir()) and not any(target.iterdir()):
                target.rmdir()  # all that it held was ours
            else:
                shutil.copymode(old, target)


def _in_the_way(path: Path) -> InputError:
    return InputError("is not made by guides, and stands where it writes: move it elsewhere", path)


@contextmanager
def rebuilding(
    site: Path, inputs: Collection[Path] = (), waiting: Callable[[], None] = lambda: None
) -> Iterator[Path]:
    """Yield a new empty folder that takes the place of ``site`` in the end, where nothing is raised, and carries our
    mark; the only run that writes there, like `alone`. InputError where the site may not be written
    (`check_site`), or the disk refuses.
    """
    check_site(site, inputs)
    folder = resolved(site)
    with alone(folder, waiting), refusing(site):
        _recover(folder)
        ours = site_names(folder)
        with replacing(folder, ours) as new:
            yield new
            mark_site(new)
            check_site(site, inputs)  # a build takes its time


def inside(folder: Path, path: str) -> Path:
    """Return where ``path``, names with slashes between them, stands in ``folder``; InputError where it would
    lead out of it.
    """
    parts = path.split("/")
    if not {"", ".", ".."}.isdisjoint(parts) or "\\" in path or "\0" in path:
        raise InputError(f"{path!r} is no path of a file in it", folder)
    return folder / path


def put(folder: Path, path: str, data: bytes, former: Path | None = None) -> None:
    """Write ``data`` to ``path`` in ``folder``, which is built anew. Where the file of that path in ``former``, the folder
    that stands, holds just that, it is the same file, with its time. InputError where ``path`` leads out of the
    folder.
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
    """Return whether ``file`` is a file, no link, with the mode that a new file in ``folder`` gets, itself a new one."""
    mode = file.lstat().st_mode
    return stat.S_ISREG(mode) and stat.S_IMODE(mode) == folder.stat().st_mode & 0o666


def _with_manifest(files: Mapping[str, bytes]) -> dict[str, bytes]:
    listing = "".join(f"{path}\n" for path in sorted(files))
    return {**files, MARK: listing.encode()}


def _link(source: str, target: str) -> None:
    """Make ``target`` the same file as ``source``, or where the disk cannot have it so, a copy."""
    try:
        os.link(source, target, follow_symlinks=False)
    except (OSError, NotImplementedError):
        shutil.copy2(source, target, follow_symlinks=False)
