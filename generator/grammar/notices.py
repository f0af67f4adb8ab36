"""Notices: the lines around a guide's title, the title itself, its stage, its series and its programme.

The five guides have little of this: it is how notices and saved web pages of the ministry and of offices are set.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.model import Series

PROGRAMME = re.compile(r"政府间(?:国际)?科技(?:创新)?合作")
"""The programme whose guides these are: “政府间国际科技创新合作”, in older notices without 国际 or 创新."""

# Lines around a title

_DAY = (
    r"(?:20\d\d|二[〇○零][〇○零一二三四五六七八九]{2})\s*[-./年]\s*[\d一二三四五六七八九十]{1,3}\s*[-./月]"
    r"\s*[\d一二三四五六七八九十]{1,3}\s*日?(?:\s*\d{1,2}[：:]\d{2}(?:[：:]\d{2})?)?"
)
_FURNITURE = (
    # 发布时间：2031年01月02日, 2031-01-02 10:30
    rf"(?:(?:发布|发文|成文|印发|公布|更新|发表|生成|录入)?(?:时间|日期)[：:]?\s*)?{_DAY}",
    # 国科示例〔2031〕1号, 发文字号：…
    r"(?:(?:发文字号|文号|文件编号)[：:]\s*)?[\u4e00-\u9fff]{0,12}[〔﹝\[【（(［]20\d\d[〕﹞\]】）)］]第?\s*\d{1,5}\s*号",
    # 来源：科技部; also author, editor, index number
    r"(?:(?:信息|文章|稿件|新闻|内容)?(?:来源|作者|编辑|责编|审核|出处)|责任编辑|发布(?:单位|机构|部门|者|人)|发文(?:单位|机关)"
    r"|发布?机构|供稿(?:单位)?|索引号|主题分类|主题词|分类|栏目|有效性|公开(?:方式|类型|范围)|信息类别|体裁)[：:]\s*"
    r"(?:[^\s：:，。；【\[|｜]{1,30}?)?(?=$|[\s【\[|｜]|字号|字体|打印|浏览|阅读|点击|发布|时间|日期|来源|作者)",
    # 浏览次数：123, 阅读 45 次
    r"(?:浏览|阅读|点击|访问|人气)(?:次数|数量|量|数|率)?[：:]?\s*[\[【（(]?\s*\d*\s*[\]】）)]?\s*次?",
    # 【字号：大 中 小】, 字体：[大] [中] [小]
    r"[【\[（(]?\s*(?:选择)?(?:字号|字体|字体大小|文字大小)(?:选择|大小|调整)?[：:]?\s*"
    r"(?:(?:特大|超大|放大|缩小|默认|大|中|小|A\+|A-|A|\+|-)|[\s【\[（(】\]）)|｜/])*",
    r"[【\[]\s*(?:大|中|小)(?:\s+|\s*[|｜/]?\s*)(?:大|中|小)(?:\s+|\s*[|｜/]?\s*)(?:大|中|小)\s*[】\]]",
    # 打印本页, 分享到：微信
    r"[【\[]?\s*(?:打印(?:本页|本文|页面|文章)?|关闭(?:窗口|本页|页面)?|收藏(?:本页|本文)?|分享(?:到|至)?|推荐|返回(?:顶部|首页|列表)?"
    r"|扫一扫[^，。；]{0,20}|语音播报|朗读|微信|微博|QQ|正文|首页)[：:]?\s*[】\]]?",
    # 上一篇：…, 主办单位：…; below the text
    r"(?:上一[篇条则]|下一[篇条则]|相关(?:链接|文章|新闻|阅读|附件)|附件下载|主办(?:单位)?|承办(?:单位)?|版权所有|网站标识码)[：:]?[^。；]{0,60}",
    r"[\u4e00-\u9fff]?ICP[备证]\s*\d+号?(?:-\d+)?|[（(]此件(?:主动|依申请|不予)?公开(?:发布)?[）)]|网站地图|联系我们|关于我们",
    # 当前位置：首页 > 通知公告
    r"(?:您?(?:现在|当前)?的?(?:所在)?的?位置[：:]|首页)[^，。；]{0,60}[>＞›»→/／][^，。；]{0,30}",
)
"""The items that a line around a title is made of."""
_ITEM = "|".join(f"(?:{pattern})" for pattern in _FURNITURE)
_NOTICE_LINE = re.compile(rf"(?:(?:{_ITEM})[\s|｜·、]*)+")
_LONGEST_LINE = 160


def is_notice_line(text: str) -> bool:
    """Return whether a line holds nothing but date, source, document number, size of letters or the like.

    >>> is_notice_line("发布时间：2031年01月02日来源：科技部【字号：大中小】"), is_notice_line("国科发外〔2031〕1号")
    (True, True)
    >>> is_notice_line("2031年1月2日前提交"), is_notice_line("2031年度第一批项目申报指南")
    (False, False)
    """
    return len(text) <= _LONGEST_LINE and bool(_NOTICE_LINE.fullmatch(text))


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
    r"(?:(?<=申报指南)建议)?[（(【\[]?(?:公开)?征求(?:公众|社会|各方)?意见稿?[）)】\]]?|(?<=申报指南)[（(]?建议稿?[）)]?"
)
"""The mark of a draft in a title; the draft of the second batch of 2018 was called 指南建议."""
_DOUBTFUL = re.compile(
    r"(?P<mark>[\u4e00-\u9fff]{1,4}(?<!正式)(?<!发布)(?<!公布)稿|草案|初稿|讨论|预发布|预公布|预通知|预告|拟发布|试行|暂行|修订版?|修改版?"
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


def asks_for_comment(text: str) -> bool:
    """Return whether running text says that the guide is now out for comment; not that it was.

    >>> asks_for_comment("现将本指南公开征求意见，有关意见请于2031年3月1日前反馈。")
    True
    >>> asks_for_comment("本指南在前期公开征求意见的基础上修改形成，现予发布。"), asks_for_comment("经广泛征求意见编制形成了指南。")
    (False, False)
    """
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
