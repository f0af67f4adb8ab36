"""What a template shows: model → plain values, decided here so that templates hold markup only."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable
from copy import copy
from functools import lru_cache
from string import ascii_uppercase
from typing import Any, TypeVar

from generator import ids
from generator.escape import start_of_line
from generator.grammar.enumerators import enumerator
from generator.grammar.numerals import NUMERALS
from generator.link import Library
from generator.link.diff import differences
from generator.model import Direction, Guide, Item, Layout, Span, Text
from generator.seedfile import Bilingual
from generator.text.characters import HAN
from generator.write.markdown import Markdown, escape, foreign, rich, words
from generator.write.phrases import Phrases
from generator.write.shapes import DirectionRow, ItemView, Link, Segment

V = TypeVar("V")
_HAN = re.compile(f"[{HAN}]")


class Views:
    """Views for the page at ``path`` in one language. Links are relative to that page."""

    def __init__(self, library: Library, phrases: Phrases, path: str) -> None:
        self.library = library
        self.phrases = phrases
        self.language = phrases.language
        self.other_language = "en" if self.language == "zh" else "zh"
        self.path = path
        self._ = phrases._
        self._folder = _folder(path)
        self._everywhere: dict[Hashable, Any] = {}
        self._here: dict[Hashable, Any] = {}
        self._beside: dict[Hashable, Any] = {}

    def at(self, path: str) -> Views:
        """Views for another page; what was worked out for this one serves it too."""
        views = copy(self)
        views.path, views._folder = path, _folder(path)
        if views._folder != self._folder:
            views._here = {}
        if views._folder.count("/") != self._folder.count("/"):
            views._beside = {}
        return views

    def once(self, key: Hashable, make: Callable[[], V]) -> V:
        """What ``make`` gives, worked out once for all pages of the language."""
        return _kept(self._everywhere, key, make)

    def once_here(self, key: Hashable, make: Callable[[], V], *folders: str) -> V:
        """The same of what has links to pages in ``folders`` of the language: they are the same on the pages of one
        folder, and on those of all that the links lead out of.
        """
        leads_out = self._folder.split("/")[1] not in folders
        return _kept(self._beside if leads_out else self._here, key, make)

    # Links

    def page(self, target: str) -> str:
        """To another page of this language, by its Markdown file: MkDocs makes the address."""
        return self.once_here(
            ("page", target),
            lambda: ids.relative(ids.content_file(target), self._folder),
            target.split("/")[1],
        )

    def site(self, target: str) -> str:
        """To anything else under the site root."""
        return ids.relative(target, self.path)

    def direction(self, direction_id: str) -> str:
        """To a direction's page."""
        return self.page(ids.direction_path(direction_id, self.language))

    def place(self, direction_id: str, anchor: str = "") -> Link:
        """To a direction's page or a place on it, by the direction's identifier."""
        href = self.direction(direction_id)
        return Link(direction_id, ids.place(href, anchor) if anchor else href, whole=True)

    def number(self, direction_id: str, anchor: str = "") -> Link:
        """The same by the number alone, where the guide is told already."""
        href = self.place(direction_id, anchor).href
        return Link(ids.number_of(direction_id), href, whole=True)

    def partner(self, code: str) -> Link:
        """To a partner's page, by its name."""
        return self.once_here(("partner", code), lambda: self._partner(code), "partners")

    def _partner(self, code: str) -> Link:
        name = self.name(self.library.vocabulary.partner_name(code))
        href = self.page(ids.partner_path(code, self.language))
        return Link(name, href, language=self._language_of(name))

    def domain(self, code: str) -> Link:
        """To a domain's page, by its name."""
        return self.once_here(("domain", code), lambda: self._domain(code), "domains")

    def _domain(self, code: str) -> Link:
        domain = self.library.vocabulary.domain(code)
        href = self.page(ids.domain_path(code, self.language))
        return Link(self.name(domain.name), href, self.name(domain.scope))

    def guide(self, guide: Guide) -> Link:
        """To a guide's page, by year and batch."""
        return self.once_here(
            ("guide", guide.id),
            lambda: Link(self.batch(guide), self.page(ids.guide_path(guide.id, self.language))),
            guide.id,
        )

    def feed(self) -> Link:
        """To the feed that belongs to this page."""
        return Link("Atom", self.site(ids.feed_path(self.path)))

    # Words

    def name(self, name: Bilingual) -> str:
        """In this page's language."""
        return name.zh if self.language == "zh" else name.en

    def _language_of(self, name: str) -> str:
        """“zh” of a Chinese name on an English page: that of a partner in no list."""
        return "zh" if self.language == "en" and _HAN.search(name) else ""

    def batch(self, guide: Guide) -> str:
        """“2022年度第一批”, “2022, batch 1”."""
        return self.batch_of(guide.year, guide.batch)

    def batch_of(self, year: int, number: int | None) -> str:
        """The same by its year and number, or by the year alone."""
        if self.language == "en":
            return f"{year}, batch {number}" if number else str(year)
        if number is None:
            return f"{year}年度"
        numeral = "一二三四五六七八九十"[number - 1] if number <= 10 else number
        return f"{year}年度第{numeral}批"

    def stage(self, guide: Guide) -> str:
        """Draft or final."""
        return self._("Draft for comment") if guide.stage == "draft" else self._("Final text")

    def label(self, printed: str) -> str:
        """An enumerator: as printed, or on an English page in English marks: “(1)”, “A.”."""
        mark = enumerator(f"{printed}：" if printed[-1:] in NUMERALS else printed)
        if self.language == "zh" or mark is None:
            return printed
        number = str(mark.value)
        letter = ascii_uppercase[mark.value - 1] if mark.value <= len(ascii_uppercase) else number
        opening = "(" if printed.startswith(("（", "(")) else ""
        return {
            "han": f"{letter}.",
            "bracketed_han": f"({letter})",
            "digit": f"{number}.",
            "bracketed_digit": f"{opening}{number})",
            "ring": printed,
            "bullet": printed,
            "主题": self._("Topic {number}").format(number=number),
        }.get(mark.style, self._("Field {number}").format(number=number))

    def lines(self, span: Span, layout: Layout) -> str:
        """“lines 83–85”, “paragraph 12”; of a paged source “page 3, lines 5–9”."""
        one, several = {
            "line": (self._("line {line}"), self._("lines {lines}")),
            "paragraph": (self._("paragraph {line}"), self._("paragraphs {lines}")),
        }[layout.unit]
        if not layout.pages:
            return _counted(one, several, span.first, span.last)
        (page, first), (last_page, last) = layout.locate(span.first), layout.locate(span.last)
        place = self._("page {page}, {lines}")
        if page == last_page:
            return place.format(page=page, lines=_counted(one, several, first, last))
        return " – ".join(
            place.format(page=page, lines=one.format(line=line))
            for page, line in ((page, first), (last_page, last))
        )

    # Text

    def segment(self, text: Text, *, closing: bool = False, linked: bool = True) -> Segment:
        """``text`` for this page; ``closing`` gives a sentence in English its full stop. Its addresses
        are links where it is ``linked``, which the words of a link cannot be.
        """
        inner = rich if linked else escape
        chinese = tuple(inner(part) for part in text.zh.split("\n") if part.strip())
        english = inner(_closed(text.en) if closing else text.en) if text.en else None
        if self.language == "zh":
            other = foreign(english, "en", "other") if english else None
            return Segment(chinese, other, translated=True)
        joined = "".join(chinese)
        if english:
            return Segment((english,), foreign(joined, "zh", "other"), translated=True)
        original = tuple(foreign(part, "zh", "original") for part in chinese)
        return Segment(original, None, translated=False)

    def difference(self, old: Text, new: Text) -> Segment:
        """``new`` with what it adds and drops against ``old``, beside it the same in the other
        language. On an English page in Chinese where one of them has no English.
        """
        chinese = _marked(old.zh.replace("\n", ""), new.zh.replace("\n", ""))
        english = _marked(old.en, new.en) if old.en and new.en else None
        if self.language == "zh":
            other = foreign(english, "en", "other") if english else None
            return Segment((chinese,), other, translated=True)
        if english:
            return Segment((english,), foreign(chinese, "zh", "other"), translated=True)
        return Segment((foreign(chinese, "zh", "original"),), None, translated=False)

    def chinese(self, text: str) -> Markdown:
        """Chinese words on any page, marked as such where the page is English."""
        plain = escape(text)
        return foreign(plain, "zh", "original") if self.language == "en" and text else plain

    def plain(self, text: Text) -> str:
        """One line without markup: English where there is some and the page is English."""
        return (text.en if self.language == "en" and text.en else text.zh).replace("\n", " ")

    def tree(
        self, items: Iterable[Item], direction: Direction, *, sentences: bool, top: bool = True
    ) -> tuple[ItemView, ...]:
        """Items as views; domains are shown at the top level only."""
        layout = self.library.guide(direction.guide).layout
        return tuple(
            ItemView(
                anchor=item.anchor,
                mark=self.label(item.label) if item.label else "¶",
                labelled=item.label is not None,
                lines=self.lines(item.span, layout),
                aliases=self.library.aliases.get(ids.place(self.path, item.anchor), ()),
                text=self.segment(item.text, closing=sentences),
                lead=self.segment(item.lead) if item.lead else None,
                tags=tuple(map(self.domain, item.domains)) if top else (),
                notes=self._notes(item, direction),
                children=self.tree(item.children, direction, sentences=sentences, top=False),
            )
            for item in items
        )

    def _notes(self, item: Item, direction: Direction) -> tuple[Markdown, ...]:
        notes = []
        for correction in direction.corrections:
            if correction.anchor == item.anchor:
                printed = self.chinese(correction.printed)
                meant = self.chinese(correction.meant.zh)
                wording = escape(self._("Printed so in the source: “{printed}”; read “{meant}”."))
                notes.append(Markdown(_filled(wording, printed=printed, meant=meant)))
        return tuple(notes)

    # Tables

    def row(self, direction_id: str) -> DirectionRow:
        """A direction for a table."""
        direction = self.library.directions[direction_id]
        return self.once_here(
            ("row", direction_id),
            lambda: self._row(direction),
            direction.guide,
            "partners",
            "domains",
        )

    def _row(self, direction: Direction) -> DirectionRow:
        guide = self.library.guide(direction.guide)
        return DirectionRow(
            id=direction.id,
            link=self.number(direction.id),
            guide=self.guide(guide),
            year=guide.year,
            draft=guide.stage == "draft",
            partners=tuple(map(self.partner, direction.named_partners)),
            domains=tuple(map(self.domain, direction.domains)),
            **self.once(("words", direction.id), lambda: self._words(direction, guide)),
        )

    def _words(self, direction: Direction, guide: Guide) -> dict[str, Any]:
        """What a row says without links, and so on every page."""
        return {
            "title": self.segment(direction.title, linked=False),
            "stage": self.stage(guide),
            "projects": self.phrases.quota_cell(direction.quota),
            "funding": self.phrases.funding_cell(direction.funding),
            "duration": self.phrases.duration_cell(direction.duration),
            "kind": self.name(self.library.vocabulary.kind(direction.kind).name),
        }

    def rows(self, direction_ids: Iterable[str]) -> tuple[DirectionRow, ...]:
        """Directions for a table, in the order given."""
        return tuple(map(self.row, direction_ids))


