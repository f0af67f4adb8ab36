"""report: Plan → plain text for the person who adds a guide, or JSON for programs.

First what was taken in, then what to decide, then the details of each guide and the files that change. It says that
pages are built only if they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.add.decide import Decision, compared, decisions, total_rows
from generator.add.plan import Addition, Plan, is_whole
from generator.data import Json
from generator.errors import InputError
from generator.ids import number_of
from generator.model import Guide
from generator.translate.catalogue import states

_MOST = 10
"""The number of decisions that are told one by one."""
_WIDTH = 34
"""The number of characters of a title that are shown."""
_REMARKS = {"differs": "differs", "rounded": "rounded", "undeclared": "not declared"}
_STATUS = {"new": "new", "held": "held already", "replaced": "replaces the guide held"}
_STAGE = {"draft": "draft for comment", "final": "final text"}
_STATUS_ZH = {"new": "新增", "held": "已收录过", "replaced": "替换原有文件"}
_STAGE_ZH = {"draft": "征求意见稿", "final": "正式指南"}


def report(plan: Plan, built: Mapping[str, int], *, dry_run: bool = False) -> str:
    """Return the report on all guides of ``plan``. ``built`` has the number of pages of each guide that are built."""
    taken = sorted(plan.additions, key=lambda one: is_whole(one.guide))
    lines = ["Would take in" if dry_run else "Taken in"]
    lines += _rows([(one.id, _taken(one)) for one in taken])
    lines += ["", *_decisions(decisions(plan), several=len(taken) > 1), ""]
    for one in plan.additions:
        lines += [*_details(plan, one), ""]
    if plan.vanishing:
        note = "Published before, removed now: `guides check links` fails until redirects.yml has a redirect"
        lines += [f"{note} ({len(plan.vanishing)})", *_rows((path,) for path in plan.vanishing), ""]
    if plan.changes:
        lines += ["Would change" if dry_run else "Changed", *_rows(_written(plan)), ""]
    lines.append(_ending(plan, built))
    return "\n".join(lines)


def summary_zh(plan: Plan, *, dry_run: bool = False) -> str:
    """Return in Chinese what `report` says first: what was taken in, and what is to be decided."""
    taken, found = sorted(plan.additions, key=lambda one: is_whole(one.guide)), decisions(plan)
    lines = ["拟收录（未写入）" if dry_run else "已收录"]
    lines += _rows([(one.id, _taken_zh(one)) for one in taken])
    lines += ["", f"待决定事项（{len(found)}项，按轻重排列）" if found else "没有待决定的事项"]
    several, before = len(taken) > 1, ("", "")
    for number, one in enumerate(found[:_MOST], start=1):
        todo = one.kind.todo.zh
        where = "，".join(filter(None, (one.guide if several else "", one.place_zh)))
        lines.append(f"  {number:>2}. {where}{'：' if where else ''}{one.message_zh}")
        lines.append(f"      → {'同上。' if (one.guide, todo) == before else todo}")
        before = one.guide, todo
    if more := Counter(one.kind.kind.zh for one in found[_MOST:]):
        each = "；".join(f"{kind}{count}项" for kind, count in more.items())
        lines.append(f"      另有{more.total()}项：{each}（--json列出全部）")
    return "\n".join(lines)


def _taken_zh(one: Addition) -> str:
    found, declared = len(one.guide.directions), one.guide.declared.directions
    status = f"{_STATUS_ZH[one.status]}，{_STAGE_ZH[one.guide.stage]}"
    if not is_whole(one.guide):
        return f"不完整：指南称{declared}个方向，只找到{found}个；{status}"
    told = "（指南未载明总数）" if declared is None else f"，指南称{declared}个"
    return f"{found}个方向{told}；{status}"


def _taken(one: Addition) -> str:
    """Return how much of a guide was taken in."""
    guide = one.guide
    found, declared = len(guide.directions), guide.declared.directions
    status = f"{_STATUS[one.status]}, {_STAGE[guide.stage]}"
    if one.status == "held" and one.seed.record.received != one.received.source.file:
        status = f"the same file is held as {one.seed.record.received}"
    if not is_whole(guide):
        return f"NOT WHOLE: only {found} of {declared} directions; {status}"
    if declared is None:
        plural = "" if found == 1 else "s"
        return f"{found} direction{plural} (the guide says no number); {status}"
    return f"{found} of {declared} directions; {status}"


def _decisions(found: Sequence[Decision], *, several: bool) -> Iterator[str]:
    """Yield the lines on the gravest decisions, and count the others by kind."""
    if not found:
        yield "Nothing to decide"
        return
    yield f"To decide ({len(found)})" + (", the gravest first" if len(found) > 1 else "")
    before = ("", "")
    for number, one in enumerate(found[:_MOST], start=1):
        named = several and not one.message.startswith(one.guide)
        where = ", ".join(filter(None, (one.guide if named else "", one.place)))
        todo = one.kind.todo.en
        yield f"  {number:>2}. {where}{': ' if where else ''}{one.message}"
        yield f"      → {'The same.' if (one.guide, todo) == before else todo}"
        before = one.guide, todo
    counted = Counter(one.kind.kind.en for one in found[_MOST:])
    if counted:
        each = "; ".join(f"{count} {kind}" for kind, count in counted.items())
        yield f"      and {counted.total()} more: {each} (`--json` has all of them)"


def _details(plan: Plan, one: Addition) -> Iterator[str]:
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
    english = _english(plan, guide)
    held, made = english["translated"], english["pattern"]
    total = sum(english.values())
    yield (
        f"English: {held + made} of {total} segments ({held} by an entry of the catalogue, {made} by a pattern), "
        f"to confirm, as a draft or suggestion: {english['fuzzy']}, without English: {english['missing']}"
        + (" (`guides translate status` names them)" if held + made < total else "")
    )


def _english(plan: Plan, guide: Guide) -> dict[str, int]:
    """Return how many segments of ``guide`` have English by an entry, by a pattern, only to be confirmed, or not at all."""
    found = Counter(state for *_, state in states((guide,), plan.library.catalogue))
    return {
        "translated": found["reviewed"] + found["later"],
        "pattern": found["pattern"],
        "fuzzy": found["draft"] + found["suggestion"],
        "missing": found["missing"],
    }


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
    table = [("", "declared", "summed", "")]
    for name, row, words in total_rows(plan.library.audits[guide.id]):
        remarks = [_REMARKS[row.verdict]] if row.verdict in _REMARKS else []
        for remark, directions in (
            ("open", row.undetermined),
            ("not stated", row.silent),
            ("in words only", row.worded),
        ):
            if directions:
                remarks.append(f"{remark} in {', '.join(map(number_of, directions))}")
        table.append((name, *compared(row, words), "; ".join(remarks)))
    return _rows(table)


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


def _ending(plan: Plan, built: Mapping[str, int]) -> str:
    """Return the last line: the pages that are built, or that nothing changes."""
    if not plan.changes:
        return "nothing to change"
    each = ", ".join(f"{count} pages of {guide}" for guide, count in built.items())
    return f"✓ Built without an error: {each} (`make site` puts them into the site)"


def report_json(
    plan: Plan | None,
    left_out: Iterable[tuple[str, InputError]],
    built: Mapping[str, int],
    *,
    dry_run: bool = False,
) -> Json:
    """Return the report as JSON. ``left_out`` are the files that are not taken in: (“skipped” or “refused”, error)."""
    return {
        "dry_run": dry_run,
        "guides": [_guide_json(plan, one, built) for one in plan.additions] if plan else [],
        "decide": list(map(_decision_json, decisions(plan))) if plan else [],
        "left_out": [
            {"file": error.path.name if error.path else None, "as": word, "reason": error.message}
            for word, error in left_out
        ],
        "changed": [
            {"path": path, "what": what} for path, what in (_written(plan) if plan else ())
        ],
    }


def _guide_json(plan: Plan, one: Addition, built: Mapping[str, int]) -> Json:
    guide = plan.library.guide(one.id)
    return {
        "id": one.id,
        "status": one.status,
        "file": one.received.source.file,
        "title": guide.title.zh,
        "year": guide.year,
        "batch": guide.batch,
        "stage": guide.stage,
        "facts": [
            {"name": name, "value": value, "from": where}
            for name, value, where in [*one.identity.facts, *_origin(one)]
        ],
        "directions": {"found": len(guide.directions), "declared": guide.declared.directions},
        "whole": is_whole(guide),
        "supersedes": one.seed.record.supersedes,
        "superseded_by": plan.library.superseded_by(one.id),
        "english": _english(plan, guide),
        "pages": built.get(one.id, 0),
    }


def _decision_json(one: Decision) -> Json:
    return {
        "code": one.kind.code,
        "guide": one.guide or None,
        "kind": one.kind.kind.model_dump(),
        "message": {"zh": one.message_zh, "en": one.message},
        "place": one.place or None,
        "line": one.line,
        "todo": one.kind.todo.model_dump(),
    }


def _rows(rows: Iterable[Sequence[str]]) -> list[str]:
    """Return ``rows`` as lines with aligned columns. The last column is not padded."""
    cells = list(rows)
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)][:-1]
    return [f"  {'  '.join(map(str.ljust, row, (*widths, 0)))}".rstrip() for row in cells]
