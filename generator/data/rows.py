"""The rows of the tables that are not entries of a JSON file themselves: parts of directions, and relations."""

from __future__ import annotations

from typing import Any

from generator.data.definition import (
    ANCHOR,
    DAY,
    PARTNER,
    Agreement,
    Call,
    Condition,
    Correction,
    Domain,
    Entry,
    Partner,
    Standing,
    Strand,
    Text,
    Words,
    told,
)
from generator.model import Series


class GuideRow(Standing, Call):
    """A guide, a draft and its final text being two."""

    guide: str = told(
        "指南的编号；CSV中末尾有斜线", "The guide’s identifier; with a slash at its end in CSV",
        origin="derived", spelled="address",
    )  # fmt: skip
    series: Series | None = told(
        "姊妹指南：exchange（人员交流）、hmt（港澳台）；其他指南为空",
        "A sister guide: exchange of personnel, or Hong Kong, Macao and Taiwan (hmt); empty in others",
        origin="recorded", codes="series",
    )  # fmt: skip
    title: Text = told("标题", "The title")
    assumed: tuple[str, ...] = told(
        "原文未载明、由本站认定的事项（year、batch、series、stage）；空则各项均见于原文",
        "What a person took for true and the text does not state (year, batch, series, stage); empty: the text states them",
        origin="recorded",
    )
    assumed_reason: Words | None = told("认定的理由", "The reasons", origin="recorded")
    directions: int = told("方向数", "Number of directions", origin="derived")
    partners: int = told(
        "合作方数，计算办法同指南前言",
        "Number of partners, counted as the preamble counts",
        origin="derived",
    )
    projects_min: int = told(
        "各方向项目数之和的下限，“不超过”“左右”均按所载数字计",
        "Projects of the directions added up, lower bound; “no more than” and “about” counted at the figure stated",
        origin="derived",
    )
    projects_max: int = told(
        "各方向项目数之和的上限",
        "Projects of the directions added up, upper bound",
        origin="derived",
    )
    amount_cny: int = told(
        "各方向经费之和（人民币元）",
        "Money of the directions added up, in yuan",
        origin="derived",
        unit="CNY",
    )
    declared_directions: int | None = told(
        "前言所述方向数", "Number of directions that the preamble declares"
    )
    declared_partners: int | None = told(
        "前言所述合作方数", "Number of partners that the preamble declares"
    )
    declared_projects_min: int | None = told(
        "前言所述项目数的下限", "Projects that the preamble declares, lower bound"
    )
    declared_projects_max: int | None = told(
        "前言所述项目数的上限", "Projects that the preamble declares, upper bound"
    )
    declared_amount_cny: int | None = told(
        "前言所述经费总额（人民币元）", "Money that the preamble declares, in yuan", unit="CNY"
    )
    final_announced: str | None = told(
        "未收录的正式指南公布的年月",
        "The month in which a final text that is not held here was announced",
        origin="recorded",
    )
    final_directions: int | None = told(
        "该正式指南的方向数", "Directions of that final text", origin="recorded"
    )
    final_partners: int | None = told(
        "该正式指南的合作方数", "Partners of that final text", origin="recorded"
    )
    final_projects_min: int | None = told(
        "该正式指南的项目数下限", "Projects of that final text, lower bound", origin="recorded"
    )
    final_projects_max: int | None = told(
        "该正式指南的项目数上限", "Projects of that final text, upper bound", origin="recorded"
    )
    final_amount_cny: int | None = told(
        "该正式指南的经费（人民币元）",
        "Money of that final text, in yuan",
        origin="recorded",
        unit="CNY",
    )
    source_file: str = told("收到的文件名", "The name of the file as received", origin="recorded")
    source_sha256: str = told(
        "收到的文件的SHA-256校验值", "The checksum of the file as received", origin="derived"
    )
    source_url: str | None = told(
        "官方网址；不详时为空",
        "The official address; empty where it is not known",
        origin="recorded",
    )
    source_published: str | None = told(
        "发布日期或年月；不详时为空",
        "The day or month of publication; empty where it is not known",
        origin="recorded",
    )
    url: str = told("永久链接", "The permanent link", origin="derived")


