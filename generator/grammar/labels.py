"""Labels: the words that open the parts of a direction."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import get_args

from generator.grammar.enumerators import Enumerator, enumerator
from generator.grammar.numerals import arabic, half_width
from generator.passage import Part

LABELS: tuple[tuple[Part, str], ...] = (
    (
        "agreements",
        r"(?:政府间)?合作(?:协议|协定|依据|文件)|协议依据|依据协议|签署协议|(?:政府间|双边|两国)(?:协议|协定)|协议名称|框架协议|依据文件",
    ),
    ("commitment", r"外交承诺"),
    (
        "fields",
        r"(?:领域|合作|支持|重点|优先|征集|资助|指南|研究)方向|(?:研究|合作|优先|资助|支持)主题|(?:支持|资助)范围|(?:重点|优先|拟)?(?:合作|支持|资助|征集)领域"
        r"|(?:联合研究|合作研究|共同关注|共同支持)(?:领域|方向)"
        r"|(?:重点|研究|优先|申报|具体|技术)领域|(?:(?:合作|支持|重点)?领域|合作)[与和及]方向|领域(?=(?:方向)?不限)",
    ),
    (
        "projects_and_funding",
        r"拟?(?:支持|资助|立项)(?:(?:总?经费|金额|强度)[与和及、](?:项目)?数量?|(?:项目(?:数量?)?|数量?)[与和及、](?:总?经费|金额|强度))"
        r"|(?:支持|资助)方式[与和及](?:额度|强度|规模|经费)|拟?(?:支持|资助|立项)(?:力度|规模|计划)",
    ),
    (
        "projects",
        r"(?:(?:中方|双方)?(?:共?拟|计划|预计)?(?:支持|资助|立项)|拟立)项目(?:总数|数量|数目|数|个数)?|拟?(?:支持|资助|立项)数(?:量|目)?"
        r"|项目(?:总数|数量|数目|数|个数)",
    ),
    (
        "funding",
        r"(?:每个项目|单个项目|每项|单项)拟?(?:平均)?(?:支持|资助|国拨|中方)*(?:经费|强度|额度|金额|限额)"
        r"|(?:中方|[共总])?拟?(?:支持|资助)(?:总|国拨|专项|财政)?(?:经费|金额|额度|总额|资金|额)(?:总额|额度|概算)?"
        r"|(?:共拟?|拟)?(?:资助|支持)强度|(?:国拨|中央财政|财政|项目|中方)?(?:总经费|经费总额|经费总?额度|经费概算)"
        r"|(?:国拨|中央财政|财政|项目|专项|中方)(?:经费|资金)|(?:资助|支持|经费)标准|经费(?:规模|安排)",
    ),
    (
        "duration",
        r"拟?(?:支持|资助)(?:时间|期限|年限|周期)"
        r"|(?:项目)?(?:执行|实施)(?:期限?|周期|年限|时间)|(?:项目)?(?:研究|完成|建设)(?:期限?|周期|年限|时间)"
        r"|项目(?:周期|期限|年限)|合作(?:期限?|年限|周期)|(?:项目)?起止(?:时间|年限|日期)",
    ),
    (
        "deadline",
        r"(?:网上|网络|项目|中方)?(?:申报|申请|受理|提交|填报|征集|推荐)(?:材料|受理|提交|书)?(?:的)?(?:截止|截至)(?:时间|日期|日)?"
        r"|(?:网上|网络|项目|中方)?(?:申报|申请|受理|填报|征集)(?:受理|起止)?(?:时间|日期|期限)|(?:截止|截至)(?:受理|申报|提交)?(?:时间|日期|日)|(?:网上|项目)?受理期|(?:申报)?材料(?:提交|报送)截止(?:时间|日期)?",
    ),
    (
        "requirements",
        r"(?:其[他它]|申报|有关|相关|具体|申请|特殊|特别|附加|项目|资格)(?:申报)?(?:要求|条件)"
        r"|(?:其[他它]|有关|申报|特别|补充)(?:事项|说明)|申报资格|备注|合作要求|(?:申报|申请)(?:单位|人)(?:要求|条件|资格)|注意事项",
    ),
    (
        "contacts",
        r"(?:[\u4e00-\u9fff]方)?(?:项目)?(?:联系人|联系方式|联络人|咨询电话)(?:及联系方式|及电话)?",
    ),
)
"""The labels of a direction's parts, in the words that the guides use; first match wins."""

