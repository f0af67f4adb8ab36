"""What templates are given: plain values, in the page's language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.write.markdown import Markdown, attribute, shown, target, words


@dataclass(frozen=True, slots=True)
class Link:
    """A label and where it leads."""

    text: str
    href: str
    title: str = ""
    whole: bool = False
    """Whether its text is an identifier, which no line breaks."""
    language: str = ""
    """Of its text, where that is another than the page's."""


def linked(link: Link) -> Markdown:
    """``link`` as Markdown."""
    mark = "{ .whole }" if link.whole else ""
    if link.language and not link.whole:
        mark = f'{{ lang="{attribute(link.language)}" }}'
    return Markdown(f"[{words(link.text)}]({target(link.href)}){mark}")


def linked_all(links: Iterable[Link], separator: str) -> Markdown:
    """``links`` as Markdown in one line."""
    return Markdown(shown(separator).join(map(linked, links)))


@dataclass(frozen=True, slots=True)
class Segment:
    """A text in the page's language, and beside it the other language."""

    paragraphs: tuple[Markdown, ...]
    other: Markdown | None
    translated: bool
    """False where the page has to show the Chinese in place of English."""

    @property
    def inline(self) -> Markdown:
        """All of it in one line; Chinese sentences take no space between them."""
        return Markdown(("" if self.translated else " ").join(self.paragraphs))


@dataclass(frozen=True, slots=True)
class ItemView:
    """An item of a tree."""

    anchor: str
    mark: str
    labelled: bool
    lines: str
    """Where it stands in the text as received."""
    aliases: tuple[str, ...]
    """Anchors under which it was published before."""
    text: Segment
    lead: Segment | None
    tags: tuple[Link, ...]
    notes: tuple[Markdown, ...]
    children: tuple[ItemView, ...]


@dataclass(frozen=True, slots=True)
class DirectionRow:
    """A direction in a table."""

    id: str
    link: Link
    title: Segment
    guide: Link
    year: int
    stage: str
    draft: bool
    partners: tuple[Link, ...]
    projects: str
    funding: str
    duration: str
    domains: tuple[Link, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """What a row is about, and a cell a column: words or links, nothing where there is nothing."""

    link: Link
    cells: Sequence[str | Sequence[Link]]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows against columns, mostly guides."""

    columns: Sequence[Link]
    rows: Sequence[MatrixRow]
    earlier: int = 0
    """Guides before those of the columns, which are left out for want of room."""
    others: Sequence[Link] = ()
    """What has a part in those alone."""


@dataclass(frozen=True, slots=True)
class Axis:
    """What is said of the batches side by side in a picture."""

    missing: bool
    """Whether there are some whose guide is not held."""
    drafts: str
    """Those whose guide is a draft."""
    earlier: int
    """Guides before the first of them."""


@dataclass(frozen=True, slots=True)
class Older:
    """A guide that a list tells in short: the places in it that the list is about."""

    guide: Link
    places: Sequence[Link]
