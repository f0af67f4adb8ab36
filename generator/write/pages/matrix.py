"""Tables of something against guides: a row each, a column a guide, a gap where a guide has none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from generator import ids
from generator.model import Direction, Guide
from generator.write.markdown import Link
from generator.write.views import Views

Cell = str | list[Link]
Row = tuple[Link, Sequence[Cell]]
"""The subject of a row, and its cells, one for each column."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows against columns, mostly guides."""

    columns: Sequence[Link]
    rows: Sequence[Row]
    earlier: int = 0
    """Guides before those of the columns, which are left out for want of room."""
    others: Sequence[Link] = ()
    """Rows that have a part in those alone."""


class Axis(NamedTuple):
    """The batches side by side in a picture, as the table and the note below it tell of them."""

    guides: Sequence[Guide]
    """Those of them that are held and stand: superseded drafts are in no picture."""
    earlier: int
    """Guides before the first of them."""
    missing: bool
    """True where some are not held."""
    drafts: str
    """Those that are drafts."""


def by_guide(
    v: Views,
    rows: Iterable[tuple[Link, Iterable[str]]],
    cell: Callable[[Guide, list[str]], Cell] | None = None,
    columns: tuple[Sequence[Guide], int] | None = None,
) -> Matrix:
    """Return a matrix of ``rows``, each a link and directions, which stand in the columns of their guides.

    ``cell`` makes a cell of what a guide holds, links by number unless it is given. Of many guides the newest are
    columns, or those of ``columns``, which has the number of guides before them too; a row that has a part in others
    alone is told below.
    """
    listed = [(link, list(direction_ids)) for link, direction_ids in rows]
    guides, earlier = columns or newest(v, (d for _, found in listed for d in found))
    filled: list[Row] = []
    for link, found in listed:
        held: dict[str, list[str]] = {}
        for direction_id in found:
            held.setdefault(ids.guide_of(direction_id), []).append(direction_id)
        made = cell or (lambda _, found: [v.number(direction) for direction in found])
        filled.append((link, [made(guide, held.get(guide.id, [])) for guide in guides]))
    return Matrix(
        [v.guide(guide.id) for guide in guides],
        [row for row in filled if any(row[1]) or not earlier],
        earlier,
        [link for link, cells in filled if earlier and not any(cells)],
    )


def over_time(
    v: Views,
    directions: Iterable[Direction],
    keys: Callable[[Direction], Iterable[str]],
    name: Callable[[str], Link],
    order: Sequence[str],
) -> Matrix:
    """Return a matrix of ``directions`` by their ``keys``, the most frequent first and equals in ``order``."""
    found: dict[str, list[str]] = {}
    for direction in directions:
        for key in keys(direction):
            found.setdefault(key, []).append(direction.id)
    ordered = sorted(found, key=lambda key: (-len(found[key]), order.index(key)))
    return by_guide(v, [(name(key), found[key]) for key in ordered])


def newest(v: Views, direction_ids: Iterable[str]) -> tuple[Sequence[Guide], int]:
    """Return the columns of a table of ``direction_ids``, and how many guides there are before them."""
    guides = v.library.columns(direction_ids)
    return guides, v.library.positions[guides[0].id] if guides else 0


def axis(v: Views, direction_ids: Iterable[str] | None = None) -> Axis:
    """Return the batches in a picture of ``direction_ids``, or of all."""
    library = v.library
    batches = library.whole_axis if direction_ids is None else library.axis(direction_ids)
    guides = [library.guide(batch.guide) for batch in batches if batch.guide]
    before = library.batches[: library.batches.index(batches[0])] if batches else ()
    return Axis(
        guides,
        earlier=sum(batch.guide is not None for batch in before),
        missing=len(guides) < len(batches),
        drafts=v._("; ").join(v.batch(guide) for guide in guides if guide.stage == "draft"),
    )
