"""The data classes that the steps pass on. They are frozen, and refer to each other by id, not by object."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from generator.passage import Cell, Passage, Span

Stage = Literal["draft", "final"]
Series = Literal["exchange", "hmt"]
"""A sister guide of a batch: for exchange of personnel (人员交流计划), or for Hong Kong, Macao and Taiwan (港澳台)."""
QuotaKind = Literal["exact", "at_most", "at_least", "range", "about", "tbd"]
FundingKind = Literal["exact", "at_most", "about", "tbd", "none"]
DurationKind = Literal["exact", "at_most", "at_least", "range", "about"]
Origin = Literal["reviewed", "pattern", "draft"]
"""Where English comes from: a person's translation, a pattern that is exact by construction, or a draft nobody has checked."""
Translation = Literal["reviewed", "pattern", "draft", "none"]
"""What the English of a text is. The last is the weakest."""
Hedge = Literal["generally", "in_principle"]
"""Words that allow exceptions from a number: 一般, 原则上."""
FlagHedge = Literal["in_principle", "conditional"]
"""Limits of a condition: 原则上, and one that holds only in some cases (如有企业参与)."""
FlagCase = Literal["enterprise"]
"""The case in which a conditional one holds. `enterprise`: an enterprise takes part."""
Level = Literal["error", "warning", "info"]
Unit = Literal["line", "paragraph"]
Place = Literal["preamble", "closing", "footnotes"]
"""Where text outside the directions stands: above the last of them, below it, or in the footnotes."""
Aside = Literal[
    "header",
    "footer",
    "page_number",
    "footnote",
    "text_box",
    "comment",
    "deletion",
    "struck",
    "hidden",
    "note_mark",
    "ruby",
    "field",
    "embedded",
    "elsewhere",
    "navigation",
    "link_target",
    "metadata",
    "watermark",
    "outside_page",
    "form_field",
    "table_head",
    "empty_cell",
]

HOME = "CN"
"""The country that publishes the guides. It is not a partner; Hong Kong, Macao and Taiwan can be."""


@dataclass(frozen=True, slots=True)
class Line:
    """One visual line of a source file, as `read` gives it."""

    text: str
    number: int
    """The line's number in the file, from 1; it counts through all pages."""
    page: int | None = None
    """The page's number, from 1; None for formats without pages."""
    ends: bool | None = None
    """True if the format marks the end of a paragraph here; None if the format does not mark paragraphs."""
    aside: Aside | None = None
    """The kind of a line that is not running text; `clean` leaves it out under this name."""
    cell: Cell | None = None
    """The line's cell, if it stands in a table whose rows are directions."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The data needed to show a line's place in the source: the unit of its number, and its page."""

    unit: Unit = "line"
    """The unit that a line's number counts; for HTML and Word files it is the paragraph."""
    pages: tuple[int, ...] = ()
    """The number of each page's first line; a page without text has the number of the next page's."""

    def locate(self, line: int) -> tuple[int, int]:
        """Return (page, line on that page), both from 1.

        >>> Layout(pages=(1, 31, 31)).locate(33)
        (3, 3)
        """
        page = bisect_right(self.pages, line)
        return page, line - self.pages[page - 1] + 1


@dataclass(frozen=True, slots=True)
class Dropped:
    """Text that a rule took out of the guide; recorded so that no text is lost without a reason."""

    rule: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Fold:
    """A character that was brought to its common form; recorded so that each can be counted."""

    form: str
    """The kind of its form: `radical`, `hyphen`, …"""
    printed: str
    meant: str
    """The common form; empty for a character that is left out."""
    line: int
    column: int
    """Its place in the line, from 1."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A message about a guide for a person to look at."""

    level: Level
    code: str
    message: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """A place of a recognised text that a person has to compare with the scan: a doubtful character, or a number."""

    text: str
    line: int
    column: int
    score: float
    """How sure the recogniser is of the character of which it is least sure, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Recognition:
    """The pages of a scan whose text was recognised (OCR), and what a person has to confirm in it."""

    by: str
    """Name and version of the recogniser."""
    pages: tuple[int, ...]
    doubts: tuple[Doubt, ...] = ()
    """The doubtful characters."""
    numbers: tuple[Doubt, ...] = ()
    """Every number."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as `read` gives it."""

    lines: tuple[Line, ...]
    layout: Layout = Layout()
    diagnostics: tuple[Diagnostic, ...] = ()
    """Messages about contents that are not lines of text: scanned pages, tracked changes."""
    folds: tuple[Fold, ...] = ()
    """The characters that were brought to their common form."""
    recognition: Recognition | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """A text in Chinese as printed, and in English if all of its segments have English."""

    zh: str
    en: str | None = None
    """English that a person wrote or a pattern made; never a draft."""
    origin: Origin | None = field(default=None, compare=False)
    """The weakest origin of the English of its segments; None without English, and for names from the vocabulary."""
    draft: str | None = field(default=None, compare=False)
    """English that is a draft at least in part. Only pages and data show it, where they say what it is."""

    @property
    def english(self) -> str | None:
        """The English with its drafts, for places that tell its `translation` too."""
        return self.draft if self.en is None else self.en

    @property
    def translation(self) -> Translation:
        """What the English is, in the words of the data."""
        return self.origin or ("none" if self.en is None else "reviewed")


