"""Paragraphs under a label → items: agreements, fields, requirements, and lists without numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from generator.grammar.enumerators import enumerator
from generator.grammar.numerals import RINGS
from generator.parse.tree import Node, grow, joined, lost_bullets
from generator.passage import Passage
from generator.text.characters import outside_brackets
from generator.trace import Trace

_TITLE = re.compile(r"《(?:[^《》]|《[^《》]*+》)*+》")
_SEPARATOR = re.compile(
    rf"[、，；;,。\s]*(?:(?P<number>[（(]?\d{{1,2}}[）).．、]|[{RINGS}])\s*+|以及|及其框架下|及其|及|和|与)?"
)
_NAMED = re.compile(
    r"[^《》，。；]{2,60}(?:纪要|协定|协议|议定书|备忘录|声明|宣言|公报|公约|章程|条约|意向书|路线图|行动计划|工作计划)"
)
"""An agreement without 《》, behind another and a conjunction."""
_ASIDE = re.compile(r"（[^（）《》]*+）")
_SAME = re.compile(r"同上(?:一?方向|述)?|同前")
_CONJUNCTION = re.compile(r"(?:以及|及其|[和及与])$")
_END = "。；;、，"

_OPEN = re.compile(r"(?:领域(?:方向)?不限|不限(?:定)?(?:具体)?领域|不限(?:定)?方向)")
_ONLY_OPEN = re.compile(rf"(?:{_OPEN.pattern}|不限)[。；]?")
_NO_REQUIREMENTS = re.compile(r"无[。；]?")

_BRACKET = re.compile(
    r"[（(【〔［\[](?P<list>(?:[^（）()【】〔〕［］\[\]]|[（(][^（）()]*+[）)])*+)[）)】〕］\]]$"
)
_SAYS_FIELDS = re.compile(r"(?:支持|合作|重点|优先|涉及)?(?:领域|方向)(?:方向)?(?:为|包括)?[：:]?")
_LISTED = re.compile(r"[；;、，,]")
_NO_FIELD = re.compile(
    r"[A-Z\d\s/+-]*$|.*(?:[省州]|大区|地区|各国|国家|[\dA-Z一二三四五六七八九十][期批类轮届次]|年度?|项目|计划|课题|旗舰|示范|试点|专项"
    r"|联合实验室|稿|待定|暂定|指南|新增|延续|续|[双多]边|牵头|参与|参加|申报|资助|支持)$|.*(?:其中|原则上|不超过|仅限|简称|不含|除外|限项|\d\s*[个项])"
)
"""Words in a bracket behind a title that are no field: acronyms, regions, kinds of projects, remarks."""
_NO_LIST = re.compile(
    r"须|应当|应在|不得|不超过|执行期|申报单位|提交|详见|参见|附件|另行|待定|[。！？]."
)
_LONGEST_ITEM = 30

_VERB = re.compile(
    r"(?:包括但不限于|(?:重点|优先|主要|拟)?(?:支持|资助|聚焦|面向|包括))(?=[^，。；：的]{2})"
)
"""The words before a list of fields."""
_ONE_EACH = re.compile(r"[^，、；。]{1,30}[；。]")
_TAIL = re.compile(r"(?:等(?:相关)?(?:领域|方向|技术领域)?)?[。；;.]?$")
_LEAD = re.compile(r"^[^：:。；（）]{0,40}(?:包括|如下|包含)[^：:。；（）]{0,8}[：:]")

_INCLUDES = re.compile(r"[，、,]\s*(?:其中)?(?:主要|重点)?(?:包括|包含|涵盖)(?:但不限于)?(?![：:])")
_GOES_ON = re.compile(
    rf"{_INCLUDES.pattern}|[，,]\s*(?:特别是|尤其是|例如|比如|诸如|如(?!何|果|期|实))"
)
"""The start of a clause that belongs to the item before it: “能源，包括氢能”, “信息通信，如区块链”."""


def agreements(passage: Passage, trace: Trace) -> tuple[list[Passage], list[Passage]]:
    """Return one passage for each agreement, in order, including its 《》; and the other words after a title.

    Titles follow one another with 、, 及, 及其 or nothing between them. Other words after a title are no agreement:
    “两次签署的修正案” (2017-1/1.2), “双方在…会上所达成的共识” (2017-1/1.4). Words before the first title stay with it,
    as do words behind a number. The numbers are left out. After a conjunction a title may lack its 《》.

    >>> [a.text for a in agreements(Passage.of("《中塞协定》及第六届会议纪要", 1), Trace())[0]]
    ['《中塞协定》', '第六届会议纪要']
    """
    passage = passage.rstrip(_END)
    if _SAME.fullmatch(passage.text):
        return [], [passage]
    if first := enumerator(passage.text):
        trace.drop("agreement_separator", passage[: first.length])
        passage = passage[first.length :].strip()
    titles = list(_TITLE.finditer(passage.text))
    if not titles:
        return ([passage] if passage.text else []), []
    found, others = [passage[: titles[0].end()]], []
    for title, follower in pairwise([*titles, None]):
        assert title
        edge = follower.start() if follower else len(passage)
        between = passage[title.end() : edge]
        if (aside := _ASIDE.match(between.text)) and aside.end() < len(between):
            others.append(between[: aside.end()])
            between = between[aside.end() :]
        mark = _SEPARATOR.match(between.text)
        cut = mark.end() if mark else 0
        trace.drop("agreement_separator", between[:cut])
        if follower and mark and mark["number"]:
            found.append(passage[edge - len(between) + cut : follower.end()])
            continue
        words = between[cut:].strip(_END + " ")
        if follower and (last := _CONJUNCTION.search(words.text)):
            trace.drop("agreement_separator", words[last.start() :])
            words = words[: last.start()]
        if cut and _NAMED.fullmatch(words.text):
            found.append(words)
        elif words.text:
            others.append(words)
        if follower:
            found.append(passage[edge : follower.end()])
    return found, others


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of a direction, or the items of a list.

    ``open`` is True for 领域不限; ``lead`` holds the words that introduce the fields; ``tail`` is the
    closing 等 or 等领域 of a list, without the full stop.
    """

    open: bool = False
    lead: Passage | None = None
    nodes: tuple[Node, ...] = ()
    tail: Passage | None = None


