"""合作协议: the agreements under which a direction stands."""

from __future__ import annotations

import re

from generator.passage import Passage
from generator.trace import Trace

_TITLE = re.compile(r"《[^《》]*》")
_SEPARATOR = re.compile(r"^[、，；;,\s]*(?:以及|及其框架下|及其|及|和|与)?")
_ATTACHED = re.compile(r"修正案|补充协议|附件|附录")
_END = "。；;、，"


def agreements(passage: Passage, trace: Trace) -> list[Passage]:
    """One passage for each agreement, in order, its 《》 kept.

    Titles follow one another with 、, 及 or nothing between them. What hangs on a title stays
    with it: amendments (2017-1/1.2) and “及其《实施计划》” (2017-1/1.16), which without the plan
    it belongs to names nothing. Other words after a title are an agreement without a title of
    its own: “以及双方在…会上所达成的共识” (2017-1/1.4).
    """
    passage = passage.rstrip(_END)
    titles = list(_TITLE.finditer(passage.text))
    if not titles:
        return [passage] if passage.text else []
    found = [[passage[: titles[0].end()]]]
    followers = [*titles[1:], None]
    for title, follower in zip(titles, followers, strict=True):
        edge = follower.start() if follower else len(passage)
        between = passage[title.end() : edge]
        mark = _SEPARATOR.match(between.text)
        cut = mark.end() if mark else 0
        separator, words = between[:cut], between[cut:]
        if follower and separator.text == "及其" and not words.text:
            found[-1] += [separator, passage[edge : follower.end()]]
            continue
        if _ATTACHED.search(words.text):
            found[-1] += [separator, words.rstrip(_END)]
        else:
            trace.drop("agreement_separator", separator)
            if words.text.strip(_END):
                found.append([words.strip(_END)])
        if follower:
            found.append([passage[edge : follower.end()]])
    return [Passage.concat(parts) for parts in found]
