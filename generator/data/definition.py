"""The definition of the published data: each field with its type, unit, meaning and origin, in one place.

JSON, JSON Schema, CSV, SQLite, the Data Package and the dictionary on the data page are made from these classes. A field
takes its value from the attribute of the same name of the object that an entry is made from (`generator.model`), so a
new field of the model is published by one line here.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import AliasChoices, AliasPath, BaseModel, ConfigDict, Field, JsonValue
from pydantic.fields import FieldInfo

from generator.model import (
    DurationKind,
    FlagCase,
    FlagHedge,
    FundingKind,
    Hedge,
    QuotaKind,
    Series,
    Stage,
    Translation,
)

Origin = Literal["printed", "derived", "recorded"]
"""How a value came: it stands in the guide; a rule of ours made it; a person recorded it in guide.yml."""
PartnerType = Literal["country", "region", "grouping", "organisation", "unknown"]

GUIDE = r"^\d{4}-[1-9]\d*(-exchange|-hmt)?(-draft)?$"
GUIDE_KEY = r"^most-\d{4}-[1-9]\d*(-exchange|-hmt)?(-draft)?$"
DIRECTION = r"^\d{4}-[1-9]\d*(-exchange|-hmt)?(-draft)?/\d{1,2}(\.\d{1,2}){0,2}(-[b-z]+)?$"
PARTNER = r"^([A-Z][A-Z0-9]*|X-[A-Z0-9]+(-[A-Z0-9]+)*)$"
ANCHOR = r"^[a-z]+(-[a-z]+)*(-[1-9]\d*)*$"
DAY = r"^\d{4}-\d{2}(-\d{2})?$"
SHA256 = r"^[0-9a-f]{64}$"


def told(
    zh: str,
    en: str,
    *,
    origin: Origin = "printed",
    unit: str | None = None,
    codes: str | None = None,
    column: str | None = None,
    spelled: Literal["address", "class"] | None = None,
    references: str | None = None,
    only: tuple[str, ...] = ("json", "csv", "sql"),
    **more: Any,
) -> Any:
    """Describe a field. ``more`` are constraints of pydantic's `Field`; a field with a default may be absent.

    ``codes``: the list of codes, in the table of codes, that the value is from. ``column``: the name of its column,
    where it is not made of the names on the way to it. ``spelled``: the form of a cell of CSV that a spreadsheet
    program would take for a month (2022-1 as 2022-1/) or a number (2.10 as FORD 2.10). ``references``: “table.column”
    in which each value occurs. ``only``: the formats that have it.
    """
    facts: dict[str, JsonValue] = {
        "zh": zh,
        "origin": origin,
        "unit": unit,
        "codes": codes,
        "column": column,
        "spelled": spelled,
        "references": references,
        "only": list(only),
    }
    return Field(description=en, json_schema_extra={"facts": facts}, **more)


def facts_of(field: FieldInfo) -> dict[str, Any]:
    """Return what `told` knows of a field."""
    extra = field.json_schema_extra
    assert isinstance(extra, dict)
    facts: Any = extra["facts"]
    return dict(facts)


def first_clause(meaning: str) -> str:
    """Return the words of ``meaning`` before its first semicolon."""
    return meaning.replace("；", ";").partition(";")[0]


class Entry(BaseModel):
    """An object or row of the published data."""

    model_config = ConfigDict(from_attributes=True, extra="forbid", frozen=True)


_TRANSLATION = (
    "英文的由来：人工翻译、句式套译、未经审校的草稿、无",
    "state of the English: reviewed, pattern, draft (nobody has checked it), or none",
)


class Text(Entry):
    """A text in both languages."""

    zh: str = told("中文，照录原文", "in Chinese as printed")
    en: str | None = told(
        "英文译文；没有时为空", "in English; null without a translation",
        origin="recorded", validation_alias=AliasChoices("english", "en"),
    )  # fmt: skip
    translation: Translation = told(*_TRANSLATION, origin="recorded", codes="translation")


class Name(Entry):
    """A name in both languages."""

    zh: str = told("中文", "in Chinese", origin="recorded", min_length=1)
    en: str | None = told(
        "英文；没有时为空", "in English; null where none is known", origin="recorded"
    )


def _line(zh: str, en: str, end: str) -> Any:
    """Describe the first or last line of an item of the model."""
    return told(zh, en, origin="derived", validation_alias=AliasPath("span", end), ge=1)


_FIRST = ("在收到的文件中的首行", "The first line in the file as received", "first")
_LAST = ("末行", "The last line", "last")


class Found(Entry):
    """The origin of a value. All three are null where the guide states nothing."""

    first_line: int | None = told(
        "写明该值的首行；未载明时为空", "First line of the text that states it; null where none does",
        origin="derived", ge=1,
    )  # fmt: skip
    last_line: int | None = told("末行", "Last line of it", origin="derived", ge=1)
    origin: Origin | None = told(
        "来源：原文写明，或由本站得出；未载明时为空",
        "origin: printed in the guide, or derived by this site; null where the guide states nothing",
        origin="derived", codes="origin",
    )  # fmt: skip


class Words(Entry):
    """Words that a person recorded in both languages."""

    zh: str = told("中文", "in Chinese", origin="recorded", min_length=1)
    en: str = told("英文", "in English", origin="recorded", min_length=1)


class Numbers(Entry):
    """A number of projects."""

    min: int | None = told(
        "下限；“不超过”和待定时为空",
        "lower bound; null where only “no more than” is stated, or it is to be determined",
        ge=0,
    )
    max: int | None = told(
        "上限；待定时为空", "upper bound; null where it is to be determined", ge=0
    )
    kind: QuotaKind = told(
        "性质：确数、不超过、不少于、区间、左右、待定（含原文未给出数字）",
        "how the number is meant: exact, no more than, at least, a range, about, or to be determined (also where the text gives no number)",
        codes="quota_kind",
    )


_SOFT = (
    "前面的“一般”或“原则上”；没有时为空",
    "words that soften it: generally (一般), in principle (原则上)",
)


class Quota(Numbers):
    """A number of projects, with the words that soften it."""

    hedge: Hedge | None = told(*_SOFT, codes="hedge")


class StatedQuota(Found, Quota):
    """The number of projects of a direction, and its origin."""


class PerProject(Entry):
    """The money for one project."""

    amount_cny: int = told("金额", "amount", unit="CNY", ge=0)
    kind: Literal["exact", "at_most", "about"] = told(
        "性质：确数、不超过、左右",
        "how the amount is meant: exact, no more than, or about",
        codes="funding_kind",
    )
    hedge: Hedge | None = told(*_SOFT, codes="hedge")
    min_cny: int | None = told(
        "区间的下限；没有时不列", "the lower end of a range; absent if there is no range", unit="CNY", ge=0, default=None
    )  # fmt: skip


class Amount(Entry):
    """Money that the Chinese side gives."""

    amount_cny: int | None = told(
        "拟安排的经费总额（人民币元）；待定或未载明时为空",
        "Money that the guide plans, in yuan; null where it is to be determined or not stated",
        unit="CNY", column="amount_cny", ge=0,
    )  # fmt: skip
    kind: FundingKind = told(
        "性质：确数、不超过、左右、待定、未载明",
        "how the amount is meant: exact, no more than, about, to be determined, or not stated (none)",
        codes="funding_kind",
    )


class Funding(Amount):
    """Money that the Chinese side gives, in total and for one project."""

    per_project: PerProject | None = told("单个项目", "for one project")
    hedge: Hedge | None = told(*_SOFT, codes="hedge")
    bound_cny: int | None = told(
        "总额的上限（人民币元），仅在未载明总额时由项目数与单个项目限额算出；不得计入合计",
        "an upper bound of the total in yuan, computed from the number of projects and the limit for one, only where no total is stated; leave it out of sums",
        origin="derived", unit="CNY", ge=0,
    )  # fmt: skip


class StatedLimit(Found, PerProject):
    """The money for one project of a direction, and its origin: it can stand elsewhere than the total."""


class StatedFunding(Found, Funding):
    """The money of a direction, and the origin of the total."""

    per_project: StatedLimit | None = told("单个项目", "for one project")


class Years(Entry):
    """A number of years."""

    min_years: int | None = told("下限", "lower bound", unit="year", ge=0)
    max_years: int | None = told("上限", "upper bound", unit="year", ge=0)
    kind: DurationKind = told(
        "性质；“一般为3年”记为about", "how it is meant; the kind of “generally 3 years” (一般为3年) is about",
        codes="duration_kind",
    )  # fmt: skip
    hedge: Hedge | None = told(*_SOFT, codes="hedge")


class Duration(Found, Years):
    """The time that a project may take."""


class Day(Entry):
    """A day, and the words for it."""

    date: str | None = told(
        "日期；原文没有写明日期时为空", "the day; null where the text names none", pattern=DAY
    )
    text: Text = told("时间", "the time")


class Deadline(Found, Day):
    """The end of the time in which one can apply."""


class Agreement(Entry):
    """An agreement on which a direction rests."""

    anchor: str = told("页面内的锚点", "The anchor on the page", origin="derived", pattern=ANCHOR)
    text: Text = told("合作协议", "The agreement")
    first_line: int = _line(*_FIRST)
    last_line: int = _line(*_LAST)


class Remark(Entry):
    """A text under a label that no rule knows, or without a label."""

    anchor: str = told("页面内的锚点", "The anchor on the page", origin="derived", pattern=ANCHOR)
    label: str | None = told("原文的标签，不含冒号", "The label as printed, without its colon")
    text: Text = told("文字", "The text")
    first_line: int = _line(*_FIRST)
    last_line: int = _line(*_LAST)


class Requirement(Entry):
    """A node in the tree of requirements."""

    anchor: str = told("页面内的锚点", "The anchor on the page", origin="derived", pattern=ANCHOR)
    label: str | None = told("原文的序号", "The enumerator as printed")
    text: Text = told("文字", "The text")
    lead: Text | None = told(
        "仅用来引出下级条目的文字；没有时不列", "Words that only introduce the items below; absent if there are none",
        default=None,
    )  # fmt: skip
    first_line: int = _line(*_FIRST)
    last_line: int = _line(*_LAST)
    children: tuple[Requirement, ...] = told("下级条目", "The items below")


class FieldItem(Entry):
    """A node in the tree of fields."""

    anchor: str = told("页面内的锚点", "The anchor on the page", origin="derived", pattern=ANCHOR)
    label: str | None = told("原文的序号", "The enumerator as printed")
    text: Text = told("文字", "The text")
    lead: Text | None = told(
        "仅用来引出下级条目的文字；没有时不列", "Words that only introduce the items below; absent if there are none",
        default=None,
    )  # fmt: skip
    domains: tuple[str, ...] = told(
        "领域代码", "Codes of its domains", origin="derived", codes="domain"
    )
    first_line: int = _line(*_FIRST)
    last_line: int = _line(*_LAST)
    children: tuple[FieldItem, ...] = told("下级条目", "The items below")


class Strand(Entry):
    """A part of a direction with its own number of projects or money."""

    anchor: str = told("页面内的锚点", "The anchor on the page", origin="derived", pattern=ANCHOR)
    title: Text = told("名称", "Its title")
    projects: Quota | None = told("拟支持项目数", "Projects")
    funding: Funding | None = told("经费", "Funding")


class Condition(Entry):
    """A condition that can rule an applicant out, and the text that sets it."""

    flag: str = told(
        "条件的代码",
        "The code of the condition",
        origin="derived",
        codes="flag",
        validation_alias="code",
    )
    anchor: str = told(
        "写明该条件的条目的锚点",
        "The anchor of the item that states it",
        origin="derived",
        pattern=ANCHOR,
    )
    hedge: FlagHedge | None = told(
        "in_principle：原则上；conditional：特定情形下适用",
        "in_principle (原则上), or conditional: it holds in some cases only; else null",
        origin="derived", codes="flag_hedge",
    )  # fmt: skip
    holds_if: FlagCase | None = told(
        "conditional的情形：enterprise（有企业参与）；其他情形及其他条件为空",
        "The case in which a conditional one holds: enterprise, if an enterprise takes part; null for other cases",
        origin="derived", codes="flag_case",
    )  # fmt: skip
    number: int | None = told(
        "限项的数目；其他条件为空", "The number that submission_limit names; null for others", ge=0
    )
    first_line: int | None = told("首行", "First line of that item", origin="derived", ge=1)
    last_line: int | None = told("末行", "Last line of it", origin="derived", ge=1)


class Contacts(Entry):
    """The contacts that a direction prints; addresses that the PDF broke over lines are whole again."""

    emails: tuple[str, ...] = told("电子邮箱", "E-mail addresses")
    phones: tuple[str, ...] = told("电话", "Telephone numbers")
    urls: tuple[str, ...] = told("网址", "Web addresses")


class Source(Entry):
    """The place of a direction in the file as received."""

    file: str = told("收到的文件名", "The name of the file as received", origin="recorded")
    first_line: int = told("首行", "First line", origin="derived", ge=1)
    last_line: int = told("末行", "Last line", origin="derived", ge=1)
    sha256: str = told("文件的校验值", "The checksum of the file", origin="derived", pattern=SHA256)


class Statement(Entry):
    """The guide's own words on projects, money, duration or deadline; only `guides parse` prints them."""

    about: str = told("所述事项", "What it is about")
    label: str = told("原文的标签", "The label as printed")
    text: Text = told("文字", "The text")
    first_line: int = _line(*_FIRST)
    last_line: int = _line(*_LAST)


