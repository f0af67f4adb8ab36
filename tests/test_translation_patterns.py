"""Patterns: what they translate, what they leave to a translator, mistakes in their file, and guides that they never saw."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import polib
import pytest
from conftest import ROOT, SEEDS
from constructed import seeds_of
from left_out import table
from made_guides import MADE, lines, source

from generator.errors import InputError
from generator.link import Library
from generator.pipeline import load_library
from generator.translate.catalogue import Catalogue, difference, updated_po
from generator.translate.patterns import Patterns, with_patterns
from generator.translate.segments import places, segments
from generator.vocabulary import Vocabulary
from generator.write import render


@pytest.fixture(scope="module")
def patterns(vocabulary: Vocabulary) -> Patterns:
    found = with_patterns(Catalogue.load(SEEDS.catalogue), SEEDS.patterns, vocabulary).patterns
    assert found
    return found


@pytest.mark.parametrize(
    ("zh", "english"),
    [
        # a country of CLDR that no guide names; an article in a sentence, none behind “China–”
        ("中国和土耳其政府间科技合作项目", "China–Türkiye Intergovernmental S&T Cooperation Projects"),
        ("中国和科特迪瓦联合研发项目", "China–Côte d’Ivoire Joint R&D Projects"),
        ("合作国别仅限荷兰和菲律宾", "The partner countries are limited to the Netherlands and the Philippines"),
        # one project, one year
        ("原则上不超过1个", "In principle no more than 1 project"),
        ("0-1个", "0–1 projects"),
        ("项目执行期不超过1年", "The project duration must not exceed 1 year"),
        # numbers in other characters
        ("十二个项目", "12 projects"),
        ("约１．２亿元", "About RMB 120 million"),
        ("50万-100万元人民币", "RMB 500,000–RMB 1 million"),
        ("《中美科技合作联委会第二十一次会议纪要》", "Minutes of the 21st Meeting of the China–United States Joint Committee on Science and Technology Cooperation"),
        # ranges: with “about”, and with one unit for both ends
        ("每个项目约100-200万元", "About RMB 1–2 million for each project"),
        ("9000万元至1.2亿元", "RMB 90–120 million"),
        ("约10-12项", "About 10–12 projects"),
        ("项目执行期约2-3年", "The project duration is about 2–3 years"),
        ("项目执行期为12-24个月", "The project duration is 12–24 months"),
        # bounds of one number
        ("最多5个", "No more than 5 projects"),
        ("不低于100万元", "At least RMB 1 million"),
        ("2000万元以上", "At least RMB 20 million"),
        ("项目执行期不少于2年", "The project duration must be at least 2 years"),
        ("每个项目执行期原则上不超过2年", "The project duration must in principle not exceed 2 years for each project"),
        # several fields are “the fields of A and B”, and some have an article in a sentence
        ("中国和瑞士可持续发展、健康领域科技合作项目", "China–Switzerland S&T Cooperation Projects in the Fields of Sustainable Development and Health"),
        ("10个（农业、能源领域5个，环境领域5个）", "10 projects (5 in the fields of agriculture and energy, 5 in the field of the environment)"),
        ("中国和荷兰循环经济联合研究项目", "China–Netherlands Joint Research Projects on the Circular Economy"),
        ("中国和希腊文化遗产保护联合研究项目", "China–Greece Joint Research Projects on the Protection of Cultural Heritage"),
        ("《中国科技部与以色列创新署关于数字经济领域合作的谅解备忘录》", "Memorandum of Understanding on Cooperation in the Field of the Digital Economy between the Ministry of Science and Technology of China and the Israel Innovation Authority"),
        ("人工智能与物联网", "Artificial intelligence and the Internet of Things"),
        ("金砖国家能源领域联合研究项目", "BRICS Joint Research Projects in the Field of Energy"),
        ("健康、能源领域", "Health and energy"),
        # one country, one project
        ("经与有关合作方磋商议定，2025年第一批项目拟设立1个指南方向，支持与1个国家、地区、国际组织和多边合作机制开展科技合作，项目任务数1项，国拨经费总概算约5000万元", "As agreed in consultation with the partners concerned, the first batch of projects for 2025 is planned to comprise 1 direction, supporting S&T cooperation with 1 country, region, international organisation or multilateral cooperation mechanism, with 1 project and a total budget of central government funding of about RMB 50 million"),
        # the official name of a state is no short name
        ("《中华人民共和国政府和俄罗斯联邦政府科学技术合作协定》", "Agreement on Scientific and Technological Cooperation between the Government of the People’s Republic of China and the Government of the Russian Federation"),
        ("中国和朝鲜政府间科技合作项目", "China–DPRK Intergovernmental S&T Cooperation Projects"),
        ("亚太经合组织（APEC）合作项目", "APEC Cooperation Projects"),
        ("内地与香港联合资助项目", "Mainland–Hong Kong Jointly Funded Projects"),
        ("中方合作团队中至少有两家企业参与", "The Chinese cooperation team must include at least 2 enterprises"),
        # several partners have projects with China, or all with each other; a grouping with 国家 is its countries, and China is itself of BRICS
        ("中国和荷兰、比利时、卢森堡政府间联合研究项目", "China’s Intergovernmental Joint Research Projects with the Netherlands, Belgium and Luxembourg"),
        ("中国和俄罗斯和蒙古联合研究项目", "China’s Joint Research Projects with Russia and Mongolia"),
        ("中国与波兰与捷克联合研究项目", "China’s Joint Research Projects with Poland and Czechia"),
        ("中国、俄罗斯和蒙古联合研究项目", "Joint Research Projects between China, Russia and Mongolia"),
        ("中国、俄罗斯、蒙古政府间科技合作项目", "Intergovernmental S&T Cooperation Projects between China, Russia and Mongolia"),
        ("中国与东盟国家联合实验室项目", "China–ASEAN Countries Joint Laboratory Projects"),
        ("中国和东盟政府间科技合作项目", "China–ASEAN Intergovernmental S&T Cooperation Projects"),
        ("中国和中东欧国家政府间科技合作项目", "China–Central and Eastern European Countries Intergovernmental S&T Cooperation Projects"),
        ("中国和非洲国家政府间科技合作项目", "China–African Countries Intergovernmental S&T Cooperation Projects"),
        ("中国和阿拉伯国家政府间科技合作项目", "China–Arab States Intergovernmental S&T Cooperation Projects"),
        ("中国和中亚国家政府间科技合作项目", "China–Central Asian Countries Intergovernmental S&T Cooperation Projects"),
        ("金砖国家合作项目", "BRICS Cooperation Projects"),
        ("中国和金砖国家科技创新框架计划联合研究项目", "Joint Research Projects under the BRICS Science, Technology and Innovation Framework Programme"),
        ("中国和挪威碳捕集、利用与封存领域联合研究项目", "China–Norway Joint Research Projects in the Field of Carbon Capture, Utilisation and Storage"),
        # the total first, then the money for each project
        ("2000万元，每项不超过200万元", "RMB 20 million, no more than RMB 2 million for each project"),
        ("1800万元人民币，其中每个项目一般不超过300万元", "RMB 18 million, generally no more than RMB 3 million for each project"),
        ("总经费不超过3000万元、每个项目支持强度为200万元左右", "Total funding of no more than RMB 30 million, about RMB 2 million for each project"),
        ("中央财政经费1800万元，平均每个项目300万元", "Central government funding of RMB 18 million, RMB 3 million for each project on average"),
        ("原则上不超过1800万元（原则上每个项目每年不超过100万元）", "In principle no more than RMB 18 million (in principle no more than RMB 1 million a year for each project)"),
        ("约20个（每个合作领域2-3个）", "About 20 projects (2–3 in each field)"),
        # no word for a total is lost
        ("国拨经费总额3000万元", "Total central government funding of RMB 30 million"),
        ("中央财政经费总额为3000万元", "Total central government funding of RMB 30 million"),
        ("国拨总经费3000万元", "Total central government funding of RMB 30 million"),
        ("每个项目300万元，国拨经费总额3000万元", "RMB 3 million for each project, total central government funding of RMB 30 million"),
        ("共拟支持项目数：12项", "It is planned to support 12 projects in total"),
        ("共拟支持项目数:12项", "It is planned to support 12 projects in total"),
        ("共拟支持12项，每个项目不超过200万元", "It is planned to support 12 projects in total, with no more than RMB 2 million for each project"),
        ("拟支持项目数：12项", "It is planned to support 12 projects"),
        # deadlines, with the time in the figures of the text
        ("申报截止时间：北京时间2027年9月30日17时30分", "The application deadline is 30 September 2027, 17:30 (Beijing time)"),
        ("申报截止时间为2027年9月30日17：00（北京时间）", "The application deadline is 30 September 2027, 17:00 (Beijing time)"),
        ("中方截止日期：2027年9月30日", "The deadline on the Chinese side is 30 September 2027"),
        ("申报材料提交截止时间为2027年9月30日17:00", "The deadline for submitting application materials is 30 September 2027, 17:00"),
        ("网上申报时间为北京时间2027年8月1日8:00至9月30日16:00", "The period for online applications is from 1 August 2027, 8:00 to 30 September 2027, 16:00 (Beijing time)"),
        ("项目实施周期从2026年1月1日起至2028年12月31日止", "The project duration is from 1 January 2026 to 31 December 2028"),
        ("项目执行期须为3年", "The project duration must be 3 years"),
        # who leads, who takes part, and how both sides apply
        ("须由企业牵头申报", "Applications must be led by an enterprise"),
        ("中方项目应由企业牵头申报", "Project applications on the Chinese side must be led by an enterprise"),
        ("鼓励企业牵头申报", "Applications led by enterprises are encouraged"),
        ("鼓励产学研合作，优先支持企业牵头申报的项目", "Industry–university–research cooperation is encouraged, and priority support is given to projects led by enterprises"),
        ("双方项目申报单位须分别向本国科技主管部门提交申请，单方申报项目无效", "The project applicants on both sides must each submit an application to the competent S&T authority of their own country; applications from one side only are invalid"),
        ("中外双方需各自向本国的项目征集部门提交项目申请，单方申报不予受理", "The Chinese and foreign sides must each submit an application to the body running the call in their own country; applications from one side only are not accepted"),
        ("中俄双方申报单位应分别向本国主管部门提交申请材料，单方申报均视为无效", "The applicants on the Chinese and Russian sides must each submit application materials to the competent authority of their own country; applications from one side only are regarded as invalid"),
        ("双方须分别提交申请", "The two sides must each submit an application"),
        ("申报时须提交双方签署的合作协议", "A cooperation agreement signed by both sides must be submitted when applying"),
        ("由企业牵头申报", "Applications led by enterprises"),
        ("由科研院所或高校牵头申报", "Applications led by research institutes or universities"),
        ("必须由科研院所或高校牵头申报", "Applications must be led by a research institute or university"),
        ("同一单位限报2个项目", "Each institution may apply for no more than 2 projects"),
        ("同一单位限报1项", "Each institution may apply for no more than 1 project"),
        ("同一申报单位限报1项", "Each applicant may apply for no more than 1 project"),
        ("同一单位限推荐1项", "Each institution may recommend no more than 1 project"),
        ("优先支持双方已有良好合作基础的项目", "Priority support is given to projects in which the two sides have a good basis of cooperation"),
        ("双方应签署合作意向书", "The two sides must sign a letter of intent"),
        ("芬方合作单位须向本国科技主管部门提交申请", "The Finnish partner institutions must submit an application to the competent S&T authority of their own country"),
        ("芬方其他要求见芬方指南", "For the other requirements of the Finnish side, see the Finnish call"),
        ("申报材料须于2027年9月30日前提交", "Application materials must be submitted by 30 September 2027"),
        ("申报材料须于2028年1月1日前提交", "Application materials must be submitted before 1 January 2028"),
        # what belongs to each project, with how long it takes
        ("10个项目，执行期不超过3年", "10 projects; the project duration must not exceed 3 years"),
        ("约1000万元/年，执行期3年", "About RMB 10 million a year; the project duration is 3 years"),
        ("原则上每个国别不超过2项", "In principle no more than 2 projects for each country"),
        ("项目执行期：2024年1月至2026年12月", "The project duration is from January 2024 to December 2026"),
        ("项目执行期为一年半", "The project duration is 18 months"),
        ("项目执行期不超过2年半", "The project duration must not exceed 30 months"),
        ("3年半", "42 months"),
        ("防灾减灾", "Disaster prevention and reduction"),
        ("中西政府间科技合作项目", "China–Spain Intergovernmental S&T Cooperation Projects"),
        ("项目执行期最长为两年", "The project duration must not exceed 2 years"),
        ("联系人：Anna Muster；电话：+41 44 0000000；邮箱：a@example.org", "Contact person: Anna Muster, tel.: +41 44 0000000, email: a@example.org"),
        ("邮箱：a@example.org；传真：010-58881234", "Email: a@example.org, fax: 010-58881234"),
        # several clauses, of which one is an entry of the catalogue
        ("项目执行期为5年；此项合作应已获得美国联邦政府部门在该领域的出资或出资承诺", "The project duration is 5 years; this cooperation must already have obtained funding or a funding commitment in the field concerned from a department of the federal government of the United States"),
    ],
)  # fmt: skip
def test_english_by_pattern(patterns: Patterns, zh: str, english: str) -> None:
    assert patterns.english(zh) == english


@pytest.mark.parametrize(
    "zh",
    [
        "中国和瓦坎达政府间科技合作项目",  # no country
        "中阿政府间科技合作项目",  # Arab states or Argentina
        "中国和香港联合资助项目",  # no partner of “China and …”
        "中国和俄罗斯农业科技合作项目",  # S&T cooperation on agriculture, or cooperation on agricultural S&T
        "农业和食品技术",  # agricultural and food technologies, or agriculture, and food technologies
        "微电子和医药卫生",  # microelectronics and medicine and health
        "中国和日本理化学研究所（RIKEN）联合研究项目其他",
        "中国科技部与日本理化学研究所（RIKEN）联合研究项目",  # RIKEN (RIKEN)
        "12345678901元",  # more figures than the English has
        "2.5个项目",
        "100万欧元",
        "项目执行期3年，第4年起自筹",
        # two hedges, or a bound with a range: no single meaning
        "1000-1500万元以内",
        "最高1000-1500万元",
        "15-20百万元",
        "至少5-10个",
        "每个领域最多1-2个",
        "约不超过5个",
        "约300万元以内",
        "项目执行期最长2-3年",
        "项目执行期约2年以内",
        # nearly; a choice of two; no number of projects or years; a numeral that may be read in two ways
        "近20项",
        "项目执行期为2年或3年",
        "0个",
        "项目应在2026年内完成",
        "项目执行期为23-25年",
        "二百五万元",
        "《中英科技合作联委会第二三次会议纪要》",
        "该项目面向2025年2月30日前已建立的联合实验室",
        "该项目面向9月前已建立的联合实验室",
        # “may recommend at least”
        "每个推荐单位推荐不少于3项",
        # the EU or Europe; another name at the time; no state; no government; groups where a country stands
        "中欧联合实验室合作项目",
        "欧方联系方式：call@example.org",
        "中国和欧洲共同体科技合作项目",
        "《中国政府和马其顿政府科技合作协定》",
        "中国和科索沃科技合作项目",
        "中国和特立尼达和多巴哥科技合作项目",
        "《中国政府和欧盟政府科技合作协定》",
        "《中国政府和阿曼苏丹国政府科技合作协定》",
        "合作国别仅限非洲国家",
        "合作国别仅限欧盟和英国",
        "合作国别仅限波黑和塞尔维亚",
        # a ministry whose English name does not say of which country
        "中国科技部与德国联邦教育与研究部联合资助研究项目",
        # “Agreement on Jointly Funded”, “Cooperation Agreement on Cooperation”
        "《中以联合资助协议》",
        "《中法联合实验室协议》",
        "《中国科技部与南非科技部关于科技合作的合作协议》",
        # safety or security; a label, no field
        "安全",
        "支持领域",
        "人工智能和支持",
        # the first part of the list would have the second one too
        "传染病防控和疫苗",
        "健康（包括传染病防控、疫苗）",
        "干旱区农业和水",
        # the last word may belong to both, or a part has an “and” of its own
        "生态和环境保护",
        "海洋和矿产资源",
        "能源、数字化转型",
        # sanitation, beside water, or health
        "水与卫生",
        "能源、农业和卫生",
        "人工智能和信息通信技术",
        "防灾减灾、地震",
        # the same twice
        "卫生和健康",
        "合作国别仅限英国、英国",
        "鼓励企业参与，鼓励企业参与",
        "人工智能（Artificial Intelligence）",
        # Chinese and Western medicine; marine science and technology; water technologies; a bracket in a title
        "中西医学联合研究项目",
        "中国和英国海洋科技合作项目",
        "中国和以色列水技术合作项目",
        "中国和英国健康（包括癌症）领域联合研究项目",
        # words of a name that would be lost
        "“政府间国际科技创新合作”重点专项2025年度港澳台科技创新合作项目申报指南",
        # no sentences: a title would begin in lower case
        "《中国和希腊政府间科技合作协定》；《中希科技合作谅解备忘录》",
        "10项，项目各方投入力量要基本平衡",
        # a grouping among countries, a country with “and”, “joint” of each with China, or of all; a field after the partners
        "中国和欧盟、英国联合研究项目",
        "中国和克罗地亚、波黑联合研究项目",
        "中国和德国、法国联合资助项目",
        "中国和德国、法国能源领域联合研究项目",
        "中国和香港、澳门科技合作项目",
        "中国和越南、越南联合研究项目",
        "中国、德国联合研究项目",
        "中国和中亚五国政府间科技合作项目",  # the five
        # BRICS has China: with it, or among them
        "中国与金砖国家联合研究项目",
        "中国和金砖国家政府间科技合作项目",
        "中国与金砖国家合作项目",
        # the Spanish side, or the West
        "西方联系人：Anna Muster，邮箱：a@example.org",
        "西方联系方式：call@example.org",
        "西方申报截止时间为2027年9月30日17:00",
        "西方项目征集联系人为Anna Muster，邮箱：a@example.org",
        # the end before the beginning
        "项目执行期为2026年12月31日至2024年1月1日",
        "项目执行期：2026年12月至2024年1月",
        # two amounts for each project that contradict each other
        "每个项目不超过300万元，不低于500万元",
        "每个项目300万元，不超过200万元",
        "5个，每个项目300万元，不超过200万元",
        "共拟立项12项",  # in total
        "中非联合实验室项目",  # 非 is no country
        "金砖国家科技创新框架计划项目",
        # a third amount; two hedges; no RMB
        "1800万元，每个项目不超过300万元，每个领域不超过600万元",
        "原则上每个项目原则上不超过100万元",
        "1800万欧元，每项不超过200万欧元",
        # no such day or hour, none at all, no year, the afternoon, “before”, a zone without a time or of another country
        "申报截止时间为2027年9月31日",
        "申报截止时间为2027年9月30日25:00",
        "申报截止时间为2027年9月",
        "申报截止时间为9月30日17:00",
        "申报截止时间为2027年9月30日下午5时",
        "申报截止时间为2027年9月30日17:00前",
        "申报截止时间为2027年9月30日（北京时间）",
        "以方申报截止时间为2027年9月30日17:00（以色列时间）",
        "申报时间：2027年9月1日至8月30日",
        # may, may not, or or in principle; the EU or Europe; not in the list of authorities
        "可由企业牵头申报",
        "不得由企业牵头申报",
        "不鼓励企业牵头申报",
        "须由企业牵头申报或参与",
        "原则上须由企业牵头申报",
        "欧方须有企业参与",
        "双方可分别向本国科技主管部门提交申请",
        "双方须分别向本国和对方科技主管部门提交申请",
        "单方申报项目原则上无效",
        "每个申报单位至少申报1项",
        "须提供双方合作协议或意向书",
        "领域不限，优先支持农业",
        "芬方具体要求参见丹方指南",
        "申报材料应在2027年9月前提交",
        "项目执行期最长为2-3年",
        # two partners where only one can be
        "中方企业须提供至少与其获得的政府资助等额的配套出资（芬方有关要求参见丹方指南）",
        "英方联系人为联合国环境规划署，Anna Muster，邮箱：a@example.org",
        "中国科技部与奥地利教育与国际化署（OEAD）联合研究项目",  # two brackets in a row
        "联系人：Anna Muster and Bob Miller，邮箱：a@example.org",
        "西",
        "",
        "中" * 500,
    ],
)
def test_what_could_be_wrong_is_left_to_a_translator(patterns: Patterns, zh: str) -> None:
    assert patterns.english(zh) is None


@pytest.mark.parametrize(
    ("zh", "english", "inside"),
    [
        ("某物", "Advanced materials", "advanced materials"),
        ("某物", "New drugs", "new drugs"),  # not as New Zealand
        ("某物", "Power grids", "power grids"),
        ("新西兰某物", "New Zealand crops", "New Zealand crops"),
        ("某物", "Power-to-X technologies", "Power-to-X technologies"),
        ("某物", "Chinese medicine", "Chinese medicine"),
        ("某物", "R&D", "R&D"),
        ("某物", "South China Sea ecology", "South China Sea ecology"),
        ("某物", "Southern crops", "southern crops"),
        ("香港某物", "Hong Kong law", "Hong Kong law"),
        ("澳门某物", "Macao tourism", "Macao tourism"),
        ("某物", "United Nations goals", "United Nations goals"),
        ("某物", "Unified standards", "unified standards"),
        ("某物", "South Asian monsoon", "South Asian monsoon"),
        ("某物", "Southeast Asian crops", "Southeast Asian crops"),
        ("某物", "Central Asian deserts", "Central Asian deserts"),
        ("某物", "Central heating", "central heating"),
        ("某物", "Asian elephants", "Asian elephants"),
        ("沙特某物", "Saudi dates", "Saudi dates"),
        ("某物", "North Atlantic fisheries", "North Atlantic fisheries"),
        ("某物", "Northern lights", "northern lights"),
        ("波黑某物", "Bosnia", "Bosnia"),
        ("某物", "Latin American crops", "Latin American crops"),
        ("某物", "Caribbean reefs", "Caribbean reefs"),
        ("某物", "Nordic forests", "Nordic forests"),
        ("某物", "Arctic ice", "Arctic ice"),
        ("某物", "Antarctic ice", "Antarctic ice"),
        ("某物", "Mediterranean crops", "Mediterranean crops"),
        ("某物", "Black soil", "black soil"),
    ],
)
def test_a_capital_within_a_sentence_is_that_of_a_name(
    vocabulary: Vocabulary, zh: str, english: str, inside: str
) -> None:
    catalogue = Catalogue({zh: english}, fields=frozenset({zh}))
    patterns = with_patterns(catalogue, SEEDS.patterns, vocabulary).patterns
    assert patterns
    assert patterns.english(f"农业、{zh}") == f"Agriculture, {inside}"


@pytest.mark.parametrize(
    ("name", "is_person"),
    [
        ("Ms. Konstanze Pirker", True),
        ("Maarit KOKKO", True),
        ("张三", False),
        ("Konstanze", False),
        ("Ann and Bob", False),
        ("Anna Muster DLR", False),
        ("DLR Bonn", False),
        ("Help Desk", False),
        ("Business Finland Maarit Kokko", False),
    ],
)
def test_a_contact_is_a_person(patterns: Patterns, name: str, is_person: bool) -> None:
    english = f"Contact person: {name}, email: a@example.org" if is_person else None
    assert patterns.english(f"联系人：{name}，邮箱：a@example.org") == english


@pytest.mark.parametrize(
    ("zh", "english", "partners", "other"),
    [
        ("新方负责征集", "The New Zealand side is responsible for the call", ["SG"], "New Zealand"),
        ("新方负责征集", "The New Zealand side is responsible for the call", ["NZ"], None),
        # a letter of both partners
        ("新方负责征集", "The New Zealand side is responsible for the call", ["NZ", "SG"], "New Zealand"),
        ("中新两国单位须分别申报", "Entities in China and New Zealand must each apply", ["SG"], "New Zealand"),
        ("《中乌科技合作联委会第5次会议纪要》", "Minutes of the 5th Meeting of the China–Uzbekistan Joint Committee", ["UA"], "Uzbekistan"),
        ("乌方单位须先行申报", "Uzbek entities must apply first", ["UA"], "Uzbekistan"),
        ("乌方单位须先行申报", "Uzbek entities must apply first", ["AT", "UZ"], None),
        # the other country is printed in full, or is part of the partner’s own name
        ("新方与新西兰单位须联合申报", "The Singaporean side and entities in New Zealand must apply jointly", ["SG"], None),
        ("几方负责征集", "Guinea-Bissau is responsible for the call", ["GW"], None),
        # no partner has this letter: a call with a grouping, or with another country
        ("中德合作项目需采取“2+2”合作模式", "China–Germany cooperation projects must follow the 2+2 model", [], None),
        ("根据中美双方政府部门共识", "Under the consensus of the departments of the Chinese and US governments", ["CA"], None),
        ("须按要求提交创新方案", "An innovation plan must be submitted as required", ["SG"], None),
    ],
)  # fmt: skip
def test_a_letter_that_stands_for_another_country(
    vocabulary: Vocabulary, zh: str, english: str, partners: list[str], other: str | None
) -> None:
    catalogue = with_patterns(Catalogue({zh: english}), SEEDS.patterns, vocabulary)
    assert catalogue.other_country(zh, partners) == other


def test_an_entry_comes_before_a_pattern(patterns: Patterns) -> None:
    """2017-1/1.12#strand-1 has a title in lower case, where the pattern has capitals."""
    zh = "中蒙政府间联合研究项目"
    catalogue = Catalogue({zh: "A person’s"}, patterns=patterns)
    assert catalogue.segment(zh) == ("A person’s", "reviewed")
    assert catalogue.segment("中法政府间联合研究项目") == (
        "China–France Intergovernmental Joint Research Projects",
        "pattern",
    )
    assert catalogue.segment("别的") is None
    assert catalogue.translated("项目执行期为9年。中蒙政府间联合研究项目。").origin == "pattern"