def _folder(path: str) -> str:
    return ids.content_file(path).rpartition("/")[0] + "/"


def _kept(found: dict[Hashable, Any], key: Hashable, make: Callable[[], V]) -> V:
    if key not in found:
        found[key] = make()
    value: V = found[key]
    return value


def _filled(wording: Markdown, **texts: Markdown) -> str:
    """``wording``, whose braces are escaped, with ``texts`` in its places; they may hold places."""
    places = re.compile("|".join(f"&#123;{name}&#125;" for name in texts))
    return places.sub(lambda m: texts[m[0][6:-6]], wording)


def _counted(one: str, several: str, first: int, last: int) -> str:
    return one.format(line=first) if first == last else several.format(lines=f"{first}–{last}")


@lru_cache(maxsize=2**12)  # a change is told on the lineage's page and on the partner's
def _marked(old: str, new: str) -> Markdown:
    """``new`` with what it adds to ``old`` and what it drops."""
    marks = {"same": ("", ""), "removed": ("<del>", "</del>"), "added": ("<ins>", "</ins>")}
    parts = (
        start_of_line(words(change.text), whole=False).join(marks[change.kind])
        for change in differences(old, new)
    )
    return Markdown("".join(parts))


def _closed(english: str) -> str:
    return english if english.endswith((".", ":", "?", "!", "”", ")")) else f"{english}."