class PartnerRow(Partner):
    """A country, a region, a grouping of countries or an international organisation."""

    directions: int = told(
        "名称中写明该合作方的方向数",
        "Number of directions that name the partner in their title",
        origin="derived",
    )
    through_groupings: int = told(
        "只通过多边机制参与的方向数",
        "Number of directions in which it takes part only through a grouping",
        origin="derived",
    )
    by_membership: int = told(
        "面向该合作方在指南发布时所属的多边机制、而原文未载明该合作方可参与的方向数；不计入任何合计",
        "Number of directions of a grouping of which it was a member at the time of the guide, and whose text does not name it as eligible; in no sum",
        origin="derived",
    )
    projects_min: int = told(
        "名称中写明该合作方的方向的项目数之和，下限，“不超过”“左右”均按所载数字计；不含已被取代的征求意见稿",
        "Projects of the directions that name it, added up, lower bound, “no more than” and “about” counted at the figure stated; superseded drafts left out",
        origin="derived",
    )
    projects_max: int = told("同上，上限", "The same, upper bound", origin="derived")
    amount_cny: int = told(
        "名称中写明该合作方的方向的经费之和（人民币元）；不含已被取代的征求意见稿",
        "Money of the directions that name it, added up, in yuan; superseded drafts left out",
        origin="derived",
        unit="CNY",
    )
    final_directions: int = told(
        "其中正式指南的方向数", "Directions of final texts among them", origin="derived"
    )
    final_projects_min: int = told(
        "其中正式指南的项目数，下限",
        "Projects of final texts among them, lower bound",
        origin="derived",
    )
    final_projects_max: int = told(
        "其中正式指南的项目数，上限",
        "Projects of final texts among them, upper bound",
        origin="derived",
    )
    final_amount_cny: int = told(
        "其中正式指南的经费（人民币元）",
        "Money in final texts, part of amount_cny, in yuan",
        origin="derived",
        unit="CNY",
    )
    draft_directions: int = told(
        "其中征求意见稿的方向数，不含已被取代的",
        "Directions of drafts among them, superseded drafts left out",
        origin="derived",
    )
    draft_projects_min: int = told(
        "其中征求意见稿的项目数，下限",
        "Projects of drafts among them, lower bound",
        origin="derived",
    )
    draft_projects_max: int = told(
        "其中征求意见稿的项目数，上限",
        "Projects of drafts among them, upper bound",
        origin="derived",
    )
    draft_amount_cny: int = told(
        "其中征求意见稿的经费（人民币元）",
        "Money in drafts, part of amount_cny, in yuan",
        origin="derived",
        unit="CNY",
    )
    url_zh: str = told("中文页面", "The page in Chinese", origin="derived")
    url_en: str = told("英文页面", "The page in English", origin="derived")


class DomainRow(Domain):
    """A domain."""

    directions: int = told(
        "涉及该领域的方向数", "Number of directions in the domain", origin="derived"
    )
    final_directions: int = told(
        "其中正式指南的方向数", "Directions of final texts among them", origin="derived"
    )
    draft_directions: int = told(
        "其中征求意见稿的方向数，不含已被取代的",
        "Directions of drafts among them, superseded drafts left out",
        origin="derived",
    )
    url_zh: str = told("中文页面", "The page in Chinese", origin="derived")
    url_en: str = told("英文页面", "The page in English", origin="derived")


_DIRECTION: Any = told(
    "方向的编号", "The direction’s identifier", origin="derived", references="directions.id"
)


class DirectionPartner(Entry):
    """A partner of a direction."""

    direction: str = _DIRECTION
    partner: str = told(
        "合作方的代码", "The partner’s code", origin="derived", references="partners.code"
    )
    partner_id: str = told(
        "合作方在网址中的编号", "The partner’s identifier in addresses", origin="derived"
    )
    direct: bool = told(
        "名称中写明该合作方",
        "True if the title names the partner; false if it takes part only through a grouping",
        origin="derived",
    )
    through: tuple[str, ...] = told(
        "所通过的多边机制；名称中写明的合作方为空",
        "The groupings through which it takes part; empty for a partner that the title names",
        origin="derived",
    )
    counted: bool = told(
        "计入该合作方的合计：名称中写明该合作方，且本稿未被正式指南取代",
        "True if the direction counts in the partner’s sums: the title names the partner, and no final text held here superseded the draft",
        origin="derived",
    )  # fmt: skip


class MembershipRow(Entry):
    """A period in which a country or region was a member of a grouping. The record begins in 2012."""

    grouping: str = told("多边机制的代码", "The grouping’s code", origin="recorded")
    body: Words = told(
        "成员所属机构的名称", "Name of the body whose members they are", origin="recorded"
    )
    partner: str = told(
        "成员的ISO 3166-1二位代码；中国也列入，其他成员也可能未见于任何指南",
        "The member’s ISO 3166-1 alpha-2 code; China is one too, and others may be named in no guide",
        origin="recorded", pattern=PARTNER,
    )  # fmt: skip
    partner_id: str = told(
        "成员在网址中的编号", "The member’s identifier in addresses", origin="derived"
    )
    name: Words = told("成员的名称", "The member’s name", origin="recorded")
    period: int = told(
        "该成员的第几段时期", "Which of the member’s periods it is", origin="derived", ge=1
    )
    since: str | None = told(
        "首日，或首月；自2012年起始终为成员的为空",
        "The first day, or month; empty for a member since before 2012",
        origin="recorded", pattern=DAY,
    )  # fmt: skip
    until: str | None = told(
        "末日，或末月；未退出的为空",
        "The last day, or month; empty for a member that has not left",
        origin="recorded",
        pattern=DAY,
    )
    source: str = told("成员名单的网址", "The address that lists the members", origin="recorded")