class Diagnostic(Entry):
    """A message about a guide; only `guides parse` prints it."""

    level: str = told("级别", "error, warning or info", origin="derived")
    code: str = told("代码", "Its code", origin="derived")
    message: str = told("内容", "What a person should look at", origin="derived")
    line: int | None = told("行", "The line", origin="derived")


_State = Literal["stated", "as_the_text_says", "to_be_determined", "not_stated", "none"]


def _state(zh: str, en: str) -> Any:
    return told(zh, en, origin="derived", codes="state")


class States(Entry):
    """The state of each fact of a direction, which an empty value alone does not tell."""

    projects: _State = _state("项目数", "number of projects")
    funding: _State = _state("经费", "money, in all or for one project")
    duration: _State = _state("执行期", "duration")
    deadline: _State = _state("申报截止", "deadline")
    fields: _State = _state("领域方向", "fields; “open to every field” is stated")
    requirements: _State = _state(
        "其他要求；原文写明“无”的为none",
        "requirements; none where the guide says that there are none",
    )


class ParsedDirection(Entry):
    """One numbered direction (指南方向) as its guide states it."""

    id: str = told(
        "方向的编号：指南编号、斜线和方向序号", "The identifier: the guide’s, a slash, and the number as printed",
        origin="derived", pattern=DIRECTION,
    )  # fmt: skip
    guide: str = told(
        "指南的编号；CSV中末尾有斜线，否则电子表格程序会将2022-1识别为月份",
        "The guide’s identifier; with a slash at its end in CSV, as spreadsheet programs would take 2022-1 for a month",
        origin="derived", spelled="address", references="guides.guide", pattern=GUIDE,
    )  # fmt: skip
    number: str = told(
        "原文编号；重号的第二个加-b。CSV中见number_label，因为电子表格程序会把1.10读成1.1",
        "The number as printed; the second of two equal ones gets -b. In CSV see number_label, as programs read 1.10 as 1.1",
        only=("json", "sql"),
    )  # fmt: skip
    order: int = told(
        "在指南中的次序", "The place in the guide", origin="derived", column="position", ge=1
    )
    title: Text = told("方向名称", "The title")
    kind: str = told(
        "合作类别，由名称判定",
        "The kind of cooperation, taken from the title",
        origin="derived",
        codes="kind",
    )
    partners: tuple[str, ...] = told(
        "可参与的各个国家和地区：ISO 3166-1二位代码（代码表未列的合作方为X-…），含只通过多边机制参与的成员国",
        "Every country or region that the direction is open to, ISO 3166-1 alpha-2 (X-… where no list knows the partner); members that take part only through a grouping included",
        origin="derived",
    )  # fmt: skip
    groups: tuple[str, ...] = told(
        "名称中的多边机制", "Groupings of countries in the title", origin="derived"
    )
    institutions: tuple[str, ...] = told(
        "名称中的外方机构和国际组织",
        "Foreign bodies and international organisations in the title",
        origin="derived",
    )
    regions: tuple[str, ...] = told(
        "名称中写明的国家内部地区（ISO 3166-2）",
        "Parts of a country that the title names, ISO 3166-2",
        origin="derived",
    )
    agreements: tuple[Agreement, ...] = told("所依据的合作协议", "The agreements that it rests on")
    commitment: Text | None = told("承诺", "What the two sides committed themselves to")
    fields_open: bool = told("领域不限", "True if any field is eligible", origin="derived")
    fields_lead: Text | None = told("领域前的引语", "Words that only introduce the fields")
    fields: tuple[FieldItem, ...] = told("领域", "The fields, as a tree")
    domains: tuple[str, ...] = told(
        "领域代码", "Codes of the domains", origin="derived", codes="domain"
    )
    projects: StatedQuota = told("拟支持项目数", "Projects")
    funding: StatedFunding = told("经费", "Funding")
    strands: tuple[Strand, ...] = told(
        "分项，仅在分项写明项目数或经费时",
        "Parts, only where projects or money are stated for each",
    )
    requirements: tuple[Requirement, ...] = told("要求", "The requirements, as a tree")
    duration: Duration | None = told(
        "执行期；本方向未载明时为空", "Duration; null where this direction states none"
    )
    deadline: Deadline | None = told(
        "申报截止；本方向未载明时为空", "Deadline; null where this direction states none"
    )
    flags: tuple[str, ...] = told(
        "可能使申报单位失去资格的条件的代码（就中方而言）",
        "Codes of the conditions that can rule an applicant out, on the Chinese side",
        origin="derived", codes="flag",
    )  # fmt: skip
    conditions: tuple[Condition, ...] = told(
        "各个条件", "The same conditions with their texts", origin="derived"
    )
    contacts: Contacts = told("联系方式", "Contacts", only=("json",))
    remarks: tuple[Remark, ...] = told(
        "其他文字", "Text under labels that no rule knows, or without a label"
    )
    source: Source = told("出处", "Source", origin="derived")


