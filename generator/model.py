"""The shapes that flow between the steps. Frozen; ids, never objects, tie them together."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from generator.passage import Cell as Cell  # noqa: PLC0414 - the model's too
from generator.passage import Part as Part  # noqa: PLC0414 - the model's too
from generator.passage import Passage
from generator.passage import Span as Span  # noqa: PLC0414 - the model's too

Stage = Literal["draft", "final"]
QuotaKind = Literal["exact", "at_most", "at_least", "range", "about", "tbd"]
FundingKind = Literal["exact", "at_most", "about", "tbd", "none"]
DurationKind = Literal["exact", "at_most", "at_least", "range", "about"]
Level = Literal["error", "warning", "info"]
Unit = Literal["line", "paragraph"]
Aside = Literal[
    "header",
    "footer",
    "page_number",
    "footnote",
    "text_box",
    "comment",
    "deletion",
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
"""The country whose guides these are: it is no partner, but parts of it are."""


@dataclass(frozen=True, slots=True)
class Line:
    """One visual line of a source file, as `read` gives it."""

    text: str
    number: int
    """Position in the file, from 1; a paged source is counted through all its pages."""
    page: int | None = None
    """Page of a paged source, from 1; plain text has none."""
    ends: bool | None = None
    """True where a paragraph ends here, as the format tells; None where only the words can."""
    aside: Aside | None = None
    """Kind of a line that is no running text; `clean` leaves it out under this name."""
    cell: Cell | None = None
    """Its cell in a table whose rows are directions."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The means by which a reader finds a line of the source again."""

    unit: Unit = "line"
    """The thing that a line's number counts: HTML and Word files have paragraphs only."""
    pages: tuple[int, ...] = ()
    """The number of each page's first line; of a page without text, that of the next page."""

    def locate(self, line: int) -> tuple[int, int]:
        """Return (page, line on that page), both from 1.

        >>> Layout(pages=(1, 31, 31)).locate(33)
        (3, 3)
        """
        page = bisect_right(self.pages, line)
        return page, line - self.pages[page - 1] + 1


@dataclass(frozen=True, slots=True)
class Dropped:
    """Text that a rule took out of the guide, so that nothing is lost without a name."""

    rule: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """Something a person should look at."""

    level: Level
    code: str
    message: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as `read` gives it."""

    lines: tuple[Line, ...]
    layout: Layout = Layout()
    diagnostics: tuple[Diagnostic, ...] = ()
    """Notes on contents that no line can carry: scanned pages, tracked changes."""


@dataclass(frozen=True, slots=True)
class Text:
    """A segment in Chinese as printed, and in English where the catalogue has it."""

    zh: str
    en: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A node of a tree of fields or requirements; also an agreement or a paragraph."""

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
    """Yield the items and all below them, in the order of the page."""
    for item in items:
        yield item
        yield from walk(item.children)


@dataclass(frozen=True, slots=True)
class Quota:
    """Number of projects. `exact`: min = max; `at_most`: min None; `tbd`: both None."""

    min: int | None
    max: int | None
    kind: QuotaKind


@dataclass(frozen=True, slots=True)
class Funding:
    """Money of a direction or strand in CNY (yuan, not 万元)."""

    amount_cny: int | None
    kind: FundingKind


@dataclass(frozen=True, slots=True)
class Duration:
    """Years a project may run."""

    min_years: int | None
    max_years: int | None
    kind: DurationKind


@dataclass(frozen=True, slots=True)
class Statement:
    """The guide's own words on quota, money or duration, with their label as printed."""

    about: Literal["projects", "funding", "projects_and_funding", "duration"]
    label: str
    text: Text
    span: Span


@dataclass(frozen=True, slots=True)
class Strand:
    """A part of a direction for which the guide states quota or money apart."""

    anchor: str
    title: Text
    projects: Quota | None
    funding: Funding | None


@dataclass(frozen=True, slots=True)
class Flag:
    """A condition that can rule an applicant out, and the anchor that states it."""

    code: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Mention:
    """An agency that a direction names, and the anchor of the first place; the title has none."""

    agency: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Contacts:
    """Addresses that the direction prints, repaired where the PDF broke them."""

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
    """The number as printed; one printed twice gets `-b`."""
    order: int
    """Position in the guide, from 1: guides run 1.9, 2.0, 2.1."""
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
    """The closing 等 or 等领域 of an unnumbered list, which is no part of its last item."""
    statements: tuple[Statement, ...] = ()
    projects: Quota = Quota(None, None, "tbd")
    funding: Funding = Funding(None, "none")
    strands: tuple[Strand, ...] = ()
    requirements: tuple[Item, ...] = ()
    duration: Duration | None = None
    duration_anchor: str | None = None
    contacts: Contacts = Contacts()
    remarks: tuple[Item, ...] = ()
    """Paragraphs that stand under no label: kept as text, and reported."""
    # Filled by enrich:
    kind: str = "other"
    partners: tuple[str, ...] = ()
    """ISO 3166-1 alpha-2, in the order printed; every foreign country named as eligible."""
    direct: tuple[str, ...] = ()
    """The partners that the title itself names; the others come through a grouping."""
    groups: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    """Partners as the title prints them that no list knows; their codes are among the partners."""
    regions: tuple[str, ...] = ()
    """ISO 3166-2 codes of the parts of a country that the title names; those of China are partners."""
    institutions: tuple[str, ...] = ()
    agencies: tuple[Mention, ...] = ()
    """The partners' own bodies, in the order in which the direction names them first."""
    domains: tuple[str, ...] = ()
    flags: tuple[Flag, ...] = ()
    corrections: tuple[Correction, ...] = ()

    @property
    def quota(self) -> Quota | None:
        """The number of projects; None where the guide says nothing of it, not even that it is open."""
        said = any(s.about in ("projects", "projects_and_funding") for s in self.statements)
        return self.projects if said or self.projects.kind != "tbd" else None

    @property
    def home_regions(self) -> tuple[str, ...]:
        """The parts of China that the title names: Hong Kong, Macao and Taiwan take part as such."""
        return tuple(code for code in self.regions if code.startswith(f"{HOME}-"))

    @property
    def named_partners(self) -> tuple[str, ...]:
        """The groupings, countries and parts of China that the title itself names."""
        return (*self.groups, *self.direct, *self.home_regions)


@dataclass(frozen=True, slots=True)
class Declared:
    """Totals as the preamble states them; None where it is silent."""

    directions: int | None = None
    partners: int | None = None
    projects: tuple[int | None, int | None] = (None, None)
    projects_kind: QuotaKind | None = None
    amount_cny: int | None = None
    amount_kind: FundingKind | None = None


@dataclass(frozen=True, slots=True)
class Stated:
    """A guide's identity as its text, or a file's name, states it; None where it is silent."""

    year: int | None = None
    batch: int | None = None
    stage: Stage | None = None
    """Drafts are marked; a final text states nothing, only a file's name may."""
    year_line: int | None = None
    batch_line: int | None = None
    titled: bool = False
    """True where the title page is there, which is where a draft has its mark."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the preamble; the first has no heading."""

    heading: Item | None
    paragraphs: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """The file as received."""

    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Guide:
    """One guide: what it says of itself, and its directions in order."""

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
    """Year, batch and stage as the text has them, whatever the id is."""
    title_lines: tuple[str, ...] = ()
    """The title page as printed, “（征求意见稿）” included."""
    dropped: tuple[Dropped, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    layout: Layout = Layout()
    paragraphs: Sequence[Passage] = field(default=(), repr=False, compare=False)
    """The clean text, which the search quotes as the guide prints it. A list, so that nothing looks for texts to
    translate in it."""
