"""The changes from one direction to another, and the matching of a draft's directions with those of its final text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeVar

from diff_match_patch import diff_match_patch
from rapidfuzz import fuzz

from generator.model import Direction, Item, walk

Old = TypeVar("Old", str, int)
_LIKE = 0.55
"""Minimum similarity (of 1) of two directions that are the same call."""
_TELLING = 4
"""Minimum length, in characters, of a text that is recognised at the start of another."""
_SAME_ITEM = 60
"""Minimum similarity (of 100) of an item and its rewording."""
_RELATED = re.compile(
    r"(?:等|(?:以?及|和|与|等)?(?:与(?:此|之|其))?相关的?(?:领域|方向|技术|研究)*|等(?:相关)?(?:领域|方向)+)$"
)
"""The close of a list of subjects that says that there may be more: 等, “及与此相关的领域方向” (2023-1-draft/1.5)."""
_BETWEEN_SUBJECTS = re.compile("[、，,/和与及]")
_PARTIES = re.compile(
    r"《?(?P<one>.*?[部司府国局院署会委厅处])[与和—](?P<other>.+?)(?:\d{4}[-—]\d{4}年)?关于"
)
"""The two bodies that the title of an agreement names before 关于."""
_NUMBER = re.compile(r"\d+|第[一二三四五六七八九十]+")
_TOKEN = re.compile(r"[A-Za-z0-9’.@/:%-]+|\s+|.", re.DOTALL)
_FIRST_PRIVATE = 0xF0000
_FACTS: dict[str, Callable[[Direction], object]] = {
    "title": lambda d: d.title.zh,
    "projects": lambda d: d.projects,
    "funding": lambda d: d.funding,
    "duration": lambda d: d.duration,
    "deadline": lambda d: d.deadline,
    "partners": lambda d: set(d.partners),
    "flags": lambda d: {(flag.code, flag.hedge, flag.number, flag.holds_if) for flag in d.flags},
}
_KINDS: dict[int, Literal["same", "removed", "added"]] = {-1: "removed", 0: "same", 1: "added"}


@dataclass(frozen=True, slots=True)
class ItemChange:
    """An item that was added, dropped or reworded. At least one side is not None."""

    old: Item | None
    new: Item | None


@dataclass(frozen=True, slots=True)
class DirectionChange:
    """The differences between a direction and another one that continues it."""

    old: Direction
    new: Direction
    agreements: tuple[ItemChange, ...]
    fields: tuple[ItemChange, ...]
    requirements: tuple[ItemChange, ...]

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts that differ: `title`, `projects`, `funding`, `duration`, `deadline`, `partners`, `flags`."""
        old, new = self.old, self.new
        return tuple(name for name, fact in _FACTS.items() if fact(old) != fact(new))

    @property
    def unchanged(self) -> bool:
        """True if nothing differs except the direction's number."""
        return not (self.facts or self.agreements or self.fields or self.requirements)


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of text that is in both of two texts, or in only one."""

    kind: Literal["same", "removed", "added"]
    text: str


def match_directions(
    old: Sequence[Direction], new: Sequence[Direction], recorded: Mapping[str, str | None]
) -> dict[str, str]:
    """Match the directions of a final text with those of its draft. Return id in ``new`` → id in ``old``.

    ``recorded`` are the decisions of a person: id in ``new`` → id in ``old``, or None for a direction without a match.
    """
    pairs = [
        (similarity(o, n), (n.order, o.order, n.id, o.id), n.id, o.id)
        for n in new
        for o in old
        if n.id not in recorded
    ]
    return pair_off(pairs, {n: o for n, o in recorded.items() if o})


def pair_off(
    pairs: Iterable[tuple[float, tuple[str | int, ...], str, Old]], settled: Mapping[str, Old]
) -> dict[str, Old]:
    """Return new → old, each used once. The most similar pairs are chosen first.

    ``pairs`` are (similarity, rank among equals, new, old). The pairs in ``settled`` take precedence over all of them.
    """
    found = dict(settled)
    taken = set(found.values())
    for like, _, new, old in sorted(pairs, key=lambda pair: (-pair[0], pair[1])):
        if like >= _LIKE and new not in found and old not in taken:
            found[new] = old
            taken.add(old)
    return found


def similarity(one: Direction, other: Direction) -> float:
    """Return the similarity of two directions, 0 to 1. It is 0 if they have no common partner."""
    partners = _share(_partners_or_title(one), _partners_or_title(other))
    if partners == 0:
        return 0.0
    title = fuzz.ratio(one.title.zh, other.title.zh) / 100
    agreements = _share(_texts(one.agreements), _texts(other.agreements))
    kind = 1.0 if one.kind == other.kind else 0.0
    return 0.4 * partners + 0.35 * title + 0.15 * agreements + 0.1 * kind


def compare_directions(old: Direction, new: Direction) -> DirectionChange:
    """Return the changes from ``old`` to ``new``."""
    return DirectionChange(
        old,
        new,
        agreements=compare_items(old.agreements, new.agreements, same_agreement),
        fields=compare_items(old.fields, new.fields),
        requirements=compare_items(old.requirements, new.requirements),
    )


def compare_items(
    old: Iterable[Item],
    new: Iterable[Item],
    may_be_same: Callable[[str, str], bool] = lambda _old, _new: True,
) -> tuple[ItemChange, ...]:
    """Return the items of both trees that were added, dropped or reworded. Items that only moved are left out.

    An item is a rewording of another one only if ``may_be_same`` holds for their texts.
    """
    before, after = _worded(old), _worded(new)
    same = {wording for _, wording in before} & {wording for _, wording in after}
    gone = [(item, wording) for item, wording in before if wording not in same]
    changes = []
    for item, wording in after:
        if wording in same:
            continue
        similarities = [
            _similarity(other, wording) if may_be_same(other, wording) else 0.0 for _, other in gone
        ]
        if max(similarities, default=0) >= _SAME_ITEM:
            nearest, _ = gone.pop(similarities.index(max(similarities)))
            changes.append(ItemChange(nearest, item))
        else:
            changes.append(ItemChange(None, item))
    return (*changes, *(ItemChange(item, None) for item, _ in gone))


def same_agreement(one: str, other: str) -> bool:
    """Return whether two titles can be of the same agreement: same numbers, and the same parties where both name them.

    A body may be named in full or in short, and either one first.

    >>> same_agreement("《中国科技部与日本理化学研究所合作备忘录》", "《科技部与日本理化学研究所合作备忘录》")
    True
    >>> same_agreement("《中奥科技合作联委会第12次会议纪要》", "《中奥科技合作联委会第13次会议纪要》")
    False
    """
    if set(_NUMBER.findall(one)) != set(_NUMBER.findall(other)):
        return False
    parties = [match.groups() for match in map(_PARTIES.match, (one, other)) if match]
    if len(parties) < 2:
        return True
    old, new = parties
    return any(all(map(_same_body, old, either)) for either in (new, new[::-1]))


def _same_body(one: str, other: str) -> bool:
    """Return whether one name has all characters of the other in the same order, as 科技部 has those of 科学技术部."""
    short, long = sorted((one, other), key=len)
    rest = iter(long)
    return all(character in rest for character in short)


def differences(old: str, new: str) -> list[Change]:
    """Return the stretches that turn ``old`` into ``new``.

    Latin words are compared whole, Han characters one by one. Small changes are merged, so that a reader sees whole
    phrases change rather than single letters.

    >>> [c.text for c in differences("不超过10个", "不超过15个") if c.kind != "same"]
    ['10', '15']
    """
    tokens = dict.fromkeys(_TOKEN.findall(old) + _TOKEN.findall(new))
    characters = {token: chr(_FIRST_PRIVATE + number) for number, token in enumerate(tokens)}
    words = {character: token for token, character in characters.items()}
    engine = diff_match_patch()
    engine.Diff_Timeout = 0
    one, other = ("".join(characters[t] for t in _TOKEN.findall(text)) for text in (old, new))
    found = engine.diff_main(one, other, checklines=False)
    engine.diff_cleanupSemantic(found)
    return [Change(_KINDS[operation], "".join(words[c] for c in text)) for operation, text in found]


def _worded(items: Iterable[Item]) -> list[tuple[Item, str]]:
    """Return (item, its Chinese text without closing punctuation) of all items in the trees of ``items``."""
    return [(item, item.text.zh.rstrip("。；;，")) for item in walk(items)]


def _similarity(one: str, other: str) -> float:
    """Return the similarity of two wordings, 0 to 100.

    It is 100 if one only adds a qualification to the other: “先进材料” became “先进材料，不包括…可能产生环境破坏的材料”
    (2022-1/1.1, 2023-1-draft/1.3). It is 100 too if both name the same subjects: “农业、食品和生物技术” became
    “食品、农业和生物技术及与此相关的领域方向” (2021-2-draft/1.5, 2023-1-draft/1.5).
    """
    if _subjects(one) == _subjects(other):
        return 100.0
    short, long = sorted((one, other), key=len)
    if len(short) >= _TELLING and long.startswith(short):
        return 100.0
    return float(fuzz.ratio(short, long))


@lru_cache(maxsize=2**12)
def _subjects(wording: str) -> list[str]:
    """Return the subjects that a wording lists, sorted, without its close (等, 及相关领域)."""
    return sorted(filter(None, _BETWEEN_SUBJECTS.split(_RELATED.sub("", wording))))


def _partners_or_title(direction: Direction) -> set[str]:
    """Return the partners named in the title, or the title itself if it names none. Similar directions share one."""
    return set(direction.named_partners) or {direction.title.zh}


def _texts(items: Iterable[Item]) -> set[str]:
    return {item.text.zh for item in items}


def _share(one: set[str], other: set[str]) -> float:
    return len(one & other) / max(1, len(one | other))