class Call(Entry):
    """The guide that an entry belongs to."""

    guide_id: str = told(
        "指南的编号，各种格式中写法一致，电子表格程序不会改动",
        "The guide’s identifier in the one form that all formats have and spreadsheet programs leave alone",
        origin="derived", pattern=GUIDE_KEY,
    )  # fmt: skip
    year: int = told("指南的年度", "The guide’s year", origin="recorded")
    batch: int = told("年度内的批次", "The guide’s batch within its year", origin="recorded", ge=1)
    stage: Stage = told(
        "draft：征求意见稿；final：正式指南",
        "draft: for comment; final: as issued",
        origin="recorded",
        codes="stage",
    )


class Standing(Entry):
    """The relation of a draft and its final text."""

    supersedes: str | None = told(
        "本指南所取代的征求意见稿（无论是否收录）", "The draft that the guide supersedes, held here or not",
        origin="recorded", spelled="address", pattern=GUIDE,
    )  # fmt: skip
    supersedes_id: str | None = told(
        "同上，写法同guide_id",
        "The same in the form of guide_id",
        origin="recorded",
        pattern=GUIDE_KEY,
    )
    superseded_by: str | None = told(
        "取代本稿的正式指南（本站已收录时）；汇总时应排除有值的条目，以免重复计算",
        "The final text that superseded this draft, where it is held here; leave such entries out of sums, or they count twice",
        origin="recorded", spelled="address", references="guides.guide", pattern=GUIDE,
    )  # fmt: skip
    superseded_by_id: str | None = told(
        "同上，写法同guide_id",
        "The same in the form of guide_id",
        origin="recorded",
        pattern=GUIDE_KEY,
    )


