"""The text of a guide outside its directions: its preamble, its closing matter and its footnotes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, count

from generator.grammar.columns import unit_of
from generator.grammar.enumerators import enumerator
from generator.grammar.notices import DRAFT, is_notice_line, title_lines
from generator.grammar.numerals import arabic, wide_marks
from generator.ids import positional
from generator.model import Declared, Funding, Item, Place, Quota, Section, Stated, Text
from generator.parse.numbers import add_fundings, add_quotas, bounded, funding_in, quota_in
from generator.parse.stated import stated
from generator.passage import Passage
from generator.text.raised import NOTE
from generator.trace import Trace

_ATTACHMENT = re.compile(r"^附件\s*[\d一二三四五六七八九十]*[：:]?$")
_TITLE_ENDS = re.compile(r"指南$")
_TITLE_IN_PROSE = re.compile(r"形成了(?P<title>[^，。；]{0,80}申报指南)")

_SENTENCE, _CLAUSE = re.compile(r"[^。\n]+"), re.compile(r"[^，。；\n]+")
_EARLIER = re.compile(
    r"(?:支持|资助|立项|建立|签订|签署|缔结)了|已(?!形成|完成|商)|累计|截至|以来|上一?年|去年|往年"
)
"""Words of a sentence on earlier batches, or on all agreements of the country."""
_OF_ONE = re.compile(
    r"每[个项家一]|各(?:推荐|申报|单位)|单个|单项|其中|原则上不超过|自筹|配套|匹配|同一|(?<!项目)申报(?!指南|方向)|限项"
)
"""Words of a clause on one project or one institution."""
_NUMBER = r"(?P<n>\d{1,3})\s*"
_DIRECTIONS = (
    rf"{_NUMBER}[个项条](?:申报|支持|研究|任务|合作)?(?:指南)?(?:研究|任务|支持)?方向",
    rf"(?:指南|支持|设置|申报)方向(?:总数|数量?|共计?|合计|总计|为|有|[：:])*\s*{_NUMBER}[个项条]",
    rf"(?:设立|设置|部署|发布|安排|编制)了?\s*{_NUMBER}[个项条]?(?:指南|任务)(?!项目)",
    rf"(?:设立|设置|发布|编制)指南\s*{_NUMBER}[个项条]",
)
_PARTNERS = (
    rf"(?:与|和|同|对){_NUMBER}个(?:合作)?(?:国家|国别|地区|国际组织|合作方|合作伙伴|伙伴|多边)",
    rf"合作(?:对象|国家|国别|方(?!向)|伙伴|地区)[^，。；\d]{{0,16}}?{_NUMBER}个",
    rf"{_NUMBER}个(?:合作)?(?:国家|国别|地区|国际组织|合作方(?!向)|合作伙伴|合作对象|多边)",
)
_BODIES = r"(?:合作)?(?:国家|国别|地区|国际组织|合作方|合作伙伴|合作对象|多边(?:合作)?(?:机制|组织)?|组织)"
_PARTNERS_LISTED = re.compile(
    rf"\d{{1,3}}\s*个{_BODIES}(?:（地区）|和地区)?(?:[、和与及以]{{1,2}}\d{{1,3}}\s*个{_BODIES}){{1,4}}"
)
"""“15个国家、1个地区和2个国际组织”, which add up."""
_COUNT = r"(?P<n>[^，。；\d]{0,6}?\d[\d,\s]*[个项]?(?:\s*(?:[-－–—~～]+|至|到)\s*\d[\d,]*)?\s*[个项]目?(?:左右|以内|以上|以下)?)"
_BEFORE = r"(?:总计|共计|合计|预计|计划|将|拟|共|为|是|有|[：:])*"
_PROJECTS = (
    rf"项目(?:任务)?(?:总数|数量|数目|个数|数){_BEFORE}{_COUNT}",
    rf"(?:支持|资助)[^，。；]{{0,20}}?合作项目{_BEFORE}{_COUNT}",
    rf"(?:支持|资助|立项|安排|部署|遴选|实施){_BEFORE}(?:[^，。；\d个项]{{0,8}}项目){_BEFORE}{_COUNT}",
    rf"(?:支持|资助|立项|安排|部署|遴选|实施)(?![^，。；\d]{{0,6}}[与和同对]\d){_BEFORE}{_COUNT}(?!家|方|国家|国别|国际组织|地区|多边|指南|合作[方伙国对])",
    rf"^项目{_BEFORE}{_COUNT}$",
)
_MONEY = re.compile(r"概算|预算|经费|资金|总额|金额")
_PARTS = re.compile(r"（其中[^（）]*）")
_THOUSANDS = re.compile(r"(?<=\d)，(?=\d{3}(?!\d))")
_ABOUT = re.compile(r"约[为是]")
_DIGITS = re.compile(r"\d{1,3}")
_OPENING_YEAR = re.compile(r"\s*在?(?P<year>20\d\d)年")
_PLAN = re.compile(r"拟|将|计划|本批|本次|本年")


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
    paragraphs: Sequence[Passage],
    parts: Sequence[Passage],
    trace: Trace,
    *,
    closing: Sequence[Passage] = (),
    notes: Sequence[Passage] = (),
    last: int | None = None,
) -> Preamble:
    """Return title, year, batch, stage, declared totals, and the text by sections.

    ``parts`` are the headings of parts between the directions; their sections come behind those of the preamble. The
    ``closing`` matter, other text below ``last``, the line of the last direction, and the foot``notes`` come last.
    """
    front, around, prose = _front_matter(paragraphs, trace)
    prose = [*around, *prose]
    own, texts = front, [p.text for p in prose]
    if not _TITLE_ENDS.search(DRAFT.sub("", "".join(p.text for p in front))):
        places = title_lines(texts)  # a notice has the guide's own title further down
        own = [prose[place] for place in places] if places else front
    told = [*front, *around, *([] if own is front else own)]
    text = arabic("\n".join(texts))
    identity = stated(Passage.concat(told), Passage.concat(prose))
    return Preamble(
        stated=identity,
        title=Text(_title([p.text for p in own], text)),
        declared=declared(text, identity.year),
        sections=_sections(
            {
                "preamble": [*(p for p in prose if not _is_below(p, last)), *parts],
                "closing": [*(p for p in prose if _is_below(p, last)), *closing],
                "footnotes": notes,
            }
        ),
        title_lines=tuple(p.text for p in front),
    )


def _front_matter(
    paragraphs: Sequence[Passage], trace: Trace
) -> tuple[list[Passage], list[Passage], list[Passage]]:
    """Return the lines of the title, other lines around it, and the running text.

    The title page ends before the first line that ends like a sentence or is enumerated. “附件 1” and lines of date,
    source, document number and the like are left out and recorded.
    """
    front: list[Passage] = []
    rest = list(paragraphs)
    while rest and (is_notice_line(rest[0].text) or _may_be_title(rest[0].text)):
        paragraph = rest.pop(0)
        if _ATTACHMENT.match(paragraph.text):
            trace.drop("attachment_mark", paragraph)
        elif is_notice_line(paragraph.text):
            trace.drop("notice_line", paragraph)
        else:
            front.append(paragraph)
    places = title_lines([paragraph.text for paragraph in front])
    if places is None:
        return front, [], rest
    around = [line for place, line in enumerate(front) if place not in places]
    return [front[place] for place in places], around, rest


def _may_be_title(text: str) -> bool:
    return not wide_marks(text).endswith(("。", "：")) and not enumerator(text)


def _title(front: Sequence[str], prose: str) -> str:
    """Return the title as printed on the title page, or from the running text if the page is missing."""
    printed = "".join(front)
    if "指南" in printed:
        return printed
    draft = DRAFT.search(printed)
    match = _TITLE_IN_PROSE.search(prose)
    return (match["title"] if match else DRAFT.sub("", printed)) + (draft[0] if draft else "")


def declared(text: str, year: int | None = None) -> Declared:
    """Return the totals that the preamble of the guide of a year states, in all its wordings.

    Sentences on earlier batches do not count.

    >>> declared("本批次共有16个指南方向，合作对象为13个国家和国际组织，拟支持项目147个，国拨经费总概算2.618亿元。").projects
    (147, 147)
    """
    text = _PARTS.sub("", bounded(_THOUSANDS.sub(",", wide_marks(text))))
    sentences = [
        s
        for s in _SENTENCE.findall(text)
        if not (_EARLIER.search(s) or _is_of_a_year_before(s, year))
    ]
    clauses = [c for s in sentences for c in _CLAUSE.findall(s) if not _OF_ONE.search(c)]
    directions = _first(_DIRECTIONS, clauses)
    listed = next(filter(None, map(_PARTNERS_LISTED.search, clauses)), None)
    partners = sum(map(int, _DIGITS.findall(listed[0]))) if listed else _first(_PARTNERS, clauses)
    count = _first(_PROJECTS, clauses)
    projects = quota_in(_ABOUT.sub("约", count)) if count else None
    money = (funding_in(_ABOUT.sub("约", c)) for c in clauses if _MONEY.search(c))
    amount = next((found for found in money if found), None)
    return Declared(
        directions=int(directions) if directions else None,
        partners=int(partners) if partners else None,
        projects=(projects.min, projects.max) if projects else (None, None),
        projects_kind=projects.kind if projects else None,
        amount_cny=amount.amount_cny if amount else None,
        amount_kind=amount.kind if amount else None,
    )


def _is_of_a_year_before(sentence: str, year: int | None) -> bool:
    """Return whether a sentence opens with a year before ``year`` and tells of no plan: “2030年共支持项目120项”."""
    opening = _OPENING_YEAR.match(sentence)
    return bool(opening and year and int(opening["year"]) < year and not _PLAN.search(sentence))


def _first(patterns: Sequence[str], clauses: Sequence[str]) -> str | None:
    """Return the number in the first clause that matches; a pattern goes before those after it."""
    matches = (re.search(pattern, clause) for pattern in patterns for clause in clauses)
    return next((match["n"] for match in matches if match), None)


def totals(paragraphs: Sequence[Passage], declared: Declared, trace: Trace) -> Declared:
    """Return ``declared`` with the totals of a table of directions, where the preamble states none.

    Of subtotals (小计) and a total (合计), the total counts; subtotals alone add up.
    """
    rows: dict[int, list[Passage]] = {}
    for paragraph in paragraphs:
        if paragraph.cell and paragraph.cell.row < 0:
            rows.setdefault(paragraph.cell.row, []).append(paragraph)
            trace.drop("table_total", paragraph)
    whole = [row for row in rows.values() if "小计" not in row[0].text]
    quotas: list[Quota] = []
    fundings: list[Funding] = []
    for paragraph in chain.from_iterable(whole[-1:] or rows.values()):
        cell = paragraph.cell
        part = cell.part if cell else None
        unit = unit_of(cell.head if cell else "") or ("个" if part == "projects" else "")
        text = arabic(paragraph.text + unit)
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


def _is_below(passage: Passage, line: int | None) -> bool:
    return line is not None and passage.lines[0] > line


def _sections(prose: Mapping[Place, Sequence[Passage]]) -> tuple[Section, ...]:
    """Return the sections at each place; each heading is like “一、总体目标” and has no full stop. The label of a footnote
    is its mark.
    """
    sections: list[tuple[Place, Item | None, list[Item]]] = []
    headings, paragraphs = count(1), count(1)
    for place, passages in prose.items():
        for passage in passages:
            mark = enumerator(passage.text)
            if mark and mark.style == "han" and not passage.text.endswith("。"):
                anchor = positional("section", (next(headings),))
                title = Text(passage.text[mark.length :])
                sections.append((place, Item(anchor, mark.label, title, passage.span), []))
                continue
            if not sections or sections[-1][0] != place:
                sections.append((place, None, []))
            anchor = positional("paragraph", (next(paragraphs),))
            note = NOTE.match(passage.text) if place == "footnotes" else None
            text = passage[note.end() if note else 0 :].strip()
            label = note[0].strip() if note else None
            sections[-1][2].append(Item(anchor, label, Text(text.text), passage.span))
    return tuple(Section(head, tuple(items), place) for place, head, items in sections)
