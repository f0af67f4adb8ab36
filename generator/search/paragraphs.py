"""The searched text of directions and of the guides' general parts, with the anchors of its places on the pages.

The Chinese text is as printed in the guide, without the labels of parts. So a phrase is found even if it crosses the
items of a list. The English text is the translation, segment by segment, or the Chinese if there is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.grammar.labels import label
from generator.model import Direction, Guide, Item, Text
from generator.passage import Passage, Span
from generator.text.people import names_people, without_people


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of text. `marks` are (offset, anchor) of its stretches, in order."""

    text: str
    marks: tuple[tuple[int, str], ...]

    @classmethod
    def whole(cls, text: str, anchor: str = "") -> Paragraph:
        """Return a paragraph that is one stretch."""
        return cls(text, ((0, anchor),))


@dataclass(frozen=True, slots=True)
class Page:
    """The searched text of a page: its title, its fields if it is a direction, and all other paragraphs."""

    identifier: str
    title: Paragraph
    fields: tuple[Paragraph, ...]
    others: tuple[Paragraph, ...]

    @property
    def zones(self) -> tuple[tuple[Paragraph, ...], ...]:
        """The paragraphs in three parts, which count differently: a match in the title comes before one in the fields."""
        return (self.title,), self.fields, self.others

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """All paragraphs in order."""
        return (self.title, *self.fields, *self.others)


@dataclass(frozen=True, slots=True)
class _Place:
    """A text of the model, with its place in the source and on the page."""

    anchor: str
    text: Text
    span: Span
    people: bool
    """True if the text is below words that introduce contacts."""


def by_direction(guide: Guide) -> dict[str, Sequence[Passage]]:
    """Return id of a direction → those of the guide's cleaned paragraphs that are in it."""
    spanned = [(passage, passage.span) for passage in guide.paragraphs]
    return {
        d.id: [p for p, span in spanned if d.span.first <= span.first and span.last <= d.span.last]
        for d in guide.directions
    }


def direction_page(direction: Direction, language: str, source: Sequence[Passage]) -> Page:
    """Return the searched text of ``direction``. ``source`` are its cleaned paragraphs, used only for Chinese."""
    places = list(_direction_places(direction))
    found = (
        list(_as_printed(direction, source, places))
        if language == "zh"
        else [Paragraph.whole(text, place.anchor) for place in places if (text := _english(place))]
    )
    fields, others = list[Paragraph](), list[Paragraph]()
    for paragraph in found:
        (fields if paragraph.marks[0][1].startswith("field") else others).append(paragraph)
    title = Paragraph.whole(_shown(direction.title, language))
    return Page(direction.id, title, tuple(fields), tuple(others))


def guide_page(guide: Guide, language: str) -> Page:
    """Return the searched text of a guide without its directions: its title and its general part."""
    items = [i for s in guide.sections for i in (s.heading, *s.paragraphs) if i is not None]
    shown = [
        Paragraph.whole(_shown(place.text, language), place.anchor) for place in _item_places(items)
    ]
    return Page(guide.id, Paragraph.whole(_shown(guide.title, language)), (), tuple(shown))


def _direction_places(direction: Direction) -> Iterator[_Place]:
    """Yield every text of ``direction`` except its title, in the order of the page."""
    if direction.commitment:
        yield _Place("commitment", direction.commitment, direction.span, people=False)
    yield from _item_places(direction.agreements)
    if direction.fields_lead:
        yield _Place("fields", direction.fields_lead, direction.span, people=False)
    yield from _item_places(direction.fields)
    for statement in direction.statements:
        anchor = "projects" if statement.about == "projects_and_funding" else statement.about
        yield _Place(anchor, statement.text, statement.span, people=False)
    yield from _item_places(direction.requirements)
    yield from _item_places(direction.remarks)


def _item_places(items: Iterable[Item], *, people: bool = False) -> Iterator[_Place]:
    for item in items:
        for text in (item.text, item.lead):
            if text:
                yield _Place(item.anchor, text, item.span, people)
        yield from _item_places(item.children, people=people or names_people(item.text.zh))


def _as_printed(
    direction: Direction, source: Sequence[Passage], places: Sequence[_Place]
) -> Iterator[Paragraph]:
    """Yield the paragraphs of ``source`` without the title and labels of ``direction``, and with dots for people."""
    heading, *body = source
    after_title = heading[heading.text.find(direction.title.zh) + len(direction.title.zh) :]
    people = {place.anchor for place in places if place.people}
    anchor = ""
    for passage in (after_title.strip(), *body):
        found = label(passage.text)
        # A label of contacts counts as text of the direction.
        is_ours = found is not None and found.part != "contacts"
        text = passage[found.length if found and is_ours else 0 :].strip()
        if not text.text:
            continue
        starts = _starts(text, places) or {0: anchor}
        parts, marks = "", []
        for (start, anchor), end in zip(starts.items(), [*starts, len(text)][1:], strict=True):
            marks.append((len(parts), anchor))
            parts += without_people(text.text[start:end], below=anchor in people)
        yield Paragraph(parts, tuple(marks))


def _starts(passage: Passage, places: Sequence[_Place]) -> dict[int, str]:
    """Return offset in ``passage`` → anchor of each of ``places`` whose text begins there, in their order."""
    starts: dict[int, str] = {}
    start, span = 0, passage.span
    for place in places:
        if place.span.first > span.last or span.first > place.span.last:
            continue
        for line in place.text.zh.split("\n"):
            at = passage.text.find(line, start) if line else -1
            if at >= 0:
                starts.setdefault(at if starts else 0, place.anchor)
                start = at + len(line)
    return starts


def _english(place: _Place) -> str:
    text = _shown(place.text, "en")
    if place.people or names_people(place.text.zh):
        return without_people(text, below=place.people)
    return text


def _shown(text: Text, language: str) -> str:
    """Return ``text`` in ``language`` on one line. Line breaks within an item are not part of the text."""
    english = text.en if language == "en" else None
    return (english or text.zh).replace("\n", " " if english else "")
