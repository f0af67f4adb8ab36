"""The states of a fact without a value: one table of their words, marks and meanings for pages, pictures and data."""

from __future__ import annotations

from typing import NamedTuple

from generator.model import Direction
from generator.seedfile import Bilingual


class State(NamedTuple):
    """A state: its words, its mark in a cell of a table, and what it means. The class of its look is its code."""

    name: Bilingual
    mark: Bilingual
    meaning: Bilingual


def _state(zh: str, en: str, meaning_zh: str, meaning_en: str, *mark: str) -> State:
    marks = Bilingual(zh=mark[0], en=mark[-1]) if mark else Bilingual(zh=zh, en=en)
    return State(Bilingual(zh=zh, en=en), marks, Bilingual(zh=meaning_zh, en=meaning_en))


STATES = {
    "none": _state(
        "无", "none", "指南已收录，其中无此项，或原文写明“无”；数目栏中为0",
        "the guide is held here and has none, or says that there is none; 0 where it is a number", "·",
    ),
    "not_stated": _state(
        "未载明", "not stated", "指南已收录，此处原文未写；前言可能另有总的规定",
        "the guide is held here, and its text does not say; a general rule in its preamble may apply", "—",
    ),
    "to_be_determined": _state(
        "待定", "to be determined", "原文写明以后再定",
        "the text says that it will be settled later", "待定", "TBD",
    ),
    "not_held": _state(
        "本站未收录", "not held here", "已知其存在，但本站没有；图中为浅灰色",
        "it is known to exist, but this site does not have it; pale grey in pictures",
    ),
    "not_known": _state(
        "不详", "not known here", "本站所据材料未说明",
        "the material that this site has does not say",
    ),
}  # fmt: skip
"""Code → state."""

TOLD = {
    "stated": Bilingual(zh="已载明", en="stated"),
    "as_the_text_says": Bilingual(zh="见原文", en="as the text says"),
    **{code: STATES[code].name for code in ("to_be_determined", "not_stated", "none")},
}
"""The states of a fact of a direction, in the data: code → name. `as_the_text_says`: stated, but not in numbers."""


def states(direction: Direction) -> dict[str, str]:
    """Return the state of each fact of ``direction``: a code of `TOLD`."""

    def number(name: str, *, known: bool, tbd: bool) -> str:
        if name in direction.in_words:
            return "as_the_text_says"
        return "stated" if known else "to_be_determined" if tbd else "not_stated"

    quota, funding = direction.quota, direction.funding
    return {
        "projects": number(
            "projects",
            known=quota is not None and quota.kind != "tbd",
            tbd=quota is not None,
        ),
        "funding": number("funding", known=funding.known, tbd=funding.kind == "tbd"),
        "duration": number("duration", known=direction.duration is not None, tbd=False),
        "deadline": "stated" if direction.deadline else "not_stated",
        "fields": "stated" if direction.fields or direction.fields_open else "not_stated",
        "requirements": (
            "stated"
            if direction.requirements
            else "none"
            if direction.no_requirements
            else "not_stated"
        ),
    }
