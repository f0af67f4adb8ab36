"""A guide against the one before it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from generator import ids
from generator.link import REACH
from generator.link.comparison import Comparison, size
from generator.link.versions import DirectionChange
from generator.model import Guide
from generator.write.changes import change_line
from generator.write.pages.page import Page, guide_summary, make
from generator.write.shapes import Link, Matrix, MatrixRow
from generator.write.views import Views


def comparison_page(v: Views, comparison: Comparison) -> Page:
    """Totals, partners in and out, and what became of every call of both guides."""
    earlier, later = comparison.earlier, comparison.later
    partners = (
        (v._("New"), comparison.partners_new),
        (v._("In both guides"), comparison.partners_kept),
        (v._("Not in the later guide"), comparison.partners_gone),
    )
    context = {
        "guides": [guide_summary(v, guide) for guide in (earlier, later)],
        "partners": [
            (words, len(codes), [v.partner(code) for code in codes]) for words, codes in partners
        ],
        "continued": [_continued(v, change) for change in comparison.continued],
        "began": v.rows(comparison.began),
        "resumed": [(v.row(d), v.place(old)) for d, old in comparison.resumed],
        "gone": [(v.row(d), v.place(next_) if next_ else None) for d, next_ in comparison.gone],
    }
    title = v._("{later} against {earlier}").format(later=v.batch(later), earlier=v.batch(earlier))
    description = v._(
        "Call guides {later} and {earlier} compared: calls that went on {continued}, new {began}, not in the later {gone}; partners, projects and money."
    ).format(
        later=_told(v, later),
        earlier=_told(v, earlier),
        continued=len(comparison.continued),
        began=len(comparison.began),
        gone=len(comparison.gone),
    )
    return make(v, "comparison", title, context, id=later.id, description=description)


def _told(v: Views, guide: Guide) -> str:
    """A guide by year and batch, a draft with its stage: its final text may be held too."""
    draft = f"{v._(' (')}{v._('draft')}{v._(')')}" if guide.stage == "draft" else ""
    return v.batch(guide) + draft


def comparison_links(v: Views, guide: Guide) -> list[Link]:
    """To the comparisons of ``guide`` with the one before and the one after."""
    pairs = [pair for pair in v.library.consecutive if guide.id in pair]
    found = (v.library.comparison(*pair) for pair in sorted(pairs, key=lambda p: p[0] == guide.id))
    return [comparison_link(v, comparison) for comparison in found if comparison]


def comparison_grid(v: Views) -> Matrix | None:
    """The later guides as rows, the earlier ones as columns; None where some are too far apart to
    be compared.
    """
    guides = v.library.guides
    if len(guides) > REACH + 1:
        return None
    rows = [
        MatrixRow(
            v.guide(later),
            [
                [Link(v._("Compare"), comparison_link(v, found).href)] if found else []
                for earlier in guides[:-1]
                for found in (v.library.comparison(earlier.id, later.id),)
            ],
        )
        for later in guides[1:]
    ]
    return Matrix(tuple(map(v.guide, guides[:-1])), rows) if rows else None


def comparison_list(v: Views) -> list[tuple[Link, list[Link]]]:
    """Each guide with those before it that it is compared with, the newest first."""
    found: dict[str, list[Link]] = {}
    for comparison in reversed(v.library.comparisons):
        link = replace(comparison_link(v, comparison), text=v.batch(comparison.earlier))
        found.setdefault(comparison.later.id, []).append(link)
    return [(v.guide(v.library.guide(later)), links) for later, links in found.items()]


def comparison_link(v: Views, comparison: Comparison) -> Link:
    """To the page of ``comparison``."""
    earlier, later = comparison.earlier, comparison.later
    words = v._("{later} against {earlier}")
    return Link(
        words.format(later=v.batch(later), earlier=v.batch(earlier)),
        v.page(ids.comparison_path(earlier.id, later.id, v.language)),
    )


def _continued(v: Views, change: DirectionChange) -> dict[str, Any]:
    old, new = change.old, change.new
    if old is None or new is None:
        raise ValueError("a call that went on is in both guides")
    words = {
        "grew": v._("grew"),
        "shrank": v._("shrank"),
        "same": v._("same"),
        "mixed": v._("quota and money moved apart"),
        "unknown": v._("not comparable"),
    }
    lineage = v.library.lineage_of(new.id)
    return {
        "old": v.number(old.id),
        "new": v.number(new.id),
        "title": Link(v.plain(new.title), v.page(ids.lineage_path(lineage.code, v.language))),
        "size": words[size(change)],
        "line": change_line(change, v.phrases, v.library.vocabulary),
    }