class Published(Entry):
    """An entry's address, licence and version."""

    url: str = told(
        "永久链接；网站地址未知时为相对于网站根目录的路径",
        "The permanent link; a path from the site’s root where the site’s address is not known",
        origin="derived",
    )  # fmt: skip
    licence: str = told(
        "译文与数据的许可（SPDX）；指南原文为官方文件",
        "The licence of translation and data (SPDX); the text of the guide is an official document",
        origin="recorded", only=("json",),
    )  # fmt: skip
    data_version: str | None = told(
        "数据版本；尚未发布时为空", "The version of the data; null before they are released",
        origin="recorded", only=("json",),
    )  # fmt: skip


class Direction(Published, Standing, Call, ParsedDirection):
    """One numbered direction (指南方向) of a call guide. Text is verbatim in zh; en is null where there is no English."""

    number_label: Words = told(
        "带“指南方向”字样的编号，各程序均按文字保留",
        "The number with the word “direction”, so that every program keeps it as text",
        origin="derived",
    )  # fmt: skip
    translation: Translation = told(
        "英文的由来，取各处文字中最弱的一种",
        "The state of its English: the weakest state among its texts",
        origin="recorded", codes="translation",
    )  # fmt: skip
    lineage: str = told(
        "所属历次征集的代码",
        "The code of the recurring call (lineage) to which the direction belongs",
        origin="derived",
    )
    states: States = told(
        "载明情况；已载明、见原文、待定、未载明、无",
        "State of the facts; stated, as_the_text_says (not in numbers), to_be_determined (待定), not_stated, or none",
        origin="derived",
    )  # fmt: skip