@dataclass(frozen=True, slots=True)
class Item:
    """A node in a tree of fields or requirements; also an agreement or a paragraph."""

    anchor: str
    label: str | None
    """The enumerator as printed: “（1）”, “一、”, “领域方向一”."""
    text: Text
    span: Span
    lead: Text | None = None
    """Words that only introduce the children: “包括但不限于：”."""
    domains: tuple[str, ...] = ()
    children: tuple[Item, ...] = ()


def walk(items: Iterable[Item]) -> Iterator[Item]:
    """Yield the items and all their descendants, in the order of the page."""
    for item in items:
        yield item
        yield from walk(item.children)


@dataclass(frozen=True, slots=True)
class Quota:
    """A number of projects. `exact`: min = max; `at_most`: min is None; `tbd`: both are None."""

    min: int | None
    max: int | None
    kind: QuotaKind
    hedge: Hedge | None = None

    @property
    def least(self) -> int | None:
        """The lowest number that is known: a cap counts as its number."""
        return self.max if self.min is None else self.min

    @property
    def most(self) -> int | None:
        """The highest number that is known: an “at least” counts as its number."""
        return self.min if self.max is None else self.max


@dataclass(frozen=True, slots=True)
class PerProject:
    """The money for one project in CNY."""

    amount_cny: int
    kind: FundingKind
    hedge: Hedge | None = None
    min_cny: int | None = None
    """The lower end of a range; ``amount_cny`` is then the upper end, and the kind `at_most`."""


@dataclass(frozen=True, slots=True)
class Funding:
    """The money for a direction or strand in CNY (yuan, not 万元): what the Chinese side gives."""

    amount_cny: int | None
    kind: FundingKind
    per_project: PerProject | None = None
    hedge: Hedge | None = None
    bound_cny: int | None = None
    """An upper bound of the total, computed from quota and `per_project` where the guide states no total."""

    @property
    def known(self) -> bool:
        """True if an amount is known, in all or for one project."""
        return self.amount_cny is not None or self.per_project is not None


@dataclass(frozen=True, slots=True)
class Duration:
    """The number of years that a project may take."""

    min_years: int | None
    max_years: int | None
    kind: DurationKind
    hedge: Hedge | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """The end of the time in which one can apply: its day in ISO 8601 if the text names one, and the text."""

    date: str | None
    text: Text


@dataclass(frozen=True, slots=True)
class Statement:
    """The guide's own words on quota, funding, duration or deadline, with their label as printed."""

    about: Literal["projects", "funding", "projects_and_funding", "duration", "deadline"]
    label: str
    text: Text
    span: Span


@dataclass(frozen=True, slots=True)
class Strand:
    """A part of a direction for which the guide states a separate quota or funding."""

    anchor: str
    title: Text
    projects: Quota | None
    funding: Funding | None


@dataclass(frozen=True, slots=True)
class Flag:
    """A condition that can exclude an applicant, and the anchor of the item that states it."""

    code: str
    anchor: str
    hedge: FlagHedge | None = None
    number: int | None = None
    """The number that `submission_limit` names."""
    holds_if: FlagCase | None = None
    """The case in which a `conditional` flag holds, where it is one of those with words of their own."""


