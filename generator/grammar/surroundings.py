"""Lines of the web page around a guide: crumbs, date, source, size of letters, sharing, neighbours.

They also stand in the text's own box, in a text that was copied from a page, and in a PDF that was printed from one.
"""

from __future__ import annotations

import re

_DAY = r"\d{2,4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}\s?日?"
_TIME = r"(?:[上下]午\s?)?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?:\s?[AP]M)?"
_NETWORKS = r"(?:微信(?:好友)?|朋友圈|新浪微博|腾讯微博|微博|QQ空间|QQ好友|QQ|空间|豆瓣|人人网|贴吧|复制链接|邮件|更多|Facebook|Twitter|LinkedIn)"
_FOOT = r"(?:(?:联系|关于|关注)我们|网站地图|隐私(?:声明|政策)|网站声明|无障碍(?:浏览|阅读)?|友情链接|[简繁]体版|设为首页|加入收藏|政府信息公开(?:指南|目录|年报)?)"
_SIZES = r"(?:[\[［(（]?+\s*+(?:特大|超大|较大|最大|大|中|小|默认|标准|[AT]\s?[+＋-]?|[+＋])\s*+[\]］)）]?+\s*+[|/、]?+\s*+)"

_LINES = {
    "place": (
        r"[您你]?(?:现在|当前|目前)?(?:的|所在|所处)?(?:的)?位置(?:是|为)?\s*+[:：]\s*+\S.{0,120}",
    ),
    "neighbour": (
        r"[【\[]?\s*+[上下前后]一?[篇条页则]\s*+[】\]]?\s*+[:：].{0,150}",
        r"[【\[]?\s*+[上下]一[篇条](?:\s*+[】\]].{0,150}|\s.{0,150})?",
        r"(?:相关(?:链接|阅读|文章|新闻|报道|稿件|信息|推荐|资讯|文档)|延伸阅读|推荐阅读|猜你喜欢|热门(?:文章|推荐))\s*+[:：]?",
    ),
    "sharing": (
        r".{0,14}扫一扫.{0,24}",
        r"(?:请?(?:用|使用|打开)?(?:微信|手机).{0,6})?扫(?:描|码)?.{0,8}二维码.{0,6}(?:分享|打开|浏览|查看|关注|阅读|访问).{0,16}",
        rf"(?:一键)?分享(?:到|至|给|按钮)?\s*+[:：]?(?:\s*+{_NETWORKS}\s*+[|、]?+)*+",
    ),
    "site": (
        r"(?:.{0,60}\s)?(?:版权所有|Copyright|©|[\u4e00-\u9fff]?ICP备|.{0,6}公网安备|网站标识码|备案号).{0,120}",
        rf"{_FOOT}(?:\s*+[|丨]?\s*+{_FOOT})*",
        r"(?:友情链接|本文(?:链接|网址|地址))\s*+[:：].{0,120}",
        r"技术支持\s*+[:：]\D{0,30}公司",
        r"[您你]是(?:本站)?第\s?[\d,]+\s?[位个].{0,4}(?:访问者|访客|浏览者)",
    ),
    "printed": (
        r"[（(]?(?:续上?表|接上页|转下页)[）)]?",
        r"(?:https?://|file:///)(?:\S+\s+|\S+?\.s?html?)\d{1,3}\s?/\s?\d{1,3}",
        rf"\d{{1,4}}/\d{{1,2}}/\d{{1,4}}[,，]?\s*+{_TIME}(?:\s*+\S.{{0,120}})?",
    ),
}
"""Kind of a line → its forms."""
_CRUMB = re.compile(r"\s*+(?:>+|＞+|»|›|▸)\s*+")
_CRUMB_FROM_HOME = re.compile(r"\s*+(?:>+|＞+|»|›|▸|→|[-/\\|—·]+)\s*+")
_HOME = re.compile(r"(?:网站|本站|科技部)?(?:首\s?页|主\s?页|门户|Home)", re.IGNORECASE)
_NO_CRUMB = re.compile(r"[。；：:，,<]|^[\d（(第]")
_FEWEST_CRUMBS = 3
"""The fewest steps in “信息公开 > 通知公告 > 正文”, which does not begin at the front page."""
_STRONG = {
    "date": rf"[【\[（(]?(?:发布|发稿|发表|刊发|更新|成文|公开|生成|上传|录入|撰写|信息)?(?:时间|日期)\s*+[:：]\s*+{_DAY}(?:\s*+{_TIME})?[】\]）)]?",
    "source": r"(?:信息|文章|稿件|新闻|内容|文件|资料)?(?:来源|稿源|出处)\s*+[:：]\s*+(?!\S{0,20}(?:经费|资金|自筹))[^\s|｜丨【\[，。；]{0,30}",
    "people": r"(?:作者|编辑|责任编辑|责编|审核人|审校|校对|供稿|撰稿|录入|发布人|发布者|发布机构|发布单位|信息员)\s*+[:：]\s*+[^\s|｜丨【\[，。；]{0,20}|(?:审核|初审|复审|终审|核稿|签发|排版)\s*+[:：]\s*+[\u4e00-\u9fff]{2,3}(?!\S)",
    "index": r"(?:索\s?引\s?号|信息分类|主题分类|发文机关|公开目录|公开方式|公开形式|公开类别|公开属性|体裁分类|组配分类|有\s?效\s?性|信息索引)\s*+[:：]\s*+[^\s|｜丨，。；]{0,40}",
    "count": r"(?:浏览|阅读|点击|访问|查看|点赞)(?:(?:次数|总数|量|数|人数)\s*+[:：]?\s*+[\[(（]?\s*+[\d,]*|\s*+[:：]\s*+[\d,]+|\s*+[\[(（]\s*+[\d,]+|\s++[\d,]+)\s*+[\])）]?\s*+[次人]?",
    "size": rf"[【\[［(（]?\s*+(?:字\s?号|字\s?体|字体大小|文字大小)\s*+[:：]?\s*+{_SIZES}*+[】\]］)）]?|[【\[（(]\s*+大\s?[|｜/]?\s?中\s?[|｜/]?\s?小\s*+[】\]）)]",
    "action": r"[【\[［(（]?\s*+(?:打\s?印(?:本页|本文|文章|预览)?|关\s?闭(?:窗口|本页|页面|此页)?|收藏(?:本页|本文|此页)?|返回(?:顶部|首页|上页|上级|列表|目录)|回到?顶部|我要纠错|纠错|政府网站找错|扫码分享|(?:阅读|查看|浏览)(?:原文|全文)|推荐给(?:朋友|好友)|语音播报|放大|缩小|点赞|在看)\s*+[】\]］)）]?",
    "sharing": rf"分享(?:到|至)?\s*+[:：]?(?:\s*+{_NETWORKS})*+",
}
"""Kind of a piece of a line → its form. A line of such pieces alone is none of the guide's."""
_WEAK = rf"[【\[［(（]?\s*+(?:{_DAY}(?:\s*+{_TIME})?|{_NETWORKS}|下载|转发|正文|繁体|简体|评论|{_SIZES})\s*+[】\]］)）]?"
"""A piece that is none of the guide's if it stands beside one of the others."""
_LINE = re.compile("|".join(form for forms in _LINES.values() for form in forms), re.IGNORECASE)
_PIECE = re.compile(
    "|".join(f"(?P<{name}>{form})" for name, form in _STRONG.items()), re.IGNORECASE
)
_WEAK_PIECE = re.compile(_WEAK, re.IGNORECASE)
_LABEL = re.compile(
    r"(?<=[^\s【\[息章件闻容料])(?=(?:浏览|阅读|点击|访问|(?:信息|文章|稿件)?来源|发布(?:时间|日期|机构|单位)|作者|责编|责任编辑|字号|字体)[次数量]*\s*+[:：])"
)
"""Where the next piece of a line begins; a PDF may have lost the space before it."""
_BETWEEN = re.compile(r"[\s|｜丨·•,，;；]*")
_LONGEST = 200
"""The most characters of such a line."""


