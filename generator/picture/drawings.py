"""Parts of pictures drawn, all but what they say: many pictures share them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from xml.etree import ElementTree as ET

from generator.picture.axis import WIDTH, Spec
from generator.picture.svg import tidied

_AT_ONCE = 128
"""Parts in a call of Vega, which takes most of the time of a single one to begin."""


class Drawings:
    """Draws parts of pictures by Vega, each once."""

    def __init__(self) -> None:
        self._drawn: dict[str, str] = {}

    def draw(self, part: Spec) -> str:
        """``part`` of a picture as SVG, with places for what it says (`generator/picture/svg.py`)."""
        self.prepare([part])
        return self._drawn[_key(part)]

    def prepare(self, parts: Iterable[Spec]) -> None:
        """Draw those of ``parts`` that are not there yet: a third of the time where it is many at once."""
        found = {_key(part): part for part in parts}
        wanted = [key for key in found if key not in self._drawn]
        for start in range(0, len(wanted), _AT_ONCE):
            keys = wanted[start : start + _AT_ONCE]
            self._drawn |= zip(keys, _drawn([found[key] for key in keys]), strict=True)


def _drawn(parts: Sequence[Spec]) -> Iterator[str]:
    """Each of ``parts`` as SVG."""
    import vl_convert  # noqa: PLC0415 - takes a third of a second with its first one

    whole = {"autosize": "none", "background": None, "width": WIDTH, "height": 1}
    drawn = vl_convert.vega_to_svg(whole | {"padding": 0, "marks": list(parts)})
    for group in ET.fromstring(drawn).findall("/".join(["{*}g"] * 5)):
        yield tidied(group)


def _key(part: Spec) -> str:
    return json.dumps(part, sort_keys=True)
