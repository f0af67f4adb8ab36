"""report: Plan → plain text for each guide: what was found, and what a person should check."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import PurePath

from generator.add.admit import Entry
from generator.add.plan import Plan
from generator.add.receive import place_in
from generator.check.pages import foreign_markup
from generator.check.text import differences, wrong_spans
from generator.ids import number_of
from generator.link.totals import Row
from generator.model import Guide
from generator.read import read_data
from generator.translate.catalogue import states
from generator.translate.segments import segments
from generator.write.phrases import Phrases

PROGRAMME = "政府间国际科技创新合作"
_ENGLISH = Phrases("en", str)
_WIDTH = 34
_DIFFERS = {"differs": "differs", "rounded": "rounded", "undeclared": "not declared"}
_STATUS = {"new": "new", "held": "held already", "replaced": "replaces another file"}


def report(plan: Plan, entry: Entry) -> str:
    """Return the report on one guide."""
    guide = plan.library.guide(entry.id)
    parts = [
        [f"{entry.id}: {_STATUS[entry.status]}", f"  {guide.title.zh}"],
        _rows(
            [
                *((fact.name, fact.value, fact.where) for fact in entry.wanted.identity.facts),
                *_publication(entry),
            ]
        ),
        _connections(plan, entry),
        _directions(plan, guide),
        _totals(plan, guide),
        [_english(plan, guide)],
        _list("To look at", list(_to_look_at(plan, entry))),
    ]
    return "\n".join(line for part in parts for line in part)


def _publication(entry: Entry) -> Iterator[tuple[str, str, str]]:
    """Yield (name, value, source) of the address and date if they were taken from the page itself."""
    record, origin, given = (
        entry.recorded.record,
        entry.wanted.received.origin,
        entry.wanted.given,
    )
    if entry.status == "held":
        return
    if origin.address and not given.source_url and record.source_url == origin.address:
        yield "address", origin.address, origin.address_by
    if (day := origin.published) and not given.published and record.published == day.isoformat():
        yield "published", day.isoformat(), origin.published_by


def _connections(plan: Plan, entry: Entry) -> list[str]:
    """Return a line on the draft or final text of the same batch, if it is held."""
    if earlier := entry.recorded.record.supersedes:
        return [f"  supersedes the draft {earlier}, which is held"]
    if later := plan.library.superseded_by(entry.id):
        return [f"  is superseded by the final text {later}, which is held"]
    return []


def _directions(plan: Plan, guide: Guide) -> list[str]:
    """Return a line for each direction: its place, and the earlier direction that it continues."""
    rows = []
    for direction in guide.directions:
        earlier = plan.library.previous(direction.id)
        rows.append(
            (
                number_of(direction.id),
                place_in(guide.layout, direction.span.first),
                _cut(direction.title.zh) + (f" (after {earlier})" if earlier else ""),
            )
        )
    returning = sum(plan.library.previous(d.id) is not None for d in guide.directions)
    plural = "" if len(rows) == 1 else "s"
    head = f"{len(rows)} direction{plural}, {returning} continuing an earlier one"
    return [head, *_rows(rows)]


def _totals(plan: Plan, guide: Guide) -> list[str]:
    audit = plan.library.audits[guide.id]
    rows = [
        ("directions", audit.directions, str),
        ("partners", audit.partners, str),
        ("projects", audit.projects, str),
        ("money", audit.funding, _ENGLISH.money),
    ]
    table = [("", "declared", "summed", "")]
    for name, row, number in rows:
        declared = _range(row.declared, row.declared_kind, number)
        table.append((name, declared, _range(row.summed, None, number), _remark(row)))
    return ["Totals", *_rows(table)]


def _range(ends: tuple[int | None, int | None], kind: str | None, number: object) -> str:
    low, high = (None if end is None else number(end) for end in ends)  # type: ignore[operator]
    if low is None and high is None:
        return "—"
    if low is None or high is None:
        return f"at most {high}" if low is None else f"at least {low}"
    word = {"about": "about ", "at_most": "at most "}.get(kind or "", "")
    return f"{word}{low}" if low == high else f"{low}–{high}"


def _remark(row: Row) -> str:
    """Return the difference between sum and declaration, and the directions that the sum leaves out."""
    remarks = [_DIFFERS[row.verdict]] if row.verdict in _DIFFERS else []
    for words, directions in (("open", row.undetermined), ("not stated", row.silent)):
        if directions:
            numbers = ", ".join(map(number_of, directions))
            remarks.append(f"{words} in {numbers}")
    return "; ".join(remarks)


def _english(plan: Plan, guide: Guide) -> str:
    found = Counter(states(segments((guide,)), plan.catalogue).values())
    translated, total = found["translated"], found.total()
    return (
        f"English: {translated} of {total} segments are translated already, "
        f"{found['fuzzy']} have a suggestion to confirm, {found['missing']} have none"
        + (" (`guides translate status` names them)" if translated < total else "")
    )


def _to_look_at(plan: Plan, entry: Entry) -> Iterator[str]:
    """Yield what a person should check: first about the whole guide, then in the order of the source."""
    guide = plan.library.guide(entry.id)
    received = entry.wanted.received
    lines = read_data(received.data, received.path).lines
    yield from entry.wanted.identity.doubts
    if not any(PROGRAMME in line.text for line in lines) and PROGRAMME not in guide.title.zh:
        yield f"“{PROGRAMME}” is not in the text: is it a guide of another programme?"
    suffix = PurePath(received.file).suffix
    yield from (f"{message} [text]" for message in differences(guide, received.data, suffix))
    yield from (f"{message} [text]" for message in wrong_spans(guide, lines))
    for path, data in plan.pages.items():
        if f"/{entry.id}/" in path:
            yield from (f"{message} [content]" for message in foreign_markup(path, data.decode()))
    for note in sorted(guide.diagnostics, key=lambda note: note.line or 0):
        place = "" if note.line is None else f"{place_in(guide.layout, note.line)}: "
        yield f"{place}{note.message} [{note.code}]"


def vanished(plan: Plan) -> list[str]:
    """Return lines with the published paths and anchors that the pages no longer have."""
    note = "Published before, removed now: `guides check links` fails until redirects.yml has a redirect"
    return _list(note, plan.vanishing)


def written(plan: Plan) -> list[str]:
    """Return lines with the changed files."""
    if not plan.changes:
        return ["nothing to change"]
    rows = [
        (f"{entry.folder}/", f"{entry.recorded.record.file}, guide.yml")
        for entry in plan.entries
        if entry.status != "held"
    ]
    rows += [(str(path), "supersedes") for path in plan.ties]
    if plan.catalogue_changes:
        update = plan.update
        told = f"{len(update.new)} new ({len(update.suggested)} with a suggestion), {len(update.gone)} gone"
        rows.append((str(plan.places.catalogue), told))
    pages = plan.page_changes
    if pages:
        told = (
            f"{len(pages.added)} added, {len(pages.changed)} changed, {len(pages.removed)} removed"
        )
        rows.append((f"{plan.content}/", told))
    return _rows(rows)


def _list(head: str, items: Sequence[str]) -> list[str]:
    return [f"{head} ({len(items)})", *(f"  {item}" for item in items)] if items else []


def _rows(rows: Sequence[tuple[str, ...]]) -> list[str]:
    """Return ``rows`` as lines with aligned columns. The last column is not padded."""
    if not rows:
        return []
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]) - 1)]
    return [
        "  "
        + "  ".join(
            (*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[-1])
        ).rstrip()
        for row in rows
    ]


def _cut(text: str) -> str:
    return text if len(text) <= _WIDTH else f"{text[: _WIDTH - 1]}…"
