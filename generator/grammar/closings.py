"""Where the closing matter of a guide begins: sections and lines below the last direction that belong to the guide.

The five guides end with their last direction. The forms are those of notices and of guides as offices publish them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from generator.grammar.enumerators import Enumerator, enumerator
from generator.grammar.headings import names_partner, part_heading
from generator.grammar.labels import Label, label
from generator.grammar.notices import asks_for_comment

Number = tuple[str, int]
"""Style and value of an enumerator."""
_SUBJECTS = (
    r"(?:项目|指南|网上|有关|相关|具体|其[他它]|组织)?(?:"
    r"申报(?!单位)|申请(?!单位)|填报|受理|推荐|组织|实施|评审|立项|管理|咨询|联系|联络|咨询服务|技术支持|形式审查|资格|材料|有关|相关|其[他它]|注意|特别|附)"
)
_KINDS = r"(?:要求|条件|方式|时间|期限|日期|程序|流程|步骤|材料|说明|事项|事宜|实施|管理|受理|推荐|申报|安排|办法|渠道|电话|人|单位|资格|附件|则|件)"
_SECTION = re.compile(
    rf"{_SUBJECTS}[^，。；：:]{{0,6}}?{_KINDS}(?:[及和与、][^，。；：:]{{2,10}})?(?:[：:。].*)?"
)
"""The title of a closing section: “申报方式与时间”, “有关说明”, “咨询方式”."""
_DAY = r"(?:20\d\d|二[〇○零Ｏ][〇○零Ｏ一二三四五六七八九]{2})年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日"
_ISSUER = r"(?:[\u4e00-\u9fff]{2,20}(?:部|司|局|厅|委|委员会|中心|办公室|办|处|科学院|基金委|秘书处|专项组)\s*){1,4}"
_END = r"特此(?:通知|公告|公布|通告|函告|函达|函复|说明|公示|告知)[。！]?|专此[。！]?"
LINES: dict[str, re.Pattern[str]] = {
    # 特此通知。; 请按要求组织申报。特此公告。
    "ends": re.compile(rf"(?:.*[，。；])?(?:{_END})"),
    # 附件：1.形式审查条件; 附：形式审查条件
    "attachments": re.compile(
        r"(?:相关|有关)?附[件表录](?:\s*(?:\d{1,2}|[一二三四五六七八九十]{1,2}))?(?:\s*[：:]\s*.*|\s*《.*|\s*$)|附\s*[：:].*"
    ),
    # 附件1 推荐函模板
    "attachment": re.compile(
        r"附件\s*(?:\d{1,2}|[一二三四五六七八九十]{1,2})(?![\d\s]*(?:[所中为的和与及、，内里]|要求|规定|执行))[.、．\s]*[\u4e00-\u9fff].{0,60}(?<![。；，])"
    ),
    # 科技部国际合作司2033年2月15日
    "signature": re.compile(rf"{_ISSUER}{_DAY}"),
    # 技术支持电话：…; 本批指南咨询电话：…
    "contact": re.compile(
        r"(?:本(?:指南|专项|通知|批)|指南|业务|政策|技术|系统|平台|填报|申报|受理|专项)[^，。；：:]{0,8}?(?:咨询|支持|联系|服务)(?:电话|方式|人|邮箱|热线)?[^，。；：:]{0,6}[：:].*"
    ),
    # 本指南由科技部负责解释。
    "rules": re.compile(r"本(?:指南|通知|公告|专项)(?:由.{2,30}解释|自.{2,20}[施行效]).*"),
    # 形式审查条件要求; the attachments that guides of the programme have
    "attached": re.compile(r".{0,60}(?:形式审查条件(?:要求)?|指南编制专家(?:组?名单|组)?)"),
    # 请各推荐单位…
    "request": re.compile(r"(?:现)?请各(?:有关|相关|推荐|申报|地方)*(?:单位|部门).*"),
}
"""Lines that begin the closing matter by their words."""
_NO_LINE_GOES_ON = re.compile(rf"{_END}|附件?\s*+\d{{0,2}}\s*+[：:]\s*+[^\s：:].*")
"""Lines that continue no line above them. “附件1” alone stands above the title of a guide."""
_ISSUER_ALONE = re.compile(_ISSUER)
_DAY_ALONE = re.compile(_DAY)
_LEVELS = ("chapter", "han", "digit", "bracketed_han")
_SURE = ("chapter", "han")
"""Styles of sections of a guide that items of a direction seldom have."""


def last_sections(texts: Sequence[str]) -> dict[str, int]:
    """Return style → value of the last heading among ``texts``, the paragraphs above the first direction.

    >>> last_sections(["一、总体目标", "支持合作。", "二、领域和方向"])
    {'han': 2}
    """
    marks = (part_heading(text, named=False) for text in texts)
    return {mark.style: mark.value for mark in marks if mark}


def closes(
    text: str,
    *,
    above: str = "",
    below: str = "",
    counted: Collection[Number] = (),
    sections: Mapping[str, int] | None = None,
) -> str | None:
    """Return the name of the form in which ``text``, a paragraph of the last direction, begins the closing matter; or
    None. ``above`` and ``below`` are the paragraphs next to it, empty if there is none, ``counted`` the enumerators of
    all paragraphs of the direction above it, and ``sections`` the `last_sections`.

    >>> closes("三、申报方式与时间"), closes("特此通知。"), closes("科技部国际合作司", below="2033年2月15日")
    ('section', 'ends', 'signature')
    >>> closes("三、有机农业", counted={("han", 2)}), closes("附件1所列单位须提交申请。")
    (None, None)
    """
    if _is_section(text, counted, sections or {}):
        return "section"
    if asks_for_comment(text):
        return "comment"
    if _ISSUER_ALONE.fullmatch(text) and _DAY_ALONE.fullmatch(below):
        return "signature"
    if _DAY_ALONE.fullmatch(text) and not below and above.endswith("。"):
        return "signature"
    return next((name for name, form in LINES.items() if form.fullmatch(text)), None)


def is_signer(text: str) -> bool:
    """Return whether ``text`` is the name of an office alone on its line, as in a signature.

    >>> is_signer("科技部办公厅"), is_signer("项目执行期2年")
    (True, False)
    """
    return _ISSUER_ALONE.fullmatch(text) is not None


def closing_line(text: str) -> Label | None:
    """Return the start of the closing matter that ``text`` is by its words alone, or None.

    >>> closing_line("附件：1.形式审查条件") is None, closing_line("附件1中的申报书") is None
    (False, True)
    """
    return Label("remarks", "", 0) if _NO_LINE_GOES_ON.fullmatch(text) else None


def number_of(text: str) -> Number | None:
    """Return style and value of the enumerator with which ``text`` begins, or None.

    >>> number_of("二、水"), number_of("水")
    (('han', 2), None)
    """
    mark = enumerator(text)
    return (mark.style, mark.value) if mark else None


def _is_section(text: str, counted: Collection[Number], sections: Mapping[str, int]) -> bool:
    """Return whether ``text`` is the heading of a section: it goes on in the count of the sections above the directions,
    or its words are those of such a section. One that goes on in a count of the direction is none.
    """
    mark = _mark(text)
    if (
        mark is None
        or mark.style not in _LEVELS
        or names_partner(title := text[mark.length :].strip())
    ):
        return False
    if (mark.style, mark.value - 1) in counted:
        return False
    named = _SECTION.fullmatch(title)
    if sections.get(mark.style) == mark.value - 1 and part_heading(text, named=False):
        return mark.style in _SURE or bool(named)
    return mark.style in _SURE and bool(named)


def _mark(text: str) -> Enumerator | None:
    return part_heading(text, named=False) or enumerator(text)


def is_contact(text: str) -> bool:
    """Return whether ``text`` names a contact without saying of which side: “联系人：…”, but not “中方联系人：…”.

    >>> is_contact("联系人：赵老师"), is_contact("荷方联系人：赵老师"), is_contact("（3）联系人：李老师")
    (True, False, False)
    """
    found = label(text)
    return bool(found and found.part == "contacts" and found.words[1:2] != "方")
