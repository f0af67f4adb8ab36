"""A page before it is rendered, and functions that several kinds of page share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from generator import ids
from generator.data import Json
from generator.link import WIDEST
from generator.model import Direction, Guide, Item, Text
from generator.text.people import below_contacts, up_to_people
from generator.translate.catalogue import Catalogue
from generator.translate.segments import pieces
from generator.write.markdown import Link, Markdown, escape
from generator.write.views import Views

Quoted = tuple[Guide, str, list[tuple[Direction, Item]], bool]
"""(guide, anchor of the quotations from it, quoted items, True if they are quoted in full)."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page before it is rendered."""

    path: str
    """The page's path under the site root, ending in a slash."""
    template: str
    meta: Json
    """The YAML front matter."""
    context: dict[str, Any]


class Step(NamedTuple):
    """A link to the page before or after a page."""

    text: str
    href: str
    title: str
    """The full name of the page; `text` is a short one."""


def guides_link(v: Views) -> Link:
    """Return a link to the page of all guides."""
    return Link(v._("Guides"), v.page(f"{v.language}/guides/"))


def make(
    v: Views, template: str, title: str, context: dict[str, Any], *, description: str, **meta: Any
) -> Page:
    """Return the page of ``v``. ``meta`` is added to its front matter; ``description`` is a line for search engines."""
    head: Json = {"title": title, "kind": template, **meta, "description": description}
    language = {"v": v, "_": v._, "comma": v.phrases.comma, "gap": v.phrases.gap}
    return Page(v.path, template, head, {**language, "title": title, **context})


# The directions that a page covers, for its description


def reach(v: Views, direction_ids: Iterable[str]) -> str:
    """Return the scope of a page in words: “9 directions in final texts, 3 in drafts, 2017–2023”; no number counts both."""
    found = set(direction_ids)
    if not found:
        return v._("no direction of the guides held here")
    years = sorted(v.library.guide(ids.guide_of(direction)).year for direction in found)
    return v._("{directions}, {years}").format(
        directions=v.counts(found, first=v.phrases.directions),
        years="–".join(dict.fromkeys(map(str, (years[0], years[-1])))),
    )


def in_short(v: Views, funding: str) -> str:
    """Return the first of several statements on money: the total, if there is one. A description has no room for more."""
    return funding.partition(v._(" ("))[0]


def figures(v: Views, projects: str, funding: str) -> str:
    """Return what directions plan, in words as `Views.sums` has them: “no more than 15 projects and RMB 55 million”."""
    if projects == funding and not re.search(r"\d", funding):
        return v._("projects and funding {state}").format(state=funding)
    if not re.search(r"\d", projects):
        projects = v._("number of projects {state}").format(state=projects)
    elif v.language == "en":  # a number of projects in Chinese has its measure word: 15项
        words = v._("{number} project") if projects == "1" else v._("{number} projects")
        projects = words.format(number=projects)
    if not re.search(r"\d", funding):
        funding = v._("funding {state}").format(state=funding)
    return v._("{projects} and {funding}").format(projects=projects, funding=funding)


# Guides


def published(v: Views, guide: Guide) -> Markdown:
    """Return the day or month in which a guide was published, in words; the state of one that is not known here."""
    found = v.library.records[guide.id].published
    return escape(v.phrases.day(found)) if found else v.state("not_known")


def received(v: Views, guide: Guide) -> str:
    """Return the file of ``guide`` in words: “Text of the guide, as received, 24 kB”. Its name says little to a reader."""
    record = v.library.records[guide.id]
    words = {
        ".pdf": v._("PDF of the guide, as received, {size}"),
        ".docx": v._("Word file of the guide, as received, {size}"),
        ".html": v._("Web page of the guide, as received, {size}"),
        ".htm": v._("Web page of the guide, as received, {size}"),
        ".md": v._("Markdown of the guide, as received, {size}"),
    }
    wording = words.get(Path(record.file).suffix, v._("Text of the guide, as received, {size}"))
    if record.recognised:
        wording = v._("Text of the guide, recognised from a scan, {size}")
    return wording.format(size=v.phrases.size(guide.source.size))