class DirectionDomain(Entry):
    """A domain of a direction."""

    direction: str = _DIRECTION
    domain: str = told("领域代码", "The domain’s code", origin="derived", references="domains.code")


class ConditionRow(Condition):
    """A condition of a direction that can rule an applicant out."""

    direction: str = _DIRECTION


class Placed(Entry):
    """A part of a direction with its place."""

    id: str = told(
        "位置：方向编号、#和锚点",
        "The place: the direction’s identifier, #, and the anchor",
        origin="derived",
    )
    direction: str = _DIRECTION
    anchor: str = told(
        "页面内的锚点，中英文页面相同",
        "The anchor on the direction’s page, the same in both languages",
        origin="derived",
        pattern=ANCHOR,
    )


class AgreementRow(Placed, Agreement):
    """An agreement on which a direction rests."""

    url: str = told("永久链接，含锚点", "The permanent link, with the anchor", origin="derived")


class TreeRow(Placed):
    """An item of a tree. `parent` is completed by the classes below."""

    depth: int = told(
        "层级，顶层为1", "The level in the tree, 1 at the top", origin="derived", ge=1
    )
    position: int = told(
        "在本方向中的次序",
        "The place in the direction’s tree, as one reads",
        origin="derived",
        ge=1,
    )
    label: str | None = told(
        "原文的序号，如（1）；电子表格程序会把“1.”显示为1",
        "The enumerator as printed; spreadsheet programs show “1.” as 1",
    )
    first_line: int = told("首行", "First line", origin="derived")
    last_line: int = told("末行", "Last line", origin="derived")
    url: str = told("永久链接，含锚点", "The permanent link, with the anchor", origin="derived")


class FieldRow(TreeRow):
    """An item of a direction's tree of fields."""

    parent: str | None = told(
        "上一级条目的位置；顶层条目为空",
        "Where the item above it stands; empty at the top level",
        origin="derived",
        references="fields.id",
    )
    text: Text = told("条目的文字", "The item")
    lead: Text | None = told(
        "仅用来引出下级条目的文字", "Words that only introduce the items below"
    )
    domains: tuple[str, ...] = told(
        "该条目的领域代码", "Codes of the item’s domains", origin="derived", codes="domain"
    )


class FieldDomain(Entry):
    """A domain of an item of fields."""

    field: str = told(
        "条目的位置", "The place of the item", origin="derived", references="fields.id"
    )
    domain: str = told("领域代码", "The domain’s code", origin="derived", references="domains.code")


class RequirementRow(TreeRow):
    """An item of a direction's tree of requirements. Where a person to contact is named, the text is empty: the direction's page has it."""

    parent: str | None = told(
        "上一级条目的位置；顶层条目为空",
        "Where the item above it stands; empty at the top level",
        origin="derived",
        references="requirements.id",
    )
    text: Text | None = told(
        "条目的文字；写有联系人时为空", "The item; empty where a person to contact is named"
    )


class StrandRow(Placed, Strand):
    """A part of a direction with its own number of projects or money."""


class AgencyRow(Entry):
    """A foreign agency that directions name."""

    agency: str = told("机构的代码", "The agency’s code", origin="recorded")
    name: Words = told("名称", "Name", origin="recorded")
    partners: tuple[str, ...] = told(
        "所属的国家或多边机制", "The countries or groupings that it belongs to", origin="recorded"
    )


class DirectionAgency(Entry):
    """An agency that a direction names."""

    direction: str = _DIRECTION
    agency: str = told(
        "机构的代码", "The agency’s code", origin="derived", references="agencies.agency"
    )
    anchor: str | None = told(
        "首次提及处的锚点；在名称中时为空",
        "The anchor of the first place that names it; empty for the title",
        origin="derived",
    )


class LineageStep(Call):
    """A step of a lineage; a draft and its final text are one step in two rows."""

    lineage: str = told(
        "历次征集的代码", "The code of the recurring call (lineage)", origin="derived"
    )
    step: int = told(
        "第几次，从最早的一次数起", "Which step it is, the oldest being 1", origin="derived", ge=1
    )
    direction: str = _DIRECTION
    url: str = told("永久链接", "The permanent link", origin="derived")


class CorrectionRow(Correction):
    """A misprint of a guide, recorded by a person."""

    direction: str = _DIRECTION


class CodeRow(Entry):
    """A code that a column can have."""

    list: str = told("代码表的名称", "The list that the code belongs to", origin="recorded")
    code: str = told("代码", "The code", origin="recorded")
    label: Words = told("名称", "Its name", origin="recorded")
    meaning: Words | None = told(
        "含义；名称已说明时为空", "Its meaning; empty where the name says it", origin="recorded"
    )