class Declared(Entry):
    """The totals that the preamble of a guide states."""

    directions: int | None = told("方向数", "directions", ge=0)
    partners: int | None = told("合作方数", "partners", ge=0)
    projects: tuple[int | None, int | None] = told(
        "项目数的下限和上限", "projects, lower and upper bound"
    )
    amount_cny: int | None = told("经费（人民币元）", "money in yuan", unit="CNY", ge=0)


class Summed(Entry):
    """The totals of the directions of a guide."""

    directions: int = told("方向数", "directions", origin="derived", ge=0)
    partners: int = told(
        "合作方数，计算办法同指南前言",
        "partners, counted as the preamble counts",
        origin="derived",
        ge=0,
    )
    projects: tuple[int, int] = told(
        "项目数的下限和上限，“不超过”“左右”在两端均按所载数字计",
        "projects, lower and upper bound; “no more than” and “about” counted at the figure stated",
        origin="derived",
    )
    amount_cny: int = told("经费（人民币元）", "money in yuan", origin="derived", unit="CNY", ge=0)


class FinalText(Entry):
    """What is publicly known of a draft's final text that is not held here."""

    announced: str = told(
        "公布的年月", "the month in which it was announced", origin="recorded", pattern=DAY
    )
    directions: int = told("方向数", "directions", origin="recorded", ge=0)
    partners: int = told("合作方数", "partners", origin="recorded", ge=0)
    projects: Numbers = told("项目数", "projects", origin="recorded")
    funding: Amount = told("经费", "money", origin="recorded")


