"""The versions of the data: whether the data are new since the last one, and what changed between them.

A version is published by `guides release` as an archive in seeds/data/, whose checksum is in the ledger. The data have
the version of the newest archive if they say the same; otherwise they have none until the next release.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from generator.errors import InputError
from generator.ledger import Release
from generator.read import file_bytes
from generator.seeds import Seeds, digest

LOG = "changes.json"
"""The file of the data that lists the versions and their changes."""
COMPARED = ("directions", "guides", "partners", "domains", "lineages", "agencies", "codes")
"""The lists whose entries are compared; the others say the same in other forms."""
_ABOUT_THE_SITE = frozenset({"url", "data_version"})
"""Keys of an entry that can differ although the data are the same."""
Json = dict[str, Any]


class _Published(BaseModel):
    """A part of the log, as it is published."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Entries(_Published):
    """The changes in a list of the data."""

    added: tuple[str, ...] = Field(description="The ids or codes that are new. 新增的编号。")
    removed: tuple[str, ...] = Field(description="The ids or codes that are gone. 移除的编号。")
    changed: dict[str, tuple[str, ...]] = Field(
        description="Id or code → its keys whose values differ. 编号及其数值有变的键。"
    )

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


class Columns(_Published):
    """The changes in the columns of a CSV file, or in the keys of a JSON file."""

    added: tuple[str, ...] = Field(description="New columns or keys. 新增的列或键。")
    removed: tuple[str, ...] = Field(description="Columns or keys that are gone. 移除的列或键。")
    retyped: tuple[str, ...] = Field(description="Columns of another type. 类型改变的列。")

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.retyped)


class Changes(_Published):
    """The changes between two versions."""

    lists: dict[str, Entries] = Field(
        description="List of the data (directions, guides …) → its changes. 各数据列表的变化。"
    )
    columns: dict[str, Columns] = Field(description="File → its columns or keys. 各文件的列或键。")
    corrected: tuple[str, ...] = Field(
        description="The places of misprints noted since, as in the guides' corrections. 新注明的原文错字之处。"
    )

    def __bool__(self) -> bool:
        return bool(self.lists or self.columns or self.corrected)


class DataVersion(_Published):
    """A version of the data."""

    version: str | None = Field(
        description="v1, v2 …; null: changes that no version has yet. 版本；尚未发布的变化为 null。"
    )
    date: str | None = Field(description="The day of its release. 发布日期。")
    release: str | None = Field(description="The release of the site. 网站的版本号。")
    since: str | None = Field(description="The version before it. 上一版本。")
    changes: Changes | None = Field(
        description="What differs from the version before it; null: it is the first. 与上一版本相比的变化；首个版本为 null。"
    )


@dataclass(frozen=True, slots=True)
class Contents:
    """The data, as far as versions are compared."""

    lists: Mapping[str, Sequence[Json]]
    """Name of a list → its entries."""
    columns: Mapping[str, Mapping[str, str]]
    """Name of a table → column → type."""


@dataclass(frozen=True, slots=True)
class History:
    """The versions of the data."""

    log: tuple[DataVersion, ...] = ()
    """The newest first. If the data have changed since the newest version, the first entry has no version."""

    @property
    def current(self) -> DataVersion | None:
        """The version of the data, or None if they have none yet."""
        return self.log[0] if self.log and self.log[0].version else None

    @property
    def released(self) -> tuple[DataVersion, ...]:
        """The entries with a version, the newest first."""
        return tuple(entry for entry in self.log if entry.version)

    def next(self, release: str, day: date) -> History:
        """Return the history after the data are released as the next version."""
        changes = self.log[0].changes if self.log else None
        released = self.released
        entry = DataVersion(
            version=f"v{len(released) + 1}",
            date=day.isoformat(),
            release=release,
            since=released[0].version if released else None,
            changes=changes,
        )
        return History((entry, *released))


def data_version(history: History) -> str | None:
    """Return the version of the data, such as “v2”, or None if they have none yet."""
    return history.current.version if history.current else None


def data_history(seeds: Seeds, releases: Iterable[Release], now: Callable[[], Contents]) -> History:
    """Return the history of the data, whose contents ``now`` returns.

    InputError if the newest archive is missing or was changed.
    """
    newest = next((r for r in reversed(tuple(releases)) if r.data), None)
    if newest is None:
        return History()
    data = released_archive(seeds, newest)
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        log = tuple(DataVersion.model_validate(entry) for entry in json.loads(packed.read(LOG)))
    if not (changes := compare(archived(data), now())):
        return History(log)
    since = log[0].version
    unreleased = DataVersion(version=None, date=None, release=None, since=since, changes=changes)
    return History((unreleased, *log))


def archive_path(seeds: Seeds, version: str) -> Path:
    """Return the path of the archive of a version."""
    return seeds.versions / f"{version}.zip"


def released_archive(seeds: Seeds, release: Release) -> bytes:
    """Return the archive of the data of ``release``. InputError if it is missing, or is not the one that was released."""
    assert release.data
    path = archive_path(seeds, release.data.version)
    data = file_bytes(path)
    if digest(data) != release.data.sha256:
        raise InputError("is not the file that was released", path)
    return data


