"""What has changed under watched folders since they were last looked at.

By looking, as MkDocs does, and not by the system's messages: `content/` is replaced by a rename, after
which messages would come from a folder that is gone, and network and shared folders send none.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from watchdog.utils.dirsnapshot import (
    DirectorySnapshot,
    DirectorySnapshotDiff,
    EmptyDirectorySnapshot,
)

_PERIOD = 0.5
"""Seconds between two looks; no change in one means that whoever writes has ended."""

Snapshot = DirectorySnapshot | EmptyDirectorySnapshot


@dataclass
class Watched:
    """A folder, or of one only the files whose names end so, as it was when last looked at."""

    folder: Path
    endings: tuple[str, ...] = ()
    seen: Snapshot = field(init=False)

    def __post_init__(self) -> None:
        self.look()

    def look(self) -> bool:
        """Whether a file has come, gone or changed since the last look."""
        new, old = self._now(), getattr(self, "seen", None)
        self.seen = new
        if old is None:
            return False
        change = DirectorySnapshotDiff(old, new)
        return bool(
            change.files_created
            or change.files_deleted
            or change.files_modified
            or change.files_moved
        )

    def _now(self) -> Snapshot:
        try:
            return DirectorySnapshot(
                str(self.folder), recursive=not self.endings, listdir=self._entries
            )
        except OSError:
            return EmptyDirectorySnapshot()

    def _entries(self, folder: str | None) -> Iterator[os.DirEntry[str]]:
        """Without hidden files, which are an editor's or those of a run in its middle."""
        with os.scandir(folder) as entries:
            for entry in entries:
                hidden = entry.name.startswith(".") or entry.name.endswith(("~", "__pycache__"))
                if not hidden and (not self.endings or entry.name.endswith(self.endings)):
                    yield entry


def changed(watched: list[Watched], sleep: Callable[[float], None] = time.sleep) -> list[Watched]:
    """Wait for changes and for their end; those of ``watched`` that changed."""
    found: set[int] = set()
    while True:
        now = {place for place, one in enumerate(watched) if one.look()}
        found |= now
        if found and not now:
            return [watched[place] for place in sorted(found)]
        sleep(_PERIOD)