SHORT: tuple[tuple[Part, str], ...] = (
    ("fields", r"(?:合作|支持|研究|技术)?(?:领域|内容)(?:[及与和、/]?(?:研究)?方向)?|研究方向|主要(?:研究)?内容"),
    ("projects", r"(?:拟?支持|拟?立项|项目)?(?:项数|数量|个数)"),
    ("funding", r"(?:拟?支持)?(?:经费|金额|资金|额度)"),
    ("agreements", r"(?:政府间)?(?:协议|协定|依据)"),
    ("requirements", r"(?:合作)?(?:要求|条件|说明)"),
    ("duration", r"(?:执行|实施)?(?:期限|周期|年限|时间)"),
)  # fmt: skip
"""Words that name a part at the head of a column, and before a colon where the direction has no such part yet."""

_WORDS = "|".join(f"(?P<{part}>{words})" for part, words in LABELS)
_COLON = r"\s*[：:﹕∶]\s*"
_UNIT = r"(?P<unit>\s?[（(](?:单位[：:])?(?:人民币)?(?:[万亿]?元|[个项年])[）)])?"
"""The unit of the number below a label: “拟支持经费（万元）：500”."""
_REMARK = r"(?P<remark>\s*[（(][^（）()：:。\d]{1,12}[）)])?"
"""A remark behind the words: “其他要求（必读）：”."""
_WITH_COLON = re.compile(rf"(?:{_WORDS}){_UNIT}{_REMARK}{_COLON}")
_MARKED = re.compile(
    rf"(?P<open>[【〔［\[]\s*)?(?:{_WORDS}){_UNIT}(?(open)\s*[】〕］\]](?:{_COLON})?|(?:{_REMARK}{_COLON}|\s*$))"
)
"""A label followed by a colon, in brackets, or alone on its line."""
_ITEM = r"[（(]?\s*+(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*[）)、.．]"
_AMOUNT = (
    r"(?:原则上)?(?:总计|共计?|约|大约|不超过|不多于|最多|不少于|至少|人民币)*\s*(?:\d|[一二三四五六七八九十两]{1,3}[个项亿万千百])"
    r"|各\d|每[个年]|待定"
)
_SHAPES: dict[str, str] = {
    "agreements": r"《",
    "fields": rf"{_ITEM}|(?:领域)?不限",
    "projects": _AMOUNT,
    "projects_and_funding": _AMOUNT,
    "funding": _AMOUNT,
    "duration": r"\d|[一二三四五六七八九十两]",
    "requirements": rf"{_ITEM}|无[。；]?$",
}
_WITHOUT_COLON = tuple(
    (part, re.compile(rf"(?P<words>{words})\s*+(?={_SHAPES[part]})"))
    for part, words in LABELS
    if part in _SHAPES
)
_FORMAL = re.compile("数|经费|支持|资助")
"""Words that a label without a colon must contain before a number; “项目执行期3-5年” is a sentence."""
_COUNTED = ("projects", "projects_and_funding", "funding", "duration")
_TOLD = re.compile(
    r"(?:(?:中[\u4e00-\u9fff]{0,3})?(?:双方|中方)|本(?:方向|项目|领域|批次))?(?:[拟将共]|计划|预计|共同|联合|择优|遴选|各|总计|合计){0,5}"
    rf"(?:支持|资助|立项)(?:项目(?:总数|数量?|数目)?为?)?(?:{_AMOUNT})[^，。；]{{0,24}}?[个项](?:[^，。；\d]{{0,12}}项目)?(?:左右|以内)?(?=[，。；（(]|$)"
)
"""A sentence without a label that states how many projects: “双方拟共同支持3个项目，其中中方经费…”."""
_SPACED = re.compile(rf"\s*(?:{_WORDS})(?P<space>\s+)(?=[\u3400-\u9fff《（“])")
_ENDS = re.compile(r"[。；;）)》元币个项目年右下内限无定\s]")
_MARK_BEFORE = re.compile(rf"{_ITEM}\s*$")
_UNKNOWN = re.compile(
    r"(?P<open>[【〔［\[]\s*)?(?P<words>[\u4e00-\u9fff]{2,8})(?(open)\s*[】〕］\]]\s*+[：:﹕∶]?|\s?[：:﹕∶])\s*+(?!//)"
)
_CAPTION = re.compile(
    r"(?:附?表|附?图)\s*+[\d一二三四五六七八九十]{1,3}(?:[-－.．]\d{1,2})?(?!\s*(?:所|中|为|显|列|的|和|与|及))"
    r"\s*+[：:、.．]?\s*+[^。；]{1,40}"
    # A note, by its raised mark: “¹ 海洋塑料指海洋微塑料…”
    r"|[¹²³⁴-⁹]\s*+[\u4e00-\u9fff“《](?s:.)+"
)
_NO_LABEL = re.compile(
    r"(?:包括|包含|如下|以下|不限于|分别[是为]|其中|例如|所示)$|电话|手机|传真|邮箱|邮件|邮编|网址|网站|官网|链接|地址|微信|联系"
)
"""Words before a colon that introduce a list, or a contact."""
_DOTTED = re.compile(r"(?:\d{1,2}\.){1,3}(?P<n>\d{1,2})[.、]?\s*(?=[\u3400-\u9fff])")
_NUMBERS = (
    "digit",
    "bracketed_digit",
    "han",
    "bracketed_han",
    "ring",
    "ring_han",
    "dotted",
    "bullet",
)
_SHORT = tuple((part, re.compile(words)) for part, words in SHORT)
_ORDER = get_args(Part)
FIELD_SERIES = ("领域方向", "研究方向", "方向")
"""Words that number fields: “领域方向一：” opens the part of the fields just as “领域方向：” does."""