class Assumed(Entry):
    """A fact that the text does not state, and a person's reason to take it for true."""

    key: Literal["year", "batch", "series", "stage"] = told("事项", "The fact", origin="recorded")
    reason: Words = told("理由", "The reason", origin="recorded")


class Correction(Entry):
    """A misprint of the guide, recorded by a person; the text stays as printed."""

    at: str = told(
        "位置：方向编号、#和锚点",
        "The place: the direction’s identifier, #, and the anchor",
        origin="recorded",
    )
    printed: str = told("原文", "The words as printed")
    meant: Words = told("应为", "The words that are meant", origin="recorded")
    note: Words | None = told("说明", "A remark on it", origin="recorded")


class GuideSource(Entry):
    """The file as received, and the guide's official publication."""

    file: str = told("收到的文件名", "The name of the file as received", origin="recorded")
    sha256: str = told("文件的校验值", "The checksum of the file", origin="derived", pattern=SHA256)
    url: str | None = told(
        "官方网址；不详时为空",
        "The official address; null where it is not known",
        origin="recorded",
    )
    published: str | None = told(
        "发布日期或年月；不详时为空", "The day or month of publication; null where it is not known",
        origin="recorded", pattern=DAY,
    )  # fmt: skip


class ParsedGuide(Entry):
    """A guide's identity and the totals that it declares."""

    id: str = told("指南的编号", "The guide’s identifier", origin="derived", pattern=GUIDE)
    year: int = told("年度", "Year", origin="recorded")
    batch: int = told("年度内的批次", "Batch within the year", origin="recorded", ge=1)
    series: Series | None = told(
        "姊妹指南：exchange（人员交流）、hmt（港澳台）；其他指南不列",
        "A sister guide: exchange of personnel, or Hong Kong, Macao and Taiwan (hmt); absent in others",
        origin="recorded", codes="series", default=None,
    )  # fmt: skip
    stage: Stage = told(
        "draft：征求意见稿；final：正式指南",
        "draft: for comment; final: as issued",
        origin="recorded",
        codes="stage",
    )
    title: Text = told("标题", "The title")
    declared: Declared = told("前言所述总数", "The totals that the preamble declares")


