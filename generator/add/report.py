"""report: Plan → plain text: for each guide what was found and what a person should check, then the files written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import PurePath

from generator.add.plan import Addition, Plan
from generator.check.pages import foreign_markup
from generator.check.text import differences, wrong_spans
from generator.ids import number_of
from generator.link.totals import Bounds, Row
from generator.model import Guide
from generator.read import read_data
from generator.translate.catalogue import states
from generator.translate.segments import segments
from generator.write.phrases import Phrases

PROGRAMME = "政府间国际科技创新合作"
_WIDTH = 34
"""The number of characters of a title that are shown."""
_DIFFERS = {"differs": "differs", "rounded": "rounded", "undeclared": "not declared"}
_STATUS = {"new": "new", "held": "held already", "replaced": "replaces another file"}


def report(plan: Plan, *, dry_run: bool = False) -> str:
    """Return the report on all guides of ``plan``, the published places that go, and the files that change."""
    lines: list[str] = []
    for one in plan.additions:
        lines += [*_guide(plan, one), ""]
    note = "Published before, removed now: `guides check links` fails until redirects.yml has a redirect"
    lines += _list(note, plan.vanishing)
    if plan.changes:
        lines += ["Would change" if dry_run else "Changed", *_rows(_written(plan))]
    else:
        lines.append("nothing to change")
    return "\n".join(lines)


def _guide(plan: Plan, one: Addition) -> Iterator[str]:
    """Yield the lines on one guide."""
    guide = plan.library.guide(one.id)
    yield f"{one.id}: {_STATUS[one.status]}"
    yield f"  {guide.title.zh}"
    yield from _rows([*one.identity.facts, *_origin(one)])
    if earlier := one.seed.record.supersedes:
        yield f"  supersedes the draft {earlier}, which is held"
    elif later := plan.library.superseded_by(one.id):
        yield f"  is superseded by the final text {later}, which is held"
    yield from _directions(plan, one, guide)
    yield "Totals"
    yield from _totals(plan, guide)
    found = Counter(states(segments((guide,)), plan.catalogue).values())
    translated, total = found["translated"], found.total()
    yield (
        f"English: {translated} of {total} segments are translated already, "
        f"{found['fuzzy']} have a suggestion to confirm, {found['missing']} have none"
        + (" (`guides translate status` names them)" if translated < total else "")
    )
    yield from _list("To look at", list(_to_look_at(plan, one, guide)))


def _origin(one: Addition) -> Iterator[tuple[str, str, str]]:
    """Yield (name, value, source) of the address and date if they were taken from the page itself."""
    record, origin, options = one.seed.record, one.received.origin, one.identity.options
    if one.status == "held":
        return
    if origin.address and not options.source_url and record.source_url == origin.address:
        yield "address", origin.address, origin.address_by
    if (day := origin.published) and not options.published and record.published == day.isoformat():
        yield "published", day.isoformat(), origin.published_by


def _directions(plan: Plan, one: Addition, guide: Guide) -> Iterator[str]:
    """Yield a line for each direction: its place, and the earlier direction that it continues."""
    rows, returning = [], 0
    for direction in guide.directions:
        title, earlier = direction.title.zh, plan.library.previous(direction.id)
        title = title if len(title) <= _WIDTH else f"{title[: _WIDTH - 1]}…"
        if earlier:
            returning += 1
            title += f" (after {earlier})"
        place = one.received.place(direction.span.first)
        rows.append((number_of(direction.id), place, title))
    plural = "" if len(rows) == 1 else "s"
    yield f"{len(rows)} direction{plural}, {returning} continuing an earlier one"
    yield from _rows(rows)


def _totals(plan: Plan, guide: Guide) -> list[str]:
    audit = plan.library.audits[guide.id]
    table = [("", "declared", "summed", "")]
    rows: tuple[tuple[str, Row, Callable[[int], str]], ...] = (
        ("directions", audit.directions, str),
        ("partners", audit.partners, str),
        ("projects", audit.projects, str),
        ("money", audit.funding, Phrases("en", str).money),
    )
    for name, row, words in rows:
        remarks = [_DIFFERS[row.verdict]] if row.verdict in _DIFFERS else []
        for remark, directions in (("open", row.undetermined), ("not stated", row.silent)):
            if directions:
                remarks.append(f"{remark} in {', '.join(map(number_of, directions))}")
        declared = _bounds(row.declared, row.declared_kind, words)
        table.append((name, declared, _bounds(row.summed, None, words), "; ".join(remarks)))
    return _rows(table)


def _bounds(bounds: Bounds, kind: str | None, words: Callable[[int], str]) -> str:
    low, high = ("" if bound is None else words(bound) for bound in bounds)
    if not (low and high):
        return f"at most {high}" if high else f"at least {low}" if low else "—"
    prefix = {"about": "about ", "at_most": "at most "}.get(kind or "", "")
    return f"{prefix}{low}" if low == high else f"{low}–{high}"


def _to_look_at(plan: Plan, one: Addition, guide: Guide) -> Iterator[str]:
    """Yield what a person should check: first about the whole guide, then in the order of the source."""
    received = one.received
    lines = read_data(received.data, received.read_from).lines
    yield from one.identity.doubts
    if not any(PROGRAMME in line.text for line in lines) and PROGRAMME not in guide.title.zh:
        yield f"“{PROGRAMME}” is not in the text: is it a guide of another programme?"
    suffix = PurePath(received.file).suffix
    yield from (f"{message} [text]" for message in differences(guide, received.data, suffix))
    yield from (f"{message} [text]" for message in wrong_spans(guide, lines))
    for path, data in plan.pages.items():
        if f"/{one.id}/" in path:
            yield from (f"{message} [content]" for message in foreign_markup(path, data.decode()))
    for note in sorted(guide.diagnostics, key=lambda note: note.line or 0):
        place = f"{received.place(note.line)}: " if note.line is not None else ""
        yield f"{place}{note.message} [{note.code}]"


def _written(plan: Plan) -> Iterator[tuple[str, str]]:
    """Yield (path, what changes) of the changed files and folders."""
    for one in plan.written:
        yield f"{one.seed.folder}/", f"{one.seed.record.file}, guide.yml"
    update, pages = plan.update, plan.page_changes
    catalogue = f"{len(update.new)} new ({len(update.suggested)} with a suggestion), {len(update.gone)} gone"
    for path in plan.changed_seeds:
        yield str(path), catalogue if path == plan.places.catalogue else "supersedes"
    if pages:
        told = f"{len(pages.added)} added, {len(pages.changed)} changed"
        yield f"{plan.content}/", f"{told}, {len(pages.removed)} removed"


def _list(head: str, items: Sequence[str]) -> list[str]:
    return [f"{head} ({len(items)})", *(f"  {item}" for item in items)] if items else []


def _rows(rows: Iterable[Sequence[str]]) -> list[str]:
    """Return ``rows`` as lines with aligned columns. The last column is not padded."""
    cells = list(rows)
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)][:-1]
    return [f"  {'  '.join(map(str.ljust, row, (*widths, 0)))}".rstrip() for row in cells]
