"""Opening zip archives, of which Word files are one kind, without unpacking more than is safe."""

from __future__ import annotations

import zipfile
from collections import Counter
from io import BytesIO
from pathlib import Path

from generator.errors import InputError
from generator.read.limits import PACKED

_ENTRY = b"PK\x01\x02"
"""Begins the entry of a file in the archive's directory."""


def opened(data: bytes, path: Path) -> zipfile.ZipFile:
    """The archive that ``data`` is, nothing of it unpacked. BadZipFile where it is none, InputError
    where it is built to mislead: too many files, two of one name, or files that share their bytes.
    """
    PACKED.check(data.count(_ENTRY), path)
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except (NotImplementedError, ValueError, EOFError) as error:
        raise zipfile.BadZipFile(str(error)) from error
    entries = archive.infolist()
    name, times = next(iter(Counter(entry.filename for entry in entries).most_common(1)), ("", 0))
    if times > 1:
        raise InputError(f"is a damaged archive: it holds two files called “{name}”", path)
    if sum(entry.compress_size for entry in entries) > len(data):
        raise InputError("is a damaged archive: files in it share their bytes", path)
    return archive
