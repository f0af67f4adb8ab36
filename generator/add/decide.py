"""decide: an added guide → what a person should decide about it, the gravest first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path, PurePath

from generator.add.plan import Addition, Plan, is_whole
from generator.check.pages import foreign_markup
from generator.check.text import differences, wrong_spans
from generator.ids import number_of
from generator.link.totals import Audit, Bounds, Row
from generator.model import Declared, Guide
from generator.parse.preamble import declared
from generator.read import read_data
from generator.seedfile import Bilingual, Strict, load
from generator.write.phrases import Phrases

PROGRAMME = "政府间国际科技创新合作"
KINDS = Path(__file__).with_name("decisions.yml")
_SILENT = re.compile(r"no-(agreements|fields|projects|funding|requirements)")
"""Diagnostics on a part that a direction does not state."""
TOLD = ("no-year", "no-batch", "stage-doubt", "directions-missing", "no-programme")
"""Diagnostics on what `identify` has found out, and on what is told here with its place."""
_NAMED = re.compile(r"\d{4}-[\w-]+/\d[\d.]*(?:-b)?(?:#[a-z0-9-]+)?|“[^”]*”", re.ASCII)
"""The words of a message that are the same in every language: an id, or text in quotation marks."""


_PARTS = {
    "agreements": "合作协议",
    "fields": "领域方向",
    "projects": "项目数",
    "funding": "经费",
    "requirements": "其他要求",
}
"""The parts of a direction, and their names in Chinese."""
_TOTALS = {"directions": "方向数", "partners": "合作方数", "projects": "项目数", "money": "经费"}
_STATED: dict[str, Callable[[Declared], object]] = {
    "directions": lambda declared: declared.directions,
    "partners": lambda declared: declared.partners,
    "projects": lambda declared: declared.projects,
    "money": lambda declared: declared.amount_cny,
}
"""Total → its value in what a preamble states."""
_SHOWN = 5
"""The number of directions that are named where many lack the same part."""


class Kind(Strict):
    """A kind of decision: an entry of decisions.yml."""

    code: str
    codes: tuple[str, ...] = ()
    """The codes of diagnostics that are of this kind, if they differ from its own."""
    kind: Bilingual
    """What was found, in the plural."""
    todo: Bilingual
    """The one thing to do."""
    together: bool = False
    """True if all decisions of this kind are one line of the report."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Something that a person should decide."""

    kind: Kind
    message: str
    guide: str = ""
    """The guide's id; empty for what concerns other pages."""
    place: str = ""
    """The place in the file as received, in words."""
    place_zh: str = ""
    """The same in Chinese."""
    line: int | None = None
    about: str = ""
    """What the message is about, for readers of Chinese: ids, quoted text, numbers."""

    @property
    def message_zh(self) -> str:
        """The message in Chinese."""
        return f"{self.kind.kind.zh}：{self.about}" if self.about else self.kind.kind.zh


@cache
def kinds() -> dict[str, Kind]:
    """Return code → kind, the gravest first."""
    return {kind.code: kind for kind in load(KINDS, tuple[Kind, ...])}


def kind_of(code: str) -> Kind:
    """Return the kind of a diagnostic.

    >>> [kind_of(code).code for code in ("no-funding", "comment", "number-twice", "never-seen")]
    ['not-stated', 'left-out', 'number-twice', 'other']
    """
    found = (kind for kind in kinds().values() if code == kind.code or code in kind.codes)
    return next(found, kinds()["other"])


def decisions(plan: Plan) -> list[Decision]:
    """Return what is to be decided about the guides of ``plan``: by gravity, then in the order of the guides."""
    found = [decision for one in plan.additions for decision in _together(_about(plan, one))]
    if gone := plan.vanishing:
        message = f"{len(gone)} published addresses go, the first {gone[0]}"
        found.append(Decision(kinds()["published"], message, about=f"{gone[0]}等{len(gone)}个"))
    order = list(kinds())
    return sorted(found, key=lambda decision: order.index(decision.kind.code))


def _together(found: Iterable[Decision]) -> list[Decision]:
    """Return ``found`` with one decision for all of a kind that is told together."""
    alone, together = [], dict[str, list[Decision]]()
    for decision in found:
        if decision.kind.together:
            together.setdefault(decision.message, []).append(decision)
        else:
            alone.append(decision)
    if together:
        told, about = [], []
        for part, those in together.items():
            numbers = [number_of(one.about) for one in those]
            more = len(numbers) - _SHOWN
            named = ", ".join(numbers[:_SHOWN]) + (f" and {more} more" if more > 0 else "")
            named_zh = "、".join(numbers[:_SHOWN]) + (f"等{len(numbers)}个方向" if more > 0 else "")
            told.append(f"no {part} in {named}")
            about.append(f"{_PARTS[part]}（{named_zh}）")
        first = next(iter(together.values()))[0]
        alone.append(replace(first, message="; ".join(told), about="；".join(about)))
    return alone


