"""The preamble of a guide: the text before the first direction."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain, count

from generator.grammar.columns import unit_of
from generator.grammar.enumerators import enumerator
from generator.grammar.numerals import arabic
from generator.ids import positional
from generator.model import Declared, Funding, Item, Quota, Section, Stated, Text
from generator.parse.numbers import add_fundings, add_quotas, funding_in, quota_in
from generator.parse.stated import DRAFT, stated
from generator.passage import Passage
from generator.trace import Trace

_ATTACHMENT = re.compile(r"^附件\d*$")
_TITLE_ENDS = re.compile(r"申报指南$")
_TITLE_IN_PROSE = re.compile(r"形成了(?P<title>[^，。；]{0,80}申报指南)")
_DIRECTIONS = re.compile(r"(?P<n>\d{1,3})个(?:指南)?方向")
_PARTNERS = re.compile(r"与(?P<n>\d{1,3})个(?:国家|地区|国际组织|合作方)")
_PROJECTS = re.compile(r"项目(?:任务)?数(?:将)?(?P<about>约)?(?P<rest>[^，。；]{0,14})")
_MONEY = re.compile(r"(?:概算|经费)[^，。；]{0,24}")


@dataclass(frozen=True, slots=True)
class Preamble:
    """The preamble: title, identity, totals and text."""

    stated: Stated
    """Year, batch and stage."""
    title: Text
    declared: Declared
    sections: tuple[Section, ...]
    title_lines: tuple[str, ...]


def read_preamble(
    paragraphs: Sequence[Passage], parts: Sequence[Passage], trace: Trace
) -> Preamble:
    """Return title, year, batch, stage, declared totals, and the text by sections.

    ``parts`` are the headings of parts between the directions; their sections come last.
    """
    front, prose = _front_matter(paragraphs, trace)
    text = arabic("\n".join(p.text for p in prose))
    return Preamble(
        stated=stated(Passage.concat(front), Passage.concat(prose)),
        title=Text(_title([p.text for p in front], text)),
        declared=_declared(text),
        sections=_sections([*prose, *parts]),
        title_lines=tuple(p.text for p in front),
    )


def _front_matter(
    paragraphs: Sequence[Passage], trace: Trace
) -> tuple[list[Passage], list[Passage]]:
    """Return the lines of the title page, and the running text; “附件 1” is left out and recorded."""
    front: list[Passage] = []
    rest = list(paragraphs)
    while rest and not rest[0].text.endswith(("。", "：")) and not enumerator(rest[0].text):
        paragraph = rest.pop(0)
        if _ATTACHMENT.match(paragraph.text):
            trace.drop("attachment_mark", paragraph)
        else:
            front.append(paragraph)
    return front, rest


def _title(front: Sequence[str], prose: str) -> str:
    """Return the title as printed on the title page, or from the running text if the page is missing."""
    printed = "".join(line for line in front)
    draft = DRAFT.search(printed)
    plain = DRAFT.sub("", printed)
    if not _TITLE_ENDS.search(plain):
        match = _TITLE_IN_PROSE.search(prose)
        plain = match["title"] if match else plain
    return plain + (draft[0] if draft else "")


def _declared(text: str) -> Declared:
    """Return the totals that the preamble states."""
    directions = _DIRECTIONS.search(text)
    partners = _PARTNERS.search(text)
    about = _PROJECTS.search(text)
    projects = quota_in((about["about"] or "") + about["rest"]) if about else None
    money = _MONEY.search(text)
    amount = funding_in(money[0]) if money else None
    return Declared(
        directions=int(directions["n"]) if directions else None,
        partners=int(partners["n"]) if partners else None,
        projects=(projects.min, projects.max) if projects else (None, None),
        projects_kind=projects.kind if projects else None,
        amount_cny=amount.amount_cny if amount else None,
        amount_kind=amount.kind if amount else None,
    )


def totals(paragraphs: Sequence[Passage], declared: Declared, trace: Trace) -> Declared:
    """Return ``declared`` with the totals of a table of directions, where the preamble states none.

    Of subtotals (小计) and a total (合计), the total counts; subtotals alone add up.
    """
    rows: dict[int, list[Passage]] = {}
    for paragraph in paragraphs:
        if paragraph.cell and paragraph.cell.row < 0:
            rows.setdefault(paragraph.cell.row, []).append(paragraph)
            trace.drop("table_total", paragraph)
    whole = [row for row in rows.values() if not row[0].text.startswith("小")]
    quotas: list[Quota] = []
    fundings: list[Funding] = []
    for paragraph in chain.from_iterable(whole[-1:] or rows.values()):
        cell = paragraph.cell
        text = arabic(paragraph.text + unit_of(cell.head if cell else ""))
        part = cell.part if cell else None
        if part in ("projects", "projects_and_funding") and (quota := quota_in(text)):
            quotas.append(quota)
        if part in ("funding", "projects_and_funding") and (amount := funding_in(text)):
            fundings.append(amount)
    if quotas and declared.projects_kind is None:
        quota = add_quotas(quotas)
        declared = replace(declared, projects=(quota.min, quota.max), projects_kind=quota.kind)
    if fundings and declared.amount_cny is None:
        amount = add_fundings(fundings)
        declared = replace(declared, amount_cny=amount.amount_cny, amount_kind=amount.kind)
    return declared


def _sections(prose: Sequence[Passage]) -> tuple[Section, ...]:
    """Return the sections; each heading is like “一、总体目标” and has no full stop."""
    sections: list[tuple[Item | None, list[Item]]] = []
    headings, paragraphs = count(1), count(1)
    for passage in prose:
        mark = enumerator(passage.text)
        if mark and mark.style == "han" and not passage.text.endswith("。"):
            anchor = positional("section", (next(headings),))
            title = Text(passage.text[mark.length :])
            sections.append((Item(anchor, mark.label, title, passage.span), []))
            continue
        if not sections:
            sections.append((None, []))
        anchor = positional("paragraph", (next(paragraphs),))
        sections[-1][1].append(Item(anchor, None, Text(passage.text), passage.span))
    return tuple(Section(head, tuple(items)) for head, items in sections)
