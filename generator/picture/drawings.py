"""Parts of pictures drawn, all but what they say, and kept for the next build, in which most are the same."""

from __future__ import annotations

import hashlib
import json
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path
from xml.etree import ElementTree as ET

from generator.errors import InputError
from generator.folders import replace_file
from generator.picture.axis import WIDTH, Spec
from generator.picture.svg import tidied

_FORM = 2
"""Of what is kept: to be counted up where what is made of a drawing changes."""
_AT_ONCE = 128
"""Parts in a call of Vega, which takes most of the time of a single one to begin."""


class Drawings:
    """Draws parts of pictures by Vega. Those of the last run are in the file at ``place``, where there is
    one, each packed, by the digest of its grammar and of the version that drew it.
    """

    def __init__(self, place: Path | None = None) -> None:
        self._place = place
        self._former = _read(place) if place else {}
        self._used: dict[str, str] = {}

    def draw(self, part: Spec) -> str:
        """``part`` of a picture as SVG, with places for what it says (`generator/picture/svg.py`)."""
        key = _key(part)
        if key not in self._used:
            self.prepare([part])
        return _unpacked(self._used[key]) or ""

    def prepare(self, parts: Iterable[Spec]) -> None:
        """Draw those of ``parts`` that are not there yet: a third of the time where it is many at once."""
        found = {_key(part): part for part in parts}
        wanted = [key for key in found if _unpacked(self._former.get(key)) is None]
        for start in range(0, len(wanted), _AT_ONCE):
            keys = wanted[start : start + _AT_ONCE]
            drawn = _drawn([found[key] for key in keys])
            self._former |= dict(zip(keys, map(_packed, drawn), strict=True))
        self._used |= {key: self._former[key] for key in found}

    def keep(self) -> None:
        """Keep for the next run what this one used, where it can be written."""
        if self._place is None:
            return
        try:
            self._place.parent.mkdir(parents=True, exist_ok=True)
            replace_file(self._place, json.dumps(self._used, indent=0).encode())
        except (OSError, InputError):
            return


def _drawn(parts: Sequence[Spec]) -> Iterator[str]:
    """Each of ``parts`` as SVG."""
    import vl_convert  # noqa: PLC0415 - takes a third of a second with its first one

    whole = {"autosize": "none", "background": None, "width": WIDTH, "height": 1}
    drawn = vl_convert.vega_to_svg(whole | {"padding": 0, "marks": list(parts)})
    for group in ET.fromstring(drawn).findall("/".join(["{*}g"] * 5)):
        yield tidied(group)


def _key(part: Spec) -> str:
    whole = f"{_FORM} {_vega()} {json.dumps(part, sort_keys=True)}"
    return hashlib.sha256(whole.encode()).hexdigest()


@cache
def _vega() -> str:
    return version("vl-convert-python")


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
