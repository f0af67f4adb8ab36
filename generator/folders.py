"""Folders and files written as a whole: a run that is killed leaves the previous one.

The new folder is built beside the old one, unchanged and foreign files as hard links, and put
in its place by a rename. A manifest names the files that were made, so that those whose source
is gone can go too and files of other origin are left alone. What a killed run left beside a
folder goes, or comes back, with the next run that writes there; runs wait for each other.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import BaseFileLock, FileLock, Timeout

from generator.errors import InputError

MANIFEST = ".made-by-guides"
_STAGING, _PREVIOUS = ".staging-", ".previous"
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
    """What would have to change for ``folder`` to hold ``files``."""
    files = _with_manifest(files)
    made = set(_manifest(folder))
    added, changed = [], []
    for path, data in sorted(files.items()):
        target = folder / path
        if not target.is_file():
            added.append(path)
        elif target.read_bytes() != data:
            changed.append(path)
    removed = sorted(path for path in made - set(files) if (folder / path).is_file())
    return Changes(tuple(added), tuple(changed), tuple(removed))


def replace_folder(folder: Path, files: Mapping[str, bytes]) -> Changes:
    """Make ``folder`` hold ``files`` beside the files of other origin; what changed.

    Nothing is touched where nothing changes. InputError where the disk refuses.
    """
    with alone(folder), refusing(folder):
        _recover(folder)
        _clear(folder.parent, folder.name)
        changes = compare(folder, files)
        if changes:
            _swap(folder, _with_manifest(files), changes)
    return changes


def replace_file(path: Path, data: bytes) -> None:
    """Make the file at ``path`` hold ``data``, by a rename; nothing is touched where it does.

    InputError where the disk refuses.
    """
    temporary = path.with_name(f".{path.name}{_STAGING}file")
    with refusing(path):
        if path.is_file() and path.read_bytes() == data:
            return
        try:
            temporary.write_bytes(data)
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)


@contextmanager
def refusing(path: Path) -> Iterator[None]:
    """An OSError inside becomes an InputError that says that ``path`` cannot be written."""
    try:
        yield
    except OSError as error:
        raise InputError(f"cannot be written: {error.strerror}", path) from error


@contextmanager
def alone(folder: Path, waiting: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Be the only run that writes ``folder``; another one is waited for, after a word by ``waiting``.

    The lock is the system's: it goes with the run that holds it, however that ends. InputError
    where it cannot be made, or the other run does not end.
    """
    lock = FileLock(folder.resolve().with_name(f".{folder.resolve().name}.lock"))
    with refusing(folder):
        folder.resolve().parent.mkdir(parents=True, exist_ok=True)
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
    """Whether a folder in ``parent`` waits for `recover`: its only copy is the one set aside."""
    return any(not folder.exists() for _, folder in _set_aside(parent))


def recover(parent: Path) -> None:
    """Put back each folder in ``parent`` that a killed run had set aside, and clear what such runs
    left. For a run that is `alone` there; InputError where the disk refuses.
    """
    with refusing(parent):
        for _, folder in _set_aside(parent):
            _recover(folder)
        _clear(parent)


def _set_aside(parent: Path) -> list[tuple[Path, Path]]:
    """(the folder set aside, where it stood)."""
    found = sorted(parent.glob(f".*{_PREVIOUS}"))
    return [(path, path.with_name(path.name[1:].removesuffix(_PREVIOUS))) for path in found]


def _clear(parent: Path, name: str = "*") -> None:
    """Remove the unfinished folders of runs that are gone."""
    for path in parent.glob(f".{name}{_STAGING}*"):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)


@contextmanager
def rebuilding(folder: Path, waiting: Callable[[], None] = lambda: None) -> Iterator[Path]:
    """A new empty folder that takes the place of ``folder`` in the end, where nothing is raised; the
    only run that writes there, like `alone`. InputError where the disk refuses.
    """
    with alone(folder, waiting), refusing(folder):
        _recover(folder)
        _clear(folder.parent, folder.name)
        new = staging(folder)
        try:
            yield new
            new.chmod(0o755)
            put_in_place(new, folder)
        finally:
            shutil.rmtree(new, ignore_errors=True)


def inside(folder: Path, path: str) -> Path:
    """Where ``path``, names with slashes between them, stands in ``folder``; InputError where it would
    lead out of it.
    """
    if not _stays_inside(path):
        raise InputError(f"{path!r} is no path of a file in it", folder)
    return folder / path


def _stays_inside(path: str) -> bool:
    return {"", ".", ".."}.isdisjoint(path.split("/")) and "\\" not in path and "\0" not in path


def put(folder: Path, path: str, data: bytes) -> None:
    """Write ``data`` to ``path`` in ``folder``; InputError where that leads out of the folder."""
    target = inside(folder, path)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)


def put_in_place(built: Path, folder: Path) -> None:
    """Rename the folder ``built`` to ``folder``; the one that stood there goes."""
    backup = _backup(folder)
    if folder.exists():
        shutil.rmtree(backup, ignore_errors=True)
        folder.rename(backup)
    built.rename(folder)
    shutil.rmtree(backup, ignore_errors=True)


def staging(folder: Path) -> Path:
    """A new empty folder beside ``folder``, on the same disk."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    return Path(tempfile.mkdtemp(prefix=f".{folder.name}{_STAGING}", dir=folder.parent))


def _backup(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}{_PREVIOUS}")


def _recover(folder: Path) -> None:
    """After a kill between the two renames, put the previous folder back."""
    backup = _backup(folder)
    if backup.exists() and not folder.exists():
        backup.rename(folder)
    shutil.rmtree(backup, ignore_errors=True)


def _with_manifest(files: Mapping[str, bytes]) -> dict[str, bytes]:
    listing = "".join(f"{path}\n" for path in sorted(files))
    return {**files, MANIFEST: listing.encode()}


def _manifest(folder: Path) -> list[str]:
    """The files that the last run made; paths that would lead out of the folder are ignored."""
    path = folder / MANIFEST
    if not path.is_file():
        return []
    lines = path.read_text(encoding="utf-8").splitlines()
    return list(filter(_stays_inside, lines))


def _swap(folder: Path, files: Mapping[str, bytes], changes: Changes) -> None:
    new = staging(folder)
    try:
        if folder.exists():
            shutil.copytree(folder, new, copy_function=_link, symlinks=True, dirs_exist_ok=True)
        for path in changes.removed:
            (new / path).unlink()
        for path in (*changes.added, *changes.changed):
            target = inside(new, path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.unlink(missing_ok=True)  # not through the link into the previous folder
            target.write_bytes(files[path])
        _drop_empty(new)
        new.chmod(0o755)
        put_in_place(new, folder)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _drop_empty(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), key=lambda p: len(p.parts), reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()
