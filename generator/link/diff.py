"""What changed between two texts, word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from diff_match_patch import diff_match_patch

_TOKEN = re.compile(r"[A-Za-z0-9’.@/:%-]+|\s+|.", re.DOTALL)
_FIRST_PRIVATE = 0xF0000
_KINDS: dict[int, Literal["same", "removed", "added"]] = {-1: "removed", 0: "same", 1: "added"}


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of text that both have, or only one."""

    kind: Literal["same", "removed", "added"]
    text: str


def differences(old: str, new: str) -> list[Change]:
    """The stretches that turn ``old`` into ``new``: Latin words whole, Han characters one by one,
    tidied so that a reader sees meanings change rather than letters.

    >>> [c.text for c in differences("不超过10个", "不超过15个") if c.kind != "same"]
    ['10', '15']
    """
    numbers: dict[str, str] = {}
    words: dict[str, str] = {}

    def encoded(text: str) -> str:
        for token in _TOKEN.findall(text):
            if token not in numbers:
                character = chr(_FIRST_PRIVATE + len(numbers))
                numbers[token], words[character] = character, token
        return "".join(numbers[token] for token in _TOKEN.findall(text))

    engine = diff_match_patch()
    engine.Diff_Timeout = 0
    found = engine.diff_main(encoded(old), encoded(new), checklines=False)
    engine.diff_cleanupSemantic(found)
    return [Change(_KINDS[operation], "".join(words[c] for c in text)) for operation, text in found]
