"""Flags: what the requirements demand of the Chinese side.

Each flag has one rule, read sentence by sentence. Where the rule binds applicants, the side that
was named last decides: a demand on the foreign side alone (“芬方要求企业牵头”, “西方企业须…提供配套
出资”) sets nothing, and neither does what is only encouraged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.grammar.marks import wide_marks
from generator.grammar.numerals import half_width
from generator.model import Direction, Flag, walk

RULES: tuple[tuple[str, str], ...] = (
    (
        "two_sided_submission",
        # 2017-1/1.3: only the partners of those who have applied abroad may apply.
        r"分别[^。；]{0,4}向|分别(?:提交|递交|报送|申报|在(?:本国|各自))|单方(?:面)?(?:申报|申请|提交)"
        r"|须?向各自的?[^。；]{0,12}(?:申报|提交)|在各自国家[^。；]{0,8}(?:申报|提交)|共同申请|联合申请表格"
        r"|同时(?:分别)?向(?:双方|两国|中外|各自|对方)[^。；]{0,16}(?:申报|提交|申请)"
        r"|只有[^。；]{0,120}(?:提交过项目申请|确认申请合格)",
    ),
    (
        "enterprise_lead",
        r"牵头(?:申报)?单位(?:必须|须|应|需)?(?:必须)?[为是]企业|(?:必须|须|应)?由?企业牵头(?:申报)?$"
        r"|(?:必须|须|应|需)由?(?:中方)?企业(?:作为)?(?:牵头|申报)|企业(?:必须|须|应|需)作为[^，。；]{0,6}牵头"
        r"|申报(?:单位|主体)(?:必须|须|应|需)[为是]企业",
    ),
    (
        "enterprise_required",
        r"(?:至少|须|必须|应)(?:有|包括|包含)?(?:至少)?[一1]?[家个]?[^，。；]{0,10}?[一1][家个]企业"
        r"|(?:必须|须|应|需)(?:有|由|包括|包含)企业(?:参加|参与|单位|$)|企业(?:必须|须|应|需)(?:参加|参与)",
    ),
    (
        "enterprise_excluded",
        r"(?:不能|不得|不可)(?:为|是)企业|企业不(?:得|能|可)(?:申报|参与)|不(?:支持|接受)企业(?:申报|参与)",
    ),
    ("matching_funds", r"配套(?:出资|经费|资金|投入)|匹配相应(?:经费|资金)|自筹(?:经费|资金)"),
    (
        "ip_agreement",
        r"知识产权[^。；]{0,24}(?:协议|约定|文件|条款|规定|分配)|(?:协议|约定|文件)[^。；]{0,12}知识产权",
    ),
)
_BINDING = frozenset(
    {"enterprise_lead", "enterprise_required", "enterprise_excluded", "matching_funds"}
)
"""Rules that bind one side; the others bind both by what they say."""
_NEEDED = {
    **dict.fromkeys(("enterprise_lead", "enterprise_required", "enterprise_excluded"), "企业"),
    "ip_agreement": "知识产权",
}
"""Words that each form of a rule has, so that other sentences need not be searched for it."""
_PATTERNS = tuple((code, re.compile(pattern)) for code, pattern in RULES)
_SIDE = re.compile(r"(?P<side>[\u4e00-\u9fff])方(?![面向案法式便针])")
_OURS = frozenset("中双各多三四五")
_CLAUSE = re.compile(r"[^。；，（）\n]+")
_SENTENCE = re.compile(r"[^。；\n]+")
_VOLUNTARY = re.compile(r"^(?:鼓励|优先|欢迎|可以?|如)")


def flags(direction: Direction) -> tuple[Flag, ...]:
    """The flags that hold, in the order of `RULES`, each with the first anchor that states it."""
    found: dict[str, str] = {}
    for item in walk(direction.requirements):
        for code in _flags_of(item.text.zh):
            found.setdefault(code, item.anchor)
    if "enterprise_lead" in found:
        found.setdefault("enterprise_required", found["enterprise_lead"])
    return tuple(Flag(code, found[code]) for code, _ in RULES if code in found)


def _flags_of(text: str) -> Iterator[str]:
    for sentence in _SENTENCE.finditer(half_width(wide_marks(text))):
        for code, pattern in _PATTERNS:
            if _NEEDED.get(code, "") in sentence[0] and any(
                not (code in _BINDING and _is_foreign(sentence[0], match.start()))
                and not (
                    code.startswith("enterprise") and _is_voluntary(sentence[0], match.start())
                )
                for match in pattern.finditer(sentence[0])
            ):
                yield code


def _is_foreign(sentence: str, position: int) -> bool:
    """Whether the last side named before ``position`` is the foreign one."""
    sides = [match["side"] for match in _SIDE.finditer(sentence[:position])]
    return bool(sides) and sides[-1] not in _OURS


def _is_voluntary(sentence: str, position: int) -> bool:
    """Whether the clause at ``position`` only encourages."""
    clause = next(m for m in _CLAUSE.finditer(sentence) if m.end() > position)
    return bool(_VOLUNTARY.match(clause[0]))
