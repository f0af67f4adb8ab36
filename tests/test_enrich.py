"""Partners, kinds, domains and flags: tables of (source text, expected), with the guide of each case."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import product
from typing import Any

import pytest
from babel import Locale

from generator.enrich import kind
from generator.enrich.agencies import agencies, named
from generator.enrich.domains import domains
from generator.enrich.flags import flags
from generator.enrich.partners import partners, unknown_partners
from generator.ids import unknown_code
from generator.link import Library
from generator.model import Direction, Item, Mention, Strand, Text
from generator.passage import Span
from generator.seedfile import Bilingual
from generator.translate import texts
from generator.vocabulary import Agency, Vocabulary


def direction(title: str = "", *requirements: str) -> Direction:
    items = tuple(
        Item(f"requirement-{i}", None, Text(r), Span(1, 1))
        for i, r in enumerate(requirements, start=1)
    )
    return Direction("", "", "", 1, Text(title), Span(1, 1), labels={}, requirements=items)


@pytest.mark.parametrize(
    ("title", "countries", "groups", "regions"),
    [
        ("中美政府间合作项目", ["US"], [], []),
        ("中加（魁北克省）政府间合作项目", ["CA"], [], ["CA-QC"]),
        ("中新（西兰）政府间合作项目", ["NZ"], [], []),
        ("中塞（尔维亚）政府间合作项目", ["RS"], [], []),
        ("中蒙（古）政府间合作项目", ["MN"], [], []),
        ("中南（非）政府间合作项目", ["ZA"], [], []),
        ("中欧政府间合作项目", [], ["EU"], []),
        ("中国印度尼西亚政府间合作项目", ["ID"], [], []),
        ("中美清洁能源联合研究中心（CERC）项目", ["US"], [], []),
        ("中国和欧盟政府间科技合作项目（一）中国-欧盟研究创新旗舰合作计划项目", [], ["EU"], []),
        ("中国和白俄罗斯政府间联合研发项目", ["BY"], [], []),
        ("中国与俄罗斯政府间科技合作项目", ["RU"], [], []),
        ("中国和比利时（瓦隆）政府间科技合作项目", ["BE"], [], ["BE-WAL"]),
        ("金砖国家合作项目", [], ["BRICS"], []),
        ("某国合作项目", [], [], []),
        # Constructed:
        ("中国—东盟科技合作项目", [], ["ASEAN"], []),
        ("中国-东盟联合实验室", [], ["ASEAN"], []),
        ("中国与上海合作组织成员国合作项目", [], ["SCO"], []),
        ("中国与中东欧国家联合教育项目", [], ["CEEC"], []),
        ("中国和法国、德国三方联合研究项目", ["FR", "DE"], [], []),
        ("中国与巴西及南非合作项目", ["BR", "ZA"], [], []),
        ("中沙（特）政府间合作项目", ["SA"], [], []),
        ("中沙(特)政府间合作项目", ["SA"], [], []),
        ("中阿（根廷）政府间合作项目", ["AR"], [], []),
        ("中阿（联酋）政府间合作项目", ["AE"], [], []),
        ("中巴（基斯坦）政府间合作项目", ["PK"], [], []),
        ("中乌（克兰）政府间合作项目", ["UA"], [], []),
        ("中印（尼）政府间合作项目", ["ID"], [], []),
        ("中国和大韩民国合作项目", ["KR"], [], []),
        ("中国和肯尼亚政府间合作项目", ["KE"], [], []),
        ("中国和刚果（金）政府间合作项目", ["CD"], [], []),
        ("中国和尼日利亚政府间合作项目", ["NG"], [], []),
        ("内地与香港联合资助项目", ["HK"], [], []),
        ("内地与香港特别行政区、澳门特别行政区合作项目", ["HK", "MO"], [], []),
        ("内地与香港、澳门联合资助项目", ["HK", "MO"], [], []),
        ("大陆与台湾科技合作项目", ["TW"], [], []),
        ("内地与港澳联合资助项目", ["HK", "MO"], [], []),
        ("港澳台科技创新合作项目", ["HK", "MO", "TW"], [], []),
        ("中国和北马其顿政府间科技合作项目", ["MK"], [], []),
        ("中国和马其顿政府间科技合作项目", ["MK"], [], []),
        ("中国和前南斯拉夫马其顿共和国政府间科技合作项目", ["MK"], [], []),
        ("中国和尼德兰政府间科技合作项目", ["NL"], [], []),
        ("中国和孟加拉政府间科技合作项目", ["BD"], [], []),
        ("中国和多米尼加政府间科技合作项目", ["DO"], [], []),
        ("中国和多米尼克政府间科技合作项目", ["DM"], [], []),
        ("中国和斯瓦蒂尼政府间科技合作项目", ["SZ"], [], []),
        ("中国和大不列颠及北爱尔兰联合王国政府间科技合作项目", ["GB"], [], []),
        ("中国和爱尔兰政府间科技合作项目", ["IE"], [], []),
        ("中国和阿拉伯埃及共和国政府间科技合作项目", ["EG"], [], []),
        ("中国和德意志联邦共和国政府间科技合作项目", ["DE"], [], []),
        ("中国与阿曼苏丹国政府间科技合作项目", ["OM"], [], []),
        ("中国和吉尔吉斯共和国政府间科技合作项目", ["KG"], [], []),
        ("中国和德国巴伐利亚州联合研究项目", ["DE"], [], ["DE-BY"]),
        ("中国和巴登—符腾堡州联合研究项目", ["DE"], [], ["DE-BW"]),
        ("中国和下萨克森州联合研究项目", ["DE"], [], ["DE-NI"]),
        ("中国和北威州、萨克森-安哈尔特州联合研究项目", ["DE"], [], ["DE-NW", "DE-ST"]),
        ("中加（不列颠哥伦比亚省）政府间合作项目", ["CA"], [], ["CA-BC"]),
        ("中国和加拿大艾伯塔省政府间合作项目", ["CA"], [], ["CA-AB"]),
        ("中国和北爱尔兰政府间合作项目", ["GB"], [], ["GB-NIR"]),
        ("环印度洋地区合作项目", [], [], []),
        ("墨西哥湾联合观测项目", [], [], []),
        ("中巴政府间合作项目", [], [], []),
        ("LITERATURE合作项目", [], [], []),
        ("中墨、中智和中秘政府间合作项目", ["MX", "CL", "PE"], [], []),
        ("中国科技部和新西兰商业、创新与就业部合作项目", ["NZ"], [], []),
        ("中国—克罗地亚、中国—斯洛文尼亚政府间合作项目", ["HR", "SI"], [], []),
        ("亚太经合组织（APEC）科技合作项目", [], ["APEC"], []),
        ("中国科技部与奥地利联邦教育、科学与研究部合作项目", ["AT"], [], []),
        ("中国和拉美国家联合实验室合作项目", [], ["LATAM"], []),
        ("中国—拉共体国家科技合作项目", [], ["CELAC"], []),
        ("中国和拉美和加勒比国家合作项目", [], ["LAC"], []),
        ("中国和拉美和加勒比国家共同体合作项目", [], ["CELAC"], []),
        ("中国和海湾阿拉伯国家合作项目", [unknown_code("海湾阿拉伯国家")], [], []),
        ("中国和中亚五国联合研究项目", [], ["CENTRALASIA"], []),
        ("中国和海湾阿拉伯国家合作委员会联合研究项目", [], ["GCC"], []),
        ("中国和阿拉伯国家、非洲国家合作项目", [], ["ARAB", "AFRICA"], []),
        ("中国和泰国家用机器人合作项目", ["TH"], [], []),
        ("中国和美国国家科学基金会联合项目", ["US"], [], []),
        ("中法国家重点实验室合作项目", ["FR"], [], []),
        ("中印尼高温气冷堆联合实验室", ["ID"], [], []),
        ("中国和挪威海洋合作项目", ["NO"], [], []),
        ("中国和加拿大育空合作项目", ["CA"], [], ["CA-YT"]),
        ("中国和加拿大英属哥伦比亚省合作项目", ["CA"], [], ["CA-BC"]),
        ("赴法国、德国联合培养项目", ["FR", "DE"], [], []),
        ("支持德国、法国与中国合作", ["DE", "FR"], [], []),
        ("中国联合德国、法国合作项目", ["DE", "FR"], [], []),
        ("中方邀请英国、法国合作项目", ["GB", "FR"], [], []),
        ("支持南非", ["ZA"], [], []),
        (
            "携手泰国、资助马里、协助海地、前往埃及、访问日本",
            ["TH", "ML", "HT", "EG", "JP"],
            [],
            [],
        ),
        ("不合法国际转让、坚持法国家标准、综合美国际标准", [], [], []),
        ("支持海地震监测、蒙古语文信息化、资助蒙古马保护、支持黑山羊繁育", [], [], []),
        ("支持南非洲国家、印度洋观测、南非物质文化遗产", [], [], []),
        ("中国和金砖国家（不含俄罗斯）合作项目", [], ["BRICS"], []),
        ("中国和欧洲国家（除英国外）合作项目", [], ["EUROPE"], []),
        ("中国和欧洲国家（除法国、英国外）合作项目", [], ["EUROPE"], []),
        ("中国和欧洲国家（除法国和英国以外）合作项目", [], ["EUROPE"], []),
    ],
)
def test_partners_in_titles(
    vocabulary: Vocabulary, title: str, countries: list[str], groups: list[str], regions: list[str]
) -> None:
    found = partners(direction(title), vocabulary)
    assert (list(found.countries), list(found.groups), list(found.regions)) == (
        countries,
        groups,
        regions,
    )


@pytest.mark.parametrize(
    ("words", "countries"),
    [
        ("欧美国家", []),
        ("北美国家", []),
        ("中南美国家", []),
        ("中美国家", []),
        ("发达的英美国家", []),
        ("拉美国际科技组织", []),
        ("统计方法国际比较", []),
        ("科技伦理与道德国际准则", []),
        ("康泰国际医院", []),
        ("地中海地区国家", []),
        ("里海地区国家", []),
        ("南中国海地区", []),
        ("西印度群岛国家", []),
        ("西印度洋国家", []),
        ("印度支那国家", []),
        ("南部非洲国家", []),
        ("西南非洲国家", []),
        ("印度河流域、尼日尔河流域、乍得湖和约旦河", []),
        ("尼日尔三角洲、马里亚纳海沟", []),
        ("南极洲", []),
        ("挪威海、日本海", []),
        ("哈萨克族、蒙古族", []),
        ("内蒙古国家级高新区", []),
        ("朝鲜半岛", []),
        ("日本血吸虫病", []),
        ("美国马里兰州", ["US"]),
        ("美国新墨西哥州、新泽西州、新英格兰地区", ["US"]),
        ("美国哥伦比亚大学", ["US"]),
        ("越南非物质文化遗产", ["VN"]),
        ("河南非金属矿", []),
        ("文莱苏丹国", ["BN"]),
        ("印度尼西亚新几内亚岛", ["ID"]),
        ("古巴西部", ["CU"]),
        ("古巴比伦", []),
        ("马里、索马里、尼日尔、尼日利亚", ["ML", "SO", "NE", "NG"]),
        ("几内亚、几内亚比绍、赤道几内亚、巴布亚新几内亚", ["GN", "GW", "GQ", "PG"]),
        ("苏丹、南苏丹、南非、海地、印度、蒙古国", ["SD", "SS", "ZA", "HT", "IN", "MN"]),
    ],
)
def test_names_of_countries_inside_other_words(
    vocabulary: Vocabulary, words: str, countries: list[str]
) -> None:
    """Constructed. An invented partner is worse than one that is reported as unknown."""
    assert [place.country for _, place in vocabulary.places_in(f"中国和{words}")] == countries


def test_no_short_name_of_a_country_begins_inside_a_word(vocabulary: Vocabulary) -> None:
    """Behind 地, as behind any character that opens no name; the long names are in no other word."""
    for code, name in vocabulary.country_names.items():
        inside, alone = (
            [place.country for _, place in vocabulary.places_in(f"合作{before}{name.zh}")]
            for before in "地与"
        )
        short = len(name.zh.removesuffix("国")) <= 2
        assert (inside, alone) == ([] if short else [code], [code]), name.zh


@pytest.mark.parametrize(
    ("title", "countries", "institutions", "organisations"),
    [
        ("中国和日本理化学研究所（RIKEN）联合资助项目", ["JP"], ["RIKEN"], []),
        ("中国科技部与荷兰研究理事会（NWO）联合研究项目", ["NL"], ["NWO"], []),
        ("中国与荷兰科学研究组织合作项目", ["NL"], ["NWO"], []),
        ("与欧洲核子研究中心（CERN）合作项目", [], ["CERN"], ["CERN"]),
        ("参与国际热核聚变实验堆（ITER）计划", [], ["ITER"], ["ITER"]),
        ("平方公里阵列射电望远镜（SKA）项目", [], ["SKA"], ["SKA"]),
        ("中国和国际原子能机构合作项目", [], ["IAEA"], ["IAEA"]),
        ("中国和法国ITERATION合作项目", ["FR"], [], []),
    ],
)
def test_bodies_in_titles(
    vocabulary: Vocabulary,
    title: str,
    countries: list[str],
    institutions: list[str],
    organisations: list[str],
) -> None:
    """Constructed, but for RIKEN. What belongs to no country is a partner itself, and no grouping."""
    found = partners(direction(title), vocabulary)
    assert (found.groups, found.unknown) == ((), ())
    assert list(found.countries) == countries
    assert (list(found.institutions), list(found.organisations)) == (institutions, organisations)
    for code in organisations:
        assert vocabulary.partner_type(code) == "organisation"
        assert vocabulary.partner_name(code).zh


def test_names_are_those_of_cldr_unless_partners_yml_has_another(vocabulary: Vocabulary) -> None:
    ours = {country.code for country in vocabulary.partners if country.name}
    for code, name in vocabulary.country_names.items():
        english = Locale("en").territories[code].replace("&", "and")
        cldr = Locale("zh").territories[code], english
        assert ((name.zh, name.en) == cldr) == (code not in ours), code
        assert [place.country for _, place in vocabulary.places_in(cldr[0])] == [code]
    assert vocabulary.partner_name("PS").zh == "巴勒斯坦"  # 2024-2-draft/1.5 prints it so
    assert vocabulary.partner_name("KR").en == "Republic of Korea"  # as the titles in English
    for code in ("HK", "MO", "TW"):
        assert vocabulary.partner_type(code) == "region"


@pytest.mark.parametrize(
    ("title", "agreement", "countries"),
    [
        (
            "中巴政府间合作项目",
            "《中华人民共和国政府和巴基斯坦伊斯兰共和国政府科技合作协定》",
            ["PK"],
        ),
        ("中阿政府间合作项目", "《中国科技部与阿根廷科技创新部谅解备忘录》", ["AR"]),
        ("中巴政府间合作项目", "《中巴科技合作协定》", []),
        ("中阿政府间合作项目", "《中国与阿根廷和阿尔及利亚谅解备忘录》", []),
    ],
)
def test_the_agreement_tells_a_short_name(
    vocabulary: Vocabulary, title: str, agreement: str, countries: list[str]
) -> None:
    """Constructed."""
    item = Item("agreement-1", None, Text(agreement), Span(1, 1))
    found = partners(replace(direction(title), agreements=(item,)), vocabulary)
    assert list(found.countries) == countries


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        ("中国和亚特兰蒂斯政府间联合研究项目", ["亚特兰蒂斯"]),
        ("中国—卢里坦尼亚科技合作项目", ["卢里坦尼亚"]),
        ("中国科学技术部与卢里坦尼亚联合研究项目", ["卢里坦尼亚"]),
        ("中卢（里坦尼亚）合作项目", ["卢里坦尼亚"]),
        ("中国和South Ruritania合作项目", ["South Ruritania"]),
        ("中国和亚特兰蒂斯、卢里坦尼亚等国家合作项目", ["亚特兰蒂斯", "卢里坦尼亚"]),
        ("中国—亚特兰蒂斯—法国三方合作项目", ["亚特兰蒂斯"]),
        ("中国和法国、亚特兰蒂斯及德国联合研究项目", ["亚特兰蒂斯"]),
        ("中国与世界气象组织合作项目", ["世界气象组织"]),
        ("与联合国人居署合作项目", ["联合国人居署"]),
        ("中国和北欧国家科技合作项目", ["北欧国家"]),
        ("中国和欧美国家联合研究项目", ["欧美国家"]),
        ("中国和非洲及南美国家合作项目", ["非洲", "南美国家"]),
        ("中国和地中海沿岸国家合作项目", ["地中海沿岸国家"]),
        ("中国与拉美国际科技组织合作项目", ["拉美"]),
        ("中国与共建国家合作项目", []),
        ("中国和特立尼达和多巴哥政府间合作项目", []),  # of CLDR, and itself with 和
        ("中国和俄罗斯远东地区合作项目", []),
        ("中国与上海合作组织成员国合作项目", []),
        ("中国和法国国家科研中心联合资助项目", []),
        ("中卢合作项目", []),  # one character is no name
        ("中外联合研究项目", []),
        ("中国国际科技合作项目", []),
        ("中国与有关国家联合研究项目", []),
        ("中国与国际科研机构合作项目", []),
        ("中国与“一带一路”沿线国家合作项目", []),
        ("国际大科学计划培育项目", []),
    ],
)
def test_partners_that_nobody_knows_are_told_as_printed(
    vocabulary: Vocabulary, title: str, printed: list[str]
) -> None:
    """Constructed."""
    assert list(unknown_partners(title, vocabulary)) == printed


def test_known_and_unknown_partners_stand_in_the_order_printed(vocabulary: Vocabulary) -> None:
    """Constructed."""
    found = partners(direction("中国和法国、亚特兰蒂斯及德国联合研究项目"), vocabulary)
    assert list(found.direct) == ["FR", unknown_code("亚特兰蒂斯"), "DE"]
    assert found.countries == found.direct


def test_titles_of_the_guides_name_partners_that_are_known(library: Library) -> None:
    assert [d.unknown for d in library.directions.values() if d.unknown] == []


@pytest.mark.parametrize(
    ("title", "bodies"),
    [
        ("中国和日本理化学研究所（RIKEN）联合资助项目", ["RIKEN"]),
        ("中国科技部与日本国际协力机构（JICA）联合研究项目", ["JICA"]),
    ],
)
def test_institutions_and_their_country(
    vocabulary: Vocabulary, title: str, bodies: list[str]
) -> None:
    found = partners(direction(title), vocabulary)
    assert (list(found.institutions), list(found.countries)) == (bodies, ["JP"])


@pytest.mark.parametrize(
    ("title", "requirement", "countries"),
    [
        # 2022-1/2.5
        ("金砖国家合作项目", "合作方应包括来自其余金砖四国（巴西、俄罗斯、印度、南非）中的至少两国。", ["BR", "RU", "IN", "ZA"]),
        # 2023-1-draft/1.1
        ("中国和欧洲国家联合实验室合作项目", "合作国别仅限英国、法国、意大利、西班牙、比利时；", ["GB", "FR", "IT", "ES", "BE"]),
        ("金砖国家合作项目", "合作国别为金砖国家（不含印度）。", []),  # constructed
        ("中国和拉美国家合作项目", "合作国别仅限巴西、智利，阿根廷除外。", ["BR", "CL"]),  # constructed
        # Constructed:
        ("中国和欧洲国家合作项目", "合作国别仅限欧盟成员国（除法国、德国外）。", []),
        ("中国和欧洲国家合作项目", "合作国别：除法国、德国外，其他国家均可。", []),
        ("中国和欧洲国家合作项目", "合作国别为欧盟成员国，法国、德国除外。", []),
        ("中国和欧洲国家合作项目", "合作国别：除意大利、德国外，还包括英国。", ["IT", "DE", "GB"]),
        ("中国和欧洲国家合作项目", "合作国别：除在国外的机构外，也可来自德国。", ["DE"]),
        # A country named in passing is no partner (2022-1/1.2 names the French embassy).
        ("中国和欧洲国家联合实验室合作项目", "申报单位应提供法国驻华使馆的文件。", []),
    ],
)  # fmt: skip
def test_countries_of_groupings(
    vocabulary: Vocabulary, title: str, requirement: str, countries: list[str]
) -> None:
    assert list(partners(direction(title, requirement), vocabulary).countries) == countries


def test_arab_states_are_those_that_the_text_lists(library: Library) -> None:
    found = library.directions["2024-2-draft/1.5"]
    assert len(found.partners) == 22
    assert found.groups == ("ARAB",)
    assert {"AE", "PS", "KM", "SA"} <= set(found.partners)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("中国和南非政府间联合研究旗舰项目", "flagship"),
        ("中国和韩国政府间大型产学研联合研究项目", "industry_research"),
        ("中国和以色列产业技术研发合作项目", "industry_research"),
        ("中国和法国联合实验室合作项目", "joint_laboratory"),
        ("中美清洁能源联合研究中心（CERC）项目", "joint_centre"),
        ("中国和日本理化学研究所（RIKEN）联合资助项目", "joint_funding"),
        ("中国和白俄罗斯政府间联合研发项目", "joint_research"),
        ("中国和挪威政府间科技合作项目", "cooperation"),
    ],
)
def test_kinds(vocabulary: Vocabulary, title: str, expected: str) -> None:
    assert kind(title, vocabulary) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("人工智能应用于文化遗产", {"ai", "heritage"}),  # 2023-1-draft/1.2
        ("人工智能；", {"ai"}),
        ("水；", {"water"}),  # 2022-1/2.1
        ("水与环境", {"water", "environment"}),  # 2023-1-draft/2.5
        ("空间", {"aerospace"}),  # 2017-1/1.8
        ("地球空间信息技术", {"aerospace"}),  # 2017-1/1.6: not information technology
        ("环境（包括气候变化和碳中和）", {"environment", "climate"}),  # 2023-1-draft/1.1
        ("信息通信（如区块链、大数据）；", {"ict"}),  # 2021-2-draft/1.4
        ("生物化学、有机和无机化学。", {"chemistry"}),  # 2024-2-draft/1.8: no biotechnology
        ("材料学和建筑材料；", {"materials"}),  # 2022-1/2.4: no buildings
        ("中载及重载卡车能效", {"transport", "energy"}),  # 2017-1/1.2
        ("脉冲星搜寻", {"physics"}),
        ("宇宙再电离", {"physics"}),
        ("暗物质与引力波探测", {"physics"}),
        ("文物保护关键支撑技术", {"heritage"}),  # 2017-1/1.10
        # Sea wind is energy, not oceans; examples and tools do not count.
        ("7.安全清洁高效的现代能源：清洁煤利用技术、海洋风电技术", {"energy"}),  # 2021-2-draft/1.5
        (
            "智能绿色船舶：将大数据和人工智能应用于船舶全生命周期管理",
            {"transport"},
        ),  # 2023-1-draft/1.6
        ("面向天文、地球科学、环境工程、智慧城市的科学数据处理技术", {"ict"}),  # 2017-1/1.16
        # The headline names the field, what follows explains it.
        (
            "二氧化碳捕集、封存与利用（CCUS）。结合可再生能源制氢技术",
            {"climate"},
        ),  # 2021-2-draft/1.6
        ("中蒙技术转移中心合作项目。", set()),  # 2017-1/1.12
        # What is excluded is no field; constructed.
        ("能源（不包括核能）、人工智能", {"energy", "ai"}),
        ("能源，如人工智能辅助的电网", {"energy"}),
        ("去除水中污染物的材料", {"environment", "materials"}),
        ("除核能外的能源也在内", {"energy"}),
        ("农业（除人工智能外）", {"agriculture"}),
        ("除人工智能领域外，双方还将支持农业", {"ai", "agriculture"}),
        ("除人工智能外，均可支持农业", {"agriculture"}),
    ],
)
def test_domains(vocabulary: Vocabulary, text: str, expected: set[str]) -> None:
    assert set(domains(text, vocabulary)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("项目合作双方须分别向本国的项目征集部门提交申报材料，单方申报项目无效。", {"two_sided_submission"}),
        ("中奥合作伙伴需向各自主管部门申报。", {"two_sided_submission"}),  # 2022-1/1.3
        ("项目申请人须与其欧方合作伙伴共同申请欧盟地平线2020计划发布的2018年度指南项目；", {"two_sided_submission"}),  # 2021-2-draft/1.5
        ("因加方先于中方进行征集，只有已向加方相关科技管理部门提交过项目申请的加方单位的中方合作伙伴才可进行申报。", {"two_sided_submission"}),  # 2017-1/1.3
        ("要求项目申报单位提供在金砖国家征集项目秘书处提交的联合申请表格及确认编号。", {"two_sided_submission"}),  # 2022-1/2.5
        ("此项合作应已获得美国联邦政府部门在该领域的出资或出资承诺。", set()),  # 2017-1/1.1
        ("牵头申报单位必须为企业；", {"enterprise_lead", "enterprise_required"}),  # 2021-2-draft/1.1
        ("项目参与单位中须有至少1家企业参与，且企业必须提供至少与申报中央财政资助等额的配套出资。", {"enterprise_required", "matching_funds"}),  # 2017-1/1.2
        ("即中德双方各至少有一个科研机构和一个企业，且原则上企业应提供至少与政府资助等额的配套出资。", {"enterprise_required", "matching_funds"}),  # 2022-1/1.6
        ("中埃双方合作团队均必须有企业参加。中方企业应提供至少与其获得的政府资助等额的配套出资。", {"enterprise_required", "matching_funds"}),  # 2024-2-draft/1.3
        # The foreign side alone:
        ("鼓励产学研结合；西方申报单位或参与单位至少包括一家企业，且西方企业须按西班牙国家工业技术发展署相关要求提供配套出资。", set()),  # 2022-1/1.1
        ("日方合作单位仅限在日本境内注册的企业；", set()),  # 2021-2-draft/1.3
        ("项目参与方须至少包括一家中方单位和一家芬方单位（芬方要求企业牵头，其他要求参见芬方指南）", set()),  # 2022-1/1.5
        ("奥方申报单位中至少有一家企业，并根据奥方要求（参见奥方指南）匹配相应经费；", set()),  # 2022-1/1.4
        # Encouraged only, but funds must be matched where an enterprise takes part:
        ("鼓励企业参与，中方参与企业应提供至少与其获得的政府资助等额的配套出资（比方有关要求参见比方指南）；", {"matching_funds"}),  # 2024-2-draft/1.7
        ("项目申报和参与单位不能为企业；", {"enterprise_excluded"}),  # 2021-2-draft/1.7
        ("项目牵头单位必须是中国或以色列的科研机构或高校，企业仅可作为项目参与单位；", set()),  # 2023-1-draft/1.9
        ("中挪合作单位要签署明确的知识产权协议；", {"ip_agreement"}),  # 2021-2-draft/1.7
        # Constructed, in words that other guides of the genre may use:
        ("双方合作单位须分别提交项目申请，单方申请无效。", {"two_sided_submission"}),
        ("中日合作双方须在各自国家同步申报。", {"two_sided_submission"}),
        ("须同时向两国主管部门提交申请。", {"two_sided_submission"}),
        ("随申报材料同时提交外方出具的文件。", set()),
        ("项目须由企业牵头申报，企业自筹经费与国拨经费的比例不低于1:1。", {"enterprise_lead", "enterprise_required", "matching_funds"}),
        ("申报单位应为企业。", {"enterprise_lead", "enterprise_required"}),
        ("中方项目组须有企业参与。", {"enterprise_required"}),
        ("韩方企业须参与，中方不作要求。", set()),
        ("鼓励企业牵头申报。", set()),
        ("不支持企业申报。", {"enterprise_excluded"}),
        ("双方合作单位申报时，应同时提交关于知识产权的协议或包括知识产权专门条款的合作文件。", {"ip_agreement"}),  # 2022-1/1.1
    ],
)  # fmt: skip
def test_flags(text: str, expected: set[str]) -> None:
    assert {flag.code for flag in flags(direction("", text))} == expected


FORMS = {
    "two_sided_submission": [
        "双方须分别同时向本国部门报名。",
        "中外双方分别提交材料。",
        "中外双方分别递交材料。",
        "中外双方分别报送材料。",
        "中外双方分别申报。",
        "中外双方分别在本国报名。",
        "中外双方分别在各自机构报名。",
        "单方申报无效。",
        "单方申请无效。",
        "单方面提交材料无效。",
        "双方均向各自主管部门申报。",
        "双方均向各自的国家科技主管部门提交材料。",
        "双方均向各自部门申请。",
        "双方在各自国家的主管部门申报。",
        "双方在各自国家提交材料。",
        "双方在各自国家申请。",
        "项目申请人须与其欧方合作伙伴共同申请。",
        "须有联合申请表格。",
        "材料须同时向双方主管部门申报。",
        "材料须同时向两国主管部门提交。",
        "材料须同时向中外主管部门申请。",
        "材料须同时向对方主管部门申请。",
        "只有在国外已提交过项目申请的可申报。",
        "只有经对方部门确认申请合格的可申报。",
    ],
    "enterprise_excluded": [
        "申报单位不能为企业。",
        "申报单位不得是企业。",
        "申报单位不可为企业。",
        "企业不能申报。",
        "企业不得参与。",
        "企业不可申报。",
        "不支持企业申报。",
        "不接受企业参与。",
    ],
    "enterprise_required": [
        "中方至少有一家企业。",
        "须包括1个企业。",
        "应包含科研机构和一个企业。",
        "必须有企业参加。",
        "须由企业参与。",
        "应包括企业单位。",
        "参加单位需包含企业。",
        "企业必须参加。",
        "企业须参与。",
        "企业应参与。",
        "企业需参加。",
    ],
    "enterprise_lead": [
        "牵头单位为企业。",
        "牵头申报单位是企业。",
        "牵头单位必须为企业。",
        "牵头单位须是企业。",
        "牵头单位应为企业。",
        "牵头单位需为企业。",
        "申报单位必须是企业。",
        "申报主体须为企业。",
        "申报单位应为企业。",
        "申报单位需是企业。",
        "项目由企业牵头。",
        "项目由企业牵头申报。",
        "须由中方企业牵头，科研机构参加。",
        "应企业申报，科研机构参加。",
        "需由企业作为牵头方。",
        "必须由企业申报，科研机构参加。",
        "企业必须作为牵头单位。",
        "企业须作为项目牵头方。",
        "企业应作为牵头单位。",
        "企业需作为牵头单位。",
    ],
    "matching_funds": [
        "须有配套出资。",
        "须有配套经费。",
        "须有配套资金。",
        "须有配套投入。",
        "须匹配相应经费。",
        "须匹配相应资金。",
        "须有自筹经费。",
        "须有自筹资金。",
    ],
    "ip_agreement": [
        "须提交知识产权协议。",
        "双方对知识产权须有约定。",
        "须提交知识产权文件。",
        "须有知识产权条款。",
        "双方对知识产权须有规定。",
        "双方须商定知识产权分配。",
        "须有协议明确知识产权。",
        "双方约定知识产权归属。",
        "须提交文件明确知识产权。",
    ],
}
"""Each condition in each form that its rule finds, one per sentence; constructed."""


@pytest.mark.parametrize(("flag", "text"), [(f, t) for f, texts in FORMS.items() for t in texts])
def test_each_form_of_a_condition(flag: str, text: str) -> None:
    implied = {"enterprise_required"} if flag == "enterprise_lead" else set()
    assert {found.code for found in flags(direction("", text))} == {flag} | implied


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("申报单位同一方向只能申报1个项目。", [("submission_limit", None, 1)]),
        ("同一单位在本指南方向下牵头申报的项目不得超过3项。", [("submission_limit", None, 3)]),
        ("推荐单位应按限额推荐，限额为5项。", [("submission_limit", None, 5)]),
        ("各单位申报项目不设限额。", []),
        ("每个项目的牵头单位与参与单位之和不超过5个。", []),
        ("中方牵头单位最多申报2个指南方向。", []),
        ("项目须由中方科技型企业牵头申报。", [("enterprise_lead", None, None), ("enterprise_required", None, None)]),
        ("企业须至少1家作为参与单位。", [("enterprise_required", None, None)]),
        ("参与单位中企业不少于1家。", [("enterprise_required", None, None)]),
        ("企业不得作为项目牵头单位或参与单位。", [("enterprise_excluded", None, None)]),
        ("高校和科研机构可以申报，企业不在资助范围内。", [("enterprise_excluded", None, None)]),
        ("企业不得作为项目牵头单位，但可作为参与单位。", []),
        ("企业牵头申报的，应提供不低于1:1的自筹资金。", [("matching_funds", "conditional", None)]),
        ("若企业作为牵头单位，则须自筹不低于国拨经费的资金。", [("matching_funds", "conditional", None)]),
        ("企业参与的项目，企业须配套不低于国拨经费1倍的资金。", [("matching_funds", "conditional", None)]),
        ("企业自有资金投入不低于国拨经费的1倍。", [("matching_funds", None, None)]),
        ("地方科技主管部门应给予1:1配套经费支持。", [("matching_funds", None, None)]),
        ("项目自筹经费不作要求。", []),
        ("须提交双方签署的知识产权备忘录。", [("ip_agreement", None, None)]),
        ("双方须就知识产权事宜签署协议。", [("ip_agreement", None, None)]),
        ("双方宜签署知识产权协议。", []),
        ("未在芬方申报的项目，中方不予立项。", [("two_sided_submission", None, None)]),
        ("未向中方提交申请的项目不予受理。", []),
        ("只在一方申报的项目视为无效申请。", [("two_sided_submission", None, None)]),
        ("双方申请书须同时提交，缺一不可。", [("two_sided_submission", None, None)]),
        ("申请人须和芬方同时申报。", [("two_sided_submission", None, None)]),
        ("双方负责人须使用统一的英文申请表，并各自提交至所在国资助机构。", [("two_sided_submission", None, None)]),
        ("项目须产学研结合，应有企业作为参与单位。", [("enterprise_required", None, None)]),
        ("科技型中小企业须作为项目参与方。", [("enterprise_required", None, None)]),
        ("企业可作为参与单位，但不得牵头。", []),
        ("国有企业须牵头。", [("enterprise_lead", None, None), ("enterprise_required", None, None)]),
        ("本方向仅面向企业申报。", [("enterprise_lead", None, None), ("enterprise_required", None, None)]),
        ("由企业牵头申报的项目，须提供与专项经费至少1:1的自筹资金。", [("matching_funds", "conditional", None)]),
        ("中方合作单位须提供经费配套承诺函。", [("matching_funds", None, None)]),
        ("申请单位须自行匹配不少于资助额50%的资金。", [("matching_funds", None, None)]),
        ("无需经费配套。", []),
        ("每位专家限申报1项。", []),
        ("外方合作伙伴需在截止日前向本国主管部门提交对应申请。", [("two_sided_submission", None, None)]),
        ("须通过芬方系统提交英文申请书，同时通过国科管系统提交中文申请书。", [("two_sided_submission", None, None)]),
        ("项目团队应由高校、科研院所和企业共同组成。", [("enterprise_required", None, None)]),
        ("申报单位应为在华注册的科研机构、高校或企业。", []),
        ("中方参与企业应提供与国拨经费相匹配的资金支持。", [("matching_funds", "conditional", None)]),
        ("企业出资比例应不低于项目总投入的50%。", [("matching_funds", None, None)]),
        ("企业须提供不低于国拨经费50%的自筹资金。", [("matching_funds", None, None)]),
        ("如有企业参与，企业须提供等额配套经费。", [("matching_funds", "conditional", None)]),
        ("企业参与的，须提供等额配套经费。", [("matching_funds", "conditional", None)]),
        ("项目不要求企业参与。", []),
        ("本方向不强制要求企业参与。", []),
        ("不以企业参与为前提条件。", []),
        ("项目无企业参与要求。", []),
        ("并非必须由企业牵头。", []),
        ("须有企业参与，不要求企业牵头。", [("enterprise_required", None, None)]),
        ("须由在中国大陆注册满1年的企业牵头申报。", [("enterprise_lead", None, None), ("enterprise_required", None, None)]),
        ("项目须由在境内注册、具有独立法人资格的科技型企业牵头。", [("enterprise_lead", None, None), ("enterprise_required", None, None)]),
        ("须由具有研发能力的高校、科研院所或企业牵头申报。", []),
        ("须由在境内注册的高校和企业联合申报。", []),
        ("须由企业牵头申报，或由高校牵头、企业参与。", [("enterprise_required", None, None)]),
        ("须由企业牵头，或由科研院所牵头。", []),
        ("高校不限项，企业限1项。", [("submission_limit", "conditional", 1)]),
        ("企业限报1项，高校不限。", [("submission_limit", "conditional", 1)]),
        ("每家企业限报1项。", [("submission_limit", None, 1)]),
        ("不分别提交的申请不予受理。", [("two_sided_submission", None, None)]),
        ("涉及知识产权的，须事先约定归属。", [("ip_agreement", "conditional", None)]),
        ("双方应在规定时间内分别完成申报。", [("two_sided_submission", None, None)]),
        ("双方须联合申报，由芬方向芬兰研究理事会提交英文申请。", [("two_sided_submission", None, None)]),
        ("由地方向科技部报送推荐函。", []),
        ("双方申请人须商定共同的项目建议书并分别递交。", [("two_sided_submission", None, None)]),
        ("须由1家以上中方企业参与。", [("enterprise_required", None, None)]),
        ("由中方企业作为牵头单位、科研机构作为参与单位进行申报。", [("enterprise_lead", None, None), ("enterprise_required", None, None)]),
        ("一家单位最多申报2项。", [("submission_limit", None, 2)]),
        ("限每个单位申报一项。", [("submission_limit", None, 1)]),
        ("推荐单位限额推荐2个项目。", [("submission_limit", None, 2)]),
        ("单独申报的不予受理。", [("two_sided_submission", None, None)]),
        ("中方单位向科技部申报，芬方单位向芬兰科学院提交。", [("two_sided_submission", None, None)]),
        ("牵头单位须为在中国境内注册（不含港澳台）的企业。", [("enterprise_lead", None, None), ("enterprise_required", None, None)]),
        ("不支持企业牵头申报。", []),
        ("企业不参与本方向申报。", [("enterprise_excluded", None, None)]),
        ("外资企业不得申报。", []),
        ("失信企业不得参与。", []),
        ("各省科技厅归口管理，推荐项目不超过5项。", [("submission_limit", None, 5)]),
    ],
)  # fmt: skip
def test_conditions_with_hedge_and_number(
    text: str, expected: list[tuple[str, str | None, int | None]]
) -> None:
    """Constructed."""
    found = flags(direction("", text))
    assert [(flag.code, flag.hedge, flag.number) for flag in found] == expected


@pytest.mark.parametrize(
    "text",
    [
        # The words of a rule, too far from each other to belong together.
        "双方分别承担的研究任务应指向同一目标。",
        "双方向各自国内从事相关研究的科研院所和高校及企业的人员征集，由科技部申报。",
        "双方在各自国家开展研究与示范应用，成果可供申报。",
        "材料同时向双方公开的研究计划和工作安排及阶段成果应便于日后申报。",
        "知识产权归属由双方在项目执行过程中根据各自的实际贡献和国际惯例友好协商，另签协议。",
        "合作协议由双方按照各自国家的有关法律和惯例商定，知识产权共享。",
        f"只有中方单位{'、科研院所' * 30}曾提交过项目申请。",
        "企业须作为项目成果的转化方支持牵头单位。",
        "双方应就研究内容和成果分享及知识的归属安排与一家企业商议。",
        "须由企业所在地的科技部门推荐。",
        # Or in two clauses, or in two sentences.
        "须由科研机构申报，另有一家企业。",
        "中外双方分别。向本国报名。",
        "知识产权；双方另签协议。",
        # Or without what binds.
        "企业参与。",
        "企业牵头申报的项目较多。",
        "合作单位为企业。",
        "申报单位为企业。",
        "包括企业参加。",
        "企业作为牵头单位。",
        "支持企业申报。",
        "企业申报。",
        "外方机构申报。",
        "同时提交申请材料。",
        "匹配经费。",
        "自筹。",
        "只有提交了材料的可申报。",
        "约定由双方商议。",
    ],
)
def test_what_is_no_condition(text: str) -> None:
    """Constructed."""
    assert flags(direction("", text)) == ()


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        # Whose side is named last before the demand is bound by it; these are ours, or both:
        ("中方企业须参与。", True),
        ("双方企业须参与。", True),
        ("各方企业须参与。", True),
        ("多方企业须参与。", True),
        ("三方企业须参与。", True),
        ("四方企业须参与。", True),
        ("五方企业须参与。", True),
        ("韩方要求，中方企业须参与。", True),
        ("中方要求，韩方企业须参与。", False),
        ("韩方企业须参与。", False),
        # No side: a field, a plan, a case, a way, a kind, a convenience, a policy.
        ("面向地方面的企业须参与。", True),
        ("本方面企业须参与。", True),
        ("按合作方向企业须参与。", True),
        ("按实施方案企业须参与。", True),
        ("按合作方法企业须参与。", True),
        ("按合作方式企业须参与。", True),
        ("为示范方便企业须参与。", True),
        ("按大政方针企业须参与。", True),
        # Encouraged, preferred, welcome, possible or conditional:
        ("鼓励企业牵头。", False),
        ("优先由企业牵头。", False),
        ("欢迎企业牵头。", False),
        ("可由企业牵头。", False),
        ("可以由企业牵头。", False),
        ("如由企业牵头。", False),
        # But only in the same clause.
        ("鼓励创新，企业须参与。", True),
        ("鼓励创新（企业须参与）。", True),
        ("（鼓励创新）企业须参与。", True),
        ("企业须参与，鼓励创新。", True),
        ("不鼓励分包，企业须参与。", True),
        ("不如由企业牵头。", True),
    ],
)
def test_whom_a_condition_binds(text: str, bound: bool) -> None:
    """Constructed."""
    assert bool(flags(direction("", text))) == bound


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Code → (hedge, number); constructed in the words of the genre.
        ("项目其余经费由中方参与企业承担，数额不低于国拨经费。", {"matching_funds": (None, None)}),
        ("其他经费由项目承担单位自筹。", {"matching_funds": (None, None)}),
        ("其余所需经费由企业自行解决。", {"matching_funds": (None, None)}),
        ("企业自有资金投入与国拨经费比例不低于1:1。", {"matching_funds": (None, None)}),
        ("企业应投入不低于国拨经费等额的资金。", {"matching_funds": (None, None)}),
        ("中方企业须按1:1比例配套。", {"matching_funds": (None, None)}),
        ("其他经费由芬方承担。", {}),
        ("无需提供配套经费。", {}),
        ("不要求企业配套资金。", {}),
        ("鼓励企业提供配套经费。", {}),
        ("企业可自筹经费。", {}),
        ("申报前，中芬团队应对知识产权归属达成一致。", {"ip_agreement": (None, None)}),
        ("鼓励合作双方签订知识产权协议。", {}),
        ("建议双方就知识产权问题签署协议。", {}),
        ("双方可签署知识产权协议。", {}),
        ("应遵守两国知识产权法律规定。", {}),
        ("双方须事先明确知识产权归属。", {"ip_agreement": (None, None)}),
        ("双方应就知识产权归属签署书面文件。", {"ip_agreement": (None, None)}),
        ("知识产权归属及利益分配应明确。", {"ip_agreement": (None, None)}),
        ("合作各方必须对知识产权归属有明确约定，可以在合作协议中写明。", {"ip_agreement": (None, None)}),
        ("中方申报单位原则上应为企业。", {"enterprise_lead": ("in_principle", None), "enterprise_required": ("in_principle", None)}),
        ("中方牵头单位须为在中国境内注册的企业。", {"enterprise_lead": (None, None), "enterprise_required": (None, None)}),
        ("申报主体应当是具有独立法人资格的企业。", {"enterprise_lead": (None, None), "enterprise_required": (None, None)}),
        ("仅限企业牵头申报。", {"enterprise_lead": (None, None), "enterprise_required": (None, None)}),
        ("只受理企业牵头的申请。", {"enterprise_lead": (None, None), "enterprise_required": (None, None)}),
        ("中方牵头单位仅限于企业。", {"enterprise_lead": (None, None), "enterprise_required": (None, None)}),
        ("须由中方企业牵头。", {"enterprise_lead": (None, None), "enterprise_required": (None, None)}),
        ("申报单位应为在境内注册、具有研发能力的企业法人。", {"enterprise_lead": (None, None), "enterprise_required": (None, None)}),
        ("中方申报单位应为依法在中国境内设立、具备法人资格的科研机构、高等学校、企业。鼓励企业参与。", {}),
        ("牵头单位须为企业或高校。", {}),
        ("芬方牵头单位须为企业。", {}),
        ("鼓励企业牵头申报。", {}),
        ("优先支持企业牵头的项目。", {}),
        ("项目可由企业牵头。", {}),
        ("每个项目组中，至少有一家中方企业，至少有一所芬兰高校。", {"enterprise_required": (None, None)}),
        ("中方参与单位须包含至少1家企业。", {"enterprise_required": (None, None)}),
        ("须与企业联合申报。", {"enterprise_required": (None, None)}),
        ("中方团队应联合企业共同申报。", {"enterprise_required": (None, None)}),
        ("要求中方有企业参与。", {"enterprise_required": (None, None)}),
        ("没有企业参与的项目不予受理。", {"enterprise_required": (None, None)}),
        ("中方单位中应有不少于一家企业。", {"enterprise_required": (None, None)}),
        ("至少有一家芬兰企业。", {}),
        ("芬方须有企业参与。", {}),
        ("至少有一家中方高校，至少有一家芬方企业。", {}),
        ("原则上须有企业参与。", {"enterprise_required": ("in_principle", None)}),
        ("鼓励企业参加。", {}),
        ("须有一名企业家参加评审。", {}),
        ("企业不得牵头或参与。", {"enterprise_excluded": (None, None)}),
        ("不受理企业作为牵头或参与单位的申请。", {"enterprise_excluded": (None, None)}),
        ("企业不得作为牵头单位和参与单位。", {"enterprise_excluded": (None, None)}),
        ("中方申报和参与单位仅限高校、科研院所。", {"enterprise_excluded": (None, None)}),
        ("申报单位不得为企业。", {"enterprise_excluded": (None, None)}),
        ("企业不得牵头，可作为参与单位。", {}),
        ("企业仅可作为参与单位。", {}),
        ("芬方不接受企业申报。", {}),
        ("未同时提交的不予资助。", {"two_sided_submission": (None, None)}),
        ("缺少任何一方的申请不予受理。", {"two_sided_submission": (None, None)}),
        ("任何一方未提交申请的，不予受理。", {"two_sided_submission": (None, None)}),
        ("仅一方申报的视为无效。", {"two_sided_submission": (None, None)}),
        ("双方须同时提交申请，未同时提交的不予资助。", {"two_sided_submission": (None, None)}),
        ("芬方合作伙伴须同时向芬兰科学院提交申请。", {"two_sided_submission": (None, None)}),
        ("魁方合作单位须已向魁北克研究基金会（FRQ）提交申请。", {"two_sided_submission": (None, None)}),
        ("加方合作单位应已向相关机构提交过申请。", {"two_sided_submission": (None, None)}),
        ("外方合作伙伴应已在本国提交申请。", {"two_sided_submission": (None, None)}),
        ("合作单位须已向魁北克研究基金会提交过项目申请。", {"two_sided_submission": (None, None)}),
        ("智方合作单位应在截止日期前已向智方资助机构递交申请。", {"two_sided_submission": (None, None)}),
        ("泰方申请人需已通过泰国国家科研委员会的系统提交申请。", {"two_sided_submission": (None, None)}),
        ("外方单位应已向中方合作单位提交合作意向书。", {}),
        ("外方合作单位应已申请专利。", {}),
        ("瑞方合作伙伴应已获得瑞士国家科学基金会的资助。", {}),
        ("中方合作单位须已向科技部提交申请。", {}),
        ("双方合作单位均须提交申报材料。", {"two_sided_submission": (None, None)}),
        ("双方须同步申报。", {"two_sided_submission": (None, None)}),
        ("须与外方同步提交申请。", {"two_sided_submission": (None, None)}),
        ("中芬双方应分头申报。", {"two_sided_submission": (None, None)}),
        ("未同时提交知识产权相关附件的不予受理。", {}),
        ("双方合作单位须同时提交合作协议。", {}),
        ("中方单位须向科技部提交申报材料。", {}),
        ("随申报材料同时提交外方出具的文件。", {}),
        ("每个推荐部门推荐不超过5个项目。", {"submission_limit": (None, 5)}),
        ("每个组织申报的推荐单位限推荐5个中美政府间合作项目。", {"submission_limit": (None, 5)}),
        ("每家单位限报一项。", {"submission_limit": (None, 1)}),
        ("同一法人单位申报不得超过两项。", {"submission_limit": (None, 2)}),
        ("同一单位只能牵头申报1项。", {"submission_limit": (None, 1)}),
        ("各推荐单位推荐项目数不超过3项。", {"submission_limit": (None, 3)}),
        ("每个依托单位限申报2个项目。", {"submission_limit": (None, 2)}),
        ("本方向实行限项申报。", {"submission_limit": (None, None)}),
        ("推荐名额不超过10个。", {"submission_limit": (None, 10)}),
        ("原则上每个推荐单位推荐不超过5项。", {"submission_limit": ("in_principle", 5)}),
        ("本方向限项申报，每个推荐单位不超过3项。", {"submission_limit": (None, 3)}),
        ("项目负责人限申报1个项目。", {}),
        ("单个项目参与单位不超过5个。", {}),
        ("每个项目参与单位不超过5个。", {}),
        ("每个合作国别不超过1个。", {}),
        ("不限项申报。", {}),
        ("本项目不受限项要求限制。", {}),
        ("单个地平线2020项目只支持对应单个中方项目申请。", {}),
        ("1份共建联合实验室合作协议仅支持申报1个项目。", {}),
        ("每个单位派出时间不超过3个月。", {}),
        ("如有企业参与，参与企业应提供等额配套出资。", {"matching_funds": ("conditional", None)}),
        ("鼓励企业参与，参与企业应提供配套出资。", {"matching_funds": ("conditional", None)}),
        ("中方至少有一家企业参与，企业应提供配套出资。", {"enterprise_required": (None, None), "matching_funds": (None, None)}),
        ("有企业参加的项目，企业须提供配套经费。", {"matching_funds": ("conditional", None)}),
        ("如涉及知识产权，双方须签署知识产权协议。", {"ip_agreement": ("conditional", None)}),
        ("企业为牵头单位。", {"enterprise_lead": (None, None), "enterprise_required": (None, None)}),
        ("以企业为主体申报。", {"enterprise_lead": (None, None), "enterprise_required": (None, None)}),
        ("申报主体限定为企业。", {"enterprise_lead": (None, None), "enterprise_required": (None, None)}),
        ("非企业单位不得牵头申报。", {"enterprise_lead": (None, None), "enterprise_required": (None, None)}),
        ("每个项目须有双方企业共同参与。", {"enterprise_required": (None, None)}),
        ("企业参与为必要条件。", {"enterprise_required": (None, None)}),
        ("中方企业不得作为申报单位。", {"enterprise_excluded": (None, None)}),
        ("企业单位不得申报本项目。", {"enterprise_excluded": (None, None)}),
        ("本方向不面向企业。", {"enterprise_excluded": (None, None)}),
        ("中方申请书和芬方申请书须同时提交，否则不予受理。", {"two_sided_submission": (None, None)}),
        ("芬方合作伙伴未向芬兰科学院提交申请的，中方申请不予受理。", {"two_sided_submission": (None, None)}),
        ("没有对应外方申请的项目无效。", {"two_sided_submission": (None, None)}),
        ("项目须双方共同申报。", {"two_sided_submission": (None, None)}),
        ("需在欧方系统同步提交联合申请。", {"two_sided_submission": (None, None)}),
        ("每省推荐不超过3项。", {"submission_limit": (None, 3)}),
        ("外方未提交合作协议的，不予受理。", {}),
        ("知识产权归属由双方协商确定。", {}),
        ("项目应形成自主知识产权。", {}),
        ("申请人同期申报和在研项目总数不得超过2项。", {}),
        ("推荐单位推荐数量不限。", {}),
        ("外方经费由外方自筹。", {}),
    ],
)  # fmt: skip
def test_conditions_in_other_words(
    text: str, expected: dict[str, tuple[str | None, int | None]]
) -> None:
    found = flags(direction("", text))
    assert {flag.code: (flag.hedge, flag.number) for flag in found} == expected


VARIED: dict[str, tuple[list[str], list[str]]] = {
    # Flag → (sentences that set it, sentences that do not). {must}, {side} (ours), {their}, {join}, {submit}, {refused}
    # and {n} take every word of `VARIANTS` in turn.
    "two_sided_submission": (
        ["{their}合作单位{must}同时向{their}主管部门{submit}申请材料。", "双方单位{must}同步{submit}。", "未同时{submit}的{refused}。", "缺少任何一方的申请{refused}。", "任何一方未{submit}材料的，{refused}。"],
        ["{side}单位{must}向科技部{submit}申请材料。", "鼓励双方同步{submit}成果。", "未同时{submit}知识产权证明的{refused}。", "缺少材料的申请{refused}。"],
    ),
    "enterprise_lead": (
        ["{side}申报单位{must}为企业。", "{side}牵头单位{must}是在境内注册的企业。", "项目{must}由{side}企业牵头。", "仅限企业{submit}。"],
        ["{their}申报单位{must}为企业。", "{side}申报单位{must}为高校、科研机构或企业。", "鼓励{side}企业牵头。", "优先支持由企业牵头的项目。", "项目可以由企业牵头。"],
    ),
    "enterprise_required": (
        ["至少有{n}家{side}企业。", "{side}{must}有企业{join}。", "{side}参与单位{must}包括不少于{n}家企业。", "企业{must}{join}。", "{must}与企业联合申报。", "没有企业{join}的项目{refused}。"],
        ["至少有{n}家{their}企业。", "{their}{must}有企业{join}。", "鼓励企业{join}。", "欢迎企业{join}。", "企业可{join}。", "至少有{n}家高校。"],
    ),
    "enterprise_excluded": (
        ["企业不得{join}。", "企业不得牵头或{join}。", "{side}企业不能牵头和{join}。", "不受理企业作为牵头或{join}单位的申请。", "不接受企业{join}。", "申报和参与单位不得为企业。"],
        ["企业不得牵头，可作为{join}单位。", "企业仅可作为{join}单位。", "{their}企业不得{join}。", "不要求企业{join}。"],
    ),
    "matching_funds": (
        ["其余经费由{side}企业自筹。", "其他经费由承担单位自筹。", "{side}企业{must}提供配套经费。", "{must}有自筹资金。", "企业{must}投入不低于国拨经费的资金。"],
        ["其余经费由{their}承担。", "{their}企业{must}提供配套经费。", "鼓励企业提供配套经费。", "企业可自筹经费。", "无需提供配套经费。"],
    ),
    "ip_agreement": (
        ["双方{must}签署知识产权协议。", "双方{must}对知识产权归属达成一致。", "双方{must}事先明确知识产权归属。", "{must}就知识产权签订书面文件。"],
        ["鼓励双方签署知识产权协议。", "建议双方签署知识产权协议。", "双方可签署知识产权协议。", "{must}遵守知识产权法律规定。", "{must}保护知识产权。"],
    ),
    "submission_limit": (
        ["每个推荐单位推荐不超过{n}项。", "每家单位限报{n}项。", "同一单位{submit}项目不得超过{n}个。", "各推荐部门限推荐{n}个项目。", "推荐名额不超过{n}个。"],
        ["项目负责人限报{n}项。", "每个项目的参与单位不超过{n}个。", "每个合作国别不超过{n}个。", "不限项{submit}。", "共支持{n}项。"],
    ),
}  # fmt: skip
VARIANTS = {
    "must": ("须", "必须", "应", "应当", "需", "需要"),
    "side": ("", "中方", "我方"),
    "their": ("芬方", "外方", "奥方"),
    "join": ("参与", "参加"),
    "submit": ("申报", "提交"),
    "refused": ("不予受理", "不予资助", "视为无效"),
    "n": ("1", "一", "２", "3"),
}


def variants(pattern: str) -> list[str]:
    """Return ``pattern`` with every combination of the words that its braces name."""
    names = list(dict.fromkeys(re.findall(r"{(\w+)}", pattern)))
    words = product(*(VARIANTS[name] for name in names))
    return [pattern.format(**dict(zip(names, chosen, strict=True))) for chosen in words]


@pytest.mark.parametrize("code", VARIED)
def test_each_condition_in_many_words(code: str) -> None:
    for sets, patterns in zip((True, False), VARIED[code], strict=True):
        for text in (text for pattern in patterns for text in variants(pattern)):
            found = {flag.code for flag in flags(direction("", f"1. 农业。{text}"))}
            assert (code in found) == sets, text


@pytest.mark.parametrize("code", VARIED)
def test_each_condition_in_principle(code: str) -> None:
    """原则上 stands before the verb: “申报单位原则上应为企业”."""
    for text in (
        text for pattern in VARIED[code][0] if "{must}" in pattern for text in variants(pattern)
    ):
        soft = re.sub(
            f"(?={'|'.join(sorted(VARIANTS['must'], key=len, reverse=True))})",
            "原则上",
            text,
            count=1,
        )
        found = {flag.code: flag.hedge for flag in flags(direction("", soft))}
        assert found[code] == "in_principle", soft


def test_the_strongest_wording_of_a_condition_counts() -> None:
    found = flags(
        direction(
            "", "原则上须有企业参与。", "本方向限项申报。", "中方须有企业参与。每个单位限报2项。"
        )
    )
    assert [(f.code, f.anchor, f.hedge, f.number) for f in found] == [
        ("enterprise_required", "requirement-3", None, None),
        ("submission_limit", "requirement-2", None, 2),
    ]


def test_an_enterprise_that_may_stay_away_need_not_pay() -> None:
    pays = "参与企业应提供至少与其获得的政府资助等额的配套出资。"
    assert [(f.hedge, f.holds_if) for f in flags(direction("", pays))] == [
        ("conditional", "enterprise")
    ]
    assert [f.hedge for f in flags(direction("", pays, "中方至少有一家企业。"))] == [None, None]


@pytest.mark.parametrize(
    ("text", "case"),
    [
        ("如有企业参与，参与企业应提供等额配套出资。", "enterprise"),  # 2022-1/1.3
        ("鼓励企业参与，中方参与企业应提供至少与其获得的政府资助等额的配套出资；", "enterprise"),  # 2024-2-draft/1.7
        ("有企业参加的项目，企业须提供配套经费。", "enterprise"),
        ("若企业作为牵头单位，则须自筹不低于国拨经费的资金。", None),
        ("如涉及知识产权，双方须签署知识产权协议。", None),
        ("高校不限项，企业限1项。", None),
        ("原则上要求企业提供至少与政府资助等额的配套出资。", None),  # 2017-1/1.3
    ],
)  # fmt: skip
def test_the_case_in_which_a_condition_holds(text: str, case: str | None) -> None:
    assert [flag.holds_if for flag in flags(direction("", text))] == [case]


def test_a_flag_points_to_the_first_requirement_that_states_it() -> None:
    found = flags(direction("", "农业。", "须有配套出资。", "由企业牵头。", "须有配套经费。"))
    assert [(flag.code, flag.anchor) for flag in found] == [
        ("enterprise_lead", "requirement-3"),
        ("enterprise_required", "requirement-3"),
        ("matching_funds", "requirement-2"),
    ]


def test_flags_point_to_the_requirement(library: Library) -> None:
    found = {f.code: f.anchor for f in library.directions["2022-1/1.5"].flags}
    assert found == {
        "two_sided_submission": "requirement-1",
        "matching_funds": "requirement-3",
        "ip_agreement": "requirement-5",
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("《中国科技部与以色列创新署关于2021年度产业技术研发合作项目的会议纪要》", ["il-innovation-authority"]),  # 2021-2-draft/1.1
        ("《中国科技部国际合作司—西班牙国家工业技术发展署合作项目联合征集（中西卡计划）管理指南》", ["es-cdti"]),  # 2022-1/1.1
        # A party with a slash is two bodies (2017-1/1.10).
        ("希腊共和国教育、研究与宗教事务部/研究与技术总秘书处", ["gr-ministry-education-research-religious-affairs", "gr-general-secretariat-research-technology"]),
        # The short name of the same agreement's series (2017-1/1.15).
        ("《中国科技部和埃及高教科研部关于将于2016年启动征集的联合研究项目的备忘录》", ["eg-ministry-higher-education-scientific-research"]),
        # The ministry before and after its name grew (2023-1-draft/1.7).
        ("奥方主管部门为奥地利联邦气候保护、环境、能源、交通、创新和技术部。", ["at-ministry-climate-action-environment-energy-mobility"]),
        ("《中华人民共和国科学技术部与奥地利联邦交通、创新和技术部关于…的联合声明》", ["at-ministry-transport-innovation-technology"]),
        # Spain's two ministries (2023-1-draft/1.3).
        ("《中华人民共和国科学技术部与西班牙王国科学、创新与大学部关于…》", ["es-ministry-science-innovation-universities"]),
        ("《中国科技部与西班牙科学和创新部关于…》", ["es-ministry-science-innovation"]),  # 2023-1-draft/1.1
        ("韩方联系人：韩国研究财团SangHa Woo，电话：+82-2-3460-5702", ["kr-national-research-foundation"]),  # 2022-1/1.8
        ("必须分别向科技部和日本JICA申报，单方申报项目无效。", ["jp-jica"]),  # 2022-1/1.7
        ("日方申报网址：https：//www.jica.go.jp/china/office/others/pr/20211004.html。", []),  # 2022-1/1.7
        ("阿根廷科技创新部联系人：", ["ar-ministry-science-technology-innovation"]),  # 2023-1-draft/2.6
        # Nobody in particular, governments of whole countries, and Chinese bodies:
        ("如相关国家负责科技创新的政府部门、国家科研中心或科研创新署、驻华使馆等", []),  # 2023-1-draft/1.1
        ("此项合作应已获得美国联邦政府部门在该领域的出资或出资承诺。", []),  # 2017-1/1.1
        ("《中华人民共和国政府和以色列国政府关于促进产业研究和开发的技术创新合作协定》", []),  # 2021-2-draft/1.1
        ("要求项目申报单位提供在金砖国家征集项目秘书处提交的联合申请表格及确认编号。", []),  # 2022-1/2.5
        ("双方在科技部-加拿大（安大略省）联合工作组会上所达成的共识", []),  # 2017-1/1.4
    ],
)  # fmt: skip
def test_agencies(vocabulary: Vocabulary, text: str, expected: list[str]) -> None:
    assert [agency.code for agency in named(text, vocabulary)] == expected


@pytest.mark.parametrize(
    ("id_", "expected"),
    [
        ("2021-2-draft/1.3", {"jp-jica": ""}),
        ("2022-1/1.2", {"fr-cnrs": "requirement-3", "fr-inrae": "requirement-3"}),
        ("2022-1/2.7", {"kr-ministry-trade-industry-energy": "agreement-1", "kr-ketep": "requirement-4"}),
        ("2024-2-draft/2.0", {"eu-dg-research-innovation": "agreement-1"}),
        ("2022-1/2.5", {}),
    ],
)  # fmt: skip
def test_agencies_stand_where_they_are_named_first(
    library: Library, id_: str, expected: dict[str, str]
) -> None:
    found = {mention.agency: mention.anchor for mention in library.directions[id_].agencies}
    assert found == expected


def test_every_place_may_name_an_agency(vocabulary: Vocabulary) -> None:
    """The title before all, then the commitment, agreements, fields' lead, strands, requirements."""
    span, name = Span(1, 1), Text("与日本理化学研究所合作")
    blank = replace(direction(), direct=("JP",), partners=("JP",))
    leaf = Item("requirement-1-1", "1)", name, span)
    branch = Item("requirement-1", "1.", Text("要求"), span, children=(leaf,))
    last_first: list[tuple[str, Any, str]] = [
        ("requirements", (branch,), "requirement-1-1"),
        ("requirements", (replace(branch, lead=name),), "requirement-1"),
        ("strands", (Strand("strand-2", name, None, None),), "strand-2"),
        ("fields_lead", name, "fields"),
        ("agreements", (Item("agreement-3", None, name, span),), "agreement-3"),
        ("commitment", name, "commitment"),
        ("title", name, ""),
    ]
    growing = blank
    for part, value, anchor in last_first:
        growing = replace(growing, **{part: value})
        for case in (replace(blank, **{part: value}), growing):
            assert agencies(case, vocabulary) == (Mention("jp-riken", anchor),)