def read_fields(paragraphs: Sequence[Passage], trace: Trace) -> Fields:
    """Return the fields: the tree that an enumeration makes, or a list of the paragraphs or of their clauses."""
    tree = grow(paragraphs)
    text = joined(tree.preface)
    if tree.nodes:
        # In 2017-1/1.12, one item of the tree is open to all fields.
        return Fields(_states_open(tree.nodes), text, tuple(tree.nodes))
    if text is None:
        return Fields()
    each = len(tree.preface) > 1 and all(_ONE_EACH.fullmatch(p.text) for p in tree.preface)
    if each or lost_bullets(tree.preface):
        return Fields(nodes=tuple(Node(None, p) for p in tree.preface))
    if _ONLY_OPEN.fullmatch(text.text):
        trace.drop("fields_open", text)
        return Fields(open=True)
    if verb := _VERB.match(text.text):
        fields = take_apart(text[verb.end() :])
        nodes = [Node(None, _without_noun(node.text, trace)) for node in fields.nodes]
        if not fields.lead and nodes:
            return replace(fields, lead=text[: verb.end()], nodes=tuple(nodes))
    return take_apart(text)


def _without_noun(field: Passage, trace: Trace) -> Passage:
    """Return a field without the word 领域 behind it: “农业科技” from “支持农业科技领域” (2017-1/1.11)."""
    name = field[: len(field.text.removesuffix("领域"))]
    trace.drop("field_noun", field[len(name) :])
    return name


def in_brackets(text: str) -> bool:
    """Return whether ``text`` stands in brackets as a whole and is no item: “（林业；水）”, but not “（1）林业（含竹）”."""
    return _BRACKET.fullmatch(text) is not None and enumerator(text) is None


def bracketed_fields(
    title: Passage, partners: re.Pattern[str] | None, trace: Trace, *, alone: bool
) -> tuple[Passage, Fields] | None:
    """Return the title without the fields in brackets behind it, and the fields; None if it has none.

    “…合作项目（可持续城市；先进材料）” has two. ``partners`` matches names of partners, which are no fields. A
    bracket of one word holds a field only if the title is ``alone``, with no text below it.
    """
    match = _BRACKET.search(title.text)
    if match is None:
        return None
    inside = title[match.start("list") : match.end("list")]
    said = _SAYS_FIELDS.match(inside.text)
    fields = take_apart(inside[said.end() if said else 0 :])
    texts = [node.text.text for node in fields.nodes]
    is_list = _LISTED.search("".join(inside.text[i] for i in outside_brackets(inside.text)))
    if not texts or not (is_list or alone or said):
        return None
    if any(_NO_FIELD.match(t) or (partners and partners.fullmatch(t)) for t in texts):
        return None
    if said:
        trace.drop("label", inside[: said.end()])
    return title[: match.start()].rstrip(), fields


