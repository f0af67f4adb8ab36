"""The side that a clause speaks of: “中方”, “双方” or a foreign one, “芬方”."""

from __future__ import annotations

import re

from generator.model import Hedge

_SIDE = re.compile(r"([\u4e00-\u9fff])方(?![面向案法式便针米])")
_OURS = frozenset("中我双两各多三四五")
_NO_SIDE = frozenset("头报请担持与一单该每任地官平处配药校院")
"""“牵头方”, “参与方”, “任何一方”, “地方” are no sides."""
_HEDGES: tuple[tuple[Hedge, re.Pattern[str]], ...] = (
    ("in_principle", re.compile("原则上")),
    # Not “一般项目” or “一般类”, the name of a kind of project.
    ("generally", re.compile(r"(?:一般|通常)(?=\s*(?:[为是在不应须需约至最\d]|支持|资助|控制|$))")),
)


def is_foreign(words: str) -> bool:
    """Return whether the side that ``words`` name last is a foreign one.

    >>> is_foreign("中方要求，芬方"), is_foreign("芬方要求，中方"), is_foreign("合作方式")
    (True, False, False)
    """
    sides = [side for side in _SIDE.findall(words) if side not in _NO_SIDE]
    return bool(sides) and sides[-1] not in _OURS


def hedge_of(words: str) -> Hedge | None:
    """Return how far ``words``, which stand before a number, allow exceptions from it.

    >>> hedge_of("执行期原则上不超过"), hedge_of("一般为"), hedge_of("一般项目不超过")
    ('in_principle', 'generally', None)
    """
    return next((hedge for hedge, pattern in _HEDGES if pattern.search(words)), None)
