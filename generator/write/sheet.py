"""The table of directions for people: headings and values in the reader's language, for spreadsheets.

Money is in the unit of the language: 万元 in Chinese, millions of RMB in English. People to contact are not in the table
(docs/decisions.md); it says that the direction's page has them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from generator import ids
from generator.model import Direction, Item
from generator.text.people import names_people
from generator.write.views import Views

Cell = str | int | float | None
"""A text, a number, or None for an unknown number."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table."""

    key: str
    """Its name in addresses."""
    heading: str
    kind: Literal["short", "text", "long", "number", "link"]
    """Of texts, `text` is wrapped, and `long` is cut at the cell's edge."""
    usual: bool = True
    """False if the table has the column only where a reader asks for it."""


def columns(v: Views) -> tuple[Column, ...]:
    """Return the columns in their order."""
    _ = v._
    return (
        Column("id", _("Identifier"), "short"),
        Column("guide", _("Guide"), "short"),
        Column("stage", _("Stage"), "short"),
        Column("title", _("Direction"), "text"),
        Column("partners", _("Partners"), "text"),
        Column("kind", _("Kind"), "short", usual=False),
        Column("domains", _("Domains"), "text"),
        Column("projects", _("Projects"), "short"),
        Column("most", _("Projects, upper bound"), "number", usual=False),
        Column("money", _("Funding (RMB million)"), "number"),
        Column("funding", _("Funding, in words"), "text"),
        Column("duration", _("Duration"), "short"),
        Column("deadline", _("Deadline"), "text"),
        Column("conditions", _("Conditions"), "text"),
        Column("fields", _("Fields"), "long", usual=False),
        Column("requirements", _("Requirements"), "long"),
        Column("agreements", _("Agreements"), "long", usual=False),
        Column("link", _("Link"), "link"),
    )


def row(v: Views, direction: Direction) -> list[Cell]:
    """Return the values of ``direction``, one for each of `columns`. The link is the page's path under the site root."""
    library, vocabulary, phrases = v.library, v.library.vocabulary, v.phrases
    guide = library.guide(direction.guide)
    quota, in_words = direction.quota, direction.in_words
    amount = direction.funding.amount_cny
    found: dict[str, Cell] = {
        "id": direction.id,
        "guide": v.batch(guide),
        "stage": v.stage(guide),
        "title": f"{direction.number} {v.title(direction)}",
        "partners": phrases.comma.join(v.partner_names(direction)),
        "kind": v.name(vocabulary.kind(direction.kind).name),
        "domains": phrases.comma.join(v.domain(code).text for code in direction.domains),
        "projects": phrases.quota(quota, in_words),
        "most": None if quota is None else quota.most,
        "money": None if amount is None else _in_unit(v, amount),
        "funding": phrases.funding(direction.funding, in_words),
        "duration": phrases.duration(direction.duration, in_words),
        "deadline": phrases.deadline(direction.deadline),
        "conditions": v._("; ").join(map(v.condition, direction.flags)),
        "fields": "\n".join(_lines(v, direction.fields)) or _open(v, direction),
        "requirements": "\n".join(_lines(v, direction.requirements)) or _none(v, direction),
        "agreements": "\n".join(_lines(v, direction.agreements)),
        "link": ids.direction_path(direction.id, v.language),
    }
    return [found[column.key] for column in columns(v)]


def _in_unit(v: Views, amount_cny: int) -> int | float:
    amount = Decimal(amount_cny) / v.phrases.unit
    return int(amount) if amount == int(amount) else float(amount)


def _open(v: Views, direction: Direction) -> str:
    if direction.fields_open:
        return v.name(v.library.vocabulary.domain("open").name)
    return v.phrases.state("not_stated")


def _none(v: Views, direction: Direction) -> str:
    return v.phrases.state("none" if direction.no_requirements else "not_stated")


def _lines(v: Views, items: Iterable[Item], depth: int = 0) -> Iterator[str]:
    """Yield the items with those below them, a line each, indented by their depth."""
    for item in items:
        if names_people(item.text.zh):
            yield "　" * depth + v._("(contacts: see the page)")
            continue
        label = v.label(item.label) if item.label else ""
        gap = " " if label and v.language == "en" else ""
        lead = f"{v.phrases.gap}{v.plain(item.lead)}" if item.lead else ""
        yield "　" * depth + f"{label}{gap}{v.plain(item.text)}{lead}"
        yield from _lines(v, item.children, depth + 1)
