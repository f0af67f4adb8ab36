"""Cleaning: lines of the web page around a guide, and raised marks of notes, as tables of lines."""

from __future__ import annotations

import pytest

from generator.clean import apply, clean
from generator.grammar.surroundings import is_of_site
from generator.model import Line
from generator.text.raised import is_mark, note_marks, raised

OF_SITE = [
    "首页 > 信息公开 > 通知公告",
    "首页>通知",
    "您的位置：首页 > 通知公告 > 正文",
    "当前位置: 首页 » 政务公开 » 科技计划",
    "当前所在位置：首页/通知",
    "网站首页 > 科技部工作 > 国际合作",
    "科技部门户 > 信息公开 > 科技计划",
    "首页 - 通知公告 - 详细内容",
    "发布时间：2031年01月02日",
    "发布日期: 2031-01-02 10:30:15",
    "时间：2031-1-2　来源：科技部",
    "2031-01-02 10:30 字号：大 中 小",
    "2031年1月2日 10:30 来源：科技部",
    "日期：2031年01月02日    来源：国际合作司",
    "来源：某司 【字号：大 中 小】 打印",
    "字体：[大 中 小]",
    "【字体：大 中 小】【打印】【关闭】",
    "字号： A+ A A-",
    "文字大小：大 | 中 | 小",
    "打印本页 | 关闭窗口",
    "[打印] [关闭]",
    "【打印本页】【关闭窗口】",
    "打印",
    "关闭窗口",
    "分享到：",
    "分享到：微信 新浪微博 QQ空间",
    "分享：",
    "扫一扫在手机打开当前页",
    "打开微信扫一扫，分享到朋友圈",
    "用微信扫描二维码分享至好友和朋友圈",
    "扫一扫 分享到微信",
    "上一篇：关于发布某专项的通知",
    "下一篇： 没有了",
    "【上一篇】关于某事",
    "上一条：某通知 下一条：某通知",
    "上一篇",
    "相关链接：",
    "相关阅读",
    "责任编辑：张三",
    "作者：李四 浏览次数：1234",
    "阅读量：1,234",
    "浏览：123次",
    "点击数：[123]",
    "作者：科研院 审核：李四 点击数：88",
    "初审：张三 终审：李四",
    "上一篇 下一篇",
    "下一条 关于某年度的通知",
    "关注我们",
    "设为首页 | 加入收藏",
    "无障碍浏览 | 简体版 | 繁体版",
    "政府信息公开指南",
    "本文链接：https://example.org/a/1.html",
    "技术支持：某信息技术有限公司",
    "您是第 123456 位访问者",
    "阅读 1024",
    "收藏 点赞 在看",
    "阅读原文",
    "（续表）",
    "友情链接：教育部 | 科技部",
    "索引号：000014348/2031-00012 主题分类：科技",
    "版权所有：中华人民共和国科学技术部",
    "Copyright © 2031 某部 All Rights Reserved",
    "京ICP备05022684号 京公网安备11040102700107号",
    "主办单位：某部 京ICP备05022684号-1 网站标识码bm06000001",
    "https://www.most.gov.cn/tztg/202101/t20210102_1.html 1/5",
    "2031/3/7 10:00 关于发布某专项申报指南的通知-科技部",
    "31/3/7 上午10:00 科技部",
    "https://www.most.gov.cn/tztg/x.html1/1",
    "11/29/26, 7:23 PM 指南",
    "11/29/26, 7:23 PM",
    "发布时间：2031-03-07 来源：科技部浏览：12 次",
    "信息来源：国际合作司责任编辑：某某字号：大 中 小",
    "返回顶部",
    "京ICP备05000000号",
    "收藏本页 我要纠错 打印 关闭",
    "语音播报",
    "来源： 科技部 发布时间： 2031-01-02 浏览次数： 12",
]
OF_GUIDE = [
    "经费来源：中方经费。",
    "1. 项目执行期3年。",
    "大",
    "中",
    "下载",
    "正文",
    "受理时间：2031年1月2日",
    "申报截止时间：2031年1月2日16:00",
    "申报时间：2031年1月2日至2031年3月7日",
    "2031年1月2日",
    "2031-01-02 16:00",
    "阅读",
    "http://www.most.gov.cn/tztg/202101/12",
    "附件：1. 项目申报书",
    "来源：国拨经费和企业自筹经费，比例不低于1:1。",
    "来源：中央财政资金",
    "作者：须为项目负责人，且不超过3人",
    # Titles and steps with arrows are no crumbs.
    "1.1 中国→东盟→非洲三方合作项目",
    "1.2 中国>芬兰>瑞典合作项目",
    "申报→评审→立项",
    "中国和法国政府间<b>甲</b>科技合作项目",
    "联系人：张三 电话：010-12345678",
    "网址：http://www.most.gov.cn",
    "1.1 中国和芬兰政府间科技合作项目",
    "拟支持项目数：5项",
    "（一）数据来源与共享",
    "来源清晰、可追溯的数据",
    "首页设计与人机交互技术",
    "技术成熟度>6级的示范项目",
    "打印制造技术",
    "3D打印",
    "微信：abc",
    "审核：由科技部审核",
    "初审：由推荐单位组织",
    "技术支持：申报系统，电话010-58882999",
    "续表征技术",
    "访问学者 12",
    "编辑基因技术",
    "请扫描二维码加入咨询群。",
    "技术支持：010-58882999",
    "阅读理解技术",
    "时间：2031年1月2日至3日",
    "A",
    "评论",
    "http://www.most.gov.cn/tztg/x.html",
]


