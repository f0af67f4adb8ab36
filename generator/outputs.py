"""Which folders and files may be written: those that are not there, are empty, or carry our mark.

`check_site` and `check_content` are called before the first file is written or removed. The mark is a file
that names what we made, so that whatever else stands there can be left alone.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from generator.errors import InputError, reason

MARK = ".made-by-guides"
ROOT = Path(__file__).resolve().parents[1]
_SITE = "# A site made by guides. A build replaces what is named here and leaves the rest."
_HIDDEN = ".well-known/"
"""The one hidden folder in a site."""
_MOVE = "name a folder that is new or empty"


def check_site(folder: Path, inputs: Iterable[Path] = ()) -> None:
    """Raise InputError unless a site may be written to ``folder``, whose name may be relative or lead through links.

    It must be absent, be empty, or hold a site that carries our mark (`mark_site`), and be neither equal to,
    nor above, nor inside any of ``inputs``, the folders that the site is made from; nor may it be equal to or
    above the project, the current or the home folder, or the root of the file system.
    """
    _check(folder, inputs, is_site, "the site of an earlier version has no mark: delete it once")


def check_content(folder: Path, inputs: Iterable[Path] = ()) -> None:
    """Like `check_site`, for pages, whose mark is their manifest."""
    _check(folder, inputs, _is_content, f"where {MARK} was lost from content/, put it back")


def check_file(
    path: Path, inputs: Iterable[Path], is_ours: Callable[[Path], bool], what: str
) -> None:
    """Raise InputError unless the file at ``path`` may be written: inside none of ``inputs``, and either not there
    or ``is_ours``, which is to say ``what``.
    """
    place = resolved(path)
    for other in inputs:
        if _is_within(place, resolved(other)):
            raise InputError(f"is inside {other}, which it is made from: name another file", path)
    if os.path.lexists(place) and not (place.is_file() and is_ours(place)):
        raise InputError(f"is there already and is no {what}: name another file, or move it", path)


def mark_site(folder: Path) -> None:
    """Put our mark into the finished site in ``folder``: the files that are in it, in order."""
    files = sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if not p.is_dir())
    ours = (path for path in files if path[0] != "." or path.startswith(_HIDDEN))
    text = "".join(f"{line}\n" for line in (_SITE, *ours))
    (folder / MARK).write_bytes(text.encode(errors="surrogateescape"))


def is_site(folder: Path) -> bool:
    """Return whether ``folder`` holds a site that carries our mark."""
    return (_marked(folder) or ())[:1] == [_SITE]


def site_names(folder: Path) -> frozenset[str]:
    """Return the paths of our files in the site in ``folder``; none where there is no mark."""
    return frozenset((*(_marked(folder) or ())[1:], MARK)) if is_site(folder) else frozenset()


def manifest(folder: Path) -> frozenset[str]:
    """Return the pages in ``folder`` that the last run made. A path that leads out of it, by its words or through a
    link, is none.
    """
    root = resolved(folder)
    lines = (_marked(root) or ()) if _is_content(root) else ()
    found = [line for line in lines if line and line.isprintable() and not _leads_out(line)]
    inside = {parent for parent in {(root / line).parent for line in found} if _is_real(parent)}
    return frozenset(
        line for line in found if (root / line).parent in inside and not (root / line).is_dir()
    )


def resolved(path: Path) -> Path:
    """Return ``path`` from the root, without links and dots; InputError where links lead round in a circle."""
    try:
        return path.resolve()
    except (OSError, RuntimeError) as error:
        message = reason(error) if isinstance(error, OSError) else "links lead round in a circle"
        raise InputError(f"cannot be used: {message}", path) from error


def _is_content(folder: Path) -> bool:
    return _marked(folder) is not None and not is_site(folder)


def _marked(folder: Path) -> list[str] | None:
    """Return the lines of the mark in ``folder``; None where there is no such file."""
    mark = folder / MARK
    if mark.is_symlink() or not mark.is_file():
        return None
    return mark.read_text(encoding="utf-8", errors="surrogateescape").split("\n")


def _leads_out(line: str) -> bool:
    return line[0] == "/" or "\\" in line or ":" in line or ".." in line.split("/")


def _is_real(folder: Path) -> bool:
    """Return whether no part of ``folder`` is a link."""
    return resolved(folder) == folder


def _check(
    folder: Path, inputs: Iterable[Path], is_ours: Callable[[Path], bool], advice: str
) -> None:
    place = resolved(folder)
    for other, name in _precious():
        if _is_within(other, place):
            raise InputError(f"is {name}, or holds it: {_MOVE}", folder)
    for other in inputs:
        if _is_within(resolved(other), place):
            raise InputError(f"is {other}, or holds it, which is not to be lost: {_MOVE}", folder)
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
    """Folders that are never written as a whole, and what they are."""
    yield Path(ROOT.anchor), "the root of the file system"
    yield ROOT, "the project"
    for known, name in ((Path.cwd, "the current folder"), (Path.home, "the home folder")):
        with suppress(OSError, RuntimeError):  # where there is none, there is none to protect
            yield resolved(known()), name


def _is_within(path: Path, folder: Path) -> bool:
    """Return whether ``path`` is ``folder`` or inside it, both resolved: by what they are where they are there, as
    one folder can have several names.
    """
    return _identity(folder) in map(_identity, (path, *path.parents))


def _identity(path: Path) -> object:
    try:
        found = path.stat()
    except OSError:
        return path
    return found.st_dev, found.st_ino
