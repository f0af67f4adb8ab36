"""Flags: conditions that the requirements set for the Chinese side.

Each flag has one rule, which is applied to each sentence. Some rules bind one side: for these, the side
that the sentence named last decides. A demand on the foreign side alone (“芬方要求企业牵头”,
“西方企业须…提供配套出资”) sets no flag, and neither does a mere encouragement.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.grammar.numerals import half_width, wide_marks
from generator.model import Direction, Flag, walk

_MUST = "(?:必?须|应|需)"
_SUBMIT = "(?:申报|申请|提交)"
RULES: tuple[tuple[str, str], ...] = (
    (
        "two_sided_submission",
        # The last alternative: in 2017-1/1.3, only those may apply whose partner has applied abroad.
        rf"分别.{{0,4}}向|分别(?:提交|递交|报送|申报|在(?:本国|各自))|单方面?{_SUBMIT}"
        rf"|向各自.{{0,12}}{_SUBMIT}|在各自国家.{{0,8}}{_SUBMIT}|共同申请|联合申请表格"
        rf"|同时向(?:双方|两国|中外|对方).{{0,16}}{_SUBMIT}"
        r"|只有.{0,120}(?:提交过项目申请|确认申请合格)",
    ),
    (
        "enterprise_lead",
        rf"牵头(?:申报)?单位{_MUST}?[为是]企业|申报(?:单位|主体){_MUST}[为是]企业|企业牵头(?:申报)?$"
        rf"|{_MUST}由?(?:中方)?企业(?:作为)?(?:牵头|申报)|企业{_MUST}作为[^，]{{0,6}}牵头",
    ),
    (
        "enterprise_required",
        r"(?:至少|须|应)[^，]{0,16}[一1][家个]企业"
        rf"|{_MUST}(?:有|由|包括|包含)企业(?:参加|参与|单位|$)|企业{_MUST}(?:参加|参与)",
    ),
    (
        "enterprise_excluded",
        r"不[能得可][为是]企业|企业不[得能可](?:申报|参与)|不(?:支持|接受)企业(?:申报|参与)",
    ),
    ("matching_funds", r"配套(?:出资|经费|资金|投入)|匹配相应(?:经费|资金)|自筹(?:经费|资金)"),
    (
        "ip_agreement",
        r"知识产权.{0,24}(?:协议|约定|文件|条款|规定|分配)|(?:协议|约定|文件).{0,12}知识产权",
    ),
)
_BINDING = frozenset(
    {"enterprise_lead", "enterprise_required", "enterprise_excluded", "matching_funds"}
)
"""The rules that bind one side; the words of the others bind both sides."""
_PATTERNS = tuple((code, re.compile(pattern)) for code, pattern in RULES)
_SIDE = re.compile(r"([\u4e00-\u9fff])方(?![面向案法式便针])")
_OURS = frozenset("中双各多三四五")
_CLAUSE_MARK = re.compile("[，（）]")
_SENTENCE = re.compile(r"[^。；\n]+")
_VOLUNTARY = re.compile("鼓励|优先|欢迎|可|如")


def flags(direction: Direction) -> tuple[Flag, ...]:
    """Return the flags that hold, in the order of `RULES`, each with the anchor of the first item that states it."""
    found: dict[str, str] = {}
    for item in walk(direction.requirements):
        for code in _flags_of(item.text.zh):
            found.setdefault(code, item.anchor)
    if "enterprise_lead" in found:
        found.setdefault("enterprise_required", found["enterprise_lead"])
    return tuple(Flag(code, found[code]) for code, _ in RULES if code in found)


def _flags_of(text: str) -> Iterator[str]:
    for sentence in _SENTENCE.findall(half_width(wide_marks(text))):
        for code, pattern in _PATTERNS:
            if any(_holds(code, sentence[: match.start()]) for match in pattern.finditer(sentence)):
                yield code


def _holds(code: str, before: str) -> bool:
    """Return whether the condition ``code`` holds for the Chinese side, from the words ``before`` it in its sentence.

    It does not hold if the last side named there is the foreign one, or if the clause only encourages.
    """
    sides = _SIDE.findall(before)
    if code in _BINDING and sides and sides[-1] not in _OURS:
        return False
    clause = _CLAUSE_MARK.split(before)[-1]
    return not (code.startswith("enterprise") and _VOLUNTARY.match(clause))