def test_patterns_agree_with_their_examples_and_with_the_catalogue(
    patterns: Patterns, library: Library
) -> None:
    assert not list(patterns.problems(segments(library.guides)))


def changed(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new, 1)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (changed('zh: "{t:title}"', 'zh: "{t:nothing}"'), "nothing is neither a kind of slot nor a part"),
        (changed('"金砖国家{c:call}": "BRICS {c.title}"', '"金砖国家{c:call}": "BRICS"'), "the Chinese and the English do not have the same slots"),
        (changed('"BRICS {c.title}"', '"BRICS {c.loud}"'), "loud is no form of a slot"),
        (changed('"BRICS {c.title}"', '"BRICS {c.title}}"'), "has a brace that belongs to no slot"),
        (changed('"金砖国家{c:call}"', '"金砖(国家{c:call}"'), "has a bracket or bar that belongs to no alternatives: write (one|other)"),
        (changed('zh: "待定"', 'cn: "待定"'), "zh: field required"),
    ],
)  # fmt: skip
def test_mistakes_in_the_file(
    tmp_path: Path, vocabulary: Vocabulary, change: Callable[[str], str], message: str
) -> None:
    """The line is that of the wrong text."""
    path = tmp_path / "patterns.yml"
    text = SEEDS.patterns.read_text(encoding="utf-8")
    path.write_text(change(text), encoding="utf-8")
    both = zip(text.split("\n"), change(text).split("\n"), strict=True)
    line = next(number for number, (one, other) in enumerate(both, start=1) if one != other)
    with pytest.raises(InputError, match=re.escape(message)) as caught:
        Patterns.load(path, vocabulary, {}, ())
    assert f"patterns.yml:{line}:" in str(caught.value)