class Guide(Published, Standing, ParsedGuide):
    """A guide held here: what its preamble declares, what its directions add up to, where it comes from."""

    guide_id: str = told(
        "各种格式中写法一致的编号", "The identifier in the one form that all formats have",
        origin="derived", pattern=GUIDE_KEY,
    )  # fmt: skip
    summed: Summed = told("各方向之和", "The totals of its directions", origin="derived")
    undetermined: tuple[str, ...] = told(
        "项目数或经费待定的方向",
        "Directions that leave projects or money to be determined",
        origin="derived",
    )
    silent: tuple[str, ...] = told(
        "未载明项目数或经费总额的方向",
        "Directions that do not state projects or a total of money",
        origin="derived",
    )
    in_words: tuple[str, ...] = told(
        "项目数或经费只用文字写明的方向",
        "Directions that state projects or money in words only",
        origin="derived",
    )
    directions: tuple[str, ...] = told(
        "各方向的编号", "The identifiers of its directions", origin="derived"
    )
    final: FinalText | None = told(
        "征求意见稿的正式指南未收录时，其公开的总数", "Of a draft whose final text is not held here: the public totals of that text",
        origin="recorded",
    )  # fmt: skip
    assumed: tuple[Assumed, ...] = told(
        "原文未载明、由本站认定的事项",
        "What a person took for true and the text does not state",
        origin="recorded",
    )
    corrections: tuple[Correction, ...] = told("勘误", "Recorded misprints", origin="recorded")
    source: GuideSource = told("出处", "Source", origin="recorded")


class Partner(Entry):
    """A country, a region, a grouping of countries or an international organisation."""

    code: str = told(
        "国家和港澳台地区的ISO 3166-1二位代码，或多边机制、国际组织的代码；代码表未列的合作方为X-加原文名称的Punycode",
        "ISO 3166-1 alpha-2 of a country or of Hong Kong, Macao or Taiwan, or the code of a grouping or organisation; X- and Punycode of the printed name for a partner that no list knows",
        origin="derived", pattern=PARTNER,
    )  # fmt: skip
    partner_id: str = told(
        "网址中的编号（小写）；有的程序会把纳米比亚的代码NA误作空值，小写na不受影响",
        "The identifier in addresses, in lower case: programs take NA, Namibia’s code, for an empty cell, but not na",
        origin="derived",
    )  # fmt: skip
    type: PartnerType = told(
        "类型：国家、地区、多边机制、国际组织、代码表未列",
        "country, region (Hong Kong, Macao, Taiwan), grouping of countries, organisation (international), or unknown: in no list, named as printed",
        origin="derived", codes="partner_type",
    )  # fmt: skip
    name: Name = told("名称", "Name", origin="recorded")


_BY_MEMBERSHIP: Any = told(
    "面向该合作方在指南发布时所属的多边机制、而原文未载明该合作方可参与的方向；不计入任何合计",
    "Directions of a grouping of which it was a member at the time of the guide, and whose text does not name it as eligible; in no sum",
    origin="derived",
)


class ListedPartner(Partner):
    """A partner with the identifiers of its directions."""

    directions: tuple[str, ...] = told(
        "名称中写明该合作方的方向", "Directions whose title names the partner", origin="derived"
    )
    through_groupings: tuple[str, ...] = told(
        "只通过多边机制参与的方向",
        "Directions in which it takes part only through a grouping",
        origin="derived",
    )
    by_membership: tuple[str, ...] = _BY_MEMBERSHIP


class Bounds(Entry):
    """The two ends of a sum."""

    min: int = told(
        "下限，“不超过”“左右”均按所载数字计",
        "lower bound, “no more than” and “about” counted at the figure stated",
        origin="derived",
        ge=0,
    )
    max: int = told("上限", "upper bound", origin="derived", ge=0)