def english_of(v: Views, found: Iterable[Text]) -> dict[str, Any]:
    """Return what a page with the texts ``found`` says of its English, for its template.

    `about_the_english` is the sentence at its end, empty if nothing has English; `english_in_short` are the lines at the
    top of an English page. Both count texts; a text is what the weakest of its segments is.
    """
    catalogue = v.library.catalogue
    states = Counter(_state(text, catalogue) for text in found if text.zh.strip())
    total = states.total()
    day = v.phrases.date(catalogue.reviewed) if catalogue.reviewed else ""
    short = {
        "missing": v._("Parts not translated yet and shown in Chinese: {number} of {total}."),
        "draft": v._("Parts that are unreviewed drafts, marked as such: {number} of {total}."),
    }
    told = {
        "reviewed": v._("{number} read against the Chinese on {date}")
        if day
        else v._("{number} translated by a person"),
        "later": v._("{number} translated by a person since {date}"),
        "pattern": v._("{number} made by pattern (†)"),
        "draft": v._("{number} drafted and not reviewed"),
        "missing": v._("{number} not translated yet"),
    }
    sentence = ""
    if day and states["reviewed"] == total > 0:
        sentence = v._(
            "The English is this project’s translation, unofficial, last read against the Chinese on {date}."
        ).format(date=day)
    elif states["missing"] < total:
        parts = [
            words.format(number=states[state], date=day)
            for state, words in told.items()
            if states[state]
        ]
        sentence = v._(
            "The English is this project’s translation, unofficial. Of its parts ({total}): {parts}."
        ).format(total=total, parts=v._(", ").join(parts))
    return {
        "about_the_english": sentence,
        "english_in_short": [
            words.format(number=states[state], total=total)
            for state, words in short.items()
            if states[state] and v.language == "en"
        ],
    }


def _state(text: Text, catalogue: Catalogue) -> str:
    """Return what the English of ``text`` is, in the words of `generator.translate.catalogue.State`."""
    if text.translation != "reviewed":
        return "missing" if text.translation == "none" else text.translation
    later = any(segment in catalogue.later for segment, _ in pieces(text.zh))
    return "later" if later else "reviewed"


# Lists that grow with every guide


def newest_first(
    v: Views, direction_ids: Iterable[str]
) -> tuple[list[Direction], list[tuple[str, list[str]]]]:
    """Return the directions of the newest guides, and (guide, ids of directions) of all older guides, newest first."""
    ordered = v.library.newest_first(direction_ids)
    guides = [(guide, list(found)) for guide, found in groupby(ordered, key=lambda d: d.guide)]
    return (
        [direction for _, found in guides[:WIDEST] for direction in found],
        [(guide, [direction.id for direction in found]) for guide, found in guides[WIDEST:]],
    )


def quoted_texts(groups: Iterable[Quoted]) -> Iterator[Text]:
    """Yield the texts that a page quotes in full."""
    for _, _, found, in_full in groups:
        yield from (item.text for _, item in found if in_full)


def quotations(v: Views, found: Iterable[tuple[Direction, Iterable[Item]]]) -> list[Quoted]:
    """Return the items ``found`` in directions by guide, the newest first, each up to the first contact person.

    If there are many guides, the oldest are not quoted in full.
    """
    by_guide: dict[str, list[tuple[Direction, Item]]] = {}
    for direction, items in found:
        below = set(below_contacts(direction.requirements))
        for item in items:
            text = up_to_people(item.text, below=item.anchor in below)
            by_guide.setdefault(direction.guide, []).append((direction, replace(item, text=text)))
    held = [guide for guide in reversed(v.library.guides) if guide.id in by_guide]
    return [
        (guide, ids.in_guide(guide.id), by_guide[guide.id], number < WIDEST)
        for number, guide in enumerate(held)
    ]
