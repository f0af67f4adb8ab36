"""What templates and pages say of the model in one language: names, links and texts as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable
from string import ascii_uppercase

from generator import ids
from generator.escape import start_of_line
from generator.grammar.enumerators import enumerator
from generator.grammar.numerals import NUMERALS
from generator.link import Library
from generator.link.library import Place
from generator.link.versions import differences
from generator.model import Direction, Guide, Item, Layout, Span, Text
from generator.seedfile import Bilingual
from generator.text.characters import HAN
from generator.write.markdown import Link, Markdown, Segment, escape, foreign, rich, words
from generator.write.phrases import Phrases

_HAN = re.compile(f"[{HAN}]")
_NUMERALS = "一二三四五六七八九十"
_MARKS = {"same": ("", ""), "removed": ("<del>", "</del>"), "added": ("<ins>", "</ins>")}
"""How each kind of stretch of a changed text is marked."""


class Views:
    """What is said on the page at ``path``, in the language of ``phrases``. Links are relative to that page."""

    def __init__(self, library: Library, phrases: Phrases, path: str) -> None:
        self.library = library
        self.phrases = phrases
        self.language = phrases.language
        self.other_language = "en" if self.language == "zh" else "zh"
        self.path = path
        self._ = phrases._
        self._folder = ids.content_file(path).rpartition("/")[0] + "/"

    # Links

    def page(self, target: str) -> str:
        """To another page of this language, by its Markdown file: MkDocs makes the address."""
        return ids.relative(ids.content_file(target), self._folder)

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

    def places(self, places: Iterable[Place]) -> list[Link]:
        """To several places."""
        return [self.place(*place) for place in places]

    def number(self, direction_id: str, anchor: str = "") -> Link:
        """To the same by the number alone, where the guide is told already."""
        href = self.place(direction_id, anchor).href
        return Link(ids.number_of(direction_id), href, whole=True)

    def numbers(self, direction_ids: Iterable[str]) -> list[Link]:
        """To several directions by their numbers."""
        return [self.number(direction_id) for direction_id in direction_ids]

    def titled(self, direction: Direction) -> Link:
        """To a direction's page, by its number and title."""
        text = f"{direction.number} {self.plain(direction.title)}"
        return Link(text, self.direction(direction.id))

    def lineage(self, code: str, direction: Direction) -> Link:
        """To a lineage's page, by the title of one of its directions."""
        href = self.page(ids.lineage_path(code, self.language))
        return Link(self.plain(direction.title), href)

    def partner(self, code: str) -> Link:
        """To a partner's page, by its name. That of a partner in no list is Chinese on English pages too."""
        name = self.name(self.library.vocabulary.partner_name(code))
        href = self.page(ids.partner_path(code, self.language))
        chinese = self.language == "en" and _HAN.search(name)
        return Link(name, href, language="zh" if chinese else "")

    def partners(self, codes: Iterable[str]) -> list[Link]:
        """To several partners' pages."""
        return [self.partner(code) for code in codes]

    def domain(self, code: str) -> Link:
        """To a domain's page, by its name."""
        domain = self.library.vocabulary.domain(code)
        return Link(self.name(domain.name), self.page(ids.domain_path(code, self.language)))

    def domains(self, codes: Iterable[str]) -> list[Link]:
        """To several domains' pages."""
        return [self.domain(code) for code in codes]

    def flag(self, code: str) -> Link:
        """To the page of a condition, by its name."""
        name = self.name(self.library.vocabulary.flag(code).name)
        return Link(name, self.page(ids.flag_path(code, self.language)))

    def guide(self, guide_id: str) -> Link:
        """To a guide's page, by year and batch."""
        href = self.page(ids.guide_path(guide_id, self.language))
        return Link(self.batch(self.library.guide(guide_id)), href)

    def feed(self) -> Link:
        """To the feed that belongs to this page."""
        return Link("Atom", self.site(ids.feed_path(self.path)))

    # Words

    def name(self, name: Bilingual) -> str:
        """In this page's language."""
        return name.zh if self.language == "zh" else name.en

    def batch(self, guide: Guide) -> str:
        """“2022年度第一批”, “2022, batch 1”."""
        return self.batch_of(guide.year, guide.batch)

    def batch_of(self, year: int, number: int | None) -> str:
        """The same by its year and number, or by the year alone."""
        if number is None:
            return self._("{year}").format(year=year)
        if self.language == "zh" and number <= len(_NUMERALS):
            numeral = _NUMERALS[number - 1]
        else:
            numeral = str(number)
        return self._("{year}, batch {number}").format(year=year, number=numeral)

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

        def counted(first: int, last: int) -> str:
            if first == last:
                return one.format(line=first)
            return several.format(lines=f"{first}–{last}")

        if not layout.pages:
            return counted(span.first, span.last)
        (page, first), (last_page, last) = layout.locate(span.first), layout.locate(span.last)
        place = self._("page {page}, {lines}")
        if page == last_page:
            return place.format(page=page, lines=counted(first, last))
        ends = ((page, first), (last_page, last))
        return " – ".join(place.format(page=page, lines=counted(n, n)) for page, n in ends)

    # Text

    def segment(self, text: Text, *, closing: bool = False, linked: bool = True) -> Segment:
        """``text`` for this page; ``closing`` gives a sentence in English its full stop. Its addresses
        are links where it is ``linked``, which the words of a link cannot be.
        """
        inner = rich if linked else escape
        chinese = tuple(inner(part) for part in text.zh.split("\n") if part.strip())
        english = inner(_closed(text.en) if closing else text.en) if text.en else None
        if self.language == "zh":
            return Segment(chinese, foreign(english, "en", "other") if english else None)
        if english:
            return Segment((english,), foreign("".join(chinese), "zh", "other"))
        original = tuple(foreign(part, "zh", "original") for part in chinese)
        return Segment(original, None, translated=False)

    def difference(self, old: Text, new: Text) -> Segment:
        """``new`` with what it adds and drops against ``old``, beside it the same in the other
        language. On an English page in Chinese where one of them has no English.
        """
        chinese = _marked(old.zh.replace("\n", ""), new.zh.replace("\n", ""))
        english = _marked(old.en, new.en) if old.en and new.en else None
        if self.language == "zh":
            return Segment((chinese,), foreign(english, "en", "other") if english else None)
        if english:
            return Segment((english,), foreign(chinese, "zh", "other"))
        return Segment((foreign(chinese, "zh", "original"),), None, translated=False)

    def chinese(self, text: str) -> Markdown:
        """Chinese words on any page, marked as such where the page is English."""
        plain = escape(text)
        return foreign(plain, "zh", "original") if self.language == "en" and text else plain

    def plain(self, text: Text) -> str:
        """One line without markup: English where there is some and the page is English."""
        return (text.en if self.language == "en" and text.en else text.zh).replace("\n", " ")

    # Items of a tree

    def aliases(self, item: Item) -> tuple[str, ...]:
        """Anchors under which ``item`` was published on this page before."""
        return self.library.aliases.get(ids.place(self.path, item.anchor), ())

    def notes(self, item: Item, direction: Direction) -> list[Markdown]:
        """What ``item`` means where it is misprinted."""
        wording = escape(self._("Printed so in the source: “{printed}”; read “{meant}”."))
        return [
            _filled(
                wording,
                printed=self.chinese(correction.printed),
                meant=self.chinese(correction.meant.zh),
            )
            for correction in direction.corrections
            if correction.anchor == item.anchor
        ]


def _filled(wording: Markdown, **texts: Markdown) -> Markdown:
    """``wording``, whose braces are escaped, with ``texts`` in its places; they may hold places."""
    places = re.compile("|".join(f"&#123;{name}&#125;" for name in texts))
    return Markdown(places.sub(lambda m: texts[m[0][6:-6]], wording))


def _marked(old: str, new: str) -> Markdown:
    """``new`` with what it adds to ``old`` and what it drops."""
    parts = (
        start_of_line(words(change.text), whole=False).join(_MARKS[change.kind])
        for change in differences(old, new)
    )
    return Markdown("".join(parts))


def _closed(english: str) -> str:
    return english if english.endswith((".", ":", "?", "!", "”", ")")) else f"{english}."
