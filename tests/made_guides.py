"""Three guides made up for tests, of other years, partners and wording than those held: each line with its English.

A line is what stands in the guide; behind ` = ` is the English of its segment, as a careful reader would have it. Lines
without one are labels, or sentences that need a translator.
"""

from __future__ import annotations

MADE = {
    "2027-1": """
国家重点研发计划“政府间国际科技创新合作”重点专项2027年度第一批项目申报指南 = 2027 First-Batch Call Guide for the Key Special Project “Intergovernmental International Science, Technology and Innovation Cooperation” of the National Key R&D Program
本批次共设立4个指南方向，拟支持项目数32项，国拨经费总概算1.24亿元。 = This batch comprises 4 directions; it is planned to support 32 projects, with a total budget of central government funding of RMB 124 million
1.1 中国和瑞士政府间科技合作项目 = China–Switzerland Intergovernmental S&T Cooperation Projects
合作协议：《中华人民共和国政府和瑞士联邦政府科学技术合作协定》。 = Agreement on Scientific and Technological Cooperation between the Government of the People’s Republic of China and the Government of the Swiss Confederation
领域方向：
1. 生命科学和人工智能； = Life sciences and artificial intelligence
2. 能源（包括储能、氢能）； = Energy (including energy storage and hydrogen energy)
3. 精准医学。 = Precision medicine
拟支持项目数：不超过12项。 = No more than 12 projects
共拟支持经费：3200万元人民币。 = RMB 32 million
其他要求：
1. 项目执行期为4年。 = The project duration is 4 years
2. 项目合作双方应分别向本国的项目征集部门提交申报材料，单方申报无效。 = The partners on both sides must each submit application materials to the body running the call in their own country; applications from one side only are invalid
3. 参与企业应提供至少与其获得的政府资助等额的配套出资。 = Participating enterprises must provide matching funds at least equal to the government funding they receive
1.2 中国与泰国政府间联合研究项目 = China–Thailand Intergovernmental Joint Research Projects
领域方向：
1. 热带农业；
2. 气候变化与生物多样性。 = Climate change and biodiversity
拟支持项目数：10个左右。 = About 10 projects
共拟支持经费：约3000万元人民币。 = About RMB 30 million
其他要求：
1. 项目实施周期一般为3年。 = The project duration is generally 3 years
2. 中泰双方合作单位须签署明确的知识产权协议。 = The partner institutions on the Chinese and Thai sides must sign a clear intellectual property agreement
3. 泰方联系人：Somchai Example，邮箱：s.example@example.org。 = Contact person on the Thai side: Somchai Example, email: s.example@example.org
1.3 中国和哈萨克斯坦联合实验室合作项目 = China–Kazakhstan Joint Laboratory Cooperation Projects
领域方向：
1. 矿产资源和水资源。
拟支持项目数：1个。 = 1 project
共拟支持经费：500万元人民币。 = RMB 5 million
其他要求：
1. 项目执行期原则上不超过1年。 = The project duration must in principle not exceed 1 year
2. 牵头申报单位必须为企业。 = The lead applicant must be an enterprise
1.4 中国和荷兰政府间能源技术联合研究项目 = China–Netherlands Intergovernmental Joint Research Projects on Energy Technology
领域方向：
1. 海上风电与储能。 = Offshore wind power and energy storage
拟支持项目数：8-10个（原则上每个领域方向支持2个）。
共拟支持经费：5700万元人民币。 = RMB 57 million
其他要求：
1. 项目执行期不超过3年。 = The project duration must not exceed 3 years
""",
    "2028-2-draft": """
国家重点研发计划“政府间国际科技创新合作”重点专项2028年度第二批项目申报指南（征求意见稿） = 2028 Second-Batch Call Guide for the Key Special Project “Intergovernmental International Science, Technology and Innovation Cooperation” of the National Key R&D Program (Draft for Comment)
2028年，本专项继续支持我国与相关国家、地区、国际组织和多边机制签署的有关政府间协议框架下开展的各类国际科技创新合作与交流项目，项目任务涉及政府间科技合作层面共同关注的科学、技术和工程问题以及通过科技创新合作应对全球性重大挑战的有关问题等。 = In 2028, this key special project continues to support international science, technology and innovation cooperation and exchange projects of all kinds carried out within the framework of the relevant intergovernmental agreements that China has signed with the countries, regions, international organisations and multilateral mechanisms concerned. The projects address such matters as scientific, technological and engineering issues of common concern at the level of intergovernmental S&T cooperation and issues related to meeting major global challenges through science, technology and innovation cooperation
经与有关合作方磋商议定，2028年度第二批项目拟设立3个指南方向，支持与3个国家、地区、国际组织和多边合作机制开展科技合作，项目任务数28项左右，国拨经费总概算约8600万元。 = As agreed in consultation with the partners concerned, the second batch of projects for 2028 is planned to comprise 3 directions, supporting S&T cooperation with 3 countries, regions, international organisations and multilateral cooperation mechanisms, with about 28 projects and a total budget of central government funding of about RMB 86 million
1.1 中国和巴西政府间产学研合作项目 = China–Brazil Intergovernmental Industry–University–Research Cooperation Projects
领域方向：
（1）新材料、先进制造和机器人； = New materials, advanced manufacturing and robotics
（2）数字技术（如大数据、物联网）。 = Digital technologies (such as big data and the Internet of Things)
拟支持项目数：最多15个。 = No more than 15 projects
共拟支持经费：4500万元人民币左右。 = About RMB 45 million
其他要求：
（1）项目执行期一般不超过2年。 = The project duration must generally not exceed 2 years
（2）鼓励产学研合作，鼓励多家企业联合申报。 = Industry–university–research cooperation is encouraged, and joint applications by several enterprises are encouraged
1.2 中国和越南政府间联合研发项目 = China–Vietnam Intergovernmental Joint R&D Projects
领域方向：
（1）水产养殖； = Aquaculture
（2）防灾减灾领域。 = Disaster prevention and reduction
拟支持项目数：待定。 = To be determined
共拟支持经费：2000万元人民币。 = RMB 20 million
其他要求：
（1）项目实施期限2～3年。 = The project duration is 2–3 years
（2）项目牵头单位须为企业。 = The lead institution of the project must be an enterprise
（3）每个推荐单位限推荐2个项目。 = Each recommending institution may recommend no more than 2 projects
1.3 金砖国家旗舰合作项目 = BRICS Flagship Cooperation Projects
领域方向：
（1）天文学； = Astronomy
（2）高性能计算和人工智能。 = High-performance computing and artificial intelligence
拟支持项目数：2-3个，每个项目平均每年支持经费不超过250万元人民币。 = 2–3 projects, no more than RMB 2.5 million a year on average for each project
共拟支持经费：不超过2100万元人民币。 = No more than RMB 21 million
其他要求：
（1）项目执行期3-5年。 = The project duration is 3–5 years
""",
    "2029-1": """
“政府间国际科技创新合作”重点专项2029年度项目申报指南 = 2029 Call Guide for the Key Special Project “Intergovernmental International Science, Technology and Innovation Cooperation”
1.1 中英政府间合作项目 = China–United Kingdom Intergovernmental Cooperation Projects
合作协议：《中英科技合作联委会第10次会议纪要》。 = Minutes of the 10th Meeting of the China–United Kingdom Joint Committee on Science and Technology Cooperation
领域方向：气候变化；抗微生物耐药性；海洋科学。
拟支持项目数：25个项目。 = 25 projects
共拟支持经费：7500万人民币。 = RMB 75 million
其他要求：
1. 项目执行期18个月。 = The project duration is 18 months
2. 中英合作伙伴需向各自主管部门申报。 = The Chinese and British partners must each apply to their own competent authority
3. 英方项目征集联系人为Jane Example，电话：+44 20 0000 0000，邮箱：jane@example.org。 = The contact person for the call on the British side is Jane Example, tel.: +44 20 0000 0000, email: jane@example.org
1.2 中新（西兰）政府间合作项目 = China–New Zealand Intergovernmental Cooperation Projects
领域方向：食品科学。 = Food science
拟支持项目数：各2个项目。 = 2 projects each
共拟支持经费：1050万元人民币。 = RMB 10.5 million
其他要求：
1. 项目应在三年以内完成。 = Projects must be completed within 3 years
1.3 中加（安大略省）政府间合作项目 = China–Canada (Ontario) Intergovernmental Cooperation Projects
领域方向：再生医学。 = Regenerative medicine
拟支持项目数：不超过6个（原则上每个国别不超过1个）。 = No more than 6 projects (in principle no more than 1 for each country)
共拟支持经费：640万元人民币。 = RMB 6.4 million
其他要求：
1. 项目执行期为两年半。 = The project duration is 30 months
2. 须附合作意向书。 = A letter of intent must be attached
1.4 中国和日本国际协力机构联合研究项目
领域方向：防灾。 = Disaster prevention
拟支持项目数：3项。 = 3 projects
共拟支持经费：3项，每项不超过200万元。
其他要求：
1. 项目执行期限原则上不超过3年，项目内鼓励安排中日双方人员交流合作。 = The project duration must in principle not exceed 3 years; arranging exchange and cooperation between personnel of the Chinese and Japanese sides within the project is encouraged
""",
}


def lines(guide: str) -> list[tuple[str, str]]:
    """Return (Chinese, English or an empty text) of each line of a made-up guide."""
    found = [line.partition(" = ") for line in MADE[guide].strip().split("\n")]
    return [(zh, english) for zh, _, english in found]


def source(guide: str) -> str:
    """Return the text of a made-up guide."""
    return "\n".join(zh for zh, _ in lines(guide)) + "\n"
