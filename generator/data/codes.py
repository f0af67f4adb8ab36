"""The lists of codes that fields of the open data can have, each code with its name in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.states import TOLD
from generator.vocabulary import Vocabulary

Json = dict[str, Any]

_OWN: dict[str, dict[str, tuple[str, str]]] = {
    "stage": {
        "draft": ("征求意见稿", "draft for comment"),
        "final": ("正式指南", "final text"),
    },
    "series": {
        "exchange": ("人员交流", "exchange of personnel"),
        "hmt": ("港澳台", "Hong Kong, Macao and Taiwan"),
    },
    "quota_kind": {
        "exact": ("确数", "exact"),
        "at_most": ("不超过", "no more than"),
        "at_least": ("不少于", "at least"),
        "range": ("区间", "range"),
        "about": ("左右", "about"),
        "tbd": ("待定", "to be determined"),
    },
    "funding_kind": {
        "exact": ("确数", "exact"),
        "at_most": ("不超过", "no more than"),
        "about": ("左右", "about"),
        "tbd": ("待定", "to be determined"),
        "none": ("未载明", "not stated"),
    },
    "duration_kind": {
        "exact": ("确数", "exact"),
        "at_most": ("不超过", "no more than"),
        "at_least": ("不少于", "at least"),
        "range": ("区间", "range"),
        "about": ("左右", "about"),
    },
    "hedge": {
        "generally": ("一般", "generally"),
        "in_principle": ("原则上", "in principle"),
    },
    "flag_hedge": {
        "in_principle": ("原则上", "in principle"),
        "conditional": ("特定情形下适用", "only in some cases"),
    },
    "state": {code: (name.zh, name.en) for code, name in TOLD.items()},
    "flag_case": {
        "enterprise": ("有企业参与", "an enterprise takes part"),
    },
    "partner_type": {
        "country": ("国家", "country"),
        "region": ("地区", "region"),
        "grouping": ("多边机制", "grouping of countries"),
        "organisation": ("国际组织", "international organisation"),
        "unknown": ("代码表未列，照录原文", "in no list, named as printed"),
    },
    "translation": {
        "reviewed": ("人工翻译", "a person’s translation"),
        "pattern": ("句式套译", "made by pattern"),
        "draft": ("未经审校的草稿", "unreviewed draft"),
        "none": ("无", "none"),
    },
    "origin": {
        "printed": ("原文写明", "printed in the guide"),
        "derived": ("按规则得出", "derived by a rule"),
        "recorded": ("人工录入", "recorded by a person"),
    },
}


def code_rows(vocabulary: Vocabulary) -> Iterator[Json]:
    """Yield a row of the table of codes for each code of each list."""
    for name, codes in _OWN.items():
        for code, (zh, en) in codes.items():
            yield _row(name, code, {"zh": zh, "en": en})
    for kind in vocabulary.kinds:
        yield _row("kind", kind.code, kind.name.model_dump())
    for flag in vocabulary.flags:
        yield _row("flag", flag.code, flag.name.model_dump(), flag.scope.model_dump())
    for domain in vocabulary.domains:
        yield _row("domain", domain.code, domain.name.model_dump(), domain.scope.model_dump())


def code_lists(vocabulary: Vocabulary) -> dict[str, tuple[str, ...]]:
    """Return name of a list → its codes."""
    found: dict[str, tuple[str, ...]] = {}
    for row in code_rows(vocabulary):
        found[row["list"]] = (*found.get(row["list"], ()), row["code"])
    return found


def _row(list_: str, code: str, label: Json, meaning: Json | None = None) -> Json:
    return {"list": list_, "code": code, "label": label, "meaning": meaning}
