"""Charts drawn, and kept for the next build: most are the same, and each takes as long as four pages."""

from __future__ import annotations

import hashlib
import json
import zlib
from base64 import b64decode, b64encode
from importlib.metadata import version
from pathlib import Path

from generator.errors import InputError
from generator.folders import replace_file
from generator.picture.axis import Spec


class Drawings:
    """Draws charts by Vega-Lite. Those of the last run are in the file at ``place``, where there is
    one, each packed, by the digest of its grammar and of the version that drew it.
    """

    def __init__(self, place: Path | None = None) -> None:
        self._place = place
        self._former = _read(place) if place else {}
        self._used: dict[str, str] = {}

    def draw(self, chart: Spec) -> str:
        """``chart`` as SVG, as Vega writes it."""
        key = _key(chart)
        drawn = _unpacked(self._former.get(key))
        if drawn is None:
            import vl_convert  # noqa: PLC0415 - takes half a second with its first chart

            drawn = str(vl_convert.vegalite_to_svg(chart))
            self._former[key] = _packed(drawn)
        self._used[key] = self._former[key]
        return drawn

    def keep(self) -> None:
        """Keep for the next run what this one used, where it can be written."""
        if self._place is None:
            return
        try:
            self._place.parent.mkdir(parents=True, exist_ok=True)
            replace_file(self._place, json.dumps(self._used, indent=0).encode())
        except (OSError, InputError):
            return


def _key(chart: Spec) -> str:
    whole = f"{version('vl-convert-python')} {json.dumps(chart, sort_keys=True)}"
    return hashlib.sha256(whole.encode()).hexdigest()


def _read(place: Path) -> dict[str, str]:
    """What is at ``place``; nothing of what is no list of packed drawings."""
    try:
        found = json.loads(place.read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _packed(drawn: str) -> str:
    """A tenth as large; zlib's checksum tells a damaged one."""
    return b64encode(zlib.compress(drawn.encode())).decode()


def _unpacked(packed: object) -> str | None:
    try:
        return zlib.decompress(b64decode(packed)).decode() if isinstance(packed, str) else None
    except (ValueError, zlib.error):
        return None
