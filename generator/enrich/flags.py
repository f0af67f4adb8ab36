"""Flags: conditions that the requirements set for the Chinese side.

Each flag has some wordings, which are looked for in each sentence. Some flags bind one side: for these, the side that
the sentence named last decides. A demand on the foreign side alone (“芬方要求企业牵头”, “西方企业须…提供配套出资”) sets
no flag, and neither does a mere encouragement (“鼓励签订知识产权协议”).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from generator.grammar.numerals import arabic, wide_marks
from generator.grammar.sides import is_foreign
from generator.model import Direction, Flag, FlagCase, FlagHedge, walk

PARTS = {
    "must": "(?:必?须|应当?|需要?|要)",
    "submit": "(?:申报|申请|提交|递交|报送)",
    "refused": "(?:不予|不再|不作|不受理|不受|无效|视为)",
    "join": "(?:参加|参与)",
    "leader": "(?:牵头|申报|申请|承担|主持)(?:申报)?(?:单位|主体|机构|方)",
    "both": "[、和或及与以]{1,2}",
    # Words that do not make an enterprise a foreign one.
    "ours": "(?:中方|双方|中国|我国|我方|境内|国内|科技|创新|高新技术|技术|型|中小|龙头|骨干|行业|相关|参与|参加|合作|牵头|的)",
    "research": "(?:高校|高等学校|高等院校|大学|科研院所|科研机构|科研单位|研究机构)",
    "papers": "(?:协议|证明|文件|意向|双边|知识产权|电子|纸质)",
}
"""The parts that several wordings share: `<must>` stands for the first."""
RULES: tuple[tuple[str, str], ...] = (
    ("two_sided_submission", r"分别.{0,4}向|分别(?:完成|进行)?(?:提交|递交|报送|申报|在(?:本国|各自))|分头<submit>"),
    ("two_sided_submission", r"单(?:方面?|边)(?:申报|申请|提交)"),
    ("two_sided_submission", r"向各自.{0,12}(?:申报|申请|提交)|在各自国家.{0,8}(?:申报|申请|提交)|各自(?:向.{0,16}<submit>|<submit>[至到给])"),
    ("two_sided_submission", r"共同申请|联合申请表格"),
    ("two_sided_submission", r"同时向(?:双方|两国|中外|对方|外方).{0,16}(?:申报|申请|提交)"),
    ("two_sided_submission", r"(?:双方|两国)(?:项目|合作|申报|申请|单位|团队|伙伴|书|材料|<must>)*(?:同时|同步|同期)<submit>(?![^，]{0,8}<papers>)"),
    ("two_sided_submission", r"(?:双方|两国)[^，]{0,10}[均都]<must>?[^，]{0,16}<submit>(?![^，]{0,8}<papers>)"),
    ("two_sided_submission", r"[与同和跟][\u4e00-\u9fff]方(?:单位|伙伴|合作者|合作单位|合作伙伴)?(?:同时|同步|同期)<submit>"),
    ("two_sided_submission", r"[^中我双各本对多]方(?:合作)?(?:单位|伙伴|机构|团队|申请人)?(?:也|亦|同时)?<must>(?:[在于][^，]{1,12}前)?(?:同时|同步|同期|另行)?向[^，]{1,24}<submit>"),
    # 魁方合作单位须已向魁北克研究基金会提交申请; 外方合作伙伴应已在本国提交过申请
    ("two_sided_submission", r"(?:[^中我双各本对多]方|外国)(?:合作)?(?:单位|伙伴|机构|团队|申请人|者|方)[^，]{0,8}<must>[^，]{0,12}已经?(?:[向在通](?![中我]方)[^，]{1,30})?<submit>(?![^，]{0,6}(?:<papers>|专利|商标|账号))"),
    ("two_sided_submission", r"合作(?:单位|伙伴|机构|团队|者|方)[^，]{0,8}<must>[^，]{0,12}已经?[向在通](?![中我]方|科技部|我国)[^，]{1,30}(?:提交|递交|报送)过?[^，]{0,4}申[请报]"),
    # 未同时提交的不予资助; 任何一方未提交申请的，不予受理; 缺少任何一方的申请不予受理; 仅一方申报的视为无效
    ("two_sided_submission", r"未能?(?:同时|同步|分别)<submit>(?![^，]{0,8}<papers>)[^，]{0,8}，?[^，]{0,6}<refused>"),
    ("two_sided_submission", r"(?:任[何意]?|其中|某|有)一方[^，]{0,6}(?:未|没有)[^，]{0,6}<submit>.{0,14}<refused>"),
    ("two_sided_submission", r"缺少?(?:任[何意]|其中)?一方.{0,16}<refused>"),
    ("two_sided_submission", r"[仅只](?:有|由|向|在)?(?:一方|单方|中方|一国)[^，]{0,8}<submit>.{0,14}<refused>"),
    ("two_sided_submission", r"[和与及][^，]{0,3}方(?:的)?(?:申请|申报)(?:书|材料)?<must>?(?:同时|同步|分别)<submit>|双方<must>?共同申报|在[^，]{0,2}[^中]方[^，]{0,10}(?:同步|同时)<submit>"),
    ("two_sided_submission", r"[^中我本]方(?:合作)?(?:单位|伙伴|机构|团队|申请人)?(?:未|没有)[^，]{0,14}<submit>(?![^，]{0,6}<papers>)[^，]{0,6}，?.{0,10}<refused>"),
    ("two_sided_submission", r"(?:没有|无|缺少)(?:对应|相应)?的?[^中我本]方的?(?:申请|申报).{0,10}<refused>"),
    ("two_sided_submission", r"未[在向于同][^，]{0,10}(?:[^中我本双两各]方)[^，]{0,8}<submit>(?![^，]{0,6}<papers>)[^，]{0,6}，?.{0,10}<refused>"),
    ("two_sided_submission", r"由[^中我双各本对多地校院]方(?:合作)?(?:单位|伙伴|机构|团队|申请人)?(?:负责)?向[^，]{1,24}<submit>"),
    ("two_sided_submission", r"通过[^，中我]{0,4}方[^，]{0,10}<submit>[^，]{0,10}，同时[^，]{0,20}<submit>"),
    ("two_sided_submission", r"单独<submit>.{0,10}<refused>"),
    ("two_sided_submission", r"中方[^，]{0,10}向[^，]{1,20}<submit>，[^中我本双两各]方[^，]{0,10}向[^，]{1,24}<submit>"),
    # In 2017-1/1.3, only those may apply whose partner has applied abroad.
    ("two_sided_submission", r"只有.{0,120}(?:提交过项目申请|确认申请合格)"),
    ("enterprise_lead", r"牵头(?:申报)?单位[为是]企业"),
    ("enterprise_lead", r"<leader><must>[为是](?![^，]{0,40}<research>)[^，]{0,24}?企业(?![家或、])"),
    ("enterprise_lead", r"<leader>(?:<must>|[仅只为是])*限(?:于|定为?)?<ours>{0,4}企业(?![家或、])"),
    ("enterprise_lead", r"(?:^|，)由<ours>{0,4}企业作为牵头(?:单位|方)(?!的)"),
    ("enterprise_lead", r"(?<![或和及与])(?<![校学院构所]、)企业牵头(?:申报)?$|<must>以?由?<ours>{0,4}企业(?:作为|为|负责)?(?:牵头|申报)"),
    ("enterprise_lead", r"<must>以?由(?:(?!<research>|单位|机构)[^，或、和及与])*?的<ours>{0,4}企业(?:作为|为|负责)?(?:牵头|申报)"),
    ("enterprise_lead", r"企业为(?:牵头|申报)(?:单位|主体)|以企业为(?:主体|牵头)[^，]{0,4}(?:申报|牵头)|非企业(?:单位)?不[得能可]以?(?:牵头|<submit>)"),
    ("enterprise_lead", r"企业<must>(?:作为[^，]{0,6}(?:牵头|申报单位|申报主体)|牵头)"),
    ("enterprise_lead", r"[仅只](?:限|受理|接受|支持|允许|面向)于?由?<ours>{0,2}企业(?:作为)?(?:牵头|<submit>)"),
    ("enterprise_required", r"(?:至少|不少于|<must>)[^，]{0,16}[1-9一][家个名](?:及?以上)?<ours>{0,4}企业(?!家)"),
    ("enterprise_required", r"(?<!家)企业<must>?(?:至少|不少于)[1-9一][家个名]"),
    ("enterprise_required", r"至少[^，]{0,20}企业[^，]{0,12}各[1一][家个名]"),
    ("enterprise_required", r"<must>(?:有|由|包括|包含|含|联合|吸纳|邀请)(?:[1-9一][家个名])?<ours>{0,3}企业(?:(?:作为)?<join>|单位|共同|联合|$)"),
    ("enterprise_required", r"<must>与<ours>{0,3}企业(?:联合|合作|共同)"),
    ("enterprise_required", r"(?:团队|联合体|项目组)[^，]{0,4}<must>(?:有|由|包括|包含)[^，]{0,16}企业"),
    ("enterprise_required", r"企业<join>[为是](?:必要|必备|前提)"),
    ("enterprise_required", r"企业<must>(?:作为[^，]{0,2})?<join>|要求<ours>{0,2}有?<ours>{0,3}企业<join>"),
    ("enterprise_required", r"企业(?:牵头|申报)[^，]{0,4}，?(?:或者?|也可以?|亦可)[^，]{0,12}(?:牵头|申报)[、，]?[^，]{0,6}企业<join>"),
    ("enterprise_required", r"(?:没有|无|缺少)<ours>{0,3}企业<join>.{0,10}<refused>"),
    ("enterprise_excluded", r"不[能得可][为是]企业|企业除外|不面向企业|企业不<join>(?:申报|本|$)|企业不(?:在|属于|纳入|列入)[^，]{0,10}(?:范围|之列|对象)"),
    ("enterprise_excluded", r"(?<!非)企业(?:单位)?不[得能可]以?(?:<submit>|<join>|作为申报单位)(?!.{0,12}可[^，]{0,8}<join>)"),
    ("enterprise_excluded", r"企业不[得能可]以?(?:作为)?(?:项目|课题)?(?:牵头|申报)(?:单位)?<both>(?:作为)?<join>"),
    ("enterprise_excluded", r"不(?:支持|接受|受理|允许)企业的?(?:<submit>|<join>)"),
    ("enterprise_excluded", r"不(?:支持|接受|受理|允许)企业(?:作为)?(?:项目|课题)?(?:牵头|申报)(?:单位)?<both>(?:作为)?<join>"),
    ("enterprise_excluded", r"申报[^，]{0,4}<both>参与单位<must>?[仅只]限(?![^，]{0,20}企业)[^，]{0,4}<research>"),
    ("matching_funds", r"(?:配套(?:出资|经费|资金|投入)|(?:经费|资金)配套|(?:配套|匹配)不[低少]于[^，]{0,16}(?:经费|资金)|匹配相应(?:经费|资金)|与[^，]{0,8}经费相?匹配的(?:经费|资金)|自筹[^，]{0,20}(?:经费|资金))(?![^，]{0,4}(?:不[作做]|无)[^，]{0,2}要求)"),
    ("matching_funds", r"(?:其[他余]|剩余|不足|缺口)(?:部分|研究|项目|所需)*的?(?:经费|资金|费用|部分)[^，]{0,6}由[^，]{1,24}(?:自筹|自行|承担|解决|负担|提供|筹集|投入)"),
    ("matching_funds", r"企业<must>(?:自行)?(?:筹集|投入|提供|承担|出资)[^，]{0,20}(?:不低于|不少于|等额|相当于|比例)"),
    ("matching_funds", r"(?:企业|单位|自有资金)[^，]{0,8}(?:出资|投入|资金)[^，]{0,8}与[^，]{0,10}(?:国拨|财政|政府|专项)[^，]{0,10}比例"),
    ("matching_funds", r"(?:企业|自有资金)[^，]{0,8}(?:出资|投入|资金)[^，]{0,8}不[低少]于[^，]{0,8}(?:国拨|财政|专项|总投入|总经费)"),
    ("matching_funds", r"(?:1：1|等额|同等)[^，]{0,6}(?:配套|匹配|出资|投入)"),
    ("ip_agreement", r"知识产权.{0,24}?(?:协议|约定|文件|条款|规定|分配|备忘录)|(?:协议|约定|文件).{0,12}?知识产权"),
    ("ip_agreement", r"知识产权.{0,24}?(?:达成|取得|形成)[^，]{0,4}(?:一致|共识)"),
    ("ip_agreement", r"(?:<must>|事先|提前)[^，]{0,8}(?:明确|商定|议定|确定|界定)[^，]{0,12}知识产权"),
    ("ip_agreement", r"知识产权.{0,16}<must>[^，]{0,8}(?:明确|商定|议定|确定|清晰)|就[^，]{0,12}知识产权[^，]{0,16}(?:签|商|议)"),
    ("submission_limit", r"(?:每[个家所]?|同一|各|[一1]家)(?:(?!项目|课题)[^，]){0,12}(?:单位|部门|机构|高校|学校|院所|企业|省|厅)[^，]{0,18}?(?:不得?超过|不得?多于|最多|至多|[限仅只])[^，\d]{0,10}(?P<number>\d{1,3})[个项](?!月|单位)"),
    ("submission_limit", r"(?:申报|牵头|推荐|依托|法人)(?:单位|部门|机构)[^，]{0,10}(?:只能|[仅只]可|仅能|至多|最多)[^，\d]{0,6}(?:申报|推荐|牵头)[^，\d]{0,6}(?P<number>\d{1,3})[个项](?!月|单位|指南)"),
    ("submission_limit", r"推荐(?:项目)?(?:总?数|数量)?<must>?不[得应]?(?:超过|多于)(?P<number>\d{1,3})[个项](?!月|单位)"),
    ("submission_limit", r"限(?:每[个家所]?(?:单位|部门|高校|机构)[^，\d]{0,4}|额)(?:申报|推荐|报)(?P<number>\d{1,3})[个项]"),
    ("submission_limit", r"限(?:报|推|推荐|申报|牵头申报)(?P<number>\d{1,3})[个项]"),
    ("submission_limit", r"(?:推荐|申报)(?:项目)?(?:名额|指标|数量?|总数|限额)[^，\d]{0,8}(?P<number>\d{1,3})[个项]"),
    ("submission_limit", r"(?:单位|部门|企业|高校|院校|院所|机构|法人)限(?P<number>\d{1,3})[个项]"),
    ("submission_limit", r"限[项额](?:数|数量)?[为是：]?(?P<number>\d{1,3})[个项]"),
    ("submission_limit", r"(?<![不无受占])(?<!不[设作做])限[项额](?:申报|推荐|$)"),
)  # fmt: skip
"""Flag and wording, in the order of the flags."""
_PATTERNS = tuple(
    (code, re.compile(re.sub(r"(?<!P)<(\w+)>", lambda match: PARTS[match[1]], words)))
    for code, words in RULES
)
_CODES = tuple(dict.fromkeys(code for code, _ in RULES))
_BINDING = frozenset(
    {"enterprise_lead", "enterprise_required", "enterprise_excluded", "matching_funds"}
)
"""The flags that bind one side; the words of the others bind both sides."""
_CLAUSE_MARK = re.compile("[，（）]")
_SENTENCE = re.compile(r"[^。；\n]+")
_SPACE = re.compile(r"\s+")
_MODAL = re.compile(
    r"(?P<free>鼓励|建议(?!书)|提倡|倡导|欢迎|(?<![事适便不])宜(?=[签提附商])|优先(?!领域|方向|主题)|希望|自愿|(?<!不)支持(?=由?企业|双方)"
    r"|(?<![不许认])可(?![持再靠行能见编控视降穿]))|必|须|应(?!用|急|邀)|需(?!求)|要求"
)
"""The words that make a sentence a wish (`free`) or a demand; the last one before a wording decides."""
_NEGATED = re.compile(
    r"(?:不需要?|无需|无须|不必|不要求|不强制|毋须|毋需|(?:不|并非|没有)(?:一定|硬性|强制|以))[^，]{0,10}$"
)
_DENIED = re.compile(r"[不无非]$")
"""Words before a wording that deny it: “项目不要求企业参与”, “不以企业参与为前提”."""
_OR_OTHERS = re.compile(
    r"[^，]{0,6}，?(?:或者?|也可以?|亦可)[^，]{0,12}?(?:<research>|事业单位|其他单位|非企业)[^，]{0,12}(?:牵头|申报|承担)".replace(
        "<research>", PARTS["research"]
    )
)
"""Words behind “企业牵头” that let others lead as well."""
_NOT_AFTER = {
    "enterprise_lead": re.compile(r"不(?:支持|接受|受理|允许|鼓励)$"),
    # That enterprises of one kind cannot apply does not exclude the others.
    "enterprise_excluded": re.compile(
        r"(?:外资|外商|独资|合资|境外|国外|国有|民营|失信)(?:投资)?的?$"
    ),
    "ip_agreement": re.compile(r"(?:遵守|违反|侵犯|尊重|保护|符合)[^，]{0,12}$"),
}
"""Words of the clause before a wording that mean another thing."""
_PERSON = re.compile(r"负责人|申请人|每人|每[位名]|骨干")
_IN_PRINCIPLE = re.compile(r"原则上，?|一般(?=[应须需由要])")
_OF_ONE_KIND = re.compile(r"(?:其中|中方|但)?(?:企业|高校|院校|(?:科研)?院所)")
"""The start of a limit that does not hold for every applicant: “高校不限项，企业限1项”."""
_IF = re.compile(
    r"(?:^|[，（])(?:如果|[如若](?=有|由|企业(?![、和及])|涉及|遇|属于|存在|参与|采用|使用|确需|需|申报|项目|合作|[中双]方)|倘若)|(?:^|[，（])涉及(?=[^，]{0,16}的，|$)|有企业(?:参加|参与)[的时]|企业(?:作为)?(?:牵头|申报|参加|参与|承担)[^，]{0,6}的(?:项目)?，"
)
_ENTERPRISE_JOINS = re.compile(r"企业[^，]{0,6}(?:参加|参与)|(?:参加|参与)[^，]{0,4}企业")
"""The words of a condition that holds if an enterprise takes part."""
_TAKING_PART_PAYS = re.compile(
    r"(?:参与|参加|合作)[^，]{0,6}?企业[^，]{0,4}[应须需]|企业(?:参与|参加)[^，]{0,8}[应须需]"
)


def flags(direction: Direction) -> tuple[Flag, ...]:
    """Return the flags that hold, in the order of `RULES`, each with the anchor of the item that states it: the first,
    or the first that states it without a hedge.

    That the enterprises which take part must match funds is conditional unless one must take part.
    """
    found: dict[str, Flag] = {}
    pays = set()
    for item, text in _stated(direction):
        for flag, words in _flags_of(text, item):
            known = found.get(flag.code)
            if known is None or (known.hedge and not flag.hedge):
                found[flag.code] = replace(
                    flag, number=flag.number or (known.number if known else None)
                )
            elif known.number is None:
                found[flag.code] = replace(known, number=flag.number)
            if _TAKING_PART_PAYS.search(words):
                pays.add(flag)
    if "enterprise_lead" in found:
        lead = found["enterprise_lead"]
        found.setdefault("enterprise_required", replace(lead, code="enterprise_required"))
    funds = found.get("matching_funds")
    if funds in pays and funds and not funds.hedge and "enterprise_required" not in found:
        found["matching_funds"] = replace(funds, hedge="conditional", holds_if="enterprise")
    return tuple(found[code] for code in _CODES if code in found)


def _stated(direction: Direction) -> Iterator[tuple[str, str]]:
    """Yield the anchor and the text of each place that may state a condition."""
    for item in walk((*direction.requirements, *direction.remarks)):
        yield item.anchor, item.text.zh
    for statement in direction.statements:
        if statement.about in ("projects", "projects_and_funding"):
            yield "projects", statement.text.zh


def _flags_of(text: str, anchor: str) -> Iterator[tuple[Flag, str]]:
    """Yield the flags that ``text`` sets, each with the words of its clause up to the end of its wording."""
    for printed in _SENTENCE.findall(arabic(wide_marks(_SPACE.sub("", text)))):
        soft, sentence = _without_hedges(printed)
        for code, pattern in _PATTERNS:
            for match in pattern.finditer(sentence):
                start, end = match.span()
                if not _holds(code, sentence[:start], match[0], sentence[end:]):
                    continue
                clause = _CLAUSE_MARK.split(sentence[:start])[-1] + match[0]
                hedge: FlagHedge | None = None
                if any(end - len(clause) <= place < end for place in soft):
                    hedge = "in_principle"
                of_one_kind = code == "submission_limit" and _OF_ONE_KIND.match(clause)
                case = _IF.search(sentence[:start])
                if of_one_kind or case:
                    hedge = "conditional"
                words = case and sentence[case.start() :].lstrip("，（").split("，")[0]
                joins: FlagCase | None = (
                    "enterprise" if words and _ENTERPRISE_JOINS.search(words) else None
                )
                number = match.groupdict().get("number")
                limit = int(number) if number else None
                yield Flag(code, anchor, hedge, limit, joins), clause
                break


def _without_hedges(sentence: str) -> tuple[list[int], str]:
    """Return ``sentence`` without 原则上, and the places where it stood.

    >>> _without_hedges("申报单位原则上应为企业")
    ([4], '申报单位应为企业')
    """
    pieces = _IN_PRINCIPLE.split(sentence)
    places, length = [], 0
    for piece in pieces[:-1]:
        length += len(piece)
        places.append(length)
    return places, "".join(pieces)


def _holds(code: str, before: str, words: str, after: str) -> bool:
    """Return whether the condition ``code`` holds for the Chinese side; ``before`` and ``after`` are the words before
    and after its wording in the sentence, ``words`` those of the wording.

    It does not hold if the last side named is the foreign one, or if the clause only encourages, denies or repeats the
    law.
    """
    clause = _CLAUSE_MARK.split(before)[-1]
    if code in _BINDING and is_foreign(before + words):
        return False
    if code.startswith("enterprise") and clause.startswith(("如", "若")):
        return False
    if code in _NOT_AFTER and _NOT_AFTER[code].search(clause):
        return False
    if code == "enterprise_lead" and _OR_OTHERS.match(after):
        return False
    if code == "submission_limit":
        return not _PERSON.search(clause + words)
    modals = [match["free"] for match in _MODAL.finditer(clause + words)]
    wished = bool(modals and modals[-1]) and code != "enterprise_excluded"
    denied = code != "two_sided_submission" and _DENIED.search(clause)
    return not (wished or denied or _NEGATED.search(clause))
