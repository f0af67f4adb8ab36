"""The names, links and texts of the model in one language, for templates and pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from itertools import dropwhile, islice
from string import ascii_uppercase

from generator import ids
from generator.escape import start_of_line
from generator.grammar.enumerators import enumerator
from generator.grammar.numerals import NUMERALS
from generator.link import Library
from generator.link.batches import Batch
from generator.link.library import Place
from generator.link.totals import totals
from generator.link.versions import differences
from generator.memberships import Member, Membership
from generator.model import (
    Correction,
    Direction,
    Flag,
    Funding,
    Guide,
    Item,
    Layout,
    Text,
    Translation,
)
from generator.passage import Span
from generator.seedfile import Bilingual
from generator.states import STATES
from generator.text.blanks import blanks
from generator.text.characters import HAN, capitalised, within
from generator.translate.segments import pieces
from generator.write.markdown import (
    Link,
    Markdown,
    Segment,
    attribute,
    escape,
    foreign,
    link,
    links,
    rich,
    words,
)
from generator.write.phrases import Phrases

_CHINESE = re.compile(f"([{HAN}][{HAN}（）、，…]*)")
_HAN = re.compile(f"[{HAN}]")
_NAMES = 4
"""The maximum number of partners by which a title without English is told."""
_NUMERALS = "一二三四五六七八九十"
_MARKS = {"same": ("", ""), "removed": ("<del>", "</del>"), "added": ("<ins>", "</ins>")}
"""Kind of stretch of a changed text → the tags around it."""


class Views:
    """The model for the page at ``path``, in the language of ``phrases``. Links are relative to this page."""

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
        """Return the address of another page, as that of its Markdown file: MkDocs makes the final address from it."""
        return ids.relative(ids.content_file(target), self._folder)

    def site(self, target: str) -> str:
        """Return the address of anything else under the site root."""
        return ids.relative(target, self.path)

    def direction(self, direction_id: str) -> str:
        """Return the address of a direction's page."""
        return self.page(ids.direction_path(direction_id, self.language))

    def place(self, direction_id: str, anchor: str = "") -> Link:
        """Return a link to a direction's page or a place on it; its text is the direction's identifier."""
        href = self.direction(direction_id)
        return Link(direction_id, ids.place(href, anchor) if anchor else href, whole=True)

    def places(self, places: Iterable[Place]) -> list[Link]:
        """Return links to several places."""
        return [self.place(*place) for place in places]

    def number(self, direction_id: str, anchor: str = "") -> Link:
        """Return the same link as `place`, with only the number as its text, for places that name the guide already."""
        href = self.place(direction_id, anchor).href
        return Link(ids.number_of(direction_id), href, whole=True)

    def titled(self, direction: Direction) -> Link:
        """Return a link to a direction's page; its text is number and title."""
        return Link(f"{direction.number} {self.title(direction)}", self.direction(direction.id))

    def lineage(self, code: str, direction: Direction) -> Link:
        """Return a link to a lineage's page; its text is the title of ``direction``."""
        href = self.page(ids.lineage_path(code, self.language))
        return Link(self.title(direction), href)

    def partner(self, code: str) -> Link:
        """Return a link to a partner's page; its text is the name, which is Chinese if the partner is in no list."""
        name = self.name(self.library.vocabulary.partner_name(code))
        href = self.page(ids.partner_path(code, self.language))
        chinese = self.language == "en" and _HAN.search(name)
        return Link(name, href, language="zh" if chinese else "")

    def partners(self, direction: Direction) -> list[Link]:
        """Return links to the partners that ``direction`` names, with the regions of them: “Canada (Quebec)”."""
        regions = self.library.vocabulary.regions
        found = []
        for code in direction.named_partners:
            inside = (region for region in direction.regions if region.startswith(f"{code}-"))
            named = [self.name(regions[region].name) for region in inside]
            partner = self.partner(code)
            found.append(replace(partner, text=self.phrases.noted(partner.text, named)))
        return found

    def partner_cell(self, direction: Direction) -> Markdown:
        """Return the partners of ``direction`` as links for a cell, or the state of one whose name no list has."""
        return links(self.partners(direction), self.phrases.comma) or self.state("not_known")

    def partner_heading(self, direction: Direction) -> str:
        """Return the heading of the partners of ``direction``: “Partner”, or “Partners” if it names several."""
        return self._("Partners") if len(direction.named_partners) > 1 else self._("Partner")

    def partner_names(self, direction: Direction) -> list[str]:
        """Return the names of the partners of ``direction``, or the state of one whose name no list has."""
        names = [partner.text for partner in self.partners(direction)]
        return names or [self.phrases.state("not_known")]

    def member(self, record: Membership, code: str) -> Markdown:
        """Return the name of a member of a grouping, as in the body's list: a link, if there is a page of it."""
        partner = replace(self.partner(code), text=self._member_name(record, code))
        return link(partner) if code in self.library.by_partner else words(partner.text)

    def by_name(self, codes: Iterable[str]) -> list[str]:
        """Return the codes of partners in the order of their names in this page's language."""
        return sorted(codes, key=lambda code: self.phrases.order(self.partner(code).text))

    def members(self, record: Membership, codes: Iterable[str]) -> list[str]:
        """Return the codes of members of a grouping in the order of their names in this page's language."""
        return sorted(codes, key=lambda code: self.phrases.order(self._member_name(record, code)))

    def _member_name(self, record: Membership, code: str) -> str:
        name = record.name_of(code)
        return self.name(name) if name else self.partner(code).text

    def period(self, member: Member) -> str:
        """Return the dates of a member's period: “ (since 1 July 2013)”; nothing if it has none."""
        bounds = ((self._("since {date}"), member.since), (self._("until {date}"), member.until))
        told = [wording.format(date=self.phrases.day(day)) for wording, day in bounds if day]
        return self.phrases.noted("", [self._(", ").join(told)] if told else [])

    def domain(self, code: str) -> Link:
        """Return a link to a domain's page; its text is the name."""
        domain = self.library.vocabulary.domain(code)
        return Link(self.name(domain.name), self.page(ids.domain_path(code, self.language)))

    def flag(self, code: str) -> Link:
        """Return a link to the page of a condition; its text is the name."""
        name = self.name(self.library.vocabulary.flag(code).name)
        return Link(name, self.page(ids.flag_path(code, self.language)))

    def condition(self, flag: Flag) -> str:
        """Return the name of a condition as a direction sets it: with its number, and with “in principle”."""
        return self.phrases.condition(self.flag(flag.code).text, flag)

    def conditions(self, flags: Iterable[Flag]) -> str:
        """Return conditions as within a sentence: “both sides must submit, IP agreement required”."""
        return self.phrases.comma.join(within(self.condition(flag)) for flag in flags)

    def guide(self, guide_id: str) -> Link:
        """Return a link to a guide's page; its text is year, batch, and the word “draft” if it is one."""
        href = self.page(ids.guide_path(guide_id, self.language))
        return Link(self.guide_name(self.library.guide(guide_id)), href)

    def changes(self, final: str) -> str:
        """Return the address of the page on the changes from a draft to its final text."""
        return self.page(ids.changes_path(final, self.language))

    def feed(self) -> Link:
        """Return a link to the feed of this page."""
        return Link("Atom", self.site(ids.feed_path(self.path)))

    def selection(self, facet: str, code: str) -> Link:
        """Return a link to the explore page with the directions whose ``facet`` is ``code``, where readers download them."""
        text = self._("Filter and download as a table (Excel, CSV)")
        explore = self.page(f"{self.language}/explore/")
        return Link(text, f"{explore}?{facet}={code.lower()}")

    # Words

    def name(self, name: Bilingual) -> str:
        """Return a name in this page's language."""
        return name.zh if self.language == "zh" else name.en

    def kind(self, code: str) -> str:
        """Return the name of a kind of call, as within a sentence."""
        return within(self.name(self.library.vocabulary.kind(code).name))

    def title(self, of: Direction | Guide) -> str:
        """Return a title in one line. On an English page, one without English is told by facts, and said to be missing."""
        if self.language == "zh" or of.title.en or not of.title.zh.strip():
            return self.plain(of.title)
        told = self.batch(of) if isinstance(of, Guide) else self._told(of)
        return self._("{facts} (title not translated yet)").format(facts=told)

    def _told(self, direction: Direction) -> str:
        """Return partners and kind of ``direction``: “China–Switzerland: S&T cooperation”."""
        kind = self.kind(direction.kind)
        patterns = self.library.catalogue.patterns
        short = patterns.file.short if patterns else {}
        found = (partner for partner in self.partners(direction) if not partner.language)
        names = [short.get(partner.text, partner.text) for partner in found]
        if not names:
            return capitalised(kind)
        if len(names) > _NAMES:
            more = self._("{count} others").format(count=len(names) - _NAMES + 1)
            names = [*names[: _NAMES - 1], more]
        partners = self.phrases.listing(names)
        return self._("China–{partners}: {kind}").format(partners=partners, kind=kind)

    def guide_name(self, guide: Guide) -> str:
        """Return the name of a guide: its batch, and for a draft the word: “2023, batch 1 (draft)”."""
        return self.drafted(self.batch(guide), guide)

    def drafted(self, name: str, guide: Guide) -> str:
        """Return ``name`` with the word “draft” if it is of a draft."""
        return self._("{name} (draft)").format(name=name) if guide.stage == "draft" else name

    def batch(self, guide: Guide) -> str:
        """Return the name of a guide's batch and series, for places that tell its stage too: “2022, batch 1”."""
        batch = self.batch_of(guide.year, guide.batch)
        if guide.series is None:
            return batch
        return {
            "exchange": self._("{batch}, exchange of personnel"),
            "hmt": self._("{batch}, Hong Kong, Macao and Taiwan"),
        }[guide.series].format(batch=batch)

    def batches(self, batches: Iterable[Batch]) -> str:
        """Return the names of ``batches`` as a list: “2018; 2021, batch 1”."""
        separator = self.phrases.comma if self.language == "zh" else self._("; ")
        return separator.join(self.batch_of(batch.year, batch.number) for batch in batches)

    def batch_of(self, year: int, number: int | None) -> str:
        """Return the name of a batch by its year and number, or by the year alone."""
        if number is None:
            return self._("{year}").format(year=year)
        in_han = self.language == "zh" and number <= len(_NUMERALS)
        numeral = _NUMERALS[number - 1] if in_han else number
        return self._("{year}, batch {number}").format(year=year, number=numeral)

    def sums(self, directions: Sequence[Direction]) -> tuple[str, str]:
        """Return projects and money of ``directions`` added up. A plus marks a sum that leaves some of them out."""
        phrases = self.phrases
        if len(directions) == 1:
            only = directions[0]
            quota = phrases.quota(only.quota, only.in_words)
            return quota, phrases.funding(only.funding, only.in_words)
        found = totals(directions)
        funding = phrases.summed(
            phrases.money(found.amount_cny),
            found.amount_cny,
            found.without_funding,
            found.funding_kind,
        )
        return self.projects(directions), funding

    def projects(self, directions: Sequence[Direction]) -> str:
        """Return the sum of the projects of ``directions``. A plus marks one that leaves some of them out."""
        found = totals(directions)
        figure = self._("{count}").format(count=self.phrases.bounded(*found.projects))
        return self.phrases.summed(
            figure, max(found.projects), found.without_projects, found.projects_kind
        )

    def partial(self, guides: Iterable[Guide]) -> bool:
        """Return whether the projects or the money of one of ``guides`` leave directions out."""
        sums = [totals(guide.directions) for guide in guides]
        return any(found.without_projects or found.without_funding for found in sums)

    def apart(
        self, direction_ids: Iterable[str], say: Callable[[list[Direction]], str] | None = None
    ) -> list[str]:
        """Return what ``say`` says of final texts and of drafts: “Final texts: 15”, “Drafts: 20”; no number counts both.

        Drafts whose final text is held do not count, unless there is nothing else: “Superseded drafts: 1”. Without
        ``say``, the directions are counted.
        """
        told = say or (lambda some: self.phrases.count(len(some)))
        return [self.staged(stage, told(some)) for stage, some in self._staged(direction_ids)]

    def _staged(self, direction_ids: Iterable[str]) -> Iterable[tuple[str, list[Direction]]]:
        """Return (stage, directions) of those that count; all of them are `superseded` if none counts."""
        found = list(direction_ids)
        counted = self.library.by_stage(found)
        if counted or not found:
            return counted.items()
        return [("superseded", [self.library.directions[direction] for direction in found])]

    def columns(self, direction_ids: Iterable[str]) -> tuple[str, str]:
        """Return the number of directions in final texts and in drafts, for two columns of a table."""
        found = self.library.by_stage(direction_ids)
        final, draft = found.get("final", ()), found.get("draft", ())
        return self.phrases.number(len(final)), self.phrases.number(len(draft))

    def staged(self, stage: str, number: str) -> str:
        """Return a number with the stage of what it counts: “Final texts: 15”."""
        words = {
            "final": self._("Final texts: {number}"),
            "draft": self._("Drafts: {number}"),
            "superseded": self._("Superseded drafts: {number}"),
        }
        return words[stage].format(number=number)

    def share(self, part: str, whole: str) -> Markdown:
        """Return a share in words, “3 of 12”, or the state of its part: “to be determined”."""
        told = part in self._states or part == self.phrases.state("as_the_text_says")
        return self.cell(part if told else self.phrases.share(part, whole))

    def pair(self, final: int, draft: int) -> str:
        """Return a number for final texts and one for drafts in one cell: “2 / 1”."""
        return f"{self.phrases.number(final)} / {self.phrases.number(draft)}"

    def counts(
        self, direction_ids: Iterable[str], *, first: Callable[[int], str] | None = None
    ) -> str:
        """Return the number of directions, final texts and drafts apart: “3 in final texts, 2 in drafts”.

        ``first`` says the first number in other words: “3 directions in final texts, 2 in drafts”.
        """
        words = {
            "final": self._("{number} in final texts"),
            "draft": self._("{number} in drafts"),
            "superseded": self._("{number} in superseded drafts"),
        }
        say, told = first or self.phrases.count, []
        for stage, some in self._staged(direction_ids):
            told.append(words[stage].format(number=say(len(some))))
            say = self.phrases.count
        return self.phrases.comma.join(told)

    def year(self, guides: Sequence[Guide], end: Callable[[Iterable[int]], int]) -> str:
        """Return the first (``end`` is `min`) or last year of ``guides``; with the word, if only drafts have it: “2023 (draft)”."""
        year = end(guide.year for guide in guides)
        drafts = all(guide.stage == "draft" for guide in guides if guide.year == year)
        return self._("{name} (draft)").format(name=year) if drafts else str(year)

    def years(self, guides: Iterable[Guide]) -> str:
        """Return the years of ``guides``: “2022–2023 (draft)”, or a single year. Empty without guides."""
        found = list(guides)
        ends = [self.year(found, end) for end in (min, max)] if found else []
        return "–".join(dict.fromkeys(ends))

    def announced(self, guide: Guide) -> dict[str, str] | None:
        """Return the known facts about a draft's final text, in words, if that is not held here; else None."""
        final = self.library.records[guide.id].final
        if final is None or ids.without_stage(guide.id) in self.library.positions:
            return None
        projects, funding = final.projects, final.funding
        return {
            "announced": self.phrases.day(final.announced),
            "directions": self.phrases.number(final.directions),
            "partners": self.phrases.number(final.partners),
            "projects": self._("{count}").format(
                count=self.phrases.bounded(projects.max, projects.max, projects.kind)
            ),
            "funding": self.phrases.funding(Funding(funding.amount_cny, funding.kind)),
        }

    def stage(self, guide: Guide) -> str:
        """Return the name of a guide's stage."""
        return self._("Draft for comment") if guide.stage == "draft" else self._("Final text")

    def batch_and_stage(self, guide: Guide) -> str:
        """Return the name of a guide's batch with the name of its stage: “2022, batch 1, final text”."""
        return f"{self.batch(guide)}{self._(', ')}{within(self.stage(guide))}"

    def state(self, code: str, text: str = "") -> Markdown:
        """Return the words of a state, or ``text`` about it, with its look."""
        return _state(text or self.phrases.state(code), code)

    def cell(self, text: str) -> Markdown:
        """Return the text of a cell or fact. The words or the mark of a state get its look, and the mark its words."""
        code = self._states.get(text)
        if code is None:
            return words(text)
        name = self.phrases.state(code)
        return _state(text, code, name if name != text else "")

    def mark(self, code: str) -> Markdown:
        """Return the mark of a state for a cell of a table, with its look and its words."""
        return self.cell(self.phrases.mark(code))

    @cached_property
    def _states(self) -> dict[str, str]:
        """Words or mark of a state → its code."""
        return {
            words: code
            for code in STATES
            for words in (self.phrases.state(code), self.phrases.mark(code))
        }

    def heading(self, direction: Direction, part: str, ours: str) -> str:
        """Return the heading of a part of ``direction``: in Chinese the one printed in the guide, if any; else ``ours``."""
        return direction.labels.get(part, ours) if self.language == "zh" else ours

    def label(self, printed: str) -> str:
        """Return an enumerator: as printed, or on an English page in English form, such as “(1)” or “A.”."""
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
            **dict.fromkeys(("ring", "ring_bracketed", "ring_dotted", "bullet"), printed),
            "主题": self._("Topic {number}").format(number=number),
        }.get(mark.style, self._("Field {number}").format(number=number))

    def item_name(self, item: Item) -> str:
        """Return the name of an item for a link to it: “Requirement (3)”; of one below another, “Field 2.3 (3)”.

        It has the enumerator as the page shows it, so that those who speak to their browser can say what they see.
        """
        part, _, place = item.anchor.partition("-")
        label = self.label(item.label) if item.label else ""
        if "-" in place or not label:
            label = f"{place.replace('-', '.')} {label}".strip()
        elif item.label and item.label.startswith(("领域", "主题")):
            return label
        wording = {
            "agreement": self._("Agreement {label}"),
            "field": self._("Field {label}"),
            "requirement": self._("Requirement {label}"),
        }.get(part, self._("Paragraph {label}"))
        return wording.format(label=label)

    def lines(self, span: Span, layout: Layout) -> str:
        """Return a place in the source: “lines 83–85”, “paragraph 12”; in a source with pages “page 3, lines 5–9”."""
        if not layout.pages:
            return self._lines(span.first, span.last, layout)
        (page, first), (last_page, last) = layout.locate(span.first), layout.locate(span.last)
        places = [(page, first, last)]
        if page != last_page:
            places = [(page, first, first), (last_page, last, last)]
        wording = self._("page {page}, {lines}")
        return " – ".join(
            wording.format(page=page, lines=self._lines(first, last, layout))
            for page, first, last in places
        )

    def _lines(self, first: int, last: int, layout: Layout) -> str:
        one, several = {
            "line": (self._("line {line}"), self._("lines {lines}")),
            "paragraph": (self._("paragraph {line}"), self._("paragraphs {lines}")),
        }[layout.unit]
        return one.format(line=first) if first == last else several.format(lines=f"{first}–{last}")

    # Text

    def segment(self, text: Text, *, closing: bool = False, linked: bool = True) -> Segment:
        """Return ``text`` for this page. ``linked`` makes its addresses links; ``closing`` adds a missing English full stop."""
        inner = rich if linked else escape
        chinese = [inner(part) for part in text.zh.split("\n") if part.strip()]
        english = text.english if self.language == "en" else text.en
        shown = inner(_closed(english) if closing else english) if english else None
        return self._segment(chinese, shown, text.translation)

    def heading_of(self, of: Direction | Guide) -> Segment:
        """Return the title for its own page. One without English is told by facts, with the Chinese below."""
        if self.language == "zh" or of.title.english or not of.title.zh.strip():
            return self.segment(of.title)
        return Segment((words(self.title(of)),), self.chinese(of.title.zh))

    def whole(self, text: Text, mark: str) -> Segment:
        """Return ``text``, all of it added or removed, with its mark in both languages."""
        before, after = _MARKS[mark]
        chinese, english = rich(text.zh.replace("\n", "")), rich(text.en) if text.en else None
        return self._segment(
            [Markdown(before + chinese + after)],
            Markdown(before + english + after) if english else None,
            text.translation,
        )

    def difference(self, old: Text, new: Text) -> Segment:
        """Return ``new`` with its additions to ``old`` and its omissions marked."""
        chinese = _marked(old.zh.replace("\n", ""), new.zh.replace("\n", ""))
        english = _marked(old.en, new.en) if old.en and new.en else None
        made = "pattern" in (old.translation, new.translation)
        return self._segment([chinese], english, "pattern" if made else "reviewed")

    def _segment(
        self, chinese: Sequence[Markdown], english: Markdown | None, translation: Translation
    ) -> Segment:
        """Return a text in the page's language with the other language. Without English, an English page has Chinese.

        English that is a draft, or that a pattern made, is marked as such.
        """
        title, draft = self._("made by pattern"), self._("Unreviewed draft")
        mark = f' *†*{{ .pattern title="{attribute(title)}" }}' if translation == "pattern" else ""
        if self.language == "zh":
            other = Markdown(foreign(english, "en", "other") + mark) if english else None
            return Segment(tuple(chinese), other)
        if english and translation == "draft":
            english = Markdown(f"*{words(draft)}*{{ .unreviewed }} {english}")
        if english:
            return Segment((Markdown(english + mark),), foreign("".join(chinese), "zh", "other"))
        original = tuple(foreign(part, "zh", "original") for part in chinese)
        return Segment(original, None, translated=False)

    def chinese(self, text: str) -> Markdown:
        """Return Chinese text, marked as Chinese if the page is English."""
        plain = escape(text)
        return foreign(plain, "zh", "original") if self.language == "en" and text else plain

    def plain(self, text: Text) -> str:
        """Return ``text`` in one line without markup, in English if the page is English and there is a translation."""
        return (text.en if self.language == "en" and text.en else text.zh).replace("\n", " ")

    def aliases(self, item: Item) -> tuple[str, ...]:
        """Return the anchors that ``item`` had on this page in earlier releases."""
        return self.library.aliases.get(ids.place(self.path, item.anchor), ())

    # Notes of this site on the text of a guide

    def notes(self, direction: Direction, item: Item) -> list[tuple[str, Markdown]]:
        """Return (kind of note, note) for ``item`` of ``direction``: misprints, empty links, doubts of the translator."""
        found = [
            (self._("Misprint"), self._misprint(correction))
            for correction in direction.corrections
            if correction.anchor == item.anchor
        ]
        following = dropwhile(lambda other: other is not item, direction.items)
        after = next(islice(following, 1, None), None)
        announced = after is not None and after.text.zh.startswith(("http", "www"))
        return found + self.notes_on(item.text, goes_on=bool(item.children) or announced)

    def notes_on(self, text: Text, *, goes_on: bool = False) -> list[tuple[str, Markdown]]:
        """Return the notes on ``text`` alone. The translator's are about the English, and only on English pages."""
        kinds = {"link": self._("the link"), "contact": self._("the contact")}
        found = [
            (
                self._("Not given in the source"),
                self._filled(
                    self._("{what}; the guide prints only “{printed}”."),
                    what=escape(kinds[kind]),
                    printed=self.chinese(printed),
                ),
            )
            for kind, printed in blanks(text.zh, goes_on=goes_on)
        ]
        if self.language == "en" and text.translation != "none":
            found += [
                (self._("Translator’s note"), self.with_chinese(note))
                for segment, _ in pieces(text.zh)
                if (note := self.library.catalogue.notes.get(segment))
            ]
        return found

    def _misprint(self, correction: Correction) -> Markdown:
        """Return what a misprint means."""
        meant = self._filled(
            self._("the source prints “{printed}”; to be read as “{meant}”."),
            printed=self.chinese(correction.printed),
            meant=self.chinese(correction.meant.zh),
        )
        note = correction.note and self.remark(correction.note)
        return Markdown(f"{meant}{escape(self.phrases.gap)}{note}") if note else meant

    def remark(self, text: Text) -> Markdown:
        """Return words of ours on a text of a guide."""
        return self.with_chinese(self.plain(text))

    def _filled(self, wording: str, **texts: Markdown) -> Markdown:
        """Return ``wording`` with Markdown in its places."""
        # Not `str.format`: the braces of the wording are escaped, and the texts may hold braces too.
        place = re.compile(r"&#123;(\w+)&#125;")
        return Markdown(place.sub(lambda match: texts[match[1]], escape(wording)))

    def with_chinese(self, text: str) -> Markdown:
        """Return words of ours in which Chinese is marked as Chinese on an English page."""
        parts = _CHINESE.split(text)
        return Markdown(
            "".join(self.chinese(part) if n % 2 else words(part) for n, part in enumerate(parts))
        )


def _state(text: str, code: str, title: str = "") -> Markdown:
    named = f' title="{attribute(title)}"' if title else ""
    return Markdown(f"*{words(text)}*{{ .state .{code.replace('_', '-')}{named} }}")


@lru_cache(maxsize=2**12)  # the same change is on a lineage's page and on a partner's
def _marked(old: str, new: str) -> Markdown:
    """Return ``new`` with its additions to ``old`` and its omissions marked."""
    parts = (
        start_of_line(words(change.text), whole=False).join(_MARKS[change.kind])
        for change in differences(old, new)
    )
    return Markdown("".join(parts))


def _closed(english: str) -> str:
    return english if english.rstrip("”)").endswith((".", ":", "?", "!")) else f"{english}."