def _about(plan: Plan, one: Addition) -> Iterator[Decision]:
    """Yield what is to be decided about one guide: about the whole of it, then in the order of the file."""
    guide, received = plan.library.guide(one.id), one.received

    def decision(code: str, message: str, line: int | None = None) -> Decision:
        places = received.place(line), received.place(line, "zh")
        about = " ".join(_NAMED.findall(message))
        return Decision(kind_of(code), message, one.id, *places, line, about)

    audit = plan.library.audits[one.id]
    if not is_whole(guide):
        count, whole = len(guide.directions), audit.directions.declared[0]
        message = f"only {count} of {whole} directions are in the file"
        line = _stated_at(guide, "directions")
        yield replace(decision("incomplete", message, line), about=f"{count} / {whole}")
    yield from (decision("identity", doubt) for doubt in one.identity.doubts)
    lines = read_data(received.data, received.read_from).lines
    if not any(PROGRAMME in line.text for line in lines) and PROGRAMME not in guide.title.zh:
        yield decision(
            "programme",
            f"“{PROGRAMME}” is not in the text: is it a guide of another programme?",
            lines[0].number,
        )
    if one.former and one.former.sha256 != received.source.sha256:
        yield decision("replaced", f"{one.id} was held with another file")
    suffix = PurePath(received.file).suffix
    yield from (decision("text", message) for message in differences(guide, received.data, suffix))
    yield from (decision("place", message) for message in wrong_spans(guide, lines))
    for path, data in plan.pages.items():
        if f"/{one.id}/" in path:
            yield from (decision("content", m) for m in foreign_markup(path, data.decode()))
    for name, row, words in total_rows(audit):
        if is_whole(guide) and row.verdict == "differs":
            said, sum_ = compared(row, words)
            message = f"{name}: the guide says {said}, its directions add up to {sum_}"
            said, sum_ = compared(row, words, "zh")
            about = f"{_TOTALS[name]} {said} ≠ {sum_}"
            kind, without = "totals", (*row.undetermined, *row.silent, *row.worded)
            if row.low:
                kind, numbers = "totals-in-part", [number_of(id_) for id_ in without]
                message += f" without {', '.join(numbers)}, of which no total is stated"
                about += f"（未计{'、'.join(numbers)}）"
            yield replace(decision(kind, message, _stated_at(guide, name)), about=about)
    for note in sorted(guide.diagnostics, key=lambda note: note.line or 0):
        if silent := _SILENT.fullmatch(note.code):
            yield replace(decision(note.code, silent[1]), about=note.message.partition(": ")[0])
        elif note.code not in TOLD:
            yield decision(note.code, note.message, note.line)


def _stated_at(guide: Guide, total: str) -> int | None:
    """Return the line of the first paragraph of the preamble that states a total of the guide."""
    value = _STATED[total]
    said = ((item.span.first, declared(item.text.zh, guide.year)) for item in guide.preamble)
    return next((line for line, found in said if value(found) == value(guide.declared)), None)


Words = Callable[[int, str], str]
"""A function that puts a number into words of a language."""
_BOUNDS = {
    "en": {"about": "about {}", "at_most": "at most {}", "at_least": "at least {}"},
    "zh": {"about": "约{}", "at_most": "不超过{}", "at_least": "不少于{}"},
}


def total_rows(audit: Audit) -> tuple[tuple[str, Row, Words], ...]:
    """Return (name, total, function that puts its number into words) of the four totals of a guide."""
    return (
        ("directions", audit.directions, _figure),
        ("partners", audit.partners, _figure),
        ("projects", audit.projects, _figure),
        ("money", audit.funding, _money),
    )


def _figure(number: int, language: str) -> str:
    del language
    return str(number)


def _money(amount_cny: int, language: str) -> str:
    return Phrases(language, lambda words: "{amount}元" if language == "zh" else words).money(
        amount_cny
    )


def compared(row: Row, words: Words, language: str = "en") -> tuple[str, str]:
    """Return a total in words, as declared and as summed."""
    return (
        _bounds(row.declared, row.declared_kind, words, language),
        _bounds(row.summed, None, words, language),
    )


def _bounds(found: Bounds, kind: str | None, words: Words, language: str) -> str:
    """Return a total in words: “at most 5”, “3–5”; a dash if there is none."""
    low, high = ("" if bound is None else words(bound, language) for bound in found)
    if not (low and high):
        kind = "at_most" if high else "at_least"
        return _BOUNDS[language][kind].format(high or low) if high or low else "—"
    told = low if low == high else f"{low}–{high}"
    return _BOUNDS[language][kind].format(told) if kind in ("about", "at_most") else told