@pytest.mark.parametrize("line", OF_SITE)
def test_lines_of_the_page_go(line: str) -> None:
    kept, dropped = apply("site", [Line(f" {line} ", 1), Line("1. 项目执行期3年。", 2)])
    assert [left.text for left in kept] == ["1. 项目执行期3年。"]
    assert [gone.text for gone in dropped] == [line]


@pytest.mark.parametrize("line", OF_GUIDE)
def test_lines_of_the_guide_stay(line: str) -> None:
    assert not is_of_site(line)


@pytest.mark.parametrize(
    "line",
    [
        "首页" + " > " * 90,
        "大 " * 100,
        "扫" * 190,
        "首页" + "- -" * 60 + "。",
        "分享到：" + "QQ " * 60 + "。",
    ],
)
def test_a_long_line_takes_no_time(line: str) -> None:
    """A pattern that tries every division of a line would not end."""
    assert is_of_site(line) in (True, False)


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("项目执行期3¹年。", "项目执行期3年。"),
        ("《中芬科技合作协定》²、《议定书》³", "《中芬科技合作协定》、《议定书》"),
        ("拟支持项目数：10¹项", "拟支持项目数：10项"),
        ("出资不低于50%¹", "出资不低于50%"),
        ("NWO¹项目、EUREKA²计划", "NWO项目、EUREKA计划"),
        # Units, powers and formulas stay.
        *((text, text) for text in ("不少于100 m²", "10⁵ Pa", "2×10⁴个", "10⁻³mol", "Ca²⁺与SO4²⁻", "kg·m⁻²", "x²+y²", "(m/s)²", "½以上", "不少于总额的¹/₂", "¹ 自批准之日起。")),
    ],
)  # fmt: skip
def test_marks_of_notes_go_and_units_stay(printed: str, meant: str) -> None:
    kept, dropped = apply("note_mark", [Line(printed, 1)])
    assert [line.text for line in kept] == [meant]
    assert all(drop.rule == "note_mark" for drop in dropped)
    assert [mark[0] for mark in note_marks(printed)] == [drop.text for drop in dropped]


def test_a_note_below_the_text_goes_with_its_mark() -> None:
    """But a raised number that nothing refers to begins no note."""
    notes = [
        Line(text, number)
        for number, text in enumerate(["1. 项目执行期3¹年。", "¹ 自批准之日起。"], start=1)
    ]
    assert [p.text for p in clean(notes).paragraphs] == ["1.项目执行期3年。"]
    assert [p.text for p in clean([Line("1. 项目执行期3年。", 1), notes[1]]).paragraphs][
        -1
    ] == "¹自批准之日起。"


@pytest.mark.parametrize(
    ("text", "mark", "shown"),
    [("1", False, "¹"), ("[1]", True, None), ("①", True, None), ("*", True, None), ("注1", True, None), ("1,2", True, None), ("1-3", True, None), ("-3", False, "⁻³"), ("th", False, "th"), ("®", False, "®"), ("n", False, "ⁿ")],
)  # fmt: skip
def test_raised_text(text: str, mark: bool, shown: str | None) -> None:
    assert is_mark(text) is mark
    assert shown is None or raised(text) == shown