def listed_fields(paragraphs: Sequence[Passage], *, behind: bool = False) -> bool:
    """Return whether the paragraphs below a title, without a label, are its fields: an enumeration, or a short list.

    ``behind`` is True if the first stands on the title's line: “…合作项目：天文”. One field is then enough.
    """
    texts = [paragraph.text for paragraph in paragraphs]
    if not texts or any(map(_NO_LIST.search, texts)):
        return False
    if len(texts) == 1 and _ONLY_OPEN.fullmatch(texts[0]):
        return True
    first = enumerator(texts[0])
    if first is not None:
        return first.value <= 1
    pieces = [piece for text in texts for piece in _LISTED.split(text)]
    return all(len(piece) <= _LONGEST_ITEM for piece in pieces) and (
        behind or len(pieces) > 1 or len(texts) > 1
    )


def _states_open(nodes: Sequence[Node]) -> bool:
    return any(_OPEN.search(node.text.text) for node in nodes)


def says_none(paragraphs: Sequence[Passage]) -> bool:
    """Return whether ``paragraphs``, the part on requirements, say that there are none: “无。” (2017-1/1.6)."""
    return any(_NO_REQUIREMENTS.fullmatch(paragraph.text) for paragraph in paragraphs)


def read_requirements(paragraphs: Sequence[Passage], trace: Trace) -> list[Node]:
    """Return the requirements: the tree that an enumeration makes, or the text cut at ；.

    A paragraph before the first enumerator that ends in “：” is the parent of the tree (2017-1/1.8). Text
    without enumerators is not cut at 。, because its sentences belong together. “其他要求：无。” gives no
    requirement.
    """
    tree = grow(paragraphs)
    if tree.nodes:
        before = [Node(None, paragraph) for paragraph in tree.preface]
        if before and before[-1].text.text.endswith(("：", ":")):
            before[-1].children = tree.nodes
            return before
        return before + tree.nodes
    nodes = []
    for paragraph in tree.preface:
        if _NO_REQUIREMENTS.fullmatch(paragraph.text):
            trace.drop("no_requirements", paragraph)
        else:
            nodes += [Node(None, piece) for piece in split_at(paragraph, "；;")]
    return nodes


def take_apart(passage: Passage) -> Fields:
    """Return the items of an unnumbered list, cut at its `separators`. One item and what it includes are a lead and
    a list: “SKA科学预研究，包括脉冲星搜寻、中性氢巡天”.
    """
    lead = None
    if (match := _LEAD.match(passage.text)) and match.end() < len(passage):
        lead, passage = passage[: match.end()], passage[match.end() :]
    elif start := _included(passage.text):
        lead, passage = passage[:start], passage[start:]
    ending = _TAIL.search(passage.text)
    cut = ending.start() if ending else len(passage)
    tail = passage[cut:].strip("。；;.")
    marks = separators(passage[:cut].text)
    pieces = (piece.strip(marks).strip() for piece in split_at(passage[:cut], marks))
    nodes = tuple(Node(None, piece) for piece in pieces if piece.text)
    return Fields(_states_open(nodes), lead, nodes, tail if tail.text else None)


def _included(text: str) -> int:
    """Return where the list of what a text's one item includes begins; 0 if there is no such list.

    >>> _included("天文，包括脉冲星、巡天"), _included("天文，包括巡天"), _included("水、天文，包括脉冲星、巡天")
    (5, 0, 0)
    """
    outside = set(outside_brackets(text))
    starts = (match for match in _INCLUDES.finditer(text) if match.start() in outside)
    if not (match := next(starts, None)):
        return 0
    before = {text[i] for i in outside if i < match.start()} & set("，、,；;。")
    behind = {text[i] for i in outside if i >= match.end()} & set("，、,；;")
    return match.end() if not before and behind in ({"、"}, {"，"}, {","}) else 0


def separators(text: str) -> str:
    """Return the marks at which a list is cut: ；, or in a list without it ， and 、. Brackets are ignored.

    If there are more commas than enumeration commas, the latter belong to the items: “卫生健康，农业、
    食品和生物技术，基础科学” (2023-1-draft/1.1). In 2017-1/1.7, in contrast, one comma is a slip.

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
    """Return ``passage`` cut after each of ``marks`` outside brackets; the marks are kept.

    >>> [piece.text for piece in split_at(Passage.of("水、天文，包括脉冲星、巡天，能源", 1), "，、")]
    ['水、', '天文，包括脉冲星、巡天，', '能源']
    """
    edges = []
    goes_on = False
    for i in outside_brackets(passage.text):
        if passage.text[i] not in marks:
            continue
        if _GOES_ON.match(passage.text, i):
            goes_on = True
        elif passage.text[i] != "、":
            goes_on = False
        if not goes_on:
            edges.append(i + 1)
    pieces = (passage[a:b].strip() for a, b in pairwise([0, *edges, len(passage)]))
    return tuple(piece for piece in pieces if piece.text)