def test_an_example_that_does_not_hold_is_a_problem(
    tmp_path: Path, vocabulary: Vocabulary, library: Library
) -> None:
    path = tmp_path / "patterns.yml"
    text = SEEDS.patterns.read_text(encoding="utf-8")
    text = text.replace("at: 2017-1/1.1,", "at: 2017-1/1.2,", 1)
    text = text.replace('zh: "待定", en: "To be determined"', 'zh: "待定", en: "Later"')
    text = re.sub("^  《中华人民共和国政府和日本国政府.*\n", "", text, flags=re.MULTILINE)
    path.write_text(text, encoding="utf-8")
    catalogue = Catalogue.load(SEEDS.catalogue)
    found = Patterns.load(path, vocabulary, catalogue.entries, catalogue.fields)
    assert found
    told = [problem for _, problem in found.problems(segments(library.guides))]
    assert told == [
        "2017-1/1.2 does not print this example of {t:title}",
        "the pattern {u:undetermined} does not give the English of its example",
        "a pattern gives “Agreement on Scientific and Technological Cooperation between the Government of the People’s Republic of China and the Government of Japan”: take it, or list the segment under differences",
    ]


def test_without_a_file_there_are_no_patterns(tmp_path: Path, vocabulary: Vocabulary) -> None:
    assert with_patterns(Catalogue(), tmp_path / "none.yml", vocabulary).patterns is None