class PartnerTotals(Entry):
    """Sums over the directions that name a partner, without superseded drafts; and the directions that they leave out."""

    projects: Bounds = told("项目数", "projects", origin="derived")
    amount_cny: int = told("经费（人民币元）", "money in yuan", origin="derived", unit="CNY", ge=0)
    projects_undetermined: tuple[str, ...] = told(
        "项目数待定", "number of projects to be determined", origin="derived"
    )
    funding_undetermined: tuple[str, ...] = told(
        "经费待定", "money to be determined", origin="derived"
    )
    projects_not_stated: tuple[str, ...] = told(
        "未载明项目数", "number of projects not stated", origin="derived"
    )
    funding_not_stated: tuple[str, ...] = told("未载明经费", "money not stated", origin="derived")
    projects_in_words: tuple[str, ...] = told(
        "项目数只用文字写明", "number of projects stated in words only", origin="derived"
    )
    funding_in_words: tuple[str, ...] = told(
        "经费只用文字写明", "money stated in words only", origin="derived"
    )


class StagedTotals(Entry):
    """Sums over final texts and over drafts apart; null for a stage of which no direction is there."""

    final: PartnerTotals | None = told("正式指南", "in final texts", origin="derived")
    draft: PartnerTotals | None = told("征求意见稿", "in drafts for comment", origin="derived")


class PartnerAgency(Entry):
    """An agency of a partner, with the directions that name it."""

    code: str = told("机构的代码", "The agency’s code", origin="recorded")
    name: Words = told("名称", "Name", origin="recorded")
    directions: tuple[str, ...] = told("提及它的方向", "Directions that name it", origin="derived")


class Agency(PartnerAgency):
    """A foreign agency that directions name."""

    partners: tuple[str, ...] = told(
        "所属的国家或多边机制", "The countries or groupings that it belongs to", origin="recorded"
    )


class PartnerFile(Partner):
    """A partner's own file: its sums, agencies and lineages, and its directions in full."""

    directions: tuple[Direction, ...] = told(
        "名称中写明该合作方的方向", "Directions whose title names the partner", origin="derived"
    )
    through_groupings: tuple[str, ...] = told(
        "只通过多边机制参与的方向",
        "Directions in which it takes part only through a grouping",
        origin="derived",
    )
    by_membership: tuple[str, ...] = _BY_MEMBERSHIP
    totals: PartnerTotals = told(
        "合计，正式指南与征求意见稿一并计入",
        "Sums, of final texts and drafts together",
        origin="derived",
    )
    totals_by_stage: StagedTotals = told("分阶段合计", "Sums by stage", origin="derived")
    agencies: tuple[PartnerAgency, ...] = told("机构", "Agencies", origin="derived")
    lineages: tuple[str, ...] = told("历次征集", "Recurring calls (lineages)", origin="derived")


class Domain(Entry):
    """A domain of the vocabulary."""

    code: str = told("领域代码", "The domain’s code", origin="recorded")
    name: Words = told("名称", "Name", origin="recorded")
    scope: Words = told("范围", "What it takes in", origin="recorded")
    ford: str | None = told(
        "最接近的经合组织研发领域分类（FORD）", "The nearest class of the OECD’s Fields of Research and Development (FORD)",
        origin="recorded", spelled="class",
    )  # fmt: skip


class ListedDomain(Domain):
    """A domain with the identifiers of its directions."""

    directions: tuple[str, ...] = told(
        "涉及该领域的方向", "Directions in the domain", origin="derived"
    )


class Lineage(Entry):
    """A call in successive guides, oldest first; a draft and its final text are one step."""

    code: str = told("历次征集的代码", "The code of the recurring call (lineage)", origin="derived")
    steps: tuple[tuple[str, ...], ...] = told(
        "各步的方向", "The directions of each step", origin="derived"
    )


def label(name: str, language: str) -> str:
    """Return the name of a field of a direction in a language: the first clause of its meaning.

    >>> label("deadline", "zh"), label("deadline", "en")
    ('申报截止', 'Deadline')
    """
    field = Direction.model_fields[name]
    return first_clause(facts_of(field)["zh"] if language == "zh" else field.description or "")