@dataclass(frozen=True, slots=True)
class Label:
    """A label of a part at the start of a text."""

    part: Part
    words: str
    length: int
    sure: bool = True
    """True if a colon, brackets or a separate line marks it; False if only the words after it do."""
    mark: Enumerator | None = None
    """The number before the label, which its length includes."""

    @property
    def interrupts(self) -> bool:
        """True if the label ends the paragraph above it.

        “联系人：” without a number does not: a line can break before it in mid-sentence (2022-1/1.5).
        """
        if self.part == "projects_and_funding" and not self.words:
            return False  # a sentence may go on so in its next line
        return self.part != "contacts" or self.mark is not None


def label(text: str) -> Label | None:
    """Return the label at the start of ``text``, or None.

    A label has a colon (“合作领域：”) or brackets (“【合作领域】”), or is alone on its line, or is followed by
    text of the kind that it announces: “合作协议《…》”, “拟支持项目数10个”, “其他要求（1）…”.

    >>> label("合作领域：").part, label("领域方向一：食品"), label("拟支持项目数10个。").words
    ('fields', None, '拟支持项目数')
    """
    if match := _MARKED.match(text):
        return _labelled(match)
    plain = half_width(text[:60])
    for part, pattern in _WITHOUT_COLON:
        match = pattern.match(plain)
        if match and (part not in _COUNTED or _FORMAL.search(match["words"])):
            return Label(part, match["words"], match.end(), sure=False)
    if match := _SPACED.match(text):
        return _labelled(match)
    return None