def is_of_site(text: str) -> bool:
    """Return whether a line belongs to a web page, and not to the text on it.

    >>> is_of_site("来源：某司 【字号：大 中 小】 打印"), is_of_site("经费来源：中方经费。"), is_of_site("大")
    (True, False, False)
    """
    if not text or len(text) > _LONGEST:
        return False
    if _LINE.fullmatch(text) or _is_crumbs(text):
        return True
    text = _LABEL.sub(" ", text)
    place, found = 0, False
    while place < len(text):
        strong = _PIECE.match(text, place)
        piece = strong if strong and strong.end() > place else _WEAK_PIECE.match(text, place)
        if piece is None or piece.end() == place:
            return False
        found = found or piece is strong
        place = _BETWEEN.match(text, piece.end()).end()  # type: ignore[union-attr]
    return found


def _is_crumbs(text: str) -> bool:
    """Return whether a line leads from the front page to this one: “首页 > 通知”."""
    steps = _CRUMB.split(text)
    from_home = _CRUMB_FROM_HOME.split(text)
    if _NO_CRUMB.search(text):
        return False
    return (len(from_home) > 1 and bool(_HOME.fullmatch(from_home[0]))) or (
        len(steps) >= _FEWEST_CRUMBS and all(len(step) > 1 for step in steps)
    )
