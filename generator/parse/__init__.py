"""parse: Paragraphs → Guide. Never fails: text that no rule understands is kept as text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from operator import attrgetter

from generator import ids
from generator.grammar.headings import follows
from generator.grammar.notices import (
    NAME,
    is_footer_line,
    is_ours,
    names_another,
    programme_heading,
    programmes,
)
from generator.ids import DirectionId, GuideId
from generator.model import Direction, Dropped, Guide, Source
from generator.parse.closing import take_closing
from generator.parse.direction import read_direction
from generator.parse.directions import split_directions, take_parts
from generator.parse.preamble import read_preamble, totals
from generator.parse.stated import guide_id as stated_id
from generator.passage import Passage
from generator.trace import Cleaned, Trace, link_targets

UNDATED = GuideId(1, 1, None, "final")
"""The id of a guide whose text states no year, if no id was given."""
_QUOTED = 20
"""The most characters of a text that a message quotes."""
_TITLE = 12
"""The number of first paragraphs in which a title may be."""


def parse(
    cleaned: Cleaned,
    source: Source,
    guide_id: GuideId | None = None,
    partners: re.Pattern[str] | None = None,
) -> Guide:
    """Return the guide that the paragraphs form; ``guide_id`` replaces the id that the text states.

    ``partners`` matches the names of partners, which in brackets behind a title are no fields.
    """
    trace = Trace()
    rows = [p for p in cleaned.paragraphs if p.cell is None or p.cell.row > 0]
    paragraphs = own_part(rows, trace)
    while paragraphs and not paragraphs[-1].cell and is_footer_line(paragraphs[-1].text):
        trace.drop("notice_line", paragraphs.pop())
    front, raw = split_directions(paragraphs, trace)
    parts, closing = take_parts(raw), take_closing(front, raw)
    last = raw[-1].heading.lines[-1] if raw else None
    preamble = read_preamble(front, parts, trace, closing=closing, notes=cleaned.notes, last=last)
    _note_outside(closing, cleaned.notes, trace)
    declared = totals(cleaned.paragraphs, preamble.declared, trace)
    identity = guide_id or stated_id(preamble.stated)
    told = preamble.stated
    if told.programme:
        trace.note("other-programme", told.year_line, name=told.programme)
    elif names_another(preamble.title.zh) and not any(
        NAME in paragraph.text for paragraph in cleaned.paragraphs
    ):
        trace.note("no-programme", told.year_line)
    if (total := preamble.declared.directions) and len(raw) < total:
        trace.note("directions-missing", found=len(raw), declared=total)
    if guide_id is None and told.mark:
        trace.note("stage-doubt", told.year_line, mark=told.mark)
    if guide_id is None and identity and told.batch is None:
        trace.note("no-batch")
    if identity is None:
        trace.note("no-year")
        identity = UNDATED
    if not raw:
        trace.note("no-directions")
    directions: list[Direction] = []
    printed: Counter[str] = Counter()
    targets = echoed_addresses(cleaned.dropped)
    before: str | None = None
    for order, found in enumerate(raw, start=1):
        number = ids.distinct_number(found.number, printed[found.number])
        printed[found.number] += 1
        line = found.heading.span.first
        if number != found.number:
            trace.note("number-twice", line, printed=found.number, number=number)
        elif not follows(found.number, before):
            after = f"follows {before}" if before else "comes first"
            trace.note("number-missing", line, number=found.number, after=after)
        before = found.number
        own = DirectionId(identity, number)
        directions.append(read_direction(found, own, order, targets, trace, partners=partners))
    return Guide(
        id=str(identity),
        year=identity.year,
        batch=identity.batch,
        stage=identity.stage,
        series=identity.series,
        title=preamble.title,
        declared=declared,
        sections=preamble.sections,
        directions=tuple(directions),
        source=source,
        stated=preamble.stated,
        title_lines=preamble.title_lines,
        dropped=tuple(sorted([*cleaned.dropped, *trace.dropped], key=attrgetter("line"))),
        diagnostics=tuple(trace.diagnostics),
    )


def _note_outside(closing: Sequence[Passage], notes: Sequence[Passage], trace: Trace) -> None:
    """Record where the closing matter and the footnotes are."""
    for code, passages in (("closing-text", closing), ("footnotes", notes)):
        if passages:
            first = passages[0].text[:_QUOTED]
            trace.note(code, passages[0].lines[0], first=first, count=len(passages))


def own_part(paragraphs: Sequence[Passage], trace: Trace) -> list[Passage]:
    """Return the paragraphs without the parts of other programmes: one notice may list the directions of several.

    Such a part begins with a line that is only the name of a programme, if a title above names this programme too.
    """
    title = "".join(paragraph.text for paragraph in paragraphs[:_TITLE])
    names = programmes(title)
    if all(map(is_ours, names)) or not any(map(is_ours, names)):
        return list(paragraphs)
    kept, other = list[Passage](), None
    for paragraph in paragraphs:
        if name := programme_heading(paragraph.text, names):
            other = None if is_ours(name) else name
            if other:
                trace.note("other-part", paragraph.lines[0], name=name)
        if other:
            trace.drop("other_programme", paragraph)
        else:
            kept.append(paragraph)
    return kept


def echoed_addresses(dropped: Iterable[Dropped]) -> tuple[str, ...]:
    """Return the web addresses that are targets of links: complete, with the scheme that the text may omit."""
    return tuple(target for target in link_targets(dropped) if not target.startswith("mailto:"))