def numbered_label(text: str) -> Label | None:
    """Return the label behind a number at the start of ``text``, as in “1．合作协议：…”, or None.

    >>> numbered_label("2、领域方向：农业").words, numbered_label("2、农业")
    ('领域方向', None)
    """
    mark = number_before(text)
    if mark is None or mark.style not in _NUMBERS:
        return None
    rest = text[mark.length :].lstrip()
    found = label(rest)
    if found and mark.style == "dotted" and not found.sure:
        return None
    return found and replace(found, length=len(text) - len(rest) + found.length, mark=mark)


def number_before(text: str) -> Enumerator | None:
    """Return the number that may stand before a label: an enumerator, or one behind the direction's number, as “1.2.1”.

    >>> number_before("1.2.3 领域方向：水").value, number_before("领域方向：水")
    (3, None)
    """
    match = _DOTTED.match(half_width(text[:16]))
    if match is None:
        return enumerator(text)
    return Enumerator("dotted", int(match["n"]), text[: match.end()].strip(), match.end())


def field_series(text: str) -> Label | None:
    """Return the label of the fields that “领域方向一：” makes at the start of ``text``, or None.

    The number belongs to the text, so the label has no length and no words.
    """
    mark = enumerator(text)
    return Label("fields", "", 0, mark=mark) if mark and mark.style in FIELD_SERIES else None


def unknown_label(text: str) -> Label | None:
    """Return what may be a label at the start of ``text`` that no rule knows, or a `SHORT` one; else None.

    >>> unknown_label("成果形式：样机").words, unknown_label("包括但不限于："), unknown_label("领域方向：水")
    ('成果形式', None, None)
    """
    match = _UNKNOWN.match(text)
    if match is None or _NO_LABEL.search(match["words"]) or label(text) or enumerator(text):
        return None
    words = match["words"]
    parts: Iterator[Part] = (name for name, short in _SHORT if short.fullmatch(words))
    return Label(next(parts, "remarks"), words, match.end())


def caption(text: str) -> Label | None:
    """Return the start of the caption of a table or picture, or of a note, or None: “表1 合作单位”, “¹ 指…”; “表1所示…” is
    a sentence.

    >>> caption("图2：技术路线") == caption("¹ 塑料指微塑料。"), caption("表1所示的单位") is caption("³He低温") is None
    (True, True)
    """
    return Label("remarks", "", 0, sure=False) if _CAPTION.fullmatch(text) else None


def statement(text: str) -> Label | None:
    """Return the label, without words, of a sentence that states how many projects, or None.

    >>> statement("双方拟共同支持3个项目，其中中方经费900万元。").part, statement("支持农业。")
    ('projects_and_funding', None)
    """
    told = _TOLD.match(arabic(text[:80]))
    return Label("projects_and_funding", "", 0, sure=False) if told else None


def labels_inside(text: str, after: Part | None) -> Iterator[tuple[int, Label]]:
    """Yield the position and the label for each label inside ``text``, which belongs to the part ``after``.

    “…万元人民币（每个项目不超过750万元）其他要求：…” has one. Such a label has a colon, stands where a
    statement can end, and comes later in the order of the parts than the label before it. “（3）执行期：…”
    is an item, not a label.
    """
    rank = _ORDER.index(after) if after and after != "remarks" else -1
    for match in _WITH_COLON.finditer(text):
        found, start = _labelled(match), match.start()
        later = start > 0 and _ORDER.index(found.part) > rank and found.part != "contacts"
        if later and _ENDS.match(text, start - 1) and not _MARK_BEFORE.search(text[:start][-8:]):
            rank = _ORDER.index(found.part)
            yield start, replace(found, length=found.length - start)


def space_for_colon(text: str) -> int | None:
    """Return the position of a space that replaces a label's colon, or None: “领域方向 农业、水”."""
    match = _SPACED.match(text)
    return match.start("space") if match else None


def _labelled(match: re.Match[str]) -> Label:
    part = next(name for name, _ in LABELS if match[name])
    remarks = (match.groupdict().get(name) for name in ("unit", "remark"))
    return Label(part, match[part] + "".join(filter(None, remarks)), match.end())
