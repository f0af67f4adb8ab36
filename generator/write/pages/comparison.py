"""The page that compares two guides, and the page that compares a final text with its draft."""

from __future__ import annotations

from typing import Any

from generator import ids
from generator.link import REACH
from generator.link.comparison import compare, size
from generator.link.versions import DirectionChange, compare_directions
from generator.model import Guide
from generator.write.changes import change_details, change_line, changed_texts
from generator.write.markdown import Link
from generator.write.pages.matrix import Matrix
from generator.write.pages.page import Page, english_of, make
from generator.write.views import Views


def changes_page(v: Views, final: Guide) -> Page:
    """Return the page of the changes from the draft of ``final`` to ``final``, direction by direction."""
    library, matched = v.library, v.library.versions[final.id]
    draft = library.guide(str(library.records[final.id].supersedes))
    changes = {
        new: compare_directions(library.directions[old], library.directions[new])
        for new, old in matched.items()
    }
    rows: list[tuple[Any, ...]] = []
    for direction in final.directions:
        change = changes.get(direction.id)
        if change is None:
            result = v._("only in the final text")
        else:
            result = v._("unchanged") if change.unchanged else v._("changed")
        rows.append((matched.get(direction.id), direction.id, direction, result))
    gone = [d for d in draft.directions if d.id not in matched.values()]
    rows += [(d.id, None, d, v._("not in the final text")) for d in gone]
    counts = {
        "kept": len(matched),
        "come": len(final.directions) - len(matched),
        "gone": len(gone),
    }
    context = {
        **english_of(v, changed_texts(changes.values())),
        "draft": draft,
        "final": final,
        "rows": rows,
        "details": [
            (
                v.titled(d),
                ids.positional("direction", (d.order,)),
                change_details(v, changes[d.id]),
            )
            for d in final.directions
            if d.id in changes and not changes[d.id].unchanged
        ],
        **counts,
    }
    title = v._("{guide}: from draft to final text").format(guide=v.batch(final))
    description = v._(
        "What became of the draft of {guide}: directions in both, {kept}; only in the final text, {come}; only in the draft, {gone}; each change word by word."
    ).format(guide=v.batch(final), **counts)
    return make(v, "changes", title, context, id=final.id, description=description)


def comparison_page(v: Views, earlier: Guide, later: Guide) -> Page:
    """Return the page that compares two guides: totals, partners, and every call of both."""
    library, found = v.library, compare(v.library, earlier, later)
    words = (
        v._("First in the guides held here"),
        v._("In the later guide, and in another before it"),
        v._("In both guides"),
        v._("Only in the earlier guide"),
    )
    context = {
        "guides": (earlier, later),
        "partners": list(zip(words, map(v.by_name, found.partners), strict=True)),
        "continued": [_continued(v, change) for change in found.continued],
        "began": [library.directions[d] for d in found.began],
        "resumed": [(library.directions[d], v.place(old)) for d, old in found.resumed],
        "gone": [(library.directions[d], v.place(new) if new else None) for d, new in found.gone],
    }
    title = v._("{later} compared with {earlier}").format(
        later=v.guide_name(later), earlier=v.guide_name(earlier)
    )
    description = v._(
        "Call guides compared ({later}; {earlier}). Calls in both: {continued}; in no earlier guide here: {began}; not in the later: {gone}; partners, funding."
    ).format(
        later=v.guide_name(later),
        earlier=v.guide_name(earlier),
        continued=len(found.continued),
        began=len(found.began),
        gone=len(found.gone),
    )
    return make(v, "comparison", title, context, id=later.id, description=description)


def _continued(v: Views, change: DirectionChange) -> tuple[Link, Link, Link, str, str]:
    """Return (earlier number, later number, call, change of size, changes) of a call that continued."""
    words = {
        "grew": v._("grew"),
        "shrank": v._("shrank"),
        "same": v._("same"),
        "mixed": v._("projects and funding moved in opposite directions"),
        "unknown": v._("cannot be compared"),
    }
    old, new = change.old, change.new
    call = v.lineage(v.library.lineage_of(new.id).code, new)
    return v.number(old.id), v.number(new.id), call, words[size(change)], change_line(v, change)


def comparison_links(v: Views, guide: Guide) -> list[Link]:
    """Return links to the comparisons of ``guide`` with the guides directly before and after it."""
    pairs = v.library.consecutive.intersection(v.library.guide_pairs)
    found = [pair for pair in pairs if guide.id in pair]
    words = v._("{later} compared with {earlier}")
    return [
        _link(v, words.format(later=_named(v, later), earlier=_named(v, earlier)), earlier, later)
        for earlier, later in sorted(found, key=lambda pair: pair[0] == guide.id)
    ]


def comparison_grid(v: Views) -> Matrix | None:
    """Return a matrix of all comparisons, the later guides as rows; None if some guides are too far apart to compare."""
    guides = [guide.id for guide in v.library.guides]
    if not 1 < len(guides) <= REACH + 1:
        return None

    def cell(earlier: str, later: str) -> list[Link] | None:
        if guides.index(earlier) >= guides.index(later):
            return None
        compared = (earlier, later) in v.library.guide_pairs
        return [_link(v, v._("Compare"), earlier, later)] if compared else []

    return Matrix(
        [v.guide(earlier) for earlier in guides[:-1]],
        [
            (v.guide(later), [cell(earlier, later) for earlier in guides[:-1]])
            for later in guides[1:]
        ],
    )


def comparison_list(v: Views) -> list[tuple[str, list[Link]]]:
    """Return (guide, links to its comparisons with earlier guides), the newest guide first."""
    found: dict[str, list[Link]] = {}
    for earlier, later in reversed(v.library.guide_pairs):
        found.setdefault(later, []).append(_link(v, _named(v, earlier), earlier, later))
    return list(found.items())


def _named(v: Views, guide_id: str) -> str:
    return v.guide_name(v.library.guide(guide_id))


def _link(v: Views, words: str, earlier: str, later: str) -> Link:
    return Link(words, v.page(ids.comparison_path(earlier, later, v.language)))