# Guides that came in new


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("new") / "seeds"
    return load_library(seeds_of(folder, {guide: source(guide) for guide in MADE}))


@pytest.mark.parametrize("guide", MADE)
def test_a_made_up_guide_is_in_english(new: Library, guide: str) -> None:
    """Every line that has English in the table has this English, and nobody has translated it."""
    texts = [text for one in new.guides if one.id == guide for text, _ in places(one)]
    found = {text.zh.rstrip("。；"): text.en for text in texts}
    wanted = {}
    for line, english in lines(guide):
        zh = re.sub(r"^(?:\d\.\d |\d\. |（\d）|[^：]{4,6}：(?=.))", "", line).rstrip("。；")
        if english:
            wanted[zh] = english
    assert {zh: found.get(zh) for zh in wanted} == wanted


def test_its_pages_have_titles_and_facts_in_english(new: Library) -> None:
    pages = dict(render(new, SEEDS.interface))
    told = {
        path: re.findall(
            r"^# (?:\d\.\d )?(.+?) \{ #top|^\| (\[.+) \|$", page.decode(), re.MULTILINE
        )
        for path, page in pages.items()
        if re.fullmatch(r"en/20[\d-]+(?:-draft)?/1\.\d\.md", path)
    }
    assert len(told) == 11
    for path, found in told.items():
        heads = [head or row for head, row in found]
        assert len(heads) >= 2, path
        if path != "en/2029-1/1.4.md":  # an agency alone
            assert not re.search("[\u4e00-\u9fff]", "".join(heads)), path