@dataclass(frozen=True, slots=True)
class Mention:
    """An agency that a direction names, and the anchor of the first place; empty for the title."""

    agency: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Contacts:
    """The contacts that a direction prints, repaired where the PDF broke them."""

    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Correction:
    """A misprint of the source, recorded by a person; the text stays as printed."""

    anchor: str
    printed: str
    meant: Text
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class Direction:
    """One numbered direction (指南方向) of a guide."""

    id: str
    guide: str
    number: str
    """The number as printed; the second of two equal numbers gets `-b`."""
    order: int
    """The direction's place in the guide, from 1; numbers do not show it, as guides count 1.9, 2.0, 2.1."""
    title: Text
    span: Span
    labels: dict[str, str]
    """The guide's own headings of the parts: {"fields": "合作领域", …}."""
    agreements: tuple[Item, ...] = ()
    commitment: Text | None = None
    fields_open: bool = False
    fields_lead: Text | None = None
    fields: tuple[Item, ...] = ()
    fields_tail: str | None = None
    """The closing 等 or 等领域 of an unnumbered list, which does not belong to its last item."""
    statements: tuple[Statement, ...] = ()
    projects: Quota = Quota(None, None, "tbd")
    funding: Funding = Funding(None, "none")
    left_open: bool = False
    """True if a requirement says that the number of projects will be fixed later."""
    in_words: frozenset[str] = frozenset()
    """The facts (`projects`, `funding`, `duration`) that the text states, but not in numbers that the data can hold."""
    strands: tuple[Strand, ...] = ()
    summed: frozenset[str] = frozenset()
    """The facts (`projects`, `funding`) whose total is printed nowhere, but added up here."""
    limit_span: Span | None = None
    """The lines that state the money for one project, which can stand elsewhere than the total."""
    requirements: tuple[Item, ...] = ()
    no_requirements: bool = False
    """True if the guide says that there are none: “其他要求：无”."""
    duration: Duration | None = None
    duration_anchor: str | None = None
    deadline: Deadline | None = None
    deadline_anchor: str | None = None
    contacts: Contacts = Contacts()
    remarks: tuple[Item, ...] = ()
    """Paragraphs without a label; they are kept as text, and reported."""
    # Filled by enrich:
    kind: str = "other"
    partners: tuple[str, ...] = ()
    """ISO 3166-1 alpha-2 codes of all foreign countries named as eligible, in the order printed."""
    direct: tuple[str, ...] = ()
    """The partners that the title itself names; the others belong to a grouping."""
    groups: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    """Names of partners that are not in the vocabulary, as the title prints them; `partners` has their codes."""
    regions: tuple[str, ...] = ()
    """ISO 3166-2 codes of the parts of a country that the title names."""
    institutions: tuple[str, ...] = ()
    """The foreign bodies that the title names."""
    organisations: tuple[str, ...] = ()
    """Those of them that belong to no country: they are partners themselves."""
    agencies: tuple[Mention, ...] = ()
    """The partners' agencies, in the order in which the direction first names them."""
    domains: tuple[str, ...] = ()
    flags: tuple[Flag, ...] = ()
    corrections: tuple[Correction, ...] = ()

    @property
    def items(self) -> Iterator[Item]:
        """All items of the direction with those below them, in the order of the page."""
        return walk((*self.agreements, *self.fields, *self.requirements, *self.remarks))

    @property
    def quota(self) -> Quota | None:
        """The number of projects; None where the guide states none and does not call it undetermined."""
        said = any(
            s.about == "projects"
            # “支持力度：1000万元” leaves no number of projects open.
            or (s.about == "projects_and_funding" and ("待" in s.text.zh or "另行" in s.text.zh))
            for s in self.statements
        )
        said = said or self.left_open
        return self.projects if said or self.projects.kind != "tbd" else None

    @property
    def named_partners(self) -> tuple[str, ...]:
        """The groupings, organisations, countries and regions that the title itself names."""
        return (*self.groups, *self.organisations, *self.direct)


@dataclass(frozen=True, slots=True)
class Declared:
    """The totals that the preamble states; None for those that it does not state."""

    directions: int | None = None
    partners: int | None = None
    projects: tuple[int | None, int | None] = (None, None)
    projects_kind: QuotaKind | None = None
    amount_cny: int | None = None
    amount_kind: FundingKind | None = None


@dataclass(frozen=True, slots=True)
class Stated:
    """A guide's identity as its text or its file's name states it; None for what neither states."""

    year: int | None = None
    batch: int | None = None
    stage: Stage | None = None
    """Drafts are marked in the text; only a file's name may mark a final text."""
    year_line: int | None = None
    batch_line: int | None = None
    titled: bool = False
    """True if the text has its title page, where a draft is marked as one."""
    series: Series | None = None
    mark: str | None = None
    """A word in the title, as printed, that could mean a stage but is no known mark of one: “送审稿”."""
    programme: str | None = None
    """The programme that the text names, if it is another one than that of the site: “战略性科技创新合作”."""


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a guide's text outside its directions; the text before the first heading is a section without one."""

    heading: Item | None
    paragraphs: tuple[Item, ...]
    place: Place = "preamble"


@dataclass(frozen=True, slots=True)
class Source:
    """The name, the hash and the size in bytes of the file as received."""

    file: str
    sha256: str
    size: int = 0


@dataclass(frozen=True, slots=True)
class Guide:
    """One guide: its identity, its preamble, and its directions in order."""

    id: str
    year: int
    batch: int
    stage: Stage
    title: Text
    declared: Declared
    sections: tuple[Section, ...]
    directions: tuple[Direction, ...]
    source: Source
    stated: Stated = Stated()
    """Year, batch and stage as the text states them; the id may differ."""
    title_lines: tuple[str, ...] = ()
    """The lines of the title page as printed, including “（征求意见稿）”."""
    dropped: tuple[Dropped, ...] = ()
    folds: tuple[Fold, ...] = ()
    recognition: Recognition | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    layout: Layout = Layout()
    series: Series | None = None
    paragraphs: Sequence[Passage] = field(default=(), repr=False, compare=False)
    """The cleaned text, which the search quotes. `parse` gives it as a list: `translate` looks for texts in
    tuples only."""

    @property
    def preamble(self) -> tuple[Item, ...]:
        """The headings and paragraphs of all sections, those below the last direction too."""
        found = (
            item for section in self.sections for item in (section.heading, *section.paragraphs)
        )
        return tuple(item for item in found if item)
