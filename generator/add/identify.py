"""identify: a file as received → its id and title.

They come from the text and from the name of the file. If both are silent, or disagree, a person is asked. Without a
terminal, the error names the option to use.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import NamedTuple, Protocol, TypeVar

from generator.add.receive import Received
from generator.errors import InputError
from generator.ids import GuideId
from generator.model import Stage
from generator.parse.stated import stated_in_name
from generator.read.html.origin import Origin
from generator.seedfile import as_day
from generator.text.contacts import web_address

T = TypeVar("T")
FILE_NAME, GIVEN, UNMARKED = "file name", "--title", "no mark of a draft"
_TITLE = re.compile(r"指南")
_TITLE_IN_NAME = re.compile(
    r"[“\"「]?(?:国家重点研发计划|政府间)?[^-_—.]*申报指南(?:[（(]征求意见稿?[）)])?"
)
_PREFIX = re.compile(r"^(?:附件|附)\s*\d*\s*[-_—.、．：:）)]*\s*")


_DRAFT = "-draft"
_QUESTIONS = {
    "stage": ("Which stage (draft or final)", r"draft|final", "draft or final"),
    "year": ("Which year", r"20\d\d", "a year from 2000 to 2099"),
    "batch": ("Which batch", r"[1-9]|1\d|20", "a number from 1 to 20"),
}
"""Fact → (question, pattern of valid answers, that pattern in words)."""


class Ask(Protocol):
    """A function that asks a person."""

    def __call__(self, question: str, valid: Callable[[str], T]) -> T:
        """Ask until ``valid`` raises no ValueError for the answer, and return what it returns."""


@dataclass(frozen=True, slots=True)
class Options:
    """Facts that a person states. They override the text, the file name and a saved web page."""

    guide_id: GuideId | None = None
    stage: Stage | None = None
    title: str | None = None
    source_url: str | None = None
    published: date | None = None
    replace: bool = False
    """True if the file may replace another one of the same guide."""
    several: bool = False
    """True if there are other files: then nobody is asked for address and date."""
    text: Path | None = None
    """The file for the checked text of a scan."""


class Fact(NamedTuple):
    """A fact about a guide, and where it was found."""

    name: str
    value: str
    where: str


@dataclass(frozen=True, slots=True)
class Identity:
    """The identity of a guide, and the facts from which it was found."""

    id: GuideId
    facts: tuple[Fact, ...]
    options: Options
    """The options, with the answers to questions."""
    title: str | None = None
    """The title to record, or None if the text has one."""
    doubts: tuple[str, ...] = ()
    """Questions that a person should decide."""


def identify(
    received: Received,
    options: Options = Options(),
    held: GuideId | None = None,
    ask: Ask | None = None,
) -> Identity:
    """Return the identity of ``received``. ``held`` is the id under which the same file is held, if it is.

    InputError if a value is missing and there is nobody to ``ask``, and for a guide of another programme unless a person
    states its id.
    """
    guide_id, doubts = options.guide_id, tuple[str, ...]()
    if held and guide_id in (None, held):
        return Identity(held, (Fact("id", str(held), "guide.yml"),), options)
    if guide_id:
        facts: tuple[Fact, ...] = (Fact("id", str(guide_id), "--id"),)
        doubts = tuple(_contradictions(guide_id, received))
    elif name := received.guide.stated.programme:
        raise InputError(
            f"is of another programme: “{name}”; this site holds “政府间国际科技创新合作” (if it is of this one, give --id)",
            received.path,
        )
    else:
        guide_id, facts, doubts = _found(received, options, ask)
    title = _title(received, options, ask)
    if ask and not options.several:
        options = _published(options, received.origin, ask)
    return Identity(guide_id, facts, options, title, doubts)


def _found(
    received: Received, options: Options, ask: Ask | None
) -> tuple[GuideId, tuple[Fact, ...], tuple[str, ...]]:
    """Return (the id according to text, file name and answers, the facts in it, doubts).

    A draft is marked on its title page or in the file name. A guide with a title page and no mark is final. If there is
    no title page, a person is asked; without a terminal, the guide is taken as final, with a doubt.
    """
    text, name = received.guide.stated, stated_in_name(received.source.file)
    given = stated_in_name(options.title or "")
    said: dict[str, list[tuple[object, str]]] = {
        "stage": [(text.stage, "title page"), (name.stage, FILE_NAME), (given.stage, GIVEN)],
        "year": [
            (text.year, received.place(text.year_line)),
            (name.year, FILE_NAME),
            (given.year, GIVEN),
        ],
        "batch": [
            (text.batch, received.place(text.batch_line)),
            (name.batch, FILE_NAME),
            (given.batch, GIVEN),
        ],
    }
    values = {fact: [(str(v), where) for v, where in said[fact] if v] for fact in said}
    doubts: tuple[str, ...] = ()
    if options.stage:
        values["stage"] = [(options.stage, "--stage")]
    elif not values["stage"] and text.mark:
        if not ask:
            values["stage"] = [("draft", f"“{text.mark}” in the title")]
            doubts = (f"the stage: “{text.mark}” says neither draft nor final; taken as a draft",)
    elif not values["stage"] and text.titled:
        values["stage"] = [("final", "title page without the mark of a draft")]
    elif not values["stage"] and not ask:
        values["stage"] = [("final", UNMARKED)]
        doubts = (
            "the stage: the title page, on which a draft is marked, is missing; taken as final",
        )
    facts: dict[str, Fact] = {}
    for fact, found in values.items():
        if len({value for value, _ in found}) == 1:
            facts[fact] = Fact(fact, found[0][0], " and ".join(where for _, where in found))
            continue
        trouble = f"neither the text nor the file name says which {fact} it is"
        if found:
            each = ", ".join(f"{value} ({where})" for value, where in found)
            trouble = f"text and file name disagree on the {fact}: {each}"
        if not ask:
            raise InputError(f"{trouble}; give it as {_advice(fact, values)}", received.path)
        question, valid, expected = _QUESTIONS[fact]
        answer = ask(f"{received.source.file}: {trouble}. {question}", _checked(valid, expected))
        facts[fact] = Fact(fact, answer, "asked")
    year, batch, stage = facts["year"], facts["batch"], facts["stage"]
    series = text.series or (None if text.titled else name.series)
    if name.series and name.series != series:
        doubts = (*doubts, f"the file name speaks of the guide “{name.series}”, the title does not")
    sister = f"-{series}" if series else ""
    guide_id = f"{year.value}-{batch.value}{sister}{_DRAFT if stage.value == 'draft' else ''}"
    found_in = Fact("series", series or "", "title page" if text.series else FILE_NAME)
    series_fact = (found_in,) if series else ()
    return GuideId.parse(guide_id), (year, batch, *series_fact, stage), doubts


def _advice(fact: str, values: Mapping[str, Sequence[tuple[str, str]]]) -> str:
    """Return the option to use for ``fact``: an example with the known values, and 1 for an unknown batch."""
    if fact == "stage":
        return "--stage draft or final"
    agreed = {name: {value for value, _ in found} for name, found in values.items()}
    year, batch = (
        agreed[name].pop() if len(agreed[name]) == 1 else None for name in ("year", "batch")
    )
    return f"--id {year or 'YEAR'}-{batch or 1}{_DRAFT if 'draft' in agreed['stage'] else ''}"


def _checked(valid: str, expected: str) -> Callable[[str], str]:
    """Return a function that returns an answer that matches ``valid``; ValueError names what was ``expected``."""

    def check(answer: str) -> str:
        if not re.fullmatch(valid, answer, re.ASCII):
            raise ValueError(f"expected {expected}")
        return answer

    return check


def _contradictions(guide_id: GuideId, received: Received) -> Iterator[str]:
    """Yield each place where the text contradicts the id stated by a person."""
    text = received.guide.stated
    if text.series != guide_id.series:
        yield f"the title is of the guide “{text.series or 'main'}”, --id {guide_id} is not"
    for name in ("year", "batch"):
        value, place = getattr(text, name), received.place(getattr(text, f"{name}_line"))
        if value is not None and value != getattr(guide_id, name):
            yield f"{place}: the text says {name} {value}, --id {guide_id}"
    if text.stage and text.stage != guide_id.stage:
        yield f"the title page has the mark of a {text.stage}, --id {guide_id} has not"


def _title(received: Received, options: Options, ask: Ask | None) -> str | None:
    """Return the title to record: the stated one, None if the text has a title, else the one in the file name."""
    if options.title or _TITLE.search(received.guide.title.zh):
        return options.title
    stem = _PREFIX.sub("", received.source.file.rpartition(".")[0])
    if match := _TITLE_IN_NAME.search(stem):
        return match[0]
    question = f"{received.source.file}: no title found. The title in Chinese"
    if ask and (title := ask(question, str)):
        return title
    raise InputError(
        "neither the text nor the file name has a title (…申报指南); give it as --title",
        received.path,
    )


def _published(options: Options, origin: Origin, ask: Ask) -> Options:
    """Ask for the address and the date that neither ``options`` nor the page has."""
    url, day = options.source_url, options.published
    if not (url or origin.address):
        question = "Where was it published (address); Enter to skip"
        url = ask(question, lambda text: web_address(text) if text else None)
    if not (day or origin.published):
        day = ask("When (YYYY-MM-DD); Enter to skip", lambda text: as_day(text) if text else None)
    return replace(options, source_url=url, published=day)
