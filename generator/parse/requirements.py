"""其他要求: the tree of requirements."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.parse.lists import split_at
from generator.parse.tree import Node, grow
from generator.passage import Passage
from generator.trace import Trace

_NONE = re.compile(r"无[。；]?")


def read_requirements(paragraphs: Sequence[Passage], trace: Trace) -> list[Node]:
    """Enumerated requirements as the tree they make; text before them that ends in “：” is
    their parent (2017-1/1.8). Text without numbers is cut at ； only: its sentences hang together.
    """
    tree = grow(paragraphs)
    if not tree.nodes:
        text = [p for p in tree.preface if not _is_none(p, trace)]
        return [Node(None, piece) for p in text for piece in split_at(p, "；;")]
    before = [Node(None, p) for p in tree.preface]
    if before and before[-1].text.text.endswith(("：", ":")):
        before[-1].children = tree.nodes
        return before
    return before + tree.nodes


def _is_none(paragraph: Passage, trace: Trace) -> bool:
    """“其他要求：无。” states that there are none."""
    if not _NONE.fullmatch(paragraph.text):
        return False
    trace.drop("no_requirements", paragraph)
    return True