def version_files(seeds: Seeds, releases: Iterable[Release]) -> Iterator[tuple[str, bytes]]:
    """Yield (path under the site root, contents) of every file of every version, and of its archive."""
    for release in releases:
        if release.data:
            folder, data = f"data/{release.data.version}/", released_archive(seeds, release)
            yield f"{folder}coop-guides-{release.data.version}.zip", data
            with zipfile.ZipFile(io.BytesIO(data)) as packed:
                for name in packed.namelist():
                    yield folder + name, packed.read(name)


def archived(data: bytes) -> Contents:
    """Return the contents of the data in an archive of them."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        resources = json.loads(packed.read("datapackage.json"))["resources"]
        tables = {r["name"]: r["schema"]["fields"] for r in resources if "schema" in r}
        paths = {r["path"] for r in resources}
        return Contents(
            {
                name: json.loads(packed.read(f"{name}.json"))
                for name in COMPARED
                if f"{name}.json" in paths
            },
            {
                name: {field["name"]: field["type"] for field in columns}
                for name, columns in tables.items()
            },
        )


# Comparison


def compare(before: Contents, now: Contents) -> Changes:
    """Return the changes from one version to the next. The addresses of pages do not count.

    A key or column that only one of them has is named once, and not again with each entry that has it.
    """
    lists, columns = {}, {}
    for name in sorted(before.lists.keys() | now.lists.keys()):
        old, new = _by_id(before.lists.get(name, ())), _by_id(now.lists.get(name, ()))
        if old == new:
            continue
        old_keys, new_keys = _all_keys(old.values()), _all_keys(new.values())
        shared = old_keys.keys() & new_keys.keys()
        columns[f"{name}.json"] = Columns(
            added=tuple(_appeared(new_keys, old_keys)),
            removed=tuple(_appeared(old_keys, new_keys)),
            retyped=(),
        )
        lists[name] = Entries(
            added=tuple(key for key in new if key not in old),
            removed=tuple(key for key in old if key not in new),
            changed={
                key: found
                for key in new
                if key in old
                and old[key] != new[key]
                and (found := tuple(_different(old[key], new[key], shared)))
            },
        )
    for name in sorted(before.columns.keys() | now.columns.keys()):
        old_types, new_types = before.columns.get(name, {}), now.columns.get(name, {})
        columns[f"{name}.csv"] = Columns(
            added=tuple(column for column in new_types if column not in old_types),
            removed=tuple(column for column in old_types if column not in new_types),
            retyped=tuple(c for c in new_types if old_types.get(c, new_types[c]) != new_types[c]),
        )
    known = set(_corrections(before))
    return Changes(
        lists={name: found for name, found in lists.items() if found},
        columns={name: found for name, found in columns.items() if found},
        corrected=tuple(place for place in _corrections(now) if place not in known),
    )


def _by_id(entries: Iterable[Json]) -> dict[str, Json]:
    """Return id or code → its entry, without what is about the site. A code of a list is named with the list."""
    found = {}
    for entry in entries:
        kept = {key: value for key, value in entry.items() if key not in _ABOUT_THE_SITE}
        key = entry.get("id") or entry["code"]
        found[f"{entry['list']}/{key}" if "list" in entry else key] = kept
    return found


def _all_keys(entries: Iterable[Json]) -> dict[str, None]:
    """Return the paths of all keys in ``entries``."""
    return dict.fromkeys(key for entry in entries for key in _keys(entry))


def _keys(value: Any, path: str = "") -> Iterator[str]:
    """Yield the path of each key in ``value``.

    >>> list(_keys({"title": {"zh": ""}, "fields": [{"text": ""}]}))
    ['title', 'title.zh', 'fields', 'fields.text']
    """
    if isinstance(value, dict):
        for key, inner in value.items():
            yield f"{path}{key}"
            yield from _keys(inner, f"{path}{key}.")
    elif isinstance(value, list):
        for inner in value:
            yield from _keys(inner, path)


def _appeared(keys: Iterable[str], others: Iterable[str]) -> Iterator[str]:
    """Yield the ``keys`` that ``others`` lack, unless no entry there has the object that would hold them.

    >>> list(_appeared(["a", "b", "b.c", "b.d"], ["b", "b.c"]))
    ['a', 'b.d']
    >>> list(_appeared(["b", "b.c"], ["b"]))  # all are null there
    []
    """
    known = set(others)
    objects = {"", *(key.rpartition(".")[0] for key in known)}
    yield from (k for k in keys if k not in known and k.rpartition(".")[0] in objects)


def _within(value: Any, keys: set[str], path: str = "") -> Any:
    """Return ``value`` without keys whose paths are not in ``keys``."""
    if isinstance(value, dict):
        return {
            key: _within(inner, keys, f"{path}{key}.")
            for key, inner in value.items()
            if f"{path}{key}" in keys
        }
    return [_within(inner, keys, path) for inner in value] if isinstance(value, list) else value


def _different(old: Json, new: Json, keys: set[str]) -> Iterator[str]:
    """Yield the keys of an entry whose values differ, as far as both versions have them."""
    old, new = _within(old, keys), _within(new, keys)
    yield from (key for key in {**old, **new} if old.get(key) != new.get(key))


def _corrections(contents: Contents) -> Iterator[str]:
    for guide in contents.lists.get("guides", ()):
        yield from (correction["at"] for correction in guide["corrections"])