# The catalogue


def entry_po(*entries: tuple[str, str]) -> polib.POFile:
    po = polib.POFile()
    po.extend(polib.POEntry(msgid=zh, msgstr=english) for zh, english in entries)
    return po


def test_what_a_pattern_makes_is_no_entry(patterns: Patterns) -> None:
    """But an entry that a person has written, or has a comment on, stays."""
    old = entry_po(("5个项目", "Five projects"), ("6个项目", ""), ("7个项目", ""))
    old[2].tcomment = "Ask."
    wanted = {zh: ["x"] for zh in ("5个项目", "6个项目", "7个项目", "8个项目", "别的")}
    po, done = updated_po(wanted, old, None, patterns)
    assert [entry.msgid for entry in po] == ["5个项目", "7个项目", "别的"]
    assert done.by_pattern == ("6个项目", "8个项目")
    assert (done.new, done.gone) == (("别的",), ())


@pytest.mark.parametrize(
    ("zh", "near", "english"),
    [
        # 2017-1/1.8#requirement-1-4: another partner, in each of its forms; another year and number
        ("泰方申报单位需向泰国科技部门提交2份材料", "芬方申报单位需向芬兰科技部门提交3份材料", "Thai applicants must submit 2 documents to the S&T authority of Thailand"),
        ("第十四次会议应讨论500万元的项目", "第二次会议应讨论1200万元的项目", "The 14th meeting must discuss the project of RMB 5 million"),
        ("第三批项目由中国和荷兰共同资助", "第二批项目由中国和芬兰共同资助", "Projects of the third batch are funded by China and the Netherlands"),
        # behind “China–” a name has no article; an agency for another
        ("中国和荷兰合作备忘录", "中国和芬兰合作备忘录", "China–Netherlands Cooperation Memorandum"),
        ("项目由波兰国家研究与发展中心受理", "项目由韩国国家研究基金会受理", "Projects are received by the National Centre for Research and Development of Poland"),
        # in one there are more numbers than in the other; the English has not the old number, and is as it was
        ("第3次会议应讨论1200万元的2个项目", "第二次会议应讨论1200万元的项目", "The 2nd meeting must discuss the project of RMB 12 million"),
        ("第二次会议应讨论4欧元的项目方案", "第二次会议应讨论1200万元的项目", "The 2nd meeting must discuss the project of RMB 12 million"),
        # the English does not name the partner
        ("德方有关要求参见附件中的说明", "英方有关要求参见附件中的说明", "For the requirements, see the annex"),
        # a word beside the facts differs: none of them is exchanged
        ("泰方申请单位需向泰国科技部门提交2份材料", "芬方申报单位需向芬兰科技部门提交3份材料", "Finnish applicants must submit 3 documents to the S&T authority of Finland"),
        ("中国和拉美国家合作备忘录", "中国和芬兰合作备忘录", "China–Finland Cooperation Memorandum"),
        # the noun beside a 1, the article before a name
        ("芬方申报单位需向芬兰科技部门提交1份材料", "芬方申报单位需向芬兰科技部门提交3份材料", "Finnish applicants must submit 3 documents to the S&T authority of Finland"),
        ("奥方联合申报单位须有具体方案", "芬方联合申报单位须有具体方案", "A Finnish co-applicant must have a detailed plan"),
        ("别的事项", None, ""),
    ],
)  # fmt: skip
def test_all_numbers_and_names_are_exchanged_in_a_suggestion_or_none(
    patterns: Patterns, vocabulary: Vocabulary, zh: str, near: str | None, english: str
) -> None:
    """The entry stays fuzzy, with the Chinese of the other one and the parts in which they differ."""
    old = entry_po(
        ("芬方申报单位需向芬兰科技部门提交3份材料", "Finnish applicants must submit 3 documents to the S&T authority of Finland"),
        ("英方有关要求参见附件中的说明", "For the requirements, see the annex"),
        ("第二次会议应讨论1200万元的项目", "The 2nd meeting must discuss the project of RMB 12 million"),
        ("第二批项目由中国和芬兰共同资助", "Projects of the second batch are funded by China and Finland"),
        ("中国和芬兰合作备忘录", "China–Finland Cooperation Memorandum"),
        ("项目由韩国国家研究基金会受理", "Projects are received by the National Research Foundation of Korea"),
        ("芬方联合申报单位须有具体方案", "A Finnish co-applicant must have a detailed plan"),
    )  # fmt: skip
    po, done = updated_po({zh: ["x"]}, old, vocabulary.mention_pattern, patterns)
    entry = po[0]
    assert (entry.previous_msgid, entry.msgstr) == (near, english)
    assert entry.fuzzy == bool(near) == (done.suggested == (zh,))
    if near:
        assert entry.comment == f"Differs from the previous msgid: {difference(near, zh)}"
        entry.flags.remove("fuzzy")
        entry.previous_msgid = None
        assert not updated_po({zh: ["x"]}, po, None, patterns)[0][0].comment


# The measurement


def test_the_table_of_guides_left_out_is_true() -> None:
    assert table() in (ROOT / "docs" / "testing.md").read_text(encoding="utf-8")
