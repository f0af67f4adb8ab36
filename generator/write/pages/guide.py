"""A guide, with its audit."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from generator import ids
from generator.link.audit import Row
from generator.model import Direction, Guide, Text
from generator.translate import texts
from generator.write.pages.comparison import comparison_links
from generator.write.pages.page import Page, final_text, guide_summary, make, version_of
from generator.write.pages.reach import directions
from generator.write.shapes import Link
from generator.write.views import Views


def guide_page(v: Views, guide: Guide) -> Page:
    """The page of one guide: its directions, its audit, its preamble."""
    record, audit = v.library.records[guide.id], v.library.audits[guide.id]
    preamble = replace(_NO_DIRECTION, guide=guide.id)
    sections = [
        {
            "anchor": section.heading.anchor if section.heading else None,
            "label": v.label(section.heading.label or "") if section.heading else None,
            "heading": v.segment(section.heading.text) if section.heading else None,
            "paragraphs": v.tree(section.paragraphs, preamble, sentences=False),
        }
        for section in guide.sections
    ]
    untranslated = v.language == "en" and any(t.en is None for t in texts(guide.sections))
    context = {
        "guide": guide,
        "record": record,
        "heading": v.segment(guide.title),
        "batch": v.batch(guide),
        "stage": v.stage(guide),
        "draft": guide.stage == "draft",
        "final": final_text(v, guide),
        "version": version_of(v, guide),
        "untranslated": untranslated,
        "comparisons": comparison_links(v, guide),
        "rows": v.rows(d.id for d in guide.directions),
        "audit": (
            _audit(v, v._("Directions"), audit.directions),
            _audit(v, v._("Partners"), audit.partners),
            _audit(v, v._("Projects"), audit.projects),
            _audit(v, v._("Funding (RMB)"), audit.funding),
        ),
        "sections": sections,
        "reviewed": v.phrases.date(v.library.reviewed) if v.library.reviewed else None,
        "source": v.site(ids.source_path(guide.id, record.file)),
        "corrections": [
            {
                "place": Link(
                    ids.place(d.number, correction.anchor),
                    ids.place(v.direction(d.id), correction.anchor),
                ),
                "printed": v.chinese(correction.printed),
                "meant": v.segment(correction.meant).inline,
            }
            for d in guide.directions
            for correction in d.corrections
        ],
    }
    description = _description(v, guide)
    meta = {
        "id": guide.id,
        "year": guide.year,
        "batch": guide.batch,
        "stage": guide.stage,
        "source": record.received,
    }
    return make(
        v, "guide", f"{v.batch(guide)} ({guide.id})", context, description=description, **meta
    )


def _description(v: Views, guide: Guide) -> str:
    """What the guide adds up to; the whole title is longer than what is shown of a page."""
    summary = guide_summary(v, guide)
    return v._(
        "China's call guide for intergovernmental S&T cooperation, {batch}, {stage}: {directions}, partners {partners}, projects {projects}, {funding}."
    ).format(
        batch=v.batch(guide),
        stage=v.stage(guide).lower(),
        directions=directions(v, len(guide.directions)),
        **{name: summary[name] for name in ("partners", "projects", "funding")},
    )


_NO_DIRECTION = Direction("", "", "", 0, Text(""), span=None, labels={})  # type: ignore[arg-type]


def _audit(v: Views, name: str, row: Row) -> dict[str, Any]:
    verdicts = {
        "equal": v._("agrees"),
        "within": v._("within the declared bounds"),
        "rounded": v._("agrees when rounded"),
        "differs": v._("differs"),
        "undeclared": v._("not declared"),
    }
    notes = []
    if row.difference:
        notes.append(_signed(v, row.difference))
    if row.undetermined:
        listed = v.phrases.listing(map(ids.number_of, row.undetermined))
        notes.append(v._("undetermined in {directions}").format(directions=listed))
    if row.silent:
        listed = v.phrases.listing(map(ids.number_of, row.silent))
        notes.append(v._("not stated in {directions}").format(directions=listed))
    return {
        "name": name,
        "declared": v.phrases.bounded(*row.declared, row.declared_kind),
        "summed": v.phrases.bounded(*row.summed, None),
        "verdict": verdicts[row.verdict],
        "differs": row.verdict == "differs",
        "notes": v._("; ").join(notes),
    }


def _signed(v: Views, difference: tuple[int, int]) -> str:
    """The difference with its sign: “−15,000,000”, “−16 to +14”."""
    low, high = (
        ("+" if n > 0 else "−" if n < 0 else "±") + v.phrases.number(abs(n)) for n in difference
    )
    return low if low == high else v._("{low} to {high}").format(low=low, high=high)