def test_agencies_of_the_same_name_are_told_apart_by_the_partners(vocabulary: Vocabulary) -> None:
    def ministry(partner: str, name: str) -> Agency:
        code = f"{partner.lower()}-{len(name)}"
        return Agency(
            code=code, partners=(partner,), name=Bilingual(zh=name, en=name), printed=(name,)
        )

    entries = (ministry("FR", "教育部"), ministry("IT", "教育部"), ministry("FR", "高等教育部"))
    small = replace(vocabulary, agencies=entries)
    project = replace(direction("", "由教育部征集。"), partners=("IT",))
    assert [m.agency for m in agencies(project, small)] == ["it-3"]
    # The name within another country's longer one is no name (高等教育部 of France).
    project = replace(direction("", "由法国高等教育部征集。"), partners=("IT",))
    assert agencies(project, small) == ()


def test_no_agency_is_invented(library: Library, vocabulary: Vocabulary) -> None:
    """Every entry is found, every string stands in a guide, and the file is in its order."""
    codes = [(agency.partners, agency.code) for agency in vocabulary.agencies]
    assert codes == sorted(codes)
    found = {m.agency for d in library.directions.values() for m in d.agencies}
    printed = [text.zh for d in library.directions.values() for text in texts(d)]
    for agency in vocabulary.agencies:
        assert agency.code in found
        assert agency.name.zh in agency.printed
        for name in agency.printed:
            assert any(name in text for text in printed), name
