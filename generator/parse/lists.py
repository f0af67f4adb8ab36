"""Lists without numbers: “新材料、先进制造、海洋等领域。”"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from generator.passage import Passage
from generator.text.brackets import outside_brackets

_TAIL = re.compile(r"(?:等(?:相关)?(?:领域|方向|技术领域)?)?[。；;.]?$")
_LEAD = re.compile(r"^[^：:。；（）]{0,40}(?:包括|如下|包含)[^：:。；（）]{0,8}[：:]")


@dataclass(frozen=True, slots=True)
class Listing:
    """A list taken apart; ``tail`` is its closing 等 or 等领域, without the full stop."""

    lead: Passage | None
    items: tuple[Passage, ...]
    tail: Passage | None


def take_apart(passage: Passage) -> Listing:
    """The items of an unnumbered list; see `separators` for where it is cut."""
    lead = None
    if (match := _LEAD.match(passage.text)) and match.end() < len(passage):
        lead, passage = passage[: match.end()], passage[match.end() :]
    ending = _TAIL.search(passage.text)
    cut = ending.start() if ending else len(passage)
    tail = passage[cut:].strip("。；;.")
    body = passage[:cut]
    items = _cut(body, separators(body.text))
    return Listing(lead, items, tail if tail.text else None)


def separators(text: str) -> str:
    """The marks at which a list is cut: ；, or where there is none ， and 、, outside brackets.

    Where commas outnumber enumeration commas, the latter belong to the items: “卫生健康，农业、
    食品和生物技术，基础科学” (2023-1-draft/1.1), against one stray comma in 2017-1/1.7.

    >>> separators("能源；环境、水"), separators("a、b，c、d"), separators("a，b、c，d")
    ('；;', '，、,', '，,')
    """
    outside = "".join(text[i] for i in outside_brackets(text))
    if "；" in outside or ";" in outside:
        return "；;"
    if outside.count("，") + outside.count(",") > outside.count("、"):
        return "，,"
    return "，、,"


def split_at(passage: Passage, marks: str) -> tuple[Passage, ...]:
    """``passage`` cut after each of ``marks`` that stands outside brackets; marks are kept."""
    edges = [0]
    edges += [i + 1 for i in outside_brackets(passage.text) if passage.text[i] in marks]
    edges.append(len(passage))
    pieces = (passage[a:b].strip() for a, b in pairwise(edges))
    return tuple(piece for piece in pieces if piece.text)


def _cut(passage: Passage, marks: str) -> tuple[Passage, ...]:
    pieces = (piece.strip(marks).strip() for piece in split_at(passage, marks))
    return tuple(piece for piece in pieces if piece.text)
