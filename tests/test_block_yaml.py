"""Front matter of a direction: the YAML that PyYAML writes, made another way."""

from __future__ import annotations

import random
from typing import Any

import pytest
import yaml

from generator.build.block_yaml import block_yaml
from generator.data import direction_json
from generator.link import Library

PIECES = [
    *"a中 \n:#-?'\"1.0~\t+=<{]%`_|*&!,@（",
    "\x00\x7f",
    "\x85",
    "\u2028",
    "\ufeff",
    "\U0001f600",
]
PIECES += ["no", "null", "true", "---", "...", "2022-01-01", "1e5", "0x1f"]


def written(value: Any) -> str:
    return str(yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=2**31))


def test_every_direction(library: Library) -> None:
    for direction in library.directions.values():
        data = direction_json(direction, library.guide(direction.guide).source)
        assert f"{block_yaml(data)}\n" == written(data)


@pytest.mark.parametrize("seed", range(4))
def test_any_text_at_any_depth(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(500):
        text = "".join(chance.choices(PIECES, k=chance.randrange(7)))
        value = {"a": text, "b": [text, {"c": text, "d": {"e": [[text], []]}}], "f": {}, "g": True}
        assert f"{block_yaml(value)}\n" == written(value), text
