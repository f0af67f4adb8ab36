"""Zip archives: the same files and the same time give the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime

_EARLIEST, _LAST = datetime(1980, 1, 1, tzinfo=UTC), datetime(2107, 12, 31, tzinfo=UTC)
"""The earliest and the last date in the zip format."""


def archive(files: Mapping[str, bytes], made: str | None) -> bytes:
    """Return a zip archive of ``files`` (path → contents), sorted by path and readable for everybody.

    All have the time ``made``, in ISO 8601, as far as the format has it; None is the earliest.
    """
    when = datetime.fromisoformat(made).astimezone(UTC) if made else _EARLIEST
    when = min(max(when, _EARLIEST), _LAST)
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for path, data in sorted(files.items()):
            entry = zipfile.ZipInfo(path, when.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix on every system: the modes below are those of Unix
            entry.external_attr = 0o100644 << 16
            packed.writestr(entry, data)
    return found.getvalue()
