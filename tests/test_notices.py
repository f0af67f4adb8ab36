"""Notices: titles, the lines around them, stages, series, programmes and totals, in the ways in which the genre has them.

Tables of (text, expected). The five guides have few of these; where none is named, the wording is constructed in the genre.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from constructed import seeds_of

from generator.check.text import differences
from generator.cli import main
from generator.grammar.notices import (
    asks_for_comment,
    doubtful_mark,
    is_notice_line,
    programmes,
    series_of,
    title_lines,
)
from generator.grammar.numerals import arabic
from generator.model import Declared, Guide, Source
from generator.parse.preamble import declared
from generator.pipeline import parse_data
from generator.vocabulary import Vocabulary

OURS = "国家重点研发计划“政府间国际科技创新合作”重点专项"
TITLE = f"{OURS}2031年度第一批项目申报指南"
DIRECTION = "1.1 中国和芬兰政府间科技合作项目\n领域方向：循环经济。\n拟支持项目数：不超过5个。\n"
SECOND = "1.2 中国和瑞典政府间科技合作项目\n领域方向：氢能。\n拟支持项目数：5个。\n"


def guide_of(text: str, vocabulary: Vocabulary) -> Guide:
    """Return the guide in ``text``, and check that no character of it is lost."""
    guide = parse_data(text.encode(), Path("guide.txt"), vocabulary, Source("guide.txt", "0" * 64))
    assert list(differences(guide, text.encode(), ".txt")) == []
    return guide


def codes(guide: Guide) -> set[str]:
    return {note.code for note in guide.diagnostics if note.level != "info"}


@pytest.mark.parametrize(
    "line",
    [
        "发布时间：2031年01月02日",
        "发布日期:2031-01-02 10:30",
        "日期：2031/1/2",
        "2031年1月2日",
        "二〇三一年一月二日",
        "2031-01-02 来源：科技部",
        "来源：科技部",
        "信息来源：国际合作司 发布时间：2031-01-02",
        "来源：某司【字号：大 中 小】 打印",
        "来源：某司【字号：大中小】打印",
        "发布时间：2031年01月02日来源：科技部【字号：大中小】",
        "【字体：大 中 小】",
        "字号：[大] [中] [小]",
        "[大 中 小]",
        "作者：张某 浏览次数：123次",
        "阅读（456）",
        "国科示例〔2031〕1号",
        "国科发外〔2031〕12号",
        "国科办函外[2031]12号",
        "文号：国科发资〔2031〕第3号",
        "发文机关：科学技术部",
        "索引号：306-2031-1",
        "当前位置：首页 > 通知公告 > 正文",
        "首页＞政务公开＞通知",
        "分享到：微信 微博",
        "打印本页 关闭窗口",
        "【发布时间：2031-01-02】",
        "（2031年1月2日）",
        "（国科示例〔2031〕1号）",
        "2031年1月",
        "时间：2031-01-02 来源：",
        "字号：T | T",
    ],
)
@pytest.mark.parametrize("place", ["above", "below"])
def test_lines_around_a_title_are_no_part_of_it(
    vocabulary: Vocabulary, line: str, place: str
) -> None:
    assert is_notice_line(line)
    front = f"{line}\n\n{TITLE}" if place == "above" else f"{TITLE}\n\n{line}"
    guide = guide_of(f"{front}\n\n本批次共设立1个指南方向。\n{DIRECTION}", vocabulary)
    assert guide.title.zh == TITLE
    assert (guide.id, guide.declared.directions) == ("2031-1", 1)
    assert {"notice_line", "site"} & {entry.rule for entry in guide.dropped}


@pytest.mark.parametrize(
    "line",
    [
        "上一篇：关于某事的通知",
        "下一篇：没有了",
        "扫一扫在手机打开当前页",
        "扫码分享",
        "阅读原文",
        "政府网站找错",
        "附件：1.项目申报指南.pdf",
        "2. 申报书模板.docx",
        "分享到：",
        "打印本页 关闭窗口",
        "（此件主动公开）",
        "主办单位：示例单位 京ICP备05000000号",
        "相关链接：示例",
    ],
)
def test_lines_below_the_text_are_no_part_of_it(vocabulary: Vocabulary, line: str) -> None:
    text = f"{TITLE}\n{DIRECTION}其他要求：\n1. 项目执行期2年；\n2. 须附合作意向书。\n\n{line}\n"
    (direction,) = guide_of(text, vocabulary).directions
    assert [item.text.zh for item in direction.requirements] == [
        "项目执行期2年；",
        "须附合作意向书。",
    ]


@pytest.mark.parametrize(
    "line",
    [
        TITLE,
        "2031年度第一批项目申报指南",
        "2031年1月2日前提交申请",
        "一、总体目标",
        "来源：国拨经费和企业自筹经费，比例不低于1:1。",
        "科学技术部",
        "1.1中国和芬兰政府间科技合作项目",
        "根据国科发资〔2031〕1号文件要求",
        "大中小企业",
        "申报书见附件1。",
        "1. 须附申报书（模板见https://example.org/form.docx）",
    ],
)
def test_what_is_no_such_line(line: str) -> None:
    assert not is_notice_line(line)


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ([TITLE], TITLE),
        # 2017-1, lines 3 and 5
        (["“政府间国际科技创新合作”", "重点专项2017年度项目申报指南"], "“政府间国际科技创新合作”重点专项2017年度项目申报指南"),
        ([f"{OURS}2031年度", "第一批项目申报指南", "（征求意见稿）"], f"{TITLE}（征求意见稿）"),
        (["科学技术部", TITLE], TITLE),
        ([TITLE, "科学技术部"], TITLE),
        (["科技部关于发布项目申报指南的通知", TITLE], TITLE),
        ([f"科技部关于发布{OURS}2031年度", "第一批项目申报指南的通知"], f"科技部关于发布{TITLE}的通知"),
        ([f"{TITLE}征求意见的通知"], f"{TITLE}征求意见的通知"),
        (["2031年1月2日", "附件", TITLE], TITLE),
    ],
)  # fmt: skip
def test_the_title_is_the_title(lines: list[str], title: str) -> None:
    places = title_lines(lines)
    assert places is not None
    assert "".join(lines[place] for place in places) == title


def test_a_notice_has_the_title_of_the_guide_further_down(vocabulary: Vocabulary) -> None:
    text = (
        f"科技部关于发布{TITLE}的通知\n国科示例〔2031〕1号\n各省、自治区、直辖市科技厅（委、局）：\n"
        f"现将{TITLE}予以公布。\n附件：{TITLE}\n科技部\n2031年1月2日\n附件\n"
        f"国家重点研发计划“政府间国际科技创新合作”\n重点专项2031年度第一批项目申报指南\n{DIRECTION}"
    )
    guide = guide_of(text, vocabulary)
    assert (guide.id, guide.title.zh) == ("2031-1", TITLE)
    shown = [item.text.zh for item in guide.preamble]
    assert "各省、自治区、直辖市科技厅（委、局）：" in shown


DRAFTS = [
    f"{TITLE}（征求意见稿）",
    f"{TITLE}（征求意见）",
    f"{TITLE}征求意见稿",
    f"{TITLE}征求意见的通知",
    f"{TITLE}公开征求意见的公告",
    f"关于{TITLE}公开征求意见的通知",
    f"关于对{TITLE}征求社会意见的函",
    f"{TITLE}建议",
    f"关于征求{TITLE}意见的通知",
    f"{OURS}2031年度第一批指南建议",
    f"{TITLE}（建议稿）",
    f"{TITLE}\n（征求意见稿）",
    f"（征求意见稿）\n{TITLE}",
    f"征求意见稿\n科学技术部\n{TITLE}",
    f"{TITLE}\n现将本指南公开征求意见，有关意见请于2031年3月1日前反馈。",
    f"关于就{TITLE}征集意见建议的通知",
    f"{TITLE}\n现向社会征求意见。征求意见时间为2031年3月1日至3月8日。",
    f"{TITLE}\n经前期调研形成本指南，现面向社会公开征集意见和建议。",
    f"{TITLE}\n如有意见和建议，请于3月8日前反馈至科技处。",
]
FINALS = [
    TITLE,
    f"{TITLE}\n本指南在前期公开征求意见的基础上修改形成，现予发布。",
    f"{TITLE}\n经公开征求意见，现予公布。",
    f"{TITLE}\n本指南已向社会公开征求意见，现根据各方意见修改后发布。",
    f"{TITLE}\n广泛征求意见后，编制形成了本指南。",
    f"{TITLE}\n公开征求意见期间共收到意见20条，均已吸收采纳。",
    f"{TITLE}\n现将有关事项通知如下，请按要求组织申报。",
    f"科技部关于发布{TITLE}的通知",
]


@pytest.mark.parametrize(
    ("front", "stage"), [*((t, "draft") for t in DRAFTS), *((t, "final") for t in FINALS)]
)
def test_the_stage(vocabulary: Vocabulary, front: str, stage: str) -> None:
    guide = guide_of(f"{front}\n{DIRECTION}", vocabulary)
    assert (guide.stage, guide.year, guide.batch) == (stage, 2031, 1)
    assert "stage-doubt" not in codes(guide)


@pytest.mark.parametrize(
    "mark",
    [
        "送审稿",
        "讨论稿",
        "草案",
        "初稿",
        "报批稿",
        "试行",
        "修订版",
        "预发布",
        "预公告",
        "预公开",
        "公示稿",
        "内部稿",
    ],
)
def test_a_mark_that_says_neither_stage_is_a_doubt(vocabulary: Vocabulary, mark: str) -> None:
    assert doubtful_mark(f"{TITLE}（{mark}）") == mark
    guide = guide_of(f"{TITLE}（{mark}）\n{DIRECTION}", vocabulary)
    assert (guide.stage, codes(guide)) == ("draft", {"stage-doubt"})
    assert any(mark in note.message for note in guide.diagnostics)
    assert guide.title.zh == f"{TITLE}（{mark}）"


@pytest.mark.parametrize(
    "title",
    [TITLE, f"{TITLE}（第一批）", f"{TITLE}（人员交流计划）", f"{TITLE}（正式稿）", f"{TITLE}（发布稿）", "某版权合作项目申报指南"],
)  # fmt: skip
def test_a_title_without_such_a_mark(title: str) -> None:
    assert doubtful_mark(title) is None


def test_only_what_is_out_for_comment_now_asks_for_it() -> None:
    assert asks_for_comment("在前期征求意见的基础上，现再次公开征求意见。")
    assert not asks_for_comment("征求意见稿")


@pytest.mark.parametrize(
    ("title", "series"),
    [
        (f"{OURS}2026年度第一批人员交流计划项目申报指南", "exchange"),
        (f"{OURS}2026年度第一批科技人员交流项目申报指南", "exchange"),
        (f"{OURS}2026年度人员交流类项目申报指南", "exchange"),
        (f"{OURS}2026年度第一批港澳台项目申报指南", "hmt"),
        (f"{OURS}2026年度第一批项目申报指南（港澳台）", "hmt"),
        (f"{OURS}2026年度内地与香港、澳门联合资助项目申报指南", "hmt"),
        ("国家重点研发计划“港澳台科技创新合作”重点专项2019年度项目申报指南", "hmt"),
        (TITLE, None),
        ("“政府间国际科技创新合作/港澳台科技创新合作”重点专项2019年第一批项目申报指南建议", None),
    ],
)
def test_sister_guides(vocabulary: Vocabulary, title: str, series: str | None) -> None:
    assert series_of(title) == series
    guide = guide_of(f"{title}\n{DIRECTION}", vocabulary)
    assert guide.series == series
    assert guide.id.startswith(f"{guide.year}-1{f'-{series}' if series else ''}")
    assert not codes(guide) & {"other-programme", "stage-doubt"}


def test_the_preamble_of_a_guide_tells_of_exchange_too(vocabulary: Vocabulary) -> None:
    """As all guides since 2021 do: “推动科技人员交流和合作示范”."""
    assert (
        guide_of(f"{TITLE}\n推动科技人员交流和合作示范。\n{DIRECTION}", vocabulary).id == "2031-1"
    )


def test_in_a_guide_for_exchange_mere_cooperation_is_exchange(vocabulary: Vocabulary) -> None:
    title = f"{OURS}2031年度第一批人员交流计划项目申报指南"
    (direction,) = guide_of(f"{title}\n{DIRECTION}", vocabulary).directions
    assert (direction.id, direction.kind) == ("2031-1-exchange/1.1", "exchange")


@pytest.mark.parametrize(
    ("title", "named"),
    [
        (TITLE, ("政府间国际科技创新合作",)),
        ("国家重点研发计划政府间国际科技创新合作重点专项2031年度项目申报指南", ("政府间国际科技创新合作",)),
        ("国家重点研发计划“战略性科技创新合作”重点专项2031年度项目申报指南", ("战略性科技创新合作",)),
        ("“干细胞研究与器官修复”重点专项2031年度项目申报指南", ("干细胞研究与器官修复",)),
        ("2031年度项目申报指南", ()),
    ],
)  # fmt: skip
def test_programmes(title: str, named: tuple[str, ...]) -> None:
    assert programmes(title) == named


OTHER = f"国家重点研发计划“战略性科技创新合作”重点专项2031年度第一批项目申报指南\n{DIRECTION}"


def test_a_guide_of_another_programme_is_refused(vocabulary: Vocabulary, tmp_path: Path) -> None:
    assert "other-programme" in codes(guide_of(OTHER, vocabulary))
    file = tmp_path / "guide.txt"
    file.write_text(OTHER, encoding="utf-8")
    result = CliRunner().invoke(main, ["add", str(file), "--dry-run"])
    assert result.exit_code == 2
    assert "战略性科技创新合作" in result.stderr
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("国家自然科学基金2031年度国际合作项目指南", {"no-programme"}),
        ("某省2031年度国际科技合作项目申报指南", {"no-programme"}),
        ("国家重点研发计划“政府间国际科技\n创新合作”重点专项2031年度第一批项目申报指南", set()),
        ("政府间科技合作项目2031年度第一批申报指南", set()),
    ],
)
def test_a_guide_that_does_not_name_the_programme(
    vocabulary: Vocabulary, title: str, found: set[str]
) -> None:
    assert codes(guide_of(f"{title}\n{DIRECTION}", vocabulary)) - {"no-batch"} == found


def test_a_notice_on_two_programmes_gives_the_directions_of_ours(vocabulary: Vocabulary) -> None:
    text = (
        "国家重点研发计划“政府间国际科技创新合作”“战略性科技创新合作”重点专项2031年度第一批项目申报指南征求意见的通知\n"
        f"政府间国际科技创新合作：\n{DIRECTION}战略性科技创新合作：\n{DIRECTION.replace('芬兰', '法国')}"
    )
    guide = guide_of(text, vocabulary)
    assert (guide.id, [d.partners for d in guide.directions]) == ("2031-1-draft", [("FI",)])
    assert "other-part" in codes(guide)
    assert "中国和法国" in "".join(entry.text for entry in guide.dropped)


@pytest.mark.parametrize(
    ("text", "directions", "partners", "projects", "money"),
    [
        # The five guides:
        ("2017年，本专项第一批项目将支持我与14个国家和国际组织开展合作，项目任务数将不超过232项。", None, 14, (None, 232), None),
        ("2021年度第二批项目将设立9个指南方向，支持与8个国家、地区、国际组织和多边合作机制开展科技合作，拟支持项目数为87—90个。", 9, 8, (87, 90), None),
        ("2022年第一批项目拟设立17个指南方向，支持与14个国家、地区开展科技合作，项目任务数283项左右，国拨经费总概算约6.2亿元。", 17, 14, (283, 283), 620_000_000),
        # Constructed:
        ("本批次共有16个指南方向，合作对象为13个国家和国际组织，拟支持项目147个，国拨经费总概算2.618亿元。", 16, 13, (147, 147), 261_800_000),
        ("面向芬兰、瑞典、挪威等18个国家，项目数约为236-264项，每个项目实施2-3年。", None, 18, (236, 264), None),
        ("拟支持项目169个，总概算3.039亿元。", None, None, (169, 169), 303_900_000),
        ("设立17个指南方向，拟支持252-281项，总概算约3.039亿元。", 17, None, (252, 281), 303_900_000),
        ("共设置十七个指南方向。", 17, None, (None, None), None),
        ("部署17项指南方向。", 17, None, (None, None), None),
        ("指南方向共17个，涉及12个国别，拟立项不超过232项，安排国拨经费3.039亿元。", 17, 12, (None, 232), 303_900_000),
        ("2031年拟支持约126个项目，安排3.039亿元国拨经费。", None, None, (126, 126), 303_900_000),
        ("拟支持169个国际合作项目，总经费为30390万元。", None, None, (169, 169), 303_900_000),
        ("拟支持项目共计169项，国拨总经费约人民币3.039亿元。", None, None, (169, 169), 303_900_000),
        ("本指南设17个方向，与16个国家合作，支持项目数拟为138项。", 17, 16, (138, 138), None),
        ("支持与芬兰、瑞典、法国等12个国家（地区）的合作，项目总数为100个左右。", None, 12, (100, 100), None),
        ("拟支持项目169个（其中联合研究项目100个，联合实验室69个），总概算3.039亿元。", None, None, (169, 169), 303_900_000),
        ("拟在17个方向部署项目,拟支持项目数约为147项,国拨经费概算为26,180万元.", 17, None, (147, 147), 261_800_000),
        ("项目数：252至281项", None, None, (252, 281), None),
        ("本批指南方向数为12个，共安排国拨经费不超过5亿元，支持项目不超过200项。", 12, None, (None, 200), 500_000_000),
        ("与11个国家（地区）、2个国际组织开展合作，拟支持项目总数不少于66项，不超过72项。", None, 13, (66, 72), None),
        ("合作对象包括挪威、瑞典等15个国家、1个地区和2个国际组织。", None, 18, (None, None), None),
        ("2030年共支持项目120项，经费2亿元。2031年第二批拟支持项目95项，经费3亿元。", None, None, (95, 95), 300_000_000),
        ("设置方向：13个；支持项目：70～80项。", 13, None, (70, 80), None),
        ("共发布指南16项，经费总额25,000万元。", 16, None, (None, None), 250_000_000),
        ("拟支持中央财政经费3亿元左右，项目150个左右。", None, None, (150, 150), 300_000_000),
        ("2031年度第一批共设20个申报方向，计划立项不超过150项。", 20, None, (None, 150), None),
        ("本批次围绕15个合作方向，总预算为人民币25,000万元。", 15, None, (None, None), 250_000_000),
        ("拟支持与7个国家的合作项目45项，总经费9000万元。", None, 7, (45, 45), 90_000_000),
        ("2029年签署的协议生效后，拟支持项目95项。", None, None, (95, 95), None),
        # Of other batches, of one project, of one institution:
        ("我国与161个国家和地区建立了科技合作关系。拟支持与8个国家的合作。", None, 8, (None, None), None),
        ("2030年共支持了120个项目，经费2亿元。2031年拟设立9个方向。", 9, None, (None, None), None),
        ("每个推荐单位推荐不超过5个项目，每个项目国拨经费不超过200万元。", None, None, (None, None), None),
        ("同一申报单位只能申报1个指南方向。", None, None, (None, None), None),
        ("项目自筹经费不少于500万元。", None, None, (None, None), None),
    ],
)  # fmt: skip
def test_declared_totals(
    text: str,
    directions: int | None,
    partners: int | None,
    projects: tuple[int | None, int | None],
    money: int | None,
) -> None:
    found = declared(arabic(text), 2031)
    assert (found.directions, found.partners) == (directions, partners)
    assert (found.projects, found.amount_cny) == (projects, money)
    if projects == (None, None):
        assert found.projects_kind is Declared().projects_kind


def test_half_a_guide_is_said_and_supersedes_nothing(
    vocabulary: Vocabulary, tmp_path: Path
) -> None:
    preamble = "本批次共设立2个指南方向。"
    half = guide_of(f"{TITLE}\n{preamble}\n{DIRECTION}", vocabulary)
    assert half.diagnostics[0].code == "directions-missing"
    assert "2 directions, and 1 are found" in half.diagnostics[0].message
    assert codes(guide_of(f"{TITLE}\n{preamble}\n{DIRECTION}{SECOND}", vocabulary)) == set()
    seeds = seeds_of(tmp_path / "seeds", {})
    for stage, directions, expected in (
        ("（征求意见稿）", DIRECTION + SECOND, None),
        ("", DIRECTION, None),
        ("", DIRECTION + SECOND, "2031-1-draft"),
    ):
        file = tmp_path / f"guide{stage}{len(directions)}.txt"
        file.write_text(f"{TITLE}{stage}\n{preamble}\n{directions}", encoding="utf-8")
        run = ["add", str(file), "--seeds", str(seeds.root), "--content", str(tmp_path / "content")]
        result = CliRunner().invoke(main, [*run, "--replace"])
        assert result.exit_code == 0, result.output
        name = f"2031-1{'-draft' if stage else ''}"
        record = (seeds.guides / name / "guide.yml").read_text(encoding="utf-8")
        assert f"supersedes: {expected or 'null'}" in record
