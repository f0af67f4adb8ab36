"""Templates as Jinja compiles them, kept for the next run: to compile them all takes each process more than a
tenth of a second.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket

ROOT = Path(__file__).resolve().parents[1]


class Compiled(FileSystemBytecodeCache):
    """The templates called ``name``. Besides their text it is Jinja and ``code``, the modules by which parts of
    them are worked out as they are compiled, that make them what they are.
    """

    def __init__(self, name: str, *code: Path) -> None:
        super().__init__(str(ROOT / ".cache" / "jinja"), f"{name}-%s")
        made_by = hashlib.sha256(version("jinja2").encode())
        for module in code:
            made_by.update(module.read_bytes())
        self._made_by = made_by.hexdigest()

    def get_source_checksum(self, source: str) -> str:
        """Of all that a compiled template is made from."""
        return super().get_source_checksum(self._made_by + source)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill ``bucket`` where its template was compiled before; not from a file that is damaged."""
        try:
            super().load_bytecode(bucket)
        except Exception:  # whatever it is that unpickling such a file comes upon
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what ``bucket`` holds, where it can be written."""
        with suppress(OSError):
            Path(self.directory).mkdir(parents=True, exist_ok=True)
            super().dump_bytecode(bucket)
