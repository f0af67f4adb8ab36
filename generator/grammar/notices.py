"""Notices: the lines around a guide's title, the title itself, its stage, its series and its programme.

The five guides have little of this: it is how notices and saved web pages of the ministry and of offices are set.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.grammar.numerals import wide_marks
from generator.grammar.surroundings import is_of_site
from generator.model import Series

NAME = "政府间国际科技创新合作"
PROGRAMME = re.compile(r"政府间(?:国际)?科技(?:创新)?合作")
"""The programme whose guides these are: “政府间国际科技创新合作”, in older notices without 国际 or 创新."""

# Lines around a title

_DAY = (
    r"(?:20\d\d|二[〇○零][〇○零一二三四五六七八九]{2})[-./年][\d一二三四五六七八九十]{1,3}"
    r"(?:[-./月][\d一二三四五六七八九十]{0,3})?日?(?:\d{1,2}[：:]\d{2}(?:[：:]\d{2})?)?"
)
_FURNITURE = (
    # 2031年01月02日, 2031-01-02 10:30
    _DAY,
    # 国科示例〔2031〕1号, 发文字号：…
    r"(?:(?:发文字号|文号|文件编号)[：:])?[\u4e00-\u9fff]{0,12}[〔﹝\[【（(［]20\d\d[〕﹞\]】）)］]第?\d{1,5}号",
    # 主办单位：…; （此件公开发布）
    r"(?:附件下载|相关(?:链接|文章|新闻|阅读|附件)|主办(?:单位)?|承办(?:单位)?)[：:]?[^。；]{0,60}|[（(]此件(?:主动|依申请|不予)?公开(?:发布)?[）)]",
    # 1. 指南.pdf, the list of attachments
    r"(?:附件)?(?:\d{1,2}[.、．：:])?[^，。；：:/]{1,60}\.(?:pdf|docx?|wps|xlsx?|zip|rar|ofd)(?=$)",
)
"""The items that a line around a title is made of."""
_ITEMS = tuple(map(re.compile, _FURNITURE))
_BETWEEN = "|｜·、"
_BRACKETS = re.compile(r"[【（(\[].*[】）)\]]")
_LONGEST_LINE = 160


def is_notice_line(text: str) -> bool:
    """Return whether a line holds nothing but date, source, document number, size of letters or the like.

    >>> is_notice_line("发布时间：2031年01月02日来源：科技部【字号：大中小】"), is_notice_line("国科发外〔2031〕1号")
    (True, True)
    >>> is_notice_line("2031年1月2日前提交"), is_notice_line("2031年度第一批项目申报指南")
    (False, False)
    """
    text = "".join(text.split())
    if len(text) > _LONGEST_LINE:
        return False
    return (
        is_of_site(text)
        or _holds_items(text)
        or bool(_BRACKETS.fullmatch(text) and _holds_items(text[1:-1]))
    )


def is_footer_line(text: str) -> bool:
    """Return whether a line below a guide is such a line; a date there may be a deadline, and is none.

    >>> is_footer_line("分享到：微信"), is_footer_line("2031年3月1日")
    (True, False)
    """
    return is_notice_line(text) and not _ITEMS[0].match(text)


def _holds_items(text: str) -> bool:
    """Return whether ``text`` is items of a line around a title, one after the other."""
    end = 0
    while end < len(text):
        start, matches = end, (item.match(text, end) for item in _ITEMS)
        end = max((match.end() for match in matches if match), default=start)
        if end == start:
            return False
        while text[end : end + 1] in (*_BETWEEN,):
            end += 1
    return bool(text)


# Titles

_STARTS = re.compile(
    r"国家重点研发计划|[“「『《\"]?政府间|.{0,24}?关于|[“「『《\"].{2,30}?重点专项|重点专项|20\d\d年(?!\d)"
)
_MARK = r"[（(【\[][^（()）【】\[\]]{1,16}[）)】\]]"
_NOTICE = r"的?(?:通知|公告|公示|函)"
_ENDS = re.compile(
    rf"指南(?:建议)?稿?(?:{_MARK})*[^，。；：（）()]{{0,10}}?(?P<notice>{_NOTICE}(?:{_MARK})*)?$"
)
_ADDS = re.compile(rf"(?:{_MARK})+|征求意见稿?|建议")
_MOST_LINES = 4


def title_lines(lines: Sequence[str]) -> range | None:
    """Return the places of the lines that are a guide's title, or None; the title of a notice only if no other is there.

    >>> title_lines(["科技部", "关于发布指南的通知", "“政府间国际科技创新合作”", "重点专项2031年度项目申报指南", "（征求意见稿）"])
    range(2, 5)
    """
    lines = [wide_marks(line) for line in lines]
    found: dict[bool, range] = {}
    for end, text in enumerate(lines):
        match = _ENDS.search(text)
        if match is None or text.endswith(("。", "；", "：")):
            continue
        first = end
        for above in range(end, max(-1, end - _MOST_LINES), -1):
            if above < end and (
                _ENDS.search(lines[above]) or lines[above].endswith(("。", "；", "："))
            ):
                break
            if _STARTS.match(lines[above]):
                first = above
        if not _STARTS.match(lines[first]):
            continue
        last = end + 1
        while last < len(lines) and _ADDS.fullmatch(lines[last]):
            last += 1
        found[match["notice"] is not None] = range(first, last)
    return found.get(False) or found.get(True)


# Stages

DRAFT = re.compile(
    r"(?:(?<=指南)建议)?[（(【\[]?(?:公开)?征求(?:公众|社会|各方)?意见稿?[）)】\]]?|(?<=指南)(?:编制)?[（(]?建议稿?[）)]?"
)
"""The mark of a draft in a title; the draft of the second batch of 2018 was called 指南建议."""
_ASKED = re.compile(
    r"(?:征求|征集|征询)[^。；]{0,90}指南[^。；]{0,20}意见|指南[^。；]{0,6}(?:征求|征集|征询)[^。；]{0,8}意见"
)
_DOUBTFUL = re.compile(
    r"(?P<mark>[\u4e00-\u9fff]{1,4}(?<!正式)(?<!发布)(?<!公布)稿|草案|初稿|讨论|预发布|预公布|预公开|预公告|预通知|预告|拟发布|试行|暂行|修订版?|修改版?"
    r"|更正版?|更新版?|送审|报批|[内试]部?版|样本)"
)
_BRACKETED = re.compile(r"[（(【\[]([^（()）【】\[\]]{1,16})[）)】\]]")
_CLAUSE = re.compile(r"[^，。；\n]+")
_COMMENT = re.compile(
    r"(?:征求|征集|征询|听取)[^，。；]{0,12}(?:意见|建议)|反馈[^，。；]{0,6}(?:意见|建议)"
)
_REPLY = re.compile(r"(?:意见|建议)[^。；\n]{0,20}请[^。；\n]{0,30}(?:反馈|报送|发送|发至)")
_PAST = re.compile(
    r"(?:征求|征集|征询|听取)[^，。；]{0,14}(?:基础上|情况|结果|后|完成|结束|期间)|前期|此前|之前曾|[已曾]|经过?(?!费|办|济)|根据.{0,20}意见"
    r"|结合|吸收|采纳|通过[^，。；]{0,8}征求|完成了|相比|在.{0,20}征求|广泛|充分"
)
_PRESENT = re.compile(
    r"[现拟]|即日起|特此|请|欢迎|征求意见(?:的?时间|期限?|截止)|公开征求|向社会|面向"
)


def is_draft_title(title: str) -> bool:
    """Return whether a title, or a line around it, has the mark of a draft or asks for comment.

    >>> is_draft_title("关于征求2031年度第一批项目申报指南意见的通知")
    True
    """
    return bool(DRAFT.search(title) or _ASKED.search(title))


def asks_for_comment(text: str) -> bool:
    """Return whether running text says that the guide is now out for comment; not that it was.

    >>> asks_for_comment("现将本指南公开征求意见，有关意见请于2031年3月1日前反馈。")
    True
    >>> asks_for_comment("本指南在前期公开征求意见的基础上修改形成，现予发布。"), asks_for_comment("经广泛征求意见编制形成了指南。")
    (False, False)
    """
    text = wide_marks(text)
    return bool(_REPLY.search(text)) or any(
        _COMMENT.search(clause) and _PRESENT.search(clause) and not _PAST.search(clause)
        for clause in _CLAUSE.findall(text)
    )


def doubtful_mark(title: str) -> str | None:
    """Return a word of a title that may mean a stage, but neither a draft for comment nor a final text, or None.

    >>> doubtful_mark("2031年度项目申报指南（送审稿）"), doubtful_mark("2031年度项目申报指南（第一批）")
    ('送审稿', None)
    """
    _, guide, behind = title.rpartition("指南")
    found = [mark for mark in _BRACKETED.findall(title) if _DOUBTFUL.search(mark)]
    if not found and guide and (match := _DOUBTFUL.search(_BRACKETED.sub("", behind))):
        found = [match["mark"]]
    return found[0] if found else None


# Series and programmes

_BOTH = re.compile(
    rf"(?:{PROGRAMME.pattern})[”\"」』]?\s*[/／、和与及]\s*[“\"「『]?港澳台科技(?:创新)?合作"
)
_SERIES: tuple[tuple[Series, re.Pattern[str]], ...] = (
    (
        "exchange",
        re.compile(
            r"(?:人员|人才|学者|科学家|专家|青年)[^，。；]{0,4}(?:交流|互访|往来)|交流计划|交流项目"
        ),
    ),
    ("hmt", re.compile(r"港澳|香港|澳门|台湾|[对与和涉]台(?:科技|合作|项目|湾)")),
)
_NAMED = re.compile(
    r"(?:(?:[“「『\"][^”」』\"，。；]{2,30}[”」』\"][、和与及/]?)+(?:等)?|(?<=国家重点研发计划)[^“”「」『』\"，。；]{2,30}?)(?=(?:等)?重点专项)"
)
_FUNDER = re.compile(
    r"[\u4e00-\u9fff](?:省|自治区|市)|基金|科学院|教育部|卫生|(?<!国家重点研发)(?<!交流)计划|(?<!重点)专项|自然科学|大学"
)
_HEADING = re.compile(
    r"(?:[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．]+)?[“「『\"]?(?P<name>[^“”「」『』\"：:]{2,30}?)[”」』\"]?"
    r"(?:重点专项|专项)?(?:项目)?(?:申报)?(?:指南)?(?:方向)?[：:]?"
)
_QUOTED = re.compile(r"[^“”「」『』\"、/]{2,30}")


def series_of(title: str) -> Series | None:
    """Return the series of a sister guide that a title names, or None.

    >>> series_of("“政府间国际科技创新合作”重点专项2026年度第一批人员交流计划项目申报指南")
    'exchange'
    >>> series_of("“政府间国际科技创新合作/港澳台科技创新合作”重点专项2019年第一批项目申报指南") is None
    True
    """
    title = _BOTH.sub("", title)
    return next((series for series, pattern in _SERIES if pattern.search(title)), None)


def programmes(title: str) -> tuple[str, ...]:
    """Return the names of the programmes (重点专项) that a title names.

    >>> programmes("国家重点研发计划“政府间国际科技创新合作”“战略性科技创新合作”重点专项2026年度项目申报指南")
    ('政府间国际科技创新合作', '战略性科技创新合作')
    """
    names = (name for match in _NAMED.finditer(title) for name in _QUOTED.findall(match[0]))
    return tuple(dict.fromkeys(name for name in names if len(name) > 1 and name != "等"))


def names_another(title: str) -> bool:
    """Return whether a title without the name of the programme has that of another funder.

    >>> names_another("某省2031年度国际科技合作项目申报指南"), names_another("2031年度第一批项目申报指南")
    (True, False)
    """
    return not PROGRAMME.search(title) and bool(_FUNDER.search(title))


def programme_heading(text: str, names: Sequence[str]) -> str | None:
    """Return which of the programmes ``names`` a line is the heading of, as in a notice on several; or None.

    >>> programme_heading("战略性科技创新合作：", ["政府间国际科技创新合作", "战略性科技创新合作"])
    '战略性科技创新合作'
    """
    match = _HEADING.fullmatch(text)
    return match["name"] if match and match["name"] in names else None


def is_ours(programme: str) -> bool:
    """Return whether a programme is that of the site. Its guides for 港澳台 bore a name of their own until 2019.

    >>> is_ours("政府间国际科技创新合作"), is_ours("港澳台科技创新合作"), is_ours("战略性科技创新合作")
    (True, True, False)
    """
    return bool(PROGRAMME.search(programme) or programme.startswith("港澳台"))
