"""The page of a guide, with its audit."""

from __future__ import annotations

from generator import ids
from generator.link.totals import Row
from generator.model import Guide
from generator.text.characters import within
from generator.translate import texts
from generator.write.markdown import Link
from generator.write.pages.comparison import comparison_links
from generator.write.pages.page import (
    Page,
    Step,
    english_of,
    guides_link,
    make,
    published,
    received,
)
from generator.write.versions import changes_of, version_bar
from generator.write.views import Views


def guide_page(v: Views, guide: Guide) -> Page:
    """Return the page of one guide: its directions, its audit, its preamble."""
    record, audit = v.library.records[guide.id], v.library.audits[guide.id]
    place = v.library.positions[guide.id]
    context = {
        "above": [guides_link(v)],
        "here": v.guide_name(guide),
        "before": _neighbour(v, place - 1),
        "after": _neighbour(v, place + 1),
        "parts": [
            (v._("Directions"), "directions", len(guide.directions)),
            (v._("Audit"), "audit", 0),
            (v._("Preamble"), "preamble", 0),
            (v._("Source"), "source", 0),
            (v._("Cite"), "cite", 0),
        ],
        "guide": guide,
        "record": record,
        "final": v.announced(guide),
        "bar": version_bar(v, guide),
        "changes": changes_of(v, guide),
        "published": published(v, guide),
        "deadlines": _deadlines(v, guide),
        "assumed": _assumed(v, guide),
        **english_of(v, texts((guide.title, guide.sections))),
        "comparisons": comparison_links(v, guide),
        "audit": [
            _audit(v, v._("Directions"), audit.directions),
            _audit(v, v._("Partners"), audit.partners),
            _audit(v, v._("Projects"), audit.projects),
            _audit(v, v._("Funding (RMB)"), audit.funding, money=True),
        ],
        "source": v.site(ids.source_path(guide.id, record.file)),
        "received": received(v, guide),
        "corrections": [(d, c) for d in guide.directions for c in d.corrections],
    }
    return make(
        v,
        "guide",
        v.phrases.noted(v.batch(guide), [guide.id]),
        context,
        description=_description(v, guide),
        id=guide.id,
        year=guide.year,
        batch=guide.batch,
        stage=guide.stage,
        source=record.received,
    )


def _neighbour(v: Views, place: int) -> Step | None:
    """Return the step to the guide at this place in the order of time; None outside of it."""
    if not 0 <= place < len(v.library.guides):
        return None
    link = v.guide(v.library.guides[place].id)
    return Step(link.text, link.href, link.text)


def _deadlines(v: Views, guide: Guide) -> list[tuple[str, list[Link]]]:
    """Return (deadline in words, links to the directions that state it) of ``guide``."""
    found: dict[str, list[Link]] = {}
    for d in guide.directions:
        if d.deadline:
            words = v.phrases.deadline(d.deadline)
            found.setdefault(words, []).append(v.number(d.id, d.deadline_anchor or ""))
    return list(found.items())


def _assumed(v: Views, guide: Guide) -> list[tuple[str, str]]:
    """Return (name, reason) of each fact that a person took for true, as the text does not state it."""
    names = {
        "year": v._("Year"),
        "batch": v._("Batch"),
        "series": v._("Series"),
        "stage": v._("Stage"),
    }
    found = v.library.records[guide.id].assumed
    return [(names[fact.key], v.name(fact.reason)) for fact in found]


def _description(v: Views, guide: Guide) -> str:
    """Return the guide's totals in one sentence. Its full title would be too long for a list of search results."""
    audit, (projects, funding) = v.library.audits[guide.id], v.sums(guide.directions)
    return v._(
        "China’s call guide for S&T cooperation, {batch}, {stage}: {directions}; partners: {partners}; projects: {projects}; funding: {funding}."
    ).format(
        batch=v.batch(guide),
        stage=within(v.stage(guide)),
        directions=v.phrases.directions(len(guide.directions)),
        partners=audit.partners.summed[0],
        projects=projects,
        funding=funding,
    )


def _audit(v: Views, name: str, row: Row, *, money: bool = False) -> tuple[str, Row, str, str]:
    """Return (name, total, verdict on the sum in words, note) of one total. ``money`` is True for that of funding."""
    verdicts = {
        "equal": v._("agrees"),
        "within": v._("within the declared bounds"),
        "rounded": v._("agrees when rounded"),
        "differs": v._("differs"),
        "undeclared": v._("no total to compare with"),
    }
    notes = [_signed(v, row.difference)] if row.difference else []
    funding = {direction: v.library.directions[direction].funding for direction in row.silent}
    each = [d for d in row.silent if money and funding[d].per_project]
    for words, found in (
        (v._("undetermined in {directions}"), row.undetermined),
        (v._("not stated in {directions}"), [d for d in row.silent if d not in each]),
        (v._("stated in words only in {directions}"), row.worded),
        (v._("stated per project only in {directions}"), each),
    ):
        if found:
            notes.append(words.format(directions=v.phrases.listing(map(ids.number_of, found))))
    bound = v._("{direction}: no more than {amount} in all (computed)")
    for direction in each:
        if (amount := funding[direction].bound_cny) is not None:
            figure = v.phrases.number(amount)
            notes.append(bound.format(direction=ids.number_of(direction), amount=figure))
    return name, row, verdicts[row.verdict], v._("; ").join(notes)


def _signed(v: Views, difference: tuple[int, int]) -> str:
    """Return a difference with its sign: “−15,000,000”, “−16 to +14”."""
    low, high = (
        ("+" if n > 0 else "−" if n < 0 else "±") + v.phrases.number(abs(n)) for n in difference
    )
    return low if low == high else v._("{low} to {high}").format(low=low, high=high)
