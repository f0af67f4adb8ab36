"""identify: a file as received → year, batch, stage and title.

These come from the text and from the name of the file. If both are silent, or disagree, a person is asked. Without a
terminal, the error names the option to use.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from generator.add.receive import Received, place_in
from generator.errors import InputError
from generator.ids import GuideId
from generator.model import Stage, Stated
from generator.parse.stated import stated_in_name

FILE_NAME, UNMARKED = "file name", "no mark of a draft"
_TITLE = re.compile(r"指南")
_TITLE_IN_NAME = re.compile(
    r"[“\"「]?(?:国家重点研发计划|政府间)?[^-_—.]*申报指南(?:[（(]征求意见稿[）)])?"
)
_PREFIX = re.compile(r"^(?:附件|附)\s*\d*\s*[-_—.、．：:）)]*\s*")


class Asker(Protocol):
    """An interface to a person who answers questions."""

    def number(self, question: str, least: int, most: int) -> int:
        """Return the answer, a number from ``least`` to ``most``."""

    def stage(self, question: str, default: Stage) -> Stage:
        """Return the answer, draft or final."""

    def text(self, question: str) -> str:
        """Return the answer, a line of text that may be empty."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact about a guide, and where it was found."""

    name: str
    value: str
    where: str


@dataclass(frozen=True, slots=True)
class Identity:
    """The identity of a guide, and the facts from which it was found."""

    id: GuideId
    facts: tuple[Fact, ...]
    title: str | None = None
    """The title to record, or None if the text has one."""
    doubts: tuple[str, ...] = ()
    """Questions that a person should decide."""


@dataclass(frozen=True, slots=True)
class _Sides:
    """(value, its place) of one fact in the text and in the file name."""

    name: str
    found: tuple[tuple[int | str, str], ...]

    @property
    def agreed(self) -> Fact | None:
        """The fact if only one value is stated, else None."""
        if len({value for value, _ in self.found}) != 1:
            return None
        where = " and ".join(where for _, where in self.found)
        return Fact(self.name, str(self.found[0][0]), where)

    @property
    def trouble(self) -> str:
        """The reason why no value is agreed."""
        if not self.found:
            return f"neither the text nor the file name says which {self.name} it is"
        said = ", ".join(f"{value} ({where})" for value, where in self.found)
        return f"text and file name disagree on the {self.name}: {said}"


def identify(
    received: Received,
    guide_id: GuideId | None = None,
    stage: Stage | None = None,
    title: str | None = None,
    ask: Asker | None = None,
) -> Identity:
    """Return the identity of ``received``. ``guide_id``, ``stage`` and ``title`` are values stated by a person, if any.

    InputError if a value is missing and there is nobody to ``ask``.
    """
    name = stated_in_name(received.source.file)
    if guide_id:
        facts = [Fact("id", str(guide_id), "--id")]
        doubts = tuple(_contradictions(guide_id, received))
    else:
        year, batch = _sides("year", name, received), _sides("batch", name, received)
        settled, doubts = _stage(received, name, stage, ask)
        example = _example(year, batch, settled)
        facts = [
            _settle(year, (2000, 2099), ask, received, example),
            _settle(batch, (1, 20), ask, received, example),
            settled,
        ]
        guide_id = GuideId.parse(
            f"{facts[0].value}-{facts[1].value}{'-draft' if settled.value == 'draft' else ''}"
        )
    return Identity(guide_id, tuple(facts), _title(received, title, ask), doubts)


def known_identity(guide_id: GuideId) -> Identity:
    """Return the identity of a file that is held, as guide.yml states it."""
    return Identity(guide_id, (Fact("id", str(guide_id), "guide.yml"),))


def _sides(name: str, file_name: Stated, received: Received) -> _Sides:
    text, found = received.guide.stated, list[tuple[int | str, str]]()
    line = getattr(text, f"{name}_line")
    if (value := getattr(text, name)) is not None:
        found.append((value, place_in(received.guide.layout, line)))
    if (value := getattr(file_name, name)) is not None:
        found.append((value, FILE_NAME))
    return _Sides(name, tuple(found))


def _settle(
    sides: _Sides, bounds: tuple[int, int], ask: Asker | None, received: Received, example: str
) -> Fact:
    if agreed := sides.agreed:
        return agreed
    if ask is None:
        raise InputError(f"{sides.trouble}; give it as --id {example}", received.path)
    answer = ask.number(f"{received.source.file}: {sides.trouble}. Which {sides.name}", *bounds)
    return Fact(sides.name, str(answer), "asked")


def _stage(
    received: Received, name: Stated, given: Stage | None, ask: Asker | None
) -> tuple[Fact, tuple[str, ...]]:
    """Return (the stage, doubts).

    A draft is marked on its title page or in the file name. A guide with a title page and no mark is final. If there is
    no title page, a person is asked; without a terminal, the guide is taken as final, with a doubt.
    """
    text = received.guide.stated
    told = tuple(
        (stage, where)
        for stage, where in ((text.stage, "title page"), (name.stage, FILE_NAME))
        if stage
    )
    if given:
        told = ((given, "--stage"),)
    elif not told and text.titled:
        told = (("final", "title page without the mark of a draft"),)
    sides = _Sides("stage", told)
    if sides.agreed:
        return sides.agreed, ()
    if ask:
        question = f"{received.source.file}: {sides.trouble}. Which stage"
        return Fact("stage", ask.stage(question, text.stage or "final"), "asked"), ()
    if told:
        raise InputError(f"{sides.trouble}; give it as --stage draft or final", received.path)
    doubt = "the stage: the title page, on which a draft is marked, is missing; taken as final"
    return Fact("stage", "final", UNMARKED), (doubt,)


def _example(year: _Sides, batch: _Sides, stage: Fact) -> str:
    """Return an example of an id for the option: with the known values, and 1 for an unknown batch."""
    known_year = year.agreed.value if year.agreed else "YEAR"
    known_batch = batch.agreed.value if batch.agreed else "1"
    return f"{known_year}-{known_batch}{'-draft' if stage.value == 'draft' else ''}"


def _contradictions(guide_id: GuideId, received: Received) -> Iterator[str]:
    """Yield each place where the text contradicts the id stated by a person."""
    text = received.guide.stated
    for name in ("year", "batch"):
        value, line = getattr(text, name), getattr(text, f"{name}_line")
        if value is not None and value != getattr(guide_id, name):
            place = place_in(received.guide.layout, line)
            yield f"{place}: the text says {name} {value}, --id {guide_id}"
    if text.stage and text.stage != guide_id.stage:
        yield f"the title page has the mark of a {text.stage}, --id {guide_id} has not"


def _title(received: Received, given: str | None, ask: Asker | None) -> str | None:
    """Return the title to record: the stated one, None if the text has a title, else the one in the file name."""
    if given:
        return given
    if _TITLE.search(received.guide.title.zh):
        return None
    stem = _PREFIX.sub("", received.source.file.rpartition(".")[0])
    if match := _TITLE_IN_NAME.search(stem):
        return match[0]
    if ask and (title := ask.text(f"{received.source.file}: no title found. The title in Chinese")):
        return title
    raise InputError(
        "neither the text nor the file name has a title (…申报指南); give it as --title",
        received.path,
    )
